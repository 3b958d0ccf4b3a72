"""Claims of one incident in, tolls out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve

from claimgraph.arguments import take_each
from claimgraph.comparison.tolls.checks import check_denials, check_left_out, check_parts, check_row
from claimgraph.comparison.tolls.conventions import Convention, find_convention
from claimgraph.comparison.tolls.figures import find_origin, is_counted
from claimgraph.comparison.tolls.groups import Groups
from claimgraph.comparison.tolls.relations import relate_parts, relate_row, sort_relations
from claimgraph.comparison.tolls.retellings import find_retellings, trace_claims
from claimgraph.comparison.tolls.rows import Row, gather_rows
from claimgraph.model import Check, Claim, Copy, Denial, Relation, Source, Toll


def reconcile(
    claims: Iterable[Claim],
    *,
    convention: str | Convention = "range_over_origins",
    denials: Iterable[Denial] = (),
    copies: Iterable[Copy] = (),
    groups: Groups | None = None,
) -> tuple[Toll, ...]:
    """Say what the claims of one incident say together, one toll a measure and comparable group.

    Nobody's figure is called right and nothing is averaged. "People" and "civilians" share a toll,
    every narrower group has its own beside it; figures of one event and of a period never meet.
    Plans, denied figures and figures that their text calls outdated stay in ``Toll.claims`` and in
    the relations, but do not count towards low, best, high or origins.

    Args:
        claims: Claims of one incident, from any articles, in any order; an id counts once.
        convention: The name of a rule for low, best and high (see `list_conventions`), or a
            `Convention` of your own.
        denials: The incident's denials; they show in the checks of the first toll.
        copies: Which articles run the text of another (see `find_copies`); what they tell in
            their own voice has one origin.
        groups: Which groups lie within which (see `load_groups`); the shipped table if left out.

    Returns:
        The tolls, those of an event before those of a period, then by measure, the total before
        its parts. Empty where there are no claims. Where no claim counts, ``low`` is 0 and
        ``best`` is ``None``.

    Raises:
        UnknownNameError: No convention has that name.
    """
    rule = find_convention(convention)
    stated = {claim.id: claim for claim in take_each(claims, Claim, "reconcile")}
    retellings = find_retellings(stated.values(), copies=copies, groups=groups)
    rows = gather_rows(trace_claims(stated.values(), retellings), groups=groups)
    parts = relate_parts(rows)
    known = {claim.id: claim for row in rows for claim in row.claims}
    denied = check_denials(rows, tuple(denials)) if rows else ()
    tolls: list[Toll] = []
    for index, row in enumerate(rows):
        inside = [relation for claim in row.claims for relation in parts.get(claim.id, ())]
        related, left_out = relate_row(row)
        relations = _merge(related, inside)
        checks = (
            *check_row(row, relations),
            *check_parts(row, rows, parts, known),
            *(() if index else denied),
            *check_left_out(row, left_out),
        )
        toll = _make_toll(row, rule, relations, checks)
        told = tuple(stated[claim.id] for claim in row.claims)
        ids = {claim.id for claim in told}
        retold = tuple(one for one in retellings if one.claim in ids)
        tolls.append(evolve(toll, group=name_group(row, rows), claims=told, retellings=retold))
    return tuple(tolls)


def _merge(pairs: Sequence[Relation], parts: Sequence[Relation]) -> tuple[Relation, ...]:
    """Join the relations of a row; a stated part wins over what its figures alone would say."""
    stated = {frozenset((part.a, part.b)) for part in parts}
    kept = [relation for relation in pairs if frozenset((relation.a, relation.b)) not in stated]
    return sort_relations([*kept, *parts])


def bound_row(row: Row, rule: Convention) -> tuple[int, int | None, int | None]:
    """Return low, best and high of a row under a convention."""
    return rule.choose(row.counted) if row.counted else (0, None, None)


def name_group(row: Row, rows: Sequence[Row]) -> str:
    """Name who a row counts; a part of the same kind as its whole says that it is a part."""
    wholes = {other.group for other in rows if other.key[:2] == row.key[:2] and not other.key.part}
    return f"{row.group} (part)" if row.key.part and row.group in wholes else row.group


def _make_toll(
    row: Row, rule: Convention, relations: tuple[Relation, ...], checks: tuple[Check, ...]
) -> Toll:
    low, best, high = bound_row(row, rule)
    return Toll(
        measure=row.key.measure,
        group=row.group,
        low=low,
        best=best,
        high=high,
        convention=rule.name,
        claims=row.claims,
        origins=list_origins(row.claims),
        relations=relations,
        checks=checks,
    )


def list_origins(claims: Iterable[Claim]) -> tuple[Source, ...]:
    """Return the independent origins of the counted claims, each once, by name.

    Relays do not count: five papers that quote one monitor are one origin.
    """
    counted = [find_origin(claim) for claim in claims if is_counted(claim)]
    unique: dict[str, Source] = {}
    for source in sorted(counted, key=lambda one: (one.id, one.name, one.kind, one.party or "")):
        unique.setdefault(source.id, source)
    return tuple(sorted(unique.values(), key=lambda one: (one.name.casefold(), one.id)))
