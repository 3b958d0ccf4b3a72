"""One cell → a text, a number, a flag, a list: what it says, or why it says nothing that we know."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from claimgraph.extraction.claim_records.columns import Fields, load_tables
from claimgraph.model import Span

Kind = TypeVar("Kind", bound=StrEnum)
MOST_DIGITS = 15  # more people than ever lived; longer numbers are none


class CellError(ValueError):
    """A cell is not understood; it never leaves this folder but as a `Problem`."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")


def show_cell(cell: object) -> str:
    """Return a cell for a message."""
    shown = ascii(cell)
    return shown if len(shown) <= 60 else shown[:57] + "..."


def read_text(fields: Fields, column: str) -> str | None:
    """Return a cell as text without blanks around it; ``None`` for none."""
    cell = fields.get(column)
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if not isinstance(cell, str | int) or isinstance(cell, bool):
        raise CellError(column, f"no text but {type(cell).__name__}: {show_cell(cell)}")
    if isinstance(cell, int) and abs(cell) >= 10**MOST_DIGITS:
        raise CellError(column, "a number of too many digits")
    return str(cell).strip()


_NUMBER = re.compile(r"[0-9]{1,3}(?:[, \u00a0\u202f'’][0-9]{3})+|[0-9]+(?:\.0+)?")


def parse_number(words: str) -> int | None:
    """Return the number that digits write: "28", "1,100", "28.0"; ``None`` for anything else."""
    if len(words) > MOST_DIGITS or not _NUMBER.fullmatch(words):
        return None
    return int("".join(sign for sign in words.partition(".")[0] if sign.isdigit()))


def read_count(fields: Fields, column: str) -> int | None:
    """Return a cell that holds a plain number of people; ``None`` for an empty one."""
    cell = fields.get(column)
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    number = parse_number(cell.strip()) if isinstance(cell, str) else cell
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < 10**MOST_DIGITS:
        raise CellError(column, f"no number of people: {show_cell(cell)}")
    return number


def read_flag(fields: Fields, column: str) -> bool:
    """Return a cell that says yes or no; an empty one is no."""
    cell = fields.get(column)
    if cell is None or isinstance(cell, bool):
        return bool(cell)
    words = load_tables()["flags"]
    said = str(cell).strip().lower() if isinstance(cell, str | int) else ""
    if said not in words["yes"] and said not in words["no"]:
        raise CellError(column, f"neither true nor false: {show_cell(cell)}")
    return said in words["yes"]


def read_kind(fields: Fields, column: str, kinds: type[Kind]) -> Kind | None:
    """Return the member of an enumeration that a cell names; ``None`` for an empty one."""
    said = read_text(fields, column)
    if said is None:
        return None
    synonyms: Mapping[str, str] = load_tables()["synonyms"].get(column, {})
    named = said.lower().replace("-", "_").replace(" ", "_")
    named = synonyms.get(said.lower(), named)
    if named not in list(kinds):
        known = ", ".join(kind.value for kind in kinds)
        raise CellError(column, f"{show_cell(said)} is none of {known}")
    return kinds(named)


def read_texts(fields: Fields, column: str) -> tuple[str, ...]:
    """Return a cell that lists several: a JSON list, or parts with a mark between."""
    cell = fields.get(column)
    if cell is None:
        return ()
    if isinstance(cell, str):
        cell = _parse_list(cell.strip()) if cell.strip().startswith("[") else _split(cell)
    if not isinstance(cell, list | tuple) or not all(isinstance(one, str) for one in cell):
        raise CellError(column, f"no list of texts: {show_cell(cell)}")
    return tuple(one.strip() for one in cell if one.strip())


def _split(cell: str) -> list[str]:
    marks = "".join(load_tables()["lists"]["marks"])
    return re.split(f"[{re.escape(marks)}]", cell)


def _parse_list(cell: str) -> Any:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return None


def read_spans(fields: Fields, column: str = "spans") -> tuple[Span, ...]:
    """Return the spans of a cell: ``[[12, 30], …]`` or its JSON, one ``[12, 30]``, "12–30; 40–58"."""
    cell = fields.get(column)
    if cell is None:
        return ()
    given = _parse_spans(cell.strip()) if isinstance(cell, str) else cell
    if isinstance(given, list | tuple) and len(given) == 2 and all(_is_offset(one) for one in given):
        given = [given]
    pairs: list[Any] = [_order_ends(one) for one in given] if isinstance(given, list | tuple) else [()]
    if not all(_is_pair(one) for one in pairs):
        raise CellError(column, f"no list of [start, end): {show_cell(cell)}")
    return tuple(Span(start, end) for start, end in pairs)


_RUN = re.compile(r"\s*([0-9]{1,9})\s*[-–]\s*([0-9]{1,9})\s*")


def _parse_spans(cell: str) -> Any:
    if cell.startswith("["):
        return _parse_list(cell)
    runs = [_RUN.fullmatch(part) for part in _split(cell)]
    return [(int(run[1]), int(run[2])) if run else () for run in runs]


def _order_ends(one: Any) -> Any:
    """Return ``{"start": 12, "end": 30}``, as some data frames hold a span, as a pair."""
    return (one.get("start"), one.get("end")) if isinstance(one, Mapping) else one


def _is_offset(one: object) -> bool:
    return isinstance(one, int) and not isinstance(one, bool)


def _is_pair(one: object) -> bool:
    return (
        isinstance(one, list | tuple)
        and len(one) == 2
        and all(_is_offset(end) for end in one)
        and 0 <= one[0] < one[1]
    )


__all__ = [
    "CellError",
    "parse_number",
    "read_count",
    "read_flag",
    "read_kind",
    "read_spans",
    "read_text",
    "read_texts",
    "show_cell",
]
