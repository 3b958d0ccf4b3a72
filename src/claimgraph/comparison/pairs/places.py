"""Evidence from where two accounts happen."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from claimgraph.comparison.pairs.profiles import Finding, Profile
from claimgraph.comparison.precision import code_place
from claimgraph.model import Place

# Places within this distance are near each other; a village and the town that names it, say.
NEAR_KM = 20.0
EARTH_KM = 6371.0
# UCDP's codes of precision: an exact place, a province; what is wider tells hardly more than a country.
EXACT, A_PROVINCE = 1, 4


def compare_places(a: Profile, b: Profile) -> Finding | None:
    """Both tell of the same place, of one inside the other, or of different places."""
    first, second = a.account.place, b.account.place
    if first is None or second is None:
        return Finding("place unknown", "where one of them happened is not known")
    if first.is_same(second):
        name, only = _name_same(first), "both say no more of the place than "
        return Finding(name, f"{only if name == 'same country only' else 'both in '}{first.name}")
    if first.is_unlisted or second.is_unlisted:
        return Finding("place unknown", "where one of them lies is not known")
    return _compare_known_places(*sorted((first, second), key=lambda place: (place.name, place.key or "")))


def compare_surroundings(a: Profile, b: Profile) -> Finding | None:
    """Both mention the same places, the one it happened in and others, those with rare names first.

    The strength is the square root of the cosine of their weighted places.
    """
    shared = sorted(a.around.keys() & b.around.keys())
    if not shared:
        return None
    strength = sqrt(min(1.0, sum(a.around[place] * b.around[place] for place in shared)))
    named = f"{len(shared)} of the same places" if len(shared) > 1 else "one place alike"
    return Finding("shared places", f"both mention {named}", strength)


def compare_regions(a: Profile, b: Profile) -> Finding | None:
    """Both name provinces or states, and none is the same."""
    if a.regions and b.regions and a.regions.isdisjoint(b.regions):
        return Finding("no region shared", "they mention no province or state in common")
    return None


def _name_same(place: Place) -> str:
    """Name what it tells that both are in one place, by its precision in UCDP's codes."""
    code = code_place(place) or EXACT
    if code > A_PROVINCE:
        return "same country only"
    return "same province" if code == A_PROVINCE else "same place"


def _compare_known_places(a: Place, b: Place) -> Finding:
    both = f"{a.name} and {b.name}"
    if (a.is_wide or b.is_wide) and find_country(a) == find_country(b):
        return Finding("same country only", f"{both} share only the country")
    if a.contains(b) or b.contains(a):
        return Finding("one place inside the other", f"one of {both} lies in the other")
    if a.may_contain(b) or b.may_contain(a):
        return Finding("one place may be inside the other", f"{both} lie in one province of that name")
    distance = _measure_distance(a, b)
    if distance is not None and distance <= NEAR_KM:
        return Finding("places near each other", f"{both} lie {distance:.0f} km apart")
    shared = [name for name in a.path[:-1] if name in b.path[:-1]]
    if shared:
        return Finding("same area", f"{both} both lie in {shared[0]}")
    return Finding("different places", f"{a.name} is not {b.name}")


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


__all__ = ["compare_places", "compare_regions", "compare_surroundings", "find_country"]
