"""A toll as short as a table cell: "28–40+", "~1,500", "dozens"."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from claimgraph.comparison.tolls.figures import find_number
from claimgraph.model import Claim, Modifier, Quantity, Stance, Toll
from claimgraph.output.words.tolls import collect_figures

_OPEN = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.VAGUE})


def say_range(toll: Toll) -> str:
    """Return what the standing figures of a toll span, as worded: "28", "28+", "28–40+".

    From the lowest of the figures to the highest, with ``+`` where the highest is a minimum. One
    figure alone keeps its kind: "~1,500" is about 1,500, "≤ 28" up to 28, "dozens" its word. The
    result is empty where no figure is stated as a fact.
    """
    counts = [figure.claim.quantity for figure in collect_figures(toll)]
    if len({say_count(count) for count in counts}) < 2:
        return say_count(counts[0]) if counts else ""
    ends = [_find_end(count) for count in counts]
    low, high = min(find_number(count) for count in counts), max(ends)
    is_open = any(count.modifier in _OPEN for count, end in zip(counts, ends, strict=True) if end == high)
    span = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return f"{span}+" if is_open else span


def _find_end(count: Quantity) -> int:
    if count.modifier is Modifier.RANGE and count.high is not None:
        return count.high
    return find_number(count)


def say_count(count: Quantity) -> str:
    """Return one figure as short as a label: "28", "28+", "≤ 28", "20–25", "dozens"."""
    number = f"{find_number(count):,}"
    if count.modifier is Modifier.VAGUE or count.value is None:
        return " ".join(count.words.lower().split()) or f"{count.low:,}+"
    if count.modifier is Modifier.RANGE and count.high is not None:
        return f"{count.low:,}–{count.high:,}"
    return _SIGNS.get(count.modifier, "{}").format(number)


_SIGNS = {
    Modifier.AT_LEAST: "{}+",
    Modifier.MORE_THAN: "{}+",
    Modifier.AT_MOST: "≤ {}",
    Modifier.ABOUT: "~{}",
}


def say_uncounted(toll: Toll) -> tuple[str, str]:
    """Return what a toll without a figure stated as a fact holds, and why: ("~1,500", "expected").

    Both are empty where there is no such claim.
    """
    for reason, holds in _UNCOUNTED:
        counts = list(dict.fromkeys(say_count(claim.quantity) for claim in toll.claims if holds(claim)))
        if counts:
            return _join_few(counts), reason
    return "", ""


def _join_few(counts: Sequence[str]) -> str:
    return " or ".join(counts[:2]) + (" …" if len(counts) > 2 else "")


_UNCOUNTED: tuple[tuple[str, Callable[[Claim], bool]], ...] = (
    ("denied", lambda claim: claim.attribution.stance is Stance.DENIES),
    ("expected", lambda claim: claim.hypothetical),
    ("outdated", lambda claim: claim.superseded),
)

__all__ = ["say_count", "say_range", "say_uncounted"]
