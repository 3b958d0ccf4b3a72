"""What every part of a report needs of the whole: whose article, which incident, what can be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import frozen

from claimgraph.comparison.tolls.reasons import say_day
from claimgraph.model import Admission, Article, Claim, Denial, Incident
from claimgraph.output.report.addresses import ON_ONE_PAGE, Addresses
from claimgraph.output.tables import GraphLike
from claimgraph.output.words import name_incident

Statement = Claim | Denial | Admission


@frozen(kw_only=True)
class Context:
    """The nouns of a graph by id, each list in an order of its own and not in that of the input.

    ``shown`` gives the article of each statement whose words stand in an article of the graph; only
    these can be followed to their text. ``homes`` gives the incident of a statement, ``addresses``
    say how a page leads to the parts of the report.
    """

    articles: Mapping[str, Article]
    incidents: tuple[Incident, ...]
    stories: tuple[Incident, ...]
    statements: Mapping[str, tuple[Statement, ...]]
    homes: Mapping[str, Incident]
    shown: Mapping[str, str]
    addresses: Addresses = ON_ONE_PAGE

    def list_parts(self) -> list[Incident]:
        """Return what has a part of its own: incidents, and stories that an article states anything of."""
        stated = {home.id for home in self.homes.values()}
        return [*self.incidents, *(one for one in self.stories if one.id in stated)]

    def refer_figure(self, id: str) -> str:
        """Return the address of the words of a statement; "" where there is no text to show."""
        article = self.shown.get(id)
        return "" if article is None else self.addresses.refer_figure(id, article)

    def refer_article(self, id: str) -> str:
        """Return the address of an article; "" where the graph has none of this id."""
        return self.addresses.refer_article(id) if id in self.articles else ""

    def refer_incident(self, incident: Incident) -> str:
        """Return the address of an incident."""
        return self.addresses.refer_incident(incident.id)

    def name_article(self, id: str) -> str:
        """Return the title of an article; its id where it has none or is not there."""
        article = self.articles.get(id)
        return " ".join(article.title.split() if article else ()) or id

    def name_publisher(self, id: str) -> str:
        """Return who published an article; its id where that is not known."""
        article = self.articles.get(id)
        return (article.publisher if article else None) or id

    def word_published(self, id: str) -> str:
        """Return the day of publication in words; "" where it is not known."""
        article = self.articles.get(id)
        return say_day(article.published) if article and article.published else ""


def read_context(graph: GraphLike, addresses: Addresses = ON_ONE_PAGE) -> Context:
    """Return a graph by id and in a fixed order: articles and incidents by day."""
    articles = {one.id: one for one in sorted(graph.articles, key=_order_article)}
    incidents = tuple(sorted(graph.incidents, key=_order_incident))
    stories = tuple(sorted(getattr(graph, "stories", ()), key=_order_incident))
    told: dict[str, list[Statement]] = {id: [] for id in articles}
    homes: dict[str, Incident] = {}
    for incident in (*incidents, *stories):
        for one in (*incident.claims, *incident.denials, *incident.admissions):
            homes[one.id] = incident
            told.setdefault(one.article, []).append(one)
    statements = {id: tuple(sorted(found, key=_order_statement)) for id, found in told.items()}
    return Context(
        articles=articles,
        incidents=incidents,
        stories=stories,
        statements=statements,
        homes=homes,
        shown=_find_shown(statements, articles),
        addresses=addresses,
    )


def list_spans(statement: Statement) -> list[tuple[int, int]]:
    """Return the characters of a statement's words, the first mention first."""
    spans = statement.spans if isinstance(statement, Claim) else (statement.span,)
    return [(span.start, span.end) for span in spans]


def _find_shown(
    statements: Mapping[str, Iterable[Statement]], articles: Mapping[str, Article]
) -> dict[str, str]:
    return {
        one.id: id
        for id, found in statements.items()
        if id in articles
        for one in found
        if any(0 <= start < min(end, len(articles[id].text)) for start, end in list_spans(one))
    }


def _order_article(article: Article) -> tuple[str, str]:
    return (article.published.isoformat() if article.published else "", article.id)


def _order_incident(incident: Incident) -> tuple[str, str, str]:
    days = incident.date
    first = (days.earliest or days.latest) if days else None
    return (first.isoformat() if first else "", name_incident(incident), incident.id)


def _order_statement(statement: Statement) -> tuple[list[tuple[int, int]], str]:
    return (list_spans(statement), statement.id)


__all__ = ["Context", "Statement", "list_spans", "read_context"]
