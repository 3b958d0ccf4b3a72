"""Whether a count reports what happened: plans, fears and figures that the text calls outdated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from claimgraph.extraction.parts import CountedMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Claim, Scope

# How many tokens before a count or its trigger a marker may stand.
REACH = 5
# How many words may stand between a toll and what is expected of it.
EXPECTATION_REACH = 9
# The measure that "the toll" speaks of.
MAIN_MEASURE = "killed"


@frozen(kw_only=True)
class ReportWords:
    """Markers of plans and of outdated figures, each as a tuple of tokens; most by their first."""

    hypothetical: Mapping[str, tuple[tuple[str, ...], ...]]
    reported: Mapping[str, tuple[tuple[str, ...], ...]]
    superseded: tuple[tuple[str, ...], ...]
    clause_ends: frozenset[str]


@lru_cache(maxsize=16)
def load_report_words(lexicon: Lexicon) -> ReportWords:
    """Compile the markers of a lexicon."""
    grammar = lexicon.words("grammar")
    return ReportWords(
        hypothetical=_by_first(_split(grammar["hypothetical"]["before"])),
        reported=_by_first(_split(grammar["hypothetical"]["reported"])),
        superseded=_split(grammar["superseded"]["before"]),
        clause_ends=frozenset(grammar["clause_ends"]),
    )


def _split(phrases: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def _by_first(phrases: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(group) for first, group in found.items()}


def is_hypothetical(mention: CountedMention, *, lexicon: Lexicon) -> bool:
    """Return whether the count is a plan, a fear or a condition ("could displace 400,000")."""
    words = load_report_words(lexicon)
    tokens = mention.sentence.tokens
    count, trigger = mention.count, mention.trigger
    before = _list_words(tokens, max(0, count.first - REACH), count.first)
    windows = [_cut_clause(before, words.clause_ends)]
    if trigger.first > count.last:
        windows.append(_list_words(tokens, count.last, trigger.first))
    elif trigger.last <= count.first:
        before = _list_words(tokens, max(0, trigger.first - REACH), trigger.first)
        windows.append(_cut_clause(before, words.clause_ends))
    return any(
        _contains(window, words.hypothetical) and not _contains(window, words.reported) for window in windows
    )


def _list_words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """Return the words ``[first, last)``, names left empty: "in May" and "May 30" are no "may"."""
    words = []
    for index in range(first, last):
        token = tokens[index]
        before_number = index + 1 < len(tokens) and tokens[index + 1].text[0].isdigit()
        is_name = token.is_capital and not token.text.isupper() and (index > 0 or before_number)
        words.append("" if is_name else token.lower)
    return words


def _cut_clause(window: list[str], ends: frozenset[str]) -> list[str]:
    """Return the part of a window that belongs to the clause it runs up to."""
    last = max((index for index, word in enumerate(window) if word in ends), default=-1)
    return window[last + 1 :]


def is_superseded(mention: CountedMention, *, lexicon: Lexicon) -> bool:
    """Return whether the words right before the count call it outdated ("an earlier toll of 15")."""
    words = load_report_words(lexicon)
    end = mention.count.first
    longest = max((len(phrase) for phrase in words.superseded), default=0) + 1
    tokens = [token.lower for token in mention.sentence.tokens[max(0, end - longest) : end]]
    end = len(tokens)
    return any(
        tuple(tokens[max(0, end - len(phrase) - shift) : end - shift]) == phrase
        for phrase in words.superseded
        for shift in (0, 1)
    )


@lru_cache(maxsize=16)
def load_expectation_words(lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    """Return words for a toll, for rising and for expecting."""
    table = lexicon.words("grammar")["expected"]
    return tuple(frozenset(table[key]) for key in ("tolls", "rising", "expecting"))


def expects_rise(sentence: Sentence, *, lexicon: Lexicon) -> bool:
    """Return whether a sentence says that a toll is expected to rise."""
    tolls, rising, expecting = load_expectation_words(lexicon)
    lower = [token.lower for token in sentence.tokens]
    for at, word in enumerate(lower):
        following = lower[at + 1 : at + 1 + EXPECTATION_REACH]
        if word in tolls and any(other in rising for other in following):
            return any(other in expecting for other in following)
    return False


def mark_rising(claims: Sequence[Claim], sentences: Sequence[Sentence], *, lexicon: Lexicon) -> list[Claim]:
    """Mark the tolls told last before a sentence that expects the toll to rise.

    Args:
        claims: The claims of an article in reading order.
        sentences: Its sentences.
        lexicon: The words of expectation.

    Returns:
        The claims, the marked ones as new values: those of killed people that are no part and
        have the figure told last before such a sentence.
    """
    marked: set[tuple[str, int | None]] = set()
    for sentence in sentences:
        if expects_rise(sentence, lexicon=lexicon):
            before = [
                claim for claim in claims if _is_main(claim) and claim.spans[0].start < sentence.span.end
            ]
            marked |= {(claim.measure, claim.quantity.value) for claim in before[-1:]}
    if not marked:
        return list(claims)
    return [
        evolve(claim, rising=_is_main(claim) and (claim.measure, claim.quantity.value) in marked)
        for claim in claims
    ]


def _is_main(claim: Claim) -> bool:
    return claim.scope is Scope.INCIDENT and claim.measure == MAIN_MEASURE and claim.part_of is None


def _contains(window: Sequence[str], phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> bool:
    for start, word in enumerate(window):
        for phrase in phrases.get(word, ()):
            if tuple(window[start : start + len(phrase)]) == phrase:
                return True
    return False


__all__ = ["expects_rise", "is_hypothetical", "is_superseded", "mark_rising"]
