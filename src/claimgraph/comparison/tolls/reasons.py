"""Say in words how two figures relate; nothing is decided here."""

from __future__ import annotations

from datetime import date

from claimgraph.comparison.tolls.figures import find_number, find_origin
from claimgraph.comparison.tolls.groups import Groups, lies_within
from claimgraph.model import Claim, Denial, Scope

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def say_day(day: date) -> str:
    """Return a day in words that depend on no locale: "21 March 2018"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def quote(claim: Claim) -> str:
    """Return the claim's own words in quotation marks, on one line."""
    return f"“{' '.join(claim.text.split())}”"


def quote_said(claim: Claim) -> str:
    """Return the claim's words with who says them: “28 civilians” (SOHR)."""
    return f"{quote(claim)} ({find_origin(claim).name})"


def quote_dated(claim: Claim) -> str:
    """Return the claim's words with the day of the report, where it is known."""
    day = f" ({say_day(claim.published)})" if claim.published else ""
    return quote(claim) + day


def is_whole(denial: Denial) -> bool:
    """Return whether a denial's words are those of the whole sentence: "the army said nobody was hurt".

    They are no object of "denies", as they deny themselves.
    """
    words, sentence = (" ".join(one.split()).strip('.!?“”" ') for one in (denial.what, denial.text))
    return words in ("", sentence)


def say_repeats(a: Claim, b: Claim, *, groups: Groups) -> str:
    """Say that one origin gives one figure twice."""
    name = find_origin(a).name
    told = f"in {a.article} and {b.article}" if a.article != b.article else f"twice in {a.article}"
    return f"{quote(a)} and {quote(b)} are one figure of one origin, {name}, {told}{_within(a, b, groups)}."


def say_agrees(a: Claim, b: Claim, *, groups: Groups) -> str:
    """Say that two origins give one figure."""
    plan = "; one of them is a plan or an expectation" if a.hypothetical != b.hypothetical else ""
    return f"{quote_said(a)} and {quote_said(b)} give the same figure{_within(a, b, groups)}{plan}."


def say_updates(new: Claim, old: Claim, *, groups: Groups) -> str:
    """Say that a figure replaces an earlier one, and whether the count rose."""
    name = find_origin(new).name
    if old.superseded and new.article == old.article:
        return f"{quote_said(new)} replaces {quote_said(old)}, which {old.article} calls outdated."
    before, after = find_number(old.quantity), find_number(new.quantity)
    how = "rose" if after > before else "fell" if after < before else "changed"
    count = "cumulative count" if new.scope is Scope.CUMULATIVE else "count"
    within = _within(new, old, groups)
    return f"The {count} of {name} {how} from {quote_dated(old)} to {quote_dated(new)}{within}."


def say_part(part: Claim, whole: Claim) -> str:
    """Say that one figure counts some of those whom the other counts."""
    how = "the text says so" if part.part_of == whole.id else "read from the groups, no text says so"
    return f"{quote_said(part)} is a part of {quote_said(whole)}: {how}."


def say_differs(a: Claim, b: Claim, *, groups: Groups) -> str:
    """Say that two different figures can both be true, and why."""
    return f"{quote_said(a)} and {quote_said(b)} differ, but both can be true: {_why_both(a, b, groups)}."


def say_contradicts(a: Claim, b: Claim, *, groups: Groups) -> str:
    """Say that two figures exclude each other."""
    return f"{quote_said(a)} and {quote_said(b)} cannot both be true{_within(a, b, groups)}."


def say_denies(denying: Claim, denied: Claim) -> str:
    """Say that one source denies the figure that the other asserts."""
    return f"{find_origin(denying).name} denies {quote(denying)}; {quote_said(denied)} asserts it."


def _within(a: Claim, b: Claim, groups: Groups) -> str:
    for narrow, wide in ((a, b), (b, a)):
        if lies_within(narrow.group_kind, wide.group_kind, groups=groups):
            return f" ({narrow.group_kind} are counted within {wide.group_kind})"
    return ""


def _why_both(a: Claim, b: Claim, groups: Groups) -> str:
    if not a.quantity.overlaps(b.quantity):
        return _within(a, b, groups).strip(" ()") or "an origin gives its figure elsewhere as a minimum"
    lower = min(a, b, key=lambda claim: (claim.quantity.low, claim.id))
    if a.quantity.high is None and b.quantity.high is None:
        return "neither states an upper bound"
    if lower.quantity.high is None:
        return f"{quote(lower)} states no upper bound"
    return "their bounds overlap"
