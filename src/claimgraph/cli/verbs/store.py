"""``claimgraph store``: one file that articles go into day by day, filled, searched and looked after."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.news import write_news
from claimgraph.cli.options import (
    Commands,
    add_articles,
    add_own_words,
    add_table_output,
    add_text_output,
    add_verb,
    add_width,
    add_workers,
)
from claimgraph.cli.progress import show_progress
from claimgraph.cli.reading import load_saved, load_words, open_path, part_saved, report_cuts
from claimgraph.cli.streams import remark, report_problems, say
from claimgraph.cli.verbs.incidents import draw_incidents
from claimgraph.cli.writing import write_records, write_rows, write_words
from claimgraph.output.text import count_nouns

if TYPE_CHECKING:
    from claimgraph.store import Store

_EXAMPLES = """examples:
  claimgraph store add monitor.db articles/     made if it is not there
  claimgraph store show monitor.db
  claimgraph store search monitor.db --place Hallam --since 2018-03-01
  claimgraph store check monitor.db
  claimgraph store export monitor.db -o all.jsonl
  claimgraph summary monitor.db                every verb reads a store

claimgraph watch fills a store with what is dropped into a folder.
"""
_ADD_EXAMPLES = """examples:
  claimgraph store add monitor.db articles/
  claimgraph store add monitor.db today.jsonl --strict
  claimgraph store add new.db rescued.jsonl     with what was judged
"""
_SHOW_EXAMPLES = """examples:
  claimgraph store show monitor.db
  claimgraph store show monitor.db --json
"""
_SEARCH_EXAMPLES = """examples:
  claimgraph store search monitor.db --place "Port Hallam"
  claimgraph store search monitor.db --since 2018-03-01 --until 2018-03-31
  claimgraph store search monitor.db --full-text "barrel bomb" --source hospital
"""
_REREAD_EXAMPLES = """examples:
  claimgraph store reread monitor.db
  claimgraph store reread monitor.db --words our-words/
"""
_CHECK_EXAMPLES = """examples:
  claimgraph store check monitor.db             ends with 1 if anything is wrong
"""
_EXPORT_EXAMPLES = """examples:
  claimgraph store export monitor.db -o all.jsonl
  claimgraph store export broken.db -o rescued.jsonl

Of a damaged store all that can be read is written, and what is lost is said.
"""
_FILE = "the store, a file as a rule named ….db"


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb and those of what it does."""
    purpose = "one file that articles go into day by day: fill it, search it, look after it"
    command = add_verb(
        commands,
        "store",
        purpose=purpose,
        description=f"Fill, search and check {purpose}.",
        examples=_EXAMPLES,
    )
    acts = command.add_subparsers(dest="act", metavar="ACT", required=True)
    _add_add(acts)
    _add_show(acts)
    _add_search(acts)
    _add_reread(acts)
    _add_check(acts)
    _add_export(acts)


def _add_act(
    acts: Commands[argparse.ArgumentParser], name: str, purpose: str, examples: str
) -> argparse.ArgumentParser:
    description = f"{purpose[:1].upper()}{purpose[1:]}."
    act = add_verb(acts, name, purpose=purpose, description=description, examples=examples)
    act.add_argument("store", type=Path, metavar="STORE", help=_FILE)
    return act


def _add_add(acts: Commands[argparse.ArgumentParser]) -> None:
    act = _add_act(acts, "add", "add articles, each once, and say what that changes", _ADD_EXAMPLES)
    add_articles(act)
    add_workers(act)
    add_width(act)
    act.add_argument("--json", action="store_true", help="what changed as JSON Lines")


def _add_show(acts: Commands[argparse.ArgumentParser]) -> None:
    act = _add_act(acts, "show", "say what the store holds", _SHOW_EXAMPLES)
    add_text_output(act)


def _add_search(acts: Commands[argparse.ArgumentParser]) -> None:
    act = _add_act(acts, "search", "find incidents without reading the others", _SEARCH_EXAMPLES)
    act.add_argument("--place", metavar="NAME", help="in this place, or in what lies in it")
    act.add_argument("--since", metavar="DAY", help="on this day or later (ISO)")
    act.add_argument("--until", metavar="DAY", help="on this day or earlier (ISO)")
    act.add_argument("--source", metavar="WORDS", help="part of the name of a source")
    act.add_argument("--matching", metavar="WORDS", help="parts of a place, source, means, group or day")
    act.add_argument(
        "--full-text", dest="in_text", metavar="WORDS", help="words in the title or text of one article"
    )
    act.add_argument("--limit", type=_read_limit, metavar="N", help="how many at most (all)")
    add_width(act)
    add_table_output(act)


def _add_reread(acts: Commands[argparse.ArgumentParser]) -> None:
    act = _add_act(acts, "reread", "read all its articles anew, after an upgrade say", _REREAD_EXAMPLES)
    add_own_words(act)
    add_width(act)
    act.add_argument("--json", action="store_true", help="what changed as JSON Lines")


def _add_check(acts: Commands[argparse.ArgumentParser]) -> None:
    _add_act(acts, "check", "look through the whole store for anything wrong", _CHECK_EXAMPLES)


def _add_export(acts: Commands[argparse.ArgumentParser]) -> None:
    act = _add_act(acts, "export", "write all that can be read into a file", _EXPORT_EXAMPLES)
    act.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="write to FILE (.jsonl .jsonl.gz)"
    )


def run(options: argparse.Namespace) -> int:
    """Do it."""
    return _ACTS[options.act](options)


def open_store(options: argparse.Namespace, **settings: Any) -> Store:
    """Open the store that the options name.

    Raises:
        FileNotFoundError: It is not there; only adding makes one.
    """
    from claimgraph.store import Store

    if options.act != "add" and not options.store.is_file():
        raise FileNotFoundError(2, "there is no such store", str(options.store))
    return Store(options.store, **settings)


def _add(options: argparse.Namespace) -> int:
    saved, others = part_saved(options.paths)
    graph = load_saved(saved) if saved else None
    known = 0
    with open_store(options, lexicon=load_words(options)) as store:
        with show_progress(options) as progress:
            additions = store.fill(
                [*(graph.articles if graph else ()), *map(open_path, others)],
                strict=options.strict,
                encoding=options.encoding,
                date_format=options.date_format,
                columns=dict(options.column),
                workers=options.workers,
                progress=progress,
            )
            for addition in additions:
                known += len(addition.articles) + len(addition.repeats)
                write_news(addition, store, options)
                report_cuts(addition.cuts, options)
                report_problems(addition.problems, options, articles=known)
        if graph is not None:
            store.add_judgements(graph.judgements)
    return DONE if known else FAILED


def _show(options: argparse.Namespace) -> int:
    with open_store(options) as store:
        known = store.describe()
    if options.json:
        write_records([known], options)
        return DONE
    width = max(map(len, known)) + 2
    lines = [f"{name + ':':<{width}}{_word_cell(cell)}\n" for name, cell in known.items()]
    write_words("".join(lines), options)
    return DONE


def _word_cell(cell: object) -> str:
    from claimgraph.output.text import show_signs

    if isinstance(cell, list):
        return show_signs(", ".join(cell))
    return f"{cell:,}" if isinstance(cell, int) else str(cell or "none")


def _search(options: argparse.Namespace) -> int:
    from claimgraph.output import tables

    with open_store(options) as store:
        found = store.select(
            options.matching,
            place=options.place,
            since=options.since,
            until=options.until,
            source=options.source,
            text=options.in_text,
            limit=options.limit,
        )
    if not found:
        say("no incident fits")
        return FAILED
    rows = tables.to_incident_rows(found)
    write_rows(rows, options, columns=tables.name_columns("incidents"), draw=draw_incidents)
    return DONE


def _reread(options: argparse.Namespace) -> int:
    from claimgraph.model import Addition

    with open_store(options, lexicon=load_words(options)) as store:
        with show_progress(options) as progress:
            changes = store.reread(progress=progress)
        write_news(Addition(changes=changes), store, options)
    return DONE


def _check(options: argparse.Namespace) -> int:
    from claimgraph.output.text import show_signs

    with open_store(options) as store:
        problems = store.check()
        if not problems:
            say(f"all is well: {count_nouns((len(store.articles), 'article'))} looked through")
            return DONE
    for problem in problems:
        say(show_signs(str(problem)))
    say(f"{count_nouns((len(problems), 'problem'))}; claimgraph store export rescues what can be read")
    return FAILED


def _export(options: argparse.Namespace) -> int:
    from claimgraph.graph import save

    with open_store(options) as store:
        graph, problems = store.rescue()
    save(graph, options.output)
    report_problems(problems, options, articles=len(graph.articles))
    remark(f"wrote {count_nouns((len(graph.articles), 'article'))} to {str(options.output)!a}", options)
    return FAILED if problems else DONE


_ACTS = {"add": _add, "show": _show, "search": _search, "reread": _reread, "check": _check, "export": _export}


def _read_limit(words: str) -> int:
    if not words.isdecimal() or not int(words[:9]) >= 1:
        raise argparse.ArgumentTypeError(f"{words!a} is no number from 1 on")
    return int(words)
