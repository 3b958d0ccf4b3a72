"""What became of a figure, as every picture and table says it."""

from __future__ import annotations

import figures
from attrs import evolve

from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Account, Claim, Incident, Stance
from claimgraph.output.states import State, find_replaced, find_state

OLD = figures.claim("15", "civilians", figures.SOHR, day=21)
NEW = figures.claim("28", "civilians", figures.SOHR, day=22)


def _make_incident(*claims: Claim) -> Incident:
    return Incident(id="i", accounts=(Account(id="x", article="a", claims=claims),), tolls=reconcile(claims))


def test_later_figure_of_an_origin_replaces_the_earlier() -> None:
    """The earlier figure of one origin does not stand any more, that of another origin does."""
    other = figures.claim("12", "civilians", figures.HELMETS, day=20)
    assert find_replaced(_make_incident(OLD, NEW, other)) == {OLD.id}


def test_figure_that_a_text_calls_outdated_does_not_stand() -> None:
    """An earlier toll that only a later text tells of is replaced, alone too."""
    told = evolve(OLD, superseded=True)
    assert find_replaced(_make_incident(told)) == {told.id}
    assert find_replaced(evolve(_make_incident(told), tolls=())) == {told.id}


def test_states_of_a_figure() -> None:
    """A denial comes before a plan, a plan before what was replaced."""
    plan = evolve(OLD, hypothetical=True)
    denied = evolve(plan, attribution=evolve(OLD.attribution, stance=Stance.DENIES))
    states = [find_state(one, {OLD.id}) for one in (NEW, OLD, plan, denied)]
    assert states == [State.STANDS, State.REPLACED, State.EXPECTED, State.DENIED]
