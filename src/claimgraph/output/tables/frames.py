"""The tables as data frames; pandas and the others are imported only here."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from claimgraph.errors import MissingExtraError, UnknownNameError
from claimgraph.output.tables.arrow import to_arrow
from claimgraph.output.tables.named import Table, build_table

_PANDAS = "pandas"
_NUMBERS = 2**63
# With gaps: of truth values that are objects, pandas turns "not True" into -2.
_TYPES = {"decimal": "float64", "flag": "boolean"}


def to_frame(noun: Any, *, table: str = "claims", backend: str = _PANDAS) -> Any:
    """Return a named table as a data frame.

    In pandas, whole numbers are ``Int64`` and truth values ``boolean``, both with gaps; days stay ISO
    text (a day that pandas cannot hold is not lost) and lists stay lists. Every other library gets
    the types of the Parquet file.

    Args:
        noun: A claim graph, or nouns; see `build_table`.
        table: The name of the table.
        backend: ``"pandas"``, ``"polars"``, ``"pyarrow"``, or any other that narwhals makes data
            frames of.

    Raises:
        UnknownNameError: There is no such table, or no such library of data frames.
        MisuseError: The table is not made of these nouns.
        MissingExtraError: The library is not installed.
    """
    built = build_table(noun, table)
    return _to_pandas(built) if backend == _PANDAS else _to_other(built, backend)


def _to_pandas(table: Table) -> Any:
    try:
        pandas = import_module("pandas")
    except ImportError:
        raise MissingExtraError('a data frame needs pandas: pip install "claimgraph[table]"') from None
    names = [column.name for column in table.columns]
    frame = pandas.DataFrame(table.rows, columns=names, dtype=object)
    for column in table.columns:
        cells = frame[column.name]
        if column.kind == "number" and all(cell is None or abs(cell) < _NUMBERS for cell in cells):
            frame[column.name] = cells.astype("Int64")
        elif column.kind in _TYPES:
            frame[column.name] = cells.astype(_TYPES[column.kind])
    return frame


def _to_other(table: Table, backend: str) -> Any:
    try:
        narwhals = import_module("narwhals")
        return narwhals.from_arrow(to_arrow(table), backend=backend).to_native()
    except ModuleNotFoundError as error:
        name = error.name or backend
        raise MissingExtraError(f"a data frame of {backend} needs {name}: pip install {name}") from None
    except ValueError:
        raise UnknownNameError(
            f"narwhals makes no data frame of {backend!r}; try pandas, polars or pyarrow"
        ) from None


__all__ = ["to_frame"]
