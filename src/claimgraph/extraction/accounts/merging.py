"""Mentions that say the same, as one claim with several spans."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from claimgraph.model import Claim, Span


def merge_mentions(claims: Sequence[Claim]) -> list[Claim]:
    """Merge claims equal in wording and reading into one with several spans."""
    kept: dict[tuple[object, ...], Claim] = {}
    spans: dict[str, set[Span]] = {}
    renamed: dict[str, str] = {}
    for claim in claims:
        whole = renamed.get(claim.part_of, claim.part_of) if claim.part_of else None
        standing = evolve(claim, part_of=whole)
        key = _describe(standing)
        first = kept.setdefault(key, standing)
        renamed[claim.id] = first.id
        spans.setdefault(first.id, set()).update(claim.spans)
    return [
        evolve(
            claim,
            spans=tuple(sorted(spans[claim.id])),
            part_of=renamed.get(claim.part_of, claim.part_of) if claim.part_of else None,
        )
        for claim in kept.values()
    ]


def _describe(claim: Claim) -> tuple[object, ...]:
    """Return what two mentions must share to be one claim."""
    place = (claim.place.key or claim.place.name) if claim.place else None
    days = (claim.date.earliest, claim.date.latest) if claim.date else None
    chain = tuple(source.id for source in claim.attribution.chain)
    return (
        claim.text,
        claim.measure,
        claim.group,
        place,
        days,
        chain,
        claim.attribution.own_voice,
        claim.attribution.stance,
        claim.scope,
        claim.part_of,
        claim.hypothetical,
        claim.superseded,
        claim.means,
    )
