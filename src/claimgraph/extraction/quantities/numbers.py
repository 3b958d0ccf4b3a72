"""One number at a token: digits, number words, vague words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.extraction.quantities.words import NumberWords
from claimgraph.extraction.tokens import Token

# A count of people above this is a mistake of somebody; there are fewer people on earth.
LARGEST = 10**11
# Fewer digits than this are never too large.
PLAIN = 11
# From here on a scale closes what was read: "two hundred thousand" and whatever follows.
THOUSAND = 1000


class Number(NamedTuple):
    """A parsed number: tokens ``[first, last)``; ``vague`` is the word that keeps it open."""

    first: int
    last: int
    value: int | None
    vague: str = ""
    unit: int = 1


_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})++|\d++(?:\.\d++)?+")
_THOUSANDS_BY_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})++")
_SUFFIXED = re.compile(r"(\d++(?:\.\d++)?+)([a-z]++)")


def read_number(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    """Read the number that begins at a token; ``None`` where none does."""
    if tokens[position][0][0].isdigit():
        return _read_digits(tokens, position, words)
    return (
        _read_vague_phrase(tokens, position, words)
        or _read_fraction(tokens, position, words)
        or _read_word(tokens, position, words)
        or _read_spelled(tokens, position, words)
        or _read_vague_word(tokens, position, words)
    )


def _read_digits(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    text = tokens[position].lower
    plain = _read_plain(tokens, position, text, words)
    if plain is not None:
        return plain
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
    last, factor = _read_scales(tokens, position + 1, words)
    scale *= factor
    if part and scale == 1:
        scale = _find_shared_scale(tokens, last, words)
    value = int(whole) * scale + (int(part) * scale // 10 ** len(part) if part else 0)
    if (part and scale == 1) or value > LARGEST:
        return None
    return Number(position, last, value)


def _read_scales(tokens: Sequence[Token], at: int, words: NumberWords) -> tuple[int, int]:
    """Return where the scales behind digits end, and by what they multiply: "300 000", "2 million"."""
    scale = 1
    while _goes_on_in_thousands(tokens, at):
        scale *= 1000
        at += 1
    while at < len(tokens) and tokens[at].lower in words.scales and tokens[at].lower != "score":
        scale *= words.scales[tokens[at].lower]
        at += 1
    return at, scale


def _find_shared_scale(tokens: Sequence[Token], at: int, words: NumberWords) -> int:
    """Return the scale that the end of a range gives its beginning: "1.2 to 1.5 million"."""
    following = [token.lower for token in tokens[at : at + 3]]
    if len(following) < 3 or following[0] not in words.range_joints | words.between_joints:
        return 1
    return words.scales.get(following[2], 1) if following[1][0].isdigit() else 1


def _read_plain(tokens: Sequence[Token], position: int, text: str, words: NumberWords) -> Number | None:
    """Read plain digits that no scale follows, as most numbers are."""
    following = tokens[position + 1].lower if position + 1 < len(tokens) else ""
    if following == "000" or following in words.scales or not (text.isascii() and text.isdigit()):
        return None
    return Number(position, position + 1, int(text)) if len(text) < PLAIN else None


def _goes_on_in_thousands(tokens: Sequence[Token], at: int) -> bool:
    """Return whether "300" goes on as "300 000", written with a blank."""
    if at >= len(tokens) or tokens[at].text != "000":
        return False
    before = tokens[at - 1]
    return len(before.text) <= 3 and before.text.isdigit() and tokens[at].start - before.end == 1


def _read_word(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    """Read a number of one word that nothing can go on, as most spelled numbers are: "three people"."""
    value = words.units.get(tokens[position][1])
    if value is None or (position + 1 < len(tokens) and tokens[position + 1][1] in words.parts):
        return None
    return Number(position, position + 1, value)


class _Spelled:
    """A number being read word by word: "two hundred and five thousand"."""

    def __init__(self) -> None:
        self.total = 0
        self.current = 0
        self.half = False
        self.seen = False
        self.scaled = False
        # Scales only fall: "two million three thousand", but "two thousand" and "three thousand".
        self.ceiling = LARGEST

    def take(self, word: str, words: NumberWords, *, after_article: bool) -> bool:
        """Take one more word, if it can go on the number."""
        value = words.units.get(word, words.tens.get(word))
        if value is not None:
            taken = self._add(value)
        else:
            follows = self.seen or self.half or after_article
            taken = word in words.scales and follows and self._scale(words.scales[word])
        self.seen = self.seen or taken
        return taken

    def _add(self, value: int) -> bool:
        """Add "five" to "twenty" or "two hundred", but not to "ten" nor "ten" to "twenty"."""
        tens = self.current % 100
        if tens and (value >= 10 or tens <= 10 or tens % 10):
            return False
        self.current += value
        return True

    def _scale(self, scale: int) -> bool:
        if scale >= THOUSAND and self.total and not self.current:
            self.total *= scale  # "two hundred thousand million"
            return True
        if scale >= self.ceiling or (scale < THOUSAND and self.current >= 100):
            return False
        self.current = scale // 2 if self.half else max(self.current, 1) * scale
        self.half = False
        self.scaled = True
        if scale >= THOUSAND:
            self.total, self.current, self.ceiling = self.total + self.current, 0, scale
        return True


def _read_spelled(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    """Read "twenty-eight", "two hundred and five", "a dozen", "half a million", "two dozen"."""
    spelled = _Spelled()
    at, value = position, 0
    # Where a number of its own may begin: "two hundred" of "one hundred and two hundred".
    parted: tuple[int, int] | None = None
    while at < len(tokens):
        word = tokens[at].lower
        if word == "half" and at == position:
            spelled.half = True
        elif spelled.take(word, words, after_article=_follows_article(tokens, at, position)):
            if spelled.scaled and word not in words.scales and not value % 100:
                parted = at, value
            value = spelled.total + spelled.current
        elif not _is_joint(tokens, at, words, spelled, first=at == position):
            at, value = parted if parted and word in words.scales else (at, value)
            break
        at += 1
    while at > position and tokens[at - 1].lower in {"and", "-", "a", "an"}:
        at -= 1
    return Number(position, at, value) if spelled.seen and value <= LARGEST else None


def _follows_article(tokens: Sequence[Token], at: int, position: int) -> bool:
    # "a score" is a result of a game more often than twenty.
    return at > position and tokens[at - 1].lower in {"a", "an", "half"} and tokens[at].lower != "score"


def _is_joint(
    tokens: Sequence[Token], at: int, words: NumberWords, spelled: _Spelled, *, first: bool
) -> bool:
    """Return whether the token holds two parts of one number word together."""
    word = tokens[at].lower
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word == "-":
        before = "" if first else tokens[at - 1].lower
        return (before in words.tens and following in words.units) or following in words.scales
    if word in {"a", "an"}:
        return (first or spelled.half) and following in words.scales and following != "score"
    goes_on = following in words.units or following in words.tens
    return word == "and" and spelled.scaled and goes_on and tokens[at - 1].lower in {"hundred", "thousand"}


def _read_fraction(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    """Read "a quarter of a million", "three-quarters of a million", "a quarter million"."""
    at = position + 1
    if at + 1 < len(tokens) and tokens[at].lower == "-":
        at += 1
    part = words.fractions.get(tokens[at].lower) if at < len(tokens) else None
    if part is None:
        return None
    end = min(len(tokens), at + 3)
    at += 1
    while at < end and tokens[at].lower in words.fraction_joints:
        at += 1
    scale = words.scales.get(tokens[at].lower) if at < len(tokens) else None
    if scale is None:
        return None
    return Number(position, at + 1, words.units.get(tokens[position].lower, 1) * scale // part)


def _read_vague_phrase(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    found = words.vague_phrases.get(tokens[position].lower)
    if found is None:
        return None
    following = tuple([token[1] for token in tokens[position : position + words.longest_vague]])
    for phrase in found:
        last = position + len(phrase)
        if following[: len(phrase)] == phrase:
            key = next((word for word in phrase if word in words.low), phrase[-1])
            scale = tokens[last].lower if last < len(tokens) else ""
            if scale in words.scales:
                return Number(position, last + 1, None, key, words.scales[scale])
            return Number(position, last - 1 if phrase[-1] == "of" else last, None, key)
    return None


def _read_vague_word(tokens: Sequence[Token], position: int, words: NumberWords) -> Number | None:
    word = tokens[position].lower
    if word not in words.vague_units and word not in words.vague_words and word not in words.before_scales:
        return None
    following = [token.lower for token in tokens[position + 1 : position + 3]]
    if word in words.before_scales and following:
        if following[0] in words.scales:
            return Number(position, position + 2, None, word, words.scales[following[0]])
        if following[0] in words.vague_units:
            number = _read_vague_word(tokens, position + 1, words)
            return None if number is None else number._replace(first=position)
    # "as many as 350" bounds the number that follows.
    if word == "some" or following[:1] == ["as"]:
        return None
    if word in words.vague_units:
        if len(following) == 2 and following[0] == "of" and following[1] in words.vague_units:
            unit = words.scales.get(following[1].removesuffix("s"), 1)
            return Number(position, position + 3, None, word, unit)
        return Number(position, position + 1, None, word)
    return Number(position, position + 1, None, word)
