"""Tokens → date phrases: what the words say, before any calendar is asked.

One reader a kind of head word ("Tuesday", "March", "days", "overnight", a number). A reader looks
a few tokens back and ahead, never further, and answers with a `Phrase` or `None`.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.dates.explicit import (
    Line,
    Phrase,
    is_month_here,
    match_date,
    match_month_day,
    match_year,
    to_year,
)
from claimgraph.extraction.dates.words import DateWords
from claimgraph.extraction.sentences import Sentence


def read_phrases(sentence: Sentence, *, words: DateWords) -> list[Phrase]:
    """Return the date phrases of one sentence in order, without overlaps."""
    heads, lower = words.heads, sentence.lower
    if not sentence.digits and words.head_words.isdisjoint(lower):
        return []
    named = [at for at, word in enumerate(lower) if word in heads]
    numbers = [at for at in sentence.digits if lower[at] not in heads and _may_be_day(lower, at, words)]
    line = Line(sentence.tokens, words, lower)
    found: list[Phrase] = []
    done = 0
    for index in sorted(named + numbers) if numbers else named:
        if index < done:
            continue
        phrase = _READERS[heads.get(lower[index], "number")](line, index)
        if phrase is not None and not _is_name(line, phrase):
            found.append(phrase if phrase.first >= done else phrase._replace(first=done))
            done = phrase.last
    return found


def _is_name(line: Line, phrase: Phrase) -> bool:
    """Return whether a day of the year is part of a name: "the March 23 Movement"."""
    if phrase.form != "date" or not line.at(phrase.last, "of_names"):
        return False
    return line.tokens[phrase.last].is_capital


_DECADE = len("1920s")


def _may_be_day(lower: Sequence[str], index: int, words: DateWords) -> bool:
    """Return whether a number can be a year or the day of a date, by its form and what follows it."""
    word = lower[index]
    if len(word) == 4 or (len(word) == _DECADE and word[4] == "s") or word.count(".") == 2:
        return True
    return index + 1 < len(lower) and lower[index + 1] in words.after_number


def _read_weekday(line: Line, index: int) -> Phrase | None:
    if line.at(index - 1, "names_before") or line.at(index + 1, "names_after"):
        return None
    after = index + 1
    while line.low(after) in {",", "(", "."} and after < index + 3:
        after += 1
    explicit = match_date(line, after, alone=False)
    first, mods = _read_day_lead(line, index)
    if explicit is not None:
        return explicit._replace(first=first, mods=mods)
    if line.low(index) in line.words.lists["short_weekdays"] and not (
        line.low(index - 1) == "on" and line.is_title(index)
    ):
        return None
    last = index + 1
    while line.at(last, "day_parts"):
        mods |= {"night"} if line.at(last, "night") else {"part"}
        last += 1
    return Phrase(first, last, "weekday", (line.words.weekdays[line.low(index)],), mods=mods)


def _read_day_lead(line: Line, index: int) -> tuple[int, frozenset[str]]:
    """Walk back over "late on", "overnight", "last"; return where the phrase begins and how it is meant."""
    lower, lists = line.lower, line.words.lists
    leads = lists.get("day_lead", _NONE)
    if not index or lower[index - 1] not in leads:
        return index, _NONE
    mods: set[str] = set()
    first = index
    while first > 0 and first > index - 4 and lower[first - 1] in leads:
        first -= 1
        word = lower[first]
        for kind in ("night", "past", "next", "since"):
            if line.words.has(kind, word):
                mods.add(kind)
    return first, frozenset(mods)


_NONE: frozenset[str] = frozenset()


def _read_number(line: Line, index: int) -> Phrase | None:
    explicit = match_date(line, index, alone=True)
    if explicit is not None:
        first, mods = _read_day_lead(line, explicit.first)
        return explicit._replace(first=first, mods=mods)
    return _read_year(line, index)


def _read_month(line: Line, index: int) -> Phrase | None:
    explicit = match_month_day(line, index, alone=True)
    if explicit is not None:
        first, mods = _read_day_lead(line, index)
        return explicit._replace(first=first, mods=mods)
    after = index + 2 if line.low(index + 1) == "." else index + 1
    last, year = match_year(line, after)
    full = line.low(index) in line.words.full_months
    if (not full and not year) or not (is_month_here(line, index, with_year=bool(year))):
        return None
    first, mods = _read_part(line, index)
    return Phrase(
        first, last if year else index + 1, "month", (year, line.words.months[line.low(index)]), mods=mods
    )


def _read_part(line: Line, index: int) -> tuple[int, frozenset[str]]:
    """Walk back over "the end of", "mid-", "last", "in"; return the beginning and the part."""
    mods: set[str] = set()
    first = index
    if line.low(index - 1) == "of" and line.low(index - 2) in _MONTH_PARTS:
        part = line.words.parts.get(line.low(index - 3))
        part = part or {"last": "late", "final": "late", "first": "early", "second": "mid"}.get(
            line.low(index - 3)
        )
        if part is not None:
            return index - 3, frozenset({part})  # "the last week of April"
    while first > 0 and first > index - 5:
        word = line.low(first - 1)
        part = line.words.parts.get(word)
        named = [kind for kind in ("past", "this", "next", "since") if line.words.has(kind, word)]
        if part is not None:
            mods.add(part)
        elif named:
            mods.update(named)
        elif word not in {"of", "in", "-", "the"}:
            break
        first -= 1
    while first < index and line.low(first) in {"of", "-", "the"}:
        first += 1
    return first, frozenset(mods)


def _read_year(line: Line, index: int) -> Phrase | None:
    word = line.low(index)
    year = to_year(word)
    if not year and len(word) == _DECADE and word[-2:] == "0s" and to_year(word[:4]):
        return Phrase(index, index + 1, "decade", (to_year(word[:4]),), mods=_read_part(line, index)[1])
    if not year or line.at(index + 1, "people"):
        return None
    before = line.low(index - 1)
    if not index and line.low(1) == ":":
        return Phrase(0, 1, "year", (year,))  # a row of a timeline: "2011: A bomb kills 35"
    if line.words.has("year_articles", before):
        following = line.low(index + 1)
        if not following.isalpha():
            return None
    elif not (
        line.words.has("year_lead", before)
        or (line.at(index - 1, "joiners") and to_year(line.low(index - 2)))
        or (before == "-" and line.low(index - 2) in line.words.parts)
    ):
        return None
    first, mods = _read_part(line, index)
    return Phrase(first, index + 1, "year", (year,), mods=mods)


def _read_season(line: Line, index: int) -> Phrase | None:
    last, year = match_year(line, index + 1)
    first, mods = _read_part(line, index)
    if not year and not mods & {"past", "this"}:
        return None
    months = line.words.seasons[line.low(index)]
    return Phrase(first, last if year else index + 1, "season", (year, *months), mods=mods)


def _read_relative(line: Line, index: int) -> Phrase | None:
    if line.at(index, "night"):
        after = index + 1
        while line.low(after) in {"on", "from", "into", "late", "between"} and after < index + 3:
            after += 1
        if line.low(after) in line.words.weekdays:
            phrase = _read_weekday(line, after)
            if phrase is not None:
                return phrase._replace(first=index, mods=phrase.mods | {"night"})
    elif line.is_title(index) and index > 0 and line.tokens[index - 1].is_capital:
        return None  # "USA Today"
    first, mods = _read_day_lead(line, index)
    last = index + 1
    while line.at(last, "day_parts"):
        last += 1
    return Phrase(first, last, "relative", line.words.relative[line.low(index)], mods=mods)


def _read_unit(line: Line, index: int) -> Phrase | None:
    unit = line.words.units[line.low(index)]
    for reader in (_read_count, _read_named_unit, _read_the_unit):
        phrase = reader(line, index, unit)
        if phrase is not None:
            return phrase
    return None


def _read_count(line: Line, index: int, unit: str) -> Phrase | None:
    """Read "three weeks ago", "the last 11 days", "a day later", "in two days of"."""
    at = index - 2 if line.low(index - 1) == "-" else index - 1
    word = line.low(at)
    if word == "of" and line.low(at - 1) == "couple":
        at, word = at - 1, "couple"
    vague = line.words.has("vague", word)
    number = _to_count(word, line.words)
    if number is None and not vague:
        return None
    after = line.low(index + 1)
    last = index + 2
    if line.words.has("ago", after) or (line.words.has("since", after) and line.at(at - 1, "been")):
        # also "it is ten years since 276 girls were seized"
        return Phrase(at, last, "vague" if number is None else "ago", (number or 0,), unit)
    if number is not None and unit in {"day", "week", "month", "year"}:
        shift = _read_step(line, at, index, number, unit)
        if shift is not None:
            return shift
    first = at
    while line.low(first - 1) in {"the", "just", "only", "these"}:
        first -= 1
    if line.at(first - 1, "past") or word in {"recent"}:
        return _to_span(line, first - 1 if line.at(first - 1, "past") else first, index, number, unit, vague)
    return _read_bare_span(line, at, index, number, unit)


def _read_step(line: Line, at: int, index: int, number: int, unit: str) -> Phrase | None:
    """Read "two days later", "ten days before.", "a day after", "a year to the day after"."""
    after, last = line.low(index + 1), index + 2
    if line.lower[index + 1 : index + 5] == ("to", "the", "day", "after"):
        after, last = "after", index + 5
    if after == "before" and line.low(last).isalpha():
        return None
    step = {"later": number, "earlier": -number, "after": -number, "before": -number}.get(after)
    if step is None:
        return None
    # "a day after a blast killed 12": the blast was a day before
    return Phrase(at, last, "shift", (step,), unit, frozenset({"behind"} if after == "after" else ()))


def _to_span(line: Line, first: int, index: int, number: int | None, unit: str, vague: bool) -> Phrase:
    while line.at(first - 1, "span_lead") or line.at(first - 1, "span_words") or line.at(first - 1, "since"):
        first -= 1
    form = "vague" if number is None or (vague and line.low(index - 1) == "recent") else "span"
    return Phrase(first, index + 1, form, (number or 0,), unit)


def _read_bare_span(line: Line, at: int, index: int, number: int | None, unit: str) -> Phrase | None:
    """Read "in two days", "within 24 hours", "two days of air strikes"; "three-day truce" is none."""
    if number is None or line.low(index - 1) == "-":
        return None
    first = at
    while line.at(first - 1, "span_words"):
        first -= 1
    single = first == at and (line.low(index + 1) != "of" or unit == "day")
    if line.low(at) in {"a", "an"} and single:
        return None  # "in a day"; but "after a week of battles", "in almost a year"
    led = line.at(first - 1, "span_lead")
    if not led and line.low(index + 1) != "of":
        return None
    return Phrase(first - 1 if led else at, index + 1, "span", (number,), unit, frozenset({"bare"}))


def _read_named_unit(line: Line, index: int, unit: str) -> Phrase | None:
    """Read "last week", "this month", "earlier this year", "over the past year", "next day"."""
    kinds = [kind for kind in ("past", "this", "next", "near_shift") if line.at(index - 1, kind)]
    is_of_month = line.low(index + 1) == "of" and line.low(index + 2) in line.words.months
    if not kinds or is_of_month:  # "the last week of April"
        return None
    kind = kinds[0]
    first = index - 1
    if unit == "day" or (unit in _DAY_PARTS and (kind == "near_shift" or line.low(first) in _FOLLOWING)):
        return _read_named_day(line, index, kind)
    if kind == "near_shift" or unit == "hour":
        return None
    if kind == "past" and line.low(first - 1) == "the" and unit not in _DAY_PARTS:
        return _to_span(line, first, index, 1, unit, False)
    mods = {kind}
    if line.low(first - 1) in {"far"}:
        first, mods = first - 2, mods | {"sofar"}
    while first > 0 and (line.at(first - 1, "day_lead") or line.low(first - 1) in line.words.parts):
        first -= 1
    if line.at(first, "since"):
        mods.add("since")
    return Phrase(first, index + 1, "unit", (), unit, frozenset(mods))


def _read_named_day(line: Line, index: int, kind: str) -> Phrase | None:
    """Read "the past day", from publication, and "the next day", "that night", from the day named last."""
    if line.low(index - 1) in {"past", "last"}:
        return Phrase(index - 1, index + 1, "relative", (-1, 0))
    step = {"past": -1, "next": 1, "near_shift": 0}.get(kind)
    return None if step is None else Phrase(index - 1, index + 1, "shift", (step,), "day")


def _read_the_unit(line: Line, index: int, unit: str) -> Phrase | None:
    """Read "at the weekend", "earlier in the day", "the day before", "a day earlier"."""
    if line.low(index - 1) not in {"the", "a"}:
        return None
    step = {"before": -1, "earlier": -1, "after": 1, "later": 1}.get(line.low(index + 1))
    following = line.low(index + 2)
    ends = not following.isalpha() or line.low(index + 1) in {"earlier", "later"}
    ends = ends or line.at(index + 2, "shift_ends")
    if step is not None and ends and unit in {"day", "week", "month", "year"}:
        return Phrase(index - 1, index + 2, "shift", (step,), unit)
    if step is not None and ends and unit in _DAY_PARTS:
        return Phrase(index - 1, index + 2, "shift", (step,), "day")
    if line.at(index + 1, "leading"):
        return Phrase(index - 1, index + 1, "span", (1,), unit)
    if unit == "weekend":
        return Phrase(index - 1, index + 1, "unit", (), unit, frozenset({"this"}))
    if (
        line.low(index - 2) == "in"
        and line.low(index - 3) in {"earlier", "later"}
        and unit in {"day", "week", "month", "year"}
    ):
        if unit == "day":
            return Phrase(index - 3, index + 1, "relative", (0, 0), mods=frozenset({"weak"}))
        return Phrase(index - 3, index + 1, "unit", (), unit, frozenset({"this"}))
    return None


def _read_then(line: Line, index: int) -> Phrase | None:
    """Read "since then": from the day named before."""
    if not line.at(index - 1, "since"):
        return None
    return Phrase(index - 1, index + 1, "shift", (0,), "day", frozenset({"since"}))


def _read_feast(line: Line, index: int) -> Phrase | None:
    if not line.tokens[index].is_capital:
        return None
    for name, month, day in line.words.fixed.get(line.low(index), ()):
        last = _match_words(line, index, name)
        if last:
            return Phrase(index, last, "date", (0, month, day, day))
    return Phrase(index, index + 1, "open") if line.at(index, "feasts") else None


def _match_words(line: Line, index: int, name: Sequence[str]) -> int:
    """Return where a name that begins at a token ends, "'s" passed over; 0 where it is not there."""
    for word in name:
        while line.low(index) in {"'s", "’s", "’", "'", "."}:
            index += 1
        if line.low(index) != word:
            return 0
        index += 1
    return index


_FOLLOWING = {"next", "following"}
_MONTH_PARTS = {"week", "weeks", "days", "half"}
_DAY_PARTS = {"night", "morning", "afternoon", "evening"}
_READERS = {
    "weekday": _read_weekday,
    "month": _read_month,
    "number": _read_number,
    "relative": _read_relative,
    "unit": _read_unit,
    "season": _read_season,
    "feast": _read_feast,
    "then": _read_then,
}


def _to_count(word: str, words: DateWords) -> int | None:
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 3 else None
    return words.numbers.get(word)
