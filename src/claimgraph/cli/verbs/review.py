"""``claimgraph review``: the pairs of articles most worth a person's judgement."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from claimgraph.cli.endings import DONE, FAILED
from claimgraph.cli.options import (
    Commands,
    add_articles,
    add_judgements,
    add_text_output,
    add_verb,
    add_width,
    add_workers,
)
from claimgraph.cli.reading import build_graph
from claimgraph.cli.streams import remark
from claimgraph.cli.writing import choose_width, write_records, write_words

if TYPE_CHECKING:
    from claimgraph.model import Question

_EXAMPLES = """examples:
  claimgraph review articles/                        what is most worth a look
  claimgraph judge ours.jsonl c12 c34 same --by Ana --when 2018-03-21
  claimgraph review articles/ --judgements ours.jsonl
  claimgraph summary articles/ --judgements ours.jsonl

Each question ends with the two claims to judge.
"""


def add_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of the verb."""
    purpose = "the pairs of articles most worth a person's judgement"
    command = add_verb(
        commands, "review", purpose=purpose, description=f"Show {purpose}.", examples=_EXAMPLES
    )
    add_articles(command)
    add_workers(command)
    add_width(command)
    add_text_output(command)
    add_judgements(command)
    command.add_argument(
        "--limit", type=_read_limit, default=10, metavar="N", help="how many questions at most (10)"
    )


def run(options: argparse.Namespace) -> int:
    """Show the questions, each with the ids to judge."""
    graph = build_graph(options)
    if graph is None:
        return FAILED
    questions = graph.review(options.limit)
    if options.json:
        write_records(map(_build_record, questions), options)
    else:
        width = choose_width(options)
        write_words("\n".join(_draw(question, width) for question in questions), options)
    if not questions:
        remark("no pair is worth a look", options)
    return DONE


def _name_ends(question: Question) -> tuple[str, str]:
    """Return the ids to judge; that of a claim holds for articles read anew."""
    first, second = (one.claims[0].id if one.claims else one.id for one in (question.a, question.b))
    return first, second


def _draw(question: Question, width: int) -> str:
    from claimgraph.output.text import show_signs, wrap_words

    lines = [*wrap_words(str(question), width), f"  {show_signs(' '.join(_name_ends(question)))}"]
    return "".join(line + "\n" for line in lines)


def _build_record(question: Question) -> dict[str, Any]:
    first, second = _name_ends(question)
    return {
        "a": first,
        "b": second,
        "articles": [question.a.article, question.b.article],
        "joined": question.joined,
        "score": question.link.score,
        "threshold": question.threshold,
        "figures": question.figures,
        "accounts": question.accounts,
        "worth": question.worth,
        "question": str(question),
    }


def _read_limit(words: str) -> int:
    if not words.isdecimal() or not int(words[:9]) >= 1:
        raise argparse.ArgumentTypeError(f"{words!a} is no number from 1 on")
    return int(words)
