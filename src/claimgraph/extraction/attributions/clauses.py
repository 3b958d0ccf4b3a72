"""Denials inside a sentence: what is a deed, where the clause that is denied ends, what stands before."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.joints import CLOSE, OPEN, QUOTES, Range
from claimgraph.extraction.tokens import Token

# How many words what is denied may have before it, in "…, which they deny".
_LONGEST = 14
# How many words a denied clause may have.
_WIDEST = 80
_ENDS = frozenset({";", ":", "–", "—"})


def denies_deed(cue: str, after: Sequence[Token], cues: CueTables) -> bool:
    """Return whether a verb of denial denies a deed, an event or a toll.

    Args:
        cue: The verb in lower case.
        after: The words behind it.
        cues: What can be denied.

    Returns:
        True for "denied bombing the town", "rejected the allegations"; false for "denied access",
        "denied the men treatment", "rejected calls for a truce".
    """
    words = [token.lower for token in after[:8]]
    if cue not in cues.denial_verbs:
        return _rejects_charge(words, cues)
    if any(word in cues.talks for word in words[:6]):
        return False
    for word in words[:5]:
        if word in cues.not_events:
            # "denied the men treatment": the second object.
            return False
        if word == "that" or word in cues.charges or word.endswith("ing"):
            break
    return True


def _rejects_charge(words: Sequence[str], cues: CueTables) -> bool:
    """Return whether "rejected", "dismissed" turn down a charge or a report, not a request or a case."""
    for at, word in enumerate(words):
        if word in cues.asked:
            return False
        if word in cues.charges:
            return word not in cues.court_charges or words[at + 1 : at + 2] in (["that"], ["of"], ["by"])
    return False


def find_clause_end(tokens: Sequence[Token], begin: int, cues: CueTables) -> int:
    """Return the token at which the clause that begins at ``begin`` ends: a comma, "though", "and said"."""
    index, last = begin, min(len(tokens), begin + _WIDEST)
    while index < last:
        token = tokens[index]
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if token.text == ",":
            if following not in cues.going_on:
                return index
            # "20 people, including two children, were killed" goes on behind the second comma.
            index = next((i for i in range(index + 1, last) if tokens[i].text == ","), last)
        elif token.text in _ENDS or token.lower in cues.denial_ends or _says_anew(token, following, cues):
            return index
        index += 1
    return last


def _says_anew(token: Token, following: str, cues: CueTables) -> bool:
    return token.lower == "and" and (following in cues.core or following in cues.linking)


def find_antecedent(tokens: Sequence[Token], subject: int, cues: CueTables) -> Range | None:
    """Return the noun phrase before "…, which they deny using", "…, something they deny".

    Args:
        tokens: The sentence.
        subject: Where the speaker begins.
        cues: The words that refer back.

    Returns:
        Its tokens without the comma behind it; ``None`` where nothing refers back.
    """
    near = range(subject - 1, max(-1, subject - 4), -1)
    end = next((index for index in near if tokens[index].lower in cues.referring), -1)
    while end > 0 and (tokens[end - 1].lower in cues.determiners or tokens[end - 1].text == ","):
        end -= 1
    start = end
    while start > 0 and end - start < _LONGEST and not _opens_phrase(tokens, start - 1, cues):
        start -= 1
    return (start, end) if 0 <= start < end else None


def _opens_phrase(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    """Return whether a noun phrase read leftwards cannot reach over a word."""
    token, following = tokens[index], tokens[index + 1].lower
    if (
        token.text in _ENDS
        or token.text in QUOTES
        or token.text == ","
        or token.text in OPEN
        or token.text in CLOSE
    ):
        return True
    if token.lower in cues.prepositions and following.endswith("ing"):
        return True
    if token.lower in {"that", "is", "are", "was", "were", "has", "have", "had"}:
        return True
    return token.lower in cues.verbs and token.lower not in cues.ambiguous


def strip_marks(text: str) -> str:
    """Return what is denied without blanks and closing marks around it."""
    return text.strip().strip(',;:–—.!?"“”').strip()
