"""The line that says how far long work is: late, seldom, for a person, and gone when done."""

from __future__ import annotations

import io
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from shell import run_shell

from claimgraph.cli import progress
from claimgraph.cli.progress import say_progress, show_progress

CLEAR = "\r\x1b[K"


class _Terminal(io.StringIO):
    """A stream with a person at it."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> _Terminal:
    """Standard error as a terminal."""
    shown = _Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=shown))
    return shown


@pytest.fixture
def seconds(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A clock that the test sets."""
    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return now


def test_work_of_less_than_a_second_says_nothing(terminal: _Terminal, seconds: list[float]) -> None:
    """A line that only flashes helps nobody."""
    with show_progress(Namespace(quiet=False)) as show:
        assert callable(show)
        for done in range(5):
            show(done, 5, "finding claims")
            seconds[0] += 0.19
    assert terminal.getvalue() == ""


def test_long_work_is_shown_seldom_and_cleared(terminal: _Terminal, seconds: list[float]) -> None:
    """At most ten lines a second, each over the one before; the last is wiped, also after an error."""
    with pytest.raises(KeyboardInterrupt), show_progress(Namespace(quiet=False)) as show:  # noqa: PT012
        assert callable(show)
        seconds[0] += 2
        for done in range(100):
            show(done, 100, "finding claims")
            seconds[0] += 0.011
        raise KeyboardInterrupt
    lines = terminal.getvalue().split(CLEAR)
    assert len(lines) == 1 + 10 + 1
    assert "finding claims" in lines[1]
    assert (lines[0], lines[-1]) == ("", "")


def test_nobody_is_told_without_a_terminal_or_in_quiet(
    terminal: _Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A log never holds a line of progress."""
    with show_progress(Namespace(quiet=True)) as show:
        assert show is None
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=io.StringIO()))
    with show_progress(Namespace(quiet=False)) as show:
        assert show is None


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [
        (3, None, "reading articles: 3"),
        (0, 0, "reading articles: 0"),
        (1200, 2400, "reading articles   ████████████············ 1,200 of 2,400"),
        (2400, 2400, "reading articles   ████████████████████████ 2,400 of 2,400"),
    ],
)
def test_line_says_what_is_done(done: int, total: int | None, expected: str) -> None:
    """A bar where it is known how much there is, else a count; never wider than a narrow terminal."""
    assert say_progress(done, total, "reading articles") == expected
    assert len(say_progress(10**9, 10**9, "building incidents")) < 80


@pytest.mark.parametrize("verb", ["claims", "incidents", "summary", "review"])
def test_verbs_tell_while_they_build(
    verb: str, news: Path, stubs: dict[str, ModuleType], terminal: _Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is built is given somebody to tell, and nobody with --quiet."""
    told: list[Any] = []
    build = vars(stubs["claimgraph.graph"])["build_graph"]

    def listen(source: Any, *, progress: Any, **rest: Any) -> Any:
        told.append(progress)
        graph = build(source, **rest)
        graph.review = lambda limit: ()
        return graph

    vars(stubs["claimgraph.graph"])["build_graph"] = listen
    run_shell(verb, news)
    run_shell(verb, news, "--quiet")
    assert [callable(one) for one in told] == [True, False]
