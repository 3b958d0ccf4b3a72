"""The subject of a verb in full: from the start of its clause, with what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.attitudes.bounds import BREAKS, bounds_clause, is_finite, trim
from claimgraph.extraction.attributions.attitudes.holders import is_carrier
from claimgraph.extraction.attributions.attitudes.words import Words
from claimgraph.extraction.attributions.joints import LONGEST, QUOTES, Range
from claimgraph.extraction.attributions.phrases import walk_left
from claimgraph.extraction.tokens import Token

# How many words a verb group has, and how far back the subject of a participle stands.
_GROUP, _FAR = 10, 80


def find_group_start(tokens: Sequence[Token], index: int, words: Words) -> int:
    """Return where the verb group that ends at ``index`` begins: "| has not been calling"."""
    start = index
    while start > 0 and index - start < _GROUP:
        if _helps(tokens, start - 1, words):
            start -= 1
        elif tokens[start - 1].lower == "to" and start > 1 and _governs(tokens[start - 2], words):
            start -= 2
        else:
            break
    return start


def _helps(tokens: Sequence[Token], index: int, words: Words) -> bool:
    """Return whether a word belongs to the verb behind it: an auxiliary, "not", an adverb, "he's"."""
    token = tokens[index]
    lower = token.lower
    if lower == "may" and token.is_capital and index and tokens[index - 1].is_capital:
        # "Theresa May"
        return False
    if lower in words.cues.auxiliaries or lower in {"not", "never", "be", "been", "being"}:
        return True
    if lower.endswith(("n't", "n’t")):
        return True
    if lower == "'s":
        return index > 0 and tokens[index - 1].lower in words.cues.pronouns
    return lower.endswith("ly") and not token.is_capital and lower not in words.cues.not_adverbs


def _governs(token: Token, words: Words) -> bool:
    return token.lower in words.attitudes.catenatives


def read_subject(tokens: Sequence[Token], start: int, words: Words) -> Range | None:
    """Return the subject that ends before the verb group at ``start``.

    A pronoun; else all from the start of the clause if no verb stands in it; else the noun phrase
    that `walk_left` finds.
    """
    if start <= 0:
        return None
    last = tokens[start - 1]
    if last.lower in words.cues.pronouns:
        return (start - 1, start)
    end = start
    if last.text == "," and end > 2 and tokens[end - 2].lower in words.cues.auxiliaries:
        # "X, however, said"
        end -= 3 if tokens[end - 3].text == "," else 2
    core = _skip_aside(tokens, end)
    begin = _find_clause_start(tokens, core, words)
    if begin is not None and begin < core:
        kept = end if core == end or _describes(tokens[core + 1], words) else core
        return trim(tokens, (begin, kept), words)
    tight = walk_left(tokens, start, words.cues, words.names)
    return trim(tokens, tight, words) if tight is not None else None


def _skip_aside(tokens: Sequence[Token], end: int) -> int:
    """Return where the phrase proper ends if a comma closes an aside behind it."""
    if end <= 0 or tokens[end - 1].text != ",":
        return end
    for index in range(end - 2, max(0, end - LONGEST), -1):
        if tokens[index].text in QUOTES:
            return end
        if tokens[index].text == ",":
            return index
    return end


def _describes(token: Token, words: Words) -> bool:
    """Return whether an aside describes or lists: ", a historian,", ", 56,", ", including Y,"."""
    if token.lower in words.attitudes.asides or token.lower.endswith(("ing", "ed")):
        return token.lower == "including"
    return True


def _find_clause_start(tokens: Sequence[Token], end: int, words: Words) -> int | None:
    """Return where the clause begins whose subject ends before ``end``; ``None`` where a verb is in between.

    A relative clause may stand in between ("people who voted"), and a list ("A, B and C").
    """
    floor = max(0, end - LONGEST)
    index, verb, joined, comma = end - 1, False, False, -1
    while index >= floor:
        token = tokens[index]
        if index and _begins_relative(token, tokens[index - 1], words):
            verb = False
        elif token.text == "," and joined and not verb and tokens[index + 1].lower != "and":
            comma = index if comma < 0 else comma
        elif bounds_clause(tokens, index, words):
            break
        elif is_finite(tokens, index, words):
            if comma >= 0:
                break
            verb = True
        joined = joined or token.lower == "and"
        index -= 1
    if verb or index < floor > 0:
        return comma + 1 if comma >= 0 else None
    begin = _skip_lead(tokens, index + 1, end, words)
    return _skip_lead(tokens, comma + 1, end, words) if begin is None and comma >= 0 else begin


def _begins_relative(token: Token, before: Token, words: Words) -> bool:
    """Return whether "who", "that" or "which" describes what stands before: "people who", no "says that"."""
    if token.lower not in {"who", "that", "which"} or not is_carrier(before, words.attitudes):
        return False
    return token.lower != "that" or before.lower not in words.cues.verbs


def _skip_lead(tokens: Sequence[Token], begin: int, end: int, words: Words) -> int | None:
    """Return the first word behind "But" and marks; ``None`` where the clause opens with "On Monday"."""
    cues = words.cues
    while begin < end:
        lower = tokens[begin].lower
        if lower in cues.prepositions or lower in cues.times:
            return None
        if lower not in cues.connectives and tokens[begin].text[:1].isalnum():
            return begin
        begin += 1
    return None


def find_main_subject(tokens: Sequence[Token], index: int, words: Words) -> Range | None:
    """Return the subject of the first verb of the sentence before ``index``: of "…, arguing that"."""
    begin = index - 1
    floor = max(0, index - _FAR)
    while begin > floor and tokens[begin].text not in QUOTES and tokens[begin].text not in BREAKS:
        begin -= 1
    for at in range(begin + 1, index):
        lower = tokens[at].lower
        if lower in words.attitudes.openers or lower in words.cues.pronouns:
            continue
        if lower in words.cues.linking or is_finite(tokens, at, words):
            return read_subject(tokens, find_group_start(tokens, at, words), words)
    return None
