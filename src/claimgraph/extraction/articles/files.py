"""One file → the entries of its articles, each with the place it was read from."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles.decoding import decode_bytes, is_wide
from claimgraph.extraction.articles.headers import find_header_fields
from claimgraph.extraction.articles.metadata import find_metadata
from claimgraph.extraction.articles.records import (
    FIELDS,
    Entry,
    JsonObject,
    Rules,
    build_article,
    choose_fields,
    normalize_name,
    read_record,
    reject,
    show_path,
)
from claimgraph.extraction.articles.tables import choose_delimiter, read_rows

FileReader = Callable[[bytes, Path, Rules], Iterator[Entry]]


def read_file(file: Path, *, rules: Rules) -> Iterator[Entry]:
    """Read the articles of one file, by its suffix.

    Args:
        file: A file of any kind.
        rules: Word tables, encoding and date format.

    Yields:
        An entry for each article or broken part; one with a reason where the file cannot be read.
    """
    where = show_path(file)
    read = READERS.get(file.suffix.lower())
    if read is None:
        yield reject(where, explain_suffix(file))
        return
    try:
        data = file.read_bytes()
        if not data.strip():
            yield reject(where, "the file is empty")
            return
        yield from read(data, file, rules)
    except OSError as error:
        yield reject(where, f"cannot be read: {error.strerror or error}")
    except ArticleError as error:
        yield reject(where, str(error))


def explain_suffix(file: Path) -> str:
    """Say why a file of an unknown kind is skipped."""
    if file.suffix.lower() in (".html", ".htm"):
        return "skipped: HTML pages are not read yet; save the article's text as .txt"
    kind = f"files ending in {file.suffix!a} are" if file.suffix else "a file without a suffix is"
    return f"skipped: {kind} not read; known are {', '.join(SUFFIXES)}"


def _read_text(data: bytes, file: Path, rules: Rules) -> Iterator[Entry]:
    text = decode_bytes(data, encoding=rules.encoding)
    if not text.strip():
        yield reject(show_path(file), "the text is empty")
        return
    fields = find_metadata(file, rules=rules)
    known = {"id": file.stem, **find_header_fields(text, lexicon=rules.lexicon), **fields}
    entry = build_article(text, known, where=show_path(file), rules=rules)
    yield evolve(entry, named="id" in fields)


def _read_json(data: bytes, file: Path, rules: Rules) -> Iterator[Entry]:
    text = decode_bytes(data, encoding=rules.encoding)
    try:
        value = load_json(text)
    except ValueError as error:
        if "Extra data" in str(error) and "\n" in text.strip():
            yield from _read_json_lines(data, file, rules)  # JSON Lines under the name .json
            return
        yield reject(show_path(file), str(error))
        return
    records = value.get("articles", value) if isinstance(value, dict) else value
    if isinstance(records, dict):
        entry = read_record(_name_record(records, file), where=show_path(file), rules=rules)
        yield evolve(entry, named="id" in choose_fields(records))
    elif isinstance(records, list):
        for number, record in enumerate(records, start=1):
            yield _read_object(record, where=f"{show_path(file)}, record {number}", rules=rules)
    else:
        yield reject(show_path(file), "no JSON object, no list of objects")


def _name_record(record: Mapping[str, Any], file: Path) -> Mapping[str, Any]:
    """Give the single object of a file the file's name as its id, where it has none."""
    if "id" in choose_fields(record):
        return record
    named = JsonObject(record)
    named.repeated = getattr(record, "repeated", ())
    named["id"] = file.stem
    return named


def _read_json_lines(data: bytes, file: Path, rules: Rules) -> Iterator[Entry]:
    return _read_lines(data, show_path(file), rules)


def read_stream(stream: Any, *, rules: Rules) -> Iterator[Entry]:
    """Read an open file, of bytes or of text, as JSON Lines."""
    name = str(getattr(stream, "name", "the open file"))
    data = stream.read()
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    if not data.strip():
        yield reject(name, "there is nothing in it")
        return
    try:
        yield from _read_lines(data, name, rules)
    except ArticleError as error:
        yield reject(name, str(error))


def _read_lines(data: bytes, name: str, rules: Rules) -> Iterator[Entry]:
    for number, line in enumerate(_split_lines(data, rules), start=1):
        where = f"{name}, line {number}"
        if not line.strip():
            continue
        yield read_json_line(line, where=where, rules=rules)


def _split_lines(data: bytes, rules: Rules) -> Sequence[bytes | str]:
    """Split into lines before decoding, so that one line in another encoding spoils no other."""
    if rules.encoding is not None or is_wide(data):
        return decode_bytes(data, encoding=rules.encoding).split("\n")
    return data.removeprefix(codecs.BOM_UTF8).split(b"\n")


def read_json_line(line: bytes | str, *, where: str, rules: Rules) -> Entry:
    """Read one line of JSON Lines."""
    try:
        text = line if isinstance(line, str) else decode_bytes(line)
        return _read_object(load_json(text), where=where, rules=rules)
    except (ArticleError, ValueError) as error:
        return reject(where, str(error))


def _read_object(value: object, *, where: str, rules: Rules) -> Entry:
    if isinstance(value, dict):
        return read_record(value, where=where, rules=rules)
    return reject(where, f"no JSON object but {_JSON_NAMES.get(type(value).__name__, 'a value')}")


_JSON_NAMES = {"list": "a list", "str": "a string", "int": "a number", "float": "a number"}


def load_json(text: str) -> Any:
    """Parse JSON; objects remember the keys that they hold twice.

    Raises:
        ValueError: Broken, nested too deeply, or with a number of thousands of digits.
    """
    try:
        return json.loads(text, object_pairs_hook=_build_object)
    except RecursionError:
        raise ValueError("broken JSON: nested too deeply") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
        raise ValueError(f"broken JSON: {error.msg} at {place}") from None
    except ValueError:
        raise ValueError("broken JSON: a number has too many digits") from None


def _build_object(pairs: list[tuple[str, Any]]) -> JsonObject:
    made = JsonObject(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        made.repeated = tuple(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
    return made


def _read_commas(data: bytes, file: Path, rules: Rules) -> Iterator[Entry]:
    return _read_table(data, file, rules, first=",")


def _read_tabs(data: bytes, file: Path, rules: Rules) -> Iterator[Entry]:
    return _read_table(data, file, rules, first="\t")


def _read_table(data: bytes, file: Path, rules: Rules, *, first: str) -> Iterator[Entry]:
    text = decode_bytes(data, encoding=rules.encoding)
    wanted = frozenset(FIELDS["text"])
    rows = read_rows(text, delimiter=choose_delimiter(text, first=first, wanted=wanted))
    header = next(rows, None)
    names = header.cells if header else ()
    if not any(normalize_name(name) in wanted for name in names):
        columns = ", ".join(ascii(name)[1:-1] for name in names[:12])
        wishes = " or ".join(FIELDS["text"][:3])
        yield reject(show_path(file), f"no column {wishes}; its columns are: {columns}")
        return
    for row in rows:
        where = f"{show_path(file)}, line {row.line}"
        reason = row.reason or _count_cells(row.cells, names)
        if reason:
            yield reject(where, reason)
        else:
            yield read_record(dict(zip(names, row.cells, strict=False)), where=where, rules=rules)


def _count_cells(cells: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    if any(cells[len(names) :]):
        return f"{len(cells)} cells under {len(names)} columns"
    return None


READERS: Mapping[str, FileReader] = {
    ".txt": _read_text,
    ".json": _read_json,
    ".jsonl": _read_json_lines,
    ".ndjson": _read_json_lines,
    ".csv": _read_commas,
    ".tsv": _read_tabs,
}
SUFFIXES = tuple(READERS)
