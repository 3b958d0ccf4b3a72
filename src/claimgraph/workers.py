"""Work on many items → what comes of each, in their order, by one process or by several.

The processes are those of `concurrent.futures`, started fresh ("spawn") on every system: a fork of a
program with threads, as a notebook is, may hang. They never run the script that asks for them again, so
that it needs no ``if __name__ == "__main__":``, unless the function given is defined in it.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import lru_cache
from itertools import islice
from multiprocessing import parent_process, process
from multiprocessing.context import SpawnContext, SpawnProcess
from types import ModuleType
from typing import Any, Generic, TypeVar, cast

from attrs import frozen

from claimgraph.errors import MisuseError, WorkerError

T = TypeVar("T")
R = TypeVar("R")

# How many items go to a worker at once: what a crash makes others do again, and what is held in memory.
ITEMS = 8
# How many such parts are under way for each worker, so that none waits for the one who collects.
PARTS = 3

_ENDED = "a process ended in the middle of this: out of memory, or a crash of compiled code"


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
    if workers > 1 and getattr(process.current_process(), "_inheriting", False):
        # A script that is run again for a function of its own asks for workers once more; the first
        # process says what is wrong.
        raise SystemExit(1)
    if workers > 1 and process.current_process().daemon:
        raise MisuseError(f"workers={workers}: this process is a worker itself; leave workers=1 in it")
    return workers


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
    return _spread(_Crew(pack_function(function), workers), items, size)


def attempt(function: Callable[[T], R], item: T) -> R | Failure:
    """Return what a function gives for an item, or that it failed."""
    try:
        return function(item)
    except Exception as error:  # whatever the function raises
        return Failure(error)


def pack_function(function: Callable[..., object]) -> bytes:
    """Return a function as it is sent to other processes.

    Raises:
        MisuseError: It cannot be sent; the text says what to do.
    """
    try:
        packed = pickle.dumps(function, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # whatever somebody else's object raises
        raise MisuseError(_explain_function(function, str(error))) from None
    if _needs_main(packed) and getattr(sys.modules["__main__"], "__file__", None) is None:
        raise MisuseError(_explain_function(function, "it is defined in a notebook or at a prompt"))
    return packed


def _explain_function(function: object, reason: str) -> str:
    return (
        f"{function!r} cannot be sent to other processes: {reason}; "
        "define it at the top of a module and import it, or leave workers=1"
    )


def _needs_main(packed: bytes) -> bool:
    return b"__main__" in packed


def _spread(crew: _Crew[T, R], items: Iterable[T], size: int) -> Generator[tuple[T, R | Failure], None, None]:
    every, waiting = iter(items), deque[_Part[T, R]]()
    try:
        while True:
            while len(waiting) < crew.workers * PARTS and (several := list(islice(every, size))):
                waiting.append(crew.submit(several))
            if not waiting:
                break
            if waiting[0].is_broken():
                crew.rescue(waiting)
            part = waiting.popleft()
            yield from zip(part.items, part.read(), strict=True)
        crew.close()
    finally:
        crew.end()


class _Part(Generic[T, R]):
    """Some items that are under way together."""

    def __init__(self, items: list[T], future: Future[bytes]) -> None:
        self.items, self.future = items, future

    def is_broken(self) -> bool:
        """Wait until it is done; return whether a process ended in the meantime."""
        return isinstance(self.future.exception(), BrokenProcessPool)

    def read(self) -> list[R | Failure]:
        """Return what came of the items."""
        return cast("list[R | Failure]", pickle.loads(self.future.result()))


class _Crew(Generic[T, R]):
    """Processes that apply one function; hired when first needed, and again when one of them ends."""

    def __init__(self, packed: bytes, workers: int) -> None:
        self.packed, self.workers = packed, workers
        self._context = _ScriptContext() if _needs_main(packed) else _Context()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, items: list[T]) -> _Part[T, R]:
        """Hand some items to whichever process is free."""
        try:
            sent = pickle.dumps(items, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # whatever somebody else's object raises
            raise MisuseError(
                f"an item cannot be sent to other processes: {error}; leave workers=1"
            ) from None
        try:
            future = self._hire(self.workers).submit(_run_part, self.packed, sent)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
        return _Part(items, future)

    def rescue(self, waiting: Iterable[_Part[T, R]]) -> None:
        """Do the parts that a broken process took along again, item by item, to find which one broke it."""
        self.end()
        for part in waiting:
            if part.is_broken():
                part.future = Future()
                part.future.set_result(pickle.dumps([self._run_alone(item) for item in part.items]))
        self.end()

    def _run_alone(self, item: T) -> R | Failure:
        sent = pickle.dumps([item], pickle.HIGHEST_PROTOCOL)
        try:
            found = self._hire(1).submit(_run_part, self.packed, sent).result()
        except BrokenProcessPool:
            self.end()
            return Failure(WorkerError(_ENDED))
        return cast("list[R | Failure]", pickle.loads(found))[0]

    def _hire(self, workers: int) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(workers, mp_context=self._context, initializer=_begin)
            self._greet(self._pool)
        return self._pool

    def _greet(self, pool: ProcessPoolExecutor) -> None:
        """Make sure that processes start and know the function, before anything can be blamed on an item."""
        try:
            reason = pool.submit(_find_obstacle, self.packed).result()
        except BrokenProcessPool:
            reason = "no process could be started"
            if _needs_main(self.packed):
                reason = (
                    "a function of the script is given, so that each process runs the script as well; put "
                    'what it does below if __name__ == "__main__":, or the function into a module of its own'
                )
            self.end()
        if reason:
            raise MisuseError(f"workers={self.workers}: {reason}. Or leave workers=1")

    def close(self) -> None:
        """Let the processes go home, all work being done."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def end(self) -> None:
        """End the processes at once, whatever they do."""
        if self._pool is not None:
            self._context.end()
            self._pool.shutdown()
            self._pool = None


# --- processes ----------------------------------------------------------------------------------


class _Worker(SpawnProcess):
    """A process that does not hear Ctrl-C, which its parent does, nor run the script of it."""

    hides_main = True

    def start(self) -> None:
        with _hold_interrupts(), _hide_main(self.hides_main):
            super().start()


class _ScriptWorker(_Worker):
    """A process that needs functions of the script, and so runs what stands at its top."""

    hides_main = False


class _Context(SpawnContext):
    """Starts processes, and knows which ones it started."""

    worker = _Worker

    def __init__(self) -> None:
        self._started: list[SpawnProcess] = []

    def Process(self, *parts: Any, **named: Any) -> SpawnProcess:  # type: ignore[override]  # noqa: N802
        """Make a process; named as the executor calls it."""
        made = self.worker(*parts, **named)
        self._started.append(made)
        return made

    def end(self) -> None:
        """End what was started, at once."""
        for one in self._started:
            one.kill()
        self._started.clear()


class _ScriptContext(_Context):
    """Starts processes that need functions of the script."""

    worker = _ScriptWorker


_STARTING = threading.Lock()


@contextmanager
def _hide_main(is_hidden: bool) -> Iterator[None]:
    """Show a new process an empty script, so that it runs none."""
    with _STARTING:
        main = sys.modules["__main__"]
        if is_hidden:
            sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


@contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Hold Ctrl-C back: a process that is born meanwhile never hears it, this one hears it afterwards."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows; there `_begin` has to do
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# --- what runs in the processes -----------------------------------------------------------------


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """End with the parent, also where that was killed and could tell nobody."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _find_obstacle(packed: bytes) -> str:
    """Return why a function cannot be had in this process, nothing if it can."""
    try:
        _unpack_function(packed)
    except Exception as error:  # whatever an import may raise
        return f"the function given is not found in another process ({type(error).__name__}: {error})"
    return ""


@lru_cache(maxsize=1)
def _unpack_function(packed: bytes) -> Callable[[Any], Any]:
    return cast("Callable[[Any], Any]", pickle.loads(packed))


def _run_part(packed: bytes, sent: bytes) -> bytes:
    """Apply a function to some items, and pack what comes of each."""
    function = _unpack_function(packed)
    outcomes = [_make_sendable(attempt(function, item)) for item in pickle.loads(sent)]
    try:
        return pickle.dumps(outcomes, pickle.HIGHEST_PROTOCOL)
    except Exception:  # whatever somebody else's object raises
        return pickle.dumps([_check_result(one) for one in outcomes], pickle.HIGHEST_PROTOCOL)


def _check_result(outcome: Any) -> Any:
    try:
        pickle.dumps(outcome)
    except Exception as error:  # whatever somebody else's object raises
        return Failure(TypeError(f"what came of it cannot be sent between processes: {error}"))
    return outcome


def _make_sendable(outcome: Any) -> Any:
    """Return a failure with an error that arrives as it is, and with the lines that raised it."""
    if not isinstance(outcome, Failure):
        return outcome
    error = outcome.error
    try:
        arrived = pickle.loads(pickle.dumps(error))
        is_whole = type(arrived) is type(error) and str(arrived) == str(error)
    except Exception:  # whatever somebody else's error raises
        is_whole = False
    if not is_whole:
        error = RuntimeError(str(outcome))
    error.add_note("in a worker process:\n" + "".join(traceback.format_exception(outcome.error)))
    return Failure(error, words=str(outcome))


__all__ = ["ITEMS", "PARTS", "Failure", "check_workers", "spread_work"]
