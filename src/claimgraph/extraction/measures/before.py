"""The trigger right before a count: "killed 12", "killing of 12", "death toll rose to 28"."""

from __future__ import annotations

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.clause import Clause, Trigger, is_passive_at, measure_at
from claimgraph.extraction.measures.words import match_phrase, match_phrase_before


def read_before(clause: Clause, count: Count) -> Trigger | None:
    """Read what directly precedes: "killed 12", "killing of 12", "death toll rose to 28"."""
    at = count.first - 1
    while at >= 0 and (
        clause.tokens[at].lower in clause.words.determiners
        or clause.tokens[at].lower in {"another", "other", '"', "“", "‘", "'", ":", "all"}
        or clause.tokens[at].lower in clause.words.sureness
        or clause.tokens[at].lower.endswith("ly")
    ):
        at -= 1
    if at < 0:
        return None
    verb = _read_verb_before(clause, at)
    if verb is not None:
        return verb
    together = _read_together(clause, at)
    if together is not None:
        return together
    if count.implied:
        return None
    if clause.tokens[at].lower == "of" and at > 0:
        noun = clause.tokens[at - 1].lower
        if noun in clause.words.of_nouns:
            return Trigger(clause.words.of_nouns[noun], at - 1, at, "of")
    return _read_total(clause, at)


def _read_together(clause: Clause, at: int) -> Trigger | None:
    """Read "was killed along with his five sons", "died together with"."""
    words = (clause.tokens[at - 1].lower if at else "", clause.tokens[at].lower)
    if words not in {("along", "with"), ("together", "with"), ("as", "with")} and words[1] != "alongside":
        return None
    begin = at - (1 if words[1] == "alongside" else 2)
    for position in range(begin, max(-1, begin - 4), -1):
        phrase = match_phrase(clause.tokens, position - 2, clause.words.phrases) if position > 1 else None
        if phrase is not None:
            return Trigger(phrase[1], position - 2, position - 2 + len(phrase[0]), "together")
        measure = measure_at(clause, position)
        if measure is not None and clause.tokens[position].lower in clause.words.verbs:
            return Trigger(measure, position, position + 1, "together")
    return None


def _read_verb_before(clause: Clause, at: int) -> Trigger | None:
    phrase = match_phrase_before(clause.tokens, at + 1, clause.words.before_phrases)
    if phrase is not None:
        return Trigger(phrase[1], at + 1 - len(phrase[0]), at + 1, "before")
    if at in clause.passive:
        return None
    for reading in clause.words.verbs.get(clause.tokens[at].lower, ()):
        if reading.frame == "done_by" or (reading.form == "participle" and is_passive_at(clause, at)):
            continue
        return Trigger(reading.measure, at, at + 1, "before")
    return None


def _read_total(clause: Clause, at: int) -> Trigger | None:
    """Read "death toll of", "toll rose to", "number of dead reached", "toll: 12"."""
    position = at
    while position >= max(0, at - 9):
        phrase = match_phrase_before(clause.tokens, position + 1, clause.words.totals)
        if phrase is not None:
            first = position + 1 - len(phrase[0])
            return Trigger(phrase[1], first, position + 1, "total")
        if clause.tokens[position].text in {".", ";", "?"} or position in clause.starts:
            return None
        position -= 1
    return None
