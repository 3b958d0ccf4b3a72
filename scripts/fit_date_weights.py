"""Fit the weights of the date and scope choosers to gold claims, near the weights written by hand.

    PYTHONPATH=src python scripts/fit_date_weights.py GOLD.jsonl … --articles CORPUS.jsonl … [--pull 0.5]

Prints the cross-validated shares of right choices (folds by article), then the two tables of
weights. Nothing is written: paste what convinces. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from claimgraph.extraction import dates as found
from claimgraph.extraction.dates import choice, scope
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.lexicon.tables import load_lexicon
from claimgraph.model import Mention, Span

LEXICON = load_lexicon()
FOLDS = 5
Case = tuple[str, list[tuple[str, ...]], list[bool]]


def read_lines(paths: list[str]) -> list[dict[str, Any]]:
    """Read JSON Lines files one after the other."""
    return [
        json.loads(line)
        for path in paths
        for line in Path(path).read_text(encoding="utf-8").split("\n")
        if line.strip()
    ]


def collect_cases(
    golds: list[dict[str, Any]], articles: dict[str, dict[str, Any]]
) -> Iterator[tuple[str, Case]]:
    """Give, for each gold claim, the candidates' features and which of them are right."""
    for gold in golds:
        article = articles[gold["id"]]
        text = article["text"]
        published = date.fromisoformat(article["published"]) if article.get("published") else None
        sentences = split_sentences(text, lexicon=LEXICON)
        dates = found.find_dates(sentences, published=published, lexicon=LEXICON, text=text)
        for claim in gold["claims"]:
            mention = to_mention(claim, sentences)
            if mention is None or claim.get("optional") or claim.get("hypothetical"):
                continue
            yield from to_cases(gold["id"], claim, mention, dates, sentences, published)


def to_mention(claim: dict[str, Any], sentences: tuple[Sentence, ...]) -> Mention | None:
    """Place a gold claim in its sentence; the trigger is the nearest word of harm in the table of weights."""
    start = claim["start"] - max(claim["text"].find(claim["number"]), 0)
    span = Span(start, start + len(claim["text"]))
    sentence = next((row for row in sentences if row.span.start <= claim["start"] < row.span.end), None)
    if sentence is None:
        return None
    stem = {"killed": "kill", "injured": "injur"}.get(claim["measure"], claim["measure"][:5])
    near = [
        token for token in sentence.tokens if token.lower.startswith((stem, "wound", "dead", "die", "shot"))
    ]
    best = min(near, key=lambda token: abs(token.start - span.end), default=None)
    trigger = Span(best.start, best.end) if best else None
    return Mention(span=span, sentence=sentence.index, measure=claim["measure"], trigger=trigger)


def to_cases(
    name: str, claim: dict[str, Any], mention: Mention, dates: Any, sentences: Any, published: date | None
) -> Iterator[tuple[str, Case]]:
    """Give the date case and the scope case of one claim."""
    days, candidates = found.choose_date(mention, dates, sentences, published=published, lexicon=LEXICON)
    if claim["scope"] == "incident" and claim["date"]:
        last = claim.get("date_end") or claim["date"]
        right = []
        for candidate in candidates:
            first = candidate.words.rsplit("(", 1)[-1].split(" to ")[0].removeprefix("published ")
            right.append(claim["date"] <= first <= last)
        yield "date", (name, [candidate.features for candidate in candidates], right)
    _, readings = found.choose_scope(mention, days, found.name_kind(days, dates), sentences, lexicon=LEXICON)
    features = [readings[0].features, ()]
    yield "scope", (name, features, [claim["scope"] == "cumulative", claim["scope"] == "incident"])


def fit_weights(
    cases: list[Case], start: dict[str, float], *, pull: float, rounds: int = 800
) -> dict[str, float]:
    """Maximise the chance of the right candidates by gradient steps, held near ``start`` by ``pull``."""
    names = sorted({name for _, rows, _ in cases for row in rows for name in row})
    index = {name: at for at, name in enumerate(names)}
    origin = np.array([start.get(name, 0.0) for name in names])
    counts = Counter(name for name, _, _ in cases)
    tables = []
    for name, rows, right in cases:
        table = np.zeros((len(rows), len(names)))
        for at, row in enumerate(rows):
            table[at, [index[feature] for feature in row]] = 1.0
        if any(right) and not all(right):
            tables.append((table, np.array(right, dtype=bool), counts[name] ** -0.5))
    weights = origin.copy()
    for _ in range(rounds):
        slope = pull * (weights - origin)
        for table, right, share in tables:
            scores = table @ weights
            chance = np.exp(scores - scores.max())
            inside = np.where(right, chance, 0.0)
            slope += share * ((chance / chance.sum()) - inside / inside.sum()) @ table
        weights -= 0.03 * slope
    return {name: round(float(weights[index[name]]), 2) for name in names}


def count_right(cases: list[Case], weights: dict[str, float]) -> int:
    """Count the cases whose best candidate is right."""
    total = 0
    for _, rows, right in cases:
        scores = [sum(weights.get(name, 0.0) for name in row) for row in rows]
        total += right[scores.index(max(scores))] if rows else 0
    return total


def main() -> None:
    """Read, cross-validate, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--articles", nargs="+", required=True)
    parser.add_argument("--pull", type=float, default=0.5)
    options = parser.parse_args()
    articles = {row["id"]: row for row in read_lines(options.articles)}
    kinds: dict[str, list[Case]] = {"date": [], "scope": []}
    for kind, case in collect_cases(read_lines(options.gold), articles):
        kinds[kind].append(case)
    hand = {
        "date": dict(choice.load_choice_words(LEXICON).weights),
        "scope": dict(scope.load_scope_words(LEXICON).weights),
    }
    for kind, cases in kinds.items():
        names = sorted({name for name, _, _ in cases})
        fold = {name: at % FOLDS for at, name in enumerate(names)}
        held = 0
        for part in range(FOLDS):
            learn = [case for case in cases if fold[case[0]] != part]
            test = [case for case in cases if fold[case[0]] == part]
            held += count_right(test, fit_weights(learn, hand[kind], pull=options.pull))
        fitted = fit_weights(cases, hand[kind], pull=options.pull)
        scores = count_right(cases, hand[kind]), held, count_right(cases, fitted)
        print(
            f"# {kind}: by hand {scores[0]}, cross-validated {scores[1]}, fitted {scores[2]} of {len(cases)}"
        )
        for name, weight in fitted.items():
            print(f"{name} = {weight}  # {hand[kind].get(name, 0.0)}")


if __name__ == "__main__":
    main()
