"""The figures of one toll as rows: whose they are, a strip on the common axis, and the words of the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from claimgraph.comparison.tolls import (
    find_convention,
    find_origin,
    list_conventions,
    list_series,
    trace_toll,
)
from claimgraph.comparison.tolls.reasons import say_day
from claimgraph.model import Claim, RelationKind, Series, Step, Toll
from claimgraph.output.markup import Html
from claimgraph.output.report.charts import Point, draw_axis, draw_strip, fit_scale
from claimgraph.output.report.contexts import Context
from claimgraph.output.states import State, find_state
from claimgraph.output.tables import say_interval
from claimgraph.output.words import say_range, say_uncounted
from claimgraph.output.words.notes import fold_relations

MOST_RELATIONS = 40
MOST_REPEATS = 8
"""So many relations of one kind are told one by one; how many more there are is said."""

RELATION_ORDER = ("contradicts", "differs", "updates", "agrees", "repeats", "part_of")


@frozen(kw_only=True)
class Text:
    """Where a figure stands: the id of the article, its publisher, its day and the address of the words."""

    article: str
    name: str
    day: str
    href: str


@frozen(kw_only=True)
class ShownFigure:
    """One figure of one origin: the words, where they stand, and the names of what is to be said of it."""

    words: str
    day: str
    state: str
    notes: tuple[str, ...]
    texts: tuple[Text, ...]


@frozen(kw_only=True)
class OriginRow:
    """The figures of one origin in the order it gave them; no strip where there is nothing to compare."""

    origin: str
    strip: Html | None
    figures: tuple[ShownFigure, ...]


@frozen(kw_only=True)
class ShownRelation:
    """A relation in words, how many more say the same, and where its two figures stand."""

    reason: str
    more: int
    texts: tuple[Text, ...]


@frozen(kw_only=True)
class RelationGroup:
    """The relations of one kind; ``rest`` counts those that are not told one by one."""

    kind: str
    count: int
    relations: tuple[ShownRelation, ...]
    rest: int


@frozen(kw_only=True)
class ShownToll:
    """All that is shown of a toll."""

    measure: str
    group: str
    span: str
    note: str
    best: str
    convention: str
    rule: str
    origins: int
    axis: Html | None
    is_log: bool
    rows: tuple[OriginRow, ...]
    relations: tuple[RelationGroup, ...]
    checks: tuple[str, ...]
    retellings: tuple[str, ...]

    @property
    def contradicts(self) -> bool:
        """Whether two of its figures exclude each other."""
        return any(one.kind == "contradicts" for one in self.relations)


def show_toll(toll: Toll, context: Context, *, name: str) -> ShownToll:
    """Return what is shown of a toll; ``name`` is the name of its axis, which no other has."""
    told, reason = say_uncounted(toll)
    span = say_range(toll)
    rows = _list_told(toll, context)
    scale = fit_scale(_list_numbers(toll))
    is_drawn = sum(len(row.points) for row in rows) > 1
    low = toll.low if toll.best is not None else 0
    return ShownToll(
        measure=toll.measure,
        group=toll.group,
        span=span or told or say_interval(toll.low, toll.high),
        note="" if span else reason,
        best=f"{toll.best:,}" if toll.best is not None and toll.low != toll.high else "",
        convention=toll.convention.replace("_", " "),
        rule=say_rule(toll.convention),
        origins=len(toll.origins),
        axis=draw_axis(scale, name=name, low=low, high=toll.high) if is_drawn else None,
        is_log=is_drawn and scale.is_log,
        rows=tuple(
            OriginRow(
                origin=row.origin,
                strip=draw_strip(row.points, scale, name=name) if is_drawn else None,
                figures=row.figures,
            )
            for row in rows
        ),
        relations=tuple(_group_relations(toll, context)),
        checks=tuple(dict.fromkeys(check.reason for check in toll.checks)),
        retellings=tuple(dict.fromkeys(one.reason for one in toll.retellings)),
    )


def say_rule(convention: str) -> str:
    """Return the wording of a convention."""
    known = {one.name for one in list_conventions()}
    return find_convention(convention).rule if convention in known else "A rule of the report’s author."


def _list_numbers(toll: Toll) -> list[int]:
    counts = [claim.quantity for claim in toll.claims]
    numbers = [n for one in counts for n in (one.low, one.value, one.high) if n is not None]
    return [*numbers, *(n for n in (toll.low, toll.high) if n is not None)]


# --- rows -------------------------------------------------------------------------------------


@frozen(kw_only=True)
class _ToldRow:
    """A row before it is drawn, as the axis must hold all of them."""

    origin: str
    points: tuple[Point, ...]
    figures: tuple[ShownFigure, ...]


def _list_told(toll: Toll, context: Context) -> list[_ToldRow]:
    """Return a row for each origin: first those whose figures are counted, then what is not."""
    claims = {claim.id: claim for claim in trace_toll(toll).claims}
    inner = {one.a for one in toll.relations if one.kind is RelationKind.PART_OF and one.b in claims}
    series = sorted(list_series(toll), key=lambda one: (_rank_step(one.steps[-1]), one.origin.name))
    placed = {id for one in series for step in one.steps for id in step.claims}
    rows = [_tell_series(one, claims, context) for one in series]
    for found in _group_rest(claims.values(), placed):
        state = _find_state(found[0], inner)
        point = Point(quantity=found[0].quantity, state=state)
        figure = _show_figure(found, state, context)
        rows.append(_ToldRow(origin=find_origin(found[0]).name, points=(point,), figures=(figure,)))
    return rows


def _rank_step(step: Step) -> int:
    return step.quantity.low if step.quantity.value is None else step.quantity.value


def _tell_series(series: Series, claims: Mapping[str, Claim], context: Context) -> _ToldRow:
    told = [(step, State.STANDS if step.stands else State.REPLACED) for step in series.steps]
    return _ToldRow(
        origin=series.origin.name,
        points=tuple(Point(quantity=step.quantity, state=state) for step, state in told),
        figures=tuple(
            _show_figure([claims[id] for id in step.claims], state, context) for step, state in told
        ),
    )


def _group_rest(claims: Iterable[Claim], placed: set[str]) -> list[list[Claim]]:
    groups: dict[object, list[Claim]] = {}
    for claim in claims:
        if claim.id not in placed:
            key = (find_origin(claim).id, claim.quantity.low, claim.quantity.high, claim.attribution.stance)
            groups.setdefault((*key, claim.hypothetical, claim.group), []).append(claim)
    return list(groups.values())


def _find_state(claim: Claim, inner: set[str]) -> str:
    state = find_state(claim)
    if state is not State.STANDS:
        return state
    return "part" if claim.id in inner else State.REPLACED


def _show_figure(claims: Sequence[Claim], state: str, context: Context) -> ShownFigure:
    lead = claims[0]
    days = sorted(claim.published for claim in claims if claim.published)
    return ShownFigure(
        words=" ".join(lead.text.split()),
        day=say_day(days[0]) if days else "",
        state=state,
        notes=_list_notes(lead, state),
        texts=tuple(show_text_of(claim, context) for claim in claims),
    )


def _list_notes(claim: Claim, state: str) -> tuple[str, ...]:
    """Return what is to be said of a figure, by the names that the templates have words for."""
    notes = {
        "outdated": claim.superseded,
        "replaced": state == State.REPLACED and not claim.superseded,
        "denied": state == State.DENIED,
        "expected": state == State.EXPECTED,
        "part": state == "part",
        "implied": claim.implied,
    }
    return tuple(note for note, holds in notes.items() if holds)


def show_text_of(claim: Claim, context: Context) -> Text:
    """Return where a claim stands."""
    return Text(
        article=claim.article,
        name=context.name_publisher(claim.article),
        day=context.word_published(claim.article),
        href=context.refer_figure(claim.id),
    )


# --- relations --------------------------------------------------------------------------------


def _group_relations(toll: Toll, context: Context) -> Iterable[RelationGroup]:
    claims = {claim.id: claim for claim in toll.claims}
    folded = fold_relations(toll)
    for kind in RELATION_ORDER:
        found = [(one, more) for one, more in folded if one.kind.value == kind]
        shown = [
            ShownRelation(
                reason=one.reason,
                more=more,
                texts=tuple(show_text_of(claims[id], context) for id in (one.a, one.b) if id in claims),
            )
            for one, more in found[: MOST_REPEATS if kind == RelationKind.REPEATS else MOST_RELATIONS]
        ]
        if shown:
            count = len(found)
            yield RelationGroup(kind=kind, count=count, relations=tuple(shown), rest=count - len(shown))


__all__ = ["OriginRow", "ShownFigure", "ShownToll", "Text", "say_rule", "show_text_of", "show_toll"]
