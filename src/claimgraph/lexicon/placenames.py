"""How spellings of one place name are put together: folding, articles, romanisation."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

ARTICLES = frozenset("al el ad ar as ash at az an ed er es esh et ez".split())

_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʼ\u02bb\u02b9"))


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Return ``name`` in lower case without accents and apostrophes, other marks as one space."""
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.translate(_APOSTROPHES)
    if text.isalnum():
        return text
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


@lru_cache(maxsize=16384)
def drop_articles(folded: str) -> str:
    """Return a folded name without Arabic articles; unchanged where nothing else would remain."""
    words = folded.split(" ")
    kept = [word for word in words if word not in ARTICLES]
    return " ".join(kept) if kept else folded


_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "q": "k", "c": "k", "w": "u", "v": "u", "p": "b"})
_PAIRS = (
    ("ee", "i"), ("ou", "u"), ("oo", "u"), ("dj", "j"), ("sch", "sh"), ("ei", "i"), ("ai", "i"), ("ay", "i"),
    ("ey", "i"), ("au", "u"), ("aw", "u"), ("dh", "d"), ("th", "t"), ("gh", "g"), ("kh", "k"),
)  # fmt: skip


@lru_cache(maxsize=16384)
def reduce_name(folded: str) -> str:
    """Return the romanisation skeleton of a folded name: alike for spellings of one Arabic name.

    "Douma" and "Duma" share one, so do "Ezzor" and "az-Zawr"; "Daraa" and "Darayya" do not.
    """
    return "".join(_reduce_word(word) for word in drop_articles(folded).split(" "))


@lru_cache(maxsize=16384)
def _reduce_word(word: str) -> str:
    reduced = word
    for pair, single in _PAIRS:
        reduced = reduced.replace(pair, single)
    reduced = reduced.translate(_VOWELS)
    reduced = "".join(c for i, c in enumerate(reduced) if i == 0 or c != reduced[i - 1])
    if len(reduced) > 3:
        reduced = reduced.removesuffix("h")
    if len(reduced) > 3 and reduced.endswith("i"):
        reduced = reduced[:-1] + "a"
    return reduced
