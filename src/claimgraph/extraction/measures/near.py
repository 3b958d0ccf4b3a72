"""The trigger in the noun of a count, right before it or right after it."""

from __future__ import annotations

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.after import read_after
from claimgraph.extraction.measures.before import read_before
from claimgraph.extraction.measures.checks import is_next_verb, is_on_the_side
from claimgraph.extraction.measures.clause import Clause, Trigger, follows_agent, is_verb, measure_at

# How it may end for the wounded and the detained.
ENDS = ("killed", "released")


def find_near(clause: Clause, count: Count) -> Trigger | None:
    """Find the trigger that stands in the count or beside it."""
    if is_next_verb(clause, count):
        return read_before(clause, count)
    noun = read_noun(clause, count) or _read_manner(clause, count)
    if noun is not None and noun.rule != "weak":
        return _read_end(clause, count, noun)
    after = None
    if not follows_agent(clause, count, clause.words.around.no_subjects):
        after = read_after(clause, count.last, count)
        if after is not None and clause.lower[count.last - 1] in clause.words.around.definite:
            # "forty of those detained were freed"
            after = _read_end(clause, count, after)
    before = read_before(clause, count)
    best = _prefer(clause, count, before, after)
    if best is None and not count.unsure:
        best = _read_adjective(clause, count)
    return best or noun


def _read_end(clause: Clause, count: Count, named: Trigger) -> Trigger:
    """Read what became of those named by what was done to them: "two of the wounded had died"."""
    if not count.partitive or count.head is not None or named.measure == ENDS[0]:
        return named
    end = read_after(clause, max(count.last, named.last), count)
    return end if end is not None and end.measure in ENDS else named


def _prefer(clause: Clause, count: Count, before: Trigger | None, after: Trigger | None) -> Trigger | None:
    if before is None or after is None:
        return widen(clause, before or after)
    is_aside = before.rule == "before" and clause.lower[count.last] in clause.words.relatives
    if is_aside or is_on_the_side(clause, after):
        # "killed eight who had surrendered"
        return widen(clause, before)
    # "killed 12 wounded": what stands right after a plain number that follows a finished
    # clause; "left 12 dead" and "killed 12 dead"? the state wins over the verb of leaving.
    return widen(clause, before if before.measure == after.measure else after)


def widen(clause: Clause, trigger: Trigger | None) -> Trigger | None:
    """Join "killed or wounded", "dead and injured" into the measure of both."""
    if trigger is None:
        return None
    before = trigger.first - 1
    if trigger.rule == "before" and before >= 0 and before not in clause.passive and is_verb(clause, before):
        # A headline without its comma: "Attack Kills Injures 70".
        pair = f"{measure_at(clause, before)}_{measure_at(clause, trigger.first)}"
        return trigger._replace(measure=clause.words.joint.get(pair, trigger.measure))
    for at, joint in ((trigger.first - 2, before), (trigger.last + 1, trigger.last)):
        # "shot and fatally wounded four": the second verb says how it ended.
        if _is_joined(clause, at, joint) and not (
            at < before and clause.lower[at] in clause.words.leaves_dead
        ):
            pair = f"{measure_at(clause, trigger.first)}_{measure_at(clause, at)}"
            if pair in clause.words.joint:
                return trigger._replace(measure=clause.words.joint[pair])
    if _is_joined(clause, trigger.last, None) and trigger.rule in {"after", "state"}:
        # The headline "Dozens Killed Injured in Blast".
        pair = f"{measure_at(clause, trigger.first)}_{measure_at(clause, trigger.last)}"
        return trigger._replace(measure=clause.words.joint.get(pair, trigger.measure))
    return trigger


def _is_joined(clause: Clause, at: int, joint: int | None) -> bool:
    """Return whether the word at ``at`` says what else happened to the same people."""
    if not 0 <= at < len(clause.lower) or (
        joint is not None and clause.lower[joint] not in clause.words.around.pair_joints
    ):
        return False
    return at not in clause.passive and at + 1 not in clause.starts


def read_noun(clause: Clause, count: Count) -> Trigger | None:
    """Read "12 deaths", "28 dead", "five bodies", "30 wounded"."""
    if count.implied:
        return None
    if count.head is not None:
        word = clause.lower[count.head]
        measure = clause.words.counted.get(word)
        rule = "weak" if word in clause.words.weak_nouns else "noun"
        if measure is None or (measure in clause.words.never_one and count.quantity.value == 1):
            return None
        return _widen_noun(clause, Trigger(measure, count.head, count.head + 1, rule))
    measure = measure_at(clause, count.last - 1) if count.last - 1 > count.number_first else None
    if measure is not None:
        # "two of the killed", "dozens of killed and wounded".
        return widen(clause, Trigger(measure, count.last - 1, count.last, "noun"))
    return None


def read_participle(clause: Clause, at: int) -> Trigger | None:
    """Read a participle or state at a token: "of the 12 people killed"."""
    if at >= len(clause.lower):
        return None
    readings = clause.words.verbs.get(clause.lower[at], ())
    is_told = any(reading.form == "participle" and reading.frame == "done_to" for reading in readings)
    measure = measure_at(clause, at) if is_told else None
    return Trigger(measure, at, at + 1, "after") if measure else None


def _widen_noun(clause: Clause, trigger: Trigger) -> Trigger:
    """Join "hundreds of deaths and injuries" into the measure of both."""
    words, at = clause.words, trigger.last + 1
    if at >= len(clause.tokens) or at + 1 in clause.starts:
        return trigger
    if clause.lower[at - 1] not in words.around.pair_joints:
        return trigger
    other = words.counted.get(clause.lower[at])
    return trigger._replace(measure=words.joint.get(f"{trigger.measure}_{other}", trigger.measure))


def _read_manner(clause: Clause, count: Count) -> Trigger | None:
    """Read "are fleeing by the thousands", "were killed in their hundreds"."""
    if count.quantity.value is not None:
        return None
    words = tuple(token.lower for token in clause.tokens[max(0, count.first - 2) : count.first])
    if words not in clause.words.around.manners:
        return None
    for position in range(count.first - 3, max(-1, count.first - 7), -1):
        measure = measure_at(clause, position)
        if measure is not None:
            return Trigger(measure, position, position + 1, "manner")
    return None


def _read_adjective(clause: Clause, count: Count) -> Trigger | None:
    """Read "400,000 displaced people", "52 injured civilians"."""
    if count.head is None:
        return None
    for at in range(count.number_first, count.head):
        word = clause.lower[at]
        if word in clause.words.adjectives and clause.lower[count.head] in clause.words.weak_nouns:
            return Trigger(clause.words.adjectives[word], at, at + 1, "adjective")
        readings = clause.words.verbs.get(word, ())
        if any(reading.form == "participle" for reading in readings):
            return Trigger(readings[0].measure, at, at + 1, "adjective")
        if word in clause.words.states:
            return Trigger(clause.words.states[word], at, at + 1, "adjective")
    return None
