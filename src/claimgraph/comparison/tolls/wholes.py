"""The whole that a figure may be a part of, found without looking at every figure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimgraph.comparison.tolls.figures import find_number, find_order, find_origin, is_counted
from claimgraph.comparison.tolls.groups import Groups, lies_within
from claimgraph.comparison.tolls.rows import Row
from claimgraph.model import Claim


class Ladder:
    """Figures of one origin about one kind of people, to find the first that reaches a number."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        """Take claims in reading order."""
        self._of_article: dict[str, list[Claim]] = defaultdict(list)
        firsts: dict[int, list[Claim]] = defaultdict(list)
        for claim in claims:
            self._of_article[claim.article].append(claim)
            _keep_two(firsts[find_number(claim.quantity)], claim)
        self._numbers = sorted(firsts)
        # For each number the first two claims that give it or a larger one, of two articles.
        self._reaching: list[list[Claim]] = []
        reaching: list[Claim] = []
        for number in reversed(self._numbers):
            both, reaching = sorted([*reaching, *firsts[number]], key=find_order), []
            for claim in both:
                _keep_two(reaching, claim)
            self._reaching.append(reaching)
        self._reaching.reverse()

    def find_beside(self, number: int, article: str) -> Claim | None:
        """Return the first claim of an article that gives the number or a larger one."""
        beside = self._of_article.get(article, ())
        return next((one for one in beside if find_number(one.quantity) >= number), None)

    def find_first(self, number: int, *, outside: str | None = None) -> Claim | None:
        """Return the first claim that gives the number or a larger one, outside an article if given."""
        place = bisect_left(self._numbers, number)
        found = self._reaching[place] if place < len(self._numbers) else ()
        return next((one for one in found if one.article != outside), None)


def _keep_two(kept: list[Claim], claim: Claim) -> None:
    """Keep the first claim and the first one of another article."""
    if not kept or (len(kept) == 1 and kept[0].article != claim.article):
        kept.append(claim)


class Ladders:
    """Figures by origin and kind of people; a ladder is made where one is asked for."""

    def __init__(self, claims: Iterable[Claim], *, groups: Groups) -> None:
        """Take claims in reading order."""
        self._groups = groups
        self._told: dict[str, dict[str, list[Claim]]] = {}
        self._made: dict[tuple[str, str], Ladder] = {}
        for claim in claims:
            kinds = self._told.setdefault(find_origin(claim).id, {})
            kinds.setdefault(claim.group_kind, []).append(claim)

    def list_wider(self, part: Claim) -> Iterator[Ladder]:
        """Yield the figures of a claim's origin for the kinds of people that its own lies within."""
        origin = find_origin(part).id
        for kind, claims in self._told.get(origin, {}).items():
            if lies_within(part.group_kind, kind, groups=self._groups):
                if (origin, kind) not in self._made:
                    self._made[origin, kind] = Ladder(claims)
                yield self._made[origin, kind]


def infer_wholes(rows: Sequence[Row]) -> dict[str, Claim]:
    """Infer the wholes that no text names from groups and numbers, by the id of the part.

    A narrower group of the same origin and measure is a part, but within one article only a group by
    age or sex: fighters named beside a total may come on top of it. A whole of the same article goes
    before others, then the first in reading order.
    """
    beside: dict[tuple[object, str], list[Row]] = defaultdict(list)
    for row in rows:
        beside[row.key[:2]].append(row)
    wholes: dict[str, Claim] = {}
    for alike in (alike for alike in beside.values() if len(alike) > 1):
        ladders = [(row, Ladders(row.counted, groups=row.groups)) for row in alike]
        for row in alike:
            others = [ladder for other, ladder in ladders if other is not row]
            for part in row.claims:
                whole = _infer_whole(part, row, others)
                if whole is not None:
                    wholes[part.id] = whole
    return wholes


def _infer_whole(part: Claim, row: Row, ladders: Sequence[Ladders]) -> Claim | None:
    if part.part_of is not None or not is_counted(part) or part.id in row.outdated:
        return None
    number, article = find_number(part.quantity), part.article
    wider = [ladder for told in ladders for ladder in told.list_wider(part)]
    own = part.group_kind in row.groups.by_age_or_sex
    found = [one.find_beside(number, article) for one in wider] if own else []
    found = [one for one in found if one is not None] or [
        one.find_first(number, outside=None if own else article) for one in wider
    ]
    return min((one for one in found if one is not None), key=find_order, default=None)


__all__ = ["Ladder", "Ladders", "infer_wholes"]
