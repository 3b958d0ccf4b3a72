"""Who can hold a view: people, bodies and texts, and whether a verb agrees with them."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.attitudes.words import AttitudeTables, Words
from claimgraph.extraction.attributions.joints import CLOSE, OPEN, Range
from claimgraph.extraction.tokens import Token

RELATIVES = frozenset({"who", "which", "that", "whose", "whom", "where"})
_NOBODY = frozenset({"i", "you", "that"})


def is_holder(tokens: Sequence[Token], phrase: Range, words: Words) -> bool:
    """Return whether the head of a phrase can hold a view: a name, a pronoun, people, a text."""
    token = tokens[_find_head(tokens, phrase, words)]
    lower = token.lower
    if phrase[1] - phrase[0] == 1 and lower in _NOBODY:
        return False
    return (
        (token.is_capital and lower not in words.cues.times)
        or lower in words.cues.pronouns
        or is_carrier(token, words.attitudes)
        or lower in words.names.heads
        or lower in words.names.roles
    )


def is_carrier(token: Token, attitudes: AttitudeTables) -> bool:
    """Return whether a noun names people, a body or a text."""
    return token.lower in attitudes.people or token.lower in attitudes.texts


def is_reduced(tokens: Sequence[Token], index: int, attitudes: AttitudeTables) -> bool:
    """Return whether a form in -ed describes the noun before it: "a report | released last week"."""
    return index > 0 and tokens[index].lower.endswith("ed") and is_carrier(tokens[index - 1], attitudes)


def is_text(tokens: Sequence[Token], phrase: Range, words: Words) -> bool:
    """Return whether a phrase names a text: "a poll", "the records"."""
    return tokens[_find_head(tokens, phrase, words)].lower in words.attitudes.texts


def _find_head(tokens: Sequence[Token], phrase: Range, words: Words) -> int:
    """Return the last word before the first preposition, comma, bracket or relative clause."""
    for index in range(phrase[0] + 1, phrase[1]):
        token = tokens[index]
        if (
            (token.lower in words.cues.prepositions and not token.is_capital)
            or token.text == ","
            or token.text in OPEN | CLOSE
            or token.lower in RELATIVES
            or is_reduced(tokens, index, words.attitudes)
        ):
            return index - 1
    return phrase[1] - 1


def agrees(tokens: Sequence[Token], index: int, phrase: Range, words: Words) -> bool:
    """Return whether a verb without auxiliary agrees with its subject: "X plans", not "the X plan"."""
    form, attitudes = tokens[index].lower, words.attitudes
    if form not in attitudes.third and form not in attitudes.base:
        return True
    head = tokens[_find_head(tokens, phrase, words)]
    several = tokens[phrase[0]].lower in attitudes.plurals or head.lower in attitudes.plurals
    if form in attitudes.third:
        owner = tokens[index - 1].text in {"'", "’"}
        return not (several or owner or (not head.is_capital and _is_plural(head.lower)))
    joined = any(token.lower == "and" for token in tokens[slice(*phrase)])
    return joined or several or head.lower.endswith("s") or head.lower in {"who", "which"}


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "news"))
