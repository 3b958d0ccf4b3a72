"""Numbers that are ages, days, years or parts of a name: "aged ten", "June 16 and 22", "Route 9"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.nouns import CountWords, scan_noun
from claimgraph.extraction.quantities import QuantityMention
from claimgraph.extraction.tokens import Token
from claimgraph.model import Modifier

# How many tokens of a list of ages may stand before "year old".
AGES_REACH = 8
# No month has more days.
LAST_DAY = 31


def is_calendar_or_age(tokens: Sequence[Token], mention: QuantityMention, words: CountWords) -> bool:
    """Return whether a number reads as an age, a year or a part of a name ("Route 9")."""
    quantity, first, last, number_first = mention
    if not words.age_words.isdisjoint([token[1] for token in tokens[max(0, first - 4) : first]]):
        # "two sons, aged ten and five".
        return True
    if _is_listed_age(tokens, last, words) or _follows_people(tokens, first, last, words):
        return True
    text = tokens[number_first][0]
    value = quantity.value
    if text[0] == "0" and len(text) > 1:
        # "016" is a part of a date or a code.
        return True
    if value is None or not text[0].isdigit() or quantity.modifier is not Modifier.EXACT:
        return False
    before = tokens[first - 1][1] if first else ""
    if first > 2 and _is_second_day(tokens, first, value, words) and scan_noun(tokens, last, words) is None:
        return True
    is_year = 1900 <= value <= 2100 and len(text) == 4
    return before in words.labels or (is_year and (before in words.year_words or before == ","))


def _is_second_day(tokens: Sequence[Token], first: int, value: int, words: CountWords) -> bool:
    """Return whether a number ends "between June 16 and 22"."""
    joint = tokens[first - 1][1]
    return (
        value <= LAST_DAY
        and joint != ","
        and joint in words.age_joints
        and tokens[first - 2][1].isdigit()
        and tokens[first - 3][1] in words.months
    )


def _is_listed_age(tokens: Sequence[Token], at: int, words: CountWords) -> bool:
    """Return whether "and 15 year old" follows a number: "an 18 and 15 year old"."""
    for position in range(at, min(len(tokens) - 1, at + AGES_REACH)):
        word = tokens[position][1]
        if word in words.age_units:
            return position > at and tokens[position + 1].lower in {"old", "-", "olds"}
        if not (word[0].isdigit() or word in words.numbers or word in words.age_joints):
            return False
    return False


def _follows_people(tokens: Sequence[Token], first: int, last: int, words: CountWords) -> bool:
    """Return whether numbers behind a plural are ages: "Boys, 4 and 6, were", "the sisters, 12 and 15,"."""
    at = first - 1
    while at > max(0, first - AGES_REACH) and (tokens[at][1] in words.age_joints or tokens[at][0].isdigit()):
        at -= 1
    if at < 0 or at >= first - 1 or tokens[at][1] not in words.plural or tokens[at + 1][0] != ",":
        return False
    end = last
    while end < min(len(tokens), last + AGES_REACH) and (tokens[end][0] == "and" or tokens[end][0].isdigit()):
        end += 1
    # One number alone may count others: "villagers, 12 and more".
    is_several = first - 2 > at or end > last + 1
    return is_several and end < len(tokens) and tokens[end][0] == "," and tokens[first][0].isdigit()


__all__ = ["is_calendar_or_age"]
