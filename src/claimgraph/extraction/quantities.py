"""Sentence → quantities: "at least a dozen", "20 to 25", "hundreds of thousands", "3.6 million".

A grammar over tokens: a number (digits, words, vague words), perhaps a range of two numbers, and
the words before or after that bound it. Whether people are counted is not decided here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import frozen

from claimgraph.extraction.sentences import Sentence, Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Modifier, Quantity, Span

DEFAULT_CONVENTION = "plural-means-two"
# A count of people above this is a mistake of somebody; there are fewer people on earth.
LARGEST = 10**11


class QuantityMention(NamedTuple):
    """A quantity and its tokens ``[first, last)`` in the sentence, modifiers included."""

    quantity: Quantity
    first: int
    last: int
    number_first: int


@frozen(kw_only=True)
class NumberWords:
    """The words of the number grammar, compiled for look-up by their first or last token."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    vague_units: frozenset[str]
    vague_words: frozenset[str]
    vague_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    before_scales: frozenset[str]
    before: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]
    after: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]
    between: frozenset[str]
    convention: str
    low: Mapping[str, int]
    high: Mapping[str, int]
    starts: frozenset[str]


class _Number(NamedTuple):
    """A parsed number: tokens ``[first, last)``; ``vague`` is the word that keeps it open."""

    first: int
    last: int
    value: int | None
    vague: str = ""
    unit: int = 1


@lru_cache(maxsize=16)
def load_number_words(lexicon: Lexicon, convention: str = DEFAULT_CONVENTION) -> NumberWords:
    """Compile the number table of a lexicon under one convention for vague words."""
    table = lexicon.words("numbers")
    vague = table["vague"]
    rule = table["conventions"][convention]
    phrases = [tuple(phrase.split()) for phrase in vague["phrases"]]
    starts = {
        *table["units"], *table["tens"], *table["scales"],
        *vague["units"], *vague["words"], *(phrase[0] for phrase in phrases), "a", "an", "half", "some",
    }
    return NumberWords(
        units=table["units"],
        tens=table["tens"],
        scales=table["scales"],
        suffixes=table["suffixes"],
        vague_units=frozenset(vague["units"]),
        vague_words=frozenset(vague["words"]),
        vague_phrases=_group_by(phrases, 0),
        before_scales=frozenset(vague["before_scales"]),
        before=_index_modifiers(table["modifiers"], -1),
        after=_index_modifiers(table["modifiers_after"], 0),
        between=frozenset(table["between"]["words"]),
        convention=convention,
        low=rule["low"],
        high=rule["high"],
        starts=frozenset(starts),
    )


def _group_by(phrases: Sequence[tuple[str, ...]], at: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        grouped.setdefault(phrase[at], []).append(phrase)
    return {key: tuple(value) for key, value in grouped.items()}


def _index_modifiers(
    table: Mapping[str, Any], at: int
) -> dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]:
    kinds = {tuple(phrase.split()): Modifier(kind) for kind in table for phrase in table[kind]}
    grouped = _group_by(list(kinds), at)
    return {
        key: tuple((phrase, kinds[phrase]) for phrase in phrases) for key, phrases in grouped.items()
    }


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
    number = _read_number(tokens, position, words)
    if number is None or not _stands_alone(tokens, number):
        return None
    second = _read_range_end(tokens, number, words, limit)
    first, before = _read_modifier_before(tokens, number.first, limit, words)
    end = second.last if second else number.last
    last, after = _read_modifier_after(tokens, end, words)
    modifier = before or after or Modifier.EXACT
    span = Span(tokens[number.first].start, tokens[end - 1].end)
    text = join_tokens(tokens[first:last])
    if second is not None and number.value is not None and second.value is not None:
        bounds = (number.value, number.value, second.value, Modifier.RANGE)
        if tokens[number.first - 1].lower == "between" if number.first else False:
            first = min(first, number.first - 1)
    elif number.vague:
        bounds = (None, *_bound_vague(number, words), Modifier.VAGUE)  # type: ignore[assignment]
    else:
        assert number.value is not None
        bounds = (number.value, *bound_value(number.value, modifier), modifier)  # type: ignore[assignment]
    value, low, high, modifier = bounds
    quantity = Quantity(
        value=value, low=low, high=high, modifier=modifier, words=text, span=span,
        convention=words.convention if number.vague else None,
    )
    return QuantityMention(quantity, first, last, number.first)


def join_tokens(tokens: Sequence[Token]) -> str:
    """Return the words of some tokens with the white space between them as single blanks."""
    parts = []
    for index, token in enumerate(tokens):
        if index and not _touches(tokens[index - 1], token):
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)


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


def _bound_vague(number: _Number, words: NumberWords) -> tuple[int, int | None]:
    low = words.low.get(number.vague, 2) * number.unit
    high = words.high.get(number.vague)
    # "tens of thousands" ends below a hundred thousand: 99 units and all that is below one more.
    return low, None if high is None else (high + 1) * number.unit - 1 if number.unit > 1 else high


_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})++|\d++(?:\.\d++)?+")
_THOUSANDS_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})++")
_SUFFIXED = re.compile(r"(\d++(?:\.\d++)?+)([a-z]++)")


def _read_number(tokens: Sequence[Token], position: int, words: NumberWords) -> _Number | None:
    token = tokens[position]
    if token.text[0].isdigit():
        return _read_digits(tokens, position, words)
    return (
        _read_vague_phrase(tokens, position, words)
        or _read_number_words(tokens, position, words)
        or _read_vague_word(tokens, position, words)
    )


def _read_digits(tokens: Sequence[Token], position: int, words: NumberWords) -> _Number | None:
    text = tokens[position].lower
    suffixed = _SUFFIXED.fullmatch(text)
    scale = 1
    if suffixed:
        text, suffix = suffixed.groups()
        scale = words.suffixes.get(suffix, 0)
    if _THOUSANDS_BY_DOTS.fullmatch(text):
        text = text.replace(".", "")
    if not scale or not _DIGITS.fullmatch(text) or not text.isascii() or len(text) > 15:
        return None
    whole, _, part = text.replace(",", "").partition(".")
    last = position + 1
    while last < len(tokens) and tokens[last].lower in words.scales and tokens[last].lower != "score":
        scale *= words.scales[tokens[last].lower]
        last += 1
    value = int(whole) * scale + (int(part) * scale // 10 ** len(part) if part else 0)
    if (part and scale == 1) or value > LARGEST:
        return None
    return _Number(position, last, value)


def _read_number_words(tokens: Sequence[Token], position: int, words: NumberWords) -> _Number | None:
    """Read "twenty-eight", "two hundred and five", "a dozen", "half a million", "two dozen"."""
    total = current = 0
    half = False
    seen = scaled = False
    at = position
    while at < len(tokens):
        word = tokens[at].lower
        if word in words.units and not (seen and not scaled and current % 10):
            current += words.units[word]
            seen = True
        elif word in words.tens and not (seen and not scaled):
            current += words.tens[word]
            seen = True
        elif word in words.scales and (seen or half or _after_article(tokens, at, position)):
            scale = words.scales[word]
            current = scale // 2 if half else max(current, 1) * scale
            half = False
            seen = scaled = True
            if scale >= 1000:
                total, current = total + current, 0
        elif word == "half" and at == position:
            half = True
        elif not _is_joint(tokens, at, words, half=half, scaled=scaled, position=position):
            break
        at += 1
    while at > position and tokens[at - 1].lower in {"and", "-", "a", "an"}:
        at -= 1
    if not seen or total + current > LARGEST:
        return None
    # "score" alone and a lone article are not numbers.
    return _Number(position, at, total + current)


def _after_article(tokens: Sequence[Token], at: int, position: int) -> bool:
    return at > position and tokens[at - 1].lower in {"a", "an", "half"} and tokens[at].lower != "score"


def _is_joint(
    tokens: Sequence[Token], at: int, words: NumberWords, *, half: bool, scaled: bool, position: int
) -> bool:
    """Return whether the token holds two parts of one number word together."""
    word = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word == "-":
        before = tokens[at - 1].lower if at > position else ""
        return (before in words.tens and following in words.units) or following in words.scales
    if word in {"a", "an"}:
        return (at == position or half) and following in words.scales and following != "score"
    return word == "and" and scaled and (following in words.units or following in words.tens) and (
        tokens[at - 1].lower in {"hundred", "thousand"}
    )


def _read_vague_phrase(tokens: Sequence[Token], position: int, words: NumberWords) -> _Number | None:
    for phrase in words.vague_phrases.get(tokens[position].lower, ()):
        last = position + len(phrase)
        if tuple(token.lower for token in tokens[position:last]) == phrase:
            key = next((word for word in phrase if word in words.low), phrase[-1])
            end = last - 1 if phrase[-1] == "of" else last
            scale = tokens[end].lower if end < len(tokens) else ""
            if scale in words.scales:
                return _Number(position, end + 1, None, key, words.scales[scale])
            return _Number(position, end, None, key)
    return None


def _read_vague_word(tokens: Sequence[Token], position: int, words: NumberWords) -> _Number | None:
    word = tokens[position].lower
    if word not in words.vague_units and word not in words.vague_words and word not in words.before_scales:
        return None
    following = [token.lower for token in tokens[position + 1 : position + 3]]
    if word in words.before_scales and following:
        if following[0] in words.scales:
            return _Number(position, position + 2, None, word, words.scales[following[0]])
        if following[0] in words.vague_units:
            return _read_vague_word(tokens, position + 1, words)
    # "as many as 350" bounds the number that follows.
    if word == "some" or following[:1] == ["as"]:
        return None
    if word in words.vague_units:
        if len(following) == 2 and following[0] == "of" and following[1] in words.vague_units:
            unit = words.scales.get(following[1].removesuffix("s"), 1)
            return _Number(position, position + 3, None, word, unit)
        return _Number(position, position + 1, None, word)
    return _Number(position, position + 1, None, word)


def _stands_alone(tokens: Sequence[Token], number: _Number) -> bool:
    """Return whether the number is no part of "F-16", "12-year-old", "$5" or "30%"."""
    before = tokens[number.first - 1] if number.first else None
    if before is not None and before.text in {"$", "£", "€", "#", "№"}:
        return False
    if before is not None and before.text in {"-", "–", ":", "/", "."} and _touches(before, tokens[number.first]):
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


def _read_range_end(
    tokens: Sequence[Token], number: _Number, words: NumberWords, limit: int
) -> _Number | None:
    """Read the second number of "20 to 25", "20-25", "two or three", "between 20 and 25"."""
    at = number.last
    if number.value is None or at + 1 >= len(tokens):
        return None
    joint = tokens[at].lower
    between = number.first > limit and tokens[number.first - 1].lower == "between"
    if joint not in {"to", "-", "–", "or"} and not (between and joint == "and"):
        return None
    second = _read_number(tokens, at + 1, words)
    if second is None or second.value is None or second.value <= number.value:
        return None
    is_close = joint == "and" or second.value <= max(20, number.value * 10)
    return second if is_close else None


def _read_modifier_before(
    tokens: Sequence[Token], first: int, limit: int, words: NumberWords
) -> tuple[int, Modifier | None]:
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
        elif tokens[at - 1].lower in words.between and first - at < 2:
            at -= 1
        else:
            break
    return start, modifier


def _match_before(
    tokens: Sequence[Token], end: int, limit: int, words: NumberWords
) -> tuple[int, Modifier] | None:
    for phrase, kind in words.before.get(tokens[end - 1].lower, ()):
        start = end - len(phrase)
        if start >= limit and all(tokens[start + i].lower == word for i, word in enumerate(phrase)):
            return len(phrase), kind
    return None


def _read_modifier_after(
    tokens: Sequence[Token], end: int, words: NumberWords
) -> tuple[int, Modifier | None]:
    if end >= len(tokens):
        return end, None
    for phrase, kind in words.after.get(tokens[end].lower, ()):
        last = end + len(phrase)
        if last <= len(tokens) and all(tokens[end + i].lower == word for i, word in enumerate(phrase)):
            return last, kind
    return end, None


__all__ = ["QuantityMention", "bound_value", "find_quantities", "join_tokens", "load_number_words"]
