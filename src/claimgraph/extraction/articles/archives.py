"""WARC files, as web archives and crawlers write them → the articles of the pages they hold."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

from attrs import define, field, frozen

from claimgraph.errors import ArticleError, MissingExtraError
from claimgraph.extraction.articles.feeds import is_feed, read_feed
from claimgraph.extraction.articles.pages.reading import PageOrigin, read_page
from claimgraph.extraction.articles.pages.trees import LARGEST_PAGE
from claimgraph.extraction.articles.records import Entry, Rules, reject, show_origin, show_path
from claimgraph.extraction.articles.unpacking import GZIP_SUFFIX, Unpacked

# Records whose payload is what a server gave; requests, revisits and notes of the crawler are none.
_RECORDS = frozenset(("response", "resource"))
_PACKED = b"\x1f\x8b"
_EITHER, _BARE = 47, -15  # the form of what is packed, for zlib: gzip or zlib, and what stands within it
LONGEST_HEADER = 64 * 2**10
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_FEEDS = frozenset(("application/rss+xml", "application/atom+xml", "application/xml", "text/xml"))


@frozen(kw_only=True)
class Capture:
    """One page of an archive: its number, counted from 1, its address and when it was captured."""

    number: int
    url: str | None
    kind: str
    charset: str | None
    day: date | None
    data: bytes
    reason: str | None = None  # why its bytes are not to be had


@define
class Archive:
    """The records of a WARC file, read one by one, and what was wrong with the file."""

    stream: Any
    count: int = 0
    is_within: bool = False  # whether it broke in the record counted last
    reason: str | None = None
    _seen: set[bytes] = field(factory=set, init=False)

    def is_new(self, data: bytes) -> bool:
        """Return whether no page of these bytes came before."""
        key = hashlib.blake2b(data, digest_size=16).digest()
        is_new = key not in self._seen
        self._seen.add(key)
        return is_new

    def is_first(self, entry: Entry) -> bool:
        """Return whether an entry is a problem, or an article that no earlier page gave word for word."""
        return entry.article is None or self.is_new(entry.article.text.encode("utf-8", "surrogatepass"))


def read_archive(file: Path, *, rules: Rules) -> Iterator[Entry]:
    """Read the articles of a WARC file, packed or not.

    Pages that a server gave with status 200 are read as HTML files are; the day of capture bounds
    the day of publication and never stands in for it. Other records, and pages whose bytes or whose
    article stood in the file before, are passed over.

    Yields:
        An entry for each page, and a last one with the reason where the file breaks off.

    Raises:
        MissingExtraError: warcio is not installed.
        OSError: It cannot be read.
    """
    where = show_path(file)
    with file.open("rb") as packed:
        stream: Any = Unpacked(packed) if file.suffix.lower() == GZIP_SUFFIX else packed
        archive = Archive(stream)
        pages = 0
        for capture in _list_captures(archive):
            pages += 1
            if capture.reason or archive.is_new(capture.data):
                yield from filter(archive.is_first, _read_capture(capture, where, rules))
        reason = archive.reason or getattr(stream, "reason", None)
    if reason:
        yield reject(f"{where}, record {archive.count + 1 - archive.is_within}", reason)
    elif not pages:
        yield reject(where, f"no page in its {archive.count} records")


def _read_capture(capture: Capture, where: str, rules: Rules) -> Iterator[Entry]:
    place = f"{where}, record {capture.number}" + (f" ({show_origin(capture.url)})" if capture.url else "")
    origin = PageOrigin(where=place, url=capture.url, charset=capture.charset, captured=capture.day)
    try:
        if capture.reason:
            yield reject(place, capture.reason)
        elif len(capture.data) > LARGEST_PAGE:
            yield reject(place, f"skipped: a page of more than {LARGEST_PAGE // 2**20} MB is no article")
        elif not capture.data.strip():
            yield reject(place, "the page is empty")
        elif capture.kind in _FEEDS:
            yield from read_feed(capture.data, where=place, rules=rules)
        else:
            yield read_page(capture.data, origin=origin, rules=rules)
    except ArticleError as error:
        yield reject(place, str(error))


def _list_captures(archive: Archive) -> Iterator[Capture]:
    """Yield the pages of an archive; keeps the reason where it is broken."""
    records = _open_records(archive.stream)
    waiting: Capture | None = None
    try:
        for record in records:
            # Only where the next record begins does it show that the length of the last was right.
            if records.err_count or record.rec_type is None:
                break
            if waiting is not None:
                yield waiting
            archive.count, archive.is_within = archive.count + 1, True
            waiting = _read_record(record, archive.count)
            if _drain(record):
                archive.reason, waiting = _CUT_OFF, None
                break
            archive.is_within = False
    except ArticleError as error:
        archive.reason = str(error)
    except Exception as error:  # warcio fails in many ways on a broken file: the rest cannot be read
        archive.reason = f"broken: {' '.join(str(error).split())[:80]!a}; the rest is not read"
    if records.err_count and not archive.reason:
        archive.reason, archive.is_within, waiting = _CUT_OFF, True, None
    # A record began, and warcio takes a head that breaks off for the end of the file.
    archive.reason = archive.reason or (_CUT_OFF if records.next_line else None)
    yield from filter(None, (waiting,))


_BROKEN = "skipped: what its server had packed is broken or cut off"
_CUT_OFF = "broken or cut off in the middle of a record; the rest is not read"


def _open_records(stream: BinaryIO) -> Any:
    try:
        from warcio.archiveiterator import WARCIterator
        from warcio.bufferedreaders import DecompressingBufferedReader
    except ImportError as error:
        raise MissingExtraError('WARC files need warcio: pip install "claimgraph[ingest]"') from error

    class Bounded(DecompressingBufferedReader):  # type: ignore[misc]
        """Reads no line at once that is longer than any header: putting it together takes quadratic time."""

        def readline(self, length: int | None = None) -> bytes:
            longest = LONGEST_HEADER if length is None else min(length, LONGEST_HEADER)
            line: bytes = super().readline(longest)
            return line

    records = WARCIterator(stream)
    records.reader = Bounded(records.fh)
    records.INC_RECORD = ""  # it would print bytes of the archive on standard error
    return records


def _read_record(record: Any, number: int) -> Capture | None:
    """Return the page that a record holds, ``None`` for records of other kinds."""
    if record.rec_type not in _RECORDS:
        return None
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return None
    said = http.get_header("Content-Type") if http is not None else record.content_type
    kind, _, rest = (said or "").lower().partition(";")
    kind = kind.strip()
    if kind not in _PAGES | _FEEDS:
        return None
    data, reason = _read_payload(record)
    if kind in _FEEDS and not reason and not is_feed(data):
        return None
    return Capture(
        number=number,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        kind=kind,
        charset=rest.partition("charset=")[2].partition(";")[0].strip(" \"'") or None,
        day=_read_day(record.rec_headers.get_header("WARC-Date")),
        data=data,
        reason=reason,
    )


def _read_payload(record: Any) -> tuple[bytes, str | None]:
    """Return the bytes of a page, unpacked where its server packed them, or why they are not to be had."""
    from warcio.bufferedreaders import ChunkedDataReader

    said = record.http_headers.get_header if record.http_headers is not None else lambda _: None
    is_chunked = (said("Transfer-Encoding") or "").strip().lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if is_chunked else record.raw_stream
    data: bytes = stream.read(LARGEST_PAGE + 1)
    coding = (said("Content-Encoding") or "").strip().lower()
    if coding in ("gzip", "x-gzip") and data.startswith(_PACKED):
        return _unpack(data, _EITHER)
    if coding == "deflate":
        # By the rules zlib; some servers send what stands within it, some pages come unpacked.
        tried = (_unpack(data, form) for form in (_EITHER, _BARE))
        return next((one for one in tried if not one[1]), (data, None))
    return data, None


def _unpack(data: bytes, form: int) -> tuple[bytes, str | None]:
    packer = zlib.decompressobj(form)
    try:
        found = packer.decompress(data, LARGEST_PAGE + 1)
    except zlib.error:
        return b"", _BROKEN
    return (found, None) if packer.eof or len(found) > LARGEST_PAGE else (b"", _BROKEN)


def _read_day(said: str | None) -> date | None:
    try:
        return date.fromisoformat((said or "")[:10])
    except ValueError:
        return None


def _drain(record: Any) -> int:
    """Read a record to its end; return how many bytes it lacks of its length, which each has to state."""
    stream = record.raw_stream
    while stream.read(2**16):
        pass
    stated = (record.rec_headers.get_header("Content-Length") or "").strip()
    return int(stream.limit) if stated.isdecimal() else 1
