"""One sentence with its counts: what can be asked of its words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures.words import MeasureWords
from claimgraph.extraction.tokens import Token
from claimgraph.model import Modifier

# No age is higher.
AGE_LIMIT = 120
# An age is a number, those of several a range.
AGE_MODIFIERS = frozenset({Modifier.EXACT, Modifier.RANGE})
# How many tokens the object of a verb may have up to its noun.
OBJECT_REACH = 4
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

    def __init__(
        self, tokens: Sequence[Token], counts: Sequence[Count], words: MeasureWords, told: str = ""
    ) -> None:
        self.tokens = tokens
        # What was counted last before the sentence, empty for nothing.
        self.told = told
        self.counts = counts
        self.words = words
        self.lower = [token[1] for token in tokens]
        # A total ("death toll of 12") is looked for only where one of its nouns stands.
        self.has_total = not words.total_words.isdisjoint(self.lower)
        self.starts = {count.first: index for index, count in enumerate(counts)}
        # "ten members of two families": the second count is a part of the name of the first.
        self.nested = {
            count.first
            for before, count in pairwise(counts)
            if before.last == count.first - 1
            and before.head is not None
            and self.lower[count.first - 1] in words.around.nesting
        }
        # Verbs whose subject is known to be counted: they take no object.
        self.passive: set[int] = set()
        self.ages = _find_ages(tokens, counts, words)
        # What `is_allowed` answered: it is asked for most triggers when found and again at the end.
        self.allowed: dict[tuple[int, Trigger], bool] = {}

    def list_between(self, first: int, last: int) -> list[str]:
        """Return the words of tokens ``[first, last)`` without ages: "20 recruits, aged 17 to 19, and"."""
        marks = self.words.around.age_marks
        if not self.ages and marks.isdisjoint(self.lower[first:last]):
            return self.lower[first:last]
        words: list[str] = []
        at = first
        while at < last:
            index = self.starts.get(at)
            if index in self.ages:
                at = self.counts[index].last
                continue
            if self.lower[at] not in marks and not self.lower[at].isdigit():
                words.append(self.lower[at])
            at += 1
        return words


def _find_ages(tokens: Sequence[Token], counts: Sequence[Count], words: MeasureWords) -> frozenset[int]:
    """Return the counts that are ages: "two men, 35 and 40, and a girl, 16, were shot"."""
    ages: set[int] = set()
    around = words.around
    for index, count in enumerate(counts):
        if count.head is not None or count.partitive:
            continue
        mark = tokens[count.last][1] if count.last < len(tokens) else "."
        ends = mark in around.breaks or mark in around.list_joints or mark in around.apposition
        is_age = count.quantity.modifier in AGE_MODIFIERS and (count.quantity.value or AGE_LIMIT) < AGE_LIMIT
        if ends and is_age:
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
    is_range = (
        count.quantity.modifier is Modifier.RANGE and count.first and tokens[count.first].lower == "between"
    )
    if is_range and tokens[count.first - 1].lower in words.people:
        # "18 people, men and women between 21 and 48"
        return True
    if before is None:
        return False
    if before.partitive and before.quantity.value == 1 and count.first == before.last:
        # "four teenagers, one of them 19, were"
        return True
    if count.first != before.last + 1:
        return False
    return (mark == "," and before.head is not None) or (is_age and mark in words.around.joints)


def follows_agent(clause: Clause, count: Count, agents: frozenset[str]) -> bool:
    """Return whether "by", "from" … stand before a count; "from eight to 25 people" is a range."""
    if not count.first or (count.quantity.modifier is Modifier.RANGE and not count.is_bare):
        return False
    return clause.lower[count.first - 1] in agents


def measure_at(clause: Clause, at: int) -> str | None:
    """Return the measure that the word at ``at`` speaks of, if any."""
    word = clause.lower[at]
    readings = clause.words.verbs.get(word)
    return (
        readings[0].measure if readings else clause.words.states.get(word) or clause.words.counted.get(word)
    )


def is_verb(clause: Clause, at: int) -> bool:
    """Return whether the word at ``at`` is a verb of some measure."""
    return at < len(clause.tokens) and clause.lower[at] in clause.words.verbs


def is_passive_at(clause: Clause, at: int) -> bool:
    """Return whether a form of "be" stands before the verb at ``at``, adverbs aside."""
    before = at - 1
    while before >= 0 and (
        clause.lower[before] in clause.words.adverbs or clause.lower[before].endswith("ly")
    ):
        before -= 1
    return before >= 0 and clause.lower[before] in clause.words.be


def has_object(clause: Clause, at: int) -> bool:
    """Return whether the verb at ``at`` is followed by those it is done to."""
    position = _skip_verbs(clause, at + 1)
    if position in clause.starts:
        return not _is_subject(clause, clause.counts[clause.starts[position]])
    if position < len(clause.lower) and clause.lower[position] in clause.words.around.objects:
        return True
    return _is_of_age(clause, position) or _names_people(clause, position)


def _skip_verbs(clause: Clause, at: int) -> int:
    """Return the token behind the second verb of "shot and fatally wounded", or ``at``."""
    lower = clause.lower
    while at < len(lower) and lower[at] in clause.words.around.verb_joints:
        second = at + 1
        while second < len(lower) and not is_verb(clause, second) and _is_adverb(clause, second):
            second += 1
        if not is_verb(clause, second):
            break
        at = second + 1
    return at


def _names_people(clause: Clause, first: int) -> bool:
    """Return whether a noun for people stands within a few words, as the object of a verb before."""
    words = clause.words
    for position in range(first, min(len(clause.lower), first + OBJECT_REACH)):
        word = clause.lower[position]
        if word in words.people and (position > first or word not in words.states):
            return not _is_subject_at(clause, position + 1)
        if position == first and word not in words.determiners and not _is_plain(clause, position):
            return False
        if word in words.be or word in words.stops:
            return False
    return False


def _is_adverb(clause: Clause, at: int) -> bool:
    return clause.lower[at] in clause.words.adverbs or clause.lower[at].endswith("ly")


def _is_of_age(clause: Clause, position: int) -> bool:
    """Return whether somebody is named by an age: "who shot the 3-year-old", "killed his own 14-year-old"."""
    for at in range(position, min(len(clause.lower), position + OBJECT_REACH)):
        if clause.lower[at + 1 : at + 3] == ["-", "year"]:
            return True
        if at == position and clause.lower[at] not in clause.words.determiners:
            return False
    return False


def _is_plain(clause: Clause, position: int) -> bool:
    return clause.tokens[position].text[0].isalpha() and clause.lower[position] not in clause.words.adverbs


def _is_subject(clause: Clause, count: Count) -> bool:
    ends_itself = count.last - 1 > count.number_first and measure_at(clause, count.last - 1) is not None
    return ends_itself or _is_subject_at(clause, count.last)


def _is_subject_at(clause: Clause, at: int) -> bool:
    """Return whether a participle or a form of "be" says something of what ends before it."""
    if at >= len(clause.tokens):
        return False
    word = clause.lower[at]
    follows = clause.words.verbs.get(word, ())
    if any(reading.form == "participle" for reading in follows) or word in clause.words.states:
        return not (at + 1 in clause.starts and not _ends_with_participle(clause, at + 1))
    return word in clause.words.around.plural_be and is_verb(clause, at + 1)


def _ends_with_participle(clause: Clause, start: int) -> bool:
    count = clause.counts[clause.starts[start]]
    at = count.last
    return at < len(clause.tokens) and any(
        reading.form == "participle" for reading in clause.words.verbs.get(clause.lower[at], ())
    )
