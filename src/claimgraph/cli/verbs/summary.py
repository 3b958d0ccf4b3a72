"""``claimgraph summary``: each event in a paragraph."""

from __future__ import annotations

import argparse

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import (
    Commands,
    add_articles,
    add_judgements,
    add_place,
    add_text_output,
    add_verb,
    add_width,
)
from claimgraph.cli.reading import build_graph, choose_incidents
from claimgraph.cli.writing import write_words

_STYLES = ("line", "paragraph", "full")
_EXAMPLES = """examples:
  claimgraph summary articles/
  claimgraph summary articles/ --place "Port Hallam"
  claimgraph summary articles/ --style full -o summary.txt
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "each event in a paragraph: who says how many"
    command = add_verb(
        commands, "summary", purpose=purpose, description=f"Show {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
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
    from claimgraph.output.words import summarize

    graph = build_graph(options)
    if graph is None:
        return FAILED
    incidents = choose_incidents(graph, options.place)
    paragraphs = []
    for incident in incidents:
        said = summarize(incident, style=options.style)
        lines = [part for line in said.splitlines() for part in _wrap_line(line, options.width)]
        paragraphs.append("".join(line + "\n" for line in lines))
    write_words("\n".join(paragraphs), options)
    return DONE if incidents or not options.place else FAILED


def _wrap_line(line: str, width: int) -> list[str]:
    """Break a line where it is too long; all pieces are indented as it is."""
    from claimgraph.output.text import wrap_words

    indent = " " * (len(line) - len(line.lstrip(" ")))
    return [f"{indent}{part}" if part else "" for part in wrap_words(line, width - len(indent))]
