"""Options that several verbs share, and what can be said against them before anything is read."""

from __future__ import annotations

import argparse
import textwrap
from functools import partial
from pathlib import Path

from claimgraph.cli.endings import WrongUseError

Commands = argparse._SubParsersAction

COLORS = ("auto", "always", "never")
TABLE_SUFFIXES = {".jsonl": "jsonl", ".csv": "csv", ".txt": "text"}

_PATHS = """articles: texts (.txt), tables (.csv .tsv), records (.json .jsonl .ndjson), pages (.html .htm
.xhtml), feeds (.rss .atom .xml), web archives (.warc), any of them packed (.gz), folders of them, or -
for JSON Lines from standard input; or a claim graph that was saved, alone or with more articles to add"""


def add_verb(
    commands: Commands[argparse.ArgumentParser], name: str, *, purpose: str, description: str, examples: str
) -> argparse.ArgumentParser:
    """Add a verb without arguments.

    Args:
        commands: Where to; what `add_command` of a verb is given.
        name: The verb, which is the name of its module.
        purpose: What the list of verbs says of it.
        description: A sentence for its own help.
        examples: What stands below its options: a heading "examples:" and lines of the shell.
    """
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=purpose,
        description=textwrap.fill(description, 80),
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_everywhere(command, quiet=argparse.SUPPRESS, color=argparse.SUPPRESS)
    return command


def add_everywhere(parser: argparse.ArgumentParser, *, quiet: object, color: object) -> None:
    """Add the options that may stand before and after every verb.

    Args:
        parser: The program's parser, or that of a verb.
        quiet: The default of ``--quiet``.
        color: The default of ``--color``.
    """
    group = parser.add_argument_group("for every verb")
    group.add_argument(
        "-q", "--quiet", action="store_true", default=quiet, help="say nothing of skipped inputs and progress"
    )
    group.add_argument(
        "--color",
        choices=COLORS,
        default=color,
        metavar="WHEN",
        help="auto (a terminal, unless NO_COLOR is set), always or never (auto)",
    )


def add_articles(command: argparse.ArgumentParser) -> None:
    """Add the articles to read and how to read them; `read_articles` of `cli.reading` takes them."""
    command.add_argument("paths", nargs="+", metavar="PATH", help=_PATHS)
    command.add_argument("--strict", action="store_true", help="stop at the first input with a problem")
    add_own_words(command)
    command.add_argument("--encoding", metavar="CODEC", help="encoding of the files, such as latin-1")
    add_date_format(command)
    add_columns(command, example="text=Body")
    command.add_argument(
        "-v", "--verbose", action="store_true", help="also say what of each page is not in its article"
    )


def add_columns(command: argparse.ArgumentParser, *, example: str) -> None:
    """Add the names of columns, which become pairs of our field and their name.

    Args:
        command: The parser of the verb.
        example: A pair that fits the tables of the verb, such as ``text=Body``.
    """
    command.add_argument(
        "--column",
        action="append",
        default=[],
        type=partial(_read_column, example=example),
        metavar="FIELD=NAME",
        help=f"the name that a field has in the tables, as in {example}; may be repeated",
    )


def add_date_format(command: argparse.ArgumentParser) -> None:
    """Add the form of dates that are written in figures."""
    command.add_argument("--date-format", metavar="FORMAT", help="form of dates, such as %%m/%%d/%%Y")


def add_own_words(command: argparse.ArgumentParser) -> None:
    """Add the word tables that `load_words` of `cli.reading` takes."""
    command.add_argument(
        "--words",
        action="append",
        default=[],
        metavar="FOLDER",
        help="word tables of your own on top of the shipped ones; may be repeated",
    )


def add_width(command: argparse.ArgumentParser) -> None:
    """Add the width of what is written for people."""
    command.add_argument(
        "--width", type=_read_width, metavar="N", help="columns of text (those of the terminal, else 80)"
    )


def add_table_output(command: argparse.ArgumentParser) -> None:
    """Add where rows go and in which format; `write_rows` of `cli.writing` takes them."""
    command.add_argument(
        "-o",
        "--output",
        type=_read_table_path,
        metavar="FILE",
        help="write to FILE (.jsonl .csv .txt), or - for standard output",
    )
    formats = command.add_mutually_exclusive_group()
    for name, said in (("text", "a table to read"), ("jsonl", "JSON Lines"), ("csv", "CSV")):
        flag = "--json" if name == "jsonl" else f"--{name}"
        default = {"text": " (on a terminal)", "jsonl": " (in a pipe)"}.get(name, "")
        formats.add_argument(flag, dest="format", action="store_const", const=name, help=f"{said}{default}")


def add_text_output(command: argparse.ArgumentParser) -> None:
    """Add where a text goes, or the records it is made of; see `write_words` of `cli.writing`."""
    command.add_argument(
        "-o",
        "--output",
        type=read_path,
        metavar="FILE",
        help="write to FILE, or - for standard output",
    )
    command.add_argument("--json", action="store_true", help="JSON Lines instead of text")


def add_place(command: argparse.ArgumentParser) -> None:
    """Add the choice of incidents that `choose_incidents` of `cli.reading` takes."""
    command.add_argument("--place", metavar="WORDS", help="only incidents at this place or with these words")


def add_judgements(command: argparse.ArgumentParser) -> None:
    """Add the logs of judgements that `build_graph` of `cli.reading` takes."""
    command.add_argument(
        "--judgements",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help="what people decided (.jsonl, see judge); may be repeated",
    )


def check_output(options: argparse.Namespace) -> None:
    """Refuse an output that would destroy an input, or cannot be written.

    Raises:
        WrongUseError: The text names the option and why.
    """
    given: str | Path | None = getattr(options, "output", None)
    if given is None:
        return
    output = Path(given)
    if any(path != "-" and _is_same_file(Path(path), output) for path in getattr(options, "paths", ())):
        raise WrongUseError(f"{str(output)!a} is one of the inputs; writing would destroy it")
    if not output.parent.is_dir():
        raise WrongUseError(f"there is no folder {str(output.parent)!a} to write to")
    wanted = getattr(options, "format", None)
    if wanted and wanted != TABLE_SUFFIXES.get(output.suffix.lower()):
        flag = "json" if wanted == "jsonl" else wanted
        raise WrongUseError(f"--{flag} does not fit the file {str(output)!a}")


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _read_column(words: str, *, example: str) -> tuple[str, str]:
    ours, _, theirs = (part.strip() for part in words.partition("="))
    if not ours or not theirs:
        raise argparse.ArgumentTypeError(f"{words!a} is not of the form FIELD=NAME, as in {example}")
    return ours, theirs


def _read_width(words: str) -> int:
    if not words.isdecimal() or not 40 <= int(words[:6]) <= 1000:
        raise argparse.ArgumentTypeError(f"{words!a} is no number of columns from 40 to 1000")
    return int(words)


def _read_table_path(words: str) -> Path | None:
    path = read_path(words)
    if path is not None and path.suffix.lower() not in TABLE_SUFFIXES:
        *first, last = TABLE_SUFFIXES
        kinds = f"{', '.join(first)} nor in {last}"
        raise argparse.ArgumentTypeError(f"{words!a} ends neither in {kinds}; export writes other formats")
    return path


def read_path(words: str) -> Path | None:
    """Return the path of a file to write, ``None`` for ``-``, which is standard output."""
    return None if words == "-" else Path(words)
