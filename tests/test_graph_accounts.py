"""Graphs from claims that others made, and from an extractor of one's own."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import claimgraph as cg

HERE = Path(__file__).parent.parent / "examples"
COLUMNS = {
    "id": "Id",
    "date": "Day",
    "place": "Town",
    "region": "Region",
    "measure": "What happened",
    "value": "How many",
    "group": "Of whom",
    "source": "Reported by",
    "relays": "Via",
}
RECORDS = [
    {
        "id": "one",
        "text": "Officials said that nine miners died in Port Hallam on Monday.",
        "published": "2021-05-04",
    },
    {
        "id": "two",
        "text": "A blast hurt six traders in Port Hallam, the mayor said.",
        "published": "2021-05-04",
    },
]


@pytest.fixture(scope="module")
def handmade() -> cg.ClaimReading:
    """The spreadsheet of the examples."""
    return cg.read_claims(HERE / "handmade.csv", columns=COLUMNS)


@pytest.fixture(scope="module")
def examples() -> cg.ClaimGraph:
    """The graph of the example articles."""
    return cg.build_graph(HERE / "articles")


def test_handmade_claims_make_a_full_graph(handmade: cg.ClaimReading, tmp_path: Path) -> None:
    """Claims alone can be searched, told in words, tabled, saved, loaded and shown."""
    graph = cg.build_graph(handmade)
    assert graph.problems == handmade.problems
    assert len(graph.articles) == 6
    saraqib = graph.find("Saraqib")
    assert "according to the White Helmets" in cg.summarize(saraqib)
    assert "<" in graph._repr_html_()
    assert graph.to_networkx().number_of_nodes() > len(graph.articles)
    cg.save(graph, tmp_path / "graph.jsonl")
    assert cg.load(tmp_path / "graph.jsonl") == graph


def test_handmade_claims_link_with_articles(examples: cg.ClaimGraph, handmade: cg.ClaimReading) -> None:
    """Rows of a spreadsheet join the incidents of articles and reconcile with their figures."""
    graph = examples.add(handmade)
    for place, rows in (("Armanaz", {"1", "2"}), ("Saraqib", {"3", "4", "5"})):
        incident = graph.find(place)
        assert incident.id in {one.id for one in examples.incidents}
        assert rows <= {claim.id for claim in incident.claims}
        assert any(claim.spans for claim in incident.claims)
    (killed,) = [
        toll for toll in graph.find("Armanaz").tolls if (toll.measure, toll.group) == ("killed", "civilians")
    ]
    assert {origin.id for origin in killed.origins} == {
        "anadolu-agency",
        "sohr",
        "syrian-network-for-human-rights",
    }
    retold = [
        one for one in killed.relations if one.kind is cg.RelationKind.REPEATS and "2" in {one.a, one.b}
    ]
    assert retold


def test_adding_claims_is_building_with_them(examples: cg.ClaimGraph, handmade: cg.ClaimReading) -> None:
    """Adding the same claims twice changes nothing but the problems."""
    once = examples.add(handmade)
    twice = once.add(handmade)
    assert twice.incidents == once.incidents
    assert twice.accounts == once.accounts
    assert sum("is there already" in problem.reason for problem in twice.problems) == 6


def test_article_that_comes_later_takes_the_place_of_its_name() -> None:
    """Claims may cite an article before it is read; then it is one article, with its text."""
    row = {"article": "one", "measure": "killed", "value": 9, "place": "Port Hallam"}
    graph = cg.build_graph(cg.read_claims([row])).add(RECORDS)
    assert [article.id for article in graph.articles] == ["one", "two"]
    assert all(article.text for article in graph.articles)
    assert graph.problems == ()


def test_link_claims_takes_a_reading(handmade: cg.ClaimReading) -> None:
    """Linking keeps the accounts of the reading."""
    assert cg.link_claims(handmade) == cg.link_accounts(handmade.accounts)


# --- an extractor of one's own ----------------------------------------------

TOLD = {"measure": "killed", "text": "nine miners", "source": "officials"}


@pytest.mark.parametrize(
    "found",
    [
        [TOLD],
        TOLD,
        (row for row in [TOLD]),
        json.dumps({"claims": [TOLD]}),
        f"Found: ```json\n[{json.dumps(TOLD)}]\n```",
        cg.extract_claims(cg.read_articles(RECORDS[:1]).articles),
        cg.extract_accounts(cg.read_articles(RECORDS[:1]).articles),
        cg.read_claims([TOLD], articles=RECORDS[:1]),
    ],
    ids=["records", "record", "generator", "json", "answer", "claims", "accounts", "reading"],
)
def test_extractor_may_give_claims_in_any_form(found: Any) -> None:
    """Accounts, claims, records, JSON or a reading: the claim is the same."""
    graph = cg.build_graph(RECORDS[:1], extract=lambda article: found)
    assert [(claim.text, claim.article) for claim in graph.claims] == [("nine miners", "one")]
    assert graph.claims[0].published == datetime.date(2021, 5, 4)
    assert graph.problems == ()


@pytest.mark.parametrize("nothing", [None, (), [], "[]"])
def test_extractor_may_find_nothing(nothing: Any) -> None:
    """An article without claims stays an article."""
    graph = cg.build_graph(RECORDS, extract=lambda article: nothing)
    assert (len(graph.articles), graph.claims, graph.problems) == (2, (), ())


def test_ids_of_an_extractor_count_within_the_article() -> None:
    """Two articles may both have a claim 1, and a part names the whole beside it."""

    def extract(article: cg.Article) -> list[dict[str, Any]]:
        return [
            {"id": 1, "measure": "killed", "value": 9},
            {"id": 2, "measure": "killed", "value": 3, "part_of": 1, "group": "women"},
        ]

    graph = cg.build_graph(RECORDS, extract=extract)
    assert [claim.id for claim in graph.claims] == ["one/1", "one/2", "two/1", "two/2"]
    assert [claim.part_of for claim in graph.claims] == [None, "one/1", None, "two/1"]


def test_fabricated_words_of_an_extractor_are_kept_out() -> None:
    """The words of every claim are looked for in its article; under strict the first lie is an error."""

    def extract(article: cg.Article) -> list[dict[str, Any]]:
        return [TOLD]

    graph = cg.build_graph(RECORDS, extract=extract)
    assert [claim.article for claim in graph.claims] == ["one"]
    assert [problem.where for problem in graph.problems] == ["two, row 1"]
    with pytest.raises(cg.ClaimError, match="two, row 1"):
        cg.build_graph(RECORDS, extract=extract, strict=True)


def test_extractor_that_fails_costs_one_article() -> None:
    """Whatever an extractor raises is a problem of its article; under strict it is our error."""

    def extract(article: cg.Article) -> Any:
        if article.id == "one":
            raise KeyError("mood")
        return [{"measure": "injured", "text": "six traders"}]

    graph = cg.build_graph(RECORDS, extract=extract)
    assert [article.id for article in graph.articles] == ["two"]
    (problem,) = graph.problems
    assert str(problem) == "one: the extractor failed (KeyError: 'mood'); the article is skipped"
    with pytest.raises(cg.ArticleError, match="mood"):
        cg.build_graph(RECORDS, extract=extract, strict=True)
    grown = cg.build_graph(RECORDS[1:]).add(RECORDS[:1], extract=extract)
    assert grown.problems == graph.problems


def test_extractor_that_gives_what_is_no_claim() -> None:
    """Things that are no claims are reported one by one, a value of another kind for its article."""
    told = cg.build_graph(RECORDS[:1], extract=lambda article: [5, TOLD])
    assert [problem.reason for problem in told.problems] == ["no record but int"]
    assert len(told.claims) == 1
    refused = cg.build_graph(RECORDS[:1], extract=lambda article: 5)
    assert "int is no source of claims" in refused.problems[0].reason


def test_own_claims_link_like_ours(examples: cg.ClaimGraph) -> None:
    """Handing our own claims through somebody's extractor gives our incidents."""
    graph = cg.build_graph(examples.articles, extract=cg.extract_claims)
    assert {claim.id for claim in graph.claims} == {claim.id for claim in examples.claims}
    places = [(incident.place, incident.date) for incident in graph.incidents]
    assert set(places) >= {(incident.place, incident.date) for incident in examples.incidents[:1]}


def test_reading_in_strict_mode_is_refused_with_its_problems(handmade: cg.ClaimReading) -> None:
    """A reading with problems is none for a strict graph."""
    with pytest.raises(cg.ClaimError, match="line 7"):
        cg.build_graph(evolve(handmade, problems=handmade.problems[1:]), strict=True)
