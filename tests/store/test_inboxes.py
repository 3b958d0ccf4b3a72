"""A folder that files are dropped into: each taken once, and when it is complete."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import claimgraph as cg

TEXT = "Shelling in Kismayo killed 12 people on 4 March 2020, police said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    found = tmp_path / "incoming"
    found.mkdir()
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[cg.Store]:
    """An empty store."""
    with cg.Store(tmp_path / "monitor.db") as found:
        yield found


def test_a_file_is_taken_at_the_second_look(store: cg.Store, folder: Path) -> None:
    """The first finds it and waits, the second takes it, the third finds nothing new."""
    inbox = store.watch(folder)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert inbox.look() == cg.Addition()
    assert inbox.waiting == (folder / "a.txt",)
    assert [article.id for article in inbox.look().articles] == ["a"]
    assert inbox.waiting == ()
    assert inbox.look() == cg.Addition()


def test_a_file_that_grows_waits(store: cg.Store, folder: Path) -> None:
    """As long as every look finds another size, it is left to whoever writes it."""
    inbox = store.watch(folder)
    with (folder / "a.txt").open("w", encoding="utf-8") as file:
        for word in TEXT.split():
            file.write(word + " ")
            file.flush()
            assert inbox.look() == cg.Addition()
    assert inbox.look().articles[0].text.strip() == TEXT


def test_a_file_that_changed_is_read_again(store: cg.Store, folder: Path) -> None:
    """What is appended is added, what was there is none of the problems."""
    inbox = store.watch(folder)
    file = folder / "day.jsonl"
    for number in (1, 2):
        with file.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"id": f"a{number}", "text": f"{TEXT} Report {number}."}) + "\n")
        inbox.look()
        addition = inbox.look()
        assert [article.id for article in addition.articles] == [f"a{number}"]
        assert addition.problems == ()


def test_what_was_taken_outlives_closing(store: cg.Store, folder: Path) -> None:
    """Another process, tomorrow, does not read it again; nor the broken file that was reported."""
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "broken.json").write_text('{"text": ', encoding="utf-8")
    inbox = store.watch(folder)
    inbox.look()
    addition = inbox.look()
    assert len(addition.articles) == 1
    assert ["broken.json" in problem.where for problem in addition.problems] == [True]
    again = store.watch(folder)
    assert (again.look(), again.look()) == (cg.Addition(), cg.Addition())
    assert again.waiting == ()


def test_what_is_no_article_is_left_alone(store: cg.Store, folder: Path, tmp_path: Path) -> None:
    """Hidden files, other kinds, metadata, and links that lead out of the folder."""
    (tmp_path / "secret.txt").write_text(TEXT, encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / ".part.txt").write_text(TEXT, encoding="utf-8")
    (folder / "photo.png").write_bytes(b"\x89PNG")
    (folder / "metadata.csv").write_text("file,publisher\na.txt,Coast Times\n", encoding="utf-8")
    (folder / "deep").mkdir()
    (folder / "deep" / "b.txt").write_text(f"{TEXT} A second report.", encoding="utf-8")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    inbox = store.watch(folder)
    inbox.look()
    found = {article.id: article.publisher for article in inbox.look().articles}
    assert found == {"a": "Coast Times", "b": None}


def test_a_file_that_prevents_the_others_is_left_out(
    store: cg.Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where adding all at once fails, each is added alone, and the one is reported."""
    from claimgraph.extraction.articles import reading

    check = reading.check_path

    def vanish(path: Path) -> Path:
        if Path(path).name == "b.txt":
            raise cg.ArticleError("no such file or folder: b.txt")
        return check(path)

    monkeypatch.setattr(reading, "check_path", vanish)
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"{TEXT} Report {name}.", encoding="utf-8")
    inbox = store.watch(folder)
    inbox.look()
    addition = inbox.look()
    assert [article.id for article in addition.articles] == ["a", "c"]
    assert [problem.where[-5:] for problem in addition.problems] == ["b.txt"]


def test_a_folder_that_is_gone_gives_nothing(store: cg.Store, folder: Path) -> None:
    """It may come back, as drives do."""
    inbox = store.watch(folder)
    folder.rmdir()
    assert inbox.look() == cg.Addition()
