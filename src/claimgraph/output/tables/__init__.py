"""Named tables of flat rows, which spreadsheets, data frames and scripts read."""

from claimgraph.output.tables.arrow import to_arrow
from claimgraph.output.tables.cells import list_spot_cells
from claimgraph.output.tables.claims import to_rows
from claimgraph.output.tables.columns import Column, list_columns, name_columns
from claimgraph.output.tables.frames import to_frame
from claimgraph.output.tables.graphs import GraphLike, Row, is_graph
from claimgraph.output.tables.incidents import (
    count_relations,
    list_toll_cells,
    say_interval,
    say_toll,
    to_incident_rows,
)
from claimgraph.output.tables.named import TABLES, Table, build_table, list_nouns

__all__ = [
    "TABLES",
    "Column",
    "GraphLike",
    "Row",
    "Table",
    "build_table",
    "count_relations",
    "is_graph",
    "list_columns",
    "list_nouns",
    "list_spot_cells",
    "list_toll_cells",
    "name_columns",
    "say_interval",
    "say_toll",
    "to_arrow",
    "to_frame",
    "to_incident_rows",
    "to_rows",
]
