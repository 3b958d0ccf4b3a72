"""Scores and judgements → groups of accounts, whatever order they come in.

The strongest links are taken first; two clusters are joined while a link between them holds, the
scores between them do not speak against it on average, and no pair is vetoed. What an account
leaves vague is filled in by its companions before. So a chain of look-alikes (Monday's strike ~
"early this week" ~ Tuesday's strike) does not grow into one event: beside Monday's reports, the
week's is Monday's.

Judgements stand above: accounts judged the same end in one group, and no join ever brings two
together that were judged different. Clusters of one group that only a person joined are still
compared on their own, so a judgement takes nobody's companions away.

An article that is printed again tells nothing new: it stands where the first one does, and has no say in
what is joined.

What accounts end up together depends on nothing outside their *component*: those connected by
links from the threshold on, or by judgements. Adding therefore recomputes whole components, and
only those with something new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import product

from claimgraph.comparison.companions import Speaker, list_speakers
from claimgraph.comparison.components import find_components
from claimgraph.comparison.copies import list_repeats
from claimgraph.comparison.judgements import Rulings
from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.pairs import (
    STREETS,
    Pair,
    Profile,
    Profiles,
    Weights,
    is_silent,
    measure_score,
    read_scale,
)
from claimgraph.comparison.scores import Scores
from claimgraph.model import Account, Scope

# A cluster larger than this speaks through so many of its accounts, so that a join costs the same
# however often an event was reported. Ids are hashes: the smallest are a fair sample.
SPEAKERS = 24
# By how much a link must be stronger to go before one between what two articles are mainly about.
IN_PASSING = 1.0

# What the scores between two clusters must be on average, in log odds, once one pair of them is linked:
# a story of one side may well say little of what a story of the other does.
JOIN = 0.5

# What is asked departs from that. Rivals, that each hold what an article is mainly about and name other
# streets of one town, are asked more; where look-alikes are likely, so are those that name other means, or of
# whose pairs no more than this share give a figure alike. A cluster that only tells of the event in passing
# says little, and is asked less there. The numbers were set on the synthetic corpus, as far as they leave
# every incident of the annotated articles as it was; see docs/decisions/0030.
# A crowd is a component of more accounts than this: there, events of a day are told in the same words.
CROWD = 150
PASSING_IN_CROWD, RIVALS, ALIKE = 1.5, 3.0, 0.3
# Elsewhere, between two clusters that both say their day in words and where.
PASSING = 0.7

# Below which score two accounts of one article are two events, if it counts the same thing of each. An
# article also tells one event in pieces, so that the figures alone do not decide.
APART = -2.0


def group_accounts(
    profiles: Profiles,
    scores: Scores,
    *,
    rulings: Rulings,
    weights: Weights,
    mains: Collection[str] | None = None,
    crowded: Collection[str] | None = None,
) -> list[list[str]]:
    """Group accounts by the event they tell of.

    Args:
        profiles: The accounts.
        scores: The pairs that met; scores that a join needed are added.
        rulings: What people decided.
        weights: The threshold of a link and the veto.
        mains: Ids of what articles are mainly about; links between these go first. Worked out if
            left out, for accounts that are all there are.
        crowded: Ids of the accounts in components of more than ``CROWD``. Worked out if left out, for whole
            components.

    Returns:
        Ids, sorted within each group, the groups by their first; every account in exactly one.
    """
    accounts = profiles.accounts
    first = list_mains(accounts.values()) if mains is None else mains
    crowds = _find_crowds(accounts, scores, weights.threshold) if crowded is None else crowded
    clusters = _Clusters(profiles, scores, weights=weights, rulings=rulings, mains=first, crowded=crowds)
    for a, b in sorted(rulings.same):
        if a in accounts and b in accounts:
            clusters.bind(a, b)
    repeats = _find_repeats(accounts, scores, weights.threshold)
    for copy, original in repeats.items():
        clusters.attach(copy, original)
    for a, b in _rank_links(scores, first, weights.threshold):
        one, other = sorted((repeats.get(a, a), repeats.get(b, b)))
        # A copy's links are those of its original: where that one met the same account, or tells of both.
        is_met = (one, other) in scores or accounts[one].article == accounts[other].article
        if (one, other) == (a, b) or not is_met:
            clusters.offer(a, b)
    return clusters.list_groups()


def _find_repeats(accounts: Mapping[str, Account], scores: Scores, threshold: float) -> dict[str, str]:
    """Return, by the account that an article printed again gives, the one it repeats; see `list_repeats`."""
    repeats = {}
    for original, *copies in list_repeats(accounts.values()):
        for copy in copies:
            score = scores.get((min(original.id, copy.id), max(original.id, copy.id)))
            if score is not None and score >= threshold:
                repeats[copy.id] = original.id
    return repeats


def _find_crowds(accounts: Mapping[str, Account], scores: Scores, threshold: float) -> frozenset[str]:
    links = [pair for pair, score in scores.items() if score is not None and score >= threshold]
    root = find_components(accounts, links)
    size = Counter(root.values())
    return frozenset(id for id in accounts if size[root[id]] > CROWD)


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
        self,
        profiles: Profiles,
        scores: Scores,
        weights: Weights,
        rulings: Rulings,
        mains: Collection[str],
        crowded: Collection[str],
    ) -> None:
        accounts, self.profiles, self.mains = profiles.accounts, profiles, mains
        self.crowded = crowded
        self.accounts, self.scores, self.weights = accounts, scores, weights
        self.scale = read_scale(weights)
        self.cluster_of = {id: id for id in accounts}
        self.members = {id: [id] for id in accounts}
        # Those through which a cluster speaks, and how often they have changed.
        self.speakers = {id: [id] for id in accounts}
        self.changes = dict.fromkeys(accounts, 0)
        self.told: dict[str, list[Speaker]] = {}
        self.bond_of = {id: id for id in accounts}
        self.bound = {id: [id] for id in accounts}
        self.apart: dict[str, set[str]] = {}
        for a, b in (pair for pair in rulings.different if set(pair) <= set(accounts)):
            self.apart.setdefault(a, set()).add(b)
            self.apart.setdefault(b, set()).add(a)
        # Refused joins by the clusters and how often their speakers had changed.
        self.refused: set[tuple[str, int, str, int]] = set()

    def bind(self, a: str, b: str) -> None:
        """Put two accounts, and all bound to them, into one group."""
        first, second = sorted((self.bond_of[a], self.bond_of[b]))
        if first == second:
            return
        for id in self.bound[second]:
            self.bond_of[id] = first
        self.bound[first] += self.bound.pop(second)

    def attach(self, copy: str, original: str) -> None:
        """Put an account beside the one that it repeats, without a say; not where people part the two."""
        if self._are_apart(copy, original):
            return
        del self.members[copy], self.speakers[copy]
        self.members[original].append(copy)
        self.cluster_of[copy] = original
        self.bind(copy, original)

    def offer(self, a: str, b: str) -> None:
        """Join the clusters of two linked accounts if the scores between them and the judgements allow it."""
        left, right = sorted((self.cluster_of[a], self.cluster_of[b]))
        if left == right or self._are_apart(a, b):
            return
        state = (left, self.changes[left], right, self.changes[right])
        if state in self.refused:
            return
        if not self._may_join(left, right):
            self.refused.add(state)
            return
        self._join(left, right)
        self.bind(a, b)

    def _join(self, left: str, right: str) -> None:
        members = self.members.pop(right)
        for id in members:
            self.cluster_of[id] = left
        self.members[left] += members
        speakers = sorted([*self.speakers[left], *self.speakers.pop(right)])[:SPEAKERS]
        self.told.pop(right, None)
        if speakers != self.speakers[left]:
            self.speakers[left] = speakers
            self.changes[left] += 1
            self.told.pop(left, None)

    def _are_apart(self, a: str, b: str) -> bool:
        first, second = self.bound[self.bond_of[a]], self.bond_of[b]
        return bool(self.apart) and any(
            self.bond_of[other] == second for id in first for other in self.apart.get(id, ())
        )

    def _may_join(self, left: str, right: str) -> bool:
        scores, holds = [], False
        for a, b in product(self._list_speakers(left), self._list_speakers(right)):
            one, other = a.sharpen(b.account), b.sharpen(a.account)
            score = self._score(one, other)
            if score < (APART if _tell_apart(a.account, b.account) else self.weights.veto):
                return False
            linked = score >= self.weights.threshold
            holds = holds or linked
            # Two accounts of which one names no place say nothing against the others' being one event.
            if linked or not is_silent(one, other):
                scores.append(score)
        return holds and sum(scores) / len(scores) >= self._ask_of(left, right)

    def _ask_of(self, left: str, right: str) -> float:
        """Return what the scores between two clusters must be on average for them to be joined."""
        usual = min(JOIN, self.weights.threshold)
        told = [self.accounts[id] for side in (left, right) for id in self.speakers[side]]
        # What people entered tells nothing in passing, and shares no words.
        if not all(account.terms for account in told):
            return usual
        crowded = left in self.crowded
        if all(any(id in self.mains for id in self.speakers[side]) for side in (left, right)):
            return usual + RIVALS if self._are_rivals(left, right) else usual
        if crowded:
            return usual - PASSING_IN_CROWD
        return usual - PASSING if self._is_sharp(left) and self._is_sharp(right) else usual

    def _are_rivals(self, left: str, right: str) -> bool:
        """Return whether two clusters tell of what happened in two streets, or in a crowd of two things."""
        first, second = ([self.accounts[id] for id in self.speakers[side]] for side in (left, right))
        if _name_other_streets(first, second):
            return True
        return left in self.crowded and (_name_other_means(first, second) or self._count_apart(left, right))

    def _count_apart(self, left: str, right: str) -> bool:
        """Return whether both clusters give figures, and hardly any pair of them gives one alike."""
        first, second = ([self.profiles[id].figures for id in self.speakers[side]] for side in (left, right))
        shared = sum(not one.isdisjoint(other) for one, other in product(first, second))
        return any(first) and any(second) and shared <= ALIKE * len(first) * len(second)

    def _is_sharp(self, cluster: str) -> bool:
        """Return whether a cluster tells of an event by places narrow enough and one day in words."""
        told = [self.accounts[id] for id in self.speakers[cluster]]
        if told[0].scope is not Scope.INCIDENT or any(one.place is None or one.place.is_wide for one in told):
            return False
        return any(one.date is not None and one.date.words and one.date.width == 0 for one in told)

    def _list_speakers(self, cluster: str) -> list[Speaker]:
        """Return the accounts that a cluster speaks through, each with what the others fill in."""
        known = self.told.get(cluster)
        if known is None:
            profiles = [self.profiles[id] for id in self.speakers[cluster]]
            known = self.told[cluster] = list_speakers(profiles)
        return known

    def _score(self, a: Profile, b: Profile) -> float:
        if a is not self.profiles[a.account.id] or b is not self.profiles[b.account.id]:
            return measure_score(a, b, scale=self.scale)
        pair = (a.account.id, b.account.id) if a.account.id < b.account.id else (b.account.id, a.account.id)
        score = self.scores.get(pair)
        if score is None:
            score = self.scores[pair] = measure_score(a, b, scale=self.scale)
        return score

    def list_groups(self) -> list[list[str]]:
        """Return what the bonds hold together."""
        return sorted(sorted(ids) for ids in self.bound.values())


def _name_other_streets(first: Sequence[Account], second: Sequence[Account]) -> bool:
    """Return whether both name streets of one town, the same town, and none alike."""
    one, other = (
        {
            (account.place.path_keys, account.place.name.casefold())
            for account in told
            if account.place is not None and account.place.kind in STREETS
        }
        for told in (first, second)
    )
    towns = {town for town, _ in one | other}
    return bool(one) and bool(other) and one.isdisjoint(other) and len(towns) == 1 and () not in towns


def _name_other_means(first: Sequence[Account], second: Sequence[Account]) -> bool:
    """Return whether both name means, and none alike."""
    one, other = ({means for account in told for means in account.means} for told in (first, second))
    return bool(one) and bool(other) and one.isdisjoint(other)


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
