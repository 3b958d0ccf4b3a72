"""Fit the weights of place_weights.toml on annotated articles.

    PYTHONPATH=src python scripts/fit_place_weights.py ARTICLES_FOLDER SCORE_FOLDER GOLD.jsonl ... [--write]

A conditional logit: of all candidates of a count those that the annotation accepts shall have the
largest sum of weights. Prints the accuracy cross-validated by article, then fits on all. Needs numpy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path

import numpy as np

from claimgraph.extraction.places import choose_place, find_places
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Mention, Span

TRIGGER = re.compile(
    r"\b(kill\w*|dead|died|dies?|deaths?|wound\w*|injur\w*|displac\w*|casualt\w*|trapped|arrest\w*|detain\w*|abduct\w*"
    r"|shot|fle[ed]\w*|evacuat\w*|martyr\w*|lives|bod(?:y|ies)|victims?|hurt|missing|besieged|captured|released)\b",
    re.IGNORECASE,
)
RIDGE = 2.0
# What is known beforehand; the ridge pulls towards these, and towards 0 for all others.
PRIORS = {"beyond_contrast": -2.0, "other_country": -1.0, "in_source_phrase": -1.5, "role_speaker": -1.5,
          "role_organisation": -1.0, "role_dateline": -1.0, "role_demonym": -0.5, "brought_there": -1.0,
          "country_war": 1.5, "qualifies_here": -0.5}  # fmt: skip
TABLE = Path(__file__).parents[1] / "src/claimgraph/lexicon/world/place_weights.toml"
HEADER = """# Origin: fitted by scripts/fit_place_weights.py on annotated articles. Licence: CC0.
# A candidate's score is the sum of the weights of its features; see extraction/places/features.py.

[weights]
"""


def read_cases(
    golds: list[str], articles: dict[str, dict], same_place: object
) -> list[tuple[str, list[tuple[str, ...]], list[bool]]]:  # type: ignore[type-arg]
    """Return (article, features of each candidate, whether each is right) for each annotated count."""
    lexicon = load_lexicon()
    cases = []
    for path in golds:
        for line in Path(path).read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            article = articles[gold["id"]]
            text, title = article["text"], article.get("title") or ""
            sentences = split_sentences(text, lexicon=lexicon)
            places = find_places(sentences, lexicon=lexicon, text=text)
            heads = (
                find_places(split_sentences(title, lexicon=lexicon), lexicon=lexicon, text=title)
                if title not in text
                else ()
            )
            for claim in gold["claims"]:
                mention = find_mention(claim, sentences, text)
                if mention is None:
                    continue
                _, listed = choose_place(mention, places, sentences, title_places=heads, lexicon=lexicon)
                also = claim.get("place_alt") or ()
                right = [
                    same_place(claim["place"], c.words, [also] if isinstance(also, str) else also)
                    for c in listed
                ]  # type: ignore[operator]
                if any(right):
                    cases.append((gold["id"], [c.features for c in listed], right))
    return cases


def find_mention(claim: dict, sentences: tuple, text: str) -> Mention | None:  # type: ignore[type-arg]
    """Return the count expression of an annotated claim; ``None`` where it says no place."""
    if claim.get("optional") or claim.get("hypothetical") or not claim.get("place"):
        return None
    start = claim["start"] - max(claim["text"].find(claim["number"]), 0)
    span = Span(start, start + len(claim["text"]))
    sentence = next((s for s in sentences if s.span.start <= claim["start"] < s.span.end), None)
    if sentence is None:
        return None
    hits = [Span(m.start(), m.end()) for m in TRIGGER.finditer(text, sentence.span.start, sentence.span.end)]
    trigger = min(hits, key=lambda h: min(abs(h.start - span.end), abs(span.start - h.end)), default=None)
    return Mention(span=span, sentence=sentence.index, measure=claim["measure"], trigger=trigger)


def fit(cases: list, names: dict[str, int], rounds: int = 300) -> np.ndarray:  # type: ignore[type-arg]
    """Return the weights that maximise the likelihood of the right candidates, with a ridge."""
    prior = np.array([PRIORS.get(name, 0.0) for name in names])
    weights = prior.copy()
    matrices = [(to_matrix(features, names), np.array(right)) for _, features, right in cases]
    step, velocity = 0.03, np.zeros(len(names))
    for _ in range(rounds):
        gradient = -RIDGE * (weights - prior)
        for matrix, right in matrices:
            score = matrix @ weights
            chance = np.exp(score - score.max())
            chance /= chance.sum()
            good = chance * right
            gradient += matrix.T @ (good / good.sum() - chance)
        velocity = 0.9 * velocity + step * gradient / 20
        weights = weights + velocity
    return weights


def to_matrix(features: list[tuple[str, ...]], names: dict[str, int]) -> np.ndarray:  # type: ignore[type-arg]
    """Return one row of ones and zeros a candidate."""
    matrix = np.zeros((len(features), len(names)))
    for row, active in enumerate(features):
        for name in active:
            if name in names:
                matrix[row, names[name]] = 1
    return matrix


def count_right(cases: list, names: dict[str, int], weights: np.ndarray) -> int:  # type: ignore[type-arg]
    """Return for how many counts the best candidate is right."""
    return sum(
        bool(right[int(np.argmax((to_matrix(features, names) @ weights).round(6)))])
        for _, features, right in cases
    )


def main() -> None:
    """Fit, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("score")
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, options.score)
    from score import same_place

    articles = {}
    for file in sorted(Path(options.articles).glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            articles[record["id"]] = record
    cases = read_cases(options.gold, articles, same_place)
    seen = {feature for _, listed, _ in cases for active in listed for feature in active}
    names = {name: n for n, name in enumerate(sorted(seen | set(PRIORS)))}
    ids = sorted({case[0] for case in cases})
    right = 0
    for fold in range(5):
        held = set(ids[fold::5])
        weights = fit([c for c in cases if c[0] not in held], names)
        right += count_right([c for c in cases if c[0] in held], names, weights)
    print(f"cross-validated {right}/{len(cases)} = {right / len(cases):.3f}")
    weights = fit(cases, names)
    fitted = count_right(cases, names, weights)
    print(f"fitted {fitted}/{len(cases)} = {fitted / len(cases):.3f}")
    if options.write:
        lines = [f"{name} = {weights[n]:.2f}\n" for name, n in names.items()]
        TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
