"""Parts told in the sentence of their whole: "20 civilians, including 16 children"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.parts.mentions import BOTH, Figure, fits, holds, is_larger
from claimgraph.extraction.parts.words import PartWords

_JOINTS = frozenset({"and", ",", "or", "&"})
_MARKS = frozenset({",", "-", "–", "—", "(", ":"})
# How many words may stand between a marker and the part.
MARKER_REACH = 3
# How many counts back "among the 25 injured" may stand.
FRAME_REACH = 6


def find_listed_whole(
    figures: Sequence[Figure], index: int, wholes: Sequence[int | None], words: PartWords
) -> int | None:
    """Find the whole by the words between a count and the one before it in its sentence."""
    if index == 0 or figures[index - 1].sentence != figures[index].sentence:
        return None
    before, own = figures[index - 1], figures[index]
    first, last = before.mention.count.last, own.mention.count.first
    between = own.mention.sentence.lower[first:last]
    # "including 16 children and four women": the second of the list is a part of the same whole.
    whole = wholes[index - 1]
    is_listed = first <= last and own.measure == before.measure and _JOINTS.issuperset(between)
    if whole is not None and is_listed and fits(figures[whole], own):
        return whole
    if _is_marked(between, before, words) or _is_of_those(own, words) or _is_apposed(before, own, words):
        return index - 1 if fits(before, own) or _is_end_of(before, own, words) else wholes[index - 1]
    return _find_frame(figures, index, words)


def _is_marked(between: Sequence[str], before: Figure, words: PartWords) -> bool:
    if words.before_words.isdisjoint(between):
        return False
    text = [word for word in between if word not in words.fillers]
    for start, first in enumerate(text):
        for phrase in words.before.get(first, ()):
            size = len(phrase)
            # The marker opens or closes what stands between: "including", "there including".
            if tuple(text[start : start + size]) != phrase or len(text) - start - size >= MARKER_REACH:
                continue
            if first in words.bare_before and len(text) != 1:
                continue
            if first not in words.of_casualties or before.measure == BOTH:
                return True
    return False


def _is_of_those(own: Figure, words: PartWords) -> bool:
    """Return whether "three of whom" refers to those counted right before."""
    count = own.mention.count
    return count.partitive and count.head is None and own.mention.sentence.lower[count.last - 1] == "whom"


def _is_end_of(whole: Figure, own: Figure, words: PartWords) -> bool:
    """Return whether a part came to another end than its whole: "23 wounded, three of whom died"."""
    lower = own.mention.sentence.lower
    is_of = "whom" in lower[own.mention.count.first - 3 : own.mention.count.last]
    return is_of and whole.measure != own.measure and not whole.outdated and is_larger(whole, own)


def _is_apposed(before: Figure, own: Figure, words: PartWords) -> bool:
    """Return whether the count repeats in detail who the counted before are: "… killed, a man and"."""
    first, second = before.mention, own.mention
    if not holds(before, own, words) or not is_larger(before, own):
        # "wounded ten policemen, five soldiers": a list.
        return False
    end = max(first.trigger.last, first.count.last)
    if end > second.count.first or second.trigger.rule != "list":
        return False
    between = [token[0] for token in second.sentence.tokens[end : second.count.first]]
    return 0 < len(between) < 3 and all(mark in _MARKS for mark in between)


def _find_frame(figures: Sequence[Figure], index: int, words: PartWords) -> int | None:
    """Find the whole of "among the 25 injured, eight were …" in the sentence."""
    own = figures[index]
    for at in range(index - 1, max(-1, index - 1 - FRAME_REACH), -1):
        whole = figures[at]
        if whole.sentence != own.sentence:
            return None
        if _opens_frame(whole, words):
            return at if fits(whole, own) and is_larger(whole, own) else None
    return None


def _opens_frame(whole: Figure, words: PartWords) -> bool:
    """Return whether a clause starts with "among" or "of" and this count."""
    lower = whole.mention.sentence.lower
    at = whole.mention.count.first
    at -= at > 0 and lower[at - 1] in words.definite
    for phrase in words.frames:
        start = at - len(phrase)
        if start >= 0 and lower[start:at] == phrase:
            return start == 0 or not whole.mention.sentence.tokens[start - 1][0][0].isalnum()
    return False
