"""What a store holds, as its methods and properties give it: so much is read as is asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from claimgraph.comparison.judgements import apply_judgements
from claimgraph.comparison.searching import select_incidents
from claimgraph.errors import MisuseError, UnknownNameError
from claimgraph.graph import ClaimGraph
from claimgraph.model import Article, Incident, Judgement, Problem, Question
from claimgraph.store.asking import find_close_questions
from claimgraph.store.databases import Database
from claimgraph.store.holdings import Holdings
from claimgraph.store.searching import Query, find_incidents
from claimgraph.store.settings import describe_store, has_links, read_weights
from claimgraph.store.views import load_graph, view_articles, view_incidents


class Holder:
    """The half of a store that reads."""

    _database: Database

    def __len__(self) -> int:
        return len(self.incidents)

    def __repr__(self) -> str:
        articles, incidents = len(self.articles), len(self.incidents)
        return f"<Store {self._database.path}: {articles} articles, {incidents} incidents>"

    @property
    def articles(self) -> Collection[Article]:
        """The articles in the order they came in, read while you go through them."""
        return view_articles(self._database)

    @property
    def incidents(self) -> Collection[Incident]:
        """The incidents that somebody counts, by day, read while you go through them."""
        return view_incidents(self._database)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The log of what people decided, by time."""
        with self._database.read() as connection:
            return Holdings(connection).list_judgements()

    @property
    def unplaced(self) -> tuple[Problem, ...]:
        """The judgements that say nothing yet, because the store holds no such claims."""
        with self._database.read() as connection:
            holdings = Holdings(connection)
            log = holdings.list_judgements()
            return apply_judgements(log, holdings.list_judged(log)).unplaced

    def graph(self) -> ClaimGraph:
        """Return all that the store holds as a graph; it takes the memory that this takes."""
        with self._database.read() as connection:
            return load_graph(connection, weights=read_weights(connection))

    def select(  # noqa: PLR0913 - all keyword-only and optional
        self,
        words: str | None = None,
        *,
        place: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        source: str | None = None,
        text: str | None = None,
        limit: int | None = None,
    ) -> tuple[Incident, ...]:
        """Return the incidents that fit all that is given, without reading the others.

        Args:
            words: Parts of a place, a source, a means, a group or an ISO day; see `ClaimGraph.select`.
            place: Name of a place, or the first words of one ("Idlib" is "Idlib province" too), in any
                case; what lies in it fits as well.
            since: ISO day or date. What may have happened on this day or later; what has no day does not fit.
            until: ISO day or date. What may have happened on this day or earlier.
            source: Part of the name of a source.
            text: Words that one article has in its title or text, in any order; none is an operator.
            limit: How many to return at most.

        Returns:
            With ``words`` the best told first, otherwise by day.

        Raises:
            MisuseError: A day is none, or the limit no number from 0 on.
        """
        if limit is not None and (not isinstance(limit, int) or limit < 0):
            raise MisuseError(f"limit={limit!r} is no number from 0 on")
        query = Query(words=words, place=place, since=since, until=until, source=source, text=text)
        with self._database.read() as connection:
            ids = find_incidents(connection, query, limit=None if words else limit)
            found = Holdings(connection).list_incidents(ids)
        return select_incidents(found, words)[:limit] if words else tuple(found)

    def review(self, limit: int = 10) -> tuple[Question, ...]:
        """Return the pairs of accounts most worth a person's look; see `ClaimGraph.review`.

        The scores of the pairs stand in the store; only what is asked about is read.
        """
        with self._database.read() as connection:
            weights = read_weights(connection)
            if not has_links(connection):
                # Of an older version, and not added to since.
                return load_graph(connection, weights=weights).review(limit)
            return find_close_questions(connection, Holdings(connection), limit=limit, weights=weights)

    def find(self, id: str) -> Incident:
        """Return the incident with an id, a story that counts nobody too.

        Raises:
            UnknownNameError: There is none.
        """
        with self._database.read() as connection:
            found = Holdings(connection).list_incidents([id])
        if not found:
            raise UnknownNameError(f"the store has no incident {id!r}; see store.select(…)")
        return found[0]

    def describe(self) -> dict[str, Any]:
        """Return what the store holds, in numbers and names.

        Returns:
            ``articles``, ``claims``, ``incidents``, ``stories`` and ``judgements`` in number, ``first`` and
            ``last`` day of an incident (``None`` without any), ``words`` and ``readers``: the layers
            and the versions of claimgraph that the articles were read with.
        """
        with self._database.read() as connection:
            return describe_store(connection)


__all__ = ["Holder"]
