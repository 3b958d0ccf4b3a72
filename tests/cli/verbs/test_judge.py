"""`claimgraph judge` and what `claimgraph review` asks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.cli import main

TWO_TOWNS = [
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


def _ask_shell(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = main(argv)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_what_review_asks_can_be_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The ids below a question go to judge as they are, and then nothing is left to ask."""
    articles, log = tmp_path / "articles.jsonl", tmp_path / "ours.jsonl"
    articles.write_text("".join(json.dumps(record) + "\n" for record in TWO_TOWNS), encoding="utf-8")
    code, asked, _ = _ask_shell(capsys, "review", str(articles))
    assert (code, asked.count("One event?")) == (0, 1)
    ends = asked.splitlines()[-1].split()
    told = ["--by", "Ana", "--when", "2020-04-01"]
    code, out, said = _ask_shell(capsys, "judge", str(log), *ends, "same", *told)
    assert (code, out) == (0, "")
    assert all(end in said for end in ends)
    code, asked, said = _ask_shell(capsys, "review", str(articles), "--judgements", str(log))
    assert (code, asked, said) == (0, "", "claimgraph: no pair is worth a look\n")
    code, rows, _ = _ask_shell(capsys, "incidents", str(articles), "--judgements", str(log), "--json")
    assert [json.loads(row)["articles"] for row in rows.splitlines()] == [2]


def test_a_log_is_shown_and_undone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Undoing adds a line; what no longer stands is marked."""
    log = str(tmp_path / "ours.jsonl")
    assert main(["judge", log, "c1", "c2", "different", "--by", "Ana", "--when", "2020-04-01"]) == 0
    _, shown, _ = _ask_shell(capsys, "judge", log)
    id = shown.split(":")[0]
    assert main(["judge", log, "--undo", id, "--by", "Ben", "--when", "2020-04-02", "--why", "typo"]) == 0
    _, shown, _ = _ask_shell(capsys, "judge", log)
    assert [line.endswith("(no longer)") for line in shown.splitlines()] == [True, False]
    assert "undone (Ben, 2020-04-02: typo)" in shown


@pytest.mark.parametrize(
    "rest",
    [
        ["c1"],
        ["c1", "c2", "same", "--by", "Ana"],
        ["c1", "c2", "same", "--when", "2020-04-01"],
        ["--undo", "j1"],
        ["--undo", "j1", "c1", "--by", "Ana", "--when", "2020-04-01"],
    ],
    ids=" ".join,
)
def test_an_incomplete_judgement_is_wrong_use(
    tmp_path: Path, rest: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written without who and when."""
    log = tmp_path / "ours.jsonl"
    assert (_ask_shell(capsys, "judge", str(log), *rest)[0], log.exists()) == (2, False)


def test_judgements_of_other_claims_are_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A shared file may hold more than these articles; what could not be applied is named."""
    articles, log = tmp_path / "articles.jsonl", tmp_path / "ours.jsonl"
    articles.write_text(json.dumps(TWO_TOWNS[0]) + "\n", encoding="utf-8")
    main(["judge", str(log), "c1", "c2", "same", "--by", "Ana", "--when", "2020-04-01"])
    code, _, said = _ask_shell(capsys, "summary", str(articles), "--judgements", str(log))
    assert code == 0
    assert "no claim or account has the id c1 or c2" in said
