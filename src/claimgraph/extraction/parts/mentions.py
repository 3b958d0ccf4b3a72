"""Counted mentions, and what the search for parts asks of each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures import Trigger
from claimgraph.extraction.parts.words import PartWords
from claimgraph.extraction.sentences import Sentence

# The measure that holds killed and injured people together.
BOTH = "casualties"
# How many sentences back a count may stand that "put it at over 100" goes on.
TOLD_REACH = 3


@frozen(kw_only=True)
class CountedMention:
    """A count of people with what happened to them: the raw form of a claim."""

    sentence: Sentence
    count: Count
    trigger: Trigger


def name_told(mentions: Sequence[CountedMention], sentence: Sentence) -> str:
    """Return what was counted last before a sentence, for "put it at over 100"; empty where it is too far."""
    is_near = mentions and sentence.index - mentions[-1].sentence.index <= TOLD_REACH
    return mentions[-1].trigger.measure if is_near else ""


class Whole(NamedTuple):
    """Where in the list the mention stands that another is a part of.

    ``sums_up`` marks a total over several events.
    """

    position: int
    sums_up: bool


class Figure(NamedTuple):
    """One counted mention laid flat; ``more`` marks "another seven", "five others".

    ``around`` are the words of the count and the two before it.
    """

    sentence: int
    measure: str
    value: int | None
    low: int
    high: int | None
    kind: str
    implied: bool
    more: bool
    around: tuple[str, ...]
    mention: CountedMention
    outdated: bool = False


def lay_flat(
    mentions: Sequence[CountedMention], words: PartWords, outdated: Collection[int] = ()
) -> list[Figure]:
    """Return what the search asks of each mention."""
    figures = []
    for index, mention in enumerate(mentions):
        count, sentence = mention.count, mention.sentence
        quantity = count.quantity
        around = sentence.lower[max(0, count.first - 2) : count.last]
        figures.append(
            Figure(
                sentence.index,
                mention.trigger.measure,
                quantity.value,
                quantity.low,
                quantity.high,
                count.kind,
                count.implied,
                not words.another.isdisjoint(around) and _says_more(sentence, count, words),
                around,
                mention,
                index in outdated,
            )
        )
    return figures


def _says_more(sentence: Sentence, count: Count, words: PartWords) -> bool:
    """Return whether "another", "others" stand in or before a count; "more than" is a bound."""
    around = sentence.lower[max(0, count.first - 1) : count.last + 1]
    return any(word in words.another and around[at + 1] != "than" for at, word in enumerate(around[:-1]))


def fits(whole: Figure, part: Figure) -> bool:
    """Return whether the measures allow a part, and its figure does not exceed the whole's."""
    if whole.measure != part.measure and BOTH not in (whole.measure, part.measure):
        return False
    if whole.high == 1 or whole.outdated:
        return False
    return part.value is None or whole.high is None or part.value <= (whole.value or whole.high)


def is_larger(whole: Figure, part: Figure) -> bool:
    """Return whether a whole may be larger than a part."""
    if part.value is None:
        # "several of them" says nothing of a single woman told before.
        return whole.high is None or whole.high > part.low
    least = whole.value or whole.low
    return least > part.value or (whole.high is None and least >= part.value)


def holds(whole: Figure, part: Figure, words: PartWords) -> bool:
    """Return whether people of one kind may be a part of those of the other."""
    if whole.kind == part.kind or whole.kind in words.wide_kinds:
        return True
    return part.kind in words.holds.get(whole.kind, ())
