"""Results as plain text of a fixed width, safe to print: tables and the steps of one article."""

from claimgraph.output.text.signs import count_columns, show_signs, wrap_words
from claimgraph.output.text.tables import write_table
from claimgraph.output.text.traces import draw_trace

__all__ = ["count_columns", "draw_trace", "show_signs", "wrap_words", "write_table"]
