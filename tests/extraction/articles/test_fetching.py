"""Addresses → articles through a client of the caller; without one nothing is fetched."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import read_articles

pytest.importorskip("trafilatura", reason="the extra ingest is not installed", exc_type=ImportError)

URL = "https://record.example/bridge"
LINES = (
    "At least nine people were killed on Monday when a bridge fell in Lowmere, the fire service said.",
    "Fourteen others were taken to two hospitals, and a bus driver was still being searched for.",
    "The governor, Ana Núñez, said that the bridge had been inspected in spring and found sound.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
PAGE = f"<html><head><title>Bridge falls</title></head><body>{BODY}</body></html>"
ITEM = "<item><description>Nine died.</description></item>"
FEED = f'<rss version="2.0"><channel><title>R</title>{ITEM}</channel></rss>'


@pytest.mark.parametrize("source", [URL, [URL], ["HTTP://record.example/x"]])
def test_address_without_a_client_is_an_error(source: Any) -> None:
    """The error says what to pass, and nothing is fetched."""
    with pytest.raises(ArticleError, match=r"nothing is fetched by itself.*fetch="):
        read_articles(source)


ANSWERS = {
    "a string": PAGE,
    "bytes": PAGE.encode(),
    "a response with content": SimpleNamespace(status_code=200, content=PAGE.encode(), headers={}),
    "a response to read": SimpleNamespace(status=200, read=io.BytesIO(PAGE.encode()).read),
    "a charset of the server": SimpleNamespace(
        status_code=200,
        content=PAGE.encode("cp1250", "xmlcharrefreplace"),
        headers={"Content-Type": "text/html; charset=windows-1250"},
    ),
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_answer_of_any_client_is_read(answer: Any) -> None:
    """Strings, bytes and responses of the usual clients give the article with the address."""
    asked = []

    def fetch(url: str) -> Any:
        asked.append(url)
        return answer

    (article,) = read_articles(URL, fetch=fetch)
    assert (asked, article.url) == ([URL], URL)
    assert all(line in article.text for line in LINES)


def test_address_of_a_feed_gives_its_entries() -> None:
    """The entries are articles; their own addresses are not asked."""
    pytest.importorskip("feedparser", reason="the extra ingest is not installed")
    assert [article.text for article in read_articles([URL], fetch=lambda _: FEED)] == ["Nine died."]


def _refuse(url: str) -> Any:
    raise TimeoutError(f"no answer from {url}")


FAILURES = {
    "an error of the client": (_refuse, "could not be fetched: TimeoutError: no answer from"),
    "a status": (lambda _: SimpleNamespace(status_code=404, content=b"x"), "the server answered 404"),
    "nothing": (lambda _: b" ", "the answer is empty"),
    "another value": (lambda _: 3, "no bytes, no string and no response but int"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n", "a binary file"),
}


@pytest.mark.parametrize(("client", "reason"), FAILURES.values(), ids=FAILURES)
def test_failing_address_is_a_problem_of_it(client: Any, reason: str) -> None:
    """The other addresses are asked and read; strict reading stops."""

    def fetch(url: str) -> Any:
        return PAGE if url == URL else client(url)

    urls = ["https://record.example/gone", URL]
    reading = read_articles(urls, fetch=fetch)
    assert [article.url for article in reading] == [URL]
    (problem,) = reading.problems
    assert (problem.where, reason in problem.reason) == (urls[0], True)
    with pytest.raises(ArticleError):
        read_articles(urls, fetch=fetch, strict=True)


def test_addresses_and_paths_mix(tmp_path: Path) -> None:
    """A list may hold both, in the order given."""
    (tmp_path / "a.txt").write_text("Two people were hurt.", encoding="utf-8")
    reading = read_articles([tmp_path, URL], fetch=lambda _: PAGE)
    assert [article.url for article in reading] == [None, URL]
