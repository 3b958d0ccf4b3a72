"""What adding to a store changed, as a desk reads it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from claimgraph.cli.streams import say, write_data, write_text
from claimgraph.cli.writing import WIDTH
from claimgraph.output.text import count_nouns

if TYPE_CHECKING:
    from claimgraph.model import Addition, Change
    from claimgraph.store import Store


def write_news(addition: Addition, store: Store, options: argparse.Namespace) -> None:
    """Write each change in words, or as a record with ``--json``; then how many articles were new."""
    from claimgraph.output.lines import format_line
    from claimgraph.output.records import build_record

    for change in addition.changes:
        told = _tell(change, store)
        if options.json:
            write_data(format_line({**build_record(change), "news": told}), sys.stdout)
        else:
            write_text(_wrap(told, options.width or WIDTH), sys.stdout)
    if not options.quiet and (addition.articles or addition.repeats):
        there = f", {len(addition.repeats)} there already" if addition.repeats else ""
        say(f"{count_nouns((len(addition.articles), 'article'))} added{there}")


def _tell(change: Change, store: Store) -> str:
    from claimgraph.output.words import word_news

    return word_news(change, [store.find(id) for id in change.after])


def _wrap(text: str, width: int) -> str:
    from claimgraph.output.text import wrap_words

    lines = []
    for line in text.split("\n"):
        indent = " " * (len(line) - len(line.lstrip(" ")))
        first, *others = wrap_words(line, width - len(indent) - 2)
        lines += [indent + first, *(f"{indent}  {part}" for part in others)]
    return "".join(line + "\n" for line in lines)


__all__ = ["write_news"]
