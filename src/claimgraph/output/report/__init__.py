"""A claim graph as HTML: incidents to search, each figure one click from its words in the text."""

from claimgraph.output.report.writing import format_report, is_folder, write_report

__all__ = ["format_report", "is_folder", "write_report"]
