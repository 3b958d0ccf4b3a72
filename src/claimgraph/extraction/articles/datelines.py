"""The day a text was published: from a field, a header line or a dateline in the first lines.

A wrong publication date shifts every "on Wednesday", so a date is read only where it is complete
(day, month, year) and unambiguous. Relative words and lone weekdays are never a publication date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.lexicon.tables import Lexicon

HEAD = 400  # characters of a text in which a header or a dateline is looked for
INNER = 220  # characters in which a dateline may follow a title in the same line
LEAD_WORDS = 3  # words that may stand before, and after, the word that opens a dateline
CENTURY = 40  # two digits from here on are years of the 20th century
EARLIEST, LATEST = 1800, 2199  # years that a publication date can have


class Publication(NamedTuple):
    """A publication day and where it was read: ``"header"`` or ``"dateline"``."""

    day: date
    dated_by: str


class DatedRun(NamedTuple):
    """A complete date and the characters ``[start, end)`` it was read from."""

    day: date
    start: int
    end: int


@frozen(kw_only=True)
class DatelineWords:
    """What the table ``datelines`` says, compiled."""

    dates: re.Pattern[str]
    header: re.Pattern[str]
    short_dates: re.Pattern[str]
    months: dict[str, int]
    leads: frozenset[str]
    refusals: frozenset[str]
    captions: frozenset[str]
    weekdays: frozenset[str]
    day_first_marks: frozenset[str]


@lru_cache(maxsize=16)
def load_dateline_words(lexicon: Lexicon) -> DatelineWords:
    """Compile the table ``datelines`` of a lexicon; without the table only numeric dates are read."""
    table = lexicon.words("datelines")
    months = {str(name).lower(): int(number) for name, number in table.get("months", {}).items()}
    weekdays = [str(word) for word in table.get("weekdays", ())]
    return DatelineWords(
        dates=re.compile(_write_date_pattern(months, table.get("ordinals", ())), re.IGNORECASE),
        header=re.compile(_write_header_pattern(table.get("headers", ()), weekdays), re.IGNORECASE),
        short_dates=re.compile(
            rf"\b(?P<month>{_join(list(months))})\b\.? (?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE
        ),
        months=months,
        leads=frozenset(table.get("leads", ())),
        refusals=frozenset(table.get("refusals", ())),
        captions=frozenset(table.get("captions", ())),
        weekdays=frozenset(weekdays),
        day_first_marks=frozenset(table.get("day_first_marks", ())),
    )


def _join(words: list[str]) -> str:
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in ordered) or "(?!)"


def _write_header_pattern(headers: list[str], weekdays: list[str]) -> str:
    """Write the pattern of what stands before the date in a header line."""
    blank = r"[^\S\r\n]*+"
    return rf"{blank}(?:{_join(headers)}){blank}[:=]?{blank}(?:(?:{_join(weekdays)})[,.]?{blank})?"


def _write_date_pattern(months: dict[str, int], ordinals: list[str]) -> str:
    """Write one pattern for 2018-03-21, 21 March 2018, March 21 2018 and 21.03.2018."""
    forms = [
        r"(?<!\d)(?P<y1>\d{4})(?P<mark1>[-/.])(?P<m1>\d{1,2})(?P=mark1)(?P<d1>\d{1,2})(?!\d)",
        r"(?<![\d./-])(?P<a>\d{1,2})(?P<mark2>[-/.])(?P<b>\d{1,2})(?P=mark2)(?P<y2>\d{4})(?!\d)",
    ]
    if months:
        month, ordinal = _join(list(months)), _join(list(ordinals))
        forms += [
            rf"(?<!\d)(?P<d3>\d{{1,2}})(?:{ordinal})?(?:\s+of)?[\s,.-]{{0,3}}"
            rf"\b(?P<n3>{month})\b[\s,.-]{{0,3}}(?P<y3>\d{{4}})(?!\d)",
            # "Jul 01,2016" may have lost its comma: "Jul 012016".
            # A wire's dateline: "SAN JUAN, 12 JAN 90 (AFP) --".
            rf"(?<!\d)(?P<d5>\d{{1,2}})[ ](?P<n5>{month})[ ](?P<y5>\d{{2}})(?=\s?(?:\(|--|[–—]))",
            rf"\b(?P<n4>{month})\b[\s.-]{{0,3}}(?P<d4>\d{{1,2}})(?:{ordinal})?[\s,.-]{{0,3}}(?P<y4>\d{{4}})(?!\d)",
        ]
    return "|".join(forms)


def find_publication(text: str, *, lexicon: Lexicon) -> Publication | None:
    """Find the publication day that a text tells in its first lines.

    A header line (``date: 2018-03-21``) wins over a dateline ("Published June 4 2016", "Wed 05 Apr
    2017"). A date inside a sentence ("on 4 June 2016") is neither.

    Args:
        text: Any string; only its first characters are looked at.
        lexicon: The table ``datelines``.

    Returns:
        The day and where it stood, or ``None``.
    """
    words = load_dateline_words(lexicon)
    head = text[:HEAD]
    runs = tuple(_find_dates(head, words))
    header = _find_header(head, runs, words)
    if header is not None:
        return Publication(header, "header")
    for run in runs:
        if _is_dateline(head, run, words):
            return Publication(run.day, "dateline")
    numbered = _find_numbered_day(head, words)
    return None if numbered is None else Publication(numbered, "dateline")


def parse_date(value: object, *, lexicon: Lexicon, date_format: str | None = None) -> date:
    """Read a field that holds a publication date.

    Args:
        value: A date, a datetime (its own calendar day is kept, whatever its zone) or words:
            ISO with or without time, "Wed, 21 Mar 2018 10:00 GMT", "March 21, 2018", "21.03.2018".
        lexicon: The table ``datelines``.
        date_format: Numeric `strptime` format of ambiguous dates, such as ``"%m/%d/%Y"``.

    Returns:
        The day.

    Raises:
        ValueError: It is no date, or could be two; the text is a reason to show.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**8:
        value = str(value)
    if not isinstance(value, str):
        raise ValueError(f"published is no date: {_shorten(value)}")
    words = value.strip()
    if date_format is not None:
        return _parse_format(words, date_format)
    return _parse_iso(words) or _parse_words(words, load_dateline_words(lexicon))


def _parse_format(words: str, date_format: str) -> date:
    try:
        return datetime.strptime(words, date_format).date()  # noqa: DTZ007 (the day as written)
    except ValueError:
        raise ValueError(f"published is no date of the form {date_format}: {_shorten(words)}") from None


def _parse_iso(words: str) -> date | None:
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None


def _parse_words(words: str, table: DatelineWords) -> date:
    days = {run.day for run in _find_dates(words[:HEAD], table)}
    if len(days) == 1:
        return days.pop()
    if days:
        raise ValueError(f"published holds {len(days)} dates: {_shorten(words)}")
    match = table.dates.search(words[:HEAD])
    if match and match.group("a") and 0 < int(match.group("a")) <= 12 and 0 < int(match.group("b")) <= 12:
        raise ValueError(
            f"published is ambiguous, day or month first: {_shorten(words)}; write it as 2018-03-21 "
            'or give date_format="%d/%m/%Y"'
        )
    raise ValueError(f"published is no date: {_shorten(words)}")


def _shorten(value: object) -> str:
    words = ascii(value)
    return words if len(words) <= 60 else words[:57] + "..."


_YEAR = re.compile(r"\d{4}")
_WIRE = re.compile(r"\d [A-Za-z]{3,9} \d\d\s?(?:\(|--|[–—])")


def _find_dates(head: str, words: DatelineWords) -> Iterator[DatedRun]:
    if not _YEAR.search(head) and not _WIRE.search(head):
        return  # most texts; the names of the months need not be looked for
    for match in words.dates.finditer(head):
        day = _read_match(match, words)
        if day is not None:
            yield DatedRun(day, match.start(), match.end())


def _read_match(match: re.Match[str], words: DatelineWords) -> date | None:
    groups = match.groupdict()
    if groups["y1"]:
        return _make_day(groups["y1"], groups["m1"], groups["d1"])
    if groups["y2"]:
        return _read_numbers(groups, words)
    form = "3" if groups["y3"] else ("4" if groups["y4"] else "5")
    month = words.months[groups["n" + form].lower()]
    year = int(groups["y" + form])
    if form == "5":
        year += 1900 if year >= CENTURY else 2000
    return _make_day(str(year), month, groups["d" + form])


def _read_numbers(groups: dict[str, str], words: DatelineWords) -> date | None:
    """Read 21.03.2018 or 3/21/2018; ``None`` where day and month could be either."""
    first, second = int(groups["a"]), int(groups["b"])
    if second > 12 or (first <= 12 and first == second):
        return _make_day(groups["y2"], first, second)
    if first > 12 or groups["mark2"] in words.day_first_marks:
        return _make_day(groups["y2"], second, first)
    return None


def _make_day(year: str, month: str | int, day: str | int) -> date | None:
    try:
        made = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return made if EARLIEST <= made.year <= LATEST else None


def _find_header(head: str, runs: tuple[DatedRun, ...], words: DatelineWords) -> date | None:
    """Return the day of the first line that opens with a header word and a date."""
    for run in runs:
        if words.header.fullmatch(head, _line_start(head, run.start), run.start):
            return run.day
    return None


def _line_start(head: str, position: int) -> int:
    return max(head.rfind("\n", 0, position), head.rfind("\r", 0, position)) + 1


_WORD = re.compile(r"[^\W_]+(?::\d\d)*")


def _is_dateline(head: str, run: DatedRun, words: DatelineWords) -> bool:
    """Return whether a date stands where a publication date stands, and not in a sentence."""
    before = head[_line_start(head, run.start) : run.start]
    names = [word.lower() for word in _WORD.findall(before)]
    has_weekday = bool(names) and names[-1] in words.weekdays
    while names and (names[-1] in words.weekdays or names[-1][0].isdigit() or names[-1] in ("am", "pm")):
        names.pop()
    if not names:
        return True
    lead = max((place for place, name in enumerate(names) if name in words.leads), default=-1)
    if 0 <= lead <= LEAD_WORDS and lead >= len(names) - LEAD_WORDS and words.captions.isdisjoint(names):
        return True
    if names[-1] in words.refusals or names[-1] in words.leads or run.start > INNER:
        return False
    return words.captions.isdisjoint(names) and (has_weekday or _opens_anew(head[run.end :]))


# "2010-06-S-012": year, month, kind and number of a press release.
_RELEASE = re.compile(r"(?<![\w-])(?P<year>\d{4})-(?P<month>\d\d)-[A-Z]{1,3}[-–]\d{1,4}(?!\d)")


def _find_numbered_day(head: str, words: DatelineWords) -> date | None:
    """Return the day of a dateline without a year, whose year the number of the release tells."""
    release = _RELEASE.search(head)
    if release is None:
        return None
    for match in words.short_dates.finditer(head):
        before = head[_line_start(head, match.start()) : match.start()].rstrip()
        rest = head[match.end() : match.end() + 1]
        if (rest == ":" and not before) or (rest == ")" and before.endswith("(")):
            return _place_near(words.months[match["month"].lower()], int(match["day"]), release)
    return None


def _place_near(month: int, day: int, release: re.Match[str]) -> date | None:
    """Return the day in the year that brings it nearest to a release's month."""
    year = int(release["year"])
    gap = month - int(release["month"])
    year += 1 if gap < -6 else (-1 if gap > 6 else 0)
    return _make_day(str(year), month, day)


def _opens_anew(rest: str) -> bool:
    """Return whether a line ends here or a capital follows, as after "City 6 October 2016 Aleppo"."""
    line = rest.lstrip(" \t)")
    return not line or line[0] in "\r\n(|-–—" or line[0].isupper() or not line[0].isascii()
