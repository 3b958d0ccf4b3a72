"""Nouns without a graph, one or several, in the lossless format.

The first line says ``"holds": "nouns"``, or ``"noun"`` for one alone; each record's ``type`` is the
name of its class in lower case.
"""

from __future__ import annotations

import os
from typing import Any

import attrs

from claimgraph import model
from claimgraph.errors import FormatError, MisuseError
from claimgraph.output.files.records import Records, write_saved
from claimgraph.output.records import build_record, read_record

ONE, SEVERAL = "noun", "nouns"

_CLASSES: dict[str, type[Any]] = {
    name.lower(): noun for name in model.__all__ if attrs.has(noun := getattr(model, name))
}


def write_nouns(nouns: Any, path: str | os.PathLike[str]) -> None:
    """Save one noun, or an iterable of nouns, so that `read_nouns` gives back equal values.

    Raises:
        MisuseError: Something is no noun of claimgraph.
        FormatError: The suffix is not known.
        OSError: The file cannot be written.
    """
    is_one = type(nouns).__name__.lower() in _CLASSES and attrs.has(type(nouns))
    listed = [nouns] if is_one else _list(nouns)
    records = [{"type": _find_type(noun), **build_record(noun)} for noun in listed]
    write_saved(records, path, holds=ONE if is_one else SEVERAL)


def _list(nouns: Any) -> list[Any]:
    if isinstance(nouns, str | bytes) or not hasattr(nouns, "__iter__"):
        raise MisuseError(
            f"a claim graph or nouns of claimgraph can be saved, not {type(nouns).__name__}: {nouns!r:.80}"
        )
    return list(nouns)


def _find_type(noun: object) -> str:
    name = type(noun).__name__.lower()
    if _CLASSES.get(name) is not type(noun):
        raise MisuseError(f"only nouns of claimgraph can be saved, not {type(noun).__name__}: {noun!r:.80}")
    return name


def read_nouns(records: Records, path: str | os.PathLike[str], *, holds: str) -> Any:
    """Build the noun, or the tuple of nouns, that a file holds.

    Raises:
        FormatError: A record is none of a noun, or the file holds something else than it says.
    """
    found = []
    for where, record in records:
        kind = record.pop("type", None)
        if not isinstance(kind, str) or kind not in _CLASSES:
            raise FormatError(f"{where}: unknown type of record {kind!r}")
        found.append(read_record(record, _CLASSES[kind], where=where))
    if holds == SEVERAL:
        return tuple(found)
    if holds != ONE or len(found) != 1:
        raise FormatError(
            f"{os.fspath(path)}: the file says that it holds {holds!r}, and {len(found)} are there"
        )
    return found[0]


__all__ = ["read_nouns", "write_nouns"]
