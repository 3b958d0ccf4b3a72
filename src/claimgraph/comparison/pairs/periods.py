"""Evidence on two counts over a period, and on two accounts of one article."""

from __future__ import annotations

from claimgraph.comparison.pairs.figures import FAR
from claimgraph.comparison.pairs.profiles import Finding, Profile

# Two beginnings of one period may be told this many days apart ("since mid-March", "since April").
ONE_BEGINNING, ONE_YEAR = 45, 366

TOLD_APART = Finding("told apart in one article")
SAME_COUNT = Finding("same count of a period")
SAME_PERIOD, DIFFERENT_PERIODS = Finding("same period"), Finding("different periods")
SAME_KIND, DIFFERENT_KINDS = Finding("same kind of count"), Finding("different kinds of count")
FAR_APART = Finding("counts far apart")

ARTICLES = (TOLD_APART.name,)
PERIODS = (SAME_COUNT.name, SAME_PERIOD.name, DIFFERENT_PERIODS.name)
MEASURES = (SAME_KIND.name, DIFFERENT_KINDS.name)
MAGNITUDES = (FAR_APART.name,)


def compare_articles(a: Profile, b: Profile) -> Finding | None:
    """One article tells of both, so it keeps them apart."""
    return TOLD_APART if a.account.article == b.account.article else None


def word_articles(a: Profile, b: Profile, found: Finding) -> str:
    """Say which article tells of both."""
    return f"article {a.account.article} tells of them apart"


def compare_periods(a: Profile, b: Profile) -> Finding | None:
    """Both count over the same period, as far as its beginning is said."""
    one, other = a.account.date, b.account.date
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return SAME_COUNT
    first, second = sorted((one.earliest, other.earliest))
    gap = (second - first).days
    new_year = (first.month, first.day) == (1, 1)
    return SAME_PERIOD if gap <= ONE_BEGINNING or (gap <= ONE_YEAR and new_year) else DIFFERENT_PERIODS


def word_periods(a: Profile, b: Profile, found: Finding) -> str:
    """Say when two counts begin."""
    dates = (a.account.date, b.account.date)
    begins = sorted(days.earliest for days in dates if days is not None and days.earliest is not None)
    if found is SAME_COUNT:
        return "neither begins at another day than the other"
    if found is SAME_PERIOD:
        return f"both count from about {begins[0]}"
    return f"one counts from {begins[0]}, the other from {begins[-1]}"


def compare_measures(a: Profile, b: Profile) -> Finding | None:
    """Both count the same thing happening to people."""
    return SAME_KIND if a.measures & b.measures else DIFFERENT_KINDS


def word_measures(a: Profile, b: Profile, found: Finding) -> str:
    """Say what both count."""
    if found is DIFFERENT_KINDS:
        return "they count different things"
    return f"both count {min(a.measures & b.measures)}"


def compare_magnitudes(a: Profile, b: Profile) -> Finding | None:
    """Their counts of one thing are of another order of magnitude."""
    return None if _find_far(a, b) is None else FAR_APART


def _find_far(a: Profile, b: Profile) -> tuple[int, int] | None:
    """Return the first two counts of one thing that are of different orders, unless both tell one alike."""
    if set(a.wholes) & set(b.wholes):
        return None
    for measure, count in a.wholes:
        for other_measure, other in b.wholes:
            low, high = (count, other) if count < other else (other, count)
            if measure == other_measure and low and high > FAR * low:
                return low, high
    return None


def word_magnitudes(a: Profile, b: Profile, found: Finding) -> str:
    """Say which counts are of different orders."""
    low, high = _find_far(a, b) or (0, 0)
    return f"{low} and {high} are of different orders"


__all__ = [
    "compare_articles",
    "compare_magnitudes",
    "compare_measures",
    "compare_periods",
    "word_articles",
    "word_magnitudes",
    "word_measures",
    "word_periods",
]
