"""The trigger further on in the clause: "56 people from the town were killed"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.after import read_among, read_leaving, read_pair, skip_first_of_two
from claimgraph.extraction.measures.before import measure_together
from claimgraph.extraction.measures.clause import Clause, Trigger, follows_agent, has_object
from claimgraph.extraction.measures.near import widen
from claimgraph.extraction.measures.words import match_phrase

# How many tokens a clause may put between a count and its later trigger.
CLAUSE_REACH = 30
# Marks around a remark.
REMARK_MARKS = frozenset({",", "-", "–", "—"})


def find_in_clause(
    clause: Clause, count: Count, found: Sequence[Trigger | None], *, start: int = 0
) -> Trigger | None:
    """Read "56 people from the town were killed", "12, including four children, died"; from ``start`` on."""
    if not _is_subject_like(clause, count):
        return None
    passive = relative = False
    at, limit = max(start, _skip_remark(clause, count)), min(len(clause.tokens), count.last + CLAUSE_REACH)
    while at < limit:
        word = clause.lower[at]
        if _ends_subject(clause, at, count) or _is_settled(clause, at, count, found, passive=passive):
            return None
        at = (skip_first_of_two(clause, at) if passive else 0) or at
        trigger = _read_late(clause, at, count, passive=passive)
        if trigger is not None:
            return trigger
        relative = relative or word in clause.words.relatives
        if word in clause.words.be:
            passive = True
        elif passive and not _is_passed_over(clause, word):
            # After "were" and another word the clause says something else; a relative clause
            # ("members who were working there were killed") may say one thing before.
            if not relative:
                return None
            passive = relative = False
        at += 1
    return None


def _skip_remark(clause: Clause, count: Count) -> int:
    """Return the verb behind "four women, including one lost, were", or the end of the count."""
    lower, at = clause.lower, count.last
    if at + 1 >= len(lower) or lower[at] not in REMARK_MARKS:
        return at
    part = clause.starts.get(at + 1)
    # "30 people, 12 of them critically, were"
    is_part = part is not None and clause.counts[part].partitive
    if not is_part and lower[at + 1] not in clause.words.around.part_openings:
        return at
    for close in range(at + 2, min(len(lower) - 1, at + CLAUSE_REACH)):
        if lower[close] == lower[at] and _opens_verb(clause, close + 1):
            return close + 1
    return at


def _opens_verb(clause: Clause, at: int) -> bool:
    words, word = clause.words, clause.lower[at]
    return word in words.be or word in words.have or word in words.verbs or word in words.phrases


def _ends_subject(clause: Clause, at: int, count: Count) -> bool:
    """Return whether what follows is told of others than the counted."""
    # Most words can do neither; this looks at every word of the clause.
    is_mark = clause.lower[at] in clause.words.far_marks
    return is_mark and (_ends_clause(clause, at) or _speaks_of_others(clause, at, count))


def _ends_clause(clause: Clause, at: int) -> bool:
    """Return whether another clause begins: "while", "until", "as they crossed"."""
    words = clause.words
    word = clause.lower[at]
    if word in words.clause_ends or word in words.around.far_stops:
        return True
    following = clause.lower[at + 1] if at + 1 < len(clause.tokens) else ""
    if word not in words.around.far_stops_before or measure_together(clause, at):
        return False
    if clause.lower[at - 1].endswith("ed") or clause.lower[at - 1] in words.linking:
        # "described as a leader"
        return False
    return following in words.around.subjects


def _speaks_of_others(clause: Clause, at: int, count: Count) -> bool:
    """Return whether "who was" speaks of one named last, or "that" opens what the counted say.

    "Several came to help Ann Smith, who was", "12 officials confirmed that a leader was killed".
    """
    words, lower = clause.words, clause.lower
    if lower[at] not in words.relatives or at + 1 >= len(lower):
        return False
    if lower[at + 1] in words.around.singular_be and count.quantity.value != 1:
        return True
    if lower[at - 1] in words.people or at == count.last:
        return False
    return lower[at + 1] in words.determiners or at + 1 in clause.starts


def _is_settled(
    clause: Clause, at: int, count: Count, found: Sequence[Trigger | None], *, passive: bool
) -> bool:
    """Return whether another count that has its trigger begins here: the clause is about that."""
    index = clause.starts.get(at)
    if index is None or found[index] is None:
        return False
    # "infected 120 people, 14 of whom died"
    inner = clause.counts[index]
    # "55 casualties on the army, and that two of its fighters fell"
    is_noun = count.head is not None and clause.lower[count.head] in clause.words.weak_nouns
    return passive or (inner.partitive and (inner.is_bare or is_noun))


def _is_subject_like(clause: Clause, count: Count) -> bool:
    """Return whether a count may be the subject of a later verb: it has a noun and no "by" before."""
    if count.unsure or count.implied:
        return False
    if count.is_bare and not count.partitive and not _opens_sentence(clause, count):
        return False
    return not follows_agent(clause, count, clause.words.agents)


def _opens_sentence(clause: Clause, count: Count) -> bool:
    """Return whether a bare count with a remark opens its sentence: "Some 200, ill or old, were"."""
    return count.first == 0 and clause.lower[count.last : count.last + 1] == [","]


def _is_passed_over(clause: Clause, word: str) -> bool:
    words = clause.words
    tables = (words.modals, words.have, words.adverbs, words.linking)
    return word.endswith("ly") or any(word in table for table in tables)


def _read_late(clause: Clause, at: int, count: Count, *, passive: bool) -> Trigger | None:
    word = clause.lower[at]
    if word not in clause.words.late_openers:
        return None
    if word in clause.words.be:
        phrase = match_phrase(clause.lower, at, clause.words.phrases)
        return Trigger(phrase[1], at, at + len(phrase[0]), "clause") if phrase is not None else None
    if word in clause.words.around.among:
        return read_among(clause, at)
    if word in clause.words.leaving:
        return None if passive else read_leaving(clause, at, count)
    pair = read_pair(clause, at, passive=passive)
    if pair is not None:
        return pair
    phrase = match_phrase(clause.lower, at, clause.words.phrases)
    if phrase is not None:
        last = at + len(phrase[0])
        if not passive and phrase[0][0] in clause.words.verbs and has_object(clause, last - 1):
            return None
        return Trigger(phrase[1], at, last, "clause")
    return _read_late_verb(clause, at, passive=passive)


def _read_late_verb(clause: Clause, at: int, *, passive: bool) -> Trigger | None:
    word = clause.lower[at]
    for reading in clause.words.verbs.get(word, ()):
        is_own = reading.frame == "done_by" or (reading.frame == "done_either" and not has_object(clause, at))
        if is_own and reading.form in {"past", "base", "third"}:
            return Trigger(reading.measure, at, at + 1, "clause")
        if passive and reading.form == "participle":
            return widen(clause, Trigger(reading.measure, at, at + 1, "clause"))
    if passive and word in clause.words.states:
        return Trigger(clause.words.states[word], at, at + 1, "clause")
    return None
