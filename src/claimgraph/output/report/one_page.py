"""The report as one page that needs nothing else: no network, no other file, no code but its own.

The page forbids itself whatever it does not need by a content-security policy, which names its
one script and its style sheets by their hashes.
"""

from __future__ import annotations

from collections.abc import Iterator

from claimgraph.output.markup import Html
from claimgraph.output.report.articles import show_article
from claimgraph.output.report.contexts import read_context
from claimgraph.output.report.incidents import show_incident
from claimgraph.output.report.indexes import format_index
from claimgraph.output.report.lists import PARTS, Part
from claimgraph.output.report.notes import list_notes
from claimgraph.output.report.rendering import allow_hashes, load_templates, read_asset, read_style
from claimgraph.output.report.rows import draw_article_rows, draw_incident_rows
from claimgraph.output.tables import GraphLike


def make_page(graph: GraphLike, *, title: str | None = None) -> Iterator[str]:
    """Yield the page piece by piece; incidents and articles are made as they are asked for."""
    context = read_context(graph)
    drawn = list(draw_incident_rows(context))
    parts = []
    for period, (name, words) in enumerate(PARTS):
        rows = [row for entry, row in drawn if entry.is_period == period]
        parts.append(Part(name=name, title=words, count=len(rows), rows=rows))
    style, fallback, script = read_style(), read_asset("without_script.css"), read_asset("report.js")
    notes = list_notes(graph, context, title=title)
    yield from (
        load_templates()
        .get_template("page.html")
        .generate(
            notes,
            title=notes["heading"],
            nonce="",
            home=context.addresses.home,
            policy=allow_hashes(script, [style, fallback]),
            style=Html(style),
            fallback=Html(fallback),
            script=Html(script),
            parts=parts,
            index=format_index((entry for entry, _ in drawn), batch=0),
            article_list="",
            article_rows=draw_article_rows(context),
            incidents=(show_incident(one, context) for one in context.list_parts()),
            article_parts=(show_article(one, context) for one in context.articles.values()),
        )
    )


__all__ = ["make_page"]
