"""Which count is a part of which: "20 civilians, including 16 children", "four of the dead".

Three ways of saying it are read: a part marker between two counts of one sentence, a partitive
("three of them"), and membership in the dead or wounded that were counted before ("four children
were among the dead").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures import Trigger
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon

# How many counts back, and how many sentences back, a whole may stand.
WHOLE_REACH = 12
SENTENCE_REACH = 6


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


class Whole(NamedTuple):
    """Where in the list the mention stands that another is a part of.

    ``sums_up`` marks a total over several events.
    """

    position: int
    sums_up: bool


def find_wholes(mentions: Sequence[CountedMention], *, lexicon: Lexicon) -> tuple[Whole | None, ...]:
    """Find for each counted mention the one it is a part of.

    Args:
        mentions: All counted mentions of an article in reading order.
        lexicon: Part markers.

    Returns:
        The whole, or ``None``; a part never exceeds its whole where both are numbers.
    """
    words = load_part_words(lexicon)
    wholes: list[int | None] = []
    for index in range(len(mentions)):
        whole = _find_listed_whole(mentions, index, wholes, words)
        if whole is None:
            whole = _find_told_whole(mentions, index, words)
        wholes.append(whole)
    found = [None if whole is None else Whole(whole, sums_up=False) for whole in wholes]
    for total, parts in _find_sums(mentions, wholes):
        for part in parts:
            found[part] = Whole(total, sums_up=True)
    return tuple(found)


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
        if own.trigger.measure == before.trigger.measure and _fits(whole, own):
            return wholes[index - 1]
    return None


def _is_marked(between: Sequence[str], words: PartWords) -> bool:
    text = [
        word
        for word in between
        if word not in {",", "(", "-", "–", ":", "were", "are", "is", "was", "at", "least"}
    ]
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
    return (
        bool(between) and len(between) < 3 and all(mark in {",", "-", "–", "—", "(", ":"} for mark in between)
    )


def _fits(whole: CountedMention, part: CountedMention) -> bool:
    measures = {whole.trigger.measure, part.trigger.measure}
    alike = len(measures) == 1 or "casualties" in measures
    total, value = whole.count.quantity, part.count.quantity.value
    if total.high is not None and value is not None and value > total.high:
        return False
    return alike and not (
        value is not None and total.value is not None and value > total.value and total.high is not None
    )


def _find_told_whole(mentions: Sequence[CountedMention], index: int, words: PartWords) -> int | None:
    """Find the whole of "three of them" and of "were among the dead" among the counts before."""
    own = mentions[index]
    if own.trigger.rule == "noun" and not own.count.partitive:
        # "numerous deaths among the civilians" counts deaths, not members.
        return None
    if not (own.count.partitive or own.trigger.rule == "among" or _is_told_apart(own, words)):
        return None
    order = range(index - 1, max(-1, index - 1 - WHOLE_REACH), -1)
    after = [
        other
        for other in range(index + 1, min(len(mentions), index + 4))
        if own.trigger.rule == "among" and mentions[other].sentence.index == own.sentence.index
    ]
    inner = [index + 1] if index + 1 < len(mentions) and _is_inner(mentions[index + 1], own) else []
    near = [
        other
        for other in (*inner, *after, *order)
        if own.sentence.index - mentions[other].sentence.index <= SENTENCE_REACH
    ]
    fitting = [other for other in near if _may_hold(mentions[other], own)]
    # A number says more of what it holds than "dozens" does.
    exact = [other for other in fitting if mentions[other].count.quantity.value is not None]
    return next(iter((*exact, *fitting)), None)


def _may_hold(whole: CountedMention, part: CountedMention) -> bool:
    if whole.sentence.index == part.sentence.index and whole.trigger.rule == part.trigger.rule == "among":
        # "14 children and a woman were among those killed": both are parts of one whole.
        return False
    return _fits(whole, part) and not whole.count.partitive and _is_larger(whole, part)


def _is_inner(inner: CountedMention, own: CountedMention) -> bool:
    """Return whether a count stands inside another, as in "two of the five victims"."""
    return inner.sentence.index == own.sentence.index and inner.count.last <= own.count.last


def _is_told_apart(own: CountedMention, words: PartWords) -> bool:
    """Return whether "among them" or "of the …" follows the count."""
    tokens = own.sentence.tokens
    before = [token.lower for token in tokens[max(0, own.count.first - 6) : own.count.first]]
    if "among" in before and before[-1] in {"were", "are", "is", "was"}:
        # "Among the dead were seven people".
        return True
    following = tuple(token.lower for token in tokens[own.count.last : own.count.last + 3])
    return any(
        following[: len(phrase)] == phrase
        for phrase in words.after
        if phrase[0] == "among" or phrase[-1] in {"them", "whom"}
    )


# How many different figures a total is looked for in, and in which first sentences it stands.
MOST_PARTS = 7
TOTAL_SENTENCES = 5
MOST_TOTALS = 40
LATER_REACH = 120
# Counts of these kinds hold others: a total of "people" holds soldiers, one of soldiers no civilians.
WIDE_KINDS = frozenset({"people", "members"})
CIVILIAN_KINDS = frozenset(
    {
        "civilians",
        "children",
        "women",
        "men",
        "people",
        "relatives",
        "families",
        "students",
        "workers",
        "medics",
        "journalists",
    }
)


def _find_sums(
    mentions: Sequence[CountedMention], wholes: Sequence[int | None]
) -> list[tuple[int, list[int]]]:
    """Find totals told first whose parts, told later of several places, add up to them exactly.

    "Five killed in attacks in two cities" – "two people were killed in …", "three died in …".
    """
    found = []
    for index, total in enumerate(mentions[:MOST_TOTALS]):
        value = total.count.quantity.value
        if value is None or value < 3 or total.sentence.index > TOTAL_SENTENCES or wholes[index] is not None:
            continue
        figures = _list_later_figures(mentions, wholes, index)
        for chosen in _choose_sum([figure for figure, _ in figures], value):
            parts = [part for position in chosen for part in figures[position][1]]
            found.append((index, parts))
            found.extend(_find_companions(mentions, wholes, index, parts))
            break
    return found


def _find_companions(
    mentions: Sequence[CountedMention], wholes: Sequence[int | None], total: int, parts: Sequence[int]
) -> list[tuple[int, list[int]]]:
    """Find the wounded told beside a total of dead, with the wounded told beside its parts."""
    rows = {mentions[part].sentence.index for part in parts}
    measure = mentions[total].trigger.measure
    found = []
    for index, beside in enumerate(mentions):
        if beside.sentence.index != mentions[total].sentence.index or beside.trigger.measure == measure:
            continue
        inner = [
            other
            for other, mention in enumerate(mentions)
            if mention.sentence.index in rows
            and mention.trigger.measure == beside.trigger.measure
            and wholes[other] is None
            and other != index
            and _is_larger(beside, mention)
            and not mention.count.implied
        ]
        if inner:
            found.append((index, inner))
    return found


def _list_later_figures(
    mentions: Sequence[CountedMention], wholes: Sequence[int | None], index: int
) -> list[tuple[int, list[int]]]:
    """Return the later figures of the same measure below a total, repeated mentions together."""
    total = mentions[index]
    figures: list[tuple[int, list[int]]] = []
    for later in range(index + 1, min(len(mentions), index + LATER_REACH)):
        mention = mentions[later]
        value = mention.count.quantity.value
        if not _may_be_summed(total, mention):
            continue
        if (
            mention.trigger.measure != total.trigger.measure
            or wholes[later] is not None
            or value is None
            or not 1 <= value < (total.count.quantity.value or 0)
        ):
            continue
        known = next((parts for figure, parts in figures if figure == value), None)
        if known is not None and not _is_another(mention):
            known.append(later)
        elif len(figures) < MOST_PARTS:
            figures.append((value, [later]))
    return figures


def _may_be_summed(total: CountedMention, part: CountedMention) -> bool:
    """Return whether a total of one kind may hold a count of the other."""
    if total.count.kind in WIDE_KINDS or part.count.kind in {total.count.kind, "people"}:
        return True
    return total.count.kind == "civilians" and part.count.kind in CIVILIAN_KINDS


def _is_another(mention: CountedMention) -> bool:
    words = {
        token.lower for token in mention.sentence.tokens[max(0, mention.count.first - 1) : mention.count.last]
    }
    return bool(words & {"another", "others", "other", "more"})


def _choose_sum(values: Sequence[int], total: int) -> list[list[int]]:
    """Return the positions of some values that add up to the total, the fewest first."""
    sums: list[tuple[int, list[int]]] = [(0, [])]
    found: list[list[int]] = []
    for position, value in enumerate(values):
        for reached, chosen in list(sums):
            if reached + value == total and chosen:
                found.append([*chosen, position])
            elif reached + value < total:
                sums.append((reached + value, [*chosen, position]))
    return sorted(found, key=lambda chosen: (len(chosen), chosen))


def _is_larger(whole: CountedMention, part: CountedMention) -> bool:
    total, value = whole.count.quantity, part.count.quantity.value
    if value is None:
        # "several of them" says nothing of a single woman told before.
        return total.high is None or total.high > part.count.quantity.low
    return (total.value or total.low) > value or (total.high is None and (total.value or total.low) >= value)


__all__ = ["CountedMention", "Whole", "find_wholes"]
