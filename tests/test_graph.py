"""The claim graph finds incidents by words, and says when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

import claimgraph as cg
from claimgraph.comparison.pairs import load_weights


@pytest.fixture(scope="module")
def graph() -> cg.ClaimGraph:
    """The graph of the shipped example articles."""
    return cg.build_graph(Path(__file__).parent.parent / "examples" / "articles")


def test_an_incident_is_found_by_its_place(graph: cg.ClaimGraph) -> None:
    """The incident's own place comes before a place that a claim only mentions."""
    place = graph.find("Saraqib").place
    assert place is not None
    assert place.name == "Saraqib"


def test_words_of_source_and_day_narrow_the_choice(graph: cg.ClaimGraph) -> None:
    """All words must match, in any case."""
    found = graph.select("anadolu 2017-09-29")
    assert [incident.place.name for incident in found if incident.place] == ["Armanaz"]


def test_an_account_of_the_province_stands_with_those_that_name_the_town(graph: cg.ClaimGraph) -> None:
    """One says "Idlib" and repeats SOHR's 28; beside SOHR's own words that is Armanaz."""
    incident = graph.find("armanaz")
    assert incident.articles == ("armanaz-agency", "armanaz-monitor", "armanaz-denial")
    assert incident.place is not None
    assert incident.place.name == "Armanaz"


@pytest.mark.parametrize("words", ["", "  ", "Atlantis"])
def test_nothing_found_is_an_error_that_names_the_places(graph: cg.ClaimGraph, words: str) -> None:
    """No words are no wish for any incident."""
    with pytest.raises(cg.UnknownNameError, match="Armanaz"):
        graph.find(words)


def test_steps_can_be_replaced() -> None:
    """An extractor and a linker of one's own take the place of ours."""
    records = [{"id": "a", "text": "Nine people were killed."}]
    account = cg.Account(id="mine", article="a")
    graph = cg.build_graph(records, extract=lambda article: (account,), link=lambda accounts: ())
    assert (graph.accounts, graph.incidents) == ((account,), ())


def test_a_saved_graph_is_loaded_as_an_equal_value(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """Nothing is lost on the way to a file and back."""
    cg.save(graph, tmp_path / "graph.jsonl")
    assert cg.load(tmp_path / "graph.jsonl") == graph


# --- judging ----------------------------------------------------------------------------------


def test_a_judgement_joins_what_scores_keep_apart_and_undoing_parts_it_again(graph: cg.ClaimGraph) -> None:
    """The graph judged is another value; ids, links and changes tell what a person did."""
    monitor, agency = graph.find("saraqib"), graph.find("harasta")
    judged = graph.judge(monitor, agency, "same", by="Ana", when="2020-01-02", why="one convoy")
    (one,) = [incident for incident in judged.incidents if incident.id == min_founded(monitor, agency)]
    assert set(one.articles) == {*monitor.articles, *agency.articles}
    assert "judged the same event by Ana on 2020-01-02: one convoy" in one.why()
    assert [change.kind for change in judged.changes] == [cg.ChangeKind.MERGED]
    assert "judged the same event by Ana" in str(judged.changes[0])
    undone = judged.undo(judged.judgements[0], by="Ben", when="2020-01-03")
    assert undone.incidents == graph.incidents
    assert [change.kind for change in undone.changes] == [cg.ChangeKind.SPLIT]
    assert len(undone.judgements) == 2


def min_founded(first: cg.Incident, second: cg.Incident) -> str:
    """Return the id of the incident that was told first."""
    return min((first, second), key=lambda one: str(one.accounts[0].published)).id


def test_a_judgement_parts_what_scores_join(graph: cg.ClaimGraph) -> None:
    """Whoever stood with the one of the two nearer to them stays there."""
    whole = graph.find("eastern ghouta")
    judged = graph.judge(*whole.accounts, "different", by="Ana", when="2020-01-02")
    assert len(judged.incidents) == len(graph.incidents) + 1
    assert "judged different events by Ana on 2020-01-02" in str(judged.changes[0])
    assert whole.id in {one.id for one in judged.incidents}


def test_being_unsure_is_shown_and_changes_nothing(graph: cg.ClaimGraph) -> None:
    """The note stands beside the evidence of the pair."""
    whole = next(one for one in graph.incidents if len(one.accounts) == 2)
    judged = graph.judge(*whole.accounts, "unsure", by="Ana", when="2020-01-02", why="two streets?")
    assert [one.articles for one in judged.incidents] == [one.articles for one in graph.incidents]
    same = next(one for one in judged.incidents if one.id == whole.id)
    assert "left open by Ana on 2020-01-02: two streets?" in same.why()
    assert same.links[0].score == whole.links[0].score


def test_an_account_is_judged_by_its_first_claim(graph: cg.ClaimGraph) -> None:
    """So a judgement outlives that claims are grouped anew; claims, accounts and their ids do the same."""
    a, b = (one.accounts[0] for one in graph.incidents[:2])
    when = "2020-01-02"
    by_account = graph.judge(a, b.id, "unsure", by="Ana", when=when).judgements
    assert by_account == graph.judge(b.claims[0], a.claims[0].id, "unsure", by="Ana", when=when).judgements
    assert {by_account[0].a, by_account[0].b} == {a.claims[0].id, b.claims[0].id}


def test_unknown_ids_cannot_be_judged(graph: cg.ClaimGraph) -> None:
    """A mistyped id is an error where the claims are at hand."""
    with pytest.raises(cg.UnknownNameError, match="c-none"):
        graph.judge("c-none", graph.claims[0], "same", by="Ana", when="2020-01-02")
    with pytest.raises(cg.MisuseError, match="not int"):
        graph.judge(7, graph.claims[0], "same", by="Ana", when="2020-01-02")  # type: ignore[arg-type]


def test_what_was_undone_is_judged_again_with_another_time(graph: cg.ClaimGraph) -> None:
    """Judging the same twice changes nothing; the same after undoing it would say nothing."""
    a, b = (one.accounts[0] for one in graph.incidents[:2])
    judged = graph.judge(a, b, "same", by="Ana", when="2020-01-02")
    assert judged.judge(a, b, "same", by="Ana", when="2020-01-02") == judged
    undone = judged.undo(judged.judgements[0].id, by="Ana", when="2020-01-03")
    with pytest.raises(cg.MisuseError, match="undone"):
        undone.judge(a, b, "same", by="Ana", when="2020-01-02")
    again = undone.judge(a, b, "same", by="Ana", when="2020-01-04")
    assert [one.articles for one in again.incidents] == [one.articles for one in judged.incidents]


def test_judgements_apply_to_claims_extracted_anew(graph: cg.ClaimGraph, tmp_path: Path) -> None:
    """A shared file gives the graph that was judged; what it says of other articles is reported."""
    a, b = (one.accounts[0] for one in graph.incidents[:2])
    judged = graph.judge(a, b, "same", by="Ana", when="2020-01-02")
    cg.write_judgements(judged.judgements, tmp_path / "ours.jsonl")
    log = cg.read_judgements(tmp_path / "ours.jsonl")
    again = cg.build_graph(Path(__file__).parent.parent / "examples" / "articles", judgements=log)
    assert again == judged
    other = cg.build_graph([{"id": "x", "text": "Nine people died in Oslo."}], judgements=log)
    assert [problem.where for problem in other.unplaced] == [f"judgement {log[0].id}"]
    assert other.judgements == log


def test_a_judged_graph_is_saved_with_its_judgements_and_weights(tmp_path: Path) -> None:
    """Loading gives an equal graph, to be judged on."""
    weights = evolve(load_weights(), threshold=1.5)
    records = [{"id": id, "text": "Nine people died in Oslo on 2 May 2020."} for id in "ab"]
    graph = cg.build_graph(records, link=weights)
    judged = graph.judge(*graph.accounts, "different", by="Ana", when="2020-06-01")
    cg.save(judged, tmp_path / "graph.jsonl")
    loaded = cg.load(tmp_path / "graph.jsonl")
    assert loaded == judged
    assert loaded.undo(loaded.judgements[0], by="Ana", when="2020-06-02").incidents == graph.incidents


# --- adding -----------------------------------------------------------------------------------

OSLO = {"id": "a", "published": "2020-05-03", "text": "Nine people died in Oslo on 2 May 2020, police said."}
OSLO_AGAIN = {"id": "b", "published": "2020-05-04", "text": "Police: nine people died in Oslo on 2 May 2020."}
BERGEN = {"id": "c", "published": "2020-05-04", "text": "A bomb killed four people in Bergen on 3 May 2020."}


def test_adding_tells_what_became_of_incidents() -> None:
    """One has grown and keeps its id, one is new."""
    before = cg.build_graph([OSLO])
    after = before.add([OSLO_AGAIN, BERGEN])
    assert [change.kind for change in after.changes] == [cg.ChangeKind.GROWN, cg.ChangeKind.NEW]
    assert str(after.changes[0]).startswith(f"{before.incidents[0].id} has grown by what b tells (a and b: ")
    assert "both count 9 killed" in str(after.changes[0])
    assert after.incidents == cg.build_graph([OSLO, OSLO_AGAIN, BERGEN]).incidents


def test_an_older_article_that_comes_late_leaves_the_id_as_it_is() -> None:
    """Who cited an incident finds it again."""
    before = cg.build_graph([OSLO_AGAIN])
    after = before.add([OSLO])
    assert [one.id for one in after.incidents] == [one.id for one in before.incidents]
    assert after.incidents[0].articles == ("a", "b")


def test_adding_what_is_there_adds_nothing() -> None:
    """It is named among the problems, as is another text under a known id."""
    graph = cg.build_graph([OSLO])
    again = graph.add([OSLO])
    assert (again.articles, again.incidents, again.changes) == (graph.articles, graph.incidents, ())
    assert "read before, with the same text" in again.problems[0].reason
    other = graph.add([OSLO | {"text": "Ten people died in Oslo."}])
    assert other.articles == graph.articles
    assert "another article has the id 'a'" in other.problems[0].reason
    with pytest.raises(cg.ArticleError, match="another article has the id 'a'"):
        graph.add([OSLO | {"text": "Ten people died in Oslo."}], strict=True)


def test_adding_takes_steps_of_ones_own() -> None:
    """A linker of one's own sees all accounts, old and new."""
    seen: list[int] = []

    def link(accounts: tuple[cg.Account, ...]) -> tuple[cg.Incident, ...]:
        seen.append(len(accounts))
        return ()

    cg.build_graph([OSLO], link=link).add([BERGEN], link=link)
    assert seen == [1, 2]


def test_review_asks_about_close_decisions_first(graph: cg.ClaimGraph) -> None:
    """What is asked can be judged with the very accounts, and is not asked again."""
    questions = graph.review(limit=2)
    assert len(questions) == 2
    assert questions[0].worth >= questions[1].worth
    first = questions[0]
    assert str(first).startswith(f"One event? {first.a.article} (")
    judged = graph.judge(first.a, first.b, "unsure", by="Ana", when="2020-01-02")
    assert first.link not in [one.link for one in judged.review(limit=10)]
