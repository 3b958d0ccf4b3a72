"""Parts that are larger than what other origins allow as the whole."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from claimgraph.comparison.tolls.figures import find_origin
from claimgraph.comparison.tolls.groups import Groups, lies_within
from claimgraph.comparison.tolls.reasons import quote_said
from claimgraph.comparison.tolls.rows import Row
from claimgraph.model import Check, Claim

# With so many origins a part is told to be at odds one by one, those that allow the least first.
MOST_EXCEEDED = 24


class _Ceiling(NamedTuple):
    """What an origin allows at most; ``place`` is that of its first whole."""

    high: int
    place: int
    whole: Claim


Placed = tuple[int, Claim]


def check_other_wholes(row: Row, rows: Sequence[Row]) -> Iterator[Check]:
    """Hold the parts of a row against what other origins, and the same article, allow as the whole.

    What a text tells as a part itself is nobody's whole. An origin's figures of two articles may
    be of two days, so that its part may outgrow its whole. Beyond `MOST_EXCEEDED` origins the
    others are only counted.
    """
    beside = [other for other in rows if other.key[:2] == row.key[:2] and other is not row]
    latest = [whole for other in beside if not other.key.part for whole in _latest(other)]
    wholes = _Wholes([whole for whole in latest if whole.part_of is None], groups=row.groups)
    for part in _latest(row) if latest else ():
        found, rest = wholes.list_exceeded(part)
        yield from (_exceed(part, whole) for whole in found)
        if rest:
            reason = f"{quote_said(part)} is more than the figures of {rest:,} further origins allow."
            yield Check(kind="part_exceeds_other", claims=(part.id,), reason=reason)


def _exceed(part: Claim, whole: Claim) -> Check:
    differ = find_origin(part).id != find_origin(whole).id
    within = f"{part.group_kind} are counted within {whole.group_kind}"
    tail = "; the origins differ" if differ else ""
    reason = f"{quote_said(part)} is more than {quote_said(whole)} allows, as {within}{tail}."
    kind = "part_exceeds_other" if differ else "part_exceeds_whole"
    return Check(kind=kind, claims=(part.id, whole.id), reason=reason)


class _Wholes:
    """The wholes that the parts of a row are held against."""

    def __init__(self, wholes: Sequence[Claim], *, groups: Groups) -> None:
        self._groups = groups
        self._of_origin: dict[str, list[Placed]] = defaultdict(list)
        for place, whole in enumerate(wholes):
            self._of_origin[find_origin(whole).id].append((place, whole))
        self._ranked: dict[str, tuple[Mapping[str, _Ceiling], list[_Ceiling]]] = {}

    def list_exceeded(self, part: Claim) -> tuple[list[Claim], int]:
        """Return the wholes that a part is larger than, and how many more origins have such ones."""
        origin, low = find_origin(part).id, part.quantity.low
        ceilings, ranked = self._rank(part.group_kind)
        count = bisect_left(ranked, low, key=lambda one: one.high)
        others = (one for one in islice(ranked, count) if find_origin(one.whole).id != origin)
        found = list(islice(others, MOST_EXCEEDED))
        rest = count - len(found) - (origin in ceilings and ceilings[origin].high < low)
        beside = [one for one in self._of_origin.get(origin, ()) if one[1].article == part.article]
        own = self._find_ceiling(beside, part.group_kind)
        found += [own] if own is not None and own.high < low else []
        return [one.whole for one in sorted(found, key=lambda one: one.place)], rest

    def _rank(self, kind: str) -> tuple[Mapping[str, _Ceiling], list[_Ceiling]]:
        """Return what each origin allows for a kind of people, and that in order, the least first."""
        if kind not in self._ranked:
            found = {id: self._find_ceiling(told, kind) for id, told in self._of_origin.items()}
            ceilings = {id: one for id, one in found.items() if one is not None}
            self._ranked[kind] = ceilings, sorted(ceilings.values(), key=lambda one: (one.high, one.place))
        return self._ranked[kind]

    def _find_ceiling(self, told: Sequence[Placed], kind: str) -> _Ceiling | None:
        """Return the largest whole of one origin, where all its wholes have an upper bound.

        One victim named beside ("a monitor") is no total, so the smaller ones say nothing.
        """
        wider = [one for one in told if lies_within(kind, one[1].group_kind, groups=self._groups)]
        closed = all(whole.quantity.high is not None for _, whole in wider)
        totals = [whole for _, whole in wider if not whole.implied] if closed else []
        if not totals:
            return None
        whole = max(totals, key=lambda one: (one.quantity.high or 0, one.id))
        return _Ceiling(whole.quantity.high or 0, wider[0][0], whole)


def _latest(row: Row) -> list[Claim]:
    """Return one claim for each standing figure of each origin."""
    unique: dict[tuple[str, int, int | None], Claim] = {}
    for origin, claims in row.standing.items():
        for claim in claims:
            unique.setdefault((origin, claim.quantity.low, claim.quantity.high), claim)
    return list(unique.values())


__all__ = ["MOST_EXCEEDED", "check_other_wholes"]
