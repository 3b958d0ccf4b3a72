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
# Between two looks at the memory of a process lie so many seconds.
GLANCE = 0.1


def run_alone(function: Callable[..., dict[str, Any]], **arguments: Any) -> dict[str, Any]:
    """Run a function of one of these modules in a new process.

    Args:
        function: It takes JSON values and returns a dictionary of them.
        arguments: What to call it with.

    Returns:
        What the function returned, with ``peak``: the most memory in bytes that it and all processes that it
        started held at once, looked at every `GLANCE` seconds.
    """
    where = f"{function.__module__}:{function.__name__}"
    command = [sys.executable, "-m", "measures.children", where, json.dumps(arguments)]
    child = subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, encoding="utf-8")
    peak = 0
    while child.poll() is None:
        peak = max(peak, sum(map(read_memory, _list_family(child.pid))))
        time.sleep(GLANCE)
    told, _ = child.communicate()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return {**json.loads(told.splitlines()[-1]), "peak": peak}


def _list_family(pid: int) -> list[int]:
    """Return a process and all that it started, as far as they are still there."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
    except OSError:
        return [pid]
    started = [_read_text(thread / "children").split() for thread in threads]
    return [pid, *(one for several in started for child in several for one in _list_family(int(child)))]


def read_memory(pid: int | str = "self") -> int:
    """Return the memory in bytes that a process holds now for itself, without what is mapped from files.

    It is 0 where the process has ended, or the system is not Linux. The peak that `resource` knows is of no
    use: it begins with that of the process which started this one.
    """
    lines = _read_text(Path(f"/proc/{pid}/status")).splitlines()
    sizes = (line.split()[1] for line in lines if line.startswith("RssAnon:"))
    return 1024 * int(next(sizes, 0))


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""


def take_time(work: Callable[[], T]) -> tuple[T, dict[str, float]]:
    """Do some work; return its value and the seconds that it took, of processors and on the wall."""
    start, begun = _read_seconds(), time.perf_counter()
    value = work()
    return value, {"cpu": _read_seconds() - start, "wall": time.perf_counter() - begun}


def _read_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main() -> None:
    """Call the function that the command names and print what it returns as one line of JSON."""
    module, _, name = sys.argv[1].partition(":")
    print(json.dumps(getattr(import_module(module), name)(**json.loads(sys.argv[2]))))


if __name__ == "__main__":
    main()
