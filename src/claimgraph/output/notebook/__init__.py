"""What a notebook shows of each noun."""

from claimgraph.output.notebook.nouns import to_html

__all__ = ["to_html"]
