"""Evidence from the words of two accounts: terms, names and ages of people they share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import fsum, log1p, sqrt

from claimgraph.comparison.pairs.profiles import Finding, Profile

# So many shared names, or ages, are as good as any number of them.
ENOUGH_NAMES, ENOUGH_AGES = 6, 3
# How many are listed in a reason.
LISTED = 4

UNKNOWN = Finding("words unknown")
NO_AGE = Finding("no age shared")

TERMS = ("words unknown", "shared words")
RARE_TERMS = ("shared rare words",)
NAMES = ("shared names",)
AGES = ("no age shared", "shared ages")


def compare_terms(a: Profile, b: Profile) -> Finding | None:
    """Both are told in the same words, those counting most that news rarely uses.

    The strength is the square root of the cosine of their weighted terms: the first shared words
    tell more than the last.
    """
    if not a.vector or not b.vector:
        return UNKNOWN
    return _compare_vectors("shared words", a.vector, b.vector)


def compare_rare_terms(a: Profile, b: Profile) -> Finding | None:
    """Both use words that news rarely uses: the part that these have in the shared words."""
    return _compare_vectors("shared rare words", a.rare, b.rare)


def _compare_vectors(name: str, a: Mapping[str, float], b: Mapping[str, float]) -> Finding | None:
    shorter, longer = (b, a) if len(b) < len(a) else (a, b)
    shared = [weight * longer[word] for word, weight in shorter.items() if word in longer]
    # The sum is exact, so that it is the same in whatever order the words stand.
    return Finding(name, sqrt(min(1.0, fsum(shared)))) if shared else None


def word_terms(a: Profile, b: Profile, found: Finding) -> str:
    """Say which of the words that both use weigh most."""
    if found is UNKNOWN:
        return "the words of one of them are not known"
    return f"both say {_list_first(a.vector.keys() & b.vector.keys(), a, b)}"


def word_rare_terms(a: Profile, b: Profile, found: Finding) -> str:
    """Say which of the rare words that both use weigh most."""
    return f"both use rare words: {_list_first(a.rare.keys() & b.rare.keys(), a, b)}"


def _list_first(shared: Collection[str], a: Profile, b: Profile) -> str:
    """List the weightiest of some words."""
    ranked = sorted(shared, key=lambda word: (-a.vector[word] * b.vector[word], word))
    return ", ".join(ranked[:LISTED])


def compare_names(a: Profile, b: Profile) -> Finding | None:
    """Both mention the same names of people, streets, schools: the more, the stronger."""
    shared = a.names & b.names
    if not shared:
        return None
    return Finding("shared names", min(1.0, log1p(len(shared)) / log1p(ENOUGH_NAMES)))


def word_names(a: Profile, b: Profile, found: Finding) -> str:
    """Say which names both mention."""
    return f"both mention {', '.join(sorted(a.names & b.names)[:LISTED])}"


def compare_ages(a: Profile, b: Profile) -> Finding | None:
    """Both give people of the same age, or both give ages and none is the same."""
    if not a.ages or not b.ages:
        return None
    shared = a.ages & b.ages
    return Finding("shared ages", min(1.0, len(shared) / ENOUGH_AGES)) if shared else NO_AGE


def word_ages(a: Profile, b: Profile, found: Finding) -> str:
    """Say which ages both give."""
    if found is NO_AGE:
        return "neither gives an age that the other gives"
    return f"both speak of people aged {', '.join(map(str, sorted(a.ages & b.ages)[:LISTED]))}"


__all__ = [
    "compare_ages",
    "compare_names",
    "compare_rare_terms",
    "compare_terms",
    "word_ages",
    "word_names",
    "word_rare_terms",
    "word_terms",
]
