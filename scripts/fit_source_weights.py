"""Fit the weights of `source_weights.toml` on hand-marked articles.

    python scripts/fit_source_weights.py GOLD:ARTICLES[:TIMES] ... --scorer FOLDER [--folds 8] [--strength 1]

A conditional logit over the candidates of each counted claim, drawn towards zero or (with
``--keep``) towards the weights in the table. GOLD and ARTICLES are JSON lines or one JSON list;
TIMES says how often each of their claims counts. Prints the accuracy in cross-validation with whole
outlets left out, the accuracy on each set of a fit without it, and the fitted table. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from claimgraph.extraction.attributions import View, find_attributions_in
from claimgraph.extraction.attributions.choice import OWN_VOICE, describe_candidates, load_weights
from claimgraph.extraction.dates import find_dates
from claimgraph.extraction.restatements import find_past_sentences
from claimgraph.extraction.sentences import split_sentences
from claimgraph.extraction.sources import name_publisher
from claimgraph.lexicon.tables import Lexicon, load_lexicon
from claimgraph.model import Mention, Span

Case = tuple[str, list[list[str]], list[bool]]


def read_records(path: str) -> list[dict[str, Any]]:
    """Return the records of a file of JSON lines or of one JSON list."""
    text = Path(path).read_text("utf-8")
    records = (
        json.loads(text)
        if text.lstrip().startswith("[")
        else map(json.loads, filter(str.strip, text.splitlines()))
    )
    return list(records)


def read_cases(pair: str, lexicon: Lexicon, same_source: Any) -> list[Case]:
    """Return outlet, features of each candidate and whether it is right, for each gold claim."""
    gold_file, corpus_file = pair.split(":")[:2]
    corpus = {row["id"]: row for row in read_records(corpus_file)}
    cases = []
    for gold in read_records(gold_file):
        article = corpus[gold["id"]]
        sentences = split_sentences(article["text"], lexicon=lexicon)
        found = find_attributions_in(sentences, article["text"], lexicon=lexicon)
        publisher = name_publisher(article.get("publisher"), lexicon=lexicon)
        published = date.fromisoformat(article["published"]) if article.get("published") else None
        dates = find_dates(sentences, published=published, lexicon=lexicon, text=article["text"])
        view = View(
            found, sentences, lexicon, publisher=publisher, past=find_past_sentences(dates, published)
        )
        for claim in gold["claims"]:
            if claim.get("optional") or claim.get("hypothetical"):
                continue
            also = claim.get("source_alt") or []
            wanted = [claim.get("source"), *([also] if isinstance(also, str) else also)]
            candidates = describe_candidates(
                _to_mention(claim, sentences), view, restatements=_find_restatements(claim, gold["claims"])
            )
            right = [
                any(same_source(name, None if words == OWN_VOICE else words) for name in wanted)
                for words in candidates
            ]
            # Agencies and local papers without a name are an outlet each.
            outlet = str(article.get("publisher") or gold["id"])
            cases.append((outlet, [list(features) for features in candidates.values()], right))
    return cases


def _to_mention(claim: dict[str, Any], sentences: Any) -> Mention:
    at = claim["start"]
    index = max((s.index for s in sentences if s.span.start <= at), default=0)
    return Mention(span=Span(at, at + len(claim["number"])), sentence=index, measure=claim["measure"])


def _find_restatements(claim: dict[str, Any], claims: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(
        Span(other["start"], other["start"] + len(other["number"]))
        for other in claims
        if other is not claim
        and other["measure"] == claim["measure"]
        and other["value"] == claim["value"]
        and (claim["value"] is not None or other["number"].lower() == claim["number"].lower())
    )


def fit(
    cases: list[Case], names: list[str], prior: np.ndarray, strength: float, rounds: int = 30
) -> np.ndarray:
    """Return weights that maximise the likelihood of the right candidates, drawn to ``prior``."""
    position = {name: index for index, name in enumerate(names)}
    rows, right, starts = [], [], []
    for _, features, good in cases:
        if any(good) and not all(good):
            starts.append(len(rows))
            rows.extend([[position[name] for name in active if name in position] for active in features])
            right.extend(good)
    matrix = np.zeros((len(rows), len(names)))
    for row, active in enumerate(rows):
        matrix[row, active] = 1.0
    good = np.array(right, dtype=float)
    sizes = np.diff([*starts, len(rows)])

    def share(values: np.ndarray) -> np.ndarray:
        return values / np.repeat(np.maximum(np.add.reduceat(values, starts), 1e-300), sizes)

    weights = prior.copy()
    for _ in range(rounds):
        scores = matrix @ weights
        chance = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        all_share, good_share = share(chance), share(chance * good)
        gradient = matrix.T @ (good_share - all_share) - strength * (weights - prior)
        centred = matrix - np.repeat(np.add.reduceat(matrix * all_share[:, None], starts), sizes, axis=0)
        curve = (centred * all_share[:, None]).T @ centred + strength * np.eye(len(names))
        step = np.clip(np.linalg.solve(curve, gradient), -1.0, 1.0)
        weights = weights + step
        if np.abs(step).max() < 0.001:
            break
    return weights


def score(cases: list[Case], names: list[str], weights: np.ndarray) -> int:
    """Return how many cases choose a right candidate first."""
    value = dict(zip(names, weights, strict=True))
    hits = 0
    for _, features, right in cases:
        scores = [sum(value.get(name, 0.0) for name in active) for active in features]
        hits += right[max(range(len(scores)), key=lambda i: (scores[i], -i))]
    return hits


def repeat_cases(groups: dict[str, list[Case]]) -> list[Case]:
    """Return the cases of all sets, those of each as often as its pair says."""
    return [
        case
        for pair, group in groups.items()
        for case in group
        for _ in range(int([*pair.split(":"), "1"][2]))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", nargs="+", metavar="GOLD:CORPUS[:TIMES]")
    parser.add_argument("--scorer", required=True, help="folder of score.py")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--strength", type=float, default=1.0, help="pull towards the weights drawn to")
    parser.add_argument("--drop", default="", help="features to leave out, commas between")
    parser.add_argument("--keep", action="store_true", help="draw towards the present weights, not to zero")
    options = parser.parse_args()
    sys.path.insert(0, options.scorer)
    from score import same_source

    lexicon = load_lexicon()
    groups = {pair: read_cases(pair, lexicon, same_source) for pair in options.pairs}
    present = load_weights(lexicon)
    names = sorted(
        {
            name
            for group in groups.values()
            for _, features, _ in group
            for active in features
            for name in active
        }
    )
    names = [name for name in names if name not in options.drop.split(",")]
    now = np.array([present.get(name, 0.0) for name in names])
    prior = now if options.keep else np.zeros(len(names))
    held = {
        outlet: index % options.folds
        for index, outlet in enumerate(sorted({case[0] for group in groups.values() for case in group}))
    }
    hits = dict.fromkeys(groups, 0)
    for fold in range(options.folds):
        kept = {pair: [c for c in group if held[c[0]] != fold] for pair, group in groups.items()}
        weights = fit(repeat_cases(kept), names, prior, options.strength)
        for pair, group in groups.items():
            hits[pair] += score([c for c in group if held[c[0]] == fold], names, weights)
    final = fit(repeat_cases(groups), names, prior, options.strength)
    for pair, group in groups.items():
        others = {other: cases for other, cases in groups.items() if other != pair}
        alone = fit(repeat_cases(others), names, prior, options.strength) if others else prior
        print(
            f"# {pair}: now {score(group, names, now)}, cross-validated {hits[pair]}, "
            f"without this set {score(group, names, alone)}, fitted {score(group, names, final)}, "
            f"possible {sum(any(right) for _, _, right in group)} of {len(group)}"
        )
    print(f"# together: cross-validated {sum(hits.values())} of {sum(map(len, groups.values()))}")
    for name, weight in zip(names, final, strict=True):
        print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main()
