"""``claimgraph check``: whether the words that claims from elsewhere quote stand in their articles."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import (
    Commands,
    add_columns,
    add_date_format,
    add_own_words,
    add_table_output,
    add_verb,
    add_width,
)
from claimgraph.cli.reading import load_words
from claimgraph.cli.streams import report_problems
from claimgraph.cli.writing import write_rows
from claimgraph.output.text import Paint

if TYPE_CHECKING:
    from claimgraph.lexicon import Lexicon
    from claimgraph.model import ClaimReading, QuoteCheck, Reading

_EXAMPLES = """examples:
  claimgraph check answer.json --articles articles/
  claimgraph check answer.json --articles articles/ --json | jq .check
  claimgraph check coded.csv --column "killed=Deaths" --save coded.jsonl
  claimgraph report coded.jsonl articles/ -o report.html
  ask-my-model < prompt.txt | claimgraph check - --articles articles/

exact: the words stand where the row says; moved: they stand elsewhere, or with
other marks or capitals; ambiguous: at several places; misattributed: in another
article; not found: in none of those given; unchecked: nothing is quoted, or
its article was not given.

Ends with 1 if words are misattributed or not found, or if nothing can be read.
"""
COLUMNS = ("row", "check", "article", "claim", "text", "spans", "reason")
_REFUSED = ("not found", "misattributed")
_SHOWN = ("row", "check", "article", "words", "note")


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "whether the words that others' claims quote stand in the articles"
    command = add_verb(
        commands, "check", purpose=purpose, description=f"Check {purpose}.", examples=_EXAMPLES
    )
    command.add_argument(
        "paths",
        nargs="+",
        metavar="CLAIMS",
        help="claims that others made (.csv .tsv .xlsx .json .jsonl .md), or - for standard input",
    )
    command.add_argument(
        "--articles",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="the articles they quote; may be repeated",
    )
    add_columns(command, example="killed=Deaths")
    command.add_argument(
        "--save",
        type=Path,
        metavar="GRAPH",
        help="write the claims that stand as a claim graph (.jsonl), for the other commands",
    )
    command.add_argument("--strict", action="store_true", help="stop at the first row with a problem")
    add_own_words(command)
    add_date_format(command)
    add_width(command)
    add_table_output(command)


def run(options: argparse.Namespace) -> int:
    """Check the claims."""
    from claimgraph.extraction.articles import read_articles

    lexicon = load_words(options)
    articles = read_articles(options.articles, lexicon=lexicon)
    report_problems(articles.problems, options, articles=len(articles))
    readings = [_read(path, articles, options, lexicon=lexicon) for path in options.paths]
    if options.save:
        _save(readings, options.save)
    checks = [check for reading in readings for check in reading.checks]
    write_rows([_to_row(check) for check in checks], options, columns=COLUMNS, draw=_draw)
    is_lost = not checks and any(reading.problems for reading in readings)
    return FAILED if is_lost or any(check.kind.value in _REFUSED for check in checks) else DONE


def _read(path: str, articles: Reading, options: argparse.Namespace, *, lexicon: Lexicon) -> ClaimReading:
    from claimgraph.extraction.claim_records import read_claims

    reading = read_claims(
        getattr(sys.stdin, "buffer", sys.stdin) if path == "-" else Path(path),
        articles=articles.articles,
        columns=dict(options.column),
        lexicon=lexicon,
        strict=options.strict,
        date_format=options.date_format,
    )
    report_problems(reading.problems, options, articles=len(articles))
    return reading


def _save(readings: list[ClaimReading], path: Path) -> None:
    from claimgraph.graph import ClaimGraph, save

    graph = ClaimGraph()
    for reading in readings:
        graph = graph.add(reading)
    save(graph, path)


def _to_row(check: QuoteCheck) -> dict[str, Any]:
    return {
        "row": check.where,
        "check": check.kind.value,
        "article": check.article,
        "claim": check.claim,
        "text": check.text,
        "spans": [list(span) for span in check.spans],
        "reason": check.reason,
    }


def _draw(rows: list[dict[str, Any]], *, width: int, paint: Paint) -> str:
    from claimgraph.output.text import write_table

    shown = [
        {**row, "row": row["row"].rpartition("/")[2], "words": row["text"], "note": row["reason"]}
        for row in rows
    ]
    return write_table(shown, _SHOWN, width=width, paint=paint, name_kind=_name_kind)


def _name_kind(column: str, cell: str) -> str:
    return "contradicts" if column == "check" and cell in _REFUSED else ""
