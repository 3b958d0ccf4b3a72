"""Parts told of those counted before: "three of them", "four children were among the dead"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.parts.mentions import Figure, fits, is_larger
from claimgraph.extraction.parts.words import PartWords

# A number of fewer digits than this names a whole.
NUMBER_SIZE = 8
# How many counts back, and how many sentences back, a whole may stand.
WHOLE_REACH = 12
SENTENCE_REACH = 6
# Among how many counts at the start of a story its main figure is looked for.
MAIN_REACH = 4
# How many counts further on, in the same sentence: "six teachers were among 30 killed".
AHEAD = 3
# How many words before "scores of them" the people may be named whom nobody counts.
NOUN_REACH = 40
# Rules that tell of members of those counted before.
_MEMBERS = frozenset({"among", "placed"})
# Rules that tell of a part of those counted before, or of a figure told beside ("against 71 in July").
_ASIDE = frozenset({"placed", "carried"})


def find_told_whole(figures: Sequence[Figure], index: int, words: PartWords) -> int | None:
    """Find the whole of "three of them" and of "were among the dead" among the counts around."""
    own = figures[index]
    count, rule = own.mention.count, own.mention.trigger.rule
    if rule == "noun" and not count.partitive:
        # "numerous deaths among the civilians" counts deaths, not members.
        return None
    if count.partitive:
        if _is_of_uncounted(figures, index, words):
            return None
        listed = _find_numbered(figures, index)
        if listed is not None:
            return listed
    elif rule not in _MEMBERS and not _is_told_apart(figures, index, words) and not _is_of_these(own):
        return None
    nearest = _find_nearest(figures, index, is_among=rule == "among")
    if nearest is None and count.partitive:
        return _find_main(figures, index)
    return nearest


def _is_of_these(own: Figure) -> bool:
    """Return whether a sentence tells of those counted before: "Of these, 58 died and nine were shot"."""
    lower = own.mention.sentence.lower
    return lower[:3] in {("of", "these", ","), ("of", "those", ","), ("of", "them", ",")}


def _find_numbered(figures: Sequence[Figure], index: int) -> int | None:
    """Find the whole that a part names by its figure: "two of those 19", "eleven of the 72 listed"."""
    own = figures[index]
    count, lower = own.mention.count, own.mention.sentence.lower
    named = lower[count.last - 1]
    if not named.isdecimal() or len(named) >= NUMBER_SIZE:
        return None
    value = int(named)
    before = range(index - 1, max(-1, index - 1 - 2 * WHOLE_REACH), -1)
    return next((at for at in before if figures[at].value == value and fits(figures[at], own)), None)


def _find_main(figures: Sequence[Figure], index: int) -> int | None:
    """Return the first figure of a story if it may hold "53 of the dead", "nine of them", told long after."""
    for other in range(min(index, MAIN_REACH)):
        if figures[other].value is not None and fits(figures[other], figures[index]):
            return other if _may_hold(figures[other], figures[index]) else None
    return None


def _find_nearest(figures: Sequence[Figure], index: int, *, is_among: bool) -> int | None:
    own = figures[index]
    near = []
    for other in range(index + 1, min(len(figures), index + 1 + AHEAD)):
        inner = other == index + 1 and figures[other].mention.count.last <= own.mention.count.last
        if figures[other].sentence == own.sentence and (is_among or inner):
            near.append(other)
    for other in range(index - 1, max(-1, index - 1 - WHOLE_REACH), -1):
        if own.sentence - figures[other].sentence > SENTENCE_REACH:
            break
        near.append(other)
    fitting = [other for other in near if _may_hold(figures[other], own)]
    # A number says more of what it holds than "dozens" does.
    return next((other for other in fitting if figures[other].value is not None), next(iter(fitting), None))


def _may_hold(whole: Figure, part: Figure) -> bool:
    if whole.sentence == part.sentence and whole.mention.trigger[1:3] == part.mention.trigger[1:3]:
        # "14 children and a woman were among those killed": both are parts of one whole.
        is_listed = whole.mention.trigger.rule in {"among", "list"} and part.mention.trigger.rule == "among"
        if is_listed or (whole.mention.trigger.rule == "among" and part.mention.trigger.rule == "list"):
            return False
    if whole.mention.trigger.rule in _ASIDE or (_is_of_these(part) and whole.sentence == part.sentence):
        # Others of the same whole.
        return False
    return fits(whole, part) and not whole.mention.count.partitive and is_larger(whole, part)


def _is_of_uncounted(figures: Sequence[Figure], index: int, words: PartWords) -> bool:
    """Return whether "of them" means people whom the sentence names without counting them.

    "The army attacked the rebels, killing scores of them"; "several of their friends".
    """
    own = figures[index]
    count, tokens = own.mention.count, own.mention.sentence.tokens
    if any(token[1] in words.possessives for token in tokens[count.number_first : count.last]):
        return True
    if tokens[count.last - 1][1] not in words.pronouns:
        return False
    if index and figures[index - 1].sentence == own.sentence:
        return False
    return any(token[1] in words.plural for token in tokens[max(0, count.first - NOUN_REACH) : count.first])


def _is_told_apart(figures: Sequence[Figure], index: int, words: PartWords) -> bool:
    """Return whether "among them" or "of the …" follows the count, and no count of its own members."""
    own = figures[index]
    count, tokens = own.mention.count, own.mention.sentence.tokens
    if count.last + 1 >= len(tokens):
        return False
    following = (tokens[count.last][1], tokens[count.last + 1][1])
    if following not in words.after:
        return False
    nearest = figures[index + 1] if index + 1 < len(figures) else None
    return not (
        nearest is not None
        and nearest.sentence == own.sentence
        and 0 <= nearest.mention.count.first - count.last - len(following) < 2
    )
