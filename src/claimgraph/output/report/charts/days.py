"""When each article reported, on one axis of days, with the days of the event shaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from claimgraph.model import DateRange
from claimgraph.output.markup import Html, tag

HEIGHT = 22
LEFT, WIDTH = 4.0, 92.0


def draw_days(days: Sequence[date | None], event: DateRange | None) -> list[Html | None]:
    """Return a strip for each day: a dot where it lies between the first and the last.

    Args:
        days: Days of publication; ``None`` gets no strip.
        event: The days of the event, shaded as far as they are known on both ends.

    Returns:
        As many strips as there are days; all ``None`` where there are not two days to tell apart.
    """
    shaded = [event.earliest, event.latest] if event and event.earliest and event.latest else []
    known = sorted({day for day in (*days, *shaded) if day is not None})
    if len(known) < 2:
        return [None] * len(days)
    first, last = known[0], known[-1]
    return [_draw_day(day, shaded, first, last) if day else None for day in days]


def _draw_day(day: date, shaded: Sequence[date | None], first: date, last: date) -> Html:
    parts = [tag("line", x1="0", x2="100%", y1="11", y2="11", **{"class": "grid"})]
    ends = [_place(one, first, last) for one in shaded if one]
    if ends:
        left, right = ends[0] - 1, ends[-1] + 1
        place = {"x": f"{left:.1f}%", "width": f"{right - left:.1f}%", "class": "range"}
        parts.append(tag("rect", y="0", height="100%", **place))
    dot = tag("circle", cx=f"{_place(day, first, last):.1f}%", cy="11", r="5")
    parts.append(tag("g", dot, **{"class": "stands"}))
    hidden = {"class": "strip", "aria-hidden": "true", "focusable": "false"}
    return tag("svg", *parts, width="100%", height=str(HEIGHT), **hidden)


def _place(day: date, first: date, last: date) -> float:
    return LEFT + WIDTH * (day - first).days / (last - first).days


__all__ = ["draw_days"]
