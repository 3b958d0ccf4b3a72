"""The axis of counts: from zero, in logarithmic steps where figures lie far apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

FAR = 40
"""From so many times the lowest figure on, the highest needs logarithmic steps."""


def scale_counts(axis: Any, numbers: Iterable[int]) -> bool:
    """Set scale, limits and ticks of an axis of counts; return whether its steps are logarithmic.

    Args:
        axis: ``axes.xaxis`` or ``axes.yaxis``.
        numbers: The figures that have to lie on it.
    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter, SymmetricalLogLocator

    found = sorted(set(numbers)) or [0]
    positive = [number for number in found if number > 0] or [1]
    low, high = found[0], max(found[-1], 1)
    is_far = high >= FAR * positive[0]
    is_x = axis.axis_name == "x"
    set_limits = axis.axes.set_xlim if is_x else axis.axes.set_ylim
    if is_far:
        (axis.axes.set_xscale if is_x else axis.axes.set_yscale)("symlog", linthresh=1)
        set_limits(positive[0] / 2 if low > 0 else -0.3, high * 2.5)
        axis.set_major_locator(SymmetricalLogLocator(base=10, linthresh=1))
    else:
        set_limits(-0.02 * high, 1.14 * high)
        axis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 5, 10], integer=True, min_n_ticks=2))
    axis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,.0f}" if number >= 0 else ""))
    axis.set_minor_formatter(NullFormatter())
    return is_far


__all__ = ["FAR", "scale_counts"]
