"""Which totals of an article count over the same period and area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimgraph.model import Claim, DateRange, Place

# How many totals back a claim may belong to.
REACH = 60


def gather_totals(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Gather the counts over a period of an article.

    Args:
        claims: Claims of scope cumulative, in reading order.

    Returns:
        Groups in the order of their first claims: a part stands with its whole; other counts of one
        measure, place and begin stand together.
    """
    groups: list[list[Claim]] = []
    home: dict[str, int] = {}
    for claim in claims:
        index = home.get(claim.part_of) if claim.part_of is not None else None
        if index is None:
            index = _find_total(claim, groups)
        if index == len(groups):
            groups.append([])
        groups[index].append(claim)
        home[claim.id] = index
    return groups


def _find_total(claim: Claim, groups: Sequence[Sequence[Claim]]) -> int:
    """Return the latest group of the same total; one past the last where there is none."""
    for index in range(len(groups) - 1, max(-1, len(groups) - 1 - REACH), -1):
        first = groups[index][0]
        if (
            first.measure == claim.measure
            and first.hypothetical == claim.hypothetical
            and _is_same_place(first.place, claim.place)
            and _begin(first.date) == _begin(claim.date)
        ):
            return index
    return len(groups)


def _is_same_place(a: Place | None, b: Place | None) -> bool:
    return a is not None and b is not None and a.is_same(b)


def _begin(days: DateRange | None) -> str:
    return str(days.earliest) if days is not None else ""


__all__ = ["gather_totals"]
