"""Cross every kind of damage with every reader, and every kind of hostile text with every output.

    python reliability/hostile.py [--sizes 25,100] [-o reliability/results]

Files: the whole table of `tests/damages.py`, of which the tests skip what takes long; what may stand in place
of a file; and large files, read by a process of their own, whose time and memory are measured.
Hostile: the table of `tests/hostile.py`; every verb with a terminal at both ends; every page of both reports
and pictures of a notebook in Chromium, where that is installed.

Writes files.json and hostile.json. Whatever is not as it must be is named on standard error.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
sys.path[:0] = [str(TESTS), str(TESTS / "browser")]

import damages  # noqa: E402
import hostile  # noqa: E402
import test_damages  # noqa: E402

import claimgraph as cg  # noqa: E402

LINE = "Shelling in Kismayo killed 12 people on 4 March 2020, police said in report {0}. "
MEGABYTE = 2**20


def complain(*words: object) -> None:
    """Name what is not as it must be."""
    print(*(str(word).encode("ascii", "backslashreplace").decode() for word in words), file=sys.stderr)


# -- files ------------------------------------------------------------------------------------


class WaitedError(BaseException):
    """Something was waited for that never comes."""


def ring(*_: object) -> None:
    """End what takes more than a minute."""
    raise WaitedError


def meet(name: str, path: Path) -> tuple[str, damages.Outcome]:
    """Return how a reader ended on a file: "read", "refused", or what went wrong."""
    signal.alarm(60)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return "read", damages.READERS[name].read(path)
    except cg.ClaimGraphError as error:
        return "refused", damages.Outcome(0, (str(error),))
    except OSError as error:
        return ("refused" if path.is_symlink() or not path.exists() else "other errors"), damages.Outcome(
            0, (str(error),)
        )
    except WaitedError:
        return "waited", damages.Outcome(0, ("waited for more than a minute",))
    except Exception as error:  # this is what is looked for
        return "other errors", damages.Outcome(0, (repr(error)[:200],))
    finally:
        signal.alarm(0)


def judge(name: str, kind: str, end: str, outcome: damages.Outcome) -> str:
    """Return what came of one crossing, "told" where something was lost and said."""
    reader = damages.READERS[name]
    if end in ("waited", "other errors"):
        return end
    if any(not one.isprintable() or len(one) > test_damages.LONGEST for one in outcome.said):
        return "not plain"
    if outcome.read >= reader.items:
        return "whole"
    is_untold = kind in test_damages.UNTOLD.get(name, ()) or (
        kind in damages.STAND_INS and (name.startswith("words") or (name, kind) in test_damages.EMPTY)
    )
    return "told" if outcome.said else "nothing to miss" if is_untold else "silent"


def cross_files(folder: Path) -> dict[str, Any]:
    """Cross every damage, and whatever may stand in place of a file, with every reader."""
    signal.signal(signal.SIGALRM, ring)
    counts: Counter[str] = Counter({"other errors": 0, "silent": 0, "waited": 0, "not plain": 0})
    slowest = 0.0
    for number, (name, reader) in enumerate(damages.READERS.items()):
        good = reader.make()
        kinds = [*damages.DAMAGES, *(damages.STAND_INS if reader.opens else ())]
        for kind in kinds:
            inner = folder / f"{number}" / kind.replace("/", " ") / "in"
            inner.mkdir(parents=True)
            path = inner / reader.name
            if kind in damages.DAMAGES:
                path.write_bytes(damages.DAMAGES[kind](good))
            else:
                damages.STAND_INS[kind](path, good)
            start = time.process_time()
            came = judge(name, kind, *meet(name, path))
            slowest = max(slowest, time.process_time() - start)
            counts.update([came, "crossings"])
            if came in ("other errors", "silent", "waited", "not plain"):
                complain(came, "|", name, "|", kind)
    return {
        **counts,
        "readers": len(damages.READERS),
        "damages": len(damages.DAMAGES) - 1,
        "stand_ins": len(damages.STAND_INS),
        "slowest_seconds": round(slowest, 1),
    }


# -- large files ------------------------------------------------------------------------------


def write_large(path: Path, size: int) -> None:
    """Write a file of so many bytes, of articles of some thousand characters."""
    with path.open("w", encoding="utf-8", newline="") as file:
        if path.suffix == ".csv":
            file.write("id,text\n")
        number = 0
        while file.tell() < size:
            text = LINE.format(number) * 30
            if path.suffix == ".jsonl":
                file.write(json.dumps({"id": f"a{number}", "text": text}) + "\n")
            elif path.suffix == ".csv":
                file.write(f'a{number},"{text}"\n')
            elif path.suffix == ".json":
                file.write(("[" if not number else ",") + json.dumps({"id": f"a{number}", "text": text}))
            else:
                file.write(text + "\n")
            number += 1
        file.write("]" if path.suffix == ".json" else "")


def read_large(path: Path, way: str) -> None:
    """Read a large file in this process, and print what it took."""
    before, start = measure_memory("VmRSS"), time.process_time()
    count = sum(1 for _ in cg.stream_articles(path)) if way == "stream" else len(cg.read_articles(path))
    seconds = time.process_time() - start
    print(json.dumps({"count": count, "seconds": seconds, "megabytes": measure_memory("VmHWM") - before}))


def measure_memory(name: str) -> float:
    """Return the memory of this process in megabytes: what it has now, or the most it ever had."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{name}:"))


def measure_large(folder: Path, sizes: list[int]) -> dict[str, Any]:
    """Read files of several sizes, each in a process of its own; return what the largest took."""
    found: dict[str, Any] = {}
    for name, way in (
        ("x.jsonl", "stream"),
        *((f"x.{kind}", "read") for kind in ("jsonl", "json", "csv", "txt")),
    ):
        rows = []
        for size in sizes:
            write_large(folder / name, size * MEGABYTE)
            command = [sys.executable, __file__, "--read", str(folder / name), "--way", way]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            rows.append(json.loads(done.stdout))
            (folder / name).unlink()
        key = name.removeprefix("x.") + (" streamed" if way == "stream" else "")
        found[key] = {
            "megabytes_in": sizes[-1],
            "seconds": round(rows[-1]["seconds"], 1),
            "memory_times_size": round(rows[-1]["megabytes"] / sizes[-1], 1),
            # Of a time that grows as the size does, 1; as its square, as many as the sizes differ.
            "time_growth": round(rows[-1]["seconds"] / rows[0]["seconds"] / (sizes[-1] / sizes[0]), 2),
        }
    return found


# -- hostile texts ----------------------------------------------------------------------------


def cross_outputs(folder: Path) -> dict[str, Any]:
    """Put every kind of hostile text into every output."""
    graph = hostile.build_hostile()
    harmful = []
    for name, check in hostile.OUTPUTS.items():
        inner = folder / name.replace(" ", "-")
        inner.mkdir()
        try:
            check(graph, inner)
        except Exception as error:  # this is what is looked for
            harmful.append(name)
            complain("harmful |", name, "|", repr(error)[:300])
    return {
        "kinds": len(hostile.PAYLOADS),
        "outputs": len(hostile.OUTPUTS),
        "crossings": len(hostile.PAYLOADS) * len(hostile.OUTPUTS),
        "harmful": harmful,
    }


def cross_commands(folder: Path) -> dict[str, Any]:
    """Run every verb over all of it, with a terminal at both ends."""
    import os

    import test_hostile as shell

    from claimgraph.output.judgements import write_log

    hostile.write_hostile(folder)
    cg.save(hostile.build_hostile(), folder / "graph.jsonl")
    write_log(hostile.build_hostile().judgements, folder / "log.jsonl")
    with cg.Store(folder / "x.db") as store:
        store.add(cg.read_articles(hostile.make_records()))
    os.chdir(folder)
    os.environ["TERM"] = "xterm-256color"
    wrong = [
        [part.format(said) for part in command.split()]
        for command in shell.WRONG
        for said in (*shell.SEEN, "\udcff\udc9b31m")
    ]
    obeyed = []
    for arguments in [*(command.split() for command in shell.COMMANDS), *wrong]:
        _, out, err = shell._run(arguments, is_terminal=True)
        if hostile.find_raw(shell.OURS.sub("", out + err)):
            obeyed.append(" ".join(arguments))
            complain("obeyed |", obeyed[-1])
    return {"commands": len(shell.COMMANDS), "wrong_command_lines": len(wrong), "obeyed": len(obeyed)}


def browse(folder: Path) -> dict[str, Any]:
    """Open every page of both reports, and the pictures of a notebook, in Chromium, if it is installed."""
    try:
        import test_hostile_in_browser as browser
    except ImportError:
        return {}
    if browser.CHROMIUM is None:
        return {}
    graph = hostile.build_hostile()
    cg.write_report(graph, folder / "report.html", title=hostile.PAYLOADS["script"])
    cg.write_report(graph, folder / "report/", title=hostile.PAYLOADS["script"])
    (folder / "notebook.html").write_text(browser.draw_notebook(graph), encoding="utf-8")
    counts: Counter[str] = Counter(dict.fromkeys(("pages", *browser.HAPPENINGS), 0))
    for front in ("report.html", "report/index.html", "notebook.html"):
        seen = browser.visit_all(folder / front, most=10_000)
        counts["pages"] += seen.pop("pages")
        for name, said in seen.items():
            counts[name] += len(said)
            if said:
                complain(name, "|", front, "|", said[:3])
    return dict(counts)


def write(found: dict[str, Any], path: Path) -> None:
    """Print and write what was found."""
    text = json.dumps(found, indent=2, sort_keys=True) + "\n"
    print(text, end="")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def main() -> int:
    """Cross all, print it and write it."""
    parser = argparse.ArgumentParser(description="Damaged files and hostile texts, everywhere.")
    parser.add_argument("--sizes", default="25,100", help="megabytes of large files, small first")
    parser.add_argument("-o", "--output", type=Path, default=HERE / "results")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--way", default="read", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        read_large(asked.read, asked.way)
        return 0
    output = asked.output.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("files", "large", "outputs", "shell", "browser"):
            (folder / part).mkdir()
        sizes = [int(size) for size in asked.sizes.split(",")]
        files = {**cross_files(folder / "files"), "large": measure_large(folder / "large", sizes)}
        write(files, output / "files.json")
        found = {**cross_outputs(folder / "outputs"), "browser": browse(folder / "browser")}
        write({**found, "shell": cross_commands(folder / "shell")}, output / "hostile.json")
    return 0


if __name__ == "__main__":
    sys.exit(main())
