"""``claimgraph judge``: write into a file whether two claims speak of one event."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph.cli.endings import DONE, WrongUseError
from claimgraph.cli.options import Commands, add_verb
from claimgraph.cli.reading import is_store
from claimgraph.cli.streams import remark
from claimgraph.cli.writing import write_records, write_words

if TYPE_CHECKING:
    from claimgraph.model import Judgement

_DECISIONS = ("same", "different", "unsure")
_EXAMPLES = """examples:
  claimgraph judge ours.jsonl c12 c34 same --by Ana --when 2018-03-21
  claimgraph judge ours.jsonl c12 c56 different --by Ben --when 2018-03-22
  claimgraph judge ours.jsonl --undo j78 --by Ana --when 2018-03-23
  claimgraph judge ours.jsonl                   what was judged, and what stands
  claimgraph judge ours.jsonl --json | jq 'select(.stands)'
  claimgraph judge monitor.db c12 c34 same --by Ana --when 2018-03-21

The file is made if it is not there; nothing in it is ever changed or taken out.
In a store (see watch) its articles are linked again; what that changes is said.
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    command = add_verb(
        commands,
        "judge",
        purpose="write into a file whether two claims speak of one event",
        description="Write into a file whether two claims speak of one event, or show what it holds.",
        examples=_EXAMPLES,
    )
    command.add_argument("file", type=Path, metavar="FILE", help="the log of judgements (.jsonl), or a store")
    command.add_argument("a", nargs="?", metavar="CLAIM", help="id of a claim, as review shows it")
    command.add_argument("b", nargs="?", metavar="CLAIM", help="id of the other")
    command.add_argument("decision", nargs="?", choices=_DECISIONS)
    command.add_argument("--undo", metavar="ID", help="take back the judgement with this id")
    command.add_argument("--by", metavar="NAME", help="who decided")
    command.add_argument("--when", metavar="DAY", help="ISO day or time of the decision")
    command.add_argument("--why", default="", metavar="NOTE", help="a note")
    command.add_argument("--json", action="store_true", help="what is in the file as JSON Lines")


def run(options: argparse.Namespace) -> int:
    """Record or take back a judgement, or show the log."""
    from claimgraph.comparison.judgements import (
        find_judgement,
        make_judgement,
        undo_judgement,
    )
    from claimgraph.output.judgements import read_log, write_log
    from claimgraph.output.text import show_signs

    _check(options)
    if is_store(options.file):
        return _judge_store(options)
    log = read_log(options.file) if options.file.exists() else ()
    told = {"by": options.by, "when": options.when, "why": options.why}
    if options.undo or options.a:
        if options.undo:
            made = undo_judgement(find_judgement(log, options.undo), **told)
        else:
            made = make_judgement(options.a, options.b, options.decision, **told)
        write_log([*log, made], options.file)
        remark(show_signs(str(made)), options)
    else:
        _show_log(log, options)
    return DONE


def _judge_store(options: argparse.Namespace) -> int:
    """Do it in a store, and say what became of incidents."""
    from claimgraph.output.text import show_signs
    from claimgraph.store import Store

    told = {"by": options.by, "when": options.when, "why": options.why}
    with Store(options.file) as store:
        if options.undo:
            changes = store.undo(options.undo, **told)
        elif options.a:
            changes = store.judge(options.a, options.b, options.decision, **told)
        else:
            _show_log(store.judgements, options)
            return DONE
        write_words("".join(show_signs(str(change)) + "\n" for change in changes), options)
    return DONE


def _show_log(log: Sequence[Judgement], options: argparse.Namespace) -> None:
    from claimgraph.comparison.judgements import find_standing
    from claimgraph.output.records import build_record
    from claimgraph.output.text import show_signs

    standing = find_standing(log)
    stood = [(one, one in standing or one.undoes is not None) for one in log]
    if options.json:
        write_records(({**build_record(one), "stands": stands} for one, stands in stood), options)
    else:
        lines = (f"{one}{'' if stands else ' (no longer)'}" for one, stands in stood)
        write_words("".join(show_signs(line) + "\n" for line in lines), options)


def _check(options: argparse.Namespace) -> None:
    """Refuse a judgement that lacks something."""
    if options.undo and options.a:
        raise WrongUseError("--undo takes the id of a judgement alone, without claims")
    if not options.undo and options.a and not options.decision:
        raise WrongUseError("a judgement needs two claims and same, different or unsure")
    if (options.undo or options.a) and not (options.by and options.when):
        raise WrongUseError("a judgement needs --by NAME and --when DAY")
