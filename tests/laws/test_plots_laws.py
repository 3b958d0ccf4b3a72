"""Laws of pictures: whatever the figures, they can be drawn, and always the same."""

from __future__ import annotations

import strategies
from attrs import evolve, frozen
from hypothesis import given, settings
from matplotlib.backends.backend_agg import FigureCanvasAgg

import claimgraph as cg
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Article, Claim, Denial, Incident


@frozen
class Graph:
    """The shape of a claim graph."""

    incidents: tuple[Incident, ...]
    articles: tuple[Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[Denial, ...] = ()


def _draw(axes) -> None:
    FigureCanvasAgg(axes.figure).draw()


@settings(max_examples=8)
@given(strategies.incidents())
def test_any_incident_can_be_drawn(incident: Incident) -> None:
    """No picture raises or warns, whatever the claims, days and sources are."""
    told = evolve(incident, tolls=reconcile(incident.claims))
    for axes in (cg.plot_toll(told), cg.plot_timeline(told), cg.plot_why(told), cg.plot_network(told)):
        _draw(axes)


@settings(max_examples=5)
@given(strategies.incidents(), strategies.incidents())
def test_any_graph_can_be_drawn(one: Incident, other: Incident) -> None:
    """A graph of incidents with and without day, place and figures has a timeline and a network."""
    told = (evolve(one, tolls=reconcile(one.claims)), evolve(other, id="i2", tolls=reconcile(other.claims)))
    graph = Graph(incidents=told)
    for axes in (cg.plot_timeline(graph), cg.plot_network(graph)):
        _draw(axes)
