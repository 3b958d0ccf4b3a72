"""`claimgraph store`: filled, shown, searched, checked, exported; and read by every other verb."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.cli import main

RECORDS = [
    {
        "id": "ash",
        "published": "2020-03-05",
        "text": "Shells killed 12 people in Kismayo on Wednesday, police said.",
    },
    {
        "id": "bay",
        "published": "2020-03-06",
        "text": "Nine people died in Kismayo on Wednesday, doctors said.",
    },
    {"id": "cob", "published": "2020-03-06", "text": "A bomb killed four soldiers in Baidoa on Thursday."},
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A file of three articles."""
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return file


@pytest.fixture
def store(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A store of the three."""
    path = tmp_path / "monitor.db"
    assert main(["store", "add", str(path), str(articles)]) == 0
    capsys.readouterr()
    return path


def test_adding_says_what_changed(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A line an incident, with the figures that exclude each other; then how many were new."""
    path = tmp_path / "monitor.db"
    assert main(["store", "add", str(path), str(articles)]) == 0
    said = capsys.readouterr()
    assert said.out.count("new: Kismayo") == said.out.count("new: Baidoa") == 1
    assert "  contradiction: “12 people” (police) and “Nine people”" in said.out
    assert said.err == "claimgraph: 3 articles added\n"
    assert main(["store", "add", str(path), str(articles), "--json"]) == 0
    assert capsys.readouterr() == ("", "claimgraph: 0 articles added, 3 there already\n")


def test_several_processes_add_the_same(
    tmp_path: Path, articles: Path, store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--workers 2` the store holds what it holds with one; none at all is refused."""
    path = tmp_path / "other.db"
    assert main(["store", "add", str(path), str(articles), "--workers", "2", "-q"]) == 0
    with cg.Store(path) as other, cg.Store(store) as one:
        assert other.graph() == one.graph()
    assert main(["store", "add", str(path), str(articles), "--workers", "0"]) == 2
    assert "--workers" in capsys.readouterr().err


def test_adding_as_records(tmp_path: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--json` one record a change, with its news in words."""
    assert main(["store", "add", str(tmp_path / "monitor.db"), str(articles), "--json", "-q"]) == 0
    said = capsys.readouterr()
    records = [json.loads(line) for line in said.out.splitlines()]
    assert [record["kind"] for record in records] == ["new", "new"]
    assert any(record["news"].startswith("new: Kismayo") for record in records)
    assert said.err == ""


def test_adding_nothing_readable_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What could not be read is named, and the exit code says so."""
    (tmp_path / "a.jsonl").write_text("{", encoding="utf-8")
    assert main(["store", "add", str(tmp_path / "monitor.db"), str(tmp_path / "a.jsonl")]) == 1
    assert "a.jsonl" in capsys.readouterr().err


def test_a_store_is_shown(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In lines for people and as a record."""
    assert main(["store", "show", str(store)]) == 0
    assert "articles:   3\n" in capsys.readouterr().out
    assert main(["store", "show", str(store), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["incidents"], record["first"], record["readers"]) == (
        2,
        "2020-03-04",
        ["claimgraph 0.1.0"],
    )


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (["--matching", "kismayo police"], ["Kismayo"]),
        (["--place", "Somalia"], ["Kismayo", "Baidoa"]),
        (["--place", "somalia", "--since", "2020-03-05"], ["Baidoa"]),
        (["--until", "2020-03-04"], ["Kismayo"]),
        (["--source", "police"], ["Kismayo"]),
        (["--full-text", "bomb soldiers"], ["Baidoa"]),
        (["--limit", "1"], ["Kismayo"]),
    ],
)
def test_a_store_is_searched(
    store: Path, asked: list[str], found: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """The rows are those of `incidents`."""
    assert main(["store", "search", str(store), "--json", *asked]) == 0
    assert [json.loads(line)["place"] for line in capsys.readouterr().out.splitlines()] == found


def test_a_search_without_result_says_so(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As with the other verbs, nothing found ends with 1; a day that is none is an error."""
    assert main(["store", "search", str(store), "--place", "Oslo"]) == 1
    assert capsys.readouterr().err == "claimgraph: no incident fits\n"
    assert main(["store", "search", str(store), "--since", "March"]) == 1
    assert "2018-03-21" in capsys.readouterr().err


def test_a_store_is_checked(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All well ends with 0, a broken page with 1 and what to do."""
    assert main(["store", "check", str(store)]) == 0
    assert capsys.readouterr().err == "claimgraph: all is well: 3 articles looked through\n"
    with sqlite3.connect(store) as other:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'account_records'"
        (page,) = other.execute(asked).fetchone()
    other.close()
    content = bytearray(store.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xff" * 4096
    store.write_bytes(content)
    assert main(["store", "check", str(store)]) == 1
    assert "claimgraph store export rescues" in capsys.readouterr().err


def test_a_store_is_read_anew(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What that changes is said: with the same words nothing."""
    assert main(["store", "reread", str(store)]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_store_is_exported(store: Path, tmp_path: Path) -> None:
    """The file is the saved graph."""
    assert main(["store", "export", str(store), "-o", str(tmp_path / "all.jsonl")]) == 0
    with cg.Store(store) as opened:
        assert cg.load(tmp_path / "all.jsonl") == opened.graph()


def test_what_was_exported_fills_a_new_store(store: Path, tmp_path: Path) -> None:
    """With what people decided; a store fills another one, too."""
    with cg.Store(store) as opened:
        a, b = (one.claims[0].id for one in opened.incidents)
        opened.judge(a, b, "same", by="Ana", when="2020-04-01")
        graph = opened.graph()
    assert main(["store", "export", str(store), "-o", str(tmp_path / "all.jsonl"), "-q"]) == 0
    for source in (tmp_path / "all.jsonl", store):
        path = tmp_path / f"{source.suffix[1:]}-new.db"
        assert main(["store", "add", str(path), str(source), "-q"]) == 0
        with cg.Store(path) as filled:
            assert filled.graph() == graph


@pytest.mark.parametrize("act", ["show", "search", "reread", "check"])
def test_only_adding_makes_a_store(tmp_path: Path, act: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the name is an error, not an empty store."""
    assert main(["store", act, str(tmp_path / "typo.db")]) == 1
    assert "there is no such store" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", ["claims", "incidents", "summary"])
def test_every_verb_reads_a_store(
    store: Path, articles: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stands where articles do, and gives what these give."""
    assert main([verb, str(store)]) == 0
    kept = capsys.readouterr().out
    assert main([verb, str(articles)]) == 0
    assert kept == capsys.readouterr().out


def test_judgements_go_into_a_store(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a judgement changes is said at once, and the log of the store is shown."""
    with cg.Store(store) as opened:
        a, b = (one.claims[0].id for one in opened.incidents)
    told = ["--by", "Ana", "--when", "2020-04-01"]
    assert main(["judge", str(store), a, b, "same", *told]) == 0
    assert "are now one" in capsys.readouterr().out
    assert main(["judge", str(store)]) == 0
    said = capsys.readouterr().out
    assert "are judged same (Ana, 2020-04-01)" in said
    assert main(["judge", str(store), "--undo", said.partition(":")[0], *told]) == 0
    assert "is now split" in capsys.readouterr().out
