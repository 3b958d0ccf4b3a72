"""Counts of one list share a trigger: "12 civilians and five rebels were killed"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger

# How many tokens may stand between two counts of one list.
LIST_REACH = 12
# How many tokens may stand between a whole and "including" with its part.
PART_REACH = 40


def share_part(clause: Clause, index: int, found: list[Trigger | None]) -> None:
    """Give "including 16 children" the trigger of the count before, over its own weak one."""
    own = found[index]
    if own is not None and not (own.rule == "after" and clause.lower[own.first].endswith("ing")):
        return
    left = _step_back(clause, index, found)
    before = found[left]
    if before is not None and _are_listed(clause, left, index, only_parts=True):
        found[index] = before._replace(rule="list")
    elif own is None and (whole := _find_far(clause, index, found)) is not None:
        found[index] = whole._replace(rule="list")


def _find_far(clause: Clause, index: int, found: Sequence[Trigger | None]) -> Trigger | None:
    """Return the trigger of the whole: "killed 13 of a family in Northford that fled, including nine"."""
    count = clause.counts[index]
    if count.unsure or count.implied or (count.is_bare and count.quantity.value == 1):
        return None
    for left in range(index - 1, -1, -1):
        whole = clause.counts[left]
        trigger = found[left]
        if count.first - whole.last > PART_REACH:
            return None
        if trigger is None or whole.implied:
            continue
        between = clause.lower[max(whole.last, trigger.last) : count.first]
        return trigger if _ends_with_marker(clause, between) else None
    return None


def share_list(clause: Clause, index: int, found: list[Trigger | None]) -> None:
    """Give a count the trigger of the one before in its list."""
    left = _step_back(clause, index, found)
    before = found[left]
    if before is not None and (_are_listed(clause, left, index) or _is_apposition(clause, before, index)):
        found[index] = before._replace(rule="list")


def share_lists(clause: Clause, found: list[Trigger | None]) -> None:
    """Let counts of one list share a trigger, forwards and then backwards."""
    for index in range(1, len(found)):
        if found[index] is None:
            share_list(clause, index, found)
    for index in range(len(found) - 2, -1, -1):
        after = found[index + 1]
        if found[index] is None and after is not None and _may_share_back(clause, index, after):
            found[index] = after._replace(rule="among" if after.rule == "among" else "list")


def _step_back(clause: Clause, index: int, found: Sequence[Trigger | None]) -> int:
    """Return which count stands before in a list; ages and "from three families" are passed."""
    left = index - 1
    while (
        left and found[left] is None and (left in clause.ages or clause.counts[left].first in clause.nested)
    ):
        left -= 1
    return left


def _may_share_back(clause: Clause, index: int, after: Trigger) -> bool:
    """Return whether a count takes the trigger of the next; an unsure noun needs a plain "and"."""
    count = clause.counts[index]
    if after.rule == "before" or not _are_listed(clause, index, index + 1):
        return False
    if count.first in clause.nested:
        # "ten people from three families, including six children"
        return False
    if after.rule in {"noun", "weak"} and _ends_with_marker(
        clause, clause.list_between(count.last, clause.counts[index + 1].first)
    ):
        # "500 people, including 300 evacuees"
        return False
    part = clause.counts[index + 1]
    if _stands_besides(clause, count) or (part.partitive and part.is_bare):
        # "a bus with 52 pilgrims, 30 of whom were killed"
        return False
    if not count.unsure:
        return True
    joint = clause.lower[count.last]
    return after.rule not in {"noun", "weak"} and joint in clause.words.around.list_joints


def _stands_besides(clause: Clause, count: Count) -> bool:
    """Return whether the counted are those told before: "besides the seven, one soldier was hurt"."""
    at = count.first - 1
    while at >= 0 and clause.lower[at] in clause.words.determiners:
        at -= 1
    return at >= 0 and clause.lower[at] in clause.words.around.besides


def _is_apposition(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Return whether the count stands in a comma or dash right after what happened.

    "Four hikers were killed, a man and three boys" tells who the four were.
    """
    between = clause.tokens[trigger.last : clause.counts[index].first]
    marks = clause.words.around.apposition
    return bool(between) and len(between) < 3 and all(token.text in marks for token in between)


def _are_listed(clause: Clause, left: int, right: int, *, only_parts: bool = False) -> bool:
    """Return whether only "and", commas or a part marker stand between two counts."""
    first, second = clause.counts[left], clause.counts[right]
    if second.unsure:
        return False
    between = clause.list_between(first.last, second.first)
    if not between:
        # A list without its commas: "11 women nine children and one nurse".
        return (
            not first.unsure and first.head is not None and second.head is not None and not second.partitive
        )
    if len(between) > LIST_REACH:
        return False
    if not only_parts and _is_joint(clause, between):
        return True
    return _ends_with_marker(clause, between)


def _is_joint(clause: Clause, between: Sequence[str]) -> bool:
    """Return whether words join two of a list: "and", "as well as", "and their"."""
    words = clause.words
    joints = [word for word in between if word not in words.determiners]
    return bool(joints) and all(word in words.around.joints for word in joints)


def _ends_with_marker(clause: Clause, between: list[str]) -> bool:
    """Return whether "including", "among them", "of which at least" stand right before a count."""
    around, determiners = clause.words.around, clause.words.determiners
    end = len(between)
    while end and (between[end - 1] in around.part_fillers or between[end - 1] in determiners):
        if tuple(between[end - 1 : end]) in around.part_markers:
            break
        end -= 1
    return any(
        tuple(between[end - size : end]) in around.part_markers and (between[end - 1] != "with" or end == 1)
        for size in range(1, min(4, end) + 1)
    )
