"""Linking of made-up corpora: time, memory, candidates and how right the incidents are, by size."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from news.scoring import read_truth, score_incidents

import claimgraph as cg
from measures.children import read_memory, run_alone, take_time
from measures.corpora import prepare_corpus, stream_accounts
from measures.peers import compare_peer
from measures.results import Result, Setting, find_exponent

GIB = 2**30
CORES = 2


def measure_linking(setting: Setting) -> list[Result]:
    """Measure linking at each size, and by which power time and memory grow from the least to the largest."""
    found, runs = [], {}
    for size in setting.sizes:
        folder = prepare_corpus(size, setting.folder)
        one = runs[size] = run_alone(link_corpus, folder=str(folder))
        note = f"{one['claims']:,} claims in {one['accounts']:,} accounts, {one['incidents']:,} incidents"
        found += [
            Result(f"linking.seconds.{size}", one["wall"], f"{note}; {CORES} workers"),
            Result(f"linking.cpu.{size}", one["cpu"], "of all processes together"),
            Result(
                f"linking.peak.{size}",
                one["peak"] / GIB,
                f"of {1 + CORES} processes together; {one['held'] / GIB:.2f} GiB before linking",
            ),
            Result(
                f"linking.b3.{size}",
                one["f1"],
                f"precision {one['precision']:.3f}, recall {one['recall']:.3f}",
            ),
        ]
        if one["pairs"]:
            found.append(
                Result(
                    f"linking.candidates.{size}", one["pairs"] / one["accounts"], f"{one['pairs']:,} pairs"
                )
            )
    least, most = runs[min(runs)], runs[max(runs)]
    sizes = (float(least["claims"]), float(most["claims"]))
    for name, key in (("time", "cpu"), ("memory", "peak")):
        power = find_exponent(sizes, (least[key], most[key]))
        found.append(
            Result(f"linking.growth.{name}", power, f"from {sizes[0]:,.0f} to {sizes[1]:,.0f} claims")
        )
    return [*found, *_measure_peer(setting)]


def _measure_peer(setting: Setting) -> list[Result]:
    """Measure a peer that groups articles by their words, on the smallest corpus."""
    try:
        import sklearn  # noqa: F401 - whether it is there
    except ImportError:
        print("linking: the peer is not measured, scikit-learn is not installed")
        return []
    folder = prepare_corpus(setting.sizes[0], setting.folder)
    told = run_alone(compare_peer, folder=str(folder))
    note = f"{told['articles']:,} articles, by the incident that each is mainly about"
    return [
        Result("linking.peer.seconds", told["wall"], f"{told['articles']:,} articles"),
        Result("linking.peer.b3", told["peer"], note),
        Result("linking.ours.b3", told["ours"], note),
    ]


def link_corpus(folder: str, workers: int = CORES) -> dict[str, Any]:
    """Link the accounts of a corpus and score the incidents."""
    accounts = list(stream_accounts(Path(folder)))
    held, told = read_memory(), Told()
    incidents, seconds = take_time(lambda: cg.link_accounts(accounts, workers=workers, progress=told.hear))
    score = score_incidents(incidents, read_truth(Path(folder, "truth.jsonl")))
    return {
        **seconds,
        "held": held,
        "accounts": len(accounts),
        "claims": sum(len(account.claims) for account in accounts),
        "incidents": len(incidents),
        "pairs": told.pairs,
        "precision": score.precision,
        "recall": score.recall,
        "f1": score.f1,
    }


class Told:
    """Hears the progress of linking: how many pairs were compared."""

    def __init__(self) -> None:
        self.pairs = 0

    def hear(self, done: int, total: int | None, what: str) -> None:
        """Note the pairs."""
        if what == "comparing accounts":
            self.pairs = max(self.pairs, total or done)
