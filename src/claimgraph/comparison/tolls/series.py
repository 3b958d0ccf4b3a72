"""An origin's figures over time: 11, then 58, then 86; the last one stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from claimgraph.comparison.tolls.figures import (
    FigureKey,
    find_figure,
    find_first_reports,
    find_number,
    find_order,
    find_origin,
    find_standing,
    is_counted,
)
from claimgraph.comparison.tolls.retellings import trace_toll
from claimgraph.errors import MisuseError
from claimgraph.model import Claim, RelationKind, Series, Stance, Step, Toll


def list_series(toll: Toll) -> tuple[Series, ...]:
    """Return each origin's figures in the order it gave them.

    A figure is dated by the first article that has it, so that a slow paper which repeats an old
    one opens no new step. Figures that another figure of the toll contains, plans and denied ones
    are no steps; a figure that a text calls outdated is one that does not stand.

    Args:
        toll: A toll as `reconcile` gives it.

    Returns:
        A series for each origin with a figure stated as a fact, by the origin's name. Of the
        steps those that do not stand come first, then by day, those without one last.

    Raises:
        MisuseError: Something else than a toll was given.
    """
    if not isinstance(toll, Toll):
        raise MisuseError(f"list_series takes one Toll, not {type(toll).__name__}; see incident.tolls")
    told = [claim for claim in trace_toll(toll).claims if _is_step(claim)]
    inner = _find_inner(toll)
    by_origin: dict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        if claim.id not in inner:
            by_origin[find_origin(claim).id].append(claim)
    series = (
        Series(origin=find_origin(claims[0]), steps=_list_steps(claims)) for claims in by_origin.values()
    )
    return tuple(sorted(series, key=lambda one: (one.origin.name.casefold(), one.origin.id)))


def _is_step(claim: Claim) -> bool:
    return claim.attribution.stance is Stance.ASSERTS and not claim.hypothetical


def _find_inner(toll: Toll) -> set[str]:
    ids = {claim.id for claim in toll.claims}
    parts = [relation for relation in toll.relations if relation.kind is RelationKind.PART_OF]
    return {relation.a for relation in parts if relation.b in ids}


def _list_steps(claims: Sequence[Claim]) -> tuple[Step, ...]:
    """Return the steps of one origin's claims."""
    first = find_first_reports(claims)
    outdated = {find_figure(claim.quantity) for claim in claims if claim.superseded}
    counted = [claim for claim in claims if is_counted(claim)]
    fresh = [claim for claim in counted if find_figure(claim.quantity) not in outdated] or counted
    standing = {find_figure(claim.quantity) for group in find_standing(fresh).values() for claim in group}
    figures: dict[FigureKey, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=find_order):
        figures[find_figure(claim.quantity)].append(claim)
    steps = [
        _make_step(members, day=first[find_origin(members[0]).id, figure], stands=figure in standing)
        for figure, members in figures.items()
    ]
    return tuple(sorted(steps, key=_rank_step))


def _make_step(members: Sequence[Claim], *, day: date | None, stands: bool) -> Step:
    lead = min(members, key=lambda one: (one.quantity.high is not None, find_order(one)))
    return Step(day=day, quantity=lead.quantity, claims=tuple(one.id for one in members), stands=stands)


def _rank_step(step: Step) -> tuple[bool, date, int, str]:
    return step.stands, step.day or date.max, find_number(step.quantity), step.quantity.words


__all__ = ["list_series"]
