"""``metadata.csv`` in a folder: the title, publisher and day of the text files beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles.decoding import decode_bytes
from claimgraph.extraction.articles.records import FIELDS, Rules, choose_fields, normalize_name, show_path
from claimgraph.extraction.articles.tables import Row, choose_delimiter, read_rows
from claimgraph.extraction.articles.unpacking import read_whole
from claimgraph.model import Problem

METADATA = "metadata.csv"
_FILE_COLUMNS = ("file", "filename", "file_name", "path")
_NAME_COLUMNS = frozenset((*_FILE_COLUMNS, *FIELDS["id"]))


@frozen(kw_only=True)
class Metadata:
    """The fields of each file by its name, with or without suffix, and the rows that help nobody."""

    fields: Mapping[str, Mapping[str, Any]]
    problems: tuple[Problem, ...] = ()


def find_metadata(file: Path, *, rules: Rules) -> Mapping[str, Any]:
    """Return the fields that ``metadata.csv`` beside a text file gives it; none without one."""
    metadata = read_metadata(file.parent, rules=rules)
    if metadata is None:
        return {}
    return metadata.fields.get(file.name) or metadata.fields.get(file.stem) or {}


def read_metadata(folder: Path, *, rules: Rules) -> Metadata | None:
    """Read ``metadata.csv`` of a folder.

    Returns:
        ``None`` where there is none, or where it has a column of texts and so holds articles.
    """
    if folder in rules.metadata:
        kept: Metadata | None = rules.metadata[folder]
        return kept
    metadata = _read_metadata(folder / METADATA, rules)
    rules.metadata[folder] = metadata
    return metadata


def _read_metadata(file: Path, rules: Rules) -> Metadata | None:
    if not file.is_file() or not file.resolve().is_relative_to(file.parent.resolve()):
        return None  # a link may lead anywhere
    try:
        text = decode_bytes(read_whole(file), encoding=rules.encoding)
    except (OSError, ArticleError) as error:
        return _report(file, str(error))
    rows = read_rows(text, delimiter=choose_delimiter(text, first=",", wanted=_NAME_COLUMNS))
    header = next(rows, None)
    names = tuple(normalize_name(name) for name in header.cells) if header else ()
    if header and header.reason:
        return _report(file, f"the names of its columns: {header.reason}")
    if not set(FIELDS["text"]).isdisjoint(names):
        return None
    if _NAME_COLUMNS.isdisjoint(names):
        return _report(file, "no column file or id")
    return _read_fields(rows, names, file)


def _report(file: Path, reason: str) -> Metadata:
    return Metadata(fields={}, problems=(Problem(where=show_path(file), reason=reason),))


def _read_fields(rows: Iterable[Row], names: tuple[str, ...], file: Path) -> Metadata:
    fields: dict[str, Mapping[str, Any]] = {}
    problems = []
    for row in rows:
        name, found = _name_row(dict(zip(names, row.cells, strict=False)))
        reason = row.reason or _explain_row(name, file, fields)
        if reason is None:
            fields[name] = found
        else:
            problems.append(Problem(where=f"{show_path(file)}, line {row.line}", reason=reason))
    if not fields and not problems:
        return _report(file, "it names no file")
    return Metadata(fields=fields, problems=tuple(problems))


def _name_row(record: Mapping[str, str]) -> tuple[str, Mapping[str, Any]]:
    """Return the file that a row names, and its fields; an id that names the file is no id."""
    fields = choose_fields(record)
    for name in _FILE_COLUMNS:
        if record.get(name, "").strip():
            return record[name].strip(), fields
    return str(fields.pop("id", "")).strip(), fields


def _explain_row(name: str, file: Path, known: Mapping[str, Any]) -> str | None:
    if not name:
        return "the row names no file"
    if name in known:
        return f"the file {name!a} stands twice"
    names = (name, f"{name}.txt")
    try:
        is_there = any((file.parent / other).is_file() for other in names)
    except (OSError, ValueError):
        is_there = False
    return None if is_there else f"the file {name!a} is not in the folder"
