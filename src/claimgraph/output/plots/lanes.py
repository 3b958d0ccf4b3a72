"""What a toll's picture has a line for: each figure of each origin, as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from attrs import frozen

from claimgraph.comparison.tolls import list_series, trace_toll
from claimgraph.comparison.tolls.figures import find_figure, find_number, find_order, find_origin
from claimgraph.model import Claim, Incident, Quantity, RelationKind, Series, Source, Toll
from claimgraph.output.states import State, find_state

# What a reader asks first; of other measures the one that most claims give.
_FIRST_MEASURES = ("killed", "casualties", "injured")


@frozen(kw_only=True)
class Lane:
    """One figure of one origin; ``number`` is the number as worded, of "dozens" the low end."""

    origin: Source
    quantity: Quantity
    day: date | None
    claims: tuple[str, ...]
    state: State

    @property
    def number(self) -> int:
        """The number as worded; for "dozens" the low end of what it is read as."""
        return find_number(self.quantity)


def choose_toll(incident: Incident) -> Toll | None:
    """Return the toll that a picture of an incident shows: of the killed, with most origins; or none."""
    ranks = {measure: -rank for rank, measure in enumerate(reversed(_FIRST_MEASURES))}
    tolls = [toll for toll in incident.tolls if toll.claims]
    return min(
        tolls,
        key=lambda toll: (ranks.get(toll.measure, 1), -len(toll.origins), -len(toll.claims), -toll.low),
        default=None,
    )


def list_lanes(toll: Toll) -> tuple[tuple[Lane, ...], ...]:
    """Return the lanes of each origin, the origin with the lowest figure first.

    Within an origin earlier figures come first, then what stands, then plans and what it denies.
    """
    by_origin: dict[str, list[Lane]] = defaultdict(list)
    for series in list_series(toll):
        by_origin[series.origin.id].extend(_list_steps(series))
    aside = [claim for claim in trace_toll(toll).claims if find_state(claim) is not State.STANDS]
    for lane in _list_aside(aside):
        by_origin[lane.origin.id].append(lane)
    return tuple(tuple(lanes) for lanes in sorted(by_origin.values(), key=_rank_origin))


def _list_steps(series: Series) -> list[Lane]:
    return [
        Lane(
            origin=series.origin,
            quantity=step.quantity,
            day=step.day,
            claims=step.claims,
            state=State.STANDS if step.stands else State.REPLACED,
        )
        for step in series.steps
    ]


def _list_aside(claims: Iterable[Claim]) -> list[Lane]:
    """Return the lanes of plans and denied figures, equal ones together."""
    same: dict[object, list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=find_order):
        same[find_origin(claim).id, find_figure(claim.quantity), find_state(claim)].append(claim)
    return [
        Lane(
            origin=find_origin(found[0]),
            quantity=found[0].quantity,
            day=found[0].published,
            claims=tuple(claim.id for claim in found),
            state=find_state(found[0]),
        )
        for found in same.values()
    ]


def _rank_origin(lanes: list[Lane]) -> tuple[bool, int, str, str]:
    standing = [lane for lane in lanes if lane.state is State.STANDS]
    number = min(lane.number for lane in standing or lanes)
    return not standing, number, lanes[0].origin.name.casefold(), lanes[0].origin.id


def find_exclusions(toll: Toll, lanes: Iterable[Lane]) -> list[tuple[int, int]]:
    """Return the pairs of lanes whose figures cannot both be true, by their places in the order given.

    Only figures that stand, and denied ones, exclude others: an earlier one that was another is no
    contradiction.
    """
    place = {
        id: number
        for number, lane in enumerate(lanes)
        if lane.state in (State.STANDS, State.DENIED)
        for id in lane.claims
    }
    pairs = {
        (min(place[one.a], place[one.b]), max(place[one.a], place[one.b]))
        for one in toll.relations
        if one.kind is RelationKind.CONTRADICTS and one.a in place and one.b in place
    }
    return sorted(pair for pair in pairs if pair[0] != pair[1])


__all__ = ["Lane", "choose_toll", "find_exclusions", "list_lanes"]
