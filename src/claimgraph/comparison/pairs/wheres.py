"""Places → what they are to each other, worked out once for each two of them."""

from __future__ import annotations

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from attrs import frozen

from claimgraph.comparison.precision import code_place
from claimgraph.model import Place

# Places within this distance are near each other; a village and the town that names it, say.
NEAR_KM = 20.0
EARTH_KM = 6371.0
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


class Nearness(NamedTuple):
    """What two places are to each other, by the name of that evidence, and the reason in words."""

    name: str
    reason: str


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
def find_nearness(a: Where, b: Where) -> Nearness:
    """Find what two places are to each other: the same, one inside the other, near, different."""
    first, second = a.place, b.place
    if first.is_same(second) and not _lie_apart(first, second):
        name, only = _name_same(first), "both say no more of the place than "
        return Nearness(name, f"{only if name == 'same country only' else 'both in '}{first.name}")
    if first.is_unlisted or second.is_unlisted:
        return Nearness("place unknown", "where one of them lies is not known")
    return _compare_known(*sorted((first, second), key=lambda place: (place.name, place.key or "")))


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


def _compare_known(a: Place, b: Place) -> Nearness:
    both = f"{a.name} and {b.name}"
    if (a.is_wide or b.is_wide) and find_country(a) == find_country(b):
        return Nearness("same country only", f"{both} share only the country")
    if a.contains(b) or b.contains(a):
        return Nearness("one place inside the other", f"one of {both} lies in the other")
    if a.may_contain(b) or b.may_contain(a):
        return Nearness("one place may be inside the other", f"{both} lie in one province of that name")
    distance = _measure_distance(a, b)
    if distance is not None and distance <= NEAR_KM:
        return Nearness("places near each other", f"{both} lie {distance:.0f} km apart")
    shared = [name for name in a.path[:-1] if name in b.path[:-1]]
    if shared:
        return Nearness("same area", f"{both} both lie in {shared[0]}")
    return Nearness("different places", f"{a.name} is not {b.name}")


def _measure_distance(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places on a sphere, ``None`` where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    first, second = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def find_country(place: Place) -> str:
    """Return the key of the country that a place lies in, else its own key or name."""
    return place.path_keys[-1] if place.path_keys else place.key or place.name


__all__ = ["NEARNESSES", "Nearness", "Where", "find_country", "find_nearness", "read_where"]
