"""What a found trigger may not say, and what the words around it change."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger
from claimgraph.extraction.measures.words import match_phrase

# How many tokens behind a trigger the words that change it stand.
WITH_REACH = 4
# How many tokens behind a part its fate stands: "have since been found alive".
SPARED_REACH = 6
# A trigger of more tokens than these says itself that it happens to people.
CLEAR = 3
# What those of the wounded suffered who did not live.
MAIN_MEASURE = "killed"
# In a story of people these are done to people.
CUSTODY = "custody"
# "In good condition" is the end of what is told of somebody.
SETTLED = "injured"


def is_allowed(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Return whether a trigger can speak of a count: no hills are captured, no bodies injured."""
    key = (index, trigger)
    allowed = clause.allowed.get(key)
    if allowed is None:
        allowed = clause.allowed[key] = _may_tell(clause, index, trigger)
    return allowed


def _may_tell(clause: Clause, index: int, trigger: Trigger) -> bool:
    count = clause.counts[index]
    if index in clause.ages or _is_aside(clause, index):
        return False
    if count.implied and trigger.measure in clause.words.never_single:
        # "a teacher who escaped"
        return False
    following = clause.lower[count.last] if count.last < len(clause.lower) else ""
    if trigger.rule == "list" and (
        following in clause.words.around.speaking or _is_moved(clause, count, trigger)
    ):
        # "killing five men, two residents told researchers"
        return False
    if count.partitive and trigger.first < count.first and _is_spared(clause, count):
        return False
    if count.unsure and (trigger.measure not in clause.words.of_people or trigger.rule == "clause"):
        # "released six lists": the measure happens to things as well.
        return False
    if _tells_of_things(clause, trigger, count):
        return False
    is_verb = trigger.last - trigger.first == 1
    if is_verb and trigger.measure in clause.words.never_with and _is_another_thing(clause, trigger):
        return False
    return _was_held(clause, index, trigger) and _suits_noun(clause, trigger, _find_noun(clause, index))


def _is_moved(clause: Clause, count: Count, trigger: Trigger) -> bool:
    """Return whether a figure rose of something else: "cases rose to 1,500, with 40 deaths"."""
    around, at = clause.words.around, count.first - 1
    if not count.is_bare or trigger.first < count.last or at < 1 or clause.lower[at] not in around.rise_goals:
        return False
    return clause.lower[at - 1] in around.rises


def _is_spared(clause: Clause, count: Count) -> bool:
    """Return whether a part fared otherwise than the whole: "three of whom were found alive"."""
    behind = clause.lower[count.last : count.last + SPARED_REACH]
    return not clause.words.around.spared.isdisjoint(behind)


def _suits_noun(clause: Clause, trigger: Trigger, noun: str) -> bool:
    """Return whether a trigger can be told of those whom a noun names."""
    if noun in clause.words.weak_nouns and _leaves_open(clause, trigger):
        return False
    return noun not in clause.words.never_of.get(trigger.measure, ())


def _was_held(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Return whether those rescued were hostages before, where the trigger tells only of them."""
    words, count = clause.words, clause.counts[index]
    said = clause.lower[trigger.first : trigger.last]
    if words.of_held.isdisjoint(said) or trigger.measure not in words.releases:
        return True
    # "rescued 17 hostages", "rescued 17 abducted women"
    named = {*said, *clause.lower[count.first : count.last], _find_noun(clause, index)}
    return not words.held.isdisjoint(named) or clause.told in words.otherwise


def tell_otherwise(clause: Clause, index: int, trigger: Trigger) -> Trigger | None:
    """Return what a trigger says of those it never happens to: "seized four militants" detained them."""
    words = clause.words
    measure = words.otherwise.get(trigger.measure)
    if measure is None or _find_noun(clause, index) not in words.never_of.get(trigger.measure, ()):
        return None
    told = trigger._replace(measure=measure)
    return told if is_allowed(clause, index, told) else None


def _is_aside(clause: Clause, index: int) -> bool:
    """Return whether one person tells who the one before is: "one suspect, a minor, was arrested"."""
    count = clause.counts[index]
    if not index or not count.implied or clause.counts[index - 1].quantity.value != 1:
        return False
    if clause.counts[index - 1].last != count.first - 1 or clause.lower[count.first - 1] != ",":
        return False
    # "One man, a guard who tried to flee, was shot"; in "one man, a guard and a boy" he is another.
    return clause.lower[count.last : count.last + 1] not in [
        [word] for word in clause.words.around.list_joints
    ]


def _is_another_thing(clause: Clause, trigger: Trigger) -> bool:
    """Return whether the words behind the trigger make it another thing: "fled the scene"."""
    readings = clause.words.verbs.get(clause.lower[trigger.first], ())
    if any(reading.frame == "done_to" for reading in readings):
        # "displaced by the fire"
        return False
    never = clause.words.never_with[trigger.measure]
    return not never.isdisjoint(clause.lower[trigger.last : trigger.last + WITH_REACH])


def _leaves_open(clause: Clause, trigger: Trigger) -> bool:
    """Return whether the trigger does not say if the counted lived: "four victims were hit"."""
    return not clause.words.leaves_open.isdisjoint(clause.lower[trigger.first : trigger.last])


def _tells_of_things(clause: Clause, trigger: Trigger, count: Count) -> bool:
    """Return whether the number before no noun for people may count what else is captured or lost."""
    words = clause.words
    said = clause.lower[trigger.first : trigger.last]
    if words.of_things.isdisjoint(said):
        return False
    if trigger.last - trigger.first > CLEAR:
        # "were struck by bullets"
        return False
    if not count.is_bare:
        return count.unsure or clause.lower[count.head or 0] not in words.peoples
    if count.partitive or _has_people(clause) or not words.of_people_alone.isdisjoint(said):
        return False
    is_told = bool(clause.told) and words.family[clause.told] == words.family[trigger.measure] == CUSTODY
    if is_told and trigger.rule != "before" and count.quantity.value is not None:
        # "Twelve appeared in court. Seven were released."
        return False
    # "a family of five was wiped out"
    return clause.lower[max(0, count.first - 2)] not in words.containers


def _has_people(clause: Clause) -> bool:
    """Return whether some count of the sentence has a noun for people."""
    return any(not count.is_bare and not count.unsure for count in clause.counts)


def _find_noun(clause: Clause, index: int) -> str:
    """Return the noun that is counted; "50 bodies many with wounds" counts bodies twice."""
    count = clause.counts[index]
    if count.head is None and index and clause.counts[index - 1].last == count.first:
        count = clause.counts[index - 1]
    return clause.lower[count.head] if count.head is not None else ""


def is_on_the_side(clause: Clause, trigger: Trigger) -> bool:
    """Return whether a trigger says only what the counted were doing: "20 fleeing the town"."""
    word = clause.lower[trigger.first]
    if trigger.rule == "phrase" and trigger.measure != SETTLED:
        # "20 sheltering in a camp", "10 in custody" may go on with what happened to them.
        is_attached = clause.lower[trigger.first - 1] not in clause.words.be
        return is_attached and (word in clause.words.stops or word.endswith("ing"))
    readings = clause.words.verbs.get(word, ())
    return trigger.rule == "after" and any(reading.form == "gerund" for reading in readings)


def take_over(clause: Clause, trigger: Trigger) -> Trigger:
    """Read "rounded up and executed" as what happened last."""
    words = clause.words
    at = trigger.last + 1
    if at >= len(clause.tokens) or clause.lower[trigger.last] not in words.around.list_joints:
        return trigger
    while at + 1 < len(clause.tokens) and clause.lower[at] in words.adverbs:
        at += 1
    phrase = match_phrase(clause.lower, at, words.phrases)
    readings = words.verbs.get(clause.lower[at], ())
    measures = [reading.measure for reading in readings if reading.form == "participle"]
    last = at + (len(phrase[0]) if phrase else 1)
    for measure in ([phrase[1]] if phrase else measures)[:1]:
        is_taken = words.takes_over.get(measure) == words.family[trigger.measure]
        if is_taken and last not in clause.starts:
            return trigger._replace(measure=measure)
    return trigger


def mark_deaths(clause: Clause, told: Sequence[Trigger | None]) -> tuple[Trigger | None, ...]:
    """Read "four were shot, one fatally": part of those who were shot died, so all are casualties."""
    words = clause.words
    marked = list(told)
    for index, trigger in enumerate(told):
        if trigger is None or trigger.measure == MAIN_MEASURE or clause.counts[index].implied:
            continue
        measure = words.leaves_dead.get(clause.lower[trigger.last - 1])
        if measure is None:
            continue
        if any(_tells_death(clause, index, other, told[other]) for other in range(index + 1, len(told))):
            marked[index] = trigger._replace(measure=measure)
    return tuple(marked)


def _tells_death(clause: Clause, whole: int, part: int, trigger: Trigger | None) -> bool:
    """Return whether a later count without a noun of its own tells how many of the first died."""
    count, before = clause.counts[part], clause.counts[whole]
    if trigger is None or trigger.measure != MAIN_MEASURE or not (count.is_bare or count.partitive):
        return False
    value, limit = count.quantity.value, before.quantity.value
    return value is None or limit is None or value < limit


def is_whole_of_part(clause: Clause, count: Count) -> bool:
    """Return whether the counted are not those spoken of: "half of the 60", "ten members of two families"."""
    lower, words = clause.lower, clause.words
    at = count.first - 1
    if at + 1 in clause.nested:
        return True
    if lower[at] not in words.determiners or lower[at - 1] != "of":
        return False
    return at == 1 or lower[at - 2] in words.around.shares


def is_next_verb(clause: Clause, count: Count) -> bool:
    """Return whether the noun of a count is the verb of the next: "kill 83 injured 100 soldiers"."""
    return (
        count.head is not None
        and count.head == count.last - 1 == count.number_first + 1
        and count.last in clause.starts
        and count.first > 0
        and clause.lower[count.head] in clause.words.verbs
        and clause.lower[count.first - 1] in clause.words.verbs
    )
