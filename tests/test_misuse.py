"""Misuse of the public functions: an error of ours that names the bad value and what is taken instead."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import claimgraph as cg

ARTICLE = cg.Article(id="a", text="Two people were killed in Hallam on Tuesday, the mayor said.")
ROWS = [{"measure": "killed", "value": 3}]
GRAPH: Any = cg.build_graph([ARTICLE])
WRONG: Any = "syria"

# What is done, and what the error must say.
MISUSES: dict[str, tuple[Callable[[], object], str]] = {
    "lexicon of build_graph": (
        lambda: cg.build_graph([ARTICLE], lexicon=WRONG),
        "load_lexicon gives, not 'syria'",
    ),
    "lexicon of read_articles": (lambda: cg.read_articles([ARTICLE], lexicon=WRONG), "not 'syria'"),
    "lexicon of extract_claims": (lambda: cg.extract_claims(ARTICLE, lexicon=WRONG), "not 'syria'"),
    "lexicon of read_claims": (lambda: cg.read_claims(ROWS, lexicon=WRONG), "not 'syria'"),
    "lexicon of describe_claims": (lambda: cg.describe_claims(lexicon=WRONG), "not 'syria'"),
    "columns of read_articles": (lambda: cg.read_articles([ARTICLE], columns=WRONG), '{"text": "Body"}, not'),
    "columns of read_claims": (lambda: cg.read_claims(ROWS, columns=WRONG), '{"text": "Body"}, not'),
    "client": (lambda: cg.read_articles("https://x.example/a", fetch=WRONG), "fetch takes a function"),
    "extractor": (lambda: cg.build_graph([ARTICLE], extract=WRONG), "extract takes a function"),
    "progress": (lambda: cg.build_graph([ARTICLE], progress=WRONG), "progress takes True or a function"),
    "noun of a file": (lambda: cg.save(5, "a.jsonl"), "not int"),
    "noun of a report": (lambda: cg.write_report(GRAPH.incidents, "a.html"), "claim graph, not tuple"),
    "noun of a toll": (lambda: cg.plot_toll(GRAPH), "not ClaimGraph"),
    "noun of a timeline": (lambda: cg.plot_timeline(WRONG), "not str"),
    "noun of evidence": (lambda: cg.plot_why(GRAPH), "not ClaimGraph"),
    "noun of a network": (lambda: cg.plot_network(WRONG), "not str"),
}


@pytest.mark.parametrize("name", MISUSES)
def test_misuse_names_the_value_and_what_is_taken(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A value of another kind than is needed is a `MisuseError` at once, and nothing is written."""
    pytest.importorskip("matplotlib")
    monkeypatch.chdir(tmp_path)
    do, said = MISUSES[name]
    with pytest.raises(cg.MisuseError) as caught:
        do()
    assert said in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_axes_are_one_picture() -> None:
    """A figure, or the array of many axes, is refused where one pair of axes is taken."""
    figures = pytest.importorskip("matplotlib.figure")
    figure = figures.Figure()
    for wrong in (figure, figure.subplots(2), "x"):
        with pytest.raises(
            cg.MisuseError, match=f"ax takes the axes of one picture, not {type(wrong).__name__}"
        ):
            cg.plot_timeline(GRAPH, ax=wrong)


def test_names_that_are_not_there_are_no_attributes() -> None:
    """The package has the names that it lists, and a wrong one is an `AttributeError` as ever."""
    assert set(cg.__all__) <= set(dir(cg))
    with pytest.raises(AttributeError, match="'claimgraph' has no attribute 'plot_evidence'"):
        cg.plot_evidence  # noqa: B018
