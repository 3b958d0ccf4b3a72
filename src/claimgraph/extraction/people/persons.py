"""Single persons of a sentence: "a man, 23", "the 2-year-old", "Ann Smith", "another victim", "he"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from claimgraph.extraction.counts import Count
from claimgraph.extraction.people.words import PeopleWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.model import Modifier, Quantity, Span

# How many words the phrase of a person has at most, from its first word to the noun.
REACH = 7
# How many words the name of the place before somebody may have.
HOME_REACH = 3
# How many words and marks a name has at most, titles included.
NAME_REACH = 12
# No person is older; a larger number behind a name is no age.
OLDEST = 115
# From so many longer words on, with such a share of them capitalised, a line is a heading in title case.
HEADING = 4
TITLE_CASE = 0.7
# How many words may stand between a person and the name it is "identified as".
NAMING_REACH = 8


class Person(NamedTuple):
    """One person as a sentence speaks of him: the words as a count of one, and the traits they tell.

    ``name`` holds the words of the name in lower case; ``age`` is in years, or in months where
    ``months`` says so; ``rank`` is the word that brings in somebody new ("another", "second");
    ``same`` says that it is the person named right before; ``reflexive`` that it is the subject
    ("himself"); ``owner`` is the sex of the one whose somebody is ("his wife"), or "any".
    """

    mention: Count
    name: tuple[str, ...] = ()
    age: int | None = None
    months: bool = False
    sex: str = ""
    stage: str = ""
    noun: str = ""
    rank: str = ""
    doer: bool = False
    definite: bool = False
    pronoun: bool = False
    same: bool = False
    reflexive: bool = False
    owner: str = ""


def find_persons(
    sentence: Sentence,
    counts: Sequence[Count],
    words: PeopleWords,
    *,
    avoid: Sequence[Span] = (),
    known: Collection[str] = (),
) -> tuple[Person, ...]:
    """Find the single persons that a sentence speaks of.

    Args:
        sentence: The sentence.
        counts: Its counts; those of one person are persons, inside the others nobody is looked for.
        words: Nouns and small words.
        avoid: Spans of names that are no persons, such as places.
        known: Words of names told before; a name of one word has to be one of them.

    Returns:
        Persons in reading order that do not overlap.
    """
    scan = _Scan(sentence, counts, words, avoid, known)
    found: list[Person] = []
    for person in scan.find():
        is_same = bool(found) and scan.is_apposed(found[-1], person)
        found.append(person._replace(same=is_same))
    return tuple(found)


class _Scan:
    """One sentence looked through from left to right."""

    def __init__(
        self,
        sentence: Sentence,
        counts: Sequence[Count],
        words: PeopleWords,
        avoid: Sequence[Span],
        known: Collection[str],
    ) -> None:
        self.tokens, self.lower, self.words = sentence.tokens, sentence.lower, words
        self.singles = {count.first: count for count in counts if count.quantity.value == 1}
        several = [count for count in counts if count.quantity.value != 1]
        self.taken = {at: count.last for count in several for at in range(count.first, count.last)}
        self.avoid, self.known = avoid, known
        self.holds_names = _can_hold_names(sentence)
        # Where the person found last ends.
        self.end = 0

    def find(self) -> Iterator[Person]:
        """Yield the persons."""
        at = 0
        while at < len(self.tokens):
            person = self._read_at(at)
            if person is None:
                at = max(at + 1, self.taken.get(at, 0))
            else:
                yield person
                at = self.end = max(at + 1, person.mention.last)

    def is_apposed(self, before: Person, person: Person) -> bool:
        """Return whether a name or a phrase only says who the one before is: "the victim, Ann Smith"."""
        between = self.lower[before.mention.last : person.mention.first]
        if before.name and person.name:
            return False
        if between == (",",):
            return bool(person.name or before.name) and not before.pronoun
        is_naming = not self.words.naming.isdisjoint(between) and between[-1:] == ("as",)
        return bool(person.name) and is_naming and len(between) <= NAMING_REACH

    def _read_at(self, at: int) -> Person | None:
        if at in self.singles:
            count = self.singles[at]
            return self._describe(count, definite=False)
        if at in self.taken and self.lower[at] not in self.words.definite:
            return None
        pronoun = self._read_pronoun(at) if self.lower[at] in self.words.pronouns else None
        if pronoun is not None:
            return pronoun
        return self._read_phrase(at) or (self._read_name(at) if self.holds_names else None)

    def _read_pronoun(self, at: int) -> Person | None:
        word, following = self.lower[at], self.lower[at + 1 : at + 2]
        if word == "her" and following and following[0] not in self.words.object_ends:
            return None
        count = self._make_count(at, at + 1, at)
        return Person(
            mention=count,
            sex=self.words.sexes.get(word, ""),
            definite=True,
            pronoun=True,
            reflexive=word in self.words.reflexives,
        )

    def _read_phrase(self, at: int) -> Person | None:
        """Read "the victim", "his 6-year-old sister", "Boy, 8,", "16-year-old", "another"."""
        words, lower = self.words, self.lower
        is_definite = lower[at] in words.definite
        begin = at + 1 if is_definite or lower[at] in words.counts.articles else at
        while begin < len(lower) and lower[begin] in words.further:
            begin += 1
        head = self._find_head(begin)
        if head is None and begin > at and lower[begin - 1] in words.further and self._ends_noun(begin):
            head = begin - 1
        if head is None or (begin == at and not self._opens_phrase(at, head)):
            return None
        if any(position in self.taken for position in range(begin, head)):
            return None
        first = self._find_home(at) if begin == at else at
        return self._describe(self._make_count(first, head + 1, head), definite=is_definite)

    def _find_home(self, at: int) -> int:
        """Return where the name of a place before somebody begins: "killed Northford teen"."""
        first = at
        while first > max(self.end, at - HOME_REACH) and self._is_home(first - 1):
            first -= 1
        return first

    def _is_home(self, at: int) -> bool:
        token, words = self.tokens[at], self.words
        if not token.is_capital or not token.text.isalpha() or at in self.taken or at in self.singles:
            return False
        return token.lower not in words.noun_ends and token.lower not in words.titles

    def _opens_phrase(self, at: int, head: int) -> bool:
        """Return whether a phrase without article begins here: "2-year-old boy", "man" of "Northford man"."""
        is_aged = self.lower[at + 1 : at + 2] == ("-",) or self._is_unit(at + 1)
        return at == head or (is_aged and (self.lower[at].isdecimal() or self.lower[at] in self.words.values))

    def _find_head(self, at: int) -> int | None:
        """Return the noun of the phrase that begins at a token, for "the 2-year-old" its last word."""
        aged = None
        for position in range(at, min(len(self.tokens), at + REACH)):
            if position > at and position in self.singles:
                break
            word = self.lower[position]
            if word in self.words.nouns and self._ends_noun(position + 1):
                return self._extend(position)
            if word == "old" and position > at + 1 and self._names_age(position - 1):
                aged = position
            elif (aged is not None and not self.tokens[position].text[0].isalpha()) or not self._may_qualify(
                position
            ):
                break
        return aged

    def _names_age(self, at: int) -> bool:
        """Return whether "year" or "year-" ends at a token; "he is 19 years old" names nobody."""
        unit = at - (self.lower[at] == "-")
        return self._is_unit(unit) and not self.lower[unit].endswith("s")

    def _extend(self, head: int) -> int:
        """Follow a compound noun to its last part: "police officer"."""
        while self.lower[head + 1 : head + 2] and self.lower[head + 1] in self.words.nouns:
            if not self._ends_noun(head + 2):
                break
            head += 1
        return head

    def _ends_noun(self, at: int) -> bool:
        """Return whether no further noun makes the word before an adjective ("a police car")."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        if token.text == "-" and token.start == self.tokens[at - 1].end:
            return False
        is_noun = token.text.islower() and token.text[0].isalpha() and token.lower not in self.words.noun_ends
        return not is_noun or token.lower.endswith(("ly", "ed", "ing"))

    def _may_qualify(self, position: int) -> bool:
        """Return whether a word may stand before the noun of a person."""
        token, counts = self.tokens[position], self.words.counts
        if token.text == "-" or token.text[0].isdigit() or self._is_unit(position) or token.lower == "old":
            return True
        if not token.text[0].isalpha() or token.lower in counts.things or token.lower in counts.determiners:
            return False
        return not (
            token.lower in counts.stops or token.lower in counts.triggers or token.lower in counts.pronouns
        )

    def _read_name(self, at: int) -> Person | None:
        """Read capitalised words that are not all common ones: "Ann Smith", "Officer Jo Roe"."""
        last = at
        while last < min(len(self.tokens), at + NAME_REACH) and self._is_name_word(last, at):
            last += 1
        while last > at and not self.tokens[last - 1].is_capital:
            last -= 1
        plain = [token for token in self.tokens[at:last] if token.is_capital and len(token.text) > 1]
        plain = [token for token in plain if token.lower not in self.words.titles]
        if not plain or self._is_no_person(at, last, plain):
            return None
        return self._describe(self._make_count(at, last, last - 1), definite=True, is_name=True)

    def _is_name_word(self, at: int, first: int) -> bool:
        token = self.tokens[at]
        if token.is_capital:
            is_acronym = token.text.isupper() and len(token.text) > 2
            return not is_acronym and token.lower not in self.words.counts.stops
        if at == first or token.lower not in self.words.inner or at + 1 >= len(self.tokens):
            return False
        is_initial = token.text != "." or len(self.tokens[at - 1].text) == 1
        return self.tokens[at + 1].is_capital and is_initial

    def _is_no_person(self, first: int, last: int, plain: Sequence[Token]) -> bool:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        if any(span.start < end and start < span.end for span in self.avoid):
            return True
        if any(token.lower in self.words.nouns or token.lower in self.words.calendar for token in plain):
            return True
        if len(plain) == 1:
            return plain[0].lower not in self.known
        return all(token.lower in self.words.common for token in plain)

    def _make_count(self, first: int, last: int, head: int) -> Count:
        token = self.tokens[first]
        span = Span(token.start, token.end)
        quantity = Quantity(value=1, low=1, high=1, modifier=Modifier.EXACT, words=token.text, span=span)
        kind = self.words.counts.kinds.get(self.lower[head], "people")
        return Count(quantity, first, last, first, self.lower[head], kind, head, implied=True)

    def _describe(self, count: Count, *, definite: bool, is_name: bool = False) -> Person:
        """Read the traits of a person from the words of its phrase, and the name and age behind it."""
        words, inside = self.words, self.lower[count.first : count.last]
        name = self._list_names(count.first, count.last) if is_name else ()
        if not is_name and self.holds_names and count.last < len(self.tokens):
            behind = self._read_name(count.last) if self.tokens[count.last].is_capital else None
            if behind is not None:
                name, count = behind.name, count._replace(last=behind.mention.last, head=behind.mention.head)
        told = [word for word in inside if word not in words.definite]
        nouns = [word for word in told if word in words.nouns or word in words.sexes]
        age, is_months, last = self._find_age(count.first, count.last)
        count = count._replace(last=last)
        return Person(
            mention=count,
            name=name,
            age=age,
            months=is_months,
            sex=next((words.sexes[word] for word in nouns if word in words.sexes), ""),
            stage=next((words.stages[word] for word in nouns if word in words.stages), ""),
            noun=next((word for word in reversed(nouns) if word not in words.roles), ""),
            rank=next((word for word in inside if word in words.further), ""),
            doer=not words.doers.isdisjoint(nouns),
            definite=definite,
            owner=words.owners.get(inside[0], ""),
        )

    def _list_names(self, first: int, last: int) -> tuple[str, ...]:
        plain = [token for token in self.tokens[first:last] if token.is_capital and len(token.text) > 1]
        no_names = self.words.titles | self.words.endings
        return tuple([token.lower for token in plain if token.lower not in no_names])

    def _find_age(self, first: int, last: int) -> tuple[int | None, bool, int]:
        """Return the age in a phrase or behind it, "a 2-year-old boy", "a man, 23,", and where it ends."""
        lower = self.lower
        for at in range(first, last):
            if self._is_unit(at + 1 + (lower[at + 1 : at + 2] == ("-",))):
                value = int(lower[at]) if _is_age(lower[at]) else self.words.values.get(lower[at])
                if value is not None:
                    return value, not self.words.months.isdisjoint(lower[at + 1 : at + 3]), last
        if last + 1 >= len(lower) or lower[last] not in {",", "("} or not _is_age(lower[last + 1]):
            return None, False, last
        end = last + 2
        if end >= len(lower) or lower[end] in self.words.counts.stops:
            return int(lower[last + 1]), False, end
        is_aside = not self.tokens[end].text[0].isalnum()
        return (
            (int(lower[last + 1]), False, end + (lower[end] in {",", ")"}))
            if is_aside
            else (None, False, last)
        )

    def _is_unit(self, at: int) -> bool:
        return 0 <= at < len(self.lower) and self.lower[at] in self.words.counts.age_units


def _is_age(word: str) -> bool:
    return word.isdecimal() and len(word) < 4 and int(word) < OLDEST


def _can_hold_names(sentence: Sentence) -> bool:
    """Return whether capitals mean names: not in a heading in title case."""
    if sentence.tokens[-1].text == ".":
        return True
    plain = [token for token in sentence.tokens if token.text.isalpha() and len(token.text) > 3]
    capital = sum([token.is_capital for token in plain])
    return len(plain) < HEADING or capital / len(plain) < TITLE_CASE


__all__ = ["Person", "find_persons"]
