"""Sources, whom they told, their figures and the events these count, as a layered picture."""

from __future__ import annotations

from typing import Any

from claimgraph.errors import MisuseError
from claimgraph.model import Incident
from claimgraph.output.plots.axes import MEDIUM, SMALL, open_axes
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.layers import order_layers
from claimgraph.output.plots.letters import PLAIN, spell_lines
from claimgraph.output.plots.palette import BLUE, FAINT, GREY, PALE, VERMILLION
from claimgraph.output.plots.strands import Knot, Strands, weave_graph, weave_incident
from claimgraph.output.tables import GraphLike, is_graph
from claimgraph.output.words import name_incident

ROW, EDGE = 0.42, 1.5
COLOURS = {"contradict": VERMILLION, "agree": BLUE, "": PALE}
STROKES = {"contradict": (0, (4, 2)), "agree": "-", "": "-"}
MEANINGS = {"contradict": "dashed: contradicts another figure", "agree": "blue: agrees with another origin"}

Places = dict[Knot, tuple[float, float]]


def plot_network(told: GraphLike | Incident, *, ax: Any = None) -> Any:
    """Draw who stands behind the figures: sources, who passed them on, figures, events, from left to right.

    Of an incident each figure is a knot, of many figures those of one source together; of a graph a
    line joins a source with an event, the thicker the more figures it gives. Lines are dashed where a
    figure contradicts another one of its event, blue where it agrees with another origin's.

    Args:
        told: A claim graph or an incident. Of a large one the best told part is drawn, and what is
            left out is said below.
        ax: Axes to draw on; new ones if left out, see `plot_toll`.

    Returns:
        The axes.

    Raises:
        MisuseError: Neither a graph nor an incident was given.
        MissingExtraError: matplotlib is not installed.
    """
    if isinstance(told, Incident):
        strands, heading = weave_incident(told), f"Who says what: {name_incident(told)}"
    elif is_graph(told):
        strands, heading = weave_graph(told.incidents), "Which sources count which events"
    else:
        raise MisuseError(f"plot_network takes a ClaimGraph or an Incident, not {type(told).__name__}")
    layers = _order(strands)
    rows = max((_measure(layer) for layer in layers), default=3)
    axes = open_axes(ax, height=EDGE + ROW * max(rows, 3))
    if not strands.knots:
        return draw_nothing(axes, heading, "no figures")
    places = {knot: place for layer in layers for knot, place in _place(layer, len(layers)).items()}
    _draw_edges(axes, strands, places)
    for knot, place in places.items():
        _write_knot(axes, knot, place, len(layers))
    _write_columns(axes, strands)
    write_heading(axes, heading)
    verdicts = {verdict for *_, verdict in strands.edges}
    signs = [meaning for verdict, meaning in MEANINGS.items() if verdict in verdicts]
    write_key(axes, [*signs, *strands.left_out])
    return axes


def _order(strands: Strands) -> list[list[Knot]]:
    layers = [[knot for knot in strands.knots if knot.layer == at] for at in range(len(strands.columns))]
    ordered = order_layers(layers, [(left, right) for left, right, *_ in strands.edges])
    return [[knot for knot in layer if isinstance(knot, Knot)] for layer in ordered if layer]


def _measure(layer: list[Knot]) -> float:
    """Return how many rows a column takes; a strand that only passes takes less."""
    return sum(1 if knot.name else 0.4 for knot in layer)


def _place(layer: list[Knot], columns: int) -> Places:
    whole, places, height = _measure(layer), {}, 0.0
    for knot in layer:
        size = 1 if knot.name else 0.4
        places[knot] = (knot.layer / max(columns - 1, 1), 1 - (height + size / 2) / whole)
        height += size
    return places


def _draw_edges(axes: Any, strands: Strands, places: Places) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    most = max(count for *_, count, _ in strands.edges)
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    for left, right, count, verdict in strands.edges:
        (x, y), (end_x, end_y) = places[left], places[right]
        middle = (x + end_x) / 2
        path = Path([(x, y), (middle, y), (middle, end_y), (end_x, end_y)], codes)
        look = {"edgecolor": COLOURS[verdict], "linestyle": STROKES[verdict], "facecolor": "none"}
        wide = 1 + 3 * (count - 1) / max(most - 1, 1)
        axes.add_patch(PathPatch(path, linewidth=wide, zorder=2 if verdict else 1, **look))


def _write_knot(axes: Any, knot: Knot, place: tuple[float, float], columns: int) -> None:
    if not knot.name:
        return
    x, y = place
    last = knot.layer == columns - 1
    axes.plot([x], [y], "s" if last else "o", markersize=5, color=GREY, zorder=3)
    align = "right" if knot.layer == 0 else "left"
    words = spell_lines(knot.name, width=26, most=2)
    side = {"xytext": (-7 if knot.layer == 0 else 7, 0), "textcoords": "offset points", "va": "center"}
    ground = (
        None
        if knot.layer == 0 or last
        else {"facecolor": "white", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    )
    axes.annotate(words, (x, y), ha=align, fontsize=SMALL, bbox=ground, zorder=4, **side, **PLAIN)


def _write_columns(axes: Any, strands: Strands) -> None:
    columns = strands.columns
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    for at in range(len(columns)):
        x = at / max(len(columns) - 1, 1)
        axes.axvline(x, color=FAINT, linewidth=0.6, zorder=0)
    axes.set_xticks([at / max(len(columns) - 1, 1) for at in range(len(columns))], columns, **PLAIN)
    axes.set_yticks([])
    axes.tick_params(length=0, labelsize=MEDIUM, labelcolor=GREY)
    axes.spines[:].set_visible(False)


__all__ = ["plot_network"]
