"""Counts → what happened to those counted: "killed 12", "12 were wounded", "death toll of 28".

Each count looks for its *trigger*, the word that says what happened: in its own noun ("12
deaths"), right after it ("12 were killed", "12 dead"), right before it ("killed 12", "lives of
12"), further on in the clause; then counts of one list share a trigger ("12 civilians and five
rebels were killed"). A trigger whose object is another count takes this one as its subject.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.before import read_before
from claimgraph.extraction.measures.carried import may_be_carried, read_carried
from claimgraph.extraction.measures.checks import (
    is_allowed,
    is_on_the_side,
    is_whole_of_part,
    mark_deaths,
    take_over,
    tell_otherwise,
)
from claimgraph.extraction.measures.clause import Clause, Trigger
from claimgraph.extraction.measures.far import find_in_clause
from claimgraph.extraction.measures.joined import join_counts
from claimgraph.extraction.measures.lists import share_lists, share_part
from claimgraph.extraction.measures.near import find_near, read_noun, read_participle
from claimgraph.extraction.measures.words import load_measure_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon


def assign_triggers(
    sentence: Sentence, counts: Sequence[Count], *, lexicon: Lexicon, told: str = ""
) -> tuple[Trigger | None, ...]:
    """Find for each count of a sentence the word that says what happened to those counted.

    Args:
        sentence: The sentence.
        counts: Its counts of people in reading order.
        lexicon: The measures.
        told: The measure of the count before the sentence, for "put it at 100"; empty for none.

    Returns:
        One trigger or ``None`` a count, in the same order.
    """
    if not counts:
        return ()
    words = load_measure_words(lexicon)
    if words.any_trigger.isdisjoint(sentence.lower):
        if not told or not may_be_carried(counts):
            return (None,) * len(counts)
        clause = Clause(sentence.tokens, counts, words)
        return tuple([read_carried(clause, index, (), told) for index in range(len(counts))])
    return _match(Clause(sentence.tokens, counts, words, told), told)


def _match(clause: Clause, carried: str) -> tuple[Trigger | None, ...]:
    found: list[Trigger | None] = []
    for index, count in enumerate(clause.counts):
        trigger = _read_inner(clause, count) if _is_inner(clause, index) else find_near(clause, count)
        if trigger is not None and not is_allowed(clause, index, trigger):
            trigger = tell_otherwise(clause, index, trigger) or _read_else(clause, index, trigger)
        if trigger is not None and trigger.rule in {"after", "state", "phrase", "noun", "weak"}:
            clause.passive.add(trigger.last - 1)
        found.append(trigger)
    for index in range(1, len(found)):
        share_part(clause, index, found)
    for index in range(len(found)):
        if index and found[index] is None:
            share_part(clause, index, found)
        if not _is_inner(clause, index):
            found[index] = _find_later(clause, index, found)
    share_lists(clause, found)
    join_counts(clause, found, carried)
    told = [
        take_over(clause, trigger) if trigger is not None and _is_own(clause, index, trigger) else None
        for index, trigger in enumerate(found)
    ]
    return mark_deaths(clause, told)


def _read_else(clause: Clause, index: int, refused: Trigger) -> Trigger | None:
    """Read what the noun or the words before a count say where those behind it cannot be meant."""
    count = clause.counts[index]
    other = read_noun(clause, count)
    if other is None and refused.rule != "before":
        other = read_before(clause, count)
    return other if other is not None and is_allowed(clause, index, other) else None


def _is_own(clause: Clause, index: int, trigger: Trigger) -> bool:
    """Return whether a trigger may speak of a count; what is told of five of six is not told of the six."""
    last = clause.counts[index].last
    is_shared = trigger.rule == "list" and index > 0 and last <= clause.counts[index - 1].last
    following = clause.lower[last] if last < len(clause.lower) else ""
    if is_shared and following not in clause.words.relatives:
        return False
    return is_allowed(clause, index, trigger)


def _read_inner(clause: Clause, count: Count) -> Trigger | None:
    """Read what the noun of an inner count says, or a participle behind it: "of the 12 people killed"."""
    noun = read_noun(clause, count)
    if noun is not None and noun.rule != "weak":
        return noun
    return read_participle(clause, count.last) or noun


def _find_later(clause: Clause, index: int, found: Sequence[Trigger | None]) -> Trigger | None:
    """Find the trigger further on for a count that has none, a weak one or one told on the side."""
    own, count = found[index], clause.counts[index]
    on_the_side = own is not None and is_on_the_side(clause, own)
    if own is not None and own.rule != "weak" and not on_the_side:
        return own
    start = own.last if own is not None and on_the_side else 0
    later = find_in_clause(clause, count, found, start=start)
    if later is None or not is_allowed(clause, index, later):
        return own
    if on_the_side and any(
        token.lower in clause.words.relatives for token in clause.tokens[count.last : later.first]
    ):
        # "12 fleeing a town that was besieged"
        return own
    return later


def _is_inner(clause: Clause, index: int) -> bool:
    """Return whether a count stands inside another: of "two of the five victims" the two were hurt.

    Or inside a share of it: "half of the 60 passengers", "of the 30 hostages, 12 were".
    """
    count = clause.counts[index]
    if index and count.last <= clause.counts[index - 1].last:
        return True
    return count.first > 1 and is_whole_of_part(clause, count)


__all__ = ["Trigger", "assign_triggers"]
