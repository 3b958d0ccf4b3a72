"""What several processes work out is what one does, and nothing of the work stays behind."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg
from claimgraph.comparison import shares
from claimgraph.comparison.components import Component
from claimgraph.comparison.pairs import gather_candidates, load_weights
from claimgraph.comparison.scores import score_pairs
from claimgraph.comparison.shares import Share, open_desk, share_scores
from claimgraph.errors import WorkerError
from claimgraph.workers import Failure

TOWNS = ("Kismayo", "Merca", "Baidoa")
ARTICLES = [
    {
        "id": f"a{number}",
        "text": f"At least {2 + number % 3} died in a blast in {TOWNS[number % 3]} on Monday, police said.",
        "published": f"2020-03-0{3 + number % 2}",
    }
    for number in range(16)
]
ACCOUNTS = {one.id: one for one in cg.extract_accounts(cg.read_articles(ARTICLES))}
WEIGHTS = load_weights()


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go, and shares of seven pairs."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(shares, "SHARE", 7)
    return tmp_path


def test_scores_are_the_same_with_workers(desk: Path) -> None:
    """To the last digit and in the same order; the packed accounts are gone afterwards."""
    candidates = gather_candidates(ACCOUNTS.values())
    assert len(candidates) > 3 * 7
    alone = list(score_pairs(candidates, ACCOUNTS, weights=WEIGHTS, cut=1.0))
    with open_desk(ACCOUNTS, candidates.ids, workers=2) as laid:
        assert list(share_scores(laid, candidates, weights=WEIGHTS, cut=1.0)) == alone
    assert list(desk.iterdir()) == []


def test_share_of_a_lost_worker_is_done_here(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends for want of memory takes no score and no incident along."""
    lost = []

    def lose(function: Any, items: Iterator[Any], **_: Any) -> Iterator[Any]:
        for number, item in enumerate(items):
            lost.append(item) if number % 2 else None
            yield item, Failure(WorkerError("gone")) if number % 2 else function(item)

    monkeypatch.setattr(shares, "spread_work", lose)
    assert cg.link_accounts(ACCOUNTS.values(), workers=2) == cg.link_accounts(ACCOUNTS.values())
    assert {type(item) for item in lost} == {array, Share}
    assert shares._open_shelf.cache_info().currsize == 0


@pytest.mark.parametrize("size", [1, 21, 10**9])
def test_each_component_stands_in_one_share(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However large shares are, also the last one that fills none."""
    monkeypatch.setattr(shares, "SHARE", size)
    components = [Component(array("I", [at]), array("Q"), array("d")) for at in range(5)]
    assert [one for some in shares._cut_shares(components) for one in some] == components


def test_stopping_leaves_no_file(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C while scores come in takes the packed accounts away as well."""

    def stop() -> None:
        assert len(list(desk.iterdir())) == 1
        raise KeyboardInterrupt

    monkeypatch.setattr(shares, "spread_work", lambda *_, **__: (stop() for _ in (1,)))
    with pytest.raises(KeyboardInterrupt):
        cg.link_accounts(ACCOUNTS.values(), workers=2)
    assert list(desk.iterdir()) == []


def test_incidents_are_the_same_with_workers() -> None:
    """Of accounts, and of claims alone, with judgements and weights of one's own."""
    graph = cg.build_graph(ARTICLES)
    log = graph.judge(graph.claims[0], graph.claims[5], "same", by="Ana", when="2020-04-01").judgements
    given: Any = {"judgements": log, "weights": WEIGHTS}
    shared = cg.link_accounts(graph.accounts, workers=2, **given)
    assert shared == cg.link_accounts(graph.accounts, **given)
    assert {id(one) for incident in shared for one in incident.accounts} == set(map(id, graph.accounts))
    with pytest.raises(cg.MisuseError, match="number from 1 on"):
        cg.link_claims(graph.claims, workers=0)
