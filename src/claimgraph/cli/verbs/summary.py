"""``claimgraph summary``: each event in a paragraph."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from claimgraph.cli.colors import choose_paint
from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import (
    Commands,
    add_articles,
    add_judgements,
    add_place,
    add_text_output,
    add_verb,
    add_width,
    add_workers,
)
from claimgraph.cli.progress import show_progress
from claimgraph.cli.reading import build_graph, choose_incidents
from claimgraph.cli.writing import choose_width, write_records, write_words
from claimgraph.output.text import Paint
from claimgraph.progress import track

if TYPE_CHECKING:
    from claimgraph.model import Incident

_STYLES = ("line", "paragraph", "full")
_EXAMPLES = """examples:
  claimgraph summary articles/
  claimgraph summary articles/ --place "Port Hallam"
  claimgraph summary articles/ --style full -o summary.txt
  claimgraph summary articles/ --style line --json | jq -r .summary
"""
# What stands out in a summary. A figure is a count in digits: no day of a month ("29 September"), no year,
# no part of a longer number.
_PIECES = re.compile(
    r"(?P<figure>(?<![\w.,–-])(?!\d{4}\b)\d[\d,]*(?![\w.–-]|\s+[A-Z])(?<!,))"
    r"|(?P<differs>\b(?:Reports|Figures\s+of\s+one\s+origin)\s+differ\b)"
    r"|(?P<contradicts>\bcontradict\s+(?:each\s+other|one\s+another)\b)"
)


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "each event in a paragraph: who says how many"
    command = add_verb(
        commands, "summary", purpose=purpose, description=f"Show {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
    add_workers(command)
    add_width(command)
    add_text_output(command)
    command.add_argument(
        "--style",
        choices=_STYLES,
        default="paragraph",
        help="a line, a paragraph, or the paragraph with every claim and why (paragraph)",
    )
    add_place(command)
    add_judgements(command)


def run(options: argparse.Namespace) -> int:
    """Show the summaries."""
    from claimgraph.output.words import name_incident, summarize

    graph = build_graph(options)
    if graph is None:
        return FAILED
    incidents = choose_incidents(graph, options.place)
    with show_progress(options) as progress:
        taken = track(incidents, "summing up", progress=progress)
        told = [summarize(incident, style=options.style) for incident in taken]
    if options.json:
        write_records(_build_records(incidents, told), options)
    else:
        width, paint = choose_width(options), choose_paint(options)
        pairs = zip(incidents, told, strict=True)
        drawn = (_draw(text, name_incident(one), width=width, paint=paint) for one, text in pairs)
        write_words("\n".join(drawn), options)
    return DONE


def _build_records(incidents: tuple[Incident, ...], told: list[str]) -> list[dict[str, object]]:
    """Return the rows of the incident table with the summary beside them."""
    from claimgraph.output.tables import to_incident_rows

    rows = to_incident_rows(incidents)
    return [{**row, "summary": text} for row, text in zip(rows, told, strict=True)]


def _draw(text: str, name: str, *, width: int, paint: Paint) -> str:
    """Wrap a summary and paint its name, figures and disagreements."""
    lines = [part for line in text.splitlines() for part in _wrap_line(line, width)]
    wrapped = "".join(line + "\n" for line in lines)
    opening = re.match(r"\s+".join(map(re.escape, name.split())), wrapped)
    start = opening.end() if opening else 0
    rest = _PIECES.sub(lambda found: _paint_lines(found[0], str(found.lastgroup), paint), wrapped[start:])
    return _paint_lines(wrapped[:start], "heading", paint) + rest


def _paint_lines(piece: str, kind: str, paint: Paint) -> str:
    """Paint each line alone: a pager forgets colours at the end of a line."""
    return "\n".join(paint(line, kind) if line else line for line in piece.split("\n"))


def _wrap_line(line: str, width: int) -> list[str]:
    """Break a line where it is too long; all pieces are indented as it is."""
    from claimgraph.output.text import wrap_words

    indent = " " * (len(line) - len(line.lstrip(" ")))
    return [f"{indent}{part}" if part else "" for part in wrap_words(line, width - len(indent))]
