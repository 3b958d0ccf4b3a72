"""Where the knots of a layered picture lie: columns from left to right, few crossings, always the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

Knot = Hashable
SWEEPS = 6


def order_layers(layers: Sequence[Sequence[Knot]], edges: Iterable[tuple[Knot, Knot]]) -> list[list[Knot]]:
    """Order each layer so that edges cross little: by the mean place of the neighbours, to and fro.

    Args:
        layers: The knots of each layer, in any fixed order; it decides where means are equal.
        edges: Pairs of knots of layers beside each other.

    Returns:
        The layers, ordered.
    """
    before: dict[Knot, list[Knot]] = defaultdict(list)
    after: dict[Knot, list[Knot]] = defaultdict(list)
    for left, right in edges:
        before[right].append(left)
        after[left].append(right)
    ordered = [list(layer) for layer in layers]
    for _ in range(SWEEPS):
        for at in range(1, len(ordered)):
            ordered[at] = _sort_by_mean(ordered[at], ordered[at - 1], before)
        for at in range(len(ordered) - 2, -1, -1):
            ordered[at] = _sort_by_mean(ordered[at], ordered[at + 1], after)
    return ordered


def _sort_by_mean(
    layer: Sequence[Knot], beside: Sequence[Knot], neighbours: Mapping[Knot, Sequence[Knot]]
) -> list[Knot]:
    place = {knot: (number + 0.5) / len(beside) for number, knot in enumerate(beside)}
    means: dict[Knot, float] = {}
    for number, knot in enumerate(layer):
        found = [place[one] for one in neighbours.get(knot, ()) if one in place]
        means[knot] = sum(found) / len(found) if found else (number + 0.5) / len(layer)
    # Rounded, as sums of the same places in another order differ in the last digit.
    return sorted(layer, key=lambda knot: round(means[knot], 9))


__all__ = ["Knot", "order_layers"]
