"""Named rules for a headline figure. Each prints its rule; none is any organisation's rule.

A rule reads the counted claims of one row and returns low, best and high. None of them averages.
Recorders choose in ways like these, as far as their own words are on record ([V] read in the
source, [S] read in a summary of it): the minimum and maximum over sources (IBC, Airwars [S]; compare
``range_over_origins``), the lowest (AOAV [V]) or one most conservative value (ACLED [S]; compare
``one_lowest``), the lowest and highest *reliable* figure with a most likely one between (UCDP [S]:
whom to rely on is a judgement, compare `prioritize_sources`). How they decide a single case is theirs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from attrs import frozen

from claimgraph.comparison.tolls.figures import (
    find_bounds,
    find_figure,
    find_hull,
    find_number,
    find_order,
    find_origin,
    find_standing,
)
from claimgraph.errors import UnknownNameError
from claimgraph.model import Claim, Quantity, Shown


class Range(NamedTuple):
    """The figures of one row: ``low <= best <= high``; ``high`` is ``None`` where it is open."""

    low: int
    best: int
    high: int | None


Rule = Callable[[Sequence[Claim]], Range]
Standing = Mapping[str, Sequence[Claim]]


@frozen(kw_only=True)
class Convention(Shown):
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
    standing = find_standing(claims)
    low, high = _bound(standing)
    return _fit(low, _most_common(_latest_numbers(standing)), high)


def choose_lowest(claims: Sequence[Claim]) -> Range:
    """Keep the range over origins, and take the smallest number as worded as best."""
    standing = find_standing(claims)
    low, high = _bound(standing)
    return _fit(low, min(_latest_numbers(standing)), high)


def choose_highest(claims: Sequence[Claim]) -> Range:
    """Keep the range over origins, and take the largest number as worded as best."""
    standing = find_standing(claims)
    low, high = _bound(standing)
    return _fit(low, max(_latest_numbers(standing)), high)


def choose_latest_per_origin_median(claims: Sequence[Claim]) -> Range:
    """Keep the range over origins, and take the middle one of their latest figures as best."""
    standing = find_standing(claims)
    low, high = _bound(standing)
    numbers = sorted(min(_numbers(group)) for group in _list_worded(standing))
    return _fit(low, numbers[(len(numbers) - 1) // 2], high)


def choose_one_lowest(claims: Sequence[Claim]) -> Range:
    """Keep one value: the smallest number as worded of the standing figures."""
    figure = min(_latest_numbers(find_standing(claims)))
    return Range(figure, figure, figure)


def choose_told_first(claims: Sequence[Claim]) -> Range:
    """Start from the figure that every article tells first, and reach up to the highest that stands.

    A first figure that states only an upper bound ("up to 15") gives no low end: the lowest figure
    of the others does, as far as there is one.
    """
    groups = find_standing(claims)
    standing = [claim for group in groups.values() for claim in group]
    firsts = _list_firsts(standing)
    bounded = [claim for claim in firsts if claim.quantity.low]
    bounded = bounded or [claim for claim in standing if claim.quantity.low] or firsts
    worded = [claim for claim in firsts if claim.quantity.value is not None]
    # Of an origin each once: ten papers that run one text are no ten figures.
    said = {(find_origin(claim).id, find_number(claim.quantity)) for claim in worded}
    numbers = [number for _, number in said] or _latest_numbers(groups)
    low = min(claim.quantity.low for claim in bounded)
    return _fit(low, _most_common(numbers), max(_find_top(claim.quantity) for claim in standing))


def choose_most_origins(claims: Sequence[Claim]) -> Range:
    """Take the figure that most origins gave at any time, with the bounds in their words."""
    worded = [claim for claim in claims if claim.quantity.value is not None] or claims
    said = {(find_origin(claim).id, find_figure(claim.quantity)) for claim in worded}
    support = Counter(figure for _, figure in said)
    numbers = {find_figure(claim.quantity): find_number(claim.quantity) for claim in claims}
    figure = min(support, key=lambda key: (-support[key], numbers[key], str(key)))
    low, high = find_hull(c.quantity for c in claims if find_figure(c.quantity) == figure)
    return _fit(low, numbers[figure], high)


def prioritize_sources(*sources: str) -> Convention:
    """Make a convention that follows the first of some sources that gives a figure.

    Args:
        sources: Ids or names of sources, the one to follow first; case does not matter.

    Returns:
        A convention for `reconcile`. Where none of the sources gives a figure, the range over all
        origins stands. Source: "prioritise a source" is one of five policies for disagreeing
        sources in ECC's practice [V]; which source goes first is the caller's judgement.
    """
    ranks = {source.casefold(): rank for rank, source in enumerate(sources)}

    def choose(claims: Sequence[Claim]) -> Range:
        listed = [(_find_rank(claim, ranks), claim) for claim in claims]
        best = min(rank for rank, _ in listed)
        chosen = [claim for rank, claim in listed if rank == best]
        return choose_range_over_origins(chosen if best < len(ranks) else claims)

    order = ", then ".join(sources)
    rule = f"The figures of the first of these sources that gives any: {order}. Where none does: {_RANGE}"
    return Convention(name="prioritized_sources", rule=rule, choose=choose)


def _find_rank(claim: Claim, ranks: Mapping[str, int]) -> int:
    origin = find_origin(claim)
    return min(ranks.get(name.casefold(), len(ranks)) for name in (origin.id, origin.name))


_LATEST = "Of each origin the figure it first gave last stands, late repeats of older ones do not. "
_BOUNDS = (
    "Low is the lowest low end of the standing figures; high the highest upper bound that is stated, "
    "open where an origin without upper bound has a floor at or above it. Vague words bound the range and "
    "are no best figure where anybody gives a number. "
)

_RANGE = (
    _LATEST
    + _BOUNDS
    + "Best is the figure of most independent origins, of equals the lower. Nothing is averaged."
)

CONVENTIONS: dict[str, Convention] = {
    convention.name: convention
    for convention in (
        Convention(
            name="range_over_origins",
            rule=_RANGE,
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
        Convention(
            name="one_lowest",
            rule=_LATEST + "One value, the smallest number as worded: low, best and high are the same. What "
            "the others say shows in the relations only.",
            choose=choose_one_lowest,
        ),
        Convention(
            name="told_first",
            rule="An article that weighs many sources tells first what its author stands for. Low is the "
            "lowest low end of the figures that each article tells first, where these state none the lowest "
            "of all figures; best the one of most origins, of equals the lower. Vague words are no best "
            "figure where anybody gives a number. High is the highest number or upper bound that any origin "
            "gives, also below an open floor. Lower figures of quoted sources show in the relations only.",
            choose=choose_told_first,
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


def _bound(standing: Standing) -> tuple[int, int | None]:
    # A floor of one figure opens no other: "at least 35" beside "89" of the same day states 89.
    hulls = find_bounds(claim for group in standing.values() for claim in group).values()
    floors = [low for low, high in hulls if high is None]
    stated = [high for _, high in hulls if high is not None]
    low = min(low for low, _ in hulls)
    if not stated or max(floors, default=-1) >= max(stated):
        return low, None
    return low, max(stated)


def _list_firsts(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claim that each article tells first, an implied one only where it has no other."""
    firsts: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (claim.implied, find_order(claim))):
        firsts.setdefault(claim.article, claim)
    return list(firsts.values())


def _find_top(quantity: Quantity) -> int:
    """Return the upper bound that is stated, where there is none the number."""
    return max(quantity.low, find_number(quantity)) if quantity.high is None else quantity.high


def _numbers(claims: Sequence[Claim]) -> list[int]:
    return [find_number(claim.quantity) for claim in claims]


def _latest_numbers(standing: Standing) -> list[int]:
    """Return each origin's latest numbers, a number once an origin."""
    return [number for group in _list_worded(standing) for number in sorted(set(_numbers(group)))]


def _list_worded(standing: Standing) -> list[list[Claim]]:
    """Return each origin's standing claims that give a number; those with "dozens" only if none does.

    What a convention reads into a vague word bounds the range, but is a figure that nobody gave.
    """
    groups = [list(group) for group in standing.values()]
    worded = [[claim for claim in group if claim.quantity.value is not None] for group in groups]
    return [group for group in worded if group] or groups


def _most_common(numbers: Sequence[int]) -> int:
    support = Counter(numbers)
    return min(support, key=lambda number: (-support[number], number))


def _fit(low: int, best: int, high: int | None) -> Range:
    """Keep best within the bounds: "more than 28" is worded 28 and starts at 29."""
    best = max(low, best)
    return Range(low, best if high is None else min(best, high), high)
