"""Who is counted: a count without a noun takes over the group of the count before it.

"killed 12 people and wounded 30", "28 civilians … and 70 others", "nine deaths".
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import OTHERS
from claimgraph.extraction.parts import CountedMention, Whole

DEFAULT = ("people", "people")
# How many counts back a group may be taken over from.
REACH = 3


def name_groups(
    mentions: Sequence[CountedMention], wholes: Sequence[Whole | None]
) -> tuple[tuple[str, str], ...]:
    """Return for each counted mention who is counted, and the kind that makes groups comparable.

    Args:
        mentions: All counted mentions of an article in reading order.
        wholes: Which of them is a part of which; the group of a part is not taken over.

    Returns:
        Pairs of the group in lower case and its kind; ``("people", "people")`` where nothing
        narrower is said.
    """
    named: list[tuple[str, str]] = []
    for index, mention in enumerate(mentions):
        own = _read_group(mention)
        named.append(own if own is not None else _take_over(mentions, index, wholes, named))
    return tuple(named)


def _read_group(mention: CountedMention) -> tuple[str, str] | None:
    count = mention.count
    if count.head is None and count.group:
        return count.group, count.kind
    if count.head is None or count.group == OTHERS:
        return None
    if (
        mention.trigger.rule in {"noun", "weak"}
        and mention.trigger.measure == "killed"
        and (count.head == mention.trigger.first)
    ):
        # "12 deaths", "five bodies"
        return ("civilians", "civilians") if count.kind == "civilians" else None
    if mention.trigger.rule == "noun" and count.head == mention.trigger.first:
        # "12 civilian deaths": the noun tells what happened, the words before it to whom.
        return ("civilians", "civilians") if count.kind == "civilians" else None
    return count.group, count.kind


def _take_over(
    mentions: Sequence[CountedMention],
    index: int,
    wholes: Sequence[Whole | None],
    named: Sequence[tuple[str, str]],
) -> tuple[str, str]:
    own, whole = mentions[index], wholes[index]
    if own.count.partitive and whole is not None and whole.position < index:
        return named[whole.position]
    for other in range(index - 1, max(-1, index - 1 - REACH), -1):
        before = mentions[other]
        same_sentence = before.sentence.index == own.sentence.index
        same_figure = (
            before.count.quantity.value == own.count.quantity.value
            and before.trigger.measure == own.trigger.measure
        )
        inner = wholes[other]
        if before.count.implied or (inner is not None and not inner.sums_up):
            continue
        if same_figure or (same_sentence and own.trigger.rule != "total"):
            return named[other]
    return DEFAULT


__all__ = ["name_groups"]
