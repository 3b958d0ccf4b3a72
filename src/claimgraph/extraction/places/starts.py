"""The tokens at which the name of a place may start."""

from __future__ import annotations

from claimgraph.extraction.places.runs import is_article
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token


def find_starts(tokens: tuple[Token, ...], words: PlaceWords, style: Style) -> list[int]:
    """Return the tokens at which a name may start, by position in the tuple for speed."""
    openers, no_names = style.openers, words.no_names
    starts = [n for n, token in enumerate(tokens) if token[0] in openers]
    starts = [n for n in starts if tokens[n][1] not in no_names or _opens_more(tokens, n, words)]
    if style.no_capitals:
        return starts
    return [n for n in starts if tokens[n][0][0].isupper() or is_article(tokens, n)]


def _opens_more(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> bool:
    """Return whether a word that is no place may open something longer: "The" in "The Hague"."""
    if index + 1 >= len(tokens):
        return True
    after = tokens[index + 1]
    return not after[0][0].islower() or after[1] in words.connectors
