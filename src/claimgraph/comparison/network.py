"""Everything as a networkx graph: typed nodes and edges with scores and reasons as attributes.

| edge | from → to | attributes |
| --- | --- | --- |
| `said_by` | claim, denial, admission → source | cue, own_voice |
| `relayed_by` | claim, denial, admission → source | position (1 is next to the origin, the publisher last) |
| `reported_in` | claim, denial, admission → article | |
| `refers_to` | claim, denial, admission, article → incident | account |
| `names` | claim → party | the party is said to have done it |
| `answers` | denial, admission → party | the party it speaks for |
| `suspected_in` | party → incident | accused_by, claimed_by, denied_by (names, comma between) |
| `part_of` | claim → claim | reason, where the comparison gives one |
| `repeats` `agrees` `updates` `differs` `contradicts` | claim → claim | reason |
| `counted_as` | claim → source | reason; the origin of a claim that retells somebody else's figure |
| `linked_with` | article → article | incident, score, reasons, a, b (the accounts) |
| `same_text_as` | article → article | incident, share, reason; from the copy to the earlier text |

Node ids start with their type ("claim:…"), so that ids of different types never meet. Attributes are
text, numbers and truth values only, and an unknown one is left out, so that every export works.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.model import (
    Admission,
    Article,
    Claim,
    Copy,
    DateRange,
    Denial,
    Incident,
    Link,
    Place,
    Relation,
    RelationKind,
    Responsibility,
    Retelling,
    Source,
)

if TYPE_CHECKING:
    import networkx

# XML has no way to write these characters, not even escaped; GraphML and GEXF would break.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def to_networkx(articles: Iterable[Article], incidents: Iterable[Incident]) -> networkx.MultiDiGraph:
    r"""Return articles, sources, claims, denials and incidents as one directed multigraph.

    Every node has ``type`` (``article``, ``source``, ``claim``, ``denial``, ``admission``, ``party``,
    ``incident``) and ``label``; every edge has ``type``, see the table above. An article that only an
    account names is a node without text. Characters that XML cannot hold are written as ``\uXXXX``.

    Args:
        articles: The articles; all become nodes, also those that tell of no incident.
        incidents: The incidents, with their accounts, claims, links and tolls.

    Returns:
        A graph whose nodes and edges come in the order of the input.
    """
    import networkx

    graph = networkx.MultiDiGraph()
    for article in articles:
        _add_node(graph, "article", article.id, _describe_article(article))
    for incident in incidents:
        _add_incident(graph, incident)
    return graph


def _add_incident(graph: networkx.MultiDiGraph, incident: Incident) -> None:
    node = _add_node(graph, "incident", incident.id, _describe_incident(incident))
    for account in incident.accounts:
        article = _add_node(graph, "article", account.article, {"label": account.article})
        _add_edge(graph, article, node, "refers_to", key=account.id, account=account.id)
        for claim in account.claims:
            statement = _add_statement(graph, claim, _describe_claim(claim))
            _add_edge(graph, statement, node, "refers_to", account=account.id)
        for denial in account.denials:
            statement = _add_statement(graph, denial, _describe_denial(denial))
            _add_edge(graph, statement, node, "refers_to", account=account.id)
        for admission in account.admissions:
            statement = _add_statement(graph, admission, _describe_admission(admission))
            _add_edge(graph, statement, node, "refers_to", account=account.id)
    _add_relations(graph, incident)
    for row in list_responsibility(incident):
        _add_party(graph, row, incident.id)
    article_of = {account.id: account.article for account in incident.accounts}
    for link in incident.links:
        _add_link(graph, link, incident.id, article_of)
    for copy in incident.copies:
        _add_copy(graph, copy, incident.id)


def _add_statement(
    graph: networkx.MultiDiGraph, one: Claim | Denial | Admission, described: Mapping[str, Any]
) -> str:
    node = _add_node(graph, type(one).__name__.lower(), one.id, described)
    article = _add_node(graph, "article", one.article, {"label": one.article})
    _add_edge(graph, node, article, "reported_in")
    attribution = one.attribution
    for position, source in enumerate(attribution.chain):
        told = _add_node(graph, "source", source.id, _describe_source(source))
        if position == 0:
            own_voice = attribution.own_voice
            _add_edge(graph, node, told, "said_by", cue=attribution.cue, own_voice=own_voice)
        else:
            _add_edge(graph, node, told, "relayed_by", key=str(position), position=position)
    return node


def _add_party(graph: networkx.MultiDiGraph, row: Responsibility, incident: str) -> None:
    # A party is one of its incident: the "rebels" of two towns need not be the same.
    party = _add_node(graph, "party", f"{incident}/{row.actor}", {"label": row.actor})
    said = (("accused_by", row.accused_by), ("claimed_by", row.claimed_by), ("denied_by", row.denied_by))
    names: dict[str, Any] = {how: ", ".join(one.name for one in who) or None for how, who in said}
    _add_edge(graph, party, _node_id("incident", incident), "suspected_in", **names)
    for kind, edge, ids in (
        ("claim", "names", (*row.accusations, *row.admissions)),
        ("denial", "answers", row.denials),
        ("admission", "answers", row.admissions),
    ):
        for node in (_node_id(kind, one) for one in ids):
            if node in graph:
                _add_edge(graph, node, party, edge)


def _add_relations(graph: networkx.MultiDiGraph, incident: Incident) -> None:
    for claim in incident.claims:
        if claim.part_of is not None:
            _relate(graph, claim.id, claim.part_of, RelationKind.PART_OF, reason=None)
    relations: Iterable[Relation] = (one for toll in incident.tolls for one in toll.relations)
    for relation in relations:
        _relate(graph, relation.a, relation.b, relation.kind, reason=relation.reason)

    for retelling in (one for toll in incident.tolls for one in toll.retellings):
        _count_as(graph, retelling)


def _count_as(graph: networkx.MultiDiGraph, retelling: Retelling) -> None:
    claim = _node_id("claim", retelling.claim)
    if claim in graph:
        source = _add_node(graph, "source", retelling.origin.id, _describe_source(retelling.origin))
        _add_edge(graph, claim, source, "counted_as", reason=retelling.reason)


def _relate(graph: networkx.MultiDiGraph, a: str, b: str, kind: RelationKind, *, reason: str | None) -> None:
    start, end = _node_id("claim", a), _node_id("claim", b)
    # A relation to a claim that was filtered out would make a node without type.
    if start in graph and end in graph:
        _add_edge(graph, start, end, kind.value, reason=reason)


def _add_link(graph: networkx.MultiDiGraph, link: Link, incident: str, article_of: Mapping[str, str]) -> None:
    if link.a not in article_of or link.b not in article_of:
        return
    start, end = _node_id("article", article_of[link.a]), _node_id("article", article_of[link.b])
    reasons = "; ".join(f"{one.name} {one.weight:+g}: {one.reason}" for one in link.evidence)
    attributes = {"a": link.a, "b": link.b, "score": float(link.score), "reasons": reasons or None}
    _add_edge(graph, start, end, "linked_with", key=f"{link.a}~{link.b}", incident=incident, **attributes)


def _add_copy(graph: networkx.MultiDiGraph, copy: Copy, incident: str) -> None:
    start, end = _node_id("article", copy.a), _node_id("article", copy.b)
    if start in graph and end in graph:
        attributes = {"incident": incident, "share": float(copy.share), "reason": copy.reason}
        _add_edge(graph, start, end, "same_text_as", key=incident, **attributes)


# --- attributes -------------------------------------------------------------------------------


def _describe_article(article: Article) -> dict[str, Any]:
    return {
        "label": article.title or article.id,
        "title": article.title or None,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "language": article.language,
    }


def _describe_source(source: Source) -> dict[str, Any]:
    return {"label": source.name, "name": source.name, "kind": source.kind, "party": source.party}


def _describe_claim(claim: Claim) -> dict[str, Any]:
    quantity = claim.quantity
    return {
        "label": claim.text,
        "text": claim.text,
        "spans": " ".join(f"{start}-{end}" for start, end in claim.spans),
        "measure": claim.measure,
        "group": claim.group,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "modifier": quantity.modifier.value,
        "scope": claim.scope.value,
        "polarity": claim.attribution.stance.value,
        "actor": claim.actor,
        "means": claim.means,
        "implied": claim.implied,
        "hypothetical": claim.hypothetical,
        "superseded": claim.superseded,
        "rising": claim.rising,
        **_describe_place(claim.place),
        **_describe_date(claim.date),
    }


def _describe_denial(denial: Denial) -> dict[str, Any]:
    span = f"{denial.span.start}-{denial.span.end}"
    return {
        "label": denial.text,
        "text": denial.text,
        "what": denial.what,
        "spans": span,
        "polarity": "denied",
    }


def _describe_admission(admission: Admission) -> dict[str, Any]:
    span = f"{admission.span.start}-{admission.span.end}"
    return {"label": admission.text, "text": admission.text, "spans": span, "polarity": "asserted"}


def _describe_incident(incident: Incident) -> dict[str, Any]:
    place, date = _describe_place(incident.place), _describe_date(incident.date)
    said = [words for words in (place.get("place"), date.get("date")) if words]
    return {
        "label": ", ".join(said) or incident.id,
        "scope": incident.scope.value,
        "means": ", ".join(incident.means) or None,
        **place,
        **date,
    }


def _describe_place(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "place": place.name,
        "place_in": ", ".join(place.path) or None,
        "place_key": place.key,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _describe_date(when: DateRange | None) -> dict[str, Any]:
    if when is None:
        return {}
    return {
        "date": when.earliest.isoformat() if when.earliest else None,
        "date_end": when.latest.isoformat() if when.latest else None,
        "date_precision": when.precision.value,
    }


# --- nodes and edges --------------------------------------------------------------------------


def _add_node(graph: networkx.MultiDiGraph, kind: str, name: str, attributes: Mapping[str, Any]) -> str:
    node = _node_id(kind, name)
    if node not in graph:
        graph.add_node(node, type=kind, **_plain(attributes))
    return node


def _node_id(kind: str, name: str) -> str:
    return f"{kind}:{_clean(name)}"


def _add_edge(
    graph: networkx.MultiDiGraph, start: str, end: str, kind: str, *, key: str = "", **attributes: Any
) -> None:
    # The key keeps apart what may happen twice between two nodes, such as links of two events.
    edge = f"{kind}:{_clean(key)}" if key else kind
    graph.add_edge(start, end, key=edge, type=kind, **_plain(attributes))


def _plain(attributes: Mapping[str, Any]) -> dict[str, str | int | float | bool]:
    known = ((name, value) for name, value in attributes.items() if value is not None)
    return {name: _clean(value) if isinstance(value, str) else value for name, value in known}


def _clean(text: str) -> str:
    return _NOT_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


__all__ = ["to_networkx"]
