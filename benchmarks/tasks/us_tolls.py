"""Killed and injured of an incident from its articles (US local crime news).

The library finds the claims of an article and the single persons who came to harm; what follows is how
one article's headline figures are put together, everybody counted once, doers as well:

* The news is told first. Numbers are read from the first sentences that count or name anybody, the title
  being the first of them; a person is counted from the first of them only, later ones say more of him
  ("later died"). Who comes later is background, unless the words bring in a further one.
* "Four were shot" counts the dead with the wounded; "three were wounded", "three others" come on top.
* One sentence that gives dead and wounded decides how many came to harm.

Over the articles of an incident the figures follow the library's convention `most_origins`, each article
an origin: the figure that most of them give, of equals the lower. How many came to harm is asked of the
articles that give dead and wounded together, if there are none of those that give a number: an article that
names one victim does not say that there was no other.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from claimgraph import Article, Lexicon, load_lexicon, trace_article
from claimgraph.comparison.tolls import find_convention
from claimgraph.extraction.counts import Count
from claimgraph.extraction.measures import Trigger
from claimgraph.extraction.people import Fate, Individual, People, choose_individual, find_meant, read_people
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Attribution, Claim, Modifier, Quantity, Scope, Span, Trace

CONVENTION = "most_origins"
KILLED, INJURED, HARMED = "killed", "injured", "casualties"
MEASURES = frozenset({KILLED, INJURED, HARMED})
# In how many sentences that tell of people the news is told, and in how many the persons of it.
NEWS = 4
NEWS_PERSONS = 0
# In how many first sentences "a triple shooting" is looked for.
LEAD = 6
# Between those counted and their names.
LISTING = frozenset({",", ":", "-", "–", "—", "("})
# Between the members of one list.
JOINTS = frozenset({",", "and", "&", "another", "also", "plus"})
# The word that may count one of those told before.
FIRST = "one"
# No incident of this news has more victims; a larger number counts something else.
MOST = 60


class _Number(NamedTuple):
    """One number of people: what happened to them, and at which word of which sentence that is told."""

    sentence: int
    value: int
    measure: str
    at: int
    span: Span
    is_open: bool
    is_other: bool


class Headline(NamedTuple):
    """How many one article says were killed, and how many came to harm, the killed among them.

    ``grade`` says how it tells the harmed: `PAIRED` with the dead and the wounded in one sentence,
    `COUNTED` by a number, `NAMED` as single persons, who need not be all.
    """

    killed: int
    harmed: int
    grade: int = 0


NAMED, COUNTED, PAIRED = range(3)


def read_tolls(
    records: Iterable[dict[str, Any]], *, articles: Iterable[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield `{"incident", "killed", "injured"}`, one row an incident."""
    lexicon = load_lexicon()
    listed = list(records)
    needed = {name for record in listed for name in record["docs"] or ()}
    read = {one["id"]: read_article(one, lexicon) for one in articles if one["id"] in needed}
    for record in listed:
        told = [read[name] for name in record["docs"] or () if name in read]
        headline = reconcile_headlines([one for one in told if one.harmed])
        yield {
            "incident": record["incident"],
            "killed": headline.killed,
            "injured": headline.harmed - headline.killed,
        }


def read_article(record: dict[str, Any], lexicon: Lexicon) -> Headline:
    """Read one article, its title as its first sentence."""
    text = f"{record['title'] or ''}\n\n{record['text'] or ''}".strip()
    trace = trace_article(
        Article(id=record["id"], text=text, published=_read_day(record["date"]), url=record["url"]),
        lexicon=lexicon,
    )
    return sum_up(read_people(trace, lexicon=lexicon), trace, lexicon)


def _read_day(words: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(words or "")
    except ValueError:
        return None


def reconcile_headlines(headlines: Sequence[Headline]) -> Headline:
    """Return the figures of an incident from those of its articles, by the named convention."""
    if not headlines:
        return Headline(0, 0)
    best = max(one.grade for one in headlines)
    killed = _choose([one.killed for one in headlines], KILLED)
    harmed = _choose([one.harmed for one in headlines if one.grade == best], HARMED)
    if harmed == 1:
        # Wounded in one article and dead in another: the one victim has died.
        killed = max(one.killed for one in headlines if one.harmed == 1)
    return Headline(killed, max(killed, harmed))


def _choose(figures: Sequence[int], measure: str) -> int:
    """Return the figure that the convention takes from those of several articles."""
    claims = [_state(str(at), figure, measure) for at, figure in enumerate(figures)]
    return find_convention(CONVENTION).choose(claims).best


def _state(article: str, figure: int, measure: str) -> Claim:
    """Return what an article says as a claim in its own voice."""
    here = Span(0, 0)
    quantity = Quantity(
        value=figure, low=figure, high=figure, modifier=Modifier.EXACT, words=str(figure), span=here
    )
    return Claim(
        id=f"{article} {measure}", article=article, spans=(here,), text=str(figure), measure=measure,
        quantity=quantity, group="people", attribution=Attribution(chain=(), own_voice=True),
    )  # fmt: skip


def sum_up(people: People, trace: Trace, lexicon: Lexicon) -> Headline:
    """Put one article's figures together; see the head of this module for the rules."""
    numbers: dict[int, list[_Number]] = {}
    for number in _list_numbers(people, trace, lexicon):
        numbers.setdefault(number.sentence, []).append(number)
    persons: dict[int, list[int]] = {}
    for at, fate in enumerate(people.fates):
        if fate.measure:
            persons.setdefault(fate.sentence, []).append(at)
    tally = _Tally(people)
    for sentence in sorted({*numbers, *persons}):
        counted = numbers.get(sentence, ())
        told = tally.take_persons(persons.get(sentence, ()), counted)
        if tally.read < NEWS:
            tally.take_numbers(counted, told)
        tally.read += 1
    return tally.close(_read_multiples(people.sentences[:LEAD], lexicon), _tells_death(people, lexicon))


def _tells_death(people: People, lexicon: Lexicon) -> bool:
    """Return whether the title speaks of a death without saying whose: "fatal shooting", "murder charge"."""
    words = lexicon.words("people")
    lower = people.sentences[0].lower if people.sentences else ()
    tries = set(words["persons"]["tries"])
    return any(
        word in words["deaths"]["words"] and tries.isdisjoint(lower[max(0, at - 2) : at])
        for at, word in enumerate(lower)
    )


def _list_numbers(people: People, trace: Trace, lexicon: Lexicon) -> Iterator[_Number]:
    """Yield the numbers above one of people of this event: no parts, plans and figures of other days."""
    outcomes = lexicon.words("people")["outcomes"]
    claims = {span: claim for claim in trace.claims for span in claim.spans}
    for sentence, count, trigger in people.counts:
        value = count.quantity.value
        if trigger is None or value is None or not 1 < value <= MOST or trigger.measure not in MEASURES:
            continue
        span = Span(sentence.tokens[count.first].start, sentence.tokens[count.last - 1].end)
        if count.partitive or _is_tally(sentence, trigger, outcomes) or not _is_told(claims.get(span)):
            continue
        said = set(sentence.lower[trigger.first : trigger.last])
        lived = bool(said.intersection(outcomes["living"])) and not said.intersection(outcomes["open"])
        yield _Number(
            sentence=sentence.index,
            value=value,
            measure=trigger.measure,
            at=trigger.first,
            span=Span(count.first, count.last),
            is_open=trigger.measure != KILLED and not lived,
            is_other=_is_other(sentence, count, outcomes),
        )


def _is_told(claim: Claim | None) -> bool:
    if claim is None or claim.part_of is not None or claim.scope is Scope.CUMULATIVE:
        return False
    return not claim.hypothetical and not claim.superseded


def _is_tally(sentence: Sentence, trigger: Trigger, outcomes: dict[str, Any]) -> bool:
    is_noun = trigger.rule in {"noun", "weak"} and trigger.last - trigger.first == 1
    return is_noun and sentence.lower[trigger.first] in outcomes["tallied"]


def _is_other(sentence: Sentence, count: Count, outcomes: dict[str, Any]) -> bool:
    return not set(sentence.lower[count.first : count.last + 1]).isdisjoint(outcomes["others"])


def _read_multiples(sentences: Sequence[Sentence], lexicon: Lexicon) -> Headline:
    """Read "a double homicide" as two killed, "a triple shooting" as three harmed; 0 for none."""
    words = lexicon.words("people")
    table, tries = words["multiples"], words["persons"]["tries"]
    killed = harmed = 0
    for sentence in sentences:
        lower = sentence.lower
        for at, word in enumerate(lower):
            following = set(lower[at + 1 : at + 3])
            if list(lower[at : at + 3]) in table["with_doer"] and not following.union(
                lower[max(0, at - 2) : at]
            ).intersection(tries):
                killed = max(killed, 2)
            value = table["numbers"].get(word, 0)
            if following.intersection(table["killed"]):
                killed = max(killed, value)
            elif following.intersection(table["harmed"]):
                harmed = max(harmed, value)
    return Headline(killed, harmed)


class _Tally:
    """The people of one article, added up sentence by sentence."""

    def __init__(self, people: People) -> None:
        self.fates = people.fates
        self.lower = [sentence.lower for sentence in people.sentences]
        self.found: list[Individual] = []
        self.read = 0
        self.killed = self.wounded = self.shot = 0
        self.pair: Headline | None = None

    def take_persons(self, positions: Iterable[int], numbers: Sequence[_Number]) -> list[Fate]:
        """Note the persons of a sentence; return those whom nobody counts in it, each once."""
        uncounted: dict[tuple[int, str], Fate] = {}
        for at in positions:
            one, fate = self._take_person(at), self.fates[at]
            if one is not None and not fate.member and not self._is_listed(at, numbers):
                uncounted.setdefault((self.found.index(one), fate.measure), fate)
        dead = {found for found, measure in uncounted if measure == KILLED}
        return [
            fate for (found, measure), fate in uncounted.items() if measure == KILLED or found not in dead
        ]

    def _is_listed(self, at: int, numbers: Sequence[_Number]) -> bool:
        """Return whether somebody is named behind those counted: "two men, Jo Roe and Al Poe, died"."""
        first = self.fates[at].person.mention.first
        lower = self.lower[self.fates[at].sentence]
        return any(
            one.span.end < first and lower[one.span.end] in LISTING and one.at > first for one in numbers
        )

    def _take_person(self, at: int) -> Individual | None:
        fate, person = self.fates[at], find_meant(self.fates, at)
        one = choose_individual(fate, person, self.found)
        if one is None:
            if self.read > NEWS_PERSONS and self.found and not person.doer:
                return None
            one = Individual()
            self.found.append(one)
        elif self._is_late_death(fate, one) and not person.definite and person.age is None:
            return None
        one.note(fate, person)
        return one

    def _is_late_death(self, fate: Fate, one: Individual) -> bool:
        """Return whether a death is told so late that it may be somebody else's."""
        return self.read >= NEWS and fate.measure == KILLED != one.harm

    def take_numbers(self, numbers: Sequence[_Number], persons: Sequence[Fate]) -> None:
        """Add the numbers of a sentence, with the persons told beside them."""
        if not numbers:
            return
        injured = [fate for fate in persons if fate.measure != KILLED]
        killed = sum(one.value for one in numbers if one.measure == KILLED) + len(persons) - len(injured)
        hurt = [one for one in numbers if one.measure != KILLED]
        wounded = sum(one.value for one in hurt if one.is_other or not one.is_open)
        shot = self._sum_open([one for one in hurt if one.is_open and not one.is_other])
        if shot:
            shot += sum(self._is_joined(fate, hurt) for fate in injured)
        if shot and self._is_beside([one for one in numbers if one.measure == KILLED], hurt):
            wounded, shot = wounded + shot, 0
        if not hurt:
            wounded = len(injured)
        elif wounded:
            # "Four were wounded, one critically": one of them.
            wounded += sum(
                fate.person.rank != FIRST and fate.person.mention.head is not None for fate in injured
            )
        if killed and (wounded or shot) and self.pair is None:
            self.pair = Headline(killed, max(killed, shot, killed + wounded))
        self.killed, self.wounded = self.killed or killed, self.wounded or wounded
        self.shot = max(self.shot, shot)

    def _is_joined(self, fate: Fate, numbers: Sequence[_Number]) -> bool:
        """Return whether somebody is told in one list with those counted: "two men and a boy were shot"."""
        lower, mention = self.lower[fate.sentence], fate.person.mention
        gaps = [lower[one.span.end : mention.first] for one in numbers if one.span.end <= mention.first]
        gaps += [lower[mention.last : one.span.start] for one in numbers if mention.last <= one.span.start]
        return any(JOINTS.issuperset(gap) for gap in gaps)

    @staticmethod
    def _sum_open(numbers: Sequence[_Number]) -> int:
        """Add what shares a verb ("two men and two girls were shot"); of several the largest."""
        verbs = {one.at for one in numbers}
        return max((sum(one.value for one in numbers if one.at == verb) for verb in verbs), default=0)

    @staticmethod
    def _is_beside(dead: Sequence[_Number], hurt: Sequence[_Number]) -> bool:
        """Return whether the dead are told first: "two were killed and three shot"."""
        return bool(dead) and min(one.at for one in dead) < min(one.at for one in hurt if one.is_open)

    def close(self, multiples: Headline, death: bool) -> Headline:
        """Return the figures of the article, with what its title says of several or of a death."""
        persons = [one.harm for one in self.found]
        killed = max(self.killed or persons.count(KILLED), multiples.killed)
        if not killed and death:
            killed = 1
            persons = persons[1:]
        wounded = self.wounded
        if not wounded and not self.shot:
            wounded = persons.count(INJURED)
        harmed = max(self.shot, killed + wounded)
        is_counted = self.wounded or self.shot or multiples.harmed
        grade = COUNTED if is_counted else NAMED
        if self.pair is not None:
            harmed, grade = self.pair.harmed, PAIRED
        return Headline(killed, max(killed, multiples.harmed or harmed), grade)


__all__ = ["Headline", "read_article", "read_tolls", "reconcile_headlines", "sum_up"]
