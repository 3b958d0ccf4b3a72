"""Single figures: which are the same, whose they are, which of an origin's figures stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from claimgraph.model import Claim, Modifier, Quantity, Source, Stance

FigureKey = tuple[str, int | None, int | None]
Voice = tuple[str, FigureKey]
Interval = tuple[int, int | None]
Bounds = Mapping[Voice, Interval]
Reported = Mapping[Voice, date | None]

# Desks swap "28", "at least 28", "more than 28" and "about 28" when they retell one figure.
_RETOLD = frozenset({Modifier.EXACT, Modifier.AT_LEAST, Modifier.MORE_THAN, Modifier.ABOUT})


def find_figure(quantity: Quantity) -> FigureKey:
    """Return what two wordings of one figure share: the number as worded, not its bounds.

    A range or a vague word is the same figure only as the same interval, and "up to 28" is not
    the figure 28.
    """
    if quantity.modifier in _RETOLD and quantity.value is not None:
        return ("number", quantity.value, None)
    return (quantity.modifier.value, quantity.low, quantity.high)


def is_same_figure(a: Quantity, b: Quantity) -> bool:
    """Return whether two quantities are one figure, though perhaps bounded in other words."""
    return find_figure(a) == find_figure(b)


def find_number(quantity: Quantity) -> int:
    """Return the number as worded, for "dozens" and its like the low end of the interval."""
    return quantity.low if quantity.value is None else quantity.value


def find_origin(claim: Claim) -> Source:
    """Return whom the claim comes from.

    A claim in the article's own voice comes from the agency of its credit line or the publisher;
    where not even that is known, from that article alone.
    """
    chain = claim.attribution.chain
    if chain:
        return chain[0]
    return Source(id=f"article:{claim.article}", name=f"the article {claim.article}", kind="article")


def find_voice(claim: Claim) -> Voice:
    """Return whose figure it is, by id, and which."""
    return find_origin(claim).id, find_figure(claim.quantity)


def is_counted(claim: Claim) -> bool:
    """Return whether the claim states a figure as a fact that its text does not call outdated."""
    asserted = claim.attribution.stance is Stance.ASSERTS
    return asserted and not claim.hypothetical and not claim.superseded


def find_order(claim: Claim) -> tuple[date, str, tuple[tuple[int, int], ...], str]:
    """Return the key that sorts claims by day of publication, article and place in the text."""
    return (claim.published or date.min, claim.article, claim.spans, claim.id)


def sort_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims in a fixed order, each id once."""
    unique: dict[str, Claim] = {}
    for claim in sorted(claims, key=lambda claim: (find_order(claim), claim.text)):
        unique.setdefault(claim.id, claim)
    return tuple(unique.values())


def find_first_reports(claims: Iterable[Claim]) -> Reported:
    """Return on which day each origin first gave each of its figures; ``None`` where undated.

    A figure that is only repeated later, by a slower paper, is not a new one.
    """
    first: dict[Voice, date | None] = {}
    for claim in claims:
        voice, day = find_voice(claim), claim.published
        known = first.get(voice)
        if known is None or (day is not None and day < known):
            first[voice] = day
    return first


def find_standing(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """Return, for each origin id, the claims that give its latest figure.

    Latest is the figure first given last. Figures that no date puts in order stand together with
    it, so an origin with figures always keeps at least one.
    """
    listed = list(claims)
    first = find_first_reports(listed)
    last: dict[str, date] = {}
    for (origin, _), day in first.items():
        if day is not None:
            last[origin] = max(day, last.get(origin, day))
    standing: dict[str, list[Claim]] = defaultdict(list)
    for claim in listed:
        voice = find_voice(claim)
        if first[voice] in (None, last.get(voice[0])):
            standing[voice[0]].append(claim)
    return {origin: tuple(standing[origin]) for origin in sorted(standing)}


def do_overlap(a: Interval, b: Interval) -> bool:
    """Return whether some number lies in both intervals, both ends included; ``None`` is open."""
    return (a[1] is None or b[0] <= a[1]) and (b[1] is None or a[0] <= b[1])


def find_hull(quantities: Iterable[Quantity]) -> Interval:
    """Return the smallest interval that holds all of them; an open one leaves it open.

    Raises:
        ValueError: There is no quantity.
    """
    listed = list(quantities)
    highs = [quantity.high for quantity in listed if quantity.high is not None]
    is_open = len(highs) < len(listed)
    return min(quantity.low for quantity in listed), None if is_open else max(highs)


def find_bounds(claims: Iterable[Claim]) -> Bounds:
    """Return between which bounds each origin gives each of its figures, all wordings together.

    A headline that shortens "at least 28" to "28" does not close the bound.
    """
    said: dict[Voice, list[Quantity]] = defaultdict(list)
    for claim in claims:
        said[find_voice(claim)].append(claim.quantity)
    return {key: find_hull(quantities) for key, quantities in said.items()}
