"""`claimgraph trace`."""

from __future__ import annotations

from pathlib import Path

import pytest
from shell import run_shell


@pytest.mark.usefixtures("stubs")
def test_trace_shows_the_steps_of_each_article(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All articles one after another, or the one with the id given."""
    assert run_shell("trace", news) == 0
    assert capsys.readouterr().out.count("\nClaims\n") == 2
    assert run_shell("trace", news, "--article", "b") == 0
    assert capsys.readouterr().out.startswith("b · ")
    assert run_shell("trace", news, "--article", "c") == 1
    assert capsys.readouterr().err == "claimgraph: error: no article has the id 'c'; there are a, b\n"
