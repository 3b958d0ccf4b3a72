"""Persons told of many times, each once: who is the same, and what became of him in the end."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from claimgraph.extraction.people.fates import KILLED, Fate
from claimgraph.extraction.people.persons import Person

# How many persons and how many sentences back a pronoun may look for whom it stands for.
PERSONS_BACK = 12
SENTENCES_BACK = 2
# How many individuals back a mention may speak of: a list of the dead of a war stays readable.
INDIVIDUALS_BACK = 60


@define
class Individual:
    """Somebody who came to harm, with all the traits told of him so far."""

    names: list[tuple[str, ...]] = field(factory=list)
    age: tuple[int, bool] | None = None
    sex: str = ""
    stage: str = ""
    nouns: list[str] = field(factory=list)
    rank: str = ""
    doer: bool = False
    fates: list[Fate] = field(factory=list)
    harm: str = ""

    def note(self, fate: Fate, person: Person) -> None:
        """Add one mention, with the traits of the person it speaks of."""
        if person.name and person.name not in self.names:
            self.names.append(person.name)
        if person.age is not None and self.age is None:
            self.age = (person.age, person.months)
        self.sex = self.sex or person.sex
        self.stage = self.stage or person.stage
        self.rank = self.rank or person.rank
        self.doer = self.doer or person.doer
        if person.noun and person.noun not in self.nouns:
            self.nouns.append(person.noun)
        self.fates.append(fate)
        if self.harm != KILLED:
            self.harm = fate.measure


def gather_individuals(fates: Sequence[Fate]) -> list[Individual]:
    """Gather those of an article who came to harm, each once.

    A mention is a new person only where its words say so: another name, age, sex or stage of life
    than those told before, "another", "a second", or one named beside him in one sentence. One who
    was wounded and died later was killed.

    Args:
        fates: Every person the article speaks of, in reading order.

    Returns:
        Those harmed, in the order they are first told of.
    """
    found: list[Individual] = []
    for at, fate in enumerate(fates):
        if fate.measure:
            person = find_meant(fates, at)
            one = choose_individual(fate, person, found)
            if one is None:
                one = Individual()
                found.append(one)
            one.note(fate, person)
    return found


def find_meant(fates: Sequence[Fate], at: int) -> Person:
    """Return a person with the traits of the one a pronoun stands for, or a name beside it tells."""
    own = fates[at].person
    if not own.pronoun:
        return _join_neighbours(fates, at)
    if own.reflexive:
        return _find_subject(fates, at)
    for back in range(at - 1, max(-1, at - 1 - PERSONS_BACK), -1):
        if fates[at].sentence - fates[back].sentence > SENTENCES_BACK:
            break
        other = _join_neighbours(fates, back)
        if not other.pronoun and own.sex in {"", other.sex or own.sex}:
            return other._replace(mention=own.mention, sex=own.sex or other.sex, definite=True)
    return own


def _find_subject(fates: Sequence[Fate], at: int) -> Person:
    """Return whom "himself" stands for: the first of the sentence to whom nobody else did anything."""
    own, sentence = fates[at].person, fates[at].sentence
    for back in range(max(0, at - PERSONS_BACK), at):
        other = fates[back].person
        if (
            fates[back].sentence == sentence
            and not fates[back].measure
            and own.sex in {"", other.sex or own.sex}
        ):
            subject = other if not other.pronoun else find_meant(fates, back)
            return subject._replace(mention=own.mention, sex=own.sex or subject.sex, definite=True)
    return own


def _join_neighbours(fates: Sequence[Fate], at: int) -> Person:
    """Return a person with what is told of the same one right before and behind: "the man, Jo Roe"."""
    person = fates[at].person
    following = [other.person for other in fates[at + 1 : at + 2] if other.person.same]
    before = [fates[at - 1].person] if person.same and at else []
    for other in (*following, *before):
        person = _join(person, other)
    return person


def _join(person: Person, other: Person) -> Person:
    return person._replace(
        name=person.name or other.name,
        age=other.age if person.age is None else person.age,
        months=other.months if person.age is None else person.months,
        sex=person.sex or other.sex,
        stage=person.stage or other.stage,
        noun=person.noun or other.noun,
    )


def choose_individual(fate: Fate, person: Person, found: Sequence[Individual]) -> Individual | None:
    """Return which of those found a mention speaks of: the one it shares most with, then the latest.

    Args:
        fate: The mention.
        person: The traits of whom it speaks, see `find_meant`.
        found: Those told of before.

    Returns:
        ``None`` where its words say that it is somebody else than all of them.
    """
    listed = found[-INDIVIDUALS_BACK:]
    last = max(listed, key=lambda one: _order(one.fates[-1]), default=None)
    fitting = [
        (_score(person, one) + (fate.measure == one.harm), one.fates[-1].sentence, at, one)
        for at, one in enumerate(listed)
        if not _differs(person, one)
        and not _stands_beside(fate, person, one)
        and not (one is last and _is_owned_by(fate, one))
    ]
    return max(fitting, key=lambda item: item[:3])[3] if fitting else None


def _differs(person: Person, one: Individual) -> bool:
    if person.name and one.names:
        return not any(_is_same_name(person.name, other) for other in one.names)
    if person.age is not None and one.age is not None:
        if (person.age, person.months) != one.age:
            return True
    elif person.rank not in {"", "one", one.rank}:
        return True
    if person.doer and not one.doer:
        return True
    is_other_stage = person.stage and one.stage and person.stage != one.stage
    return bool(is_other_stage or (person.sex and one.sex and person.sex != one.sex))


def _is_same_name(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether two names may be one person's: "Ann Smith" and "Smith", but not "Jo Smith"."""
    if min(len(name), len(other)) < 2:
        return name[-1] in other or other[-1] in name
    return (name[-1] == other[-1] and name[0][0] == other[0][0]) or len(set(name) & set(other)) > 1


def _stands_beside(fate: Fate, person: Person, one: Individual) -> bool:
    """Return whether somebody of the same sentence is told beside this one: "a man and a boy"."""
    before = one.fates[-1]
    if before.sentence != fate.sentence or fate.person.same or before.person.pronoun:
        return False
    return not (fate.person.pronoun or person.definite)


def _order(fate: Fate) -> tuple[int, int]:
    return fate.sentence, fate.person.mention.first


def _is_owned_by(fate: Fate, one: Individual) -> bool:
    """Return whether somebody is the one told right before whose wife, say, is spoken of: "his wife"."""
    owner = fate.person.owner
    if not owner or fate.sentence - one.fates[-1].sentence > 1 or fate.person.noun in one.nouns:
        return False
    return owner == "any" or one.sex in {"", owner}


def _score(person: Person, one: Individual) -> int:
    """Return how much a mention shares with somebody: a name says more than an age, that more than a noun."""
    return (
        8 * bool(person.name and one.names)
        + 6 * (person.age is not None and one.age is not None)
        + 3 * (person.noun in one.nouns)
        + bool(person.sex and one.sex)
    )


__all__ = ["Individual", "choose_individual", "find_meant", "gather_individuals"]
