"""Evidence as notebook pictures have it: waterfalls as tables, questions, weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from claimgraph.comparison.fitting import WeightsFit
from claimgraph.comparison.pairs import Weights
from claimgraph.model import Account, Link, Question
from claimgraph.output.blocks import QUIET, card, fold, table, title
from claimgraph.output.markup import Child, Html, isolate, join, tag
from claimgraph.output.notebook.claims import show_claims
from claimgraph.output.words import tell
from claimgraph.output.words.waterfalls import sort_evidence, word_score


def show_waterfall(link: Link) -> Html:
    """Show the evidence of a link, the weightiest first, with the sum as it grows."""
    rows: list[Sequence[Child]] = []
    total = 0.0
    for evidence in sort_evidence(link):
        counted = isfinite(evidence.weight) and evidence.weight != 0
        total += evidence.weight if counted else 0.0
        cells = (f"{evidence.weight:+.2f}", f"{total:+.2f}") if counted else (None, None)
        rows.append([*map(_align, cells), isolate(evidence.reason)])
    return table(("weight", "sum", "evidence"), [*rows, [None, None, tag("b", word_score(link))]])


def _align(number: str | None) -> Html | None:
    style = "display:block;text-align:end;font-variant-numeric:tabular-nums"
    return None if number is None else tag("span", number.replace("-", "−"), style=style)


def fold_link(link: Link, articles: Mapping[str, str]) -> Html:
    """Show a link in a line, named by its articles, that opens its evidence."""
    names = join([isolate(articles.get(end, end)) for end in (link.a, link.b)], " and ")
    return fold(join((names, ": ", word_score(link))), [show_waterfall(link)]) or names


def show_question(question: Question) -> Html:
    """Show a pair of accounts with their claims and what speaks for and against their being one event."""
    now = "They stand in one incident now." if question.joined else "They stand in two incidents now."
    moved = f"{now} {question.figures:,} figures of {question.accounts:,} accounts would move."
    return card(
        title("Do these two tell of one event?"),
        tag("div", moved, style=QUIET),
        *(part for one in (question.a, question.b) for part in (_name(one), show_claims(one.claims))),
        show_waterfall(question.link),
    )


def _name(account: Account) -> Html:
    return tag("div", isolate(tell(account)), style="margin-top:.6em")


def show_weights(weights: Weights) -> Html:
    """Show what each evidence weighs, the weightiest first."""
    ranked = sorted(weights.weights.items(), key=lambda item: (-abs(item[1]), item[0]))
    rows: list[Sequence[Child]] = [[name, _align(f"{weight:+.2f}")] for name, weight in ranked]
    return card(
        title("Weights of evidence"),
        tag("div", tell(weights), style=QUIET),
        table(("evidence", "weight"), rows),
    )


def show_fit(fit: WeightsFit) -> Html:
    """Show how good learned weights are, and how often pairs of a probability are one event."""
    rows: list[Sequence[Child]] = [
        [f"{band.expected:.2f}", f"{band.observed:.2f}", band.pairs] for band in fit.calibration
    ]
    quality = tag("div", str(fit).partition(" Expected")[0])
    return card(title("Learned weights"), quality, table(("expected", "observed", "pairs"), rows))


__all__ = ["fold_link", "show_fit", "show_question", "show_waterfall", "show_weights"]
