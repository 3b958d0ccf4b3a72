"""``claimgraph watch``: a folder that files are dropped into, and what they change."""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import TYPE_CHECKING

from claimgraph.cli.endings import DONE
from claimgraph.cli.news import write_news
from claimgraph.cli.options import Commands, add_own_words, add_verb, add_width, add_workers
from claimgraph.cli.reading import load_words
from claimgraph.cli.streams import report_problems, say
from claimgraph.output.text import count_nouns

if TYPE_CHECKING:
    from claimgraph.store import Store
    from claimgraph.store.inboxes import Inbox

# Seconds between the two looks of --once, by which a file that is being written is known.
MOMENT = 1.0
# Seconds to wait for another process that writes; then the next look tries again.
PATIENCE = 5.0
_EXAMPLES = """examples:
  claimgraph watch incoming/ --store monitor.db
  claimgraph watch incoming/ --store monitor.db --every 60 >> news.log
  claimgraph watch incoming/ --store monitor.db --once     from cron

A file is taken once, when two looks find it alike: until then it may be being
written. Ctrl-C ends it; what was added stays.
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    command = add_verb(
        commands,
        "watch",
        purpose="add what is dropped into a folder to a store, and say what changes",
        description="Add what is dropped into a folder to a store, and say what changes.",
        examples=_EXAMPLES,
    )
    command.add_argument("folder", type=Path, metavar="FOLDER", help="where files of articles are dropped")
    command.add_argument(
        "--store", type=Path, required=True, metavar="FILE", help="the store, made if it is not there"
    )
    command.add_argument("--once", action="store_true", help="take what is complete, then end")
    command.add_argument(
        "--every", type=_read_seconds, default=10.0, metavar="SECONDS", help="time between two looks (10)"
    )
    add_own_words(command)
    add_workers(command)
    add_width(command)
    command.add_argument("--json", action="store_true", help="what changed as JSON Lines")


def run(options: argparse.Namespace) -> int:
    """Look, again and again."""
    from claimgraph.store import Store

    if not options.folder.is_dir():
        raise FileNotFoundError(2, "there is no such folder", str(options.folder))
    with Store(options.store, lexicon=load_words(options), timeout=PATIENCE) as store:
        inbox = store.watch(options.folder, workers=options.workers)
        _look(inbox, store, options)
        if options.once:
            time.sleep(min(options.every, MOMENT))
            _look(inbox, store, options)
            if inbox.waiting:
                say(f"{count_nouns((len(inbox.waiting), 'file'))} still being written; for the next run")
            return DONE
        while True:
            time.sleep(options.every)
            _look_on(inbox, store, options)


def _look_on(inbox: Inbox, store: Store, options: argparse.Namespace) -> None:
    """Look; that somebody else is writing, or the disk is full, may be over at the next look."""
    from claimgraph.errors import StoreError
    from claimgraph.output.text import show_signs

    try:
        _look(inbox, store, options)
    except StoreError as error:
        say(f"not now: {show_signs(str(error))}")


def _look(inbox: Inbox, store: Store, options: argparse.Namespace) -> None:
    addition = inbox.look()
    if addition.articles or addition.repeats or addition.problems:
        write_news(addition, store, options)
        report_problems(addition.problems, options, articles=len(addition.articles) + len(addition.repeats))


def _read_seconds(words: str) -> float:
    try:
        seconds = float(words)
    except ValueError:
        seconds = 0.0
    if not 0.01 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{words!a} is no number of seconds from 0.01 to 86400")
    return seconds
