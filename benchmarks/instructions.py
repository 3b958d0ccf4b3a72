"""Count the instructions of a small fixed workload, beside the last recorded counts.

    python benchmarks/instructions.py [--record]

The example articles are extracted, linked and reconciled once under valgrind's callgrind, with the tables
loaded before. Such counts do not depend on the machine's load and hardly on the machine, so that a slower
change shows before anybody feels it. `--record` writes them to `instructions.json`. Where valgrind is not
installed this says so. The exit code is 0 in all these cases: it shows, it does not judge.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RECORD = Path(__file__).with_suffix(".json")
WORKLOAD = Path(__file__).parent / "workload.py"
# What the workload does, in its order. Each step is one call of this function of CPython, which nothing else
# calls.
STEPS = ("extract", "link", "reconcile")
STEP_FUNCTION = "_PyEval_CallTracing"
# A change by less than this is noise: where objects lie in memory moves the counts a little.
NOISE = 0.01


def count_instructions() -> dict[str, int]:
    """Run the workload under callgrind and return the instructions of each of its steps."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            "valgrind", "--tool=callgrind", "--collect-atstart=no", f"--toggle-collect={STEP_FUNCTION}",
            f"--dump-after={STEP_FUNCTION}", f"--callgrind-out-file={folder}/counts",
            sys.executable, str(WORKLOAD),
        ]  # fmt: skip
        surroundings = {**os.environ, "PYTHONHASHSEED": "0"}
        subprocess.run(command, env=surroundings, check=True, capture_output=True)
        counted = {}
        for number, step in enumerate(STEPS, start=1):
            text = Path(folder, f"counts.{number}").read_text(encoding="utf-8")
            found = re.search(r"^totals: (\d+)", text, re.MULTILINE)
            counted[step] = int(found.group(1)) if found else 0
    return counted


def read_record() -> dict[str, dict[str, int]]:
    """Return the recorded counts by version of Python, as far as there are any."""
    return json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}


def print_counts(counted: dict[str, int], recorded: dict[str, int]) -> None:
    """Print each count in millions, with its change since it was recorded."""
    for step, number in counted.items():
        before = recorded.get(step)
        change = "not recorded before" if not before else f"{number / before - 1:+.1%} since it was recorded"
        mark = "  <-- look here" if before and number > before * (1 + NOISE) else ""
        print(f"{step:10} {number / 1e6:9.1f} million instructions, {change}{mark}")


def main(arguments: list[str] | None = None) -> int:
    """Print the counts; the exit code is 0."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    parser.add_argument("--record", action="store_true", help="keep the counts as those to compare with")
    chosen = parser.parse_args(arguments)
    if not shutil.which("valgrind"):
        print("instructions are not counted: valgrind is not installed")
        return 0
    # The bytecode of another Python is another workload.
    python = ".".join(platform.python_version_tuple()[:2])
    records = read_record()
    try:
        counted = count_instructions()
    except (subprocess.CalledProcessError, FileNotFoundError) as error:
        print(f"instructions are not counted: {error}")
        return 0
    print_counts(counted, records.get(python, {}))
    if chosen.record:
        RECORD.write_text(json.dumps({**records, python: counted}, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
