"""Date phrases → days: the calendar arithmetic of news.

The rule for what a reader must complete: the nearest day that is not after publication, the day
of publication included. Without a day of publication such words stay open.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from claimgraph.extraction.dates.explicit import LAST_YEAR, Phrase
from claimgraph.model import DatePrecision


class Days(NamedTuple):
    """The days of a phrase, both ends included, and the kind of phrase it is."""

    earliest: date | None
    latest: date | None
    precision: DatePrecision
    kind: str


class Anchors(NamedTuple):
    """What words hang on: the publication day, the last day and the last time that the text named."""

    published: date | None
    named: date | None
    broad: date | None = None


_DAY, _DAYS = DatePrecision.DAY, DatePrecision.DAYS
_UNIT_PRECISION = {
    "hour": _DAYS,
    "day": _DAYS,
    "night": _DAYS,
    "morning": _DAY,
    "afternoon": _DAY,
    "evening": _DAY,
    "weekend": _DAYS,
    "week": DatePrecision.WEEK,
    "fortnight": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "year": DatePrecision.YEAR,
    "decade": DatePrecision.YEAR,
}


def resolve_phrase(phrase: Phrase, anchors: Anchors, *, future: bool = False) -> Days:
    """Return the days that a phrase allows.

    Args:
        phrase: What the words say.
        anchors: Publication day and the last day named before the phrase.
        future: The words speak of what is still to come.

    Returns:
        Inclusive days; open (`None`) where the anchors do not suffice or no such day exists.
    """
    try:
        days = _RESOLVERS[phrase.form](phrase, anchors, future)
    except (OverflowError, ValueError):  # 31 February, a million years ago
        days = Days(None, None, _DAY, "day")
    if "since" in phrase.mods and days.kind != "future":
        days = days._replace(latest=anchors.published, kind="period")
    return days


def move_day(day: date, number: int, unit: str) -> date:
    """Return the day ``number`` units later (earlier if negative); months keep the day, cut at their end.

    Raises:
        OverflowError: The day lies outside the calendar.
    """
    lengths = {"week": 7, "weekend": 7, "fortnight": 14}
    if unit == "hour":
        return day + timedelta(days=round(number / 24))
    if unit not in {"month", "year", "decade"}:
        return day + timedelta(days=number * lengths.get(unit, 1))
    months = number * {"month": 1, "year": 12, "decade": 120}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _resolve_weekday(phrase: Phrase, anchors: Anchors, future: bool) -> Days:
    base = anchors.published
    if base is None:
        return Days(None, None, _DAY, "future" if future else "day")
    weekday = phrase.values[0]
    if "next" in phrase.mods or future:
        ahead = (weekday - base.weekday()) % 7
        ahead += 7 if "next" in phrase.mods and not ahead else 0
        day = base + timedelta(days=ahead)
        return Days(day, day, _DAY, "future" if day > base else "day")
    back = (base.weekday() - weekday) % 7
    back += 7 if "past" in phrase.mods and not back else 0
    day = base - timedelta(days=back)
    if "night" in phrase.mods and back:
        return Days(day, day + timedelta(days=1), _DAYS, "days")
    return Days(day, day, _DAY, "day")


_CAMPAIGN = 4  # days after the first that make a stretch of days more than one event


def _resolve_date(phrase: Phrase, anchors: Anchors, future: bool) -> Days:
    year, month, first, last = phrase.values
    if year <= 0:
        year = _relate_year(year, anchors) or _complete_year(month, first, anchors, future)
        if not year:
            return Days(None, None, _DAY if first == last else _DAYS, "day")
    earliest, latest = date(year, month, first), date(year, month, last)
    after = anchors.published is not None and earliest > anchors.published
    kind = "day" if first == last else ("days" if last - first < _CAMPAIGN else "period")
    kind = "future" if after else kind
    return Days(earliest, latest, _DAY if first == last else _DAYS, kind)


def _relate_year(year: int, anchors: Anchors) -> int:
    """Return the year of "April last year", 0 where no year is named or publication is unknown."""
    if not year or anchors.published is None:
        return 0
    return anchors.published.year - (1 if year == LAST_YEAR else 0)


def _complete_year(month: int, day: int, anchors: Anchors, future: bool) -> int:
    """Return the year of the latest such day not after publication, 0 where nothing says."""
    if anchors.published is not None:
        base = anchors.published
        ahead = (month, day) > (base.month, base.day)
        if future:
            return base.year if ahead or (month, day) == (base.month, base.day) else base.year + 1
        year = base.year - 1 if ahead else base.year
        leap = month == 2 and day == 29
        return year - year % 4 if leap else year
    if anchors.named is not None:
        named = anchors.named
        return min(
            (named.year - 1, named.year, named.year + 1), key=lambda year: _distance(year, month, day, named)
        )
    return 0


def _distance(year: int, month: int, day: int, named: date) -> int:
    return abs((date(year, month, 1) - named).days + day - 1)


def _resolve_numeric(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    """Read 4/5/2017: day first, unless only the other reading exists or fits the publication day."""
    a, b, year = phrase.values
    readings = [_to_date(year, month, day) for day, month in ((a, b), (b, a))]
    days = [day for day in dict.fromkeys(readings) if day is not None]
    if not days:
        return Days(None, None, _DAY, "day")
    base = anchors.published
    if base is not None and len(days) > 1:
        near = [day for day in days if abs((base - day).days) <= 7] or [day for day in days if day <= base]
        days = near if len(near) == 1 else days
    kind = "future" if base is not None and min(days) > base else "day"
    if len(days) > 1 and base is None:
        return Days(days[0], days[0], _DAY, kind)
    precision = _DAY if len(days) == 1 else DatePrecision.MONTH
    return Days(min(days), max(days), precision, kind if len(days) == 1 else "days")


def _to_date(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if month <= 12 and day <= monthrange(year, month)[1] else None


_THIRDS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def _resolve_month(phrase: Phrase, anchors: Anchors, future: bool) -> Days:
    year, month = phrase.values
    if year <= 0:
        year = _relate_year(year, anchors) or _complete_year(month, 1, anchors, future)
        if not year:
            return Days(None, None, DatePrecision.MONTH, "month")
        if "past" in phrase.mods and anchors.published and (year, month) == _year_month(anchors.published):
            year -= 1
    part = next((_THIRDS[mod] for mod in ("early", "mid", "late") if mod in phrase.mods), (1, 31))
    length = monthrange(year, month)[1]
    return _cut(
        date(year, month, part[0]),
        date(year, month, min(part[1], length)),
        DatePrecision.MONTH,
        anchors,
        "month",
    )


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _cut(earliest: date, latest: date, precision: DatePrecision, anchors: Anchors, kind: str) -> Days:
    """Keep the end of a past interval from running beyond the publication day."""
    base = anchors.published
    if base is not None and earliest > base:
        return Days(earliest, latest, precision, "future")
    return Days(earliest, latest if base is None else min(latest, base), precision, kind)


_YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}


def _resolve_year(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    year = phrase.values[0]
    first, last = next((_YEAR_PARTS[mod] for mod in ("early", "mid", "late") if mod in phrase.mods), (1, 12))
    precision = DatePrecision.YEAR
    return _cut(date(year, first, 1), date(year, last, monthrange(year, last)[1]), precision, anchors, "year")


def _resolve_decade(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    first = phrase.values[0]
    return _cut(date(first, 1, 1), date(first + 9, 12, 31), DatePrecision.YEAR, anchors, "year")


def _resolve_season(phrase: Phrase, anchors: Anchors, future: bool) -> Days:
    year, first, last = phrase.values
    if year <= 0:
        year = _relate_year(year, anchors) or _complete_year(first, 1, anchors, future)
        if not year:
            return Days(None, None, DatePrecision.MONTH, "month")
        if (
            "past" in phrase.mods
            and anchors.published
            and anchors.published.month <= last
            and year == anchors.published.year
        ):
            year -= 1
    return _cut(
        date(year, first, 1),
        date(year, last, monthrange(year, last)[1]),
        DatePrecision.MONTH,
        anchors,
        "month",
    )


_SATURDAY, _SUNDAY = 5, 6


def _resolve_unit(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    base, unit = anchors.published, phrase.unit
    kind = {"week": "week", "fortnight": "week", "month": "month", "year": "year", "decade": "year"}.get(
        unit, "days"
    )
    precision = _UNIT_PRECISION[unit]
    if base is None:
        return Days(None, None, precision, "future" if "next" in phrase.mods else kind)
    if "next" in phrase.mods:
        return Days(*_find_unit(move_day(base, 1, unit), unit), precision, "future")
    earliest, latest = _find_past_unit(base, unit) if "past" in phrase.mods else _find_unit(base, unit)
    latest = min(latest, base)
    if "sofar" in phrase.mods:
        kind = "period"
    return Days(earliest, latest, precision, "day" if kind == "days" and earliest == latest else kind)


def _find_past_unit(base: date, unit: str) -> tuple[date, date]:
    """Return the days of "last night", "last weekend", "last month" seen from ``base``."""
    earliest, latest = _find_unit(base, unit)
    if unit == "night":
        return base - timedelta(days=1), base
    if unit == "week" and base.weekday() == _SUNDAY:
        return earliest, base - timedelta(days=1)  # on a Sunday "last week" just ended
    if unit == "weekend" and base.weekday() < _SATURDAY:
        return earliest, latest
    earliest, latest = (move_day(day, -1, unit) for day in (earliest, latest))
    return _find_unit(earliest, unit) if unit in {"month", "year"} else (earliest, latest)


def _find_unit(day: date, unit: str) -> tuple[date, date]:
    """Return first and last day of the week, weekend, month or year that holds ``day``."""
    if unit == "weekend":
        back = (day.weekday() - 5) % 7
        return day - timedelta(days=back), day - timedelta(days=back) + timedelta(days=1)
    if unit in {"week", "fortnight"}:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if unit in {"year", "decade"}:
        first = day.year - (day.year % 10 if unit == "decade" else 0)
        return date(first, 1, 1), date(first + (9 if unit == "decade" else 0), 12, 31)
    return day, day


_ONE_EVENT_HOURS = 36  # "in the past 24 hours" is a day's news, not a campaign


def _resolve_span(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    base, number = anchors.published, phrase.values[0]
    precision = _UNIT_PRECISION[phrase.unit]
    if base is None:
        return Days(None, None, precision, "period")
    inside = number - 1 if phrase.unit in {"day", "night"} and number > 1 else number
    kind = "days" if phrase.unit == "hour" and number <= _ONE_EVENT_HOURS else "period"
    return Days(move_day(base, -inside, phrase.unit), base, precision, kind)


def _resolve_vague(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    return Days(None, anchors.published, _UNIT_PRECISION[phrase.unit], "period")


def _resolve_ago(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    if anchors.published is None:
        return Days(None, None, _UNIT_PRECISION[phrase.unit], "day")
    return _spread(move_day(anchors.published, -phrase.values[0], phrase.unit), phrase.unit, anchors)


def _resolve_shift(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    long = phrase.unit in {"month", "year", "decade"}
    base = (anchors.broad if long else anchors.named) or anchors.published
    if base is None:
        return Days(None, None, _UNIT_PRECISION[phrase.unit], "day")
    day = move_day(base, phrase.values[0], phrase.unit)
    if phrase.unit == "week":  # "one week later" is meant to the day, "three weeks ago" is not
        return _cut(day, day, DatePrecision.WEEK, anchors, "day")
    return _spread(day, phrase.unit, anchors)


def _spread(day: date, unit: str, anchors: Anchors) -> Days:
    """Return what "three weeks ago" allows around the day it counts to."""
    if unit in {"month", "year", "decade"}:
        earliest, latest = _find_unit(day, unit)
        return _cut(earliest, latest, _UNIT_PRECISION[unit], anchors, unit if unit != "decade" else "year")
    around = timedelta(days=3 if unit in {"week", "fortnight"} else 0)
    kind = "week" if around else "day"
    precision = DatePrecision.WEEK if around else _DAY
    return _cut(day - around, day + around, precision, anchors, kind)


def _resolve_relative(phrase: Phrase, anchors: Anchors, _future: bool) -> Days:
    first, last = phrase.values
    kind = "future" if first > 0 else ("day" if first == last else "days")
    precision = _DAY if first == last else _DAYS
    if anchors.published is None:
        return Days(None, None, precision, kind)
    base = anchors.published
    return Days(base + timedelta(days=first), base + timedelta(days=last), precision, kind)


def _resolve_open(_phrase: Phrase, _anchors: Anchors, _future: bool) -> Days:
    return Days(None, None, _DAY, "feast")


_RESOLVERS = {
    "weekday": _resolve_weekday,
    "date": _resolve_date,
    "numeric": _resolve_numeric,
    "month": _resolve_month,
    "year": _resolve_year,
    "decade": _resolve_decade,
    "season": _resolve_season,
    "unit": _resolve_unit,
    "span": _resolve_span,
    "vague": _resolve_vague,
    "ago": _resolve_ago,
    "shift": _resolve_shift,
    "relative": _resolve_relative,
    "open": _resolve_open,
}
