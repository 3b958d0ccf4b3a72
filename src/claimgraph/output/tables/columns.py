"""The columns of every named table: what each holds, as rows of ``columns.csv`` beside this module."""

from __future__ import annotations

import csv
from functools import lru_cache
from pathlib import Path

from attrs import frozen


@frozen(kw_only=True)
class Column:
    """One column: its name, the kind of its cells, its HXL hashtag (empty for none) and its meaning.

    ``kind`` is ``text``, ``number`` (whole), ``decimal``, ``flag``, ``day`` (ISO text), ``texts`` (a
    list of texts) or ``spans`` (a list of ``[start, end]``).
    """

    name: str
    kind: str
    tag: str
    meaning: str


def list_columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a named table in order; none for a name that is not known."""
    return _load_columns().get(table, ())


def name_columns(table: str) -> tuple[str, ...]:
    """Return the names of the columns of a table in order."""
    return tuple(column.name for column in list_columns(table))


@lru_cache(maxsize=1)
def _load_columns() -> dict[str, tuple[Column, ...]]:
    lines = (Path(__file__).parent / "columns.csv").read_text(encoding="utf-8").splitlines()
    found: dict[str, list[Column]] = {}
    for row in csv.DictReader(line for line in lines if not line.startswith("# ")):
        column = Column(name=row["column"], kind=row["kind"], tag=row["tag"], meaning=row["meaning"])
        found.setdefault(row["table"], []).append(column)
    return {table: tuple(columns) for table, columns in found.items()}


__all__ = ["Column", "list_columns", "name_columns"]
