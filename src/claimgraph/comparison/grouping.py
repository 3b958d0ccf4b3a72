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

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeVar

from attrs import evolve

from claimgraph.comparison.judgements import Rulings
from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.meetings import Meetings, find_partners
from claimgraph.comparison.pairs import (
    Profile,
    Weights,
    find_pairs,
    place_profile,
    read_profile,
    score_profiles,
)
from claimgraph.model import Account, DateRange, Link, Place
from claimgraph.progress import Progress, track

T = TypeVar("T")

# Evidence that only says that something is not known.
SILENT = frozenset({"place unknown", "day unknown"})
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

Pair = tuple[str, str]
Scores = dict[Pair, Link]


def score_pairs(accounts: Iterable[Account], *, weights: Weights, progress: Progress = None) -> Scores:
    """Score the pairs worth a comparison, by their ids, the smaller first."""
    listed = list(accounts)
    profiles = {account.id: read_profile(account) for account in listed}
    pairs = track(list(find_pairs(listed)), "comparing accounts", progress=progress)
    found = (score_profiles(profiles[a.id], profiles[b.id], weights=weights) for a, b in pairs)
    return {(link.a, link.b): link for link in found}


def group_accounts(
    accounts: Mapping[str, Account],
    links: Scores,
    *,
    rulings: Rulings,
    weights: Weights,
    mains: Collection[str] | None = None,
) -> list[list[str]]:
    """Group accounts by the event they tell of.

    Args:
        accounts: The accounts by id.
        links: The scored pairs; scores that a join needed besides are added.
        rulings: What people decided.
        weights: The threshold of a link and the veto.
        mains: Ids of what articles are mainly about; links between these go first. Worked out if
            left out, for accounts that are all there are.

    Returns:
        Ids, sorted within each group, the groups by their first; every account in exactly one.
    """
    clusters = _Clusters(accounts, links, weights, rulings)
    for a, b in sorted(rulings.same):
        if a in accounts and b in accounts:
            clusters.bind(a, b)
    strong = [link for link in links.values() if link.score >= weights.threshold]
    first = list_mains(accounts.values()) if mains is None else mains
    for link in sorted(strong, key=lambda link: (_rank_link(link, first), link.a, link.b)):
        clusters.offer(link)
    return clusters.list_groups()


def _rank_link(link: Link, mains: Collection[str]) -> float:
    """Return when a link has its turn: the strongest first, what is told in passing later."""
    return IN_PASSING * sum(end not in mains for end in (link.a, link.b)) - link.score


class _Clusters:
    """The state of one grouping: clusters that scores joined, and the bonds of judgements on them."""

    def __init__(
        self, accounts: Mapping[str, Account], links: Scores, weights: Weights, rulings: Rulings
    ) -> None:
        self.accounts, self.links, self.weights = accounts, links, weights
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
        first, second = ([self.accounts[id] for id in side[:SPEAKERS]] for side in (left, right))
        scores, holds = [], False
        for a, b in product(first, second):
            link = self._score(sharpen_account(a, first, beside=b), sharpen_account(b, second, beside=a))
            if link.score < (APART if _tell_apart(a, b) else self.weights.veto):
                return False
            linked = link.score >= self.weights.threshold
            holds = holds or linked
            # Two accounts of which one names no place say nothing against the others' being one event.
            if linked or not any(one.name in SILENT for one in link.evidence):
                scores.append(link.score)
        return holds and sum(scores) / len(scores) >= min(JOIN, self.weights.threshold)

    def _score(self, a: Account, b: Account) -> Link:
        key = (min(a.id, b.id), max(a.id, b.id))
        if a is not self.accounts[a.id] or b is not self.accounts[b.id]:
            return score_profiles(self._read(a), self._read(b), weights=self.weights)
        if key not in self.links:
            self.links[key] = score_profiles(self._read(a), self._read(b), weights=self.weights)
        return self.links[key]

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


# -- what companions know ---------------------------------------------------------------------


def sharpen_account(account: Account, companions: Iterable[Account], *, beside: Account) -> Account:
    """Fill in what an account leaves open by what its companions tell more sharply.

    "Early this week" beside Monday's reports is Monday, "in the province" beside those that name the
    village is that village. What both of a pair tell alike is left as it is.

    Args:
        account: The account, of a cluster.
        companions: Those of its cluster.
        beside: The account of another cluster that it is compared with.

    Returns:
        The account, the very same one if nothing is sharper.
    """
    place, days = account.place, account.date
    if beside.place is not None and not (place is not None and place.is_same(beside.place)):
        place = _choose_common([one.place for one in companions if _is_inside(one.place, place)], place)
    if beside.date is not None and days != beside.date:
        days = _choose_common([one.date for one in companions if _is_within(one.date, days)], days)
    if place is account.place and days is account.date:
        return account
    return evolve(account, place=place, date=days)


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
    accounts: Mapping[str, Account],
    touched: Iterable[str],
    *,
    meetings: Meetings,
    bonds: Mapping[str, Iterable[str]],
    weights: Weights,
) -> tuple[frozenset[str], Scores]:
    """Find what has to be grouped again when some accounts are new or newly judged.

    Args:
        accounts: All accounts by id.
        touched: Ids of the new or newly judged ones.
        meetings: Which accounts meet, all of them listed.
        bonds: By id, those that it is bound to besides: by the groups there were, and by what was judged
            the same; see `index_bonds`.
        weights: The threshold of a link.

    Returns:
        The ids of the components with something new, and the scored pairs within them.
    """
    read = lru_cache(maxsize=None)(lambda id: read_profile(accounts[id]))
    links: Scores = {}
    region: set[str] = set()
    waiting = list(touched)
    while waiting:
        id = waiting.pop()
        if id in region:
            continue
        region.add(id)
        waiting += bonds.get(id, ())
        for other in find_partners(accounts[id], meetings):
            first, second = sorted((id, other))
            if (first, second) not in links:
                links[first, second] = score_profiles(read(first), read(second), weights=weights)
            if links[first, second].score >= weights.threshold:
                waiting.append(other)
    return frozenset(region), {(a, b): link for (a, b), link in links.items() if a in region and b in region}


def index_bonds(groups: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Bind the members of each group to its first one, and that one to them."""
    bonds: dict[str, set[str]] = {}
    for first, *others in groups:
        for other in others:
            bonds.setdefault(first, set()).add(other)
            bonds.setdefault(other, set()).add(first)
    return bonds


__all__ = ["Scores", "find_region", "group_accounts", "index_bonds", "score_pairs"]
