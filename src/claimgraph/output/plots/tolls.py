"""A toll as a picture: who gives which figure, how open its bounds are, which figures exclude each other."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import Any

from attrs import frozen

from claimgraph.errors import MisuseError
from claimgraph.model import Incident, Toll
from claimgraph.output.plots.axes import MEDIUM, open_axes
from claimgraph.output.plots.days import say_short_day
from claimgraph.output.plots.figures import draw_figure
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.lanes import Lane, choose_toll, find_exclusions, list_lanes
from claimgraph.output.plots.letters import PLAIN, spell
from claimgraph.output.plots.palette import BAND, BLUE, FAINT, GREY, PALE, SKY, VERMILLION
from claimgraph.output.plots.scales import scale_counts
from claimgraph.output.states import State
from claimgraph.output.tables import say_interval
from claimgraph.output.text import count_nouns
from claimgraph.output.words import name_incident, say_count

LANE, EDGE = 0.26, 1.5
MOST_ORIGINS, MOST_STEPS = 48, 5
NAME = 36
GUTTER, BRACKET, MOST_BRACKETS = 0.015, 0.016, 4


@frozen(kw_only=True)
class _Rows:
    """The lanes of each origin and how far down each lies; ``left_out`` counts origins without room."""

    origins: tuple[tuple[Lane, ...], ...]
    heights: tuple[float, ...]
    left_out: int

    @property
    def lanes(self) -> tuple[Lane, ...]:
        return tuple(chain.from_iterable(self.origins))


def plot_toll(told: Toll | Incident, *, ax: Any = None) -> Any:
    """Draw who gives which figure: a row an origin, on one axis of counts.

    A dot is the number as worded. A cap marks a bound that is stated, an arrow one that is not ("at
    least 28"); a hatched bar is what a vague word is read as. Earlier figures of an origin are grey
    and lead down to the one that stands. Behind lies the toll's range by its convention; figures
    that cannot both be true are squares, and joined by a bracket with "≠".

    Args:
        told: A toll, or an incident, of which the toll of the killed is drawn that most origins
            give; without any killed the one that most origins give.
        ax: Axes to draw on; new ones if left out. Figures of your own need room for the names:
            ``plt.subplots(layout="constrained")``.

    Returns:
        The axes. A cell of a notebook that ends with them shows them; their ``figure`` saves them.
        New ones belong to no window of pyplot's: to open one, give ``ax=plt.subplots()[1]``.

    Raises:
        MisuseError: Neither a toll nor an incident was given.
        MissingExtraError: matplotlib is not installed.
    """
    if not isinstance(told, Toll | Incident):
        raise MisuseError(f"plot_toll takes a Toll or an Incident, not {type(told).__name__}")
    toll = choose_toll(told) if isinstance(told, Incident) else told
    rows = _lay_rows(toll) if toll is not None else _Rows(origins=(), heights=(), left_out=0)
    axes = open_axes(ax, height=EDGE + LANE * (max(rows.heights, default=0) + 1))
    heading = name_incident(told) if isinstance(told, Incident) else ""
    if toll is None or not rows.lanes:
        return draw_nothing(axes, heading, "no figures")
    _draw_rows(axes, rows)
    excluded = find_exclusions(toll, rows.lanes)
    _draw_lanes(axes, rows, {place for pair in excluded for place in pair})
    _draw_band(axes, toll)
    _write_sides(axes, rows, _draw_brackets(axes, rows, excluded))
    _write_heading(axes, toll, heading)
    _write_key(axes, toll, rows, bool(excluded))
    return axes


def _lay_rows(toll: Toll) -> _Rows:
    every = list_lanes(toll)
    # Of too many origins those with the most reports stay, in the order they had.
    ranked = sorted(range(len(every)), key=lambda at: (-sum(len(lane.claims) for lane in every[at]), at))
    kept = [_shorten(every[at]) for at in sorted(ranked[:MOST_ORIGINS])]
    heights, height = [], 0.0
    for lanes in kept:
        heights += [height + number for number in range(len(lanes))]
        height += len(lanes) + 0.35
    return _Rows(origins=tuple(kept), heights=tuple(heights), left_out=len(every) - len(kept))


def _shorten(lanes: tuple[Lane, ...]) -> tuple[Lane, ...]:
    """Return the first and the last of many figures."""
    return lanes if len(lanes) <= MOST_STEPS else (lanes[0], *lanes[1 - MOST_STEPS :])


def _draw_rows(axes: Any, rows: _Rows) -> None:
    """Set the axis of counts, and a faint line from each name to its figure."""
    numbers = [lane.number for lane in rows.lanes]
    stated = [lane.quantity.high for lane in rows.lanes if lane.quantity.high is not None]
    scale_counts(axes.xaxis, [*numbers, *stated])
    axes.set_ylim(max(rows.heights) + 0.8, -0.8)
    for height in rows.heights:
        axes.axhline(height, color=FAINT, linewidth=0.6, zorder=0.5)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.tick_params(axis="both", length=0, labelsize=MEDIUM)


def _draw_lanes(axes: Any, rows: _Rows, excluded: set[int]) -> None:
    at = 0
    for lanes in rows.origins:
        places = range(at, at + len(lanes))
        steps = [place for place in places if rows.lanes[place].state in (State.REPLACED, State.STANDS)]
        for one, other in pairwise(steps):
            if rows.lanes[one].state is State.REPLACED:
                _draw_step(axes, rows, one, other)
        for place in places:
            colour = _colour(rows.lanes[place], is_excluded=place in excluded)
            shape = "s" if place in excluded else "o"
            lane = rows.lanes[place]
            draw_figure(axes, lane, height=rows.heights[place], colour=colour, shape=shape)
        at += len(lanes)


def _draw_step(axes: Any, rows: _Rows, one: int, other: int) -> None:
    """Lead from an earlier figure down to the next, and there to its number."""
    first, then = rows.lanes[one].number, rows.lanes[other].number
    heights = rows.heights[one], rows.heights[other]
    axes.plot([first, first, then], [heights[0], heights[1], heights[1]], color=PALE, linewidth=1, zorder=2)


def _colour(lane: Lane, *, is_excluded: bool) -> str:
    if lane.state is not State.STANDS:
        return GREY if lane.state is State.DENIED else PALE
    return VERMILLION if is_excluded else BLUE


def _draw_band(axes: Any, toll: Toll) -> None:
    """Draw the range of the toll behind its figures; where it is open, up to the edge."""
    if toll.best is None:
        return
    edge = axes.get_xlim()[1]
    axes.axvspan(toll.low, edge if toll.high is None else toll.high, color=BAND, linewidth=0, zorder=0)
    for bound in {toll.low, toll.high} - {None}:
        axes.axvline(bound, color=SKY, linewidth=0.8, zorder=0.4)


def _draw_brackets(axes: Any, rows: _Rows, excluded: list[tuple[int, int]]) -> int:
    """Join each figure with the next one below that it excludes; return how many columns that takes."""
    ends: list[float] = []
    nearest = dict(reversed(excluded))
    for first, second in sorted(nearest.items()):
        top, bottom = rows.heights[first], rows.heights[second]
        column = next((at for at, end in enumerate(ends) if end <= top), len(ends))
        if column >= MOST_BRACKETS:
            continue
        ends[column : column + 1] = [bottom]
        _draw_bracket(axes, 1 + GUTTER + BRACKET * column, top + 0.12, bottom - 0.12)
    return len(ends)


def _draw_bracket(axes: Any, left: float, top: float, bottom: float) -> None:
    across = axes.get_yaxis_transform()
    inner, outer = left, left + BRACKET * 0.4
    style = {"color": VERMILLION, "linewidth": 0.9, "transform": across, "clip_on": False}
    axes.plot([inner, outer, outer, inner], [top, top, bottom, bottom], label="_excluded", **style)
    sign = {"ha": "center", "va": "center", "fontsize": MEDIUM, "color": VERMILLION, "transform": across}
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 0.2}
    axes.text(outer, (top + bottom) / 2, "≠", bbox=ground, **sign)


def _write_sides(axes: Any, rows: _Rows, columns: int) -> None:
    """Write the names at the left and the figures at the right."""
    at, ticks, names = 0, [], []
    for lanes in rows.origins:
        ticks.append(rows.heights[at])
        names.append(spell(lanes[0].origin.name, most=NAME))
        at += len(lanes)
    axes.set_yticks(ticks, names, **PLAIN)
    left = 1 + GUTTER + BRACKET * columns + (0.006 if columns else 0)
    beside = {"transform": axes.get_yaxis_transform(), "va": "center", "fontsize": MEDIUM}
    for lane, height in zip(rows.lanes, rows.heights, strict=True):
        colour = "black" if lane.state is State.STANDS else GREY
        axes.text(left, height, _say_lane(lane), color=colour, **beside, **PLAIN)


def _say_lane(lane: Lane) -> str:
    aside = "" if lane.state is State.STANDS else f" ({_say_aside(lane)})"
    return f"{spell(say_count(lane.quantity), most=24)}{aside}"


def _say_aside(lane: Lane) -> str:
    """Return why a figure does not stand; of an earlier one the day, where it is known."""
    if lane.state is State.REPLACED:
        return say_short_day(lane.day) if lane.day else "earlier"
    return lane.state.value


def _write_heading(axes: Any, toll: Toll, heading: str) -> None:
    counted = f"{toll.group} {toll.measure}"
    title = f"{counted}. {heading}" if heading else counted
    write_heading(axes, title, _say_range(toll), beside=_count_letters(axes))


def _count_letters(axes: Any) -> int:
    """Return how long the longest name at the left is."""
    return max(len(label.get_text()) for label in axes.get_yticklabels())


def _say_range(toll: Toll) -> str:
    if toll.best is None:
        return "no figure is stated as a fact"
    best = f", best {toll.best:,}" if toll.low != toll.high else ""
    return f"together {say_interval(toll.low, toll.high)}{best} ({toll.convention.replace('_', ' ')})"


def _write_key(axes: Any, toll: Toll, rows: _Rows, is_excluded: bool) -> None:
    """Name what is drawn below the axis, each sign only where it occurs."""
    counts = [lane.quantity for lane in rows.lanes]
    signs = {
        "→ no upper bound stated": any(count.high is None for count in counts),
        "hatched: a vague word, as it is read": any(count.value is None for count in counts),
        "grey: earlier, expected or denied": any(lane.state is not State.STANDS for lane in rows.lanes),
        "≠ cannot both be true": is_excluded,
        "shaded: together": toll.best is not None,
        "logarithmic steps": axes.get_xscale() != "linear",
        f"left out: {count_nouns((rows.left_out, 'origin'))} with fewer reports": rows.left_out > 0,
    }
    write_key(axes, [sign for sign, holds in signs.items() if holds], beside=_count_letters(axes))


__all__ = ["plot_toll"]
