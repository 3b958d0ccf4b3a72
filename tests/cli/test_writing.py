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


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize(
    "arguments", [["claims"], ["incidents", "--csv"], ["summary"], ["trace"]], ids=" ".join
)
def test_a_dash_is_standard_output(
    arguments: list[str], news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-o -` writes what is written without it."""
    verb, *rest = arguments
    assert run_shell(verb, news, *rest) == 0
    expected = capsys.readouterr()
    assert run_shell(verb, news, *rest, "-o", "-") == 0
    assert capsys.readouterr() == expected
    assert not Path("-").exists()


def test_json_is_one_record_a_line(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --json every verb gives objects of the same keys, in ASCII, to a file as to a pipe."""
    articles = repository / "examples" / "articles"
    keys = {
        "claims": {"id", "article", "measure"},
        "incidents": {"id", "place", "killed_range"},
        "summary": {"id", "place", "summary"},
        "review": {"a", "b", "articles", "score", "threshold", "joined", "question"},
        "trace": {"article", "sentences", "claims"},
    }
    for verb, expected in keys.items():
        assert run_shell(verb, articles, "--json") == 0
        out = capsys.readouterr().out
        records = [json.loads(line) for line in out.splitlines()]
        assert records
        assert out.isascii()
        assert all(expected <= set(record) for record in records), verb
        assert run_shell(verb, articles, "--json", "-o", tmp_path / "x.jsonl") == 0
        assert (tmp_path / "x.jsonl").read_text(encoding="ascii") == out


@pytest.mark.usefixtures("stubs")
def test_text_is_as_wide_as_the_terminal(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """80 columns in a pipe, those of a terminal at one, and never so wide that nobody can read it."""
    monkeypatch.setenv("NO_COLOR", "1")
    widths = []
    for columns in ("", "20", "100", "500"):
        monkeypatch.setenv("COLUMNS", columns or "100")
        monkeypatch.setattr("claimgraph.cli.writing.is_terminal", lambda stream, at=bool(columns): at)
        assert run_shell("summary", news) == 0
        widths.append(max(map(len, capsys.readouterr().out.splitlines())))
    for width, (least, most) in zip(widths, [(65, 80), (25, 40), (85, 100), (105, 120)], strict=True):
        assert least <= width <= most
