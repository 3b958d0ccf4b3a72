"""What the tests of the report share: articles on one event, and text that would like to be more."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from html.parser import HTMLParser

from claimgraph.model import Article

ARTICLES = (
    Article(
        id="harbour-1",
        title="Explosion in Aleppo",
        publisher="Harbour Post",
        published=datetime.date(2018, 3, 21),
        url="https://news.example/1",
        text=(
            "At least 28 civilians were killed and 70 people were wounded in an air strike on Saraqib in "
            "Idlib province on Wednesday, the Syrian Observatory for Human Rights said. Among the dead were "
            "11 children."
        ),
    ),
    Article(
        id="harbour-2",
        title="Toll in Saraqib",
        publisher="Evening Sheet",
        published=datetime.date(2018, 3, 22),
        url="javascript:alert(1)",
        text=(
            "The White Helmets said 40 civilians were killed in the air strike on Saraqib on Wednesday. "
            "The Russian army denied bombing the town. The Syrian Observatory for Human Rights now says 31 "
            "civilians were killed."
        ),
    ),
    Article(id="harbour-3", title="Nobody counted", text="The bridge was closed on Monday."),
)
HOSTILE = (
    "</noscript></script><script>alert(1)</script><!--\"'><img src=x onerror=alert(1)>"
    "{{7*7}}\u202e\x1b[31m\x00\ud83d"
)


class PageReader(HTMLParser):
    """Collects what a page consists of, and that every tag is closed."""

    EMPTY = frozenset({"meta", "link", "br", "input", "col", "hr"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.raw: dict[str, list[str]] = {"script": [], "style": [], "data": []}
        self.inside: dict[str, str] = {}
        self.words: dict[str, str] = {}
        self.open: list[tuple[str, str]] = []
        self.text = ""
        self.filled = ""
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Note an element, its name and its link."""
        given = dict(attrs)
        self.tags.append((tag, given))
        name = given.get("id") or ""
        if name:
            self.ids.append(name)
            self.inside[name] = next(
                (one for _, one in reversed(self.open) if one.startswith(("a-", "i-"))), ""
            )
            self.words[name] = ""
        if tag == "a":
            self.hrefs.append(given.get("href") or "")
        if tag in self.raw:
            self.raw["data" if given.get("type") == "application/json" else tag].append("")
            self.filled = "data" if given.get("type") == "application/json" else tag
        if tag not in self.EMPTY:
            self.open.append((tag, name))

    def handle_endtag(self, tag: str) -> None:
        """Check that it closes what is open."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Note the words under every name that is open."""
        self.text += data
        if self.open and self.open[-1][0] in self.raw:
            self.raw[self.filled][-1] += data
        for _, name in self.open:
            if name:
                self.words[name] += data


def check_harmless(page: str, *, within: str = "#") -> PageReader:
    """Check that a page loads and runs nothing but its own; return what it consists of.

    ``within`` is a pattern of the addresses that its links within the report have.
    """
    read = PageReader(page)
    assert read.open == []
    assert not [
        (tag, name)
        for tag, given in read.tags
        for name in given
        if name.startswith("on") or (name in ("style", "src", "srcset", "action") and tag != "script")
    ]
    assert {tag for tag, _ in read.tags} <= ALLOWED
    assert len(read.raw["script"]) == 1
    for tag, attributes in read.tags:
        href = attributes.get("href") or "#"
        if tag == "link":
            assert (attributes["rel"], href.rpartition("/")[2]) == ("stylesheet", "report.css")
        elif not re.match(within, href):
            assert (tag, href.split(":")[0]) in (("a", "http"), ("a", "https"))
            assert "noreferrer" in (attributes.get("rel") or "")
    assert not any(sign in page for sign in "\u202e\x1b\x00\ud83d")
    return read


ALLOWED = set(
    "html head meta link title style noscript body a header h1 h2 h3 h4 p main div section form label span "
    "input select option button datalist table caption colgroup col thead tbody tfoot tr th td small b i bdi "
    "br "
    "details summary ul li dl dt dd script article nav aside mark kbd svg g line rect circle path text use "
    "defs".split()
)
