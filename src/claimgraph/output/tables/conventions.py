"""The table of conventions: every toll of every incident under every named rule."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.comparison.tolls import compare_conventions
from claimgraph.model import Incident
from claimgraph.output.tables.graphs import Row
from claimgraph.output.words import name_incident


def to_convention_rows(incidents: Iterable[Incident]) -> list[Row]:
    """Return one flat row an incident, toll and convention.

    The tolls of an incident come in their order, the rules under each as `list_conventions` gives
    them; ``is_shown`` marks the rule that the graph's own figures follow.
    """
    return [row for incident in incidents for row in _list_rows(incident)]


def _list_rows(incident: Incident) -> list[Row]:
    label = name_incident(incident)
    shown = {toll.convention for toll in incident.tolls}
    return [
        {
            "incident": incident.id,
            "label": label,
            "measure": head.measure,
            "group": head.group,
            "scope": head.scope.value,
            "convention": head.convention,
            "reading": head.reading or None,
            "low": head.low,
            "best": head.best,
            "high": head.high,
            "is_shown": head.convention in shown,
        }
        for head in compare_conventions(incident.claims, copies=incident.copies)
    ]


__all__ = ["to_convention_rows"]
