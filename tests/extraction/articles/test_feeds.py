"""RSS and Atom files → articles: content before summary, markup off, harmless entities, breaks told."""

from __future__ import annotations

import socket
import sys
from datetime import date
from pathlib import Path

import pytest

from claimgraph.extraction.articles import read_articles
from claimgraph.model import Reading

pytest.importorskip("feedparser", reason="the extra ingest is not installed")
pytest.importorskip("lxml", reason="the extra ingest is not installed")

CONTENT = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'


def _rss(*items: str, title: str = "Island Radio") -> str:
    entries = "".join(f"<item>{item}</item>" for item in items)
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {CONTENT}><channel>'
    return f"{head}<title>{title}</title><language>en-gb</language>\n{entries}</channel></rss>"


def _read(folder: Path, feed: str | bytes, name: str = "feed.xml") -> Reading:
    (folder / name).write_bytes(feed if isinstance(feed, bytes) else feed.encode())
    return read_articles(folder)


def test_entry_of_rss_is_an_article(tmp_path: Path) -> None:
    """The full content wins over the summary, markup is taken off, nothing else is lost."""
    feed = _rss(
        "<title>Fire &amp; smoke</title><link>https://radio.example/fire</link><guid>r1</guid>"
        "<pubDate>Wed, 15 May 2024 23:30:00 -0500</pubDate><description>Nine died…</description>"
        "<content:encoded><![CDATA[<p>Nine <b>people</b> died.</p><script>x()</script>"
        "<p>Two<br>are missing.</p>]]></content:encoded>"
    )
    reading = _read(tmp_path, feed)
    (article,) = reading.articles
    assert reading.problems == ()
    assert article.text == "Nine people died.\n\nTwo\nare missing."
    assert (article.id, article.title, article.publisher) == ("r1", "Fire & smoke", "Island Radio")
    assert (article.published, article.dated_by) == (date(2024, 5, 15), "metadata")
    assert (article.url, article.language) == ("https://radio.example/fire", "en")


@pytest.mark.parametrize("name", ["feed.atom", "feed.xml", "feed.rss"])
def test_atom_is_read_under_any_name(tmp_path: Path, name: str) -> None:
    """The root element tells that a file is a feed, not its suffix."""
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Island Radio</title>'
        "<entry><id>a1</id><title>Fire</title>"
        "<published>2024-05-15T07:30:00Z</published><updated>2024-06-01T00:00:00Z</updated>"
        '<content type="html">&lt;p&gt;Nine people died.&lt;/p&gt;</content></entry></feed>'
    )
    (article,) = _read(tmp_path, feed, name).articles
    assert (article.id, article.text, article.published) == ("a1", "Nine people died.", date(2024, 5, 15))


def test_day_of_an_update_is_no_day_of_publication(tmp_path: Path) -> None:
    """An Atom entry with nothing but ``updated`` is undated."""
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>R</title><entry><id>a1</id>'
        "<updated>2024-06-01T00:00:00Z</updated><summary>Nine people died.</summary></entry></feed>"
    )
    (article,) = _read(tmp_path, feed).articles
    assert article.published is None


@pytest.mark.parametrize("end", ["…", "...", "[…]", "[&#8230;]", "&lt;a href='x'&gt;Read more&lt;/a&gt; »"])
def test_summary_that_is_cut_off_is_said(tmp_path: Path, end: str) -> None:
    """Entries that give only the beginning are kept, and the feed says which ones they are."""
    whole = "<description>Nine people died on Tuesday.</description>"
    reading = _read(tmp_path, _rss(whole, f"<description>Two others, who had {end}</description>"))
    assert len(reading) == 2
    (problem,) = reading.problems
    assert "1 of 2 entries give only the beginning of their article (2)" in problem.reason


def test_angle_brackets_of_a_plain_summary_stay(tmp_path: Path) -> None:
    """Text that is no markup is not read as such."""
    (article,) = _read(
        tmp_path, _rss("<description>Waves &lt; 3 m, wind &gt; 8 &amp; rising.</description>")
    ).articles
    assert article.text == "Waves < 3 m, wind > 8 & rising."


def test_broken_feed_keeps_what_was_read(tmp_path: Path) -> None:
    """A feed that breaks off names the line, and the entries before are articles."""
    feed = _rss(
        "<guid>1</guid><description>Nine people died.</description>", "<guid>2</guid><description>Two more"
    )
    reading = _read(tmp_path, feed[: feed.index("Two more")])
    assert [article.id for article in reading] == ["1"]
    assert any("broken XML at line 3" in problem.reason for problem in reading.problems)


@pytest.mark.parametrize(
    ("feed", "reason"),
    [
        ("<sitemap><url/></sitemap>", "XML that is no RSS or Atom feed"),
        (_rss(), "the feed has no entries"),
        (_rss("<title>Only a title</title>"), "the entry has no text"),
    ],
)
def test_file_without_entries_is_reported(tmp_path: Path, feed: str, reason: str) -> None:
    """XML of other kinds, empty feeds and entries without text are named."""
    reading = _read(tmp_path, feed)
    assert (len(reading), [problem.reason for problem in reading.problems]) == (0, [reason])


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    """A bomb of entities, or one that names a file, adds nothing to a text."""
    (tmp_path / "secret").write_text("the secret", encoding="utf-8")
    layers = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">' for n in range(8))
    outside = f'<!ENTITY f SYSTEM "{(tmp_path / "secret").as_uri()}">'
    head = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "{"lol" * 20}">{layers}{outside}]>'
    feed = _rss("<description>Nine people died. &i; &f;</description>")
    (tmp_path / "feed.xml").write_text(head + feed.partition("?>")[2], encoding="utf-8")
    (article,) = read_articles(tmp_path / "feed.xml").articles
    assert len(article.text) < 100
    assert "secret" not in article.text


def test_addresses_in_a_feed_are_never_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading opens no connection, even where the file is nothing but an address."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    _read(tmp_path, _rss("<link>https://radio.example/</link><description>Nine people died.</description>"))
    reading = _read(tmp_path, "https://radio.example/<rss>", "address.rss")
    assert len(reading) == 1


def test_missing_package_is_a_problem_of_the_feed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without feedparser a feed names the extra to install."""
    monkeypatch.setitem(sys.modules, "feedparser", None)
    (problem,) = _read(tmp_path, _rss("<description>Nine people died.</description>")).problems
    assert 'pip install "claimgraph[ingest]"' in problem.reason


def test_entry_that_cannot_be_read_loses_no_neighbour(tmp_path: Path) -> None:
    """One entry with markup out of all bounds is named; the others are articles."""
    deep = f"<description>{'&lt;div&gt;' * 5000}x</description>"
    reading = _read(tmp_path, _rss(deep, "<description>Nine people died.</description>"))
    assert [article.text for article in reading] == ["Nine people died."]
    (problem,) = reading.problems
    assert problem.where.endswith("feed.xml, entry 1")
    assert "nested too deeply" in problem.reason


def test_address_of_another_scheme_is_none(tmp_path: Path) -> None:
    """A link that a reader could run is not handed on."""
    entry = "<link>javascript:alert(1)</link><description>Nine people died.</description>"
    assert _read(tmp_path, _rss(entry)).articles[0].url is None
