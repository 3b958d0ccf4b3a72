"""Tables in Arrow's types, for Parquet and data frames; needs the extra ``table`` (pyarrow)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import Any

from claimgraph.errors import MissingExtraError
from claimgraph.output.tables.graphs import Row
from claimgraph.output.tables.named import Table

_MOST = 2**63 - 1


def to_arrow(table: Table) -> Any:
    r"""Return a table as a ``pyarrow.Table`` with one type a kind of column, whatever the rows hold.

    Days are ``date32``, whole numbers ``int64``, lists of texts ``list<string>``, spans
    ``list<struct<start: int32, end: int32>>``. A number that 64 bits do not hold is null, as its
    words stand in the claim's text; half a character is written as ``\udc80``.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        pyarrow = import_module("pyarrow")
    except ImportError:
        raise MissingExtraError('Parquet needs pyarrow: pip install "claimgraph[table]"') from None
    schema = pyarrow.schema(
        [
            pyarrow.field(one.name, _build_type(pyarrow, one.kind), metadata=_describe(one.meaning))
            for one in table.columns
        ]
    )
    columns = [[_CONVERT[one.kind](row[one.name]) for row in table.rows] for one in table.columns]
    arrays = [pyarrow.array(cells, field.type) for cells, field in zip(columns, schema, strict=True)]
    return pyarrow.Table.from_arrays(arrays, schema=schema)


def _describe(meaning: str) -> Mapping[str, str]:
    return {"description": meaning}


def _build_type(pyarrow: Any, kind: str) -> Any:
    span = pyarrow.struct([("start", pyarrow.int32()), ("end", pyarrow.int32())])
    types = {
        "text": pyarrow.string(),
        "number": pyarrow.int64(),
        "decimal": pyarrow.float64(),
        "flag": pyarrow.bool_(),
        "day": pyarrow.date32(),
        "texts": pyarrow.list_(pyarrow.string()),
        "spans": pyarrow.list_(span),
    }
    return types[kind]


def _keep(cell: Any) -> Any:
    return cell


def _clean(cell: str | None) -> str | None:
    # A lone surrogate is no character, and no UTF-8 holds it.
    return None if cell is None else cell.encode("utf-8", "backslashreplace").decode("utf-8")


def _fit(cell: int | None) -> int | None:
    return cell if cell is not None and -_MOST <= cell <= _MOST else None


def _read_day(cell: str | None) -> datetime.date | None:
    return None if cell is None else datetime.date.fromisoformat(cell)


def _clean_all(cell: list[str] | None) -> list[str | None]:
    return [_clean(one) for one in cell or []]


def _name_ends(cell: list[list[int]] | None) -> list[Row]:
    return [{"start": start, "end": end} for start, end in cell or []]


_CONVERT: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "text": _clean,
        "number": _fit,
        "decimal": _keep,
        "flag": _keep,
        "day": _read_day,
        "texts": _clean_all,
        "spans": _name_ends,
    }
)

__all__ = ["to_arrow"]
