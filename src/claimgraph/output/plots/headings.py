"""What stands above and below a picture: its title, a quieter line, and the key of its signs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from claimgraph.output.plots.axes import LARGE, MEDIUM, SMALL
from claimgraph.output.plots.letters import PLAIN, spell, spell_lines
from claimgraph.output.plots.palette import GREY

BELOW = 110
"""So many columns the quieter line has at most."""

_TITLE_LETTER, _NAME_LETTER, _KEY_LETTER = 6.9, 5.2, 4.5
"""Points that a letter of the title, of the names at the left and of the key takes, about."""


def write_heading(axes: Any, heading: str, below: str = "", *, beside: int = 0) -> None:
    """Write the title of a picture, with a quieter line below it.

    Args:
        axes: The axes.
        heading: The title; in two lines where one has no room.
        below: The quieter line.
        beside: How many letters the longest name at the left of the axes has.
    """
    width = _find_columns(axes, beside, _TITLE_LETTER)
    title = spell_lines(heading[:1].upper() + heading[1:], width=width)
    lift = 6 + (SMALL * 1.6 if below else 0)
    axes.set_title(title, loc="left", fontsize=LARGE, fontweight="bold", pad=lift, **PLAIN)
    place = {"xy": (0, 1), "xycoords": "axes fraction", "xytext": (0, 6), "textcoords": "offset points"}
    if below:
        axes.annotate(spell(below, most=BELOW), fontsize=MEDIUM, color=GREY, **place, **PLAIN)


def _find_columns(axes: Any, beside: int, letter: float) -> int:
    """Return how many letters of so many points have room right of the names."""
    return max(24, int((_find_width(axes) - _NAME_LETTER * beside) / letter))


def _find_width(axes: Any) -> float:
    """Return how many points wide the part of the figure is that the axes have for themselves, about."""
    figure = axes.figure.figure
    if len(figure.axes) == 1:
        return 72 * float(figure.get_size_inches()[0]) - 20
    return 72 * float(axes.bbox.width) / float(figure.dpi)


def write_key(axes: Any, signs: Sequence[str], *, beside: int = 0) -> None:
    """Name the signs of a picture below its axis, in as many lines as they need; see `write_heading`."""
    width, lines = _find_columns(axes, beside, _KEY_LETTER), [""]
    for sign in signs:
        longer = f"{lines[-1]} · {sign}" if lines[-1] else sign
        if len(longer) > width and lines[-1]:
            lines.append(sign)
        else:
            lines[-1] = longer
    axes.set_xlabel("\n".join(lines), fontsize=SMALL, color=GREY, loc="left", **PLAIN)


def draw_nothing(axes: Any, heading: str, words: str) -> Any:
    """Say on the axes that there is nothing to draw; return them."""
    axes.set_axis_off()
    write_heading(axes, heading)
    centre = {"transform": axes.transAxes, "ha": "center", "va": "center"}
    axes.text(0.5, 0.5, words, fontsize=MEDIUM, color=GREY, **centre, **PLAIN)
    return axes


__all__ = ["draw_nothing", "write_heading", "write_key"]
