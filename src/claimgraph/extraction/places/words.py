"""The word tables of places, compiled once per lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import fields, frozen

from claimgraph.lexicon.placenames import fold_name
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Place, Span


@frozen(kw_only=True)
class PlaceMention:
    """A place where a text names it.

    ``role`` says what the name does: ``location`` (something is or happens there), ``direction``
    (nearness: "north of X"), ``distance`` (measured from there: "160 km south of X"), ``dateline``,
    ``organisation`` (part of the name of an office or an outlet), ``speaker`` (a capital that
    speaks, a state that acts), ``destination`` (a hospital or a jail that people were taken to),
    ``demonym`` ("Syrian"), ``person`` or ``anaphor`` ("the town"; the place is the antecedent's,
    the span the anaphor's). ``cue`` is the word that shows it, lower case, empty where there is
    none. ``sentence`` is the index of the sentence. ``qualifies`` is true for the larger place
    beside a smaller one ("Idlib" of "Saraqib in Idlib").
    """

    place: Place
    sentence: int
    role: str = "location"
    cue: str = ""
    qualifies: bool = False

    @property
    def start(self) -> int:
        """The character that the mention begins at."""
        span = self.place.span
        assert span is not None
        return span[0]

    @property
    def span(self) -> Span:
        """The characters of the mention."""
        span = self.place.span
        assert span is not None
        return span


@frozen(kw_only=True, eq=False)
class PlaceWords:
    """The tables of ``place_words.toml`` and the countries, ready for look-ups of lower-case words.

    ``no_names`` are words that are no place alone and no demonym, ``before_places`` all words that
    may say something of the name behind them, ``after_places`` those
    that may say what the name before them is, ``organisation_openings`` the last ones of
    ``organisation_before``, ``standing`` those that stand for places, ``road_openings`` those at which
    a road by its number begins, ``following`` all words behind a name that say what it is or does.
    """

    connectors: frozenset[str]
    parting: frozenset[str]
    joining: frozenset[str]
    particles: frozenset[str]
    not_alone: frozenset[str]
    second_halves: frozenset[str]
    locative: frozenset[str]
    strong: frozenset[str]
    attack_locative: frozenset[str]
    attack_words: frozenset[str]
    stormed: frozenset[str]
    ways: frozenset[str]
    travel: frozenset[str]
    nearness: frozenset[str]
    noun_ends: frozenset[str]
    compass: frozenset[str]
    borders: frozenset[str]
    linking: frozenset[str]
    between_places: frozenset[str]
    modifiers: frozenset[str]
    organisation_after: frozenset[str]
    organisation_capital: frozenset[str]
    organisation_before: frozenset[str]
    town_offices: frozenset[str]
    credited: frozenset[str]
    speech: frozenset[str]
    state_offices: frozenset[str]
    state_verbs: frozenset[str]
    state_deeds: frozenset[str]
    natives: frozenset[str]
    organisation_before_capital: frozenset[str]
    state_bonds: frozenset[str]
    auxiliaries: frozenset[str]
    existential: frozenset[str]
    titles: frozenset[str]
    given_names: frozenset[str]
    given_names_of_towns: frozenset[str]
    name_openings: frozenset[str]
    name_endings: frozenset[str]
    agency: frozenset[str]
    dateline_after: frozenset[str]
    brought_before: frozenset[str]
    destinations: frozenset[str]
    taken_to: frozenset[str]
    intake: frozenset[str]
    scenes: frozenset[str]
    units: frozenset[str]
    person_after: frozenset[str]
    not_places: frozenset[str]
    faiths: frozenset[str]
    huge: frozenset[str]
    between_cue: frozenset[str]
    own_sites: frozenset[str]
    site_modifiers: frozenset[str]
    contrast: frozenset[str]
    whole_kinds: frozenset[str]
    seats: frozenset[str]
    numbered_roads: frozenset[str]
    road_parts: frozenset[str]
    road_owners: frozenset[str]
    road_cues: frozenset[str]
    institutions: frozenset[str]
    outfit_after: frozenset[str]
    kinds_before: Mapping[str, str]
    kinds_after: Mapping[str, str]
    kinds_of_several: Mapping[str, str]
    sites_after: Mapping[str, str]
    kinds_apart: frozenset[str]
    anaphors: Mapping[str, frozenset[str]]
    anaphors_first: Mapping[str, frozenset[str]]
    demonyms: Mapping[str, str]
    capitals: frozenset[str]
    months: frozenset[str]
    citing: frozenset[str]
    age_units: frozenset[str]
    no_names: frozenset[str]
    before_places: frozenset[str]
    organisation_openings: frozenset[str]
    after_places: frozenset[str]
    standing: frozenset[str]
    road_openings: frozenset[str]
    following: frozenset[str]


# What `load_place_words` puts together itself.
_COMPILED = frozenset(
    {
        "age_units",
        "capitals",
        "months",
        "no_names",
        "before_places",
        "organisation_openings",
        "after_places",
        "standing",
        "road_openings",
        "following",
    }
)
# The tables of words that say behind a name what it is or does.
_BEHIND = (
    "kinds_after kinds_of_several sites_after site_modifiers organisation_after credited person_after intake "
    "borders town_offices seats speech agency auxiliaries"
).split()
# Words before a name of which more is asked than being in a table.
_ASKED = frozenset({"of", "from"})
_TABLE_NAMES = {"strong": "strong_locative", "organisation_capital": "organisation_after_capital_only"}


@lru_cache(maxsize=16)
def load_place_words(lexicon: Lexicon) -> PlaceWords:
    """Compile ``place_words.toml``, the months of datelines, demonyms and capitals."""
    table = lexicon.words("place_words")
    countries = lexicon.rows("countries")
    sets = {
        field.name: frozenset(table.get(_TABLE_NAMES.get(field.name, field.name), ()))
        for field in fields(PlaceWords)
        if str(field.type) == "frozenset[str]" and field.name not in _COMPILED
    }
    demonyms = {
        fold_name(word): row["key"] for row in countries for word in row["demonyms"].split("|") if word
    }
    capitals = {fold_name(word) for row in countries for word in row["capital"].split("|") if word}
    kinds_before = dict(table.get("kinds_before", {}))
    return PlaceWords(
        **sets,
        kinds_before=kinds_before,
        kinds_after=dict(table.get("kinds_after", {})),
        kinds_of_several=dict(table.get("kinds_of_several", {})),
        sites_after=dict(table.get("sites_after", {})),
        anaphors={word: frozenset(kinds) for word, kinds in table.get("anaphors", {}).items()},
        anaphors_first={word: frozenset(kinds) for word, kinds in table.get("anaphors_first", {}).items()},
        demonyms=demonyms,
        capitals=frozenset(capitals),
        months=frozenset(lexicon.words("datelines").get("months", ())),
        age_units=frozenset(lexicon.words("units").get("age_units", ())),
        no_names=sets["not_places"] - demonyms.keys(),
        organisation_openings=frozenset(phrase.split(" ")[-1] for phrase in sets["organisation_before"]),
        after_places=sets["site_modifiers"].union(table.get("kinds_after", {}), table.get("sites_after", {})),
        road_openings=sets["road_owners"] | sets["numbered_roads"] | {"i"},
        following=frozenset(("and", "'s")).union(*[table.get(name, ()) for name in _BEHIND]),
        standing=frozenset(("there", *table.get("anaphors", {}))),
        before_places=_ASKED.union(kinds_before, demonyms, sets["between_cue"], sets["locative"]),
    )
