"""Evidence from where two accounts happen."""

from __future__ import annotations

from math import sqrt

from claimgraph.comparison.pairs.profiles import Finding, Profile
from claimgraph.comparison.pairs.wheres import NEARNESSES, find_nearness, word_nearness

UNKNOWN = Finding("place unknown")
NO_REGION = Finding("no region shared")
FOUND = {name: Finding(name) for name in NEARNESSES} | {UNKNOWN.name: UNKNOWN}
SAME_AREA = FOUND["same area"]
# What stands on a street weighs as what may lie inside another place.
MAY_STAND = Finding("one place may be inside the other")
STREETS = frozenset({"street", "road"})

PLACES = (UNKNOWN.name, *NEARNESSES)
REGIONS = (NO_REGION.name,)
SURROUNDINGS = ("shared places",)


def compare_places(a: Profile, b: Profile) -> Finding | None:
    """Both tell of the same place, of one inside the other, or of different places."""
    if a.where is None or b.where is None:
        return UNKNOWN
    found = FOUND[find_nearness(a.where, b.where)]
    return MAY_STAND if found is SAME_AREA and _find_site(a, b) else found


def _find_site(a: Profile, b: Profile) -> tuple[str, str] | None:
    """Return the names of a site and a street on which it may stand, if that is what they name.

    "Harbour school" and "a school on Mill Street" of one town may be one place: the word for what stands
    there must be among those of the account with the street.
    """
    site, street, told = a.account.place, b.account.place, b
    if site is not None and site.kind in STREETS:
        site, street, told = street, site, a
    if site is None or street is None or site.kind in STREETS or street.kind not in STREETS:
        return None
    if not site.path_keys or site.path_keys != street.path_keys:
        return None
    return (site.name, street.name) if site.name.rpartition(" ")[2].casefold() in told.vector else None


def word_places(a: Profile, b: Profile, found: Finding) -> str:
    """Say what two places are to each other."""
    if a.where is None or b.where is None:
        return "where one of them happened is not known"
    if found is MAY_STAND:
        return " may stand on ".join(_find_site(a, b) or ())
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
