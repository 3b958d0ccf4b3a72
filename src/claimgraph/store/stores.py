"""A store: articles day by day into one SQLite file, with their incidents and what people decided."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any

from claimgraph.comparison.judgements import find_judgement, make_judgement, sort_judgements, undo_judgement
from claimgraph.comparison.pairs import Weights
from claimgraph.errors import MisuseError
from claimgraph.graph import ClaimGraph
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import Account, Addition, Change, Claim, ClaimReading, Incident, Judgement, Problem
from claimgraph.progress import Progress
from claimgraph.store.adding import Notes, Telling, add_part, prepare_adding, read_source, tell_articles
from claimgraph.store.databases import Database
from claimgraph.store.filling import Told, rewrite_accounts
from claimgraph.store.holders import Holder
from claimgraph.store.holdings import Holdings
from claimgraph.store.inboxes import Inbox
from claimgraph.store.judging import name_end, record_judgements
from claimgraph.store.linking import link_accounts
from claimgraph.store.settings import change_words, name_reader, read_count, read_weights
from claimgraph.workers import check_workers

# So many articles at least, and at most, are added at once where a store is filled; between, half as many as
# it has. That is what is lost when filling is interrupted, and what is held in memory; what they touch is
# linked again with each part, so that parts as large as the store bears cost least.
PART, MOST = 2000, 50_000


class Store(Holder):
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

    # -- writing ----------------------------------------------------------------------------------

    def add(  # noqa: PLR0913 - all keyword-only and optional but the source
        self,
        source: Any,
        *,
        strict: bool = False,
        encoding: str | None = None,
        date_format: str | None = None,
        columns: Mapping[str, str] | None = None,
        workers: int = 1,
        progress: Progress = None,
    ) -> Addition:
        """Add articles, each exactly once; the incidents are those of building with all at once.

        Only new articles are read, and only incidents that they may belong to are linked again. All
        of it is kept, or nothing of it; what does not fit into memory goes through `fill`.

        Args:
            source: Articles; see `read_articles`. What is there already, under whatever id, adds
                nothing and stands in ``repeats``; another text under a known id is skipped, a problem.
            strict: Whether the first input that cannot be read is an error.
            encoding: See `read_articles`.
            date_format: See `read_articles`.
            columns: See `read_articles`.
            workers: How many processes read the articles; linking in a store is one.
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
        telling = self._choose_telling(
            source,
            strict=strict,
            encoding=encoding,
            date_format=date_format,
            columns=columns,
            workers=workers,
            progress=progress,
        )
        notes = Notes()
        with self._database.write() as connection:
            prepare_adding(connection, telling.lexicon, self._weights)
            articles = list(read_source(self._database, source, telling, notes))
            told = list(tell_articles(articles, telling, notes))
            return notes.hand_over(add_part(connection, told, telling, weights=self._weights))

    def fill(  # noqa: PLR0913 - all keyword-only and optional but the source
        self,
        source: Any,
        *,
        strict: bool = False,
        encoding: str | None = None,
        date_format: str | None = None,
        columns: Mapping[str, str] | None = None,
        workers: int = 1,
        progress: Progress = None,
    ) -> Iterator[Addition]:
        """Add any number of articles in parts, more than fit into memory.

        Each part is kept as soon as it is there, so that what is interrupted goes on where it stopped
        when it is begun again; the incidents are those of adding all at once. Nothing is added that
        nobody asks for: go through the additions.

        Args:
            source: See `stream_articles`; an iterator is taken from as parts are asked for.
            strict: Whether the first input that cannot be read is an error; parts before it are kept.
            encoding: See `read_articles`.
            date_format: See `read_articles`.
            columns: See `read_articles`.
            workers: How many processes read the articles; linking in a store is one.
            progress: See `build_graph`.

        Returns:
            What each part did; see `add`.

        Raises:
            ClaimGraphError: See `add`; the parts before are kept.
        """
        telling = self._choose_telling(
            source,
            strict=strict,
            encoding=encoding,
            date_format=date_format,
            columns=columns,
            workers=workers,
            progress=progress,
        )
        notes = Notes()
        articles = read_source(self._database, source, telling, notes)
        return self._fill(tell_articles(articles, telling, notes), telling, notes)

    def _fill(self, told: Iterator[Told], telling: Telling, notes: Notes) -> Iterator[Addition]:
        with self._database.write() as connection:
            prepare_adding(connection, telling.lexicon, self._weights)
        while part := list(islice(told, self._choose_size())):
            with self._database.write() as connection:
                addition = add_part(connection, part, telling, weights=self._weights)
            yield notes.hand_over(addition)
        rest = notes.hand_over(Addition())
        if rest != Addition():
            yield rest

    def _choose_size(self) -> int:
        with self._database.read() as connection:
            return min(max(PART, read_count(connection, "articles") // 2), MOST)

    def _choose_telling(self, source: object, **settings: Any) -> Telling:
        if isinstance(source, ClaimReading):
            raise MisuseError("a store takes articles, not claims of others; see ClaimGraph.add")
        check_workers(settings["workers"])
        return Telling(lexicon=choose_lexicon(self._lexicon), **settings)

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

    def watch(self, folder: str | os.PathLike[str], *, workers: int = 1) -> Inbox:
        """Return a folder that others drop files into, to be looked at again and again.

        Call ``look()`` of it from time to time: each look takes the files that are complete and new.

        Args:
            folder: The folder.
            workers: How many processes read the articles; linking in a store is one.

        Raises:
            MisuseError: There is no such number of workers.
        """
        add = partial(self.add, workers=check_workers(workers))
        return Inbox(Path(folder), self._database, add=add)

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
                extract=partial(tell_articles, telling=Telling(lexicon=words, strict=True), notes=Notes()),
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


__all__ = ["Store"]
