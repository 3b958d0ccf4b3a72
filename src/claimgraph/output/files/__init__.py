"""Files: claim graphs, nouns and tables, by the suffix of the path.

``.jsonl`` and ``.jsonl.gz`` keep everything and load again; the other formats hand on what other
programs read. Every file appears complete or not at all, and the same value gives the same bytes.
"""

from claimgraph.output.files.formats import Format, list_formats
from claimgraph.output.files.graphs import GraphParts, read_graph, write_graph
from claimgraph.output.files.loading import load_saved
from claimgraph.output.files.records import FORMAT, LOSSLESS, VERSION
from claimgraph.output.files.rows import format_rows
from claimgraph.output.files.saving import save_noun

__all__ = [
    "FORMAT",
    "LOSSLESS",
    "VERSION",
    "Format",
    "GraphParts",
    "format_rows",
    "list_formats",
    "load_saved",
    "read_graph",
    "save_noun",
    "write_graph",
]
