"""Numbers to places on an axis."""

from __future__ import annotations

from collections.abc import Iterable
from math import log10

from attrs import frozen

MARGIN = 3.0
"""So many percent of a strip stay free at its left; three times as many at its right, for open ends."""

WIDEST_LINEAR = 60
"""Where the largest number is more than so many times the smallest, the axis grows by factors."""

MOST_TICKS = 5


@frozen(kw_only=True)
class Scale:
    """An axis from ``low`` to ``high``; a logarithmic one where ``is_log``."""

    low: float
    high: float
    is_log: bool = False

    def place(self, number: float) -> str:
        """Return where a number stands, in percent of the width, to a tenth."""
        inside = min(max(number, self.low), self.high)
        if self.is_log:
            share = log10(inside / self.low) / log10(self.high / self.low)
        else:
            share = (inside - self.low) / (self.high - self.low)
        return f"{MARGIN + share * (100 - 4 * MARGIN):.1f}%"

    def list_ticks(self) -> list[int]:
        """Return round numbers to name on the axis, at most `MOST_TICKS` of them."""
        if self.is_log:
            powers = [10**power for power in range(13) if self.low <= 10**power <= self.high]
            return powers[:: -(-len(powers) // MOST_TICKS)] if powers else []
        step = _find_step(self.high / (MOST_TICKS - 1))
        return list(range(0, int(self.high) + 1, step))


def fit_scale(numbers: Iterable[int]) -> Scale:
    """Return an axis that holds all the numbers: from zero, unless they lie too far apart for that."""
    listed = [number for number in numbers if number > 0]
    top = max(listed, default=1)
    if listed and top > WIDEST_LINEAR * min(listed):
        return Scale(low=_floor_power(min(listed)), high=top, is_log=True)
    return Scale(low=0, high=max(top, 2))


def _find_step(least: float) -> int:
    """Return the smallest of 1, 2, 5, 10, 20, 25, 50, 100, … that is no less."""
    power = 1
    while True:
        for step in (power, 2 * power, power * 5 // 2, 5 * power):
            if step >= least:
                return step
        power *= 10


def _floor_power(number: int) -> int:
    return int(10 ** (len(str(number)) - 1))


__all__ = ["Scale", "fit_scale"]
