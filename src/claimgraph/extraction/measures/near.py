"""The trigger in the noun of a count, right before it or right after it."""

from __future__ import annotations

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.after import read_after
from claimgraph.extraction.measures.before import read_before
from claimgraph.extraction.measures.checks import is_next_verb, is_on_the_side
from claimgraph.extraction.measures.clause import Clause, Trigger, follows_agent, is_verb, measure_at


def find_near(clause: Clause, count: Count) -> Trigger | None:
    """Find the trigger that stands in the count or beside it."""
    if is_next_verb(clause, count):
        return read_before(clause, count)
    noun = read_noun(clause, count) or _read_manner(clause, count)
    if noun is not None and noun.rule != "weak":
        return noun
    after = None
    if not follows_agent(clause, count, clause.words.around.no_subjects):
        after = read_after(clause, count.last, count)
    before = read_before(clause, count)
    best = _prefer(clause, count, before, after)
    if best is None and not count.unsure:
        best = _read_adjective(clause, count)
    if noun is not None and best is not None and best.rule == "total" and _differ(clause, noun, best):
        # "puts the figure at four million refugees"
        return noun
    return best or noun


def _differ(clause: Clause, noun: Trigger, best: Trigger) -> bool:
    return clause.words.family[noun.measure] != clause.words.family[best.measure]


def _prefer(clause: Clause, count: Count, before: Trigger | None, after: Trigger | None) -> Trigger | None:
    if before is None or after is None:
        return widen(clause, before or after)
    if is_on_the_side(clause, after):
        return widen(clause, before)
    # "killed 12 wounded": what stands right after a plain number that follows a finished
    # clause; "left 12 dead" and "killed 12 dead"? the state wins over the verb of leaving.
    return widen(clause, before if before.measure == after.measure else after)


def widen(clause: Clause, trigger: Trigger | None) -> Trigger | None:
    """Join "killed or wounded", "dead and injured" into the measure of both."""
    if trigger is None:
        return None
    measure = measure_at(clause, trigger.first)
    before = trigger.first - 1
    if trigger.rule == "before" and before >= 0 and before not in clause.passive and is_verb(clause, before):
        # A headline without its comma: "Attack Kills Injures 70".
        pair = f"{measure_at(clause, before)}_{measure}"
        return trigger._replace(measure=clause.words.joint.get(pair, trigger.measure))
    for at, joint in ((trigger.first - 2, before), (trigger.last + 1, trigger.last)):
        if _is_joined(clause, at, joint):
            pair = f"{measure}_{measure_at(clause, at)}"
            if pair in clause.words.joint:
                return trigger._replace(measure=clause.words.joint[pair])
    if _is_joined(clause, trigger.last, None) and trigger.rule in {"after", "state"}:
        # The headline "Dozens Killed Injured in Blast".
        pair = f"{measure}_{measure_at(clause, trigger.last)}"
        return trigger._replace(measure=clause.words.joint.get(pair, trigger.measure))
    return trigger


def _is_joined(clause: Clause, at: int, joint: int | None) -> bool:
    """Return whether the word at ``at`` says what else happened to the same people."""
    if not 0 <= at < len(clause.tokens) or at in clause.passive or at + 1 in clause.starts:
        return False
    return joint is None or clause.tokens[joint].lower in clause.words.around.pair_joints


def read_noun(clause: Clause, count: Count) -> Trigger | None:
    """Read "12 deaths", "28 dead", "five bodies", "30 wounded"."""
    if count.implied:
        return None
    if count.head is not None:
        word = clause.tokens[count.head].lower
        measure = clause.words.counted.get(word)
        rule = "weak" if word in clause.words.weak_nouns else "noun"
        return Trigger(measure, count.head, count.head + 1, rule) if measure else None
    measure = measure_at(clause, count.last - 1) if count.last - 1 > count.number_first else None
    if measure is not None:
        # "two of the killed", "dozens of killed and wounded".
        return widen(clause, Trigger(measure, count.last - 1, count.last, "noun"))
    return None


def _read_manner(clause: Clause, count: Count) -> Trigger | None:
    """Read "are fleeing by the thousands", "were killed in their hundreds"."""
    words = tuple(token.lower for token in clause.tokens[max(0, count.first - 2) : count.first])
    if words not in clause.words.around.manners or count.quantity.value is not None:
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
        word = clause.tokens[at].lower
        readings = clause.words.verbs.get(word, ())
        if any(reading.form == "participle" for reading in readings):
            return Trigger(readings[0].measure, at, at + 1, "adjective")
        if word in clause.words.states:
            return Trigger(clause.words.states[word], at, at + 1, "adjective")
    return None
