"""``claimgraph export``: a claim graph as a file, for later or for other programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import Commands, add_articles, add_judgements, add_verb, add_workers
from claimgraph.cli.reading import build_graph

_TABLES = ("claims", "incidents", "conventions", "coding", "articles")
_EXAMPLES = """examples:
  claimgraph export articles/ -o week.jsonl          all of it, for later
  claimgraph incidents week.jsonl                    read and linked before
  claimgraph export week.jsonl today/ -o both.jsonl  and more articles
  claimgraph export week.jsonl -o sheet.xlsx --table coding
  claimgraph export week.jsonl -o week.graphml       for Gephi

.jsonl (or .jsonl.gz) loses nothing: every verb takes it in place of articles.
.csv .xlsx .parquet hold one table; .graphml .gexf the network of sources,
claims and incidents; .geojson incidents on a map; .jsonld schema.org claims.
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    command = add_verb(
        commands,
        "export",
        purpose="all of it as a file: for later, a spreadsheet, a network, a map",
        description="Write claims, incidents and why into a file whose suffix says the format.",
        examples=_EXAMPLES,
    )
    add_articles(command)
    add_workers(command)
    command.add_argument(
        "-o", "--output", type=_read_path, required=True, metavar="FILE", help="write to FILE; see below"
    )
    command.add_argument(
        "--table",
        choices=_TABLES,
        default="claims",
        metavar="TABLE",
        help=f"which table: {', '.join(_TABLES)} (claims)",
    )
    add_judgements(command)


def run(options: argparse.Namespace) -> int:
    """Write the file."""
    from claimgraph.graph import save

    graph = build_graph(options)
    if graph is None:
        return FAILED
    save(graph, options.output, table=options.table)
    return DONE


def _read_path(words: str) -> Path:
    """Return the path, refused now rather than when all is read."""
    from claimgraph.errors import FormatError
    from claimgraph.output.files.formats import find_format

    try:
        find_format(words)
    except FormatError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return Path(words)
