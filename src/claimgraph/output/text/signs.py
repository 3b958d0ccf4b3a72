"""Characters on a terminal: what they show, how many columns they take, where a line breaks.

Article text can hold anything: sequences that recolour or retitle a terminal, marks that reverse
the writing direction, lone surrogates. Whatever is not plainly visible is written as its number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# White space becomes one blank, soft hyphens and zero-width marks vanish, the rest is numbered.
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_BLANKS = frozenset("\t\n\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000") | frozenset(
    map(chr, range(0x2000, 0x200B))
)
_DASHES = frozenset("-–—/")
_SILENT = frozenset("\xad\u200b\u200c\u200d\u2060\ufeff")


def show_signs(text: str) -> str:
    """Return text that is safe to print in one line.

    Line breaks and other white space become blanks; soft hyphens and zero-width marks are left
    out; controls, overrides of the writing direction and lone surrogates are written as
    ``<U+202E>``. Everything else stays.
    """
    return _UNSAFE.sub(_show_sign, text)


def _show_sign(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _BLANKS:
        return " "
    return "" if sign in _SILENT else f"<U+{ord(sign):04X}>"


def count_columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide letters two, combining marks none."""
    return len(text) if text.isascii() else sum(map(_measure_sign, text))


@lru_cache(maxsize=4096)
def _measure_sign(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def wrap_words(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns, between words where that is possible.

    Runs of white space count as one blank. The result is one empty line for a text without words.
    """
    lines: list[str] = []
    line, used = "", 0
    for word in _break_words(show_signs(text).split(), max(width, 2)):
        columns = count_columns(word)
        if line and used + 1 + columns > width:
            lines.append(line)
            line, used = word, columns
        else:
            used += columns + bool(line)
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _break_words(words: list[str], width: int) -> Iterator[str]:
    """Yield the words, those that are wider than a line in pieces."""
    for word in words:
        if count_columns(word) <= width:
            yield word
        else:
            yield from _break_word(word, width)


def _break_word(word: str, width: int) -> Iterator[str]:
    """Cut a word into pieces that fit, after a dash or slash where one stands in the piece."""
    start, used, dash = 0, 0, 0
    for position, sign in enumerate(word):
        columns = _measure_sign(sign)
        while used + columns > width:
            cut = dash if dash > start else position
            yield word[start:cut]
            start, used = cut, count_columns(word[cut:position])
        used += columns
        if sign in _DASHES:
            dash = position + 1
    yield word[start:]
