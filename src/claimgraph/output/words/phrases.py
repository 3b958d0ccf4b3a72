"""The small phrases that sentences are made of; none depends on the locale.

The word lists here are the English of claimgraph's own sentences, not words looked for in texts.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Sequence

from claimgraph.comparison.tolls.reasons import MONTHS, say_day
from claimgraph.comparison.tolls.retellings import NAMED_KINDS
from claimgraph.model import Claim, DatePrecision, DateRange, Modifier, Place, Quantity, Source

NUMBER_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)

_BOUNDS = {
    Modifier.EXACT: "",
    Modifier.AT_LEAST: "at least ",
    Modifier.MORE_THAN: "more than ",
    Modifier.AT_MOST: "up to ",
    Modifier.ABOUT: "about ",
}

_SINGULAR = {
    "civilians": "civilian",
    "children": "child",
    "families": "family",
    "medics": "medic",
    "men": "man",
    "others": "other person",
    "people": "person",
    "police": "police officer",
    "women": "woman",
}

_SEVERAL = {single: several for several, single in _SINGULAR.items() if " " not in single}
_SEVERAL["person"] = "people"

# Words of a group that repeat its measure: no "wounded civilians were injured".
_ECHOES = {"injured": ("wounded", "hurt"), "killed": ("dead", "slain"), "missing": ("lost",)}

# Last words of names that English puts "the" before: "the White Helmets", "the Russian army".
_DEFINITE = frozenset(
    {
        *("administration", "army", "authorities", "authority", "centre", "center", "coalition"),
        *("command", "committee", "council", "crescent", "cross", "defence", "defense", "directorate"),
        *("forces", "government", "helmets", "kremlin", "military", "ministry", "nations"),
        *("observatory", "office", "opposition", "organisation", "organization", "pentagon", "police"),
        *("regime", "taliban", "un", "union", "us", "who"),
    }
)

# Of these a place has one, so that "a governor" would sound as if there were several.
_ONLY = frozenset(
    {
        *("army", "coroner", "defence", "defense", "governor", "government", "mayor", "ministry"),
        *("opposition", "police", "regime"),
    }
)

# Vague counts that are no plural unit and take "of" all the same.
_NUMBERS_OF = ("couple", "handful", "number", "numbers")

# Plurals of number words, which take "of" before those they count.
_UNITS = frozenset({"dozens", "hundreds", "millions", "scores", "tens", "thousands"})

# Names that take a plural verb though they are written with capitals: "the White Helmets deny".
_PLURAL_NAMES = frozenset({"brigades", "committees", "forces", "helmets", "rebels", "taliban", "units"})

# Unnamed sources that take a plural verb without ending in "s".
_PLURAL_KINDS = frozenset({"people", "personnel", "police", "staff"})

# Kinds of places that lie in a town, which tells more of where they are than the province does.
_IN_TOWNS = frozenset(
    {
        *("area", "bridge", "building", "camp", "church", "hospital", "market", "mosque", "neighbourhood"),
        *("prison", "road", "school", "site", "square", "street", "suburb"),
    }
)

# Unnamed sources that take no "a": plurals and words that are not counted.
_NO_ARTICLE = ("s", "media", "people", "personnel", "police", "press", "radio", "staff", "television", "tv")


def word_number(number: int) -> str:
    """Return a count of articles and the like: words up to twelve, then digits."""
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else f"{number:,}"


def word_quantity(quantity: Quantity, *, in_digits: bool = False) -> str:
    """Return a quantity with its bound in words: "at least 28", "four", "20 to 25", "dozens".

    One to nine people are counted in words, as news desks do; a range keeps its digits, and so does
    what stands beside digits.
    """
    if quantity.modifier is Modifier.RANGE:
        high = quantity.low if quantity.high is None else quantity.high
        return f"{_word_digits(quantity.low)} to {_word_digits(high)}"
    if quantity.modifier is Modifier.VAGUE or quantity.value is None:
        return _tidy(quantity.words).lower() or word_interval(quantity.low, quantity.high)
    number = _word_digits(quantity.value) if in_digits else _spell_number(quantity.value)
    return f"{_BOUNDS[quantity.modifier]}{number}"


def _spell_number(number: int) -> str:
    return NUMBER_WORDS[number] if 0 < number < 10 else _word_digits(number)


def _word_digits(number: int) -> str:
    """Return digits in groups, round millions as "3.6 million"."""
    tenths, rest = divmod(number, 100_000)
    if rest or not 10 <= tenths < 10_000:
        return f"{number:,}"
    return f"{tenths // 10} million" if tenths % 10 == 0 else f"{tenths / 10:.1f} million"


def word_interval(low: int, high: int | None) -> str:
    """Return an interval in words: "28", "at least 28", "up to 28", "20 to 25"."""
    if high is None:
        return f"at least {_word_digits(low)}" if low else "a number that is not stated"
    if low == high:
        return _word_digits(low)
    return f"{_word_digits(low)} to {_word_digits(high)}" if low else f"up to {_word_digits(high)}"


def word_group(claim: Claim) -> str:
    """Return a claim's count with who is counted: "at least 28 civilians", "dozens of people"."""
    words = word_quantity(claim.quantity)
    group = _spell_group(claim)
    group = word_single(group) if is_single(claim) else _word_several(group)
    of = _join_vague(claim) if claim.quantity.modifier is Modifier.VAGUE else ""
    return f"{words} {of}{group}".strip()


def _word_several(group: str) -> str:
    """Return a group that its text names by one of it as several: "three person" as "three people"."""
    *before, last = group.split() or [""]
    return " ".join((*before, _SEVERAL.get(last.lower(), last)))


def word_single(group: str) -> str:
    """Return a group as one of it: "shooting victims" as "shooting victim"."""
    *before, last = group.split() or [""]
    single = _SINGULAR.get(last.lower(), last)
    if single == last and last.endswith("s") and not last.endswith(("ss", "us", "is")):
        single = f"{last[:-3]}y" if last.endswith("ies") else last[:-1]
    return " ".join((*before, single))


def _join_vague(claim: Claim) -> str:
    """Return what stands between a vague word and its group: "of " in "dozens of people"."""
    bare, told = _tidy(claim.quantity.words).lower(), _tidy(claim.text).lower()
    for of in ("of the ", "of "):
        if f"{bare} {of}" in told:
            return of
    return "of " if takes_of(bare) else ""


def takes_of(words: str) -> bool:
    """Return whether "of" stands between a vague count and who is counted: "dozens of people"."""
    return words.endswith((*_UNITS, *_NUMBERS_OF))


def fit_group(counted: str, group: str) -> str:
    """Return a group as it stands behind a figure: "child" behind "1", "of people" behind "dozens"."""
    named, bracket, part = group.partition(" (")  # "people (part)"
    named = word_single(named) if counted == "1" else named
    of = "of " if group and takes_of(counted) else ""
    return f"{of}{named}{bracket}{part}"


def is_single(claim: Claim) -> bool:
    """Return whether the words count one person."""
    return claim.quantity.value == 1 and claim.quantity.modifier is not Modifier.RANGE


def _spell_group(claim: Claim) -> str:
    """Return the group in the letters of the text, where the text has it: "Syrian soldiers"."""
    group, told = _drop_echo(_tidy(claim.group), claim.measure), _tidy(claim.text)
    at = told.lower().find(group.lower())
    if at < 0 or len(told.lower()) != len(told):
        return group or claim.group_kind
    spelled = told[at : at + len(group)]
    return spelled if at or not spelled[:1].isupper() else spelled[:1].lower() + spelled[1:]


def _drop_echo(group: str, measure: str) -> str:
    """Return the group without what its verb says anyway: "wounded civilians" of the injured."""
    first, _, rest = group.partition(" ")
    return rest if rest and first.lower() in (measure, *_ECHOES.get(measure, ())) else group


def word_date(when: DateRange | None) -> str:
    """Return days in words: "21 March 2018", "29–30 September 2017", "March 2018"; else "".

    An open end is worded "since …" or "until …"; without both ends the text's own words are given.
    """
    if when is None:
        return ""
    first, last = when.earliest, when.latest
    if first is None and last is None:
        return _tidy(when.words)
    if first is None or last is None:
        return f"since {say_day(first)}" if first else f"until {say_day(last)}" if last else ""
    return _word_whole(when, first, last) or _word_days(first, last)


def _word_whole(when: DateRange, first: datetime.date, last: datetime.date) -> str:
    """Return "March 2018" or "2018" where the days are exactly that month or year, else ""."""
    end = calendar.monthrange(last.year, last.month)[1]
    if first.year != last.year or first.day != 1 or last.day != end:
        return ""
    if (first.month, last.month) == (1, 12) and when.precision is DatePrecision.YEAR:
        return f"{first.year}"
    return f"{MONTHS[first.month - 1]} {first.year}" if first.month == last.month else ""


def _word_days(first: datetime.date, last: datetime.date) -> str:
    if first >= last:
        return say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{say_day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {say_day(last)}"
    return f"{say_day(first)} – {say_day(last)}"


def word_place(place: Place | None) -> str:
    """Return a place with the larger place it lies in: "Armanaz, Idlib province"; else "".

    A city that its province is named after stands alone: "Idlib", not "Idlib, Idlib province".
    A street or a building has its town as well: "Elm Street, Springfield, Illinois".
    """
    if place is None:
        return ""
    outer = [name for name in place.path if name.casefold() != place.name.casefold()]
    # The path ends with the country; the largest place within it says most in fewest words.
    larger = outer[-2:-1] or outer[:1]
    town = outer[:1] if place.kind in _IN_TOWNS and outer[:1] != larger else []
    larger = [*town, *(name for name in larger if not any(_is_echo(name, one) for one in town))]
    return ", ".join(_tidy(name) for name in (place.name, *larger) if not _is_echo(name, place.name))


def _is_echo(larger: str, name: str) -> bool:
    """Return whether a larger place only repeats the name: "Idlib province" after "Idlib"."""
    words, named = larger.casefold().split(), name.casefold().split()
    if larger == name or not words or not named:
        return False
    bare = words[:-1] if len(words) > 1 and larger.rsplit(maxsplit=1)[-1].islower() else words
    return words[: len(named)] == named or any(
        named[at : at + len(bare)] == bare for at in range(len(named) - len(bare) + 1)
    )


def word_source(source: Source | None) -> str:
    """Return a source as a sentence names it: "the White Helmets", "SOHR", "a monitor"."""
    if source is None:
        return "an unnamed source"
    name = _tidy(source.name)
    if not name or name.casefold().startswith(("the ", "a ", "an ")):
        return name or "an unnamed source"
    words = name.casefold().split()
    if name[0].isupper() and (words[-1] in _DEFINITE or "ministry" in words):
        return f"the {name}"
    is_name = source.kind in NAMED_KINDS
    if not is_name and words[-1] in _ONLY and name.islower():
        return f"the {name}"
    if not is_name and name.islower() and "." not in name and not words[-1].endswith(_NO_ARTICLE):
        return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    return name


def is_plural(source: Source | None) -> bool:
    """Return whether a source takes a plural verb: "rebels deny", "the White Helmets deny"."""
    words = _tidy(source.name).split() if source else []
    if not words:
        return False
    last = words[-1]
    if not last.islower():
        return last.casefold() in _PLURAL_NAMES
    return last in _PLURAL_KINDS or (last.endswith("s") and not last.endswith(("ss", "news")))


def word_owner(source: Source) -> str:
    """Return a source as the owner of what follows: "SOHR’s", "the White Helmets’"."""
    name = word_source(source)
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def join_words(words: Iterable[str], *, last: str = "and") -> str:
    """Return a list in words: "a", "a and b", "a, b and c"; "" for none."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def begin_sentence(words: str) -> str:
    """Return the words with a capital first letter."""
    return words[:1].upper() + words[1:]


def join_sentences(sentences: Sequence[str]) -> str:
    """Return the sentences as one paragraph, leaving out empty ones."""
    return " ".join(sentence for sentence in sentences if sentence)


def _tidy(words: str) -> str:
    return " ".join(words.split())
