"""The cells that several tables have: places, days and how sharply they are known."""

from __future__ import annotations

from datetime import date

from claimgraph.comparison.precision import code_date, code_place
from claimgraph.model import DateRange, Place, Scope
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


def list_spot_cells(place: Place | None) -> Row:
    """Return where a place lies, in degrees; both empty where that is not known or not on the globe."""
    north, east = (place.latitude, place.longitude) if place else (None, None)
    # A gazetteer of somebody's own may hold anything; the comparison is false of NaN, too.
    if north is None or east is None or not (abs(north) <= 90 and abs(east) <= 180):
        return {"latitude": None, "longitude": None}
    return {"latitude": float(north), "longitude": float(east)}


def list_precision_cells(when: DateRange | None, place: Place | None, *, scope: Scope) -> Row:
    """Return the codes of how sharply day and place are known; see `code_date` and `code_place`."""
    # A period is not an event whose day is known to a month.
    event = when if scope is Scope.INCIDENT else None
    return {
        "ucdp_date": code_date(event),
        "ucdp_place": code_place(place),
        "acled_date": code_date(event, scheme="acled"),
        "acled_place": code_place(place, scheme="acled"),
    }


def write_day(day: date | None) -> str | None:
    """Return a day as ISO text."""
    return day.isoformat() if day else None


__all__ = ["list_date_cells", "list_place_cells", "list_precision_cells", "list_spot_cells", "write_day"]
