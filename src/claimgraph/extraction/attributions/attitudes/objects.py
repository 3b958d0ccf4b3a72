"""A speaker behind the cue in full: "said Jo Roe, a nurse at X, who …", "according to a poll of Y"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.attitudes.bounds import BREAKS, is_finite, trim
from claimgraph.extraction.attributions.attitudes.holders import RELATIVES
from claimgraph.extraction.attributions.attitudes.words import Words
from claimgraph.extraction.attributions.joints import LONGEST, QUOTES, Range, is_abbreviated
from claimgraph.extraction.tokens import Token

_DESCRIBING = frozenset({"who", "which", "whose", "of", "a", "an", "one"})


def read_object(tokens: Sequence[Token], phrase: Range, words: Words, *, leading: bool) -> Range:
    """Return in full a speaker behind a cue.

    Args:
        tokens: The sentence.
        phrase: What `walk_right` found.
        words: The tables.
        leading: Whether the cue opens the sentence: then what follows a comma is the statement.

    Returns:
        The tokens of the phrase with what hangs on it and describes it.
    """
    end = _find_end(tokens, phrase[0], words)
    if end < phrase[1] and not (end < len(tokens) and tokens[end].text == ","):
        return phrase
    while end + 2 < len(tokens) and tokens[end].text == "," and _describes(tokens, end + 1, words):
        following = _find_end(tokens, end + 1, words)
        if leading and not (following < len(tokens) and tokens[following].text == ","):
            break
        end = following
    if not leading:
        end = max(end, phrase[1])
    return trim(tokens, (phrase[0], end), words) or phrase


def _find_end(tokens: Sequence[Token], begin: int, words: Words) -> int:
    """Return where a noun phrase ends: at a mark, a verb outside a relative clause, "in a statement"."""
    last = min(len(tokens), begin + LONGEST)
    relative = False
    for index in range(begin, last):
        relative = relative or tokens[index].lower in RELATIVES
        if _is_mark(tokens, index, words) or (index > begin and _tells_when(tokens, index, words)):
            return index
        if index > begin and not relative and _begins_clause(tokens, index, words):
            return index
    return last


def _is_mark(tokens: Sequence[Token], index: int, words: Words) -> bool:
    text = tokens[index].text
    if text == ".":
        return index + 1 >= len(tokens) or not (index and is_abbreviated(tokens[index - 1], words.cues))
    if text == "-":
        return index > 0 and tokens[index - 1].end < tokens[index].start
    return text == "," or text in BREAKS or text in QUOTES


def _begins_clause(tokens: Sequence[Token], index: int, words: Words) -> bool:
    return tokens[index].lower in words.attitudes.openers or is_finite(tokens, index, words)


def _tells_when(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether a preposition leads to the day or the occasion: "in a statement", "on Monday"."""
    if tokens[index].lower not in {"in", "on", "at", "during"}:
        return False
    near = tokens[index + 1 : index + 4]
    return any(token.lower in words.cues.times or token.lower in words.attitudes.settings for token in near)


def _describes(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether a description follows a comma: ", a nurse", ", who", ", of Springfield", ", head of"."""
    lower = tokens[index].lower
    if lower in _DESCRIBING:
        return True
    if lower.isdigit():
        return len(lower) == len("25")
    near = tokens[index : index + 6]
    if lower in {"and", "that"} or any(
        token.lower.endswith("ing") or token.text == "," for token in near[:2]
    ):
        return False
    return any(token.lower in words.attitudes.people for token in near)
