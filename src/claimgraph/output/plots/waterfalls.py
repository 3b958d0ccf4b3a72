"""Why accounts are one event, as waterfalls: each piece of evidence from where the last one ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from claimgraph.errors import MisuseError
from claimgraph.model import Evidence, Incident, Link
from claimgraph.output.plots.axes import MEDIUM, SMALL, open_axes
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.letters import PLAIN, spell
from claimgraph.output.plots.palette import BLACK, BLUE, FAINT, GREY, ORANGE
from claimgraph.output.words import name_incident
from claimgraph.output.words.waterfalls import sort_evidence, word_score

LANE, EDGE, GAP = 0.26, 1.3, 1.0
MOST_LINKS, REASON, NAME = 6, 64, 40
BAR = 0.56


def plot_why(told: Link | Incident, *, ax: Any = None) -> Any:
    """Draw why accounts are one event: waterfalls of the evidence, in words.

    Each bar starts where the last one ended; to the right it speaks for one event, to the left,
    hatched, against. The black bar is the sum, the score in log odds.

    Args:
        told: One link (see `score_pair`), or an incident, of which the strongest links are drawn.
        ax: Axes to draw on; new ones if left out, see `plot_toll`.

    Returns:
        The axes; where there is nothing to compare, as one account alone tells of it, they say so.

    Raises:
        MisuseError: Neither a link nor an incident was given.
        MissingExtraError: matplotlib is not installed.
    """
    if not isinstance(told, Incident | Link):
        raise MisuseError(f"plot_why takes an Incident or a Link, not {type(told).__name__}")
    every = told.links if isinstance(told, Incident) else (told,)
    links = sorted(every, key=lambda link: (-link.score, link.a, link.b))[:MOST_LINKS]
    names = {one.id: one.article for one in told.accounts} if isinstance(told, Incident) else {}
    lanes = sum(len(_list_steps(link)) + 2 + GAP for link in links) - GAP
    axes = open_axes(ax, height=EDGE + LANE * max(lanes, 3))
    heading = name_incident(told) if isinstance(told, Incident) else "Why these two are one event, or not"
    if not links:
        return draw_nothing(axes, heading, "one account alone: nothing had to be linked")
    _draw_links(axes, links, names)
    write_heading(axes, heading)
    _write_axis(axes, len(every) - len(links))
    return axes


def _list_steps(link: Link) -> list[Evidence]:
    """Return the evidence that has a bar; what a person judged is told below in words."""
    return [one for one in sort_evidence(link) if one.weight and isfinite(one.weight)]


def _draw_links(axes: Any, links: Sequence[Link], names: Mapping[str, str]) -> None:
    height, ticks, labels = 0.0, [], []
    for link in links:
        _write_pair(axes, [names.get(end, end) for end in (link.a, link.b)], height)
        steps = _list_steps(link)
        _draw_steps(axes, steps, height + 1)
        _draw_score(axes, link, height + 1 + len(steps))
        ticks += [height + 1 + at for at in range(len(steps) + 1)]
        labels += [spell(step.reason, most=REASON) for step in steps]
        labels += ["score" if isfinite(link.score) else "decided"]
        height += len(steps) + 2 + GAP
    axes.set_yticks(ticks, labels, **PLAIN)
    axes.set_ylim(height - GAP - 0.3, -0.7)


def _write_pair(axes: Any, names: Sequence[str], height: float) -> None:
    words = " and ".join(spell(name, most=NAME) for name in names)
    place = {"transform": axes.get_yaxis_transform(), "va": "center"}
    axes.text(0, height, words, fontsize=MEDIUM, fontweight="bold", **place, **PLAIN)


def _draw_steps(axes: Any, steps: Sequence[Evidence], first: float) -> None:
    total = 0.0
    for height, step in enumerate(steps, start=0):
        row = first + height
        if step.weight > 0:
            look = {"facecolor": BLUE, "edgecolor": BLUE}
        else:
            look = {"facecolor": "white", "edgecolor": ORANGE, "hatch": "/////"}
        axes.barh(row, step.weight, left=total, height=BAR, linewidth=0.8, zorder=3, **look)
        total += step.weight
        axes.plot([total, total], [row - BAR / 2, row + 1 + BAR / 2], color=BLACK, linewidth=0.7, zorder=4)
        _write_value(axes, f"{step.weight:+.2f}", row)


def _draw_score(axes: Any, link: Link, row: float) -> None:
    if isfinite(link.score):
        total = sum(step.weight for step in _list_steps(link))
        axes.barh(row, total, height=BAR, facecolor=BLACK, zorder=3)
        _write_value(axes, f"{total:+.2f}", row)
    words = word_score(link).partition(": ")[2] or word_score(link)
    place = {"xy": (0, row), "xycoords": axes.get_yaxis_transform(), "textcoords": "offset points"}
    axes.annotate(words, xytext=(0, -12), va="center", fontsize=SMALL, color=GREY, **place, **PLAIN)


def _write_value(axes: Any, words: str, row: float) -> None:
    place = {"transform": axes.get_yaxis_transform(), "ha": "right", "va": "center"}
    axes.text(1.09, row, words, fontsize=MEDIUM, **place)


def _write_axis(axes: Any, left_out: int) -> None:
    axes.axvline(0, color=BLACK, linewidth=0.8, zorder=2)
    axes.grid(axis="x", color=FAINT, linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axes.tick_params(axis="both", length=0, labelsize=MEDIUM)
    signs = ["log odds: right speaks for one event", "left, hatched, against it"]
    more = f"{left_out:,} weaker pairs are left out"
    write_key(axes, [*signs, *([more] if left_out > 0 else [])])


__all__ = ["plot_why"]
