"""The made-up corpus: the same every time, true to its truth, and skewed as news is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"
CLAIMS = 3000


def write_corpus(folder: Path, claims: int, *options: str) -> Path:
    """Write a corpus by the command, the way a user does."""
    command = [
        sys.executable,
        str(FOLDER / "synthetic.py"),
        "--claims",
        str(claims),
        "-o",
        str(folder),
        *options,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read a file of one record a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small corpus, for all tests here."""
    return write_corpus(tmp_path_factory.mktemp("corpus"), CLAIMS)


def test_a_seed_gives_the_same_bytes_and_another_one_others(corpus: Path, tmp_path: Path) -> None:
    """Two runs write the same files; another seed writes another world."""
    again, other = write_corpus(tmp_path / "a", CLAIMS), write_corpus(tmp_path / "b", 50, "--seed", "2")
    for name in ("articles.jsonl", "truth.jsonl"):
        assert (again / name).read_bytes() == (corpus / name).read_bytes()
    assert read_rows(other / "articles.jsonl")[0] != read_rows(corpus / "articles.jsonl")[0]


def test_truth_is_about_the_sentences_of_the_text(corpus: Path) -> None:
    """The sentences of the truth follow each other and cover the text but for the blanks between."""
    truth = {row["id"]: row for row in read_rows(corpus / "truth.jsonl")}
    for article in read_rows(corpus / "articles.jsonl"):
        end = 0
        for sentence in truth[article["id"]]["sentences"]:
            assert article["text"][end : sentence["start"]].strip() == ""
            assert article["text"][sentence["end"] - 1] in ".”?"
            end = sentence["end"]
        assert end == len(article["text"])


def test_articles_come_in_the_order_of_publication(corpus: Path) -> None:
    """The stream is one of news: no article is older than the one before, no id stands twice."""
    rows = read_rows(corpus / "articles.jsonl")
    assert [row["published"] for row in rows] == sorted(row["published"] for row in rows)
    assert len({row["id"] for row in rows}) == len(rows)


def test_reports_and_places_are_skewed(corpus: Path) -> None:
    """Half of the incidents have one report or two, a few very many; texts are run by several papers."""
    truth = read_rows(corpus / "truth.jsonl")
    reports = Counter(row["incident"] for row in truth)
    assert sum(number <= 2 for number in reports.values()) > len(reports) / 2
    assert max(reports.values()) >= 15
    texts = Counter(row["text"] for row in read_rows(corpus / "articles.jsonl"))
    assert sum(number > 1 for number in texts.values()) > 20
