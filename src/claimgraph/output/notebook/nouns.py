"""Notebook pictures of the nouns: tables and highlighted text, everything escaped.

The pictures carry their styles inline, load nothing, run nothing, and take text and background
colours from the notebook, so that they serve in light and in dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch

from claimgraph.comparison.fitting import WeightsFit
from claimgraph.comparison.pairs import Weights
from claimgraph.comparison.tolls.conventions import Convention
from claimgraph.model import (
    Account,
    Article,
    Candidate,
    Choice,
    Claim,
    ClaimReading,
    Cut,
    Incident,
    Link,
    Question,
    Reading,
    Series,
    Toll,
    Trace,
)
from claimgraph.output.blocks import MOST_ROWS, QUIET, SCROLL, card, fold, itemize, table, title
from claimgraph.output.highlights import highlight_text, mark_trace
from claimgraph.output.markup import Child, Html, isolate, join, tag
from claimgraph.output.notebook.claims import (
    say_figure,
    say_remarks,
    show_chain,
    show_claims,
    show_days,
    show_denials,
    show_place,
)
from claimgraph.output.notebook.fields import show_fields
from claimgraph.output.notebook.incidents import (
    say_toll,
    show_checks,
    show_grade,
    show_incident_row,
    show_parties,
    show_relations,
    show_toll_table,
)
from claimgraph.output.notebook.links import (
    fold_link,
    show_fit,
    show_question,
    show_waterfall,
    show_weights,
)
from claimgraph.output.origins import find_origins
from claimgraph.output.tables import GraphLike, is_graph, to_incident_rows
from claimgraph.output.text import count_nouns
from claimgraph.output.words import name_incident, tell, word_origins


@singledispatch
def to_html(noun: object) -> str:
    """Return a noun as a piece of HTML that is safe to show, whatever the articles say.

    Args:
        noun: Any noun of claimgraph; what has no picture of its own is shown as its fields, and what
            is no noun as its ``repr``.

    Returns:
        One ``<div>`` without scripts, style sheets and references to other files.
    """
    if is_graph(noun):
        return _show_graph(noun)
    return show_fields(noun)


# --- the nouns --------------------------------------------------------------------------------


@to_html.register
def _(article: Article) -> str:
    return card(_show_heading(article), tag("div", highlight_text(article.text, ()), style=SCROLL))


@to_html.register
def _(trace: Trace) -> str:
    marked = highlight_text(trace.article.text, mark_trace(trace))
    kinds = ((trace.claims, "claim"), (trace.denials, "denial"), (trace.accounts, "account"))
    counts = count_nouns(*((len(found), kind) for found, kind in kinds))
    return card(
        _show_heading(trace.article),
        tag("div", counts, style=QUIET),
        tag("div", marked, style=SCROLL),
        show_claims(trace.claims),
        show_denials(trace.denials),
        fold("why each field was chosen", [_show_choice(choice) for choice in trace.choices]),
    )


@to_html.register
def _(claim: Claim) -> str:
    rows: list[tuple[str, Child]] = [
        ("figure", say_figure(claim)),
        ("source", show_chain(claim)),
        ("place", show_place(claim.place)),
        ("day", show_days(claim.date)),
        ("scope", claim.scope.value),
        ("by", isolate(claim.actor)),
        ("means", isolate(claim.means)),
        ("part of", isolate(claim.part_of)),
        ("remarks", say_remarks(claim)),
        ("article", isolate(claim.article)),
    ]
    known = [[tag("b", name), cell] for name, cell in rows if cell]
    return card(title(join(("“", isolate(claim.text), "”"))), table((), known))


@to_html.register
def _(toll: Toll) -> str:
    return card(
        title(isolate(f"{toll.measure}: {toll.group}")),
        tag("div", say_toll(toll)),
        show_claims(toll.claims),
        show_relations(toll.relations, toll.claims),
        show_checks(toll.checks),
    )


@to_html.register
def _(incident: Incident) -> str:
    relations = dict.fromkeys(one for toll in incident.tolls for one in toll.relations)
    checks = dict.fromkeys(check for toll in incident.tolls for check in toll.checks)
    kinds = ((incident.articles, "article"), (find_origins(incident), "origin"), (incident.claims, "claim"))
    facts = join((count_nouns(*((len(found), kind) for found, kind in kinds)), " · ", isolate(incident.id)))
    articles = {account.id: account.article for account in incident.accounts}
    return card(
        title(isolate(name_incident(incident))),
        tag("div", facts, style=QUIET),
        tag("div", isolate(word_origins(incident))),
        show_toll_table(incident),
        show_parties(incident),
        show_grade(incident),
        show_relations(tuple(relations), incident.claims),
        show_checks(tuple(checks)),
        show_denials(incident.denials),
        fold("why these accounts are one incident", [fold_link(link, articles) for link in incident.links]),
    )


@to_html.register
def _(account: Account) -> str:
    return card(
        title(isolate(tell(account))),
        tag("div", isolate(account.id), style=QUIET),
        show_claims(account.claims),
        show_denials(account.denials),
    )


@to_html.register
def _(link: Link) -> str:
    return card(title(isolate(f"{link.a} and {link.b}")), show_waterfall(link))


@to_html.register
def _(series: Series) -> str:
    rows: list[Sequence[Child]] = [
        [
            step.day.isoformat() if step.day else None,
            isolate(str(step.quantity)),
            "stands" if step.stands else "replaced",
            len(step.claims),
        ]
        for step in series.steps
    ]
    return card(title(isolate(str(series.origin))), table(("first given", "figure", "", "claims"), rows))


@to_html.register
def _(convention: Convention) -> str:
    return card(title(isolate(convention.name)), tag("div", isolate(convention.rule)))


@to_html.register
def _(reading: ClaimReading) -> str:
    kinds = ((reading.claims, "claim"), (reading.denials, "denial"), (reading.problems, "problem"))
    return card(
        title(count_nouns(*((len(found), kind) for found, kind in kinds))),
        show_claims(reading.claims),
        show_denials(reading.denials),
        fold("skipped", [isolate(str(one)) for one in reading.problems], is_open=True),
        fold("where the quoted words stand", [isolate(str(one)) for one in reading.checks]),
    )


to_html.register(Question)(show_question)
to_html.register(Weights)(show_weights)
to_html.register(WeightsFit)(show_fit)


@to_html.register
def _(reading: Reading) -> str:
    rows: list[Sequence[Child]] = [
        [
            isolate(article.id),
            article.published.isoformat() if article.published else None,
            isolate(article.publisher),
            isolate(article.title),
            len(article.text),
        ]
        for article in reading.articles[:MOST_ROWS]
    ]
    head = ("article", "published", "publisher", "title", "characters")
    problems: list[Child] = [isolate(str(problem)) for problem in reading.problems]
    return card(
        title(count_nouns((len(reading.articles), "article"), (len(problems), "problem"))),
        table(head, rows, of=len(reading.articles)),
        fold("skipped", problems, is_open=True),
        fold("left out of pages", [_show_cut(cut) for cut in reading.cuts[:MOST_ROWS]]),
    )


def _show_cut(cut: Cut) -> Child:
    facts = f"{cut.where}: kept {cut.kept:,} of {cut.words:,} words"
    return join((isolate(facts), itemize([isolate(passage) for passage in cut.passages])))


def _show_graph(graph: GraphLike) -> str:
    problems: list[Child] = [isolate(str(one)) for one in getattr(graph, "problems", ())]
    kinds = ("article", "claim", "denial", "incident")
    counts = count_nouns(*((len(getattr(graph, f"{kind}s")), kind) for kind in kinds))
    head = ("incident", "killed", "injured", "other figures", "origins", "articles", "reports")
    shown = graph.incidents[:MOST_ROWS]
    rows = [show_incident_row(*pair) for pair in zip(to_incident_rows(shown), shown, strict=True)]
    return card(
        title(counts),
        table(head, rows, of=len(graph.incidents)),
        fold(f"{len(problems):,} skipped", problems),
    )


# --- what pictures consist of -----------------------------------------------------------------


def _show_choice(choice: Choice) -> Html:
    readings = [_say_candidate(one) for one in choice.candidates[:5]]
    return join((isolate(choice.claim), " ", tag("b", choice.field), ": ", join(readings, " > ")))


def _say_candidate(one: Candidate) -> Html:
    return tag("span", isolate(one.words), f" {one.score:.2f}", title=", ".join(one.features))


def _show_heading(article: Article) -> Html:
    known = [article.id, article.publisher, article.published and article.published.isoformat()]
    facts = join([isolate(fact) for fact in known if fact], " · ")
    return join((title(isolate(article.title or article.id)), tag("div", facts, style=QUIET)))


__all__ = ["to_html"]
