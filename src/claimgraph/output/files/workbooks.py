"""A table as a workbook of Excel; needs the extra ``table`` (xlsxwriter)."""

from __future__ import annotations

import datetime
import io
import json
import re
from importlib import import_module
from typing import Any

from claimgraph.errors import FormatError, MissingExtraError
from claimgraph.output.tables import Column, Table

MOST_ROWS = 1_048_576
"""So many rows a sheet of Excel has, the head included."""

_MOST_SIGNS = 32_767  # of a cell
_EXACT = 2**53  # Excel keeps numbers as doubles
_MADE = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)  # no clock: the same table, the same bytes
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it, Excel counts a day that never was
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDTHS = {"text": 24, "number": 9, "decimal": 11, "flag": 9, "day": 11, "texts": 24, "spans": 12}


def format_workbook(table: Table) -> bytes:
    """Return a table as a workbook: a sheet named after it, and one that says what the columns mean.

    The head stays in sight and can be filtered. Days are days, numbers numbers; no text is read as
    a formula or a link. A text longer than a cell may be is cut, with "…" at its end.

    Raises:
        MissingExtraError: xlsxwriter is not installed.
        FormatError: There are more rows than a sheet has.
    """
    if len(table.rows) + 2 > MOST_ROWS:
        raise FormatError(f"{len(table.rows):,} rows do not fit a sheet of Excel; save as .parquet or .csv")
    try:
        xlsxwriter = import_module("xlsxwriter")
    except ImportError:
        raise MissingExtraError('Excel files need xlsxwriter: pip install "claimgraph[table]"') from None
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": _MADE, "author": "claimgraph"})
    _write_table(book, table)
    _write_meanings(book, table)
    book.close()
    return stream.getvalue()


def _write_table(book: Any, table: Table) -> None:
    sheet, bold = book.add_worksheet(table.name), book.add_format({"bold": True, "bottom": 1})
    heads = [[column.name for column in table.columns]]
    if any(column.tag for column in table.columns):
        heads.append([column.tag for column in table.columns])
    for row, names in enumerate(heads):
        for place, name in enumerate(names):
            sheet.write_string(row, place, name, bold)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(_WIDTHS[column.kind], min(len(column.name) + 3, 24)))
    for number, row_cells in enumerate(table.rows, start=len(heads)):
        for place, column in enumerate(table.columns):
            _write_cell(sheet, (number, place), row_cells[column.name], column)
    sheet.freeze_panes(len(heads), 1)
    sheet.autofilter(len(heads) - 1, 0, len(heads) - 1 + len(table.rows), len(table.columns) - 1)


def _write_meanings(book: Any, table: Table) -> None:
    sheet, bold = book.add_worksheet("columns"), book.add_format({"bold": True, "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for place, name in enumerate(("column", "meaning")):
        sheet.write_string(0, place, name, bold)
    for row, column in enumerate(table.columns, start=1):
        sheet.write_string(row, 0, column.name, wrapped)
        sheet.write_string(row, 1, column.meaning, wrapped)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    sheet.freeze_panes(1, 0)


def _write_cell(sheet: Any, at: tuple[int, int], cell: Any, column: Column) -> None:
    if cell is None or cell == []:
        return
    if column.kind == "flag":
        sheet.write_boolean(*at, cell)
    elif column.kind in ("number", "decimal") and abs(cell) <= _EXACT:
        sheet.write_number(*at, cell)
    elif column.kind == "day" and datetime.date.fromisoformat(cell) >= _FIRST_DAY:
        sheet.write_datetime(*at, datetime.date.fromisoformat(cell))
    else:
        sheet.write_string(*at, _clean(_say(cell)))


def _say(cell: Any) -> str:
    if isinstance(cell, list) and all(isinstance(one, str) for one in cell):
        return "; ".join(cell)
    return json.dumps(cell) if isinstance(cell, list) else str(cell)


def _clean(text: str) -> str:
    """Write what XML cannot hold as escapes, and cut what a cell cannot hold."""
    text = _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text if len(text) <= _MOST_SIGNS else text[: _MOST_SIGNS - 1] + "…"


__all__ = ["MOST_ROWS", "format_workbook"]
