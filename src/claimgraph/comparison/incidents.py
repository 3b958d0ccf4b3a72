"""Accounts → incidents: what tells of one event, with its links and tolls.

`link_accounts` links all at once, `relink_accounts` only what new accounts or judgements touch;
both give the same incidents. How accounts are grouped stands in `grouping`.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import blake2b

from attrs import evolve

from claimgraph.arguments import take_each
from claimgraph.comparison.components import find_region, index_bonds, part_components
from claimgraph.comparison.copies import find_copies
from claimgraph.comparison.grouping import group_accounts
from claimgraph.comparison.judgements import Rulings, apply_judgements
from claimgraph.comparison.links import choose_links, sort_pairs
from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.meetings import Meetings, list_meetings
from claimgraph.comparison.pairs import Profiles, Weights, gather_candidates, load_weights
from claimgraph.comparison.scores import Scores
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import (
    Account,
    Claim,
    ClaimReading,
    DateRange,
    Incident,
    Judgement,
    Link,
    Place,
    Scope,
)
from claimgraph.progress import Progress, track
from claimgraph.workers import check_workers, pause_collecting


def link_accounts(
    accounts: Iterable[Account],
    *,
    weights: Weights | None = None,
    judgements: Iterable[Judgement] = (),
    workers: int = 1,
    progress: Progress = None,
) -> tuple[Incident, ...]:
    """Group accounts into incidents.

    Args:
        accounts: Accounts of any articles, in any order.
        weights: What each evidence weighs; the shipped weights if left out.
        judgements: What people decided; it wins over every score. Judgements about claims that
            are not among the accounts change nothing.
        workers: How many processes compare accounts and build incidents, which are the same. It pays from
            some ten thousand accounts on.
        progress: ``True`` for a bar, or a function of (done, total, what); nobody is told by default.

    Returns:
        One incident for each event or cumulative count, by day and then by id, each with its
        links and tolls; every account is in exactly one. An incident that nobody counts has no claims.

    Raises:
        ConstraintError: The judgements contradict each other; the text names the chain.
    """
    from claimgraph.comparison.shares import open_desk, share_components, share_scores

    table = weights or load_weights()
    by_id = {account.id: account for account in take_each(accounts, Account, "link_accounts")}
    rulings = apply_judgements(judgements, by_id.values())
    mains = list_mains(by_id.values())
    built: list[Incident] = []
    with pause_collecting():
        candidates = gather_candidates(by_id.values(), progress=progress)
        with open_desk(by_id, candidates.ids, workers=check_workers(workers)) as desk:
            found = share_scores(desk, candidates, weights=table, cut=table.threshold)
            told = track(found, "comparing accounts", total=len(candidates), progress=progress)
            components = part_components(candidates, array("d", told), rulings.same)
            grown = share_components(desk, components, mains=mains, rulings=rulings, weights=table)
            for several in track(grown, "building incidents", total=len(components), progress=progress):
                built += several
    return tuple(sorted(built, key=rank_incident))


def build_component(
    accounts: Mapping[str, Account],
    scores: Scores,
    *,
    mains: Collection[str],
    rulings: Rulings,
    weights: Weights,
) -> list[Incident]:
    """Build the incidents of one component, see `group_accounts` and `build_incidents`."""
    profiles = Profiles(accounts)
    groups = group_accounts(profiles, scores, mains=mains, rulings=rulings, weights=weights)
    return build_incidents(groups, profiles, scores, rulings=rulings, weights=weights)


def relink_accounts(  # noqa: PLR0913 - all keyword-only and optional but the accounts
    accounts: Iterable[Account],
    *,
    incidents: Sequence[Incident],
    touched: Iterable[str],
    meetings: Meetings | None = None,
    weights: Weights | None = None,
    judgements: Iterable[Judgement] = (),
    progress: Progress = None,
) -> tuple[Incident, ...]:
    """Link accounts again of which some are new or newly judged.

    Args:
        accounts: All accounts, the new ones among them, in any order.
        incidents: What `link_accounts` or this function gave for the others.
        touched: Ids of the new or newly judged accounts. An article comes with all its accounts at once.
        meetings: See `list_meetings`; worked out if left out.
        weights: See `link_accounts`; the same as before.
        judgements: All judgements, earlier ones as well.
        progress: See `link_accounts`.

    Returns:
        The incidents of `link_accounts` for all accounts. Incidents that nothing touched are the
        same values as before; the others keep their ids as far as `name_incidents` can.

    Raises:
        ConstraintError: The judgements contradict each other; the text names the chain.
    """
    table = weights or load_weights()
    by_id = {account.id: account for account in accounts}
    rulings = apply_judgements(judgements, by_id.values())
    known = list_meetings(by_id.values()) if meetings is None else meetings
    former = [[account.id for account in one.accounts] for one in incidents]
    bonds = index_bonds([*former, *rulings.same])
    region, scores = find_region(by_id, touched, meetings=known, bonds=bonds, weights=table)
    chosen = Profiles({id: account for id, account in by_id.items() if id in region})
    # Of all accounts: what an article is mainly about may stand in another component.
    mains = list_mains(by_id.values())
    changed = [one for one in incidents if any(account.id in region for account in one.accounts)]
    gone = {one.id for one in changed}
    groups = group_accounts(chosen, scores, mains=mains, rulings=rulings, weights=table)
    built = build_incidents(
        groups, chosen, scores, former=changed, rulings=rulings, weights=table, progress=progress
    )
    return tuple(sorted([*(one for one in incidents if one.id not in gone), *built], key=rank_incident))


def build_incidents(  # noqa: PLR0913 - all that a group is made of
    groups: Sequence[Sequence[str]],
    profiles: Profiles,
    scores: Scores,
    *,
    rulings: Rulings,
    weights: Weights,
    former: Sequence[Incident] = (),
    progress: Progress = None,
) -> list[Incident]:
    """Build the incidents of some groups.

    Args:
        groups: Ids of accounts that tell of one event each; see `group_accounts`.
        profiles: The accounts.
        scores: The pairs within the groups that met; others are left aside.
        rulings: What people decided.
        weights: What each evidence weighs.
        former: The incidents there were of these accounts, for their ids.
        progress: See `link_accounts`.

    Returns:
        The incidents, in the order of their groups; every account is in exactly one.
    """
    inner = sort_pairs(groups, (*scores, *rulings.same, *rulings.unsure))
    accounts = profiles.accounts
    named = list(zip(groups, name_incidents(groups, accounts, former=former), strict=True))
    built = []
    for group, name in track(named, "building incidents", progress=progress):
        pairs = inner.get(group[0], ())
        links = choose_links(pairs, scores, profiles, rulings=rulings, weights=weights)
        built.append(_build_incident(name, [accounts[id] for id in group], links))
    return built


def link_claims(
    claims: Iterable[Claim] | ClaimReading,
    *,
    weights: Weights | None = None,
    judgements: Iterable[Judgement] = (),
    workers: int = 1,
    progress: Progress = None,
) -> tuple[Incident, ...]:
    """Group claims that come without accounts, from a spreadsheet say, into incidents.

    A claim and its parts form an account; what `read_claims` gave has its accounts already. See
    `link_accounts` for the rest.
    """
    if isinstance(claims, ClaimReading):
        return link_accounts(
            claims.accounts, weights=weights, judgements=judgements, workers=workers, progress=progress
        )
    wholes: dict[str, list[Claim]] = {}
    every = take_each(claims, Claim, "link_claims")
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
    return link_accounts(accounts, weights=weights, judgements=judgements, workers=workers, progress=progress)


def _find_root(claim: Claim, known: dict[str, Claim]) -> str:
    seen = {claim.id}
    while claim.part_of in known and claim.part_of not in seen:
        seen.add(claim.part_of)
        claim = known[claim.part_of]
    return claim.id


# -- names ------------------------------------------------------------------------------------


def name_incidents(
    groups: Sequence[Sequence[str]], accounts: Mapping[str, Account], *, former: Iterable[Incident] = ()
) -> list[str]:
    """Name each group after its founder, an account of it that nothing but a split takes away.

    A new group is founded by the account that was published first, of those with claims if any has. A group
    that held accounts before keeps the founder of the oldest of them, as long as he is in it: so
    an incident that grows keeps its id, the older of two that merge gives his, and of one that is
    split the part with the founder keeps it. Adding in the order of publication gives the ids of
    linking all at once.

    Args:
        groups: Ids of accounts, each in one group at most.
        accounts: The accounts by id.
        former: The incidents there were.

    Returns:
        One id a group, all different.
    """
    founder_of = {}
    for incident in former:
        founder = next((one.id for one in incident.accounts if _name_founded(one.id) == incident.id), None)
        if founder is not None:
            founder_of.update({account.id: founder for account in incident.accounts})
    return [_name_founded(_find_founder([accounts[id] for id in group], founder_of)) for group in groups]


def _find_founder(group: Sequence[Account], founder_of: Mapping[str, str]) -> str:
    ordered = sorted(group, key=lambda account: (not account.claims, *_rank_age(account)))
    first = next((one for one in ordered if one.claims and one.id in founder_of), ordered[0])
    founder = founder_of.get(first.id)
    return founder if founder in {account.id for account in group} and founder else first.id


def _rank_age(account: Account) -> tuple[str, str, str]:
    return str(account.published or ""), account.article, account.id


def _name_founded(founder: str) -> str:
    return "i" + blake2b(founder.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


# -- incidents --------------------------------------------------------------------------------


def _build_incident(id: str, accounts: Sequence[Account], links: Sequence[Link]) -> Incident:
    ordered = sorted(accounts, key=_rank_age)
    incident = Incident(
        id=id,
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
    # A city may stand for its province where another account names the village.
    known = {_identify(one): one for one in places}
    vague = {
        id
        for id, one in known.items()
        if any(one.may_contain(other) and not one.is_same(other) for other in known.values())
    }
    places = [one for one in places if _identify(one) not in vague] or places
    told = Counter(place.key or place.name for place in places)
    return max(places, key=lambda place: (len(place.path), told[place.key or place.name], place.name))


def _identify(place: Place) -> tuple[object, ...]:
    return place.name, place.key, place.path, place.path_keys


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


def rank_incident(incident: Incident) -> tuple[bool, str, str]:
    """Return what incidents are sorted by: events before periods, by day and then by id."""
    days = incident.date
    start = days.earliest or days.latest if days else None
    return incident.scope is Scope.CUMULATIVE, str(start or "9999"), incident.id


__all__ = [
    "build_component",
    "build_incidents",
    "link_accounts",
    "link_claims",
    "name_incidents",
    "rank_incident",
    "relink_accounts",
]
