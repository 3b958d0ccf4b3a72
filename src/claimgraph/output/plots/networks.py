"""Sources, whom they told, their figures and the events these count, as a layered picture."""

from __future__ import annotations

from typing import Any

from claimgraph.errors import MisuseError
from claimgraph.model import Incident
from claimgraph.output.plots.axes import MEDIUM, SMALL, WIDTH, open_axes
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.layers import order_layers
from claimgraph.output.plots.letters import PLAIN, spell
from claimgraph.output.plots.palette import BLUE, GREY, PALE, VERMILLION
from claimgraph.output.plots.strands import Knot, Strands, weave_graph, weave_incident
from claimgraph.output.tables import GraphLike, is_graph
from claimgraph.output.words import name_incident

ROW, EDGE, WIDEST = 0.36, 1.5, 13.0
NAME, GAP, LETTER = 32, 14, 5.2
COLOURS = {"contradict": VERMILLION, "agree": BLUE, "": PALE}
STROKES = {"contradict": (0, (4, 2)), "agree": "-", "": "-"}
MEANINGS = {"contradict": "dashed: contradicts another figure", "agree": "blue: agrees with another origin"}

Places = dict[Knot, tuple[float, float, float]]
"""Where each knot begins and ends from left to right, and how high it lies."""


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
        strands, heading = weave_graph(told.incidents), "Which sources count which incidents"
    else:
        raise MisuseError(f"plot_network takes a ClaimGraph or an Incident, not {type(told).__name__}")
    layers = _order(strands)
    rows = max((_measure(layer) for layer in layers), default=3)
    letters = [max(map(_count_letters, layer), default=0) for layer in layers]
    width = (sum(letters) + GAP * (len(letters) - 1)) * LETTER / 72
    axes = open_axes(ax, height=EDGE + ROW * max(rows, 3), width=min(max(WIDTH, width), WIDEST))
    if not strands.knots:
        return draw_nothing(axes, heading, "no figures")
    columns = _list_columns(layers)
    places = {knot: place for layer in layers for knot, place in _place(layer, columns).items()}
    _draw_edges(axes, strands, places)
    for knot, place in places.items():
        _draw_knot(axes, knot, place)
    _write_columns(axes, strands.columns, columns)
    write_heading(axes, heading, beside=letters[0])
    verdicts = {verdict for *_, verdict in strands.edges}
    signs = [meaning for verdict, meaning in MEANINGS.items() if verdict in verdicts]
    write_key(axes, [*signs, *strands.left_out], beside=letters[0])
    return axes


def _order(strands: Strands) -> list[list[Knot]]:
    layers = [[knot for knot in strands.knots if knot.layer == at] for at in range(len(strands.columns))]
    ordered = order_layers(layers, [(left, right) for left, right, *_ in strands.edges])
    return [[knot for knot in layer if isinstance(knot, Knot)] for layer in ordered]


def _list_columns(layers: list[list[Knot]]) -> list[tuple[float, float]]:
    """Return where each column begins and ends: those between the ends are as wide as their words."""
    widths = [0.0, *(max((_count_letters(knot) for knot in layer), default=0) for layer in layers[1:-1]), 0.0]
    whole = sum(widths) + GAP * (len(widths) - 1)
    starts = [sum(widths[:at]) + GAP * at for at in range(len(widths))]
    return [(start / whole, (start + width) / whole) for start, width in zip(starts, widths, strict=True)]


def _count_letters(knot: Knot) -> int:
    return max(min(len(line), NAME) for line in knot.name.split("\n"))


def _measure(layer: list[Knot]) -> float:
    """Return how many rows a column takes."""
    return sum(map(_size, layer))


def _size(knot: Knot) -> float:
    return 1 if knot.name else 0.4  # a strand that only passes needs no room for words


def _place(layer: list[Knot], columns: list[tuple[float, float]]) -> Places:
    whole, height = _measure(layer), 0.0
    places: Places = {}
    for knot in layer:
        left, right = columns[knot.layer]
        if not knot.name:
            left = right = (left + right) / 2
        places[knot] = (left, right, 1 - (height + _size(knot) / 2) / whole)
        height += _size(knot)
    return places


def _draw_edges(axes: Any, strands: Strands, places: Places) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    most = max(count for *_, count, _ in strands.edges)
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
    for left, right, count, verdict in strands.edges:
        (_, x, y), (end_x, _, end_y) = places[left], places[right]
        middle = (x + end_x) / 2
        path = Path([(x, y), (middle, y), (middle, end_y), (end_x, end_y)], codes)
        look = {"edgecolor": COLOURS[verdict], "linestyle": STROKES[verdict], "facecolor": "none"}
        wide = 1 + 3 * (count - 1) / max(most - 1, 1)
        axes.add_patch(PathPatch(path, linewidth=wide, zorder=2 if verdict else 1, **look))


def _draw_knot(axes: Any, knot: Knot, place: tuple[float, float, float]) -> None:
    """Draw a knot with its name: at an end beside a dot, between the ends above a line."""
    left, right, height = place
    if not knot.name:
        return
    if left < right:
        colour = COLOURS[knot.verdict] if knot.verdict else GREY
        axes.plot([left, right], [height, height], color=colour, linewidth=1, zorder=3)
        side = {"xytext": (1, 2), "ha": "left", "va": "bottom"}
    else:
        axes.plot(
            [left], [height], "s" if knot.kind == "incident" else "o", markersize=5, color=GREY, zorder=3
        )
        is_first = knot.layer == 0
        side = {"xytext": (-7 if is_first else 7, 0), "ha": "right" if is_first else "left", "va": "center"}
    words = "\n".join(spell(line, most=NAME) for line in knot.name.split("\n"))
    axes.annotate(
        words, (left, height), textcoords="offset points", fontsize=SMALL, zorder=4, **side, **PLAIN
    )


def _write_columns(axes: Any, names: tuple[str, ...], columns: list[tuple[float, float]]) -> None:
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(-0.02, 1.02)
    axes.set_xticks([(left + right) / 2 for left, right in columns], names, **PLAIN)
    axes.set_yticks([])
    axes.tick_params(length=0, labelsize=MEDIUM, labelcolor=GREY)
    axes.spines[:].set_visible(False)


__all__ = ["plot_network"]
