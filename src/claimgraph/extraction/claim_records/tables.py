"""Files, texts, data frames and records → rows of a table of claims, each with where it stands."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from claimgraph.errors import ArticleError, ClaimError
from claimgraph.extraction.articles.decoding import decode_bytes
from claimgraph.extraction.articles.frames import is_frame, open_frame
from claimgraph.extraction.articles.json_files import load_json
from claimgraph.extraction.articles.records import normalize_name, show_names, show_origin, show_path
from claimgraph.extraction.articles.tables import choose_delimiter, read_rows, strip_guard
from claimgraph.extraction.articles.unpacking import read_whole
from claimgraph.extraction.claim_records.answers import read_answer, unwrap_value
from claimgraph.extraction.claim_records.columns import is_missing, list_columns
from claimgraph.extraction.claim_records.packed_tables import read_parquet_rows, read_sheets
from claimgraph.model import Claim

# What the first line of a saved claim graph begins with.
_SAVED = '{"format": "claimgraph",'


class Record(NamedTuple):
    """One row: where it stands, and its cells, a claim, or the reason why it is none."""

    where: str
    cells: Mapping[Any, Any] | Claim | None
    reason: str = ""


def list_answers(found: Any) -> Iterator[Record]:
    """Read what another extractor gives: the text of an answer, records, claims or nothing."""
    if isinstance(found, str):
        yield from _read_json(found, "answer", frozenset())
    elif found is not None:
        yield from list_records(found, wanted=())


def list_records(source: Any, *, wanted: Iterable[str]) -> Iterator[Record]:
    """Read the rows of a source.

    Args:
        source: See `read_claims`.
        wanted: Names of columns that tell the delimiter of a CSV file.

    Yields:
        The rows in their order, blank ones left out.

    Raises:
        ClaimError: The source is none: no such file, no known kind, no JSON and no table.
        MissingExtraError: An Excel or Parquet file or a data frame, and what reads it is not installed.
    """
    names = frozenset(normalize_name(name) for name in wanted)
    if isinstance(source, os.PathLike) or (isinstance(source, str) and not _is_json(source)):
        yield from _read_path(Path(source), names)
    elif isinstance(source, str):
        yield from _read_json(source, "the text", names)
    elif isinstance(source, Claim | Mapping):
        yield from _list_items(_unwrap_mapping(source))
    elif hasattr(source, "read"):
        yield from _read_stream(source, names)
    else:
        yield from _list_items(_list_rows(source))


def _is_json(source: str) -> bool:
    """Return whether a string is an answer and no path, which has no brackets beside quotes or breaks."""
    has_marks = any(sign in source for sign in '\n"') and any(sign in source for sign in "{[")
    return has_marks or source.strip() in {"[]", "{}"}


def _unwrap_mapping(source: Claim | Mapping[Any, Any]) -> Iterable[Any]:
    if isinstance(source, Mapping) and isinstance(source.get("claims"), list):
        return read_answer(json.dumps(source, default=str)).records
    return (source,)


def _list_items(items: Iterable[Any]) -> Iterator[Record]:
    for number, item in enumerate(items, start=1):
        where = f"row {number}"
        cells = item._asdict() if hasattr(item, "_asdict") else item
        if isinstance(cells, Claim | Mapping):
            yield Record(where, cells)
        else:
            yield Record(where, None, f"no record but {type(item).__name__}")


def _list_rows(source: Any) -> Iterable[Any]:
    """Return the rows of a data frame of any library, or of another iterable."""
    if is_frame(source):
        try:
            return open_frame(source)[1]
        except ArticleError as error:
            raise ClaimError(str(error)) from None
    if isinstance(source, Iterable) and not isinstance(source, bytes | bytearray):
        return source
    raise ClaimError(
        f"{type(source).__name__} is no source of claims; give a path, JSON, records or a data frame"
    )


# --- files ------------------------------------------------------------------------------------


def _read_path(path: Path, names: frozenset[str]) -> Iterator[Record]:
    where = show_path(path)
    read = READERS.get(path.suffix.lower())
    try:
        if not path.is_file():
            shown = where if len(where) <= 80 else where[:77] + "..."
            raise ClaimError(f"no such file of claims: {shown!a}; records or JSON text are given as they are")
        if read is None:
            raise ClaimError(f"{where}: no table of claims by its suffix; known are {', '.join(READERS)}")
        data = read_whole(path)
    except ArticleError as error:
        raise ClaimError(f"{where}: {error}") from None
    except (OSError, ValueError) as error:
        if isinstance(error, ClaimError):
            raise
        raise ClaimError(f"{where!a}: cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if not data.strip():
        yield Record(where, None, "the file is empty")
        return
    yield from read(data, where, names)


def _read_stream(stream: Any, names: frozenset[str]) -> Iterator[Record]:
    """Read an open file: a table where its first line names a column of claims, else an answer."""
    where = show_origin(str(getattr(stream, "name", "the open file")))
    data = stream.read()
    text = data if isinstance(data, str) else _decode(data, where)
    if not text.strip():
        yield Record(where, None, "there is nothing in it")
        return
    delimiter = choose_delimiter(text, first=",", wanted=names)
    header = next(read_rows(text, delimiter=delimiter), None)
    is_table = header is not None and any(normalize_name(cell) in names for cell in header.cells)
    yield from _read_csv(text, where, names) if is_table else _read_json(text, where, names)


def _decode(data: bytes, where: str) -> str:
    try:
        return decode_bytes(data)
    except ArticleError as error:
        raise ClaimError(f"{where}: {error}") from None


def _read_json(text: str, where: str, names: frozenset[str]) -> Iterator[Record]:
    del names
    if text.startswith(_SAVED):
        raise ClaimError(f"{where} is a saved claim graph and no table of claims: load it")
    answer = read_answer(text) if text.strip() else None
    for number, record in enumerate(answer.records if answer else (), start=1):
        yield _check_object(record, f"{where}, row {number}")
    if answer and answer.reason:
        yield Record(where, None, answer.reason)


def _check_object(record: Any, where: str) -> Record:
    if not isinstance(record, dict):
        return Record(where, None, f"no JSON object but {type(record).__name__}")
    twice = getattr(record, "repeated", ())
    if twice:
        return Record(where, None, f"the key {twice[0]!a} stands twice in one object")
    return Record(where, record)


def _read_lines(data: bytes, where: str, names: frozenset[str]) -> Iterator[Record]:
    """Read a record from each line, or an answer where no line is one; a broken line loses no neighbour."""
    text = _decode(data, where)
    lines = [(at, line) for at, line in enumerate(text.split("\n"), start=1) if line.strip()]
    parsed = [(at, _parse_line(line)) for at, line in lines]
    if text.startswith(_SAVED) or not any(isinstance(value, dict) for _, value in parsed):
        yield from _read_json(text, where, names)
        return
    number = 0
    for at, value in parsed:
        if isinstance(value, ValueError):
            yield Record(f"{where}, line {at}", None, str(value))
            continue
        for record in unwrap_value(value):
            number += 1
            yield _check_object(record, f"{where}, row {number}")


def _parse_line(line: str) -> Any:
    """Return what a line of JSON holds, or what is wrong with it."""
    try:
        return load_json(line)
    except ValueError as error:
        return error


def _read_csv(text: str, where: str, names: frozenset[str]) -> Iterator[Record]:
    first = "\t" if where.lower().endswith(".tsv") else ","
    rows = read_rows(text, delimiter=choose_delimiter(text, first=first, wanted=names))
    header = next(rows, None)
    if header is None or header.reason:
        yield Record(where, None, f"the names of its columns cannot be read: {header and header.reason}")
        return
    count = 0
    for count, row in enumerate(rows, start=1):
        at = f"{where}, line {row.line}"
        if row.reason:
            yield Record(at, None, row.reason)
        elif any(cell.strip() for cell in row.cells[len(header.cells) :]):
            yield Record(at, None, f"{len(row.cells)} cells under {len(header.cells)} columns")
        elif any(cell.strip() for cell in row.cells) and not (count == 1 and _is_tagged(row.cells)):
            cells = map(strip_guard, row.cells)
            yield Record(at, dict(zip(header.cells, cells, strict=False)))
    if not count and names.isdisjoint(map(normalize_name, header.cells)):
        yield Record(where, None, f"no column of claims; its columns are: {show_names(header.cells)}")


def _is_tagged(cells: tuple[str, ...]) -> bool:
    """Return whether a row holds the hashtags of HXL, which stand below the names of columns."""
    return all(cell.startswith("#") for cell in cells if cell.strip())


def _read_excel(data: bytes, where: str, names: frozenset[str]) -> Iterator[Record]:
    sheets = read_sheets(data, where=where)
    full = [rows for rows in sheets if any(not is_missing(cell) for row in rows for cell in row)]
    told = [rows for rows in full if _count_wanted(rows, names) > 1] or full
    if len(told) > 1:
        yield Record(where, None, f"only the first sheet is read, {len(told) - 1} more hold claims")
    yield from _list_sheet(told[0] if told else [], where)


def _count_wanted(rows: list[list[Any]], names: frozenset[str]) -> int:
    """Return how many columns of claims the first row of a sheet names."""
    return sum(normalize_name(cell) in names for cell in rows[0]) if rows else 0


def _read_parquet(data: bytes, where: str, names: frozenset[str]) -> Iterator[Record]:
    del names
    for number, row in enumerate(read_parquet_rows(data, where=where), start=1):
        yield Record(f"{where}, row {number}", row)


def _list_sheet(rows: list[list[Any]], where: str) -> Iterator[Record]:
    """List the rows of a sheet below its first row with cells, which names the columns."""
    header: list[Any] | None = None
    for number, row in enumerate(rows, start=1):
        if all(is_missing(cell) for cell in row):
            continue
        if header is None:
            header = row
            continue
        named = [(name, cell) for name, cell in zip(header, row, strict=False) if not is_missing(name)]
        yield Record(f"{where}, row {number}", dict(named))


def _read_text(data: bytes, where: str, names: frozenset[str]) -> Iterator[Record]:
    return _read_json(_decode(data, where), where, names)


def _read_table(data: bytes, where: str, names: frozenset[str]) -> Iterator[Record]:
    return _read_csv(_decode(data, where), where, names)


READERS: Mapping[str, Callable[[bytes, str, frozenset[str]], Iterator[Record]]] = {
    ".csv": _read_table,
    ".tsv": _read_table,
    ".xlsx": _read_excel,
    ".parquet": _read_parquet,
    ".json": _read_text,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".md": _read_text,
    ".txt": _read_text,
}


def list_wanted(columns: Iterable[str]) -> tuple[str, ...]:
    """Return the names that the columns of a table of claims may have."""
    return (*(name for column in list_columns() for name in column.names), *columns)


__all__ = ["Record", "list_answers", "list_records", "list_wanted"]
