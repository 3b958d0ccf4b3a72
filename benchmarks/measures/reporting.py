"""How long the report of a made-up corpus takes, and what it weighs."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path
from typing import Any

import claimgraph as cg
from measures.children import run_alone, take_time
from measures.corpora import prepare_corpus, stream_articles
from measures.results import Result, Setting

ARTICLES, QUICK_ARTICLES = 10_000, 300
CLAIMS = 100_000


def measure_report(setting: Setting) -> list[Result]:
    """Measure the writing of a report in pages; the graph is built before."""
    folder = prepare_corpus(setting.sizes[0] if setting.quick else CLAIMS, setting.folder)
    articles = QUICK_ARTICLES if setting.quick else ARTICLES
    told = run_alone(write_report, folder=str(folder), articles=articles)
    note = (
        f"{articles:,} articles, {told['incidents']:,} incidents; {told['files']:,} files, "
        f"{told['bytes'] / 2**20:.0f} MiB, the front page {told['front'] / 2**20:.1f} MiB"
    )
    return [
        Result("report.seconds", told["wall"], note),
        Result("report.peak", told["peak"] / 2**30, "building the graph among it"),
    ]


def write_report(folder: str, articles: int) -> dict[str, Any]:
    """Build a graph of some articles and write its report as a folder of pages."""
    graph = cg.build_graph(list(islice(stream_articles(Path(folder)), articles)))
    target = Path(folder, "report")
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    _, seconds = take_time(lambda: cg.write_report(graph, target))
    files = [one for one in target.rglob("*") if one.is_file()]
    front = target / "index.html"
    return {
        **seconds,
        "incidents": len(graph.incidents),
        "files": len(files),
        "bytes": sum(one.stat().st_size for one in files),
        "front": front.stat().st_size if front.is_file() else 0,
    }
