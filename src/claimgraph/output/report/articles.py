"""An article as the report shows it: its text with figures, who published it, what was read in it."""

from __future__ import annotations

from urllib.parse import urlsplit

from attrs import frozen

from claimgraph.model import Article
from claimgraph.output.highlights import say_statement
from claimgraph.output.markup import Html
from claimgraph.output.report.anchors import ARTICLE, name_anchor
from claimgraph.output.report.contexts import Context
from claimgraph.output.report.texts import mark_article
from claimgraph.output.words import name_incident


@frozen(kw_only=True)
class ToldIncident:
    """An incident that an article tells of, with the statements of it made there."""

    name: str
    href: str
    statements: tuple[ReadStatement, ...]


@frozen(kw_only=True)
class ReadStatement:
    """What was read in an article: its words, and in a few words what they say."""

    words: str
    said: str
    href: str


@frozen(kw_only=True)
class ShownArticle:
    """All that the page of an article shows; ``link`` is empty where its address cannot be trusted."""

    anchor: str
    id: str
    title: str
    publisher: str
    published: str
    url: str
    link: str
    language: str
    text: Html
    told: tuple[ToldIncident, ...]


def show_article(article: Article, context: Context) -> ShownArticle:
    """Return what the page of an article shows."""
    return ShownArticle(
        anchor=name_anchor(ARTICLE, article.id),
        id=article.id,
        title=context.name_article(article.id),
        publisher=article.publisher or "",
        published=context.word_published(article.id),
        url=article.url or "",
        link=check_address(article.url or ""),
        language=article.language or "",
        text=mark_article(article, context),
        told=_list_told(article, context),
    )


def check_address(url: str) -> str:
    """Return an address of the web as it may stand behind a link; "" for any other (``javascript:``, say)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    is_plain = url.isprintable() and " " not in url
    return url if is_plain and parts.scheme in ("http", "https") and parts.netloc else ""


def _list_told(article: Article, context: Context) -> tuple[ToldIncident, ...]:
    told: dict[str, list[ReadStatement]] = {}
    homes = {}
    for one in context.statements.get(article.id, ()):
        home = context.homes[one.id]
        homes[home.id] = home
        words = " ".join(one.text.split())
        said = ReadStatement(words=words, said=say_statement(one), href=context.refer_figure(one.id))
        told.setdefault(home.id, []).append(said)
    return tuple(
        ToldIncident(
            name=name_incident(homes[id]), href=context.refer_incident(homes[id]), statements=tuple(found)
        )
        for id, found in told.items()
    )


__all__ = ["ShownArticle", "check_address", "show_article"]
