"""How sharply a day and a place are known, in the codes of UCDP and ACLED.

The codes and which width or kind has which are rows of ``precision.toml`` beside this module. They
are given by claimgraph after the published wording; neither organisation has assigned them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from attrs import frozen

from claimgraph.arguments import take_one
from claimgraph.errors import UnknownNameError
from claimgraph.model import DateRange, Place

T = TypeVar("T")

# An area right under a province is as wide as one; within a town or district it is a small one.
_AREA, _PROVINCE, _SHORTEST_PATH = "area", "province", 3


@frozen(kw_only=True)
class Codes:
    """A table of codes: ``days`` the widest range of each, ``kinds`` the code of each kind of place."""

    days: Mapping[str, tuple[tuple[int, int], ...]]
    kinds: Mapping[str, Mapping[str, int]]


@lru_cache(maxsize=1)
def load_codes() -> Codes:
    """Return the shipped codes."""
    table = tomllib.loads((Path(__file__).parent / "precision.toml").read_text(encoding="utf-8"))
    days = {
        scheme: tuple(sorted((most, int(code)) for code, most in rows.items()))
        for scheme, rows in table["date"].items()
    }
    kinds = {
        scheme: MappingProxyType({kind: int(code) for code, listed in rows.items() for kind in listed})
        for scheme, rows in table["place"].items()
    }
    return Codes(days=MappingProxyType(days), kinds=MappingProxyType(kinds))


def code_date(when: DateRange | None, *, scheme: str = "ucdp") -> int | None:
    """Return how sharply the day of an event is known.

    Args:
        when: The days that a text allows, both ends included.
        scheme: ``"ucdp"``: 1 one day, 2 up to six days, 3 a week, 4 a month, 5 a year.
            ``"acled"``: 1 one day, 2 a week or similar, 3 a month. ``"acled_r_package"``: as
            ``"acled"``, but without 3, which the text of ACLED's R package reads as "middle of
            week or weekend".

    Returns:
        The code; ``None`` where no day is given, an end is open, or the range is wider than all
        codes are for.

    Raises:
        UnknownNameError: No scheme has that name.
    """
    rows = _find_scheme(load_codes().days, scheme)
    width = None if when is None else take_one(when, DateRange, "code_date").width
    if width is None:
        return None
    return next((code for most, code in rows if width < most), None)


def code_place(place: Place | None, *, scheme: str = "ucdp") -> int | None:
    """Return how sharply a place is known.

    Args:
        place: A place; what counts is its kind, and of an area whether it lies in anything
            smaller than a province.
        scheme: ``"ucdp"``: 1 an exact place, 2 an area around one, 3 a district or county, 4 a
            province, 5 something larger or vaguer, 6 a country, 7 water. ``"acled"``: 1 a town,
            2 a small part of a region, 3 a larger region.

    Returns:
        The code; ``None`` where no place is given, or its kind has no code.

    Raises:
        UnknownNameError: No scheme has that name.
    """
    kinds = _find_scheme(load_codes().kinds, scheme)
    if place is None:
        return None
    take_one(place, Place, "code_place")
    kind = _PROVINCE if place.kind == _AREA and len(place.path) < _SHORTEST_PATH else place.kind
    return kinds.get(kind)


def _find_scheme(table: Mapping[str, T], scheme: str) -> T:
    if scheme not in table:
        raise UnknownNameError(f"no scheme of codes is named {scheme!r}; known are {', '.join(table)}")
    return table[scheme]


__all__ = ["code_date", "code_place", "load_codes"]
