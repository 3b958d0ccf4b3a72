"""What a sentence says became of single persons: killed, injured, or nothing of the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures import Trigger, assign_triggers
from claimgraph.extraction.measures.words import MeasureWords, Reading, load_measure_words
from claimgraph.extraction.parts import CountedMention
from claimgraph.extraction.people.persons import Person
from claimgraph.extraction.people.words import PeopleWords, load_people_words
from claimgraph.extraction.reports import is_hypothetical
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon

KILLED, INJURED = "killed", "injured"
# How many words behind what happened to somebody his death may be told: "was shot and later died".
END_REACH = 14
# How many words before a trigger "not" denies it.
DENIAL_REACH = 3
# How many words behind "including" somebody is one of those counted before.
MEMBERS_REACH = 9
# Between somebody and what is his: "Ann Smith's death".
OWNING = frozenset({"'s", "’s"})


class Fate(NamedTuple):
    """A person and what is said to have happened; ``measure`` is empty where nothing is.

    ``member`` is true for one of those whom the sentence counts: "four victims, including a boy".
    """

    sentence: int
    person: Person
    measure: str
    member: bool = False


def find_fates(
    sentence: Sentence, counts: Sequence[Count], persons: Sequence[Person], *, lexicon: Lexicon
) -> tuple[Fate, ...]:
    """Find what happened to each person of a sentence.

    Args:
        sentence: The sentence.
        counts: All its counts, which share its verbs with the persons.
        persons: Its persons, see `find_persons`.
        lexicon: The measures.

    Returns:
        One fate a person, in the same order.
    """
    if not persons:
        return ()
    reader = _Reader(
        sentence=sentence,
        triggers=_assign(sentence, counts, persons, lexicon),
        words=load_measure_words(lexicon),
        people=load_people_words(lexicon),
        lexicon=lexicon,
    )
    fates: list[Fate] = []
    for person in persons:
        measure = reader.read(person)
        if not measure and fates and reader.is_told_as_well(person, fates[-1]):
            measure = fates[-1].measure
        fates.append(Fate(sentence.index, person, measure, reader.is_member(person)))
    return tuple(fates)


_FIRST = attrgetter("first")


def _assign(
    sentence: Sentence, counts: Sequence[Count], persons: Sequence[Person], lexicon: Lexicon
) -> dict[int, Trigger | None]:
    """Return the triggers by the first token of those they speak of, persons and counts together."""
    own = {person.mention.first: person.mention for person in persons}
    every = sorted([*(count for count in counts if count.first not in own), *own.values()], key=_FIRST)
    triggers = assign_triggers(sentence, every, lexicon=lexicon)
    told = {count.first: trigger for count, trigger in zip(every, triggers, strict=True)}
    return {first: told[first] for first in own}


@frozen(kw_only=True)
class _Reader:
    """One sentence with the triggers of its persons."""

    sentence: Sentence
    triggers: Mapping[int, Trigger | None]
    words: MeasureWords
    people: PeopleWords
    lexicon: Lexicon

    def read(self, person: Person) -> str:
        """Return what happened to a person, of several things the gravest."""
        count = person.mention
        if self._is_death_of(count):
            return KILLED
        trigger = self.triggers[count.first]
        if trigger is None or self._owns(count) or trigger.measure not in {KILLED, INJURED}:
            return self._read_owned(count)
        if self._is_denied(trigger) or self._is_active(trigger, count) or self._is_of_thing(person, trigger):
            return ""
        mention = CountedMention(sentence=self.sentence, count=count, trigger=trigger)
        if is_hypothetical(mention, lexicon=self.lexicon):
            return ""
        if trigger.measure == INJURED and self._dies_later(max(trigger.last, count.last)):
            return KILLED
        return trigger.measure

    def is_told_as_well(self, person: Person, before: Fate) -> bool:
        """Return whether it happened to the doer too: "shot his wife and then himself"."""
        between = self.sentence.lower[before.person.mention.last : person.mention.first]
        is_self = self.sentence.lower[person.mention.first] in self.people.reflexives
        return is_self and self.people.joints.issuperset(between)

    def is_member(self, person: Person) -> bool:
        """Return whether a person is one of those counted before: "four victims, including a boy"."""
        if person.mention.partitive:
            return True
        first = person.mention.first
        for at in range(first - 1, max(-1, first - 1 - MEMBERS_REACH), -1):
            word = self.sentence.lower[at]
            if word in self.people.members:
                return True
            if word in self.words.relatives:
                # "was among the wounded in a shooting that killed one person"
                return False
        return False

    def _owns(self, count: Count) -> bool:
        return not OWNING.isdisjoint(self.sentence.lower[count.last : count.last + 1])

    def _is_death_of(self, count: Count) -> bool:
        """Return whether a noun for a death stands before: "the death of Ann Smith"."""
        lower, at = self.sentence.lower, count.first - 1
        if at < 1 or lower[at] != "of" or self.words.of_nouns.get(lower[at - 1]) != KILLED:
            return False
        return self.people.tries.isdisjoint(lower[max(0, at - DENIAL_REACH) : at])

    def _read_owned(self, count: Count) -> str:
        """Read "Ann Smith's death", "the boy's wounds"."""
        if not self._owns(count):
            return ""
        words = self.words
        for word in self.sentence.lower[count.last + 1 : count.last + 1 + DENIAL_REACH]:
            measure = words.of_nouns.get(word) or words.counted.get(word)
            if measure in {KILLED, INJURED} and word not in words.weak_nouns:
                return measure
        return ""

    def _is_denied(self, trigger: Trigger) -> bool:
        before = self.sentence.lower[max(0, trigger.first - DENIAL_REACH) : trigger.first]
        return not (self.words.negations.isdisjoint(before) and self.people.tries.isdisjoint(before))

    def _is_active(self, trigger: Trigger, count: Count) -> bool:
        """Return whether the person did it: "Ann Smith shot the victim", "he found Jo Roe dead"."""
        lower, at, words = self.sentence.lower, trigger.first, self.words
        if at < count.last or not words.be.isdisjoint(lower[count.last : at]):
            return False
        if any(trigger.first < start < trigger.last for start in self.triggers):
            return True
        while at + 1 < len(lower) and self._is_adverb(at):
            at += 1
        while self._joins_verb(at + 1):
            # "The girl accidentally shot, killed her brother"
            at += 2
        if not any(reading.frame == "done_to" for reading in words.verbs.get(lower[at], ())):
            return False
        behind = max(trigger.last, at + 1)
        while behind < len(lower) and self._is_adverb(behind):
            behind += 1
        return behind < len(lower) and self._is_object(behind)

    def _joins_verb(self, at: int) -> bool:
        """Return whether a second verb done to the same people follows: ", killed"."""
        lower = self.sentence.lower
        if at + 1 >= len(lower) or lower[at] not in self.people.joints:
            return False
        return any(reading.frame == "done_to" for reading in self.words.verbs.get(lower[at + 1], ()))

    def _is_of_thing(self, person: Person, trigger: Trigger) -> bool:
        """Return whether it is no harm: "the shooting suspect" did it, "one shot was fired" hit nobody."""
        lower, first = self.sentence.lower, person.mention.first
        if person.doer and trigger.rule == "before" and trigger.last == first:
            return self.words.verbs.get(lower[trigger.first], (_NONE,))[0].form == "gerund"
        is_shot = person.mention.head is None and trigger.first == person.mention.last
        following = lower[trigger.last : trigger.last + 1]
        return is_shot and not self.words.be.isdisjoint(following)

    def _is_object(self, at: int) -> bool:
        word, words = self.sentence.lower[at], self.words
        is_word = word in words.determiners or word in words.around.objects
        is_name = self.sentence.tokens[at].is_capital and word not in words.stops
        return is_word or is_name or at in self.triggers

    def _is_adverb(self, at: int) -> bool:
        word = self.sentence.lower[at]
        return word in self.words.adverbs or word.endswith("ly")

    def _dies_later(self, at: int) -> bool:
        """Return whether the sentence goes on with the same person's death: "was shot and later died"."""
        lower = self.sentence.lower
        for position in range(at, min(len(lower), at + END_REACH)):
            if position in self.triggers:
                return False
            if self._tells_death(position):
                return self.words.negations.isdisjoint(lower[max(0, position - DENIAL_REACH) : position])
        return False

    def _tells_death(self, at: int) -> bool:
        readings = self.words.verbs.get(self.sentence.lower[at], ())
        died = any(
            one.measure == KILLED and one.frame == "done_by" and one.form in _FINITE for one in readings
        )
        return died or self.sentence.lower[at : at + 2] in _DECLARED


_NONE = Reading("", "", "")
_FINITE = frozenset({"past", "third"})
_DECLARED = frozenset({("pronounced", "dead"), ("declared", "dead"), ("found", "dead")})

__all__ = ["INJURED", "KILLED", "Fate", "find_fates"]
