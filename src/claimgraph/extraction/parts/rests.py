"""The rest of those counted before: "the other three victims", "all four", "his two sons"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.extraction.parts.mentions import BOTH, Figure, fits, holds, is_larger
from claimgraph.extraction.parts.words import PartWords

# How many counts back, and how many sentences back, those counted before may stand.
REACH = 12
SENTENCE_REACH = 6
# How many sentences before "all four of them" its parts are told.
ALL_SENTENCES = 2
# Kinds of people who belong to a family.
FAMILY = frozenset({"relatives", "children"})
PLAIN = frozenset({"people", "members", "civilians", "families"})


def find_rests(
    figures: Sequence[Figure], wholes: Sequence[int | None], words: PartWords
) -> Iterator[tuple[int, int]]:
    """Yield pairs of a part and its whole, for counts that refer to others without a part marker."""
    for index, figure in enumerate(figures):
        if figure.value is None:
            continue
        around = figure.around
        if figure.measure == BOTH and not words.all.isdisjoint(around):
            yield from _find_all(figures, wholes, index)
        if wholes[index] is not None:
            continue
        whole = None
        if not words.rest.isdisjoint(around):
            whole = _find_rest(figures, index, words, is_definite=not words.definite.isdisjoint(around))
        elif figure.kind in FAMILY and not words.possessives.isdisjoint(around):
            whole = _find_family(figures, index, words)
        if whole is not None:
            yield index, whole


def _list_before(figures: Sequence[Figure], index: int) -> Iterator[int]:
    """Yield the larger counts before another that it may be a part of, the nearest first."""
    own = figures[index]
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        whole = figures[at]
        if own.sentence - whole.sentence > SENTENCE_REACH:
            return
        if whole.value is not None and fits(whole, own) and is_larger(whole, own) and own.measure != BOTH:
            yield at


def _find_rest(figures: Sequence[Figure], index: int, words: PartWords, *, is_definite: bool) -> int | None:
    """Find the whole of "the other three", or of "three others" where one of four is named."""
    own = figures[index]
    for at in _list_before(figures, index):
        whole = figures[at]
        if not holds(whole, own, words) or (whole.sentence == own.sentence and not is_definite):
            continue
        # "He died with two others": one of those counted before is told by name.
        one_more = whole.measure != "injured" and whole.value == (own.value or 0) + 1
        if is_definite or one_more:
            return at
    return None


def _find_family(figures: Sequence[Figure], index: int, words: PartWords) -> int | None:
    """Find the whole of "his two sons": children counted before, else the people counted before."""
    own = figures[index]
    before = [at for at in _list_before(figures, index) if figures[at].sentence != own.sentence]
    for at in before:
        whole = figures[at]
        if whole.kind in FAMILY and (whole.kind == own.kind or _is_possessed(whole, words)):
            return at
    return next((at for at in before if figures[at].kind in PLAIN), None)


def _is_possessed(figure: Figure, words: PartWords) -> bool:
    count, tokens = figure.mention.count, figure.mention.sentence.tokens
    return any(token[1] in words.possessives for token in tokens[max(0, count.first - 1) : count.last])


def _find_all(
    figures: Sequence[Figure], wholes: Sequence[int | None], index: int
) -> Iterator[tuple[int, int]]:
    """Yield the parts told right before "all four were victims of one shooting"."""
    own = figures[index]
    for at in range(index - 1, max(-1, index - 1 - REACH), -1):
        part = figures[at]
        if own.sentence - part.sentence > ALL_SENTENCES:
            return
        if wholes[at] is None and part.value is not None and fits(own, part) and is_larger(own, part):
            yield at, index
