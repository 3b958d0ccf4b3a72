"""Packed files: what they hold, breaks told, bombs refused."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import read_articles, unpacking
from claimgraph.extraction.articles.unpacking import Unpacked

TEXT = "Two people were hurt in Hallam on Tuesday, the mayor said."


def _drain(stream: Unpacked, size: int) -> bytes:
    found = b""
    while part := stream.read(size):
        assert len(part) <= size
        found += part
    return found


@given(members=st.lists(st.binary(max_size=300), max_size=4), size=st.sampled_from([1, 7, 10**6]))
def test_every_member_is_unpacked(members: list[bytes], size: int) -> None:
    """A stream of several members gives all of them, however little is read at once."""
    stream = Unpacked(io.BytesIO(b"".join(map(gzip.compress, members))))
    assert (_drain(stream, size), stream.reason) == (b"".join(members), None)


def test_padding_between_members_is_passed_over() -> None:
    """Zeros behind a member, as on tapes, are no broken member."""
    stream = Unpacked(io.BytesIO(gzip.compress(b"one") + bytes(512) + gzip.compress(b"two") + bytes(512)))
    assert (_drain(stream, 100), stream.reason) == (b"onetwo", None)


@given(data=st.binary(min_size=1, max_size=2000), cut=st.floats(0.01, 0.99))
def test_break_keeps_what_stands_before(data: bytes, cut: float) -> None:
    """A stream that breaks off gives a beginning of what it held, and the reason."""
    packed = gzip.compress(data)
    stream = Unpacked(io.BytesIO(packed[: max(1, int(len(packed) * cut))]))
    assert data.startswith(_drain(stream, 100))
    assert stream.reason is not None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.gz", TEXT),
        ("a.jsonl.gz", json.dumps({"id": "a", "text": TEXT})),
        ("a.csv.gz", f'id,text\na,"{TEXT}"\n'),
        ("a.json.GZ", json.dumps({"text": TEXT})),
    ],
)
def test_packed_file_is_read_by_the_suffix_before(tmp_path: Path, name: str, content: str) -> None:
    """Every kind of file may be packed; its name loses both suffixes."""
    (tmp_path / name).write_bytes(gzip.compress(content.encode()))
    (article,) = read_articles(tmp_path)
    assert (article.id, article.text) == ("a", TEXT)


def test_lines_before_a_break_are_read(tmp_path: Path) -> None:
    """Packed JSON Lines keep the whole lines; a text that breaks off is skipped, as its end is missing."""
    lines = "".join(json.dumps({"id": str(n), "text": f"{TEXT} {n * 7919}"}) + "\n" for n in range(900))
    for name, content in (("a.jsonl.gz", lines), ("b.txt.gz", lines)):
        packed = gzip.compress(content.encode())
        (tmp_path / name).write_bytes(packed[: len(packed) // 2])
    reading = read_articles(tmp_path)
    assert 100 < len(reading) < 900
    assert [problem.where.rpartition("/")[2].partition(",")[0] for problem in reading.problems][-2:] == [
        "a.jsonl.gz",
        "b.txt.gz",
    ]
    assert reading.problems[-1].reason == "breaks off in the middle; skipped"


def test_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that unpacks to more than the limit is skipped, and the limit is said; the next is read."""
    monkeypatch.setattr(unpacking, "LARGEST", 2**20)
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b" " * 3 * 2**20))
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    reading = read_articles(tmp_path)
    assert [article.id for article in reading] == ["b"]
    assert "unpacks to more than" in reading.problems[0].reason


def test_bomb_of_many_records_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stream that is read piece by piece stops where it holds too much for its size."""
    monkeypatch.setattr(unpacking, "LARGEST", 2**20)
    with pytest.raises(ArticleError, match="200 times its size"):
        _drain(Unpacked(io.BytesIO(gzip.compress(b" " * 30 * 2**20))), 2**16)


@pytest.mark.parametrize("content", [b"no gzip at all", b"\x1f\x8b\x08junk and more of it"])
def test_file_that_is_not_packed_is_reported(tmp_path: Path, content: bytes) -> None:
    """The name is not believed."""
    (tmp_path / "a.txt.gz").write_bytes(content)
    (problem,) = read_articles(tmp_path).problems
    assert "no gzip file" in problem.reason or "broken" in problem.reason


def test_named_pipe_in_a_folder_does_not_stop_the_reading(tmp_path: Path) -> None:
    """What is neither a file nor a folder is skipped and not waited for."""
    import os

    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    reading = read_articles(tmp_path)
    assert [article.id for article in reading] == ["b"]
    assert reading.problems[0].reason == "skipped: neither a file nor a folder"
