"""Notebook pictures of the nouns: tables and highlighted text, everything escaped.

The pictures carry their styles inline, load nothing, run nothing, and take text and background
colours from the notebook, so that they serve in light and in dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from itertools import groupby
from typing import cast

from claimgraph.model import (
    Article,
    Candidate,
    Check,
    Choice,
    Claim,
    DateRange,
    Denial,
    Incident,
    Link,
    Modifier,
    Place,
    Reading,
    Relation,
    Toll,
    Trace,
)
from claimgraph.output.highlights import highlight_text, mark_trace
from claimgraph.output.markup import Child, Html, isolate, join, tag
from claimgraph.output.origins import find_origins
from claimgraph.output.tables import (
    GraphLike,
    is_graph,
    say_interval,
    to_incident_rows,
)
from claimgraph.output.words import name_incident

MOST_ROWS = 60
"""So many rows of a table are shown; how many more there are is said."""

_CARD = "font:14px/1.5 system-ui,sans-serif;max-width:64em;color:inherit;text-align:start"
_TITLE = "font-weight:600;font-size:1.1em"
_QUIET = "opacity:.75;font-size:.9em"
_TABLE = "border-collapse:collapse;margin:.5em 0;color:inherit;background:none"
_CELL = (
    "border:1px solid rgba(128,128,128,.4);padding:.2em .6em;text-align:start;vertical-align:top;"
    "background:none;color:inherit;white-space:normal;overflow-wrap:break-word;max-width:32em"
)
_HEAD = f"{_CELL};font-weight:600;border-bottom-width:2px"
_NUMBER = f"{_CELL};text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap"
_SCROLL = "max-height:28em;overflow:auto;border:1px solid rgba(128,128,128,.4);padding:.4em .8em"


@singledispatch
def to_html(noun: object) -> str:
    """Return a noun as a piece of HTML that is safe to show, whatever the articles say.

    Args:
        noun: An `Article`, `Claim`, `Incident`, `Toll`, `Trace`, `Reading` or a claim graph; of
            anything else the ``repr`` is shown.

    Returns:
        One ``<div>`` without scripts, style sheets and references to other files.
    """
    if is_graph(noun):
        return _show_graph(noun)
    return tag("div", tag("pre", repr(noun)), style=_CARD)


# --- the nouns --------------------------------------------------------------------------------


@to_html.register
def _(article: Article) -> str:
    return _card(_show_heading(article), tag("div", highlight_text(article.text, ()), style=_SCROLL))


@to_html.register
def _(trace: Trace) -> str:
    marked = highlight_text(trace.article.text, mark_trace(trace))
    kinds = ((trace.claims, "claim"), (trace.denials, "denial"), (trace.accounts, "account"))
    counts = _count(*((len(found), kind) for found, kind in kinds))
    return _card(
        _show_heading(trace.article),
        tag("div", counts, style=_QUIET),
        tag("div", marked, style=_SCROLL),
        _show_claims(trace.claims),
        _show_denials(trace.denials),
        _fold("why each field was chosen", [_show_choice(choice) for choice in trace.choices]),
    )


@to_html.register
def _(claim: Claim) -> str:
    rows: list[tuple[str, Child]] = [
        ("figure", _say_figure(claim)),
        ("source", _show_chain(claim)),
        ("place", _show_place(claim.place)),
        ("day", _show_days(claim.date)),
        ("scope", claim.scope.value),
        ("by", isolate(claim.actor)),
        ("means", isolate(claim.means)),
        ("part of", isolate(claim.part_of)),
        ("remarks", _say_remarks(claim)),
        ("article", isolate(claim.article)),
    ]
    known = [[tag("b", name), cell] for name, cell in rows if cell]
    return _card(_title(join(("“", isolate(claim.text), "”"))), _table((), known))


@to_html.register
def _(toll: Toll) -> str:
    return _card(
        _title(isolate(f"{toll.measure}: {toll.group}")),
        tag("div", _say_toll(toll)),
        _show_claims(toll.claims),
        _show_relations(toll.relations, toll.claims),
        _show_checks(toll.checks),
    )


@to_html.register
def _(incident: Incident) -> str:
    relations = dict.fromkeys(one for toll in incident.tolls for one in toll.relations)
    checks = dict.fromkeys(check for toll in incident.tolls for check in toll.checks)
    kinds = ((incident.articles, "article"), (find_origins(incident), "source"), (incident.claims, "claim"))
    facts = join((_count(*((len(found), kind) for found, kind in kinds)), " · ", isolate(incident.id)))
    return _card(
        _title(isolate(name_incident(incident))),
        tag("div", facts, style=_QUIET),
        _show_toll_table(incident),
        _show_relations(tuple(relations), incident.claims),
        _show_checks(tuple(checks)),
        _show_denials(incident.denials),
        _fold("why these accounts are one incident", [_show_link(link) for link in incident.links]),
    )


@to_html.register
def _(reading: Reading) -> str:
    rows: list[Sequence[Child]] = [
        [
            isolate(article.id),
            article.published.isoformat() if article.published else None,
            isolate(article.publisher),
            isolate(article.title),
            len(article.text),
        ]
        for article in reading.articles[:MOST_ROWS]
    ]
    head = ("article", "published", "publisher", "title", "characters")
    problems: list[Child] = [isolate(str(problem)) for problem in reading.problems]
    return _card(
        _title(_count((len(reading.articles), "article"), (len(problems), "problem"))),
        _table(head, rows, of=len(reading.articles)),
        _fold("skipped", problems, is_open=True),
    )


def _show_graph(graph: GraphLike) -> str:
    problems: list[Child] = [isolate(str(one)) for one in getattr(graph, "problems", ())]
    kinds = ("article", "claim", "denial", "incident")
    counts = _count(*((len(getattr(graph, f"{kind}s")), kind) for kind in kinds))
    head = ("incident", "killed", "injured", "other figures", "sources", "articles", "reports")
    rows = [_show_incident_row(row) for row in to_incident_rows(graph.incidents[:MOST_ROWS])]
    return _card(
        _title(counts),
        _table(head, rows, of=len(graph.incidents)),
        _fold(f"{len(problems):,} skipped", problems),
    )


def _show_incident_row(row: dict[str, object]) -> list[Child]:
    others = row["others"]
    verdict = "contradict" if row["contradicts"] else "differ" if row["differs"] else None
    return [
        isolate(str(row["label"])),
        _say_headline(row, "killed"),
        _say_headline(row, "injured"),
        isolate("; ".join(others)) if isinstance(others, list) and others else None,
        cast(int, row["origins"]),
        cast(int, row["articles"]),
        tag("b", verdict) if verdict else None,
    ]


def _say_headline(row: dict[str, object], measure: str) -> Child:
    span, group = row[f"{measure}_range"], row[f"{measure}_group"]
    return None if span is None else join((tag("b", isolate(str(span))), " ", isolate(str(group))))


# --- what pictures consist of -----------------------------------------------------------------


def _show_toll_table(incident: Incident) -> Html | None:
    """Show who gives which figures: a row a source, a column a measure, below it the tolls."""
    measures = list(dict.fromkeys(claim.measure for claim in incident.claims))
    cells: dict[str, dict[str, dict[Html, None]]] = {}
    names: dict[str, Child] = {}
    for claim in incident.claims:
        origin = claim.origin
        key = origin.id if origin else ""
        names.setdefault(key, isolate(origin.name) if origin else tag("em", "unknown"))
        figures = cells.setdefault(key, {}).setdefault(claim.measure, {})
        figures[_say_figure(claim)] = None
    rows: list[Sequence[Child]] = [
        [names[key], *(join(by_measure.get(measure, ()), "\n") or None for measure in measures)]
        for key, by_measure in cells.items()
    ]
    if incident.tolls:
        tolls = [[_say_toll(toll) for toll in incident.tolls if toll.measure == one] for one in measures]
        rows.append([tag("b", "together"), *(join(said, "\n") or None for said in tolls)])
    return _table(("source", *measures), rows) if rows else None


def _say_figure(claim: Claim) -> Html:
    quantity = claim.quantity
    figure = tag("b", say_interval(quantity.low, quantity.high))
    if quantity.modifier is Modifier.VAGUE:
        # "12+" is what a convention reads into "dozens", so the word stands first.
        figure = join((tag("b", isolate(quantity.words)), f" ({say_interval(quantity.low, quantity.high)})"))
    remarks = _say_remarks(claim)
    start, end = "of them " if claim.part_of else None, f" ({remarks})" if remarks else None
    return tag("span", start, figure, " ", isolate(claim.group), end, title=f"“{claim.text}”")


def _say_remarks(claim: Claim) -> str:
    remarks = {
        "denied": claim.attribution.stance.value == "denied",
        "expected or planned": claim.hypothetical,
        "single victim": claim.implied,
        "outdated in the text itself": claim.superseded,
    }
    return ", ".join(remark for remark, holds in remarks.items() if holds)


def _say_toll(toll: Toll) -> Html:
    best = f", best {toll.best:,}" if toll.best is not None and toll.low != toll.high else ""
    figure = tag("b", say_interval(toll.low, toll.high))
    origins = f"{len(toll.origins)} source{'' if len(toll.origins) == 1 else 's'}"
    return tag(
        "span", figure, " ", isolate(toll.group), f"{best} ({origins}; {toll.convention.replace('_', ' ')})"
    )


def _show_chain(claim: Claim) -> Html | None:
    attribution = claim.attribution
    if not attribution.chain:
        return None
    names = [isolate(source.name) for source in attribution.chain]
    shown = join(names, " → ")
    return join((shown, tag("span", " (in its own voice)", style=_QUIET))) if attribution.own_voice else shown


def _show_place(place: Place | None) -> Html | None:
    if place is None:
        return None
    spelled = f" (“{place.words}”)" if place.words and place.words != place.name else None
    return tag("bdi", ", ".join((place.name, *place.path)), spelled)


def _show_days(when: DateRange | None) -> Html | None:
    if when is None:
        return None
    days = dict.fromkeys((when.earliest, when.latest))
    shown = (tag("span", day.isoformat() if day else "…", style="white-space:nowrap") for day in days)
    return join(shown, " – ")


def _show_claims(claims: Iterable[Claim]) -> Html | None:
    shown = tuple(claims)
    rows: list[Sequence[Child]] = [
        [
            join(("“", isolate(claim.text), "”")),
            claim.measure,
            _say_figure(claim),
            _show_chain(claim),
            _show_place(claim.place),
            _show_days(claim.date),
            claim.scope.value,
        ]
        for claim in shown[:MOST_ROWS]
    ]
    head = ("words", "measure", "figure", "said by", "place", "day", "scope")
    return _table(head, rows, of=len(shown)) if shown else None


def _show_denials(denials: Iterable[Denial]) -> Html | None:
    who = ((one, one.origin.name if one.origin else "unknown") for one in denials)
    said = [join((tag("b", "denial: "), isolate(name), ": “", isolate(one.text), "”")) for one, name in who]
    return _list(said)


def _show_relations(relations: Sequence[Relation], claims: Iterable[Claim]) -> Html | None:
    by_id = {claim.id: claim for claim in claims}
    ordered = sorted(relations, key=lambda one: one.kind.value)
    said = []
    for kind, members in groupby(ordered, key=lambda one: one.kind):
        found = list(members)
        lines = [_show_relation(one, by_id) for one in found[:MOST_ROWS]]
        said.append(_fold(f"{len(found):,} × {kind.value.replace('_', ' ')}", lines))
    return join(said) if said else None


def _show_relation(relation: Relation, by_id: dict[str, Claim]) -> Html:
    if relation.reason:
        return tag("bdi", relation.reason)
    return join([_show_end(by_id.get(one), one) for one in (relation.a, relation.b)], " / ")


def _show_end(claim: Claim | None, name: str) -> Html | None:
    if claim is None:
        return isolate(name)
    return isolate(f"{claim.origin.name if claim.origin else 'unknown'}: {claim.text}")


def _show_checks(checks: Sequence[Check]) -> Html | None:
    return _list([join((tag("b", "check: "), isolate(check.reason))) for check in checks])


def _show_link(link: Link) -> Html:
    reasons = [isolate(f"{one.reason} ({one.weight:+.2g})") for one in link.evidence]
    return join((isolate(link.a), " / ", isolate(link.b), f": {link.score:.2f} = ", join(reasons, "; ")))


def _show_choice(choice: Choice) -> Html:
    readings = [_say_candidate(one) for one in choice.candidates[:5]]
    return join((isolate(choice.claim), " ", tag("b", choice.field), ": ", join(readings, " > ")))


def _say_candidate(one: Candidate) -> Html:
    return tag("span", isolate(one.words), f" {one.score:.2f}", title=", ".join(one.features))


# --- plain building blocks --------------------------------------------------------------------


def _card(*parts: Child) -> Html:
    return tag("div", *parts, style=_CARD)


def _title(words: Child) -> Html:
    return tag("div", words, style=_TITLE)


def _show_heading(article: Article) -> Html:
    known = [article.id, article.publisher, article.published and article.published.isoformat()]
    facts = join([isolate(fact) for fact in known if fact], " · ")
    return join((_title(isolate(article.title or article.id)), tag("div", facts, style=_QUIET)))


def _count(*counts: tuple[int, str]) -> str:
    return ", ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)


def _table(head: Sequence[str], rows: Sequence[Sequence[Child]], *, of: int | None = None) -> Html:
    heading = (
        tag("thead", tag("tr", *(tag("th", isolate(name), style=_HEAD) for name in head))) if head else None
    )
    body = tag("tbody", *(tag("tr", *(_cell(cell) for cell in row)) for row in rows))
    rest = (of or 0) - len(rows)
    more = tag("div", f"… {rest:,} more rows", style=_QUIET) if rest > 0 else None
    return tag("div", tag("table", heading, body, style=_TABLE), more, style="overflow-x:auto")


def _cell(cell: Child) -> Html:
    if isinstance(cell, int | float):
        return tag("td", cell, style=_NUMBER)
    return tag("td", cell, style=f"{_CELL};white-space:pre-line")


def _list(items: Sequence[Child]) -> Html | None:
    if not items:
        return None
    rest = len(items) - MOST_ROWS
    more = tag("li", f"… {rest:,} more") if rest > 0 else None
    entries = [tag("li", item) for item in items[:MOST_ROWS]]
    return tag("ul", *entries, more, style="margin:.3em 0;padding-inline-start:1.4em")


def _fold(summary: str, items: Sequence[Child], *, is_open: bool = False) -> Html | None:
    if not items:
        return None
    opened = {"open": "open"} if is_open else {}
    return tag("details", tag("summary", summary), _list(items), style="margin:.2em 0", **opened)


__all__ = ["MOST_ROWS", "to_html"]
