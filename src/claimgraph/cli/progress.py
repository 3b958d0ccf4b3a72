"""A line on the terminal that says how far long work is: late, seldom, and gone when it is done."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from claimgraph.cli.streams import is_terminal, write_text
from claimgraph.progress import Progress

PATIENCE = 1.0  # seconds of work before anything is said
PAUSE = 0.1  # seconds between two lines
BAR = 24  # columns
# Back to the first column, and clear the line.
_CLEAR = "\r\x1b[K"


@contextmanager
def show_progress(options: argparse.Namespace) -> Iterator[Progress]:
    """Give what to pass as ``progress``; the line is gone when the block ends, however it ends.

    It is ``None`` with ``--quiet`` and where standard error is no terminal.
    """
    if options.quiet or not is_terminal(sys.stderr):
        yield None
        return
    due = time.monotonic() + PATIENCE
    shown = False

    def show(done: int, total: int | None, what: str) -> None:
        nonlocal due, shown
        now = time.monotonic()
        if now >= due:
            due, shown = now + PAUSE, True
            write_text(_CLEAR + say_progress(done, total, what), sys.stderr)

    try:
        yield show
    finally:
        if shown:
            write_text(_CLEAR, sys.stderr)


def say_progress(done: int, total: int | None, what: str) -> str:
    """Return a line of at most 79 columns: "finding claims ███     1,200 of 9,000"."""
    if not total:
        return f"{what}: {done:,}"
    full = BAR * done // total
    return f"{what:<18} {'█' * full}{'·' * (BAR - full)} {done:,} of {total:,}"
