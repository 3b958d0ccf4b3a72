"""`claimgraph watch`: what is dropped into a folder goes into a store, with a line for each change."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.cli import main

TEXT = "Shelling in Kismayo killed 12 people on 4 March 2020, police said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one article and a broken file."""
    found = tmp_path / "incoming"
    found.mkdir()
    (found / "a.txt").write_text(TEXT, encoding="utf-8")
    (found / "broken.json").write_text("{", encoding="utf-8")
    return found


def _wait(monkeypatch: pytest.MonkeyPatch, *acts: Callable[[], object]) -> None:
    """Do one thing each time that the command waits, then press Ctrl-C."""
    waiting = iter(acts)

    def sleep(_: float) -> None:
        act = next(waiting, None)
        if act is None:
            raise KeyboardInterrupt
        act()

    monkeypatch.setattr(time, "sleep", sleep)


def test_once_takes_what_is_complete(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The news on standard output, the broken file on standard error, and both only once."""
    call = ["watch", str(folder), "--store", str(folder.parent / "m.db"), "--once", "--every", "0.01"]
    assert main(call) == 0
    said = capsys.readouterr()
    assert said.out.startswith("new: Kismayo, Lower Juba, 4 March 2020")
    assert said.err.splitlines()[0] == "claimgraph: 1 article added"
    assert "broken.json" in said.err
    assert main(call) == 0
    assert capsys.readouterr() == ("", "")


def test_once_leaves_what_is_being_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is for the next run, and said."""
    _wait(monkeypatch, lambda: (folder / "b.txt").write_text(f"{TEXT} More.", encoding="utf-8"))
    assert main(["watch", str(folder), "--store", str(folder.parent / "m.db"), "--once"]) == 0
    assert "1 file still being written; for the next run" in capsys.readouterr().err


def test_several_processes_read_what_is_dropped(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With `--workers 2` the same is said."""
    said = []
    for workers in "12":
        path = folder.parent / f"{workers}.db"
        _wait(monkeypatch, lambda: None)
        assert main(["watch", str(folder), "--store", str(path), "--once", "--workers", workers]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1] != ""


def test_watching_goes_on_until_ctrl_c(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files that come later are taken; what was added stays."""
    later = TEXT.replace("12", "At least 15")
    _wait(
        monkeypatch,
        lambda: None,
        lambda: (folder / "b.txt").write_text(later, encoding="utf-8"),
        lambda: None,
        lambda: None,
    )
    assert main(["watch", str(folder), "--store", str(folder.parent / "m.db")]) == 130
    said = capsys.readouterr()
    assert [line.partition(":")[0] for line in said.out.splitlines() if line[:1] != " "] == ["new", "grown"]
    assert said.err.count("broken.json") == 1
    assert said.err.endswith("claimgraph: stopped\n")
    with cg.Store(folder.parent / "m.db") as store:
        assert [article.id for article in store.articles] == ["a", "b"]


def test_watching_outlives_another_writer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is taken when the store is free again."""
    path = folder.parent / "m.db"
    other = cg.Store(path)
    monkeypatch.setattr("claimgraph.cli.verbs.watch.PATIENCE", 0.01)
    other._database.connection.execute("BEGIN IMMEDIATE")
    _wait(monkeypatch, lambda: None, other._database.connection.rollback, lambda: None)
    assert main(["watch", str(folder), "--store", str(path)]) == 130
    said = capsys.readouterr()
    assert "claimgraph: not now: the store" in said.err
    assert said.out.startswith("new: Kismayo")
    other.close()


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "1e9"])
def test_a_time_that_is_none_is_refused(
    folder: Path, seconds: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is made then."""
    call = ["watch", str(folder), "--store", str(folder.parent / "m.db"), "--every", seconds]
    assert main(call) == 2
    assert "no number of seconds" in capsys.readouterr().err
    assert not (folder.parent / "m.db").exists()


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No store is made for it."""
    assert main(["watch", str(tmp_path / "typo"), "--store", str(tmp_path / "m.db"), "--once"]) == 1
    assert "there is no such folder" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
