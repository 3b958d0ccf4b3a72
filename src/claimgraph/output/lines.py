"""JSON Lines as bytes, one record a line, plain or packed; files are there complete or not at all."""

from __future__ import annotations

import io
import json
import os
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from secrets import token_hex
from typing import Any

from claimgraph.errors import ArticleError, FormatError

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
        FormatError: It is none, or holds a key twice; the text begins with ``where``.
    """
    try:
        record = json.loads(
            line.decode("utf-8", "surrogatepass"),
            parse_constant=_refuse_constant,
            object_pairs_hook=_build_object,
        )
    except (ValueError, RecursionError) as error:
        raise FormatError(f"{where}: not a line of JSON ({error})") from None
    if not isinstance(record, dict):
        raise FormatError(f"{where}: not a record")
    return record


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number")


def _build_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key {next(key for key in made if keys.count(key) > 1)!a} stands twice")
    return made


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
        FormatError: It is no file, not compressed, damaged, or holds far more than its size lets expect.
    """
    with open_file(path) as file:
        yield from _unpack_lines(file, path) if Path(path).name.lower().endswith(".gz") else file


def open_file(path: str | os.PathLike[str]) -> io.BufferedReader:
    """Open a file to read its bytes.

    Raises:
        FormatError: It is a folder, a pipe or a device: nobody may ever write into that, or end it.
        OSError: It is not there, or cannot be read.
    """
    if Path(path).exists() and not Path(path).is_file():
        raise FormatError(f"{os.fspath(path)}: no file, but a folder, a pipe or a device")
    return Path(path).open("rb")


def _unpack_lines(packed: io.BufferedReader, path: str | os.PathLike[str]) -> Iterator[bytes]:
    from claimgraph.extraction.articles.unpacking import Unpacked

    stream = Unpacked(packed)
    try:
        for line in io.BufferedReader(_Raw(stream), 2**20):
            if stream.reason and not line.endswith(b"\n"):
                break
            yield line
    except ArticleError as error:
        raise FormatError(f"{os.fspath(path)}: {error}") from None
    if stream.reason:
        raise FormatError(f"{os.fspath(path)}: not a whole file of gzip, {stream.reason.partition(';')[0]}")


class _Raw(io.RawIOBase):
    """A stream that gives its bytes by ``read`` alone, as `io` needs it to find lines."""

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        part = self._stream.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)


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


__all__ = [
    "check_suffix",
    "compress_chunks",
    "format_line",
    "open_file",
    "parse_line",
    "read_lines",
    "write_bytes",
]
