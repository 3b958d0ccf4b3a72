"""``claimgraph claims``: every count that the articles give, one row each."""

from __future__ import annotations

import argparse
from typing import Any

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import (
    Commands,
    add_articles,
    add_judgements,
    add_table_output,
    add_verb,
    add_width,
    add_workers,
)
from claimgraph.cli.reading import build_graph
from claimgraph.cli.writing import say_days, write_rows
from claimgraph.output.text import Paint

_EXAMPLES = """examples:
  claimgraph claims articles/                        a table to read
  claimgraph claims articles/ -o claims.csv          for a spreadsheet
  claimgraph claims day1.jsonl day2.jsonl --json | jq .text
  claimgraph claims export.csv --date-format %m/%d/%Y -o claims.jsonl
"""
_SHOWN = ("article", "claim", "what", "who says so", "place", "date")


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "every count that the articles give, one row each"
    command = add_verb(
        commands, "claims", purpose=purpose, description=f"Show {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
    add_workers(command)
    add_width(command)
    add_table_output(command)
    add_judgements(command)


def run(options: argparse.Namespace) -> int:
    """Show the claims."""
    from claimgraph.output import tables

    graph = build_graph(options)
    if graph is None:
        return FAILED
    write_rows(tables.to_rows(graph), options, columns=tables.name_columns("claims"), draw=_draw)
    return DONE


def _draw(rows: list[dict[str, Any]], *, width: int, paint: Paint) -> str:
    from claimgraph.output.text import write_table

    shown = [_shorten(row) for row in rows]
    return write_table(shown, _SHOWN, width=width, paint=paint, name_kind=_name_kind)


def _name_kind(column: str, cell: str) -> str:
    return "denial" if column == "what" and cell.startswith("denies") else ""


def _shorten(row: dict[str, Any]) -> dict[str, Any]:
    denied = row["polarity"] == "denied"
    return {
        "article": row["article"],
        "claim": row["text"],
        "what": " ".join(filter(None, ("denies" if denied else None, row["measure"]))),
        "who says so": row["source"] or row["publisher"],
        "place": row["place"],
        "date": say_days(row),
    }
