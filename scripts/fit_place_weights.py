"""Fit the weights of place_weights.toml on annotated articles.

    PYTHONPATH=src python scripts/fit_place_weights.py SCORE_FOLDER GOLD:ARTICLES[:WEIGHT] ... [--write]

GOLD is a file of annotations, one JSON object a line; ARTICLES a JSON list or one JSON object a line;
WEIGHT how often each count enters the fit (1 if left out): more for sets that are not all of one war.
The places of other counts are features too, as the weights of the table chose them, so that the
script is to be run with --write until the table stands still, which is two or three times.
A conditional logit: of all candidates of a count those that the annotation accepts shall have the
largest sum of weights. A feature of two parts ("here_fine") is fitted as the sum of what its parts
("here", "fine") weigh wherever they stand and of its own deviation, which a stronger ridge holds
small; the table has the sums. Prints the accuracy on outlets left out whole, then fits on all.
Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize  # type: ignore[import-untyped]

from claimgraph.extraction.claims import trace_article
from claimgraph.model import Article

RIDGE = 3.0
# How much harder the deviation of a feature of two parts is held down than anything else.
DEVIATION = 3.0
FOLDS = 6
GRAINED = re.compile(r"(.+)_(area|coarse|country|fine|town|none|wide|sharp)")
POSITIONS = {"here", "before", "after", "far_before", "far_after"}
# What is known beforehand; the ridge pulls towards these, and towards 0 for all others.
PRIORS = {"beyond_contrast": -2.0, "other_country": -1.0, "in_source_phrase": -1.5, "role_speaker": -1.5,
          "role_organisation": -1.0, "role_dateline": -1.0, "role_demonym": -0.5,
          "country_war": 1.5, "qualifies_here": -0.5, "role_destination": -1.5,
          "is_street": -0.5}  # fmt: skip
TABLE = Path(__file__).parents[1] / "src/claimgraph/lexicon/world/place_weights.toml"
HEADER = """# Origin: fitted by scripts/fit_place_weights.py on annotated articles. Licence: CC0.
# A candidate's score is the sum of the weights of its features; see extraction/places/features.py.

[weights]
"""


class Case(NamedTuple):
    """One annotated count: the set and the outlet, the features of each candidate, which are right."""

    name: str
    outlet: str
    features: list[tuple[str, ...]]
    right: list[bool]
    weight: float


def read_json(path: str) -> list[dict[str, Any]]:
    """Read a JSON list, or one object a line."""
    text = Path(path).read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def list_also(claim: dict[str, Any], field: str) -> list[str]:
    """Return the other readings of a field that count as right."""
    also = claim.get(field) or []
    return [also] if isinstance(also, str) else list(also)


def read_cases(pairs: list[str], same_place: Any) -> Iterator[Case]:
    """Yield a case for each annotated count that the extraction finds."""
    for pair in pairs:
        gold_path, article_path, *weight = pair.split(":")
        articles = {record["id"]: record for record in read_json(article_path)}
        for gold in read_json(gold_path):
            record = articles[gold["id"]]
            published = record.get("published")
            article = Article(
                id=record["id"],
                text=record["text"],
                title=record.get("title") or "",
                publisher=record.get("publisher"),
                published=date.fromisoformat(published) if published else None,
            )
            outlet = record.get("publisher") or re.sub(r"\d.*", "", record["id"]) or record["id"]
            for features, right in match_claims(article, gold["claims"], same_place):
                yield Case(Path(gold_path).stem, outlet, features, right, float(weight[0]) if weight else 1.0)


def match_claims(
    article: Article, claims: list[dict[str, Any]], same_place: Any
) -> Iterator[tuple[list[tuple[str, ...]], list[bool]]]:
    """Yield the candidates of each annotated claim with a place, and which of them are right."""
    trace = trace_article(article)
    listed = {choice.claim: choice.candidates for choice in trace.choices if choice.field == "place"}
    free = [claim for claim in trace.claims if claim.measure is not None and listed.get(claim.id)]
    for wanted in claims:
        if wanted.get("optional") or wanted.get("hypothetical") or not wanted.get("place"):
            continue
        start, end = wanted["start"], wanted["start"] + len(wanted["number"])
        measures = {wanted["measure"], *list_also(wanted, "measure_alt")}
        found = next(
            (
                claim
                for claim in free
                if claim.measure in measures and any(s.start < end and start < s.end for s in claim.spans)
            ),
            None,
        )
        if found is None:
            continue
        free.remove(found)
        # A place taken over from a restatement was not chosen by weights.
        candidates = [one for one in listed[found.id] if one.features != ("sharper_below",)]
        also = list_also(wanted, "place_alt")
        right = [bool(same_place(wanted["place"], c.words, also)) for c in candidates]
        if any(right):
            yield [c.features for c in candidates], right


def split_feature(name: str) -> tuple[str, ...]:
    """Return a feature and the parts that it shares with others: "here_fine", "=here", "=fine"."""
    parts = GRAINED.fullmatch(name)
    if parts is None:
        return (name,)
    grain = (f"={parts[2]}",) if parts[1] in POSITIONS else ()
    return (name, f"={parts[1]}", *grain)


class Table:
    """The candidates of all cases, one below the other, as rows of ones and zeros."""

    def __init__(self, cases: list[Case], names: dict[str, int]) -> None:
        sizes = [len(case.right) for case in cases]
        self.outlets = np.array([case.outlet for case in cases])
        self.weight = np.array([case.weight for case in cases])
        self.case = np.repeat(np.arange(len(cases)), sizes)
        self.starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        self.right = np.array([flag for case in cases for flag in case.right], dtype=float)
        self.rows = np.zeros((len(self.case), len(names)))
        listed = [active for case in cases for active in case.features]
        for row, active in enumerate(listed):
            for part in {part for name in active for part in split_feature(name)}:
                self.rows[row, names[part]] = 1

    def fit(self, names: dict[str, int], held: set[str]) -> np.ndarray:  # type: ignore[type-arg]
        """Return the weights that make the right candidates likeliest, without the held outlets."""
        kept = ~np.isin(self.outlets, sorted(held))
        used, often = kept[self.case], self.weight[kept]
        rows, right = self.rows[used], self.right[used]
        case = np.unique(self.case[used], return_inverse=True)[1]
        starts = np.searchsorted(case, np.arange(case.max() + 1))
        prior = np.array([PRIORS.get(name, 0.0) for name in names])
        ridge = np.array([RIDGE * (DEVIATION if len(split_feature(name)) > 1 else 1) for name in names])

        def lose(weights: Any) -> tuple[float, Any]:
            score = rows @ weights
            chance = np.exp(score - np.maximum.reduceat(score, starts)[case])
            whole = np.add.reduceat(chance, starts)
            good = np.add.reduceat(chance * right, starts) + 1e-300
            pull = (chance * right / good[case] - chance / whole[case]) * often[case]
            loss = (often * (np.log(whole) - np.log(good))).sum() + (ridge * (weights - prior) ** 2).sum() / 2
            return float(loss), -(rows.T @ pull) + ridge * (weights - prior)

        found = minimize(lose, prior.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 300})
        return np.asarray(found.x)

    def find_hits(self, weights: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        """Return for each count whether the best candidate is right."""
        score = (self.rows @ weights).round(6)
        ends = [*self.starts[1:], len(score)]
        best = [
            int(start) + int(np.argmax(score[start:end]))
            for start, end in zip(self.starts, ends, strict=True)
        ]
        return np.asarray(self.right[best] > 0)


def share_outlets(outlets: list[str]) -> list[set[str]]:
    """Return the outlets in as many shares as there are folds, of about as many counts each."""
    shares: list[set[str]] = [set() for _ in range(FOLDS)]
    loads = [0] * FOLDS
    for outlet, count in sorted(Counter(outlets).items(), key=lambda item: (-item[1], item[0])):
        least = loads.index(min(loads))
        shares[least].add(outlet)
        loads[least] += count
    return shares


def fold_weights(names: dict[str, int], weights: np.ndarray) -> dict[str, float]:  # type: ignore[type-arg]
    """Return one weight a feature, that of its parts added to its own."""
    return {
        name: sum(float(weights[names[part]]) for part in split_feature(name))
        for name in names
        if not name.startswith("=")
    }


def main() -> None:
    """Fit, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("score")
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, options.score)
    from score import same_place

    cases = list(read_cases(options.pairs, same_place))
    seen = {feature for case in cases for active in case.features for feature in active}
    parts = {part for name in seen | set(PRIORS) for part in split_feature(name)}
    names = {name: n for n, name in enumerate(sorted(parts))}
    table = Table(cases, names)
    hits = np.zeros(len(cases), dtype=bool)
    for held in share_outlets([case.outlet for case in cases]):
        left = np.isin(table.outlets, sorted(held))
        hits[left] = table.find_hits(table.fit(names, held))[left]
    for name in dict.fromkeys(case.name for case in cases):
        own = hits[[case.name == name for case in cases]]
        print(f"{name:20s} {own.sum()}/{len(own)} = {own.mean():.3f}")
    print(f"left-out outlets     {hits.sum()}/{len(hits)} = {hits.mean():.3f}")
    weights = table.fit(names, set())
    fitted = table.find_hits(weights)
    print(f"fitted               {fitted.sum()}/{len(fitted)} = {fitted.mean():.3f}")
    if options.write:
        lines = [f"{name} = {weight:.2f}\n" for name, weight in fold_weights(names, weights).items()]
        TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
