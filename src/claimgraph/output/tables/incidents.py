"""The incident table: one flat row an incident."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import cast

from claimgraph.comparison.corroboration import grade_incident
from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.comparison.tolls.groups import load_groups
from claimgraph.model import Incident, RelationKind, Toll
from claimgraph.output.origins import find_origins
from claimgraph.output.tables.cells import list_date_cells, list_precision_cells, list_spot_cells
from claimgraph.output.tables.columns import name_columns
from claimgraph.output.tables.graphs import GraphLike, Row, is_graph
from claimgraph.output.words import name_incident, say_range, say_uncounted
from claimgraph.output.words.phrases import fit_group
from claimgraph.output.words.tolls import is_part

_RELATION_COLUMNS = {
    "repeats": RelationKind.REPEATS,
    "agrees": RelationKind.AGREES,
    "updates": RelationKind.UPDATES,
    "parts": RelationKind.PART_OF,
    "differs": RelationKind.DIFFERS,
    "contradictions": RelationKind.CONTRADICTS,
}
_HEADLINE_MEASURES = ("killed", "injured")


def to_incident_rows(graph: GraphLike | Iterable[Incident]) -> list[Row]:
    """Return one flat row an incident, with the columns that `name_columns` lists.

    ``killed_…`` and ``injured_…`` show the largest toll of that measure and name the group it
    counts; ``…_low``, ``…_best`` and ``…_high`` follow the toll's convention, ``…_range`` is what
    the figures that stand span, as worded: "28–40+" for at least 28 and at least 40. Every other
    toll is in ``others``, in words ("12+ people missing", "~60 people evacuated (expected)").
    Nothing is added up. ``origins`` and ``articles`` count distinct ones; ``contradicts`` says
    whether two figures exclude each other; the next columns count the relations of each
    kind. ``copies`` counts the articles that run the text of another; ``accused`` are the parties that
    claims name, in their words, ``claimed_by`` and ``denied_by`` who answers; ``corroboration`` is the
    grade of `grade_incident`. The last columns say where the place lies and how sharply day and place
    are known.

    Args:
        graph: A claim graph, or incidents.

    Returns:
        The rows in the order of the incidents; empty for none.
    """
    incidents = graph.incidents if is_graph(graph) else cast("Iterable[Incident]", graph)
    return [_incident_row(incident) for incident in incidents]


def _incident_row(incident: Incident) -> Row:
    row: Row = dict.fromkeys(name_columns("incidents"))
    row |= {"id": incident.id, "label": name_incident(incident), "scope": incident.scope.value}
    row |= {key: cell for key, cell in list_date_cells(incident.date).items() if key in row}
    place = incident.place
    row |= {"place": place.name if place else None, "place_in": list(place.path) if place else []}
    row |= {"place_kind": place.kind if place else None, **list_spot_cells(place)}
    row |= list_precision_cells(incident.date, place, scope=incident.scope)
    row |= {"means": list(incident.means), "articles": len(incident.articles)}
    row |= {"claims": len(incident.claims), "denials": len(incident.denials)}
    row |= {"origins": len(find_origins(incident))}
    row |= list_toll_cells(incident.tolls)
    counts = count_relations(incident.tolls)
    row |= {column: counts[kind] for column, kind in _RELATION_COLUMNS.items()}
    row |= {"copies": len(incident.copies), **_list_answer_cells(incident)}
    row["contradicts"] = counts[RelationKind.CONTRADICTS] > 0
    return row


def _list_answer_cells(incident: Incident) -> Row:
    """Return who is accused, in the words of the texts, and who answers."""
    rows, grade = list_responsibility(incident), grade_incident(incident)
    return {
        "accused": [row.actor for row in rows if row.accused_by],
        "claimed_by": [source.name for row in rows for source in row.claimed_by],
        "denied_by": [source.name for row in rows for source in row.denied_by],
        "corroboration": grade.grade if grade else None,
    }


def count_relations(tolls: Iterable[Toll]) -> Counter[RelationKind]:
    """Count the relations of some tolls by kind; one that two tolls share counts once."""
    distinct = {(one.kind, one.a, one.b) for toll in tolls for one in toll.relations}
    return Counter(kind for kind, _, _ in distinct)


def list_toll_cells(tolls: tuple[Toll, ...]) -> Row:
    """Return the cells of a row that tell of tolls: the largest of the killed and injured, the others."""
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
    # A part can be larger than its whole where origins differ, and is no headline all the same.
    general = load_groups().general
    return max(
        tolls,
        key=lambda toll: (not is_part(toll), toll.best or 0, toll.group in general, toll.low),
        default=None,
    )


def say_toll(toll: Toll) -> str:
    """Return a toll in a few words, such as ``"12+ people missing"``."""
    span, reason = _say_span(toll)
    group, bracket, part = toll.group.partition(" (")
    done = "killed or injured" if toll.measure == "casualties" else toll.measure
    return " ".join(
        word for word in (span, fit_group(span, group), done, bracket.strip() + part, reason) if word
    )


def _say_span(toll: Toll) -> tuple[str, str]:
    """Return the figures of a toll and, in brackets, why they are not counted, if so."""
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


__all__ = [
    "count_relations",
    "list_toll_cells",
    "say_interval",
    "say_toll",
    "to_incident_rows",
]
