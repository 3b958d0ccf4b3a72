"""What surrounds a number and bounds it: "at least", "or more", and the interval that results."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.quantities.numbers import Number
from claimgraph.extraction.quantities.words import NumberWords
from claimgraph.extraction.tokens import Token
from claimgraph.model import Modifier


def bound_value(value: int, modifier: Modifier) -> tuple[int, int | None]:
    """Return the inclusive interval that a number with its modifier allows.

    "About" is read as within ten per cent of the number; that is a convention of ours.
    """
    if modifier is Modifier.AT_LEAST:
        return value, None
    if modifier is Modifier.MORE_THAN:
        return value + 1, None
    if modifier is Modifier.AT_MOST:
        return 0, value
    if modifier is Modifier.ABOUT:
        return value - value // 10, value + value // 10
    return value, value


def bound_vague(number: Number, words: NumberWords) -> tuple[int, int | None]:
    """Return the interval that a convention gives a vague word, times its unit."""
    low = words.low.get(number.vague, 2) * number.unit
    high = words.high.get(number.vague)
    # "tens of thousands" ends below a hundred thousand: 99 units and all that is below one more.
    return low, None if high is None else (high + 1) * number.unit - 1 if number.unit > 1 else high


def read_modifier_before(
    tokens: Sequence[Token], first: int, limit: int, words: NumberWords
) -> tuple[int, Modifier | None]:
    """Return where the words that bound a number begin, and what they say of it."""
    modifier: Modifier | None = None
    start = at = first
    while at > limit:
        found = _match_before(tokens, at, limit, words)
        if found is not None:
            length, kind = found
            at -= length
            start = at
            if modifier is None or modifier is Modifier.ABOUT:
                modifier = kind
        elif tokens[at - 1][1] in words.between and first - at < 2:
            at -= 1
        else:
            break
    return start, modifier


def _match_before(
    tokens: Sequence[Token], end: int, limit: int, words: NumberWords
) -> tuple[int, Modifier] | None:
    found = words.before.get(tokens[end - 1][1])
    if found is None:
        return None
    for phrase, kind in found:
        start = end - len(phrase)
        if start >= limit and tuple([token[1] for token in tokens[start:end]]) == phrase:
            return len(phrase), kind
    return None


def read_modifier_after(tokens: Sequence[Token], end: int, words: NumberWords) -> tuple[int, Modifier | None]:
    """Return where the words behind a number that bound it end, and what they say."""
    if end >= len(tokens):
        return end, None
    found = words.after.get(tokens[end][1])
    if found is None:
        return end, None
    for phrase, kind in found:
        last = end + len(phrase)
        said = tuple([token[1] for token in tokens[end:last]])
        if said == phrase and not _bounds_next(tokens, last, phrase, words):
            return last, kind
    return end, None


def _bounds_next(tokens: Sequence[Token], last: int, phrase: tuple[str, ...], words: NumberWords) -> bool:
    """Return whether the words bound the number behind them: "in 2016 at least 22 people"."""
    if (phrase, Modifier.AT_LEAST) not in words.before.get(phrase[-1], ()):
        return False
    following = [token.lower for token in tokens[last : last + 2]]
    return any(word[0].isdigit() or word in words.starts for word in following)
