"""Who tells one figure: the claims of one fact, found without looking at all of them each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from claimgraph.comparison.tolls.figures import find_origin
from claimgraph.comparison.tolls.groups import Groups, are_comparable
from claimgraph.model import Claim, Source

Placed = tuple[int, Claim]


class Tellings:
    """The claims that assert one figure of one measure and scope, in reading order.

    A question costs as much as there are kinds of people and origins among the claims, however
    many papers print them.
    """

    def __init__(self, claims: Sequence[Claim], *, groups: Groups) -> None:
        self.claims = claims
        self._groups = groups
        self._of_article: dict[str, list[Claim]] = defaultdict(list)
        # By source and kind of people: the first two claims that it passes on. The second is for
        # the one that asks, where it is the first.
        self._passed: dict[str, dict[str, list[Placed]]] = defaultdict(lambda: defaultdict(list))
        # By kind of source and of people: the first claim of each origin.
        self._first: dict[str, dict[str, dict[Source, Placed]]] = defaultdict(lambda: defaultdict(dict))
        for place, claim in enumerate(claims):
            self._add(place, claim)

    def _add(self, place: int, claim: Claim) -> None:
        origin, people = find_origin(claim), claim.group_kind
        self._of_article[claim.article].append(claim)
        self._first[origin.kind][people].setdefault(origin, (place, claim))
        for relay in {source.id for source in claim.attribution.chain[1:]} - {origin.id}:
            passed = self._passed[relay][people]
            if len(passed) < 2:
                passed.append((place, claim))

    def list_beside(self, claim: Claim, article: str) -> list[Claim]:
        """Return the other claims of an article that count comparable people."""
        beside = self._of_article.get(article, ())
        return [other for other in beside if other.id != claim.id and self._compare(claim, other.group_kind)]

    def find_relayed(self, claim: Claim, teller: str) -> Claim | None:
        """Return the first other claim that a source passes on, no later than the one given."""
        passed = self._passed.get(teller, {})
        # In reading order whatever follows one that is later is later still.
        firsts = [
            next((one for one in passed[people] if one[1].id != claim.id), None)
            for people in self._list_comparable(claim, passed)
        ]
        found = [one for one in firsts if one is not None and not _is_after(one[1], claim)]
        return min(found, key=lambda one: one[0])[1] if found else None

    def list_of_kind(self, claim: Claim, kind: str) -> list[Claim]:
        """Return, in reading order, the first claims of each origin of a kind about comparable people."""
        told = self._first.get(kind, {})
        found = [one for people in self._list_comparable(claim, told) for one in told[people].values()]
        return [one for _, one in sorted(found, key=lambda one: one[0])]

    def _list_comparable(self, claim: Claim, told: Mapping[str, object]) -> Iterator[str]:
        return (people for people in told if self._compare(claim, people))

    def _compare(self, claim: Claim, people: str) -> bool:
        return are_comparable(claim.group_kind, people, groups=self._groups)


def _is_after(one: Claim, other: Claim) -> bool:
    return one.published is not None and other.published is not None and one.published > other.published


__all__ = ["Tellings"]
