"""Sentences in capitals → tokens in the case that a newspaper would print.

Wires of past decades, tickers and headlines are in capitals throughout, and then nothing tells a name
from a word. The tokens of such a sentence get the case of their words: those that the table of common
words has become lower case, all others names. Offsets stay; only ``Token.text`` is another.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.commonwords import load_common_words
from claimgraph.lexicon.tables import Lexicon

# A shorter sentence in capitals may be an abbreviation and its figure.
_LEAST_WORDS = 4


@frozen(kw_only=True, eq=False)
class CaseWords:
    """What is written small, what stays in capitals, and what belongs to the name behind it."""

    common: frozenset[str]
    abbreviations: frozenset[str]
    openings: frozenset[str]
    foreign_openings: frozenset[str]
    endings: frozenset[str]


@lru_cache(maxsize=16)
def load_case_words(lexicon: Lexicon) -> CaseWords:
    """Gather the words that tell in which case a word in capitals would be printed."""
    names = [name for row in lexicon.rows("sources") for name in (row["name"], *row["aliases"].split("|"))]
    return CaseWords(
        common=load_common_words(lexicon),
        abbreviations=frozenset(name.lower() for name in names if name.isalpha() and name.isupper()),
        openings=frozenset(lexicon.words("sentences").get("name_openings", ())),
        foreign_openings=frozenset(lexicon.words("sentences").get("foreign_openings", ())),
        endings=frozenset(lexicon.words("place_words").get("name_endings", ())),
    )


def lower_capitals(tokens: tuple[Token, ...], words: CaseWords) -> tuple[Token, ...]:
    """Return the tokens of a sentence in capitals as if it were printed in both cases.

    Args:
        tokens: All tokens of one sentence whose letters are capitals.
        words: See `load_case_words`.

    Returns:
        As many tokens at the same places; those given where they are too few to tell.
    """
    if len(tokens) < _LEAST_WORDS:
        return tokens
    found: list[Token] = []
    for index, token in enumerate(tokens):
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        before = found[-1] if found else None
        named = before is not None and token.text.isalpha() and _names_on(before, token, words)
        text = token.text.title() if named else _choose_case(token, following, words)
        found.append(Token(text, token.lower, token.start, token.end))
    first = found[0]
    found[0] = Token(first.text[:1].upper() + first.text[1:], first.lower, first.start, first.end)
    return tuple(found)


def _names_on(before: Token, token: Token, words: CaseWords) -> bool:
    """Return whether a word belongs to the name before it: "LA UNION", "PLANO ROAD"."""
    if before.lower in words.foreign_openings:
        return True
    return token.lower in words.endings and before.is_capital and before.text.isalpha()


def _choose_case(token: Token, following: str, words: CaseWords) -> str:
    lower = token.lower
    if not token.text.isalpha() or lower in words.abbreviations or (len(lower) == 1 and following == "."):
        return token.text
    if lower in words.foreign_openings:
        return token.text.title() if following.isalpha() else lower
    if lower in words.openings:
        return token.text.title() if following.isalpha() and following not in words.common else lower
    common = lower in words.common or lower.removesuffix("s") in words.common
    return lower if common else token.text.title()
