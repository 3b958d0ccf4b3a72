"""What happens in the made-up world: incidents, day by day, and how often each is reported."""

from __future__ import annotations

import datetime
from bisect import bisect
from collections.abc import Iterator, Sequence
from random import Random
from typing import NamedTuple

from news.tables import Kind, Theatre, load_stories, load_theatres

FIRST_DAY = datetime.date(2024, 1, 1)
# Reports an incident has: k of them with a chance that falls as k to this power, at most a share of all.
REPORT_SKEW, MOST_SHARE, FEWEST_MOST = 2.1, 40, 30
# Days that a corpus of 10,000 claims spans; larger ones span more days and are denser both.
DAYS_OF_10K = 60
# How many incidents are much like one of the day before or the same day in the same town, and how many
# happen where the fighting of the week is.
LOOK_ALIKE, FRONT = 0.05, 0.3
# How many sites have a name of their own.
NAMED_SITES = 0.4
# Incidents of a theatre that the next ones may look like, and their articles mention.
RECENT = 12


class Origin(NamedTuple):
    """Who gives figures of an incident, in the first words and later ones, and how: a factor on the true
    figures, and on how many days it was still counting."""

    words: tuple[str, ...]
    factor: float
    slowness: float


class Incident(NamedTuple):
    """One event and what its articles may tell of it.

    ``place`` is a position in the theatre's places, ``part`` one group among the dead, ``around`` earlier
    incidents of the theatre (with none around them) that articles may mention beside it.
    """

    id: str
    theatre: Theatre
    kind: Kind
    place: int
    day: datetime.date
    killed: int
    injured: int
    group: str
    part: tuple[str, int] | None
    site: str
    site_name: str | None
    clause: str
    cause: str
    origins: tuple[Origin, ...]
    people: tuple[tuple[str, int], ...]
    streets: tuple[str, ...]
    details: tuple[str, ...]
    hour: str
    reports: int = 1
    around: tuple[Incident, ...] = ()


class Plan(NamedTuple):
    """How large a corpus is: days, incidents a day, and the most reports an incident has."""

    days: int
    incidents_a_day: float
    most_reports: int


def plan_corpus(articles: int) -> Plan:
    """Plan a corpus of so many articles: the more, the more days and the more a day."""
    most = max(FEWEST_MOST, articles // MOST_SHARE)
    shares = [rank**-REPORT_SKEW for rank in range(1, most + 1)]
    mean = sum(rank * share for rank, share in enumerate(shares, start=1)) / sum(shares)
    days = max(7, round(DAYS_OF_10K * (articles / 2000) ** 0.5))
    return Plan(days=days, incidents_a_day=articles / mean / days, most_reports=most)


def draw_incidents(plan: Plan, random: Random) -> Iterator[tuple[int, list[Incident]]]:
    """Yield the days from 0 with the incidents of each, for ever."""
    theatres, shares = load_theatres()
    weights = _accumulate_reports(plan.most_reports)
    recent: dict[str, list[Incident]] = {}
    fronts: dict[tuple[str, int], int] = {}
    made, owed, day = 0, 0.0, 0
    while True:
        owed += plan.incidents_a_day * random.uniform(0.6, 1.4)
        found = []
        while owed >= 1:
            owed -= 1
            theatre = theatres[bisect(shares, random.random() * shares[-1])]
            past = recent.setdefault(theatre.country.name, [])
            front = fronts.setdefault((theatre.country.name, day // 7), _draw_place(theatre, random))
            one = draw_incident(f"i{made:06}", theatre, day, random, front=front, past=past)
            reports = 1 + bisect(weights, random.random() * weights[-1])
            found.append(one._replace(reports=reports, around=tuple(past[-RECENT:])))
            past.append(one)
            del past[:-RECENT]
            made += 1
        yield day, found
        day += 1


def _accumulate_reports(most: int) -> list[float]:
    total, found = 0.0, []
    for rank in range(1, most + 1):
        total += rank**-REPORT_SKEW
        found.append(total)
    return found


def _draw_place(theatre: Theatre, random: Random) -> int:
    return bisect(theatre.place_weights, random.random() * theatre.place_weights[-1])


def draw_incident(
    id: str, theatre: Theatre, day: int, random: Random, *, front: int, past: Sequence[Incident]
) -> Incident:
    """Draw one incident; now and then it looks much like one of the last in the theatre."""
    kind = theatre.kinds[bisect(theatre.weights, random.random() * theatre.weights[-1])]
    place = front if random.random() < FRONT else _draw_place(theatre, random)
    killed = max(1, min(400, round(random.lognormvariate(*kind.toll))))
    today = FIRST_DAY + datetime.timedelta(days=day)
    near = [one for one in past if (today - one.day).days <= 1]
    if near and random.random() < LOOK_ALIKE:
        twin = random.choice(near)
        kind, place, killed = twin.kind, twin.place, max(1, twin.killed + random.choice((-1, 0, 0, 1, 2)))
    injured = round(killed * random.uniform(0.4, 3.5)) if random.random() < kind.hurt else 0
    return Incident(
        id=id,
        theatre=theatre,
        kind=kind,
        place=place,
        day=today,
        killed=killed,
        injured=injured,
        group=random.choice(kind.groups),
        part=_draw_part(killed, random),
        site=random.choice(kind.sites),
        site_name=random.choice(theatre.family) if random.random() < NAMED_SITES else None,
        clause=random.choice(kind.clauses),
        cause=random.choice(kind.causes),
        origins=tuple(_draw_origins(theatre, random)),
        people=tuple(_draw_people(theatre, random)),
        streets=tuple(f"{random.choice(theatre.family)} Street" for _ in range(2)),
        details=tuple(_draw_details(random)),
        hour=random.choice(("morning", "afternoon", "evening", "night", "", "", "")),
    )


def _draw_part(killed: int, random: Random) -> tuple[str, int] | None:
    if killed < 5 or random.random() < 0.4:
        return None
    return random.choice(load_stories()["parts_groups"]), random.randint(2, max(2, killed // 2))


def _draw_origins(theatre: Theatre, random: Random) -> Iterator[Origin]:
    every = [*theatre.sources, *map(tuple, load_stories()["generic_sources"])]
    for words in random.sample(every, k=random.choice((2, 3, 3, 4, 5))):
        factor = 1.0 if random.random() < 0.5 else random.uniform(0.8, 1.3)
        yield Origin(words=words, factor=factor, slowness=random.choice((0.0, 0.0, 0.7, 1.5)))


def _draw_people(theatre: Theatre, random: Random) -> Iterator[tuple[str, int]]:
    for _ in range(6):
        yield f"{random.choice(theatre.given)} {random.choice(theatre.family)}", random.randint(3, 78)


def _draw_details(random: Random) -> Iterator[str]:
    table = load_stories()
    for sentence in random.sample(table["sentences"], k=5):
        thing = random.choice(table["things"])
        words = sentence.format(
            a=random.choice(table["spots"]), thing=thing, Thing=thing.capitalize(), one=thing
        )
        yield words


__all__ = ["FIRST_DAY", "Incident", "Origin", "Plan", "draw_incident", "draw_incidents", "plan_corpus"]
