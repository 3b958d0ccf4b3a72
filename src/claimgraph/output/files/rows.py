"""Flat rows as CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from claimgraph.output.lines import format_line
from claimgraph.output.tables import Row, Table

_BOM = "\ufeff"
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def format_rows(rows: Iterable[Row], *, suffix: str, columns: tuple[str, ...]) -> bytes:
    """Return flat rows as the bytes of a file.

    ``.jsonl`` is one JSON object a line, in ASCII. ``.csv`` is for spreadsheets: UTF-8 with a byte
    order mark (without it Excel garbles names), lists as JSON text, ``true`` and ``false``, empty
    cells for ``None``, and an apostrophe before every text that a spreadsheet would run as a
    formula because it starts with ``=``, ``+``, ``-``, ``@``, a tab or a line break.

    Args:
        rows: Rows with the keys ``columns``.
        suffix: ``".jsonl"`` or ``".csv"``.
        columns: The order of the cells.
    """
    if suffix == ".csv":
        return _format_csv([columns], rows, columns)
    return b"".join(format_line(row) for row in rows)


def format_csv(table: Table) -> bytes:
    """Return a table as CSV; the second row are the hashtags of HXL where its columns have such."""
    names = tuple(column.name for column in table.columns)
    tags = [column.tag for column in table.columns]
    return _format_csv([names, tags] if any(tags) else [names], table.rows, names)


def _format_csv(heads: Iterable[Sequence[str]], rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerows(heads)
    for row in rows:
        writer.writerow([_csv_cell(row[column]) for column in columns])
    # A lone surrogate is no character; it stays readable as \udc80 instead of breaking the file.
    return (_BOM + stream.getvalue()).encode("utf-8", "backslashreplace")


def _csv_cell(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    # An apostrophe that stands before such a start already gets another, so that reading takes one away.
    if isinstance(cell, str) and cell.lstrip("'").startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell


__all__ = ["format_csv", "format_rows"]
