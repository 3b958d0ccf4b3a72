"""The network as GraphML and GEXF, read back with networkx and as plain XML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from attrs import evolve

import claimgraph as cg


def _read(path: Path) -> networkx.MultiDiGraph:
    if path.suffix == ".gexf":
        return networkx.read_gexf(path)
    return networkx.read_graphml(path, force_multigraph=True)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_network_reads_back_with_every_node_and_edge(
    tmp_path: Path, graph: cg.ClaimGraph, suffix: str
) -> None:
    """Ids, types, figures and relations are those of `to_networkx`."""
    cg.save(graph, tmp_path / f"n{suffix}")
    read, made = _read(tmp_path / f"n{suffix}"), graph.to_networkx()
    assert set(read) == set(made)
    assert sorted((a, b) for a, b in read.edges()) == sorted((a, b) for a, b in made.edges())
    claim = f"claim:{graph.claims[0].id}"
    assert (read.nodes[claim]["type"], read.nodes[claim]["low"]) == ("claim", 28)
    assert {cells["relation"] for _, _, cells in read.edges(data=True)} == {
        cells["type"] for _, _, cells in made.edges(data=True)
    }


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_edges_have_ids_of_their_own_and_weights(tmp_path: Path, graph: cg.ClaimGraph, suffix: str) -> None:
    """Gephi drops edges whose id it has seen; a weight is above 0 and at most 1."""
    cg.save(graph, tmp_path / f"n{suffix}")
    root = ElementTree.parse(tmp_path / f"n{suffix}").getroot()
    ids = [edge.get("id") for edge in root.iter() if edge.tag.endswith("}edge")]
    assert len(set(ids)) == len(ids) == graph.to_networkx().number_of_edges()
    weights = [cells["weight"] for _, _, cells in _read(tmp_path / f"n{suffix}").edges(data=True)]
    assert all(0 < weight <= 1 for weight in weights)
    assert any(weight < 1 for weight in weights)


def test_gexf_has_colours_and_days_but_no_clock(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Nodes differ in colour by type and appear on their day; the file tells nothing of today."""
    cg.save(graph, tmp_path / "n.gexf")
    text = (tmp_path / "n.gexf").read_text("utf-8")
    assert "lastmodifieddate" not in text
    assert "networkx_key" not in text
    root = ElementTree.fromstring(text)
    nodes = {node.get("id"): node for node in root.iter() if node.tag.endswith("}node")}
    colours = {}
    for name, node in nodes.items():
        (colour,) = [one for one in node if one.tag.endswith("}color")]
        colours.setdefault(str(name).partition(":")[0], set()).add(tuple(colour.attrib.items()))
    assert {len(found) for found in colours.values()} == {1}
    assert len({found.pop() for found in colours.values()}) == len(colours) >= 5
    assert nodes["article:a2"].get("start") == "2017-10-01"
    assert nodes[f"claim:{graph.claims[0].id}"].get("start") == "2017-09-30"
    assert nodes[f"incident:{graph.incidents[0].id}"].get("start") == "2017-09-29"


def test_labels_are_short_and_words_complete(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """A long title is cut in the label only."""
    long = evolve(graph.articles[0], title="word " * 50 + "\x00<&\ud83d")
    cg.save(evolve(graph, articles=(long, *graph.articles[1:])), tmp_path / "n.gexf")
    node = _read(tmp_path / "n.gexf").nodes["article:a1"]
    assert len(node["label"]) <= 60
    assert node["label"].endswith("…")
    assert node["title"] == "word " * 50 + "\\u0000<&\\ud83d"


@pytest.mark.parametrize("suffix", [".graphml", ".gexf"])
def test_numbers_that_no_file_holds_are_left_out(tmp_path: Path, graph: cg.ClaimGraph, suffix: str) -> None:
    """A figure beyond 64 bits, an infinite score."""
    incident = graph.incidents[0]
    account = incident.accounts[0]
    claim = evolve(account.claims[0], quantity=evolve(account.claims[0].quantity, value=10**30, low=10**30))
    judged = cg.Link(a=account.id, b=incident.accounts[1].id, score=float("inf"))
    accounts = (evolve(account, claims=(claim,)), *incident.accounts[1:])
    cg.save(evolve(incident, accounts=accounts, links=(judged,), tolls=()), tmp_path / f"n{suffix}")
    read = _read(tmp_path / f"n{suffix}")
    assert "low" not in read.nodes[f"claim:{claim.id}"]
    (link,) = [cells for _, _, cells in read.edges(data=True) if cells["relation"] == "linked_with"]
    assert ("score" in link, link["weight"]) == (False, 1.0)
