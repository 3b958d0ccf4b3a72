"""Bare figures that go on what was counted before: "confirmed only two", "six were in Northford".

These say nothing of their own of what happened; they are read last, from the count before them in the
sentence, or from what was counted last before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger

# How many tokens before "to 67" the verb stands that moves the figure: "corrected that to 67".
MOVE_REACH = 7
# How many tokens the name of a row may have: "Northford: 117", "Other regions: 10".
ROW_REACH = 4
# Pronouns behind which a noun or participle may stand: "forty of those detained", "two of these men".
OPEN_PRONOUNS = frozenset({"those", "these"})


def may_be_carried(counts: Sequence[Count]) -> bool:
    """Return whether a sentence has a count that stands alone, whatever its words say."""
    return any(count.head is None and not count.unsure for count in counts)


def read_carried(clause: Clause, index: int, found: Sequence[Trigger | None], told: str) -> Trigger | None:
    """Read "put it at over 100", "confirmed 48", "six were in Northford": a figure of what was told before.

    Args:
        clause: The sentence.
        index: The count.
        found: The triggers of the counts before it.
        told: What was counted last before the sentence, empty for nothing.

    Returns:
        The measure told before; ``None`` where the words do not refer to it.
    """
    count = clause.counts[index]
    if count.unsure or count.head is not None or index in clause.ages:
        return None
    before = next((trigger.measure for trigger in reversed(found[:index]) if trigger is not None), told)
    if not before:
        return None
    is_near = any(trigger is not None for trigger in found[:index])
    rule = _find_rule(clause, count, is_near=is_near)
    return Trigger(before, max(0, count.first - 1), max(1, count.first), rule) if rule else None


def _find_rule(clause: Clause, count: Count, *, is_near: bool) -> str:
    """Return how the words refer to what was told: "carried", "placed" for a part of it, "row", or nothing.

    ``is_near`` says that it was told in the sentence.
    """
    if count.partitive:
        return "carried" if _is_of_told(clause, count) else ""
    if _is_placed(clause, count):
        return "placed"
    if _is_row(clause, count):
        return "row"
    goes_on = (
        _follows_phrase(clause, count)
        or _is_recorded(clause, count)
        or _is_moved(clause, count)
        or (is_near and _is_rest(clause, count))
    )
    return "carried" if goes_on else ""


def _follows_phrase(clause: Clause, count: Count) -> bool:
    """Return whether "put it at", "compared with" stands before a count."""
    around = clause.words.around
    if not count.first or clause.lower[count.first - 1] not in around.carried_ends:
        return False
    if count.last < len(clause.lower) and clause.lower[count.last] in clause.words.verbs:
        # "compared to 21 shooting incidents"
        return False
    return any(
        tuple(clause.lower[count.first - size : count.first]) in around.carried
        for size in range(1, min(around.carried_size, count.first) + 1)
    )


def _ends_there(clause: Clause, count: Count) -> bool:
    """Return whether nothing is told of a count itself: a mark, "and" or a preposition follows."""
    if count.last >= len(clause.lower):
        return True
    return clause.lower[count.last] in clause.words.around.recorded_ends


def _is_recorded(clause: Clause, count: Count) -> bool:
    """Return whether a figure is what somebody found: "police confirmed only two", "Northford saw 97"."""
    at, words, recorded = count.first - 1, clause.words, clause.words.around.recorded
    while at > 0 and clause.lower[at] not in recorded:
        if clause.lower[at] not in words.before_counts and clause.lower[at] not in words.adverbs:
            return False
        at -= 1
    return at > 0 and count.quantity.value is not None and _ends_there(clause, count)


def _is_moved(clause: Clause, count: Count) -> bool:
    """Return whether a figure was set anew: "corrected that to 67", "brought the number down to one"."""
    around, lower = clause.words.around, clause.lower
    at = count.first - 1
    if at < 2 or lower[at] not in around.rise_goals or not _ends_there(clause, count):
        return False
    names_figure = False
    for position in range(at - 1, max(-1, at - MOVE_REACH), -1):
        word = lower[position]
        if word in around.revised:
            return names_figure
        if word not in around.moved_objects and word not in clause.words.determiners:
            return False
        names_figure = names_figure or word in around.moved_objects
    return False


def _is_placed(clause: Clause, count: Count) -> bool:
    """Return whether a bare subject is only said to be somewhere or somebody: "six were in Northford"."""
    lower, words = clause.lower, clause.words
    around, at = words.around, count.last + 1
    if at >= len(lower) or lower[count.last] not in around.plural_be:
        return False
    if count.first and lower[count.first - 1] not in around.clause_openers:
        return False
    if lower[at] in words.people and lower[at] not in words.states:
        return True
    if (lower[at] not in around.elliptic and lower[at] not in around.bridges) or at + 1 >= len(lower):
        return False
    # Where everything is in capitals, the word behind may be no name.
    goal = at + 1 + (lower[at + 1] in words.determiners)
    return (
        goal < len(lower)
        and clause.tokens[goal].is_capital
        and around.elliptic_barriers.isdisjoint(lower[goal : goal + 2])
    )


def _is_row(clause: Clause, count: Count) -> bool:
    """Return whether a figure stands behind the name of its row: "Northford: 117."."""
    at = count.first - 1
    if not 0 < at <= ROW_REACH or clause.lower[at] != ":":
        return False
    return clause.tokens[0].is_capital and _ends_there(clause, count)


def _is_rest(clause: Clause, count: Count) -> bool:
    """Return whether a figure is the rest of those told: "… died at once and the other two on the way"."""
    lower, words = clause.lower, clause.words
    if count.first < 2 or lower[count.first - 1] not in words.around.rests or lower[count.first - 2] != "the":
        return False
    following = lower[count.last] if count.last < len(lower) else "."
    return following not in words.be and following not in words.have and following not in words.modals


def _is_of_told(clause: Clause, count: Count) -> bool:
    """Return whether "ten of them", "seven of whom" means those counted before."""
    if count.quantity.value == 1:
        # "One of them said" only speaks of somebody.
        return False
    if clause.lower[count.last - 1] in OPEN_PRONOUNS:
        return False
    return clause.lower[count.last - 1] in clause.words.partitives
