"""Files or records → `ClaimGraph`: the whole way from articles to tolls, and its result.

The steps are functions given as defaults, so a user replaces one by passing another.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from claimgraph.comparison.changes import compare_incidents
from claimgraph.comparison.incidents import link_accounts, relink_accounts
from claimgraph.comparison.judgements import (
    apply_judgements,
    extend_log,
    find_judgement,
    index_homes,
    make_judgement,
    name_judged,
    sort_judgements,
    undo_judgement,
)
from claimgraph.comparison.main_incidents import find_main_incidents
from claimgraph.comparison.meetings import Meetings, list_meetings
from claimgraph.comparison.pairs import Weights
from claimgraph.comparison.questions import find_questions
from claimgraph.comparison.searching import select_incidents
from claimgraph.errors import UnknownNameError
from claimgraph.graph.accounts import Extractor, Telling, Told, join_articles, read_accounts
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import (
    Account,
    Article,
    Change,
    Claim,
    Denial,
    Incident,
    Judgement,
    Problem,
    Question,
    Shown,
)
from claimgraph.progress import Progress

if TYPE_CHECKING:
    import networkx

Linker = Callable[..., tuple[Incident, ...]]


@frozen(kw_only=True)
class ClaimGraph(Shown):
    """Articles, the accounts they give and the incidents these tell of.

    ``stories`` are incidents like the others, only that nobody counts anyone in them.
    ``problems`` are the inputs that were skipped, with the reason. ``judgements`` is the log of what
    people decided, ``weights`` what evidence weighs here, where it is not what is shipped. ``changes``
    tells what the last `add`, `judge` or `undo` did; it is no part of what makes two graphs equal.
    """

    articles: tuple[Article, ...] = ()
    accounts: tuple[Account, ...] = ()
    incidents: tuple[Incident, ...] = ()
    stories: tuple[Incident, ...] = ()
    problems: tuple[Problem, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    weights: Weights | None = None
    changes: tuple[Change, ...] = field(default=(), eq=False)
    _meetings: Meetings | None = field(default=None, eq=False, repr=False)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims, in the order of the articles."""
        return tuple(claim for account in self.accounts for claim in account.claims)

    @property
    def denials(self) -> tuple[Denial, ...]:
        """All denials, in the order of the articles."""
        return tuple(denial for account in self.accounts for denial in account.denials)

    def __len__(self) -> int:
        return len(self.incidents)

    def __repr__(self) -> str:
        return (
            f"<ClaimGraph: {len(self.articles)} articles, {len(self.claims)} claims, "
            f"{len(self.incidents)} incidents>"
        )

    def select(self, words: str) -> tuple[Incident, ...]:
        """Return the incidents that match all the words, the best told first.

        Args:
            words: Parts of a place, a source, a means, a group or an ISO day, in any case.

        Returns:
            Matching incidents, those with more articles and claims first; none if nothing matches.
        """
        return select_incidents(self.incidents, words)

    def find(self, words: str) -> Incident:
        """Return the incident that matches the words best.

        Args:
            words: See `select`.

        Raises:
            UnknownNameError: No incident matches; the text lists the places there are.
        """
        found = self.select(words) if words.strip() else ()
        if not found:
            places = sorted({one.place.name for one in self.incidents if one.place is not None})
            raise UnknownNameError(f"no incident matches {words!r}; there are incidents in {places[:12]}")
        return found[0]

    def add(  # noqa: PLR0913 - all keyword-only and optional but the source
        self,
        source: Any,
        *,
        lexicon: Lexicon | None = None,
        strict: bool = False,
        extract: Extractor | None = None,
        link: Linker | None = None,
        workers: int = 1,
        progress: Progress = None,
    ) -> ClaimGraph:
        """Return a graph with more articles; its incidents are those of building with all at once.

        Only the new articles are read, and only incidents that they may belong to are linked and
        reconciled again; the others are the same values as before. Ids of incidents stay as they
        grow, so that they are those of building at once only where articles come in the order of
        publication; what merged or split stands in ``changes``.

        Args:
            source: More articles; see `read_articles`. One that is there already adds nothing; one
                of a known id with another text is skipped. Both stand in ``problems``. Or claims that
                others made, see `read_claims`.
            lexicon: Word tables; give those that the graph was built with.
            strict: Whether the first input that cannot be read is an error.
            extract: See `build_graph`.
            link: Your own way from accounts to incidents; it then links all of them again.
            workers: See `build_graph`.
            progress: See `build_graph`.

        Raises:
            ArticleError: Nothing can be read at all, or an input cannot under ``strict``.
        """
        telling = Telling(
            lexicon=choose_lexicon(lexicon),
            extract=extract,
            strict=strict,
            workers=workers,
            progress=progress,
        )
        told = read_accounts(source, telling, known=Told(articles=self.articles, accounts=self.accounts))
        found = told.accounts
        grown = evolve(
            self,
            articles=join_articles(self.articles, told.articles),
            accounts=(*self.accounts, *found),
            problems=tuple(dict.fromkeys((*self.problems, *told.problems))),
            meetings=list_meetings(found, known=self._meetings or list_meetings(self.accounts)),
        )
        return grown._relink(self, {account.id for account in found}, link=link, progress=progress)

    def judge(
        self,
        a: str | Account | Claim | Incident,
        b: str | Account | Claim | Incident,
        decision: str,
        *,
        by: str,
        when: str | datetime.date,
        why: str = "",
    ) -> ClaimGraph:
        """Return a graph in which a person's decision about two accounts stands above all scores.

        ``"same"`` joins what holds the one and what holds the other, ``"different"`` keeps them
        apart with all that is judged the same as either, ``"unsure"`` changes nothing and is kept.

        Args:
            a: A claim, an account, or the id of one. An account is recorded by its first claim, so that the
                judgement holds for claims extracted anew; an incident stands for its first account.
            b: The other one.
            decision: ``"same"``, ``"different"`` or ``"unsure"``.
            by: Who decided.
            when: Day or time, ISO text or a date; the clock is never read.
            why: A note.

        Raises:
            UnknownNameError: No claim or account of this graph has an id given.
            MisuseError: Nobody decided, the day or the decision is none, or it was undone before.
            ConstraintError: The decision contradicts what was judged; the text names the chain.
        """
        ends = [name_judged(one, self.accounts) for one in (a, b)]
        made = make_judgement(ends[0], ends[1], decision, by=by, when=when, why=why)
        return self._record(made)

    def undo(
        self, judgement: str | Judgement, *, by: str, when: str | datetime.date, why: str = ""
    ) -> ClaimGraph:
        """Return a graph in which a judgement no longer stands; both stay in the log.

        Args:
            judgement: The judgement or its id; that of an undoing to take it back in turn.
            by: Who takes it back.
            when: Day or time, ISO text or a date.
            why: A note.

        Raises:
            UnknownNameError: The log has no judgement of that id.
        """
        id = judgement.id if isinstance(judgement, Judgement) else judgement
        known = find_judgement(self.judgements, id)
        return self._record(undo_judgement(known, by=by, when=when, why=why))

    def review(self, limit: int = 10) -> tuple[Question, ...]:
        """Return the pairs of accounts most worth a person's look, the worthiest first.

        A decision is worth the more, the closer the score is to the threshold and the more figures
        would move with it; what was judged is left out. Print one to read it.

        Args:
            limit: How many to return at most.
        """
        return find_questions(
            self.accounts, self.incidents, limit=limit, weights=self.weights, judgements=self.judgements
        )

    @property
    def unplaced(self) -> tuple[Problem, ...]:
        """The judgements that say nothing about this graph, because it holds no such claims."""
        return apply_judgements(self.judgements, self.accounts).unplaced

    def _record(self, judgement: Judgement) -> ClaimGraph:
        log = extend_log(self.judgements, judgement)
        if log == self.judgements:
            return self
        judged = evolve(self, judgements=log, meetings=self._meetings or list_meetings(self.accounts))
        home = index_homes(self.accounts)
        touched = {home[end].id for end in (judgement.a, judgement.b) if end in home}
        return judged._relink(self, touched)

    def _relink(
        self,
        former: ClaimGraph,
        touched: set[str],
        *,
        link: Linker | None = None,
        progress: Progress = None,
    ) -> ClaimGraph:
        if link is not None:
            linked = link(self.accounts)
        else:
            linked = relink_accounts(
                self.accounts,
                incidents=(*former.incidents, *former.stories),
                touched=touched,
                meetings=self._meetings,
                weights=self.weights,
                judgements=self.judgements,
                progress=progress,
            )
        incidents, stories = _part_stories(linked)
        rulings = apply_judgements(self.judgements, self.accounts)
        changes = compare_incidents(former.incidents, incidents, weights=self.weights, rulings=rulings)
        return evolve(self, incidents=incidents, stories=stories, changes=changes)

    def main_incidents(self) -> dict[str, Incident]:
        """Return by article id the incident that it is mainly about, also where it counts nobody.

        That is the event told first; a count over a period only where an article tells of no event.
        """
        return find_main_incidents(self.accounts, (*self.incidents, *self.stories))

    def to_frame(self, *, table: str = "claims", backend: str = "pandas") -> Any:
        """Return a named table as a data frame; needs the extra ``table``.

        To sort and search frames in a notebook, take the extra ``notebook`` and say once
        ``itables.init_notebook_mode(connected=False)``; it loads nothing from a network.

        Args:
            table: ``"claims"``, ``"incidents"``, ``"conventions"``, ``"coding"`` or ``"articles"``.
            backend: ``"pandas"``, ``"polars"``, ``"pyarrow"`` or another library that narwhals knows.

        Raises:
            UnknownNameError: There is no such table or library; the text lists those there are.
            MissingExtraError: The library is not installed.
        """
        from claimgraph.output.tables import to_frame

        return to_frame(self, table=table, backend=backend)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Return articles, sources, claims and incidents as one typed graph of networkx."""
        from claimgraph.comparison.network import to_networkx

        return to_networkx(self.articles, self.incidents)


def build_graph(  # noqa: PLR0913 - all keyword-only and optional but the source
    source: Any,
    *,
    lexicon: Lexicon | None = None,
    strict: bool = False,
    extract: Extractor | None = None,
    link: Linker | Weights | None = None,
    judgements: Iterable[Judgement] = (),
    workers: int = 1,
    progress: Progress = None,
) -> ClaimGraph:
    """Read articles, find their claims, link what tells of one event and reconcile the figures.

    Args:
        source: A folder, files, records or data frame rows; see `read_articles`. Or claims that others
            made, as `read_claims` gives them; their articles are not read again.
        lexicon: Word tables; the shipped ones if left out.
        strict: Whether the first input that cannot be read is an error.
        extract: Your own way from an article to its claims: accounts, or claims, records or the JSON of an
            answer, which are read and checked as by `read_claims`. Where it raises, the article is skipped.
        link: Weights for `link_accounts` other than those shipped, or your own way from accounts to
            incidents instead of it.
        judgements: What people decided about these claims before; see `read_judgements`. Those of
            other claims are kept and stand in ``unplaced``.
        workers: How many processes work at a time; the graph is the same. Starting one takes about a second,
            so that a few hundred articles are read faster by one. An ``extract`` of your own stands at the
            top of a module then. An article that ends its process is skipped, a problem.
        progress: ``True`` draws a bar while it works (extra ``progress``), never into a log or a pipe; a
            function is called with (done, total, what), total being ``None`` while nobody knows it.
            By default nobody is told; the graph is the same.

    Returns:
        The graph; what was skipped stands in its ``problems``.

    Raises:
        ArticleError: Nothing can be read at all, or an input cannot under ``strict``.
        ClaimError: Under ``strict``, a claim of somebody else's quotes words that are not there.
        ConstraintError: The judgements contradict each other; the text names the chain.
    """
    telling = Telling(
        lexicon=choose_lexicon(lexicon), extract=extract, strict=strict, workers=workers, progress=progress
    )
    told = read_accounts(source, telling)
    log = sort_judgements(judgements)
    weights = link if isinstance(link, Weights) else None
    linked = link if link is not None and not isinstance(link, Weights) else None
    if linked is None:
        linked = partial(link_accounts, weights=weights, judgements=log, progress=progress)
    incidents, stories = _part_stories(linked(told.accounts))
    return ClaimGraph(
        articles=told.articles,
        accounts=told.accounts,
        incidents=incidents,
        stories=stories,
        problems=told.problems,
        judgements=log,
        weights=weights,
    )


def _part_stories(linked: Iterable[Incident]) -> tuple[tuple[Incident, ...], tuple[Incident, ...]]:
    """Part the incidents that somebody counts from those that nobody does."""
    every = tuple(linked)
    return tuple(one for one in every if one.claims), tuple(one for one in every if not one.claims)


__all__ = ["ClaimGraph", "build_graph"]
