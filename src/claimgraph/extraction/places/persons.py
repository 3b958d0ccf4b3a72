"""Persons whose names are those of places: kept, so that the family name alone is no place either."""

from __future__ import annotations

from claimgraph.extraction.places.extents import fold_tokens
from claimgraph.extraction.places.found import AGE, Found
from claimgraph.extraction.places.runs import Hit, is_article
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token


def skip_person(sentence: Sentence, index: int) -> tuple[list[Found], int]:
    """Return the first and the family name of the person that a token begins, and the token behind it."""
    tokens = sentence.tokens
    last = index + 1
    while last < len(tokens) and (tokens[last].is_capital or _is_inside(tokens, last)):
        last += 1
    family = last - 1
    if family - 2 > index and tokens[family - 1].text == "-":
        family -= 2
    start, end = tokens[index].start, tokens[last - 1].end
    cores = (fold_tokens(tokens[index : index + 1]), fold_tokens(tokens[family:last]))
    persons = [
        Found(sentence.index, index, last, start, end, core, cue=AGE, role="person") for core in cores if core
    ]
    return persons, last


def _is_inside(tokens: tuple[Token, ...], position: int) -> bool:
    """Return whether a small article or its hyphen stands within a person's name: "Safaa al-Zarii"."""
    return is_article(tokens, position) or (
        tokens[position].text == "-" and position + 1 < len(tokens) and tokens[position + 1].is_capital
    )


def pass_over(sentence: Sentence, index: int, hit: Hit, words: PlaceWords) -> tuple[int, tuple[Found, ...]]:
    """Return where to look on behind a name that is no place, and the person that it names.

    The family name is kept, so that it is no place where it stands alone.
    """
    opening, _, family = hit.core.partition(" ")
    if opening not in words.given_names:
        return (hit.last if hit.entries else index), ()
    core = family.rpartition(" ")[2] or opening
    start = sentence.tokens[index].start
    return hit.last, (Found(sentence.index, index, hit.last, start, hit.end, core, role="person"),)
