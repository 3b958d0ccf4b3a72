"""Judgements as a small file of JSON Lines, to share and to apply to claims extracted anew.

```
{"format": "claimgraph judgements", "version": 1}
{"id": "j…", "a": "c…", "b": "c…", "decision": "same", "by": "Ana", "when": "2018-03-21", "why": "…"}
```

Lines are sorted by time and id, so that equal logs are equal files. A log is a set: files put one
after another are a file again, with the first line wherever it falls.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from claimgraph.comparison.judgements import name_judgement, sort_judgements
from claimgraph.errors import FormatError
from claimgraph.model import Judgement
from claimgraph.output.lines import check_suffix, format_line, parse_line, read_lines, write_bytes
from claimgraph.output.records import build_record, read_record

FORMAT = "claimgraph judgements"
VERSION = 1
SUFFIXES = (".jsonl",)
_HEADER = {"format": FORMAT, "version": VERSION}


def write_log(judgements: Iterable[Judgement], path: str | os.PathLike[str]) -> None:
    """Write judgements, sorted and each once.

    Raises:
        FormatError: The suffix is not ``.jsonl``.
        OSError: The file cannot be written.
    """
    check_suffix(path, SUFFIXES)
    records = [_HEADER, *(build_record(one) for one in sort_judgements(judgements))]
    write_bytes(path, [format_line(record) for record in records])


def read_log(path: str | os.PathLike[str]) -> tuple[Judgement, ...]:
    """Read what `write_log` wrote, or several such files in one; empty lines are skipped.

    Raises:
        FormatError: The suffix is not known, the first line names no format or a newer version, or a
            line is no judgement or was altered; the text names the line.
        OSError: The file cannot be read.
    """
    check_suffix(path, SUFFIXES)
    found = []
    opened = False
    for number, line in enumerate(read_lines(path), start=1):
        where = f"{os.fspath(path)}, line {number}"
        record = parse_line(line, where) if line.strip() else {}
        if "format" in record or (record and not opened):
            _check_header(record, where)
            opened = True
        elif record:
            found.append(_check_id(read_record(record, Judgement, where=where), where))
    if not opened:
        raise FormatError(f"{os.fspath(path)}: the file is empty, not a log of judgements")
    return sort_judgements(found)


def _check_header(record: dict[str, object], where: str) -> None:
    if record.get("format") != FORMAT:
        raise FormatError(f"{where}: not a log of judgements, which begins with a line of its format")
    if record.get("version") != VERSION:
        raise FormatError(f"{where}: version {record.get('version')!r}; this claimgraph reads {VERSION}")


def _check_id(judgement: Judgement, where: str) -> Judgement:
    if judgement.id != name_judgement(judgement):
        raise FormatError(
            f"{where}: the judgement {judgement.id!r} was altered; its id is that of its content"
        )
    return judgement


__all__ = ["read_log", "write_log"]
