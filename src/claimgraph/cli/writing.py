"""Rows, records and texts → standard output or the file that the options name."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterable
from typing import Any, Protocol

from claimgraph.cli.colors import choose_paint
from claimgraph.cli.options import TABLE_SUFFIXES
from claimgraph.cli.streams import is_terminal, write_data, write_text
from claimgraph.output.text import Paint

WIDTH = 80  # columns of text that is not for a terminal
WIDEST = 120  # columns of text on a terminal, however wide it is


class DrawRows(Protocol):
    """What makes a table for people of rows."""

    def __call__(self, rows: list[dict[str, Any]], *, width: int, paint: Paint) -> str:
        """Return the table as text."""


def write_rows(
    rows: list[dict[str, Any]], options: argparse.Namespace, *, columns: tuple[str, ...], draw: DrawRows
) -> None:
    """Write rows: as a table to a terminal, as JSON Lines to a pipe, as its suffix says to a file.

    Args:
        rows: Rows with the keys ``columns``.
        options: Those of `add_table_output` and `add_width`.
        columns: The order of the cells.
        draw: What makes a text of the rows.
    """
    from claimgraph.output.files import format_rows

    wanted = options.format or _choose_format(options)
    if wanted == "text":
        write_words(draw(rows, width=choose_width(options), paint=choose_paint(options)), options)
    else:
        _write(format_rows(rows, suffix=f".{wanted}", columns=columns), options)


def write_records(records: Iterable[dict[str, Any]], options: argparse.Namespace) -> None:
    """Write records as JSON Lines."""
    from claimgraph.output.lines import format_line

    _write(b"".join(format_line(record) for record in records), options)


def write_words(text: str, options: argparse.Namespace) -> None:
    """Write a text to the file of ``-o``, in UTF-8, or to standard output."""
    if getattr(options, "output", None):
        _write(text.encode("utf-8", "backslashreplace"), options)
    else:
        write_text(text, sys.stdout)


def choose_width(options: argparse.Namespace) -> int:
    """Return the columns of text: as asked for, as wide as the terminal, or 80 for anything else."""
    to_file = getattr(options, "output", None) is not None
    if options.width or to_file or not is_terminal(sys.stdout):
        return options.width or WIDTH
    return min(max(40, shutil.get_terminal_size((WIDTH, 24)).columns), WIDEST)


def say_days(row: dict[str, Any]) -> str:
    """Return "2018-03-21", "2017-09-29 – 2017-09-30" or "until 2018-03-22"; "" for no days."""
    first, last = row["date"], row["date_end"]
    if first and last:
        return f"{first} – {last}"
    return f"until {last}" if last else first or ""


def _choose_format(options: argparse.Namespace) -> str:
    if options.output:
        return TABLE_SUFFIXES[options.output.suffix.lower()]
    return "text" if is_terminal(sys.stdout) else "jsonl"


def _write(data: bytes, options: argparse.Namespace) -> None:
    from claimgraph.output.lines import write_bytes as write_file

    if getattr(options, "output", None):
        write_file(options.output, [data])
    else:
        write_data(data, sys.stdout)
