"""Incidents before and after → what became of them: new, grown, merged, split, and which pair did it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from claimgraph.comparison.judgements import NO_RULINGS, Rulings, mark_link
from claimgraph.comparison.pairs import Weights, load_weights, score_pair
from claimgraph.comparison.pairs.weights import PRIOR
from claimgraph.model import Account, Change, ChangeKind, Incident, Link


def compare_incidents(
    before: Iterable[Incident],
    after: Iterable[Incident],
    *,
    weights: Weights | None = None,
    rulings: Rulings = NO_RULINGS,
) -> tuple[Change, ...]:
    """Say what became of incidents when accounts or judgements came in.

    Args:
        before: The incidents there were.
        after: The incidents there are.
        weights: What each evidence weighs; the shipped weights if left out.
        rulings: What people decided: the reason of a split before any other.

    Returns:
        Splits, merges, growth and new incidents, in this order and then by id. An incident that
        takes over a part of another is merged and the other split.
    """
    old, new = list(before), list(after)
    parents, children = _trace_members(old, new)
    table = weights or load_weights()
    article_of = {account.id: account.article for one in (*old, *new) for account in one.accounts}
    changes = [_tell_split(one, children[one.id], table, rulings) for one in old if len(children[one.id]) > 1]
    for one in new:
        known = parents[one.id]
        joined = _find_joined(one, known)
        if len(known) > 1:
            changes.append(_tell_merge(one, known))
        elif not known:
            changes.append(_tell_new(one))
        elif joined and (one.id == known[0].id or len(children[known[0].id]) == 1):
            changes.append(_tell_growth(one, known[0], joined))
    told = (evolve(change, reason=_word_link(change, article_of)) for change in changes)
    return tuple(sorted(told, key=lambda change: (_ORDER.index(change.kind), change.before, change.after)))


_ORDER = (ChangeKind.SPLIT, ChangeKind.MERGED, ChangeKind.GROWN, ChangeKind.NEW)


def _word_link(change: Change, article_of: Mapping[str, str]) -> str:
    """Say of the pair behind a change what speaks for it, or what keeps its two ends apart."""
    link = change.link
    if link is None:
        return ""
    ends = sorted(article_of[end] for end in (link.a, link.b))
    return f"{ends[0]} and {ends[1]}: {'; '.join(_list_reasons(change.kind, link)) or 'nothing is known'}"


def _list_reasons(kind: ChangeKind, link: Link) -> list[str]:
    judged = [one.reason for one in link.evidence if one.name.startswith("judged")]
    told = [one for one in link.evidence if one.name != PRIOR and one.reason not in judged]
    if kind is not ChangeKind.SPLIT:
        return [*judged, *(one.reason for one in told if one.weight > 0)]
    pulled = link.score > 0
    return judged or [one.reason for one in told if (one.weight > 0) is pulled and one.weight]


def _trace_members(
    before: Sequence[Incident], after: Sequence[Incident]
) -> tuple[Mapping[str, list[Incident]], Mapping[str, list[Incident]]]:
    """Return the former incidents of each present one, and the present ones of each former one."""
    home = {account.id: one for one in before for account in one.accounts}
    parents: dict[str, list[Incident]] = {one.id: [] for one in after}
    children: dict[str, list[Incident]] = {one.id: [] for one in before}
    for one in after:
        known = {home[account.id].id: home[account.id] for account in one.accounts if account.id in home}
        parents[one.id] = [known[id] for id in sorted(known)]
        for id in known:
            children[id].append(one)
    return parents, children


def _find_joined(incident: Incident, known: Sequence[Incident]) -> list[Account]:
    former = {account.id for one in known for account in one.accounts}
    return [account for account in incident.accounts if account.id not in former]


def _list_articles(accounts: Iterable[Account]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(account.article for account in accounts))


def _tell_new(incident: Incident) -> Change:
    link = incident.links[0] if incident.links else None
    return Change(kind=ChangeKind.NEW, before=(), after=(incident.id,), articles=incident.articles, link=link)


def _tell_growth(incident: Incident, former: Incident, joined: Sequence[Account]) -> Change:
    fresh = {account.id for account in joined}
    return Change(
        kind=ChangeKind.GROWN,
        before=(former.id,),
        after=(incident.id,),
        articles=_list_articles(joined),
        link=next((link for link in incident.links if (link.a in fresh) is not (link.b in fresh)), None),
    )


def _tell_merge(incident: Incident, known: Sequence[Incident]) -> Change:
    """Tell of the strongest link between accounts that were of two incidents, or that bridges them."""
    home = {account.id: one.id for one in known for account in one.accounts}
    across = [link for link in incident.links if home.get(link.a) != home.get(link.b)]
    direct = [link for link in across if link.a in home and link.b in home]
    return Change(
        kind=ChangeKind.MERGED,
        before=tuple(one.id for one in known),
        after=(incident.id,),
        articles=_list_articles(_find_joined(incident, known)),
        link=next(iter(direct or across), None),
    )


def _tell_split(former: Incident, parts: Sequence[Incident], weights: Weights, rulings: Rulings) -> Change:
    """Tell of a judgement, of what pulled an account away, or of the pair of two parts that fits worst."""
    members = {account.id for account in former.accounts}
    pulls = [
        link
        for part in parts
        if part.id != former.id
        for link in part.links
        if (link.a in members) is not (link.b in members)
    ]
    link = max(pulls, key=lambda one: (one.score, one.a, one.b), default=None)
    return Change(
        kind=ChangeKind.SPLIT,
        before=(former.id,),
        after=tuple(sorted(part.id for part in parts)),
        link=_find_judged(members, parts, weights, rulings) or link or _find_worst(members, parts, weights),
    )


def _find_judged(
    members: set[str], parts: Sequence[Incident], weights: Weights, rulings: Rulings
) -> Link | None:
    """Return the pair of two parts that somebody judged to be of different events."""
    home = {one.id: (part.id, one) for part in parts for one in part.accounts if one.id in members}
    for (a, b), judgements in sorted(rulings.different.items()):
        if a in home and b in home and home[a][0] != home[b][0]:
            return mark_link(score_pair(home[a][1], home[b][1], weights=weights), judgements)
    return None


def _find_worst(members: set[str], parts: Sequence[Incident], weights: Weights) -> Link | None:
    first, *others = ([one for one in part.accounts if one.id in members] for part in parts)
    links = [score_pair(a, b, weights=weights) for a in first for other in others for b in other]
    return min(links, key=lambda one: (one.score, one.a, one.b), default=None)


__all__ = ["compare_incidents"]
