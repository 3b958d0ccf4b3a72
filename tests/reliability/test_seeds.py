"""What a fuzzer found worth keeping goes through the same doors again, and no law is broken."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import pytest
from attrs import evolve

from claimgraph.extraction.claims import trace_article
from claimgraph.model import Article

RELIABILITY = Path(__file__).parents[2] / "reliability"
sys.path.insert(0, str(RELIABILITY))

import targets  # noqa: E402

SEEDS = {
    name: [
        base64.b64decode(json.loads(line))
        for line in (RELIABILITY / "seeds" / f"{name}.jsonl").read_text(encoding="ascii").splitlines()
    ]
    for name in targets.TARGETS
}


@pytest.mark.parametrize("name", targets.TARGETS)
def test_kept_inputs_break_no_law(name: str) -> None:
    """Those of every target, in a fixed order."""
    assert len(SEEDS[name]) > 10
    for seed in SEEDS[name]:
        targets.TARGETS[name](seed)


def test_a_target_tells_a_broken_law() -> None:
    """A span that holds other words than it says is noticed."""
    article = Article(id="a", text="At least 12 people were killed in Homs on Monday, police said.")
    trace = trace_article(article)
    targets._check_spans(trace)
    with pytest.raises(targets.BrokenLawError, match="holds"):
        targets._check_spans(evolve(trace, article=evolve(article, text=f" {article.text}")))
