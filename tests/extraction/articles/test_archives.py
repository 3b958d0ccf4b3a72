"""WARC files → articles: pages with status 200, once each, and what a break costs."""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path

import pytest

from claimgraph.extraction.articles import read_articles

pytest.importorskip("trafilatura", reason="the extra ingest is not installed", exc_type=ImportError)
pytest.importorskip("warcio", reason="the extra ingest is not installed")

PLACES = ("Lowmere", "Highford", "Eastwick", "Norbury")


def _page(place: str, head: str = "") -> bytes:
    body = "".join(
        f"<p>{line}</p>"
        for line in (
            f"At least nine people were killed on Monday when a bridge fell in {place}, police said.",
            f"Fourteen others were taken to two hospitals in {place}, and one is missing.",
            f"The governor of {place} said that the bridge had been inspected in spring and found sound.",
        )
    )
    return (
        f"<html><head><title>Bridge falls in {place}</title>{head}</head><body>{body}</body></html>".encode()
    )


def _pack(*records: tuple[str, str, str, bytes], packed: bool = True) -> bytes:
    """Write (kind of record, status, kind of content, payload) as a WARC file."""
    out = b""
    for number, (kind, status, content, payload) in enumerate(records, start=1):
        answer = f"HTTP/1.1 {status}\r\nContent-Type: {content}\r\n\r\n".encode() + payload
        block = answer if kind in ("response", "revisit") else payload
        head = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://record.example/{number}\r\n"
            f"WARC-Date: 2018-03-25T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        record = head.encode() + block + b"\r\n\r\n"
        out += gzip.compress(record) if packed else record
    return out


HTML = "text/html; charset=utf-8"
FOUR = [("response", "200 OK", HTML, _page(place)) for place in PLACES]


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.warc"])
def test_pages_of_an_archive_are_articles(tmp_path: Path, name: str) -> None:
    """Each page is an article with the address it was captured from, packed or not."""
    (tmp_path / name).write_bytes(_pack(*FOUR, packed=name.endswith(".gz")))
    reading = read_articles(tmp_path)
    assert [article.title for article in reading] == [f"Bridge falls in {place}" for place in PLACES]
    assert [article.url for article in reading] == [f"https://record.example/{n}" for n in range(1, 5)]
    assert reading.problems == ()
    assert reading.cuts[2].where == f"{(tmp_path / name).as_posix()}, record 3 (https://record.example/3)"


def test_archive_packed_as_one_stream_is_read(tmp_path: Path) -> None:
    """A WARC file that was packed as a whole, against the rules, gives the same articles."""
    (tmp_path / "crawl.warc.gz").write_bytes(gzip.compress(_pack(*FOUR, packed=False)))
    assert len(read_articles(tmp_path)) == 4


def test_what_is_no_page_is_passed_over(tmp_path: Path) -> None:
    """Errors, pictures, requests, repeated captures and pages that stand twice say nothing."""
    page = _page("Lowmere")
    records = [
        ("response", "200 OK", HTML, page),
        ("response", "404 Not Found", HTML, _page("Nowhere")),
        ("response", "200 OK", "image/png", b"\x89PNG"),
        ("metadata", "", "application/warc-fields", b"a: b"),
        ("revisit", "200 OK", HTML, b""),
        ("response", "200 OK", HTML, page),
        ("response", "200 OK", HTML, page.replace(b"</body>", b"<nav>Another menu</nav></body>")),
    ]
    (tmp_path / "crawl.warc.gz").write_bytes(_pack(*records))
    reading = read_articles(tmp_path)
    assert (len(reading), reading.problems) == (1, ())


def test_day_of_capture_bounds_the_day_of_publication(tmp_path: Path) -> None:
    """It stands in for none, and a page that calls itself younger than its capture is undated."""
    days = {"2018-03-22": date(2018, 3, 22), "2018-03-26": date(2018, 3, 26), "2018-03-27": None}
    metas = [f'<meta name="date" content="{day}">' for day in days]
    pages = [_page(place, meta) for place, meta in zip(PLACES, [*metas, ""], strict=True)]
    (tmp_path / "crawl.warc").write_bytes(
        _pack(*(("response", "200 OK", HTML, page) for page in pages), packed=False)
    )
    assert [article.published for article in read_articles(tmp_path)] == [*days.values(), None]


@pytest.mark.parametrize("packed", [True, False])
def test_archive_that_breaks_off_keeps_what_stands_before(tmp_path: Path, packed: bool) -> None:
    """The pages before a break are read, and the record where it is broken is named, for any break."""
    whole = _pack(*FOUR, packed=packed)
    (tmp_path / "crawl.warc.gz" if packed else tmp_path / "crawl.warc").write_bytes(
        whole[: len(whole) * 5 // 8]
    )
    reading = read_articles(tmp_path)
    assert [article.title for article in reading] == [f"Bridge falls in {place}" for place in PLACES[:2]]
    (problem,) = reading.problems
    assert "record 3" in problem.where
    assert "the rest is not read" in problem.reason


def test_broken_archive_prints_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A record whose length is wrong is a problem and no bytes on standard error."""
    data = _pack(*FOUR, packed=False)
    start = data.index(b"Content-Length: ")
    end = data.index(b"\r\n", start)
    (tmp_path / "crawl.warc").write_bytes(data[:start] + b"Content-Length: 150" + data[end:])
    reading = read_articles(tmp_path)
    assert [problem.where.rpartition(", ")[2] for problem in reading.problems] == ["record 1"]
    assert len(reading) == 0
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("data", [b"junk", b"WARC/1.0\r\n\r\n", b"\0" * 600], ids=["junk", "head", "zeros"])
def test_file_that_is_no_archive_is_reported(tmp_path: Path, data: bytes) -> None:
    """Whatever stands under the name of an archive costs one problem."""
    (tmp_path / "crawl.warc").write_bytes(data)
    reading = read_articles(tmp_path)
    assert (len(reading), len(reading.problems)) == (0, 1)


def test_page_without_an_article_is_named_by_its_record(tmp_path: Path) -> None:
    """The other pages of the archive are read."""
    records = [("response", "200 OK", HTML, b"<html><body><p>Gone.</p></body></html>"), FOUR[0]]
    (tmp_path / "crawl.warc.gz").write_bytes(_pack(*records))
    reading = read_articles(tmp_path)
    assert len(reading) == 1
    assert reading.problems[0].where.endswith("crawl.warc.gz, record 1 (https://record.example/1)")


def test_feed_in_an_archive_is_read(tmp_path: Path) -> None:
    """An RSS answer gives its entries."""
    pytest.importorskip("feedparser", reason="the extra ingest is not installed")
    item = b"<item><description>Nine died.</description></item>"
    feed = b'<rss version="2.0"><channel><title>R</title>' + item + b"</channel></rss>"
    (tmp_path / "crawl.warc").write_bytes(
        _pack(("response", "200 OK", "application/rss+xml", feed), packed=False)
    )
    assert [article.text for article in read_articles(tmp_path)] == ["Nine died."]


def test_missing_package_is_a_problem_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without warcio an archive names the extra to install."""
    (tmp_path / "crawl.warc.gz").write_bytes(_pack(*FOUR))
    for name in [name for name in sys.modules if name.partition(".")[0] == "warcio"]:
        monkeypatch.setitem(sys.modules, name, None)
    (problem,) = read_articles(tmp_path).problems
    assert 'pip install "claimgraph[ingest]"' in problem.reason
