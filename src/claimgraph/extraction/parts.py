"""Which count is a part of which: "20 civilians, including 16 children", "four of the dead".

Three ways of saying it are read: a part marker between two counts of one sentence, a partitive
("three of them"), and membership in the dead or wounded that were counted before ("four children
were among the dead").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures import Trigger
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon

# How many counts back, and how many sentences back, a whole may stand.
WHOLE_REACH = 8
SENTENCE_REACH = 4


@frozen(kw_only=True)
class CountedMention:
    """A count of people with what happened to them: the raw form of a claim."""

    sentence: Sentence
    count: Count
    trigger: Trigger


@frozen(kw_only=True)
class PartWords:
    """The words that mark a part, each as a tuple of tokens."""

    before: tuple[tuple[str, ...], ...]
    after: tuple[tuple[str, ...], ...]


@lru_cache(maxsize=16)
def load_part_words(lexicon: Lexicon) -> PartWords:
    """Compile the part markers of a lexicon, the longest first."""
    table = lexicon.words("grammar")["parts"]
    before, after = (
        tuple(sorted((tuple(phrase.split()) for phrase in table[key]), key=lambda p: (-len(p), p)))
        for key in ("before", "after")
    )
    return PartWords(before=before, after=after)


def find_wholes(
    mentions: Sequence[CountedMention], *, lexicon: Lexicon
) -> tuple[int | None, ...]:
    """Find for each counted mention the one it is a part of.

    Args:
        mentions: All counted mentions of an article in reading order.
        lexicon: Part markers.

    Returns:
        The index of the whole, or ``None``; a part never exceeds its whole where both are numbers.
    """
    words = load_part_words(lexicon)
    wholes: list[int | None] = []
    for index, mention in enumerate(mentions):
        whole = _find_listed_whole(mentions, index, wholes, words)
        if whole is None:
            whole = _find_told_whole(mentions, index, words)
        wholes.append(whole)
    return tuple(wholes)


def _find_listed_whole(
    mentions: Sequence[CountedMention], index: int, wholes: Sequence[int | None], words: PartWords
) -> int | None:
    """Find the whole by the words between this count and the one before in its sentence."""
    if index == 0 or mentions[index - 1].sentence.index != mentions[index].sentence.index:
        return None
    before, own = mentions[index - 1], mentions[index]
    between = [token.lower for token in own.sentence.tokens[before.count.last : own.count.first]]
    if _is_marked(between, words) or _is_apposed(before, own):
        return index - 1 if _fits(before, own) else wholes[index - 1]
    # "including 16 children and four women": the second of the list is a part of the same whole.
    if wholes[index - 1] is not None and between and all(word in {"and", ",", "or", "&"} for word in between):
        whole = mentions[wholes[index - 1]]  # type: ignore[index]
        if own.trigger.measure == before.trigger.measure and _fits(whole, own) and own.trigger.rule in {"list", "clause"}:
            return wholes[index - 1]
    return None


def _is_marked(between: Sequence[str], words: PartWords) -> bool:
    text = [word for word in between if word not in {",", "(", "-", "–", ":", "were", "are", "is", "was", "at", "least"}]
    for phrase in words.before:
        for start in range(len(text) - len(phrase) + 1):
            # The marker opens or closes what stands between: "including", "there including".
            if tuple(text[start : start + len(phrase)]) == phrase and (phrase != ("with",) or len(text) == 1):
                return len(text) - start - len(phrase) < 3
    return False


def _is_apposed(before: CountedMention, own: CountedMention) -> bool:
    """Return whether the count repeats in detail who the counted before are: "… killed, a man and"."""
    tokens = own.sentence.tokens
    end = max(before.trigger.last, before.count.last)
    if end > own.count.first or own.trigger.rule != "list":
        return False
    between = [token.text for token in tokens[end : own.count.first]]
    return bool(between) and len(between) < 3 and all(mark in {",", "-", "–", "—", "(", ":"} for mark in between)


def _fits(whole: CountedMention, part: CountedMention) -> bool:
    measures = {whole.trigger.measure, part.trigger.measure}
    alike = len(measures) == 1 or "casualties" in measures
    total, value = whole.count.quantity, part.count.quantity.value
    if total.high is not None and value is not None and value > total.high:
        return False
    return alike and not (value is not None and total.value is not None and value > total.value and total.high is not None)


def _find_told_whole(
    mentions: Sequence[CountedMention], index: int, words: PartWords
) -> int | None:
    """Find the whole of "three of them" and of "were among the dead" among the counts before."""
    own = mentions[index]
    if not (own.count.partitive or own.trigger.rule == "among" or _is_told_apart(own, words)):
        return None
    order = range(index - 1, max(-1, index - 1 - WHOLE_REACH), -1)
    after = [index + 1] if own.trigger.rule == "among" and index + 1 < len(mentions) else []
    for other in (*after, *order):
        whole = mentions[other]
        if other > index and whole.sentence.index != own.sentence.index:
            continue
        if own.sentence.index - whole.sentence.index > SENTENCE_REACH:
            break
        if _fits(whole, own) and not whole.count.partitive and _is_larger(whole, own):
            return other
    return None


def _is_told_apart(own: CountedMention, words: PartWords) -> bool:
    """Return whether "among them" or "of the …" follows the count."""
    tokens = own.sentence.tokens
    following = tuple(token.lower for token in tokens[own.count.last : own.count.last + 3])
    return any(following[: len(phrase)] == phrase for phrase in words.after if phrase[0] == "among" or phrase[-1] in {"them", "whom"})


def _is_larger(whole: CountedMention, part: CountedMention) -> bool:
    total, value = whole.count.quantity, part.count.quantity.value
    if value is None:
        return True
    return (total.value or total.low) > value or total.high is None and (total.value or total.low) >= value


__all__ = ["CountedMention", "find_wholes"]
