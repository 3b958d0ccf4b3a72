"""Who is counted: a count without a noun takes over the group of the count before it.

"killed 12 people and wounded 30", "28 civilians … and 70 others", "nine deaths".
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import OTHERS
from claimgraph.extraction.nouns import CountWords, load_count_words
from claimgraph.extraction.parts import CountedMention, Whole
from claimgraph.lexicon.tables import Lexicon

DEFAULT = ("people", "people")
# How many counts back a group may be taken over from.
REACH = 3
# How many counts on a headline's figure is told with its group.
AHEAD = 6
# Kinds that "others" may be as well; the others of two children are not said to be children.
SHARED = frozenset({"civilians", "people", "fighters", "soldiers", "police"})
# How many tokens before a noun the word may stand that makes them those attacked.
PHRASE = 3
# Rules that read a bare figure as one of what was counted before.
CARRIED = frozenset({"carried", "placed", "row"})
# Plurals without an s.
IRREGULAR = frozenset({"children", "women", "men", "people", "policemen", "gunmen"})


def name_groups(
    mentions: Sequence[CountedMention], wholes: Sequence[Whole | None], *, lexicon: Lexicon
) -> tuple[tuple[str, str], ...]:
    """Return for each counted mention who is counted, and the kind that makes groups comparable.

    Args:
        mentions: All counted mentions of an article in reading order.
        wholes: Which of them is a part of which; the group of a part is not taken over.
        lexicon: Nouns for people.

    Returns:
        Pairs of the group in lower case and its kind; ``("people", "people")`` where nothing
        narrower is said.
    """
    named: list[tuple[str, str]] = []
    words = load_count_words(lexicon)
    for index, mention in enumerate(mentions):
        own = _read_group(mention)
        if own is None:
            own = _take_over(mentions, index, wholes, named)
        if own is DEFAULT:
            own = _read_object(mention, words) or DEFAULT
        named.append(own)
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
        return ("civilians", "civilians") if count.kind == "civilians" else _read_inner(mention)
    if mention.trigger.rule == "noun" and count.head == mention.trigger.first:
        # "12 civilian deaths": the noun tells what happened, the words before it to whom.
        return ("civilians", "civilians") if count.kind == "civilians" else None
    return count.group, count.kind


def _read_inner(mention: CountedMention) -> tuple[str, str] | None:
    """Read who the dead are in "65 bodies of civilians"."""
    tokens, at = mention.sentence.tokens, mention.count.last
    if at + 1 >= len(tokens) or tokens[at][1] != "of" or not tokens[at + 1][0].islower():
        return None
    word = tokens[at + 1][1]
    if not (word.endswith("s") or word in IRREGULAR):
        return None
    return word, "civilians" if word == "civilians" else "people"


def _take_over(
    mentions: Sequence[CountedMention],
    index: int,
    wholes: Sequence[Whole | None],
    named: Sequence[tuple[str, str]],
) -> tuple[str, str]:
    own, whole = mentions[index], wholes[index]
    if own.trigger.rule == "weak":
        # "24 survivors and ten bodies"
        return DEFAULT
    if own.count.partitive and whole is not None and whole.position < index:
        return named[whole.position]
    return _take_before(mentions, index, wholes, named)


def _take_before(
    mentions: Sequence[CountedMention],
    index: int,
    wholes: Sequence[Whole | None],
    named: Sequence[tuple[str, str]],
) -> tuple[str, str]:
    """Return the group of the counts before that a count goes on, else what follows tells."""
    own = mentions[index]
    if own.trigger.rule in CARRIED:
        return _find_carried(mentions, index, named)
    for other in range(index - 1, max(-1, index - 1 - REACH), -1):
        before = mentions[other]
        inner = wholes[other]
        if before.count.implied or (inner is not None and not inner.sums_up):
            continue
        if _is_same(own, before) or own.count.partitive:
            return named[other]
        near = before.sentence.index == own.sentence.index or _goes_on(own, before)
        if near and own.trigger.rule != "total":
            return named[other] if _may_share(own, before, named[other][1]) else DEFAULT
    if own.trigger.rule == "noun" and own.count.head == own.trigger.first:
        # "12 lives", "28 dead" are people
        return DEFAULT
    return _look_ahead(mentions, index) or DEFAULT


def _find_carried(
    mentions: Sequence[CountedMention], index: int, named: Sequence[tuple[str, str]]
) -> tuple[str, str]:
    """Return the group of what a bare figure goes on: the last one counted of its measure."""
    measure = mentions[index].trigger.measure
    before = range(index - 1, max(-1, index - 1 - AHEAD), -1)
    return next((named[at] for at in before if mentions[at].trigger.measure == measure), DEFAULT)


def _goes_on(own: CountedMention, before: CountedMention) -> bool:
    """Return whether a sentence that opens with a bare count goes on with the people of the one before."""
    is_bare = own.count.head is None or own.count.group == OTHERS
    return is_bare and own.count.first == 0 and own.sentence.index - before.sentence.index == 1


def _read_object(mention: CountedMention, words: CountWords) -> tuple[str, str] | None:
    """Read who was attacked before "killing five": "ambushed a group of miners, killing five"."""
    tokens, trigger, count = mention.sentence.tokens, mention.trigger, mention.count
    if trigger.rule != "before" or not tokens[trigger.first][1].endswith("ing") or count.group == OTHERS:
        return None
    for at in range(trigger.first - 1, 0, -1):
        word = tokens[at][1]
        if word in words.plural and word not in words.triggers:
            is_object = any(token[1] in words.targets for token in tokens[max(0, at - PHRASE) : at])
            return (word, words.kinds[word]) if is_object else None
    return None


def _may_share(own: CountedMention, before: CountedMention, kind: str) -> bool:
    """Return whether a count without a noun may be of the kind counted before it."""
    return kind in SHARED or (own.count.group != OTHERS and before.count.quantity.value != 1)


def _look_ahead(mentions: Sequence[CountedMention], index: int) -> tuple[str, str] | None:
    """Read the group of a bare figure from what follows.

    "30 killed in …. Thirty civilians were killed", "killed 28 and wounded 30 militants".
    """
    own = mentions[index]
    if own.count.implied:
        return None
    for other in range(index + 1, min(len(mentions), index + 1 + AHEAD)):
        after = mentions[other]
        if _is_same(own, after):
            group = _read_group(after)
            if group is not None and group[1] != "people":
                return group
    if index + 1 == len(mentions) or own.count.group == OTHERS:
        return None
    after = mentions[index + 1]
    if after.sentence.index != own.sentence.index:
        return None
    between = [token[1] for token in own.sentence.tokens[own.count.last : after.count.first]]
    is_joined = len(between) == 2 and between[0] == "and" and after.trigger.rule == "before"
    return _read_group(after) if is_joined else None


def _is_same(a: CountedMention, b: CountedMention) -> bool:
    """Return whether two counts tell the same figure of the same measure."""
    value = a.count.quantity.value
    return value is not None and value == b.count.quantity.value and a.trigger.measure == b.trigger.measure


__all__ = ["name_groups"]
