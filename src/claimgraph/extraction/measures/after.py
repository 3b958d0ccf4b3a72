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
        if count.is_bare and word in {"was", "has", "is"} and count.quantity.value != 1:
            # "Ann Smith 29 was killed": the number is an age.
            return None
        if word in {"among", "amongst"}:
            return _read_among(clause, position)
        trigger = _read_trigger_word(clause, position, passive=passive, have=have, count=count)
        if trigger is not None:
            return trigger
        if word in clause.words.be:
            passive = True
        elif word in clause.words.have:
            have = True
        elif not _is_passed_over(clause, word, position, at):
            return None
        position += 1
    return None


def _read_among(clause: Clause, at: int) -> Trigger | None:
    """Read "among the dead", "among those killed", "among at least 22 people killed"."""
    for position in range(at + 1, min(len(clause.tokens), at + 9)):
        measure = measure_at(clause, position)
        if measure is not None:
            return Trigger(measure, position, position + 1, "among")
        if clause.tokens[position].text in {".", ";", ","}:
            return None
    return None


def _is_passed_over(clause: Clause, word: str, position: int, at: int) -> bool:
    return (
        word in clause.words.modals
        or word in clause.words.adverbs
        or word in clause.words.relatives
        or word in clause.words.linking
        or word in {"to", "been", ",", "(", ")", '"', "”", "“", "'", "’", "had"}
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
            if clause.tokens[position].text in {".", ";", ","}:
                break
    return None
