"""Verbs that attribute only with a count: "put the toll at 28", "spoke of 16 dead", "listed nine missing"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.tokens import Token

# How many words behind a verb its count may stand.
_NEAR = 8
# How many words "by late Friday evening" may have.
_LONGEST = 6


def has_count(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a verb that is a cue only with a count has one behind it; any other needs none."""
    lower = tokens[index].lower
    if lower in cues.counting:
        return _counts(tokens, index, cues)
    if lower in cues.counters:
        return _is_counted(tokens[index + 1 : index + 1 + _NEAR], cues)
    return lower not in cues.tolls or _gives_toll(tokens, index, cues)


def step_back(tokens: Sequence[Token], index: int, cues: CueTables) -> int:
    """Return where a verb with its auxiliaries begins: "had | by late Friday | counted".

    Args:
        tokens: The sentence.
        index: The verb.
        cues: Words of time, auxiliaries.

    Returns:
        The token behind the last auxiliary before an adjunct of time, ``index`` where there is none.
    """
    start = index
    while start > 1 and index - start < _LONGEST and _is_time(tokens[start - 1], cues):
        start -= 1
    dated = start < index and tokens[start - 1].lower in {"by", "on", "at", "until", "since", "as"}
    return start - 1 if dated and start > 1 and tokens[start - 2].lower in cues.linking else index


def _is_time(token: Token, cues: CueTables) -> bool:
    return token.lower in cues.times or token.text[:1].isdigit() or token.lower in {"the", "of"}


def _is_counted(following: Sequence[Token], cues: CueTables) -> bool:
    """Return whether a number stands among words, before any mark that ends their clause."""
    for token in following:
        if token.text in {".", ";", "(", ")"}:
            return False
        if token.text[:1].isdigit() or token.lower in cues.numerals:
            return True
    return False


def _counts(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether "spoke of" a number follows: "spoke of at least 16 dead"."""
    following = tokens[index + 1 : index + 2 + 2 * _NEAR]
    return bool(following) and following[0].lower == "of" and _is_counted(following, cues)


def _gives_toll(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a verb gives a count: "put the toll at 28", "gave a lower figure"."""
    following = [token.lower for token in tokens[index + 1 : index + 16]]
    at = _find_level(tokens, index + 1, cues)
    if following[:1] in (["at"], ["to"]):
        # "puts at 15,000 the number of dead", "updated to 18 its toll"
        return not cues.toll_nouns.isdisjoint(following)
    counted = tokens[index + at + 2 : index + at + 6]
    if following[at - 1 : at] in (["it"], ["them"]) and any(
        token.text[:1].isdigit() or token.lower in cues.numerals for token in counted
    ):
        return True
    told = following[:at] if at < len(following) else []
    if not cues.toll_counts.isdisjoint(told) or not cues.toll_nouns.isdisjoint(told):
        return True
    if at < len(following) and any(word in cues.toll_counts for word in following[at + 2 : at + 4]):
        # "put the day's admissions at 50 injured"
        return True
    placed = next((i for i, word in enumerate(following) if word in cues.prepositions), len(following))
    return any(word in cues.toll_nouns for word in following[: min(placed, 5)])


def _find_level(tokens: Sequence[Token], start: int, cues: CueTables) -> int:
    """Return how many words stand before "at 28" or, where a number follows it, "to 28"."""
    following = tokens[start : start + 15]
    for at, token in enumerate(following):
        if token.lower == "at" or (token.lower == "to" and _is_counted(following[at + 1 : at + 4], cues)):
            return at
    return len(following)
