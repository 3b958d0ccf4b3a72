"""Names of places and where they lie: from a spelling to gazetteer entries.

Three tables feed it: the countries and first-level regions of the ``world`` layer, the curated
``places.csv`` of each layer, and ``places.csv.gz``, the towns of the world with their folded
spellings ready-made so that reading it takes a tenth of a second; it is read at the first look-up.

Spellings are compared *folded*: lower case, without accents, apostrophes and hyphens. Names of the
curated tables are also found without Arabic articles ("al-Bab", "Bab"), by a *skeleton* that puts
romanisations together ("Duma", "Douma"), and, where asked for, by a near spelling ("Amanaz").
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein
from rapidfuzz.process import extract

from claimgraph.errors import LexiconError
from claimgraph.lexicon.placenames import ARTICLES, drop_articles, fold_name, reduce_name
from claimgraph.lexicon.tables import Lexicon, Row
from claimgraph.model import Place, Span

REGION_KINDS = frozenset({"province", "state", "region", "territory", "country", "governorate"})
SKELETON_CONFIDENCE = 0.9
NEAR_CONFIDENCE = 0.75


class Entry(NamedTuple):
    """One gazetteer entry; ``parent`` and ``country`` are keys, ``population`` 0 if unknown."""

    key: str
    name: str
    kind: str
    parent: str
    country: str
    latitude: float | None
    longitude: float | None
    population: int
    curated: bool
    aliases: tuple[str, ...] = ()


class Match(NamedTuple):
    """The entries of one spelling and how sure the spelling is."""

    entries: tuple[Entry, ...]
    confidence: float


_NO_MATCH = Match((), 0.0)


class Gazetteer:
    """Entries by spelling; two calls of `load_gazetteer` with one lexicon give one object.

    Args:
        entries: Curated entries, later ones beside earlier ones of the same name.
        world: The compact world tables, ``places.csv.gz``, to read at the first look-up.
    """

    def __init__(self, entries: Iterable[Entry], world: Sequence[Path] = ()) -> None:
        self._by_key: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        self._by_skeleton: dict[str, list[Entry]] = {}
        self._near: dict[str, list[str]] = {}
        self._world_files = tuple(world)
        self._world: dict[str, str] | None = None
        self._lines: list[str] = []
        self._matches: dict[str, Match] = {}
        self._openings: set[str] = set()
        self._slips: dict[str, Match] = {}
        self._paths: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        for entry in entries:
            self._add(entry)

    def __repr__(self) -> str:
        return f"Gazetteer({len(self._by_key)} curated entries, {len(self._world_files)} world tables)"

    def _add(self, entry: Entry) -> None:
        self._by_key[entry.key] = entry
        for name in dict.fromkeys((entry.name, *entry.aliases)):
            folded = fold_name(name)
            for key in _find_keys(name, folded):
                found = self._by_name.setdefault(key, [])
                if entry not in found:
                    found.append(entry)
                opening, space, _ = key.partition(" ")
                if space:
                    self._openings.add(opening)
            if entry.kind not in {"country", "state"} and len(folded) > 3:
                self._add_variants(entry, folded)

    def _add_variants(self, entry: Entry, folded: str) -> None:
        """Make an entry findable by the skeleton of a name and by near spellings."""
        skeleton = reduce_name(folded)
        if len(skeleton) < 3:
            return
        same = self._by_skeleton.setdefault(skeleton, [])
        if entry not in same:
            same.append(entry)
        if len(folded) > 4:
            self._near.setdefault(folded[0], []).append(folded)

    def find_entry(self, key: str) -> Entry | None:
        """Return the entry of a key, ``None`` if there is none."""
        found = self._by_key.get(key)
        if found is None and key.startswith("g"):
            self._load_world()
            number = key[1:]
            if number.isdigit() and int(number) < len(self._lines):
                found = self._read_line(int(number))
        return found

    def opens_name(self, word: str) -> bool:
        """Return whether some name of several words starts with this folded word, or may after an article."""
        if self._world is None:
            self._load_world()
        return word in self._openings or word in ARTICLES

    def match(self, folded: str) -> Match:
        """Return the entries of a folded spelling: exact, else without articles, else by skeleton."""
        found = self._matches.get(folded)
        if found is None:
            found = self._find(folded)
            if len(self._matches) > 200_000:
                self._matches.clear()
            self._matches[folded] = found
        return found

    def _find(self, folded: str) -> Match:
        if not folded or len(folded) > 80:
            return _NO_MATCH
        bare = drop_articles(folded)
        for name in dict.fromkeys((folded, bare)):
            curated = self._by_name.get(name, [])
            entries = (*curated, *(self._find_world(name) if name == folded or not curated else ()))
            if entries and (name == folded or curated):
                return Match(_drop_doubles(entries), 1.0)
        if len(bare) > 3 and not bare.endswith("."):
            same = self._by_skeleton.get(reduce_name(folded))
            if same:
                return Match(tuple(same), SKELETON_CONFIDENCE)
        return _NO_MATCH

    def match_near(self, folded: str) -> Match:
        """Return the entries of the one curated name that is a slip of the pen away, if it is one.

        Names of five letters or more, the first letter right, one letter added, lost or changed
        (two from nine letters on), and no second name as near.
        """
        found = self._slips.get(folded)
        if found is None:
            if len(self._slips) > 50_000:
                self._slips.clear()
            found = self._slips[folded] = self._find_near(folded)
        return found

    def _find_near(self, folded: str) -> Match:
        if len(folded) < 5 or len(folded) > 80:
            return _NO_MATCH
        allowed = 1 if len(folded) < 9 else 2
        near = self._near.get(folded[0], ())
        scored = extract(
            folded, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed, limit=len(near)
        )
        if not scored:
            return _NO_MATCH
        best = min([distance for _, distance, _ in scored])
        names = sorted({name for name, distance, _ in scored if distance == best})
        found = _drop_doubles([entry for name in names for entry in self._by_name.get(name, ())])
        return Match(found, NEAR_CONFIDENCE) if len({e.name for e in found}) == 1 else _NO_MATCH

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return every place that a spelling may name, the surest and largest first.

        Args:
            name: One name in any case, with or without accents, hyphens and articles.

        Returns:
            Places without span; confidence is 1 for a spelling of the tables, below 1 for a
            romanisation variant or a near spelling. Empty where nothing fits.
        """
        folded = fold_name(name)
        match = self.match(f"{folded}.") if name.endswith(".") else _NO_MATCH
        if not match.entries:
            match = self.match(folded)
        if not match.entries:
            match = self.match_near(folded)
        return tuple(self.to_place(entry, name, confidence=match.confidence) for entry in match.entries)

    def to_place(
        self, entry: Entry, words: str, *, confidence: float = 1.0, span: Span | None = None
    ) -> Place:
        """Return an entry as a place with its containing places."""
        names, keys = self._find_paths(entry)
        return Place(
            name=entry.name,
            words=words,
            kind=entry.kind,
            path=names,
            key=entry.key,
            path_keys=keys,
            latitude=entry.latitude,
            longitude=entry.longitude,
            confidence=confidence,
            span=span,
        )

    def _find_paths(self, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        found = self._paths.get(entry.key)
        if found is None:
            path = self.find_path(entry)
            found = tuple(parent.name for parent in path), tuple(parent.key for parent in path)
            self._paths[entry.key] = found
        return found

    def find_path(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the containing entries, nearest first."""
        path: list[Entry] = []
        seen = {entry.key}
        parent = entry.parent
        while parent and parent not in seen:
            seen.add(parent)
            found = self._by_key.get(parent)
            if found is None:
                break
            path.append(found)
            parent = found.parent
        if entry.country and entry.country not in seen and entry.country in self._by_key:
            path.append(self._by_key[entry.country])
        return tuple(path)

    def _load_world(self) -> dict[str, str]:
        if self._world is None:
            index: dict[str, str] = {}
            lines: list[str] = []
            for file in self._world_files:
                text = gzip.decompress(file.read_bytes()).decode("utf-8")
                body = text[text.index("\nkeys,") + 1 :].split("\n")[1:]
                for number, line in enumerate(body, start=len(lines)):
                    for key in line[: line.find(",")].split("|"):
                        index[key] = f"{index[key]} {number}" if key in index else str(number)
                lines.extend(body)
            index.pop("", None)
            self._openings.update(key[: key.index(" ")] for key in index if " " in key)
            self._lines = lines
            self._world = index
        return self._world

    def _find_world(self, folded: str) -> tuple[Entry, ...]:
        numbers = self._load_world().get(folded)
        return tuple(self._read_line(int(number)) for number in numbers.split(" ")) if numbers else ()

    def _read_line(self, number: int) -> Entry:
        _, name, country, region, kind, latitude, longitude, population = next(
            csv.reader([self._lines[number]])
        )
        parent = region or country
        return Entry(
            f"g{number}", name, kind, parent, country, to_float(latitude), to_float(longitude),
            int(population or 0), False,
        )  # fmt: skip


def _find_keys(name: str, folded: str) -> Iterable[str]:
    """Return the keys of a name: "Pa." only with its dot, others also without Arabic articles."""
    if name.endswith("."):
        return (f"{folded}.", folded) if " " in folded else (f"{folded}.",)
    return dict.fromkeys((folded, drop_articles(folded)))


def _drop_doubles(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Drop world entries that a curated entry of the same country and sort already stands for."""
    curated = [entry for entry in entries if entry.curated]
    kept = list(dict.fromkeys(curated))
    held = {(entry.country, entry.kind in REGION_KINDS) for entry in curated}
    for entry in entries:
        if (
            not entry.curated
            and (entry.country, entry.kind in REGION_KINDS) not in held
            and entry not in kept
        ):
            kept.append(entry)
    return tuple(sorted(kept, key=lambda e: (e.kind != "country", not e.curated, -e.population, e.key)))


def to_float(cell: str) -> float | None:
    """Return the number in a cell, ``None`` for an empty or a strange one."""
    try:
        return float(cell)
    except ValueError:
        return None


@lru_cache(maxsize=16)
def load_gazetteer(lexicon: Lexicon) -> Gazetteer:
    """Return the gazetteer of a lexicon's layers; the world table is read at the first look-up.

    Raises:
        LexiconError: A row of ``places.csv`` names a parent that no table has.
    """
    entries = [*_read_countries(lexicon), *_read_regions(lexicon)]
    known = {entry.key for entry in entries}
    rows = lexicon.rows("places")
    known.update(row["key"] for row in rows)
    for row in rows:
        if row["parent"] and row["parent"] not in known:
            raise LexiconError(f"places.csv, {row['key']!r}: no place has the key {row['parent']!r}")
    entries.extend(to_entries(rows))
    world = tuple(folder / "places.csv.gz" for folder in lexicon.folders)
    return Gazetteer(entries, tuple(file for file in world if file.is_file()))


def _read_countries(lexicon: Lexicon) -> list[Entry]:
    return [
        Entry(row["key"], row["name"], "country", "", row["key"], None, None, 0, True, _split(row["aliases"]))
        for row in lexicon.rows("countries")
    ]


def _read_regions(lexicon: Lexicon) -> list[Entry]:
    found = []
    for row in lexicon.rows("regions"):
        country = "" if row["country"] == "xx" else row["country"]
        key = to_region_key(row)
        found.append(
            Entry(
                key, row["name"], row["kind"], country, country, None, None, 0, True, _split(row["aliases"])
            )
        )
    return found


def to_region_key(row: Row) -> str:
    """Return the key of a row of ``regions.csv``: country and folded name, ``ye-saada-province``."""
    return f"{row['country']}-{fold_name(row['name']).replace(' ', '-')}-{row['kind']}"


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def to_entries(rows: Iterable[Row]) -> list[Entry]:
    """Return the entries of rows with the columns of ``places.csv``; a country is found upwards."""
    table = {row["key"]: row for row in rows}
    found = []
    for key, row in table.items():
        top = key
        seen = set()
        while top in table and table[top]["parent"] and top not in seen:
            seen.add(top)
            top = table[top]["parent"]
        country = top.split("-")[0]
        found.append(
            Entry(
                key,
                row["name"],
                row["kind"],
                row["parent"],
                country,
                to_float(row["latitude"]),
                to_float(row["longitude"]),
                int(row.get("population") or 0),
                True,
                _split(row["aliases"]),
            )
        )
    return found
