"""The claim graph finds incidents by words, and says when there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimgraph as cg


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
