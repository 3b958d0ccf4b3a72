"""Why accounts are one event, as waterfalls: each piece of evidence from where the last one ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from claimgraph.errors import MisuseError
from claimgraph.model import Evidence, Incident, Link
from claimgraph.output.plots.axes import MEDIUM, open_axes
from claimgraph.output.plots.headings import draw_nothing, write_heading, write_key
from claimgraph.output.plots.letters import PLAIN, spell
from claimgraph.output.plots.palette import BLACK, BLUE, FAINT, ORANGE
from claimgraph.output.text import count_nouns
from claimgraph.output.words import name_incident
from claimgraph.output.words.waterfalls import sort_evidence, word_score

LANE, EDGE, GAP = 0.26, 1.3, 1.0
MOST_LINKS, REASON, NAME = 4, 72, 34
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
    beside = max(len(label.get_text()) for label in axes.get_yticklabels())
    write_heading(axes, heading, beside=beside)
    _write_axis(axes, len(every) - len(links), beside)
    return axes


def _list_steps(link: Link) -> list[Evidence]:
    """Return the evidence that has a bar; what a person judged is told below in words."""
    return [one for one in sort_evidence(link) if one.weight and isfinite(one.weight)]


def _draw_links(axes: Any, links: Sequence[Link], names: Mapping[str, str]) -> None:
    # A bar to the left that starts at the highest sum would else end the axis, half cut off.
    axes.use_sticky_edges = False
    labels: dict[float, str] = {}
    for link, height in zip(links, _list_firsts(links), strict=True):
        pair = " and ".join(spell(names.get(end, end), most=NAME) for end in (link.a, link.b))
        labels[height] = pair
        steps = _draw_steps(axes, link, height + 1)
        labels |= {height + at: spell(step.reason, most=REASON) for at, step in enumerate(steps, start=1)}
        score = word_score(link)
        labels[height + len(steps) + 1] = score.partition("by these weights ")[2] or score
    axes.set_yticks(list(labels), list(labels.values()), **PLAIN)
    for label, row in zip(axes.get_yticklabels(), labels, strict=True):
        label.set_fontweight("bold" if row in _list_firsts(links) else "normal")
    axes.set_ylim(max(labels) + 0.7, -0.7)


def _draw_steps(axes: Any, link: Link, first: float) -> list[Evidence]:
    """Draw the bars of one link and their sum below; return what has a bar."""
    steps, total = _list_steps(link), 0.0
    for row, step in enumerate(steps):
        axes.barh(first + row, step.weight, left=total, height=BAR, linewidth=0.8, zorder=3, **_look(step))
        total += step.weight
        ends = first + row - BAR / 2, first + row + 1 + BAR / 2
        axes.plot([total, total], ends, color=BLACK, linewidth=0.7, zorder=4)
        _write_value(axes, step.weight, first + row)
    last = first + len(steps)
    if isfinite(link.score):
        axes.barh(last, total, height=BAR, facecolor=BLACK, zorder=3)
        _write_value(axes, total, last)
    axes.plot([0, 0], [first - BAR / 2, last + BAR / 2], color=BLACK, linewidth=0.8, zorder=2)
    return steps


def _list_firsts(links: Sequence[Link]) -> list[float]:
    """Return how high the first line of each link lies, which names the pair."""
    sizes = [len(_list_steps(link)) + 2 + GAP for link in links]
    return [sum(sizes[:at]) for at in range(len(sizes))]


def _look(step: Evidence) -> dict[str, Any]:
    if step.weight > 0:
        return {"facecolor": BLUE, "edgecolor": BLUE}
    return {"facecolor": "white", "edgecolor": ORANGE, "hatch": "/////"}


def _write_value(axes: Any, value: float, row: float) -> None:
    place = {"transform": axes.get_yaxis_transform(), "ha": "right", "va": "center"}
    axes.text(1.12, row, f"{value:+.2f}".replace("-", "−"), fontsize=MEDIUM, **place)


def _write_axis(axes: Any, left_out: int, beside: int) -> None:
    axes.grid(axis="x", color=FAINT, linewidth=0.6, zorder=0)
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left", "bottom"]].set_visible(False)
    axes.tick_params(axis="both", length=0, labelsize=MEDIUM)
    signs = ["log odds: right speaks for one event", "left, hatched, against it"]
    more = f"left out: {count_nouns((left_out, 'weaker pair'))}"
    write_key(axes, [*signs, *([more] if left_out > 0 else [])], beside=beside)


__all__ = ["plot_why"]
