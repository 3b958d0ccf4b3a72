"""The rows of the lists of a report as markup, made one by one."""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.output.markup import Html
from claimgraph.output.report.contexts import Context
from claimgraph.output.report.fronts import list_article_rows, list_front_rows
from claimgraph.output.report.indexes import Entry
from claimgraph.output.report.rendering import load_macro


def draw_incident_rows(context: Context) -> Iterator[tuple[Entry, Html]]:
    """Yield what the search knows of each incident, and its row: events, then counts over a period."""
    draw = load_macro("rows.html", "incident")
    for number, (row, entry) in enumerate(list_front_rows(context)):
        yield entry, draw(row, number)


def draw_article_rows(context: Context) -> Iterator[Html]:
    """Yield the row of each article, by day of publication."""
    yield from map(load_macro("rows.html", "article"), list_article_rows(context))


__all__ = ["draw_article_rows", "draw_incident_rows"]
