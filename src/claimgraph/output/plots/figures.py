"""One figure on an axis of counts: a dot, its caps where bounds are stated, an arrow where none is."""

from __future__ import annotations

from typing import Any

from claimgraph.model import Modifier, Quantity
from claimgraph.output.plots.lanes import Lane
from claimgraph.output.states import State

ARROW = 22
"""Points that the arrow of an open bound is long."""


def draw_figure(axes: Any, lane: Lane, *, height: float, colour: str, shape: str) -> None:
    """Draw a figure on its row; see `plot_toll` for what the signs mean."""
    count = lane.quantity
    if count.value is None or count.modifier is Modifier.VAGUE:
        _draw_hatched(axes, count, height=height, colour=colour)
    else:
        _draw_interval(axes, count, height=height, colour=colour)
        face = colour if lane.state in (State.STANDS, State.REPLACED) else "white"
        sign = "X" if lane.state is State.DENIED else shape
        axes.plot(
            [lane.number],
            [height],
            sign,
            markersize=6,
            markerfacecolor=face,
            markeredgecolor=colour,
            zorder=4,
        )


def _draw_interval(axes: Any, count: Quantity, *, height: float, colour: str) -> None:
    if is_open_below(count):
        _draw_arrow(axes, count.high or 0, height, -ARROW, colour)
        _draw_cap(axes, count.high or 0, height, colour)
    elif count.high is None:
        _draw_arrow(axes, count.low, height, ARROW, colour)
        _draw_cap(axes, count.low, height, colour)
    elif count.low < count.high:
        line = ":" if count.modifier is Modifier.ABOUT else "-"
        axes.plot([count.low, count.high], [height, height], line, color=colour, linewidth=1.6, zorder=3)
        _draw_cap(axes, count.low, height, colour)
        _draw_cap(axes, count.high, height, colour)


def is_open_below(count: Quantity) -> bool:
    """Return whether the words state an upper bound only: "up to 28"."""
    return count.modifier is Modifier.AT_MOST


def _draw_hatched(axes: Any, count: Quantity, *, height: float, colour: str) -> None:
    edge = axes.get_xlim()[1] if count.high is None else count.high
    look = {"facecolor": "none", "edgecolor": colour, "hatch": "/////", "linewidth": 0.8, "zorder": 3}
    axes.barh(height, edge - count.low, left=count.low, height=0.44, **look)
    if count.high is None:
        _draw_arrow(axes, count.low, height, ARROW, colour)


def _draw_arrow(axes: Any, number: int, height: float, length: float, colour: str) -> None:
    arrow = {"arrowstyle": "<-", "color": colour, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0}
    start = {"xy": (number, height), "xytext": (length, 0), "textcoords": "offset points"}
    axes.annotate("", arrowprops=arrow, zorder=3, **start)


def _draw_cap(axes: Any, number: int, height: float, colour: str) -> None:
    axes.plot([number], [height], "|", color=colour, markersize=9, markeredgewidth=1.6, zorder=3)


__all__ = ["draw_figure", "is_open_below"]
