"""Evidence as a picture; needs the extra ``plot`` (matplotlib)."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from textwrap import shorten, wrap
from typing import Any

from claimgraph.errors import MissingExtraError, MisuseError
from claimgraph.model import Evidence, Incident, Link
from claimgraph.output.words.waterfalls import sort_evidence, word_score

FOR, AGAINST, TOTAL = "#1b7f5c", "#b3423a", "#44516b"
WIDTH, ROW, EDGE = 9.0, 0.36, 1.6
LONGEST = 70


def plot_evidence(told: Incident | Link, *, most: int = 6) -> Any:
    """Draw why accounts are one event: waterfalls, each piece of evidence from where the last one ended.

    Args:
        told: An incident, of which the strongest links are drawn, or one link; see `score_pair`.
        most: How many links of an incident are drawn at most.

    Returns:
        A figure of matplotlib; ``figure.savefig("why.png")`` writes it. No global state of
        matplotlib is touched.

    Raises:
        MisuseError: Something else was given, or there is no scored link to draw.
        MissingExtraError: matplotlib is not installed.
    """
    if not isinstance(told, Incident | Link):
        raise MisuseError(f"plot_evidence takes an Incident or a Link, not {type(told).__name__}")
    links = sorted(_list_scored(told), key=lambda link: (-link.score, link.a, link.b))[:most]
    if not links:
        raise MisuseError("there is no scored pair to draw: one account alone, or a person decided; see why")
    articles = {one.id: one.article for one in told.accounts} if isinstance(told, Incident) else {}
    heights = [EDGE + ROW * (len(_list_steps(link)) + 1) for link in links]
    figure = _load_figure()(figsize=(WIDTH, sum(heights)), layout="constrained")
    panels = figure.subplots(len(links), 1, squeeze=False, sharex=True, height_ratios=heights)
    for axes, link in zip(panels[:, 0], links, strict=True):
        _draw_link(axes, link, [articles.get(end, end) for end in (link.a, link.b)])
    return figure


def _list_scored(told: Incident | Link) -> list[Link]:
    links = told.links if isinstance(told, Incident) else (told,)
    return [link for link in links if isfinite(link.score)]


def _list_steps(link: Link) -> list[Evidence]:
    return [one for one in sort_evidence(link) if one.weight]


def _draw_link(axes: Any, link: Link, names: Sequence[str]) -> None:
    steps, total = _list_steps(link), 0.0
    for row, step in enumerate(steps):
        axes.barh(row, step.weight, left=total, color=FOR if step.weight > 0 else AGAINST, height=0.62)
        total += step.weight
        axes.plot([total, total], [row - 0.31, row + 1.31], color=TOTAL, linewidth=0.8)
    axes.barh(len(steps), total, color=TOTAL, height=0.62)
    labels = [f"{shorten(step.reason, LONGEST, placeholder=' …')}  {step.weight:+.2f}" for step in steps]
    axes.set_yticks(range(len(steps) + 1), [_escape(label) for label in (*labels, f"score  {total:+.2f}")])
    axes.axvline(0, color="black", linewidth=0.8)
    axes.invert_yaxis()
    axes.use_sticky_edges = False
    axes.tick_params(labelbottom=True)
    axes.set_xlabel("log odds: right is for one event, left against", fontsize=9)
    heading = "\n".join([f"{names[0]} and {names[1]}", *wrap(word_score(link), LONGEST // 2)])
    axes.set_title(_escape(heading), fontsize=10, loc="left")
    axes.spines[["top", "right"]].set_visible(False)


def _escape(text: str) -> str:
    """Keep matplotlib from reading a name with dollar signs as a formula."""
    return text.replace("$", r"\$")


def _load_figure() -> Any:
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise MissingExtraError('plots need matplotlib: pip install "claimgraph[plot]"') from None
    return Figure


__all__ = ["plot_evidence"]
