"""``claimgraph incidents``: the events that the counts speak of, one row each."""

from __future__ import annotations

import argparse
from typing import Any

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import (
    Commands,
    add_articles,
    add_judgements,
    add_place,
    add_table_output,
    add_verb,
    add_width,
    add_workers,
)
from claimgraph.cli.reading import build_graph, choose_incidents
from claimgraph.cli.writing import say_days, write_rows
from claimgraph.output.text import Paint

_EXAMPLES = """examples:
  claimgraph incidents articles/
  claimgraph incidents articles/ --place "Port Hallam" --json
  claimgraph incidents articles/ -o incidents.csv

In the table "28+" means 28 or more; "origins" counts independent sources and
"texts" articles; the note says that figures "differ" (both can be true) or
"contradict" (they exclude each other).
"""
_SHOWN = ("date", "place", "killed", "injured", "other counts", "origins", "texts", "note")


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "the events that the counts speak of, one row each"
    command = add_verb(
        commands, "incidents", purpose=purpose, description=f"Show {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
    add_workers(command)
    add_width(command)
    add_table_output(command)
    add_place(command)
    add_judgements(command)


def run(options: argparse.Namespace) -> int:
    """Show the incidents."""
    from claimgraph.output import tables

    graph = build_graph(options)
    if graph is None:
        return FAILED
    incidents = choose_incidents(graph, options.place)
    rows = tables.to_incident_rows(incidents)
    write_rows(rows, options, columns=tables.name_columns("incidents"), draw=draw_incidents)
    return DONE


def draw_incidents(rows: list[dict[str, Any]], *, width: int, paint: Paint) -> str:
    """Return the table for people."""
    from claimgraph.output.text import write_table

    shown = [shorten_incident(row) for row in rows]
    return write_table(shown, _SHOWN, width=width, most_lines=8, paint=paint, name_kind=name_kind)


def name_kind(column: str, cell: str) -> str:
    """Return what a cell of the table for people is, to be painted."""
    if column in ("killed", "injured"):
        return "figure"
    kinds = {"contradict": "contradicts", "differ": "differs"}
    return kinds.get(cell.partition(",")[0], "") if column == "note" else ""


def shorten_incident(row: dict[str, Any]) -> dict[str, Any]:
    """Return what the table for people shows of a row of the table for machines."""
    notes = ["contradict" if row["contradicts"] else "differ" if row["differs"] else None]
    notes += ["over a period" if row["scope"] == "cumulative" else None]
    return {
        "date": say_days(row) or "not given",
        "place": row["place"] or "not named",
        "killed": row["killed_range"],
        "injured": row["injured_range"],
        "other counts": row["others"],
        "origins": row["origins"],
        "texts": row["articles"],
        "note": ", ".join(note for note in notes if note),
    }
