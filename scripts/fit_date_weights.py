"""Fit the weights of the date and scope choosers to annotated claims, near the weights in the tables.

    PYTHONPATH=src python scripts/fit_date_weights.py GOLD.jsonl:ARTICLES.json[:WEIGHT] … [--pull 2] [--write]

A conditional logit over the candidates that `trace_article` lists for each annotated count, drawn
towards the present weights, so that a feature which the articles do not speak about keeps its
own. Prints the shares of right choices as they are, cross-validated with whole outlets left out,
with whole sets left out, and fitted. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from claimgraph.extraction.claims import trace_article
from claimgraph.extraction.dates import marks, scope
from claimgraph.lexicon.tables import load_lexicon
from claimgraph.model import Article, Candidate, Scope, Trace

FOLDS = 6
WORLD = Path(__file__).parents[1] / "src/claimgraph/lexicon/world"
TABLES = {"date": WORLD / "date_weights.toml", "scope": WORLD / "scope_weights.toml"}
DAY = re.compile(r"(?:\(|published )(\d{4}-\d\d-\d\d)")


class Case(NamedTuple):
    """One annotated count: where it is from, the features of its candidates, whether each is right."""

    group: str  # the set
    outlet: str
    article: str
    weight: float
    rows: list[tuple[str, ...]]
    right: list[bool]


def read_records(path: str) -> list[dict[str, Any]]:
    """Read a JSON array or JSON Lines."""
    text = Path(path).read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.split("\n") if line.strip()]


def collect_cases(pair: str) -> Iterator[tuple[str, Case]]:
    """Give, for each annotated count that is found, the candidates' features and which are right."""
    golds, corpus, *rest = pair.split(":")
    source = (Path(golds).stem, float(rest[0]) if rest else 1.0)
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
                yield from to_cases(source, (outlet, row["id"]), claim, listed)


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
    source: tuple[str, float],
    place: tuple[str, str],
    claim: dict[str, Any],
    listed: dict[str, tuple[Candidate, ...]],
) -> Iterator[tuple[str, Case]]:
    """Give the date case and the scope case of one count."""
    (group, weight), (outlet, article) = source, place
    if claim["scope"] == "incident" and claim.get("date"):
        last = claim.get("date_end") or claim["date"]
        days = [DAY.search(candidate.words) for candidate in listed["date"]]
        right = [day is not None and claim["date"] <= day[1] <= last for day in days]
        rows = [candidate.features for candidate in listed["date"]]
        yield "date", Case(group, outlet, article, weight, rows, right)
    rows = [listed["scope"][0].features, ()]
    total = claim["scope"] == Scope.CUMULATIVE.value
    yield "scope", Case(group, outlet, article, weight, rows, [total, not total])


def fit_weights(
    cases: list[Case], start: dict[str, float], *, pull: float, rounds: int = 400
) -> dict[str, float]:
    """Maximise the chance of the right candidates by gradient steps, held near ``start`` by ``pull``."""
    used = [case for case in cases if any(case.right) and not all(case.right)]
    names = sorted({name for case in used for row in case.rows for name in row})
    index = {name: at for at, name in enumerate(names)}
    origin = np.array([start.get(name, 0.0) for name in names])
    counts = Counter(case.article for case in used)
    sizes = [len(case.rows) for case in used]
    of_case = np.repeat(np.arange(len(used)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([flag for case in used for flag in case.right], dtype=float)
    share = np.array([case.weight * counts[case.article] ** -0.5 for case in used])[of_case]
    table = np.zeros((len(of_case), len(names)))
    for at, row in enumerate(row for case in used for row in case.rows):
        table[at, [index[name] for name in row]] = 1.0
    weights, speed = origin.copy(), np.zeros(len(names))
    for _ in range(rounds):
        score = table @ weights
        chance = np.exp(score - np.maximum.reduceat(score, starts)[of_case])
        chance /= np.add.reduceat(chance, starts)[of_case]
        inside = chance * right
        inside /= np.add.reduceat(inside, starts)[of_case] + 1e-12
        slope = table.T @ (share * (inside - chance)) - pull * (weights - origin)
        speed = 0.8 * speed + 0.01 * slope
        weights = weights + speed
    return start | {name: round(float(weights[index[name]]), 2) for name in names}


def count_right(cases: list[Case], weights: dict[str, float]) -> int:
    """Count the cases whose best candidate is right."""
    total = 0
    for case in cases:
        scores = [sum(weights.get(name, 0.0) for name in row) for row in case.rows]
        total += case.right[scores.index(max(scores))] if case.rows else 0
    return total


def cross_validate(cases: list[Case], start: dict[str, float], pull: float) -> int:
    """Count the cases that weights fitted without their outlet get right."""
    sizes = Counter(case.outlet for case in cases)
    load = [0] * FOLDS
    fold: dict[str, int] = {}
    for outlet, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold[outlet] = load.index(min(load))
        load[fold[outlet]] += size
    held = 0
    for part in range(FOLDS):
        learn = [case for case in cases if fold[case.outlet] != part]
        test = [case for case in cases if fold[case.outlet] == part]
        held += count_right(test, fit_weights(learn, start, pull=pull))
    return held


def leave_sets_out(cases: list[Case], start: dict[str, float], pull: float) -> dict[str, tuple[int, int]]:
    """Count, for each set, the cases that weights fitted without it get right, and all."""
    found = {}
    for group in dict.fromkeys(case.group for case in cases):
        test = [case for case in cases if case.group == group]
        learn = [case for case in cases if case.group != group]
        found[group] = (count_right(test, fit_weights(learn, start, pull=pull)), len(test))
    return found


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
    parser.add_argument("--sets", action="store_true", help="leave whole sets out as well")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    kinds: dict[str, list[Case]] = {"date": [], "scope": []}
    for pair in options.pairs:
        for kind, case in collect_cases(pair):
            kinds[kind].append(case)
    lexicon = load_lexicon()
    hand = {
        "date": dict(marks.load_choice_words(lexicon).weights),
        "scope": dict(scope.load_scope_words(lexicon).weights),
    }
    for kind in options.kinds:
        cases = kinds[kind]
        possible = sum(any(case.right) for case in cases)
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
            if options.sets:
                left = leave_sets_out(cases, hand[kind], pull)
                print("#", *[f"{name} {right}/{total}" for name, (right, total) in left.items()])
        seen = Counter(name for case in cases for row in case.rows for name in row)
        for name, weight in fitted.items():
            print(f"{name} = {weight}  # {hand[kind].get(name, 0.0)} seen {seen[name]}")
        if options.write:
            write_weights(TABLES[kind], fitted)


if __name__ == "__main__":
    main()
