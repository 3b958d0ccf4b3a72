"""Counts of one list share a trigger: "12 civilians and five rebels were killed"."""

from __future__ import annotations

from claimgraph.extraction.measures.clause import Clause, Trigger


def share_parts(clause: Clause, found: list[Trigger | None]) -> None:
    """Give "including 16 children" the trigger of the count before, over its own weak one."""
    for index in range(1, len(found)):
        before, own = found[index - 1], found[index]
        is_weak = own is None or (own.rule == "after" and clause.tokens[own.first].lower.endswith("ing"))
        if before is not None and is_weak and _are_listed(clause, index - 1, index, only_parts=True):
            found[index] = before._replace(rule="list")


def share_lists(clause: Clause, found: list[Trigger | None]) -> None:
    """Let counts of one list share a trigger, forwards and then backwards."""
    for index in range(1, len(found)):
        before = found[index - 1]
        if (
            found[index] is None
            and before is not None
            and (_are_listed(clause, index - 1, index) or _is_apposition(clause, before, index))
        ):
            found[index] = before._replace(rule="list")
    for index in range(len(found) - 2, -1, -1):
        after = found[index + 1]
        if (
            found[index] is None
            and after is not None
            and after.rule != "before"
            and _are_listed(clause, index, index + 1)
        ):
            found[index] = after._replace(rule="among" if after.rule == "among" else "list")


def _is_apposition(clause: Clause, trigger: Trigger, index: int) -> bool:
    """Return whether the count stands in a comma or dash right after what happened.

    "Five people were killed, a woman and four children" tells who the five were.
    """
    between = [token.text for token in clause.tokens[trigger.last : clause.counts[index].first]]
    return (
        bool(between) and len(between) < 3 and all(mark in {",", "-", "–", "—", "(", ":"} for mark in between)
    )


def _are_listed(clause: Clause, left: int, right: int, *, only_parts: bool = False) -> bool:
    """Return whether only "and", commas or a part marker stand between two counts."""
    first, second = clause.counts[left], clause.counts[right]
    if second.unsure:
        return False
    between = [token.lower for token in clause.tokens[first.last : second.first]]
    if not between or len(between) > 12:
        return False
    joints = {
        "and",
        ",",
        "or",
        "plus",
        "&",
        "as",
        "well",
        "also",
        "both",
        "in",
        "addition",
        "to",
        "–",
        "-",
        "(",
        ":",
    }
    if not only_parts and all(word in joints for word in between):
        return True
    parts = {"including", "among", "whom", "them", "of", "include", "mostly", "mainly", "with"}
    return any(word in parts for word in between[-3:]) and between[-1] in {
        "including",
        "them",
        "whom",
        "included",
        "include",
        "were",
        "them:",
        "mostly",
        "mainly",
        "least",
        "are",
    }
