"""JSON Lines as bytes, one record a line, plain or packed; files are there complete or not at all."""

from __future__ import annotations

import gzip
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator
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
    """Return the suffix of a path in lower case, of those known the longest that fits.

    Raises:
        FormatError: It is not among those known.
    """
    name = Path(path).name.lower()
    found = [suffix for suffix in known if name.endswith(suffix) and name != suffix]
    if not found:
        suffix = Path(path).suffix.lower()
        raise FormatError(f"{os.fspath(path)}: unknown suffix {suffix!r}, known are {', '.join(known)}")
    return max(found, key=len)


def compress_chunks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Compress bytes as gzip does, without a name or time in the head: the same bytes twice."""
    yield b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    packer, check, size = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS), 0, 0
    for chunk in chunks:
        check, size = zlib.crc32(chunk, check), size + len(chunk)
        yield packer.compress(chunk)
    yield packer.flush()
    yield check.to_bytes(4, "little") + (size % 2**32).to_bytes(4, "little")


def read_lines(path: str | os.PathLike[str]) -> Iterator[bytes]:
    """Yield the lines of a file, unpacked where its name ends with ``.gz``.

    Raises:
        FormatError: It is not compressed, or damaged.
    """
    if not Path(path).name.lower().endswith(".gz"):
        with Path(path).open("rb") as file:
            yield from file
        return
    try:
        with gzip.open(path, "rb") as file:
            yield from file
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise FormatError(f"{os.fspath(path)}: not a whole file of gzip ({error})") from None


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


__all__ = ["check_suffix", "compress_chunks", "format_line", "parse_line", "read_lines", "write_bytes"]
