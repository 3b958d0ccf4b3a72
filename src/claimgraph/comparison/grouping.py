"""Scores and judgements → groups of accounts, whatever order they come in.

The strongest links are taken first; two clusters are joined while a link between them holds, the
scores between them do not speak against it on average, and no pair is vetoed. What an account
leaves vague is filled in by its companions before. So a chain of look-alikes (Monday's strike ~
"early this week" ~ Tuesday's strike) does not grow into one event: beside Monday's reports, the
week's is Monday's.

Judgements stand above: accounts judged the same end in one group, and no join ever brings two
together that were judged different. Clusters of one group that only a person joined are still
compared on their own, so a judgement takes nobody's companions away.

What accounts end up together depends on nothing outside their *component*: those connected by
links from the threshold on, or by judgements. Adding therefore recomputes whole components, and
only those with something new.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import product

from claimgraph.comparison.companions import sharpen_account
from claimgraph.comparison.judgements import Rulings
from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.pairs import (
    Pair,
    Profile,
    Weights,
    is_silent,
    measure_score,
    place_profile,
    read_profile,
    read_scale,
)
from claimgraph.comparison.scores import Scores
from claimgraph.model import Account

# A cluster larger than this speaks through so many of its accounts, so that a join costs the same
# however often an event was reported. Ids are hashes: the smallest are a fair sample.
SPEAKERS = 24
# By how much a link must be stronger to go before one between what two articles are mainly about.
IN_PASSING = 1.0

# What the scores between two clusters must be on average, in log odds, once one pair of them is linked:
# a story of one side may well say little of what a story of the other does.
JOIN = 0.5

# Below which score two accounts of one article are two events, if it counts the same thing of each. An
# article also tells one event in pieces, so that the figures alone do not decide.
APART = -2.0


def group_accounts(
    accounts: Mapping[str, Account],
    scores: Scores,
    *,
    rulings: Rulings,
    weights: Weights,
    mains: Collection[str] | None = None,
) -> list[list[str]]:
    """Group accounts by the event they tell of.

    Args:
        accounts: The accounts by id.
        scores: The pairs that met; scores that a join needed are added.
        rulings: What people decided.
        weights: The threshold of a link and the veto.
        mains: Ids of what articles are mainly about; links between these go first. Worked out if
            left out, for accounts that are all there are.

    Returns:
        Ids, sorted within each group, the groups by their first; every account in exactly one.
    """
    clusters = _Clusters(accounts, scores, weights, rulings)
    for a, b in sorted(rulings.same):
        if a in accounts and b in accounts:
            clusters.bind(a, b)
    first = list_mains(accounts.values()) if mains is None else mains
    for pair in _rank_links(scores, first, weights.threshold):
        clusters.offer(*pair)
    return clusters.list_groups()


def _rank_links(scores: Scores, mains: Collection[str], threshold: float) -> list[Pair]:
    """Return the links in the order of their turns: the strongest first, what is told in passing later."""
    ranked = [
        (IN_PASSING * ((pair[0] not in mains) + (pair[1] not in mains)) - score, *pair)
        for pair, score in scores.items()
        if score is not None and score >= threshold
    ]
    return [(a, b) for _, a, b in sorted(ranked)]


class _Clusters:
    """The state of one grouping: clusters that scores joined, and the bonds of judgements on them."""

    def __init__(
        self, accounts: Mapping[str, Account], scores: Scores, weights: Weights, rulings: Rulings
    ) -> None:
        self.accounts, self.scores, self.weights = accounts, scores, weights
        self.scale = read_scale(weights)
        self.profiles: dict[str, Profile] = {}
        self.cluster_of = {id: id for id in accounts}
        self.members = {id: [id] for id in accounts}
        self.bond_of = {id: id for id in accounts}
        self.bound = {id: [id] for id in accounts}
        self.apart: dict[str, set[str]] = {}
        for a, b in (pair for pair in rulings.different if set(pair) <= set(accounts)):
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        # Refused joins by the clusters and how large they were: clusters only ever grow.
        self.refused: set[tuple[str, int, str, int]] = set()

    def bind(self, a: str, b: str) -> None:
        """Put two accounts, and all bound to them, into one group."""
        first, second = sorted((self.bond_of[a], self.bond_of[b]))
        if first == second:
            return
        for id in self.bound[second]:
            self.bond_of[id] = first
        self.bound[first] += self.bound.pop(second)

    def offer(self, a: str, b: str) -> None:
        """Join the clusters of two linked accounts if the scores between them and the judgements allow it."""
        left, right = sorted((self.cluster_of[a], self.cluster_of[b]))
        if left == right or self._are_apart(a, b):
            return
        state = (left, len(self.members[left]), right, len(self.members[right]))
        if state in self.refused:
            return
        if not self._may_join(self.members[left], self.members[right]):
            self.refused.add(state)
            return
        for id in self.members[right]:
            self.cluster_of[id] = left
        self.members[left] = sorted([*self.members[left], *self.members.pop(right)])
        self.bind(a, b)

    def _are_apart(self, a: str, b: str) -> bool:
        first, second = self.bound[self.bond_of[a]], self.bond_of[b]
        return bool(self.apart) and any(
            self.bond_of[other] == second for id in first for other in self.apart.get(id, ())
        )

    def _may_join(self, left: Sequence[str], right: Sequence[str]) -> bool:
        first, second = ([self.accounts[id] for id in side[:SPEAKERS]] for side in (left, right))
        scores, holds = [], False
        for a, b in product(first, second):
            one, other = sharpen_account(a, first, beside=b), sharpen_account(b, second, beside=a)
            score = self._score(one, other)
            if score < (APART if _tell_apart(a, b) else self.weights.veto):
                return False
            linked = score >= self.weights.threshold
            holds = holds or linked
            # Two accounts of which one names no place say nothing against the others' being one event.
            if linked or not is_silent(self._read(one), self._read(other)):
                scores.append(score)
        return holds and sum(scores) / len(scores) >= min(JOIN, self.weights.threshold)

    def _score(self, a: Account, b: Account) -> float:
        if a is not self.accounts[a.id] or b is not self.accounts[b.id]:
            return measure_score(self._read(a), self._read(b), scale=self.scale)
        pair = (a.id, b.id) if a.id < b.id else (b.id, a.id)
        score = self.scores.get(pair)
        if score is None:
            score = measure_score(self._read(a), self._read(b), scale=self.scale)
            self.scores[pair] = score
        return score

    def _read(self, account: Account) -> Profile:
        known = self.profiles.get(account.id)
        if known is None:
            known = self.profiles[account.id] = read_profile(self.accounts[account.id])
        return known if known.account is account else place_profile(known, account)

    def list_groups(self) -> list[list[str]]:
        """Return what the bonds hold together."""
        return sorted(sorted(ids) for ids in self.bound.values())


def _tell_apart(a: Account, b: Account) -> bool:
    """Return whether one article gives both accounts and counts the same thing with other figures."""
    if a.article != b.article:
        return False
    first, second = _list_figures(a), _list_figures(b)
    return any(first[measure].isdisjoint(second[measure]) for measure in first if measure in second)


def _list_figures(account: Account) -> dict[str, set[tuple[int, int | None]]]:
    figures: dict[str, set[tuple[int, int | None]]] = {}
    for claim in account.claims:
        if claim.part_of is None and not claim.implied:
            figures.setdefault(claim.measure, set()).add((claim.quantity.low, claim.quantity.high))
    return figures


__all__ = ["group_accounts"]
