"""Words, places, days and sources → the incidents of a store, without reading the others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import date

from attrs import frozen

from claimgraph.errors import MisuseError
from claimgraph.store.linking import fold_name
from claimgraph.store.records import clean_text

_NAMED = "SELECT incident FROM names WHERE kind"
_TOLD = "SELECT incident FROM accounts WHERE article IN (SELECT rowid FROM texts WHERE texts MATCH ?)"
Condition = tuple[str, tuple[str, ...]]


@frozen(kw_only=True)
class Query:
    """What incidents are asked for; every part narrows the choice, ``None`` asks for nothing."""

    words: str | None = None
    place: str | None = None
    since: str | date | None = None
    until: str | date | None = None
    source: str | None = None
    text: str | None = None


def find_incidents(connection: sqlite3.Connection, query: Query, *, limit: int | None = None) -> list[str]:
    """Find the ids of the incidents that a query asks for, by day.

    Args:
        connection: The open store.
        query: What is asked for.
        limit: How many at most; all of them if left out.

    Raises:
        MisuseError: A day is none.
    """
    conditions = [*_list_conditions(query)]
    wanted = " AND ".join(["is_counted", *(sql for sql, _ in conditions)])
    cells = [cell for _, cells in conditions for cell in cells]
    rows = connection.execute(
        f"SELECT id FROM incidents WHERE {wanted} ORDER BY is_cumulative, start, id LIMIT ?",
        [*cells, -1 if limit is None else limit],
    )
    return [id for (id,) in rows]


def _list_conditions(query: Query) -> Iterator[Condition]:
    for word in clean_text(query.words or "").casefold().split():
        yield "instr(words, ?)", (word,)
    if query.place is not None:
        name = fold_name(query.place)
        # "Idlib" is the beginning of "Idlib province"; an exclamation mark is what follows a blank.
        begun = "(name = ? OR name >= ? AND name < ?)"
        yield f"id IN ({_NAMED} = 'place' AND {begun})", (name, f"{name} ", f"{name}!")
    if query.source is not None:
        yield f"id IN ({_NAMED} = 'source' AND instr(name, ?))", (fold_name(query.source),)
    if query.since is not None:
        yield "latest >= ?", (_read_day(query.since, "since"),)
    if query.until is not None:
        yield "earliest <= ?", (_read_day(query.until, "until"),)
    if query.text is not None:
        yield f"id IN ({_TOLD})", (quote_words(query.text),)


def quote_words(text: str) -> str:
    """Return words to search a text for: all of them, in any order; no sign among them is an operator."""
    words = clean_text(text).replace('"', " ").split()
    return " ".join(f'"{word}"' for word in words) or '""'


def _read_day(day: str | date, name: str) -> str:
    try:
        return day.isoformat()[:10] if isinstance(day, date) else date.fromisoformat(day).isoformat()
    except (TypeError, ValueError):
        raise MisuseError(f'{name}={day!r} is no day such as "2018-03-21"') from None


__all__ = ["Query", "find_incidents", "quote_words"]
