"""How far long work is: told to whoever asks, and to nobody by default.

The steps are ``"reading inputs"`` (articles, and what turns out to be none), ``"finding claims"`` (one an
article), ``"finding candidates"`` (one an account), ``"comparing accounts"`` (one a pair) and ``"building
incidents"``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from typing import TypeVar

from claimgraph.errors import MissingExtraError, MisuseError

T = TypeVar("T")
# Takes how many are done, how many there are (``None`` as long as nobody knows), and what is done.
Listener = Callable[[int, int | None, str], object]
Progress = bool | Listener | None


def track(items: Iterable[T], what: str, *, progress: Progress, total: int | None = None) -> Iterable[T]:
    """Return the items, and tell how many of them were taken while they are.

    Args:
        items: What is worked through, once. How many there are is known of a sized collection.
        what: The step, as a person reads it.
        progress: ``None`` or ``False`` tells nobody. ``True`` draws a bar of tqdm, in a notebook too;
            it is gone when the step is done and never drawn into a file or a pipe. A function is
            called with (done, total, what) before the first item and after each; the last call of a
            step has done equal to total. What it raises ends the work.
        total: How many items there are, where their collection cannot tell.

    Raises:
        MissingExtraError: ``True`` is asked for and tqdm is not installed.
        MisuseError: ``progress`` is something else.
    """
    if progress is None or progress is False:
        return items
    if total is None and isinstance(items, Sized):
        total = len(items)
    if progress is True:
        return _draw_bar(items, what, total)
    if not callable(progress):
        raise MisuseError(f"progress takes True or a function of (done, total, what), not {progress!r}")
    return _tell(items, what, total, progress)


def _tell(items: Iterable[T], what: str, total: int | None, listen: Listener) -> Iterator[T]:
    done = 0
    listen(done, total, what)
    for done, item in enumerate(items, start=1):
        yield item
        listen(done, total, what)
    if total is None:
        listen(done, done, what)


def _draw_bar(items: Iterable[T], what: str, total: int | None) -> Iterable[T]:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise MissingExtraError('progress=True needs tqdm: pip install "claimgraph[progress]"') from None
    # disable=None draws nothing where no person looks.
    bar: Iterable[T] = tqdm(items, desc=what, total=total, leave=False, disable=None)
    return bar


__all__ = ["Listener", "Progress", "track"]
