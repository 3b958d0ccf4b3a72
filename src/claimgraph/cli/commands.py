"""The commands of the shell; each asks the library and shows what it gives."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.cli.arguments import build_parser
from claimgraph.cli.streams import (
    close_quietly,
    is_terminal,
    report_problems,
    say,
    write_bytes,
    write_text,
)
from claimgraph.errors import ClaimGraphError

if TYPE_CHECKING:
    from claimgraph.lexicon.tables import Lexicon
    from claimgraph.model import Incident, Reading

DONE, FAILED, WRONG_USE, BROKEN_PIPE, STOPPED = 0, 1, 2, 141, 130

_CLAIM_COLUMNS = ("article", "claim", "what", "who says so", "place", "date")
_INCIDENT_COLUMNS = ("date", "place", "killed", "injured", "other counts", "origins", "texts", "note")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line.

    Args:
        argv: The arguments after the program's name; those of the process by default.

    Returns:
        The exit code: 0 done, 1 nothing could be read (or not everything, with ``--strict``), 2 the
        command line is wrong, 130 stopped by Ctrl-C, 141 nobody reads the output any more.
    """
    try:
        options = build_parser().parse_args(argv)
        return _run(options)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else DONE
    except BrokenPipeError:
        close_quietly()
        return BROKEN_PIPE
    except KeyboardInterrupt:
        say("stopped")
        return STOPPED


def _run(options: argparse.Namespace) -> int:
    from claimgraph.output.text import show_signs

    reason = _find_misuse(options)
    if reason:
        say(f"error: {reason}")
        return WRONG_USE
    try:
        return COMMANDS[options.command](options)
    except ClaimGraphError as error:
        say(f"error: {show_signs(str(error))}")
    except BrokenPipeError:
        raise
    except OSError as error:
        say(f"error: {show_signs(str(error))}")
    return FAILED


def _find_misuse(options: argparse.Namespace) -> str | None:
    """Return why the options cannot go together, if so."""
    output: Path | None = getattr(options, "output", None)
    if output is None:
        return _find_missing(options) if options.command == "judge" else None
    if any(path != "-" and _is_same_file(Path(path), output) for path in options.paths):
        return f"{str(output)!a} is one of the inputs; writing would destroy it"
    if not output.parent.is_dir():
        return f"there is no folder {str(output.parent)!a} to write to"
    wanted = getattr(options, "format", None)
    if wanted and f".{wanted}" != output.suffix.lower():
        return f"--format {wanted} does not fit the file {str(output)!a}"
    return None


def _find_missing(options: argparse.Namespace) -> str | None:
    """Return what a judgement lacks, if it is one."""
    if options.undo and options.a:
        return "--undo takes the id of a judgement alone, without claims"
    if not options.undo and options.a and not options.decision:
        return "a judgement needs two claims and same, different or unsure"
    if (options.undo or options.a) and not (options.by and options.when):
        return "a judgement needs --by NAME and --when DAY"
    return None


def _is_same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


# --- commands ---------------------------------------------------------------------------------


def _show_claims(options: argparse.Namespace) -> int:
    from claimgraph.output import files, tables

    graph = _build(options)
    if graph is None:
        return FAILED
    if options.output:
        files.write_claims(graph, options.output)
    else:
        rows = tables.to_rows(graph)
        _write_rows(rows, options, columns=tables.COLUMNS, draw=_draw_claims)
    return DONE


def _show_incidents(options: argparse.Namespace) -> int:
    from claimgraph.output import files, tables

    graph = _build(options)
    if graph is None:
        return FAILED
    incidents = _choose_incidents(graph, options.place)
    if options.output:
        files.write_incidents(incidents, options.output)
    else:
        rows = tables.to_incident_rows(incidents)
        _write_rows(rows, options, columns=tables.INCIDENT_COLUMNS, draw=_draw_incidents)
    return DONE if incidents or not options.place else FAILED


def _show_summary(options: argparse.Namespace) -> int:
    from claimgraph.output.words import summarize

    graph = _build(options)
    if graph is None:
        return FAILED
    incidents = _choose_incidents(graph, options.place)
    paragraphs = []
    for incident in incidents:
        said = summarize(incident, style=options.style)
        lines = [part for line in said.splitlines() for part in _wrap_line(line, options.width)]
        paragraphs.append("".join(line + "\n" for line in lines))
    _write_words("\n".join(paragraphs), options)
    return DONE if incidents or not options.place else FAILED


def _wrap_line(line: str, width: int) -> list[str]:
    """Break a line where it is too long; all pieces are indented as it is."""
    from claimgraph.output.text import wrap_words

    indent = " " * (len(line) - len(line.lstrip(" ")))
    return [f"{indent}{part}" if part else "" for part in wrap_words(line, width - len(indent))]


def _show_trace(options: argparse.Namespace) -> int:
    from claimgraph.extraction.claims import trace_article
    from claimgraph.output.text import draw_trace

    reading, lexicon = _read(options)
    articles = [one for one in reading.articles if options.article in (None, one.id)]
    if not articles:
        found = "could be read" if options.article is None or not reading.articles else "has that id"
        say(f"error: no article {found}")
        return FAILED
    drawn = [draw_trace(trace_article(article, lexicon=lexicon), width=options.width) for article in articles]
    _write_words("\n".join(drawn), options)
    return DONE


def _show_review(options: argparse.Namespace) -> int:
    from claimgraph.output.text import wrap_words

    graph = _build(options)
    if graph is None:
        return FAILED
    blocks = []
    for question in graph.review(options.limit):
        ends = [one.claims[0].id if one.claims else one.id for one in (question.a, question.b)]
        lines = [*wrap_words(str(question), options.width), f"  {ends[0]} {ends[1]}"]
        blocks.append("".join(line + "\n" for line in lines))
    _write_words("\n".join(blocks), options)
    if not blocks:
        say("no pair is worth a look")
    return DONE


def _judge(options: argparse.Namespace) -> int:
    from claimgraph.comparison.judgements import (
        find_judgement,
        find_standing,
        make_judgement,
        undo_judgement,
    )
    from claimgraph.output.judgements import read_log, write_log

    log = read_log(options.file) if options.file.exists() else ()
    told = {"by": options.by, "when": options.when, "why": options.why}
    if options.undo:
        write_log([*log, undo_judgement(find_judgement(log, options.undo), **told)], options.file)
    elif options.a:
        write_log([*log, make_judgement(options.a, options.b, options.decision, **told)], options.file)
    else:
        standing = find_standing(log)
        stood = [f"{one}{'' if one in standing or one.undoes else ' (no longer)'}\n" for one in log]
        write_text("".join(stood), sys.stdout)
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "claims": _show_claims,
    "incidents": _show_incidents,
    "judge": _judge,
    "review": _show_review,
    "summary": _show_summary,
    "trace": _show_trace,
}


# --- steps of the commands --------------------------------------------------------------------


def _read(options: argparse.Namespace) -> tuple[Reading, Lexicon]:
    """Read the articles and name the problems."""
    from claimgraph.extraction.articles import read_articles
    from claimgraph.lexicon.tables import DEFAULT_LAYERS, load_lexicon

    lexicon = load_lexicon(*DEFAULT_LAYERS, *options.words)
    reading = read_articles(
        [_open_path(path) for path in options.paths],
        strict=options.strict,
        lexicon=lexicon,
        encoding=options.encoding,
        date_format=options.date_format,
    )
    report_problems(reading.problems, articles=len(reading))
    return reading, lexicon


def _open_path(path: str) -> Any:
    """Return the path, or standard input for ``-``."""
    return getattr(sys.stdin, "buffer", sys.stdin) if path == "-" else Path(path)


def _build(options: argparse.Namespace) -> Any:
    """Return the claim graph, or ``None`` where no article could be read."""
    reading, lexicon = _read(options)
    if not reading.articles:
        say("error: no article could be read")
        return None
    from claimgraph.graph import build_graph
    from claimgraph.output.judgements import read_log

    judgements = [one for path in options.judgements for one in read_log(path)]
    graph = build_graph(reading.articles, lexicon=lexicon, strict=options.strict, judgements=judgements)
    report_problems((*graph.problems, *graph.unplaced), articles=len(reading))
    return graph


def _choose_incidents(graph: Any, words: str | None) -> tuple[Incident, ...]:
    incidents: tuple[Incident, ...] = graph.select(words) if words else graph.incidents
    if not incidents:
        say(f"no incident matches {words!a}" if words else "no article counts anybody")
    return incidents


def _write_rows(
    rows: list[dict[str, Any]],
    options: argparse.Namespace,
    *,
    columns: tuple[str, ...],
    draw: Callable[[list[dict[str, Any]], int], str],
) -> None:
    from claimgraph.output.files import format_rows

    wanted = options.format or ("text" if is_terminal(sys.stdout) else "jsonl")
    if wanted == "text":
        write_text(draw(rows, options.width), sys.stdout)
    else:
        write_bytes(format_rows(rows, suffix=f".{wanted}", columns=columns), sys.stdout)


def _write_words(text: str, options: argparse.Namespace) -> None:
    if options.output:
        options.output.write_bytes(text.encode("utf-8", "backslashreplace"))
    else:
        write_text(text, sys.stdout)


# --- tables for people ------------------------------------------------------------------------


def _draw_claims(rows: Iterable[dict[str, Any]], width: int) -> str:
    from claimgraph.output.text import write_table

    return write_table([_shorten_claim(row) for row in rows], _CLAIM_COLUMNS, width=width)


def _shorten_claim(row: dict[str, Any]) -> dict[str, Any]:
    denied = row["polarity"] == "denied"
    return {
        "article": row["article"],
        "claim": row["text"],
        "what": " ".join(filter(None, ("denies" if denied else None, row["measure"]))),
        "who says so": row["source"] or row["publisher"],
        "place": row["place"],
        "date": _say_days(row),
    }


def _draw_incidents(rows: Iterable[dict[str, Any]], width: int) -> str:
    from claimgraph.output.text import write_table

    return write_table([_shorten_incident(row) for row in rows], _INCIDENT_COLUMNS, width=width, most_lines=8)


def _shorten_incident(row: dict[str, Any]) -> dict[str, Any]:
    notes = ["contradict" if row["contradicts"] else "differ" if row["differs"] else None]
    notes += ["over a period" if row["scope"] == "cumulative" else None]
    return {
        "date": _say_days(row) or "not given",
        "place": row["place"] or "not named",
        "killed": row["killed_range"],
        "injured": row["injured_range"],
        "other counts": row["others"],
        "origins": row["origins"],
        "texts": row["articles"],
        "note": ", ".join(note for note in notes if note),
    }


def _say_days(row: dict[str, Any]) -> str:
    """Return "2018-03-21", "2017-09-29 – 2017-09-30" or "until 2018-03-22"; "" for no days."""
    first, last = row["date"], row["date_end"]
    if first and last:
        return f"{first} – {last}"
    return f"until {last}" if last else first or ""
