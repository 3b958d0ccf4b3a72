"""Gather the claims of an incident into rows of comparable figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from attrs import frozen

from claimgraph.comparison.tolls.figures import (
    Bounds,
    FigureKey,
    Reported,
    find_bounds,
    find_figure,
    find_first_reports,
    find_number,
    find_origin,
    find_standing,
    find_voice,
    is_counted,
    sort_claims,
)
from claimgraph.comparison.tolls.groups import Groups, lies_within, load_groups, widest
from claimgraph.model import Claim, Scope, Stance

# The order of rows: what a reader asks first. Measures of a user's own follow by name.
MEASURES = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "abducted",
    "detained",
    "trapped",
    "displaced",
    "evacuated",
    "released",
    "surrendered",
)


class RowKey(NamedTuple):
    """What the figures of a row have in common; ``part`` marks a total within a larger total."""

    scope: Scope
    measure: str
    kind: str
    part: bool


@frozen(kw_only=True)
class Row:
    """Comparable claims and what all of them together say about each.

    ``group`` is who is counted, in the widest kind that the claims name. ``counted`` are the figures
    that a convention bounds, ``standing`` by origin those of them that stand. ``inner`` are the ids of
    claims that tell a part of a wider figure of the same origin in the same row, ``outdated`` of claims
    whose own origin has replaced them. ``first`` says when an origin first gave a figure, ``bounds``
    how all its wordings of that figure bound it.
    """

    key: RowKey
    group: str
    claims: tuple[Claim, ...]
    counted: tuple[Claim, ...]
    standing: Mapping[str, tuple[Claim, ...]]
    inner: frozenset[str]
    outdated: frozenset[str]
    first: Reported
    bounds: Bounds
    groups: Groups


def gather_rows(claims: Sequence[Claim], *, groups: Groups | None = None) -> tuple[Row, ...]:
    """Gather claims into rows, one a scope, measure and comparable group, in reading order.

    "People" and "civilians" are told of the same total and share a row; every narrower kind has
    its own. A part that is itself told of "people" or "civilians" is kept apart from the total.
    """
    known = groups or load_groups()
    listed = sort_claims(claims)
    ids = {claim.id for claim in listed}
    members: dict[RowKey, list[Claim]] = defaultdict(list)
    for claim in listed:
        members[_find_row(claim, ids, known)].append(claim)
    parts = {_part_key(claim) for claim in listed if claim.part_of in ids}
    ordered = sorted(members, key=lambda key: _rank_row(key, known))
    return tuple(_make_row(key, members[key], parts, known) for key in ordered)


def _find_row(claim: Claim, ids: set[str], groups: Groups) -> RowKey:
    part = claim.part_of in ids
    if claim.group_kind not in groups.general:
        return RowKey(claim.scope, claim.measure, claim.group_kind, False)
    return RowKey(claim.scope, claim.measure, claim.group_kind if part else groups.everyone, part)


def _rank_row(key: RowKey, groups: Groups) -> tuple[bool, int, str, int, bool, str]:
    known = MEASURES.index(key.measure) if key.measure in MEASURES else len(MEASURES)
    general = key.kind not in groups.general
    return (key.scope is Scope.CUMULATIVE, known, key.measure, general, key.part, key.kind)


PartKey = tuple[Scope, str, str, str, FigureKey]


def _part_key(claim: Claim) -> PartKey:
    figure = find_figure(claim.quantity)
    return (claim.scope, claim.measure, find_origin(claim).id, claim.group_kind, figure)


def _make_row(key: RowKey, claims: Sequence[Claim], parts: set[PartKey], groups: Groups) -> Row:
    asserted = [c for c in claims if c.attribution.stance is Stance.ASSERTS and not c.hypothetical]
    first = find_first_reports(asserted)
    inner = frozenset() if key.part else _find_inner(asserted, parts, first, groups)
    counted = _drop_replaced([c for c in asserted if c.id not in inner])
    standing = find_standing(counted)
    stands = {claim.id for group in standing.values() for claim in group}
    flagged = {claim.id for claim in claims if claim.superseded}
    replaced = {claim.id for claim in asserted if claim.id not in stands and claim.id not in inner}
    return Row(
        key=key,
        group=widest(frozenset(claim.group_kind for claim in claims), groups=groups),
        claims=tuple(claims),
        counted=tuple(counted),
        standing=standing,
        inner=inner,
        outdated=frozenset(flagged | replaced),
        first=first,
        bounds=find_bounds(asserted),
        groups=groups,
    )


def _drop_replaced(asserted: Sequence[Claim]) -> list[Claim]:
    """Leave out what a text calls outdated, also where the same origin's figure stands elsewhere.

    An origin whose every counted figure is called outdated somewhere keeps what it asserted.
    """
    old = {find_voice(c) for c in asserted if c.superseded}
    counted = [claim for claim in asserted if is_counted(claim)]
    fresh = [c for c in counted if find_voice(c) not in old]
    kept = {claim.id for claim in fresh}
    renewed = {find_origin(claim).id for claim in fresh}
    return [c for c in counted if c.id in kept or find_origin(c).id not in renewed]


def _find_inner(
    asserted: Sequence[Claim], parts: set[PartKey], first: Reported, groups: Groups
) -> frozenset[str]:
    """Find the claims that count a part of a wider figure of the same origin in the row.

    That is: the origin calls this figure a part elsewhere, or gave both on one day and this one
    is the smaller.
    """
    by_origin: dict[str, list[Claim]] = defaultdict(list)
    for claim in asserted:
        if is_counted(claim):
            by_origin[find_origin(claim).id].append(claim)
    return frozenset(
        claim.id for claims in by_origin.values() for claim in _list_inside(claims, parts, first, groups)
    )


def _list_inside(
    claims: Sequence[Claim], parts: set[PartKey], first: Reported, groups: Groups
) -> Iterator[Claim]:
    """Yield the claims of one origin that count a part of another one of its figures."""
    kinds = {claim.group_kind for claim in claims}
    wider = {one: [w for w in kinds if lies_within(one, w, groups=groups)] for one in kinds}
    if not any(wider.values()):
        return
    # The largest figure of a kind of people in an article, and of a day: what was given together.
    largest: dict[tuple[str, str | date], int] = {}
    for claim in claims:
        for key in _list_occasions(claim, claim.group_kind, first):
            largest[key] = max(find_number(claim.quantity), largest.get(key, 0))
    for claim in claims:
        outer = wider[claim.group_kind]
        told = [largest.get(key, 0) for kind in outer for key in _list_occasions(claim, kind, first)]
        if told and (_part_key(claim) in parts or max(told) > find_number(claim.quantity)):
            yield claim


def _list_occasions(claim: Claim, kind: str, first: Reported) -> list[tuple[str, str | date]]:
    """Return where and when an origin gave a figure, for a kind of people."""
    day = first[find_voice(claim)]
    return [(kind, claim.article), *([(kind, day)] if day is not None else [])]
