"""One sentence with its counts: what can be asked of its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.words import MeasureWords
from claimgraph.extraction.tokens import Token
from claimgraph.model import Modifier

# No age is higher.
AGE_LIMIT = 120
# How many tokens of a list of ages may stand behind "ages".
AGES_REACH = 10


class Trigger(NamedTuple):
    """A found trigger: tokens ``[first, last)`` and the rule that found it."""

    measure: str
    first: int
    last: int
    rule: str


class Clause:
    """The tokens and counts of a sentence, and which verbs are taken by a subject already."""

    def __init__(self, tokens: Sequence[Token], counts: Sequence[Count], words: MeasureWords) -> None:
        self.tokens = tokens
        self.counts = counts
        self.words = words
        self.starts = {count.first: index for index, count in enumerate(counts)}
        # Verbs whose subject is known to be counted: they take no object.
        self.passive: set[int] = set()
        self.ages = _find_ages(tokens, counts, words)


def _find_ages(tokens: Sequence[Token], counts: Sequence[Count], words: MeasureWords) -> frozenset[int]:
    """Return the counts that are ages: "two men, 35 and 40, and a girl, 16, were shot"."""
    ages: set[int] = set()
    for index, count in enumerate(counts):
        mark = tokens[count.last].lower if count.last < len(tokens) else "."
        ends = mark in words.around.breaks or mark in words.around.list_joints
        exact = count.quantity.modifier is Modifier.EXACT and (count.quantity.value or AGE_LIMIT) < AGE_LIMIT
        if ends and exact and count.is_bare and not count.partitive:
            before = counts[index - 1] if index else None
            if _follows_noun_or_age(tokens, count, before, words, is_age=index - 1 in ages):
                ages.add(index)
    return frozenset(ages)


def _follows_noun_or_age(
    tokens: Sequence[Token], count: Count, before: Count | None, words: MeasureWords, *, is_age: bool
) -> bool:
    mark = tokens[count.first - 1].lower if count.first else ""
    at = count.first - 1
    while at > max(0, count.first - AGES_REACH) and (
        tokens[at].lower in words.around.joints or tokens[at].text[0].isdigit()
    ):
        at -= 1
    if at >= 0 and tokens[at].lower in words.around.age_marks:
        return True
    if before is None or count.first != before.last + 1:
        return False
    return (mark == "," and before.head is not None) or (is_age and mark in words.around.joints)


def follows_agent(clause: Clause, count: Count, agents: frozenset[str]) -> bool:
    """Return whether "by", "from" … stand before a count; "from eight to 25 people" is a range."""
    if not count.first or (count.quantity.modifier is Modifier.RANGE and not count.is_bare):
        return False
    return clause.tokens[count.first - 1].lower in agents


def measure_at(clause: Clause, at: int) -> str | None:
    """Return the measure that the word at ``at`` speaks of, if any."""
    word = clause.tokens[at].lower
    readings = clause.words.verbs.get(word)
    return (
        readings[0].measure if readings else clause.words.states.get(word) or clause.words.counted.get(word)
    )


def is_verb(clause: Clause, at: int) -> bool:
    """Return whether the word at ``at`` is a verb of some measure."""
    return at < len(clause.tokens) and clause.tokens[at].lower in clause.words.verbs


def is_passive_at(clause: Clause, at: int) -> bool:
    """Return whether a form of "be" stands before the verb at ``at``, adverbs aside."""
    before = at - 1
    while before >= 0 and (
        clause.tokens[before].lower in clause.words.adverbs or clause.tokens[before].lower.endswith("ly")
    ):
        before -= 1
    return before >= 0 and clause.tokens[before].lower in clause.words.be


def has_object(clause: Clause, at: int) -> bool:
    """Return whether the verb at ``at`` is followed by those it is done to."""
    position = at + 1
    while position < len(clause.tokens) and (
        clause.tokens[position].lower in clause.words.around.verb_joints and is_verb(clause, position + 1)
    ):
        position += 2
    if position in clause.starts:
        return not _is_subject(clause, clause.counts[clause.starts[position]])
    seen = 0
    while position < len(clause.tokens) and seen < 4:
        word = clause.tokens[position].lower
        if word in clause.words.people and (seen or word not in clause.words.states):
            return not _is_subject_at(clause, position + 1)
        if seen == 0 and word not in clause.words.determiners and not _is_plain(clause, position):
            return False
        if word in clause.words.be or word in clause.words.stops:
            return False
        position += 1
        seen += 1
    return False


def _is_plain(clause: Clause, position: int) -> bool:
    return (
        clause.tokens[position].text[0].isalpha()
        and clause.tokens[position].lower not in clause.words.adverbs
    )


def _is_subject(clause: Clause, count: Count) -> bool:
    ends_itself = count.last - 1 > count.number_first and measure_at(clause, count.last - 1) is not None
    return ends_itself or _is_subject_at(clause, count.last)


def _is_subject_at(clause: Clause, at: int) -> bool:
    """Return whether a participle or a form of "be" says something of what ends before it."""
    if at >= len(clause.tokens):
        return False
    word = clause.tokens[at].lower
    follows = clause.words.verbs.get(word, ())
    if any(reading.form == "participle" for reading in follows) or word in clause.words.states:
        return not (at + 1 in clause.starts and not _ends_with_participle(clause, at + 1))
    return word in clause.words.around.plural_be and is_verb(clause, at + 1)


def _ends_with_participle(clause: Clause, start: int) -> bool:
    count = clause.counts[clause.starts[start]]
    at = count.last
    return at < len(clause.tokens) and any(
        reading.form == "participle" for reading in clause.words.verbs.get(clause.tokens[at].lower, ())
    )
