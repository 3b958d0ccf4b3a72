"""Laws of the store: any parts in any order equal building at once, and a failure leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.comparison import grouping
from claimgraph.comparison.pairs import candidates
from claimgraph.model import Incident
from claimgraph.store import linking

TEXTS = (
    ("ash", "2020-03-05", "Shelling in Kismayo killed 12 people on Wednesday, police said."),
    ("bay", "2020-03-05", "At least 12 people were killed on Wednesday by shells in Kismayo, a doctor said."),
    ("cob", "2020-03-06", "Fifteen people were killed in Kismayo on Wednesday, the Red Cross said."),
    ("dew", "2020-03-06", "A bomb killed four soldiers in Baidoa on Thursday, the army said."),
    ("elm", "2020-03-04", "A car bomb in Baidoa on Tuesday wounded nine people, residents said."),
    ("fir", "2020-03-09", "Early this week shells killed at least 10 people in Kismayo, a lawmaker said."),
    ("gum", "2020-03-09", "The ferry to the island was cancelled, the harbour master said."),
)
RECORDS = [{"id": id, "published": day, "text": text} for id, day, text in TEXTS]


@contextmanager
def open_store() -> Iterator[cg.Store]:
    """Open a new store for one example of a law."""
    with TemporaryDirectory() as folder, cg.Store(Path(folder) / "monitor.db") as store:
        yield store


def strip_ids(incidents: Sequence[Incident]) -> list[Incident]:
    """Return incidents without their ids, in an order of their own."""
    return sorted((evolve(one, id="") for one in incidents), key=lambda one: one.accounts[0].id)


@st.composite
def parts(draw: st.DrawFn) -> list[list[dict[str, str]]]:
    """The records in any order, cut into up to four parts, some of which bring a record again."""
    shuffled = draw(st.permutations(RECORDS))
    at = sorted(draw(st.lists(st.integers(0, len(shuffled)), max_size=3)))
    runs = [shuffled[i:j] for i, j in zip([0, *at], [*at, len(shuffled)], strict=True)]
    return [[*run, *draw(st.lists(st.sampled_from(shuffled), max_size=1))] for run in runs]


@given(parts())
@settings(max_examples=40)
def test_any_parts_in_any_order_give_what_building_at_once_gives(split: list[list[dict[str, str]]]) -> None:
    """Incidents with their accounts and figures; step by step also ids and changes of a growing graph."""
    graph = cg.build_graph([])
    with open_store() as store:
        for part in split:
            fresh = [record for record in part if record["id"] not in {one.id for one in graph.articles}]
            graph = graph.add({record["id"]: record for record in fresh}.values())
            assert store.add(part).changes == graph.changes
        kept = store.graph()
    assert kept == evolve(graph, problems=())
    assert strip_ids(kept.incidents) == strip_ids(cg.build_graph(RECORDS).incidents)


@given(parts(), st.data())
@settings(max_examples=40)
def test_judgements_between_the_parts_give_what_a_log_at_once_gives(
    split: list[list[dict[str, str]]], data: st.DataObject
) -> None:
    """Whenever people decide, and take it back, the incidents are those of the log."""
    days = (f"2020-04-{day:02}" for day in count(1))
    with open_store() as store:
        for part in split:
            store.add(part)
            claims = [claim.id for claim in store.graph().claims]
            if len(claims) < 2:
                continue
            a, b = data.draw(st.lists(st.sampled_from(claims), min_size=2, max_size=2, unique=True))
            decision = data.draw(st.sampled_from(["same", "different", "unsure"]))
            with suppress(cg.ConstraintError):
                store.judge(a, b, decision, by="Ana", when=next(days))
            if store.judgements and data.draw(st.booleans()):
                with suppress(cg.ConstraintError):
                    store.undo(data.draw(st.sampled_from(store.judgements)), by="Ben", when=next(days))
        kept = store.graph()
    assert strip_ids(kept.incidents) == strip_ids(
        cg.build_graph(RECORDS, judgements=kept.judgements).incidents
    )


NARROW = {kind: bound._replace(full=2, reach=1) for kind, bound in candidates.BOUNDS.items()}


@given(parts())
@settings(max_examples=40)
def test_pairs_that_newcomers_part_are_parted(split: list[list[dict[str, str]]]) -> None:
    """Where blocks hold more accounts than may all meet, any parts give what building at once gives."""
    with mock.patch.object(candidates, "BOUNDS", NARROW), open_store() as store:
        for part in split:
            store.add(part)
        assert store.check() == ()
        assert strip_ids(store.graph().incidents) == strip_ids(cg.build_graph(RECORDS).incidents)


@given(parts(), st.integers(1, 4))
@settings(max_examples=40)
def test_crowds_are_told_however_they_came_about(split: list[list[dict[str, str]]], crowd: int) -> None:
    """Where few accounts are a crowd already, any parts give what building at once gives."""
    strict = mock.patch.multiple(grouping, CROWD=crowd, RIVALS=9.0, ALIKE=1.0, PASSING_IN_CROWD=-6.0)
    with mock.patch.object(candidates, "BOUNDS", NARROW), strict, open_store() as store:
        for part in split:
            store.add(part)
        assert store.check() == ()
        assert strip_ids(store.graph().incidents) == strip_ids(cg.build_graph(RECORDS).incidents)


@given(parts())
@settings(max_examples=40)
def test_rounds_of_grouping_reach_all_that_changes(split: list[list[dict[str, str]]]) -> None:
    """However little is grouped again at first, any parts give what building at once gives."""

    def list_touched(_: object, touched: linking.Touched) -> set[int]:
        return set(touched.accounts.union(*touched.parted))

    few = mock.patch.object(linking, "_list_stirred", list_touched)
    with mock.patch.object(candidates, "BOUNDS", NARROW), few, open_store() as store:
        for part in split:
            store.add(part)
        assert strip_ids(store.graph().incidents) == strip_ids(cg.build_graph(RECORDS).incidents)


class StoppedError(Exception):
    """Raised in the middle of adding."""


@given(parts(), st.integers(0, 30))
@settings(max_examples=40)
def test_a_failure_in_the_middle_leaves_nothing_behind(split: list[list[dict[str, str]]], at: int) -> None:
    """What was added before stays, what was being added is gone, and adding it again gives it."""
    calls = count()

    def stop(done: int, total: int | None, what: str) -> None:
        if next(calls) == at:
            raise StoppedError

    with open_store() as store:
        for part in split:
            before = store.graph()
            try:
                store.add(part, progress=stop)
            except StoppedError:
                assert store.graph() == before
                store.add(part)
        assert strip_ids(store.graph().incidents) == strip_ids(cg.build_graph(RECORDS).incidents)


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
@settings(max_examples=40)
def test_any_words_can_be_asked_for(asked: list[str]) -> None:
    """A search never fails, whatever is typed."""
    with open_store() as store:
        store.add(RECORDS[0])
        for words in asked:
            store.select(words, text=words, place=words, source=words)
            assert store.select(text=f"kismayo {words}") in ((), tuple(store.incidents))
