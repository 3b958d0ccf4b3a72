"""Claims and incidents as flat rows: the tidy tables that spreadsheets, data frames and scripts read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import import_module
from typing import Any, Protocol, TypeGuard, cast, runtime_checkable

from attrs import frozen

from claimgraph.comparison.precision import code_date, code_place
from claimgraph.errors import MissingExtraError
from claimgraph.model import (
    Article,
    Claim,
    DateRange,
    Denial,
    Incident,
    Place,
    RelationKind,
    Scope,
    Toll,
)
from claimgraph.output.origins import find_origins, find_relays

Row = dict[str, Any]

COLUMNS = (
    "id", "article", "spans", "measure", "value", "low", "high", "modifier", "group", "source", "relays",
    "place", "date", "date_end", "scope", "polarity", "part_of", "incident", "actor", "means", "text",
    "place_name", "place_key", "place_in", "date_precision", "origin", "source_kind",
    "source_party", "own_voice", "hypothetical", "implied", "superseded", "rising", "denies", "group_kind",
    "account", "publisher", "published", "title",
    "counted_as", "same_text_as", "ucdp_date", "ucdp_place", "acled_date", "acled_place",
)  # fmt: skip
"""The columns of the claim table, in order; the first 21 are what other tools rely on."""

INCIDENT_COLUMNS = (
    "id", "label", "date", "date_end", "place", "place_in", "scope", "means",
    "killed_group", "killed_low", "killed_best", "killed_high", "killed_range",
    "injured_group", "injured_low", "injured_best", "injured_high", "injured_range", "others",
    "origins", "articles", "claims", "denials", "contradicts",
    "repeats", "agrees", "updates", "parts", "differs", "contradictions",
)  # fmt: skip
"""The columns of the incident table, in order."""

_RELATION_COLUMNS = {
    "repeats": RelationKind.REPEATS,
    "agrees": RelationKind.AGREES,
    "updates": RelationKind.UPDATES,
    "parts": RelationKind.PART_OF,
    "differs": RelationKind.DIFFERS,
    "contradictions": RelationKind.CONTRADICTS,
}
_HEADLINE_MEASURES = ("killed", "injured")


@runtime_checkable
class GraphLike(Protocol):
    """What the tables and files need of a claim graph: its parts, in a fixed order."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles read."""

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, whose accounts hold the claims."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims."""

    @property
    def denials(self) -> tuple[Denial, ...]:
        """All denials."""


def is_graph(value: object) -> TypeGuard[GraphLike]:
    """Return whether a value has the parts of a claim graph (and is not a single incident)."""
    return not isinstance(value, Incident) and isinstance(value, GraphLike)


# --- claims -----------------------------------------------------------------------------------


def to_rows(
    claims: GraphLike | Iterable[Claim | Denial],
    *,
    articles: Iterable[Article] = (),
    incidents: Iterable[Incident] = (),
) -> list[Row]:
    """Return one flat row a claim, then one a denial, with the columns `COLUMNS`.

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
    row: Row = dict.fromkeys(COLUMNS)
    row |= _shared_cells(claim, context)
    row |= _place_cells(claim.place)
    row |= _date_cells(claim.date)
    row |= _precision_cells(claim)
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


def _precision_cells(claim: Claim) -> Row:
    # A period is not an event whose day is known to a month.
    when = claim.date if claim.scope is Scope.INCIDENT else None
    return {
        "ucdp_date": code_date(when),
        "ucdp_place": code_place(claim.place),
        "acled_date": code_date(when, scheme="acled"),
        "acled_place": code_place(claim.place, scheme="acled"),
    }


def _denial_row(denial: Denial, context: _Context) -> Row:
    row: Row = dict.fromkeys(COLUMNS)
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
        "published": _iso(one.published or (article.published if article else None)),
        "title": (article.title or None) if article else None,
    }


def _place_cells(place: Place | None) -> Row:
    if place is None:
        return {"place": None, "place_in": []}
    return {
        "place": place.words or place.name,
        "place_name": place.name,
        "place_key": place.key,
        "place_in": list(place.path),
    }


def _date_cells(when: DateRange | None) -> Row:
    if when is None:
        return {}
    single = when.earliest == when.latest
    return {
        "date": _iso(when.earliest),
        "date_end": None if single else _iso(when.latest),
        "date_precision": when.precision.value,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


# --- incidents --------------------------------------------------------------------------------


def to_incident_rows(graph: GraphLike | Iterable[Incident]) -> list[Row]:
    """Return one flat row an incident, with the columns `INCIDENT_COLUMNS`.

    ``killed_…`` and ``injured_…`` show the largest toll of that measure and name the group it
    counts; ``…_low``, ``…_best`` and ``…_high`` follow the toll's convention, ``…_range`` is what
    the figures that stand span, as worded: "28–40+" for at least 28 and at least 40. Every other
    toll is in ``others``, in words ("12+ people missing", "~60 people evacuated (expected)").
    Nothing is added up. ``origins`` and ``articles`` count distinct ones; ``contradicts`` says
    whether two figures exclude each other; the last columns count the relations of each kind.

    Args:
        graph: A claim graph, or incidents.

    Returns:
        The rows in the order of the incidents; empty for none.
    """
    incidents = graph.incidents if is_graph(graph) else cast("Iterable[Incident]", graph)
    return [_incident_row(incident) for incident in incidents]


def _incident_row(incident: Incident) -> Row:
    from claimgraph.output.words import name_incident  # the words build on these tables

    row: Row = dict.fromkeys(INCIDENT_COLUMNS)
    row |= {"id": incident.id, "label": name_incident(incident), "scope": incident.scope.value}
    row |= {key: cell for key, cell in _date_cells(incident.date).items() if key in row}
    place = incident.place
    row |= {"place": place.name if place else None, "place_in": list(place.path) if place else []}
    row |= {"means": list(incident.means), "articles": len(incident.articles)}
    row |= {"claims": len(incident.claims), "denials": len(incident.denials)}
    row |= {"origins": len(find_origins(incident))}
    row |= _toll_cells(incident.tolls)
    counts = count_relations(incident.tolls)
    row |= {column: counts[kind] for column, kind in _RELATION_COLUMNS.items()}
    row["contradicts"] = counts[RelationKind.CONTRADICTS] > 0
    return row


def count_relations(tolls: Iterable[Toll]) -> Counter[RelationKind]:
    """Count the relations of some tolls by kind; one that two tolls share counts once."""
    distinct = {(one.kind, one.a, one.b) for toll in tolls for one in toll.relations}
    return Counter(kind for kind, _, _ in distinct)


def _toll_cells(tolls: tuple[Toll, ...]) -> Row:
    cells: Row = {}
    headlines = []
    for measure in _HEADLINE_MEASURES:
        toll = _largest(toll for toll in tolls if toll.measure == measure)
        if toll is not None:
            headlines.append(id(toll))
            cells |= {f"{measure}_group": toll.group, f"{measure}_low": toll.low}
            cells |= {f"{measure}_best": toll.best, f"{measure}_high": toll.high}
            cells[f"{measure}_range"] = " ".join(filter(None, _say_span(toll)))
    cells["others"] = [say_toll(toll) for toll in tolls if id(toll) not in headlines]
    return cells


def _largest(tolls: Iterator[Toll]) -> Toll | None:
    # The whole is at least as large as its parts, so the largest is never "of them children".
    return max(tolls, key=lambda toll: (toll.low, toll.best or 0), default=None)


def say_toll(toll: Toll) -> str:
    """Return a toll in a few words, such as ``"12+ people missing"``."""
    span, reason = _say_span(toll)
    return " ".join(word for word in (span, toll.group, toll.measure, reason) if word)


def _say_span(toll: Toll) -> tuple[str, str]:
    """Return the figures of a toll and, in brackets, why they are not counted, if so."""
    from claimgraph.output.words import say_range, say_uncounted  # the words build on these tables

    told, reason = say_uncounted(toll)
    span = say_range(toll) or ("" if told else say_interval(toll.low, toll.high))
    return (span, "") if span else (told, f"({reason})")


def say_interval(low: int, high: int | None) -> str:
    """Return an interval of counts, both ends included: ``"28"``, ``"28+"`` or ``"20–25"``.

    An interval that says nothing, from zero without an upper bound, is ``"some"``.
    """
    if high is None:
        return f"{low:,}+" if low else "some"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


# --- data frames ------------------------------------------------------------------------------


def to_frame(graph: GraphLike | Iterable[Claim | Denial]) -> Any:
    """Return the claim table of `to_rows` as a pandas ``DataFrame``.

    Whole numbers with gaps are ``Int64``, ``date``, ``date_end`` and ``published`` stay ISO
    strings (a day that pandas cannot hold is not lost); lists stay lists.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    return _frame(to_rows(graph), COLUMNS, numbers=("value", "low", "high"))


def to_incident_frame(graph: GraphLike | Iterable[Incident]) -> Any:
    """Return the incident table of `to_incident_rows` as a pandas ``DataFrame``.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    numbers = tuple(name for name in INCIDENT_COLUMNS if name.endswith(("_low", "_best", "_high")))
    return _frame(to_incident_rows(graph), INCIDENT_COLUMNS, numbers=numbers)


def _frame(rows: list[Row], columns: tuple[str, ...], *, numbers: tuple[str, ...]) -> Any:
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise MissingExtraError("a data frame needs pandas: pip install claimgraph[table]") from error
    frame = pandas.DataFrame(rows, columns=list(columns), dtype=object)
    for name in numbers:
        if all(cell is None or abs(cell) < 2**63 for cell in frame[name]):
            frame[name] = frame[name].astype("Int64")
    return frame


__all__ = [
    "COLUMNS",
    "INCIDENT_COLUMNS",
    "GraphLike",
    "Row",
    "count_relations",
    "is_graph",
    "say_interval",
    "say_toll",
    "to_frame",
    "to_incident_frame",
    "to_incident_rows",
    "to_rows",
]
