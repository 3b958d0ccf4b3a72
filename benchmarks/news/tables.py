"""The words of the made-up news: kinds of events, theatres with their places, names, sentences."""

from __future__ import annotations

import csv
import datetime
import gzip
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from claimgraph.lexicon import Gazetteer, load_gazetteer, load_lexicon
from claimgraph.model import Place

# So many places of a country have news; the one of rank r has a share that falls as r to this power.
MOST_PLACES, PLACE_SKEW = 400, 1.1


class Kind(NamedTuple):
    """A kind of event and the words it is told in; see ``kinds.toml``."""

    name: str
    means: str
    noun: str
    causes: tuple[str, ...]
    at: str
    clauses: tuple[str, ...]
    sites: tuple[str, ...]
    wounded: str
    groups: tuple[str, ...]
    toll: tuple[float, float]
    hurt: float


class Period(NamedTuple):
    """A count over a period: since when, in which words, and how many are killed a day."""

    day: datetime.date
    words: str
    rate: float


class Theatre(NamedTuple):
    """A country with its news: what happens, where, who lives there and who gives figures.

    ``weights`` of the kinds and ``place_weights`` are cumulative.
    """

    country: Place
    kinds: tuple[Kind, ...]
    weights: tuple[float, ...]
    places: tuple[Place, ...]
    place_weights: tuple[float, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    since: Period | None


def read_table(name: str) -> dict[str, Any]:
    """Read one of the tables beside this module."""
    return tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def load_stories() -> Mapping[str, Any]:
    """Return the sentences of articles; runs of words with bars between are lists."""
    table = read_table("stories") | read_table("details")
    return {key: value.split("|") if isinstance(value, str) else value for key, value in table.items()}


@lru_cache(maxsize=1)
def load_theatres() -> tuple[tuple[Theatre, ...], tuple[float, ...]]:
    """Return the theatres and the cumulative weights of their shares."""
    kinds = {name: _read_kind(name, row) for name, row in read_table("kinds").items()}
    names, rows = read_table("names"), read_table("theatres")["theatre"]
    by_country = list_places({row["country"] for row in rows})
    found = tuple(_read_theatre(row, kinds, names[row["names"]], by_country[row["country"]]) for row in rows)
    return found, tuple(accumulate(row["share"] for row in rows))


def _read_kind(name: str, row: Mapping[str, Any]) -> Kind:
    return Kind(
        name=name, **{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    )


def _read_theatre(
    row: Mapping[str, Any], kinds: Mapping[str, Kind], names: Mapping[str, str], places: Sequence[Place]
) -> Theatre:
    since = row.get("since")
    gazetteer = load_gazetteer(load_lexicon())
    entry = gazetteer.find_entry(row["country"])
    assert entry is not None, row["country"]
    return Theatre(
        country=gazetteer.to_place(entry, entry.name),
        kinds=tuple(kinds[name] for name in row["kinds"]),
        weights=tuple(accumulate(row["kinds"].values())),
        places=tuple(places),
        place_weights=tuple(accumulate(1 / rank**PLACE_SKEW for rank in range(1, len(places) + 1))),
        given=tuple(names["given"].split()),
        family=tuple(name for name in names["family"].split() if not gazetteer.lookup(name)),
        sources=tuple(map(tuple, row["sources"])),
        since=Period(datetime.date.fromisoformat(since["day"]), since["words"], since["rate"])
        if since
        else None,
    )


def list_places(countries: set[str]) -> dict[str, list[Place]]:
    """List by country the towns of the shipped gazetteer that one spelling names and nothing else.

    The most populous are the likeliest to stand in front, as they are in the news.
    """
    gazetteer = load_gazetteer(load_lexicon())
    found: dict[str, list[Place]] = {country: [] for country in sorted(countries)}
    for country, name in list_names():
        if country in found and len(found[country]) < MOST_PLACES:
            place = _find_only(gazetteer, name, country)
            if place is not None and all(place.key != other.key for other in found[country]):
                found[country].append(place)
    return {country: _rank_places(places, Random(country)) for country, places in found.items()}


def _rank_places(places: Sequence[Place], random: Random) -> list[Place]:
    """Put places in an order of their news: roughly that of the list."""
    ranks = [(rank + 1) * random.uniform(0.3, 3.0) for rank in range(len(places))]
    return [places[at] for at in sorted(range(len(places)), key=lambda at: ranks[at])]


def list_names() -> Iterator[tuple[str, str]]:
    """Yield country and name of the towns, the curated ones first, then the world's by population."""
    lexicon = load_lexicon()
    for row in lexicon.rows("places"):
        if row["kind"] in {"city", "town"}:
            yield row["key"].split("-")[0], row["name"]
    for folder in lexicon.folders:
        file = folder / "places.csv.gz"
        if file.is_file():
            lines = gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")
            for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                if row["kind"] in {"city", "town"}:
                    yield row["country"], row["name"]


def _find_only(gazetteer: Gazetteer, name: str, country: str) -> Place | None:
    """Return the place of a name that no other place bears."""
    plain = name.replace(" ", "")
    if len(name) < 5 or not (plain.isascii() and plain.isalpha() and name == name.title()):
        return None
    found = gazetteer.lookup(name)
    if not found or {one.path_keys[-1] for one in found if one.path_keys} != {country}:
        return None
    named = [one for one in found if one.name == name and one.kind in {"city", "town"}]
    if len(named) != 1 or any(part in name for part in named[0].path if part.isalpha()):
        return None
    return named[0]
