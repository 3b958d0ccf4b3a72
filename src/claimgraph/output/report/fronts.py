"""The front of a report: a row an incident, with what it can be searched, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from claimgraph.model import Article, Claim, Incident, RelationKind, Scope, Toll
from claimgraph.output.origins import find_origins
from claimgraph.output.report.contexts import Context
from claimgraph.output.tables import count_relations, list_toll_cells
from claimgraph.output.words import word_date, word_place
from claimgraph.output.words.incidents import find_means
from claimgraph.output.words.phrases import begin_sentence, fit_group

MOST_OTHERS = 2
"""So many counts beside the killed and injured a row names; how many more there are is said."""

_VERDICTS = (("contradict", RelationKind.CONTRADICTS), ("differ", RelationKind.DIFFERS))


@frozen(kw_only=True)
class FrontRow:
    """One incident on the front; the fields from ``since`` on are what the page searches and sorts by."""

    href: str
    day: str
    place: str
    means: str
    killed: str
    killed_group: str
    injured: str
    injured_group: str
    others: tuple[str, ...]
    more: int
    origins: int
    articles: int
    verdict: str
    is_period: bool
    is_denied: bool
    since: str
    until: str
    places: tuple[str, ...]
    sources: tuple[str, ...]
    measures: tuple[str, ...]
    words: tuple[str, ...]
    killed_size: int
    injured_size: int


@frozen(kw_only=True)
class ArticleRow:
    """One article in the list of all articles."""

    href: str
    published: str
    publisher: str
    title: str
    figures: int


def list_front_rows(context: Context) -> Iterator[FrontRow]:
    """Yield a row for each incident, made as it is asked for.

    Events come before counts over a period, in each the latest first; one without a day stands last.
    """
    ordered = sorted(context.incidents, key=_order_days, reverse=True)
    for incident in sorted(ordered, key=is_period):
        yield _make_row(incident, context)


def _order_days(incident: Incident) -> str:
    since, until = find_days(incident)
    return since or until


def is_period(incident: Incident) -> bool:
    """Return whether an incident is a count over a period: a war, a campaign, a year."""
    return incident.scope is Scope.CUMULATIVE


def list_article_rows(context: Context) -> Iterator[ArticleRow]:
    """Yield a row for each article, by day of publication."""
    for article in context.articles.values():
        stated = context.statements.get(article.id, ())
        yield ArticleRow(
            href=context.refer_article(article.id),
            published=context.word_published(article.id),
            publisher=article.publisher or "",
            title=name_article(article),
            figures=sum(isinstance(one, Claim) for one in stated),
        )


def name_article(article: Article) -> str:
    """Return the title of an article; its id where it has none."""
    return " ".join(article.title.split()) or article.id


def list_measures(incidents: Iterable[Incident]) -> list[str]:
    """Return what is counted, each measure once, by name."""
    return sorted({claim.measure for one in incidents for claim in one.claims})


def _make_row(incident: Incident, context: Context) -> FrontRow:
    cells, relations = list_toll_cells(incident.tolls), count_relations(incident.tolls)
    killed, injured = cells.get("killed_range", ""), cells.get("injured_range", "")
    others, origins = cells["others"], find_origins(incident)
    since, until = find_days(incident)
    return FrontRow(
        href=context.refer_incident(incident),
        day=word_date(incident.date),
        place=begin_sentence(word_place(incident.place)),
        # A war or a campaign has many means; see `name_incident`.
        means="" if is_period(incident) else ", ".join(find_means(incident)),
        killed=killed,
        killed_group=fit_group(killed, cells.get("killed_group", "")),
        injured=injured,
        injured_group=fit_group(injured, cells.get("injured_group", "")),
        others=tuple(others[:MOST_OTHERS]),
        more=max(0, len(others) - MOST_OTHERS),
        origins=len(origins),
        articles=len(incident.articles),
        verdict=next((word for word, kind in _VERDICTS if relations[kind]), ""),
        is_period=is_period(incident),
        is_denied=bool(incident.denials),
        since=since,
        until=until,
        places=tuple(_list_places(incident)),
        sources=tuple(source.name for source in origins),
        measures=tuple(dict.fromkeys(claim.measure for claim in incident.claims)),
        words=_list_words(incident, context),
        killed_size=_find_size(incident.tolls, "killed"),
        injured_size=_find_size(incident.tolls, "injured"),
    )


def _list_places(incident: Incident) -> list[str]:
    return [incident.place.name, *incident.place.path] if incident.place else []


def find_days(incident: Incident) -> tuple[str, str]:
    """Return the first and the last day of an incident as ISO text, "" where one is not known."""
    days = incident.date
    first, last = (days.earliest, days.latest) if days else (None, None)
    return first.isoformat() if first else "", last.isoformat() if last else ""


def _list_words(incident: Incident, context: Context) -> tuple[str, ...]:
    """Return what the search looks through beside what a row shows: groups, publishers, titles, the id."""
    titles = [context.articles[id].title for id in incident.articles if id in context.articles]
    publishers = [context.name_publisher(id) for id in incident.articles]
    groups = [claim.group for claim in incident.claims]
    found = [*incident.means, *groups, *publishers, *titles, incident.id]
    return tuple(dict.fromkeys(" ".join(word.split()) for word in found if word))


def _find_size(tolls: Iterable[Toll], measure: str) -> int:
    """Return by what an incident is sorted: the highest best figure of a measure, -1 where there is none."""
    return max((toll.best or toll.low for toll in tolls if toll.measure == measure), default=-1)


__all__ = [
    "ArticleRow",
    "FrontRow",
    "list_article_rows",
    "list_front_rows",
    "list_measures",
    "name_article",
]
