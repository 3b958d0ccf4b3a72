"""Whose figure a claim really is, where its own words do not say so.

Four things make a claim somebody else's figure, each only for the *same* figure of one measure,
scope and comparable group; what an outlet adds of its own stays its own:

1. **own voice**: an article states in its own voice what it attributes to somebody, too.
2. **same text**: an article states in its own voice what stands in the text that it shares with
   another article, which had it before.
3. **relay**: a source gives the figure as its own that it passes on elsewhere in the incident, no
   later than that: one article has "28, the agency said", another "28, the monitor told the agency".
4. **no name**: a source without a name gives the figure of the only named source of its kind, where its
   words say no more than the kind or stand in the name: "28, a monitor said" beside "28, the Observatory
   said", but not "four, an ambulance service said" beside "four, the Red Crescent said".

Claims are not changed: a `Retelling` says whose the figure is, and `trace_claims` puts that source
at the beginning of the chain for whoever counts origins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from claimgraph.comparison.tolls.figures import FigureKey, find_figure, find_origin, sort_claims
from claimgraph.comparison.tolls.groups import Groups, load_groups
from claimgraph.comparison.tolls.reasons import quote
from claimgraph.comparison.tolls.tellings import Tellings
from claimgraph.model import Attribution, Claim, Copy, Incident, Retelling, Scope, Source, Stance, Toll

# Kinds whose sources have a name of their own, in whatever letters a record spells it.
NAMED_KINDS = frozenset({"agency", "article", "outlet", "person", "publisher"})

Fact = tuple[Scope, str, FigureKey]


@frozen(kw_only=True)
class Step:
    """One step back: the claim that the figure was taken from, and how that is known."""

    claim: Claim
    how: str


def find_retellings(
    claims: Iterable[Claim], *, copies: Iterable[Copy] = (), groups: Groups | None = None
) -> tuple[Retelling, ...]:
    """Find the claims whose figure is another source's.

    Args:
        claims: The claims of one incident, in any order.
        copies: Which of their articles run the text of another, see `find_copies`.
        groups: Which groups lie within which; the shipped table if left out.

    Returns:
        The retellings by the id of the claim; none for a claim whose origin is as it says.
    """
    facts: dict[Fact, list[Claim]] = defaultdict(list)
    for claim in sort_claims(claims):
        # Who denies a figure or speaks of a plan does not give it.
        if claim.attribution.stance is Stance.ASSERTS and not claim.hypothetical:
            facts[_find_fact(claim)].append(claim)
    copied = {copy.a: copy for copy in copies}
    found = [
        retelling
        for same in facts.values()
        if len(same) > 1
        for retelling in _retell_fact(Tellings(same, groups=groups or load_groups()), copied)
    ]
    return tuple(sorted(found, key=lambda one: one.claim))


def trace_claims(claims: Iterable[Claim], retellings: Iterable[Retelling]) -> tuple[Claim, ...]:
    """Return the claims, those retold with whose figure it is at the beginning of their chain."""
    whose = {one.claim: one.origin for one in retellings}
    return tuple(_put_first(claim, whose) for claim in claims)


def trace_toll(toll: Toll) -> Toll:
    """Return a toll whose claims are told by those whose figures they are."""
    if not toll.retellings:
        return toll
    return evolve(toll, claims=trace_claims(toll.claims, toll.retellings))


def trace_incident(incident: Incident) -> tuple[Claim, ...]:
    """Return the claims of an incident, in their order, told by those whose figures they are."""
    return trace_claims(incident.claims, [one for toll in incident.tolls for one in toll.retellings])


def _put_first(claim: Claim, whose: Mapping[str, Source]) -> Claim:
    origin = whose.get(claim.id)
    if origin is None:
        return claim
    chain = (origin, *(source for source in claim.attribution.chain if source != origin))
    attribution: Attribution = evolve(claim.attribution, chain=chain, own_voice=False, cue=None)
    return evolve(claim, attribution=attribution)


def _find_fact(claim: Claim) -> Fact:
    return claim.scope, claim.measure, find_figure(claim.quantity)


def _retell_fact(told: Tellings, copies: Mapping[str, Copy]) -> Iterator[Retelling]:
    steps = {claim.id: step for claim in told.claims if (step := _step_back(claim, told, copies)) is not None}
    for claim in told.claims:
        if claim.id in steps and (retelling := _retell(claim, steps)) is not None:
            yield retelling


def _step_back(claim: Claim, told: Tellings, copies: Mapping[str, Copy]) -> Step | None:
    if claim.attribution.own_voice:
        return (
            _find_attributed(claim, told) or _find_copied(claim, told, copies) or _find_relayed(claim, told)
        )
    return _find_relayed(claim, told) or _find_named(claim, told)


def _find_attributed(claim: Claim, told: Tellings) -> Step | None:
    """Find the claim of the same article that gives the figure to somebody."""
    for other in told.list_beside(claim, claim.article):
        if other.origin and not other.attribution.own_voice:
            return Step(claim=other, how="the same article attributes it")
    return None


def _find_copied(claim: Claim, told: Tellings, copies: Mapping[str, Copy]) -> Step | None:
    """Find the claim that stands in the text the article shares with an earlier one."""
    article = claim.article
    seen = {article}
    while (copy := copies.get(article)) is not None and copy.b not in seen:
        article = copy.b
        seen.add(article)
        for other in sorted(told.list_beside(claim, article), key=lambda one: one.attribution.own_voice):
            return Step(claim=other, how=copy.reason)
    return None


def _find_relayed(claim: Claim, told: Tellings) -> Step | None:
    """Find the claim in which this one's origin only passes the figure on."""
    teller = find_origin(claim)
    other = told.find_relayed(claim, teller.id)
    if other is None:
        return None
    return Step(claim=other, how=f"{teller.name} passes it on in {other.article}")


def _find_named(claim: Claim, told: Tellings) -> Step | None:
    """Find the claim of the only named source of the kind that this one's origin is of."""
    teller = find_origin(claim)
    if claim.quantity.value is None or not _is_nameless(teller):
        return None  # "dozens" is said too often to be told from another's "dozens"
    named = [
        other
        for other in told.list_of_kind(claim, teller.kind)
        if not _is_nameless(find_origin(other)) and _may_mean(teller, find_origin(other))
    ]
    if len({find_origin(other).id for other in named}) != 1:
        return None
    return Step(claim=named[0], how=f"“{teller.name}” names nobody else")


def _is_nameless(source: Source) -> bool:
    """Return whether a source is only a kind: "a monitor", "police"; records may spell names small."""
    return source.kind not in NAMED_KINDS and source.name == source.name.lower()


def _may_mean(nameless: Source, named: Source) -> bool:
    """Return whether words without a name fit a source: they are its kind, or stand in its name."""
    words = set(nameless.name.split())
    return words == {nameless.kind.lower()} or words <= set(named.name.lower().split())


def _retell(claim: Claim, steps: Mapping[str, Step]) -> Retelling | None:
    """Follow the steps to whose figure it is; a ring of relays has its first claim as its origin."""
    path = [claim]
    while (step := steps.get(path[-1].id)) is not None:
        if step.claim in path:
            path.append(min(path[path.index(step.claim) :], key=lambda one: one.id))
            break
        path.append(step.claim)
    origin = find_origin(path[-1])
    if origin.id == find_origin(claim).id:
        return None
    reason = f"{quote(claim)} in {claim.article} is the figure of {origin.name}: {steps[claim.id].how}."
    return Retelling(claim=claim.id, origin=origin, reason=reason)


__all__ = ["NAMED_KINDS", "find_retellings", "trace_claims", "trace_incident", "trace_toll"]
