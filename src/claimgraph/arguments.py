"""What a verb was given → the same, or an error that names it and what the verb takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from claimgraph.errors import MisuseError

T = TypeVar("T")


def take_one(value: object, kind: type[T], verb: str) -> T:
    """Return a value of the kind that a verb takes.

    Raises:
        MisuseError: It is of another kind.
    """
    if not isinstance(value, kind):
        raise MisuseError(f"{verb} takes one {kind.__name__}, not {type(value).__name__} {value!r:.60}")
    return value


def take_each(values: Iterable[object], kind: type[T], verb: str) -> tuple[T, ...]:
    """Return several values of the kind that a verb takes.

    Raises:
        MisuseError: One is of another kind, or they are not several.
    """
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise MisuseError(f"{verb} takes {kind.__name__}s, not {type(values).__name__} {values!r:.60}")
    several = []
    for value in values:
        if not isinstance(value, kind):
            raise MisuseError(f"{verb} takes {kind.__name__}s, not {type(value).__name__} {value!r:.60}")
        several.append(value)
    return tuple(several)


def take_path(path: object, verb: str) -> Path:
    """Return where a file is or shall be.

    Raises:
        MisuseError: It is no path, or one that no file can have.
    """
    if not isinstance(path, str | os.PathLike) or "\0" in os.fspath(path):
        raise MisuseError(f"{verb} takes the path of a file, not {path!r:.60}")
    return Path(path)


__all__ = ["take_each", "take_one", "take_path"]
