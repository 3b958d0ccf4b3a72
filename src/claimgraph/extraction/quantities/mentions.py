"""Quantities of a sentence: numbers with their ranges and bounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

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

# How many words the bound of the end of a range has at most, and before "from 12" the rise may stand.
BOUND_SIZE = 3
RISE_REACH = 3


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
    last = 0
    for position in _list_openings(sentence, words):
        if position < last:
            continue
        mention = _read_quantity(tokens, position, last, words)
        if mention is not None:
            found.append(mention)
            last = mention.last
    return tuple(found)


def _list_openings(sentence: Sentence, words: NumberWords) -> list[int]:
    """Return the tokens at which a number may begin; many sentences have none."""
    lower, starts = sentence.lower, words.starts
    if starts.isdisjoint(lower):
        return list(sentence.digits)
    articles, goes_on = words.articles, words.after_articles
    spelled = [
        at
        for at, word in enumerate(lower)
        if word in starts and (word not in articles or (at + 1 < len(lower) and lower[at + 1] in goes_on))
    ]
    return sorted({*spelled, *sentence.digits}) if spelled else list(sentence.digits)


def _read_quantity(
    tokens: Sequence[Token], position: int, limit: int, words: NumberWords
) -> QuantityMention | None:
    number = read_number(tokens, position, words)
    if number is None or not _stands_alone(tokens, number):
        return None
    number, second = _read_range(tokens, number, words, limit)
    first, before = read_modifier_before(tokens, number.first, limit, words)
    end = second.last if second else number.last
    last, after = read_modifier_after(tokens, end + _skip_repeated(tokens, number, end), words)
    if second is not None and number.first and tokens[number.first - 1].lower == "between":
        first = min(first, number.first - 1)
    value, low, high, modifier = _read_bounds(number, second, before or after or Modifier.EXACT, words)
    quantity = Quantity(
        value=value,
        low=low,
        high=high,
        modifier=modifier,
        words=join_tokens(tokens[first:last]),
        span=Span(tokens[number.first].start, tokens[end - 1].end),
        convention=words.convention if number.vague else None,
    )
    return QuantityMention(quantity, first, last, number.first)


def _skip_repeated(tokens: Sequence[Token], number: Number, at: int) -> int:
    """Return how many tokens repeat a number in figures: "three (3) insurgents"."""
    repeated = [token.text for token in tokens[at : at + 3]]
    return 3 if repeated == ["(", str(number.value), ")"] else 0


def _read_bounds(
    number: Number, second: Number | None, modifier: Modifier, words: NumberWords
) -> tuple[int | None, int, int | None, Modifier]:
    """Return value, low, high and modifier of a number, perhaps with the end of its range."""
    if number.value is None:
        low, high = bound_vague(number, words)
        return None, low, high, Modifier.VAGUE
    if second is not None:
        return number.value, number.value, second.value, Modifier.RANGE
    low, high = bound_value(number.value, modifier)
    return number.value, low, high, modifier


def _stands_alone(tokens: Sequence[Token], number: Number) -> bool:
    """Return whether the number is no part of "F-16", "12-year-old", "$5" or "30%"."""
    first, last = number.first, number.last
    before = tokens[first - 1] if first else None
    if before is not None and before[0] in _MARKS_BEFORE:
        if before[0] in _UNITS:
            return False
        # "-5" and "16-5" are read with the number before; "F-16" is a name.
        if _touches(before, tokens[first]) and first > 1 and _touches(tokens[first - 2], before):
            return False
    if last >= len(tokens):
        return True
    after = tokens[last]
    if after[0] not in _MARKS_AFTER:
        return True
    if after[0] in {"%", "°"} or (after[0] != "-" and _next_touches(tokens, last)):
        return False
    if after[0] == "-" and _touches(tokens[last - 1], after) and _next_touches(tokens, last):
        return tokens[last + 1][0][0].isdigit()
    return True


_UNITS = frozenset("$£€#№")
_MARKS_BEFORE = _UNITS | frozenset("-–:/.")
_MARKS_AFTER = frozenset("%°:/-")


def _touches(left: Token, right: Token) -> bool:
    return left.end == right.start


def _next_touches(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and _touches(tokens[at], tokens[at + 1])


def _skip_bound(tokens: Sequence[Token], at: int, words: NumberWords) -> int:
    """Return the token behind "more than" within "between eight and more than 30", or ``at``."""
    for size in range(min(BOUND_SIZE, len(tokens) - at - 1), 0, -1):
        phrase = tuple([token.lower for token in tokens[at : at + size]])
        if any(phrase == known for known, _ in words.before.get(phrase[-1], ())):
            return at + size
    return at


def _tells_rise(tokens: Sequence[Token], number: Number, words: NumberWords) -> bool:
    """Return whether two figures of one toll follow each other: "rose from 12 to 15"."""
    first = number.first
    if first < 2 or tokens[first - 1].lower != "from":
        return False
    return any(token.lower in words.rises for token in tokens[max(0, first - RISE_REACH) : first - 1])


def _read_range(
    tokens: Sequence[Token], number: Number, words: NumberWords, limit: int
) -> tuple[Number, Number | None]:
    """Return a number and the end of its range: "20 to 25", "20-25", "two or three", "between 20 and 25".

    In "between one hundred and two thousand" the first ends at "and", though it could go on.
    """
    between = number.first > limit and tokens[number.first - 1].lower == "between"
    found = _read_range_end(tokens, number, words, between=between)
    if found is not None or not between:
        return found or (number, None)
    for at in range(number.last - 1, number.first, -1):
        if tokens[at].lower in words.between_joints:
            short = read_number(tokens[:at], number.first, words)
            found = _read_range_end(tokens, short, words, between=True) if short else None
            if found is not None:
                return found
    return number, None


def _read_range_end(
    tokens: Sequence[Token], number: Number, words: NumberWords, *, between: bool
) -> tuple[Number, Number | None] | None:
    """Return both numbers of a range, if what follows the first can be its end.

    Of "rose from two to three million" only the first: both are figures of their own.
    """
    at = number.last
    if number.value is None or at + 1 >= len(tokens):
        return None
    joint = tokens[at][1]
    if joint not in words.range_joints and not (between and joint in words.between_joints):
        return None
    second = read_number(tokens, _skip_bound(tokens, at + 1, words) if between else at + 1, words)
    if second is None or second.value is None:
        return None
    low = _share_scale(tokens, number.value, second, words)
    is_close = joint in words.between_joints or second.value <= max(20, low * 10)
    if low >= second.value or not is_close:
        return None
    return number._replace(value=low), None if _tells_rise(tokens, number, words) else second


def _share_scale(tokens: Sequence[Token], low: int, second: Number, words: NumberWords) -> int:
    """Return what "two" counts in "two to three million"."""
    at, scale = second.last, 1
    while at > second.first + 1 and tokens[at - 1].lower in words.scales:
        at -= 1
        scale *= words.scales[tokens[at].lower]
    return low * scale if low * scale < (second.value or 0) else low
