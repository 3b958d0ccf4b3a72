"""JSON Lines as bytes, one record a line; files are there complete or not at all."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from pathlib import Path
from secrets import token_hex
from typing import Any

from claimgraph.errors import FormatError

_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def format_line(record: dict[str, Any]) -> bytes:
    """Return a record as a line, in ASCII but for halves of a character that stand in a row."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False) + "\n"
    if _SURROGATE_PAIR.search(line):
        # JSON would merge the two escapes into one character and move every span after it.
        return line.encode("utf-8", "surrogatepass")
    return (json.dumps(record, allow_nan=False) + "\n").encode("ascii")


def parse_line(line: bytes, where: str) -> dict[str, Any]:
    """Read a line back as a record.

    Raises:
        FormatError: It is none; the text begins with ``where``.
    """
    try:
        record = json.loads(line.decode("utf-8", "surrogatepass"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where}: not a line of JSON ({error})") from None
    if not isinstance(record, dict):
        raise FormatError(f"{where}: not a record")
    return record


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def check_suffix(path: str | os.PathLike[str], known: tuple[str, ...]) -> str:
    """Return the suffix of a path in lower case.

    Raises:
        FormatError: It is not among those known.
    """
    suffix = Path(path).suffix.lower()
    if suffix not in known:
        raise FormatError(f"{os.fspath(path)}: unknown suffix {suffix!r}, known are {', '.join(known)}")
    return suffix


def write_bytes(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> None:
    """Write a file so that it is there complete or not at all."""
    target = Path(os.path.realpath(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(2, "the folder to write into does not exist", str(target.parent))
    if target.exists() and not target.is_file():
        with target.open("wb") as device:  # a pipe or /dev/stdout must not be replaced
            device.writelines(chunks)
        return
    part = target.with_name(f".claimgraph-{token_hex(8)}.part")
    try:
        with part.open("xb") as file:
            file.writelines(chunks)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


__all__ = ["check_suffix", "format_line", "parse_line", "write_bytes"]
