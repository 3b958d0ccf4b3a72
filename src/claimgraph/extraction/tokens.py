"""Words, numbers and marks of a text with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from itertools import accumulate
from typing import NamedTuple


class Token(NamedTuple):
    """A word, a number or a single mark, with its place in the text."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        """Whether the token starts with an upper-case letter."""
        return self.text[:1].isupper()


# "1,500" and "3.6" are one token, "28," is two; "al-Sham's" is al, -, Sham, 's. A lone
# surrogate or a letter of any script is a word character or a mark like any other. The first
# alternative is a plain word, as most are, which those below would read alike. No number has more
# groups than a dozen; a chain of a thousand that ends in a letter would be gone through from each.
_TOKEN = re.compile(
    r"([a-zA-Z]++(?![\w.'’])"
    r"|\d++(?:[.,]\d++){0,12}+(?:st|nd|rd|th|s)?+(?![^\W\d_])"
    r"|['’][sS]\b"
    r"|(?:[^\W\d_]\.){2,}+"
    r"|[^\W_]++(?:['’](?![sS]\b)[^\W\d_]++)?+"
    r"|[^\w\s]|_)"
)
# Every word of every article is made here; a call of the class in Python would take most of the time.
_make_token = partial(tuple.__new__, Token)


class _LowerCase(dict[str, str]):
    """Words → lower case; equal words share one string, whose hash is then computed once.

    Every table is asked for every word, so that sharing saves more than the call of ``lower``.
    """

    def __missing__(self, word: str) -> str:
        lower = "'s" if word in _OWNED else word.lower()
        if len(word) <= _LONGEST_KEPT:
            if len(self) >= _MOST_KEPT:
                self.clear()
            self[word] = lower
        return lower


_OWNED = frozenset({"’s", "’S"})
_MOST_KEPT, _LONGEST_KEPT = 1 << 16, 32
_LOWER = _LowerCase()


def split_tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Split ``text[start:end]`` into tokens whose offsets are characters of ``text``."""
    return read_tokens(text, start, end)[0]


def read_tokens(
    text: str, start: int = 0, end: int | None = None
) -> tuple[tuple[Token, ...], tuple[str, ...], list[int]]:
    """Return the tokens of ``text[start:end]``, their lower-case forms and where each ends."""
    # White space and words by turns, so that the lengths of all before add up to an offset.
    parts = _TOKEN.split(text[start:end])
    offsets = list(accumulate(map(len, parts), initial=start))
    words, ends = parts[1::2], offsets[2::2]
    lower = tuple(map(_LOWER.__getitem__, words))
    return tuple(map(_make_token, zip(words, lower, offsets[1:-1:2], ends, strict=True))), lower, ends


def join_tokens(tokens: Sequence[Token]) -> str:
    """Return the words of some tokens with the white space between them as single blanks."""
    parts = []
    for index, token in enumerate(tokens):
        if index and tokens[index - 1].end != token.start:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
