"""Incidents as GeoJSON (RFC 7946), for maps."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from claimgraph.model import Incident
from claimgraph.output.files.precision import word_precision
from claimgraph.output.tables import Row, name_columns, to_incident_rows

_POINTS = ("latitude", "longitude", "id")  # what a feature says in its own way


def format_geojson(incidents: Iterable[Incident]) -> bytes:
    """Return a ``FeatureCollection`` with one feature an incident, in their order.

    The point is that of the place, the middle of a wide one: ``place_kind``, ``ucdp_place`` and
    ``where`` ("somewhere in this province") say how far to trust it. An incident whose place has no
    coordinates, or is not known, has the geometry ``null``. The properties are the columns of the
    incident table.
    """
    listed = list(incidents)
    rows = to_incident_rows(listed)
    features = [_build_feature(one, row) for one, row in zip(listed, rows, strict=True)]
    head = {"type": "FeatureCollection", "features": []}
    opening = json.dumps(head)[:-2] + "\n"
    return (opening + ",\n".join(json.dumps(one, allow_nan=False) for one in features) + "\n]}\n").encode(
        "ascii"
    )


def _build_feature(incident: Incident, row: Row) -> dict[str, Any]:
    properties = {name: row[name] for name in name_columns("incidents") if name not in _POINTS}
    return {
        "type": "Feature",
        "id": incident.id,
        "geometry": _find_point(row),
        "properties": properties
        | {"where": word_precision(incident.place, is_located=row["latitude"] is not None)},
    }


def _find_point(row: Row) -> dict[str, Any] | None:
    if row["latitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}


__all__ = ["format_geojson"]
