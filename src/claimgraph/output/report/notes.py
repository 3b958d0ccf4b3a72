"""What the front of a report says beside its rows: its numbers, its rules, what was skipped."""

from __future__ import annotations

from typing import Any

from claimgraph.comparison.corroboration import RULE
from claimgraph.output.report.contexts import Context
from claimgraph.output.report.figures import say_rule
from claimgraph.output.report.fronts import list_measures
from claimgraph.output.tables import GraphLike

HEADING = "Who says how many"


def list_notes(graph: GraphLike, context: Context, *, title: str | None) -> dict[str, Any]:
    """Return the values that the templates of the front need beside rows and addresses."""
    conventions = sorted({toll.convention for one in context.incidents for toll in one.tolls})
    return {
        "heading": title or HEADING,
        "claims": len(graph.claims),
        "articles": len(context.articles),
        "entries": len(context.incidents),
        "stories": len(context.stories),
        "measures": list_measures(context.incidents),
        "conventions": [(name.replace("_", " "), say_rule(name)) for name in conventions],
        "grade_rule": RULE,
        "problems": sorted(getattr(graph, "problems", ()), key=lambda one: (one.where, one.reason)),
        "judgements": len(getattr(graph, "judgements", ())),
    }


__all__ = ["list_notes"]
