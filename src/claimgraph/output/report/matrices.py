"""Who says what, as tables: a row a source and a column a measure; a row a party and who answers for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import frozen

from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.comparison.tolls import find_origin, trace_incident
from claimgraph.model import Claim, Incident, Source
from claimgraph.output.report.contexts import Context
from claimgraph.output.states import State, find_replaced, find_state
from claimgraph.output.words import word_group


@frozen(kw_only=True)
class Cell:
    """A figure in a table: how many of whom in words, the address of its words, and whether it stands."""

    figure: str
    href: str
    state: State


@frozen(kw_only=True)
class Matrix:
    """A row a source, a column a measure."""

    measures: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]


@frozen(kw_only=True)
class Answer:
    """Who accuses, claims or denies, with the addresses of the words."""

    names: tuple[str, ...]
    hrefs: tuple[str, ...]


@frozen(kw_only=True)
class PartyRow:
    """A party, who accuses it, who claims the deed and who denies it."""

    actor: str
    accused: Answer
    claimed: Answer
    denied: Answer


def show_matrix(incident: Incident, context: Context) -> Matrix:
    """Return who gives which figure of what; figures of one source that say the same stand once."""
    claims = trace_incident(incident)
    measures = tuple(dict.fromkeys(claim.measure for claim in _order(claims)))
    replaced = find_replaced(incident)
    names: dict[str, str] = {}
    cells: dict[str, dict[str, dict[tuple[str, str], Cell]]] = {}
    for claim in _order(claims):
        origin = find_origin(claim)
        names.setdefault(origin.id, origin.name)
        cell = _show_cell(claim, replaced, context)
        found = cells.setdefault(origin.id, {}).setdefault(claim.measure, {})
        found.setdefault((cell.figure, cell.state), cell)
    rows = tuple(
        (names[id], tuple(tuple(by.get(measure, {}).values()) for measure in measures))
        for id, by in sorted(cells.items(), key=lambda item: names[item[0]].casefold())
    )
    return Matrix(measures=measures, rows=rows)


def _order(claims: Iterable[Claim]) -> list[Claim]:
    """Put the killed first, then the injured, then other measures; details behind their totals."""
    first = {"killed": 0, "injured": 1}
    return sorted(
        claims,
        key=lambda one: (
            first.get(one.measure, 2),
            one.measure,
            one.part_of is not None,
            one.article,
            one.spans,
        ),
    )


def _show_cell(claim: Claim, replaced: set[str], context: Context) -> Cell:
    state = find_state(claim, replaced)
    return Cell(figure=word_group(claim), href=context.refer_figure(claim.id), state=state)


def list_parties(incident: Incident, context: Context) -> list[PartyRow]:
    """Return who is said to have done it, and where that stands."""
    return [
        PartyRow(
            actor=row.actor,
            accused=_show_answer(row.accused_by, row.accusations, context),
            claimed=_show_answer(row.claimed_by, row.admissions, context),
            denied=_show_answer(row.denied_by, row.denials, context),
        )
        for row in list_responsibility(incident)
    ]


def _show_answer(sources: Sequence[Source], ids: Sequence[str], context: Context) -> Answer:
    hrefs = tuple(href for id in ids if (href := context.refer_figure(id)))
    return Answer(names=tuple(source.name for source in sources), hrefs=hrefs)


__all__ = ["Answer", "Cell", "Matrix", "PartyRow", "list_parties", "show_matrix"]
