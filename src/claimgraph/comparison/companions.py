"""What the other accounts of a cluster fill in that one of them leaves open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from attrs import evolve

from claimgraph.model import Account, DateRange, Place

T = TypeVar("T")


class Sharper(NamedTuple):
    """A place and days as the companions of an account tell them, its own where none is sharper."""

    place: Place | None
    date: DateRange | None


def find_sharper(account: Account, companions: Sequence[Account]) -> Sharper:
    """Find what those of one cluster tell more sharply than one of them."""
    if len(companions) < 2:
        return Sharper(account.place, account.date)
    place, days = account.place, account.date
    return Sharper(
        _choose_common([one.place for one in companions if _is_inside(one.place, place)], place),
        _choose_common([one.date for one in companions if _is_within(one.date, days)], days),
    )


def sharpen_account(account: Account, sharper: Sharper, *, beside: Account) -> Account:
    """Fill in what an account leaves open by what its companions tell more sharply.

    "Early this week" beside Monday's reports is Monday, "in the province" beside those that name the
    village is that village. What both of a pair tell alike is left as it is.

    Args:
        account: The account, of a cluster.
        sharper: What its companions tell; see `find_sharper`.
        beside: The account of another cluster that it is compared with.

    Returns:
        The account, the very same one if nothing is sharper.
    """
    place, days = account.place, account.date
    if (
        sharper.place is not place
        and beside.place is not None
        and not (place is not None and place.is_same(beside.place))
    ):
        place = sharper.place
    if sharper.date is not days and beside.date is not None and days != beside.date:
        days = sharper.date
    if place is account.place and days is account.date:
        return account
    return evolve(account, place=place, date=days)


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


def _choose_common(found: Sequence[T], usual: T | None) -> T | None:
    """Return what most of the companions tell; the first by its words among equals."""
    if not found:
        return usual
    return max(found, key=lambda one: (found.count(one), repr(one)))


__all__ = ["Sharper", "find_sharper", "sharpen_account"]
