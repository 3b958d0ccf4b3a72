"""Evidence on two counts over a period, and on two accounts of one article."""

from __future__ import annotations

from claimgraph.comparison.pairs.figures import FAR
from claimgraph.comparison.pairs.profiles import Finding, Profile

# Two beginnings of one period may be told this many days apart ("since mid-March", "since April").
ONE_BEGINNING, ONE_YEAR = 45, 366


def compare_articles(a: Profile, b: Profile) -> Finding | None:
    """One article tells of both, so it keeps them apart."""
    if a.account.article != b.account.article:
        return None
    return Finding("told apart in one article", f"article {a.account.article} tells of them apart")


def compare_periods(a: Profile, b: Profile) -> Finding | None:
    """Both count over the same period, as far as its beginning is said."""
    dates = (a.account.date, b.account.date)
    begins = [days.earliest for days in dates if days is not None and days.earliest is not None]
    if len(begins) < 2:
        return Finding("same count of a period", "neither begins at another day than the other")
    first, second = sorted(begins)
    gap = (second - first).days
    new_year = (first.month, first.day) == (1, 1)
    if gap <= ONE_BEGINNING or (gap <= ONE_YEAR and new_year):
        return Finding("same period", f"both count from about {first}")
    return Finding("different periods", f"one counts from {first}, the other from {second}")


def compare_measures(a: Profile, b: Profile) -> Finding | None:
    """Both count the same thing happening to people."""
    first = {claim.measure for claim in a.account.claims}
    shared = sorted(first & {claim.measure for claim in b.account.claims})
    if shared:
        return Finding("same kind of count", f"both count {shared[0]}")
    return Finding("different kinds of count", "they count different things")


def compare_magnitudes(a: Profile, b: Profile) -> Finding | None:
    """Their counts of one thing are of another order of magnitude."""
    for claim in a.account.claims:
        for other in b.account.claims:
            low, high = sorted((claim.quantity.low, other.quantity.low))
            is_whole = claim.part_of is None and other.part_of is None
            if is_whole and claim.measure == other.measure and low and high > FAR * low:
                return Finding("counts far apart", f"{low} and {high} are of different orders")
    return None


__all__ = ["compare_articles", "compare_magnitudes", "compare_measures", "compare_periods"]
