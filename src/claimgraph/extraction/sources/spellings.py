"""Spellings in the tables: their words, their case, their singular."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from claimgraph.extraction.tokens import split_tokens

Words = tuple[str, ...]


@lru_cache(maxsize=4096)
def to_words(text: str) -> Words:
    """Return the words of a spelling in lower case."""
    return tuple(token.lower for token in split_tokens(text))


def read_words(spelling: str) -> Words:
    """Return the words of a name, without the article before a long one."""
    words = to_words(spelling)
    return words[1:] if words[:1] == ("the",) and len(words) > 2 else words


def list_spellings(row: Mapping[str, str]) -> list[str]:
    """Return name and aliases, and "Syrias TV" for a corpus that lost the mark of "Syria's TV"."""
    spellings = [row["name"], *filter(None, row["aliases"].split("|"))]
    plain = [spelling.replace("'s ", "s ") for spelling in spellings if "'s " in spelling]
    return list(dict.fromkeys([*spellings, *plain]))


def read_case(spelling: str) -> str:
    """Return how strictly an alias holds to its case: ``"upper"``, ``"capital"`` or ``"any"``."""
    letters = [letter for letter in spelling if letter.isalpha()]
    if " " in spelling:
        return "any"
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return "upper" if len(letters) < 4 else "capital"
    return "capital"


def to_singular(word: str) -> str:
    """Return the singular of a regular English plural; other words unchanged."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word
