"""Claims in the words of schema.org."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from attrs import evolve

import claimgraph as cg


def _save(path: Path, noun: object) -> dict[str, dict[str, Any]]:
    cg.save(noun, path)
    told = json.loads(path.read_bytes())
    assert told["@context"] == "https://schema.org"
    nodes = {node["@id"]: node for node in told["@graph"]}
    assert len(nodes) == len(told["@graph"])
    return nodes


def test_claim_says_who_what_where_when(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """A sentence, the origin as its author, the article it appears in, its words, bounds and event."""
    nodes = _save(tmp_path / "c.jsonld", graph)
    claim = graph.claims[0]
    told = nodes[f"#claim-{claim.id}"]
    assert told["@type"] == "Claim"
    assert told["text"] == "At least 28 civilians were killed in Armanaz, Idlib province, 29 September 2017."
    assert told["author"] == {"@type": "Organization", "name": "SOHR"}
    assert told["appearance"] == {"@id": "#article-a1"}
    assert told["isBasedOn"]["text"] == "at least 28 civilians"
    assert told["about"][0] == {"@id": f"#incident-{graph.incidents[0].id}"}
    assert (told["about"][1]["minValue"], "maxValue" in told["about"][1]) == (28, False)
    assert told["temporalCoverage"] == "2017-09-29"
    assert nodes["#article-a1"]["datePublished"] == "2017-09-30"
    assert nodes[f"#incident-{graph.incidents[0].id}"]["@type"] == "Event"


def test_every_reference_is_to_a_node_of_the_file(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Also where the articles were not given."""
    for number, noun in enumerate((graph, graph.incidents)):
        nodes = _save(tmp_path / f"c{number}.jsonld", noun)
        assert {ref for node in nodes.values() for ref in _find_references(node)} <= set(nodes)


def _find_references(value: object) -> list[str]:
    if isinstance(value, list):
        return [ref for one in value for ref in _find_references(one)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"@id"}:
        return [value["@id"]]
    return [ref for one in value.values() for ref in _find_references(one)]


def test_file_says_what_it_lost_and_rates_nothing(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """No verdict is in the file, and a reader is told so."""
    nodes = _save(tmp_path / "c.jsonld", graph)
    assert {node["@type"] for node in nodes.values()} == {"Dataset", "NewsArticle", "Event", "Claim"}
    assert "lossy" in nodes["#dataset"]["description"]
    assert "rates a claim as true or false" in nodes["#dataset"]["description"]


def test_repeated_figure_names_where_it_appeared_first(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """The same figure of the same origin, by the day of publication."""
    incident = graph.incidents[0]
    first, second = incident.accounts[:2]
    claim = first.claims[0]
    again = evolve(claim, id="again", article=second.article, published=second.published)
    retold = evolve(incident, accounts=(first, evolve(second, claims=(again,))))
    nodes = _save(tmp_path / "c.jsonld", retold)
    assert nodes["#claim-again"]["appearance"] == {"@id": "#article-a2"}
    assert nodes["#claim-again"]["firstAppearance"] == {"@id": "#article-a1"}


def test_what_is_denied_or_expected_is_no_claim(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Nobody is made the author of a figure that he denies, and no fear becomes a fact."""
    incident = graph.incidents[0]
    account = incident.accounts[0]
    fear, denied = account.claims
    denial = evolve(denied.attribution, stance=cg.Stance.DENIES)
    claims = (evolve(fear, hypothetical=True), evolve(denied, attribution=denial))
    nodes = _save(tmp_path / "c.jsonld", evolve(incident, accounts=(evolve(account, claims=claims),)))
    assert [node["@type"] for node in nodes.values()] == ["Dataset", "NewsArticle", "Event"]


def test_ids_of_any_signs_are_addresses(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Blanks, quotation marks and half characters are escaped."""
    odd = evolve(graph, articles=(evolve(graph.articles[0], id='a "1"\ud83d'),), incidents=())
    assert "#article-a%20%221%22%ED%A0%BD" in _save(tmp_path / "c.jsonld", odd)


# The properties of each type, with those of the types above it, as far as the files use them.
# Source: the vocabulary of schema.org, from general knowledge of it.
WORDS = {
    "Dataset": {"name", "description", "hasPart"},
    "NewsArticle": {"identifier", "headline", "publisher", "datePublished", "url", "inLanguage"},
    "Event": {"identifier", "name", "startDate", "endDate", "location"},
    "Claim": {
        *("identifier", "text", "author", "appearance", "firstAppearance", "datePublished", "isBasedOn"),
        *("about", "spatialCoverage", "temporalCoverage"),
    },
    "Quotation": {"text", "isPartOf"},
    "QuantitativeValue": {"name", "value", "minValue", "maxValue", "unitText"},
    "Organization": {"name"},
    "Person": {"name"},
    "Place": {"name", "address", "geo"},
    "GeoCoordinates": {"latitude", "longitude"},
}


def test_only_words_of_the_vocabulary_are_used(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Every property belongs to the type of its node."""
    typed = [node for one in _save(tmp_path / "c.jsonld", graph).values() for node in _find_nodes(one)]
    assert [node for node in typed if not set(node) - {"@id", "@type"} <= WORDS[node["@type"]]] == []
    assert {node["@type"] for node in typed} == set(WORDS) - {"Person"}


def _find_nodes(value: object) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for one in value for node in _find_nodes(one)]
    if not isinstance(value, dict):
        return []
    inner = [node for one in value.values() for node in _find_nodes(one)]
    return [value, *inner] if "@type" in value else inner
