"""Places → what they are to each other, worked out once for each two of them."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, inf, radians, sin, sqrt

from attrs import frozen

from claimgraph.comparison.precision import code_place
from claimgraph.model import Place

# Places within this distance are near each other; a village and the town that names it, say.
NEAR_KM = 20.0
EARTH_KM = 6371.0
# More of these between two latitudes is further than that: one is 111 km.
NEAR_DEGREES = NEAR_KM / 100
# UCDP's codes of precision: an exact place, a province; what is wider tells hardly more than a country.
EXACT, A_PROVINCE = 1, 4
# So many places, and pairs of them, are kept in mind; what is forgotten is worked out again.
MOST_PLACES, MOST_PAIRS = 1 << 16, 1 << 17
# What two places may be to each other.
NEARNESSES = (
    "same place",
    "same province",
    "same country only",
    "one place inside the other",
    "one place may be inside the other",
    "places near each other",
    "same area",
    "different places",
    "place unknown",
)


@frozen(eq=False)
class Where:
    """A place without the words that name it in one text.

    Two accounts of one place mostly share the very same object, by which comparisons are remembered.
    """

    place: Place


def read_where(place: Place) -> Where:
    """Return a place as it is compared."""
    return _intern(
        place.key, place.name, place.kind, place.path, place.path_keys, place.latitude, place.longitude
    )


@lru_cache(maxsize=MOST_PLACES)
def _intern(  # noqa: PLR0913, PLR0917 - all that tells two places apart
    key: str | None,
    name: str,
    kind: str,
    path: tuple[str, ...],
    path_keys: tuple[str, ...],
    latitude: float | None,
    longitude: float | None,
) -> Where:
    return Where(
        Place(
            name=name,
            words="",
            kind=kind,
            path=path,
            key=key,
            path_keys=path_keys,
            latitude=latitude,
            longitude=longitude,
        )
    )


@lru_cache(maxsize=MOST_PAIRS)
def find_nearness(a: Where, b: Where) -> str:
    """Find what two places are to each other, one of `NEARNESSES`; the same for ``(b, a)``."""
    first, second = a.place, b.place
    if first.is_same(second) and not _lie_apart(first, second):
        return _name_same(first)
    if first.is_unlisted or second.is_unlisted:
        return "place unknown"
    if (first.is_wide or second.is_wide) and find_country(first) == find_country(second):
        return "same country only"
    return _compare_narrow(first, second)


def _compare_narrow(a: Place, b: Place) -> str:
    if a.contains(b) or b.contains(a):
        return "one place inside the other"
    if a.may_contain(b) or b.may_contain(a):
        return "one place may be inside the other"
    if _measure_distance(a, b) <= NEAR_KM:
        return "places near each other"
    return "same area" if _list_shared(a, b) else "different places"


def word_nearness(a: Where, b: Where) -> str:
    """Say in words what two places are to each other."""
    found = find_nearness(a, b)
    if found == "place unknown":
        return "where one of them lies is not known"
    first, second = sorted((a.place, b.place), key=lambda place: (place.name, place.key or ""))
    if first.is_same(second) and not _lie_apart(first, second):
        only = "both say no more of the place than " if found == "same country only" else "both in "
        return f"{only}{a.place.name}"
    return _word_two(found, first, second)


def _word_two(found: str, a: Place, b: Place) -> str:
    both = f"{a.name} and {b.name}"
    match found:
        case "same country only":
            return f"{both} share only the country"
        case "one place inside the other":
            return f"one of {both} lies in the other"
        case "one place may be inside the other":
            return f"{both} lie in one province of that name"
        case "places near each other":
            return f"{both} lie {_measure_distance(a, b):.0f} km apart"
        case "same area":
            return f"{both} both lie in {_list_shared(a, b)[0]}"
    return f"{a.name} is not {b.name}"


def _lie_apart(a: Place, b: Place) -> bool:
    """Return whether two places that no gazetteer has lie in two countries: each has its Station Street."""
    if a.key is not None or b.key is not None or not (a.path_keys and b.path_keys):
        return False
    return a.path_keys[-1] != b.path_keys[-1]


def _name_same(place: Place) -> str:
    """Name what it tells that both are in one place, by its precision in UCDP's codes."""
    code = code_place(place) or EXACT
    if code > A_PROVINCE:
        return "same country only"
    return "same province" if code == A_PROVINCE else "same place"


def _list_shared(a: Place, b: Place) -> list[str]:
    """Return the names of what both lie in, without the country, the nearest to the first one first."""
    return [name for name in a.path[:-1] if name in b.path[:-1]]


def _measure_distance(a: Place, b: Place) -> float:
    """Return the kilometres between two places on a sphere; ``inf`` where one has no coordinates.

    Also where their latitudes alone put them out of each other's reach.
    """
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return inf
    if abs(a.latitude - b.latitude) > NEAR_DEGREES:
        return inf
    first, second = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def find_country(place: Place) -> str:
    """Return the key of the country that a place lies in, else its own key or name."""
    return place.path_keys[-1] if place.path_keys else place.key or place.name


__all__ = ["NEARNESSES", "Where", "find_country", "find_nearness", "read_where", "word_nearness"]
