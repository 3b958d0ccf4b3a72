"""A source of articles → what is new in it and what that tells, as it is asked for → additions to a store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import closing
from functools import partial
from typing import Any

from attrs import define, field, frozen

from claimgraph.comparison.pairs import Weights
from claimgraph.extraction.articles import stream_articles
from claimgraph.extraction.articles.reading import READ_BEFORE
from claimgraph.extraction.findings import find_accounts, report_failure
from claimgraph.lexicon import Lexicon
from claimgraph.model import Addition, Article, Cut, Problem
from claimgraph.progress import Progress, track
from claimgraph.store.databases import Database
from claimgraph.store.filling import Told, find_repeats, write_articles
from claimgraph.store.holdings import Holdings
from claimgraph.store.linking import link_accounts, renew_links
from claimgraph.store.settings import hold_weights, hold_words, name_reader
from claimgraph.workers import Failure, spread_work


@frozen(kw_only=True)
class Telling:
    """How a source is read and articles become accounts; see `Store.add` for the fields."""

    lexicon: Lexicon
    strict: bool = False
    encoding: str | None = None
    date_format: str | None = None
    columns: Mapping[str, str] | None = None
    workers: int = 1
    progress: Progress = None


@define
class Notes:
    """What was skipped, was there already, or left out of its article, since it was last asked for."""

    problems: list[Problem] = field(factory=list)
    repeats: list[Problem] = field(factory=list)
    cuts: list[Cut] = field(factory=list)

    def note(self, said: Problem | Cut) -> None:
        """Note what the reading of a source says."""
        if isinstance(said, Cut):
            self.cuts.append(said)
        else:
            (self.repeats if said.reason.endswith(READ_BEFORE) else self.problems).append(said)

    def hand_over(self, addition: Addition) -> Addition:
        """Return an addition with all that was noted, which is forgotten then."""
        told = Addition(
            articles=addition.articles,
            repeats=(*self.repeats, *addition.repeats),
            problems=tuple(self.problems),
            cuts=tuple(self.cuts),
            changes=addition.changes,
        )
        for noted in (self.problems, self.repeats, self.cuts):
            noted.clear()
        return told


def read_source(database: Database, source: Any, telling: Telling, notes: Notes) -> Iterator[Article]:
    """Read the articles of a source that a store does not have.

    Args:
        database: The store.
        source: See `read_articles`.
        telling: How it is read.
        notes: Takes what is skipped, and why.

    Returns:
        The articles, one by one as they are asked for.
    """
    stream = stream_articles(
        source,
        strict=telling.strict,
        lexicon=telling.lexicon,
        encoding=telling.encoding,
        date_format=telling.date_format,
        columns=telling.columns,
        known=_Known(database),
        report=notes.note,
        progress=telling.progress,
    )
    return _leave_repeats(database, stream, notes)


def tell_articles(articles: Iterable[Article], telling: Telling, notes: Notes) -> Iterator[Told]:
    """Find what articles tell; one on which that fails is a problem, under ``strict`` an error."""
    tell = partial(find_accounts, lexicon=telling.lexicon)
    total = len(articles) if isinstance(articles, Sized) else None
    with closing(spread_work(tell, articles, workers=telling.workers)) as outcomes:
        for article, found in track(outcomes, "finding claims", total=total, progress=telling.progress):
            if isinstance(found, Failure):
                report_failure(found, article, report=None if telling.strict else notes.note)
            else:
                yield article, found


class _Known(Mapping[str, Article]):
    """The articles of a store by id, looked up each time and never kept; they are not listed."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def __getitem__(self, id: str) -> Article:
        with self._database.read() as connection:
            found = Holdings(connection).articles.get(id)
        if found is None:
            raise KeyError(id)
        return found

    def __iter__(self) -> Iterator[str]:
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError


def _leave_repeats(database: Database, articles: Iterable[Article], notes: Notes) -> Iterator[Article]:
    """Leave out what the store has under another id, before anybody reads it."""
    for article in articles:
        with database.read() as connection:
            repeats = find_repeats(connection, [article])
        if repeats:
            notes.repeats += repeats.values()
        else:
            yield article


def add_part(
    connection: sqlite3.Connection, told: Sequence[Told], telling: Telling, *, weights: Weights | None
) -> Addition:
    """Write articles with their accounts, and link them.

    Args:
        connection: The open store, in a transaction of a writer.
        told: What `tell_articles` gave.
        telling: How it was read.
        weights: Those that the store was opened with.

    Returns:
        What was added, what another one had added in the meantime, and what became of incidents.
    """
    holdings = Holdings(connection)
    added, found, repeats = write_articles(connection, holdings, told, reader=name_reader())
    table = hold_weights(connection, weights)
    changes = link_accounts(connection, holdings, found, weights=table, progress=telling.progress)
    return Addition(articles=tuple(added), repeats=tuple(repeats), changes=changes)


def prepare_adding(connection: sqlite3.Connection, lexicon: Lexicon, weights: Weights | None) -> None:
    """See that a store is filled with these words and weights, and linked as this version links.

    Raises:
        ConstraintError: It was filled with others.
    """
    hold_words(connection, lexicon)
    renew_links(connection, Holdings(connection), weights=hold_weights(connection, weights))


__all__ = ["Notes", "Telling", "add_part", "prepare_adding", "read_source", "tell_articles"]
