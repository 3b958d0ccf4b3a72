"""CSV text → records with their line; a broken row is reported and loses no neighbour.

The standard reader keeps a process-wide field limit and lets one unclosed quotation mark swallow
all rows after it, so this is a reader of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

DELIMITERS = (",", ";", "\t", "|")


# What our own tables put an apostrophe before, so that no spreadsheet runs it.
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")


class Row(NamedTuple):
    """One row: the line it starts at, counted from 1, and its cells, or why it is none."""

    line: int
    cells: tuple[str, ...]
    reason: str | None = None


@lru_cache(maxsize=8)
def _compile_cell(delimiter: str) -> re.Pattern[str]:
    """Write the pattern of one cell: quoted with doubled inner marks, or plain."""
    mark = re.escape(delimiter)
    return re.compile(rf'"((?:[^"]++|"")*+)"(?={mark}|\r|\n|\Z)|(?!")([^{mark}\r\n]*+)')


_LINE_END = re.compile(r"\r\n|\r|\n")


def read_rows(text: str, *, delimiter: str) -> Iterator[Row]:
    """Read the rows of a CSV text.

    Args:
        text: Any string; cells in double quotes may hold delimiters and line ends.
        delimiter: One character.

    Yields:
        Every row that is not blank. A row whose quotation marks do not close properly has a
        reason instead of cells; reading goes on at the next line.
    """
    cell = _compile_cell(delimiter)
    position, line = 0, 1
    while position < len(text):
        cells, end = _read_row(text, position, cell, delimiter)
        reason = None
        if end is None:
            reason = "a quotation mark of this row is not closed, or not doubled inside a cell"
            end = _find_line_end(text, position)
        if cells != ("",) or reason:
            yield Row(line, cells, reason)
        stop = _LINE_END.match(text, end)
        following = stop.end() if stop else end
        line += len(_LINE_END.findall(text, position, following))
        position = following


def _read_row(
    text: str, position: int, cell: re.Pattern[str], delimiter: str
) -> tuple[tuple[str, ...], int | None]:
    cells = []
    while True:
        match = cell.match(text, position)
        if match is None:
            return (), None
        quoted = match.group(1)
        cells.append(match.group(2) if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        if not text.startswith(delimiter, position):
            return tuple(cells), position
        position += 1


def _find_line_end(text: str, position: int) -> int:
    match = _LINE_END.search(text, position)
    return match.start() if match else len(text)


def strip_guard(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a cell of our own tables."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA_STARTS) else cell


def choose_delimiter(text: str, *, first: str, wanted: frozenset[str]) -> str:
    """Return the delimiter that makes a wanted column of the first line, else most columns."""
    cells = {}
    for delimiter in (first, *DELIMITERS):
        row = next(read_rows(text, delimiter=delimiter), None)
        cells[delimiter] = row.cells if row else ()
        if any(name.strip().lower().replace(" ", "_") in wanted for name in cells[delimiter]):
            return delimiter
    return max(cells, key=lambda delimiter: len(cells[delimiter]))
