"""What people rely on when they quote a figure: where it comes from, and what never changes it.

Figures are drawn from `FIGURES`: any two of them add up to more than the largest, and no year is among them,
so that a number in an output that nobody told shows itself.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import claim_lists

import claimgraph as cg
from claimgraph.comparison.tolls import find_origin, is_counted, list_conventions, list_series, reconcile
from claimgraph.model import Article, Claim, Incident, Toll

FIGURES = (1009, 1103, 1217, 1301, 1433, 1549, 1627, 1709, 1811, 1873)
SPEAKERS = (
    "the Syrian Observatory for Human Rights",
    "the White Helmets",
    "the health ministry",
    "police",
    "the Red Crescent",
)
PAPERS = ("Daily", "Herald", "Courier")
PLACES = ("Idlib", "Homs", "Aleppo")
GROUPS = ("people", "civilians", "children", "soldiers")
MEASURES = ("killed", "wounded")
BOUNDS = ("", "At least ", "More than ", "About ", "Up to ")
DAYS = tuple(datetime.date(2030, 3, day) for day in (5, 6, 7))
COLOUR = (
    "Shops along the canal stayed shut while neighbours swept glass from the pavement before dusk. ",
    "A baker who had opened early said the windows of his shop fell in before the second blast came. ",
    "Ambulances drove to two hospitals, whose corridors had filled by noon with relatives who waited. ",
)
# Building graphs takes long enough; a deep run has more of these as of all others.
FEW = settings(max_examples=settings().max_examples * 15 // 100, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def sentences(draw: st.DrawFn) -> str:
    """One sentence that counts some people, by somebody or in the article's own voice."""
    figure, group = draw(st.sampled_from(FIGURES)), draw(st.sampled_from(GROUPS))
    bound, measure = draw(st.sampled_from(BOUNDS)), draw(st.sampled_from(MEASURES))
    speaker = draw(st.sampled_from([*SPEAKERS, None]))
    said = f", {speaker} said" if speaker else ""
    if draw(st.sampled_from([True] * 4 + [False])):
        place = draw(st.sampled_from(PLACES))
        text = f"{bound}{figure:,} {group} were {measure} in an air strike on {place} on Monday"
    else:
        text = f"{bound}{figure:,} {group} have been {measure} in Syria since the war began"
    return f"{text[0].upper()}{text[1:]}{said}."


@st.composite
def news(draw: st.DrawFn, *, max_size: int = 4) -> list[Article]:
    """Articles of few places and days that count people, each with some words of its own."""
    found = []
    for number in range(draw(st.integers(1, max_size))):
        told = draw(st.lists(sentences(), min_size=1, max_size=3))
        colour = "".join(draw(st.permutations(COLOUR))[: draw(st.integers(0, 3))])
        found.append(
            Article(
                id=f"a{number}",
                title="",
                text=" ".join(told) + "\n\n" + colour,
                published=draw(st.sampled_from(DAYS)),
                publisher=draw(st.sampled_from(PAPERS)),
            )
        )
    return found


def list_told(claims: Iterable[Claim]) -> set[int]:
    """Return every number that the claims themselves state or bound."""
    return {
        number
        for claim in claims
        for number in (claim.quantity.value, claim.quantity.low, claim.quantity.high)
        if number is not None
    }


def read_numbers(text: str) -> set[int]:
    """Return the numbers from 1,000 on that a text shows, years and clock times of 2030 aside."""
    found = re.findall(r"(?<![\w.#])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.,#-])\d{4,6}(?![\w.])", text)
    return {int(one.replace(",", "")) for one in found} - {2030}


class _Shown(HTMLParser):
    """The text of a page that somebody sees."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in ("script", "style", "template")
        self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in ("script", "style", "template")
        self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)


def _show_page(text: str) -> str:
    page = _Shown()
    page.feed(text)
    return "".join(page.parts)


def _write_all(graph: cg.ClaimGraph, folder: Path) -> dict[str, str]:
    """Return by name all that is shown of a graph: words, tables, maps, a page."""
    shown = {"graph": str(graph), **{f"{one.id}": str(one) for one in graph.incidents}}
    for one in graph.incidents:
        for style in ("line", "paragraph", "full"):
            shown[f"{one.id} {style}"] = cg.summarize(one, style=style)
        shown[f"{one.id} notebook"] = _show_page(one._repr_html_())
    for table in ("claims", "incidents", "conventions", "coding"):
        cg.save(graph, folder / f"{table}.csv", table=table)
        shown[table] = (folder / f"{table}.csv").read_text(encoding="utf-8-sig")
    for name in ("x.geojson", "x.jsonld", "x.graphml"):
        cg.save(graph, folder / name)
        written = (folder / name).read_text(encoding="utf-8")
        shown[name] = _show_page(written) if name.endswith("graphml") else written
    cg.write_report(graph, folder / "x.html")
    shown["report"] = _show_page((folder / "x.html").read_text(encoding="utf-8"))
    return shown


# -- no figure without its claims -----------------------------------------------------------------


@FEW
@given(news())
def test_no_output_shows_a_figure_that_no_claim_states(tmp_path_factory, articles) -> None:
    """Whatever is written of articles holds no sum, mean or other number of people of our own making."""
    graph = cg.build_graph(articles)
    known = list_told(graph.claims) | read_numbers(" ".join(one.text for one in articles))
    for name, shown in _write_all(graph, tmp_path_factory.mktemp("out")).items():
        # The axes of charts have round numbers, which no figure is.
        ticks = {one for one in read_numbers(shown) if name == "report" and one % 50 == 0}
        assert read_numbers(shown) - ticks <= known, name


@FEW
@given(news())
def test_what_is_shown_of_an_incident_is_told_of_it(articles) -> None:
    """A figure of another incident never strays into a summary, a line or a notebook."""
    for incident in cg.build_graph(articles).incidents:
        known = list_told(incident.claims)
        for shown in (str(incident), cg.summarize(incident), cg.summarize(incident, style="full")):
            assert read_numbers(shown) <= known


@given(claim_lists(), st.sampled_from(list_conventions()))
def test_each_end_of_a_toll_is_an_end_of_one_of_its_claims(claims, convention) -> None:
    """Low, best and high are each a bound or the value of a counted claim of this very toll."""
    for toll in reconcile(claims, convention=convention):
        told = list_told(claim for claim in toll.claims if is_counted(claim))
        assert {one for one in (toll.low, toll.best, toll.high) if one} <= told
        assert toll.best is not None or toll.low == 0
        origins = {find_origin(claim).id for claim in toll.claims}
        retold = {one.origin.id for one in toll.retellings}
        assert {one.id for one in toll.origins} <= origins | retold


@given(claim_lists())
def test_every_step_of_a_series_names_the_claims_it_rests_on(claims) -> None:
    """An origin's figures over time are figures of its claims, and each step has some."""
    known = {claim.id: claim for claim in claims}
    for toll in reconcile(claims):
        for series in list_series(toll):
            for step in series.steps:
                assert step.claims
                assert list_told([known[id] for id in step.claims if id in known])


# -- repeating changes nothing --------------------------------------------------------------------


def _list_figures(incidents: Iterable[Incident]) -> Counter[tuple[object, ...]]:
    """Return the figures of all tolls with how many origins stand behind each."""
    return Counter(
        (one.measure, one.group, one.low, one.best, one.high, len(one.origins))
        for incident in incidents
        for one in incident.tolls
    )


@FEW
@given(news(max_size=3), st.data())
def test_repeating_an_article_changes_no_figure_and_no_count_of_origins(articles, data) -> None:
    """The same text under another name, of its paper or of one that copies it, is one voice."""
    chosen = data.draw(st.sampled_from(articles))
    paper = data.draw(st.sampled_from([chosen.publisher, "Echo"]))
    later = data.draw(st.sampled_from([0, 1]))
    day = chosen.published + datetime.timedelta(days=later)
    text = chosen.text + COLOUR[0] + COLOUR[1]
    articles = [evolve(one, text=text) if one is chosen else one for one in articles]
    once = cg.build_graph(articles)
    again = evolve(chosen, id="b", text=text, publisher=paper, published=day)
    assert _list_figures(cg.build_graph([*articles, again]).incidents) == _list_figures(once.incidents)


@FEW
@given(news(max_size=3), st.data())
def test_an_article_given_twice_is_one(articles, data) -> None:
    """The very same article a second time leaves the very same incidents."""
    again = data.draw(st.sampled_from(articles))
    assert cg.build_graph([*articles, again]).incidents == cg.build_graph(articles).incidents


@given(claim_lists(), st.data())
def test_a_claim_told_again_changes_no_figure(claims, data) -> None:
    """What one article tells a second article tells in the same words, of the same origin."""
    if not claims:
        return
    chosen = data.draw(st.sampled_from(claims))
    again = evolve(chosen, id=f"{chosen.id}-again", article="again", part_of=None)
    if chosen.part_of is not None or chosen.superseded or chosen.attribution.own_voice:
        return
    before, after = reconcile(claims), reconcile([*claims, again])
    assert [_bound(toll) for toll in after] == [_bound(toll) for toll in before]


def _bound(toll: Toll) -> tuple[object, ...]:
    return toll.measure, toll.group, toll.low, toll.best, toll.high, len(toll.origins)


# -- removing takes away --------------------------------------------------------------------------


@given(claim_lists(), st.data())
def test_removing_an_article_never_raises_a_count_of_origins(claims, data) -> None:
    """Of what is left to be counted, no toll has more origins than it had."""
    gone = data.draw(st.sampled_from(sorted({claim.article for claim in claims}) or [""]))
    left = [claim for claim in claims if claim.article != gone]
    kept = {claim.id for claim in left}
    left = [evolve(one, part_of=one.part_of if one.part_of in kept else None) for one in left]
    homes = {claim.id: toll for toll in reconcile(claims) for claim in toll.claims}
    for toll in reconcile(left):
        before = {origin.id for claim in toll.claims for origin in homes[claim.id].origins}
        assert len(toll.origins) <= len(before)


# -- judgements are taken back whole --------------------------------------------------------------


@FEW
@given(news(), st.data())
def test_a_judgement_that_is_undone_leaves_nothing_behind(articles, data) -> None:
    """Incidents, links, tolls and tables are those of before, however many were made and undone."""
    graph = cg.build_graph(articles)
    claims = graph.claims
    if len(claims) < 2:
        return
    changed = graph
    for number in range(data.draw(st.integers(1, 3))):
        pair = data.draw(st.lists(st.sampled_from(claims), min_size=2, max_size=2))
        decision = data.draw(st.sampled_from(["same", "different", "unsure"]))
        try:
            changed = changed.judge(pair[0], pair[1], decision, by="Ana", when=f"2030-04-0{number + 1}")
        except cg.ClaimGraphError:
            continue
    made = list(changed.judgements)
    for judgement in data.draw(st.permutations(made)):
        changed = changed.undo(judgement, by="Ben", when="2030-05-01")
    assert changed.incidents == graph.incidents
    assert changed.stories == graph.stories
    assert {one.id for one in made} <= {one.id for one in changed.judgements}
    assert changed.to_frame().equals(graph.to_frame())


# -- scopes are never added -----------------------------------------------------------------------


@given(claim_lists(), st.sampled_from(list_conventions()))
def test_a_toll_counts_one_thing_of_one_kind_of_people_in_one_scope(claims, convention) -> None:
    """And its best figure was said of exactly that."""
    for toll in reconcile(claims, convention=convention):
        assert {claim.measure for claim in toll.claims} == {toll.measure}
        assert len({claim.scope for claim in toll.claims}) == 1


@pytest.mark.parametrize("convention", list_conventions())
def test_figures_of_an_event_and_of_a_war_are_two_tolls(convention: str) -> None:
    """Neither is added to the other, nor does the larger bound the smaller."""
    text = (
        "Police said 1,009 people were killed in an air strike on Idlib on Monday. "
        "The White Helmets said 1,873 people have been killed in Syria since the war began."
    )
    graph = cg.build_graph([Article(id="a", text=text, published=DAYS[0], publisher="Daily")])
    tolls = [toll for one in graph.incidents for toll in reconcile(one.claims, convention=convention)]
    assert sorted((toll.low, toll.best, toll.high) for toll in tolls) == [(1009,) * 3, (1873,) * 3]


# -- nothing else matters -------------------------------------------------------------------------


@FEW
@given(news(), st.randoms(use_true_random=False))
def test_order_and_parts_change_no_figure(articles, random) -> None:
    """Shuffled, or added one by one."""
    shuffled = list(articles)
    random.shuffle(shuffled)
    whole = cg.build_graph(articles)
    assert cg.build_graph(shuffled).incidents == whole.incidents
    grown = cg.build_graph(shuffled[:1])
    for one in shuffled[1:]:
        grown = grown.add([one])
    assert _list_figures(grown.incidents) == _list_figures(whole.incidents)


def _list_sources(claims: Sequence[Claim]) -> set[str]:
    return {source.id for claim in claims for source in claim.attribution.chain}


@FEW
@given(news())
def test_no_toll_has_more_origins_than_sources_were_named(articles) -> None:
    """Nor more than claims, and its headline lies between its ends."""
    for incident in cg.build_graph(articles).incidents:
        for toll in incident.tolls:
            assert len(toll.origins) <= min(len(_list_sources(incident.claims)), len(toll.claims))
            assert toll.best is None or toll.low <= toll.best <= (toll.high or toll.best)


def test_the_examples_show_no_figure_that_no_claim_states(tmp_path: Path, articles: Path) -> None:
    """The shipped week of news: what is written of an incident was written of it in an article."""
    graph = cg.build_graph(cg.read_articles(articles))
    texts = {article.id: article.text for article in graph.articles}
    shown = json.loads((cg.save(graph, tmp_path / "x.geojson"), (tmp_path / "x.geojson").read_text())[1])
    by_id = {one.id: one for one in graph.incidents}
    assert shown["features"]
    for feature in shown["features"]:
        told = list_told(by_id[feature["id"]].claims)
        figures = feature["properties"]
        names = [name for name in figures if name.endswith(("_low", "_best", "_high"))]
        assert {figures[name] for name in names if figures[name] is not None} <= told | {0}
    for claim in graph.claims:
        spans = [texts[claim.article][span.start : span.end] for span in claim.spans]
        assert spans == [claim.text] * len(spans)
