"""``claimgraph report``: one HTML file in which every figure leads to its words."""

from __future__ import annotations

import argparse
from pathlib import Path

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import Commands, add_articles, add_judgements, add_verb, add_workers
from claimgraph.cli.reading import build_graph
from claimgraph.cli.streams import remark
from claimgraph.output.text import count_nouns

_EXAMPLES = """examples:
  claimgraph report articles/ -o report.html
  claimgraph report articles/ -o report.html --title "The week in Port Hallam"
  claimgraph report articles/ --judgements ours.jsonl -o report.html
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "one HTML file in which every figure is a click from its words"
    command = add_verb(
        commands, "report", purpose=purpose, description=f"Write {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
    add_workers(command)
    command.add_argument(
        "-o", "--output", type=_read_page_path, required=True, metavar="FILE", help="write to FILE (.html)"
    )
    command.add_argument("--title", metavar="WORDS", help="the heading of the report")
    add_judgements(command)


def run(options: argparse.Namespace) -> int:
    """Write the report."""
    from claimgraph.output.report import write_report

    graph = build_graph(options)
    if graph is None:
        return FAILED
    write_report(graph, options.output, title=options.title)
    counts = ((len(graph.articles), "article"), (len(graph.incidents), "incident"))
    wrote = " and ".join(map(count_nouns, counts))
    remark(f"wrote {wrote} to {str(options.output)!a}", options)
    return DONE


def _read_page_path(words: str) -> Path:
    path = Path(words)
    if path.suffix.lower() not in (".html", ".htm"):
        raise argparse.ArgumentTypeError(f"{words!a} does not end in .html")
    return path
