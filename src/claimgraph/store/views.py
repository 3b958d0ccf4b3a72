"""What a store holds, all of it: read while one goes through it, or as a graph."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

from claimgraph.comparison.pairs import Weights
from claimgraph.graph import ClaimGraph
from claimgraph.model import Account, Article, Incident
from claimgraph.store.databases import Database
from claimgraph.store.holdings import BATCH, Holdings
from claimgraph.store.records import unpack_incident, unpack_noun, unpack_text
from claimgraph.store.settings import read_count

T = TypeVar("T")
# Where a page of rows ends: what its last row is sorted by.
Mark = tuple[int | str, ...]
Page = list[tuple[Mark, T]]


class View(Collection[T]):
    """Nouns of a store that are read, some at a time, while one goes through them.

    What is written meanwhile may be seen or not; nothing is seen half.
    """

    def __init__(self, database: Database, name: str, read: Callable[[sqlite3.Connection, Mark], Page[T]]):
        self._database, self._name, self._read = database, name, read

    def __len__(self) -> int:
        with self._database.read() as connection:
            return read_count(connection, self._name)

    def __iter__(self) -> Iterator[T]:
        mark: Mark = ()
        while True:
            with self._database.read() as connection:
                page = self._read(connection, mark)
            if not page:
                return
            yield from (noun for _, noun in page)
            mark = page[-1][0]

    def __contains__(self, noun: object) -> bool:
        return any(one == noun for one in self)

    def __repr__(self) -> str:
        return f"<{len(self)} {self._name} of {self._database.path}>"


def view_articles(database: Database) -> View[Article]:
    """Return the articles of a store in the order they came in."""
    return View(database, "articles", _read_articles)


def view_incidents(database: Database) -> View[Incident]:
    """Return the incidents of a store that somebody counts, by day and then by id."""
    return View(database, "incidents", _read_incidents)


def _read_articles(connection: sqlite3.Connection, mark: Mark) -> Page[Article]:
    rows = connection.execute(
        "SELECT number, id, record FROM articles WHERE number > ? ORDER BY number LIMIT ?",
        (*(mark or (0,)), BATCH),
    )
    return [((number,), _unpack_article(id, record)) for number, id, record in rows]


def _unpack_article(id: str | bytes, record: object) -> Article:
    return unpack_noun(record, Article, f"article {unpack_text(id)!a}")


def _read_incidents(connection: sqlite3.Connection, mark: Mark) -> Page[Incident]:
    rows = connection.execute(
        "SELECT is_cumulative, start, id FROM incidents WHERE is_counted "
        "AND (is_cumulative, start, id) > (?, ?, ?) ORDER BY is_cumulative, start, id LIMIT ?",
        (*(mark or (-1, "", "")), BATCH),
    ).fetchall()
    found = {one.id: one for one in Holdings(connection).list_incidents([id for *_, id in rows])}
    return [(mark, found[mark[-1]]) for mark in rows if mark[-1] in found]


def load_graph(connection: sqlite3.Connection, *, weights: Weights | None) -> ClaimGraph:
    """Return all that a store holds as a graph."""
    articles = connection.execute("SELECT id, record FROM articles ORDER BY number").fetchall()
    holdings = Holdings(connection)
    numbers = [number for (number,) in connection.execute("SELECT number FROM accounts ORDER BY number")]
    accounts = holdings.list_accounts(numbers)
    told: dict[int, Account] = dict(zip(numbers, accounts, strict=True))
    rows = connection.execute(
        "SELECT is_counted, id, record FROM incidents JOIN incident_records USING (id) "
        "ORDER BY is_cumulative, start, id"
    ).fetchall()
    linked = [(counted, unpack_incident(record, told, f"incident {id}")) for counted, id, record in rows]
    return ClaimGraph(
        articles=tuple(_unpack_article(id, record) for id, record in articles),
        accounts=tuple(accounts),
        incidents=tuple(one for counted, one in linked if counted),
        stories=tuple(one for counted, one in linked if not counted),
        judgements=holdings.list_judgements(),
        weights=weights,
    )


__all__ = ["View", "load_graph", "view_articles", "view_incidents"]
