"""Results kept for the very things they were made from, which are too deep to be compared."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, TypeVarTuple, Unpack

Result = TypeVar("Result")
Things = TypeVarTuple("Things")


class _Same:
    """Some things as a key: the same ones, not equal ones."""

    __slots__ = ("things",)

    def __init__(self, things: tuple[Any, ...]) -> None:
        # Held, so that no other thing takes their identity while the key lives.
        self.things = things

    def __hash__(self) -> int:
        return hash(tuple(map(id, self.things)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Same) or len(other.things) != len(self.things):
            return False
        return all(own is theirs for own, theirs in zip(self.things, other.things, strict=True))


def cache_by_identity(
    size: int,
) -> Callable[[Callable[[Unpack[Things]], Result]], Callable[[Unpack[Things]], Result]]:
    """Keep the latest results of a function, by the identity of its arguments.

    Args:
        size: How many results are kept.

    Returns:
        A decorator of functions with positional arguments.
    """

    def decorate(function: Callable[[Unpack[Things]], Result]) -> Callable[[Unpack[Things]], Result]:
        @lru_cache(maxsize=size)
        def recall(same: _Same) -> Result:
            return function(*same.things)

        @wraps(function)
        def ask(*things: *Things) -> Result:
            return recall(_Same(things))

        return ask

    return decorate
