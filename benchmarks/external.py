"""Turn the input half of an external task into the file that its scorer reads.

    python benchmarks/external.py TASK INPUT.jsonl -o PREDICTED.jsonl

INPUT holds one record a line; of each nothing is read but `id`, `text`, `title`, `date` and `url`. Whatever
else the line has (its gold answers, say) is dropped before a task sees it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from tasks.attribution import read_attributions
from tasks.isaf import read_releases

FIELDS = ("id", "text", "title", "date", "url")

TASKS: dict[str, Callable[[Iterable[dict[str, Any]]], Iterator[dict[str, Any]]]] = {
    "attribution": read_attributions,
    "isaf": read_releases,
}


def read_records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file, each cut down to `FIELDS`."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                record = json.loads(line)
                yield {name: record.get(name) for name in FIELDS}


def main(arguments: list[str] | None = None) -> int:
    """Run one task from the command line; the exit code is 0."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("task", choices=sorted(TASKS))
    parser.add_argument("input", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    with chosen.output.open("w", encoding="utf-8") as out:
        for row in TASKS[chosen.task](read_records(chosen.input)):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
