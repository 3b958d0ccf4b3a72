"""Notebook pictures of the nouns: tables and highlighted text, everything escaped.

The pictures carry their styles inline, load nothing, run nothing, and take text and background
colours from the notebook, so that they serve in light and in dark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from itertools import groupby
from typing import cast

from claimgraph.comparison.corroboration import grade_incident
from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.comparison.tolls import list_series, trace_claims
from claimgraph.model import (
    Article,
    Candidate,
    Check,
    Choice,
    Claim,
    Cut,
    DateRange,
    Denial,
    Incident,
    Link,
    Modifier,
    Place,
    Reading,
    Relation,
    Source,
    Toll,
    Trace,
)
from claimgraph.output.blocks import CARD, MOST_ROWS, QUIET, SCROLL, card, count, fold, itemize, table, title
from claimgraph.output.highlights import highlight_text, mark_trace
from claimgraph.output.markup import Child, Html, isolate, join, tag
from claimgraph.output.origins import find_origins
from claimgraph.output.tables import (
    GraphLike,
    is_graph,
    say_interval,
    to_incident_rows,
)
from claimgraph.output.words import name_incident, word_origins


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
    return tag("div", tag("pre", repr(noun)), style=CARD)


# --- the nouns --------------------------------------------------------------------------------


@to_html.register
def _(article: Article) -> str:
    return card(_show_heading(article), tag("div", highlight_text(article.text, ()), style=SCROLL))


@to_html.register
def _(trace: Trace) -> str:
    marked = highlight_text(trace.article.text, mark_trace(trace))
    kinds = ((trace.claims, "claim"), (trace.denials, "denial"), (trace.accounts, "account"))
    counts = count(*((len(found), kind) for found, kind in kinds))
    return card(
        _show_heading(trace.article),
        tag("div", counts, style=QUIET),
        tag("div", marked, style=SCROLL),
        _show_claims(trace.claims),
        _show_denials(trace.denials),
        fold("why each field was chosen", [_show_choice(choice) for choice in trace.choices]),
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
    return card(title(join(("“", isolate(claim.text), "”"))), table((), known))


@to_html.register
def _(toll: Toll) -> str:
    return card(
        title(isolate(f"{toll.measure}: {toll.group}")),
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
    facts = join((count(*((len(found), kind) for found, kind in kinds)), " · ", isolate(incident.id)))
    return card(
        title(isolate(name_incident(incident))),
        tag("div", facts, style=QUIET),
        tag("div", isolate(word_origins(incident))),
        _show_toll_table(incident),
        _show_parties(incident),
        _show_grade(incident),
        _show_relations(tuple(relations), incident.claims),
        _show_checks(tuple(checks)),
        _show_denials(incident.denials),
        fold("why these accounts are one incident", [_show_link(link) for link in incident.links]),
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
    return card(
        title(count((len(reading.articles), "article"), (len(problems), "problem"))),
        table(head, rows, of=len(reading.articles)),
        fold("skipped", problems, is_open=True),
        fold("left out of pages", [_show_cut(cut) for cut in reading.cuts[:MOST_ROWS]]),
    )


def _show_cut(cut: Cut) -> Child:
    facts = f"{cut.where}: kept {cut.kept:,} of {cut.words:,} words"
    return join((isolate(facts), itemize([isolate(passage) for passage in cut.passages])))


def _show_graph(graph: GraphLike) -> str:
    problems: list[Child] = [isolate(str(one)) for one in getattr(graph, "problems", ())]
    kinds = ("article", "claim", "denial", "incident")
    counts = count(*((len(getattr(graph, f"{kind}s")), kind) for kind in kinds))
    head = ("incident", "killed", "injured", "other figures", "sources", "articles", "reports")
    rows = [_show_incident_row(row) for row in to_incident_rows(graph.incidents[:MOST_ROWS])]
    return card(
        title(counts),
        table(head, rows, of=len(graph.incidents)),
        fold(f"{len(problems):,} skipped", problems),
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
    series = [one for toll in incident.tolls for one in list_series(toll)]
    replaced = {id for one in series for step in one.steps if not step.stands for id in step.claims}
    retellings = [one for toll in incident.tolls for one in toll.retellings]
    cells: dict[str, dict[str, dict[Html, None]]] = {}
    names: dict[str, Child] = {}
    for claim in trace_claims(incident.claims, retellings):
        origin = claim.origin
        key = origin.id if origin else ""
        names.setdefault(key, isolate(origin.name) if origin else tag("em", "unknown"))
        figures = cells.setdefault(key, {}).setdefault(claim.measure, {})
        note = " (superseded)" if claim.id in replaced and not claim.superseded else None
        figures[tag("span", _say_figure(claim), note)] = None
    rows: list[Sequence[Child]] = [
        [names[key], *(join(by_measure.get(measure, ()), "\n") or None for measure in measures)]
        for key, by_measure in cells.items()
    ]
    if incident.tolls:
        tolls = [[_say_toll(toll) for toll in incident.tolls if toll.measure == one] for one in measures]
        rows.append([tag("b", "together"), *(join(said, "\n") or None for said in tolls)])
    return table(("source", *measures), rows) if rows else None


def _show_parties(incident: Incident) -> Html | None:
    """Show who is accused, who claims it and who denies it: a row a party."""
    rows = [
        [isolate(row.actor), *(_join_names(who) for who in (row.accused_by, row.claimed_by, row.denied_by))]
        for row in list_responsibility(incident)
    ]
    return table(("party named", "accused by", "claimed by", "denied by"), rows) if rows else None


def _show_grade(incident: Incident) -> Html | None:
    """Show the grade of corroboration with its reason, and its rule to whoever points at it."""
    found = grade_incident(incident)
    if found is None:
        return None
    said = isolate(f"{found.grade} ({found.reason})")
    return tag("div", tag("b", "corroboration: "), said, title=found.rule)


def _join_names(sources: Sequence[Source]) -> Child:
    return join([isolate(source.name) for source in sources], ", ") if sources else None


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
    return join((shown, tag("span", " (in its own voice)", style=QUIET))) if attribution.own_voice else shown


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
    return table(head, rows, of=len(shown)) if shown else None


def _show_denials(denials: Iterable[Denial]) -> Html | None:
    who = ((one, one.origin.name if one.origin else "unknown") for one in denials)
    said = [join((tag("b", "denial: "), isolate(name), ": “", isolate(one.text), "”")) for one, name in who]
    return itemize(said)


def _show_relations(relations: Sequence[Relation], claims: Iterable[Claim]) -> Html | None:
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


def _show_checks(checks: Sequence[Check]) -> Html | None:
    return itemize([join((tag("b", "check: "), isolate(check.reason))) for check in checks])


def _show_link(link: Link) -> Html:
    reasons = [isolate(f"{one.reason} ({one.weight:+.2g})") for one in link.evidence]
    return join((isolate(link.a), " / ", isolate(link.b), f": {link.score:.2f} = ", join(reasons, "; ")))


def _show_choice(choice: Choice) -> Html:
    readings = [_say_candidate(one) for one in choice.candidates[:5]]
    return join((isolate(choice.claim), " ", tag("b", choice.field), ": ", join(readings, " > ")))


def _say_candidate(one: Candidate) -> Html:
    return tag("span", isolate(one.words), f" {one.score:.2f}", title=", ".join(one.features))


def _show_heading(article: Article) -> Html:
    known = [article.id, article.publisher, article.published and article.published.isoformat()]
    facts = join([isolate(fact) for fact in known if fact], " · ")
    return join((title(isolate(article.title or article.id)), tag("div", facts, style=QUIET)))


__all__ = ["to_html"]
