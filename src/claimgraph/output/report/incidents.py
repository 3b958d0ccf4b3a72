"""An incident as the report shows it: figures, who answers for it, who reported when, and why it is one."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from claimgraph.comparison.corroboration import grade_incident
from claimgraph.model import Corroboration, Denial, Incident, Scope
from claimgraph.output.markup import Html
from claimgraph.output.origins import find_origins
from claimgraph.output.report.anchors import INCIDENT, name_anchor
from claimgraph.output.report.charts import draw_days
from claimgraph.output.report.contexts import Context
from claimgraph.output.report.figures import ShownToll, show_toll
from claimgraph.output.report.links import Pair, list_pairs
from claimgraph.output.report.matrices import Matrix, PartyRow, list_parties, show_matrix
from claimgraph.output.text import show_signs
from claimgraph.output.words import name_incident, summarize

MOST_QUOTED = 3
"""So many figures of an article are quoted in the list of reports; how many more there are is said."""


@frozen(kw_only=True)
class Report:
    """One article that tells of an incident: when, whose, and where its figures stand."""

    day: str
    publisher: str
    title: str
    href: str
    copies: str
    strip: Html | None
    figures: tuple[tuple[str, str], ...]
    more: int


@frozen(kw_only=True)
class ShownDenial:
    """A denial in the words of its sentence."""

    source: str
    text: str
    href: str
    publisher: str
    day: str


@frozen(kw_only=True)
class ShownIncident:
    """All that the page of an incident shows."""

    anchor: str
    id: str
    name: str
    is_period: bool
    path: str
    summary: str
    articles: int
    origins: int
    contradicts: bool
    tolls: tuple[ShownToll, ...]
    matrix: Matrix
    parties: tuple[PartyRow, ...]
    grade: Corroboration | None
    reports: tuple[Report, ...]
    denials: tuple[ShownDenial, ...]
    pairs: tuple[Pair, ...]
    more_pairs: int


def show_incident(incident: Incident, context: Context) -> ShownIncident:
    """Return what the page of an incident shows."""
    name = name_incident(incident)
    anchor = name_anchor(INCIDENT, incident.id)
    tolls = tuple(
        show_toll(toll, context, name=f"{anchor}-t{number}") for number, toll in enumerate(incident.tolls)
    )
    pairs, more = list_pairs(incident, context)
    return ShownIncident(
        anchor=anchor,
        id=incident.id,
        name=name,
        is_period=incident.scope is Scope.CUMULATIVE,
        path=", ".join((incident.place.name, *incident.place.path)) if incident.place else "",
        # The heading says the name already.
        summary=summarize(incident).removeprefix(show_signs(f"{name}.")).strip(),
        articles=len(incident.articles),
        origins=len(find_origins(incident)),
        contradicts=any(toll.contradicts for toll in tolls),
        tolls=tolls,
        matrix=show_matrix(incident, context),
        parties=tuple(list_parties(incident, context)),
        grade=grade_incident(incident),
        reports=tuple(_list_reports(incident, context)),
        denials=tuple(_show_denial(one, context) for one in incident.denials),
        pairs=tuple(pairs),
        more_pairs=more,
    )


def _list_reports(incident: Incident, context: Context) -> Iterable[Report]:
    """Yield the articles in the order of their publication, those without a day first."""
    ids = sorted(
        incident.articles, key=lambda id: (context.word_published(id) != "", _find_day(id, context), id)
    )
    days = [context.articles[id].published if id in context.articles else None for id in ids]
    copies = {one.a: one.b for one in incident.copies}
    strips = draw_days(days, incident.date)
    for id, strip in zip(ids, strips, strict=True):
        told = [claim for claim in incident.claims if claim.article == id]
        yield Report(
            day=context.word_published(id),
            publisher=context.name_publisher(id),
            title=context.name_article(id),
            href=context.refer_article(id),
            copies=context.name_publisher(copies[id]) if id in copies else "",
            strip=strip,
            figures=tuple(
                (" ".join(one.text.split()), context.refer_figure(one.id)) for one in told[:MOST_QUOTED]
            ),
            more=max(0, len(told) - MOST_QUOTED),
        )


def _find_day(id: str, context: Context) -> str:
    article = context.articles.get(id)
    return article.published.isoformat() if article and article.published else ""


def _show_denial(denial: Denial, context: Context) -> ShownDenial:
    return ShownDenial(
        source=denial.origin.name if denial.origin else "",
        text=" ".join(denial.text.split()),
        href=context.refer_figure(denial.id),
        publisher=context.name_publisher(denial.article),
        day=context.word_published(denial.article),
    )


__all__ = ["Report", "ShownDenial", "ShownIncident", "show_incident"]
