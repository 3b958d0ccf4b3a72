"""Quantities of a sentence: numbers with their ranges and bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from claimgraph.extraction.quantities.bounds import (
    bound_vague,
    bound_value,
    read_modifier_after,
    read_modifier_before,
)
from claimgraph.extraction.quantities.numbers import Number, read_number
from claimgraph.extraction.quantities.words import DEFAULT_CONVENTION, NumberWords, load_number_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token, join_tokens
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Modifier, Quantity, Span


class QuantityMention(NamedTuple):
    """A quantity and its tokens ``[first, last)`` in the sentence, modifiers included."""

    quantity: Quantity
    first: int
    last: int
    number_first: int


def find_quantities(
    sentence: Sentence, *, lexicon: Lexicon, convention: str = DEFAULT_CONVENTION
) -> tuple[QuantityMention, ...]:
    """Find every number and vague count of one sentence, whatever it counts.

    Args:
        sentence: One sentence; offsets are characters of ``Article.text``.
        lexicon: Number words, modifiers and the conventions for vague words.
        convention: Name of the convention that gives vague words their interval.

    Returns:
        Mentions in reading order that do not overlap, possibly none. Bounds are inclusive
        counts; ``high is None`` means that the words state no upper bound.

    Source:
        Vague counts such as "dozens": docs/decisions/0004.
    """
    words = load_number_words(lexicon, convention)
    tokens = sentence.tokens
    found: list[QuantityMention] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if not (token.text[0].isdigit() or token.lower in words.starts):
            position += 1
            continue
        mention = _read_quantity(tokens, position, found[-1].last if found else 0, words)
        if mention is None:
            position += 1
        else:
            found.append(mention)
            position = mention.last
    return tuple(found)


def _read_quantity(
    tokens: Sequence[Token], position: int, limit: int, words: NumberWords
) -> QuantityMention | None:
    number = read_number(tokens, position, words)
    if number is None or not _stands_alone(tokens, number):
        return None
    second = _read_range_end(tokens, number, words, limit)
    first, before = read_modifier_before(tokens, number.first, limit, words)
    end = second.last if second else number.last
    last, after = read_modifier_after(tokens, end, words)
    if second is not None and number.first and tokens[number.first - 1].lower == "between":
        first = min(first, number.first - 1)
    quantity = Quantity(
        **_read_bounds(number, second, before or after or Modifier.EXACT, words),
        words=join_tokens(tokens[first:last]),
        span=Span(tokens[number.first].start, tokens[end - 1].end),
        convention=words.convention if number.vague else None,
    )
    return QuantityMention(quantity, first, last, number.first)


def _read_bounds(
    number: Number, second: Number | None, modifier: Modifier, words: NumberWords
) -> dict[str, Any]:
    """Return value, low, high and modifier of a number, perhaps with the end of its range."""
    if number.value is None:
        low, high = bound_vague(number, words)
        return {"value": None, "low": low, "high": high, "modifier": Modifier.VAGUE}
    if second is not None:
        return {"value": number.value, "low": number.value, "high": second.value, "modifier": Modifier.RANGE}
    low, high = bound_value(number.value, modifier)
    return {"value": number.value, "low": low, "high": high, "modifier": modifier}


def _stands_alone(tokens: Sequence[Token], number: Number) -> bool:
    """Return whether the number is no part of "F-16", "12-year-old", "$5" or "30%"."""
    before = tokens[number.first - 1] if number.first else None
    if before is not None and before.text in {"$", "£", "€", "#", "№"}:
        return False
    if (
        before is not None
        and before.text in {"-", "–", ":", "/", "."}
        and _touches(before, tokens[number.first])
    ):
        two = tokens[number.first - 2] if number.first > 1 else None
        # "-5" and "16-5" are read with the number before; "F-16" is a name.
        if two is not None and _touches(two, before):
            return False
    after = tokens[number.last] if number.last < len(tokens) else None
    if after is None:
        return True
    if after.text in {"%", "°"} or (after.text in {":", "/"} and _next_touches(tokens, number.last)):
        return False
    if after.text == "-" and _touches(tokens[number.last - 1], after) and _next_touches(tokens, number.last):
        following = tokens[number.last + 1]
        return following.text[0].isdigit()
    return True


def _touches(left: Token, right: Token) -> bool:
    return left.end == right.start


def _next_touches(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and _touches(tokens[at], tokens[at + 1])


def _read_range_end(tokens: Sequence[Token], number: Number, words: NumberWords, limit: int) -> Number | None:
    """Read the second number of "20 to 25", "20-25", "two or three", "between 20 and 25"."""
    at = number.last
    if number.value is None or at + 1 >= len(tokens):
        return None
    joint = tokens[at].lower
    between = number.first > limit and tokens[number.first - 1].lower == "between"
    if joint not in {"to", "-", "–", "or"} and not (between and joint == "and"):
        return None
    second = read_number(tokens, at + 1, words)
    if second is None or second.value is None or second.value <= number.value:
        return None
    is_close = joint == "and" or second.value <= max(20, number.value * 10)
    return second if is_close else None
