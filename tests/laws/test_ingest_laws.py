"""What holds for pages, feeds, archives and packed files whatever stands in them."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import read_articles
from claimgraph.extraction.articles.files import SUFFIXES
from claimgraph.model import Reading

pytest.importorskip("trafilatura", reason="the extra ingest is not installed", exc_type=ImportError)
pytest.importorskip("feedparser", reason="the extra ingest is not installed")
pytest.importorskip("warcio", reason="the extra ingest is not installed")

LINE = "At least nine people were killed on Monday when a bridge fell, the fire service said."
PAGE = (
    '<html><head><title>Bridge falls</title><meta name="date" content="2018-03-22"><script type='
    '"application/ld+json">{"@type": "NewsArticle", "headline": "Bridge"}</script></head>'
    f"<body><nav>Home</nav><h1>Bridge falls</h1><p>{LINE}</p><p>{LINE} Again.</p>"
    "<aside class='related'>More</aside>"
    "</body></html>"
)
ITEM = f"<pubDate>Wed, 15 May 2024 07:30:00 +0100</pubDate><description>{LINE}</description>"
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>R</title>'
    f"<item><guid>1</guid>{ITEM}</item></channel></rss>"
)
ANSWER = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
ARCHIVE = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://record.example/1\r\n"
    "WARC-Date: 2018-03-25T10:00:00Z\r\nContent-Type: application/http\r\n"
    f"Content-Length: {len(ANSWER)}\r\n\r\n{ANSWER}\r\n\r\n"
)
SEEDS = tuple(text.encode() for text in (PAGE, FEED, ARCHIVE, f"id,text\n1,{LINE}\n", LINE))
MARKUP = tuple(
    "< > </p> <p> <div> <table> <h1> <!-- --> <![CDATA[ ]]> & &#0; &#x1f; &#xD800; <script> </body> <br>"
    ' <time datetime="2018-13-45"> {"@type":[[]]} \r\n\r\n Content-Length:-1 WARC/1.0 ٣ 🜁 \u202e \ufffe'
    " \0 \x0b".split(" ")
)
LINE_KINDS = (".csv", ".tsv", ".json", ".jsonl", ".ndjson")


@st.composite
def broken_files(draw: st.DrawFn) -> bytes:
    """Files of the kinds read with a few pieces cut out, doubled or put in."""
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 60)))
        piece = draw(st.sampled_from(MARKUP).map(lambda sign: sign.encode()) | st.binary(max_size=5))
        data = draw(
            st.sampled_from(
                [data[:start] + piece + data[end:], data[:end] + piece + data[start:], data[:end]]
            )
        )
    return data


def _read(content: bytes, suffix: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"x{suffix}")
        file.write_bytes(content)
        return read_articles(file)


@settings(max_examples=150)
@given(broken_files() | st.binary(max_size=200), st.sampled_from(SUFFIXES), st.booleans())
@example(b"<html><frameset><frame src=x></frameset></html>", ".html", False)
@example(b'<feed xmlns="x"><entry><content type="application/xml"/></entry></feed>', ".atom", False)
@example(FEED.replace("Wed", "&#xD800;").encode(), ".rss", True)
def test_any_bytes_are_articles_or_problems(content: bytes, suffix: str, packed: bool) -> None:
    """Whatever a file holds, reading gives texts and reasons and raises nothing."""
    reading = _read(gzip.compress(content) if packed else content, suffix + ".gz" * packed)
    assert all(article.text.strip() for article in reading)
    assert all(article.text.encode("utf-8", "surrogatepass") for article in reading)
    assert reading.articles or reading.problems or suffix in LINE_KINDS
    assert {cut.article for cut in reading.cuts} <= {article.id for article in reading}
    assert all(0 < cut.kept <= cut.words for cut in reading.cuts)


@settings(max_examples=40)
@given(broken_files(), st.sampled_from(SUFFIXES))
def test_same_bytes_give_the_same_reading(content: bytes, suffix: str) -> None:
    """What was read before leaves no trace: extractors with a memory would show it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"x{suffix}")
        file.write_bytes(content)
        assert read_articles(file) == read_articles(file)


@settings(max_examples=40)
@given(broken_files(), st.sampled_from(SUFFIXES))
def test_strict_reading_stops_at_what_the_other_reports(content: bytes, suffix: str) -> None:
    """The error of strict reading is the first problem."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"x{suffix}")
        file.write_bytes(content)
        problems = read_articles(file).problems
        if problems:
            with pytest.raises(ArticleError) as raised:
                read_articles(file, strict=True)
            assert str(raised.value) == str(problems[0])
        else:
            read_articles(file, strict=True)


words = st.text("abcdefghij", min_size=1, max_size=6)
paragraphs = st.lists(st.lists(words, min_size=1, max_size=12).map(" ".join), min_size=1, max_size=8)


@settings(max_examples=60)
@given(paragraphs, st.sampled_from(["p", "div", "aside", "li", "footer"]), st.integers(0, 3))
def test_every_word_of_a_page_is_kept_or_cut(lines: list[str], name: str, position: int) -> None:
    """No paragraph is lost without a trace: it stands in the text, or among the passages that were cut."""
    body = [f"<p>{LINE} {number}</p>" for number in range(4)]
    body[position:position] = [f"<{name}>{line}</{name}>" for line in lines]
    head = '<script type="application/ld+json">{"@type": "NewsArticle"}</script>'
    reading = _read(f"<html><head>{head}</head><body>{''.join(body)}</body></html>".encode(), ".html")
    (article,), (cut,) = reading.articles, reading.cuts
    told = f" {' '.join(article.text.split())} {' '.join(cut.passages)} "
    assert all(word in told for line in lines for word in line.split())
