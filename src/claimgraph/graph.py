"""Files or records → `ClaimGraph`: the whole way from articles to tolls, and its result.

The steps are functions given as defaults, so a user replaces one by passing another.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from claimgraph.comparison.incidents import link_accounts
from claimgraph.errors import UnknownNameError
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.claims import extract_accounts
from claimgraph.lexicon import Lexicon, load_lexicon
from claimgraph.model import Account, Article, Claim, Denial, Incident, Problem

if TYPE_CHECKING:
    import networkx

Extractor = Callable[[Article], Sequence[Account]]
Linker = Callable[[Iterable[Account]], tuple[Incident, ...]]


@frozen(kw_only=True)
class ClaimGraph:
    """Articles, the accounts they give and the incidents these tell of.

    ``problems`` are the inputs that were skipped, with the reason.
    """

    articles: tuple[Article, ...] = ()
    accounts: tuple[Account, ...] = ()
    incidents: tuple[Incident, ...] = ()
    problems: tuple[Problem, ...] = ()

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

    def _repr_html_(self) -> str:
        from claimgraph.output.notebook import to_html

        return to_html(self)

    def select(self, words: str) -> tuple[Incident, ...]:
        """Return the incidents that match all the words, the best told first.

        Args:
            words: Parts of a place, a source, a means, a group or an ISO day, in any case.

        Returns:
            Matching incidents, those with more articles and claims first; none if nothing matches.
        """
        wanted = words.casefold().split()
        found = [incident for incident in self.incidents if _matches(incident, wanted)]
        return tuple(
            sorted(found, key=lambda one: (-_rank(one, wanted), -len(one.articles), -len(one.claims), one.id))
        )

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

    def to_frame(self) -> Any:
        """Return the tidy claim table as a pandas data frame; needs the extra ``table``."""
        from claimgraph.output.tables import to_frame

        return to_frame(self)

    def to_networkx(self) -> networkx.MultiDiGraph:
        """Return articles, sources, claims and incidents as one typed graph of networkx."""
        from claimgraph.comparison.network import to_networkx

        return to_networkx(self.articles, self.incidents)


def _matches(incident: Incident, wanted: Sequence[str]) -> bool:
    text = _describe(incident)
    return all(word in text for word in wanted)


def _describe(incident: Incident) -> str:
    parts = [*_name_places(incident), *incident.means]
    for claim in incident.claims:
        parts += [claim.group, claim.measure, *(source.name for source in claim.attribution.chain)]
    for account in incident.accounts:
        if account.date is not None:
            parts += [str(account.date.earliest or ""), str(account.date.latest or "")]
    return " ".join(parts).casefold()


def _name_places(incident: Incident) -> list[str]:
    places = [incident.place, *(claim.place for claim in incident.claims)]
    return [part for place in places if place for part in (place.name, place.words, *place.path)]


def _rank(incident: Incident, wanted: Sequence[str]) -> int:
    """Return 2 where the incident's own place bears the words, 1 where a claim's does, else 0."""
    own = f"{incident.place.name} {incident.place.words}".casefold() if incident.place else ""
    if all(word in own for word in wanted):
        return 2
    named = " ".join(_name_places(incident)).casefold()
    return 1 if all(word in named for word in wanted) else 0


def build_graph(
    source: Any,
    *,
    lexicon: Lexicon | None = None,
    strict: bool = False,
    extract: Extractor | None = None,
    link: Linker = link_accounts,
) -> ClaimGraph:
    """Read articles, find their claims, link what tells of one event and reconcile the figures.

    Args:
        source: A folder, files, records or data frame rows; see `read_articles`.
        lexicon: Word tables; the shipped ones if left out.
        strict: Whether the first input that cannot be read is an error.
        extract: Your own way from an article to its accounts.
        link: Your own way from accounts to incidents.

    Returns:
        The graph; what was skipped stands in its ``problems``.

    Raises:
        ArticleError: Nothing can be read at all, or an input cannot under ``strict``.
    """
    words = lexicon or load_lexicon()
    reading = read_articles(source, strict=strict, lexicon=words)
    find = extract or (lambda article: extract_accounts(article, lexicon=words))
    accounts = tuple(account for article in reading.articles for account in find(article))
    return ClaimGraph(
        articles=reading.articles, accounts=accounts, incidents=link(accounts), problems=reading.problems
    )


def save(graph: ClaimGraph, path: str | os.PathLike[str]) -> None:
    """Write a graph to a file that `load` reads back as an equal value.

    Raises:
        FormatError: The suffix is not known; the text lists those that are.
    """
    from claimgraph.output.files import write_graph

    write_graph(graph, path)


def load(path: str | os.PathLike[str]) -> ClaimGraph:
    """Read a graph that `save` wrote.

    Raises:
        FormatError: The file is no saved graph, or of an unknown version.
    """
    from claimgraph.output.files import read_graph

    parts = read_graph(path)
    return ClaimGraph(
        articles=parts.articles, accounts=parts.accounts, incidents=parts.incidents, problems=parts.problems
    )


__all__ = ["ClaimGraph", "build_graph", "load", "save"]
