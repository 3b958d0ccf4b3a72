"""What the tests of the shell may ask for: a library of stubs, a folder of news."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from shell import TEXT, build_stub_graph, make_claim

import claimgraph.output.tables  # noqa: F401 - loaded before there are stubs for what it takes its words from
from claimgraph.model import Trace


def _module(name: str, **functions: Callable[..., Any]) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(functions)
    return module


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """The library's steps replaced by ones that need no words, so that only the shell is tested."""
    modules = {
        "claimgraph.graph": _module("claimgraph.graph", build_graph=build_stub_graph),
        "claimgraph.extraction.claims": _module(
            "claimgraph.extraction.claims",
            trace_article=lambda article, **_: Trace(article=article, claims=(make_claim(article),)),
        ),
        "claimgraph.output.words": _module(
            "claimgraph.output.words",
            summarize=lambda incident, **_: f"{incident.id}: three people were hurt. " * 4,
            name_incident=lambda incident: incident.id,
        ),
    }
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    return modules


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder with two articles."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "b.txt").write_text(TEXT + " Again.", encoding="utf-8")
    return folder
