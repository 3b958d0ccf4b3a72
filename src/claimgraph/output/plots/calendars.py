"""The events of a graph over their days, each as high as its toll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from claimgraph.model import Incident, RelationKind, Scope, Toll
from claimgraph.output.plots.axes import MEDIUM, SMALL, open_axes
from claimgraph.output.plots.days import scale_days
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.letters import PLAIN, spell
from claimgraph.output.plots.palette import BLACK, BLUE, FAINT, GREY, VERMILLION
from claimgraph.output.plots.scales import scale_counts
from claimgraph.output.tables import GraphLike
from claimgraph.output.text import count_nouns

HEIGHT, NAME, MOST_NAMES = 4.2, 26, 30


@frozen(kw_only=True)
class _Event:
    """An incident with a day and a figure."""

    incident: Incident
    toll: Toll
    day: date
    best: int

    @property
    def verdict(self) -> str:
        kinds = {one.kind for one in self.toll.relations}
        if RelationKind.CONTRADICTS in kinds:
            return "contradict"
        return "agree" if RelationKind.AGREES in kinds else "alone"


# What is drawn for each verdict: shape, colour of the edge, colour inside.
_SIGNS = {
    "contradict": ("s", VERMILLION, VERMILLION),
    "agree": ("o", BLUE, BLUE),
    "alone": ("o", GREY, "white"),
}
_MEANINGS = {
    "contradict": "square: figures contradict one another",
    "agree": "dot: origins agree",
    "alone": "ring: neither",
}


def draw_calendar(graph: GraphLike, ax: Any) -> Any:
    """Draw the events of a graph over their days; see `plot_timeline`."""
    measure = _choose_measure(graph.incidents)
    events = _list_events(graph.incidents, measure)
    axes = open_axes(ax, height=HEIGHT)
    heading = f"People {measure}, incident by incident" if measure else "Incident by incident"
    if not events:
        return draw_nothing(axes, heading, "no incident has a day and a figure")
    bounds = [bound for one in events for bound in (one.toll.low, one.toll.high) if bound is not None]
    scale_counts(axes.yaxis, [*(one.best for one in events), *bounds])
    scale_days(axes, [one.day for one in events])
    for event in events:
        _draw_event(axes, event)
    _write_names(axes, events)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="both", length=0, labelsize=MEDIUM, labelcolor=GREY)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    write_heading(axes, heading)
    write_key(axes, _list_signs(events, len(graph.incidents) - len(events), axes.get_yscale() != "linear"))
    return axes


def _choose_measure(incidents: Iterable[Incident]) -> str:
    """Return what the events are compared by: the killed, if anybody was; else what is told most."""
    found = Counter(toll.measure for one in incidents for toll in one.tolls if toll.best is not None)
    return "killed" if found["killed"] else min(found, key=lambda name: (-found[name], name), default="")


def _list_events(incidents: Iterable[Incident], measure: str) -> list[_Event]:
    events = []
    for incident in incidents:
        days = incident.date
        day = (days.earliest or days.latest) if days else None
        counted = [toll for toll in incident.tolls if toll.measure == measure and toll.best is not None]
        if day is None or not counted or incident.scope is not Scope.INCIDENT:
            continue
        # The whole is at least as large as its parts.
        toll = max(counted, key=lambda one: (one.low, one.best or 0))
        events.append(_Event(incident=incident, toll=toll, day=day, best=toll.best or 0))
    return sorted(events, key=lambda one: (one.day, -one.best, one.incident.id))


def _draw_event(axes: Any, event: _Event) -> None:
    shape, edge, face = _SIGNS[event.verdict]
    toll = event.toll
    if toll.high is not None and toll.high > toll.low:
        axes.vlines([event.day], toll.low, toll.high, color=edge, linewidth=1, alpha=0.6, zorder=2)
    elif toll.low < event.best:
        axes.vlines([event.day], toll.low, event.best, color=edge, linewidth=1, alpha=0.6, zorder=2)
    if toll.high is None:
        arrow = {"arrowstyle": "<-", "color": edge, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
        start = {"xy": (event.day, event.best), "xytext": (0, 13), "textcoords": "offset points"}
        axes.annotate("", arrowprops=arrow, zorder=2, **start)
    axes.plot(
        [event.day], [event.best], shape, markersize=5, markerfacecolor=face, markeredgecolor=edge, zorder=3
    )


def _write_names(axes: Any, events: Sequence[_Event]) -> None:
    """Name the highest figures, where no name or mark is in the way."""
    figure = axes.figure.figure
    wide, tall = (72 * inches for inches in figure.get_size_inches())
    to_points = [_place(axes, event, wide * 0.85, tall * 0.7) for event in events]
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in to_points]
    ranked = sorted(range(len(events)), key=lambda at: (-events[at].best, at))
    for at in ranked[:MOST_NAMES]:
        place = events[at].incident.place
        words = spell(place.name if place else "place not named", most=NAME)
        x, y = to_points[at]
        for side, left in ((6, x + 6), (-6, x - 6 - 4.6 * len(words))):
            box = (left, y - 5, left + 4.6 * len(words), y + 5)
            if box[0] > 0 and box[2] < wide * 0.9 and not any(_meet(box, other) for other in taken):
                taken.append(box)
                spot = {"xytext": (side, 0), "textcoords": "offset points", "va": "center"}
                end = "left" if side > 0 else "right"
                axes.annotate(
                    words,
                    (events[at].day, events[at].best),
                    ha=end,
                    fontsize=SMALL,
                    color=BLACK,
                    **spot,
                    **PLAIN,
                )
                break


def _place(axes: Any, event: _Event, wide: float, tall: float) -> tuple[float, float]:
    to_axes = axes.transData + axes.transAxes.inverted()
    x, y = to_axes.transform((float(axes.convert_xunits(event.day)), float(event.best)))
    return x * wide, y * tall


def _meet(one: Sequence[float], other: Sequence[float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _list_signs(events: Sequence[_Event], left_out: int, is_logarithmic: bool) -> list[str]:
    verdicts = {event.verdict for event in events}
    signs = [meaning for verdict, meaning in _MEANINGS.items() if verdict in verdicts]
    if any(event.toll.high is None for event in events):
        signs.append("↑ no upper bound stated")
    if is_logarithmic:
        signs.append("logarithmic steps")
    if left_out:
        others = count_nouns((left_out, "incident"))
        signs.append(f"left out: {others} without a day or such a figure, or counted over a period")
    return signs


__all__ = ["draw_calendar"]
