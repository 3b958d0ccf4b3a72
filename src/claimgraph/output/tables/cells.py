"""The cells that several tables have: places and days."""

from __future__ import annotations

from datetime import date

from claimgraph.model import DateRange, Place
from claimgraph.output.tables.graphs import Row


def list_place_cells(place: Place | None) -> Row:
    """Return the cells of a place, as spelled in the article and as known."""
    if place is None:
        return {"place": None, "place_in": []}
    return {
        "place": place.words or place.name,
        "place_name": place.name,
        "place_key": place.key,
        "place_in": list(place.path),
    }


def list_date_cells(when: DateRange | None) -> Row:
    """Return the cells of some days; none where they are not known."""
    if when is None:
        return {}
    single = when.earliest == when.latest
    return {
        "date": write_day(when.earliest),
        "date_end": None if single else write_day(when.latest),
        "date_precision": when.precision.value,
    }


def write_day(day: date | None) -> str | None:
    """Return a day as ISO text."""
    return day.isoformat() if day else None


__all__ = ["list_date_cells", "list_place_cells", "write_day"]
