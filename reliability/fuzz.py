"""Feed every target with inputs that a fuzzer makes ever stranger, guided by what they reach in our code.

    pip install atheris
    python reliability/fuzz.py --seconds 3600 [TARGET …]

Seconds and runs are added to those of `results/fuzz.json`, so that several sittings count together. What
reaches something new is kept in `seeds/TARGET.jsonl`, whose inputs the tests run through the same targets;
whatever breaks a law is written to the folder `findings` and named.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT / "src")]
# Of what reached something new so many are kept, of all lengths up to a longest.
MOST_KEPT, LONGEST_KEPT = 150, 3000
LIMITS = ["-max_len=8000", "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1", "-verbosity=1"]


def read_seeds(target: str) -> list[bytes]:
    """Return the inputs that are kept of a target."""
    file = HERE / "seeds" / f"{target}.jsonl"
    lines = file.read_text(encoding="ascii").splitlines() if file.is_file() else []
    return [base64.b64decode(json.loads(line)) for line in lines]


def write_seeds(target: str, seeds: Iterable[bytes]) -> None:
    """Keep the inputs of a target, in a fixed order."""
    short = sorted({seed for seed in seeds if len(seed) <= LONGEST_KEPT}, key=lambda one: (len(one), one))
    step = max(1, len(short) / MOST_KEPT)
    kept = [short[int(at * step)] for at in range(min(MOST_KEPT, len(short)))]
    file = HERE / "seeds" / f"{target}.jsonl"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        "".join(json.dumps(base64.b64encode(one).decode()) + "\n" for one in kept), encoding="ascii"
    )


def list_words() -> list[bytes]:
    """Return words that mean something to the code: those of the word tables, and signs of the formats."""
    from claimgraph.lexicon import load_lexicon

    tables = load_lexicon()
    found: set[str] = set()
    for name in ("numbers", "grammar", "attribution"):
        try:
            _collect(tables.words(name), found)
        except KeyError:
            continue
    signs = ["\n\n", '"', "“", "”", "’s", " - ", "—", ", ", "; ", "(", ")", "1,200", "28", "2018", "March"]
    signs += [
        "{",
        "}",
        "[",
        "]",
        '":',
        "null",
        "NaN",
        "1e999",
        "<",
        "</",
        "&#",
        "]]>",
        "\u202e",
        "\x00",
        "ﬁ",
        "́",
    ]
    return [one.encode("utf-8", "surrogatepass") for one in [*sorted(found), *signs]]


def _collect(table: Any, found: set[str]) -> None:
    if isinstance(table, str):
        found.add(f" {table} ")
    elif isinstance(table, dict):
        for key, value in table.items():
            found.add(f" {key} ")
            _collect(value, found)
    elif isinstance(table, list | tuple):
        for value in table:
            _collect(value, found)


def work(target: str, findings: Path, options: list[str]) -> None:
    """Run one target in this process until its time is over."""
    import atheris

    with atheris.instrument_imports(include=["claimgraph"]):
        import targets

        for seed in targets.list_first_seeds(target):  # what is imported late is instrumented now
            targets.TARGETS[target](seed)
    words = list_words()
    noted: set[str] = set()

    def run(data: bytes) -> None:
        try:
            targets.TARGETS[target](data)
        except Exception:
            _note(data, findings, noted)

    def mutate(data: bytes, longest: int, seed: int) -> bytes:
        import random

        draw = random.Random(seed)
        if draw.random() < 0.5:
            return bytes(atheris.Mutate(data, longest))
        return _splice(data, words, draw)[:longest]

    atheris.Setup([sys.argv[0], *options], run, custom_mutator=mutate)
    atheris.Fuzz()


def _splice(data: bytes, words: list[bytes], draw: Any) -> bytes:
    """Put a word in, take a piece out, move or repeat one: changes that a reader of words feels."""
    head, body = data[:1] or b"\0", data[1:]
    for _ in range(draw.randint(1, 4)):
        start = draw.randint(0, len(body))
        end = min(len(body), start + draw.randint(0, 60))
        piece, way = body[start:end], draw.randint(0, 4)
        rest = body[:start] + body[end:]
        if way == 0:
            body = body[:start] + draw.choice(words) + body[start:]
        elif way == 1:
            body = body[:start] + draw.choice(words) + body[end:]
        elif way == 2:
            body = rest
        else:
            at = draw.randint(0, len(rest))
            body = rest[:at] + piece * (1 if way == 3 else draw.randint(2, 5)) + rest[at:]
    return head + body


def _note(data: bytes, findings: Path, noted: set[str]) -> None:
    """Keep an input that broke a law, once for each place where it did."""
    said = traceback.format_exc()
    places = re.findall(r'File ".*?(?:claimgraph|reliability)/(\S+)", line (\d+)', said)
    name = hashlib.blake2b(repr(places[-2:]).encode(), digest_size=6).hexdigest()
    if name not in noted:
        noted.add(name)
        (findings / f"{name}.bin").write_bytes(data)
        (findings / f"{name}.txt").write_text(said, encoding="utf-8", errors="backslashreplace")
        print(f"FOUND {name} {said.splitlines()[-1]!a:.300}", file=sys.stderr, flush=True)


def fuzz(target: str, seconds: int, findings: Path, show: Callable[[str], None]) -> dict[str, int]:
    """Fuzz one target for some seconds in processes of their own, and keep what it reached."""
    import targets

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for seed in [*targets.list_first_seeds(target), *read_seeds(target)]:
            (corpus / hashlib.blake2b(seed, digest_size=8).hexdigest()).write_bytes(seed)
        call = [sys.executable, __file__, "--work", target, "--findings", str(findings), "--"]
        artifacts = f"-artifact_prefix={findings}/"
        log = _run([*call, *LIMITS, artifacts, f"-max_total_time={seconds}", str(corpus)])
        show(log[-2000:])
        write_seeds(target, [file.read_bytes() for file in corpus.iterdir()])
    runs = re.search(r"number_of_executed_units:\s*(\d+)", log)
    reached = re.findall(r"cov: (\d+)", log)
    return {
        "seconds": seconds if runs else 0,
        "runs": int(runs[1]) if runs else 0,
        "reached": int(reached[-1]) if reached else 0,
    }


def _run(call: list[str]) -> str:
    done = subprocess.run(call, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8", "replace")


def add_up(target: str, found: dict[str, int], findings: Path) -> None:
    """Add what was done to what was done before; what is still wrong is named."""
    file = HERE / "results" / "fuzz.json"
    kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    before = kept.get(target, {})
    kept[target] = {
        "seconds": before.get("seconds", 0) + found["seconds"],
        "runs": before.get("runs", 0) + found["runs"],
        "reached": max(before.get("reached", 0), found["reached"]),
        "seeds": len(read_seeds(target)),
    }
    kept["errors"] = sorted(one.stem for one in findings.glob("*.bin"))
    kept["kept"] = sum(part["seeds"] for part in kept.values() if isinstance(part, dict))
    file.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Fuzz each target in turn."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", help="all of them if none is named")
    parser.add_argument("--seconds", type=int, default=3600, help="of each target")
    parser.add_argument("--findings", type=Path, default=Path("findings"))
    parser.add_argument("--work", help=argparse.SUPPRESS)
    options = sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []
    given = parser.parse_args(sys.argv[1 : len(sys.argv) - len(options) - ("--" in sys.argv)])
    given.findings.mkdir(exist_ok=True)
    if given.work:
        work(given.work, given.findings, options)
        return
    import targets

    for target in given.targets or targets.TARGETS:
        found = fuzz(target, given.seconds, given.findings, print)
        add_up(target, found, given.findings)
        print(target, found, flush=True)


if __name__ == "__main__":
    main()
