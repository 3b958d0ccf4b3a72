"""What the other accounts of a cluster fill in that one of them leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from attrs import evolve

from claimgraph.comparison.pairs import Profile, place_profile
from claimgraph.comparison.pairs.wheres import Where
from claimgraph.model import Account, DateRange, Place

T = TypeVar("T", bound=Place | DateRange)


class Speaker:
    """An account that speaks for a cluster, with a place and days as its companions tell them.

    ``place`` and ``date`` are ``None`` where none of them is sharper than its own.
    """

    def __init__(self, profile: Profile, place: Place | None, date: DateRange | None) -> None:
        self.profile, self.account = profile, profile.account
        self.place, self.date = place, date
        self._sharpened: dict[tuple[bool, bool], Profile] = {}

    def sharpen(self, beside: Account) -> Profile:
        """Fill in what the account leaves open by what its companions tell more sharply.

        "Early this week" beside Monday's reports is Monday, "in the province" beside those that name the
        village is that village. What both of a pair tell alike is left as it is.

        Args:
            beside: The account of another cluster that it is compared with.

        Returns:
            The account made ready for comparison, its own profile if nothing is sharper.
        """
        own = self.account
        place = self.place is not None and _differ_in_place(own.place, beside.place)
        days = self.date is not None and beside.date is not None and own.date != beside.date
        if not place and not days:
            return self.profile
        known = self._sharpened.get((place, days))
        if known is None:
            sharper = evolve(
                own, place=self.place if place else own.place, date=self.date if days else own.date
            )
            known = self._sharpened[place, days] = place_profile(self.profile, sharper)
        return known


def _differ_in_place(own: Place | None, other: Place | None) -> bool:
    return other is not None and not (own is not None and own.is_same(other))


def list_speakers(companions: Sequence[Profile]) -> list[Speaker]:
    """List the accounts of one cluster with what the others fill in, in their order."""
    places: dict[Where | None, Place | None] = {}
    dates: dict[tuple[date | None, date | None] | None, DateRange | None] = {}
    speakers = []
    for one in companions:
        place, days = one.account.place, one.account.date
        span = None if days is None else (days.earliest, days.latest)
        if one.where not in places:
            inside = [other.account.place for other in companions if _is_inside(other.account.place, place)]
            places[one.where] = _choose_common(inside)
        if span not in dates:
            within = [other.account.date for other in companions if _is_within(other.account.date, days)]
            dates[span] = _choose_common(within)
        speakers.append(Speaker(one, places[one.where], dates[span]))
    return speakers


def _is_inside(place: Place | None, other: Place | None) -> bool:
    if place is None or place.is_unlisted:
        return False
    if other is None:
        return True
    return not other.is_same(place) and (other.contains(place) or other.may_contain(place))


def _is_within(days: DateRange | None, other: DateRange | None) -> bool:
    if days is None or days.width is None or days.earliest is None or days.latest is None:
        return False
    if other is None or other.width is None or other.earliest is None or other.latest is None:
        return other is None or days.measure_gap(other) == 0
    return days.width < other.width and other.earliest <= days.earliest and days.latest <= other.latest


def _choose_common(found: Sequence[T | None]) -> T | None:
    """Return what most of the companions tell; the last by its words among equals, ``None`` without any."""
    told = Counter(one for one in found if one is not None)
    most = max(told.values(), default=0)
    return max((one for one, times in told.items() if times == most), key=repr, default=None)


__all__ = ["Speaker", "list_speakers"]
