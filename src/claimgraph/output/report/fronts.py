"""The front of a report: a row an incident, with what it can be searched, filtered and sorted by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from attrs import frozen

from claimgraph.model import Incident, Scope, Toll
from claimgraph.output.origins import find_origins
from claimgraph.output.report.contexts import Context
from claimgraph.output.tables import to_incident_rows
from claimgraph.output.words import word_date, word_place
from claimgraph.output.words.incidents import find_means
from claimgraph.output.words.phrases import begin_sentence, fit_group

MOST_OTHERS = 2
"""So many counts beside the killed and injured a row names; how many more there are is said."""

SEPARATOR = "|"
"""Stands between the values of an attribute that holds several; none of them has it."""


@frozen(kw_only=True)
class FrontRow:
    """One incident on the front; the attributes from ``since`` on are what the page filters by."""

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
    places: str
    sources: str
    measures: str
    words: str
    killed_size: int
    injured_size: int


@frozen(kw_only=True)
class Choices:
    """What the filters offer: all places, sources and measures, each once, by name."""

    places: tuple[str, ...]
    sources: tuple[str, ...]
    measures: tuple[str, ...]


def list_front_rows(context: Context) -> list[FrontRow]:
    """Return a row for each incident, the latest first; one without a day stands last."""
    rows = to_incident_rows(context.incidents)
    shown = [_make_row(one, row, context) for one, row in zip(context.incidents, rows, strict=True)]
    return sorted(shown, key=lambda row: row.since or row.until, reverse=True)


def list_choices(incidents: Sequence[Incident]) -> Choices:
    """Return what the filters offer."""
    return Choices(
        places=_sort_names(name for one in incidents for name in _list_places(one)),
        sources=_sort_names(source.name for one in incidents for source in find_origins(one)),
        measures=_sort_names(claim.measure for one in incidents for claim in one.claims),
    )


def _sort_names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names), key=lambda name: (name.casefold(), name)))


def _make_row(incident: Incident, row: dict[str, Any], context: Context) -> FrontRow:
    days, others = incident.date, row["others"]
    is_period = incident.scope is Scope.CUMULATIVE
    return FrontRow(
        href=context.refer_incident(incident),
        day=word_date(days),
        place=begin_sentence(word_place(incident.place)),
        # A war or a campaign has many means; see `name_incident`.
        means="" if is_period else ", ".join(find_means(incident)),
        killed=row["killed_range"] or "",
        killed_group=fit_group(row["killed_range"] or "", row["killed_group"] or ""),
        injured=row["injured_range"] or "",
        injured_group=fit_group(row["injured_range"] or "", row["injured_group"] or ""),
        others=tuple(others[:MOST_OTHERS]),
        more=max(0, len(others) - MOST_OTHERS),
        origins=row["origins"],
        articles=row["articles"],
        verdict="contradict" if row["contradicts"] else "differ" if row["differs"] else "",
        is_period=is_period,
        is_denied=bool(incident.denials),
        since=days.earliest.isoformat() if days and days.earliest else "",
        until=days.latest.isoformat() if days and days.latest else "",
        places=_join(_list_places(incident)),
        sources=_join(source.name for source in find_origins(incident)),
        measures=_join(dict.fromkeys(claim.measure for claim in incident.claims)),
        words=_list_words(incident, context),
        killed_size=_find_size(incident.tolls, "killed"),
        injured_size=_find_size(incident.tolls, "injured"),
    )


def _list_places(incident: Incident) -> list[str]:
    return [incident.place.name, *incident.place.path] if incident.place else []


def _join(names: Iterable[str]) -> str:
    return SEPARATOR.join(name.replace(SEPARATOR, " ") for name in names)


def _list_words(incident: Incident, context: Context) -> str:
    """Return what the search looks through beside what a row shows: groups, publishers, titles, the id."""
    titles = [context.articles[id].title for id in incident.articles if id in context.articles]
    publishers = [context.name_publisher(id) for id in incident.articles]
    groups = [claim.group for claim in incident.claims]
    found = [*incident.means, *groups, *publishers, *titles, incident.id]
    return " ".join(dict.fromkeys(" ".join(word.split()) for word in found if word))


def _find_size(tolls: Iterable[Toll], measure: str) -> int:
    """Return by what an incident is sorted: the highest best figure of a measure, -1 where there is none."""
    return max((toll.best or toll.low for toll in tolls if toll.measure == measure), default=-1)


__all__ = ["Choices", "FrontRow", "list_choices", "list_front_rows"]
