"""What extraction and linking cost on a local cluster of two workers of dask, beside one process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import claimgraph as cg
from measures.children import run_alone, take_time
from measures.corpora import prepare_corpus, stream_articles
from measures.results import Result, Setting

WORKERS, PARTITIONS = 2, 8


def measure_cluster(setting: Setting) -> list[Result]:
    """Measure processor time on the cluster: per million articles, and beside that of one process."""
    folder = prepare_corpus(setting.sizes[0], setting.folder)
    spread, alone = (run_alone(function, folder=str(folder)) for function in (link_spread, link_alone))
    hours = spread["cpu"] / spread["articles"] * 1e6 / 3600
    note = (
        f"{spread['articles']:,} articles on {WORKERS} workers: {spread['cpu']:.0f} s of processor time, "
        f"{spread['wall']:.0f} s on the wall, starting the workers among it"
    )
    same = spread["incidents"] == alone["incidents"]
    return [
        Result("cluster.hours", hours, note),
        Result("cluster.overhead", spread["cpu"] / alone["cpu"], f"one process: {alone['cpu']:.0f} s"),
        Result("cluster.same", float(same), f"{len(alone['incidents']):,} incidents"),
    ]


def link_spread(folder: str) -> dict[str, Any]:
    """Extract and link the articles of a corpus on a cluster of this machine."""
    paths = _cut_articles(Path(folder))
    incidents, seconds = take_time(lambda: _link_on_cluster(paths))
    return {**seconds, "articles": _count_articles(folder), "incidents": [one.id for one in incidents]}


def _link_on_cluster(paths: list[str]) -> tuple[cg.Incident, ...]:
    from dask.distributed import Client, LocalCluster

    from claimgraph import cluster

    machine = LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None)
    with machine, Client(machine):
        accounts = cluster.extract_accounts(paths).accounts
        return cluster.collect_incidents(cluster.link_accounts(accounts))


def link_alone(folder: str) -> dict[str, Any]:
    """Extract and link the same articles in this process."""
    articles = stream_articles(Path(folder))
    incidents, seconds = take_time(lambda: cg.link_accounts(cg.extract_accounts(articles)))
    return {**seconds, "incidents": [one.id for one in incidents]}


def _count_articles(folder: str) -> int:
    return sum(1 for _ in stream_articles(Path(folder)))


def _cut_articles(folder: Path) -> list[str]:
    """Cut the articles of a corpus into files of one partition each; return their paths."""
    lines = (folder / "articles.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "partitions").mkdir(exist_ok=True)
    paths = [folder / "partitions" / f"{number}.jsonl" for number in range(PARTITIONS)]
    for number, path in enumerate(paths):
        path.write_text("".join(lines[number::PARTITIONS]), encoding="utf-8")
    return [str(path) for path in paths]
