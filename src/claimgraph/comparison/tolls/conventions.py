"""Named rules for a headline figure. Each prints its rule; none is any organisation's rule.

A rule reads the counted claims of one row and returns low, best and high. None of them averages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from attrs import frozen

from claimgraph.comparison.tolls.figures import (
    find_figure,
    find_hull,
    find_number,
    find_origin,
    find_standing,
)
from claimgraph.errors import UnknownNameError
from claimgraph.model import Claim


class Range(NamedTuple):
    """The figures of one row: ``low <= best <= high``; ``high`` is ``None`` where it is open."""

    low: int
    best: int
    high: int | None


Rule = Callable[[Sequence[Claim]], Range]


@frozen(kw_only=True)
class Convention:
    """A rule for the headline figure: its name, its wording and the function that follows it.

    ``choose`` gets at least one claim, all asserted and none of them outdated by its own text.
    """

    name: str
    rule: str
    choose: Rule

    def __str__(self) -> str:
        return f"{self.name}: {self.rule}"


def choose_range_over_origins(claims: Sequence[Claim]) -> Range:
    """Bound by the latest figure of every origin; best is what most origins give.

    ``high`` is the largest upper bound that is stated, or ``None`` where an origin without upper
    bound gives a floor at or above all the bounds that are stated.
    """
    low, high = _bound(claims)
    return _fit(low, _most_common(_latest_numbers(claims)), high)


def choose_lowest(claims: Sequence[Claim]) -> Range:
    """Keep the range over origins, and take the smallest number as worded as best."""
    low, high = _bound(claims)
    return _fit(low, min(_latest_numbers(claims)), high)


def choose_highest(claims: Sequence[Claim]) -> Range:
    """Keep the range over origins, and take the largest number as worded as best."""
    low, high = _bound(claims)
    return _fit(low, max(_latest_numbers(claims)), high)


def choose_latest_per_origin_median(claims: Sequence[Claim]) -> Range:
    """Keep the range over origins, and take the middle one of their latest figures as best."""
    low, high = _bound(claims)
    numbers = sorted(min(_numbers(group)) for group in _list_worded(claims))
    return _fit(low, numbers[(len(numbers) - 1) // 2], high)


def choose_most_origins(claims: Sequence[Claim]) -> Range:
    """Take the figure that most origins gave at any time, with the bounds in their words."""
    worded = [claim for claim in claims if claim.quantity.value is not None] or claims
    said = {(find_origin(claim).id, find_figure(claim.quantity)) for claim in worded}
    support = Counter(figure for _, figure in said)
    numbers = {find_figure(claim.quantity): find_number(claim.quantity) for claim in claims}
    figure = min(support, key=lambda key: (-support[key], numbers[key], str(key)))
    low, high = find_hull(c.quantity for c in claims if find_figure(c.quantity) == figure)
    return _fit(low, numbers[figure], high)


_LATEST = "Of each origin the figure it first gave last stands, late repeats of older ones do not. "
_BOUNDS = (
    "Low is the lowest low end of the standing figures; high the highest upper bound that is stated, "
    "open where an origin without upper bound has a floor at or above it. Vague words bound the range and "
    "are no best figure where anybody gives a number. "
)

CONVENTIONS: dict[str, Convention] = {
    convention.name: convention
    for convention in (
        Convention(
            name="range_over_origins",
            rule=_LATEST + _BOUNDS + "Best is the figure of most independent origins, of equals the "
            "lower. Nothing is averaged.",
            choose=choose_range_over_origins,
        ),
        Convention(
            name="lowest",
            rule=_LATEST + _BOUNDS + "Best is the smallest number as worded.",
            choose=choose_lowest,
        ),
        Convention(
            name="latest_per_origin_median",
            rule=_LATEST + _BOUNDS + "Best is the median of one figure an origin, of two middle ones "
            "the lower, so that it is always a figure somebody gave.",
            choose=choose_latest_per_origin_median,
        ),
        Convention(
            name="most_origins",
            rule="The figure that most independent origins gave at any time, of equals the lower. Low "
            "and high are the bounds of that figure alone; the others show in the relations.",
            choose=choose_most_origins,
        ),
        Convention(
            name="highest",
            rule=_LATEST + _BOUNDS + "Best is the largest number as worded.",
            choose=choose_highest,
        ),
    )
}


def list_conventions() -> tuple[Convention, ...]:
    """Return the conventions that can be named, the default first; print one to read its rule."""
    return tuple(CONVENTIONS.values())


def find_convention(convention: str | Convention) -> Convention:
    """Return the convention of that name; a `Convention` of the caller's own is returned as it is.

    Raises:
        UnknownNameError: No convention has that name.
    """
    if isinstance(convention, Convention):
        return convention
    if convention not in CONVENTIONS:
        known = ", ".join(CONVENTIONS)
        raise UnknownNameError(f"no convention is named {convention!r}; known are {known}")
    return CONVENTIONS[convention]


def _bound(claims: Sequence[Claim]) -> tuple[int, int | None]:
    hulls = [find_hull(c.quantity for c in group) for group in find_standing(claims).values()]
    floors = [low for low, high in hulls if high is None]
    stated = [high for _, high in hulls if high is not None]
    low = min(low for low, _ in hulls)
    if not stated or max(floors, default=-1) >= max(stated):
        return low, None
    return low, max(stated)


def _numbers(claims: Sequence[Claim]) -> list[int]:
    return [find_number(claim.quantity) for claim in claims]


def _latest_numbers(claims: Sequence[Claim]) -> list[int]:
    """Return each origin's latest numbers, a number once an origin."""
    return [number for group in _list_worded(claims) for number in sorted(set(_numbers(group)))]


def _list_worded(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return each origin's standing claims that give a number; those with "dozens" only if none does.

    What a convention reads into a vague word bounds the range, but is a figure that nobody gave.
    """
    groups = [list(group) for group in find_standing(claims).values()]
    worded = [[claim for claim in group if claim.quantity.value is not None] for group in groups]
    return [group for group in worded if group] or groups


def _most_common(numbers: Sequence[int]) -> int:
    support = Counter(numbers)
    return min(support, key=lambda number: (-support[number], number))


def _fit(low: int, best: int, high: int | None) -> Range:
    """Keep best within the bounds: "more than 28" is worded 28 and starts at 29."""
    best = max(low, best)
    return Range(low, best if high is None else min(best, high), high)
