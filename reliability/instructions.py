"""Count the instructions of pieces of work, one after the other, in a process under valgrind's callgrind.

A clock tells something else on every machine and in every minute; instructions are the same each time but for
where objects lie in memory. `run_counted` starts a script again under callgrind; there, each `Counter.count`
is one call of a function of CPython that nothing else calls, and the counts of which callgrind writes to a
file of their own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

COUNTED = "_PyEval_CallTracing"  # the function of CPython behind `sys.call_tracing`


def run_counted(script: Path, arguments: Sequence[str], folder: Path) -> None:
    """Run a script under callgrind, which writes what it counts to a folder."""
    if not shutil.which("valgrind"):
        raise SystemExit("instructions cannot be counted: install valgrind")
    call = [
        "valgrind", "--quiet", "--tool=callgrind", "--collect-atstart=no", f"--toggle-collect={COUNTED}",
        f"--dump-after={COUNTED}", f"--callgrind-out-file={folder}/counts", sys.executable, str(script),
        *arguments,
    ]  # fmt: skip
    subprocess.run(call, env={**os.environ, "PYTHONHASHSEED": "0"}, check=True)


class Counter:
    """Counts instructions in a process that `run_counted` has started."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.calls = 0

    def count(self, work: Callable[[], Any]) -> int:
        """Return the instructions of some work; those of a call of nothing are some hundreds."""
        sys.call_tracing(work, ())
        self.calls += 1
        file = self.folder / f"counts.{self.calls}"
        found = re.search(r"^totals: (\d+)", file.read_text(encoding="ascii", errors="replace"), re.MULTILINE)
        file.unlink()
        if found is None:
            raise RuntimeError(f"callgrind wrote no total to {file}; is this a debug or a static build?")
        return int(found[1])
