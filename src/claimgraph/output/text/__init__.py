"""Results as plain text of a fixed width, safe to print: tables and the steps of one article."""

from claimgraph.output.text.counts import count_nouns
from claimgraph.output.text.painting import Paint, leave_plain
from claimgraph.output.text.signs import count_columns, show_signs, wrap_words
from claimgraph.output.text.tables import write_table
from claimgraph.output.text.traces import draw_trace

__all__ = [
    "Paint",
    "count_columns",
    "count_nouns",
    "draw_trace",
    "leave_plain",
    "show_signs",
    "wrap_words",
    "write_table",
]
