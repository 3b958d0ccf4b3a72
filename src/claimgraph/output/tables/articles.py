"""The table of articles, which `read_articles` reads back."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.model import Article
from claimgraph.output.tables.cells import write_day
from claimgraph.output.tables.graphs import Row


def to_article_rows(articles: Iterable[Article]) -> list[Row]:
    """Return one flat row an article, in the order given."""
    return [_article_row(article) for article in articles]


def _article_row(article: Article) -> Row:
    return {
        "id": article.id,
        "title": article.title or None,
        "publisher": article.publisher,
        "published": write_day(article.published),
        "dated_by": article.dated_by,
        "url": article.url,
        "language": article.language,
        "text": article.text,
    }


__all__ = ["to_article_rows"]
