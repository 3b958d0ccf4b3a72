"""Pairs → incidents: accounts that tell of one event, grouped without regard to their order.

The strongest links are taken first; two groups are joined while the mean of all scores between
them reaches the threshold and no pair is vetoed. So a chain of look-alikes (Monday's strike ~
"early this week" ~ Tuesday's strike) does not grow into one incident.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import product

from attrs import evolve

from claimgraph.comparison.copies import find_copies
from claimgraph.comparison.pairs import Weights, find_pairs, load_weights, score_pair
from claimgraph.comparison.tolls import reconcile
from claimgraph.errors import MisuseError
from claimgraph.model import Account, Claim, DateRange, Incident, Link, Place, Scope


def link_accounts(accounts: Iterable[Account], *, weights: Weights | None = None) -> tuple[Incident, ...]:
    """Group accounts into incidents.

    Args:
        accounts: Accounts of any articles, in any order.
        weights: What each evidence weighs; the shipped weights if left out.

    Returns:
        One incident for each event or cumulative count, by day and then by id, each with its
        links and tolls. Accounts without claims are left out unless they joined an incident.
    """
    table = weights or load_weights()
    by_id = {account.id: account for account in accounts}
    links = _score_all(list(by_id.values()), table)
    groups = _group(by_id, links, table)
    inner = _sort_links(groups, links)
    built = [_build_incident([by_id[id] for id in group], inner.get(group[0], [])) for group in groups]
    return tuple(sorted((incident for incident in built if incident.claims), key=_sort_key))


def link_claims(claims: Iterable[Claim], *, weights: Weights | None = None) -> tuple[Incident, ...]:
    """Group claims that come without accounts, from a spreadsheet say, into incidents.

    A claim and its parts form an account; see `link_accounts` for the rest.
    """
    wholes: dict[str, list[Claim]] = {}
    every = list(claims)
    strange = next((claim for claim in every if not isinstance(claim, Claim)), None)
    if strange is not None:
        raise MisuseError(f"link_claims takes Claims, not {type(strange).__name__}")
    known = {claim.id: claim for claim in every}
    for claim in every:
        wholes.setdefault(_find_root(claim, known), []).append(claim)
    accounts = [
        Account(
            id=f"a{root}",
            article=members[0].article,
            claims=tuple(members),
            scope=members[0].scope,
            place=members[0].place,
            date=members[0].date,
            published=members[0].published,
            means=tuple(dict.fromkeys(claim.means for claim in members if claim.means)),
            actors=tuple(dict.fromkeys(claim.actor for claim in members if claim.actor)),
        )
        for root, members in wholes.items()
    ]
    return link_accounts(accounts, weights=weights)


def _find_root(claim: Claim, known: dict[str, Claim]) -> str:
    seen = {claim.id}
    while claim.part_of in known and claim.part_of not in seen:
        seen.add(claim.part_of)
        claim = known[claim.part_of]
    return claim.id


# Evidence that only says that something is not known.
SILENT = frozenset({"place unknown", "day unknown"})
Scores = dict[tuple[str, str], Link]


def _score_all(accounts: Sequence[Account], weights: Weights) -> Scores:
    return {(a.id, b.id): score_pair(a, b, weights=weights) for a, b in find_pairs(accounts)}


def _group(accounts: dict[str, Account], links: Scores, weights: Weights) -> list[list[str]]:
    group_of = {id: id for id in accounts}
    members = {id: [id] for id in accounts}
    strong = [link for link in links.values() if link.score >= weights.threshold]
    for link in sorted(strong, key=lambda link: (-link.score, link.a, link.b)):
        left, right = sorted((group_of[link.a], group_of[link.b]))
        if left == right or not _may_join(members[left], members[right], accounts, links, weights):
            continue
        for id in members[right]:
            group_of[id] = left
        members[left] = sorted([*members[left], *members.pop(right)])
    return [members[id] for id in sorted(members)]


def _may_join(
    left: Sequence[str], right: Sequence[str], accounts: dict[str, Account], links: Scores, weights: Weights
) -> bool:
    scores = []
    for a, b in product(left, right):
        key = (min(a, b), max(a, b))
        link = links.get(key)
        if link is None:
            link = links[key] = score_pair(accounts[a], accounts[b], weights=weights)
        if link.score < weights.veto:
            return False
        # Two accounts of which one names no place say nothing against the others' being one event.
        if link.score >= weights.threshold or not any(item.name in SILENT for item in link.evidence):
            scores.append(link.score)
    return sum(scores) / max(1, len(scores)) >= weights.threshold


def _sort_links(groups: Sequence[Sequence[str]], links: Scores) -> dict[str, list[Link]]:
    """Return the links within each group, the strongest first, by the group's first account."""
    home = {id: group[0] for group in groups for id in group}
    inner: dict[str, list[Link]] = {}
    for link in links.values():
        if home[link.a] == home[link.b]:
            inner.setdefault(home[link.a], []).append(link)
    for found in inner.values():
        found.sort(key=lambda link: (-link.score, link.a, link.b))
    return inner


def _build_incident(accounts: Sequence[Account], links: Sequence[Link]) -> Incident:
    ordered = sorted(
        accounts, key=lambda account: (str(account.published or ""), account.article, account.id)
    )
    incident = Incident(
        id="i" + blake2b(ordered[0].id.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest(),
        accounts=tuple(ordered),
        scope=ordered[0].scope,
        place=_choose_place([account.place for account in ordered if account.place is not None]),
        date=_choose_days(ordered),
        means=tuple(dict.fromkeys(means for account in ordered for means in account.means)),
        links=tuple(links),
    )
    copies = find_copies(ordered)
    tolls = reconcile(incident.claims, denials=incident.denials, copies=copies)
    return evolve(incident, tolls=tolls, copies=copies)


def _choose_place(places: Sequence[Place]) -> Place | None:
    """Return the most specific place; the one named most often among equals."""
    if not places:
        return None
    names = [place.key or place.name for place in places]
    return max(places, key=lambda place: (len(place.path), names.count(place.key or place.name), place.name))


def _choose_days(accounts: Sequence[Account]) -> DateRange | None:
    reported = [account for account in accounts if not all(claim.hypothetical for claim in account.claims)]
    days = [account.date for account in reported or accounts if account.date is not None]
    if not days:
        return None
    if accounts[0].scope is Scope.CUMULATIVE:
        return max(days, key=lambda found: (str(found.latest or ""), str(found.earliest or "")))
    return min(days, key=_rank_sharpness)


def _rank_sharpness(days: DateRange) -> tuple[bool, int, str]:
    return days.width is None, days.width or 0, str(days.earliest)


def _sort_key(incident: Incident) -> tuple[bool, str, str]:
    days = incident.date
    start = days.earliest or days.latest if days else None
    return incident.scope is Scope.CUMULATIVE, str(start or "9999"), incident.id


__all__ = ["link_accounts", "link_claims"]
