"""Excel and Parquet files → sheets and rows, never more than is good for the machine.

Both are packed, and say in a few bytes what would fill every memory: a row of number 10⁹, a text that
stands a million times.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from claimgraph.errors import ClaimError, MissingExtraError

LARGEST = 256 * 2**20
MOST_ROWS = 1_048_576  # of a sheet of Excel
MOST_CELLS = 20_000_000
_BATCH = 10_000  # rows that are unpacked at once, and as few as these where a file is suspiciously large
_FEWEST = 16


def read_sheets(data: bytes, *, where: str) -> list[list[list[Any]]]:
    """Return the rows of each sheet of a workbook, blank cells at their ends left out.

    Raises:
        ClaimError: It is no workbook, or unpacks to more than `LARGEST` bytes, `MOST_ROWS` rows or
            `MOST_CELLS` cells.
        MissingExtraError: openpyxl is not installed.
    """
    try:
        openpyxl = import_module("openpyxl")
    except ImportError as error:
        raise MissingExtraError("an Excel file needs openpyxl: pip install claimgraph[table]") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            # No member gives more than is told here.
            size = sum(member.file_size for member in packed.infolist())
        if size > LARGEST:
            raise _refuse(where, f"unpacks to more than {LARGEST // 2**20} MB")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [_read_sheet(sheet, where) for sheet in book.worksheets]
    except ClaimError:
        raise
    except Exception as error:  # whatever a broken file makes the package raise
        raise ClaimError(f"{where}: no Excel file that can be read ({type(error).__name__})") from None


def _refuse(where: str, reason: str) -> ClaimError:
    return ClaimError(f"{where}: {reason}; save the sheet as .csv")


def _read_sheet(sheet: Any, where: str) -> list[list[Any]]:
    sheet.reset_dimensions()  # what a sheet says of its own size is not believed
    rows: list[list[Any]] = []
    cells = 0
    for row in sheet.iter_rows(values_only=True):
        cells += len(row)
        if len(rows) == MOST_ROWS or cells > MOST_CELLS:
            raise _refuse(where, f"more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells")
        full = max((at for at, cell in enumerate(row, start=1) if cell is not None), default=0)
        rows.append(list(row[:full]))
    return rows


def read_parquet_rows(data: bytes, *, where: str) -> Iterator[dict[str, Any]]:
    """Return the rows of a Parquet file.

    Raises:
        ClaimError: It is none, or unpacks to more than `LARGEST` bytes or `MOST_CELLS` cells.
        MissingExtraError: pyarrow is not installed.
    """
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError as error:
        raise MissingExtraError("a Parquet file needs pyarrow: pip install claimgraph[table]") from error
    try:
        return iter(_list_batches(parquet.ParquetFile(io.BytesIO(data)), where))
    except ClaimError:
        raise
    except Exception as error:  # whatever a broken file makes the package raise
        raise ClaimError(f"{where}: no Parquet file that can be read ({type(error).__name__})") from None


def _list_batches(file: Any, where: str) -> list[dict[str, Any]]:
    told = file.metadata
    size = sum(told.row_group(at).total_byte_size for at in range(told.num_row_groups))
    if told.num_rows * told.num_columns > MOST_CELLS or size > LARGEST:
        raise _refuse(where, f"more than {MOST_CELLS:,} cells or {LARGEST // 2**20} MB")
    rows: list[dict[str, Any]] = []
    unpacked = 0
    for batch in file.iter_batches(max(_FEWEST, min(_BATCH, LARGEST // max(size, 1)))):
        unpacked += batch.nbytes
        if unpacked > LARGEST:  # a text that is held once may stand in every row
            raise _refuse(where, f"unpacks to more than {LARGEST // 2**20} MB")
        rows += batch.to_pylist()
    return rows


__all__ = ["read_parquet_rows", "read_sheets"]
