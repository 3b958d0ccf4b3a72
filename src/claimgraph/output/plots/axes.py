"""The axes that pictures are drawn on: those given, else new ones that a notebook shows."""

from __future__ import annotations

from typing import Any

from claimgraph.errors import MissingExtraError, MisuseError

WIDTH = 9.0
"""Inches of a picture of its own; the height grows with what is drawn."""

SMALL, MEDIUM, LARGE = 8.0, 9.0, 11.0
"""The three sizes of type of all pictures, in points."""


def open_axes(ax: Any, *, height: float, width: float = WIDTH) -> Any:
    """Return the axes given, else those of a new figure.

    The new figure is none of pyplot's, so that it is gone with its last user and a loop over a
    thousand incidents fills no memory. Its axes show themselves where a cell of a notebook ends
    with them; ``axes.figure.savefig("toll.png")`` writes them.

    Args:
        ax: Axes of matplotlib, or ``None`` for new ones.
        height: Inches of a new figure.
        width: Inches of a new figure.

    Raises:
        MissingExtraError: matplotlib is not installed.
        MisuseError: ``ax`` is a figure, an array of axes or something else that cannot be drawn on.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError('plots need matplotlib: pip install "claimgraph[plot]"') from None
    if ax is not None:
        if not hasattr(ax, "transAxes"):  # what subplots(2) gives is an array of them
            raise MisuseError(
                f"ax takes the axes of one picture, not {type(ax).__name__}; plt.subplots()[1] say"
            )
        return ax
    from claimgraph.output.plots.shown import ShownAxes

    figure: Any = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    figure.get_layout_engine().set(w_pad=0.12, h_pad=0.12)
    return figure.add_subplot(axes_class=ShownAxes)


__all__ = ["LARGE", "MEDIUM", "SMALL", "WIDTH", "open_axes"]
