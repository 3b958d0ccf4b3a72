"""HTML pages → articles: the text, what the page says of itself, and what was left out."""

from claimgraph.extraction.articles.pages.blocks import list_blocks
from claimgraph.extraction.articles.pages.reading import PageOrigin, read_page
from claimgraph.extraction.articles.pages.trees import parse_fragment

__all__ = ["PageOrigin", "list_blocks", "parse_fragment", "read_page"]
