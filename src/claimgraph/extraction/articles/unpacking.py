"""Packed bytes → what they hold, never more than is good for the machine."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import BinaryIO

from claimgraph.errors import ArticleError

GZIP_SUFFIX = ".gz"
LARGEST = 256 * 2**20
LARGEST_WHOLE = 2**30  # of a file that is not packed and not read by lines; takes several times the memory
# Text shrinks to a fifth, pages to a tenth; what shrinks to a two-hundredth was made to burst.
LARGEST_RATIO = 200
_STEP = 2**20
_GZIP = 31  # the form of the stream, for zlib


def read_whole(file: Path) -> bytes:
    """Return the bytes of a file that is read whole.

    Raises:
        ArticleError: It is larger than `LARGEST_WHOLE`.
        OSError: It cannot be read.
    """
    with file.open("rb") as opened:
        data = opened.read(LARGEST_WHOLE + 1)  # what a file says of its size need not be true
    if len(data) > LARGEST_WHOLE:
        size = f"{LARGEST_WHOLE // 2**20:,} MB"
        raise ArticleError(f"skipped: more than {size}; split it, or save it as .jsonl, read by lines")
    return data


def unpack_file(file: Path) -> tuple[bytes, str | None]:
    """Read a gzip file whole.

    Returns:
        What it holds, and the reason why that is not all where it breaks off.

    Raises:
        ArticleError: It is no gzip file, or holds more than `LARGEST`.
        OSError: It cannot be read.
    """
    found = bytearray()
    with file.open("rb") as packed:
        stream = Unpacked(packed)
        while part := stream.read(_STEP):
            found += part
            if len(found) > LARGEST:
                raise ArticleError(f"skipped: unpacks to more than {LARGEST // 2**20} MB; unpack it first")
    return bytes(found), stream.reason


class Unpacked:
    """A gzip stream, of one or more members, that ends where it is broken and keeps the reason.

    The standard reader would throw away what stands right before a break.
    """

    def __init__(self, packed: BinaryIO) -> None:
        self.reason: str | None = None
        self._packed = packed
        self._member = zlib.decompressobj(_GZIP)
        self._is_within = False  # whether a member has begun and not ended
        self._is_full = False  # whether the last part was as long as was asked for, so that more may come
        self._waiting = b""
        self._size = 0

    def read(self, size: int = -1) -> bytes:
        """Read at most so many bytes, at least one; none at the end and where the rest is broken.

        Raises:
            ArticleError: It is no gzip stream, or holds more than `LARGEST` bytes and more than
                `LARGEST_RATIO` times its size.
        """
        part = b""
        while not part and self._fill():
            part = self._unpack(_STEP if size < 0 else min(size, _STEP))
        self._size += len(part)
        if self._size > max(LARGEST, LARGEST_RATIO * self._packed.tell()):
            raise ArticleError(f"skipped from there: unpacks to more than {LARGEST_RATIO} times its size")
        return part

    def _fill(self) -> bool:
        """Get packed bytes to go on with; return whether there are any, or more may come of the last."""
        if self.reason is not None:
            return False
        if self._is_full and not self._member.eof:
            return True
        if self._member.eof:
            self._waiting = self._member.unused_data
            self._member = zlib.decompressobj(_GZIP)
            self._is_within = False
        self._waiting = self._waiting or self._packed.read(_STEP)
        if not self._is_within:
            self._waiting = self._waiting.lstrip(b"\0")  # padding, as on tapes
        if not self._waiting and self._is_within:
            self.reason = "breaks off in the middle; what stands before is read"
        return bool(self._waiting)

    def _unpack(self, size: int) -> bytes:
        try:
            part = self._member.decompress(self._waiting, size)
        except zlib.error:
            if not self._size:
                raise ArticleError("no gzip file, whatever its name says, or broken from the start") from None
            self.reason = "broken in the middle; what stands before is read"
            return b""
        self._is_within, self._is_full = True, len(part) == size
        self._waiting = self._member.unconsumed_tail
        return part


__all__ = ["GZIP_SUFFIX", "LARGEST", "LARGEST_WHOLE", "Unpacked", "read_whole", "unpack_file"]
