"""Everything as a networkx graph."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import networkx
import pytest
import strategies
from attrs import evolve
from hypothesis import given

from claimgraph.comparison.network import to_networkx
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import (
    Account,
    Admission,
    Article,
    Attribution,
    Claim,
    Copy,
    DatePrecision,
    DateRange,
    Denial,
    Evidence,
    Incident,
    Link,
    Modifier,
    Place,
    Quantity,
    Relation,
    RelationKind,
    Scope,
    Source,
    Span,
    Stance,
    Toll,
)

MONITOR = Source(id="x", name="SOHR", kind="monitor")
AGENCY = Source(id="anadolu", name="Anadolu Agency", kind="agency")
PAPER = Source(id="publisher:daily", name="The Daily", kind="publisher")
DAY = datetime.date(2017, 9, 29)
WHOLE = Claim(
    id="x",  # ids of different types may be the same
    article="x",
    spans=(Span(0, 12), Span(30, 42)),
    text="28 civilians",
    measure="killed",
    quantity=Quantity(value=28, low=28, high=None, modifier=Modifier.AT_LEAST, words="28", span=Span(0, 2)),
    group="civilians",
    attribution=Attribution(chain=(MONITOR, AGENCY, PAPER), cue="said"),
    place=Place(name="Armanaz", words="Amanaz", path=("Idlib", "Syria"), latitude=36.08),
)
PART = evolve(WHOLE, id="part", part_of="x")
DENIAL = Denial(
    id="x", article="x", span=Span(5, 9), text="denied", what="it",
    attribution=Attribution(chain=(AGENCY,), stance=Stance.DENIES),
)  # fmt: skip
FIRST = Account(id="x#0", article="x", claims=(WHOLE, PART), denials=(DENIAL,))
SECOND = Account(id="y#0", article="y")
DIFFERS = Relation(kind=RelationKind.DIFFERS, a="x", b="part", reason="both can be true")
TOLL = Toll(
    measure="killed", group="civilians", low=28, best=28, high=None, convention="range",
    claims=(WHOLE,), origins=(MONITOR,), relations=(DIFFERS,),
)  # fmt: skip
LINK = Link(a="x#0", b="y#0", score=2.5, evidence=(Evidence(name="day", weight=2.5, reason="same day"),))
INCIDENT = Incident(
    id="x", accounts=(FIRST, SECOND), place=WHOLE.place, means=("air strike",), links=(LINK,), tolls=(TOLL,)
)
ARTICLE = Article(id="x", text="28 civilians …", title="A title", published=DAY)


def _edges(graph: networkx.MultiDiGraph) -> set[tuple[str, str, str]]:
    return {(start, attributes["type"], end) for start, end, attributes in graph.edges(data=True)}


def _attributes(graph: networkx.MultiDiGraph, kind: str) -> dict[str, Any]:
    return next(attributes for _, _, attributes in graph.edges(data=True) if attributes["type"] == kind)


def test_nodes_are_typed_and_ids_of_different_types_never_meet() -> None:
    """An article, a source, a claim, a denial and an incident of the same id are five nodes."""
    graph = to_networkx([ARTICLE], [INCIDENT])
    expected = {
        "article:x": "article",
        "incident:x": "incident",
        "claim:x": "claim",
        "source:x": "source",
        "source:anadolu": "source",
        "source:publisher:daily": "source",
        "claim:part": "claim",
        "denial:x": "denial",
        "article:y": "article",
    }
    assert dict(graph.nodes(data="type")) == expected


def test_edges_are_typed() -> None:
    """Who said, who passed on, where reported, about what, and how figures relate."""
    expected = {
        ("claim:x", "said_by", "source:x"),
        ("claim:x", "relayed_by", "source:anadolu"),
        ("claim:x", "relayed_by", "source:publisher:daily"),
        ("claim:x", "reported_in", "article:x"),
        ("claim:x", "refers_to", "incident:x"),
        ("claim:x", "differs", "claim:part"),
        ("claim:part", "part_of", "claim:x"),
        ("denial:x", "said_by", "source:anadolu"),
        ("denial:x", "reported_in", "article:x"),
        ("denial:x", "refers_to", "incident:x"),
        ("article:x", "refers_to", "incident:x"),
        ("article:y", "refers_to", "incident:x"),
        ("article:x", "linked_with", "article:y"),
    }
    assert expected <= _edges(to_networkx([ARTICLE], [INCIDENT]))


def test_scores_and_reasons_are_attributes() -> None:
    """Links carry their score and the evidence in words, relations their reason."""
    graph = to_networkx([ARTICLE], [INCIDENT])
    link = _attributes(graph, "linked_with")
    assert (link["score"], link["reasons"], link["a"], link["b"]) == (2.5, "day +2.5: same day", "x#0", "y#0")
    assert _attributes(graph, "differs")["reason"] == "both can be true"
    assert _attributes(graph, "said_by")["cue"] == "said"
    assert graph.edges["claim:x", "source:publisher:daily", "relayed_by:2"]["position"] == 2


def test_node_attributes_are_plain_and_known() -> None:
    """Only text, numbers and truth values; what is not known is left out."""
    node = to_networkx([ARTICLE], [INCIDENT]).nodes["claim:x"]
    assert (node["low"], node["spans"], node["place_in"], node["latitude"]) == (
        28,
        "0-12 30-42",
        "Idlib, Syria",
        36.08,
    )
    assert "high" not in node
    assert "longitude" not in node


def test_two_links_between_two_articles_are_two_edges() -> None:
    """Two articles may tell of the same two events."""
    links = (LINK, evolve(LINK, a="x#1", b="y#1"))
    more = (evolve(FIRST, id="x#1", claims=()), evolve(SECOND, id="y#1"))
    graph = to_networkx([], [evolve(INCIDENT, accounts=(FIRST, SECOND, *more), links=links)])
    assert sum(kind == "linked_with" for _, _, kind in graph.edges(data="type")) == 2


def test_part_of_what_is_not_there_is_no_node() -> None:
    """A relation to a claim that was left out makes no node without type."""
    account = evolve(FIRST, claims=(PART,))
    graph = to_networkx([], [evolve(INCIDENT, accounts=(account,))])
    assert "claim:x" not in graph
    assert all(kind for _, kind in graph.nodes(data="type"))


def test_nothing_gives_an_empty_graph() -> None:
    """No articles, no nodes."""
    assert len(to_networkx([], [])) == 0


@pytest.mark.parametrize("name", ["<&\">'", "a\x00b\x1b[31m", "\ud83d", "\u202eabc", "line\nbreak", "\ufffe"])
def test_graphml_holds_any_text(tmp_path: Path, name: str) -> None:
    """Markup is escaped and what XML cannot hold is written by its number."""
    claim = evolve(WHOLE, id=name, group=name, attribution=Attribution(chain=(evolve(MONITOR, name=name),)))
    incident = evolve(INCIDENT, accounts=(evolve(FIRST, claims=(claim,)),), tolls=())
    graph = to_networkx([evolve(ARTICLE, title=name)], [incident])
    networkx.write_graphml(graph, tmp_path / "g.graphml")
    read = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))


@given(strategies.incidents())
def test_any_incident_round_trips_through_graphml(incident: Incident) -> None:
    """The graph that is read is the graph that was written, keys and attributes too."""
    graph = to_networkx([], [evolve(incident, tolls=reconcile(incident.claims))])
    written = "\n".join(networkx.generate_graphml(graph))
    read = networkx.parse_graphml(written, force_multigraph=True)
    assert dict(read.nodes(data=True)) == dict(graph.nodes(data=True))
    assert sorted(map(str, read.edges(keys=True, data=True))) == sorted(
        map(str, graph.edges(keys=True, data=True))
    )
    assert list(to_networkx([], [evolve(incident, tolls=reconcile(incident.claims))]).edges) == list(
        graph.edges
    )


def test_copies_retellings_and_parties_are_edges() -> None:
    """Who runs whose text, whose figure a claim is, who is said to have done it and who answers."""
    paper, herald = (Source(id=f"publisher:{name}", name=name, kind="publisher") for name in ("p", "h"))
    first, second = (
        evolve(
            WHOLE,
            id=f"c-{name}",
            article=name,
            part_of=None,
            actor="Norland jets",
            attribution=Attribution(chain=(source,), own_voice=True),
        )
        for name, source in (("a", paper), ("b", herald))
    )
    admission = Admission(
        id="m1",
        article="a",
        span=Span(0, 7),
        text="claimed",
        attribution=Attribution(chain=(Source(id="norland", name="Norland", kind="government"),)),
    )
    copies = (Copy(a="b", b="a", share=0.5, reason="one text"),)
    accounts = (
        Account(id="x", article="a", claims=(first,), admissions=(admission,)),
        Account(id="y", article="b", claims=(second,)),
    )
    tolls = reconcile([first, second], copies=copies)
    graph = to_networkx([], [Incident(id="i9", accounts=accounts, copies=copies, tolls=tolls)])
    kinds = {(start, end, kind) for start, end, kind in graph.edges(data="type")}
    party = next(node for node, kind in graph.nodes(data="type") if kind == "party")
    assert {
        ("article:b", "article:a", "same_text_as"),
        ("claim:c-b", "source:publisher:p", "counted_as"),
        ("claim:c-a", party, "names"),
        ("claim:c-b", party, "names"),
        ("admission:m1", "source:norland", "said_by"),
        ("admission:m1", "incident:i9", "refers_to"),
        ("admission:m1", party, "answers"),
        (party, "incident:i9", "suspected_in"),
    } <= kinds
    told = graph.edges[party, "incident:i9", "suspected_in"]
    assert (told["accused_by"], told["claimed_by"]) == ("p", "Norland")


def _make_whole_incident() -> Incident:
    """One incident of which everything is known."""
    place = Place(
        name="Armanaz", words="Armanaz", key="g:1", path=("Idlib", "Syria"), latitude=36.08, longitude=36.5
    )
    day = DateRange(
        earliest=DAY, latest=datetime.date(2017, 9, 30), precision=DatePrecision.DAYS, words="then"
    )
    said = Attribution(chain=(evolve(MONITOR, party="none"), AGENCY), cue="said", own_voice=False)
    quantity = Quantity(value=28, low=28, high=30, modifier=Modifier.RANGE, words="28 to 30", span=Span(0, 8))
    whole = evolve(
        WHOLE, quantity=quantity, attribution=said, place=place, date=day, actor="Norland jets",
        means="air strike", implied=True, hypothetical=False, superseded=False, rising=True,
    )  # fmt: skip
    admission = Admission(
        id="m", article="x", span=Span(3, 7), text="ours",
        attribution=Attribution(chain=(Source(id="norland", name="Norland", kind="government"),)),
    )  # fmt: skip
    account = Account(id="x#0", article="x", claims=(whole,), denials=(DENIAL,), admissions=(admission,))
    evidence = (*LINK.evidence, Evidence(name="place", weight=-1.0, reason="another town"))
    return Incident(
        id="i", accounts=(account, SECOND), place=place, date=day, means=("air strike", "fire"),
        scope=Scope.CUMULATIVE, links=(evolve(LINK, evidence=evidence),),
        copies=(Copy(a="y", b="x", share=0.5, reason="one text"),),
    )  # fmt: skip


def test_every_attribute_of_a_node_is_as_the_noun_says() -> None:
    """All that is known stands at its node, under its name; nothing else does."""
    article = evolve(ARTICLE, publisher="Daily", url="a.example", language="en")
    nodes = dict(to_networkx([article], [_make_whole_incident()]).nodes(data=True))
    where = {
        "place": "Armanaz", "place_in": "Idlib, Syria", "place_key": "g:1",
        "latitude": 36.08, "longitude": 36.5,
    }  # fmt: skip
    when = {"date": "2017-09-29", "date_end": "2017-09-30", "date_precision": "days"}
    expected = {
        "article:x": {
            "type": "article", "label": "A title", "title": "A title", "publisher": "Daily",
            "published": "2017-09-29", "url": "a.example", "language": "en",
        },
        "article:y": {"type": "article", "label": "y"},
        "incident:i": {
            "type": "incident", "label": "Armanaz, 2017-09-29", "scope": "cumulative",
            "means": "air strike, fire", **where, **when,
        },
        "claim:x": {
            "type": "claim", "label": "28 civilians", "text": "28 civilians", "spans": "0-12 30-42",
            "measure": "killed", "group": "civilians", "value": 28, "low": 28, "high": 30,
            "modifier": "range", "scope": "incident", "polarity": "asserted", "actor": "Norland jets",
            "means": "air strike", "implied": True, "hypothetical": False, "superseded": False,
            "rising": True, **where, **when,
        },
        "denial:x": {
            "type": "denial", "label": "denied", "text": "denied", "what": "it", "spans": "5-9",
            "polarity": "denied",
        },
        "admission:m": {
            "type": "admission", "label": "ours", "text": "ours", "spans": "3-7", "polarity": "asserted",
        },
        "source:x": {
            "type": "source", "label": "SOHR", "name": "SOHR", "kind": "monitor", "party": "none",
        },
        "source:anadolu": {
            "type": "source", "label": "Anadolu Agency", "name": "Anadolu Agency", "kind": "agency",
        },
        "source:norland": {"type": "source", "label": "Norland", "name": "Norland", "kind": "government"},
        "party:i/Norland": {"type": "party", "label": "Norland"},
    }  # fmt: skip
    assert nodes == expected


def test_every_attribute_of_an_edge_is_as_the_noun_says() -> None:
    """Keys keep apart what may happen twice, and each edge tells what it rests on."""
    graph = to_networkx([ARTICLE], [_make_whole_incident()])
    edges = {(start, end, key): told for start, end, key, told in graph.edges(keys=True, data=True)}
    link = {
        "type": "linked_with", "incident": "i", "a": "x#0", "b": "y#0", "score": 2.5,
        "reasons": "day +2.5: same day; place -1: another town",
    }  # fmt: skip
    expected = {
        ("article:x", "incident:i", "refers_to:x#0"): {"type": "refers_to", "account": "x#0"},
        ("article:y", "incident:i", "refers_to:y#0"): {"type": "refers_to", "account": "y#0"},
        ("claim:x", "incident:i", "refers_to"): {"type": "refers_to", "account": "x#0"},
        ("denial:x", "incident:i", "refers_to"): {"type": "refers_to", "account": "x#0"},
        ("admission:m", "incident:i", "refers_to"): {"type": "refers_to", "account": "x#0"},
        ("claim:x", "article:x", "reported_in"): {"type": "reported_in"},
        ("denial:x", "article:x", "reported_in"): {"type": "reported_in"},
        ("admission:m", "article:x", "reported_in"): {"type": "reported_in"},
        ("claim:x", "source:x", "said_by"): {"type": "said_by", "cue": "said", "own_voice": False},
        ("denial:x", "source:anadolu", "said_by"): {"type": "said_by", "own_voice": False},
        ("admission:m", "source:norland", "said_by"): {"type": "said_by", "own_voice": False},
        ("claim:x", "source:anadolu", "relayed_by:1"): {"type": "relayed_by", "position": 1},
        ("article:x", "article:y", "linked_with:x#0~y#0"): link,
        ("article:y", "article:x", "same_text_as:i"): {
            "type": "same_text_as", "incident": "i", "share": 0.5, "reason": "one text",
        },
        ("party:i/Norland", "incident:i", "suspected_in"): {
            "type": "suspected_in", "accused_by": "SOHR", "claimed_by": "Norland",
        },
        ("claim:x", "party:i/Norland", "names"): {"type": "names"},
        ("admission:m", "party:i/Norland", "answers"): {"type": "answers"},
    }  # fmt: skip
    assert edges == expected
