"""B³ of found groups against true ones."""

from __future__ import annotations

import pytest
from news.scoring import score_pairings


@pytest.mark.parametrize(
    ("pairings", "precision", "recall"),
    [
        ([("a", "x"), ("a", "x"), ("b", "y")], 1.0, 1.0),
        # One true group of four in two halves: each claim finds half of its own.
        ([("a", "x"), ("a", "x"), ("b", "x"), ("b", "x")], 1.0, 0.5),
        # Two true ones taken for one: half of each claim's companions are its own.
        ([("a", "x"), ("a", "x"), ("a", "y"), ("a", "y")], 0.5, 1.0),
        ([], 0.0, 0.0),
    ],
)
def test_each_claim_counts_its_companions(
    pairings: list[tuple[str, str]], precision: float, recall: float
) -> None:
    """Precision is the share of a claim's found companions that are its own, recall the share found."""
    score = score_pairings(pairings)
    assert (score.precision, score.recall, score.claims) == (precision, recall, len(pairings))
    total = precision + recall
    assert score.f1 == pytest.approx(2 * precision * recall / total if total else 0.0)
