"""Incidents as GeoJSON, held against the rules of RFC 7946."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import claimgraph as cg


def _save(path: Path, noun: object) -> dict[str, Any]:
    cg.save(noun, path)
    return json.loads(path.read_bytes())  # type: ignore[no-any-return]


def test_map_keeps_the_rules_of_the_standard(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """A collection of features, each with id, geometry and properties; longitude comes first."""
    told = _save(tmp_path / "m.geojson", graph)
    assert list(told) == ["type", "features"]
    assert told["type"] == "FeatureCollection"
    assert [set(feature) for feature in told["features"]] == [{"type", "id", "geometry", "properties"}] * 2
    place = graph.incidents[0].place
    assert place
    assert told["features"][0]["geometry"] == {
        "type": "Point",
        "coordinates": [place.longitude, place.latitude],
    }
    assert told["features"][0]["id"] == graph.incidents[0].id


def test_place_without_coordinates_is_a_feature_without_geometry(
    tmp_path: Path, graph: cg.ClaimGraph
) -> None:
    """An incident that no map can show is not lost."""
    feature = _save(tmp_path / "m.geojson", graph)["features"][1]
    assert feature["geometry"] is None
    assert feature["properties"]["place"] == "Nowhereville"
    assert feature["properties"]["where"] == "coordinates not known"


def test_point_says_what_it_stands_for(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """The middle of a country is no place where something happened."""
    place = graph.incidents[0].place
    assert place
    said = []
    for kind in ("town", "area", "district", "province", "region", "country", "sea", "unknown"):
        wide = evolve(graph.incidents[0], place=evolve(place, kind=kind, path=("b", "c", "d")))
        said.append(_save(tmp_path / "m.geojson", wide)["features"][0]["properties"]["where"])
    assert said == [
        "at this place",
        "around this place, about 25 km",
        "somewhere in this district",
        "somewhere in this province",
        "somewhere in or along this wide place",
        "somewhere in this country",
        "on this water",
        "how near is not known",
    ]


@pytest.mark.parametrize(
    ("north", "east"), [(91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0), (0, float("inf"))]
)
def test_coordinates_off_the_globe_are_no_geometry(
    tmp_path: Path, graph: cg.ClaimGraph, north: float, east: float
) -> None:
    """What somebody's own gazetteer has wrong breaks no map, and the file stays JSON."""
    place = graph.incidents[0].place
    assert place
    off = evolve(graph.incidents[0], place=evolve(place, latitude=north, longitude=east))
    (feature,) = _save(tmp_path / "m.geojson", off)["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["where"] == "coordinates not known"
    (event,) = [node for node in _save(tmp_path / "m.jsonld", off)["@graph"] if node["@type"] == "Event"]
    assert set(event["location"]) == {"@type", "name", "address"}


def test_properties_tell_the_figures(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Low, best and high, origins, contradictions and how sharply place and day are known."""
    told = _save(tmp_path / "m.geojson", graph)["features"][0]["properties"]
    names = ("killed_low", "killed_best", "killed_high", "origins", "contradicts", "ucdp_place", "ucdp_date")
    assert [told[name] for name in names] == [28, 28, 40, 2, False, 1, 1]
