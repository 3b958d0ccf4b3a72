"""Scores and judgements → groups of accounts, whatever order they come in.

The strongest links are taken first; two clusters are joined while the mean of the scores between
them reaches the threshold and no pair is vetoed. So a chain of look-alikes (Monday's strike ~
"early this week" ~ Tuesday's strike) does not grow into one event.

Judgements stand above: accounts judged the same end in one group, and no join ever brings two
together that were judged different. Clusters of one group that only a person joined are still
compared on their own, so a judgement takes nobody's companions away.

What accounts end up together depends on nothing outside their *component*: those connected by
links from the threshold on, or by judgements. Adding therefore recomputes whole components, and
only those with something new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import TypeVar

from attrs import evolve

from claimgraph.comparison.judgements import Rulings
from claimgraph.comparison.pairs import Profile, Weights, find_pairs, score_profiles
from claimgraph.model import Account, DateRange, Link, Place

T = TypeVar("T")

# Evidence that only says that something is not known.
SILENT = frozenset({"place unknown", "day unknown"})
# A cluster larger than this speaks through so many of its accounts, so that a join costs the same
# however often an event was reported. Ids are hashes: the smallest are a fair sample.
SPEAKERS = 24

Pair = tuple[str, str]
Scores = dict[Pair, Link]


def score_pairs(profiles: Mapping[str, Profile], *, weights: Weights) -> Scores:
    """Score the pairs worth a comparison, by their ids, the smaller first."""
    pairs = find_pairs([one.account for one in profiles.values()])
    return {(a.id, b.id): score_profiles(profiles[a.id], profiles[b.id], weights=weights) for a, b in pairs}


def group_accounts(
    profiles: Mapping[str, Profile], links: Scores, *, rulings: Rulings, weights: Weights
) -> list[list[str]]:
    """Group accounts by the event they tell of.

    Args:
        profiles: The accounts by id, made ready for comparison.
        links: The scored pairs; scores that a join needed besides are added.
        rulings: What people decided.
        weights: The threshold of a link and the veto.

    Returns:
        Ids, sorted within each group, the groups by their first; every account in exactly one.
    """
    clusters = _Clusters(profiles, links, weights, rulings)
    for a, b in sorted(rulings.same):
        if a in profiles and b in profiles:
            clusters.bind(a, b)
    strong = [link for link in links.values() if link.score >= weights.threshold]
    for link in sorted(strong, key=lambda link: (-link.score, link.a, link.b)):
        clusters.offer(link)
    return clusters.list_groups()


class _Clusters:
    """The state of one grouping: clusters that scores joined, and the bonds of judgements on them."""

    def __init__(
        self, profiles: Mapping[str, Profile], links: Scores, weights: Weights, rulings: Rulings
    ) -> None:
        self.profiles, self.links, self.weights = profiles, links, weights
        self.cluster_of = {id: id for id in profiles}
        self.members = {id: [id] for id in profiles}
        self.bond_of = {id: id for id in profiles}
        self.bound = {id: [id] for id in profiles}
        self.apart: dict[str, set[str]] = {}
        for a, b in (pair for pair in rulings.different if set(pair) <= profiles.keys()):
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

    def offer(self, link: Link) -> None:
        """Join the clusters of a link if the scores between them and the judgements allow it."""
        left, right = sorted((self.cluster_of[link.a], self.cluster_of[link.b]))
        if left == right or self._are_apart(link.a, link.b):
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
        self.bind(link.a, link.b)

    def _are_apart(self, a: str, b: str) -> bool:
        first, second = self.bound[self.bond_of[a]], self.bond_of[b]
        return bool(self.apart) and any(
            self.bond_of[other] == second for id in first for other in self.apart.get(id, ())
        )

    def _may_join(self, left: Sequence[str], right: Sequence[str]) -> bool:
        first, second = ([self.profiles[id] for id in side[:SPEAKERS]] for side in (left, right))
        scores = []
        for a, b in product(first, second):
            if a.account.article == b.account.article and _tell_apart(a.account, b.account):
                return False
            link = self._score(sharpen_profile(a, first, beside=b), sharpen_profile(b, second, beside=a))
            if link.score < self.weights.veto:
                return False
            # Two accounts of which one names no place say nothing against the others' being one event.
            if link.score >= self.weights.threshold or not any(one.name in SILENT for one in link.evidence):
                scores.append(link.score)
        return bool(scores) and sum(scores) / len(scores) >= self.weights.threshold

    def _score(self, a: Profile, b: Profile) -> Link:
        ends = sorted((a.account.id, b.account.id))
        if any(one is not self.profiles[one.account.id] for one in (a, b)):
            return score_profiles(a, b, weights=self.weights)
        key = (ends[0], ends[1])
        if key not in self.links:
            self.links[key] = score_profiles(a, b, weights=self.weights)
        return self.links[key]

    def list_groups(self) -> list[list[str]]:
        """Return what the bonds hold together."""
        return sorted(sorted(ids) for ids in self.bound.values())


def _tell_apart(a: Account, b: Account) -> bool:
    """Return whether two accounts of one article count the same thing with other figures."""
    first, second = _list_figures(a), _list_figures(b)
    return any(first[measure].isdisjoint(second[measure]) for measure in first if measure in second)


def _list_figures(account: Account) -> dict[str, set[tuple[int, int | None]]]:
    figures: dict[str, set[tuple[int, int | None]]] = {}
    for claim in account.claims:
        if claim.part_of is None and not claim.implied:
            figures.setdefault(claim.measure, set()).add((claim.quantity.low, claim.quantity.high))
    return figures


# -- what companions know ---------------------------------------------------------------------


def sharpen_profile(profile: Profile, companions: Iterable[Profile], *, beside: Profile) -> Profile:
    """Fill in what an account leaves open by what its companions tell more sharply.

    "Early this week" beside Monday's reports is Monday, "in the province" beside those that name the
    village is that village. What both of a pair tell alike is left as it is.

    Args:
        profile: The account, of a cluster.
        companions: Those of its cluster.
        beside: The account of another cluster that it is compared with.

    Returns:
        The account, the very same one if nothing is sharper.
    """
    place, days = profile.account.place, profile.account.date
    others = [one.account for one in companions]
    told = beside.account
    if told.place is not None and not (place is not None and place.is_same(told.place)):
        place = _choose_common([one.place for one in others if _is_inside(one.place, place)], place)
    if told.date is not None and days != told.date:
        days = _choose_common([one.date for one in others if _is_within(one.date, days)], days)
    if place is profile.account.place and days is profile.account.date:
        return profile
    is_inferred = profile.is_day_inferred and days is profile.account.date
    return evolve(
        profile, account=evolve(profile.account, place=place, date=days), is_day_inferred=is_inferred
    )


def _is_inside(place: Place | None, other: Place | None) -> bool:
    if place is None or place.is_unlisted:
        return False
    if other is None:
        return True
    return not other.is_same(place) and (other.contains(place) or other.may_contain(place))


def _is_within(days: DateRange | None, other: DateRange | None) -> bool:
    if days is None or days.width is None or days.earliest is None or days.latest is None:
        return False
    if other is None or other.width is None or other.earliest is None or other.latest is None:
        return other is None or days.measure_gap(other) == 0
    return days.width < other.width and other.earliest <= days.earliest and days.latest <= other.latest


def _choose_common(found: Sequence[T], usual: T | None) -> T | None:
    """Return what most of the companions tell; the first by its words among equals."""
    if not found:
        return usual
    return max(found, key=lambda one: (found.count(one), repr(one)))


# -- components -------------------------------------------------------------------------------


def find_region(
    profiles: Mapping[str, Profile],
    touched: Iterable[str],
    *,
    groups: Iterable[Sequence[str]],
    rulings: Rulings,
    weights: Weights,
) -> tuple[frozenset[str], Scores]:
    """Find what has to be grouped again when some accounts are new or newly judged.

    Args:
        profiles: All accounts by id, made ready for comparison.
        touched: Ids of the new or newly judged ones.
        groups: The groups there were; one that is touched is grouped again as a whole.
        rulings: What people decided.
        weights: The threshold of a link.

    Returns:
        The ids of the components with something new, and the scored pairs within them.
    """
    beside = _index_pairs(profiles)
    bonds = _index_bonds((*groups, *rulings.same))
    links: Scores = {}
    region: set[str] = set()
    waiting = list(touched)
    while waiting:
        id = waiting.pop()
        if id in region:
            continue
        region.add(id)
        waiting += bonds.get(id, ())
        for other in beside.get(id, ()):
            key = (min(id, other), max(id, other))
            if key not in links:
                links[key] = score_profiles(profiles[id], profiles[other], weights=weights)
            if links[key].score >= weights.threshold:
                waiting.append(other)
    return frozenset(region), {(a, b): link for (a, b), link in links.items() if a in region and b in region}


def _index_pairs(profiles: Mapping[str, Profile]) -> dict[str, list[str]]:
    beside: dict[str, list[str]] = {}
    for a, b in find_pairs([one.account for one in profiles.values()]):
        beside.setdefault(a.id, []).append(b.id)
        beside.setdefault(b.id, []).append(a.id)
    return beside


def _index_bonds(groups: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    bonds: dict[str, set[str]] = {}
    for first, *others in groups:
        for other in others:
            bonds.setdefault(first, set()).add(other)
            bonds.setdefault(other, set()).add(first)
    return bonds


__all__ = ["Scores", "find_region", "group_accounts", "score_pairs", "sharpen_profile"]
