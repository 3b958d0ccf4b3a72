"""An account made ready for comparison: what the evidence asks of it, worked out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log, sqrt
from typing import NamedTuple

from attrs import evolve, frozen

from claimgraph.comparison.pairs.wheres import Where, read_where
from claimgraph.model import Account, Claim, DatePrecision, DateRange, Term

# What is put to the squared length of a vector: that two texts of one sentence share "bomb" and "killed"
# proves little, and hardly matters in a text of usual length.
FEW_WORDS = 100.0
# From this rarity on a word is rare: one article in a thousand has it.
RARE = 7.0


class Finding(NamedTuple):
    """What one evidence function found: its name, and how strongly (0 to 1)."""

    name: str
    strength: float = 1.0


class Days(NamedTuple):
    """Days with both ends known, as ordinals; ``is_reported`` where they are those of the report alone."""

    first: int
    last: int
    is_reported: bool


@frozen(kw_only=True, eq=False)
class Profile:
    """One account with what is read off it for every comparison.

    ``vector`` are its terms by weight, of length 1, ``rare`` those of them that news rarely uses;
    ``figures`` its counts above one by measure; ``counted`` the claims that state a number of people in
    words and are no part of another; ``measures`` what any claim counts, ``wholes`` each with its least
    number where it is no part of another. ``is_day_inferred`` is true where an account was read from a
    text and no words of it give its day; what people enter is as they say.
    """

    account: Account
    vector: Mapping[str, float]
    rare: Mapping[str, float]
    names: frozenset[str]
    ages: frozenset[int]
    around: Mapping[str, float]
    regions: frozenset[str]
    figures: frozenset[tuple[str, int]]
    counted: tuple[Claim, ...]
    measures: frozenset[str]
    wholes: tuple[tuple[str, int], ...]
    actors: frozenset[str]
    where: Where | None
    days: Days | None
    is_day_inferred: bool
    published: int | None


def read_profile(account: Account) -> Profile:
    """Return what the comparison asks of an account."""
    wholes = [claim for claim in account.claims if claim.part_of is None]
    vector = weigh_terms(account.terms, damping=FEW_WORDS)
    return Profile(
        account=account,
        vector=vector,
        rare={term.word: vector[term.word] for term in account.terms if term.rarity >= RARE},
        names=frozenset(account.names),
        ages=frozenset(account.ages),
        around=weigh_terms(account.around),
        regions=frozenset(account.regions),
        figures=list_figures(account),
        counted=tuple([claim for claim in wholes if not claim.implied]),
        measures=frozenset([claim.measure for claim in account.claims]),
        wholes=tuple([(claim.measure, claim.quantity.low) for claim in wholes]),
        actors=frozenset([actor.casefold() for actor in account.actors]),
        where=None if account.place is None else read_where(account.place),
        days=_read_days(account.date),
        is_day_inferred=_is_day_inferred(account),
        published=None if account.published is None else account.published.toordinal(),
    )


class Profiles(dict[str, Profile]):
    """Accounts by id, made ready for comparison when they are first asked for."""

    def __init__(self, accounts: Mapping[str, Account]) -> None:
        super().__init__()
        self.accounts = accounts

    def __missing__(self, id: str) -> Profile:
        profile = self[id] = read_profile(self.accounts[id])
        return profile


def place_profile(profile: Profile, account: Account) -> Profile:
    """Return a profile whose account has another place or day, all else being as it was."""
    return evolve(
        profile,
        account=account,
        where=None if account.place is None else read_where(account.place),
        days=_read_days(account.date),
        is_day_inferred=_is_day_inferred(account),
    )


def _read_days(days: DateRange | None) -> Days | None:
    if days is None or days.earliest is None or days.latest is None:
        return None
    first, last = days.earliest.toordinal(), days.latest.toordinal()
    return Days(first, last, days.precision is not DatePrecision.DAY and first == last)


def _is_day_inferred(account: Account) -> bool:
    days = account.date
    # What nobody read has no words; a day that somebody else gives has them, but no place in a text.
    return bool(account.terms) and days is not None and days.span is None and not days.words


def weigh_terms(terms: Sequence[Term], *, damping: float = 0.0) -> dict[str, float]:
    """Return some words with their weights, as a vector of length 1, a shorter one if it is damped."""
    weights = {term.word: weigh_term(term) for term in terms}
    length = sqrt(damping + sum([weight * weight for weight in weights.values()])) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def weigh_term(term: Term) -> float:
    """Return what a word counts in its account: more if it is rare, a little more for each time."""
    return term.rarity * (1 + log(max(1, term.times)))


def list_figures(account: Account) -> frozenset[tuple[str, int]]:
    """Return the numbers above one that an account gives, with what happened to those counted."""
    return frozenset(
        [
            (claim.measure, claim.quantity.value)
            for claim in account.claims
            if claim.quantity.value is not None and claim.quantity.value > 1
        ]
    )


__all__ = [
    "RARE",
    "Days",
    "Finding",
    "Profile",
    "Profiles",
    "list_figures",
    "place_profile",
    "read_profile",
    "weigh_term",
]
