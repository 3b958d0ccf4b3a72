"""HTML pages → articles: the text, the day and who says so, what is left out, what is no article."""

from __future__ import annotations

import gzip
import sys
from datetime import date
from pathlib import Path

import pytest

from claimgraph import build_graph, write_report
from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import read_articles
from claimgraph.model import Article, Reading

pytest.importorskip("trafilatura", reason="the extra ingest is not installed", exc_type=ImportError)

HEADLINE = "Bridge falls in Lowmere"
LINES = (
    "At least nine people were killed on Monday when a bridge fell in Lowmere, the fire service said.",
    "Fourteen others were taken to two hospitals, and a bus driver was still being searched for.",
    "The governor, Ana Núñez, said that the bridge had been inspected in spring and found sound.",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
TOP = f"<h1>{HEADLINE}</h1>"


def _page(head: str = "", *, top: str = TOP, body: str = BODY, lang: str = "en") -> str:
    head = f"<head><title>{HEADLINE}</title>{head}</head>"
    return f'<!doctype html><html lang="{lang}">{head}<body>{top}{body}</body></html>'


def _json(words: str) -> str:
    return f'<script type="application/ld+json">{words}</script>'


def _read(folder: Path, page: str | bytes) -> Reading:
    (folder / "page.html").write_bytes(page if isinstance(page, bytes) else page.encode())
    return read_articles(folder)


def _read_one(folder: Path, page: str | bytes) -> Article:
    reading = _read(folder, page)
    assert [str(problem) for problem in reading.problems] == []
    (article,) = reading.articles
    return article


def _reason(folder: Path, page: str | bytes) -> str:
    reading = _read(folder, page)
    assert reading.articles == ()
    (problem,) = reading.problems
    return problem.reason


# --- text and details -------------------------------------------------------------------------


def test_page_is_an_article(tmp_path: Path) -> None:
    """Text, title, publisher, address, language and day come from the page; the file names it."""
    head = (
        '<link rel="canonical" href="https://record.example/bridge">'
        '<meta property="og:site_name" content="The Record">'
        '<meta property="article:published_time" content="2018-03-22T23:00:00+01:00">'
    )
    article = _read_one(tmp_path, _page(head, lang="en-GB"))
    assert all(line in article.text.splitlines() for line in LINES)
    assert (article.id, article.title, article.publisher) == ("page", HEADLINE, "The Record")
    assert (article.url, article.language) == ("https://record.example/bridge", "en")
    assert (article.published, article.dated_by) == (date(2018, 3, 22), "metadata")


def test_report_beside_its_articles_is_no_article(tmp_path: Path) -> None:
    """A report that lies in the folder of its articles is told and skipped when the folder is read again."""
    text = f"title: {HEADLINE}\ndate: 2024-05-13\n\n" + "\n\n".join(LINES)
    (tmp_path / "bridge.txt").write_text(text, encoding="utf-8")
    write_report(build_graph(tmp_path), tmp_path / "report.html")
    reading = read_articles(tmp_path)
    assert [article.id for article in reading] == ["bridge"]
    assert [problem.reason for problem in reading.problems] == ["skipped: a report of claimgraph, no article"]


def test_what_json_ld_says_wins(tmp_path: Path) -> None:
    """Headline, publisher and day are those of the page's article object; the publisher may stand apart."""
    graph = (
        '{"@graph": [{"@type": "Organization", "@id": "#o", "name": "The Record"}, {"@type": ["NewsArticle"],'
        ' "headline": "Bridge &amp; bus fall", "datePublished": "2018-03-22", "dateModified": "2019-01-01",'
        ' "publisher": {"@id": "#o"}}]}'
    )
    head = '<meta property="og:site_name" content="Other"><meta name="date" content="2017-01-01">'
    article = _read_one(tmp_path, _page(head + _json(graph)))
    assert (article.title, article.publisher) == ("Bridge & bus fall", "The Record")
    assert article.published == date(2018, 3, 22)


def test_stories_of_others_are_left_out_and_told(tmp_path: Path) -> None:
    """Menus, related stories, comments and consent are not in the text, and stand in the cut."""
    around = {
        "comment": "<div id='comments'><p>I counted at least forty dead myself, believe me.</p></div>",
        "box": "<div class='more-news'><ul><li><a href='/x'>Two killed on the coast road</a></li></ul></div>",
        "menu": "<nav><ul><li><a href='/'>Home</a></li></ul></nav>",
    }
    reading = _read(tmp_path, _page(body=BODY + "".join(around.values())))
    (article,) = reading.articles
    (cut,) = reading.cuts
    assert not any(words in article.text for words in ("forty", "coast road", "Home"))
    assert set(cut.passages) == {
        "I counted at least forty dead myself, believe me.",
        "Two killed on the coast road",
        "Home",
    }
    assert (cut.article, cut.words - cut.kept) == ("page", 16)
    assert str(cut).startswith(
        f"{tmp_path.as_posix()}/page.html: kept 50 of 66 words; cut: “I counted at least"
    )


def test_nothing_cut_is_said_so(tmp_path: Path) -> None:
    """A page of nothing but its article has a cut without passages."""
    (cut,) = _read(tmp_path, _page()).cuts
    assert (cut.words, cut.passages) == (cut.kept, ())


def test_lost_paragraph_is_the_first_passage(tmp_path: Path) -> None:
    """A paragraph that the extractor takes for a box stands before all shorter passages."""
    lost = "The police gave another figure and said that eleven people had died in all, among them a child."
    reading = _read(tmp_path, _page(body=f"{BODY}<aside><p>{lost}</p></aside><footer>Imprint</footer>"))
    assert reading.cuts[0].passages == (lost, "Imprint")


def test_page_that_bears_a_box_name_as_a_whole_is_kept(tmp_path: Path) -> None:
    """A class such as "trending" on the element that holds the article cuts nothing."""
    article = _read_one(tmp_path, _page(top="", body=f"<div class='trending'>{BODY}</div>"))
    assert all(line in article.text for line in LINES)


def test_heading_is_the_title_and_not_in_the_text(tmp_path: Path) -> None:
    """A figure of the headline is not told twice, the second time by nobody."""
    article = _read_one(tmp_path, _page(top="", body=f"<article>{TOP}{BODY}</article>"))
    assert (article.title, article.text) == (HEADLINE, "\n\n".join(LINES))


def test_link_to_another_story_within_the_text_is_cut(tmp_path: Path) -> None:
    """A paragraph that is a link as a whole goes; a link within a paragraph stays."""
    teaser = "READ MORE: Two killed on the coast road"
    body = (
        f'{BODY}<p><a href="/x">{teaser}</a></p><p>It was <a href="/y">the third</a> such fall in a year.</p>'
    )
    reading = _read(tmp_path, _page(body=body))
    assert reading.articles[0].text.endswith("\n\nIt was the third such fall in a year.")
    assert reading.cuts[0].passages[0] == teaser


def test_text_that_is_one_link_is_kept(tmp_path: Path) -> None:
    """A page that links its whole text, or an anchor that nobody closed, loses nothing."""
    head = _json('{"@type": "NewsArticle"}')
    linked = "".join(f'<p><a href="/x">{line}</a></p>' for line in LINES)
    assert _read_one(tmp_path, _page(head, body=linked)).text == "\n\n".join(LINES)
    assert _read_one(tmp_path, _page(head, body=f'<a name="top">{BODY}')).text == "\n\n".join(LINES)


def test_paragraphs_of_a_page_laid_out_by_tables_stand_apart(tmp_path: Path) -> None:
    """What the extractor runs together in one row is parted as the page parts it."""
    more = ("He did not say when.", "Most of those who were hurt had been on their way home from the market.")
    body = "".join(f"<p>{line}</p>" for line in (*LINES, *more, *LINES[:1]))
    page = _page(top="", body=f"<table><tr><td><ul><li>Home<li>News</ul></td><td>{body}</td></tr></table>")
    assert [line for line in _read_one(tmp_path, page).text.split("\n\n") if line in (*LINES, *more)] == [
        *LINES,
        *more,
        LINES[0],
    ]


def test_items_and_rows_follow_each_other(tmp_path: Path) -> None:
    """The lines of a list are not parted by empty ones."""
    items = "<ul><li>five men in Lowmere</li><li>four women in Highford</li></ul>"
    article = _read_one(tmp_path, _page(body=f"{BODY}{items}<p>Nobody else lived there.</p>"))
    assert "\n\n- five men in Lowmere\n- four women in Highford\n\n" in article.text


def test_text_of_the_json_ld_stands_in_for_a_page_without(tmp_path: Path) -> None:
    """Where scripts would have drawn the article, the body in its JSON-LD is the text."""
    body = "Nine people were killed on Monday.\\n\\nA bridge fell &amp; sank."
    said = f'{{"@type": "NewsArticle", "articleBody": "{body}"}}'
    article = _read_one(tmp_path, _page(_json(said), top="", body="<div>Loading</div>"))
    assert article.text == "Nine people were killed on Monday.\n\nA bridge fell & sank."


def test_headline_is_the_heading_that_the_head_agrees_with(tmp_path: Path) -> None:
    """The name of the paper in the first heading is no headline, and none stands behind one."""
    head = '<meta property="og:title" content="Bridge down - The Record">'
    head += '<meta property="og:site_name" content="The Record">'
    assert _read_one(tmp_path, _page(head, top="<h1>The Record</h1>")).title == "Bridge down"


def test_address_is_read_from_what_browsers_write(tmp_path: Path) -> None:
    """A page saved from a browser keeps the address in a comment."""
    page = _page().replace("<html", "<!-- saved from url=(0033)https://record.example/bridge -->\n<html", 1)
    assert _read_one(tmp_path, page).url == "https://record.example/bridge"


# --- days -------------------------------------------------------------------------------------

PUBLISHED = date(2018, 3, 22)
OBJECT = '{"@type": "NewsArticle", "headline": "%s", "datePublished": "%s"}'
DATED = {
    "several objects, one with the page's headline": _page(
        _json(f"[{OBJECT % ('Other', '2017-05-05')}, {OBJECT % (HEADLINE, '2018-03-22')}]")
    ),
    "a line end inside a string": _page(_json(OBJECT % ("Bridge\nfalls", "2018-03-22"))),
    "comment marks around the object": _page(_json(f"<!-- {OBJECT % ('x', '2018-03-22')} -->")),
    "meta of publication beside one of change": _page(
        '<meta property="article:modified_time" content="2019-01-01">'
        '<meta name="pubdate" content="22 March 2018">'
    ),
    "microdata": _page(top=f'{TOP}<i itemprop="datePublished" content="2018-03-22">then</i>'),
    "one time element": _page(top=f'{TOP}<time datetime="2018-03-22T10:00">then</time>'),
    "a time element beside an updated one": _page(
        top=f'{TOP}<time datetime="2018-03-22">a</time> Updated: <time datetime="2018-03-24">b</time>'
    ),
}


@pytest.mark.parametrize("page", DATED.values(), ids=DATED)
def test_day_that_the_markup_states_is_read(tmp_path: Path, page: str) -> None:
    """The day of first publication is found wherever newsrooms' systems put it."""
    article = _read_one(tmp_path, page)
    assert (article.published, article.dated_by) == (PUBLISHED, "metadata")


def test_day_in_the_address_is_read_and_said(tmp_path: Path) -> None:
    """A path of year, month and day dates a page that says nothing else."""
    head = '<link rel="canonical" href="https://record.example/2018/mar/22/bridge">'
    article = _read_one(tmp_path, _page(head))
    assert (article.published, article.dated_by) == (PUBLISHED, "url")


@pytest.mark.parametrize(
    "top",
    [
        f"<p>Sunday, November 22, 2026</p>{TOP}<p>By Mira Holt | March 22, 2018 | 5:00 PM</p>",
        f"{TOP}<div><span>Mira Holt</span><span>22 Mar 2018</span></div>",
    ],
)
def test_day_below_the_heading_is_read(tmp_path: Path, top: str) -> None:
    """A byline dates a page; the day above the heading is the day on which it was shown."""
    article = _read_one(tmp_path, _page(top=top))
    assert (article.published, article.dated_by) == (PUBLISHED, "dateline")


UNDATED = {
    "nothing": _page(),
    "a copyright line": _page(body=f"{BODY}<footer>Copyright 2026 The Record</footer>"),
    "the day of the last change": _page('<meta property="article:modified_time" content="2019-01-01">'),
    "an updated line": _page(top=f"{TOP}<p>Updated March 22, 2018</p>"),
    "two time elements": _page(
        top=f'{TOP}<time datetime="2018-03-22">a</time><time datetime="2018-03-24">b</time>'
    ),
    "two articles, neither the page's": _page(
        _json(f"[{OBJECT % ('A', '2017-05-05')}, {OBJECT % ('B', '2018-03-22')}]")
    ),
    "an article of a list": _page(
        _json('{"@type": "ItemList", "itemListElement": [%s]}' % (OBJECT % ("A", "2018-03-22")))
    ),
    "broken JSON": _page(_json('{"@type": "NewsArticle", "datePublished": "2018-03-22",}')),
    "the day on which computers' time begins": _page('<meta name="date" content="1970-01-01T00:00:00Z">'),
    "eight digits in the address": _page(
        '<link rel="canonical" href="https://record.example/world-20180322">'
    ),
    "a day in an aside": _page(body=f'{BODY}<aside><time datetime="2018-03-22">x</time></aside>'),
}


@pytest.mark.parametrize("page", UNDATED.values(), ids=UNDATED)
def test_no_day_is_guessed(tmp_path: Path, page: str) -> None:
    """Without a day of publication an article is undated, whatever other days its page holds."""
    article = _read_one(tmp_path, page)
    assert (article.published, article.dated_by) == (None, None)


def test_ambiguous_day_of_a_page_is_reported(tmp_path: Path) -> None:
    """The article is kept undated with the way out, and the form of dates that is given decides."""
    reading = _read(tmp_path, _page('<meta name="date" content="03/04/2018">'))
    assert reading.articles[0].published is None
    assert "ambiguous" in reading.problems[0].reason
    (article,) = read_articles(tmp_path, date_format="%d/%m/%Y")
    assert article.published == date(2018, 4, 3)


def test_metadata_file_wins_over_the_page(tmp_path: Path) -> None:
    """``metadata.csv`` beside pages corrects what they say."""
    (tmp_path / "metadata.csv").write_text(
        "file,publisher,published\npage.html,The Desk,2018-03-20\n", encoding="utf-8"
    )
    article = _read_one(tmp_path, _page('<meta name="date" content="2018-03-22">'))
    assert (article.publisher, article.published, article.dated_by) == (
        "The Desk",
        date(2018, 3, 20),
        "metadata",
    )


# --- what is no article -----------------------------------------------------------------------

LINKS = "".join(
    f"<h2><a href='/{one}'>Council votes on item {one} of the agenda tonight</a></h2>" for one in range(20)
)
NO_ARTICLES = {
    "nothing": ("<p></p>", "no text on the page"),
    "a few words": ("<p>Sorry, that is not here any more.</p>", "words of text"),
    "a list of stories": (LINKS, "a list of links"),
    "a consent": (
        "<p>We use cookies to improve your visit. You can accept or reject them or change your mind at any"
        " time, and read how we and our partners go about your data in the policy of each page.</p>",
        "asks for something first ('we use cookies')",
    ),
}


@pytest.mark.parametrize(("body", "reason"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_page_without_an_article_is_reported(tmp_path: Path, body: str, reason: str) -> None:
    """Front pages, consents and error pages give no article but a reason."""
    said = _reason(tmp_path, _page(top="", body=body))
    assert said.startswith("no article found")
    assert reason in said


def test_beginning_before_a_paywall_is_kept_and_said(tmp_path: Path) -> None:
    """A page that calls itself an article and asks for a subscription is kept with a word of warning."""
    body = f"<p>{LINES[0]}</p><p>Subscribe to continue reading this story.</p>"
    reading = _read(tmp_path, _page(_json(OBJECT % (HEADLINE, "2018-03-22")), body=body))
    assert len(reading) == 1
    assert "only the beginning of its article ('subscribe to continue')" in reading.problems[0].reason


# --- bytes ------------------------------------------------------------------------------------

LATIN = _page('<meta charset="iso-8859-1">')
ENCODED = {
    "UTF-8 that calls itself Latin-1": LATIN.encode(),
    "Latin-1": LATIN.encode("latin-1"),
    "Latin-1 that calls itself UTF-8": _page('<meta charset="utf-8">').encode("latin-1"),
    "UTF-16 with a mark": b"\xff\xfe" + _page().encode("utf-16-le"),
    "UTF-8 with a mark": b"\xef\xbb\xbf" + _page().encode(),
    "XHTML": b'<?xml version="1.0" encoding="ISO-8859-1"?>' + _page().encode("latin-1"),
    "an unknown encoding": _page('<meta charset="x-none">').encode("latin-1"),
}


@pytest.mark.parametrize("page", ENCODED.values(), ids=ENCODED)
def test_encoding_of_a_page_is_found(tmp_path: Path, page: bytes) -> None:
    """UTF-8 wins where it is UTF-8; else the page's own word counts, else the rule of all texts."""
    assert LINES[2] in _read_one(tmp_path, page).text


def test_charset_of_another_alphabet_is_believed(tmp_path: Path) -> None:
    """An Arabic page in Windows-1256 keeps its letters."""
    line = "قتل تسعة أشخاص على الأقل يوم الاثنين عندما انهار جسر في المدينة كما قالت خدمة الإطفاء المحلية"
    head = '<meta http-equiv="content-type" content="text/html; charset=windows-1256">'
    page = _page(head, top="", body=f"<p>{line}</p>" * 3, lang="ar").encode("cp1256")
    article = _read_one(tmp_path, page)
    assert line in article.text
    assert article.language == "ar"


def test_control_characters_cost_no_text(tmp_path: Path) -> None:
    """NUL bytes and references to control characters become blanks."""
    page = _page(body=BODY.replace("fire service", "fire\0 service&#1;&#x0b;"))
    assert "the fire service" in " ".join(_read_one(tmp_path, page).text.split())


def test_large_script_is_no_hindrance(tmp_path: Path) -> None:
    """Data inside a script is neither text nor cut."""
    (cut,) = _read(tmp_path, _page(body=f"{BODY}<script>var x = '{'word ' * 400_000}'</script>")).cuts
    assert cut.words == cut.kept


def test_page_nested_too_deeply_is_reported(tmp_path: Path) -> None:
    """What the parser would drop is not dropped in silence."""
    assert "nested too deeply" in _reason(tmp_path, _page(body="<div>" * 5000 + BODY))


def test_page_that_is_no_text_is_reported(tmp_path: Path) -> None:
    """A picture under the name of a page is a binary file."""
    assert "a binary file" in _reason(tmp_path, b"\x89PNG\r\n\x1a\n" + b"x" * 50)


def test_packed_page_is_read(tmp_path: Path) -> None:
    """The suffix before ``.gz`` tells the kind, and the name without both is the id."""
    (tmp_path / "bridge.html.gz").write_bytes(gzip.compress(_page().encode()))
    assert [article.id for article in read_articles(tmp_path)] == ["bridge"]


def test_missing_package_is_a_problem_of_the_page_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without trafilatura a page names the extra, and its neighbours are read; strict reading stops."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "a.txt").write_text("Two people were hurt.", encoding="utf-8")
    reading = _read(tmp_path, _page())
    assert [article.id for article in reading] == ["a"]
    assert 'pip install "claimgraph[ingest]"' in reading.problems[0].reason
    with pytest.raises(ArticleError, match=r"claimgraph\[ingest\]"):
        read_articles(tmp_path, strict=True)
