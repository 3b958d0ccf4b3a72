"""Whoever asks is told how far long work is; the work is the same, and nobody else hears of it."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg
from claimgraph.progress import track

ARTICLES = [
    {
        "id": f"a{day}",
        "published": f"2020-03-0{day}",
        "text": f"Police said {day} people died in Kismayo today.",
    }
    for day in range(1, 5)
]
Told = list[tuple[int, int | None, str]]


def _listen() -> tuple[Told, Any]:
    told: Told = []
    return told, lambda *said: told.append(said)


def test_each_step_is_told_from_none_to_all() -> None:
    """Every step is told of from nothing done to everything done, one by one and in turn."""
    told, listen = _listen()
    cg.build_graph(ARTICLES, progress=listen)
    steps = [
        (what, [(done, total) for done, total, _ in said]) for what, said in groupby(told, lambda one: one[2])
    ]
    assert [what for what, _ in steps] == [
        "reading inputs",
        "finding claims",
        "finding candidates",
        "comparing accounts",
        "building incidents",
    ]
    # Nobody knows before how many articles a source holds.
    assert steps[0][1] == [(0, None), (1, None), (2, None), (3, None), (4, None), (4, 4)]
    for what, counts in steps[1:]:
        total = counts[0][1]
        assert counts == [(done, total) for done in range((total or 0) + 1)], what


def test_graph_is_the_same_with_progress(capsys: pytest.CaptureFixture[str]) -> None:
    """Telling changes nothing, and without being asked nothing is written anywhere."""
    silent = cg.build_graph(ARTICLES)
    for progress in (True, False, lambda *_: None):
        assert cg.build_graph(ARTICLES, progress=progress) == silent
    assert capsys.readouterr() == ("", "")


def test_every_long_step_tells() -> None:
    """Adding, extracting and linking alone tell as building does."""
    graph = cg.build_graph(ARTICLES[:2])
    for work in (
        lambda listen: graph.add(ARTICLES[2:], progress=listen),
        lambda listen: cg.read_articles(ARTICLES, progress=listen),
        lambda listen: cg.extract_claims(graph.articles, progress=listen),
        lambda listen: cg.extract_accounts(graph.articles, progress=listen),
        lambda listen: cg.link_accounts(graph.accounts, progress=listen),
        lambda listen: cg.link_claims(graph.claims, progress=listen),
        lambda listen: cg.build_graph(graph.articles, extract=lambda article: (), progress=listen),
    ):
        told, listen = _listen()
        work(listen)
        assert told
        assert all(done <= (done if total is None else total) for done, total, _ in told)


@pytest.mark.parametrize("error", [RuntimeError("stop"), KeyboardInterrupt()], ids=repr)
def test_error_of_the_listener_ends_the_work(error: BaseException) -> None:
    """What the listener raises comes out as it is, at any step; the graph there was is untouched."""

    def fail(done: int, total: int | None, what: str) -> None:
        if what == "comparing accounts":
            raise error

    with pytest.raises(type(error)) as raised:
        cg.build_graph(ARTICLES, progress=fail)
    assert raised.value is error


def test_no_items_are_told_once() -> None:
    """A step without anything to do is told of once."""
    told, listen = _listen()
    assert list(track([], "waiting", progress=listen)) == []
    assert list(track(iter(()), "waiting", progress=listen)) == []
    assert told == [(0, 0, "waiting"), (0, None, "waiting"), (0, 0, "waiting")]


def test_bar_without_tqdm_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for a bar without tqdm says what to install, before any work is done."""
    real = builtins.__import__

    def refuse(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("tqdm"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(cg.MissingExtraError, match=r"claimgraph\[progress\]"):
        cg.build_graph(ARTICLES, progress=True)


def test_something_else_is_refused() -> None:
    """A number is no way to be told."""
    with pytest.raises(cg.MisuseError, match="not 5"):
        cg.extract_claims((), progress=5)  # type: ignore[arg-type]


BAR = """
import claimgraph as cg
cg.extract_claims(cg.read_articles([{"id": "a", "text": "Two people were hurt."}]).articles, progress=True)
"""


def _run_bar(error: Any) -> None:
    pytest.importorskip("tqdm")
    source = str(Path(__file__).parent.parent / "src")
    subprocess.run(
        [sys.executable, "-c", BAR], env={**os.environ, "PYTHONPATH": source}, stderr=error, check=True
    )


def test_bar_never_gets_into_a_log(tmp_path: Path) -> None:
    """A bar is drawn for a terminal alone."""
    log = tmp_path / "log"
    with log.open("wb") as stream:
        _run_bar(stream)
    assert log.read_bytes() == b""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
def test_bar_is_drawn_on_a_terminal_and_gone_when_done() -> None:
    """A person sees the step; the line is empty again at its end."""
    import termios

    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    _run_bar(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(theirs)
    os.close(ours)
    assert "finding claims" in shown
    assert shown.endswith("\r")
    assert not shown.split("\r")[-2].strip()
