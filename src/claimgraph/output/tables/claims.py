"""The tidy claim table: one flat row a claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from attrs import frozen

from claimgraph.model import Article, Claim, Denial, Incident
from claimgraph.output.origins import find_relays
from claimgraph.output.tables.cells import (
    list_date_cells,
    list_place_cells,
    list_precision_cells,
    write_day,
)
from claimgraph.output.tables.columns import name_columns
from claimgraph.output.tables.graphs import GraphLike, Row, is_graph


def to_rows(
    claims: GraphLike | Iterable[Claim | Denial],
    *,
    articles: Iterable[Article] = (),
    incidents: Iterable[Incident] = (),
) -> list[Row]:
    """Return one flat row a claim, then one a denial, with the columns that `name_columns` lists.

    ``source`` is the name of the origin and ``None`` where the article speaks in its own voice
    (``origin`` then still has the id of the agency or publisher); ``relays`` names who passed it
    on, without the publisher. ``place`` is spelled as in the article, ``place_name`` as in the
    gazetteer, ``place_in`` lists what contains it, the nearest first. ``date`` and ``date_end``
    are ISO days, both inclusive; ``date_end`` is ``None`` for a single day (``date_precision`` is
    then ``"day"``) and where the end is open.
    ``spans`` is a list of ``[start, end]`` characters. A denial counts nobody and is no row of an
    incident's toll: ``measure``, ``value`` and ``incident`` are ``None``, ``polarity`` is
    ``"denied"``, and ``denies`` holds the id of the incident in whose account the denial stands
    (``None`` for every claim). ``counted_as`` is the id of the origin that the claim counts as, which
    differs from ``origin`` for a retelling; ``same_text_as`` is the article whose text this one
    runs. The last columns are codes of precision, see `code_date` and `code_place`; counts over a
    period have none for their days.

    Args:
        claims: A claim graph, or claims and denials.
        articles: Where publishers and titles come from, if ``claims`` is not a graph.
        incidents: What fills the columns ``incident`` and ``denies``, if ``claims`` is not a graph.

    Returns:
        The rows in the order of the input, denials last; empty for no claims.
    """
    if is_graph(claims):
        context = _read_context(claims.articles, claims.incidents)
        found: Iterable[Claim | Denial] = (*claims.claims, *claims.denials)
    else:
        context = _read_context(articles, incidents)
        found = tuple(cast("Iterable[Claim | Denial]", claims))
    rows = [_claim_row(one, context) for one in found if isinstance(one, Claim)]
    rows += [_denial_row(one, context) for one in found if isinstance(one, Denial)]
    return rows


@frozen(kw_only=True)
class _Context:
    """What a row needs beyond its claim, by id."""

    articles: Mapping[str, Article]
    incidents: Mapping[str, str]
    accounts: Mapping[str, str]
    whose: Mapping[str, str]
    texts: Mapping[tuple[str, str], str]


def _read_context(articles: Iterable[Article], incidents: Iterable[Incident]) -> _Context:
    incident_of: dict[str, str] = {}
    account_of: dict[str, str] = {}
    whose: dict[str, str] = {}
    texts: dict[tuple[str, str], str] = {}
    for incident in incidents:
        whose |= {one.claim: one.origin.id for toll in incident.tolls for one in toll.retellings}
        texts |= {(incident.id, one.a): one.b for one in incident.copies}
        for account in incident.accounts:
            counted: tuple[Claim | Denial, ...] = (*account.claims, *account.denials)
            for one in counted:
                incident_of[one.id] = incident.id
                account_of[one.id] = account.id
    by_id = {article.id: article for article in articles}
    return _Context(articles=by_id, incidents=incident_of, accounts=account_of, whose=whose, texts=texts)


def _claim_row(claim: Claim, context: _Context) -> Row:
    quantity = claim.quantity
    row: Row = dict.fromkeys(name_columns("claims"))
    row |= _shared_cells(claim, context)
    row |= list_place_cells(claim.place)
    row |= list_date_cells(claim.date)
    row |= list_precision_cells(claim.date, claim.place, scope=claim.scope)
    row |= {
        "spans": [list(span) for span in claim.spans],
        "measure": claim.measure,
        "value": quantity.value,
        "low": quantity.low,
        "high": quantity.high,
        "modifier": quantity.modifier.value,
        "group": claim.group,
        "group_kind": claim.group_kind,
        "scope": claim.scope.value,
        "part_of": claim.part_of,
        "actor": claim.actor,
        "means": claim.means,
        "hypothetical": claim.hypothetical,
        "implied": claim.implied,
        "superseded": claim.superseded,
        "rising": claim.rising,
    }
    return row


def _denial_row(denial: Denial, context: _Context) -> Row:
    row: Row = dict.fromkeys(name_columns("claims"))
    row |= _shared_cells(denial, context)
    row |= {"spans": [list(denial.span)], "polarity": "denied", "place_in": []}
    row |= {"incident": None, "denies": row["incident"]}
    return row


def _shared_cells(one: Claim | Denial, context: _Context) -> Row:
    article = context.articles.get(one.article)
    publisher = article.publisher if article else None
    attribution, origin = one.attribution, one.origin
    return {
        "id": one.id,
        "article": one.article,
        "text": one.text,
        "source": None if attribution.own_voice or origin is None else origin.name,
        "relays": [source.name for source in find_relays(attribution, publisher=publisher)],
        "origin": origin.id if origin else None,
        "source_kind": origin.kind if origin else None,
        "source_party": origin.party if origin else None,
        "own_voice": attribution.own_voice,
        "polarity": attribution.stance.value,
        "incident": context.incidents.get(one.id),
        "account": context.accounts.get(one.id),
        "counted_as": context.whose.get(one.id, origin.id if origin else None),
        "same_text_as": context.texts.get((context.incidents.get(one.id, ""), one.article)),
        "publisher": publisher,
        "published": write_day(one.published or (article.published if article else None)),
        "title": (article.title or None) if article else None,
    }


__all__ = ["to_rows"]
