"""What the commands of the shell take, with examples for each."""

from __future__ import annotations

import argparse
from importlib import metadata
from pathlib import Path

DECISIONS = ("same", "different", "unsure")
TABLE_FORMATS = ("jsonl", "csv", "text")
STYLES = ("line", "paragraph", "full")

_PATHS = """articles: files (.txt .json .jsonl .ndjson .csv .tsv), folders of them, or - for JSON Lines
from standard input"""
_EXIT_CODES = """exit codes:
  0    done; inputs that were skipped are named on standard error
  1    nothing could be read, or with --strict not everything
  2    the command line is wrong
  130  stopped by Ctrl-C"""

_CLAIMS_EXAMPLES = """examples:
  claimgraph claims articles/                        a table to read
  claimgraph claims articles/ -o claims.csv          for a spreadsheet
  claimgraph claims day1.jsonl day2.jsonl | jq .text
  claimgraph claims export.csv --date-format %m/%d/%Y -o claims.jsonl
"""
_INCIDENTS_EXAMPLES = """examples:
  claimgraph incidents articles/
  claimgraph incidents articles/ --place "Port Hallam" --format jsonl
  claimgraph incidents articles/ -o incidents.csv

In the table "28+" means 28 or more; "origins" counts independent sources and
"texts" articles; the note says that figures "differ" (both can be true) or
"clash" (they exclude each other).
"""
_SUMMARY_EXAMPLES = """examples:
  claimgraph summary articles/
  claimgraph summary articles/ --place "Port Hallam"
  claimgraph summary articles/ --style full -o summary.txt
"""
_TRACE_EXAMPLES = """examples:
  claimgraph trace articles/monday.txt               every step of reading it
  claimgraph trace export.jsonl --article a17        one article of many
  echo '{"text": "Two people were hurt."}' | claimgraph trace -
"""


_REVIEW_EXAMPLES = """examples:
  claimgraph review articles/                        what is most worth a look
  claimgraph judge ours.jsonl c12 c34 same --by Ana --when 2018-03-21
  claimgraph review articles/ --judgements ours.jsonl
  claimgraph summary articles/ --judgements ours.jsonl

Each question ends with the two claims to judge.
"""
_JUDGE_EXAMPLES = """examples:
  claimgraph judge ours.jsonl c12 c34 same --by Ana --when 2018-03-21
  claimgraph judge ours.jsonl c12 c56 different --by Ben --when 2018-03-22
  claimgraph judge ours.jsonl --undo j78 --by Ana --when 2018-03-23
  claimgraph judge ours.jsonl                   what was judged, and what stands

The file is made if it is not there; nothing in it is ever changed or taken out.
"""


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="claimgraph",
        description="Who says how many: read news, show who gives which toll, where they differ, and why.",
        epilog=f"examples:\n  claimgraph summary articles/\n  claimgraph claims --help\n\n{_EXIT_CODES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"claimgraph {read_version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    _add_claims(commands)
    _add_incidents(commands)
    _add_summary(commands)
    _add_trace(commands)
    _add_review(commands)
    _add_judge(commands)
    return parser


def read_version() -> str:
    """Return the version of the installed package."""
    try:
        return metadata.version("claimgraph")
    except metadata.PackageNotFoundError:
        return "unknown (not installed)"


Commands = argparse._SubParsersAction


def _add_claims(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(
        commands, "claims", "every count that the articles give, one row each", _CLAIMS_EXAMPLES
    )
    _add_table_options(command)
    _add_judgements(command)


def _add_incidents(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(
        commands, "incidents", "the events that the counts speak of, one row each", _INCIDENTS_EXAMPLES
    )
    _add_table_options(command)
    _add_place(command)
    _add_judgements(command)


def _add_summary(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(
        commands, "summary", "each event in a paragraph: who says how many", _SUMMARY_EXAMPLES
    )
    _add_text_options(command)
    command.add_argument(
        "--style",
        choices=STYLES,
        default="paragraph",
        help="a line, a paragraph, or the paragraph with every claim and why (paragraph)",
    )
    _add_place(command)
    _add_judgements(command)


def _add_trace(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(commands, "trace", "how an article was read, step by step", _TRACE_EXAMPLES)
    _add_text_options(command)
    command.add_argument("--article", metavar="ID", help="only the article with this id")


def _add_review(commands: Commands[argparse.ArgumentParser]) -> None:
    command = _add_command(
        commands, "review", "the pairs of articles most worth a person's judgement", _REVIEW_EXAMPLES
    )
    _add_text_options(command)
    _add_judgements(command)
    command.add_argument(
        "--limit", type=_read_limit, default=10, metavar="N", help="how many questions at most (10)"
    )


def _add_judge(commands: Commands[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "judge",
        help="write into a file whether two claims speak of one event",
        description="Write into a file whether two claims speak of one event, or show what it holds.",
        epilog=_JUDGE_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the log of judgements (.jsonl)")
    command.add_argument("a", nargs="?", metavar="CLAIM", help="id of a claim, as review shows it")
    command.add_argument("b", nargs="?", metavar="CLAIM", help="id of the other")
    command.add_argument("decision", nargs="?", choices=DECISIONS)
    command.add_argument("--undo", metavar="ID", help="take back the judgement with this id")
    command.add_argument("--by", metavar="NAME", help="who decided")
    command.add_argument("--when", metavar="DAY", help="ISO day or time of the decision")
    command.add_argument("--why", default="", metavar="NOTE", help="a note")


def _add_command(
    commands: Commands[argparse.ArgumentParser], name: str, purpose: str, examples: str
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=f"Show {purpose}.",
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.add_argument("paths", nargs="+", metavar="PATH", help=_PATHS)
    command.add_argument("--strict", action="store_true", help="stop at the first input with a problem")
    command.add_argument(
        "--words",
        action="append",
        default=[],
        metavar="FOLDER",
        help="word tables of your own on top of the shipped ones; may be repeated",
    )
    command.add_argument("--encoding", metavar="CODEC", help="encoding of the files, such as latin-1")
    command.add_argument(
        "--date-format", metavar="FORMAT", help="form of publication dates, such as %%m/%%d/%%Y"
    )
    command.add_argument("--width", type=_read_width, default=80, help="columns of text (80)")
    return command


def _add_table_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", type=_read_table_path, metavar="FILE", help="write to FILE (.jsonl or .csv)"
    )
    command.add_argument(
        "--format",
        choices=TABLE_FORMATS,
        help="by default text for a terminal, jsonl for a pipe, and what the suffix of FILE says",
    )


def _add_text_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=Path, metavar="FILE", help="write the text to FILE")


def _add_place(command: argparse.ArgumentParser) -> None:
    command.add_argument("--place", metavar="WORDS", help="only incidents at this place or with these words")


def _add_judgements(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--judgements",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="what people decided (.jsonl, see judge); may be repeated",
    )


def _read_limit(words: str) -> int:
    if not words.isdecimal() or not int(words[:9]) >= 1:
        raise argparse.ArgumentTypeError(f"{words!a} is no number from 1 on")
    return int(words)


def _read_width(words: str) -> int:
    if not words.isdecimal() or not 40 <= int(words[:6]) <= 1000:
        raise argparse.ArgumentTypeError(f"{words!a} is no number of columns from 40 to 1000")
    return int(words)


def _read_table_path(words: str) -> Path:
    path = Path(words)
    if path.suffix.lower() not in (".jsonl", ".csv"):
        raise argparse.ArgumentTypeError(f"{words!a} ends neither in .jsonl nor in .csv")
    return path
