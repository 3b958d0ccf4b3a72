"""The report as one page that needs nothing else: no network, no other file, no code but its own.

The page forbids itself whatever it does not need by a content-security policy, which names its
one script and its style sheets by their hashes. Whatever a template is given is escaped.
"""

from __future__ import annotations

import os
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimgraph.comparison.corroboration import RULE
from claimgraph.errors import MisuseError
from claimgraph.output.highlights import OTHER, STYLES
from claimgraph.output.lines import write_bytes
from claimgraph.output.markup import Html, escape_attribute, show_text
from claimgraph.output.report.articles import show_articles
from claimgraph.output.report.contexts import read_context
from claimgraph.output.report.figures import say_rule
from claimgraph.output.report.fronts import list_choices, list_front_rows
from claimgraph.output.report.incidents import show_incident
from claimgraph.output.tables import GraphLike, is_graph

if TYPE_CHECKING:
    import jinja2

HERE = Path(__file__).parent


def write_report(graph: GraphLike, path: str | os.PathLike[str], *, title: str | None = None) -> None:
    """Write a graph as one HTML file to read, search, print and send on.

    The file needs no network and no other file. Every figure in it leads to the words in the text
    it was read from. The same graph gives the same bytes, in whatever order its articles came.

    Args:
        graph: A claim graph.
        path: Where to write; the file is there complete or not at all.
        title: The heading; what the report holds, in numbers, if left out.

    Raises:
        MisuseError: Something else than a claim graph was given.
    """
    write_bytes(path, [format_report(graph, title=title).encode("utf-8")])


def format_report(graph: GraphLike, *, title: str | None = None) -> str:
    """Return the page that `write_report` writes."""
    if not is_graph(graph):
        raise MisuseError(f"write_report takes a claim graph, not {type(graph).__name__}; see build_graph")
    context = read_context(graph)
    style, fallback, script = read_style(), _read("without_script.css"), _read("report.js")
    conventions = sorted({toll.convention for one in context.incidents for toll in one.tolls})
    return (
        load_templates()
        .get_template("page.html")
        .render(
            title=title,
            policy=write_policy(script, [style, fallback]),
            style=Html(style),
            fallback=Html(fallback),
            script=Html(script),
            rows=list_front_rows(context),
            choices=list_choices(context.incidents),
            incidents=(show_incident(one, context) for one in context.incidents + context.stories),
            articles=show_articles(context),
            claims=len(graph.claims),
            stories=len(context.stories),
            conventions=[(name.replace("_", " "), say_rule(name)) for name in conventions],
            grade_rule=RULE,
            problems=sorted(getattr(graph, "problems", ()), key=lambda one: (one.where, one.reason)),
            judgements=len(getattr(graph, "judgements", ())),
        )
    )


def write_policy(script: str, styles: list[str]) -> str:
    """Return the content-security policy: nothing is allowed but this script and these styles."""
    allowed = " ".join(_hash(style) for style in styles)
    return (
        f"default-src 'none'; script-src {_hash(script)}; style-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"


@lru_cache(maxsize=1)
def read_style() -> str:
    """Return the style sheet with the colours of marks, which are those of the notebook pictures."""
    marks = "".join(f".{kind} mark{{{style}}}\n" for kind, style in STYLES.items() if kind != OTHER)
    return _read("report.css") + marks


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def load_templates() -> jinja2.Environment:
    """Return the templates; whatever they are given is escaped, and a name that is missing is an error."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finish,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["count"] = lambda number: f"{number:,}"
    environment.filters["attribute"] = escape_attribute
    return environment


def _finish(value: Any) -> Any:
    """Return what a template shows as markup that is safe; signs that cannot be seen get their number."""
    if value is None:
        return ""
    return value if hasattr(value, "__html__") else show_text(str(value))


__all__ = ["format_report", "load_templates", "read_style", "write_policy", "write_report"]
