"""The places of an article, each with all its mentions and what is known of it without any count."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from claimgraph.extraction.places.words import PlaceMention
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import Place

PLAIN_ROLES = frozenset({"location", "direction", "anaphor"})
_NAMING = frozenset({"location", "direction"})
_UNNAMED = frozenset({"demonym", "anaphor"})
_INSIDE = frozenset({"in", "at", "inside", "within"})
COARSE = frozenset({"province", "state", "region", "territory", "governorate"})
SHARP = frozenset({"fine", "town"})
SPECIFIC = SHARP | {"area"}
SHARPNESS = {"country": 0, "coarse": 1, "area": 2, "town": 3, "fine": 4}
_FINE = frozenset(
    (
        "neighbourhood village camp hospital street square site school mosque market suburb hill prison "
        "locality"
    ).split()
)
STREETS = frozenset({"street", "road"})
_PARTS = frozenset({"area", "region"})
_KIND_WORDS = frozenset({"city", "province", "governorate", "countryside", "town", "village", "region"})
_GRAINS = {"country": "country", "area": "area"}
_GRAINS |= dict.fromkeys(COARSE, "coarse") | dict.fromkeys(_FINE, "fine")


class Sight(NamedTuple):
    """A mention of a place with what every count of the article asks of it, looked at once.

    ``start`` and ``end`` are its characters, ``says`` the features of its word and role.
    """

    mention: PlaceMention
    start: int
    end: int
    sentence: int
    key: str
    grain: str
    is_plain: bool
    says: tuple[str, ...]


class Group(NamedTuple):
    """One place with its usable mentions, in text order.

    ``words`` are what the place is called by. ``witnesses`` are the mentions in the text that may
    speak for the place (the plain ones, where it has any), ``starts`` the characters they begin at.
    ``parents`` are the keys of the places around it, ``above`` their bare names, ``plain`` is how
    many plain mentions it has.
    """

    key: str
    place: Place
    words: str
    grain: str
    witnesses: list[Sight]
    starts: list[int]
    parents: frozenset[str]
    above: frozenset[str]
    country: str
    plain: int


def find_key(place: Place) -> str:
    """Return what makes two mentions one place: the key, or the folded name where there is none."""
    return place.key or fold_name(place.name)


def find_grain(place: Place) -> str:
    """Return how sharp a place is: country, coarse, area, town or fine; a town without a kind."""
    return _GRAINS.get(place.kind, "town")


def is_vague(place: Place) -> bool:
    """Return whether a place is a part of a whole country, without a border of its own: "eastern X"."""
    return place.kind in _PARTS and len(place.path) == 1


def lies_in(small: Place, large: Place) -> bool:
    """Return whether a place is known to lie in another, or in the country whose vague part that is."""
    if is_vague(large):
        return small.kind not in _PARTS and small.path[-1:] == large.path
    return large.contains(small)


def find_country(place: Place) -> str:
    """Return the key of the country a place lies in or is, empty where nothing says."""
    if place.kind == "country":
        return place.key or ""
    return place.path_keys[-1] if place.path_keys else ""


@lru_cache(maxsize=8192)
def find_bare_name(name: str) -> str:
    """Return a folded name without "city", "province" and the like."""
    return " ".join(word for word in fold_name(name).split(" ") if word not in _KIND_WORDS)


def see_places(places: Sequence[PlaceMention]) -> list[Sight]:
    """Look at each mention once."""
    sights = []
    for mention in places:
        place, role = mention.place, mention.role
        span = place.span
        assert span is not None
        plain, says = role in PLAIN_ROLES, _word_role(role, mention.cue)
        grain = _GRAINS.get(place.kind, "town")
        key = place.key or fold_name(place.name)
        sights.append(_make_sight((mention, span[0], span[1], mention.sentence, key, grain, plain, says)))
    return sights


# Thousands are made for a long article; a call of the class in Python would take most of the time.
_make_sight = partial(tuple.__new__, Sight)


@lru_cache(maxsize=4096)
def _word_role(role: str, cue: str) -> tuple[str, ...]:
    """Return what the word before a name and what the name does there say."""
    if role == "location":
        return ("cue_in" if cue in _INSIDE else "cue_other" if cue else "no_cue",)
    if role == "direction":
        return ("cue_far" if cue == "off" else "cue_near",)
    return () if role in PLAIN_ROLES else (f"role_{role}",)


def group_places(sights: Sequence[Sight]) -> tuple[Group, ...]:
    """Put mentions of one place together, in the order of the first; persons are no places."""
    found: dict[str, list[Sight]] = {}
    for sight in sights:
        if sight.is_plain or sight.mention.role != "person":
            found.setdefault(sight.key, []).append(sight)
    return tuple([_build_group(key, seen) for key, seen in found.items()])


def _build_group(key: str, seen: list[Sight]) -> Group:
    named = seen[0].mention
    if named.role not in _NAMING:
        named = next((s.mention for s in seen if s.mention.role in _NAMING), named)
    place = named.place
    if named.role in _UNNAMED and place.key:
        # "Syrian" and "the country" are called by the name of the country.
        place = _leave_name(place)
    plain = [sight for sight in seen if sight.is_plain]
    witnesses = plain or seen
    return Group(
        key,
        place,
        place.words or place.name,
        find_grain(place),
        witnesses,
        [sight.start for sight in witnesses],
        _gather_keys(place.path_keys),
        _gather_bare_names(place.path),
        find_country(place),
        len(plain),
    )


# Of the places of all articles few paths are different.
@lru_cache(maxsize=8192)
def _gather_keys(keys: tuple[str, ...]) -> frozenset[str]:
    return frozenset(keys)


@lru_cache(maxsize=8192)
def _gather_bare_names(path: tuple[str, ...]) -> frozenset[str]:
    return frozenset([find_bare_name(name) for name in path])


def _leave_name(place: Place) -> Place:
    """Return a place without the words of a text; made anew, which is quicker than `evolve`."""
    return Place(
        name=place.name,
        words="",
        kind=place.kind,
        path=place.path,
        key=place.key,
        path_keys=place.path_keys,
        latitude=place.latitude,
        longitude=place.longitude,
        confidence=place.confidence,
    )


def find_children(groups: tuple[Group, ...]) -> dict[str, frozenset[str]]:
    """Return for each place the places in it; a bare name stands for the city and its province."""
    by_bare: dict[str, list[str]] = {}
    bare_names = [find_bare_name(group.place.name) for group in groups]
    for group, bare in zip(groups, bare_names, strict=True):
        by_bare.setdefault(bare, []).append(group.key)
    children: dict[str, set[str]] = {group.key: set() for group in groups}
    for group, bare in zip(groups, bare_names, strict=True):
        for key in group.parents & children.keys():
            if key != group.key:
                children[key].add(group.key)
        for above in group.above & by_bare.keys():
            if above and above != bare:
                for larger in by_bare[above]:
                    children[larger].add(group.key)
    return {key: frozenset(found) for key, found in children.items()}
