"""The axis of days, in words that depend on no locale."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from claimgraph.comparison.tolls.reasons import MONTHS

MOST_TICKS = 7


def scale_days(axes: Any, days: Iterable[date], *, room: float = 0.04) -> None:
    """Set limits and ticks of the horizontal axis to hold some days.

    Args:
        axes: The axes; nothing else is drawn on their horizontal axis.
        days: The days, at least one.
        room: The share of the width that stays free at either end.
    """
    found = sorted(days)
    first, last = found[0], found[-1]
    ticks = choose_ticks(first, last)
    axes.set_xticks(ticks, [_say(tick, (last - first).days) for tick in ticks])
    # Half a day at least, so that a single day has a width.
    margin = max((last - first).days * room, 0.5)
    axes.set_xlim(axes.convert_xunits(first) - margin, axes.convert_xunits(last) + margin)


def choose_ticks(first: date, last: date) -> list[date]:
    """Return at most so many days as have room, from the first to the last: days, months or years."""
    width = (last - first).days
    if width <= 60:
        step = max(1, -(-width // (MOST_TICKS - 1)))
        return [first + timedelta(days=at) for at in range(0, width + 1, step)]
    months = -(-width // (30 * (MOST_TICKS - 1)))
    step = next((known for known in (1, 2, 3, 6, 12) if known >= months), -(-months // 12) * 12)
    counted = range(first.year * 12, last.year * 12 + 12, step)
    ticks = [date(month // 12, month % 12 + 1, 1) for month in counted]
    return [tick for tick in ticks if first <= tick <= last] or [first, last]


def say_short_day(day: date) -> str:
    """Return a day as short as a label: "4 Apr 2017"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _say(day: date, width: int) -> str:
    month = MONTHS[day.month - 1][:3]
    if width > 60:
        return f"{day.year}" if width > 365 * 5 and day.month == 1 else f"{month} {day.year}"
    return f"{day.day} {month}\n{day.year}"


__all__ = ["choose_ticks", "say_short_day", "scale_days"]
