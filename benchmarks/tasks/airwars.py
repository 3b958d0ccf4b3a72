"""Killed and injured ranges of an analysts' assessment that quotes many sources (Airwars)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from claimgraph import Article, load_lexicon, reconcile, trace_article


def read_assessments(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "killed", "injured", "date"}`, one row an assessment."""
    lexicon = load_lexicon()
    for record in records:
        trace = trace_article(Article(id=record["id"], text=record["text"]), lexicon=lexicon)
        row: dict[str, Any] = {"id": record["id"], "killed": None, "injured": None, "date": record["date"]}
        for toll in reconcile(trace.accounts[0].claims):
            if toll.measure in row and row[toll.measure] is None and toll.best is not None:
                row[toll.measure] = [toll.low, toll.low if toll.high is None else toll.high]
        yield row
