"""Change the code a little, thousands of times, and see whether the tests notice.

    python reliability/mutants.py --every 20 [-o reliability/results/mutants.json] [--room DIR] [--only FILE]

mutmut writes the mutants of MUTATED into a copy of the repository, all in one file with a switch, and tells
which tests come by which function. Each mutant is then tried in a process of its own, so that nothing that
was worked out before it is still known: first the quick tests that come by, then the slow ones, until one
fails.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
MUTATED = ("src/claimgraph/comparison/*", "src/claimgraph/extraction/quantities/*")
TESTS = (
    "tests/comparison",
    "tests/extraction",
    "tests/laws",
    "tests/output/test_coding.py",
    "tests/output/test_summaries.py",
    "tests/output/test_words.py",
    "tests/test_graph.py",
    "tests/test_graph_accounts.py",
    "tests/test_told.py",
)
LEFT_OUT = (".git", ".venv", "mutants", "__pycache__", ".*_cache", ".hypothesis", "_build")
_UNHEARD = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
# A mutant that hangs is noticed by its time: no test of the house takes a tenth of it.
LONGEST = 600
# What is kept from one test to the next would hide by which functions the later one comes.
FORGETTING = '''"""Forget before each test what functions keep; each is known from when it is made."""
import functools
import pytest

_KEPT = []

def _register(make):
    def wrapped(*arguments, **options):
        made = make(*arguments, **options)
        if hasattr(made, "cache_clear"):
            _KEPT.append(made)
            return made
        def decorate(function):
            _KEPT.append(made(function))
            return _KEPT[-1]
        return decorate
    return wrapped

functools.lru_cache = _register(functools.lru_cache)
functools.cache = _register(functools.cache)

@pytest.fixture(autouse=True)
def _forgotten():
    for kept in _KEPT:
        kept.cache_clear()
'''
WRITING = """from mutmut.__main__ import *
set_mutant_under_test("mutant_generation")
copy_src_dir()
copy_also_copy_files()
setup_source_paths()
create_mutants(2)
collect_or_load_stats(get_mutant_runner(1))
"""


def write_mutants(room: Path) -> None:
    """Copy the repository into a folder, and write the mutants and which tests come by them there."""
    shutil.copytree(ROOT, room, ignore=shutil.ignore_patterns(*LEFT_OUT), dirs_exist_ok=True)
    (room / "src" / "forgetting.py").write_text(FORGETTING, encoding="utf-8")
    settings = {
        "source_paths": ["src"],
        "only_mutate": list(MUTATED),
        "also_copy": sorted(entry.name for entry in room.iterdir() if entry.name != "src"),
        "pytest_add_cli_args": ["-p", "forgetting", "-p", "no:cacheprovider"],
        "pytest_add_cli_args_test_selection": list(TESTS),
        "use_git_change_detection": False,
    }
    table = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    with (room / "pyproject.toml").open("a", encoding="utf-8") as stream:
        stream.write(f"\n[tool.mutmut]\n{table}\n")
    environment = _make_environment(room, "")
    subprocess.run([sys.executable, "-c", WRITING], cwd=room, env=environment, check=True)


def _make_environment(room: Path, mutant: str) -> dict[str, str]:
    """Return the variables under which one mutant is at work."""
    paths = [str(room / "mutants" / "src"), str(room / "mutants")] if mutant else [str(room / "src")]
    variables = {"PYTHONPATH": os.pathsep.join(paths), "CI": "true", "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **variables, "MUTANT_UNDER_TEST": mutant}


def list_mutants(room: Path) -> list[str]:
    """Return the names of all mutants, in order."""
    found: set[str] = set()
    for file in (room / "mutants" / "src").rglob("*.meta"):
        found.update(json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"])
    return sorted(found, key=lambda name: (name.rpartition("_")[0], int(name.rpartition("_")[2])))


def choose_tests(stats: Mapping[str, Any], mutant: str) -> list[str]:
    """Return the tests that come by a mutant, the quick ones first."""
    function = mutant.rpartition("__mutmut_")[0]
    durations = stats["duration_by_test"]
    found = stats["tests_by_mangled_function_name"].get(function, ())
    return sorted(found, key=lambda test: (durations.get(test, 0), test))


def try_mutant(room: Path, mutant: str, tests: Sequence[str]) -> str:
    """Return what became of a mutant: `killed`, `survived`, `hung`, or `no tests`."""
    if not tests:
        return "no tests"
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(tests))
        listed.flush()
        call = [
            sys.executable,
            "-m",
            "pytest",
            "-x",
            "-q",
            "--tb=no",
            "-p",
            "no:cacheprovider",
            f"@{listed.name}",
        ]
        process = subprocess.Popen(
            call, cwd=room / "mutants", env=_make_environment(room, mutant), **_UNHEARD
        )
        try:
            code = process.wait(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            return "hung"
    # 1: a test failed; 2 to 4: a module, pytest itself or the list of tests broke.
    return {0: "survived", 1: "killed", 2: "killed", 3: "killed", 4: "killed"}.get(code, f"exit {code}")


def show_mutant(room: Path, mutant: str) -> str:
    """Return what a mutant changes, as a diff."""
    call = [sys.executable, "-m", "mutmut", "show", mutant]
    return subprocess.run(call, cwd=room, capture_output=True, text=True, check=False).stdout


def try_all(room: Path, mutants: Iterable[str], processes: int) -> dict[str, str]:
    """Try mutants side by side and say of each what became of it as soon as it is known."""
    stats = json.loads((room / "mutants" / "mutmut-stats.json").read_text(encoding="utf-8"))
    found: dict[str, str] = {}

    def _try(mutant: str) -> None:
        found[mutant] = try_mutant(room, mutant, choose_tests(stats, mutant))
        print(found[mutant], mutant, flush=True)

    with ThreadPoolExecutor(processes) as pool:
        list(pool.map(_try, mutants))
    return found


def main() -> None:
    """Write the mutants, try every so many of them, and keep the shares."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=20, help="one of how many mutants is tried")
    parser.add_argument("--first", type=int, default=0, help="the place of the first in that order")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--room", type=Path, help="a folder to work in, kept and used again")
    parser.add_argument("--only", type=Path, help="a file with the names of the mutants to try")
    parser.add_argument("-o", "--output", type=Path, help="where to write the result (JSON)")
    given = parser.parse_args()
    room = given.room or Path(tempfile.mkdtemp())
    if not (room / "mutants" / "mutmut-stats.json").is_file():
        write_mutants(room)
    mutants = list_mutants(room)
    chosen = mutants[given.first :: given.every]
    if given.only:
        chosen = given.only.read_text(encoding="utf-8").split()
    found = try_all(room, chosen, given.processes)
    counts = Counter(found.values())
    caught = counts["killed"] + counts["hung"]
    survivors = sorted(name for name, fate in found.items() if fate not in {"killed", "hung"})
    for name in survivors:
        print(show_mutant(room, name))
    share = round(caught / len(found), 3)
    result = {"mutants": len(mutants), "tried": len(found), "killed": caught, "share": share}
    print(json.dumps({**result, **counts}))
    if given.output:
        kept = json.dumps({**result, "survivors": survivors}, indent=1)
        given.output.write_text(kept + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
