"""The report as a folder of plain pages: a front, its lists, a page an incident and a page an article.

Every page can be read, printed and sent on without its script, and needs nothing from outside the folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from claimgraph.output.markup import Html
from claimgraph.output.report.addresses import UP, ManyPages, name_page
from claimgraph.output.report.anchors import ARTICLE, INCIDENT
from claimgraph.output.report.articles import show_article
from claimgraph.output.report.contexts import Context, read_context
from claimgraph.output.report.incidents import show_incident
from claimgraph.output.report.indexes import format_index, format_script_json
from claimgraph.output.report.lists import (
    PARTS,
    PER_PAGE,
    Part,
    count_pages,
    cut_batches,
    make_pager,
)
from claimgraph.output.report.notes import list_notes
from claimgraph.output.report.rendering import allow_nonce, make_nonce, read_asset, read_style, render
from claimgraph.output.report.rows import draw_article_rows, draw_incident_rows
from claimgraph.output.tables import GraphLike

FRONT = "index.html"

BATCH = 50
"""So many rows are in one file of those that the search shows."""

File = tuple[str, bytes]
"""The name of a file within the folder, with ``/`` between its parts, and what it holds."""


def make_pages(graph: GraphLike, *, title: str | None = None) -> Iterator[File]:
    """Yield the files of the folder one by one, the front last; each is made as it is asked for."""
    inner = read_context(graph, ManyPages(UP))
    outer = evolve(inner, addresses=ManyPages(""))
    notes = list_notes(graph, inner, title=title)
    yield "report.css", read_style().encode("utf-8")
    yield "report.js", read_asset("report.js").encode("utf-8")
    yield from _make_incidents(inner, notes["heading"])
    yield from _make_articles(inner, notes["heading"])
    yield from _make_article_lists(outer, notes)
    yield from _make_front(outer, notes)


def _make_incidents(context: Context, heading: str) -> Iterator[File]:
    for incident in context.list_parts():
        shown = show_incident(incident, context)
        body = render("part.html", incident=shown, heading=heading, home=context.addresses.home)
        yield name_page(INCIDENT, incident.id), _finish(body, title=f"{shown.name} – {heading}", up=UP)


def _make_articles(context: Context, heading: str) -> Iterator[File]:
    for article in context.articles.values():
        shown = show_article(article, context)
        body = render("part.html", incident=None, article=shown, heading=heading, home=context.addresses.home)
        yield name_page(ARTICLE, article.id), _finish(body, title=f"{shown.title} – {heading}", up=UP)


def _make_article_lists(context: Context, notes: dict[str, Any]) -> Iterator[File]:
    last = count_pages(notes["articles"])
    for number, rows in enumerate(cut_batches(draw_article_rows(context), PER_PAGE), start=1):
        pager = make_pager(number, last, _name_article_list)
        body = render("list.html", notes, parts=[], article_rows=rows, pager=pager)
        yield _name_article_list(number), _finish(body, title=f"Articles, page {number} – {notes['heading']}")


def _make_front(context: Context, notes: dict[str, Any]) -> Iterator[File]:
    """Yield the lists of incidents, what the search reads, and the front."""
    drawn = list(draw_incident_rows(context))
    for number, rows in enumerate(cut_batches((row for _, row in drawn), BATCH)):
        yield f"rows/{number}.js", _write_event({"batch": number, "markup": "\n".join(rows)})
    yield "index.js", _write_event(format_index((entry for entry, _ in drawn), batch=BATCH))
    first = []
    for period, (name, words) in enumerate(PARTS):
        own = [row for entry, row in drawn if entry.is_period == period]
        start, *others = _cut_part(name, words, own)
        first.append(start)
        for number, part in enumerate(others, start=2):
            body = render("list.html", notes, parts=[part])
            yield f"{name}-{number}.html", _finish(body, title=f"{words}, page {number} – {notes['heading']}")
    article_list = _name_article_list(1) if notes["articles"] else ""
    body = render("index.html", notes, parts=first, article_list=article_list, article_rows=())
    yield FRONT, _finish(body, title=notes["heading"])


def _cut_part(name: str, words: str, rows: Sequence[Html]) -> Iterator[Part]:
    """Yield a part of the table page by page, the first also where it has no rows."""

    def name_list(number: int) -> str:
        return f"{FRONT}#{name}-h" if number == 1 else f"{name}-{number}.html"

    last = count_pages(len(rows))
    for number in range(1, last + 1):
        shown = rows[(number - 1) * PER_PAGE : number * PER_PAGE]
        pager = make_pager(number, last, name_list)
        yield Part(name=name, title=words, count=len(rows), rows=shown, pager=pager)


def _name_article_list(number: int) -> str:
    return f"articles-{number}.html"


def _write_event(detail: object) -> bytes:
    """Return a script that hands data to the script of the front, which cannot read other files."""
    data = detail if isinstance(detail, Html) else format_script_json(detail)
    return f'dispatchEvent(new CustomEvent("claimgraph", {{ detail: {data} }}));\n'.encode("ascii")


def _finish(body: Html, *, title: str, up: str = "") -> bytes:
    """Return a whole page; its nonce is made of its body, so that no text in it can know it."""
    data = body.encode("utf-8")
    nonce = make_nonce(data)
    head = render("head.html", title=title, policy=allow_nonce(nonce), nonce=nonce, up=up)
    return head.encode("utf-8") + data


__all__ = ["BATCH", "FRONT", "File", "make_pages"]
