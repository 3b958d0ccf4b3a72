"""Why the accounts of an incident are one: compared pairs, each with its evidence and the growing score."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from claimgraph.model import Incident, Link
from claimgraph.output.report.contexts import Context
from claimgraph.output.words.waterfalls import sort_evidence, word_score

MOST_PAIRS = 8
"""So many pairs of an incident are told piece by piece; how many more there are is said."""


@frozen(kw_only=True)
class Piece:
    """One piece of evidence: its weight, the score with it, and the reason."""

    weight: str
    total: str
    sign: str
    reason: str


@frozen(kw_only=True)
class Pair:
    """Two articles compared, with what speaks for and against their being about one event."""

    a: str
    b: str
    score: str
    pieces: tuple[Piece, ...]


def list_pairs(incident: Incident, context: Context) -> tuple[list[Pair], int]:
    """Return the pairs that hold the incident together, the strongest first, and how many are left out.

    Pairs that join an account to those before come first, so that every account is told of
    before any pair is that adds nothing new.
    """
    homes = {account.id: account.article for account in incident.accounts}
    ordered = _order_pairs(incident.links)
    shown = [_show_pair(link, homes, context) for link in ordered[:MOST_PAIRS]]
    return shown, len(ordered) - len(shown)


def _order_pairs(links: Iterable[Link]) -> list[Link]:
    """Put the pairs that join something new before the others, each the strongest first."""
    ranked = sorted(links, key=lambda link: (-link.score, link.a, link.b))
    roots: dict[str, str] = {}

    def find_root(one: str) -> str:
        while roots.setdefault(one, one) != one:
            roots[one] = roots[roots[one]]
            one = roots[one]
        return one

    joining = []
    for link in ranked:
        a, b = find_root(link.a), find_root(link.b)
        if a != b:
            roots[b] = a
            joining.append(link)
    known = {id(link) for link in joining}
    return [*joining, *(link for link in ranked if id(link) not in known)]


def _show_pair(link: Link, homes: dict[str, str], context: Context) -> Pair:
    a, b = (homes.get(end, end) for end in (link.a, link.b))
    return Pair(
        a=_name_article(a, context),
        b=_name_article(b, context),
        score=word_score(link),
        pieces=tuple(_list_pieces(link)),
    )


def _name_article(id: str, context: Context) -> str:
    day = context.word_published(id)
    return f"{context.name_publisher(id)}{', ' if day else ''}{day}"


def _list_pieces(link: Link) -> Iterable[Piece]:
    total = 0.0
    for one in sort_evidence(link):
        if one.name.startswith("judged"):
            yield Piece(weight="", total="", sign="judged", reason=one.reason)
            continue
        total += one.weight
        if one.weight:
            sign = "for" if one.weight > 0 else "against"
            yield Piece(weight=f"{one.weight:+.2f}", total=f"{total:+.2f}", sign=sign, reason=one.reason)


__all__ = ["MOST_PAIRS", "Pair", "Piece", "list_pairs"]
