"""Work done in a process of its own, with the processor time and the memory that it took."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


def run_alone(function: Callable[..., dict[str, Any]], **arguments: Any) -> dict[str, Any]:
    """Run a function of one of these modules in a new process.

    Args:
        function: It takes JSON values and returns a dictionary of them.
        arguments: What to call it with.

    Returns:
        What the function returned, with ``peak``: the most memory in bytes, of it and of the largest of the
        processes that it started.
    """
    where = f"{function.__module__}:{function.__name__}"
    command = [sys.executable, "-m", "measures.children", where, json.dumps(arguments)]
    done = subprocess.run(
        command, cwd=Path(__file__).parents[1], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return json.loads(done.stdout.splitlines()[-1])


def take_time(work: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """Do some work; return its value and the seconds that it took, of processors and on the wall."""
    start, begun = _read_seconds(), time.perf_counter()
    value = work()
    return value, {"cpu": _read_seconds() - start, "wall": time.perf_counter() - begun}


def _read_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def read_peaks() -> tuple[int, int]:
    """Return the most memory in bytes that this process had so far, and the largest of its ended children."""
    unit = 1 if sys.platform == "darwin" else 1024
    own, other = (
        unit * resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own, other


def main() -> None:
    """Call the function that the command names and print what it returns as one line of JSON."""
    module, _, name = sys.argv[1].partition(":")
    found = getattr(import_module(module), name)(**json.loads(sys.argv[2]))
    print(json.dumps({**found, "peak": sum(read_peaks())}))


if __name__ == "__main__":
    main()
