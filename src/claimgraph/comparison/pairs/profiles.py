"""An account made ready for comparison: what the evidence asks of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from attrs import evolve, frozen

from claimgraph.model import Account, Claim, Term

# What is put to the squared length of a vector: that two texts of one sentence share "bomb" and "killed"
# proves little, and hardly matters in a text of usual length.
FEW_WORDS = 100.0


class Finding(NamedTuple):
    """What one evidence function found: its name, how strongly (0 to 1), and the reason in words."""

    name: str
    reason: str
    strength: float = 1.0


@frozen(kw_only=True, eq=False)
class Profile:
    """One account with what is read off it for every comparison.

    ``vector`` are its terms by weight, of length 1; ``figures`` its counts above one by measure;
    ``counted`` the claims that state a number of people in words. ``is_day_inferred`` is true where
    an account was read from a text and no words of it give its day; what people enter is as they say.
    """

    account: Account
    vector: Mapping[str, float]
    rarity: Mapping[str, float]
    names: frozenset[str]
    ages: frozenset[int]
    around: Mapping[str, float]
    regions: frozenset[str]
    figures: frozenset[tuple[str, int]]
    counted: tuple[Claim, ...]
    is_day_inferred: bool


def read_profile(account: Account) -> Profile:
    """Return what the comparison asks of an account."""
    return Profile(
        account=account,
        vector=weigh_terms(account.terms, damping=FEW_WORDS),
        rarity={term.word: term.rarity for term in account.terms},
        names=frozenset(account.names),
        ages=frozenset(account.ages),
        around=weigh_terms(account.around),
        regions=frozenset(account.regions),
        figures=list_figures(account),
        counted=tuple(claim for claim in account.claims if not claim.implied),
        is_day_inferred=_is_day_inferred(account),
    )


def place_profile(profile: Profile, account: Account) -> Profile:
    """Return a profile whose account has another place or day, all else being as it was."""
    return evolve(profile, account=account, is_day_inferred=_is_day_inferred(account))


def _is_day_inferred(account: Account) -> bool:
    days = account.date
    # What nobody read has no words; a day that somebody else gives has them, but no place in a text.
    return bool(account.terms) and days is not None and days.span is None and not days.words


def weigh_terms(terms: Sequence[Term], *, damping: float = 0.0) -> dict[str, float]:
    """Return some words with their weights, as a vector of length 1, a shorter one if it is damped."""
    weights = {term.word: weigh_term(term) for term in terms}
    length = sqrt(damping + sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def weigh_term(term: Term) -> float:
    """Return what a word counts in its account: more if it is rare, a little more for each time."""
    return term.rarity * (1 + log(max(1, term.times)))


def list_figures(account: Account) -> frozenset[tuple[str, int]]:
    """Return the numbers above one that an account gives, with what happened to those counted."""
    return frozenset(
        (claim.measure, claim.quantity.value)
        for claim in account.claims
        if claim.quantity.value is not None and claim.quantity.value > 1
    )


__all__ = ["Finding", "Profile", "list_figures", "place_profile", "read_profile", "weigh_term"]
