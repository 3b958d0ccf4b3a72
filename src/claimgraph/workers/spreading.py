"""Items and a function → what comes of each item, in their order."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from attrs import frozen

from claimgraph.errors import MisuseError

T = TypeVar("T")
R = TypeVar("R")

# How many items go to a worker at once: what a crash makes others do again, and what is held in memory.
ITEMS = 8
# How many such parts are under way for each worker, so that none waits for the one who collects.
PARTS = 3


@frozen
class Failure:
    """What comes of an item where the function raised, or where its process ended in the middle.

    ``words`` say which error it was where that one could not be sent between processes.
    """

    error: Exception
    words: str = ""

    def __str__(self) -> str:
        return self.words or f"{type(self.error).__name__}: {self.error}"


def check_workers(workers: object) -> int:
    """Return the number of workers.

    Raises:
        MisuseError: It is no number from 1 on, or this process is itself a worker.
    """
    if not isinstance(workers, int) or isinstance(workers, bool) or workers < 1:
        cores = os.cpu_count()
        raise MisuseError(
            f"workers takes a number from 1 on, not {workers!r}; this machine has {cores} cores"
        )
    if workers > 1:
        _check_process(workers)
    return workers


def _check_process(workers: int) -> None:
    from multiprocessing.process import current_process

    if getattr(current_process(), "_inheriting", False):
        # A script that is run again for a function of its own asks for workers once more; the first
        # process says what is wrong.
        raise SystemExit(1)
    if current_process().daemon:
        raise MisuseError(f"workers={workers}: this process is a worker itself; leave workers=1 in it")


def spread_work(
    function: Callable[[T], R], items: Iterable[T], *, workers: int = 1, size: int = ITEMS
) -> Generator[tuple[T, R | Failure], None, None]:
    """Apply a function to each item, in several processes where that is asked for.

    Args:
        function: What is done. With several workers it has to be defined at the top of a module, or be a
            `functools.partial` of such a function, and what it takes and gives has to be picklable.
        items: Taken as they are needed, never all at once: at most ``workers * PARTS * size`` more than
            were given back.
        workers: How many processes; with 1 all is done in this one.
        size: How many items a process gets at once.

    Yields:
        Each item with its result, in the order of the items, the same for any number of workers; with a
        `Failure` where the function raised an exception. An item whose process was killed is one as well:
        those that were under way beside it are done again, one by one.

    Raises:
        MisuseError: The function or an item cannot be sent to another process, or ``workers`` is none.
    """
    if check_workers(workers) == 1:
        return ((item, attempt(function, item)) for item in items)
    # Processes are no business of who works in one, nor is the time that importing them takes.
    from claimgraph.workers.crews import spread_parts

    return spread_parts(function, items, workers=workers, size=size)


def attempt(function: Callable[[T], R], item: T) -> R | Failure:
    """Return what a function gives for an item, or that it failed."""
    try:
        return function(item)
    except Exception as error:  # whatever the function raises
        return Failure(error)


@contextmanager
def pause_collecting() -> Iterator[None]:
    """Pause the search for cycles, which takes longer than to unpack values that have none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


__all__ = ["ITEMS", "PARTS", "Failure", "attempt", "check_workers", "pause_collecting", "spread_work"]
