"""Evidence from where two accounts happen."""

from __future__ import annotations

from math import sqrt

from claimgraph.comparison.pairs.profiles import Finding, Profile
from claimgraph.comparison.pairs.wheres import NEARNESSES, find_nearness, word_nearness

UNKNOWN = Finding("place unknown")
NO_REGION = Finding("no region shared")
FOUND = {name: Finding(name) for name in NEARNESSES} | {UNKNOWN.name: UNKNOWN}

PLACES = (UNKNOWN.name, *NEARNESSES)
REGIONS = (NO_REGION.name,)
SURROUNDINGS = ("shared places",)


def compare_places(a: Profile, b: Profile) -> Finding | None:
    """Both tell of the same place, of one inside the other, or of different places."""
    if a.where is None or b.where is None:
        return UNKNOWN
    return FOUND[find_nearness(a.where, b.where)]


def word_places(a: Profile, b: Profile, found: Finding) -> str:
    """Say what two places are to each other."""
    if a.where is None or b.where is None:
        return "where one of them happened is not known"
    return word_nearness(a.where, b.where)


def compare_surroundings(a: Profile, b: Profile) -> Finding | None:
    """Both mention the same places, the one it happened in and others, those with rare names first.

    The strength is the square root of the cosine of their weighted places.
    """
    shared = a.around.keys() & b.around.keys()
    if not shared:
        return None
    strength = sqrt(min(1.0, sum([a.around[place] * b.around[place] for place in sorted(shared)])))
    return Finding("shared places", strength)


def word_surroundings(a: Profile, b: Profile, found: Finding) -> str:
    """Say how many places both mention."""
    shared = len(a.around.keys() & b.around.keys())
    return f"both mention {f'{shared} of the same places' if shared > 1 else 'one place alike'}"


def compare_regions(a: Profile, b: Profile) -> Finding | None:
    """Both name provinces or states, and none is the same."""
    return NO_REGION if a.regions and b.regions and a.regions.isdisjoint(b.regions) else None


def word_regions(a: Profile, b: Profile, found: Finding) -> str:
    """Say that no region is shared."""
    return "they mention no province or state in common"


__all__ = [
    "compare_places",
    "compare_regions",
    "compare_surroundings",
    "word_places",
    "word_regions",
    "word_surroundings",
]
