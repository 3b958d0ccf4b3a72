"""Rows and texts → standard output or the file that the options name."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

from claimgraph.cli.streams import is_terminal, write_bytes, write_text


def write_rows(
    rows: list[dict[str, Any]],
    options: argparse.Namespace,
    *,
    columns: tuple[str, ...],
    draw: Callable[[list[dict[str, Any]], int], str],
) -> None:
    """Write rows to standard output: as a table for a terminal, as JSON Lines for a pipe.

    Args:
        rows: Rows with the keys ``columns``.
        options: Those of `add_table_output`.
        columns: The order of the cells.
        draw: What makes a text of the rows, given the width.
    """
    from claimgraph.output.files import format_rows

    wanted = options.format or ("text" if is_terminal(sys.stdout) else "jsonl")
    if wanted == "text":
        write_text(draw(rows, options.width), sys.stdout)
    else:
        write_bytes(format_rows(rows, suffix=f".{wanted}", columns=columns), sys.stdout)


def write_words(text: str, options: argparse.Namespace) -> None:
    """Write a text to the file of `add_text_output`, or to standard output."""
    if options.output:
        options.output.write_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        write_text(text, sys.stdout)


def say_days(row: dict[str, Any]) -> str:
    """Return "2018-03-21", "2017-09-29 – 2017-09-30" or "until 2018-03-22"; "" for no days."""
    first, last = row["date"], row["date_end"]
    if first and last:
        return f"{first} – {last}"
    return f"until {last}" if last else first or ""
