"""What a found trigger may not say, and what the words around it change."""

from __future__ import annotations

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger
from claimgraph.extraction.measures.words import match_phrase

# How many tokens the phrases have that leave open who lived.
MANY_WORDS = 3


def is_allowed(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Return whether a trigger can speak of a count: no hills are captured, no bodies injured."""
    count = clause.counts[index]
    if index in clause.ages:
        return False
    if count.unsure and (trigger.measure not in clause.words.of_people or trigger.rule == "clause"):
        # "released six lists": the measure happens to things as well.
        return False
    if _tells_of_things(clause, trigger) and (
        count.unsure or (count.is_bare and not count.partitive and not _has_people(clause))
    ):
        return False
    noun = _find_noun(clause, index)
    if noun in clause.words.weak_nouns and _leaves_open(clause, trigger):
        return False
    return noun not in clause.words.never_of.get(trigger.measure, ())


def _leaves_open(clause: Clause, trigger: Trigger) -> bool:
    """Return whether the trigger does not say if the counted lived: "four victims were hit"."""
    if not clause.words.leaves_open or trigger.last - trigger.first < MANY_WORDS:
        return False
    said = " ".join(token.lower for token in clause.tokens[trigger.first : trigger.last])
    return said in clause.words.leaves_open


def _tells_of_things(clause: Clause, trigger: Trigger) -> bool:
    words = clause.words.of_things
    return any(clause.tokens[at].lower in words for at in range(trigger.first, trigger.last))


def _has_people(clause: Clause) -> bool:
    """Return whether some count of the sentence has a noun for people."""
    return any(not count.is_bare and not count.unsure for count in clause.counts)


def _find_noun(clause: Clause, index: int) -> str:
    """Return the noun that is counted; "50 bodies many with wounds" counts bodies twice."""
    count = clause.counts[index]
    if count.head is None and index and clause.counts[index - 1].last == count.first:
        count = clause.counts[index - 1]
    return clause.tokens[count.head].lower if count.head is not None else ""


def is_on_the_side(clause: Clause, trigger: Trigger) -> bool:
    """Return whether a trigger says only what the counted were doing: "20 fleeing the town"."""
    readings = clause.words.verbs.get(clause.tokens[trigger.first].lower, ())
    return trigger.rule == "after" and any(reading.form == "gerund" for reading in readings)


def take_over(clause: Clause, trigger: Trigger) -> Trigger:
    """Read "rounded up and executed" as what happened last."""
    words = clause.words
    at = trigger.last + 1
    if at >= len(clause.tokens) or clause.tokens[trigger.last].lower not in words.around.list_joints:
        return trigger
    while at + 1 < len(clause.tokens) and clause.tokens[at].lower in words.adverbs:
        at += 1
    phrase = match_phrase(clause.tokens, at, words.phrases)
    readings = words.verbs.get(clause.tokens[at].lower, ())
    measures = [reading.measure for reading in readings if reading.form == "participle"]
    last = at + (len(phrase[0]) if phrase else 1)
    for measure in ([phrase[1]] if phrase else measures)[:1]:
        is_taken = words.takes_over.get(measure) == words.family[trigger.measure]
        if is_taken and last not in clause.starts:
            return trigger._replace(measure=measure)
    return trigger


def is_next_verb(clause: Clause, count: Count) -> bool:
    """Return whether the noun of a count is the verb of the next: "kill 83 injured 100 soldiers"."""
    return (
        count.head is not None
        and count.head == count.last - 1 == count.number_first + 1
        and count.last in clause.starts
        and count.first > 0
        and clause.tokens[count.head].lower in clause.words.verbs
        and clause.tokens[count.first - 1].lower in clause.words.verbs
    )
