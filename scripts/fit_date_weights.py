"""Fit the weights of the date and scope choosers to annotated claims, near the weights in the tables.

    PYTHONPATH=src python scripts/fit_date_weights.py GOLD.jsonl:ARTICLES.json … [--pull 2] [--write]

A conditional logit over the candidates that `trace_article` lists for each annotated count, drawn
towards the present weights, so that a feature which the articles do not speak about keeps its
own. Prints the shares of right choices as they are, cross-validated with whole outlets left out,
and fitted. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from claimgraph.extraction.claims import trace_article
from claimgraph.extraction.dates import scope, story
from claimgraph.lexicon.tables import load_lexicon
from claimgraph.model import Article, Candidate, Scope, Trace

FOLDS = 6
WORLD = Path(__file__).parents[1] / "src/claimgraph/lexicon/world"
TABLES = {"date": WORLD / "date_weights.toml", "scope": WORLD / "scope_weights.toml"}
DAY = re.compile(r"(?:\(|published )(\d{4}-\d\d-\d\d)")
# Outlet, article, features of each candidate, whether each is right.
Case = tuple[str, str, list[tuple[str, ...]], list[bool]]


def read_records(path: str) -> list[dict[str, Any]]:
    """Read a JSON array or JSON Lines."""
    text = Path(path).read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def collect_cases(pair: str) -> Iterator[tuple[str, Case]]:
    """Give, for each annotated count that is found, the candidates' features and which are right."""
    golds, corpus = pair.split(":")
    articles = {row["id"]: row for row in read_records(corpus)}
    for gold in read_records(golds):
        row = articles[gold["id"]]
        published = date.fromisoformat(row["published"]) if row.get("published") else None
        article = Article(id=row["id"], text=row["text"], title=row.get("title") or "", published=published)
        trace = trace_article(article)
        outlet = row.get("publisher") or Path(golds).stem + row["id"][:3]
        for claim in gold["claims"]:
            listed = find_candidates(trace, claim)
            if listed is not None:
                yield from to_cases(outlet, row["id"], claim, listed)


def find_candidates(trace: Trace, claim: dict[str, Any]) -> dict[str, tuple[Candidate, ...]] | None:
    """Return the candidates, by field, of the count that an annotation marks."""
    if claim.get("optional") or claim.get("hypothetical"):
        return None
    start, end = claim["start"], claim["start"] + len(claim["number"])
    for found in trace.claims:
        if found.measure == claim["measure"] and any(s.start < end and start < s.end for s in found.spans):
            return {choice.field: choice.candidates for choice in trace.choices if choice.claim == found.id}
    return None


def to_cases(
    outlet: str, article: str, claim: dict[str, Any], listed: dict[str, tuple[Candidate, ...]]
) -> Iterator[tuple[str, Case]]:
    """Give the date case and the scope case of one count."""
    if claim["scope"] == "incident" and claim.get("date"):
        last = claim.get("date_end") or claim["date"]
        days = [DAY.search(candidate.words) for candidate in listed["date"]]
        right = [day is not None and claim["date"] <= day[1] <= last for day in days]
        yield "date", (outlet, article, [candidate.features for candidate in listed["date"]], right)
    features = [listed["scope"][0].features, ()]
    total = claim["scope"] == Scope.CUMULATIVE.value
    yield "scope", (outlet, article, features, [total, not total])


def fit_weights(
    cases: list[Case], start: dict[str, float], *, pull: float, rounds: int = 400
) -> dict[str, float]:
    """Maximise the chance of the right candidates by gradient steps, held near ``start`` by ``pull``."""
    used = [case for case in cases if any(case[3]) and not all(case[3])]
    names = sorted({name for _, _, rows, _ in used for row in rows for name in row})
    index = {name: at for at, name in enumerate(names)}
    origin = np.array([start.get(name, 0.0) for name in names])
    counts = Counter(article for _, article, _, _ in used)
    sizes = [len(rows) for _, _, rows, _ in used]
    case = np.repeat(np.arange(len(used)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([flag for _, _, _, flags in used for flag in flags], dtype=float)
    share = np.array([counts[article] ** -0.5 for _, article, _, _ in used])[case]
    table = np.zeros((len(case), len(names)))
    for at, row in enumerate(row for _, _, rows, _ in used for row in rows):
        table[at, [index[name] for name in row]] = 1.0
    weights, speed = origin.copy(), np.zeros(len(names))
    for _ in range(rounds):
        score = table @ weights
        chance = np.exp(score - np.maximum.reduceat(score, starts)[case])
        chance /= np.add.reduceat(chance, starts)[case]
        inside = chance * right
        inside /= np.add.reduceat(inside, starts)[case] + 1e-12
        slope = table.T @ (share * (inside - chance)) - pull * (weights - origin)
        speed = 0.8 * speed + 0.01 * slope
        weights = weights + speed
    return start | {name: round(float(weights[index[name]]), 2) for name in names}


def count_right(cases: list[Case], weights: dict[str, float]) -> int:
    """Count the cases whose best candidate is right."""
    total = 0
    for _, _, rows, right in cases:
        scores = [sum(weights.get(name, 0.0) for name in row) for row in rows]
        total += right[scores.index(max(scores))] if rows else 0
    return total


def cross_validate(cases: list[Case], start: dict[str, float], pull: float) -> int:
    """Count the cases that weights fitted without their outlet get right."""
    sizes = Counter(outlet for outlet, _, _, _ in cases)
    load = [0] * FOLDS
    fold: dict[str, int] = {}
    for outlet, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[outlet] = load.index(min(load))
        load[fold[outlet]] += size
    held = 0
    for part in range(FOLDS):
        learn = [case for case in cases if fold[case[0]] != part]
        test = [case for case in cases if fold[case[0]] == part]
        held += count_right(test, fit_weights(learn, start, pull=pull))
    return held


def write_weights(path: Path, weights: dict[str, float]) -> None:
    """Put weights into a table in place of its own, other sections as they are."""
    text = path.read_text(encoding="utf-8")
    lines = [f"{name} = {weight}" for name, weight in weights.items()]
    fitted = "[weights]\n" + "\n".join(lines) + "\n\n["
    path.write_text(re.sub(r"\[weights\]\n[^\[]*\[", lambda _: fitted, text, count=1), encoding="utf-8")


def main() -> None:
    """Read, cross-validate, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", metavar="GOLD:ARTICLES")
    parser.add_argument("--pull", type=float, nargs="+", default=[2.0])
    parser.add_argument("--kinds", nargs="+", default=["date", "scope"])
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    kinds: dict[str, list[Case]] = {"date": [], "scope": []}
    for pair in options.pairs:
        for kind, case in collect_cases(pair):
            kinds[kind].append(case)
    lexicon = load_lexicon()
    hand = {
        "date": dict(story.load_choice_words(lexicon).weights),
        "scope": dict(scope.load_scope_words(lexicon).weights),
    }
    for kind in options.kinds:
        cases = kinds[kind]
        possible = sum(any(right) for _, _, _, right in cases)
        for pull in options.pull:
            fitted = fit_weights(cases, hand[kind], pull=pull)
            now, held, own = (
                count_right(cases, hand[kind]),
                cross_validate(cases, hand[kind], pull),
                count_right(cases, fitted),
            )
            print(
                f"# {kind} pull {pull}: now {now}, cross-validated {held}, fitted {own}, "
                f"possible {possible} of {len(cases)}"
            )
        seen = Counter(name for _, _, rows, _ in cases for row in rows for name in row)
        for name, weight in fitted.items():
            print(f"{name} = {weight}  # {hand[kind].get(name, 0.0)} seen {seen[name]}")
        if options.write:
            write_weights(TABLES[kind], fitted)


if __name__ == "__main__":
    main()
