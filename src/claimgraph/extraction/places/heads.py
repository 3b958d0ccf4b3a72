"""Where the dateline of a report ends: "SAN JUAN, 12 JAN 90 (AFP) --", "STUTTGART, Germany, Aug. 28 -"."""

from __future__ import annotations

from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token

# A dateline stands in one of the first sentences, behind a headline at most, and has so many tokens.
HEAD_SENTENCES = 4
_LONGEST = 18
_LONGEST_NAME = 6
_LONGEST_CREDIT = 9
_DASHES = frozenset("-–—")
_WITHIN = frozenset({",", ".", "/", "'", "’", "-", "&"})
_YEAR_DIGITS = 4


def find_head_end(tokens: tuple[Token, ...], words: PlaceWords) -> int:
    """Return the token behind the dateline that a sentence opens with, 0 where it opens with none.

    Args:
        tokens: The tokens of one of the first sentences.
        words: The word tables.
    """
    month = False
    for position in range(min(len(tokens), _LONGEST)):
        text, lower, start, _ = tokens[position]
        apart = position > 0 and start > tokens[position - 1].end
        if apart and (text in _DASHES or (text == "/" and month)):
            return position
        if text == "(":
            return _close_credit(tokens, position)
        if month and len(text) == _YEAR_DIGITS and text.isdigit():
            return position + 1
        dates = position > 0 and lower in words.months
        month = month or dates
        inner = dates or text in _WITHIN or text.isdigit() or lower in words.connectors
        if not (text[0].isupper() or (position and inner)):
            return 0
    # "SPRINGFIELD, Ill." before its dash or its agency, taken for a sentence for its dot.
    whole = 0 < len(tokens) < _LONGEST and tokens[-1].text == "."
    return len(tokens) if whole and tokens[0].text.isupper() else 0


def _close_credit(tokens: tuple[Token, ...], opening: int) -> int:
    """Return the token behind the agency in brackets of a dateline, 0 where they hold something else."""
    if not opening:
        return 0
    for position in range(opening + 1, min(len(tokens), opening + _LONGEST_CREDIT)):
        if tokens[position].text == ")":
            return position + 1 if position + 1 < len(tokens) and tokens[position + 1].text in _DASHES else 0
    return 0


def find_head_name(tokens: tuple[Token, ...], end: int, words: PlaceWords) -> int:
    """Return the token behind the name that a dateline begins with, 0 where it begins with no name."""
    for position in range(min(end + 1, len(tokens), _LONGEST_NAME)):
        token = tokens[position]
        if not token.text[0].isalpha() and not (position and token.text in {"-", "'", "’"}):
            return position
        if token.lower in words.not_alone or token.lower in words.connectors:
            continue
        office = token.lower in words.not_places or token.lower in words.organisation_after
        if token.lower in words.months or (office and (position or not token.text.isupper())):
            return 0
    return 0
