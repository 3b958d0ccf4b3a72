"""Incidents as notebook pictures have them: who gives which figures, who is accused, how figures relate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import cast

from claimgraph.comparison.corroboration import grade_incident
from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.comparison.tolls import trace_incident
from claimgraph.model import Check, Claim, Incident, Relation, Source, Toll
from claimgraph.output.blocks import MOST_ROWS, fold, itemize, table
from claimgraph.output.markup import Child, Html, isolate, join, tag
from claimgraph.output.notebook.claims import fold_claims, say_figure
from claimgraph.output.states import find_replaced
from claimgraph.output.tables import say_interval
from claimgraph.output.words.phrases import fit_group


def show_toll_table(incident: Incident) -> Html | None:
    """Show who gives which figures: a row a source, a column a measure, below it the tolls."""
    measures = list(dict.fromkeys(claim.measure for claim in incident.claims))
    replaced = find_replaced(incident)
    cells: dict[str, dict[str, dict[Html, None]]] = {}
    names: dict[str, Child] = {}
    for claim in trace_incident(incident):
        origin = claim.origin
        key = origin.id if origin else ""
        names.setdefault(key, isolate(origin.name) if origin else tag("em", "unknown"))
        figures = cells.setdefault(key, {}).setdefault(claim.measure, {})
        note = " (replaced later)" if claim.id in replaced and not claim.superseded else None
        figures[tag("span", say_figure(claim), note)] = None
    rows: list[Sequence[Child]] = [
        [names[key], *(join(by_measure.get(measure, ()), "\n") or None for measure in measures)]
        for key, by_measure in cells.items()
    ]
    if incident.tolls:
        tolls = [[say_toll(toll) for toll in incident.tolls if toll.measure == one] for one in measures]
        rows.append([tag("b", "together"), *(join(said, "\n") or None for said in tolls)])
    return table(("source", *measures), rows) if rows else None


def show_parties(incident: Incident) -> Html | None:
    """Show who is accused, who claims it and who denies it: a row a party."""
    rows = [
        [isolate(row.actor), *(_join_names(who) for who in (row.accused_by, row.claimed_by, row.denied_by))]
        for row in list_responsibility(incident)
    ]
    return table(("party named", "accused by", "claimed by", "denied by"), rows) if rows else None


def show_grade(incident: Incident) -> Html | None:
    """Show the grade of corroboration with its reason, and its rule to whoever points at it."""
    found = grade_incident(incident)
    if found is None:
        return None
    said = isolate(f"{found.grade} ({found.reason})")
    return tag("div", tag("b", "corroboration: "), said, title=found.rule)


def _join_names(sources: Sequence[Source]) -> Child:
    return join([isolate(source.name) for source in sources], ", ") if sources else None


def say_toll(toll: Toll) -> Html:
    """Return a toll in a line: its range, its best figure, how many origins it has, its convention."""
    best = f", best {toll.best:,}" if toll.best is not None and toll.low != toll.high else ""
    figure = tag("b", span := say_interval(toll.low, toll.high))
    origins = f"{len(toll.origins)} origin{'' if len(toll.origins) == 1 else 's'}"
    return tag(
        "span",
        figure,
        " ",
        isolate(fit_group(span, toll.group)),
        f"{best} ({origins}; {toll.convention.replace('_', ' ')})",
    )


def show_relations(relations: Sequence[Relation], claims: Iterable[Claim]) -> Html | None:
    """Show how figures relate, a fold a kind."""
    by_id = {claim.id: claim for claim in claims}
    ordered = sorted(relations, key=lambda one: one.kind.value)
    said = []
    for kind, members in groupby(ordered, key=lambda one: one.kind):
        found = list(members)
        lines = [_show_relation(one, by_id) for one in found[:MOST_ROWS]]
        said.append(fold(f"{len(found):,} × {kind.value.replace('_', ' ')}", lines))
    return join(said) if said else None


def _show_relation(relation: Relation, by_id: dict[str, Claim]) -> Html:
    if relation.reason:
        return tag("bdi", relation.reason)
    return join([_show_end(by_id.get(one), one) for one in (relation.a, relation.b)], " / ")


def _show_end(claim: Claim | None, name: str) -> Html | None:
    if claim is None:
        return isolate(name)
    return isolate(f"{claim.origin.name if claim.origin else 'unknown'}: {claim.text}")


def show_checks(checks: Sequence[Check]) -> Html | None:
    """Show what a reader should look at."""
    return itemize([join((tag("b", "check: "), isolate(check.reason))) for check in checks])


def show_incident_row(row: dict[str, object], incident: Incident) -> list[Child]:
    """Return the cells of an incident in a table, under its name its claims, to be opened."""
    others = row["others"]
    verdict = "contradict" if row["contradicts"] else "differ" if row["differs"] else None
    return [
        fold_claims(isolate(str(row["label"])), incident.claims),
        _say_headline(row, "killed"),
        _say_headline(row, "injured"),
        isolate("; ".join(others)) if isinstance(others, list) and others else None,
        cast(int, row["origins"]),
        cast(int, row["articles"]),
        tag("b", verdict) if verdict else None,
    ]


def _say_headline(row: dict[str, object], measure: str) -> Child:
    span, group = row[f"{measure}_range"], row[f"{measure}_group"]
    if span is None:
        return None
    return join((tag("b", isolate(str(span))), " ", isolate(fit_group(str(span), str(group)))))


__all__ = [
    "say_toll",
    "show_checks",
    "show_grade",
    "show_incident_row",
    "show_parties",
    "show_relations",
    "show_toll_table",
]
