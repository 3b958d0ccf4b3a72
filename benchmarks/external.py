"""Turn the input half of an external task into the file that its scorer reads.

    python benchmarks/external.py TASK INPUT.jsonl -o PREDICTED.jsonl [--OPTION VALUE …]

INPUT holds one record a line; of each nothing is read but the fields that the task names (`id`, `text`,
`title`, `date` and `url` for most). Whatever else the line has (its gold answers, say) is dropped before a
task sees it. `TASK --help` lists the options of a task.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tasks.airwars import read_assessments
from tasks.attribution import read_attributions
from tasks.isaf import read_releases
from tasks.us_incidents import link_articles, read_weights
from tasks.us_tolls import read_tolls

Record = dict[str, Any]

FIELDS = ("id", "text", "title", "date", "url")


def read_records(path: Path, fields: tuple[str, ...] = FIELDS) -> Iterator[Record]:
    """Yield the records of a file, each cut down to some fields."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                record = json.loads(line)
                yield {name: record.get(name) for name in fields}


class Option(NamedTuple):
    """What a task takes beside its input: what it is, and how the words of the shell become its value."""

    help: str
    read: Callable[[str], Any] = str
    default: Any = None
    required: bool = False


class Task(NamedTuple):
    """A task: what turns records into rows, the fields it may see, and its options by name."""

    predict: Callable[..., Iterator[Record]]
    fields: tuple[str, ...] = FIELDS
    options: Mapping[str, Option] = {}


TASKS = {
    "airwars": Task(read_assessments),
    "attribution": Task(read_attributions),
    "isaf": Task(read_releases),
    "us-incidents": Task(
        link_articles,
        options={"weights": Option("“default”, or a file of weights", read=read_weights, default="default")},
    ),
    "us-tolls": Task(
        read_tolls,
        fields=("incident", "docs"),
        options={
            "articles": Option(
                "a file of articles, by whose `id` the incidents' `docs` name them",
                read=lambda words: read_records(Path(words)),
                required=True,
            )
        },
    ),
}


def build_parser() -> argparse.ArgumentParser:
    """Build the command line: one sub-command a task, with the options it takes."""
    shape = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=shape)
    tasks = parser.add_subparsers(dest="task", required=True)
    for name, task in sorted(TASKS.items()):
        one = tasks.add_parser(name, help=task.predict.__doc__)
        one.add_argument("input", type=Path)
        one.add_argument("-o", "--output", type=Path, required=True)
        for word, option in task.options.items():
            one.add_argument(f"--{word}", default=option.default, required=option.required, help=option.help)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run one task from the command line; the exit code is 0."""
    chosen = build_parser().parse_args(arguments)
    task = TASKS[chosen.task]
    given = {name: option.read(getattr(chosen, name)) for name, option in task.options.items()}
    with chosen.output.open("w", encoding="utf-8") as out:
        for row in task.predict(read_records(chosen.input, task.fields), **given):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
