"""The file of judgements: small, sorted, to be shared, joined and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.comparison.judgements import make_judgement, undo_judgement

FIRST = make_judgement("c1", "c2", "same", by="Ana", when="2020-01-02", why="café")
SECOND = make_judgement("c1", "c3", "different", by="Ben", when="2020-01-01T10:00")
UNDONE = undo_judgement(FIRST, by="Ana", when="2020-01-03")


def test_a_log_comes_back_equal_and_sorted(tmp_path: Path) -> None:
    """Equal logs are equal files, in whatever order they grew."""
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    cg.write_judgements([FIRST, SECOND, UNDONE], one)
    cg.write_judgements([UNDONE, FIRST, SECOND, FIRST], other)
    assert cg.read_judgements(one) == (SECOND, FIRST, UNDONE)
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes().isascii()


def test_files_put_one_after_another_are_a_file(tmp_path: Path) -> None:
    """Two desks join their logs with cat; what both hold counts once."""
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    cg.write_judgements([FIRST, SECOND], one)
    cg.write_judgements([SECOND, UNDONE], other)
    one.write_bytes(one.read_bytes() + b"\n" + other.read_bytes())
    assert cg.read_judgements(one) == (SECOND, FIRST, UNDONE)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"", "empty"),
        (b'{"id": "j1"}\n', "line 1"),
        (b'{"format": "claimgraph", "version": 1}\n', "not a log of judgements"),
        (b'{"format": "claimgraph judgements", "version": 9}\n', "version 9"),
        (b'{"format": "claimgraph judgements", "version": 1}\n\n[]\n', "line 3"),
        (b'{"format": "claimgraph judgements", "version": 1}\n{"id": "j1"}\n', "line 2"),
    ],
    ids=range(6),
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, named: str) -> None:
    """The text names the line."""
    path = tmp_path / "log.jsonl"
    path.write_bytes(content)
    with pytest.raises(cg.FormatError, match=named):
        cg.read_judgements(path)


def test_an_altered_line_is_refused(tmp_path: Path) -> None:
    """Who decided cannot be changed by hand without notice."""
    path = tmp_path / "log.jsonl"
    cg.write_judgements([SECOND], path)
    path.write_bytes(path.read_bytes().replace(b"Ben", b"Eve"))
    with pytest.raises(cg.FormatError, match=r"line 2: .*altered"):
        cg.read_judgements(path)


def test_only_json_lines_are_written(tmp_path: Path) -> None:
    """A suffix that is not known is no place for a log."""
    with pytest.raises(cg.FormatError, match="csv"):
        cg.write_judgements([FIRST], tmp_path / "log.csv")


def test_an_unknown_field_is_named_so_that_a_terminal_obeys_nothing(tmp_path: Path) -> None:
    """A name of a field that turns the writing direction stands there as an escape."""
    file = tmp_path / "log.jsonl"
    record = '{"id": "j1", "a": "a", "b": "b", "x\u202e": 1}'
    file.write_text(f'{{"format": "claimgraph judgements", "version": 1}}\n{record}\n', encoding="utf-8")
    with pytest.raises(cg.FormatError, match="Extra fields") as caught:
        cg.read_judgements(file)
    assert str(caught.value).isprintable()
    assert "x\\u202e" in str(caught.value)
