"""Whether a count reports what happened: plans, fears and figures that the text calls outdated."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.parts import CountedMention
from claimgraph.lexicon.tables import Lexicon

# How many tokens before a count or its trigger a marker may stand.
REACH = 5


@frozen(kw_only=True)
class ReportWords:
    """Markers of plans and of outdated figures, each as a tuple of tokens."""

    hypothetical: tuple[tuple[str, ...], ...]
    reported: tuple[tuple[str, ...], ...]
    superseded: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=16)
def load_report_words(lexicon: Lexicon) -> ReportWords:
    """Compile the markers of a lexicon."""
    grammar = lexicon.words("grammar")
    return ReportWords(
        hypothetical=_split(grammar["hypothetical"]["before"]),
        reported=_split(grammar["hypothetical"]["reported"]),
        superseded=_split(grammar["superseded"]["before"]),
    )


def _split(phrases: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in phrases)


def is_hypothetical(mention: CountedMention, *, lexicon: Lexicon) -> bool:
    """Return whether the count is a plan, a fear or a condition ("could displace 400,000")."""
    words = load_report_words(lexicon)
    # A capital within a sentence marks a name: "in May" is no "may".
    tokens = [
        "" if index and token.is_capital and not token.text.isupper() else token.lower
        for index, token in enumerate(mention.sentence.tokens)
    ]
    count, trigger = mention.count, mention.trigger
    windows = [tokens[max(0, count.first - REACH) : count.first]]
    if trigger.first > count.last:
        windows.append(tokens[count.last : trigger.first])
    elif trigger.last <= count.first:
        windows.append(tokens[max(0, trigger.first - REACH) : trigger.first])
    return any(
        _contains(window, words.hypothetical) and not _contains(window, words.reported) for window in windows
    )


def is_superseded(mention: CountedMention, *, lexicon: Lexicon) -> bool:
    """Return whether the words right before the count call it outdated ("an earlier toll of 15")."""
    words = load_report_words(lexicon)
    tokens = [token.lower for token in mention.sentence.tokens]
    end = mention.count.first
    return any(
        tuple(tokens[max(0, end - len(phrase) - shift) : end - shift]) == phrase
        for phrase in words.superseded
        for shift in (0, 1)
    )


def _contains(window: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(
        tuple(window[start : start + len(phrase)]) == phrase
        for phrase in phrases
        for start in range(len(window) - len(phrase) + 1)
    )


__all__ = ["is_hypothetical", "is_superseded"]
