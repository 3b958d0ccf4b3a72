"""Rows as a text table that fits a terminal; long cells go over several lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimgraph.output.text.signs import count_columns, pad_columns, show_signs, wrap_words

GAP = 2  # blanks between two columns
NARROWEST = 3  # columns that a cell always has
MOST_LINES = 3  # lines of one cell; what is longer ends in an ellipsis


def write_table(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str] | Mapping[str, str], *, width: int = 80
) -> str:
    """Write rows as a table of at most ``width`` columns.

    Args:
        rows: Mappings; a missing key or ``None`` is an empty cell, numbers get thousands marks and
            stand at the right, lists are joined by commas.
        columns: The keys to show, in order; a mapping gives each its heading.
        width: Columns of the terminal. With very many columns the table gets wider.

    Returns:
        Heading, rule and rows, each line ended by a line feed; no line has blanks at its end.
    """
    headings = dict(columns) if isinstance(columns, Mapping) else {name: name for name in columns}
    values = [[row.get(name) for name in headings] for row in rows]
    cells = [[show_cell(value) for value in row] for row in values]
    titles = [show_signs(title) for title in headings.values()]
    widths = _fit_widths(titles, cells, width)
    rights = [_is_numeric([row[place] for row in values]) for place in range(len(titles))]
    rule = ["-" * one for one in widths]
    lines = [*_lay_row(titles, widths, rights), _join_cells(rule, widths, rights)]
    for row in cells:
        lines.extend(_lay_row(row, widths, rights))
    return "".join(line + "\n" for line in lines)


def show_cell(value: object) -> str:
    """Return a value as the text of a cell, safe to print."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return _show_number(value)
    if isinstance(value, list | tuple):
        return ", ".join(show_cell(one) for one in value)
    return show_signs(str(value)).strip()


def _show_number(value: int) -> str:
    try:
        return f"{value:,}"
    except ValueError:  # Python refuses to write more than 4,300 digits
        return f"about 2^{value.bit_length() - 1}"


def _is_numeric(values: list[Any]) -> bool:
    numbers = [value for value in values if value is not None]
    return bool(numbers) and all(isinstance(one, int) and not isinstance(one, bool) for one in numbers)


def _fit_widths(titles: list[str], cells: list[list[str]], width: int) -> list[int]:
    """Give each column what it needs, and take from the widest until the table fits."""
    table = [titles, *cells]
    widths = [
        max(NARROWEST, *(min(count_columns(row[place]), width) for row in table))
        for place in range(len(titles))
    ]
    spare = sum(widths) + GAP * (len(widths) - 1) - width
    while spare > 0 and max(widths, default=0) > NARROWEST:
        widths[widths.index(max(widths))] -= 1
        spare -= 1
    return widths


def _lay_row(cells: list[str], widths: list[int], rights: list[bool]) -> list[str]:
    columns = [_wrap_cell(cell, width) for cell, width in zip(cells, widths, strict=True)]
    height = max((len(column) for column in columns), default=0)
    return [
        _join_cells([column[line] if line < len(column) else "" for column in columns], widths, rights)
        for line in range(height)
    ]


def _wrap_cell(cell: str, width: int) -> list[str]:
    lines = wrap_words(cell, width)
    if len(lines) <= MOST_LINES:
        return lines
    last = lines[MOST_LINES - 1]
    while last and count_columns(last) > width - 1:
        last = last[:-1]
    return [*lines[: MOST_LINES - 1], last + "…"]


def _join_cells(cells: list[str], widths: list[int], rights: list[bool]) -> str:
    padded = [
        pad_columns(cell, width, right=right)
        for cell, width, right in zip(cells, widths, rights, strict=True)
    ]
    return (" " * GAP).join(padded).rstrip()
