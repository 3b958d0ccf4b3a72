"""Evidence from the days of two accounts: those they tell of, those they were published on."""

from __future__ import annotations

from math import log1p

from claimgraph.comparison.pairs.profiles import Days, Finding, Profile
from claimgraph.model import DateRange

# How many days after an event a report that gives no day may still speak of it.
REPORTING_DAYS = 7
# How many days a story without a day may look back: trials, anniversaries.
FOLLOWING_DAYS = 200
# Reports a year apart are as far apart as any.
LONGEST_GAP = 365

SAME, OVERLAP, UNKNOWN = Finding("same day"), Finding("days overlap"), Finding("day unknown")
BOUNDED, LONG_AFTER = Finding("day only bounded"), Finding("told long after")
PERHAPS_APART, APART = Finding("days perhaps apart"), Finding("days apart")
NEXT = {1: Finding("one day apart"), 2: Finding("two days apart")}
# What speaks against two accounts that were published so many days apart.
REPORTED = tuple(
    Finding("published apart", min(1.0, log1p(gap) / log1p(LONGEST_GAP))) for gap in range(LONGEST_GAP + 1)
)

DAYS = tuple(
    found.name
    for found in (SAME, OVERLAP, UNKNOWN, BOUNDED, LONG_AFTER, PERHAPS_APART, APART, *NEXT.values())
)
REPORTS = ("published apart",)


def compare_days(a: Profile, b: Profile) -> Finding | None:
    """Both tell of the same day, of overlapping days, or of days apart."""
    first, second = a.days, b.days
    if first is None or second is None:
        return UNKNOWN
    gap = _measure_gap(first, second)
    if gap <= 0:
        return SAME if first[:2] == second[:2] else OVERLAP
    if _is_reported_later(first, second) or _is_reported_later(second, first):
        if gap <= REPORTING_DAYS:
            return BOUNDED
        if gap <= FOLLOWING_DAYS:
            return LONG_AFTER
    if a.is_day_inferred or b.is_day_inferred:
        return PERHAPS_APART
    return NEXT.get(gap, APART)


def _measure_gap(a: Days, b: Days) -> int:
    """Return how many days lie between two ranges; 0 and less where they share a day."""
    return b.first - a.last if b.first > a.first else a.first - b.last


def _is_reported_later(inferred: Days, other: Days) -> bool:
    """Return whether one account is dated by its report alone and the other's day lies before."""
    return inferred.is_reported and other.last <= inferred.last


def word_days(a: Profile, b: Profile, found: Finding) -> str:
    """Say how the days of two accounts lie to each other."""
    first, second = a.account.date, b.account.date
    if found is UNKNOWN or first is None or second is None or a.days is None or b.days is None:
        return "the day of one of them is not known"
    if found is SAME:
        return f"both on {_word_days(first)}"
    if found is OVERLAP:
        return f"{_word_days(first)} overlaps {_word_days(second)}"
    gap = _measure_gap(a.days, b.days)
    apart = f"{_word_days(first)} and {_word_days(second)} lie {gap} day{'s' if gap > 1 else ''} apart"
    return f"{apart}{WHY.get(found.name, '')}"


# What is said besides of days that lie apart.
WHY = {
    BOUNDED.name: ", but one is only dated by its report",
    LONG_AFTER.name: "; one may look back, it gives no day",
    PERHAPS_APART.name: ", but one of them is inferred",
}


def compare_reports(a: Profile, b: Profile) -> Finding | None:
    """Both were published long after one another: the longer, the stronger."""
    if a.published is None or b.published is None or a.published == b.published:
        return None
    return REPORTED[min(abs(a.published - b.published), LONGEST_GAP)]


def word_reports(a: Profile, b: Profile, found: Finding) -> str:
    """Say how far apart two accounts were published."""
    gap = abs((a.published or 0) - (b.published or 0))
    return f"published {gap} day{'' if gap == 1 else 's'} apart"


def _word_days(days: DateRange) -> str:
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{days.earliest} to {days.latest}"


__all__ = ["compare_days", "compare_reports", "word_days", "word_reports"]
