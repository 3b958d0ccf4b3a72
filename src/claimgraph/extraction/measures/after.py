"""The trigger right after a count: "12 were killed", "12 dead", "12 who died", "among the dead"."""

from __future__ import annotations

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger, has_object, is_verb, measure_at
from claimgraph.extraction.measures.words import match_phrase

# How many tokens behind a verb its goal may stand ("taken to the nearest hospital").
GOAL_REACH = 10
# From how many people on they leave a place for good, and how many tokens its noun may follow "left".
MANY = 100
PLACE_REACH = 2
# How many tokens a part marker has at most.
MARKER_SIZE = 3
# How many tokens the detail behind "most of them" may hold.
PARTS_REACH = 8


def read_after(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read what directly follows: "12 were killed", "12 killed", "12 dead", "12 who died"."""
    words = clause.words
    can_be_age = count.is_bare and not count.partitive
    passive = have = False
    position = at = skip_parts(clause, at)
    limit = min(len(clause.tokens), at + 9)
    while position < limit:
        word = clause.lower[position]
        if can_be_age and _is_age(clause, word, count):
            return None
        if word in words.around.among:
            return read_among(clause, position)
        position = (skip_first_of_two(clause, position) if passive else 0) or _skip_aside(clause, position)
        word = clause.lower[position]
        if word in words.openers:
            trigger = _read_trigger_word(clause, position, passive=passive, have=have, count=count)
            if trigger is not None:
                return trigger
        passive, have = passive or word in words.be, have or word in words.have
        if word in words.passed_over or (word.endswith("ly") and len(word) > 4):
            position += 1
        elif clause.lower[position + 1 : position + 2] == ["-"]:
            # "who were extra-judicially killed"
            position += 2
        else:
            return None
    return None


def skip_parts(clause: Clause, at: int) -> int:
    """Return where "one of them a child", "mostly women and children" behind a count ends, or ``at``.

    Without commas these stand between those counted and what happened to them.
    """
    tokens, words = clause.tokens, clause.words
    end = _skip_marker(clause, at)
    if end == at:
        return at
    limit = min(len(tokens), end + PARTS_REACH)
    position = end
    while position < limit:
        word = tokens[position].lower
        if measure_at(clause, position) is not None or match_phrase(clause.lower, position, words.phrases):
            return position
        if position not in clause.starts and not (
            word in words.people
            or word in words.determiners
            or word in words.around.joints
            or word in words.around.plural_be
        ):
            return at
        index = clause.starts.get(position)
        position = max(position + 1, clause.counts[index].last if index is not None else 0)
    return at


def _skip_marker(clause: Clause, at: int) -> int:
    """Return the token behind "mostly", "including", "some of them", "one of whom", or ``at``."""
    words = clause.words
    index = clause.starts.get(at)
    if index is not None:
        count = clause.counts[index]
        return count.last if count.partitive and count.is_bare else at
    following = clause.lower[at : at + MARKER_SIZE]
    if not following or (following[0] not in words.around.part_openings and "of" not in following):
        return at
    for size in range(len(following), 0, -1):
        if (
            following[0] in words.around.part_openings
            and tuple(following[:size]) in words.around.part_markers
        ):
            return at + size
        if size > 1 and following[size - 2] == "of" and following[size - 1] in words.partitives:
            return at + size
    return at


def _skip_aside(clause: Clause, at: int) -> int:
    """Return the token behind the age of "a girl, 16, was killed", behind "aboard", or ``at``."""
    lower = clause.lower
    if lower[at : at + 2] == ["on", "board"]:
        return at + 2 if at + 2 < len(lower) else at
    if lower[at] == "," and lower[at + 2 : at + 3] and _joins_companion(clause, at + 1):
        return at + 2
    if not clause.ages:
        return at
    index = clause.starts.get(at + 1)
    end = clause.counts[index].last if index in clause.ages else at
    # "They shot two boys, 16": nothing follows the age.
    return end if end < len(lower) else at


def _joins_companion(clause: Clause, at: int) -> bool:
    """Return whether a headline names one more without an article: "Two guards, gunman dead"."""
    words, lower = clause.words, clause.lower
    told = lower[at + 1]
    return (
        lower[at] in words.people and at not in clause.starts and (told in words.states or told in words.be)
    )


def _is_age(clause: Clause, word: str, count: Count) -> bool:
    """Return whether the number is an age: "Ann Smith 29 was killed", "a child, 4, was killed"."""
    if count.first and clause.lower[count.first - 1] == "of":
        # "a family of five was found dead"
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
    words, word = clause.words, clause.lower[at]
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
    if match_phrase(clause.lower, at, words.phrases):
        # "treated and released" is one thing.
        return 0
    while second + 1 < len(tokens) and tokens[second].lower in words.adverbs:
        second += 1
    is_participle = any(reading.form == "participle" for reading in words.verbs.get(tokens[second].lower, ()))
    return second if is_participle or match_phrase(clause.lower, second, words.phrases) else 0


def _read_trigger_word(clause: Clause, at: int, *, passive: bool, have: bool, count: Count) -> Trigger | None:
    pair = read_pair(clause, at, passive=passive)
    if pair is not None:
        return pair
    phrase = match_phrase(clause.lower, at, clause.words.phrases)
    if phrase is not None:
        return _read_phrase(clause, at, phrase, passive=passive)
    if clause.lower[at] in clause.words.leaving:
        return None if passive else read_leaving(clause, at, count)
    if _is_fired(clause, at, count):
        return None
    return _read_verb(clause, at, passive=passive, have=have)


def _read_phrase(
    clause: Clause, at: int, phrase: tuple[tuple[str, ...], str], *, passive: bool
) -> Trigger | None:
    """Read "lost their lives", "shot dead"; in "two men shot dead a guard" the two did it."""
    last = at + len(phrase[0])
    if not passive and phrase[0][0] in clause.words.verbs and has_object(clause, last - 1):
        return None
    return Trigger(phrase[1], at, last, "phrase")


def _read_verb(clause: Clause, at: int, *, passive: bool, have: bool) -> Trigger | None:
    word = clause.lower[at]
    if not passive and word.endswith("ly") and is_verb(clause, at + 1) and has_object(clause, at + 1):
        # "A farmer fatally shoots two guards."
        return None
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


def read_leaving(clause: Clause, at: int, count: Count) -> Trigger | None:
    """Read "40,000 people have left Northford", "60 families left their villages"."""
    words = clause.words
    many = count.quantity.low >= MANY or (count.head is not None and clause.lower[count.head] in words.movers)
    if not many or count.is_bare:
        return None
    goal = at + 1
    while goal < len(clause.tokens) and clause.lower[goal] in words.determiners:
        goal += 1
    if goal >= len(clause.tokens):
        return None
    is_place = clause.tokens[goal].is_capital or not words.left_places.isdisjoint(
        clause.lower[goal : goal + PLACE_REACH]
    )
    return Trigger(words.leaving[clause.lower[at]], at, at + 1, "after") if is_place else None


def _is_fired(clause: Clause, at: int, count: Count) -> bool:
    """Return whether "one shot was fired" counts the shot."""
    if clause.lower[at] not in clause.words.leaves_dead:
        return False
    following = clause.lower[at + 1] if at + 1 < len(clause.tokens) else ""
    return count.quantity.value == 1 and count.is_bare and following in clause.words.around.fired


def read_pair(clause: Clause, at: int, *, passive: bool) -> Trigger | None:
    """Read a verb with its goal a few words on: "taken to a local hospital", or "are in a hospital"."""
    word, words = clause.lower[at], clause.words
    goals = words.pairs.get(word) or (words.stays.get(word) if passive else None)
    for goal, measure in goals or ():
        for position in range(at + 1, min(len(clause.tokens), at + GOAL_REACH)):
            if clause.lower[position] == goal:
                return Trigger(measure, at, position + 1, "phrase")
            if clause.tokens[position].text in words.around.breaks:
                break
            if word in words.have and is_verb(clause, position):
                # "has died of injuries"
                return None
    return None
