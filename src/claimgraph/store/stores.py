"""A store: articles day by day into one SQLite file, with their incidents and what people decided."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from claimgraph.comparison.judgements import (
    apply_judgements,
    find_judgement,
    make_judgement,
    sort_judgements,
    undo_judgement,
)
from claimgraph.comparison.pairs import Weights
from claimgraph.comparison.searching import select_incidents
from claimgraph.errors import MisuseError, UnknownNameError
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.articles.reading import READ_BEFORE
from claimgraph.extraction.findings import extract_accounts
from claimgraph.graph import ClaimGraph
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import (
    Account,
    Addition,
    Article,
    Change,
    Claim,
    ClaimReading,
    Incident,
    Judgement,
    Problem,
    Question,
)
from claimgraph.progress import Progress, track
from claimgraph.store.databases import Database
from claimgraph.store.filling import rewrite_accounts, write_articles
from claimgraph.store.holdings import Holdings
from claimgraph.store.inboxes import Inbox
from claimgraph.store.judging import name_end, record_judgements
from claimgraph.store.linking import link_accounts, renew_links
from claimgraph.store.searching import Query, find_incidents
from claimgraph.store.settings import (
    change_words,
    describe_store,
    hold_weights,
    hold_words,
    name_reader,
    read_weights,
)
from claimgraph.store.views import load_graph, view_articles, view_incidents


class Store:
    """Articles, their incidents and people's judgements in one SQLite file that grows day by day.

    Whatever a method was asked to write is in the file when it returns, or not at all. Any number of
    processes may read while one writes. Use it as a context manager, or close it.

    ```
    with Store("monitor.db") as store:
        for change in store.add("today/").changes:
            print(change)
    ```
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        lexicon: Lexicon | None = None,
        weights: Weights | None = None,
        timeout: float = 5.0,
    ) -> None:
        """Open a store; a file that is not there is made.

        Args:
            path: The file, usually ``….db``.
            lexicon: Word tables; the shipped ones if left out. A store is filled with one lexicon.
            weights: What evidence weighs, when the store is new; later those it has.
            timeout: How many seconds to wait for another process that writes.

        Raises:
            FormatError: The file is no store, or of a newer version.
            StoreError: The file cannot be opened.
        """
        self._lexicon, self._weights = lexicon, weights
        self._database = Database(path, timeout=timeout)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._database.close()

    def __len__(self) -> int:
        return len(self.incidents)

    def __repr__(self) -> str:
        articles, incidents = len(self.articles), len(self.incidents)
        return f"<Store {self._database.path}: {articles} articles, {incidents} incidents>"

    # -- writing ----------------------------------------------------------------------------------

    def add(
        self,
        source: Any,
        *,
        strict: bool = False,
        encoding: str | None = None,
        date_format: str | None = None,
        columns: Mapping[str, str] | None = None,
        progress: Progress = None,
    ) -> Addition:
        """Add articles, each exactly once; the incidents are those of building with all at once.

        Only new articles are read, and only incidents that they may belong to are linked again. All
        of it is kept, or nothing of it.

        Args:
            source: Articles; see `read_articles`. What is there already, under whatever id, adds
                nothing and stands in ``repeats``; another text under a known id is skipped, a problem.
            strict: Whether the first input that cannot be read is an error.
            encoding: See `read_articles`.
            date_format: See `read_articles`.
            columns: See `read_articles`.
            progress: See `build_graph`.

        Returns:
            The articles that were added, what was there already, what was skipped, and what became
            of incidents.

        Raises:
            ArticleError: Nothing can be read at all, or an input cannot under ``strict``.
            ConstraintError: The store was filled with other words or weights.
            MisuseError: Claims of others are given (see `read_claims`).
            StoreError: Another process writes, the disk is full, the file is write-protected.
        """
        if isinstance(source, ClaimReading):
            raise MisuseError("a store takes articles, not claims of others; see ClaimGraph.add")
        words = choose_lexicon(self._lexicon)
        with self._database.write() as connection:
            hold_words(connection, words)
            weights = hold_weights(connection, self._weights)
            holdings = Holdings(connection)
            renew_links(connection, holdings, weights=weights)
            reading = read_articles(
                source,
                strict=strict,
                lexicon=words,
                encoding=encoding,
                date_format=date_format,
                columns=columns,
                known=holdings.articles,
                progress=progress,
            )
            added, found, repeated = write_articles(
                connection,
                holdings,
                reading.articles,
                reader=name_reader(),
                extract=partial(_tell_all, lexicon=words, progress=progress),
            )
            changes = link_accounts(connection, holdings, found, weights=weights, progress=progress)
        known = [one for one in reading.problems if one.reason.endswith(READ_BEFORE)]
        return Addition(
            articles=tuple(added),
            repeats=(*known, *repeated),
            problems=tuple(one for one in reading.problems if one not in known),
            cuts=reading.cuts,
            changes=changes,
        )

    def judge(
        self,
        a: str | Account | Claim | Incident,
        b: str | Account | Claim | Incident,
        decision: str,
        *,
        by: str,
        when: str | date,
        why: str = "",
    ) -> tuple[Change, ...]:
        """Keep a person's decision about two accounts; it stands above all scores.

        Arguments and errors are those of `ClaimGraph.judge`.

        Returns:
            What became of incidents.
        """
        with self._database.write() as connection:
            holdings = Holdings(connection)
            ends = [name_end(holdings, one) for one in (a, b)]
            made = make_judgement(ends[0], ends[1], decision, by=by, when=when, why=why)
            weights = read_weights(connection)
            return record_judgements(connection, holdings, [made], weights=weights)

    def undo(
        self, judgement: str | Judgement, *, by: str, when: str | date, why: str = ""
    ) -> tuple[Change, ...]:
        """Take a judgement back; both stay in the log. See `ClaimGraph.undo`.

        Returns:
            What became of incidents.
        """
        id = judgement if isinstance(judgement, str) else judgement.id
        with self._database.write() as connection:
            holdings = Holdings(connection)
            known = find_judgement(holdings.list_judgements(), id)
            made = undo_judgement(known, by=by, when=when, why=why)
            return record_judgements(connection, holdings, [made], weights=read_weights(connection))

    def add_judgements(self, judgements: Iterable[Judgement]) -> tuple[Change, ...]:
        """Add what was decided elsewhere, ``read_judgements("ours.jsonl")`` say.

        Judgements of claims that are not in the store are kept, for they may come; see `unplaced`.

        Returns:
            What became of incidents.

        Raises:
            ConstraintError: They contradict each other, or what the store holds; nothing is added then.
        """
        with self._database.write() as connection:
            log, weights = sort_judgements(judgements), read_weights(connection)
            return record_judgements(connection, Holdings(connection), log, weights=weights)

    def watch(self, folder: str | os.PathLike[str]) -> Inbox:
        """Return a folder that others drop files into, to be looked at again and again.

        Call ``look()`` of it from time to time: each look takes the files that are complete and new.
        """
        return Inbox(Path(folder), self._database, add=self.add)

    # -- reading ----------------------------------------------------------------------------------

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

        All pairs are scored for it, as when a graph is built.
        """
        return self.graph().review(limit)

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

    # -- care -------------------------------------------------------------------------------------

    def check(self) -> tuple[Problem, ...]:
        """Look through the whole store, from the pages of the file to the spans of the claims.

        Returns:
            What is wrong, each with where; nothing where all is well.
        """
        from claimgraph.store.checking import check_store

        with self._database.read() as connection:
            return check_store(connection)

    def reread(self, *, progress: Progress = None) -> tuple[Change, ...]:
        """Read every article anew, after an upgrade or with other words, and link all again.

        Judgements stay: they name claims, whose ids come from their content. What people judged about a
        claim that is read otherwise now stands in `unplaced`.

        Args:
            progress: See `build_graph`.

        Returns:
            What became of incidents.
        """
        words = choose_lexicon(self._lexicon)
        with self._database.write() as connection:
            change_words(connection, words)
            holdings = Holdings(connection)
            found = rewrite_accounts(
                connection,
                holdings,
                reader=name_reader(),
                extract=partial(_tell_all, lexicon=words),
                progress=progress,
            )
            weights = read_weights(connection)
            return link_accounts(connection, holdings, found, weights=weights, progress=progress)

    def rescue(self) -> tuple[ClaimGraph, tuple[Problem, ...]]:
        """Return all that can be read of a damaged store as a graph, to save and to fill a new one with.

        Returns:
            The graph, and a problem for whatever is lost or had to be linked again.
        """
        from claimgraph.store.rescuing import rescue_graph

        with self._database.read() as connection:
            return rescue_graph(connection)


def _tell_all(
    articles: Iterable[Article], *, lexicon: Lexicon, progress: Progress = None
) -> Iterator[tuple[Article, tuple[Account, ...]]]:
    """Yield articles with their accounts."""
    for article in track(articles, "finding claims", progress=progress):
        yield article, extract_accounts(article, lexicon=lexicon)


__all__ = ["Store"]
