"""The tokens at which the name of a place may start."""

from __future__ import annotations

from claimgraph.extraction.places.runs import is_article
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token


def find_starts(tokens: tuple[Token, ...], words: PlaceWords, style: Style) -> list[int]:
    """Return the tokens at which a name may start, by position in the tuple for speed."""
    openers, doubtful = style.openers, style.doubtful
    starts = [n for n, token in enumerate(tokens) if token[0] in openers]
    return [n for n in starts if tokens[n][0] not in doubtful or _opens_name(tokens, n, words, style)]


def _opens_name(tokens: tuple[Token, ...], index: int, words: PlaceWords, style: Style) -> bool:
    """Return whether a doubtful word may open a name: "The" in "The Hague", "al" in "al-Bab"."""
    text, lower, _, _ = tokens[index]
    if lower in words.no_names and index + 1 < len(tokens):
        after, following, _, _ = tokens[index + 1]
        if after[0].islower() and following not in words.connectors:
            return False
    return style.no_capitals or text[0].isupper() or is_article(tokens, index)
