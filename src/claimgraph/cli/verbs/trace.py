"""``claimgraph trace``: how an article was read, step by step."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from claimgraph.cli.colors import choose_paint
from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import Commands, add_articles, add_text_output, add_verb, add_width
from claimgraph.cli.progress import show_progress
from claimgraph.cli.reading import read_articles
from claimgraph.cli.streams import say
from claimgraph.cli.writing import choose_width, write_records, write_words
from claimgraph.progress import track

if TYPE_CHECKING:
    from claimgraph.model import Reading

MOST_IDS = 12  # that an error names
_EXAMPLES = """examples:
  claimgraph trace articles/monday.txt               every step of reading it
  claimgraph trace export.jsonl --article a17        one article of many
  echo '{"text": "Two people were hurt."}' | claimgraph trace -
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "how an article was read, step by step"
    command = add_verb(commands, "trace", purpose=purpose, description=f"Show {purpose}.", examples=_EXAMPLES)
    add_articles(command)
    add_width(command)
    add_text_output(command)
    command.add_argument("--article", metavar="ID", help="only the article with this id")


def run(options: argparse.Namespace) -> int:
    """Show the steps of reading each article."""
    from claimgraph.extraction.claims import trace_article
    from claimgraph.output.records import build_record
    from claimgraph.output.text import draw_trace

    reading, lexicon = read_articles(options)
    articles = [one for one in reading.articles if options.article in (None, one.id)]
    if not articles:
        say(f"error: no article {_say_missing(options.article, reading)}")
        return FAILED
    with show_progress(options) as progress:
        taken = track(articles, "tracing articles", progress=progress)
        traces = [trace_article(article, lexicon=lexicon) for article in taken]
    if options.json:
        write_records(map(build_record, traces), options)
    else:
        width, paint = choose_width(options), choose_paint(options)
        write_words("\n".join(draw_trace(trace, width=width, paint=paint) for trace in traces), options)
    return DONE


def _say_missing(id: str | None, reading: Reading) -> str:
    from claimgraph.output.text import show_signs

    if id is None or not reading.articles:
        return "could be read"
    known = ", ".join(article.id for article in reading.articles[:MOST_IDS])
    more = ", …" if len(reading) > MOST_IDS else ""
    return show_signs(f"has the id {id!a}; there are {known}{more}")
