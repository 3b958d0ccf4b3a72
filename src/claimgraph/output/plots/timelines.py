"""Figures over days: of one event as they grew, of a graph event by event."""

from __future__ import annotations

from typing import Any

from claimgraph.errors import MisuseError
from claimgraph.model import Incident
from claimgraph.output.plots.calendars import draw_calendar
from claimgraph.output.plots.growth import draw_growth
from claimgraph.output.tables import GraphLike, is_graph


def plot_timeline(told: Incident | GraphLike, *, ax: Any = None) -> Any:
    """Draw figures over days.

    Of an incident: what each origin said on which day, in steps from report to report. A triangle
    that points up is a figure without upper bound ("at least 28"), one that points down "up to 28", a
    hatched bar a vague word. It shows the toll that `plot_toll` shows.

    Of a graph: its events over their days, each as high as the figure that its toll calls best, with
    a line from low to high; a square where figures contradict one another, a filled dot where
    origins agree, a ring where nothing but one origin or one figure is known. The highest have names.

    Args:
        told: An incident or a claim graph.
        ax: Axes to draw on; new ones if left out, see `plot_toll`.

    Returns:
        The axes; what no day is known of is counted below.

    Raises:
        MisuseError: Neither an incident nor a graph was given.
        MissingExtraError: matplotlib is not installed.
    """
    if isinstance(told, Incident):
        return draw_growth(told, ax)
    if is_graph(told):
        return draw_calendar(told, ax)
    raise MisuseError(f"plot_timeline takes an Incident or a ClaimGraph, not {type(told).__name__}")


__all__ = ["plot_timeline"]
