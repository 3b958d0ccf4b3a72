"""Evidence from the days of two accounts: those they tell of, those they were published on."""

from __future__ import annotations

from math import log1p

from claimgraph.comparison.pairs.profiles import Finding, Profile
from claimgraph.model import DatePrecision, DateRange

# How many days after an event a report that gives no day may still speak of it.
REPORTING_DAYS = 7
# How many days a story without a day may look back: trials, anniversaries.
FOLLOWING_DAYS = 200
# Reports a year apart are as far apart as any.
LONGEST_GAP = 365


def compare_days(a: Profile, b: Profile) -> Finding | None:
    """Both tell of the same day, of overlapping days, or of days apart."""
    first, second = a.account.date, b.account.date
    gap = first.measure_gap(second) if first and second else None
    if first is None or second is None or gap is None:
        return Finding("day unknown", "the day of one of them is not known")
    if gap == 0:
        return _compare_meeting(first, second)
    apart = f"{_word_days(first)} and {_word_days(second)} lie {gap} day{'s' if gap > 1 else ''} apart"
    if _is_reported_later(first, second) or _is_reported_later(second, first):
        if gap <= REPORTING_DAYS:
            return Finding("day only bounded", f"{apart}, but one is only dated by its report")
        if gap <= FOLLOWING_DAYS:
            return Finding("told long after", f"{apart}; one may look back, it gives no day")
    if a.is_day_inferred or b.is_day_inferred:
        return Finding("days perhaps apart", f"{apart}, but one of them is inferred")
    return Finding({1: "one day apart", 2: "two days apart"}.get(gap, "days apart"), apart)


def _compare_meeting(a: DateRange, b: DateRange) -> Finding:
    if (a.earliest, a.latest) == (b.earliest, b.latest):
        return Finding("same day", f"both on {_word_days(a)}")
    return Finding("days overlap", f"{_word_days(a)} overlaps {_word_days(b)}")


def compare_reports(a: Profile, b: Profile) -> Finding | None:
    """Both were published long after one another: the longer, the stronger."""
    if a.account.published is None or b.account.published is None:
        return None
    gap = abs((a.account.published - b.account.published).days)
    strength = min(1.0, log1p(gap) / log1p(LONGEST_GAP))
    reason = f"published {gap} day{'' if gap == 1 else 's'} apart"
    return Finding("published apart", reason, strength) if gap else None


def _is_reported_later(inferred: DateRange, other: DateRange) -> bool:
    """Return whether one account is dated by its report alone and the other's day lies before."""
    if inferred.precision is DatePrecision.DAY or inferred.width != 0:
        return False
    return inferred.latest is not None and other.latest is not None and other.latest <= inferred.latest


def _word_days(days: DateRange) -> str:
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{days.earliest} to {days.latest}"


__all__ = ["compare_days", "compare_reports"]
