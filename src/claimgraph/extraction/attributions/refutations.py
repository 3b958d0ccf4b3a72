"""Denials without a verb of denial: "it did not bomb", "no such flight took place", "called it a lie"."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from claimgraph.extraction.attributions.cues import CueTables, load_cues
from claimgraph.extraction.attributions.joints import QUOTES
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Attribution, Stance

_OWN = frozenset({"it", "they", "he", "we", "she"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "'s", "’s"})
_SUFFER = _BE | {"suffered", "sustained", "inflicted"}
# How many words a name may stand behind its verb: "called the reports from the town a lie".
_NAMED = 12


class Matters(NamedTuple):
    """The words by which a denial without a verb of denial is told.

    ``spared`` and ``harms`` tell "no civilians were harmed" (``spellings`` are what to look for in a
    text, without the plurals that begin with a singular), ``nouns`` and ``adjectives`` name what
    is untrue, ``marks`` are all words without which nothing of this module is told.
    """

    spared: frozenset[str]
    harms: frozenset[str]
    losses: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    naming: frozenset[str]
    marks: frozenset[str]
    spellings: tuple[str, ...]


@lru_cache(maxsize=16)
def load_matters(lexicon: Lexicon) -> Matters:
    """Return the words of a lexicon's section of denials."""
    table, cues = lexicon.words("cues").get("denials", {}), load_cues(lexicon)
    keys = ("spared", "harms", "losses", "falsehoods", "false", "naming")
    spared, harms, losses, nouns, adjectives, naming = (frozenset(table.get(key, ())) for key in keys)
    marks = cues.negations | nouns | adjectives
    shortest = sorted([word for word in spared if not any(word[:n] in spared for n in range(1, len(word)))])
    spellings = tuple(
        dict.fromkeys(form for word in shortest for form in (word, word.capitalize(), word.upper()))
    )
    return Matters(spared, harms, losses, nouns, adjectives, naming, marks, spellings)


def list_marks(sentence: Sentence, matters: Matters) -> tuple[int, ...]:
    """Return the tokens of a sentence by which something may be denied, most often none."""
    return tuple([index for index, word in enumerate(sentence.lower) if word in matters.marks])


def may_deny(sentence: Sentence, spoken: Sequence[Attribution], matters: Matters) -> bool:
    """Return whether any word of a sentence, or any verb of its speakers, may deny something; few do."""
    if not matters.marks.isdisjoint(sentence.lower):
        return True
    return any(attribution.stance is Stance.DENIES for attribution in spoken)


def can_deny(attribution: Attribution, cues: CueTables, matters: Matters) -> bool:
    """Return whether the cue of a speaker is one by which something can be denied."""
    if attribution.stance is Stance.DENIES:
        return True
    cue = (attribution.cue or "").lower()
    return cues.verbs.get(cue) in {"say", "tell"} or cue in matters.naming


def find_refutation(
    attribution: Attribution, sentence: Sentence, marks: Sequence[int], cues: CueTables, matters: Matters
) -> int | None:
    """Find the word by which a speaker who uses no verb of denial denies something.

    Args:
        attribution: Who speaks, with a cue.
        sentence: The sentence of the cue.
        marks: See `list_marks`.
        cues: The cue words.
        matters: The words of denials.

    Returns:
        The token in "said it did *not* bomb", "said there had been *no* loss", "called the report
        *false*"; ``None`` where nothing is denied.
    """
    assert attribution.cue_span is not None
    cue = (attribution.cue or "").lower()
    group = cues.verbs.get(cue)
    tokens = sentence.tokens
    index = bisect_left(tokens, attribution.cue_span.start, key=_find_start)
    if group in {"say", "tell"}:
        said = _find_own_not(tokens, index, cues)
        inside = [mark for mark in marks if _is_said(attribution, tokens[mark])]
        return said if said is not None else _find_untrue(tokens, inside, cues, matters)
    if cue in matters.naming:
        near = [mark for mark in marks if index < mark <= index + _NAMED]
        return next((mark for mark in near if _names_false(tokens, mark, cues, matters)), None)
    return None


def _find_start(token: Token) -> int:
    return token.start


def _is_said(attribution: Attribution, token: Token) -> bool:
    return any(part.start <= token.start < part.end for part in attribution.content)


def _find_own_not(tokens: Sequence[Token], cue: int, cues: CueTables) -> int | None:
    """Return the "not" of "X said it did not bomb …", "X told Y that Z was not behind …"."""
    words = [token.lower for token in tokens[cue + 1 : cue + 15]]
    negated = next((i for i, word in enumerate(words[:9]) if word in cues.negations), None)
    if negated is None:
        return None
    if _knows_nothing(words, negated, cues):
        return cue + 1 + negated
    own = negated <= 4 and any(word in _OWN for word in words[:negated])
    deeds = cues.deeds if own else cues.blame
    return cue + 1 + negated if any(word in deeds for word in words[negated + 1 : negated + 4]) else None


def _knows_nothing(words: Sequence[str], negated: int, cues: CueTables) -> bool:
    """Return whether "it knew nothing of", "had no part in", "held none of them" is said."""
    before, after = words[max(0, negated - 1) : negated], words[negated + 1 : negated + 2]
    if not before or before[0] not in cues.unknowing or _OWN.isdisjoint(words[:negated]):
        return False
    if words[negated] == "no":
        return after != [] and after[0] in cues.unknown
    return words[negated] in {"nothing", "none"} and after in (["of"], ["about"], ["to"])


def _find_untrue(
    tokens: Sequence[Token], inside: Sequence[int], cues: CueTables, matters: Matters
) -> int | None:
    """Return by which word what is said tells that an event was none or an account untrue."""
    losses = matters.losses
    for mark in inside:
        word, before = tokens[mark].lower, [token.lower for token in tokens[max(0, mark - 5) : mark]]
        following = [token.lower for token in tokens[mark + 1 : mark + 4]]
        if word in cues.negations:
            if (
                following[:1] == ["such"]
                and following[1:2] != ["thing"]
                and not any(one in cues.talks or one in cues.not_events for one in following)
            ):
                return mark
            if word == "no" and not _SUFFER.isdisjoint(before[-1:]) and not losses.isdisjoint(following[:1]):
                return mark
        elif word in matters.nouns and before[-1:] and before[-1] in QUOTES:
            return mark  # "Lies from beginning to end," it said.
        elif not _BE.isdisjoint(before) and _names_false(tokens, mark, cues, matters):
            return mark
    return None


def _names_false(tokens: Sequence[Token], mark: int, cues: CueTables, matters: Matters) -> bool:
    """Return whether a word calls something untrue: "a lie", "false from the start"; not "false names"."""
    word = tokens[mark].lower
    if word in matters.nouns:
        return True
    if word not in matters.adjectives:
        return False
    following = tokens[mark + 1] if mark + 1 < len(tokens) else None
    return (
        following is None
        or not following.text[:1].isalnum()
        or following.lower in cues.prepositions
        or following.lower in {"and", "or", "news"}
    )


def tells_spared(sentence: Sentence, matters: Matters) -> bool:
    """Return whether a sentence tells that no civilians came to harm.

    "No civilians were injured", "not a single civilian was hurt", "without civilian casualties",
    "has not harmed any civilians"; not "did not say how many civilians were killed".
    """
    tokens = sentence.tokens
    for index in [n for n, word in enumerate(sentence.lower) if word in matters.spared]:
        before = [token.lower for token in tokens[max(0, index - 4) : index]]
        if not {"no", "without"}.isdisjoint(before[-2:]) or before[-3:] == ["not", "a", "single"]:
            if any(token.lower in matters.harms for token in tokens[index + 1 : index + 6]):
                return True
        elif any(
            word in {"not", "n't", "never"} and after in matters.harms
            for word, after in pairwise([*before, tokens[index].lower])
        ):
            return True
    return False
