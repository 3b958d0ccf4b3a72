"""What every lossless file has: a first line that names the format, and a last one that counts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from claimgraph.errors import FormatError
from claimgraph.output.lines import (
    check_suffix,
    compress_chunks,
    format_line,
    parse_line,
    read_lines,
    write_bytes,
)
from claimgraph.output.tables import Row

FORMAT = "claimgraph"
VERSION = 1
LOSSLESS = (".jsonl", ".jsonl.gz")

Records = Iterator[tuple[str, Row]]
"""Records, each with the file and line it stands in."""


def write_saved(records: Iterable[Row], path: str | os.PathLike[str], *, holds: str | None = None) -> None:
    """Write typed records with their first and last line.

    Args:
        records: Each with a ``type``.
        path: Where to, with a suffix of `LOSSLESS`.
        holds: What the file holds other than a claim graph; its first line says so.

    Raises:
        FormatError: The suffix is not known.
        OSError: The file cannot be written.
    """
    suffix = check_suffix(path, LOSSLESS)
    lines = _frame(records, holds)
    write_bytes(path, compress_chunks(lines) if suffix.endswith(".gz") else lines)


def _frame(records: Iterable[Row], holds: str | None) -> Iterator[bytes]:
    count = 0
    yield format_line({"format": FORMAT, "version": VERSION, **({"holds": holds} if holds else {})})
    for record in records:
        count += 1
        yield format_line(record)
    yield format_line({"type": "end", "records": count})


def read_saved(path: str | os.PathLike[str]) -> tuple[str | None, Records]:
    """Return what a file holds, ``None`` for a claim graph, and its records, read as they are asked for.

    Raises:
        FormatError: The suffix is not known, or the first line is none of ours. While reading: the
            file is cut short or a line is broken; the text names the line.
        OSError: The file cannot be read.
    """
    check_suffix(path, LOSSLESS)
    name = os.fspath(path)
    lines = _number(path)
    where, first = next(lines, (name, None))
    if first is None:
        raise FormatError(f"{name}: the file is empty, not a saved claim graph")
    _check_header(first, name)
    holds = first.get("holds")
    if holds is not None and not isinstance(holds, str):
        raise FormatError(f"{where}: holds must be a text, not {holds!r:.80}")
    return holds, _read_rest(lines, name)


def _number(path: str | os.PathLike[str]) -> Records:
    for number, line in enumerate(read_lines(path), start=1):
        where = f"{os.fspath(path)}, line {number}"
        yield where, parse_line(line, where)


def _read_rest(lines: Records, name: str) -> Records:
    for count, (where, record) in enumerate(lines):
        if record.get("type") == "end":
            if record.get("records") != count:
                raise FormatError(f"{where}: {count} records read, {record.get('records')!r} were saved")
            if next(lines, None) is not None:
                raise FormatError(f"{where}: there are records after the last line")
            return
        yield where, record
    raise FormatError(f"{name}: the file is cut short, its last line is missing; save it again")


def _check_header(record: Row, path: str) -> None:
    if "measure" in record and "spans" in record:
        raise FormatError(
            f"{path} is a flat claim table (claimgraph claims -o …), not a saved claim graph: "
            "read it line by line as JSON, and load what save() wrote"
        )
    if record.get("format") != FORMAT:
        raise FormatError(f"{path} is not a saved claim graph: its first line names no format")
    if record.get("version") != VERSION:
        raise FormatError(
            f"{path} has version {record.get('version')!r} of the format, this claimgraph reads "
            f"version {VERSION}: upgrade claimgraph"
        )


__all__ = ["FORMAT", "LOSSLESS", "VERSION", "Records", "read_saved", "write_saved"]
