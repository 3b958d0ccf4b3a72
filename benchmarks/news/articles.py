"""Incidents → articles in words, each sentence with the incident that it tells of."""

from __future__ import annotations

import datetime
from random import Random
from typing import Any, NamedTuple

from news.figures import Figure, bare, count, count_more, spell, tell_injured, tell_killed
from news.incidents import Incident, Origin
from news.tables import Theatre, load_stories

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# From how many days on a text gives a date and no weekday.
A_WEEK = 6


class Told(NamedTuple):
    """A figure of a sentence and what a reader should make of it; ``source`` is ``None`` in the own voice."""

    measure: str
    low: int
    high: int | None
    source: str | None
    place: str | None
    day: str | None
    scope: str


class Sentence(NamedTuple):
    """A sentence, the id of the incident it tells of and its figures."""

    text: str
    incident: str | None
    figures: tuple[Told, ...] = ()


class Draft(NamedTuple):
    """An article before it has a publisher: its title and its sentences by paragraph."""

    title: str
    paragraphs: tuple[tuple[Sentence, ...], ...]


class Teller:
    """Tells of incidents on one day, in words drawn at random."""

    def __init__(self, published: datetime.date, random: Random) -> None:
        self.published, self.random, self.words = published, random, load_stories()
        # The incidents whose town was told in full, and those that are told without town and day.
        self.placed: set[str] = set()
        self.vague: set[str] = set()

    # -- sentences --

    def tell(self, templates: str, incident: Incident, origin: Origin | None = None, **more: Any) -> Sentence:
        """Fill in one of the templates of a name; the figures of the sentence are those whose slot it has."""
        template = self.random.choice(self.words[templates])
        slots = self._list_slots(incident, origin, template) | more
        figures = {name: value for name, value in slots.items() if isinstance(value, Figure)}
        words = {name: value.words if isinstance(value, Figure) else value for name, value in slots.items()}
        words |= {name.capitalize(): _open_sentence(value) for name, value in words.items()}
        text = template.format_map(words)
        used = [figure for name, figure in figures.items() if f"{{{name}}}" in template.lower()]
        return Sentence(
            _capitalize(text), incident.id, tuple(self._note(one, incident, origin) for one in used)
        )

    def _note(self, figure: Figure, incident: Incident, origin: Origin | None) -> Told:
        place = incident.theatre.places[incident.place]
        return Told(
            measure=figure.measure,
            low=figure.low,
            high=figure.high,
            source=origin.words[0] if origin else None,
            place=None if incident.id in self.vague else place.key,
            day=None if incident.id in self.vague else str(incident.day),
            scope="incident",
        )

    def _list_slots(self, incident: Incident, origin: Origin | None, template: str) -> dict[str, Any]:
        kind, random = incident.kind, self.random
        person, age = random.choice(incident.people)
        site = self.word_site(incident)
        slots: dict[str, Any] = {
            "noun": kind.noun,
            "cause": incident.cause if random.random() < 0.6 else random.choice(kind.causes),
            "at": kind.at,
            "site": site,
            "clause": self._choose_clause(incident, site),
            "wounded": kind.wounded,
            "when": self.word_day(incident.day, incident.hour),
            "today": self.word_day(self.published, ""),
            "name": person,
            "age": str(age),
            "street": random.choice(incident.streets),
        }
        if "{place}" in template:
            slots["place"] = self.word_place(incident)
        if origin is not None:
            slots["source"] = origin.words[0]
        return slots

    def _choose_clause(self, incident: Incident, site: str) -> str:
        clause = incident.clause if self.random.random() < 0.6 else self.random.choice(incident.kind.clauses)
        return clause.replace("{site}", site)

    def word_site(self, incident: Incident) -> str:
        """Word where in the town it was: by name, by its street, or only what it is."""
        said = self.random.random()
        if incident.site_name and said < 0.7:
            return f"the {incident.site_name} {incident.site}"
        article = "an" if incident.site[0] in "aeiou" else "a"
        street = f" on {incident.streets[0]}" if said > 0.4 else ""
        return f"{article} {incident.site}{street}"

    def word_day(self, day: datetime.date, hour: str) -> str:
        """Word a day as seen from the day of publication."""
        gap = (self.published - day).days
        if gap > A_WEEK:
            year = f", {day.year}" if gap > 300 else ""
            return f"on {MONTHS[day.month - 1]} {day.day}{year}"
        hour = f" {hour}" if hour and self.random.random() < 0.6 else ""
        return f"on {WEEKDAYS[day.weekday()]}{hour}"

    def word_place(self, incident: Incident) -> str:
        """Word the place of an incident, in full where it comes first."""
        place = incident.theatre.places[incident.place]
        if incident.id in self.placed:
            return place.name
        self.placed.add(incident.id)
        above = next((name for name in place.path if not name.startswith(place.name)), "")
        return self.random.choice(
            (f"the town of {place.name} in {above}", f"{place.name}, {above}", f"{place.name} in {above}")
            if above
            else (place.name,)
        )

    # -- passages --

    def tell_main(self, incident: Incident, origin: Origin) -> list[Sentence]:
        """Tell what happened, with the figures of the first origin and a part of them."""
        delay = (self.published - incident.day).days
        killed, injured = tell_killed(incident, origin, delay), tell_injured(incident, origin)
        slots = self._count(incident, killed, injured)
        found = [self.tell("both" if injured else "dead", incident, origin, **slots)]
        part = incident.part
        if part and part[1] < killed and self.random.random() < 0.7:
            found.append(self._tell_part(incident, origin, part))
        return found

    def _count(self, incident: Incident, killed: int, injured: int) -> dict[str, Any]:
        slots: dict[str, Any] = {
            "killed": count(killed, incident.group, "killed", self.random),
            "killed_number": bare(killed, "killed"),
            "was": "was" if killed == 1 else "were",
        }
        if injured:
            slots |= {"injured": count_more(injured, self.random), "injured_number": bare(injured, "injured")}
        return slots

    def _tell_part(self, incident: Incident, origin: Origin, part: tuple[str, int]) -> Sentence:
        group, number = part
        words = Figure(f"{spell(number)} {group}", number, number, "killed")
        pronoun = origin.words[-1]
        return self.tell(
            "parts",
            incident,
            origin,
            part=words,
            part_number=bare(number, "killed"),
            part_group=group,
            pronoun=pronoun,
        )

    def tell_other(self, incident: Incident, origin: Origin) -> Sentence:
        """Give the figures of another origin."""
        delay = (self.published - incident.day).days
        killed, injured = tell_killed(incident, origin, delay), tell_injured(incident, origin)
        both = bool(injured) and self.random.random() < 0.6
        slots = self._count(incident, killed, injured)
        return self.tell("other_both" if both else "other_dead", incident, origin, **slots)

    def tell_update(self, incident: Incident, origin: Origin) -> list[Sentence]:
        """Tell of a toll that rose, and what it was before."""
        delay = (self.published - incident.day).days
        killed = tell_killed(incident, origin, delay)
        found = [self.tell("updates", incident, origin, **self._count(incident, killed, 0))]
        before = tell_killed(incident, origin, 0)
        if before < killed:
            found.append(self.tell("formers", incident, origin, former_number=bare(before, "killed")))
        return found

    def tell_followup(self, incident: Incident, origin: Origin) -> list[Sentence]:
        """Tell of what came after, and how many had died."""
        delay = (self.published - incident.day).days
        slots = self._count(incident, tell_killed(incident, origin, delay), 0)
        return [self.tell("followup_counts", incident, origin, **slots), self.tell("followups", incident)]

    def tell_background(self, incident: Incident) -> Sentence:
        """Tell of another incident in one sentence."""
        origin = self.random.choice(incident.origins)
        killed = tell_killed(incident, origin, (self.published - incident.day).days)
        return self.tell("backgrounds", incident, origin, **self._count(incident, killed, 0))

    def tell_vaguely(self, incident: Incident, origin: Origin) -> list[Sentence]:
        """Tell of it without a day and with a wide place; what follows is no sharper."""
        place = incident.theatre.places[incident.place]
        area = place.path[0] if len(place.path) > 1 else incident.theatre.country.name
        self.vague.add(incident.id)
        killed = tell_killed(incident, origin, 0)
        return [self.tell("vague_dead", incident, origin, area=area, **self._count(incident, killed, 0))]

    def tell_total(self, theatre: Theatre) -> Sentence | None:
        """Give the count of the dead since the theatre's period began."""
        since = theatre.since
        if since is None:
            return None
        source = self.random.choice(theatre.sources)[0]
        number = round((self.published - since.day).days * since.rate, -2) or 100
        number = round(number * self.random.choice((1, 1, 1, 0.9)) / 100) * 100
        template = self.random.choice(self.words["totals"])
        text = template.format(
            Total=f"More than {number:,}",
            total=f"more than {number:,}",
            country=theatre.country.name,
            since=since.words,
            source=source,
            Source=_capitalize(source),
        )
        told = Told("killed", number + 1, None, source, theatre.country.key, None, "cumulative")
        return Sentence(text, f"total-{theatre.country.key}", (told,))

    def tell_around(self, incident: Incident, number: int) -> list[Sentence]:
        """Tell some of what makes the incident unlike others."""
        pool = [Sentence(text, incident.id) for text in incident.details]
        pool += [self.tell("quotes", incident), self.tell("victims", incident)]
        return self.random.sample(pool, k=min(number, len(pool)))

    def fill(self, number: int) -> list[Sentence]:
        """Say what is said of any event."""
        return [Sentence(text, None) for text in self.random.sample(self.words["fillers"], k=number)]

    def word_title(self, incident: Incident) -> str:
        """Word a headline without a figure."""
        name = incident.theatre.places[incident.place].name
        title = self.random.choice(
            ("{noun} at {site} in {place}", "{noun} in {place}", "{place}: {noun} at {site}")
        )
        return title.format(noun=_capitalize(incident.kind.noun), site=self.word_site(incident), place=name)


def _open_sentence(words: str) -> str:
    """Return words as a sentence opens with them: no digits where the number can be spelled."""
    first, space, rest = words.partition(" ")
    return _capitalize(f"{spell(int(first))}{space}{rest}" if first.isdigit() else words)


def _capitalize(text: str) -> str:
    return text[:1].upper() + text[1:]


def draft_article(incident: Incident, published: datetime.date, random: Random) -> Draft:
    """Draft an article that is mainly about one incident; those around it it may mention."""
    teller = Teller(published, random)
    delay = (published - incident.day).days
    origins = random.sample(incident.origins, k=len(incident.origins))
    if delay > A_WEEK:
        lead = teller.tell_followup(incident, origins[0])
    elif delay >= 2 and random.random() < 0.5:
        lead = teller.tell_update(incident, origins[0])
    elif random.random() < 0.04:
        lead = teller.tell_vaguely(incident, origins[0])
    else:
        lead = teller.tell_main(incident, origins[0])
    others = [teller.tell_other(incident, one) for one in origins[1 : random.choice((1, 2, 3, 3))]]
    around = teller.tell_around(incident, random.choice((2, 3, 3, 4)))
    context = _draft_context(teller, incident)
    half = len(around) // 2
    paragraphs = [
        lead,
        [*others, *around[:half]],
        [*around[half:], *teller.fill(random.choice((1, 2, 3)))],
        *context,
    ]
    return Draft(teller.word_title(incident), tuple(tuple(one) for one in paragraphs if one))


def _draft_context(teller: Teller, incident: Incident) -> list[list[Sentence]]:
    found = []
    known = incident.around
    for other in teller.random.sample(known, k=min(len(known), teller.random.choice((0, 0, 1, 1, 2)))):
        found.append([teller.tell_background(other)])
    total = teller.tell_total(incident.theatre) if teller.random.random() < 0.35 else None
    return [*found, [total]] if total else found
