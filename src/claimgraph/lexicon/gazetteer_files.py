"""Gazetteers of your own: a CSV file, or a country dump of GeoNames."""

from __future__ import annotations

import csv
from pathlib import Path

from claimgraph.errors import LexiconError
from claimgraph.lexicon.gazetteer import Entry, Gazetteer, to_entries, to_float


def read_places_csv(path: str | Path) -> Gazetteer:
    """Read your own gazetteer from a CSV file.

    Args:
        path: A UTF-8 file with the columns ``name`` and, as far as known, ``key``, ``kind``,
            ``parent`` (the key of the containing place), ``latitude``, ``longitude``, ``aliases``
            (separated by ``|``), ``population``. Lines that start with ``#`` are skipped.

    Returns:
        A gazetteer of these places alone.

    Raises:
        LexiconError: There is no column ``name``, or a row has no name.
    """
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    full = []
    for number, row in enumerate(rows, start=1):
        if not (row.get("name") or "").strip():
            raise LexiconError(f"{Path(path).name}, row {number}: no name; the file needs a column 'name'")
        cells = {column: (row.get(column) or "").strip() for column in _COLUMNS}
        cells["key"] = cells["key"] or f"own-{number}"
        cells["kind"] = cells["kind"] or "place"
        full.append(cells)
    return Gazetteer(to_entries(full))


_COLUMNS = ("key", "name", "kind", "parent", "latitude", "longitude", "aliases", "population")
_GEONAMES_KINDS = {
    "PPL": "town", "PPLX": "neighbourhood", "PPLC": "city", "PPLA": "city", "ADM1": "province",
    "ADM2": "district", "ADM3": "district", "AIRB": "air base", "STM": "river", "DAM": "dam",
    "PCLI": "country",
}  # fmt: skip


def read_geonames_dump(path: str | Path, *, classes: str = "AP") -> Gazetteer:
    """Read a GeoNames country dump (``SY.txt``: 19 columns with tabs, no header).

    Args:
        path: The unzipped file.
        classes: Feature classes to keep; ``A`` are administrative areas, ``P`` populated places.

    Returns:
        A gazetteer; towns have their first-level area as parent where the dump has it.

    Raises:
        LexiconError: A line has fewer than 15 columns.

    Source: the readme of download.geonames.org/export/dump.
    """
    raw = []
    with Path(path).open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, start=1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < 15:
                raise LexiconError(
                    f"{Path(path).name}, line {number}: {len(cells)} columns, a GeoNames dump has 19"
                )
            if cells[6] in classes:
                raw.append(cells)
    areas = {(cells[8], cells[10]): f"geonames-{cells[0]}" for cells in raw if cells[7] == "ADM1"}
    return Gazetteer(_read_geonames_row(cells, areas) for cells in raw)


def _read_geonames_row(cells: list[str], areas: dict[tuple[str, str], str]) -> Entry:
    key = f"geonames-{cells[0]}"
    parent = areas.get((cells[8], cells[10]), "")
    kind = _GEONAMES_KINDS.get(cells[7], "district" if cells[6] == "A" else "town")
    names = tuple(name for name in (cells[2], *cells[3].split(",")) if name.strip())
    return Entry(
        key, cells[1], kind, "" if parent == key else parent, cells[8].lower(), to_float(cells[4]),
        to_float(cells[5]), int(cells[14] or 0) if cells[14].isdigit() else 0, True, names,
    )  # fmt: skip
