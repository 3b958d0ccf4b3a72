"""How much speaks for two accounts telling of one event.

Evidence is a list of criteria. Each looks at two accounts and returns a named finding with its
strength, or nothing, and words the reason only where somebody will read it; what a name weighs
stands in ``weights.toml``. A score is the sum of weight × strength, on the scale of log odds: 0 is even.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import exp, inf
from typing import NamedTuple

from attrs import frozen

from claimgraph.comparison.pairs import days, figures, periods, places, words
from claimgraph.comparison.pairs.profiles import Finding, Profile, read_profile
from claimgraph.comparison.pairs.weights import PRIOR, PRIOR_REASON, Weights, load_weights
from claimgraph.errors import MisuseError
from claimgraph.model import Account, Evidence, Link, Scope


class Criterion(NamedTuple):
    """A way to compare two accounts: what it finds, how that is said of them, and all that it may find."""

    compare: Callable[[Profile, Profile], Finding | None]
    word: Callable[[Profile, Profile, Finding], str]
    names: tuple[str, ...]


ARTICLES = Criterion(periods.compare_articles, periods.word_articles, periods.ARTICLES)
PLACES = Criterion(places.compare_places, places.word_places, places.PLACES)
# What tells most of two events apart stands first, and what takes longest last; see `measure_score`.
INCIDENT_CRITERIA = (
    Criterion(words.compare_rare_terms, words.word_rare_terms, words.RARE_TERMS),
    Criterion(days.compare_days, days.word_days, days.DAYS),
    PLACES,
    Criterion(words.compare_ages, words.word_ages, words.AGES),
    Criterion(words.compare_names, words.word_names, words.NAMES),
    Criterion(days.compare_reports, days.word_reports, days.REPORTS),
    Criterion(places.compare_regions, places.word_regions, places.REGIONS),
    Criterion(figures.compare_figures, figures.word_figures, figures.FIGURES),
    Criterion(places.compare_surroundings, places.word_surroundings, places.SURROUNDINGS),
    Criterion(figures.compare_means, figures.word_means, figures.MEANS),
    Criterion(figures.compare_actors, figures.word_actors, figures.ACTORS),
    ARTICLES,
    Criterion(words.compare_terms, words.word_terms, words.TERMS),
)
CUMULATIVE_CRITERIA = (
    Criterion(periods.compare_measures, periods.word_measures, periods.MEASURES),
    Criterion(periods.compare_periods, periods.word_periods, periods.PERIODS),
    PLACES,
    Criterion(periods.compare_magnitudes, periods.word_magnitudes, periods.MAGNITUDES),
    ARTICLES,
)


def score_pair(a: Account, b: Account, *, weights: Weights | None = None) -> Link:
    """Score how much speaks for two accounts telling of one event.

    Args:
        a: An account.
        b: Another one.
        weights: What each evidence weighs; the shipped weights if left out.

    Returns:
        The link with its evidence, the weightiest first; the same for ``(a, b)`` and ``(b, a)``.
        Accounts of different scope score minus infinity: a strike is never a war.
    """
    if not (isinstance(a, Account) and isinstance(b, Account)):
        kinds = f"{type(a).__name__} and {type(b).__name__}"
        raise MisuseError(f"score_pair takes two Accounts, not {kinds}; see graph.accounts")
    return score_profiles(read_profile(a), read_profile(b), weights=weights or load_weights())


def score_profiles(a: Profile, b: Profile, *, weights: Weights) -> Link:
    """Score two accounts that were made ready for comparison; see `score_pair`."""
    if b.account.id < a.account.id:
        a, b = b, a
    ends = (a.account.id, b.account.id)
    if a.account.scope is not b.account.scope:
        reason = "one counts an event, the other a period"
        never = Evidence(name="different scope", weight=-inf, reason=reason)
        return Link(a=ends[0], b=ends[1], score=-inf, evidence=(never,))
    worded = [Evidence(name=PRIOR, weight=_weigh(weights.prior, 1.0), reason=PRIOR_REASON)]
    for criterion in _choose_criteria(a):
        found = criterion.compare(a, b)
        if found is not None:
            weight = _weigh(weights.weigh(found.name), found.strength)
            worded.append(Evidence(name=found.name, weight=weight, reason=criterion.word(a, b, found)))
    worded.sort(key=lambda item: (-abs(item.weight), item.name))
    score = round(sum(item.weight for item in worded), 6)
    return Link(a=ends[0], b=ends[1], score=score, evidence=tuple(worded))


class Step(NamedTuple):
    """A criterion on the way to a score, and the most that those after it can still bring."""

    compare: Callable[[Profile, Profile], Finding | None]
    rest: float


@frozen(eq=False)
class Scale:
    """Weights made ready for scoring many pairs; see `read_scale`.

    ``whole`` is what each evidence weighs at full strength, as most of it is found.
    """

    weights: Weights
    prior: float
    whole: Mapping[str, float]
    events: tuple[Step, ...]
    periods: tuple[Step, ...]


def read_scale(weights: Weights) -> Scale:
    """Return weights made ready for scoring many pairs."""
    whole = {name: _weigh(weight, 1.0) for name, weight in weights.weights.items()}
    steps = (_list_steps(criteria, weights) for criteria in (INCIDENT_CRITERIA, CUMULATIVE_CRITERIA))
    return Scale(weights, _weigh(weights.prior, 1.0), whole, *steps)


def _list_steps(criteria: Sequence[Criterion], weights: Weights) -> tuple[Step, ...]:
    most = [max(0.0, *map(weights.weigh, criterion.names)) for criterion in criteria]
    # A hair more than it is, as floats are not exact.
    return tuple(Step(criterion.compare, sum(most[at + 1 :]) + 1e-6) for at, criterion in enumerate(criteria))


def measure_score(a: Profile, b: Profile, *, scale: Scale, cut: float = -inf) -> float:
    """Return the score of two accounts alone, without the words; see `score_profiles`.

    Args:
        a: The one account, made ready for comparison.
        b: The other.
        scale: What each evidence weighs.
        cut: Scores below it are not worked out: what is left to compare could not reach it.

    Returns:
        The score, minus infinity where it is below the cut.
    """
    if a.account.scope is not b.account.scope:
        return -inf
    if b.account.id < a.account.id:
        a, b = b, a
    weigh, weigh_whole, score = scale.weights.weights.get, scale.whole.get, scale.prior
    for compare, rest in scale.events if a.account.scope is Scope.INCIDENT else scale.periods:
        found = compare(a, b)
        if found is not None:
            name, strength = found
            score += weigh_whole(name, 0.0) if strength == 1.0 else _weigh(weigh(name, 0.0), strength)
        if score + rest < cut:
            return -inf
    score = round(score, 6)
    return score if score >= cut else -inf


def _weigh(weight: float, strength: float) -> float:
    # To six digits each, so that a sum of them is the same in whatever order they are added.
    return round(weight * strength, 6)


def _choose_criteria(profile: Profile) -> tuple[Criterion, ...]:
    return INCIDENT_CRITERIA if profile.account.scope is Scope.INCIDENT else CUMULATIVE_CRITERIA


def list_findings(a: Profile, b: Profile) -> list[Finding]:
    """Return what the criteria find on two accounts of one scope."""
    return [found for compare, *_ in _choose_criteria(a) if (found := compare(a, b)) is not None]


def is_silent(a: Profile, b: Profile) -> bool:
    """Return whether the place or the day of one of them is not known, which the comparison asks for."""
    if places.compare_places(a, b) is places.UNKNOWN:
        return True
    return a.account.scope is Scope.INCIDENT and days.compare_days(a, b) is days.UNKNOWN


def find_probability(score: float) -> float:
    """Return the probability that a score stands for: scores are log odds, 0 is one half.

    The shipped weights were set by hand, so read it as a rank; what `fit_weights` learned is as
    calibrated as its report says.
    """
    if score < 0:
        return exp(score) / (1 + exp(score))
    return 1 / (1 + exp(-score))


__all__ = [
    "Scale",
    "find_probability",
    "is_silent",
    "list_findings",
    "measure_score",
    "read_scale",
    "score_pair",
    "score_profiles",
]
