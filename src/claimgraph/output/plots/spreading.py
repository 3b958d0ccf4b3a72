"""Labels beside each other: moved apart as little as needed, never on one another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], *, apart: float, low: float, high: float) -> list[float]:
    """Return positions at least ``apart`` from each other, each as near as may be to where it is wanted.

    Args:
        wanted: Where each label would stand by itself, in any order.
        apart: The least distance of two; less where so many do not fit between the ends.
        low: The lowest position allowed.
        high: The highest position allowed.

    Returns:
        A position each, in the order given; equal wishes keep that order.
    """
    if not wanted:
        return []
    gap = min(apart, (high - low) / max(len(wanted) - 1, 1))
    order = sorted(range(len(wanted)), key=lambda at: (wanted[at], at))
    # Each block is (sum of wished starts, members): neighbours that touch move as one.
    blocks: list[list[float]] = []
    for rank, at in enumerate(order):
        blocks.append([min(max(wanted[at], low), high) - rank * gap, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, members = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += members
    starts = [total / members for total, members in blocks for _ in range(int(members))]
    most = high - (len(order) - 1) * gap
    placed = [0.0] * len(wanted)
    for rank, (at, start) in enumerate(zip(order, starts, strict=True)):
        placed[at] = min(max(start, low), most) + rank * gap
    return placed


__all__ = ["spread"]
