"""Mentions that say the same, as one claim with several spans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from claimgraph.model import Claim, Span


def merge_mentions(claims: Sequence[Claim]) -> list[Claim]:
    """Merge claims equal in wording and reading into one with several spans."""
    kept: dict[tuple[object, ...], Claim] = {}
    spans: dict[str, set[Span]] = {}
    renamed: dict[str, str] = {}
    for claim in claims:
        standing = _rename(claim, renamed)
        first = kept.setdefault(_describe(standing), standing)
        renamed[claim.id] = first.id
        spans.setdefault(first.id, set()).update(claim.spans)
    merged = []
    for claim in kept.values():
        known = _rename(claim, renamed)
        told = tuple(sorted(spans[claim.id]))
        merged.append(known if told == known.spans else evolve(known, spans=told))
    return merged


def _rename(claim: Claim, renamed: Mapping[str, str]) -> Claim:
    """Return a claim whose whole is named by the mention that stands for it."""
    whole = renamed.get(claim.part_of, claim.part_of) if claim.part_of else None
    return claim if whole == claim.part_of else evolve(claim, part_of=whole)


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
