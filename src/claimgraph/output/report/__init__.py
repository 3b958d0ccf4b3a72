"""A claim graph as one HTML file: incidents to search, each figure one click from its words in the text."""

from claimgraph.output.report.pages import format_report, write_report

__all__ = ["format_report", "write_report"]
