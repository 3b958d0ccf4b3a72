"""The report in a real browser: searched, opened and read by keyboard, on a phone, in the dark, on paper."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import figures
import pytest
from attrs import evolve
from reports import ARTICLES, HOSTILE

import claimgraph as cg
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Account, Article, Claim, Incident, Span
from claimgraph.output.report.addresses import Addresses, ManyPages, OnePage
from claimgraph.output.report.anchors import FIGURE, INCIDENT, name_anchor
from claimgraph.output.report.lists import PER_PAGE
from claimgraph.output.report.many_pages import BATCH

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on the path")

OPEN = ".detail.open"
ROWS = "#table tr[data-n]:visible"
# The smallest contrast of the text that can be seen with what lies behind it, and the text.
CONTRAST = """() => {
  const read = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => [r, g, b].map((part) => part / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
  const blend = ([r, g, b, share = 1], under) =>
    [r, g, b].map((part, at) => part * share + under[at] * (1 - share));
  const behind = (one) => {
    const found = [];
    for (let at = one; at; at = at.parentElement) found.unshift(read(getComputedStyle(at).backgroundColor));
    return found.reduce((under, over) => blend(over, under), [255, 255, 255]);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let worst = [99, ""];
  while (walker.nextNode()) {
    const one = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !one.checkVisibility()) continue;
    if (one.closest("svg, script, option")) continue;
    const under = behind(one), over = blend(read(getComputedStyle(one).color), under);
    const [dark, light] = [luminance(over), luminance(under)].sort((a, b) => a - b);
    const contrast = (light + 0.05) / (dark + 0.05);
    if (contrast < worst[0]) worst = [contrast, walker.currentNode.data.slice(0, 40)];
  }
  return worst;
}"""


@pytest.fixture(scope="module")
def graph() -> cg.ClaimGraph:
    """An event told by two articles, one of another place, and an article that would like to run code."""
    far = (
        "Three people were killed when a bus fell into a river near Port Hallam on Monday, police said. "
        "عاجل: قتل ثلاثة أشخاص."
    )
    hostile = Article(
        id=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        url=f"javascript:{HOSTILE}",
        text=f"{HOSTILE} 12 people were killed in Hallam, {HOSTILE} said.",
    )
    return cg.build_graph([*ARTICLES, Article(id="bus", title="Bus " * 60, text=far), hostile])


@pytest.fixture(scope="module", params=["one page", "many pages"])
def form(request: pytest.FixtureRequest) -> str:
    """Each of the two forms of a report: what is tested here holds for both."""
    return str(request.param)


@pytest.fixture(scope="module")
def address(graph: cg.ClaimGraph, form: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the front of the report lies."""
    path = tmp_path_factory.mktemp("report")
    cg.write_report(graph, path / ("report.html" if form == "one page" else "report/"), title=HOSTILE)
    front = path / ("report.html" if form == "one page" else "report/index.html")
    return front.as_uri()


@pytest.fixture(scope="module")
def places(form: str) -> Addresses:
    """The addresses of parts, as the front has them."""
    return OnePage() if form == "one page" else ManyPages("")


@pytest.fixture(scope="module")
def saraqib(graph: cg.ClaimGraph, places: Addresses) -> str:
    """The address of the incident that two articles tell of."""
    return places.refer_incident(graph.find("Saraqib").id)


@pytest.fixture(scope="module")
def shown(graph: cg.ClaimGraph) -> str:
    """The element of that incident."""
    return f"#{name_anchor(INCIDENT, graph.find('Saraqib').id)}"


def _refer_claim(claim: Claim, places: Addresses) -> str:
    return places.refer_figure(claim.id, claim.article)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser without a window."""
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def profiles(chromium: Any) -> Callable[..., Any]:
    """Gives the browser of a kind of reader; tests share it, as it takes longer to start than a page."""
    known: dict[str, Any] = {}

    def find_profile(**options: Any) -> Any:
        key = repr(sorted(options.items()))
        if key not in known:
            known[key] = chromium.new_context(**options)
        return known[key]

    return find_profile


@pytest.fixture
def visit(profiles: Callable[..., Any], address: str) -> Iterator[Visit]:
    """Opens the report; afterwards nothing may have been said, asked for or run that is not its own."""
    said: list[str] = []
    allowed: list[str] = []
    pages = []

    def open_report(place: str = "", *, allow: tuple[str, ...] = (), **options: Any) -> Any:
        allowed.extend(allow)
        page = profiles(**options).new_page()
        pages.append(page)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append(dialog.message))
        page.on("request", lambda request: said.append(request.url) if request.url[:4] != "file" else None)
        page.goto(urljoin(address, place), wait_until="load")
        return page

    yield open_report
    for page in pages:
        page.close()
    assert [words for words in said if not any(part in words for part in allowed)] == []


# What is read of a page right after something was done to it may be what stood there before: wait for what
# only the new state has, an element, the count of rows, the focus.


def _go(page: Any, href: str, goal: str) -> None:
    """Go to an address and wait for the element that is asked for there."""
    page.goto(href)
    page.locator(goal).first.wait_for()


def _follow(page: Any, link: Any, goal: str) -> None:
    """Click a link, and wait for the element that it leads to and for the script that serves it."""
    link.click()
    page.locator(goal).first.wait_for()
    page.wait_for_load_state()


def _expect_status(page: Any, words: str) -> None:
    """Wait until the line above the rows begins with the words; the rows are those that it counts."""
    page.get_by_role("status").filter(has_text=re.compile(f"^{words}")).wait_for()


def _focused(page: Any) -> str:
    return page.evaluate("document.activeElement.textContent").strip()


def _expect_focus(page: Any, words: str) -> None:
    """Wait until what has the focus begins with the words."""
    page.wait_for_function(
        "(words) => document.activeElement?.textContent.trim().replace(/^“/, '').startsWith(words)", arg=words
    )


def _press_until(page: Any, key: str, goal: str) -> None:
    """Press a key until the element has the focus."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate("(goal) => document.activeElement.matches(goal)", goal):
            return
    pytest.fail(f"{goal} cannot be reached with {key}")


# --- search and filters -----------------------------------------------------------------------


def test_search_leaves_what_fits_and_counts_it(visit: Visit) -> None:
    """Words of a row, of a headline or a source are found; the count is told to readers of the screen."""
    page = visit()
    total = page.locator(ROWS).count()
    assert total >= 3
    for words in ("saraqib", "EVENING sheet", "sohr helmets", "syria helmets"):
        page.fill("[name=q]", words)
        _expect_status(page, f"1 of {total} entries")
        assert "Saraqib" in page.locator(ROWS).inner_text()
        page.fill("[name=q]", "no such word")
        _expect_status(page, f"0 of {total} entries")
        assert page.locator("#nothing").is_visible()
    page.get_by_role("button", name="Clear").click()
    _expect_status(page, f"{total} entries")
    assert page.locator(ROWS).count() == total


def test_filter_leaves_what_fits_and_can_be_sent_on(visit: Visit) -> None:
    """Each filter leaves the one incident that fits; its address opened anew shows the same."""
    page = visit()
    total = page.locator(ROWS).count()
    fill = {
        "place=idlib": lambda: page.locator("[name=place]").fill("idlib"),
        "source=White+Helmets": lambda: page.locator("[name=source]").fill("White Helmets"),
        "from=2018-03-20": lambda: page.locator("[name=from]").fill("2018-03-20"),
        "to=2018-03-22": lambda: page.locator("[name=to]").fill("2018-03-22"),
        "only=contradict": lambda: page.locator("[name=only]").check(),
        "measure=injured": lambda: page.locator("[name=measure]").select_option("injured"),
    }
    for words, choose in fill.items():
        choose()
        _expect_status(page, f"1 of {total} entries")
        assert "Saraqib" in page.locator(ROWS).inner_text()
        assert page.evaluate("location.hash") == f"#?{words}"
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        _expect_status(page, f"1 of {total} entries")
        assert "Saraqib" in page.locator(ROWS).inner_text()
        page.get_by_role("button", name="Clear").click()
        _expect_status(page, f"{total} entries")


def test_incidents_are_sorted_as_asked(visit: Visit) -> None:
    """The earliest first, which is the other way round; by the killed the largest; the address says so."""
    page = visit()
    cells = "[...document.querySelectorAll('#events tr[data-n] td:nth-of-type(2) b')].map((b) => b.innerText)"

    def sort(order: str) -> list[str]:
        before = page.evaluate(cells)
        page.locator("[name=sort]").select_option(order)
        page.wait_for_function(f"(before) => JSON.stringify({cells}) !== JSON.stringify(before)", arg=before)
        assert page.evaluate("location.hash") == f"#?sort={order}"
        return list(page.evaluate(cells))

    latest_first = page.evaluate(cells)
    assert sort("first") == latest_first[::-1]
    sizes = [max(map(int, re.findall(r"\d+", cell))) for cell in sort("killed")]
    assert sizes == sorted(sizes, reverse=True)


# --- from a figure to its words and back ------------------------------------------------------


def test_figure_is_followed_to_its_words_by_keyboard_and_back(
    visit: Visit, saraqib: str, shown: str, form: str
) -> None:
    """Row, incident, figure, words, and back: with Enter and Tab alone, the focus where one is."""
    page = visit()
    _press_until(page, "Tab", ".skip")
    page.keyboard.press("Enter")
    _expect_focus(page, "Incidents")
    _press_until(page, "Tab", f'a[href="{saraqib}"]')
    page.keyboard.press("Enter")
    page.locator(f"{shown}.open").wait_for()
    if form == "one page":
        _expect_focus(page, "Saraqib, Idlib province, 21 March 2018")
    assert page.title().startswith("Saraqib, Idlib province")
    _press_until(page, "Tab", ".figures a")
    words = _focused(page).strip("“”")
    page.keyboard.press("Enter")
    page.locator(f"{OPEN}.text").wait_for()
    _expect_focus(page, words)
    mark = page.locator(f"{OPEN} .here mark").first
    assert mark.inner_text() == words
    assert mark.evaluate(
        "(one) => { const at = one.getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight }"
    )
    page.keyboard.press("Enter")
    page.locator(f"{shown}.open").wait_for()
    _expect_focus(page, words)
    page.locator(f"{OPEN} nav a").first.focus()
    page.keyboard.press("Enter")
    page.locator("#front").wait_for()
    _expect_focus(page, "Saraqib, Idlib province")
    assert page.locator(OPEN).count() == 0


def test_figure_shows_whose_where_and_when_it_is(
    visit: Visit, graph: cg.ClaimGraph, places: Addresses
) -> None:
    """A figure opened by its address alone is marked with the words of its source and place."""
    claim = next(one for one in graph.claims if one.text == "At least 28 civilians")
    page = visit(_refer_claim(claim, places))
    shown = {
        kind: page.locator(f"{OPEN} .{kind}.here").first.inner_text() for kind in ("source", "place", "day")
    }
    assert shown["source"].startswith("the Syrian Observatory") or shown["source"].startswith(
        "Syrian Observatory"
    )
    assert shown["place"].startswith("Saraqib")
    assert shown["day"].startswith("on Wednesday") or shown["day"].startswith("Wednesday")
    assert "Saraqib, Idlib province" in page.locator(f"{OPEN} nav").inner_text()


def test_browser_goes_back_to_the_filtered_front(visit: Visit, saraqib: str) -> None:
    """The filters stand as they were, whether one goes back by the browser or by the link."""
    for go_back in (lambda page: page.go_back(), lambda page: page.locator(f"{OPEN} nav a").first.click()):
        page = visit("#?q=saraqib")
        _expect_status(page, "1 of")
        _follow(page, page.locator(f'a[href="{saraqib}"]:visible'), OPEN)
        go_back(page)
        page.locator("#front").wait_for()
        _expect_status(page, "1 of")
        assert page.input_value("[name=q]") == "saraqib"
        assert page.locator(ROWS).count() == 1


def test_every_figure_opens_its_words(
    visit: Visit, graph: cg.ClaimGraph, address: str, places: Addresses
) -> None:
    """The address of each claim opens an article whose chosen words are those of the claim."""
    page = visit()
    for claim in graph.claims:
        _go(page, urljoin(address, _refer_claim(claim, places)), f"#{name_anchor(FIGURE, claim.id)}.here")
        shown = page.locator(f"{OPEN} .here mark")
        assert "".join(shown.all_inner_texts()) == claim.text * len(claim.spans)


def test_rule_of_a_figure_is_followed_and_left(visit: Visit, saraqib: str, shown: str) -> None:
    """The rule stands on the front; the browser leads back to the incident."""
    page = visit(saraqib)
    _follow(page, page.locator(f'{OPEN} a[href$="#rules"]').first, "#rules")
    _expect_focus(page, "The rule behind the figures")
    page.go_back()
    page.locator(f"{shown}.open").wait_for()


# --- many rows --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a report whose lists go on over several pages."""
    incidents, articles = [], []
    for number in range(PER_PAGE + 70):
        claim = evolve(figures.claim("28", "people", figures.SOHR, article=f"a{number}"), id=f"c{number}")
        claim = evolve(claim, spans=(Span(0, 9),))
        account = Account(id=f"x{number}", article=f"a{number}", claims=(claim,))
        incidents.append(Incident(id=f"i{number}", accounts=(account,), tolls=reconcile([claim])))
        title = f"Quay {number}" if number % 3 else f"Pier {number}"
        articles.append(Article(id=f"a{number}", text="28 people were killed.", title=title))
    path = tmp_path_factory.mktemp("report") / "long"
    cg.write_report(cg.ClaimGraph(articles=tuple(articles), incidents=tuple(incidents)), path)
    return path


@pytest.mark.parametrize("form", ["many pages"], indirect=True)
def test_search_finds_rows_of_other_pages_and_shows_them_in_turns(visit: Visit, long: Path) -> None:
    """What is found anywhere is shown, fifty rows and then more; back from an incident it stands again."""
    page = visit((long / "index.html").as_uri())
    assert page.locator(ROWS).count() == PER_PAGE
    page.fill("[name=q]", "pier")
    fitting = (PER_PAGE + 70) // 3
    _expect_status(page, f"{fitting} of {PER_PAGE + 70} entries")
    assert page.locator(ROWS).count() == BATCH
    page.get_by_role("button", name="more of").click()
    page.wait_for_function("() => document.querySelectorAll('tr[data-n]').length > 50")
    assert page.locator(ROWS).count() == fitting
    assert page.get_by_role("button", name="more of").count() == 0
    page.fill("[name=q]", "quay 269")
    _expect_status(page, "1 of")
    _follow(page, page.locator(f"{ROWS} a"), OPEN)
    assert "Quay 269" in page.locator(OPEN).inner_text()
    _follow(page, page.locator(f"{OPEN} nav a").first, "#front")
    _expect_status(page, "1 of")
    assert page.input_value("[name=q]") == "quay 269"
    page.get_by_role("button", name="Clear").click()
    _expect_status(page, f"{PER_PAGE + 70} entries")
    assert page.locator(ROWS).count() == PER_PAGE


@pytest.mark.parametrize("form", ["many pages"], indirect=True)
@pytest.mark.parametrize("scripts", [True, False])
def test_lists_lead_on_and_back(visit: Visit, long: Path, scripts: bool) -> None:
    """The pages of a list are plain links; an incident opened from the second leads back to it."""
    page = visit((long / "index.html").as_uri(), java_script_enabled=scripts)
    _follow(page, page.get_by_role("link", name="Page 2 →"), "main.list")
    assert page.locator(ROWS).count() == 70
    _follow(page, page.locator(f"{ROWS} a").first, OPEN)
    page.locator(f"{OPEN} nav a").first.click()
    page.wait_for_url("**/events-2.html" if scripts else "**/index.html")


@pytest.mark.parametrize("form", ["many pages"], indirect=True)
def test_search_without_its_index_says_so(visit: Visit, long: Path, tmp_path: Path) -> None:
    """A front that was copied without its folder tells what is missing; its rows stay."""
    for name in ("index.html", "report.css", "report.js"):
        shutil.copy(long / name, tmp_path)
    page = visit((tmp_path / "index.html").as_uri(), allow=("index.js", "ERR_FILE_NOT_FOUND"))
    page.fill("[name=q]", "pier")
    _expect_status(page, "The search cannot read index.js")
    assert page.locator(ROWS).count() == PER_PAGE


# --- hostile text -----------------------------------------------------------------------------


def test_hostile_article_runs_nothing(visit: Visit, graph: cg.ClaimGraph, places: Addresses) -> None:
    """Title, publisher, address and text of an article stay text; `visit` checks that nothing ran."""
    claim = next(one for one in graph.claims if one.article == HOSTILE)
    page = visit(_refer_claim(claim, places))
    assert "<script>alert(1)</script>" in page.locator(f"{OPEN} .body").inner_text()
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator(f'{OPEN} a[href^="javascript"]').count() == 0


def test_policy_holds_against_what_gets_in(chromium: Any, address: str) -> None:
    """A handler, a script and a picture put into the page are refused by its policy."""
    page = chromium.new_page()
    page.goto(address)
    page.evaluate(
        """() => {
          const note = (event) => refused.push(event.effectiveDirective);
          window.refused = [];
          document.addEventListener("securitypolicyviolation", note);
          const put = '<p onclick="window.ran = 1" style="color:red">x</p><img src="data:image/gif,x">';
          document.body.insertAdjacentHTML("beforeend", put);
          document.querySelector("body > p").click();
          const script = document.createElement("script");
          script.textContent = "window.ran = 2";
          document.body.append(script);
        }"""
    )
    page.wait_for_function("refused.length >= 4")
    refused = {"style-src-attr", "script-src-attr", "script-src-elem", "img-src"}
    assert set(page.evaluate("refused")) == refused
    assert page.evaluate("window.ran") is None
    page.close()


# --- light, dark, phone, paper, without scripts -----------------------------------------------


def test_text_can_be_read_in_light_and_dark(
    visit: Visit, saraqib: str, shown: str, graph: cg.ClaimGraph, address: str, places: Addresses
) -> None:
    """All text has the contrast of WCAG AA with its ground, on the front, an incident and an article."""
    page = visit()
    article = _refer_claim(graph.claims[0], places)
    for place, goal in (("#front", "#front"), (saraqib, f"{shown}.open"), (article, f"{OPEN}.text")):
        _go(page, urljoin(address, place), goal)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (int(ground.split("(")[1].split(",")[0]) > 128) is (scheme == "light")
            contrast, text = page.evaluate(CONTRAST)
            assert contrast >= 4.5, text


def test_phone_needs_no_sideways_scrolling(
    visit: Visit, graph: cg.ClaimGraph, address: str, places: Addresses
) -> None:
    """At 390 pixels nothing is wider than the screen, not even long titles; the filters open on demand."""
    page = visit(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    hostile = next(one for one in graph.claims if one.article == HOSTILE)
    bus = next(one for one in graph.claims if one.article == "bus")
    parts = [(_refer_claim(one, places), f"#{name_anchor(FIGURE, one.id)}.here") for one in (hostile, bus)]
    for one in graph.incidents:
        parts.append((places.refer_incident(one.id), f"#{name_anchor(INCIDENT, one.id)}.open"))
    for place, goal in [*parts, ("#front", "#front")]:
        _go(page, urljoin(address, place), goal)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, place
    assert not page.locator("[name=place]").is_visible()
    page.get_by_role("button", name="Filter and sort").tap()
    page.locator("[name=place]").wait_for()


def test_paper_has_everything_and_no_controls(visit: Visit, saraqib: str) -> None:
    """What is folded is unfolded for the printer, and folded again; the form is left out."""
    page = visit(saraqib)
    folded = page.locator(f"{OPEN} details:not([open])").count()
    assert folded > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f"{OPEN} details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(f"{OPEN} details:not([open])").count() == folded
    page.emulate_media(media="print")
    assert not page.locator(f"{OPEN} nav").is_visible()
    assert page.pdf()[:5] == b"%PDF-"
    front = visit()
    front.emulate_media(media="print")
    assert not front.locator("form").is_visible()
    assert front.locator("#table").is_visible()


def test_page_can_be_read_without_scripts(
    visit: Visit, saraqib: str, shown: str, graph: cg.ClaimGraph
) -> None:
    """The front stands there, an incident and a figure open by their addresses."""
    page = visit(java_script_enabled=False)
    assert page.locator(ROWS).count() == len(graph.incidents)
    _follow(page, page.locator(f'#front a[href="{saraqib}"]'), shown)
    assert not page.locator("#front").is_visible()
    figure = page.locator(f"{shown} .figures a").first
    target = figure.get_attribute("href").partition("#")[2]
    mark = page.locator(f"#{target} mark, mark:has(#{target})").first
    figure.click()
    mark.wait_for()
    assert mark.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
    assert not page.locator(shown).is_visible()


def test_screen_readers_find_landmarks_headings_and_headers(visit: Visit, saraqib: str) -> None:
    """One main part, a search, a status; tables with headers; no heading leaves out a level."""
    page = visit()
    for role in ("banner", "main", "search", "status"):
        assert page.get_by_role(role).count() == 1, role
    assert page.get_by_role("columnheader", name="Killed").count() == 1
    assert page.get_by_role("rowheader", name="Saraqib").count() == 1
    page = visit(saraqib)
    assert page.get_by_role("navigation", name="Back").count() == 1
    assert page.get_by_role("rowheader", name="White Helmets").count() >= 1
    levels = page.evaluate(
        "[...document.querySelectorAll('.open :is(h2,h3,h4)')].map((one) => Number(one.tagName[1]))"
    )
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
