"""Who stands behind the figures: layers, few crossings, bundles, and what is left out."""

from __future__ import annotations

import itertools

import figures
import pytest
from attrs import frozen
from figures import ANADOLU, ARMY, HELMETS, PAPER, SOHR
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

import claimgraph as cg
from claimgraph.model import Account, Claim, Incident, Source
from claimgraph.output.plots.layers import order_layers
from claimgraph.output.plots.palette import BLUE, PALE, VERMILLION


@frozen
class Graph:
    """The shape of a claim graph."""

    incidents: tuple[Incident, ...] = ()
    articles: tuple[cg.Article, ...] = ()
    claims: tuple[Claim, ...] = ()
    denials: tuple[cg.Denial, ...] = ()


def _make_incident(claims: list[Claim], id: str = "i") -> Incident:
    accounts = tuple(Account(id=f"{id}:{one.article}", article=one.article, claims=(one,)) for one in claims)
    return Incident(id=id, accounts=accounts, tolls=cg.reconcile(claims))


def _list_words(axes) -> list[str]:
    return [text.get_text() for text in axes.texts if text.get_text()]


def _list_edges(axes) -> list[tuple[str, float]]:
    return sorted((to_hex(edge.get_edgecolor()).upper(), edge.get_linewidth()) for edge in axes.patches)


def test_an_incident_shows_sources_relays_figures_and_the_event() -> None:
    """A column each; figures of one chain that are the same are one knot."""
    claims = [
        figures.claim("28+", "civilians", SOHR, ANADOLU, PAPER),
        figures.claim("40", "civilians", HELMETS, PAPER, article="b"),
    ]
    axes = cg.plot_network(_make_incident(claims))
    names = ["source", "passed on by", "passed on by", "figures", "incident"]
    assert [label.get_text() for label in axes.get_xticklabels()] == names
    words = [
        "28+ civilians killed",
        "40 civilians killed",
        "Anadolu Agency",
        "SOHR",
        "The Paper",
        "White Helmets",
    ]
    assert set(words) <= set(_list_words(axes))
    assert "place not named\nday not given" in _list_words(axes)


def test_lines_say_whether_figures_agree_or_contradict() -> None:
    """Those that contradict are dashed and of another colour."""
    apart = [figures.claim("28", "people", SOHR), figures.claim("40", "people", ANADOLU, article="b")]
    axes = cg.plot_network(_make_incident(apart))
    assert {colour for colour, _ in _list_edges(axes)} == {VERMILLION}
    assert all(edge.get_linestyle() != "-" for edge in axes.patches)
    alike = [figures.claim("28", "people", SOHR), figures.claim("28", "people", ANADOLU, article="b")]
    assert {colour for colour, _ in _list_edges(cg.plot_network(_make_incident(alike)))} == {BLUE}
    alone = cg.plot_network(_make_incident(apart[:1]))
    assert {colour for colour, _ in _list_edges(alone)} == {PALE}
    assert alone.get_xlabel() == ""


def test_a_graph_bundles_the_claims_of_a_source() -> None:
    """A line from source to event, the thicker the more figures."""
    first = [figures.claim(f"{at}", "people", SOHR, article=f"a{at}") for at in (5, 5, 6)]
    second = [figures.claim("9", "men", ARMY, article="b")]
    axes = cg.plot_network(Graph(incidents=(_make_incident(first), _make_incident(second, "i2"))))
    assert [label.get_text() for label in axes.get_xticklabels()] == ["source", "incident"]
    assert len(axes.patches) == 2
    assert [width for _, width in _list_edges(axes)] != [1, 1]
    assert {"SOHR", "Russian army"} <= set(_list_words(axes))


def test_what_is_too_much_is_counted() -> None:
    """Thirty events of forty sources: the best told part is drawn, the rest said below."""
    sources = [Source(id=f"s{at}", name=f"Source {at}", kind="monitor") for at in range(40)]
    incidents = tuple(
        _make_incident(
            [figures.claim("9", "people", one, article=f"a{at}") for one in sources[at : at + 11]], f"i{at}"
        )
        for at in range(30)
    )
    axes = cg.plot_network(Graph(incidents=incidents))
    assert "left out: 6 incidents" in axes.get_xlabel()
    assert "sources with fewer reports" in axes.get_xlabel()
    FigureCanvasAgg(axes.figure).draw()
    names = sorted(
        (text.get_window_extent() for text in axes.texts if text.get_text().startswith("Source")),
        key=lambda box: box.y0,
    )
    assert len(names) == 24
    assert all(above.y0 >= below.y1 for below, above in itertools.pairwise(names))
    assert all(box.x0 >= 0 for box in names)


def test_edges_cross_little_and_always_alike() -> None:
    """Neighbours come beside each other, whatever order the layers had."""
    edges = [("a", "x"), ("b", "y"), ("c", "z")]
    assert order_layers([["a", "b", "c"], ["z", "y", "x"]], edges) == [["a", "b", "c"], ["x", "y", "z"]]
    assert order_layers([["a"], []], []) == [["a"], []]


def test_given_axes_are_used_and_anything_else_is_misuse() -> None:
    """Nothing to draw is said, not raised."""
    given = Figure().subplots()
    assert cg.plot_network(Graph(), ax=given) is given
    assert "no figures" in _list_words(given)
    with pytest.raises(cg.MisuseError, match="takes a ClaimGraph or an Incident, not int"):
        cg.plot_network(1)
