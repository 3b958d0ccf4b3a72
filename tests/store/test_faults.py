"""The store when things go wrong: killed, full, write-protected, damaged, older, written by two."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.store import schemas
from claimgraph.store.databases import Database

PLACES = ("Kismayo", "Baidoa", "Garowe", "Bosaso", "Berbera", "Merca")


def make_record(number: int) -> dict[str, str]:
    """Make one of any number of articles, three of each event."""
    place, day = PLACES[number // 3 % len(PLACES)], 1 + number // 3 % 28
    text = (
        f"Shelling in {place} killed {3 + number % 5} people on {day} March 2020, police said. No {number}."
    )
    return {"id": f"a{number}", "published": f"2020-03-{day:02}", "text": text}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store may stand."""
    return tmp_path / "monitor.db"


@pytest.fixture
def store(path: Path) -> Iterator[cg.Store]:
    """A store of twelve articles."""
    with cg.Store(path) as found:
        found.add([make_record(number) for number in range(12)])
        yield found


# -- killed ---------------------------------------------------------------------------------------

ADDING = """
import sys
import claimgraph as cg
from test_faults import make_record
with cg.Store(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), 10_000, 2):
        store.add([make_record(number), make_record(number + 1)])
        print(number, flush=True)
"""


def _kill_while_adding(path: Path, start: int, seconds: float) -> int:
    """Add from a number on, kill the process after a while, and return what was confirmed last."""
    source = os.pathsep.join((str(Path(cg.__file__).parents[1]), str(Path(__file__).parent)))
    command = [sys.executable, "-c", ADDING, str(path), str(start)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": source}, text=True
    ) as process:
        assert process.stdout is not None
        confirmed = int(process.stdout.readline())
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return max([confirmed, *map(int, rest)])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
def test_killed_while_adding_loses_nothing_confirmed(path: Path) -> None:
    """Every confirmed article is there, no adding is there by half, and the rest goes on."""
    start, chance = 0, random.Random(5)
    for _ in range(3):
        confirmed = _kill_while_adding(path, start, chance.uniform(0.0, 0.2))
        with cg.Store(path) as store:
            ids = [article.id for article in store.articles]
            assert store.check() == ()
        assert ids[: confirmed + 2] == [f"a{number}" for number in range(confirmed + 2)]
        assert len(ids) in (confirmed + 2, confirmed + 4)
        start = len(ids)
    with cg.Store(path) as store:
        graph = cg.build_graph(store.articles)
        assert [one.accounts for one in store.incidents] == [one.accounts for one in graph.incidents]


# -- several --------------------------------------------------------------------------------------


def test_a_second_writer_is_told(store: cg.Store, path: Path) -> None:
    """While one adds, another one waits for its timeout and gets an error that says so."""
    with cg.Store(path, timeout=0.05) as second:

        def interrupt(done: int, total: int | None, what: str) -> None:
            if what == "finding claims" and done == 0:
                with pytest.raises(cg.StoreError, match="being written by another process"):
                    second.add(make_record(90))

        store.add(make_record(50), progress=interrupt)
        assert second.add(make_record(90)).articles[0].id == "a90"
    assert store.check() == ()


def test_readers_see_the_last_committed_state(store: cg.Store, path: Path) -> None:
    """While one adds, others read on, and see all of it once it is done."""
    seen = []
    with cg.Store(path) as reader:

        def read(done: int, total: int | None, what: str) -> None:
            seen.append(
                (len(reader.articles), len(reader.graph().articles), len(reader.select(text="Kismayo")))
            )

        before = len(reader.select(text="Kismayo"))
        store.add([make_record(number) for number in range(30, 34)], progress=read)
        assert set(seen) == {(12, 12, before)}
        assert len(reader.articles) == 16


def test_a_reader_in_the_middle_sees_one_state(store: cg.Store, path: Path) -> None:
    """What is written meanwhile does not mix into what is being read."""
    with cg.Store(path) as other:
        with other._database.read() as connection:
            count = "SELECT count(*) FROM articles"
            assert connection.execute(count).fetchone() == (12,)
            store.add(make_record(60))
            assert connection.execute(count).fetchone() == (12,)
        assert len(other.articles) == 13


def test_two_may_make_a_store_at_once(path: Path) -> None:
    """Both find it made, whoever was first."""
    command = [
        sys.executable,
        "-c",
        "import sys, claimgraph; claimgraph.Store(sys.argv[1]).close()",
        str(path),
    ]
    environment = {**os.environ, "PYTHONPATH": str(Path(cg.__file__).parents[1])}
    both = [subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    assert [one.communicate()[1] for one in both] == [b"", b""]
    with cg.Store(path) as store:
        assert store.check() == ()


def test_making_a_store_waits_for_one_who_writes(path: Path) -> None:
    """A file that is locked while it is still empty is waited for as any other is."""
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.2, lambda: other.execute("ROLLBACK"))
    release.start()
    try:
        with cg.Store(path) as store:
            assert store._database.connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        release.join()
        other.close()


# -- disks ----------------------------------------------------------------------------------------


def test_a_full_disk_keeps_what_was_there(store: cg.Store) -> None:
    """The error says so; nothing of what did not fit is kept, and a smaller adding goes on later."""
    before = store.graph()
    connection = store._database.connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(cg.StoreError, match="the disk is full"):
        store.add([make_record(number) for number in range(100, 160)])
    assert store.graph() == before
    connection.execute("PRAGMA max_page_count = 1000000")
    assert len(store.add(make_record(100)).articles) == 1
    assert store.check() == ()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_write_protected_store_is_read(store: cg.Store, path: Path) -> None:
    """Reading works, adding says why it does not."""
    graph = store.graph()
    store.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with cg.Store(path) as protected:
            assert protected.graph() == graph
            with pytest.raises(cg.StoreError, match="can only be read"):
                protected.add(make_record(70))
    finally:
        path.parent.chmod(0o755)


def test_a_store_that_cannot_be_locked_is_read(
    store: cg.Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder that cannot be written to, a store without a log is opened as it stands."""
    graph = store.graph()
    store.close()
    open_any = Database._open

    def refuse(database: Database, mode: str, timeout: float) -> sqlite3.Connection:
        if mode != "immutable=1":
            raise sqlite3.OperationalError("unable to open database file")
        return open_any(database, mode, timeout)

    monkeypatch.setattr(Database, "_open", refuse)
    with cg.Store(path) as protected:
        assert protected.graph() == graph
        with pytest.raises(cg.StoreError, match="can only be read"):
            protected.add(make_record(70))


# -- damage ---------------------------------------------------------------------------------------


def _break_pages(path: Path, pages: list[int]) -> None:
    content = bytearray(path.read_bytes())
    for page in pages:
        content[page * 4096 : (page + 1) * 4096] = b"\xff" * 4096
    path.write_bytes(content)


@pytest.mark.parametrize("seed", range(6))
def test_what_broken_pages_left_is_rescued(store: cg.Store, path: Path, seed: int) -> None:
    """Whatever page breaks, check says so and the rest is a graph to fill a new store with."""
    store.add([make_record(number) for number in range(12, 40)])
    whole = store.graph()
    store.close()
    count = path.stat().st_size // 4096
    _break_pages(path, random.Random(seed).sample(range(1, count), 2))
    with cg.Store(path) as broken:
        problems = broken.check()
        graph, lost = broken.rescue()
    assert problems
    assert set(graph.articles) <= set(whole.articles)
    assert set(graph.accounts) <= set(whole.accounts)
    assert (len(graph.articles) == len(whole.articles)) or lost
    with cg.Store(path.with_name("new.db")) as new:
        assert len(new.add(graph.articles).articles) == len(graph.articles)


def test_an_undamaged_store_is_rescued_as_it_is(store: cg.Store) -> None:
    """Nothing is lost, and nothing is linked again."""
    assert store.rescue() == (store.graph(), ())
    assert store.check() == ()


def _edit(record: bytes, old: str, new: str) -> bytes:
    """Alter what is packed in a row."""
    return zlib.compress(zlib.decompress(record).replace(old.encode(), new.encode()))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE account_records SET record = edit(record, '[[27,', '[[28,')", "are not its words"),
        ("UPDATE articles SET record = edit(record, 'police', 'rebels')", "not the one that was added"),
        ("DELETE FROM blocks WHERE account = 3", "it is missing in blocks"),
        ("DELETE FROM claims WHERE account = 3", "a claim of it is not listed"),
        ("UPDATE accounts SET incident = NULL WHERE number = 3", "does not stand in the incident"),
        ("UPDATE incident_records SET record = '{'", "linked again"),
        ("UPDATE incident_records SET record = x'789c00'", "not a packed record"),
        ("UPDATE account_records SET record = 5 WHERE number = 3", "lost: account 3: not a record"),
        ("UPDATE links SET older = 0 WHERE newer = 2", "a pair of it"),
        ("UPDATE counts SET number = 5 WHERE name = 'incidents'", "5 incidents are noted, 4 are there"),
        ("DELETE FROM counts", "how many articles there are is not noted"),
        ("UPDATE settings SET value = '[1' WHERE name = 'words'", "filled with are none: '[1'"),
        ("UPDATE accounts SET figure = 'x' WHERE number = 3", "what its blocks ask for is not what it tells"),
        ("UPDATE links SET score = 99 WHERE newer = 2", "a pair of it is none"),
        ("UPDATE links SET blocks = 0 WHERE newer = 2", "a pair of it is none"),
        ("UPDATE incidents SET words = 'x'", "found by what it does not tell"),
        ("DELETE FROM names WHERE kind = 'place'", "found by what it does not tell"),
        ("UPDATE accounts SET id = x'ed00' WHERE number = 3", "stands where a text should"),
        (
            "INSERT INTO texts (texts) VALUES ('delete-all'); "
            "INSERT INTO texts (rowid, text) SELECT number, 'x' FROM articles",
            "articles are found by other words",
        ),
        ("DELETE FROM incidents WHERE id IN (SELECT max(id) FROM incidents)", "refers to a row of incidents"),
        ("INSERT INTO texts (rowid, text) VALUES (99, 'x')", "13 of 12 articles are found by their text"),
    ],
)
def test_check_finds_what_does_not_fit(store: cg.Store, path: Path, damage: str, said: str) -> None:
    """A change by hand, of any table, is named."""
    with sqlite3.connect(path) as other:
        other.create_function("edit", 3, _edit)
        other.executescript(damage)
    other.close()
    assert any(said in str(problem) for problem in store.check())


def test_what_breaks_on_damage_is_called_damage(store: cg.Store, path: Path) -> None:
    """Whatever goes wrong in a file that is not as it was written, the error says what is wrong with it."""
    with sqlite3.connect(path) as other:
        other.execute("DELETE FROM account_records WHERE number = 3")
    other.close()
    with pytest.raises(cg.StoreError, match="is damaged: `claimgraph store check` says where"):
        store.graph()


def test_what_breaks_in_a_sound_file_is_our_mistake(store: cg.Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """No defect of ours hides behind a damage that there is not."""

    def fail(*_: object, **__: object) -> None:
        raise KeyError("a defect")

    monkeypatch.setattr("claimgraph.store.holders.load_graph", fail)
    with pytest.raises(KeyError, match="a defect"):
        store.graph()


def test_nothing_usual_is_looked_into_as_damage(
    store: cg.Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To look through the whole store is for what nobody expected; adding, asking and judging never do."""

    def fail(_: object) -> None:
        raise AssertionError("the store was looked through")

    monkeypatch.setattr("claimgraph.store.checking.check_store", fail)
    store.add([make_record(number) for number in range(10, 20)])
    assert len(list(store.fill([make_record(number) for number in range(20, 24)]))) == 1
    a, b = (one.accounts[0] for one in list(store.incidents)[:2])
    store.judge(a, b, "different", by="Ana", when="2020-04-01")
    with pytest.raises(cg.ClaimGraphError):
        store.judge("no such claim", b, "same", by="Ana", when="2020-04-01")
    assert store.select("Kismayo", text="shelling")
    assert store.review()
    assert store.reread() == ()


def test_a_judgement_altered_by_hand_is_lost(store: cg.Store, path: Path) -> None:
    """Its id is that of its content; nobody else's decision is put into a person's mouth."""
    a, b = (one.accounts[0] for one in list(store.incidents)[:2])
    store.judge(a, b, "different", by="Ana", when="2020-04-01")
    with sqlite3.connect(path) as other:
        other.create_function("edit", 3, _edit)
        other.execute("UPDATE judgements SET record = edit(record, 'Ana', 'Ben')")
    other.close()
    graph, problems = store.rescue()
    assert graph.judgements == ()
    assert "altered" in problems[0].reason


# -- versions -------------------------------------------------------------------------------------


def _make_old(path: Path, version: int) -> None:
    """Make an empty store as a former version made it."""
    old = sqlite3.connect(path, isolation_level=None)
    for statements in schemas.MIGRATIONS[:version]:
        for statement in statements:
            old.execute(statement)
    old.execute(f"PRAGMA user_version = {version}")
    old.execute(f"PRAGMA application_id = {schemas.APPLICATION}")
    old.close()


@pytest.mark.parametrize("version", range(schemas.VERSION))
def test_an_older_store_is_brought_up_to_date(path: Path, version: int) -> None:
    """What it holds stays, and it does all that a new one does."""
    _make_old(path, version)
    if version:
        with sqlite3.connect(path) as old:
            old.execute('INSERT INTO settings VALUES (\'words\', \'[["world", ""], ["syria", ""]]\')')
        old.close()
    with cg.Store(path) as store:
        store.add([make_record(number) for number in range(3)])
        assert store.check() == ()
        assert store.describe()["words"] == ["world", "syria"]
    with sqlite3.connect(path) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (schemas.VERSION,)
        assert now.execute("SELECT count(*) FROM files").fetchone() == (0,)
    now.close()


_INTO_OLD = (
    "INSERT INTO old.settings SELECT * FROM settings WHERE name != 'links'",
    "INSERT INTO old.articles SELECT number, id, content, reader, unpack(record) FROM articles",
    "INSERT INTO old.incidents SELECT id, is_counted, is_cumulative, start, earliest, latest, words, "
    "unpack(record) FROM incidents JOIN incident_records USING (id)",
    "INSERT INTO old.accounts SELECT number, id, article, is_main, incident, unpack(record) "
    "FROM accounts JOIN account_records USING (number)",
    "INSERT INTO old.claims SELECT * FROM claims",
    "INSERT INTO old.texts (rowid, text) SELECT number, json_extract(unpack(record), '$.text') FROM articles",
    "INSERT INTO old.blocks SELECT key + 1, account FROM blocks",
    "INSERT INTO old.names SELECT * FROM names",
)


def test_what_an_older_store_holds_is_linked_anew(store: cg.Store, path: Path) -> None:
    """Its records are read as they are; its pairs are found when something is added."""
    whole = store.graph()
    store.close()
    before = path.with_name("before.db")
    _make_old(before, 2)
    with sqlite3.connect(path) as new:
        new.create_function("unpack", 1, lambda record: zlib.decompress(record).decode())
        new.execute("ATTACH ? AS old", (str(before),))
        for statement in _INTO_OLD:
            new.execute(statement)
    new.close()
    with cg.Store(before) as old:
        assert old.check() == ()
        assert old.graph() == whole
        assert old.review() == whole.review()
        old.add(make_record(12))
        assert old.graph() == whole.add([make_record(12)])
        assert old.review() == old.graph().review()


def test_a_step_that_fails_leaves_the_older_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps are one transaction."""
    _make_old(path, 1)
    steps = (*schemas.MIGRATIONS, ("CREATE TABLE more (name)", "CREATE nonsense"))
    monkeypatch.setattr("claimgraph.store.databases.MIGRATIONS", steps)
    monkeypatch.setattr("claimgraph.store.databases.VERSION", len(steps))
    with pytest.raises(cg.StoreError, match="syntax error"):
        cg.Store(path)
    old = sqlite3.connect(path)
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    assert old.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('files', 'more')").fetchone() == (
        0,
    )
    old.close()


def test_a_python_without_full_text_search_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what is missing and where it comes with."""
    monkeypatch.setattr(
        "claimgraph.store.databases.MIGRATIONS", (("CREATE VIRTUAL TABLE texts USING fts99 (text)",),)
    )
    with pytest.raises(cg.StoreError, match="FTS5"):
        cg.Store(path)
