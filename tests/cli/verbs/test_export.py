"""`claimgraph export`, and what it wrote in place of articles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shell import run_shell

import claimgraph as cg

FIRST = [
    {
        "id": "ash",
        "published": "2020-03-05",
        "text": "Shells killed 12 people in Kismayo on Wednesday, police said.",
    },
    {
        "id": "bay",
        "published": "2020-03-06",
        "text": "Twelve people died in Kismayo on Thursday, doctors said.",
    },
]
LATER = [
    {
        "id": "cay",
        "published": "2020-03-09",
        "text": "Three people were hurt in Baidoa on Sunday, police said.",
    }
]


def _write(records: list[dict[str, str]], path: Path) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """Articles that are saved."""
    return _write(FIRST, tmp_path / "first.jsonl")


@pytest.fixture
def saved(first: Path, tmp_path: Path) -> Path:
    """The claim graph of the articles."""
    file = tmp_path / "saved.jsonl"
    assert run_shell("export", first, "-o", file) == 0
    return file


def test_export_is_save(first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The suffix says the format, as in Python; nothing is printed."""
    graph = cg.build_graph(first)
    for name, table in (
        ("a.jsonl", "claims"),
        ("a.jsonl.gz", "claims"),
        ("a.csv", "coding"),
        ("a.graphml", "claims"),
    ):
        cg.save(graph, tmp_path / f"by_hand_{name}", table=table)
        assert run_shell("export", first, "-o", tmp_path / name, "--table", table) == 0
        assert (tmp_path / name).read_bytes() == (tmp_path / f"by_hand_{name}").read_bytes()
    assert capsys.readouterr() == ("", "")


def test_unknown_suffix_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong suffix is a wrong command line; the text lists those there are."""
    assert run_shell("export", tmp_path / "missing", "-o", tmp_path / "x.docx") == 2
    assert ".jsonl.gz" in capsys.readouterr().err


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
@pytest.mark.parametrize(
    "arguments",
    [["claims"], ["incidents"], ["summary", "--style", "full"], ["trace"], ["trace", "--json"], ["review"]],
    ids=" ".join,
)
def test_saved_graph_stands_for_its_articles(
    suffix: str, arguments: list[str], first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every verb says the same of what was saved as of the articles themselves."""
    saved = tmp_path / f"saved{suffix}"
    assert run_shell("export", first, "-o", saved) == 0
    verb, *rest = arguments
    assert run_shell(verb, first, *rest) == 0
    expected = capsys.readouterr()
    assert run_shell(verb, saved, *rest) == 0
    assert capsys.readouterr() == expected


def test_more_articles_are_added_to_a_saved_graph(
    first: Path, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wherever it stands among the paths; the result is that of all articles at once."""
    later = _write(LATER, tmp_path / "later.jsonl")
    assert run_shell("incidents", first, later) == 0
    expected = capsys.readouterr()
    for paths in ((saved, later), (later, saved)):
        assert run_shell("incidents", *paths) == 0
        assert capsys.readouterr() == expected
    assert run_shell("incidents", saved, first) == 0
    assert "was read before" in capsys.readouterr().err


def test_saved_graph_takes_judgements(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A judgement made since then holds, and those of other claims are named."""
    log = tmp_path / "log.jsonl"
    ends = [claim.id for claim in cg.load(saved).claims]
    told = ("--by", "Ana", "--when", "2020-04-01")
    assert run_shell("judge", log, *ends, "same", *told) == 0
    assert run_shell("judge", log, "c1", "c2", "same", *told) == 0
    assert run_shell("incidents", saved, "--judgements", log) == 0
    said = capsys.readouterr()
    assert [json.loads(row)["articles"] for row in said.out.splitlines()] == [2]
    assert "no claim or account has the id c1 or c2" in said.err


def test_only_one_saved_graph_at_a_time(saved: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two of them cannot be told apart from a mistake."""
    assert run_shell("summary", saved, saved) == 2
    assert "both saved claim graphs" in capsys.readouterr().err


def test_saved_nouns_are_no_graph(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of single nouns is named for what it is; one that is cut short is, too."""
    cg.save(cg.load(saved).incidents, tmp_path / "nouns.jsonl")
    assert run_shell("summary", tmp_path / "nouns.jsonl") == 2
    assert "not a claim graph" in capsys.readouterr().err
    (tmp_path / "cut.jsonl").write_bytes(saved.read_bytes()[:200])
    assert run_shell("summary", tmp_path / "cut.jsonl") == 1
    assert "error:" in capsys.readouterr().err
