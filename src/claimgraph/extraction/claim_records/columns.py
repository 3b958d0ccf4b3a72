"""The columns that a table of claims may have, under which names they are found, and their meaning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from attrs import frozen

from claimgraph.errors import UnknownNameError
from claimgraph.extraction.articles.records import check_mapping, normalize_name
from claimgraph.lexicon import Lexicon

Fields = Mapping[str, Any]


@frozen(kw_only=True)
class Column:
    """One column: its own name, the names it is found under, what a cell holds and means."""

    name: str
    names: tuple[str, ...]
    type: str
    text: str
    asked: bool = False
    written: bool = True


@lru_cache(maxsize=1)
def load_tables() -> Mapping[str, Any]:
    """Read ``columns.toml``: the columns and the words of cells."""
    text = (Path(__file__).parent / "columns.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def list_columns() -> tuple[Column, ...]:
    """Return every column, in the order of the table."""
    rows = load_tables()["columns"]
    return tuple(Column(name=name, **{**row, "names": tuple(row["names"])}) for name, row in rows.items())


def list_measures(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the measures that a lexicon has."""
    return tuple(name for name in lexicon.words("measures") if name != "joint")


@lru_cache(maxsize=16)
def load_measure_words(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the measure of each word that names exactly one: "killed", "deaths", "wounded"."""
    found: dict[str, set[str]] = {}
    for name in list_measures(lexicon):
        table = lexicon.words("measures")[name]
        forms = [
            form
            for kind in ("done_to", "done_by", "done_either")
            for row in table.get(kind, ())
            for form in row.split()
        ]
        for word in (
            name,
            *table.get("counted", ()),
            *table.get("states", ()),
            *table.get("totals", ()),
            *forms,
        ):
            found.setdefault(word, set()).add(name)
    measures = {name: name for name in list_measures(lexicon)}
    return {word: min(names) for word, names in found.items() if len(names) == 1} | measures


class ColumnNames:
    """Which column of a table is which field, by the user's mapping and then by the usual names.

    Args:
        columns: The user's own: a field, or a measure whose figures a column holds, to its name there.
        lexicon: Its measures may be columns too, as in a table with one for the killed, one for the injured.

    Raises:
        MisuseError: ``columns`` is no mapping.
        UnknownNameError: A key of ``columns`` is neither a field nor a measure.
    """

    def __init__(self, columns: Mapping[str, str] | None, *, lexicon: Lexicon) -> None:
        check_mapping(columns)
        self._measures = frozenset(list_measures(lexicon))
        self._labels = {field: f"{field} ({name!a})" for field, name in (columns or {}).items()}
        self._own = {normalize_name(name): field for field, name in (columns or {}).items()}
        fields = [column.name for column in list_columns()]
        for field in columns or {}:
            if field not in fields and field not in self._measures:
                known = ", ".join((*fields, *sorted(self._measures)))
                raise UnknownNameError(f"no column of claims is named {field!r}; known are {known}")
        mapped = frozenset(columns or ())
        self._usual: dict[str, tuple[int, str]] = {name: (0, name) for name in self._measures - mapped}
        for column in list_columns():
            if column.name not in mapped:
                self._usual |= {name: (rank, column.name) for rank, name in enumerate(column.names)}

    def label(self, field: str) -> str:
        """Return a field as a message names it, with the user's own name for the column."""
        return self._labels.get(field, field)

    def find_missing(self, records: Iterable[Mapping[Any, Any]]) -> tuple[str, ...]:
        """Return the columns that the user named and no record has."""
        seen = {normalize_name(name) for record in records for name in record}
        return tuple(sorted(set(self._own) - seen))

    def sort_cells(self, record: Mapping[Any, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """Return the cells of a record by field, those that say nothing left out, and the unknown columns."""
        chosen: dict[str, tuple[int, Any]] = {}
        unknown = []
        for name, value in record.items():
            own, cell = normalize_name(name), make_plain(value)
            rank, field = (-1, self._own[own]) if own in self._own else self._usual.get(own, (0, ""))
            if not field:
                unknown.append(str(name))
            elif not is_missing(cell) and (field not in chosen or rank < chosen[field][0]):
                chosen[field] = (rank, cell)
        return {field: cell for field, (_, cell) in chosen.items()}, tuple(unknown)

    def spread_measures(self, fields: Fields) -> list[dict[str, Any]]:
        """Return one row a measure for a row that has a column for each; else the row itself."""
        wide = [name for name in fields if name in self._measures]
        plain = {name: cell for name, cell in fields.items() if name not in self._measures}
        if not wide:
            return [plain]
        rows = [{**plain, "measure": name, "value": fields[name]} for name in wide]
        if "id" in plain and len(wide) > 1:
            rows = [{**row, "id": f"{plain['id']}-{row['measure']}"} for row in rows]
        return rows


def make_plain(cell: Any) -> Any:
    """Return a cell of a data frame as a plain value: a scalar or an array of numpy is none."""
    return cell.tolist() if hasattr(cell, "tolist") else cell


_MISSING_TYPES = ("NaTType", "NAType")  # pandas' empty cells, known without importing pandas


def is_missing(cell: object) -> bool:
    """Return whether a cell says nothing: empty, NaN, a dash."""
    if cell is None or type(cell).__name__ in _MISSING_TYPES:
        return True
    if isinstance(cell, float):
        return cell != cell  # noqa: PLR0124 (only NaN differs from itself)
    if isinstance(cell, list | tuple):
        return not cell
    return isinstance(cell, str) and cell.strip().lower() in {"", *load_tables()["missing"]["words"]}


__all__ = [
    "Column",
    "ColumnNames",
    "Fields",
    "is_missing",
    "list_columns",
    "list_measures",
    "load_measure_words",
    "load_tables",
    "make_plain",
]
