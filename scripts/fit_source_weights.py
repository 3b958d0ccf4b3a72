"""Fit the weights of `source_weights.toml` on hand-marked articles.

    python scripts/fit_source_weights.py GOLD.jsonl:CORPUS.jsonl ... [--folds 8] [--strength 0.3]

A conditional logit over the candidates of each counted claim, drawn towards the weights in the
table (so a feature that the articles do not speak about keeps its weight). Prints the accuracy in
cross-validation by article, before and after, and the fitted table. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from claimgraph.extraction.attributions import find_attributions_in
from claimgraph.extraction.attributions.choice import OWN_VOICE, Scene, describe_candidates, load_weights
from claimgraph.extraction.attributions.cues import load_cues
from claimgraph.extraction.sentences import split_sentences
from claimgraph.extraction.sources import name_publisher
from claimgraph.lexicon.tables import Lexicon, load_lexicon
from claimgraph.model import Mention, Span

Case = tuple[str, list[list[str]], list[bool]]


def read_cases(pair: str, lexicon: Lexicon, same_source: Any) -> list[Case]:
    """Return article id, features of each candidate and whether it is right, for each gold claim."""
    gold_file, corpus_file = (Path(part) for part in pair.split(":"))
    corpus = {row["id"]: row for row in map(json.loads, corpus_file.read_text("utf-8").splitlines())}
    cases = []
    for gold in map(json.loads, gold_file.read_text("utf-8").splitlines()):
        article = corpus[gold["id"]]
        sentences = split_sentences(article["text"], lexicon=lexicon)
        found = find_attributions_in(sentences, article["text"], lexicon=lexicon)
        publisher = name_publisher(article.get("publisher"), lexicon=lexicon)
        for claim in gold["claims"]:
            if claim.get("optional") or claim.get("hypothetical"):
                continue
            scene = Scene(
                mention=_to_mention(claim, sentences),
                attributions=found,
                sentences=sentences,
                restatements=_find_restatements(claim, gold["claims"]),
                cues=load_cues(lexicon),
                publisher=publisher,
            )
            also = claim.get("source_alt") or []
            wanted = [claim.get("source"), *([also] if isinstance(also, str) else also)]
            candidates = describe_candidates(scene)
            right = [
                any(same_source(name, None if words == OWN_VOICE else words) for name in wanted)
                for words in candidates
            ]
            cases.append((gold["id"], [features for _, features in candidates.values()], right))
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
    cases: list[Case], names: list[str], prior: np.ndarray, strength: float, rounds: int = 400
) -> np.ndarray:
    """Return weights that maximise the likelihood of the right candidates, drawn to ``prior``."""
    position = {name: index for index, name in enumerate(names)}
    matrices = []
    for _, features, right in cases:
        if any(right) and not all(right):
            matrix = np.zeros((len(features), len(names)))
            for row, active in enumerate(features):
                matrix[row, [position[name] for name in active]] = 1.0
            matrices.append((matrix, np.array(right)))
    weights = prior.copy()
    moment = np.zeros_like(weights)
    for step in range(rounds):
        gradient = -strength * (weights - prior)
        for matrix, right in matrices:
            scores = matrix @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            good = np.where(right, chance, 0.0)
            gradient += matrix.T @ (good / max(good.sum(), 1e-12) - chance)
        moment = 0.9 * moment + gradient
        weights = weights + 0.01 / (1 + step / 100) * moment / max(1.0, len(matrices) / 100)
    return weights


def score(cases: list[Case], names: list[str], weights: np.ndarray) -> int:
    """Return how many cases choose a right candidate first."""
    value = dict(zip(names, weights, strict=True))
    hits = 0
    for _, features, right in cases:
        scores = [sum(value[name] for name in active) for active in features]
        hits += right[max(range(len(scores)), key=lambda i: (scores[i], -i))]
    return hits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pairs", nargs="+", metavar="GOLD:CORPUS")
    parser.add_argument("--scorer", required=True, help="folder of score.py")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--strength", type=float, default=1.0, help="pull towards the present weights")
    options = parser.parse_args()
    sys.path.insert(0, options.scorer)
    from score import same_source

    lexicon = load_lexicon()
    groups = {pair: read_cases(pair, lexicon, same_source) for pair in options.pairs}
    cases = [case for group in groups.values() for case in group]
    present = load_weights(lexicon)
    names = sorted(
        {name for _, features, _ in cases for active in features for name in active} | set(present)
    )
    prior = np.array([present.get(name, 0.0) for name in names])
    articles = sorted({case[0] for case in cases})
    held = {article: index % options.folds for index, article in enumerate(articles)}
    hits = dict.fromkeys(groups, 0)
    for fold in range(options.folds):
        weights = fit([c for c in cases if held[c[0]] != fold], names, prior, options.strength)
        for pair, group in groups.items():
            hits[pair] += score([c for c in group if held[c[0]] == fold], names, weights)
    final = fit(cases, names, prior, options.strength)
    for pair, group in groups.items():
        ceiling = sum(any(right) for _, _, right in group)
        print(
            f"# {pair}: now {score(group, names, prior)}, cross-validated {hits[pair]}, "
            f"fitted {score(group, names, final)}, possible {ceiling} of {len(group)}"
        )
    for name, weight in zip(names, final, strict=True):
        print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main()
