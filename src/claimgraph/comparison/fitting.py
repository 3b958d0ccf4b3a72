"""Labelled pairs → weights: what the evidence counts for in a collection of one's own.

A logistic regression on the strengths of the evidence, so that weights stay readable and a score is
log odds. Needs the extra ``fit`` (scikit-learn). How good the weights are is measured on pairs
that were left out while they were learned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from itertools import pairwise
from math import comb
from types import MappingProxyType
from typing import Any, NamedTuple

from attrs import evolve, frozen

from claimgraph.arguments import take_each
from claimgraph.comparison.grouping import group_accounts
from claimgraph.comparison.judgements import apply_judgements
from claimgraph.comparison.pairs import Profile, Profiles, Weights, load_weights, read_profile, score_profiles
from claimgraph.comparison.pairs.scoring import find_probability, list_findings
from claimgraph.errors import MissingExtraError, MisuseError
from claimgraph.model import Account, Link, Scope, Shown

# Parts that are left out in turn.
FOLDS = 5
# Two accounts and whether they are of one event.
PAIR = 3
# Cuts that are tried for joining groups, in log odds.
CUTS = (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0)
# As many pairs of each label are needed at least.
FEWEST = 5
# The bands of probability that the calibration is shown in.
BANDS = (0.0, 0.1, 0.3, 0.7, 0.9, 1.01)


class Band(NamedTuple):
    """Pairs of like probability: how many, what the scores expect of them, how many are the same."""

    pairs: int
    expected: float
    observed: float


@frozen(kw_only=True)
class WeightsFit(Shown):
    """Learned weights and how good they are on pairs that were left out.

    ``average_precision`` is that of the ranking of pairs, ``log_loss`` that of the probabilities in
    nats, ``pair_f1`` that of the pairs within groups at the chosen threshold, among the pairs
    given. ``calibration`` holds pairs by rising probability.
    """

    weights: Weights
    pairs: int
    same: int
    average_precision: float
    log_loss: float
    pair_f1: float
    calibration: tuple[Band, ...]

    def __str__(self) -> str:
        bands = "; ".join(
            f"{band.expected:.2f} → {band.observed:.2f} ({band.pairs})" for band in self.calibration
        )
        return (
            f"{self.pairs} pairs, {self.same} of one event. On pairs left out: average precision "
            f"{self.average_precision:.3f}, log loss {self.log_loss:.3f}, pair F1 of groups "
            f"{self.pair_f1:.3f}. Expected → observed: {bands}."
        )


def fit_weights(
    pairs: Iterable[tuple[Account, Account, bool]], *, start: Weights | None = None
) -> WeightsFit:
    """Learn what the evidence weighs from pairs of accounts that somebody labelled.

    Args:
        pairs: Two accounts of events, and whether they tell of one. `find_pairs` lists the pairs of
            a collection that are worth a label. Both labels are needed, at least five of each.
        start: Gives the weights of evidence that no pair shows, and of counts over a period; the
            shipped weights if left out.

    Returns:
        The weights with their threshold, and how good they are.

    Raises:
        MisuseError: There are too few pairs of one label, or an account counts a period.
        MissingExtraError: scikit-learn is not installed.
    """
    examples = _read_examples(pairs)
    base = start or load_weights()
    folds = [_name_fold(example) for example in examples]
    tables = [
        _learn([one for one, fold in zip(examples, folds, strict=True) if fold != out], base)
        for out in range(FOLDS)
    ]
    links = {
        (link.a, link.b): link
        for example, fold in zip(examples, folds, strict=True)
        for link in [score_profiles(example.a, example.b, weights=tables[fold])]
    }
    learned = _learn(examples, base)
    threshold, pair_f1 = _choose_threshold(examples, links, learned)
    return WeightsFit(
        weights=evolve(learned, threshold=threshold),
        pairs=len(examples),
        same=sum(example.same for example in examples),
        pair_f1=pair_f1,
        **_measure([links[_name_pair(example)].score for example in examples], examples),
    )


class _Example(NamedTuple):
    """A labelled pair made ready: the profiles and how strong each named evidence is."""

    a: Profile
    b: Profile
    strengths: Mapping[str, float]
    same: bool


def _read_examples(pairs: Iterable[tuple[Account, Account, bool]]) -> list[_Example]:
    """Read each pair once, by its ids."""
    profiles: dict[str, Profile] = {}
    found: dict[tuple[str, str], _Example] = {}
    for pair in take_each(pairs, tuple, "fit_weights"):
        if len(pair) != PAIR:
            raise MisuseError(f"fit_weights takes triples of two accounts and a bool, not {pair!r:.60}")
        one, other, same = pair
        for account in take_each((one, other), Account, "fit_weights"):
            if account.scope is not Scope.INCIDENT:
                raise MisuseError(f"account {account.id!r} counts a period; weights are learned on events")
            profiles.setdefault(account.id, read_profile(account))
        a, b = sorted((profiles[one.id], profiles[other.id]), key=lambda profile: profile.account.id)
        strengths = {finding.name: finding.strength for finding in list_findings(a, b)}
        found[a.account.id, b.account.id] = _Example(a, b, strengths, bool(same))
    examples = [found[key] for key in sorted(found)]
    alike = sum(example.same for example in examples)
    if min(alike, len(examples) - alike) < FEWEST:
        raise MisuseError(
            f"weights need at least {FEWEST} pairs of one event and {FEWEST} of two, not {alike} and "
            f"{len(examples) - alike}; label more pairs, see find_pairs and graph.review()"
        )
    return examples


def _name_pair(example: _Example) -> tuple[str, str]:
    return example.a.account.id, example.b.account.id


def _name_fold(example: _Example) -> int:
    """Return the part that a pair is left out with: that of its first account, by a hash of its id."""
    digest = blake2b(example.a.account.id.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest) % FOLDS


def _learn(examples: Sequence[_Example], base: Weights) -> Weights:
    """Learn the weights of the evidence that the examples show; the others stay as they were."""
    regression, vectorizer = _load_sklearn()
    matrix = vectorizer.fit_transform([example.strengths for example in examples])
    regression.fit(matrix, [example.same for example in examples])
    names = vectorizer.get_feature_names_out().tolist()
    learned = {name: round(float(weight), 3) for name, weight in zip(names, regression.coef_[0], strict=True)}
    weights = MappingProxyType({**base.weights, **learned})
    return evolve(base, prior=round(float(regression.intercept_[0]), 3), weights=weights)


def _load_sklearn() -> tuple[Any, Any]:
    try:
        from sklearn.feature_extraction import DictVectorizer
        from sklearn.linear_model import LogisticRegression
    except ImportError:
        raise MissingExtraError('fit_weights needs scikit-learn: pip install "claimgraph[fit]"') from None
    return LogisticRegression(C=1.0, max_iter=5000, tol=1e-6), DictVectorizer(sort=True)


def _choose_threshold(
    examples: Sequence[_Example], links: Mapping[tuple[str, str], Link], weights: Weights
) -> tuple[float, float]:
    """Choose the cut at which the groups hold most of the pairs of one event and few others.

    Returns:
        The cut and the F1 of the pairs within its groups.
    """
    accounts = {one.account.id: one.account for example in examples for one in (example.a, example.b)}
    profiles = Profiles(accounts)
    truth = _group_same(examples)
    rulings = apply_judgements((), accounts.values())
    scores = {pair: link.score for pair, link in links.items()}
    best = (-1.0, 0.0)
    for cut in CUTS:
        table = evolve(weights, threshold=cut)
        groups = group_accounts(profiles, dict(scores), rulings=rulings, weights=table)
        best = max(best, (_score_groups(groups, truth), cut))
    return best[1], round(best[0], 4)


def _group_same(examples: Sequence[_Example]) -> dict[str, str]:
    """Return for each account the first of those that labels tie it to."""
    import networkx

    graph = networkx.Graph()
    for example in examples:
        graph.add_nodes_from(_name_pair(example))
        if example.same:
            graph.add_edge(*_name_pair(example))
    return {id: min(group) for group in networkx.connected_components(graph) for id in group}


def _score_groups(groups: Sequence[Sequence[str]], truth: Mapping[str, str]) -> float:
    """Return the F1 of the pairs that groups hold together."""
    together = Counter((at, truth[id]) for at, group in enumerate(groups) for id in group)
    right = sum(comb(times, 2) for times in together.values())
    said = sum(comb(len(group), 2) for group in groups)
    wanted = sum(comb(times, 2) for times in Counter(truth.values()).values())
    return 2 * right / (said + wanted) if said + wanted else 0.0


def _measure(scores: Sequence[float], examples: Sequence[_Example]) -> dict[str, Any]:
    """Measure scores of pairs that were left out, as a ranking and as probabilities."""
    from sklearn.metrics import average_precision_score, log_loss

    same = [example.same for example in examples]
    chances = [find_probability(score) for score in scores]
    ranked = sorted(zip(chances, same, strict=True))
    bands = [[pair for pair in ranked if low <= pair[0] < high] for low, high in pairwise(BANDS)]
    return {
        "average_precision": round(float(average_precision_score(same, scores)), 4),
        "log_loss": round(float(log_loss(same, chances)), 4),
        "calibration": tuple(
            Band(
                pairs=len(band),
                expected=round(sum(chance for chance, _ in band) / len(band), 4),
                observed=round(sum(is_same for _, is_same in band) / len(band), 4),
            )
            for band in bands
            if band
        ),
    }


__all__ = ["Band", "WeightsFit", "fit_weights"]
