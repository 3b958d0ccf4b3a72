"""A judgement and its undoing leave nothing behind: in memory, in a file, in a store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from facts import Record, desks, try_some
from hypothesis import given
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.comparison.judgements import find_standing
from claimgraph.model import Incident

DECISIONS = ("same", "different", "unsure")

Judged = cg.ClaimGraph | cg.Store


@contextmanager
def open_store(name: str = "monitor.db") -> Iterator[cg.Store]:
    """Open a new store for one example of a law."""
    with TemporaryDirectory() as folder, cg.Store(Path(folder) / name) as store:
        yield store


def write_bytes(graph: cg.ClaimGraph, suffix: str = ".jsonl") -> bytes:
    """Return a graph as it is saved, without the log of its judgements."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{suffix}"
        cg.save(evolve(graph, judgements=()), path)
        return path.read_bytes()


def strip_ids(incidents: Sequence[Incident]) -> list[Incident]:
    """Return incidents without their ids, in an order of their own."""
    return sorted((evolve(one, id="") for one in incidents), key=lambda one: one.accounts[0].id)


class Desk:
    """People who judge a graph in any order, and take back what they said."""

    def __init__(self, draw: st.DataObject) -> None:
        self.draw = draw
        self._days = (f"2021-{day // 28 + 1:02}-{day % 28 + 1:02}" for day in count())

    def judge(self, graph: cg.ClaimGraph) -> cg.ClaimGraph:
        """Judge any two ends of a graph: claims, accounts or incidents."""
        ends = [*graph.claims, *graph.accounts, *graph.incidents]
        a, b = self.draw.draw(st.sampled_from(ends)), self.draw.draw(st.sampled_from(ends))
        decision = self.draw.draw(st.sampled_from(DECISIONS))
        with suppress(cg.ConstraintError, cg.MisuseError):
            return graph.judge(a, b, decision, by="Ana", when=next(self._days), why="seen")
        return graph

    def undo(self, graph: cg.ClaimGraph) -> cg.ClaimGraph:
        """Take back any of what stands, if anything does."""
        standing = find_standing(graph.judgements)
        if not standing:
            return graph
        return graph.undo(self.draw.draw(st.sampled_from(standing)), by="Ben", when=next(self._days))

    def work(self, graph: cg.ClaimGraph) -> cg.ClaimGraph:
        """Judge and undo for a while."""
        for step in self.draw.draw(st.lists(st.sampled_from(["judge", "judge", "undo"]), max_size=5)):
            graph = self.judge(graph) if step == "judge" else self.undo(graph)
        return graph

    def undo_all(self, graph: cg.ClaimGraph) -> cg.ClaimGraph:
        """Take back all that stands, in any order."""
        for one in self.draw.draw(st.permutations(find_standing(graph.judgements))):
            graph = graph.undo(one, by="Ben", when=next(self._days))
        assert find_standing(graph.judgements) == ()
        return graph


@given(desks(min_size=2), st.data())
@try_some(40)
def test_what_was_judged_and_undone_leaves_the_graph_as_it_was(
    told: list[Record], data: st.DataObject
) -> None:
    """Equal, and of the same bytes, with the ids of its incidents; the log alone tells of it."""
    plain, desk = cg.build_graph(told), Desk(data)
    judged = desk.work(plain)
    back = desk.undo_all(judged)
    assert evolve(back, judgements=()) == plain
    assert write_bytes(back) == write_bytes(plain)
    assert back.judgements[: len(judged.judgements)] == judged.judgements
    again = cg.build_graph(told, judgements=back.judgements)
    assert again == back


@given(desks(min_size=2), st.data())
@try_some(20)
def test_undoing_an_undoing_judges_again(told: list[Record], data: st.DataObject) -> None:
    """What an undoing took away comes back with its own undoing: the incidents of the judgement."""
    desk = Desk(data)
    judged = desk.judge(cg.build_graph(told))
    for one in judged.judgements:
        undone = judged.undo(one, by="Ben", when="2022-01-01")
        again = undone.undo(undone.judgements[-1], by="Cy", when="2022-01-02")
        assert again.incidents == judged.incidents
        assert again.stories == judged.stories


@given(desks(min_size=2), st.data())
@try_some(25)
def test_articles_that_came_in_between_are_as_if_nothing_had_been_judged(
    told: list[Record], data: st.DataObject
) -> None:
    """Judged, added to, undone: what was added alone gives; its ids where the oldest article comes first."""
    ordered = sorted(told, key=lambda one: (one["published"], one["id"]))
    at = data.draw(st.integers(1, len(ordered)))
    desk = Desk(data)
    judged = desk.work(cg.build_graph(ordered[:at]))
    back = desk.undo_all(desk.work(judged.add(ordered[at:])))
    plain = cg.build_graph(ordered[:at]).add(ordered[at:])
    assert back.incidents == plain.incidents
    assert strip_ids(back.stories) == strip_ids(plain.stories)
    assert (back.articles, back.accounts) == (plain.articles, plain.accounts)


@given(desks(min_size=2), st.data())
@try_some(20)
def test_a_file_between_judging_and_undoing_changes_nothing(told: list[Record], data: st.DataObject) -> None:
    """Saved when judged, loaded, undone: the bytes of the graph that nobody judged."""
    plain, desk = cg.build_graph(told), Desk(data)
    judged = desk.work(plain)
    with TemporaryDirectory() as folder:
        cg.save(judged, Path(folder) / "graph.jsonl")
        loaded = cg.load(Path(folder) / "graph.jsonl")
    assert write_bytes(desk.undo_all(loaded)) == write_bytes(plain)


@given(desks(min_size=2), st.data())
@try_some(20)
def test_a_store_keeps_nothing_of_what_was_undone_but_its_log(
    told: list[Record], data: st.DataObject
) -> None:
    """Its graph, its export, what it finds and what it checks are those of a store that nobody judged."""
    days = (f"2021-01-{day:02}" for day in count(1))
    with open_store() as plain, open_store() as judged:
        for store in (plain, judged):
            store.add(told)
        ids = [one.id for one in (*judged.graph().claims, *judged.graph().accounts)]
        for _ in range(data.draw(st.integers(1, 3))):
            a, b = data.draw(st.sampled_from(ids)), data.draw(st.sampled_from(ids))
            with suppress(cg.ConstraintError, cg.MisuseError):
                judged.judge(a, b, data.draw(st.sampled_from(DECISIONS)), by="Ana", when=next(days))
        for one in data.draw(st.permutations(find_standing(judged.judgements))):
            judged.undo(one, by="Ben", when=next(days))
        assert write_bytes(judged.graph()) == write_bytes(plain.graph())
        assert tuple(judged.incidents) == tuple(plain.incidents)
        assert judged.check() == ()
        assert evolve(judged.rescue()[0], judgements=()) == evolve(plain.rescue()[0], judgements=())


@pytest.mark.parametrize("decision", DECISIONS)
def test_every_pair_of_the_examples_is_judged_and_undone(articles: Path, decision: str) -> None:
    """Neighbouring incidents of the shipped articles, and the accounts of each."""
    graph = plain = cg.build_graph(articles)
    pairs = [
        (one.accounts[0].id, other.accounts[-1].id)
        for one, other in zip(plain.incidents, plain.incidents[1:], strict=False)
    ]
    pairs += [(one.accounts[0].id, one.accounts[-1].id) for one in plain.incidents if len(one.accounts) > 1]
    for a, b in pairs:
        with suppress(cg.ConstraintError):
            graph = graph.judge(a, b, decision, by="Ana", when="2021-01-01")
    assert decision == "unsure" or graph.incidents != plain.incidents
    for one in reversed(graph.judgements):
        graph = graph.undo(one, by="Ben", when="2021-01-02")
    assert evolve(graph, judgements=()) == plain
    assert write_bytes(graph) == write_bytes(plain)
