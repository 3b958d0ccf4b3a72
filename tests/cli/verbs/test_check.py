"""`claimgraph check`: the words that others' claims quote, row by row."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from claimgraph.cli import main

NEWS = {"id": "port", "text": "Nine miners died in Port Hallam, the mayor said.", "published": "2021-05-04"}
OTHER = {"id": "market", "text": "A blast hurt six traders."}
GOOD = {"article": "port", "measure": "killed", "text": "Nine miners", "place": "Port Hallam"}
MADE_UP = {"article": "port", "measure": "killed", "text": "ninety miners"}
STRAYED = {"article": "port", "measure": "injured", "text": "six traders"}


@pytest.fixture
def news(tmp_path: Path) -> str:
    """Two articles in a file."""
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in (NEWS, OTHER)), encoding="utf-8")
    return str(path)


def write_claims(folder: Path, *rows: dict[str, str]) -> str:
    """Write rows as an answer; return its path."""
    path = folder / "answer.json"
    path.write_text(json.dumps({"claims": rows}), encoding="utf-8")
    return str(path)


def test_every_row_is_told(news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """JSON Lines say row by row where the words stand; made-up ones end with 1."""
    answer = write_claims(tmp_path, GOOD, MADE_UP, STRAYED)
    assert main(["check", answer, "--articles", news, "--json"]) == 1
    said = capsys.readouterr()
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["check"] for row in rows] == ["exact", "not found", "misattributed"]
    assert [row["spans"] for row in rows] == [[[0, 11]], [], []]
    assert rows[0]["claim"] is not None
    assert "ninety miners" in said.err


def test_clean_claims_end_with_0(news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table to read names the row and its check."""
    assert main(["check", write_claims(tmp_path, GOOD), "--articles", news, "--text"]) == 0
    said = capsys.readouterr()
    assert "exact" in said.out
    assert "answer.json, row 1" in said.out
    assert max(map(len, said.out.splitlines())) <= 80
    assert said.err == ""


def test_claims_from_standard_input(
    news: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """``-`` reads an answer from a pipe."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"Here: {json.dumps(GOOD)}"))
    assert main(["check", "-", "--articles", news, "--json"]) == 0
    assert '"check": "exact"' in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.StringIO("I found nothing."))
    assert main(["check", "-", "--articles", news, "--json"]) == 1
    assert "no records" in capsys.readouterr().err


def test_saved_claims_are_a_graph_for_the_other_verbs(
    news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A spreadsheet becomes incidents, alone and beside articles."""
    table = tmp_path / "coded.csv"
    table.write_text("Town,Deaths,By\nPort Hallam,9,the mayor\nPort Hallam,x,\n", encoding="utf-8")
    saved = str(tmp_path / "coded.jsonl")
    columns = ["--column", "place=Town", "--column", "killed=Deaths", "--column", "source=By"]
    assert main(["check", str(table), *columns, "--save", saved]) == 0
    assert "line 3: killed ('Deaths'): no number: 'x'; skipped" in capsys.readouterr().err
    assert main(["incidents", saved, "--json"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert (row["place"], row["killed_best"]) == ("Port Hallam", 9)
    assert main(["claims", saved, news, "--json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_saved_claims_take_judgements_and_texts(
    news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A graph of claims without texts is linked anew, and its articles may come later."""
    rows = [
        {**GOOD, "id": "1"},
        {"id": "2", "article": "diary", "measure": "killed", "value": 9, "place": "Port Hallam"},
    ]
    saved, log = str(tmp_path / "coded.jsonl"), str(tmp_path / "ours.jsonl")
    assert main(["check", write_claims(tmp_path, *rows), "--save", saved]) == 0
    assert main(["judge", log, "1", "2", "same", "--by", "Ana", "--when", "2021-06-01"]) == 0
    capsys.readouterr()
    assert main(["incidents", saved, "--judgements", log, "--json"]) == 0
    (row,) = map(json.loads, capsys.readouterr().out.splitlines())
    assert row["articles"] == 2
    assert main(["claims", saved, news, "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert {json.loads(line)["article"] for line in said.out.splitlines()} == {"port", "diary", "market"}


def test_wrong_use_is_named(news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A column that is none, a file that is not there and strict rows end with words."""
    answer = write_claims(tmp_path, MADE_UP)
    assert main(["check", answer, "--column", "value"]) == 2
    assert "'value' is not of the form FIELD=NAME, as in killed=Deaths" in capsys.readouterr().err
    assert main(["check", str(tmp_path / "none.csv")]) == 1
    assert "no such file of claims" in capsys.readouterr().err
    assert main(["check", answer, "--articles", news, "--strict"]) == 1
    assert "error: " in capsys.readouterr().err
