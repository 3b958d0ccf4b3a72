"""Files and records → articles; what cannot be read is reported and loses no neighbour."""

from claimgraph.extraction.articles.datelines import find_publication, parse_date
from claimgraph.extraction.articles.reading import ArticleStream, read_articles, stream_articles

__all__ = ["ArticleStream", "find_publication", "parse_date", "read_articles", "stream_articles"]
