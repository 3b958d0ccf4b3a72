"""Make everything from the same articles under different circumstances, and compare it byte by byte.

    python reliability/determinism.py [--python ~/3.12/bin/python --python ~/3.14/bin/python …]

Each Python needs claimgraph in it. What is varied: the Python, the seed of hashes, the locale, the time zone,
the coding of texts, `-O`, the number of workers, the order of the articles, the folder that one stands in.
What is made: every format, every table, both reports, what the verbs print, and a store filled part by part.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent
SUFFIXES = ("jsonl.gz", "csv", "graphml", "gexf", "geojson", "jsonld", "html", "xlsx", "parquet")
TABLES = ("incidents", "conventions", "coding", "articles")
PRINTED = (
    "summary",
    "claims --json",
    "incidents --json",
    "review --json",
    "incidents",
    "summary --style full",
)
# Articles and claims are listed in the order in which articles were given; these lists are compared sorted.
# A store that grows keeps the ids of its incidents (decision 0018), and packed lists are not taken apart.
LISTS = ("all.jsonl", "all.csv", "articles.csv")
PACKED = (
    "all.graphml",
    "all.gexf",
    "all.jsonl.gz",
    "all.jsonld",
    "all.xlsx",
    "all.parquet",
    "store.jsonl",
    "claims --json.txt",
)


class Circumstance(NamedTuple):
    """What is other than usual: variables, options of Python, workers, and whether the order is."""

    name: str
    variables: Mapping[str, str] = {}
    options: tuple[str, ...] = ()
    workers: int = 1
    is_shuffled: bool = False


CIRCUMSTANCES = (
    Circumstance("as usual"),
    Circumstance("hash seed 0", {"PYTHONHASHSEED": "0"}),
    Circumstance("hash seed 4294967295", {"PYTHONHASHSEED": "4294967295"}),
    Circumstance("locale C, no UTF-8", {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    Circumstance("Turkish Latin-5, Kathmandu", {"LC_ALL": "tr_TR.ISO-8859-9", "TZ": "Asia/Kathmandu"}),
    Circumstance("day line", {"TZ": "Pacific/Kiritimati"}),
    Circumstance("-OO", options=("-OO",)),
    Circumstance("two workers", workers=2),
    Circumstance("three workers", workers=3),
    Circumstance("another order", is_shuffled=True),
)


# -- making it ------------------------------------------------------------------------------------------


def make_all(articles: Path, folder: Path, workers: int) -> None:
    """Write all that can be made of a file of articles into a folder."""
    from claimgraph.cli import main

    def run(line: str, *arguments: object) -> None:
        status = main([*line.split(), *map(str, arguments)])
        if status:
            raise SystemExit(f"{line}: ended with {status}")

    run("export -q", articles, "--workers", workers, "-o", folder / "all.jsonl")
    for suffix in list_suffixes():
        run(
            "report -q" if suffix == "html" else "export -q",
            folder / "all.jsonl",
            "-o",
            folder / f"all.{suffix}",
        )
    for table in TABLES:
        run("export -q --table", table, folder / "all.jsonl", "-o", folder / f"{table}.csv")
    run("report -q", folder / "all.jsonl", "-o", folder / "pages")
    for line in PRINTED:
        with (folder / f"{line}.txt").open("w", encoding="utf-8") as file, redirect_stdout(file):
            run(f"{line} -q", folder / "all.jsonl")
    fill_store(articles, folder, run)


def fill_store(articles: Path, folder: Path, run: Callable[..., None]) -> None:
    """Fill a store in three parts, and export it."""
    records = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    third = len(records) // 3 + 1
    store = folder / "store.db"
    for part in range(3):
        file = folder / "part.jsonl"
        file.write_text("".join(records[part * third : (part + 1) * third]), encoding="utf-8")
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
            run("store add -q", store, file)
    run("store export -q", store, "-o", folder / "store.jsonl")
    for file in (store, folder / "part.jsonl"):
        file.unlink()


def list_suffixes() -> Iterator[str]:
    """Yield the suffixes that can be written here; two need a package that may be missing."""
    for suffix in SUFFIXES:
        try:
            if suffix == "xlsx":
                import xlsxwriter  # noqa: F401
            if suffix == "parquet":
                import pyarrow  # noqa: F401
        except ImportError:
            continue
        yield suffix


def shuffle_articles(articles: Path, target: Path) -> Path:
    """Write the articles in another order."""
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(7).shuffle(lines)
    target.write_text("".join(lines), encoding="utf-8")
    return target


# -- comparing ------------------------------------------------------------------------------------------


def digest_folder(folder: Path, *, is_sorted: bool) -> dict[str, str]:
    """Return a digest of each file; if asked, of the sorted lines of what lists articles or claims."""
    found = {}
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, content = file.relative_to(folder).as_posix(), file.read_bytes()
        if is_sorted and name in PACKED:
            continue
        if is_sorted and name in LISTS:
            content = b"".join(sorted(content.splitlines(keepends=True)))
        found[name] = blake2b(content, digest_size=16).hexdigest()
    return found


def run_once(
    python: Sequence[str], articles: Path, one: Circumstance
) -> tuple[dict[str, str], dict[str, str]]:
    """Make everything under one circumstance, and return the digests as they are and sorted."""
    folder = Path(tempfile.mkdtemp())
    try:
        given = shuffle_articles(articles, folder / "given.jsonl") if one.is_shuffled else articles
        (folder / "out").mkdir()
        call = [
            *python,
            *one.options,
            str(Path(__file__).absolute()),
            "--make",
            str(given),
            str(folder / "out"),
        ]
        variables = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), **one.variables}
        subprocess.run([*call, "--workers", str(one.workers)], check=True, env=variables, cwd=folder)
        return digest_folder(folder / "out", is_sorted=False), digest_folder(folder / "out", is_sorted=True)
    finally:
        shutil.rmtree(folder)


def name_python(python: Sequence[str]) -> str:
    """Return the version of a Python."""
    asked = [*python, "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()


def has_locale(name: str) -> bool:
    """Return whether this machine has a locale; one that is missing would be C without a word."""
    return not subprocess.run(
        [sys.executable, "-c", f"import locale; locale.setlocale(locale.LC_ALL, {name!r})"],
        check=False,
        stderr=subprocess.DEVNULL,
    ).returncode


def gather_articles(target: Path, claims: int) -> Path:
    """Write the example articles and made ones into one file."""
    import claimgraph as cg

    made = target / "made"
    call = [
        sys.executable,
        str(ROOT / "benchmarks" / "synthetic.py"),
        "--claims",
        str(claims),
        "-o",
        str(made),
    ]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
    shipped = cg.read_articles([ROOT / "examples" / name for name in ("articles", "articles_us", "week")])
    lines = [
        json.dumps(
            {"id": one.id, "published": str(one.published or ""), "title": one.title, "text": one.text}
        )
        for one in shipped
    ]
    articles = target / "articles.jsonl"
    articles.write_text(
        "\n".join(lines) + "\n" + (made / "articles.jsonl").read_text("utf-8"), encoding="utf-8"
    )
    return articles


def compare_all(pythons: Sequence[Sequence[str]], articles: Path) -> dict[str, object]:
    """Make everything under every circumstance, and say which files differ from the first run."""
    runs, compared, differ = 0, 0, []
    expected: dict[bool, dict[str, str]] = {}
    for place, python in enumerate(pythons):
        version = name_python(python)
        # Every circumstance on the first Python, the most different ones on the others.
        for one in CIRCUMSTANCES if not place else CIRCUMSTANCES[:4] + CIRCUMSTANCES[-3:]:
            if not has_locale(one.variables.get("LC_ALL", "C")):
                print(f"{version:8} {one.name:28} left out: this machine has no such locale")
                continue
            plain, ordered = run_once(python, articles, one)
            found = ordered if one.is_shuffled else plain
            if not expected:
                expected = {False: plain, True: ordered}
            beside = expected[one.is_shuffled]
            wrong = [name for name in found if found[name] != beside.get(name, found[name])]
            runs, compared = runs + 1, compared + len(found)
            differ += [f"{version}, {one.name}: {name}" for name in wrong]
            print(f"{version:8} {one.name:28} {len(found):4} files, {len(wrong)} differ", flush=True)
    versions = sorted({name_python(python) for python in pythons})
    return {"runs": runs, "files_compared": compared, "differ": differ, "pythons": versions}


def main() -> int:
    """Compare, print and write what was found."""
    parser = argparse.ArgumentParser(
        description="Make everything under different circumstances; compare bytes."
    )
    parser.add_argument("--python", action="append", type=shlex.split, help="another Python; may be repeated")
    parser.add_argument("--claims", type=int, default=400, help="how many claims the made articles have")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results" / "determinism.json")
    parser.add_argument("--make", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--workers", type=int, default=1, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.make:
        make_all(*asked.make, asked.workers)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        articles = gather_articles(Path(folder), asked.claims)
        found = compare_all([[sys.executable], *(asked.python or [])], articles)
    text = json.dumps(found, indent=2, sort_keys=True) + "\n"
    asked.output.parent.mkdir(exist_ok=True)
    asked.output.write_text(text, encoding="utf-8")
    return int(bool(found["differ"]))


if __name__ == "__main__":
    sys.exit(main())
