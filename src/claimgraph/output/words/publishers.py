"""The publisher that all figures of an incident come through, said once and not at every figure."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from claimgraph.model import Attribution, Claim, Source, Toll


def find_publisher(tolls: Sequence[Toll]) -> Source | None:
    """Return the source at the end of every chain, if at least one chain is longer than one."""
    chains = [claim.attribution.chain for toll in tolls for claim in toll.claims]
    ends = {chain[-1].id if chain else None for chain in chains}
    if len(ends) != 1 or max(map(len, chains)) < 2:
        return None
    return chains[0][-1]


def drop_publisher(tolls: Sequence[Toll], publisher: Source | None) -> list[Toll]:
    """Return the tolls without the publisher at the end of longer chains; ids stay."""
    if publisher is None:
        return list(tolls)
    return [evolve(toll, claims=tuple(map(_shorten, toll.claims))) for toll in tolls]


def _shorten(claim: Claim) -> Claim:
    chain = claim.attribution.chain
    if len(chain) < 2:
        return claim
    attribution: Attribution = evolve(claim.attribution, chain=chain[:-1])
    return evolve(claim, attribution=attribution)


__all__ = ["drop_publisher", "find_publisher"]
