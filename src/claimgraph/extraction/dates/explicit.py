"""Full dates: "21 March 2018", "March 21", "19-21 July", "21.03.2018", "2018-03-21"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.extraction.dates.words import DateWords
from claimgraph.extraction.tokens import Token


class Phrase(NamedTuple):
    """The words ``tokens[first:last]`` as a form with its numbers.

    Forms: weekday (0-6), date (year or 0, month, day, last day), numeric (a, b, year), month (year
    or 0, month), year, decade, season (year or 0, first month, last month), unit (this, last, next week),
    span (the last n units), vague (recent units), ago (n units), shift (n units from an earlier
    mention), relative (first and last day from publication), open.
    """

    first: int
    last: int
    form: str
    values: tuple[int, ...] = ()
    unit: str = ""
    mods: frozenset[str] = frozenset()


class Line(NamedTuple):
    """The tokens of one sentence beside the words that read them."""

    tokens: Sequence[Token]
    words: DateWords
    lower: Sequence[str]

    def low(self, index: int) -> str:
        """Return the lower-case token at ``index``, ``""`` beyond either end."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def at(self, index: int, kind: str) -> bool:
        """Return whether the token at ``index`` stands in the list ``kind``."""
        listed = self.words.lists.get(kind)
        return listed is not None and 0 <= index < len(self.lower) and self.lower[index] in listed

    def is_title(self, index: int) -> bool:
        """Return whether the token is written Like this, which all-capitals copy never is."""
        return 0 <= index < len(self.tokens) and self.tokens[index].text.istitle()


def match_date(line: Line, index: int, *, alone: bool) -> Phrase | None:
    """Match a full date at ``index``: "21 March 2018", "March 21", "21.03.2018", "2018-03-21"."""
    word = line.low(index)
    if not word:
        return None
    if word in line.words.months:
        return match_month_day(line, index, alone=alone)
    if not "0" <= word[0] <= "9":
        return None
    return _match_numeric(line, index) or _match_day_month(line, index, alone=alone)


def match_month_day(line: Line, index: int, *, alone: bool) -> Phrase | None:
    """Match "March 21, 2018", "Jan. 12", "March 1-5" and the scar "Oct 082017" at a month's name."""
    after = index + 2 if line.low(index + 1) == "." else index + 1
    glued = _split_glued(line.low(after))
    month = line.words.months[line.low(index)]
    if glued is not None:
        return Phrase(index, after + 1, "date", (glued[1], month, glued[0], glued[0]))
    day = _to_day(line.low(after))
    if day is None or (alone and not is_month_here(line, index, with_year=False)):
        return None
    last, year = match_year(line, after + 1)
    end = day
    if not year and line.low(after + 1) in {"-", "–", "to"}:
        further = _to_day(line.low(after + 2))
        if further is not None and further > day and line.low(after + 1) != "to":
            end = further
            last, year = match_year(line, after + 3)
    # "in March 31 people were killed" (copy without commas) is a month and a count.
    counted = alone and line.low(index - 1) == "in" and line.low(after).isdigit()
    if counted and not year:
        return None
    return Phrase(index, last, "date", (year, month, day, end))


def _match_day_month(line: Line, index: int, *, alone: bool) -> Phrase | None:
    day = _to_day(line.low(index))
    if day is None:
        return None
    at = index + 2 if line.low(index + 1) == "of" else index + 1
    end, first = day, index
    joint = line.low(at)
    between = joint == "and" and line.at(index - 1, "between")
    if (joint in {"-", "–", "to"} or between) and at == index + 1:
        further = _to_day(line.low(index + 2))
        if further is None or further <= day:
            return None
        end, at = further, index + 3
        at += line.low(at) == "of"
    month = line.words.months.get(line.low(at))
    if month is None:
        return None
    after = at + 2 if line.low(at + 1) == "." and line.low(at) not in line.words.full_months else at + 1
    last, year = match_year(line, after)
    if not year:
        last, year = _match_wire_year(line, after)
    if not year:
        trap = line.at(at, "trap_months") or line.low(at) not in line.words.full_months
        last = at + 1
        led = line.at(index - 1, "day_lead")  # "ON 10 MAY FOUR SOLDIERS DIED"
        if alone and trap and not led and (not line.is_title(at) or line.at(last, "modal_followers")):
            return None
    return Phrase(first, last, "date", (year, month, day, end))


LAST_YEAR, THIS_YEAR = -1, -2  # years that only publication tells


def match_year(line: Line, index: int) -> tuple[int, int]:
    """Return the token after an optional ", 2018" or "of last year" at ``index``, and the year or 0."""
    at = index + 1 if line.low(index) in {",", "of"} else index
    year = to_year(line.low(at))
    if year:
        return at + 1, year
    if line.words.units.get(line.low(at + 1)) == "year":
        for kind, named in (("past", LAST_YEAR), ("this", THIS_YEAR)):
            if line.at(at, kind):
                return at + 2, named
    return index, 0


def _match_wire_year(line: Line, index: int) -> tuple[int, int]:
    """Return the same for the two digits of a wire's dateline: "12 JAN 90 (AFP) --"."""
    word = line.low(index)
    if len(word) != 2 or not word.isascii() or not word.isdigit() or line.low(index + 1) not in _WIRE_ENDS:
        return index, 0
    return index + 1, (1900 if int(word) >= _CENTURY else 2000) + int(word)


_WIRE_ENDS = frozenset({"(", "-", "–", "—", "["})
_CENTURY = 40  # two digits from here on are years of the 20th century


def _match_numeric(line: Line, index: int) -> Phrase | None:
    word = line.low(index)
    if word.count(".") == 2:
        parts, last = word.split("."), index + 1
    elif line.low(index + 1) in {"-", "/", "."} and line.low(index + 3) == line.low(index + 1):
        parts, last = [word, line.low(index + 2), line.low(index + 4)], index + 5
    else:
        return None
    parts[2] = parts[2][:4] if parts[2][4:].isalpha() else parts[2]
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    a, b, c = (int(part) for part in parts)
    if len(parts[0]) == 4 and to_year(parts[0]) and 1 <= b <= 12 and 1 <= c <= 31:
        return Phrase(index, last, "date", (a, b, c, c))
    year = to_year(parts[2]) or (2000 + c if len(parts[2]) == 2 and line.low(index + 1) == "/" else 0)
    if not year or not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None
    return Phrase(index, last, "numeric", (a, b, year))


def is_month_here(line: Line, index: int, *, with_year: bool) -> bool:
    """Return whether a month's name is meant, and not a verb, an adjective or a first name."""
    word = line.low(index)
    if word in line.words.full_months and not line.at(index, "trap_months"):
        return True
    if with_year:
        return True
    lead = line.at(index - 1, "month_lead") or (
        line.low(index - 1) == "-" and line.low(index - 2) in line.words.parts
    )
    day = _to_day(line.low(index + 1)) or (line.low(index + 1) == "." and _to_day(line.low(index + 2)))
    if day:
        return line.is_title(index) or lead or line.low(index - 1) in {"on", "on:"}
    return (
        lead
        and word in line.words.full_months
        and (line.is_title(index) or not line.tokens[index].text.islower())
    )


_SUFFIXES = ("st", "nd", "rd", "th")


def _to_day(word: str) -> int | None:
    digits = word[:-2] if word.endswith(_SUFFIXES) else word
    if len(digits) > 2 or not digits.isascii() or not digits.isdigit():
        return None
    day = int(digits)
    return day if 1 <= day <= 31 else None


def to_year(word: str) -> int:
    """Return the year that four digits name, 0 where they name none between 1900 and 2100."""
    if len(word) != 4 or not word.isascii() or not word.isdigit():
        return 0
    year = int(word)
    return year if 1900 <= year <= 2100 else 0


def _split_glued(word: str) -> tuple[int, int] | None:
    """Return day and year of "082017", the scar of a lost comma."""
    if len(word) not in {5, 6} or not word.isascii() or not word.isdigit():
        return None
    day, year = _to_day(word[:-4]), to_year(word[-4:])
    return (day, year) if day and year else None
