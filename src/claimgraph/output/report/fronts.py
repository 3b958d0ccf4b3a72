"""The front of a report: a row an incident, with what it can be searched, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import frozen

from claimgraph.model import Claim, Incident, RelationKind, Scope, Toll
from claimgraph.output.origins import find_origins
from claimgraph.output.report.contexts import Context
from claimgraph.output.report.indexes import Entry
from claimgraph.output.tables import count_relations, list_toll_cells
from claimgraph.output.words import word_date, word_place
from claimgraph.output.words.incidents import find_means
from claimgraph.output.words.phrases import begin_sentence, fit_group

MOST_OTHERS = 2
"""So many counts beside the killed and injured a row names; how many more there are is said."""

_VERDICTS = (("contradict", RelationKind.CONTRADICTS), ("differ", RelationKind.DIFFERS))


@frozen(kw_only=True)
class FrontRow:
    """One incident on the front, as it is shown."""

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
    sources: tuple[str, ...]
    articles: int
    verdict: str
    is_denied: bool

    @property
    def origins(self) -> int:
        """How many origins are independent of each other."""
        return len(self.sources)


@frozen(kw_only=True)
class ArticleRow:
    """One article in the list of all articles."""

    href: str
    published: str
    publisher: str
    title: str
    figures: int


def list_front_rows(context: Context) -> Iterator[tuple[FrontRow, Entry]]:
    """Yield a row for each incident, and what it is found by, made as they are asked for.

    Events come before counts over a period, in each the latest first; one without a day stands last.
    """
    ordered = sorted(context.incidents, key=_order_days, reverse=True)
    for incident in sorted(ordered, key=_is_period):
        row = _make_row(incident, context)
        yield row, _make_entry(incident, row, context)


def _order_days(incident: Incident) -> str:
    since, until = _find_days(incident)
    return since or until


def _is_period(incident: Incident) -> bool:
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
            title=context.name_article(article.id),
            figures=sum(isinstance(one, Claim) for one in stated),
        )


def list_measures(incidents: Iterable[Incident]) -> list[str]:
    """Return what is counted, each measure once, by name."""
    return sorted({claim.measure for one in incidents for claim in one.claims})


def _make_row(incident: Incident, context: Context) -> FrontRow:
    cells, relations = list_toll_cells(incident.tolls), count_relations(incident.tolls)
    killed, injured = cells.get("killed_range", ""), cells.get("injured_range", "")
    others = cells["others"]
    return FrontRow(
        href=context.refer_incident(incident),
        day=word_date(incident.date),
        place=begin_sentence(word_place(incident.place)),
        # A war or a campaign has many means; see `name_incident`.
        means="" if _is_period(incident) else ", ".join(find_means(incident)),
        killed=killed,
        killed_group=fit_group(killed, cells.get("killed_group", "")),
        injured=injured,
        injured_group=fit_group(injured, cells.get("injured_group", "")),
        others=tuple(others[:MOST_OTHERS]),
        more=max(0, len(others) - MOST_OTHERS),
        sources=tuple(source.name for source in find_origins(incident)),
        articles=len(incident.articles),
        verdict=next((word for word, kind in _VERDICTS if relations[kind]), ""),
        is_denied=bool(incident.denials),
    )


def _make_entry(incident: Incident, row: FrontRow, context: Context) -> Entry:
    since, until = _find_days(incident)
    places = _list_places(incident)
    return Entry(
        is_period=_is_period(incident),
        name=row.place,
        since=since,
        until=until,
        places=tuple(places),
        sources=row.sources,
        measures=tuple(dict.fromkeys(claim.measure for claim in incident.claims)),
        words=_join_words(_list_shown(row), _list_untold(incident, context), places, row.sources),
        killed=_find_size(incident.tolls, "killed"),
        injured=_find_size(incident.tolls, "injured"),
        origins=row.origins,
        contradicts=row.verdict == "contradict",
    )


def _list_places(incident: Incident) -> list[str]:
    return [incident.place.name, *incident.place.path] if incident.place else []


def _find_days(incident: Incident) -> tuple[str, str]:
    """Return the first and the last day of an incident as ISO text, "" where one is not known."""
    days = incident.date
    first, last = (days.earliest, days.latest) if days else (None, None)
    return first.isoformat() if first else "", last.isoformat() if last else ""


def _list_shown(row: FrontRow) -> list[str]:
    """List the words that a row shows."""
    figures = (f"{row.killed} {row.killed_group}", f"{row.injured} {row.injured_group}")
    return [row.day, row.place, row.means, *row.others, "denial" if row.is_denied else "", *figures]


def _list_untold(incident: Incident, context: Context) -> list[str]:
    """List what the search looks through beside what a row shows: groups, publishers, titles, the id."""
    titles = [context.articles[id].title for id in incident.articles if id in context.articles]
    publishers = [context.name_publisher(id) for id in incident.articles]
    groups = [claim.group for claim in incident.claims]
    return [*incident.means, *groups, *publishers, *titles, incident.id]


def _join_words(*lists: Iterable[str]) -> tuple[str, ...]:
    """Join words to one list, each once, on one line and not empty."""
    return tuple(dict.fromkeys(filter(None, (" ".join(word.split()) for one in lists for word in one))))


def _find_size(tolls: Iterable[Toll], measure: str) -> int:
    """Return by what an incident is sorted: the highest best figure of a measure, -1 where there is none."""
    return max((toll.best or toll.low for toll in tolls if toll.measure == measure), default=-1)


__all__ = [
    "ArticleRow",
    "FrontRow",
    "list_article_rows",
    "list_front_rows",
    "list_measures",
]
