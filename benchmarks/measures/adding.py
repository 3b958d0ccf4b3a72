"""What adding a thousand articles to a full store costs, beside building the store anew."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

import claimgraph as cg
from measures.children import run_alone, take_time
from measures.corpora import prepare_corpus, stream_articles
from measures.results import Result, Setting

MORE, QUICK_MORE = 1000, 50


def measure_adding(setting: Setting) -> list[Result]:
    """Measure the share of building a store anew that adding the last articles of a corpus costs."""
    size = setting.sizes[-1]
    folder = prepare_corpus(size, setting.folder)
    more = QUICK_MORE if setting.quick else MORE
    told = run_alone(fill_store, folder=str(folder), more=more)
    note = (
        f"{more:,} articles to {told['before']:,}: {told['adding']:.1f} s; all of them at once: "
        f"{told['anew']:.0f} s; {told['bytes'] / 2**20:,.0f} MiB on disk"
    )
    return [
        Result("adding.share", 100 * told["adding"] / told["anew"], note),
        Result("adding.seconds", told["adding"], "processor time"),
        Result("adding.peak", told["peak"] / 2**30, "of building and adding"),
    ]


def fill_store(folder: str, more: int) -> dict[str, Any]:
    """Build a store of all articles but some, add those, and take the time of both.

    Building anew is the time of the articles before and of those added together: what building with all at
    once would be at least.
    """
    path = Path(folder, "store.db")
    for old in path.parent.glob("store.db*"):
        old.unlink()
    articles = sum(1 for _ in stream_articles(Path(folder)))
    source = stream_articles(Path(folder))
    with cg.Store(path) as store:
        _, built = take_time(lambda: store.add(islice(source, articles - more)))
        _, added = take_time(lambda: store.add(source))
    found = {"before": articles - more, "anew": built["cpu"] + added["cpu"], "adding": added["cpu"]}
    return {**found, "bytes": path.stat().st_size}
