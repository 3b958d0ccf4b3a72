"""A damaged store → what can still be read of it, and what cannot.

SQLite reads a table page by page and stops at the first that is broken. Here a table is gone
through from both ends, and row by row in between, so that only what stands on broken pages is lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any, TypeVar

from claimgraph.comparison.incidents import relink_accounts
from claimgraph.comparison.judgements import name_judgement
from claimgraph.comparison.pairs import Weights
from claimgraph.errors import FormatError
from claimgraph.graph import ClaimGraph
from claimgraph.model import Account, Article, Incident, Judgement, Problem
from claimgraph.store.records import unpack_incident, unpack_noun
from claimgraph.store.settings import read_weights

T = TypeVar("T")
Row = tuple[Any, ...]

# After so many numbers without a row that can be read, the rest is given up.
GIVEN_UP = 10_000


def rescue_graph(connection: sqlite3.Connection) -> tuple[ClaimGraph, tuple[Problem, ...]]:
    """Return what can be read of a store as a graph, and a problem for whatever cannot.

    Articles, accounts and judgements are taken row by row; incidents that miss an account are
    linked again from what there is. Of an undamaged store this is all it holds.
    """
    problems: list[Problem] = []
    articles = dict(_rescue_nouns(connection, "articles", Article, problems))
    accounts = dict(_rescue_nouns(connection, "account_records", Account, problems))
    texts = {article.id for article in articles.values()}
    kept = {number: account for number, account in accounts.items() if account.article in texts}
    judgements = _rescue_judgements(connection, problems)
    weights = _rescue_weights(connection, problems)
    incidents = relink_accounts(
        kept.values(),
        incidents=(whole := _rescue_incidents(connection, kept, problems)),
        touched={one.id for one in kept.values()} - {one.id for each in whole for one in each.accounts},
        weights=weights,
        judgements=judgements,
    )
    graph = ClaimGraph(
        articles=tuple(articles.values()),
        accounts=tuple(kept.values()),
        incidents=tuple(one for one in incidents if one.claims),
        stories=tuple(one for one in incidents if not one.claims),
        judgements=judgements,
        weights=weights,
    )
    return graph, tuple(problems)


def _rescue_nouns(
    connection: sqlite3.Connection, table: str, noun: type[T], problems: list[Problem]
) -> Iterator[tuple[int, T]]:
    """Yield the nouns of a table by the numbers of their rows."""
    name = noun.__name__.lower()
    for number, record in walk_rows(connection, table, problems):
        where = f"{name} {number}"
        try:
            yield number, unpack_noun(record, noun, where)
        except FormatError as error:
            problems.append(Problem(where=where, reason=f"lost: {error}"))


def _rescue_judgements(connection: sqlite3.Connection, problems: list[Problem]) -> tuple[Judgement, ...]:
    found = []
    for id, record in _walk_ends(connection, "judgements", problems):
        try:
            judgement = unpack_noun(record, Judgement, f"judgement {id}")
        except FormatError as error:
            problems.append(Problem(where=f"judgement {id}", reason=f"lost: {error}"))
            continue
        if judgement.id == name_judgement(judgement):
            found.append(judgement)
        else:
            problems.append(Problem(where=f"judgement {id}", reason="lost: its content was altered"))
    return tuple(sorted(found, key=lambda one: (one.when, one.id)))


def _rescue_incidents(
    connection: sqlite3.Connection, accounts: dict[int, Account], problems: list[Problem]
) -> list[Incident]:
    """Return the incidents that miss nothing."""
    found = []
    for id, record in _walk_ends(connection, "incident_records", problems):
        try:
            found.append(unpack_incident(record, accounts, f"incident {id}"))
        except FormatError as error:
            problems.append(Problem(where=f"incident {id}", reason=f"linked again: {error}"))
    homes = [account.id for one in found for account in one.accounts]
    return found if len(homes) == len(set(homes)) else []


def _rescue_weights(connection: sqlite3.Connection, problems: list[Problem]) -> Weights | None:
    try:
        return read_weights(connection)
    except (FormatError, sqlite3.DatabaseError) as error:
        problems.append(Problem(where="the weights", reason=f"lost, those shipped are taken: {error}"))
        return None


# -- rows ---------------------------------------------------------------------------------------


def walk_rows(connection: sqlite3.Connection, table: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield number and record of the rows of a table by number, and go on behind what cannot be read."""
    asked = f"SELECT number, record FROM {table} WHERE number > ? ORDER BY number"
    last = _ask_last(connection, table)
    mark = 0
    while True:
        try:
            for row in connection.execute(asked, (mark,)):
                yield row
                mark = row[0]
        except sqlite3.DatabaseError as error:
            row = _find_readable(connection, table, mark, last)
            lost = f"{table} {mark + 1} to {'the end' if row is None else row[0] - 1}"
            if row is None or row[0] > mark + 1:
                problems.append(Problem(where=lost, reason=f"lost: {error!s:.60}"))
            if row is None:
                return
            yield row
            mark = row[0]
        else:
            return


def _ask_last(connection: sqlite3.Connection, table: str) -> int | None:
    try:
        found: int | None = connection.execute(f"SELECT max(number) FROM {table}").fetchone()[0]
    except sqlite3.DatabaseError:
        return None
    return found


def _find_readable(connection: sqlite3.Connection, table: str, mark: int, last: int | None) -> Row | None:
    """Return the first row behind a mark that can be read, ``None`` if there is none."""
    asked = f"SELECT number, record FROM {table} WHERE number = ?"
    end = mark + GIVEN_UP
    for number in range(mark + 1, (end if last is None else min(last, end)) + 1):
        try:
            row: Row | None = connection.execute(asked, (number,)).fetchone()
        except sqlite3.DatabaseError:
            continue
        if row is not None and row[0] == number:
            return row
    return None


def _walk_ends(connection: sqlite3.Connection, table: str, problems: list[Problem]) -> Iterator[Row]:
    """Yield id and record of the rows of a table from both ends, each once."""
    seen: set[str] = set()
    for order in ("ASC", "DESC"):
        try:
            for row in connection.execute(f"SELECT id, record FROM {table} ORDER BY id {order}"):
                if row[0] in seen:
                    break
                seen.add(row[0])
                yield row
            else:
                return
        except sqlite3.DatabaseError as error:
            if order == "ASC":
                problems.append(Problem(where=table, reason=f"some are lost: {error!s:.60}"))


__all__ = ["rescue_graph", "walk_rows"]
