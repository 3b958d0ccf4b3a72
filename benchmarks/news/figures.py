"""Figures as news words them: "at least 28 civilians", "six others", and the range that they allow."""

from __future__ import annotations

from random import Random
from typing import NamedTuple

from news.incidents import Incident, Origin

SMALL = "no one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ONE = {"people": "person", "children": "child", "women": "woman"}
# How figures are worded: plain, "at least", "more than".
EXACT, AT_LEAST = 0.62, 0.95


class Figure(NamedTuple):
    """A count in words with what it counts; ``high`` is ``None`` where it is open."""

    words: str
    low: int
    high: int | None
    measure: str


def spell(number: int) -> str:
    """Return a number below 100 in words, a larger one in digits."""
    if number < 10:
        return SMALL[number]
    if number < 20:
        return TEENS[number - 10]
    if number >= 100:
        return f"{number:,}"
    tens, rest = divmod(number, 10)
    return TENS[tens - 2] + (f"-{SMALL[rest]}" if rest else "")


def count(number: int, group: str, measure: str, random: Random) -> Figure:
    """Word a number of people: small ones spelled, now and then only bounded from below."""
    noun = group if number != 1 else ONE.get(group, group.removesuffix("s"))
    words = spell(number) if number < 10 else f"{number:,}"
    said = random.random()
    if said < EXACT or number < 3:
        return Figure(f"{words} {noun}", number, number, measure)
    if said < AT_LEAST:
        return Figure(f"at least {words} {noun}", number, None, measure)
    return Figure(f"more than {words} {noun}", number + 1, None, measure)


def count_more(number: int, random: Random) -> Figure:
    """Word the number of wounded behind that of the dead."""
    words = spell(number) if number < 10 else str(number)
    if number == 1:
        return Figure("one other", 1, 1, "injured")
    if random.random() < 0.15 and number > 2:
        return Figure(f"at least {words} others", number, None, "injured")
    return Figure(f"{words} others", number, number, "injured")


def bare(number: int, measure: str) -> Figure:
    """Word a number without noun."""
    return Figure(spell(number) if number < 10 else f"{number:,}", number, number, measure)


def tell_killed(incident: Incident, origin: Origin, delay: int) -> int:
    """Return the dead that an origin counts so many days after the event."""
    share = 1 - 0.35 * max(0.0, 1 - delay / (2 * origin.slowness)) if origin.slowness else 1.0
    return max(1, round(incident.killed * origin.factor * share))


def tell_injured(incident: Incident, origin: Origin) -> int:
    """Return the wounded that an origin counts."""
    return round(incident.injured * origin.factor)
