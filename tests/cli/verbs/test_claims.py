"""`claimgraph claims`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import run_shell

from claimgraph.output.tables import name_columns


@pytest.mark.usefixtures("stubs")
def test_claims_go_to_a_pipe_as_json_lines(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal each claim is a JSON object with the tidy columns."""
    assert run_shell("claims", news) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["article"] for row in rows] == ["a", "b"]
    assert tuple(rows[0]) == name_columns("claims")


@pytest.mark.usefixtures("stubs")
def test_claims_go_to_a_terminal_as_a_table(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person gets a table in 80 columns."""
    monkeypatch.setattr("claimgraph.cli.writing.is_terminal", lambda stream: True)
    assert run_shell("claims", news) == 0
    assert capsys.readouterr().out == (
        "article  claim         what     who says so  place   date\n"
        "-------  ------------  -------  -----------  ------  ----\n"
        "a        Three people  injured  monitor      Hallam\n"
        "b        Three people  injured  monitor      Hallam\n"
    )
