"""One JSON or JSON Lines file → the entries of its records."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any

from attrs import evolve

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles.decoding import decode_bytes, is_marked_wide, is_wide
from claimgraph.extraction.articles.records import (
    Content,
    Entry,
    JsonObject,
    Rules,
    choose_fields,
    read_record,
    reject,
    show_origin,
)

STEP = 2**20  # bytes that are taken at once
LONGEST_LINE = 256 * 2**20


def read_json(content: Content, rules: Rules) -> Iterator[Entry]:
    """Read an object, a list of objects or an object that holds one under ``articles``."""
    text = decode_bytes(content.data, encoding=rules.encoding)
    try:
        value = load_json(text)
    except ValueError as error:
        if "Extra data" in str(error) and "\n" in text.strip():
            # JSON Lines under the name .json
            yield from read_json_lines(io.BytesIO(content.data), where=content.where, rules=rules)
            return
        yield reject(content.where, str(error))
        return
    records = value.get("articles", value) if isinstance(value, dict) else value
    if isinstance(records, dict):
        entry = read_record(_name_record(records, content.path.stem, rules), where=content.where, rules=rules)
        yield evolve(entry, named="id" in choose_fields(records, rules))
    elif isinstance(records, list):
        for number, record in enumerate(records, start=1):
            yield _read_object(record, where=f"{content.where}, record {number}", rules=rules)
    else:
        yield reject(content.where, "no JSON object, no list of objects")


def _name_record(record: Mapping[str, Any], name: str, rules: Rules) -> Mapping[str, Any]:
    """Give the single object of a file the file's name as its id, where it has none."""
    if "id" in choose_fields(record, rules):
        return record
    named = JsonObject(record)
    named.repeated = getattr(record, "repeated", ())
    named["id"] = name
    return named


def read_stream(stream: Any, *, rules: Rules) -> Iterator[Entry]:
    """Read an open file, of bytes or of text, as JSON Lines."""
    name = show_origin(str(getattr(stream, "name", "the open file")))
    try:
        yield from read_json_lines(stream, where=name, rules=rules, if_empty="there is nothing in it")
    except ArticleError as error:
        yield reject(name, str(error))


def read_json_lines(
    stream: Any, *, where: str, rules: Rules, if_empty: str = "the file is empty"
) -> Iterator[Entry]:
    """Read an object from each line of an open file; a broken line loses no neighbour.

    Args:
        stream: Has ``read(size)``, which gives bytes or text; taken from as lines are asked for.
        where: The file, as a problem names it.
        rules: How records are read. A file in a codec that is named, or that opens with the mark of
            UTF-16 or UTF-32, is read whole.
        if_empty: The problem of a file without any record.

    Raises:
        ArticleError: A line never ends, or the bytes are not in the codec that is named.
    """
    is_empty = True
    for number, line in enumerate(_split_lines(_read_parts(stream), rules), start=1):
        if line.strip():
            is_empty = False
            yield _read_json_line(line, where=f"{where}, line {number}", rules=rules)
    if is_empty:
        yield reject(where, if_empty)


def _read_parts(stream: Any) -> Iterator[bytes]:
    while part := stream.read(STEP):
        yield part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part


def _split_lines(parts: Iterator[bytes], rules: Rules) -> Iterator[bytes | str]:
    """Split into lines before decoding, so that one line in another encoding spoils no other."""
    first = next(parts, b"")
    if rules.encoding is not None or is_marked_wide(first):
        data = b"".join((first, *parts))
        if rules.encoding is not None or is_wide(data):
            yield from decode_bytes(data, encoding=rules.encoding).split("\n")
        else:
            yield from data.split(b"\n")
        return
    held = [first.removeprefix(codecs.BOM_UTF8)]  # of the line that has begun
    for part in chain(parts, (b"",)):
        *whole, rest = held.pop().split(b"\n")
        if whole:
            yield b"".join((*held, whole[0]))
            yield from whole[1:]
            held = []
        held += [rest, part]
        if sum(map(len, held)) > LONGEST_LINE:
            raise ArticleError(f"a line of more than {LONGEST_LINE // 2**20} MB; the rest is not read")
    yield b"".join(held)


def _read_json_line(line: bytes | str, *, where: str, rules: Rules) -> Entry:
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
