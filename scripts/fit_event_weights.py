"""Fit the weights of `event_weights.toml` on annotated articles.

    PYTHONPATH=src python scripts/fit_event_weights.py SCORE_FOLDER GOLD:ARTICLES ... [--folds 5] [--write]

GOLD is a file of annotations, one JSON object a line, whose claims name their ``incident``; ARTICLES
a JSON list or one JSON object a line. A conditional logit: of all events that a claim may tell of
(those told before and a new one) the right one shall have the largest sum of weights. It is fitted
twice: on the claims before each as they are annotated, then on these and on what the first weights
made of them, so that the weights learn to live with their own errors. Prints the agreement (B-cubed
F1, within each article) on whole sets left out, then fits on all. Needs numpy and scipy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from attrs import evolve
from scipy.optimize import minimize  # type: ignore[import-untyped]

from claimgraph.extraction.accounts.events import Choose, Option, choose_best, gather_events
from claimgraph.extraction.accounts.grouping import read_settings
from claimgraph.extraction.accounts.settings import EventWords, Setting, load_event_words
from claimgraph.extraction.claims import draft_claims
from claimgraph.extraction.scenes import read_scene
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Article, Claim, Scope

RIDGE = 2.0
TABLE = Path(__file__).parents[1] / "src/claimgraph/lexicon/world/event_weights.toml"
WEIGHTS = re.compile(r"(?<=\[weights\]\n).*?(?=\n#|\n\[)", re.DOTALL)


class Story(NamedTuple):
    """One annotated article: how its claims are told, and the incident of each by claim id."""

    name: str
    settings: tuple[Setting, ...]
    summed_up: frozenset[str]
    incidents: Mapping[str, str]
    scored: frozenset[str]


class Case(NamedTuple):
    """One choice: the features of each option, and which options are right."""

    features: list[tuple[str, ...]]
    right: list[bool]


def read_json(path: str) -> list[dict[str, Any]]:
    """Read a JSON list, or one object a line."""
    text = Path(path).read_text(encoding="utf-8")
    if text.lstrip().startswith("["):
        return list(json.loads(text))
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def read_stories(pair: str, list_also: Any) -> list[Story]:
    """Return the articles of a set, their claims drafted and matched with the annotation."""
    gold_path, article_path = pair.split(":")
    records = {record["id"]: record for record in read_json(article_path)}
    lexicon = load_lexicon()
    stories = []
    for gold in read_json(gold_path):
        record = records[gold["id"]]
        published = record.get("published")
        article = Article(
            id=record["id"],
            text=record["text"],
            title=record.get("title") or "",
            publisher=record.get("publisher"),
            published=date.fromisoformat(published) if published else None,
        )
        scene = read_scene(article, lexicon)
        drafts, _, summed_up = draft_claims(scene)
        settings = read_settings(drafts, sentences=scene.sentences, lexicon=lexicon, summed_up=summed_up)
        incidents, scored = match_claims(gold["claims"], drafts, list_also)
        single = tuple(own for own in settings if own.claim.scope is Scope.INCIDENT)
        stories.append(Story(Path(gold_path).stem, single, summed_up, incidents, frozenset(scored)))
    return stories


def match_claims(
    annotated: list[dict[str, Any]], drafts: Sequence[Claim], list_also: Any
) -> tuple[dict[str, str], set[str]]:
    """Return the incident of each draft that is annotated, and the ids of those that count."""
    free = list(drafts)
    incidents: dict[str, str] = {}
    scored = set()
    for wanted in annotated:
        start, end = wanted["start"], wanted["start"] + len(wanted["number"])
        measures = {wanted["measure"], *list_also(wanted.get("measure_alt"))}
        found = next((c for c in free if c.measure in measures and overlaps(c, start, end)), None)
        if found is None:
            continue
        free.remove(found)
        if wanted.get("incident"):
            incidents[found.id] = wanted["incident"]
            if not (wanted.get("optional") or wanted["incident"].startswith("cumulative")):
                scored.add(found.id)
    return incidents, scored


def overlaps(claim: Claim, start: int, end: int) -> bool:
    """Return whether a claim is read from some characters."""
    return any(span.start < end and start < span.end for span in claim.spans)


def judge_options(options: Sequence[Option], events: Any, incident: str, story: Story) -> list[bool]:
    """Return which options put a claim with most others of its incident; a new event where none does."""
    told = [
        Counter(story.incidents[own.claim.id] for own in events[o.event] if own.claim.id in story.incidents)
        for o in options[:-1]
        if o.event is not None
    ]
    right = [bool(labels) and labels.most_common(1)[0][0] == incident for labels in told]
    if any(right):
        return [*right, False]
    # Nothing is known of an event without annotated claims: this may be it.
    return [*(not labels for labels in told), True]


Events = Sequence[Sequence[Setting]]


def list_cases(stories: Sequence[Story], words: EventWords, *, led: bool) -> list[Case]:
    """Return the choices of some articles; ``led`` by the annotation or as the weights choose."""
    cases: list[Case] = []
    best = choose_best(words)

    def lead(story: Story) -> Choose:
        def choose(own: Setting, options: Sequence[Option], events: Events) -> int | None:
            incident = story.incidents.get(own.claim.id)
            if incident is None:
                return None if led else best(own, options, events)
            right = judge_options(options, events, incident, story)
            if len(options) > 1:
                cases.append(Case([option.features for option in options], right))
            return options[right.index(True)].event if led else best(own, options, events)

        return choose

    for story in stories:
        gather_events(story.settings, choose=lead(story), summed_up=story.summed_up, words=words)
    return cases


def fit_cases(cases: Sequence[Case], ridge: float) -> dict[str, float]:
    """Return the weights that make the right options likeliest."""
    names = {name: n for n, name in enumerate(sorted({f for c in cases for row in c.features for f in row}))}
    sizes = [len(case.right) for case in cases]
    case = np.repeat(np.arange(len(cases)), sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.array([flag for one in cases for flag in one.right], dtype=float)
    rows = np.zeros((len(right), len(names)))
    for row, features in enumerate(row for one in cases for row in one.features):
        rows[row, [names[name] for name in set(features)]] = 1

    def lose(weights: Any) -> tuple[float, Any]:
        score = rows @ weights
        chance = np.exp(score - np.maximum.reduceat(score, starts)[case])
        whole = np.add.reduceat(chance, starts)
        good = np.add.reduceat(chance * right, starts) + 1e-300
        pull = chance * right / good[case] - chance / whole[case]
        loss = (np.log(whole) - np.log(good)).sum() + ridge * (weights**2).sum() / 2
        return float(loss), -(rows.T @ pull) + ridge * weights

    found = minimize(lose, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(weight), 2) for name, weight in zip(names, found.x, strict=True)}


def fit_stories(stories: Sequence[Story], words: EventWords) -> EventWords:
    """Return the words with weights fitted on some articles."""
    led = list_cases(stories, words, led=True)
    first = evolve(words, weights=fit_cases(led, RIDGE))
    chosen = list_cases(stories, first, led=False)
    return evolve(words, weights=fit_cases([*led, *chosen], 2 * RIDGE))


def measure_stories(stories: Sequence[Story], words: EventWords) -> tuple[float, int]:
    """Return the B-cubed F1 of the events within each article, and how many claims count."""
    precision = recall = 0.0
    count = 0
    for story in stories:
        events = gather_events(
            story.settings, choose=choose_best(words), summed_up=story.summed_up, words=words
        )
        made = [{own.claim.id for own in event} & story.scored for event in events]
        for found in made:
            for one in found:
                gold = {other for other in story.scored if story.incidents[other] == story.incidents[one]}
                precision += len(found & gold) / len(found)
                recall += len(found & gold) / len(gold)
                count += 1
    return (2 * precision * recall / (precision + recall) / count if count else 0.0), count


def main() -> None:
    """Fit, print, and write the table where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("score")
    parser.add_argument("pairs", nargs="+")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    sys.path.insert(0, options.score)
    from score import _list as list_also

    words = load_event_words(load_lexicon())
    sets = [read_stories(pair, list_also) for pair in options.pairs]
    folds = min(options.folds, len(sets))
    for fold in range(folds if folds > 1 else 0):
        fitted = fit_stories([s for n, one in enumerate(sets) if n % folds != fold for s in one], words)
        for held in sets[fold::folds]:
            agreement, count = measure_stories(held, fitted)
            print(f"left out {held[0].name:20s} {agreement:.3f} of {count}")
    every = [story for one in sets for story in one]
    fitted = fit_stories(every, words)
    agreement, count = measure_stories(every, fitted)
    print(f"fitted on all {agreement:.3f} of {count}")
    if options.write:
        lines = "".join(f"{name} = {weight:.2f}\n" for name, weight in sorted(fitted.weights.items()))
        TABLE.write_text(WEIGHTS.sub(lambda _: lines, TABLE.read_text("utf-8"), count=1), encoding="utf-8")


if __name__ == "__main__":
    main()
