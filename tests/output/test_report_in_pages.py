"""The report in pages: a folder in which everything leads to everything, written whole or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import permutations
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

import figures
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from reports import ARTICLES, HOSTILE, PageReader, check_harmless

import claimgraph as cg
from claimgraph.comparison.tolls import reconcile
from claimgraph.extraction.articles.own_reports import LIST
from claimgraph.model import Account, Article, Incident, Span
from claimgraph.output.report import is_folder
from claimgraph.output.report.addresses import ManyPages, name_page
from claimgraph.output.report.anchors import ARTICLE, FIGURE, INCIDENT, name_anchor
from claimgraph.output.report.contexts import read_context
from claimgraph.output.report.folders import write_folder
from claimgraph.output.report.lists import NEAR, PER_PAGE, make_pager
from claimgraph.output.report.many_pages import BATCH, FRONT, make_pages

Pages = Mapping[str, str]
WITHIN = r"(\.\./\.\./|#|index\.html|incidents/|articles|events-|periods-)"


@pytest.fixture(scope="module")
def graph() -> cg.ClaimGraph:
    """A graph of two articles on one event, and one that counts nobody."""
    return cg.build_graph(list(ARTICLES))


@pytest.fixture(scope="module")
def pages(graph: cg.ClaimGraph) -> Pages:
    """The files of its report."""
    return _make_files(graph)


@pytest.fixture(scope="module")
def many() -> cg.ClaimGraph:
    """A graph of more incidents, counts over periods and articles than one page of a list has rows."""
    incidents = []
    for number in range(2 * PER_PAGE + 30):
        claim = figures.claim("28", "people", figures.SOHR, article=f"a{number}")
        claim = evolve(claim, id=f"c{number}", spans=(Span(0, 2),))
        account = Account(id=f"x{number}", article=f"a{number}", claims=(claim,))
        incidents.append(Incident(id=f"i{number}", accounts=(account,), tolls=reconcile([claim])))
    periods = [evolve(one, scope="cumulative") for one in incidents[: PER_PAGE + 5]]
    articles = [Article(id=one.articles[0], text="28 people", title=f"No {one.id}") for one in incidents]
    return cg.ClaimGraph(articles=tuple(articles), incidents=tuple(periods + incidents[PER_PAGE + 5 :]))


def _make_files(graph: cg.ClaimGraph, **options: Any) -> Pages:
    files = list(make_pages(graph, **options))
    assert len({name for name, _ in files}) == len(files)
    return {name: data.decode("utf-8") for name, data in files}


def _list_html(pages: Pages) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in pages.items() if name.endswith(".html"))


def _read_event(script: str) -> Any:
    found = re.fullmatch(r'dispatchEvent\(new CustomEvent\("claimgraph", \{ detail: (.*) \}\)\);\n', script)
    assert found is not None
    return json.loads(found[1])


def _resolve(page: str, href: str) -> tuple[str, str]:
    """Return the file and the element that a link of a page leads to."""
    path, _, name = href.partition("#")
    return (normpath(join(dirname(page), path)) if path else page), name


def _check_links(pages: Pages) -> set[str]:
    """Check that every link leads to an element that is there; return the files that any leads to."""
    ids = {name: {*PageReader(text).ids} for name, text in _list_html(pages)}
    reached = set()
    for name, text in _list_html(pages):
        for href in PageReader(text).hrefs:
            if not href.startswith("https:"):
                file, element = _resolve(name, href)
                assert element in ids[file] or not element, (name, href)
                reached.add(file)
    return reached


# --- what is in the folder --------------------------------------------------------------------


def test_every_incident_and_article_has_a_page(graph: cg.ClaimGraph, pages: Pages) -> None:
    """One page each, at an address that its id alone gives; the front is made last."""
    expected = {name_page(INCIDENT, one.id) for one in graph.incidents}
    expected |= {name_page(ARTICLE, one.id) for one in graph.articles}
    assert {name for name in pages if "/" in name and name.endswith(".html")} == expected
    assert list(pages)[-1] == FRONT


def test_every_link_of_the_folder_leads_somewhere(pages: Pages) -> None:
    """Pages lead to one another and to elements that are there, and no page is beyond reach."""
    assert _check_links(pages) == {name for name, _ in _list_html(pages)}


def test_every_figure_is_one_link_from_its_words_and_they_from_it(graph: cg.ClaimGraph, pages: Pages) -> None:
    """The page of an incident leads to the words of each figure, whose mark leads back to it."""
    for incident in graph.incidents:
        name = name_page(INCIDENT, incident.id)
        targets = {_resolve(name, href) for href in PageReader(pages[name]).hrefs}
        for one in (*incident.claims, *incident.denials):
            file, anchor = name_page(ARTICLE, one.article), name_anchor(FIGURE, one.id)
            assert (file, anchor) in targets
            read = PageReader(pages[file])
            assert one.text.startswith(read.words[anchor])
            named = {given["id"]: given.get("href") for _, given in read.tags if given.get("id")}
            assert _resolve(file, named[anchor] or "")[0] == name


def test_pages_say_what_the_one_page_says(graph: cg.ClaimGraph, pages: Pages, tmp_path: Path) -> None:
    """Incidents and articles stand on their pages word for word as on the one page."""
    cg.write_report(graph, tmp_path / "one.html")
    whole = PageReader((tmp_path / "one.html").read_text(encoding="utf-8"))
    kinds = [(INCIDENT, one.id) for one in graph.incidents]
    for kind, id in [*kinds, *((ARTICLE, one.id) for one in graph.articles)]:
        anchor = name_anchor(kind, id)
        assert PageReader(pages[name_page(kind, id)]).words[anchor] == whole.words[anchor]
    assert PageReader(pages[FRONT]).words["table"] == whole.words["table"]


def test_same_graph_gives_same_files_in_any_order(pages: Pages) -> None:
    """Articles read in another order give the folder byte for byte."""
    for order in permutations(ARTICLES):
        assert _make_files(cg.build_graph(list(order))) == pages


def test_page_of_an_incident_stays_when_articles_are_added(graph: cg.ClaimGraph, pages: Pages) -> None:
    """Another article elsewhere changes the front and its lists, no page of what was there."""
    far = Article(id="far", text="Three people were killed when a ferry sank off Port Hallam, police said.")
    grown = _make_files(graph.add([far]))
    assert {name: grown[name] for name in pages if "/" in name and name[:4] != "rows"} == {
        name: pages[name] for name in pages if "/" in name and name[:4] != "rows"
    }
    assert grown[FRONT] != pages[FRONT]


def test_empty_graph_has_a_front() -> None:
    """A graph without articles gives a front that says so."""
    pages = _make_files(cg.ClaimGraph())
    assert "0 articles" in PageReader(pages[FRONT]).text
    _check_links(pages)


# --- lists of many rows -----------------------------------------------------------------------


def test_long_lists_go_on_over_pages(many: cg.ClaimGraph) -> None:
    """Every incident and article is in a list exactly once, and every list can be reached by links."""
    pages = _make_files(many)
    assert _check_links(pages) == {name for name, _ in _list_html(pages)}
    lists = [PageReader(text) for name, text in _list_html(pages) if "/" not in name]
    for kind, nouns in ((INCIDENT, many.incidents), (ARTICLE, many.articles)):
        listed = [
            href
            for read in lists
            for href in read.hrefs
            if href.startswith(f"{'incidents' if kind == INCIDENT else 'articles'}/")
        ]
        assert sorted(listed) == sorted(name_page(kind, one.id) for one in nouns)
    assert max(text.count("<tr data-n") for text in pages.values()) <= 2 * PER_PAGE
    assert {"events-2.html", "periods-2.html", "articles-3.html"} <= set(pages)
    assert "events-3.html" not in pages


def test_search_knows_every_row_and_where_it_is(many: cg.ClaimGraph) -> None:
    """The number of an entry is that of its row, in the file that holds its batch; texts stand once."""
    pages = _make_files(many)
    index = _read_event(pages["index.js"])
    assert index["batch"] == BATCH
    assert len(set(index["strings"])) == len(index["strings"])
    assert len(index["rows"]) == len(many.incidents)
    for number, row in enumerate(index["rows"]):
        markup = _read_event(pages[f"rows/{number // BATCH}.js"])["markup"]
        own = re.search(f'<tr data-n="{number}">.*?</tr>', markup, re.DOTALL)
        assert own is not None
        [id] = [words for at in row[7] if re.fullmatch(r"i\d+", words := index["strings"][at])]
        assert name_page(INCIDENT, id) in own[0]
    assert [row[0] for row in index["rows"]] == sorted(row[0] for row in index["rows"])


@given(st.integers(1, 400), st.data())
def test_pager_leads_to_every_page_in_a_few_steps(last: int, data: st.DataObject) -> None:
    """It names the first, the last and the pages near by; what is left out is a gap that stands once."""
    current = data.draw(st.integers(1, last))
    pager = make_pager(current, last, str)
    if last == 1:
        assert pager is None
        return
    assert pager is not None
    numbers = [number for number, href in pager.links if href]
    assert numbers == sorted(
        {1, last, *(n for n in range(current - NEAR, current + NEAR + 1) if 1 <= n <= last)}
    )
    assert all(href == str(number) for number, href in pager.links if href)
    assert pager.before == (str(current - 1) if current > 1 else "")
    assert pager.after == (str(current + 1) if current < last else "")


# --- what a browser may do with it ------------------------------------------------------------


def test_policy_allows_the_script_and_the_style_of_the_folder_alone(pages: Pages) -> None:
    """Each page names its two elements by a nonce that stands nowhere else on it, and denies all else."""
    nonces = set()
    for name, text in _list_html(pages):
        read = PageReader(text)
        [policy] = [given["content"] or "" for tag, given in read.tags if "http-equiv" in given]
        [nonce] = set(re.findall("'nonce-([0-9a-f]{32})'", policy))
        assert policy == (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            "base-uri 'none'; form-action 'none'"
        )
        up = "../../" if "/" in name else ""
        used = [
            (tag, given.get("src") or given.get("href")) for tag, given in read.tags if given.get("nonce")
        ]
        assert used == [("link", f"{up}report.css"), ("script", f"{up}report.js")]
        assert text.count(nonce) == 4
        nonces.add(nonce)
    assert len(nonces) == len(list(_list_html(pages)))


def test_hostile_articles_stay_text() -> None:
    """Markup, script and signs that cannot be seen are text on every page and in what the script reads."""
    article = Article(
        id=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        url=f"javascript:{HOSTILE}",
        text=f"{HOSTILE} 12 people were killed in Hallam, {HOSTILE} said.",
    )
    pages = _make_files(cg.build_graph([article]), title=HOSTILE)
    for name, text in _list_html(pages):
        read = check_harmless(text, within=WITHIN)
        assert "<script>alert(1)</script>" in read.text, name
    for name in ("index.js", "rows/0.js"):
        assert pages[name].isascii()
        assert "<" not in pages[name]
    strings = _read_event(pages["index.js"])["strings"]
    assert any("<script>alert(1)</script>" in text for text in strings)
    assert not any(sign in text for text in strings for sign in "\u202e\x1b\x00\ud83d")


# --- on the disk ------------------------------------------------------------------------------


def _list_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_folder_holds_the_pages_and_their_list(graph: cg.ClaimGraph, pages: Pages, tmp_path: Path) -> None:
    """A new folder has all files, named in a list, and nothing is left beside it."""
    cg.write_report(graph, tmp_path / "week")
    assert _list_files(tmp_path / "week") == {*pages, LIST}
    for name, text in pages.items():
        assert (tmp_path / "week" / name).read_text(encoding="utf-8") == text
    assert (tmp_path / "week" / LIST).read_text().split("\n")[1:-1] == sorted(pages)
    assert [path.name for path in tmp_path.iterdir()] == ["week"]


def test_next_report_replaces_its_own_and_keeps_what_is_not(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """Pages of incidents that are gone go with their folders; the notes of a person stay."""
    folder = tmp_path / "week"
    cg.write_report(graph, folder)
    (folder / "notes.txt").write_text("mine")
    kept = folder / "incidents" / "00" / "mine.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("mine")
    smaller = cg.build_graph(list(ARTICLES[2:]))
    cg.write_report(smaller, folder)
    assert _list_files(folder) == {*_make_files(smaller), LIST, "notes.txt", "incidents/00/mine.txt"}
    gone = [name_page(INCIDENT, one.id)[:12] for one in graph.incidents]
    assert not any((folder / name).exists() for name in gone if name != "incidents/00")


def test_file_of_somebody_else_is_not_replaced(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """A folder with an index of its own is refused, with its name, before anything is touched."""
    (tmp_path / FRONT).write_text("my own site")
    with pytest.raises(cg.MisuseError, match=r"index\.html' was not written by a report"):
        cg.write_report(graph, tmp_path)
    assert _list_files(tmp_path) == {FRONT}
    assert (tmp_path / FRONT).read_text() == "my own site"


def test_run_that_fails_leaves_what_was_there(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """Neither half a new folder nor a touched old one remains."""

    def fail() -> Iterator[tuple[str, bytes]]:
        yield "report.css", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "new", fail())
    assert list(tmp_path.iterdir()) == []
    cg.write_report(graph, tmp_path / "old")
    before = {name: (tmp_path / "old" / name).read_bytes() for name in _list_files(tmp_path / "old")}
    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "old", fail())
    assert before == {name: (tmp_path / "old" / name).read_bytes() for name in _list_files(tmp_path / "old")}


def test_report_after_one_broken_off_midway_leaves_nothing_behind(
    graph: cg.ClaimGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where files were being put in place, the next report knows of those that already were."""
    folder = tmp_path / "week"
    small = cg.build_graph(list(ARTICLES[2:]))
    cg.write_report(small, folder)
    replace, moved = Path.replace, []

    def break_off(self: Path, target: Path) -> Path:
        moved.append(target)
        if len(moved) == 6:
            raise OSError("the disk is full")
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", break_off)
        with pytest.raises(OSError, match="full"):
            cg.write_report(graph, folder)
    assert (folder / FRONT).read_text(encoding="utf-8") == _make_files(small)[FRONT]
    cg.write_report(small, folder)
    assert _list_files(folder) == {*_make_files(small), LIST}


def test_list_that_somebody_forged_removes_nothing_else(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """Names that no report gives are passed over, and a list that is none of ours names nothing."""
    folder = tmp_path / "week"
    cg.write_report(graph, folder)
    (tmp_path / "mine.txt").write_text("mine")
    (folder / "notes.html").write_text("mine")
    with (folder / LIST).open("a") as file:
        file.write("../mine.txt\nnotes.html\nincidents/../../mine.txt\n")
    cg.write_report(graph, folder)
    assert (tmp_path / "mine.txt").exists()
    assert (folder / "notes.html").exists()
    (folder / LIST).write_text("groceries\nindex.html\n")
    with pytest.raises(cg.MisuseError, match="not written by a report"):
        cg.write_report(graph, folder)


def test_folder_in_no_folder_is_refused(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """As a file is: only the last folder is made."""
    with pytest.raises(FileNotFoundError):
        cg.write_report(graph, tmp_path / "no" / "where")


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("report.html", False),
        ("REPORT.HTM", False),
        ("report", True),
        ("report/", True),
        ("2018.03/", True),
        ("there", True),
        ("there.html", True),
        ("/dev/null", False),
    ],
)
def test_path_says_which_form_it_is(
    path: str, folder: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name in .html is one file; a slash, a name without an ending or a folder that is there, pages."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there").mkdir()
    (tmp_path / "there.html").mkdir()
    assert is_folder(path) is folder


@pytest.mark.parametrize("path", ["report.pdf", "2018.03", "file"])
def test_path_that_is_neither_is_refused(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another ending, or a file without one, is no place for a report; the text says what is."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("mine")
    with pytest.raises(cg.MisuseError, match=r"end it in \.html for one file, or in / for a folder"):
        is_folder(path)


def test_addresses_are_relative_to_the_page() -> None:
    """From a page two folders down, and from the front."""
    claims = read_context(cg.ClaimGraph(), ManyPages("../../"))
    assert claims.addresses.home == "../../index.html"
    assert ManyPages("").refer_article("a") == name_page(ARTICLE, "a")
    assert ManyPages("").refer_figure("f", "a") == f"{name_page(ARTICLE, 'a')}#{name_anchor(FIGURE, 'f')}"
