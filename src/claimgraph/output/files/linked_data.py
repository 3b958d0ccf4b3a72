"""Claims as JSON-LD in the words of schema.org.

Each claim is a ``Claim``, each article a ``NewsArticle``, each incident an ``Event``. There is no
``ClaimReview``: that is a verdict, and claimgraph gives none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from claimgraph.model import Article, Claim, DateRange, Incident, Place, Source, Stance
from claimgraph.output.tables import list_spot_cells
from claimgraph.output.words import name_incident
from claimgraph.output.words.phrases import begin_sentence, word_date, word_group, word_place
from claimgraph.output.words.tolls import word_predicate

Node = dict[str, Any]

_ABOUT = (
    "Claims of counts of people in news articles, as claimgraph extracted them. This file is a lossy copy: "
    "denials, what a source only expects, relations between claims, tolls and the reasons of every choice "
    "are not in it. It cannot be loaded again; save the claim graph as .jsonl for that. Nothing in this file "
    "rates a claim as true or false, and it says nothing of whether anybody has checked it."
)
# The kind of sources that is one person to schema.org; it knows only persons and organizations.
_PERSON = "person"


def format_jsonld(articles: Iterable[Article], incidents: Iterable[Incident]) -> bytes:
    """Return a ``Dataset`` and its claims, articles and incidents as one graph of schema.org.

    A claim that others of the incident repeat has as ``firstAppearance`` the article that is known
    to have told it first: the same figure of the same origin.
    """
    told, listed = {article.id: article for article in articles}, list(incidents)
    nodes: list[Node] = [_describe_file([claim for one in listed for claim in _list_asserted(one)])]
    used = dict.fromkeys([*told, *(name for incident in listed for name in incident.articles)])
    nodes += [_describe_article(told.get(name) or Article(id=name, text="")) for name in used]
    for incident in listed:
        nodes.append(_describe_incident(incident))
        claims = _list_asserted(incident)
        firsts = _find_firsts(claims)
        nodes += [_describe_claim(claim, incident, first=firsts[_key(claim)]) for claim in claims]
    lines = ",\n".join(json.dumps(node, allow_nan=False) for node in nodes)
    return f'{{"@context": "https://schema.org", "@graph": [\n{lines}\n]}}\n'.encode("ascii")


def _list_asserted(incident: Incident) -> list[Claim]:
    """Return what is stated as a fact: schema.org has no word for "denies" or "expects"."""
    said = (claim for claim in incident.claims if claim.attribution.stance is Stance.ASSERTS)
    return [claim for claim in said if not claim.hypothetical]


def _describe_file(claims: list[Claim]) -> Node:
    return {
        "@type": "Dataset",
        "@id": "#dataset",
        "name": f"{len(claims):,} claims of counts in news",
        "description": _ABOUT,
        "hasPart": [{"@id": _name("claim", one.id)} for one in claims],
    }


def _describe_article(article: Article) -> Node:
    publisher = {"@type": "Organization", "name": article.publisher} if article.publisher else None
    return _drop_empty(
        {
            "@type": "NewsArticle",
            "@id": _name("article", article.id),
            "identifier": article.id,
            "headline": article.title or None,
            "publisher": publisher,
            "datePublished": article.published.isoformat() if article.published else None,
            "url": article.url,
            "inLanguage": article.language,
        }
    )


def _describe_incident(incident: Incident) -> Node:
    return _drop_empty(
        {
            "@type": "Event",
            "@id": _name("incident", incident.id),
            "identifier": incident.id,
            "name": name_incident(incident),
            **_find_days(incident.date),
            "location": _describe_place(incident.place),
        }
    )


def _describe_claim(claim: Claim, incident: Incident, *, first: Claim) -> Node:
    return _drop_empty(
        {
            "@type": "Claim",
            "@id": _name("claim", claim.id),
            "identifier": claim.id,
            "text": _word_claim(claim),
            "author": _describe_source(claim.origin),
            "appearance": {"@id": _name("article", claim.article)},
            "firstAppearance": {"@id": _name("article", first.article)},
            "datePublished": claim.published.isoformat() if claim.published else None,
            "isBasedOn": _quote(claim),
            "about": [{"@id": _name("incident", incident.id)}, _describe_count(claim)],
            "spatialCoverage": _describe_place(claim.place),
            "temporalCoverage": _word_interval(claim.date),
        }
    )


# --- parts of a claim -------------------------------------------------------------------------


def _word_claim(claim: Claim) -> str:
    """Return what the claim says: "28 civilians were killed in Springfield, Illinois, 3 May 2018."."""
    several, one, _, _ = word_predicate(claim.measure)
    said = f"{word_group(claim)} {one if claim.quantity.value == 1 else several}"
    place, day = word_place(claim.place), word_date(claim.date)
    parts = [f"{said} in {place}" if place else said, day]
    return begin_sentence(", ".join(part for part in parts if part)) + "."


def _quote(claim: Claim) -> Node:
    return {"@type": "Quotation", "text": claim.text, "isPartOf": {"@id": _name("article", claim.article)}}


def _describe_count(claim: Claim) -> Node:
    count = claim.quantity
    return _drop_empty(
        {
            "@type": "QuantitativeValue",
            "name": f"{claim.group} {claim.measure}",
            "value": count.value,
            "minValue": count.low,
            "maxValue": count.high,
            "unitText": "people",
        }
    )


def _describe_source(source: Source | None) -> Node | None:
    if source is None:
        return None
    return {"@type": "Person" if source.kind == _PERSON else "Organization", "name": source.name}


def _describe_place(place: Place | None) -> Node | None:
    if place is None:
        return None
    node: Node = {"@type": "Place", "name": place.name}
    if place.path:
        node["address"] = ", ".join(place.path)
    spot = list_spot_cells(place)
    if spot["latitude"] is not None:
        node["geo"] = {"@type": "GeoCoordinates", **spot}
    return node


def _find_days(when: DateRange | None) -> Node:
    if when is None:
        return {}
    return {
        "startDate": when.earliest.isoformat() if when.earliest else None,
        "endDate": when.latest.isoformat() if when.latest else None,
    }


def _word_interval(when: DateRange | None) -> str | None:
    """Return days as ISO 8601 writes an interval, ".." for an open end."""
    if when is None or (when.earliest is None and when.latest is None):
        return None
    ends = [day.isoformat() if day else ".." for day in (when.earliest, when.latest)]
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _key(claim: Claim) -> tuple[object, ...]:
    origin, count = claim.origin, claim.quantity
    return (origin.id if origin else claim.id, claim.measure, claim.group, count.value, count.low, count.high)


def _find_firsts(claims: Iterable[Claim]) -> dict[tuple[object, ...], Claim]:
    """Return for each figure of an origin the claim published first; undated ones come last."""
    firsts: dict[tuple[object, ...], Claim] = {}
    for claim in sorted(
        claims, key=lambda one: (one.published is None, str(one.published), one.article, one.id)
    ):
        firsts.setdefault(_key(claim), claim)
    return firsts


def _name(kind: str, name: str) -> str:
    """Return the id of a node: a relative IRI, so that the file names nothing outside itself."""
    return f"#{kind}-{quote(name.encode('utf-8', 'surrogatepass'), safe='')}"


def _drop_empty(node: Node) -> Node:
    return {key: value for key, value in node.items() if value is not None}


__all__ = ["format_jsonld"]
