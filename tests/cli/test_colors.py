"""Colours: for a person at a terminal, when wanted, and never from an article."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

import pytest
from shell import run_shell

from claimgraph.cli.colors import STYLES, choose_paint, paint_piece
from claimgraph.output.text import leave_plain

ESCAPE = re.compile("\x1b\\[[0-9;]*m")
DIFFERENT = [
    {
        "id": "ash",
        "published": "2020-03-05",
        "text": "Shells killed at least 12 people in Kismayo today, police said.",
    },
    {
        "id": "bay",
        "published": "2020-03-05",
        "text": "Shells killed at least 15 people in Kismayo today, doctors said.",
    },
    {
        "id": "cay",
        "published": "2020-03-05",
        "text": "\x1b[2J\x1b[31mShells\x9bm hurt \x1b]0;x\x07 6 people in Kismayo today.",
    },
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """Three articles about one event, one of them with escapes of its own."""
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(record) + "\n" for record in DIFFERENT), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("color", "terminal", "environment", "painted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {}, False),
    ],
)
def test_colors_are_for_a_terminal_that_wants_them(
    color: str, terminal: bool, environment: dict[str, str], painted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is asked for counts most; else a terminal that can, without NO_COLOR."""
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("claimgraph.cli.colors.is_terminal", lambda stream: terminal)
    expected = paint_piece if painted else leave_plain
    assert choose_paint(Namespace(color=color, output=None)) is expected


def test_a_file_gets_no_colors_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """With -o the terminal is not what is written to."""
    monkeypatch.setattr("claimgraph.cli.colors.is_terminal", lambda stream: True)
    monkeypatch.setenv("TERM", "xterm")
    assert choose_paint(Namespace(color="auto", output=Path("x.txt"))) is leave_plain


@pytest.mark.parametrize("verb", ["claims", "incidents", "summary", "trace"])
def test_colors_add_nothing_but_colors(verb: str, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Taken out again, they leave the plain text; an article's own escapes are shown by number."""
    text = ["--text"] if verb in ("claims", "incidents") else []
    assert run_shell("--color", "always", verb, news, *text) == 0
    painted = capsys.readouterr().out
    assert run_shell(verb, news, *text, "--color", "never") == 0
    plain = capsys.readouterr().out
    assert painted != plain
    assert ESCAPE.sub("", painted) == plain
    assert set(ESCAPE.findall(painted)) <= {"\x1b[0m", *(f"\x1b[{code}m" for code in STYLES.values())}
    assert not set(plain) & set("\x1b\x07\x9b")


def test_differences_are_seen(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A note that figures differ and the words for it are in their colour, figures are bold."""
    assert run_shell("incidents", news, "--text", "--color", "always") == 0
    table = capsys.readouterr().out
    assert paint_piece("differ", "differs") in table
    assert paint_piece("12–15+", "figure") in table
    assert run_shell("summary", news, "--color", "always") == 0
    words = capsys.readouterr().out
    assert words.startswith(paint_piece("Kismayo, Lower Juba, 5 March 2020", "heading")[:20])
    assert paint_piece("differ", "differs") in words or paint_piece("Reports differ", "differs") in words
    assert all(line.count("\x1b[0m") * 2 == line.count("\x1b[") for line in words.splitlines())
    assert {"12", "15"} <= set(re.findall(r"\x1b\[1m(\d+)\x1b", words))
    assert paint_piece("5", "figure") not in words  # the day of the month


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_of_its_width_gets_a_table_in_colors(news: Path) -> None:
    """At a terminal of 72 columns the table is coloured, fits, and nothing of the progress stays."""
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 72))
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    environment |= {"TERM": "xterm", "PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "claimgraph", "incidents", str(news)]
    done = subprocess.run(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0
    assert paint_piece("differ", "differs") in shown
    # A slow machine shows how far it is; what follows is what stays.
    lines = ESCAPE.sub("", shown.rpartition("\r\x1b[K")[2]).splitlines()
    assert 60 < max(map(len, lines)) <= 72
