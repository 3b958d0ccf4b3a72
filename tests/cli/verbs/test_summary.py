"""`claimgraph summary`."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from shell import run_shell


@pytest.mark.usefixtures("stubs")
def test_summary_has_a_paragraph_for_each_incident(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Paragraphs are wrapped and stand apart by a blank line."""
    assert run_shell("summary", news) == 0
    said = capsys.readouterr().out
    assert [part.split(":")[0] for part in said.split("\n\n")] == ["i-a", "i-b"]
    assert max(map(len, said.splitlines())) <= 80


def test_summary_has_a_style_and_keeps_indents(
    stubs: dict[str, ModuleType], news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A paragraph unless told otherwise; the pieces of a long line are indented as it is."""
    words = stubs["claimgraph.output.words"]
    vars(words)["summarize"] = lambda incident, *, style: f"{style}\n   {'word ' * 20}"
    for given, style in (((), "paragraph"), (("--style", "full"), "full")):
        assert run_shell("summary", news, *given, "--width", "40") == 0
        first, *rest = capsys.readouterr().out.split("\n\n")[0].splitlines()
        assert first == style
        assert len(rest) > 1
        assert all(line.startswith("   word") and len(line) <= 40 for line in rest)
