"""Claims and incidents as flat rows: the tidy tables that spreadsheets, data frames and scripts read."""

from claimgraph.output.tables.claims import COLUMNS, to_rows
from claimgraph.output.tables.frames import to_frame, to_incident_frame
from claimgraph.output.tables.graphs import GraphLike, Row, is_graph
from claimgraph.output.tables.incidents import (
    INCIDENT_COLUMNS,
    count_relations,
    say_interval,
    say_toll,
    to_incident_rows,
)

__all__ = [
    "COLUMNS",
    "INCIDENT_COLUMNS",
    "GraphLike",
    "Row",
    "count_relations",
    "is_graph",
    "say_interval",
    "say_toll",
    "to_frame",
    "to_incident_frame",
    "to_incident_rows",
    "to_rows",
]
