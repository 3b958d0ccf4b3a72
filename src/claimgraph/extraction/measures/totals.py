"""The figure of a total: "the toll rose to 28", "puts the dead at 13", "brings to 48 the number killed"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger, measure_at
from claimgraph.extraction.measures.words import match_phrase_before

# How many tokens before a count the noun of a total may stand, and before "rose to" and a count.
TOTAL_REACH = 9
RISE_REACH = 30
# How many tokens "the number of people killed" may hold, and within how many behind a count it ends.
FIGURE_REACH = 6
# What stands before the two ends of a figure that moved.
MOVE = frozenset({"from", "to"})
BEHIND_REACH = 9


def read_total(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "death toll of", "toll rose to", "number of dead reached", "toll: 12"."""
    if not clause.has_total:
        return None
    rises = _rises(clause, at, count)
    for position in range(at, max(-1, at - (RISE_REACH if rises else TOTAL_REACH) - 1), -1):
        phrase = match_phrase_before(clause.lower, position + 1, clause.words.totals)
        if phrase is not None:
            return Trigger(phrase[1], position + 1 - len(phrase[0]), position + 1, "total")
        if clause.tokens[position].text in clause.words.around.ends or position in clause.starts:
            return None
        figure = _read_figure(clause, position, at) if rises else None
        if figure is not None:
            return figure
    return None


def read_total_behind(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "bring to 48 the number killed", "puts at 15,000 the number of dead"."""
    around = clause.words.around
    if at < 1 or clause.lower[at] not in around.rise_goals or clause.lower[at - 1] not in around.rises:
        return None
    for position in range(count.last, min(len(clause.tokens), count.last + BEHIND_REACH)):
        if clause.tokens[position].text in around.breaks or position in clause.starts:
            return None
        phrase = match_phrase_before(clause.lower, position + 1, clause.words.totals)
        if phrase is not None:
            return Trigger(phrase[1], position + 1 - len(phrase[0]), position + 1, "total")
        figure = _read_number_of(clause, position)
        if figure is not None:
            return figure
    return None


def _rises(clause: Clause, at: int, count: Count) -> bool:
    """Return whether "rose to", "put at", "reached" ends at token ``at``, or "exceeded" is in the count."""
    around = clause.words.around
    if clause.lower[count.first] in around.rises:
        return True
    if clause.lower[at] not in around.rise_goals:
        return clause.lower[at] in around.rises
    # "brings the number of civilians killed since Monday to 89"
    for position in range(at - 1, max(-1, at - RISE_REACH), -1):
        if clause.tokens[position].text in around.ends or position in clause.starts:
            return False
        if clause.lower[position] in around.rises:
            return True
    return False


def _read_figure(clause: Clause, at: int, end: int) -> Trigger | None:
    """Read "deaths" or "the dead" at token ``at``, right before ``end``, or "the number of"."""
    words, lower = clause.words, clause.lower
    word = lower[at]
    if word in words.counted and (word.endswith("s") or (at + 1 == end and lower[at - 1] == "the")):
        # "heat wave deaths reach 120", "puts the dead at 13"
        return Trigger(words.counted[word], at, at + 1, "total")
    return _read_number_of(clause, at)


def _read_number_of(clause: Clause, at: int) -> Trigger | None:
    """Read "the number of civilians killed", "the toll of wounded" from token ``at`` on."""
    words, lower, word = clause.words, clause.lower, clause.lower[at]
    if word not in words.around.figures or at + 1 >= len(lower) or lower[at + 1] != "of":
        return None
    for position in range(at + 2, min(len(lower), at + FIGURE_REACH)):
        measure = measure_at(clause, position)
        if measure is not None:
            return Trigger(measure, at, position + 1, "total")
    return None


def share_total(clause: Clause, index: int, found: Sequence[Trigger | None]) -> Trigger | None:
    """Read "the number of dead at 30 and of injured at 60", "the toll to 210 and, since May, to 357"."""
    before, count = found[index - 1], clause.counts[index]
    if before is None or before.rule != "total":
        return None
    goal = count.first - 1
    first = clause.counts[index - 1]
    if _follows_move(clause, first, count):
        return before
    if clause.lower[goal] not in clause.words.around.rise_goals:
        return None
    if clause.lower[first.first - 1] != clause.lower[goal]:
        return None
    named = [at for at in range(first.last, goal) if measure_at(clause, at) is not None]
    if not named:
        return before
    measure = measure_at(clause, named[-1]) or before.measure
    return Trigger(measure, named[-1], named[-1] + 1, "total")


def _follows_move(clause: Clause, first: Count, second: Count) -> bool:
    """Return whether two figures are the ends of a move: "from 12 to 15", "to 46 from an initial 41"."""
    lower = clause.lower
    at = second.first - 1
    while at > first.last and lower[at] in clause.words.before_counts:
        at -= 1
    ends = {lower[first.first - 1], lower[at]}
    return at == first.last and ends == MOVE
