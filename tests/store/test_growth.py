"""What adding to a store reads and writes: what it touches, however much there is, part by part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg
from claimgraph.model import Account
from claimgraph.store import holdings, records, stores

PLACES = ("Kismayo", "Baidoa", "Garowe", "Bosaso", "Berbera", "Merca")


def make_record(number: int) -> dict[str, str]:
    """Make one of any number of articles, each of an event weeks from the next."""
    day = date(2015, 1, 1) + timedelta(days=20 * number)
    place = PLACES[number % len(PLACES)]
    text = f"Shelling in {place} killed {3 + number} people on {day:%d %B %Y}, police said. No {number}."
    return {"id": f"a{number}", "published": day.isoformat(), "text": text}


def tell_again(number: int) -> dict[str, str]:
    """Make another article of the event of one."""
    record = make_record(number)
    text = record["text"].replace("police", "a doctor").replace("No", "Report")
    return {**record, "id": f"b{number}", "text": text}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may stand."""
    return tmp_path / "monitor.db"


def fill_store(path: Path, articles: int) -> None:
    """Fill a store with articles of as many events."""
    with cg.Store(path) as store:
        store.add([make_record(number) for number in range(articles)])


@contextmanager
def count_work(store: cg.Store, patch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Count the statements by their first words, and the accounts that are unpacked."""
    counts: Counter[str] = Counter()
    unpack = records.unpack_noun

    def unpack_noun(cell: object, noun: type[Any], where: str) -> Any:
        counts["unpacked"] += noun is Account
        return unpack(cell, noun, where)

    connection = store._database.connection
    connection.set_trace_callback(lambda said: counts.update([" ".join(said.split()[:3])]))
    with patch.context() as inside:
        inside.setattr(holdings, "unpack_noun", unpack_noun)
        yield counts
    connection.set_trace_callback(None)


def _count_adding(path: Path, articles: int, record: Any, patch: pytest.MonkeyPatch) -> Counter[str]:
    fill_store(path, articles)
    with cg.Store(path) as store, count_work(store, patch) as counts:
        store.add(record)
    return counts


def test_an_adding_does_as_much_in_a_large_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The statements, and the accounts that are read, are those of a small one."""
    small, large = (
        _count_adding(path.with_name(f"{articles}.db"), articles, tell_again(4), monkeypatch)
        for articles in (12, 60)
    )
    assert small == large
    assert small["unpacked"] == 1


def test_many_articles_ask_as_seldom_as_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is looked up is looked up for all at once, but for what tells each apart, or whose crowd it is."""
    counts = _count_adding(path, 40, [tell_again(number) for number in range(40)], monkeypatch)
    assert counts["unpacked"] == 40
    asked = sum(times for said, times in counts.items() if said.startswith("SELECT"))
    assert asked - counts["SELECT blocks, is_strong"] < 4 * 40 + 60


def test_what_stays_is_not_written_again(path: Path) -> None:
    """Of all incidents only the one that grew gets another row."""
    fill_store(path, 12)
    with cg.Store(path) as store:
        asked = "SELECT id, rowid FROM incident_records"
        before = set(store._database.connection.execute(asked))
        store.add(tell_again(4))
        assert len(before - set(store._database.connection.execute(asked))) <= 1
        assert len(before) == 12


def test_counting_goes_through_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """How many articles and incidents there are stands in a row; the first incidents are a page."""
    fill_store(path, 12)
    with cg.Store(path) as store, count_work(store, monkeypatch) as counts:
        assert repr(store).endswith("12 articles, 12 incidents>")
        assert counts["SELECT number FROM"] == 2
        assert counts["unpacked"] == 0
        monkeypatch.setattr("claimgraph.store.views.BATCH", 2)
        assert len(list(islice(store.incidents, 2))) == 2
        assert counts["unpacked"] == 2


def test_questions_are_asked_of_what_is_near(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the accounts of the questions are read, two each."""
    fill_store(path, 12)
    with cg.Store(path) as store:
        store.add([tell_again(number) for number in range(3)])
        asked = store.graph().review(2)
        with count_work(store, monkeypatch) as counts:
            assert store.review(2) == asked
        assert counts["unpacked"] <= 2 * len(asked)


# -- parts ----------------------------------------------------------------------------------------


def test_parts_give_what_adding_at_once_gives(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each part is an addition; what is there already, or cannot be read, is told with its part."""
    monkeypatch.setattr(stores, "PART", 3)
    records = [*map(make_record, range(5)), tell_again(0), make_record(1), {"id": "none"}, tell_again(2)]
    with cg.Store(path) as store, cg.Store(path.with_name("once.db")) as other:
        additions = list(store.fill(records))
        once = other.add(records)
        assert store.graph() == other.graph()
    assert [len(addition.articles) for addition in additions] == [3, 3, 1]
    for name in ("articles", "repeats", "problems"):
        parts = [one for addition in additions for one in getattr(addition, name)]
        assert parts == list(getattr(once, name))


def test_parts_grow_with_the_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half as many as there are, so that what every part touches is linked few times; never too many."""
    monkeypatch.setattr(stores, "PART", 2)
    monkeypatch.setattr(stores, "MOST", 5)
    with cg.Store(path) as store:
        additions = list(store.fill(map(make_record, range(20))))
        assert [len(one.articles) for one in additions] == [2, 2, 2, 3, 4, 5, 2]
        assert store.check() == ()
        assert store.graph().incidents == cg.build_graph(map(make_record, range(20))).incidents


def test_any_number_of_articles_is_taken_part_by_part(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An iterator without an end is asked for no more than the parts that somebody wants."""
    monkeypatch.setattr(stores, "PART", 4)
    taken = count()
    with cg.Store(path) as store:
        additions = store.fill(make_record(next(taken)) for _ in iter(int, 1))
        assert len(store.articles) == 0
        for _ in islice(additions, 2):
            assert len(store.articles) in (4, 8)
        assert next(taken) <= 9


def test_an_interrupted_filling_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parts before are kept, nothing of the one in the middle; begun again, it brings the rest."""
    monkeypatch.setattr(stores, "PART", 4)
    records = list(map(make_record, range(10)))

    def break_off() -> Iterator[dict[str, str]]:
        yield from records[:6]
        raise KeyboardInterrupt

    with cg.Store(path) as store:
        with pytest.raises(KeyboardInterrupt):
            list(store.fill(break_off()))
        assert len(store.articles) == 4
        assert store.check() == ()
        again = list(store.fill(records))
        assert sum(len(addition.repeats) for addition in again) == 4
        assert store.graph().incidents == cg.build_graph(records).incidents


def test_several_processes_fill_the_same(path: Path) -> None:
    """What two of them read is what one reads."""
    records = list(map(make_record, range(6)))
    with cg.Store(path) as store:
        (addition,) = store.fill(records, workers=2)
        assert [article.id for article in addition.articles] == [record["id"] for record in records]
        assert store.graph() == cg.build_graph(records)


@pytest.mark.parametrize("name", ["add", "fill"])
def test_claims_of_others_and_no_workers_are_refused(path: Path, name: str) -> None:
    """At once, not when the first part is asked for."""
    with cg.Store(path) as store:
        with pytest.raises(cg.MisuseError, match="takes articles"):
            getattr(store, name)(cg.read_claims([]))
        with pytest.raises(cg.MisuseError, match="workers"):
            getattr(store, name)([], workers=0)
