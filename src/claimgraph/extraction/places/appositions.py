"""What a text says of a name right behind it: "Kishara, a village in X", "San Lucas, Sola province"."""

from __future__ import annotations

from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token

_OPENING = frozenset({"a", "an", "the", "another"})
_REACH = 5
# Kinds that something larger than a site is told to be; "a market" may be anything's.
_SETTLED = frozenset(
    {"village", "town", "city", "neighbourhood", "suburb", "district", "camp", "county", "area"}
)
HERE = frozenset({"in", "at", "near", "outside"})
_WHERE = frozenset({"on", "near", "outside", "in", "just", "north", "south", "east", "west", *_OPENING})


def find_apposed_kind(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> str:
    """Return the kind that the words behind the comma after a name give it, empty for none.

    Args:
        tokens: The tokens of the sentence.
        last: The token behind the name.
        words: The word tables.
    """
    if last + 2 >= len(tokens) or tokens[last].text != ",":
        return ""
    if tokens[last + 1].lower in _OPENING:
        return _find_told_kind(tokens, last + 2, words)
    if not tokens[last + 1].is_capital:
        return ""
    for position in range(last + 2, min(last + _REACH, len(tokens))):
        token = tokens[position]
        if token.lower in words.whole_kinds:
            return "unknown"
        if not (token.is_capital or token.text == "-" or token.lower in words.connectors):
            break
    return ""


def _find_told_kind(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> str:
    """Return the kind of "rebel-held village in": not of "village elder", who is a person."""
    for position in range(first, min(first + _REACH, len(tokens))):
        lower = tokens[position].lower
        kind = words.kinds_after.get(lower, "")
        if kind in _SETTLED:
            after = tokens[position + 1].lower if position + 1 < len(tokens) else "."
            return kind if _ends_noun(after, words) else ""
        if not (tokens[position].text[0].isalnum() or lower == "-"):
            return ""
    return ""


def _ends_noun(after: str, words: PlaceWords) -> bool:
    """Return whether a word cannot go on with what "village" says: "in", "north", a mark."""
    return (
        not after[0].isalpha()
        or after in words.locative
        or after in words.compass
        or after in words.noun_ends
    )


def stands_apposed(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a common word is a name by its place: "at Regent, on the edge of the city"."""
    if not index or index + 2 >= len(tokens) or tokens[index - 1].lower not in HERE:
        return False
    return tokens[index + 1].text == "," and tokens[index + 2].lower in _WHERE
