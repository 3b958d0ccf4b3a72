"""Extraction and linking on dask give what they give here, also where a worker is killed in the middle."""

from __future__ import annotations

import builtins
import gzip
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import evolve

import claimgraph as cg
from claimgraph import cluster

dask = pytest.importorskip("dask", reason="needs the extra dask")
pytest.importorskip("distributed", reason="needs the extra dask")
pytestmark = pytest.mark.filterwarnings("ignore")

TOWNS = ("Kismayo", "Merca", "Baidoa", "Aleppo", "Kharkiv")


def _write(number: int) -> dict[str, str]:
    town, day, dead = TOWNS[number % 5], 1 + number % 3, 2 + number % 4
    text = (
        f"At least {dead} people died when a bomb hit a market in {town} on {day} March 2020, police said. "
        f"A doctor at the hospital spoke of {dead + number % 2} dead and {dead + 9} injured. "
        f"The day before, {dead + 20} people were hurt in a blast in {TOWNS[(number + 1) % 5]}."
    )
    return {"id": f"a{number}", "text": text, "published": f"2020-03-0{day + 1}"}


ARTICLES = cg.read_articles([_write(number) for number in range(24)]).articles
ACCOUNTS = cg.extract_accounts(ARTICLES)


def _spread(items: Any, partitions: int) -> Any:
    import dask.bag

    return dask.bag.from_sequence(list(items), npartitions=partitions)


def _save(incidents: Any, path: Path) -> bytes:
    cg.save(incidents, path)
    return path.read_bytes()


@pytest.fixture
def alone() -> Iterator[None]:
    """Dask without a cluster, for what does not need one."""
    with dask.config.set(scheduler="sync"):
        yield


@pytest.fixture(scope="module")
def client() -> Iterator[Any]:
    """A cluster of two processes."""
    from distributed import Client, LocalCluster

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "60s"}),
        LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50, memory_limit=0
        ) as workers,
        Client(workers) as connected,
    ):
        yield connected


# --- on a cluster ---------------------------------------------------------


def test_incidents_are_the_same_though_a_worker_is_killed(
    client: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ids, links and tolls, byte for byte; what the worker held is worked out again."""
    from distributed import wait

    from claimgraph.cluster import linking

    killed = []
    find_roots = linking.find_roots

    def kill_then_find(ties: Any, **named: Any) -> Any:
        wait(ties.persist())  # so that accounts and pairs lie on the workers
        worker, held = next((worker, keys) for worker, keys in client.has_what().items() if keys)
        killed.append(len(held))
        os.kill(client.run(os.getpid, workers=[worker])[worker], signal.SIGKILL)
        return find_roots(ties, **named)

    monkeypatch.setattr(linking, "find_roots", kill_then_find)
    accounts, problems = dask.persist(*cluster.extract_accounts(_spread(ARTICLES, 3)))
    found = cluster.collect_incidents(cluster.link_accounts(accounts))
    assert len(killed) == 1
    assert killed[0] > 0
    assert problems.compute() == []
    assert _save(found, tmp_path / "cluster.jsonl") == _save(
        cg.link_accounts(ACCOUNTS), tmp_path / "here.jsonl"
    )


# --- the steps, without one -----------------------------------------------


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("partitions", [1, 2, 6])
def test_partitions_and_order_do_not_matter(partitions: int) -> None:
    """However the accounts are cut and shuffled, and if some come twice, the incidents are the same."""
    accounts = [*ACCOUNTS, *ACCOUNTS[:5]]
    Random(partitions).shuffle(accounts)
    found = cluster.collect_incidents(cluster.link_accounts(_spread(accounts, partitions)))
    assert found == cg.link_accounts(ACCOUNTS)


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("partitions", [1, 3, 33])
def test_rows_of_one_name_meet(partitions: int) -> None:
    """In one partition, the same one for every bag that is brought together into as many."""
    from claimgraph.cluster.shuffling import apply_stage, bring_together, count_partitions, keep_packed

    names = [f"n{number % 50}" for number in range(400)]
    count = count_partitions(_spread(names, partitions))
    assert partitions <= count <= 2 * partitions
    first = bring_together(_spread(names, partitions), str, partitions=count)
    again = bring_together(keep_packed(apply_stage(iter, first)), len, partitions=count)
    second = bring_together(_spread(reversed(names), partitions), str, partitions=count)
    assert first.npartitions == second.npartitions == again.npartitions == count
    met = apply_stage(lambda one, other: [(one, other)], first, second).compute()
    assert all(sorted(one) == sorted(other) for one, other in met)
    assert sorted(name for one, _ in met for name in set(one)) == sorted(set(names))
    assert sum(bool(one) for one, _ in met) > partitions / 2


@pytest.mark.usefixtures("alone")
def test_judgements_and_weights_hold() -> None:
    """What a person decided joins and parts incidents there as here; other weights weigh alike."""
    graph = cg.build_graph(ARTICLES)
    apart = next(one for one in graph.incidents if len(one.accounts) > 2)
    others = next(one for one in graph.incidents if one.place != apart.place)
    log = (
        graph.judge(apart.accounts[0], apart.accounts[-1], "different", by="Ana", when="2020-04-01")
        .judge(apart.accounts[0], others.accounts[0], "same", by="Ana", when="2020-04-02")
        .judgements
    )
    nobody = cg.build_graph([_write(77)])
    stray = nobody.judge(nobody.claims[0], nobody.accounts[-1], "same", by="Ana", when="2020-04-03")
    log = (*log, *stray.judgements)
    weights = cg.load_weights()
    for given in (weights, evolve(weights, threshold=weights.threshold + 4)):
        found = cluster.link_accounts(_spread(ACCOUNTS, 3), weights=given, judgements=log)
        assert cluster.collect_incidents(found) == cg.link_accounts(ACCOUNTS, weights=given, judgements=log)
    two = apart.accounts[:2]
    same = graph.judge(*two, "same", by="Ana", when="2020-04-03").judgements
    different = graph.judge(*two, "different", by="Bo", when="2020-04-04").judgements
    with pytest.raises(cg.ConstraintError, match="contradict each other"):
        cluster.link_accounts(_spread(ACCOUNTS, 3), judgements=(*same, *different))


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("seed", range(6))
def test_components_are_found_whatever_ties_there_are(seed: int) -> None:
    """Chains, stars and clouds: each account is tied to the smallest of its component, no other to any."""
    from claimgraph.cluster.components import find_roots
    from claimgraph.comparison.components import find_components

    chance = Random(seed)
    nodes = [(f"n{chance.randrange(10**6)}", f"a{number}") for number in range(40)]
    ties = [(nodes[at], nodes[at + 1]) for at in range(25)] if seed < 2 else []
    ties += [tuple(chance.sample(nodes, 2)) for _ in range(seed * 5)]
    chance.shuffle(ties)
    found = find_roots(_spread(ties or [(nodes[0], nodes[1])], 4), partitions=4).compute()
    expected = find_components(nodes, ties or [(nodes[0], nodes[1])])
    assert sorted(found) == sorted((node, root) for node, root in expected.items() if node != root)


@pytest.mark.usefixtures("alone")
def test_files_are_read_by_the_workers(tmp_path: Path) -> None:
    """A partition a file, packed or not, at a path or an address; what is wrong with one is told."""
    lines = [json.dumps(_write(number)) + "\n" for number in range(24)]
    (tmp_path / "one.jsonl").write_text("".join(lines[:10]), encoding="utf-8")
    (tmp_path / "two.jsonl.gz").write_bytes(gzip.compress("".join(lines[10:]).encode()))
    (tmp_path / "three.jsonl").write_text("{broken\n", encoding="utf-8")
    paths = [
        tmp_path / "one.jsonl",
        f"file://{tmp_path}/two.jsonl.gz",
        tmp_path / "three.jsonl",
        tmp_path / "gone.jsonl",
        f"file://{tmp_path}/gone.jsonl",
    ]
    found = cluster.extract_accounts(paths)
    assert found.accounts.npartitions == 5
    assert tuple(found.accounts.compute()) == ACCOUNTS
    problems = found.problems.compute()
    assert "three.jsonl, line 1: broken JSON" in str(problems[0])
    assert [problem.where for problem in problems[1:]] == [str(path) for path in paths[3:]]


@pytest.mark.usefixtures("alone")
def test_article_on_which_extraction_fails_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is named with the reason; the others of its partition are read."""

    def stumble(article: cg.Article, *, lexicon: cg.Lexicon) -> tuple[cg.Account, ...]:
        if article.id == "a1":
            raise ValueError("not this one")
        return cg.extract_accounts(article, lexicon=lexicon)

    monkeypatch.setattr("claimgraph.cluster.extracting.find_accounts", stumble)
    found = cluster.extract_accounts(_spread(ARTICLES[:3], 1))
    assert {account.article for account in found.accounts.compute()} == {"a0", "a2"}
    [problem] = found.problems.compute()
    assert problem.where == "a1"
    assert "ValueError: not this one" in problem.reason


def test_cluster_without_dask_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("dask"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    for work in (cluster.extract_accounts, cluster.link_accounts):
        with pytest.raises(cg.MissingExtraError, match=r"claimgraph\[dask\]"):
            work([])
