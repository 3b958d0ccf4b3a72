"""How much faster two processes are than one."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import claimgraph as cg
from measures.children import run_alone, take_time
from measures.corpora import prepare_corpus, stream_articles
from measures.linking import link_corpus
from measures.results import Result, Setting

ARTICLES, QUICK_ARTICLES = 4_000, 200


def measure_workers(setting: Setting) -> list[Result]:
    """Measure the speed-up of extraction and of linking by a second process."""
    extracted = prepare_corpus(setting.sizes[0], setting.folder)
    linked = prepare_corpus(setting.sizes[-1] if setting.quick else setting.sizes[1], setting.folder)
    articles = QUICK_ARTICLES if setting.quick else ARTICLES
    found = []
    for name, function, given in (
        ("extraction", extract_corpus, {"folder": str(extracted), "articles": articles}),
        ("linking", link_corpus, {"folder": str(linked)}),
    ):
        one, two = (run_alone(function, **given, workers=workers)["wall"] for workers in (1, 2))
        found.append(
            Result(f"workers.{name}", one / two, f"{one:.1f} s with one process, {two:.1f} s with two")
        )
    return found


def extract_corpus(folder: str, articles: int, workers: int) -> dict[str, Any]:
    """Extract the claims of some articles; the tables are loaded before."""
    given = list(islice(stream_articles(Path(folder)), articles))
    cg.extract_claims(given[:50])
    return take_time(lambda: cg.extract_claims(given, workers=workers))[1]
