"""One origin's figures on the axis of a toll: a strip as wide as its cell.

A dot is a number as worded, a bar an interval, an arrow a bound that is left open. What no longer
stands is drawn hollow, what is denied as a cross, what is only expected dashed; the words beside
the strip say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen

from claimgraph.model import Modifier, Quantity
from claimgraph.output.markup import Html, join, tag
from claimgraph.output.report.charts.scales import Scale
from claimgraph.output.states import State

HEIGHT = 26
MIDDLE = HEIGHT // 2


@frozen(kw_only=True)
class Point:
    """A figure to draw; ``state`` is a `State`, or ``part`` for a figure within another."""

    quantity: Quantity
    state: str = State.STANDS


def draw_axis(scale: Scale, *, name: str, low: int = 0, high: int | None = None) -> Html:
    """Return the axis with its round numbers, to stand above the strips, and the ground that they repeat.

    Args:
        scale: The axis that the strips of a toll share.
        name: The name of the element that holds the ground; `draw_strip` is given the same.
        low: Where the range of the toll begins, which is shaded; nothing for 0.
        high: Where it ends; open if left out.
    """
    ticks = [(f"{number:,}", scale.place(number)) for number in scale.list_ticks()]
    words = [tag("text", words, x=at, y="12", **{"class": "tick"}) for words, at in ticks]
    grid = [_line(at, at, y="0", y2=str(HEIGHT), name="grid") for _, at in ticks]
    shade = _draw_range(scale, low, high) if low else None
    ground = tag("defs", tag("g", shade, *grid, id=name))
    return _frame([ground, *words], height=18, name="axis")


def draw_strip(points: Sequence[Point], scale: Scale, *, name: str) -> Html:
    """Return the strip of one origin.

    Args:
        points: Its figures, in the order it gave them.
        scale: The axis that the strips of a toll share.
        name: The name of the ground that `draw_axis` drew.
    """
    path = [
        _line(scale.place(_anchor(a.quantity)), scale.place(_anchor(b.quantity)), name="path")
        for a, b in pairwise(points)
    ]
    ground = tag("use", href=f"#{name}")
    return _frame([ground, *path, *(_draw_point(point, scale) for point in points)])


def _anchor(quantity: Quantity) -> int:
    return quantity.low if quantity.value is None else quantity.value


def _draw_range(scale: Scale, low: int, high: int | None) -> Html:
    start = float(scale.place(low)[:-1])
    end = 100.0 if high is None else float(scale.place(high)[:-1])
    return tag(
        "rect",
        x=f"{start:.1f}%",
        y="0",
        width=f"{end - start:.1f}%",
        height=str(HEIGHT),
        **{"class": "range"},
    )


def _draw_point(point: Point, scale: Scale) -> Html:
    """Draw an interval, its number and its open ends."""
    quantity = point.quantity
    at, parts = scale.place(_anchor(quantity)), []
    if quantity.high is None:
        parts.append(_nest(at, tag("path", d=f"M5 {MIDDLE}h17m-5-4l5 4l-5 4", **{"class": "arrow"})))
    elif quantity.low < quantity.high:
        ends = scale.place(quantity.low), scale.place(quantity.high)
        parts.append(_line(*ends, name="bar"))
        parts += [_line(end, end, y=str(MIDDLE - 5), y2=str(MIDDLE + 5), name="bar") for end in ends]
    if point.state == State.DENIED:
        parts.append(_nest(at, tag("path", d=f"M-5 {MIDDLE - 5}l10 10m0-10l-10 10", **{"class": "cross"})))
    elif quantity.value is not None and quantity.modifier is not Modifier.RANGE:
        parts.append(tag("circle", cx=at, cy=str(MIDDLE), r="5"))
    return tag("g", *parts, **{"class": point.state})


def _nest(at: str, *parts: Html) -> Html:
    """Return shapes whose origin is a place in percent, which paths cannot be given."""
    return tag("svg", *parts, x=at, overflow="visible")


def _line(start: str, end: str, *, y: str = str(MIDDLE), y2: str = "", name: str) -> Html:
    return tag("line", x1=start, x2=end, y1=y, y2=y2 or y, **{"class": name})


def _frame(parts: Sequence[Html], *, height: int = HEIGHT, name: str = "strip") -> Html:
    """Return the picture; readers of the screen are given the words beside it instead."""
    hidden = {"class": name, "aria-hidden": "true", "focusable": "false"}
    return tag("svg", join(parts), width="100%", height=str(height), **hidden)


__all__ = ["Point", "draw_axis", "draw_strip"]
