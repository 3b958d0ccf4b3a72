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
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from claimgraph.errors import LexiconError
from claimgraph.lexicon.tables import Lexicon, Row
from claimgraph.model import Place, Span

ARTICLES = frozenset("al el ad ar as ash at az an ed er es esh et ez".split())
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
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʿʾʼ\u02bb\u02b9"))


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """Return ``name`` in lower case without accents and apostrophes, other marks as one space."""
    text = name.translate(_APOSTROPHES).casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.translate(_APOSTROPHES)
    if text.isalnum():
        return text
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


def drop_articles(folded: str) -> str:
    """Return a folded name without Arabic articles; unchanged where nothing else would remain."""
    words = folded.split(" ")
    kept = [word for word in words if word not in ARTICLES]
    return " ".join(kept) if kept else folded


_VOWELS = str.maketrans({"e": "i", "y": "i", "o": "u", "q": "k", "c": "k", "w": "u", "v": "u", "p": "b"})
_PAIRS = (
    ("ee", "i"), ("ou", "u"), ("oo", "u"), ("dj", "j"), ("sch", "sh"), ("ei", "i"), ("ai", "i"), ("ay", "i"),
    ("ey", "i"), ("au", "u"), ("aw", "u"), ("dh", "d"), ("th", "t"), ("gh", "g"), ("kh", "k"),
)  # fmt: skip


@lru_cache(maxsize=16384)
def reduce_name(folded: str) -> str:
    """Return the romanisation skeleton of a folded name: alike for spellings of one Arabic name.

    "Douma" and "Duma" share one, so do "Ezzor" and "az-Zawr"; "Daraa" and "Darayya" do not.
    """
    words = []
    for word in drop_articles(folded).split(" "):
        for pair, single in _PAIRS:
            word = word.replace(pair, single)
        word = word.translate(_VOWELS)
        word = "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])
        if len(word) > 3:
            word = word.removesuffix("h")
            word = word[:-1] + "a" if word.endswith("i") and len(word) > 3 else word
        words.append(word)
    return "".join(words)


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
            for key in dict.fromkeys((folded, drop_articles(folded))):
                found = self._by_name.setdefault(key, [])
                if entry not in found:
                    found.append(entry)
                opening, space, _ = key.partition(" ")
                if space:
                    self._openings.add(opening)
            if entry.kind in {"country", "state"} or len(folded) < 4:
                continue
            skeleton = reduce_name(folded)
            if len(skeleton) > 2:
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
        if len(bare) > 3:
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
        scored = []
        for name in self._near.get(folded[0], ()):
            if abs(len(name) - len(folded)) <= allowed:
                distance = DamerauLevenshtein.distance(folded, name, score_cutoff=allowed)
                if distance <= allowed:
                    scored.append((distance, name))
        if not scored:
            return _NO_MATCH
        best = min(scored)[0]
        names = dict.fromkeys(name for distance, name in scored if distance == best)
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
            f"g{number}", name, kind, parent, country, _to_float(latitude), _to_float(longitude),
            int(population or 0), False,
        )  # fmt: skip


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


def _to_float(cell: str) -> float | None:
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
    entries.extend(_to_entries(rows))
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


def _to_entries(rows: Iterable[Row]) -> list[Entry]:
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
                _to_float(row["latitude"]),
                _to_float(row["longitude"]),
                int(row.get("population") or 0),
                True,
                _split(row["aliases"]),
            )  # fmt: skip
        )
    return found


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
    return Gazetteer(_to_entries(full))


_COLUMNS = ("key", "name", "kind", "parent", "latitude", "longitude", "aliases", "population")
_GEONAMES_KINDS = {
    "PPL": "town", "PPLX": "neighbourhood", "PPLC": "city", "PPLA": "city", "ADM1": "province",
    "ADM2": "district", "ADM3": "district", "AIRB": "air base", "STM": "river", "DAM": "dam", "PCLI": "country",
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
        key, cells[1], kind, "" if parent == key else parent, cells[8].lower(), _to_float(cells[4]),
        _to_float(cells[5]), int(cells[14] or 0) if cells[14].isdigit() else 0, True, names,
    )  # fmt: skip
