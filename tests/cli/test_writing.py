"""Rows and texts go to a terminal, a pipe or a file, and are safe to print."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import ModuleType

import pytest
from shell import run_shell


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", ["claims", "incidents"])
@pytest.mark.parametrize("suffix", ["jsonl", "csv", "txt"])
def test_table_goes_to_a_file(
    command: str, suffix: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The suffix of the file says its format; it holds what `--format` would print."""
    file = tmp_path / f"out.{suffix}"
    assert run_shell(command, news, "-o", file) == 0
    assert capsys.readouterr() == ("", "")
    assert run_shell(command, news, {"jsonl": "--json", "csv": "--csv", "txt": "--text"}[suffix]) == 0
    assert capsys.readouterr().out.encode() == file.read_bytes()


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", ["summary", "trace"])
def test_text_goes_to_a_file(
    command: str, news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-o` takes the same text."""
    assert run_shell(command, news) == 0
    assert run_shell(command, news, "-o", tmp_path / "out.txt") == 0
    assert (tmp_path / "out.txt").read_bytes() == capsys.readouterr().out.encode()


@pytest.mark.usefixtures("stubs")
def test_control_characters_do_not_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Escape sequences and overrides of direction in names and texts are shown by number."""
    file = tmp_path / "a.jsonl"
    record = {
        "id": "x\x1b]0;title\x07",
        "text": "\x1b[2J\u202ehurt \ud800 were people",
        "publisher": "\x9b31m",
    }
    file.write_text(json.dumps(record) + '\n{"id": "\\u001b[1m"}\n', encoding="utf-8")
    for arguments in (
        ("claims", "--text"),
        ("incidents", "--text"),
        ("trace",),
        ("summary",),
    ):
        assert run_shell(*arguments, file) == 0
        said = "".join(capsys.readouterr())
        if arguments[0] != "summary":  # the stub's own words
            assert not set(said) & set("\x1b\x07\x9b\u202e")


def test_output_takes_a_stream_without_bytes(
    news: Path, stubs: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook's output takes only text; an old terminal shows escapes for what it lacks."""
    shown = io.StringIO()
    monkeypatch.setattr("sys.stdout", shown)
    assert run_shell("trace", news) == 0
    assert "a · no publisher" in shown.getvalue()
    old = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", old)
    assert run_shell("trace", news) == 0
    assert rb"a \xb7 no publisher" in old.buffer.getvalue()  # type: ignore[attr-defined]
