"""How much speaks for two accounts telling of one event.

Evidence is a list of small functions. Each looks at two accounts and returns a named finding with
its strength and a reason in words, or nothing; what a name weighs stands in ``weights.toml``. A
score is the sum of weight × strength, on the scale of log odds: 0 is even.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp

from claimgraph.comparison.pairs.days import compare_days, compare_reports
from claimgraph.comparison.pairs.figures import compare_actors, compare_figures, compare_means
from claimgraph.comparison.pairs.periods import (
    compare_articles,
    compare_magnitudes,
    compare_measures,
    compare_periods,
)
from claimgraph.comparison.pairs.places import compare_places, compare_regions, compare_surroundings
from claimgraph.comparison.pairs.profiles import Finding, Profile, read_profile
from claimgraph.comparison.pairs.weights import PRIOR, Weights, load_weights
from claimgraph.comparison.pairs.words import compare_ages, compare_names, compare_rare_terms, compare_terms
from claimgraph.errors import MisuseError
from claimgraph.model import Account, Evidence, Link, Scope

EvidenceFunction = Callable[[Profile, Profile], Finding | None]


INCIDENT_EVIDENCE: tuple[EvidenceFunction, ...] = (
    compare_days,
    compare_reports,
    compare_places,
    compare_regions,
    compare_surroundings,
    compare_means,
    compare_figures,
    compare_actors,
    compare_names,
    compare_ages,
    compare_terms,
    compare_rare_terms,
    compare_articles,
)
CUMULATIVE_EVIDENCE: tuple[EvidenceFunction, ...] = (
    compare_periods,
    compare_places,
    compare_measures,
    compare_magnitudes,
    compare_articles,
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
        found = Evidence(name="different scope", weight=float("-inf"), reason=reason)
        return Link(a=ends[0], b=ends[1], score=float("-inf"), evidence=(found,))
    evidence = sorted(
        (
            Evidence(
                name=found.name,
                weight=round(weights.weigh(found.name) * found.strength, 6),
                reason=found.reason,
            )
            for found in (*list_findings(a, b), PRIOR)
        ),
        key=lambda item: (-abs(item.weight), item.name),
    )
    score = round(sum(item.weight for item in evidence), 6)
    return Link(a=ends[0], b=ends[1], score=score, evidence=tuple(evidence))


def list_findings(a: Profile, b: Profile) -> list[Finding]:
    """Return what the evidence functions find on two accounts of one scope."""
    functions = INCIDENT_EVIDENCE if a.account.scope is Scope.INCIDENT else CUMULATIVE_EVIDENCE
    return [found for function in functions if (found := function(a, b)) is not None]


def find_probability(score: float) -> float:
    """Return the probability that a score stands for: scores are log odds, 0 is one half.

    The shipped weights were set by hand, so read it as a rank; what `fit_weights` learned is as
    calibrated as its report says.
    """
    if score < 0:
        return exp(score) / (1 + exp(score))
    return 1 / (1 + exp(-score))


__all__ = ["EvidenceFunction", "find_probability", "list_findings", "score_pair", "score_profiles"]
