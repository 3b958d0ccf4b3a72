"""Whose a body is: "Mali's", "Malian", "of Mali", "in Bamako" are one nation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.extraction.sources.tables import SourceTables
from claimgraph.extraction.tokens import Token

# How many words the name of a nation has.
_WIDEST = 4
_MARKS = frozenset({"'s", "’s", "'", "’"})


class Owner(NamedTuple):
    """Whose a body is: the adjective or the name, the words of the text, whether it is a nation."""

    name: str
    words: str
    nation: bool


def find_owner(core: Sequence[Token], end: int, tables: SourceTables) -> Owner | None:
    """Find whose the body is whose name begins at a token.

    Args:
        core: A phrase without its article.
        end: Where the body's own words begin.
        tables: Nations and words that tell of an office ("deputy").

    Returns:
        The nation's adjective, or the capitals before the body as spelled; ``None`` where nothing
        tells whose it is.
    """
    while end and (core[end - 1].lower in tables.ministries["deputies"] or core[end - 1].text == "-"):
        end -= 1
    stop = end - (end > 0 and core[end - 1].lower in _MARKS)
    start = stop
    while start and stop - start < _WIDEST and (core[start - 1].is_capital or core[start - 1].text == "-"):
        start -= 1
    while start < stop and (not core[start].is_capital or core[start].lower in tables.titles):
        start += 1
    if start >= stop:
        return None
    for begin in range(start, stop):
        # "Former Malian", "North Korean"
        nation = tables.nations.get(_join(core, begin, stop))
        if nation is not None:
            return Owner(nation, _join(core, begin, stop), nation=True)
    if any(core[at].lower in tables.roles or core[at].lower in tables.no_names for at in range(start, stop)):
        return None
    spelled = " ".join([token.text for token in core[start:stop]]).replace(" - ", "-")
    return Owner(spelled, spelled.lower(), nation=False)


def read_nation(core: Sequence[Token], start: int, tables: SourceTables) -> Owner | None:
    """Read "of Mali", "in Bamako" behind a body's name: whose it is, ``None`` for no place."""
    if start + 1 >= len(core) or core[start].lower not in {"of", "in"}:
        return None
    begin = start + 1 + (core[start + 1].lower == "the")
    end = begin
    while end < len(core) and end - begin < _WIDEST and core[end].is_capital:
        end += 1
    for stop in range(end, begin, -1):
        words = _join(core, begin, stop)
        nation = tables.nations.get(words) or tables.capitals.get(words)
        if nation is not None:
            return Owner(nation, words, nation=True)
    if _join(core, begin, end) not in tables.places:
        return None
    spelled = " ".join([token.text for token in core[begin:end]])
    return Owner(spelled, spelled.lower(), nation=False)


def _join(core: Sequence[Token], start: int, end: int) -> str:
    return " ".join([token.lower for token in core[start:end]])
