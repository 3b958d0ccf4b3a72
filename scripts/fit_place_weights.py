"""Fit the weights of place_weights.toml on annotated articles.

    PYTHONPATH=src python scripts/fit_place_weights.py ARTICLES_FOLDER SCORE_FOLDER GOLD.jsonl ... [--write]

A conditional logit: of all candidates of a count those that the annotation accepts shall have the
largest sum of weights. A feature of two parts ("here_fine") is fitted as the sum of what its parts
("here", "fine") weigh wherever they stand and of its own deviation, which a stronger ridge holds
small; the table has the sums. Prints the accuracy on left-out articles, then fits on all. Needs numpy.
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
# How much harder the deviation of a feature of two parts is held down than anything else.
DEVIATION = 3.0
FOLDS = 8
GRAINED = re.compile(r"(.+)_(area|coarse|country|fine|town|unknown|none)")
POSITIONS = {"here", "before", "after", "two_before", "two_after", "far_before", "far_after"}
# What is known beforehand; the ridge pulls towards these, and towards 0 for all others.
PRIORS = {"beyond_contrast": -2.0, "other_country": -1.0, "in_source_phrase": -1.5, "role_speaker": -1.5,
          "role_organisation": -1.0, "role_dateline": -1.0, "role_demonym": -0.5, "brought_there": -1.0,
          "country_war": 1.5, "qualifies_here": -0.5, "role_destination": -1.5,
          "is_street": -0.5}  # fmt: skip
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


def split_feature(name: str) -> tuple[str, ...]:
    """Return a feature and the parts that it shares with others: "here_fine", "=here", "=fine"."""
    parts = GRAINED.fullmatch(name)
    if parts is None:
        return (name,)
    grain = (f"={parts[2]}",) if parts[1] in POSITIONS else ()
    return (name, f"={parts[1]}", *grain)


class Table:
    """The candidates of all cases, one below the other, as rows of ones and zeros."""

    def __init__(self, cases: list, names: dict[str, int]) -> None:  # type: ignore[type-arg]
        sizes = [len(right) for _, _, right in cases]
        self.articles = np.array([article for article, _, _ in cases])
        self.case = np.repeat(np.arange(len(cases)), sizes)
        self.right = np.array([flag for _, _, right in cases for flag in right], dtype=float)
        self.rows = np.zeros((len(self.case), len(names)))
        listed = [active for _, features, _ in cases for active in features]
        for row, active in enumerate(listed):
            for part in {part for name in active for part in split_feature(name)}:
                self.rows[row, names[part]] = 1

    def fit(self, names: dict[str, int], held: set[str], rounds: int = 200) -> np.ndarray:  # type: ignore[type-arg]
        """Return the weights that make the right candidates likeliest, without the held articles."""
        used = ~np.isin(self.articles, sorted(held))[self.case]
        rows, right = self.rows[used], self.right[used]
        case = np.unique(self.case[used], return_inverse=True)[1]
        starts = np.searchsorted(case, np.arange(case.max() + 1))
        prior = np.array([PRIORS.get(name, 0.0) for name in names])
        ridge = np.array([RIDGE * (DEVIATION if len(split_feature(name)) > 1 else 1) for name in names])
        weights, velocity = prior.copy(), np.zeros(len(names))
        for _ in range(rounds):
            score = rows @ weights
            chance = np.exp(score - np.maximum.reduceat(score, starts)[case])
            chance /= np.add.reduceat(chance, starts)[case]
            good = chance * right
            good /= np.add.reduceat(good, starts)[case] + 1e-12
            gradient = rows.T @ (good - chance) - ridge * (weights - prior)
            velocity = 0.9 * velocity + 0.0015 * gradient
            weights = weights + velocity
        return weights

    def count_right(self, weights: np.ndarray, articles: set[str]) -> int:  # type: ignore[type-arg]
        """Return for how many counts of some articles the best candidate is right."""
        score = (self.rows @ weights).round(6)
        starts = np.searchsorted(self.case, np.arange(len(self.articles)))
        ends = [*starts[1:], len(score)]
        return sum(
            bool(self.right[start + int(np.argmax(score[start:end]))])
            for article, start, end in zip(self.articles, starts, ends, strict=True)
            if article in articles
        )


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
    parts = {part for name in seen | set(PRIORS) for part in split_feature(name)}
    names = {name: n for n, name in enumerate(sorted(parts))}
    table, ids, right = Table(cases, names), sorted({case[0] for case in cases}), 0
    for fold in range(FOLDS):
        held = set(ids[fold::FOLDS])
        right += table.count_right(table.fit(names, held), held)
    print(f"left-out articles {right}/{len(cases)} = {right / len(cases):.3f}")
    weights = table.fit(names, set())
    fitted = table.count_right(weights, set(ids))
    print(f"fitted {fitted}/{len(cases)} = {fitted / len(cases):.3f}")
    if options.write:
        lines = [f"{name} = {weight:.2f}\n" for name, weight in fold_weights(names, weights).items()]
        TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
