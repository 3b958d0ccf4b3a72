"""The places of an article, each with all its mentions and what is known of it without any count."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from claimgraph.extraction.places.words import PlaceMention
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import Place

PLAIN_ROLES = frozenset({"location", "direction", "anaphor"})
_NAMING = frozenset({"location", "direction"})
_UNNAMED = frozenset({"demonym", "anaphor"})
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
    witnesses: tuple[PlaceMention, ...]
    starts: tuple[int, ...]
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


def group_places(places: tuple[PlaceMention, ...]) -> tuple[Group, ...]:
    """Put mentions of one place together, in the order of the first; persons are no places."""
    found: dict[str, list[PlaceMention]] = {}
    for mention in places:
        if mention.role != "person":
            found.setdefault(find_key(mention.place), []).append(mention)
    return tuple([_build_group(key, mentions) for key, mentions in found.items()])


def _build_group(key: str, mentions: list[PlaceMention]) -> Group:
    named = mentions[0]
    if named.role not in _NAMING:
        named = next((m for m in mentions if m.role in _NAMING), named)
    place = named.place
    if named.role in _UNNAMED and place.key:
        # "Syrian" and "the country" are called by the name of the country.
        place = _leave_name(place)
    plain = [m for m in mentions if m.role in PLAIN_ROLES]
    witnesses = plain or mentions
    return Group(
        key,
        place,
        place.words or place.name,
        find_grain(place),
        tuple(witnesses),
        tuple([m.start for m in witnesses]),
        frozenset(place.path_keys),
        frozenset([find_bare_name(name) for name in place.path]),
        find_country(place),
        len(plain),
    )


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
        for key in group.parents:
            if key in children and key != group.key:
                children[key].add(group.key)
        for above in group.above:
            if above and above != bare:
                for larger in by_bare.get(above, ()):
                    children[larger].add(group.key)
    return {key: frozenset(found) for key, found in children.items()}
