"""The trigger right after a count: "12 were killed", "12 dead", "12 who died", "among the dead"."""

from __future__ import annotations

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger, has_object, measure_at
from claimgraph.extraction.measures.words import match_phrase


def read_after(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read what directly follows: "12 were killed", "12 killed", "12 dead", "12 who died"."""
    passive = have = False
    position = at
    limit = min(len(clause.tokens), at + 9)
    while position < limit:
        word = clause.tokens[position].lower
        if _is_age(clause, word, count):
            return None
        if word in clause.words.around.among:
            return read_among(clause, position)
        position = (skip_first_of_two(clause, position) if passive else 0) or _skip_age(clause, position)
        trigger = _read_trigger_word(clause, position, passive=passive, have=have, count=count)
        if trigger is not None:
            return trigger
        passive, have = passive or word in clause.words.be, have or word in clause.words.have
        if not _is_passed_over(clause, word, position, at):
            return None
        position += 1
    return None


def _skip_age(clause: Clause, at: int) -> int:
    """Return the token behind the age of "a girl, 16, was killed", or ``at``."""
    index = clause.starts.get(at + 1)
    return clause.counts[index].last if index in clause.ages else at


def _is_age(clause: Clause, word: str, count: Count) -> bool:
    """Return whether the number is an age: "Ann Smith 29 was killed", "a child, 4, was killed"."""
    if not count.is_bare or count.partitive:
        return False
    if word == "," and count.first and clause.tokens[count.first - 1].text == ",":
        return count.quantity.value is not None and count.first == count.number_first
    return word in clause.words.around.age_verbs and count.quantity.value != 1


def read_among(clause: Clause, at: int) -> Trigger | None:
    """Read "among the dead", "among those killed", "among at least 22 people killed"."""
    position, limit = at + 1, min(len(clause.tokens), at + 9)
    while position < limit:
        if position in clause.starts:
            # The noun of a count may be "dead".
            position = max(position + 1, clause.counts[clause.starts[position]].last - 1)
            continue
        measure = measure_at(clause, position)
        if measure is not None:
            return Trigger(measure, position, position + 1, "among")
        if _parts_members(clause, position):
            return None
        position += 1
    return None


def _parts_members(clause: Clause, at: int) -> bool:
    """Return whether a token cannot stand within "the rebels from the town killed"."""
    words, word = clause.words, clause.tokens[at].lower
    return (
        clause.tokens[at].text in words.around.breaks
        or word in words.be
        or (word in words.stops and word not in words.around.bridges)
    )


def skip_first_of_two(clause: Clause, at: int) -> int:
    """Return where the second participle of "were identified and killed" begins, or 0.

    The first may be any verb; the second has to be a trigger.
    """
    tokens, words = clause.tokens, clause.words
    second = at + 2
    if second >= len(tokens) or tokens[at + 1].lower not in words.around.list_joints:
        return 0
    first = tokens[at].lower
    if first in words.verbs or not (first.endswith("ed") or first in words.linking):
        return 0
    if match_phrase(tokens, at, words.phrases):
        # "treated and released" is one thing.
        return 0
    while second + 1 < len(tokens) and tokens[second].lower in words.adverbs:
        second += 1
    is_participle = any(reading.form == "participle" for reading in words.verbs.get(tokens[second].lower, ()))
    return second if is_participle or match_phrase(tokens, second, words.phrases) else 0


def _is_passed_over(clause: Clause, word: str, position: int, at: int) -> bool:
    return (
        word in clause.words.modals
        or word in clause.words.be
        or word in clause.words.have
        or word in clause.words.adverbs
        or word in clause.words.relatives
        or word in clause.words.linking
        or word in clause.words.around.passed_over
        or (word.endswith("ly") and len(word) > 4)
    )


def _read_trigger_word(clause: Clause, at: int, *, passive: bool, have: bool, count: Count) -> Trigger | None:
    pair = read_pair(clause, at)
    if pair is not None:
        return pair
    phrase = match_phrase(clause.tokens, at, clause.words.phrases)
    if phrase is not None:
        return Trigger(phrase[1], at, at + len(phrase[0]), "phrase")
    word = clause.tokens[at].lower
    for reading in clause.words.verbs.get(word, ()):
        if reading.frame == "done_by" or (reading.frame == "done_either" and not has_object(clause, at)):
            return Trigger(reading.measure, at, at + 1, "after")
        is_participle = reading.form in {"participle", "past"} and reading.frame != "done_by"
        if is_participle and (passive or (not have and not has_object(clause, at))):
            return Trigger(reading.measure, at, at + 1, "after")
    if word in clause.words.states and (
        word not in clause.words.verbs or passive or not has_object(clause, at)
    ):
        return Trigger(clause.words.states[word], at, at + 1, "state")
    return None


def read_pair(clause: Clause, at: int) -> Trigger | None:
    """Read a verb with its goal a few words on: "taken to a local hospital"."""
    for goal, measure in clause.words.pairs.get(clause.tokens[at].lower, ()):
        for position in range(at + 1, min(len(clause.tokens), at + 8)):
            if clause.tokens[position].lower == goal:
                return Trigger(measure, at, position + 1, "phrase")
            if clause.tokens[position].text in clause.words.around.breaks:
                break
    return None
