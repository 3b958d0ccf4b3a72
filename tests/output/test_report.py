"""The report: complete, linked to every word, closed against what articles say, the same every time."""

from __future__ import annotations

import datetime
import json
import re
from base64 import b64encode
from hashlib import sha256
from itertools import permutations
from pathlib import Path

import figures
import pytest
import strategies
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reports import ALLOWED, ARTICLES, HOSTILE, PageReader, check_harmless

import claimgraph as cg
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Account, Article, Claim, Incident, Place, Problem, Quantity, Span, Stance
from claimgraph.output.report import format_report
from claimgraph.output.report.anchors import ARTICLE, FIGURE, INCIDENT, name_anchor
from claimgraph.output.report.articles import check_address
from claimgraph.output.report.charts import Point, Scale, draw_days, draw_strip, fit_scale
from claimgraph.output.report.contexts import read_context
from claimgraph.output.report.figures import ShownToll, show_toll
from claimgraph.output.report.fronts import FrontRow, list_article_rows, list_front_rows
from claimgraph.output.report.incidents import show_incident
from claimgraph.output.report.indexes import Entry, format_index
from claimgraph.output.report.links import MOST_PAIRS


@pytest.fixture(scope="module")
def graph() -> cg.ClaimGraph:
    """A graph of two articles on one event, and one that counts nobody."""
    return cg.build_graph(list(ARTICLES))


@pytest.fixture(scope="module")
def page(graph: cg.ClaimGraph) -> str:
    """Its report."""
    return format_report(graph)


DAYS = (datetime.date(2018, 3, 21), datetime.date(2018, 3, 25))


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


# --- the file ---------------------------------------------------------------------------------


def test_report_is_written_as_one_file(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """The file holds the page with the title given, in UTF-8, and nothing else is written."""
    cg.write_report(graph, tmp_path / "report.html", title="The week <in> Saraqib")
    written = (tmp_path / "report.html").read_bytes().decode("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert written == format_report(graph, title="The week <in> Saraqib")
    assert "<title>The week &lt;in&gt; Saraqib</title>" in written


def test_report_of_something_else_is_refused(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """An incident or a list is no graph; nothing is written."""
    for wrong in (graph.incidents[0], [graph], None):
        with pytest.raises(cg.MisuseError, match="claim graph"):
            cg.write_report(wrong, tmp_path / "report.html")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_every_tag_is_closed_and_every_name_is_used_once(page: str) -> None:
    """The page is well nested; no two elements have one name."""
    read = PageReader(page)
    assert read.open == []
    assert len(set(read.ids)) == len(read.ids)


def test_same_graph_gives_same_bytes_in_any_order(page: str) -> None:
    """Articles read in another order give the page byte for byte."""
    for order in permutations(ARTICLES):
        assert format_report(cg.build_graph(list(order))) == page


def test_empty_graph_has_a_page() -> None:
    """A graph without articles gives a page that says so, with the limits of the method."""
    read = PageReader(format_report(cg.ClaimGraph()))
    assert "0 articles" in read.text
    assert "It is not the number of people who died." in read.text


def test_skipped_inputs_stand_in_the_report(graph: cg.ClaimGraph) -> None:
    """What was skipped is named with its reason."""
    problems = (Problem(where="b.txt", reason="is empty"), Problem(where="a.txt", reason="is no text"))
    text = PageReader(format_report(evolve(graph, problems=problems))).text
    assert "2 inputs skipped" in text
    assert text.index("a.txt: is no text") < text.index("b.txt: is empty")


# --- what a browser may do with it ------------------------------------------------------------


def test_policy_allows_only_the_script_and_the_styles_of_the_page(page: str) -> None:
    """The policy denies everything by default and names script and styles by hashes that are right."""
    read = PageReader(page)
    policy = next(
        given["content"] or ""
        for tag, given in read.tags
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy"
    )
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == " ".join(map(_hash, read.raw["script"]))
    assert rules["style-src"] == " ".join(map(_hash, read.raw["style"]))
    assert set(rules) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}


def test_report_loads_and_runs_nothing_but_its_own(page: str) -> None:
    """No address but of the web behind links, no handler, no style of an element, no frame, no picture."""
    read = check_harmless(page)
    assert "https://news.example/1" in read.hrefs
    assert "javascript:alert(1)" in read.text


def test_hostile_articles_stay_text(graph: cg.ClaimGraph) -> None:
    """Markup, script and signs that cannot be seen are shown wherever an article can put them."""
    [claim, *_] = figures.only([figures.claim("28", HOSTILE, figures.SOHR)]).claims
    source = evolve(figures.SOHR, name=HOSTILE, id=HOSTILE)
    place = Place(name=HOSTILE, words=HOSTILE, path=(HOSTILE,), span=Span(3, 9))
    changes = {"id": HOSTILE, "article": HOSTILE, "text": HOSTILE, "measure": HOSTILE, "actor": HOSTILE}
    claim = evolve(claim, means=HOSTILE, place=place, **changes)
    claim = evolve(claim, attribution=evolve(claim.attribution, chain=(source,), span=Span(1, 5)))
    denying = evolve(claim, id="denied", attribution=evolve(claim.attribution, stance=Stance.DENIES))
    account = Account(id=HOSTILE, article=HOSTILE, claims=(claim, denying))
    incident = Incident(
        id=HOSTILE, accounts=(account,), place=place, means=(HOSTILE,), tolls=reconcile(account.claims)
    )
    article = Article(
        id=HOSTILE, text=HOSTILE * 3, title=HOSTILE, publisher=HOSTILE, url=HOSTILE, language=HOSTILE
    )
    made = evolve(
        graph,
        articles=(article,),
        accounts=(account,),
        incidents=(incident,),
        problems=(Problem(where=HOSTILE, reason=HOSTILE),),
    )
    read = check_harmless(format_report(made, title=HOSTILE))
    assert read.text.count("<script>alert(1)</script>") > 20
    assert "{{7*7}}" in read.text
    assert name_anchor(FIGURE, HOSTILE) in read.ids


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_any_text_gives_a_harmless_page(text: str, title: str, id: str) -> None:
    """Whatever an article says, the page is well nested and its own."""
    claim = evolve(figures.claim("28", "people", figures.SOHR), article=id, spans=(Span(0, len(text)),))
    account = Account(id="x", article=id, claims=(claim,))
    incident = Incident(id="i", accounts=(account,), tolls=reconcile(account.claims))
    article = Article(id=id, text=text, title=title, publisher=text, url=text)
    _check = format_report(cg.ClaimGraph(articles=(article,), accounts=(account,), incidents=(incident,)))
    read = PageReader(_check)
    assert read.open == []
    assert {tag for tag, _ in read.tags} <= ALLOWED
    assert (name_anchor(FIGURE, claim.id) in read.ids) is bool(text)


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=1#c", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT://news.example/%0aalert(1)", False),
        ("data:text/html,hello", False),
        ("file:///etc/passwd", False),
        ("//news.example/a", False),
        ("https:news.example", False),
        ("https://[", False),
        (" https://news.example", False),
        ("https://news.example/\u202ea", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, kept: bool) -> None:
    """Anything but http and https with a host stays text."""
    assert check_address(url) == (url if kept else "")


# --- every figure leads to its words ----------------------------------------------------------


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    """Every address within the page is the name of an element, or the front."""
    read = PageReader(page)
    targets = {href[1:] for href in read.hrefs if href.startswith("#")} - {""}
    assert targets <= set(read.ids)


def test_every_figure_is_one_link_from_its_words(graph: cg.ClaimGraph, page: str) -> None:
    """Each claim, denial and admission has a link to an element in its article with its very words."""
    read = PageReader(page)
    context = read_context(graph)
    stated = [one for found in context.statements.values() for one in found]
    assert len(stated) >= 6
    for one in stated:
        name = name_anchor(FIGURE, one.id)
        assert f"#{name}" in read.hrefs
        assert read.inside[name] == name_anchor(ARTICLE, one.article)
        assert one.text.startswith(read.words[name])
        assert read.words[name]


def test_every_mark_leads_back_to_its_incident(graph: cg.ClaimGraph, page: str) -> None:
    """The marked words of a figure are a link to the incident that counts it."""
    named = {given["id"]: given.get("href") for tag, given in PageReader(page).tags if given.get("id")}
    for incident in graph.incidents:
        for claim in incident.claims:
            assert named[name_anchor(FIGURE, claim.id)] == f"#{name_anchor(INCIDENT, incident.id)}"


def _make_graph(*claims: Claim, text: str) -> cg.ClaimGraph:
    account = Account(id="x", article="a", claims=claims)
    incident = Incident(id="i", accounts=(account,), tolls=reconcile(claims))
    return cg.ClaimGraph(articles=(Article(id="a", text=text),), accounts=(account,), incidents=(incident,))


def test_figures_that_share_or_cross_their_words_have_a_name_each() -> None:
    """Two claims of the same words, and one that begins within them, are each found at their start."""
    first = evolve(figures.claim("28", "civilians", figures.SOHR), id="1", spans=(Span(0, 12),))
    same = evolve(first, id="2", measure="injured")
    crossing = evolve(first, id="3", measure="missing", spans=(Span(3, 20),))
    read = PageReader(format_report(_make_graph(first, same, crossing, text="28 civilians were hit.")))
    words = [read.words[name_anchor(FIGURE, id)] for id in ("1", "2", "3")]
    assert words == ["28 ", "28 ", "civilians"]
    assert read.words[name_anchor(ARTICLE, "a")].count("28 civilians were hit.") == 1


def test_claims_without_their_text_are_shown_without_a_link() -> None:
    """A claim whose article is not there, or whose span lies beyond it, is quoted as it is."""
    far = evolve(figures.claim("28", "civilians", figures.SOHR), id="far", spans=(Span(90, 99),))
    read = PageReader(format_report(_make_graph(far, text="short")))
    assert "“28 civilians”" in read.text
    assert name_anchor(FIGURE, "far") not in read.ids
    assert {href[1:] for href in read.hrefs if href.startswith("#")} - {""} <= set(read.ids)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_text_of_an_article_is_shown_unchanged(data: st.DataObject) -> None:
    """However claims overlap, the text of the article stands on its page, character for character."""
    length = 30
    text = "".join(data.draw(st.lists(st.sampled_from("ab 1\n"), min_size=length, max_size=length)))
    starts = data.draw(st.lists(st.integers(0, length - 1), min_size=1, max_size=5))
    claims = [
        evolve(
            figures.claim("28", "people", figures.SOHR),
            id=str(number),
            spans=(Span(start, data.draw(st.integers(start + 1, length + 5))),),
        )
        for number, start in enumerate(starts)
    ]
    markup = format_report(_make_graph(*claims, text=text))
    body = markup[markup.index('<div class="body"') :]
    shown = re.sub("<[^>]*>", "", body[: body.index("</div>")])
    assert shown == text


# --- the front --------------------------------------------------------------------------------


def test_row_of_an_incident_says_range_origins_and_contradiction(graph: cg.ClaimGraph) -> None:
    """The row has what the incident table has, in words, and what it is filtered by."""
    [(row, entry)] = [both for both in list_front_rows(read_context(graph)) if "Saraqib" in both[0].place]
    assert (row.killed, row.killed_group, row.injured) == ("31–40", "civilians", "70")
    assert row.verdict == "contradict"
    assert row.origins == 2
    assert (entry.since, entry.until) == ("2018-03-21", "2018-03-21")
    assert entry.places[:2] == ("Saraqib", "Idlib province")
    assert entry.sources == ("SOHR", "White Helmets")
    assert entry.measures == ("killed", "injured")
    assert (entry.killed, entry.origins, entry.contradicts) == (31, 2, True)


def _make_incident(id: str, day: int | None, *claims: Claim, **more: object) -> Incident:
    account = Account(id=f"{id}-x", article=f"{id}-a", claims=claims)
    when = None if day is None else datetime.date(2018, 3, day)
    date = cg.DateRange(earliest=when, latest=when, precision="day") if when else None
    return evolve(Incident(id=id, accounts=(account,), date=date, tolls=reconcile(claims)), **more)


def _list_rows(*incidents: Incident) -> list[tuple[FrontRow, Entry]]:
    return list(list_front_rows(read_context(cg.ClaimGraph(incidents=incidents))))


def test_search_looks_through_all_that_is_told_of_an_incident() -> None:
    """What its row shows, places around it, groups, sources, publishers, headlines and the id, each once."""
    told = figures.claim("28", "aid workers", figures.SOHR, article="e-a")
    place = Place(name="Hafen", words="Hafen", path=("Westmark", "Elbonia"), path_keys=("w", "e"))
    article = Article(id="e-a", title="Night on  the quay", publisher="Evening Sheet", text="")
    incident = _make_incident("e", 3, told, evolve(told, id="again"), place=place, means=("shelling",))
    context = read_context(cg.ClaimGraph(articles=(article,), incidents=(incident,)))
    [(_, entry)] = list_front_rows(context)
    shown = {"3 March 2018", "Hafen, Westmark", "shelling", "28 aid workers"}
    untold = {
        "aid workers",
        "Evening Sheet",
        "Night on the quay",
        "e",
        "Hafen",
        "Westmark",
        "Elbonia",
        "SOHR",
    }
    assert len(entry.words) == len(shown | untold)
    assert set(entry.words) == shown | untold


def test_index_knows_both_ends_of_a_time() -> None:
    """Days are numbers, that of the first and that of the last; an end that is open is 0."""
    [(_, entry)] = _list_rows(_make_incident("a", 3))
    for since, until, numbers in (
        ("2018-03-03", "2018-03-07", [20180303, 20180307]),
        ("", "2018-03-07", [0, 20180307]),
    ):
        index = json.loads(format_index([evolve(entry, since=since, until=until)], batch=0))
        assert index["rows"][0][2:4] == numbers


def test_row_says_that_figures_contradict_before_that_they_differ() -> None:
    """Of 28, 40 and at least 30 some exclude each other, whatever else can be true."""
    differ = [
        figures.claim(words, "people", origin)
        for words, origin in (("40", figures.SOHR), ("30+", figures.ARMY))
    ]
    [(row, entry)] = _list_rows(_make_incident("a", 3, *differ))
    assert (row.verdict, entry.contradicts) == ("differ", False)
    [(row, entry)] = _list_rows(
        _make_incident("a", 3, *differ, figures.claim("28", "people", figures.HELMETS))
    )
    assert (row.verdict, entry.contradicts) == ("contradict", True)


def test_row_names_two_other_counts_and_says_how_many_more_there_are() -> None:
    """Four counts beside the killed are two in words and "2 more"."""
    measures = ("killed", "missing", "displaced", "trapped", "evacuated")
    told = [
        evolve(figures.claim("28", "people", figures.SOHR), id=measure, measure=measure)
        for measure in measures
    ]
    [(row, _)] = _list_rows(_make_incident("a", 3, *told))
    assert (len(row.others), row.more) == (2, 2)


def test_list_of_articles_counts_figures_and_no_denials(graph: cg.ClaimGraph) -> None:
    """An article with two figures and a denial has two."""
    rows = {row.title: row.figures for row in list_article_rows(read_context(graph))}
    assert rows == {"Explosion in Aleppo": 3, "Toll in Saraqib": 2, "Nobody counted": 0}


def test_story_that_is_stated_something_of_has_a_part() -> None:
    """Where nobody is counted but something is denied, the denial leads to a part of its own."""
    said = "The army denied on Monday that it bombed the school in Hallam. Police said the school was shut."
    told = cg.build_graph([Article(id="a", text=said)])
    assert (len(told.incidents), len(told.stories)) == (0, 1)
    read = PageReader(format_report(told))
    anchor = name_anchor(INCIDENT, told.stories[0].id)
    assert anchor in read.ids
    assert f"#{anchor}" in read.hrefs


def test_rows_stand_by_day_the_latest_first() -> None:
    """The newest event opens the table, and one whose day nobody gives closes it."""
    made = [_make_incident(id, day) for id, day in (("old", 3), ("none", None), ("new", 24))]
    for order in permutations(made):
        assert [entry.since for _, entry in _list_rows(*order)] == ["2018-03-24", "2018-03-03", ""]


def test_row_is_sorted_by_its_highest_figure() -> None:
    """The number behind a column is the best figure of its measure, below all where there is none."""
    nobody = figures.claim("0", "civilians", figures.SOHR)
    made = (_make_incident("a", 3, nobody), _make_incident("b", 3))
    assert [_list_rows(one)[0][1].killed for one in made] == [0, -1]


def test_row_of_a_period_names_no_means() -> None:
    """A war has many means, which say nothing of a count over all of it; those of an event are told."""
    event = _make_incident("a", 3, means=("air strike", "shelling"))
    assert _list_rows(event)[0][0].means == "air strike, shelling"
    assert _list_rows(evolve(event, scope="cumulative"))[0][0].means == ""


def test_row_marks_a_denial(graph: cg.ClaimGraph) -> None:
    """An event that somebody denies is marked, and no other."""
    assert [row.is_denied for row, _ in list_front_rows(read_context(graph))] == [True]
    assert [row.is_denied for row, _ in _list_rows(_make_incident("a", 3))] == [False]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A child was killed", "1 child"),
        ("Dozens of people were killed", "dozens of people"),
        ("Seven women were killed", "7 women"),
    ],
)
def test_row_names_who_is_counted_as_one_would_say_it(text: str, figure: str) -> None:
    """One is a child, not "1 children"; a vague word takes "of"."""
    told = Article(id="a", text=f"{text} when a ferry sank off Port Hallam on Monday, police said.")
    [(row, _)] = list_front_rows(read_context(cg.build_graph([told])))
    assert f"{row.killed} {row.killed_group}" == figure


def test_page_speaks_of_one_and_of_several(graph: cg.ClaimGraph) -> None:
    """One story has no row and one pair contradicts; nothing is said of inputs that nobody saw."""
    text = " ".join(PageReader(format_report(graph)).text.split())
    assert "In 1 story the articles count nobody; it has no row above." in text
    assert "≠ 1 contradicts" in text
    assert "No input was skipped" not in text
    single = Article(id="a", text="The bridge was closed on Monday.")
    none = " ".join(PageReader(format_report(cg.build_graph([single]))).text.split())
    assert "0 figures read in 1 article: 0 incidents." in none
    assert "These articles count nobody." in none
    assert "All 1 article" not in none


def test_counts_over_a_period_stand_apart_from_events() -> None:
    """A count over a period has its own part of the table, below the incidents."""
    event = Incident(
        id="e",
        accounts=(Account(id="x", article="a", claims=(figures.claim("28", "people", figures.SOHR),)),),
    )
    period = evolve(event, id="p", scope="cumulative")
    read = PageReader(format_report(cg.ClaimGraph(incidents=(period, event))))
    parts = [read.words["events"], read.words["periods"]]
    assert [part.split()[0] for part in parts] == ["Incidents", "Counts"]
    assert all(part.count("Place not named") == 1 for part in parts)


def test_contradiction_is_not_told_by_colour_alone(page: str) -> None:
    """The mark of a contradiction is a sign with words."""
    front = PageReader(page).words["front"]
    assert "≠ figures contradict" in front


# --- an incident ------------------------------------------------------------------------------


def test_incident_has_everything_about_its_figures(page: str, graph: cg.ClaimGraph) -> None:
    """Summary, tolls, matrix, denials, reports and why they are one, under headings."""
    [incident] = [one for one in graph.incidents if one.place and one.place.name == "Saraqib"]
    text = " ".join(PageReader(page).words[name_anchor(INCIDENT, incident.id)].split())
    assert cg.summarize(incident).split(". ", 1)[1][:60] in text
    told = ["Killed: civilians", "Injured: people", "Who gives which figure", "Denials", "Reports"]
    for words in [*told, "Why these reports are one incident", "Corroboration: fair"]:
        assert words in text
    assert "“At least 28 civilians” Harbour Post, 21 March 2018 replaced by a later figure" in text


def test_reports_are_drawn_though_one_has_no_day() -> None:
    """Each report has its row; those with a day have a dot, also where the first has none."""
    articles = [Article(id=str(n), text="x", published=day) for n, day in enumerate([None, *DAYS])]
    accounts = tuple(Account(id=f"x{one.id}", article=one.id) for one in articles)
    incident = Incident(id="i", accounts=accounts)
    graph = cg.ClaimGraph(articles=tuple(articles), accounts=accounts, incidents=(incident,))
    shown = show_incident(incident, read_context(graph))
    assert [one.day for one in shown.reports] == ["", "21 March 2018", "25 March 2018"]
    assert [one.strip is not None for one in shown.reports] == [False, True, True]
    assert format_report(graph).count('class="strip"') == 2


def test_long_lists_are_cut_and_the_rest_is_counted() -> None:
    """Forty origins all have their row; of the pairs of their relations many are only counted."""
    claims = [
        figures.claim(str(number), "people", evolve(figures.SOHR, id=f"s{number}", name=f"Source {number}"))
        for number in range(1, 41)
    ]
    shown = show_incident(
        Incident(
            id="i", accounts=(Account(id="x", article="a", claims=tuple(claims)),), tolls=reconcile(claims)
        ),
        read_context(cg.ClaimGraph()),
    )
    [toll] = shown.tolls
    assert len(toll.rows) == 40
    [group] = toll.relations
    assert (group.kind, group.count, group.rest) == ("contradicts", 780, 740)


def test_pairs_that_join_an_account_come_first() -> None:
    """Of more pairs than are told those come first that join another account, then the strongest."""
    accounts = tuple(Account(id=f"x{n}", article=f"a{n}") for n in range(6))
    links = tuple(
        cg.Link(a=f"x{a}", b=f"x{b}", score=10.0 - b + (0.5 if a == 0 else 0))
        for a in range(6)
        for b in range(a + 1, 6)
    )
    shown = show_incident(Incident(id="i", accounts=accounts, links=links), read_context(cg.ClaimGraph()))
    assert len(shown.pairs) == MOST_PAIRS
    assert shown.more_pairs == len(links) - MOST_PAIRS
    joined = {name for pair in shown.pairs[:5] for name in (pair.a, pair.b)}
    assert joined == {account.article for account in accounts}


# --- charts -----------------------------------------------------------------------------------


def _classes(markup: str) -> list[str]:
    return re.findall(r'class="(\w+)"', markup)


@pytest.mark.parametrize(
    ("words", "state", "expected"),
    [
        ("28", "stands", ["stands"]),
        ("28+", "stands", ["stands", "arrow"]),
        (">28", "replaced", ["replaced", "arrow"]),
        ("20-25", "stands", ["stands", "bar", "bar", "bar"]),
        ("dozens", "expected", ["expected", "bar", "bar", "bar"]),
        ("28", "denied", ["denied", "cross"]),
    ],
)
def test_bounds_are_drawn_as_they_are(words: str, state: str, expected: list[str]) -> None:
    """An open bound is an arrow, an interval a bar with two ends, a denied figure a cross."""
    strip = draw_strip([Point(quantity=figures.count(words), state=state)], fit_scale([99]), name="g")
    assert _classes(strip)[1:] == expected
    assert ("<circle" in strip) is (words not in ("dozens", "20-25") and state != "denied")


def test_steps_of_an_origin_are_joined() -> None:
    """The figures that an origin gave one after another are joined by a line."""
    points = [Point(quantity=figures.count(words), state="replaced") for words in ("11", "58", "86")]
    assert _classes(draw_strip(points, fit_scale([86]), name="g")).count("path") == 2


@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=8))
def test_numbers_keep_their_order_on_the_axis(numbers: list[int]) -> None:
    """Every number lies within the strip, in order; the axis has a few round numbers."""
    scale = fit_scale(numbers)
    places = [float(scale.place(number)[:-1]) for number in sorted(numbers)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] <= 100
    assert 1 <= len(scale.list_ticks()) <= 6


def test_axis_is_logarithmic_only_for_figures_far_apart() -> None:
    """From zero as long as the smallest figure can be seen beside the largest."""
    assert fit_scale([28, 40]) == Scale(low=0, high=40)
    assert fit_scale([7, 90_000]) == Scale(low=1, high=90_000, is_log=True)
    assert fit_scale([]).list_ticks()


def test_days_of_reports_are_drawn_where_there_are_two() -> None:
    """Each day has a strip, one without a day has none, and a single day has nothing to compare."""
    days = [DAYS[0], None, DAYS[1]]
    first, unknown, last = draw_days(days, None)
    assert first is not None
    assert 'cx="4.0%"' in first
    assert unknown is None
    assert last is not None
    assert 'cx="96.0%"' in last
    assert draw_days(days[:2], None) == [None, None]


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(strategies.told_articles())
def test_any_graph_has_a_page_whose_links_lead_somewhere(told: tuple[Article, tuple[Claim, ...]]) -> None:
    """Whatever nouns hold, the page is made, and no link of it is dead."""
    article, claims = told
    accounts = (Account(id="x", article=article.id, claims=claims),)
    graph = cg.ClaimGraph(articles=(article,), accounts=accounts, incidents=cg.link_accounts(accounts))
    read = check_harmless(format_report(graph))
    assert {href[1:] for href in read.hrefs if href.startswith("#")} - {""} <= set(read.ids)


def test_quantity_of_zero_is_drawn() -> None:
    """Nobody killed is a figure, at the beginning of the axis."""
    nobody = Quantity(value=0, low=0, high=0, modifier="exact", words="no", span=Span(0, 2))
    assert 'cx="3.0%"' in draw_strip([Point(quantity=nobody)], fit_scale([0, 5]), name="g")


def test_parts_are_folded_each_under_its_name(page: str, graph: cg.ClaimGraph) -> None:
    """Every incident and article stands in a part that bears its name and ends nowhere else; a story that
    states nothing needs none.
    """
    parts = re.findall(r'<noscript data-name="([^"]*)">\n<article [^>]*id="([^"]*)"', page)
    assert len(parts) == len(graph.articles) + len(graph.incidents)
    assert all(name == id for name, id in parts)
    assert page.count("</noscript>") == len(parts) + 2


# --- figures ----------------------------------------------------------------------------------


def _show_toll(*claims: Claim) -> ShownToll:
    graph = _make_graph(*claims, text="28 civilians")
    return show_toll(graph.incidents[0].tolls[0], read_context(graph), name="t")


def test_toll_without_a_figure_says_why() -> None:
    """Figures that are only denied have no range, and the reason stands beside them; others have none."""
    denied = figures.claim("28", "civilians", figures.SOHR)
    denied = evolve(denied, attribution=evolve(denied.attribution, stance=Stance.DENIES))
    assert (_show_toll(denied).span, _show_toll(denied).note) == ("28", "denied")
    stated = figures.claim("31", "civilians", figures.HELMETS)
    assert (_show_toll(stated, denied).span, _show_toll(stated, denied).note) == ("31", "")


def test_range_of_a_toll_is_shaded_on_its_axis() -> None:
    """The ground of the axis holds the range where figures are stated as facts."""
    shown = _show_toll(
        figures.claim("28", "civilians", figures.SOHR), figures.claim("40", "civilians", figures.HELMETS)
    )
    assert 'class="range"' in str(shown.axis)
    denied = [
        evolve(claim, attribution=evolve(claim.attribution, stance=Stance.DENIES))
        for claim in (
            figures.claim("28", "civilians", figures.SOHR),
            figures.claim("40", "civilians", figures.ARMY),
        )
    ]
    assert 'class="range"' not in str(_show_toll(*denied).axis)


def test_outdated_figure_is_called_that_alone() -> None:
    """A figure that a text itself calls outdated is not also called replaced."""
    old = evolve(figures.claim("15", "civilians", figures.SOHR, day=21), superseded=True)
    new = figures.claim("28", "civilians", figures.SOHR, day=22)
    notes = [one.notes for row in _show_toll(old, new).rows for one in row.figures]
    assert sorted(notes) == [(), ("outdated",)]
    later = [one.notes for row in _show_toll(evolve(old, superseded=False), new).rows for one in row.figures]
    assert sorted(later) == [(), ("replaced",)]
