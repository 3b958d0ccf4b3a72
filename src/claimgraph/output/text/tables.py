"""Rows as a text table that fits a terminal; where it is too narrow, a line a cell under one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from claimgraph.output.text.painting import Paint, leave_plain
from claimgraph.output.text.signs import count_columns, show_signs, wrap_words

GAP = 2  # blanks between two columns
NARROWEST = 3  # columns that a cell always has
LEGIBLE = 6  # columns that a word of a table needs, or it falls into pieces nobody can read

# Takes the key of a column and the text of a cell, returns what the cell is; empty for nothing special.
NameKind = Callable[[str, str], str]


def write_table(
    rows: Iterable[Mapping[str, Any]],
    columns: Sequence[str] | Mapping[str, str],
    *,
    width: int = 80,
    most_lines: int = 3,
    paint: Paint = leave_plain,
    name_kind: NameKind | None = None,
) -> str:
    """Write rows as a table of at most ``width`` columns.

    Where these are too few for the columns, each row becomes an entry of its own: a line a cell that is
    not empty, its heading before it, a blank line between two entries.

    Args:
        rows: Mappings; a missing key or ``None`` is an empty cell, numbers get thousands marks and
            stand at the right, lists are joined by commas.
        columns: The keys to show, in order; a mapping gives each its heading.
        width: Columns of the terminal.
        most_lines: Lines of one cell; what is longer ends in an ellipsis.
        paint: Shows the pieces; headings are a "heading", the line below them a "rule".
        name_kind: Says what a cell is that ``paint`` shows as something.

    Returns:
        Heading, rule and rows, or the entries, each line ended by a line feed; no line has blanks at
        its end.
    """
    headings = dict(columns) if isinstance(columns, Mapping) else {name: name for name in columns}
    values = [[row.get(name) for name in headings] for row in rows]
    cells = [[show_cell(value) for value in row] for row in values]
    titles = [show_signs(title) for title in headings.values()]
    kinds = [
        [name_kind(name, cell) if name_kind else "" for name, cell in zip(headings, row, strict=True)]
        for row in cells
    ]
    if cells and not _is_legible(titles, cells, width):
        lines = _draw_entries(titles, cells, kinds, _fit_entry(titles, width, most_lines, paint))
    else:
        widths = _fit_widths(titles, cells, width)
        rights = [_is_numeric([row[place] for row in values]) for place in range(len(titles))]
        grid = _Grid(widths=widths, rights=rights, most_lines=most_lines, paint=paint)
        lines = _draw_row(titles, ["heading"] * len(titles), grid)
        lines += _draw_row(["-" * one for one in widths], ["rule"] * len(titles), grid)
        lines += [line for row, kind in zip(cells, kinds, strict=True) for line in _draw_row(row, kind, grid)]
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
    """Give each column what it needs; if that is too much, its longest word, figure, and then less."""
    columns = list(zip(titles, *cells, strict=True))
    widths = [max(NARROWEST, *(min(count_columns(cell), width) for cell in column)) for column in columns]
    words = [_measure_words(column, width) for column in columns]
    # A day or a figure that is broken in two is easily read as another.
    figures = [_measure_words(column, width, of=_is_figure) for column in columns]
    room = width - GAP * (len(widths) - 1)
    for floors in (words, figures, [NARROWEST] * len(widths)):
        widths = _shrink(widths, floors, room)
    return widths


def _is_legible(titles: list[str], cells: list[list[str]], width: int) -> bool:
    """Return whether every column has room for its figures and for short words in one piece."""
    columns = list(zip(titles, *cells, strict=True))
    needs = [
        max(_measure_words(one, width, of=_is_figure), min(LEGIBLE, _measure_words(one, width)))
        for one in columns
    ]
    return sum(needs) + GAP * (len(needs) - 1) <= width


def _measure_words(column: tuple[str, ...], width: int, *, of: Callable[[str], bool] = bool) -> int:
    """Return the columns of the longest word; a range may break behind its dash: "20,000–"."""
    words = (word for cell in column for word in cell.replace("–", "– ").split())
    longest = (count_columns(word) for word in words if of(word))
    return max(NARROWEST, min(width, max(longest, default=0)))


def _is_figure(word: str) -> bool:
    return any(map(str.isdigit, word)) and not any(map(str.isalpha, word))


def _shrink(widths: list[int], floors: list[int], room: int) -> list[int]:
    """Take from the widest column that is above its floor until all fit, as far as that goes."""
    widths = list(widths)
    while sum(widths) > room:
        above = [place for place, width in enumerate(widths) if width > floors[place]]
        if not above:
            break
        widths[max(above, key=lambda place: widths[place])] -= 1
    return widths


@frozen(kw_only=True)
class _Grid:
    """How the rows of one table are drawn."""

    widths: list[int]
    rights: list[bool]
    most_lines: int
    paint: Paint


def _fit_entry(titles: list[str], width: int, most_lines: int, paint: Paint) -> _Grid:
    """Return how one cell an entry is drawn: its heading, for which a third is enough, and its text."""
    heading = min(max(map(count_columns, titles)), max(NARROWEST, width // 3))
    widths = [heading, max(NARROWEST, width - GAP - heading)]
    return _Grid(widths=widths, rights=[False, False], most_lines=most_lines, paint=paint)


def _draw_entries(
    titles: list[str], cells: list[list[str]], kinds: list[list[str]], grid: _Grid
) -> list[str]:
    lines: list[str] = []
    for row, named in zip(cells, kinds, strict=True):
        lines += [""] if lines else []
        for title, cell, kind in zip(titles, row, named, strict=True):
            lines += _draw_row([title, cell], ["heading", kind], grid) if cell else []
    return lines


def _draw_row(cells: list[str], kinds: list[str], grid: _Grid) -> list[str]:
    columns = [
        _wrap_cell(cell, width, grid.most_lines) for cell, width in zip(cells, grid.widths, strict=True)
    ]
    height = max((len(column) for column in columns), default=0)
    return [
        _join_cells([column[line] if line < len(column) else "" for column in columns], kinds, grid)
        for line in range(height)
    ]


def _wrap_cell(cell: str, width: int, most_lines: int) -> list[str]:
    lines = wrap_words(cell, width)
    if len(lines) <= most_lines:
        return lines
    last = lines[most_lines - 1]
    while last and count_columns(last) > width - 1:
        last = last[:-1]
    return [*lines[: most_lines - 1], last + "…"]


def _join_cells(cells: list[str], kinds: list[str], grid: _Grid) -> str:
    """Put the cells of a line side by side; painting takes no room, and no line ends in blanks."""
    line, due = "", 0
    for cell, kind, width, right in zip(cells, kinds, grid.widths, grid.rights, strict=True):
        blanks = max(0, width - count_columns(cell))
        if cell:
            line += " " * (due + (blanks if right else 0)) + (grid.paint(cell, kind) if kind else cell)
            due = 0 if right else blanks
        else:
            due += width
        due += GAP
    return line
