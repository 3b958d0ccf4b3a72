"""The lines of a toll's picture: their order, and which figures exclude each other."""

from __future__ import annotations

import figures
from attrs import evolve
from figures import ARMY, HELMETS, SOHR

from claimgraph.model import Claim, Stance
from claimgraph.output.plots.lanes import find_exclusions, list_lanes
from claimgraph.output.states import State


def _deny(claim: Claim) -> Claim:
    return evolve(claim, attribution=evolve(claim.attribution, stance=Stance.DENIES))


def test_origin_whose_figures_stand_comes_before_one_that_only_denies() -> None:
    """However low a denied figure is, who states one as a fact is drawn first."""
    denied = _deny(figures.claim("5", "civilians", ARMY))
    toll = figures.only([figures.claim("28", "civilians", SOHR), denied])
    assert [[lane.origin for lane in lanes] for lanes in list_lanes(toll)] == [[SOHR], [ARMY]]


def test_replaced_figure_excludes_nothing() -> None:
    """An earlier figure that was another is no contradiction; figures that stand are one."""
    early = figures.claim("15", "civilians", SOHR, day=20)
    late = figures.claim("28", "civilians", SOHR, day=22)
    other = figures.claim("40", "civilians", HELMETS, day=22)
    toll = figures.only([early, late, other])
    lanes = [lane for lanes in list_lanes(toll) for lane in lanes]
    assert [lane.state for lane in lanes] == [State.REPLACED, State.STANDS, State.STANDS]
    against = [one for one in toll.relations if one.kind.value == "contradicts"]
    both = evolve(toll, relations=(*against, evolve(against[0], a=early.id, b=other.id)))
    assert find_exclusions(both, lanes) == [(1, 2)]
