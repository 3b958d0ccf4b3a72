"""The day on which the event of a military press release happened (ISAF, Afghanistan).

`date_releases` says when each release of a collection was published, `choose_day` when the event
of one of them happened. The days that the library reads are kept; what is done here is what the
collection needs: releases dated by their neighbours, and the coder's own habits.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from claimgraph import load_lexicon
from claimgraph.extraction.articles import find_publication
from claimgraph.extraction.dates import find_dates, read_story
from claimgraph.extraction.sentences import split_sentences
from claimgraph.model import DateRange, Scope, Trace

# From December 2011 to March 2012 releases came without a number and often without a year.
UNNUMBERED = (datetime.date(2011, 12, 1), datetime.date(2012, 3, 31))
# A habit of this data set's coder, found on its development half, and no reading of the text: in
# these months events are dated a day before what the releases say (37 of 42, among them "today" and
# "Feb. 6"). `choose_day` follows it only if `coded`.
EARLY_MONTHS = frozenset({(2010, 11), (2011, 2), (2011, 3)})

_NUMBER = re.compile(
    r"\b(?P<year>20\d\d|0\d\d)-(?P<month>\d\d)-(?P<kind>[A-Z]{1,2})[-–](?P<number>\d{2,4})\b"
)
_HOURS = re.compile(r"\bhours\b", re.IGNORECASE)


class Release(NamedTuple):
    """The number of a release: year, month, kind and place in the row of that month."""

    year: int
    month: int
    kind: str
    number: int


def date_releases(records: Iterable[dict[str, Any]]) -> dict[str, datetime.date | None]:
    """Date every release of a collection.

    The record's own date; the day that the text gives; the day of the release with the next lower
    (else higher) number in the same month; for a release without a number the year of the months
    in which they had none.

    Args:
        records: Objects with ``id``, ``text`` and ``date`` (ISO or None).

    Returns:
        Day of publication by id, `None` where nothing tells.
    """
    rows = list(records)
    days = {row["id"]: _read_day(row) for row in rows}
    numbers = {row["id"]: _read_number(row["text"]) for row in rows}
    known = sorted((numbers[key], day) for key, day in days.items() if day and numbers[key])
    for row in rows:
        if days[row["id"]] is None:
            number = numbers[row["id"]]
            days[row["id"]] = _date_by_neighbour(number, known) if number else _read_unnumbered(row["text"])
    return days


def _read_day(row: dict[str, Any]) -> datetime.date | None:
    if row.get("date"):
        return datetime.date.fromisoformat(row["date"])
    found = find_publication(row["text"], lexicon=load_lexicon())
    return found.day if found else None


def _read_number(text: str) -> Release | None:
    match = _NUMBER.search(text[:600])
    if match is None:
        return None
    year = int(match["year"])
    return Release(
        year if year > 999 else 2000 + year, int(match["month"]), match["kind"], int(match["number"])
    )


def _date_by_neighbour(
    number: Release, known: Iterable[tuple[Release | None, datetime.date]]
) -> datetime.date | None:
    """Return the day between those of the releases numbered before and behind, as far along as the number."""
    first = datetime.date(number.year, number.month, 1)
    row = [(other.number, day) for other, day in known if other is not None and other[:3] == number[:3]]
    before = max([pair for pair in row if pair[0] <= number.number], default=(0, first))
    behind = min([pair for pair in row if pair[0] >= number.number], default=None)
    if behind is None or behind[0] == before[0]:
        return before[1] if row else None
    share = (number.number - before[0]) / (behind[0] - before[0])
    return before[1] + datetime.timedelta(days=round(share * (behind[1] - before[1]).days))


def _read_unnumbered(text: str) -> datetime.date | None:
    """Return the day of "KABUL, Afghanistan (Jan. 28)" in the months without numbers."""
    first, last = UNNUMBERED
    sentences = split_sentences(text[:400], lexicon=load_lexicon())
    for found in find_dates(sentences, published=last, lexicon=load_lexicon(), text=text[:400]):
        day = found.date.earliest
        if found.kind == "dateline" and day is not None:
            day = day.replace(year=first.year if day.month >= first.month else last.year)
            return day if first <= day <= last else None
    return None


def choose_day(trace: Trace, *, coded: bool = True) -> datetime.date | None:
    """Choose the day of the event that a release reports.

    The day of its story; where that is open the commonest day among the counts of single events;
    else the day of publication.

    Args:
        trace: The release as `claimgraph.trace_article` reads it.
        coded: Follow the habits of the data set: see `EARLY_MONTHS`.

    Returns:
        The day; `None` for a text that gives no day at all.
    """
    published = trace.article.published or next((claim.published for claim in trace.claims), None)
    told = _find_told(trace, published)
    day = _to_day(told, coded) if told else _count_day(trace, coded)
    day = day or published
    if coded and day and published and (published.year, published.month) in EARLY_MONTHS:
        return day - datetime.timedelta(days=1)
    return day


def _find_told(trace: Trace, published: datetime.date | None) -> DateRange | None:
    lexicon = load_lexicon()
    text = trace.article.text
    sentences = split_sentences(text, lexicon=lexicon)
    dates = find_dates(sentences, published=published, lexicon=lexicon, text=text)
    story = read_story(dates, sentences, published=published, lexicon=lexicon)
    return None if story.day is None else story.marks[story.day].found.date


def _count_day(trace: Trace, coded: bool) -> datetime.date | None:
    days = [
        _to_day(claim.date, coded) for claim in trace.claims if claim.scope is Scope.INCIDENT and claim.date
    ]
    tally = Counter(day for day in days if day is not None)
    return min(tally, key=lambda day: (-tally[day], days.index(day))) if tally else None


def _to_day(when: DateRange, coded: bool) -> datetime.date | None:
    """Return the first day; the coder has the last one of "the past 24 hours"."""
    return when.latest if coded and _HOURS.search(when.words) else when.earliest
