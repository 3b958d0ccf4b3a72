"""Evidence from the words of two accounts: terms, names and ages of people they share."""

from __future__ import annotations

from collections.abc import Collection
from math import log1p, sqrt

from claimgraph.comparison.pairs.profiles import Finding, Profile

# So many shared names, or ages, are as good as any number of them.
ENOUGH_NAMES, ENOUGH_AGES = 6, 3
# How many are listed in a reason.
LISTED = 4
# From this rarity on a word is rare: one article in a thousand has it.
RARE = 7.0


def compare_terms(a: Profile, b: Profile) -> Finding | None:
    """Both are told in the same words, those counting most that news rarely uses.

    The strength is the square root of the cosine of their weighted terms: the first shared words
    tell more than the last.
    """
    if not a.vector or not b.vector:
        return Finding("words unknown", "the words of one of them are not known")
    shared = a.vector.keys() & b.vector.keys()
    if not shared:
        return None
    cosine = sum(a.vector[word] * b.vector[word] for word in sorted(shared))
    return Finding("shared words", f"both say {_list_first(shared, a, b)}", sqrt(min(1.0, cosine)))


def compare_rare_terms(a: Profile, b: Profile) -> Finding | None:
    """Both use words that news rarely uses: the part that these have in the shared words."""
    shared = {word for word in a.vector.keys() & b.vector.keys() if a.rarity[word] >= RARE}
    if not shared:
        return None
    cosine = sum(a.vector[word] * b.vector[word] for word in sorted(shared))
    return Finding(
        "shared rare words", f"both use rare words: {_list_first(shared, a, b)}", sqrt(min(1.0, cosine))
    )


def _list_first(shared: Collection[str], a: Profile, b: Profile) -> str:
    """List the weightiest of some words."""
    ranked = sorted(shared, key=lambda word: (-a.vector[word] * b.vector[word], word))
    return ", ".join(ranked[:LISTED])


def compare_names(a: Profile, b: Profile) -> Finding | None:
    """Both mention the same names of people, streets, schools: the more, the stronger."""
    shared = sorted(a.names & b.names)
    if not shared:
        return None
    strength = min(1.0, log1p(len(shared)) / log1p(ENOUGH_NAMES))
    return Finding("shared names", f"both mention {', '.join(shared[:LISTED])}", strength)


def compare_ages(a: Profile, b: Profile) -> Finding | None:
    """Both give people of the same age, or both give ages and none is the same."""
    if not a.ages or not b.ages:
        return None
    shared = sorted(a.ages & b.ages)
    if not shared:
        return Finding("no age shared", "neither gives an age that the other gives")
    ages = ", ".join(map(str, shared[:LISTED]))
    strength = min(1.0, len(shared) / ENOUGH_AGES)
    return Finding("shared ages", f"both speak of people aged {ages}", strength)


__all__ = ["compare_ages", "compare_names", "compare_rare_terms", "compare_terms"]
