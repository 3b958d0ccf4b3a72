"""How well linked incidents are those that happened: B³ over claims."""

from __future__ import annotations

import json
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from claimgraph.model import Claim, Incident

# Of one article: where its sentences begin, and the incident of each.
Telling = tuple[list[int], list[str | None]]


class Score(NamedTuple):
    """B³ over claims, each from 0 to 1; ``claims`` are those compared."""

    precision: float
    recall: float
    claims: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def read_truth(path: Path) -> dict[str, Telling]:
    """Read ``truth.jsonl``: by article, where its sentences begin and what each tells of."""
    found: dict[str, Telling] = {}
    names: dict[str | None, str | None] = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            told = [names.setdefault(one["incident"], one["incident"]) for one in row["sentences"]]
            found[row["id"]] = [one["start"] for one in row["sentences"]], told
    return found


def read_mains(path: Path) -> dict[str, str]:
    """Read ``truth.jsonl``: by article, the incident that it is mainly about."""
    with path.open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: row["incident"] for row in rows}


def find_truth(claim: Claim, truth: Mapping[str, Telling]) -> str | None:
    """Return the incident of the sentence that a claim stands in, ``None`` if it tells of none."""
    starts, incidents = truth[claim.article]
    return incidents[max(0, bisect(starts, claim.spans[0].start) - 1)]


def score_incidents(incidents: Iterable[Incident], truth: Mapping[str, Telling]) -> Score:
    """Compare incidents with the truth, claim by claim; claims of no incident are left out."""
    return score_pairings(
        (incident.id, true)
        for incident in incidents
        for claim in incident.claims
        if (true := find_truth(claim, truth)) is not None
    )


def score_pairings(pairings: Iterable[tuple[str, str]]) -> Score:
    """Return B³ of (found, true) names of what each claim belongs to."""
    both = Counter(pairings)
    found, true = Counter[str](), Counter[str]()
    for (one, other), number in both.items():
        found[one] += number
        true[other] += number
    claims = sum(both.values())
    if not claims:
        return Score(0.0, 0.0, 0)
    precision = sum(number * number / found[one] for (one, _), number in both.items()) / claims
    recall = sum(number * number / true[other] for (_, other), number in both.items()) / claims
    return Score(precision, recall, claims)
