"""Which count is a part of which: "20 civilians, including 16 children", "four of the dead".

Read in this order, each way only for counts that no earlier one placed: a part marker between two
counts of a sentence; a partitive or membership ("three of them", "four children were among the
dead"); figures that add up to a total; the rest of those counted before ("the other three").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from claimgraph.extraction.parts.listed import find_listed_whole
from claimgraph.extraction.parts.mentions import CountedMention as CountedMention
from claimgraph.extraction.parts.mentions import Whole as Whole
from claimgraph.extraction.parts.mentions import lay_flat
from claimgraph.extraction.parts.mentions import name_told as name_told
from claimgraph.extraction.parts.rests import find_rests
from claimgraph.extraction.parts.sums import find_sums
from claimgraph.extraction.parts.told import find_told_whole
from claimgraph.extraction.parts.words import load_part_words
from claimgraph.lexicon.tables import Lexicon


def find_wholes(
    mentions: Sequence[CountedMention], *, lexicon: Lexicon, outdated: Collection[int] = ()
) -> tuple[Whole | None, ...]:
    """Find for each counted mention the one it is a part of.

    Args:
        mentions: All counted mentions of an article in reading order.
        lexicon: Part markers.
        outdated: Positions of figures that the text itself calls outdated; they have no parts.

    Returns:
        The whole, or ``None``; a part never exceeds its whole where both are numbers.
    """
    if len(mentions) < 2:
        return (None,) * len(mentions)
    words = load_part_words(lexicon)
    figures = lay_flat(mentions, words, outdated)
    wholes: list[int | None] = []
    for index in range(len(figures)):
        whole = find_listed_whole(figures, index, wholes, words)
        wholes.append(find_told_whole(figures, index, words) if whole is None else whole)
    found = [None if whole is None else Whole(whole, sums_up=False) for whole in wholes]
    for part, total in find_sums(figures, wholes, words):
        wholes[part] = total
        found[part] = Whole(total, sums_up=True)
    for part, total in find_rests(figures, wholes, words):
        found[part] = Whole(total, sums_up=False)
    return tuple(found)
