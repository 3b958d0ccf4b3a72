"""``claimgraph report``: HTML in which every figure leads to its words, as one file or as pages."""

from __future__ import annotations

import argparse

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import Commands, add_articles, add_judgements, add_verb
from claimgraph.cli.reading import build_graph
from claimgraph.cli.streams import remark
from claimgraph.output.text import count_nouns

_EXAMPLES = """examples:
  claimgraph report articles/ -o report.html
  claimgraph report articles/ -o report.html --title "The week in Port Hallam"
  claimgraph report articles/ --judgements ours.jsonl -o report.html
  claimgraph report monitor.db -o report/     … a folder of pages, for thousands
"""


MANY = 2000
"""From more articles on it is said that one file is large: some 30 MB."""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "HTML in which every figure is a click from its words, as one file or as a folder of pages"
    command = add_verb(
        commands, "report", purpose=purpose, description=f"Write {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
    command.add_argument(
        "-o",
        "--output",
        type=_read_target,
        required=True,
        metavar="PATH",
        help="write one file (.html), or pages into a folder (PATH/)",
    )
    command.add_argument("--title", metavar="WORDS", help="the heading of the report")
    add_judgements(command)


def run(options: argparse.Namespace) -> int:
    """Write the report."""
    from claimgraph.output.report import is_folder, write_report

    graph = build_graph(options)
    if graph is None:
        return FAILED
    write_report(graph, options.output, title=options.title)
    if len(graph.articles) > MANY and not is_folder(options.output):
        remark(f"one file of {len(graph.articles):,} articles is large; -o FOLDER/ writes pages", options)
    counts = ((len(graph.articles), "article"), (len(graph.incidents), "incident"))
    wrote = " and ".join(map(count_nouns, counts))
    remark(f"wrote {wrote} to {options.output!a}", options)
    return DONE


def _read_target(words: str) -> str:
    from claimgraph.errors import MisuseError
    from claimgraph.output.report import is_folder

    try:
        is_folder(words)
    except MisuseError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return words
