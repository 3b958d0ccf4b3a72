"""Words, numbers and marks of a text with their offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
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
# surrogate or a letter of any script is a word character or a mark like any other.
_TOKEN = re.compile(
    r"\d++(?:[.,]\d++)*+(?:st|nd|rd|th|s)?+(?![^\W\d_])"
    r"|['’]s\b"
    r"|(?:[^\W\d_]\.){2,}+"
    r"|[^\W_]++(?:['’](?!s\b)[^\W\d_]++)?+"
    r"|[^\w\s]|_"
)
# Every word of every article is made here; a call of the class in Python would take most of the time.
_make_token = partial(tuple.__new__, Token)


def split_tokens(text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Split ``text[start:end]`` into tokens whose offsets are characters of ``text``."""
    words = _TOKEN.findall(text, start, len(text) if end is None else end)
    starts = []
    ends = []
    for word in words:
        # Only white space stands between two tokens, so the next hit is this one.
        start = text.find(word, start)
        starts.append(start)
        start += len(word)
        ends.append(start)
    lower = ["'s" if word == "’s" else word.lower() for word in words]
    return tuple(map(_make_token, zip(words, lower, starts, ends, strict=True)))


def join_tokens(tokens: Sequence[Token]) -> str:
    """Return the words of some tokens with the white space between them as single blanks."""
    parts = []
    for index, token in enumerate(tokens):
        if index and tokens[index - 1].end != token.start:
            parts.append(" ")
        parts.append(token.text)
    return "".join(parts)
