"""One event's figures as they grew, a stepped line an origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from claimgraph.comparison.tolls.figures import find_number
from claimgraph.model import Incident, Modifier, Quantity, Toll
from claimgraph.output.plots.axes import MEDIUM, open_axes
from claimgraph.output.plots.days import scale_days
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.lanes import Lane, choose_toll, list_lanes
from claimgraph.output.plots.letters import PLAIN, spell
from claimgraph.output.plots.palette import BLUE, FAINT, GREEN, GREY, ORANGE, PURPLE, VERMILLION
from claimgraph.output.plots.scales import scale_counts
from claimgraph.output.plots.spreading import spread
from claimgraph.output.states import State
from claimgraph.output.text import count_nouns
from claimgraph.output.words import name_incident, say_count

HEIGHT, LABEL, MOST_LINES = 3.4, 0.19, 24
NAME = 30

# Colours and strokes go round at different lengths: 25 origins before two look alike.
_COLOURS = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE)
_STROKES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))


@frozen(kw_only=True)
class _Line:
    """The dated figures of one origin, earliest first."""

    name: str
    lanes: tuple[Lane, ...]
    days: tuple[date, ...]


def draw_growth(incident: Incident, ax: Any) -> Any:
    """Draw what each origin said on which day; see `plot_timeline`."""
    toll, heading = choose_toll(incident), name_incident(incident)
    every = _list_lines(toll) if toll else []
    kept = sorted(every, key=lambda line: -sum(len(lane.claims) for lane in line.lanes))[:MOST_LINES]
    lines = [line for line in every if line in kept]
    axes = open_axes(ax, height=max(HEIGHT, 1.4 + LABEL * len(lines)))
    if toll is None or not lines:
        return draw_nothing(axes, heading, "no figure has a day")
    counts = [lane.quantity for line in lines for lane in line.lanes]
    stated = [count.high for count in counts if count.value is None and count.high is not None]
    scale_counts(axes.yaxis, [*map(find_number, counts), *stated])
    days = [day for line in lines for day in line.days]
    scale_days(axes, days)
    for number, line in enumerate(lines):
        _draw_line(axes, line, number)
    _write_names(axes, lines)
    _dress(axes)
    write_heading(axes, f"{toll.group} {toll.measure}, as reported. {heading}")
    write_key(axes, _list_signs(counts, toll, lines, len(every) - len(lines)))
    return axes


def _list_lines(toll: Toll) -> list[_Line]:
    published = {claim.id: claim.published for claim in toll.claims}
    found = []
    for lanes in list_lanes(toll):
        told = [lane for lane in lanes if lane.day and lane.state in (State.STANDS, State.REPLACED)]
        told.sort(key=lambda lane: lane.day or date.min)
        if told:
            days = _list_days(told, published)
            found.append(_Line(name=lanes[0].origin.name, lanes=tuple(told), days=days))
    return found


def _list_days(lanes: Sequence[Lane], published: Mapping[str, date | None]) -> tuple[date, ...]:
    """Return the days of all reports that give one of the figures."""
    told = (published.get(id) for lane in lanes for id in lane.claims)
    return tuple(sorted({day for day in told if day} | {lane.day for lane in lanes if lane.day}))


def _draw_line(axes: Any, line: _Line, number: int) -> None:
    colour = _COLOURS[number % len(_COLOURS)]
    stroke = _STROKES[number % len(_STROKES) if number < len(_COLOURS) else number // len(_COLOURS)]
    days = [lane.day for lane in line.lanes] + [line.days[-1]]
    counts = [lane.number for lane in line.lanes] + [line.lanes[-1].number]
    axes.plot(days, counts, linestyle=stroke, drawstyle="steps-post", color=colour, linewidth=1.4, zorder=2)
    for lane in line.lanes:
        _draw_mark(axes, lane, colour)


def _draw_mark(axes: Any, lane: Lane, colour: str) -> None:
    count = lane.quantity
    if count.value is None and count.high is not None:
        axes.vlines([lane.day], count.low, count.high, color=colour, linestyle=":", linewidth=1.4, zorder=1.5)
        axes.plot([lane.day], [count.high], "_", color=colour, markersize=7, zorder=1.5)
    face = colour if lane.state is State.STANDS else "white"
    look = {"markersize": 7, "markerfacecolor": face, "markeredgecolor": colour, "zorder": 4}
    axes.plot([lane.day], [lane.number], choose_shape(count), **look)


def choose_shape(count: Quantity) -> str:
    """Return the sign of a figure: it points to where no bound is stated."""
    if count.modifier is Modifier.AT_MOST:
        return "v"
    return "^" if count.high is None else "o"


def _write_names(axes: Any, lines: Sequence[_Line]) -> None:
    """Write each origin's name with its last figure at the right, no two on one another."""
    to_axes = axes.transData + axes.transAxes.inverted()
    ends = [(line.days[-1], line.lanes[-1].number) for line in lines]
    places = [to_axes.transform(_to_numbers(axes, end)) for end in ends]
    tall = axes.figure.figure.get_size_inches()[1] * 0.7
    heights = spread([place[1] for place in places], apart=LABEL / tall, low=0.0, high=1.0)
    for number, (line, place, height) in enumerate(zip(lines, places, heights, strict=True)):
        colour = _COLOURS[number % len(_COLOURS)]
        lead = {"transform": axes.transAxes, "clip_on": False, "linewidth": 0.8}
        axes.plot(
            [place[0], 1.0, 1.02], [place[1], place[1], height], color=colour, alpha=0.7, zorder=1, **lead
        )
        words = f"{spell(line.name, most=NAME)}  {spell(say_count(line.lanes[-1].quantity), most=26)}"
        side = {"transform": axes.transAxes, "va": "center", "fontsize": MEDIUM}
        axes.text(1.025, height, words, **side, **PLAIN)


def _to_numbers(axes: Any, end: tuple[date, int]) -> tuple[float, float]:
    return float(axes.convert_xunits(end[0])), float(end[1])


def _dress(axes: Any) -> None:
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="both", length=0, labelsize=MEDIUM, labelcolor=GREY)
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)


def _list_signs(counts: Sequence[Quantity], toll: Toll, lines: Sequence[_Line], left_out: int) -> list[str]:
    told = {id for line in lines for lane in line.lanes for id in lane.claims}
    undated = sum(claim.published is None and claim.id not in told for claim in toll.claims)
    states = {lane.state for line in lines for lane in line.lanes}
    signs = {
        "triangle: no upper bound stated": any(choose_shape(count) == "^" for count in counts),
        "triangle down: no lower bound stated": any(choose_shape(count) == "v" for count in counts),
        "dotted upwards: a vague word, as it is read": any(count.value is None for count in counts),
        "hollow: replaced later": State.REPLACED in states,
        f"{count_nouns((undated, 'figure'))} without a day": undated > 0,
        f"left out: {count_nouns((left_out, 'origin'))} with fewer reports": left_out > 0,
    }
    return ["days of publication", *(sign for sign, holds in signs.items() if holds)]


__all__ = ["choose_shape", "draw_growth"]
