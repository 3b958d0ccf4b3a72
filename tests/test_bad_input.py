"""Bad input from end to end: a clear error or a reported skip, never a traceback or a lost neighbour."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from claimgraph.cli import main
from claimgraph.errors import ArticleError
from claimgraph.extraction.articles import read_articles

GOOD = "Two people were hurt in Hallam on Tuesday, the mayor said."

# What is wrong, the name of the file, its bytes, and what the report must say.
BAD_FILES = [
    ("an empty file", "bad.txt", b"", "the file is empty"),
    ("a blank file", "bad.txt", b" \r\n\t", "the file is empty"),
    ("an empty table", "bad.csv", b"id,text\n", None),
    ("a binary file", "bad.txt", bytes(range(256)), "a binary file"),
    ("a picture", "bad.txt", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "a binary file"),
    ("a PDF", "bad.txt", b"%PDF-1.7 text", "a binary file"),
    ("a zip archive", "bad.jsonl", b"PK\x03\x04abc\n", "line 1: a binary file"),
    ("control bytes", "bad.csv", b"text\n" + b"\x01\x02\x03" * 9, "a binary file"),
    ("a broken object", "bad.json", b'{"text": "x"', "broken JSON"),
    ("a broken line", "bad.jsonl", b'{"text": "x"', "line 1: broken JSON"),
    ("no columns", "bad.csv", b"1,2\n3,4\n", "no column text"),
    ("a page", "bad.html", b"<p>x</p>", "no article found"),
    ("no suffix", "bad", b"x", "a file without a suffix is not read"),
]


@pytest.mark.parametrize(
    ("name", "content", "reason"), [row[1:] for row in BAD_FILES], ids=[row[0] for row in BAD_FILES]
)
def test_bad_file_is_reported_and_its_neighbours_are_read(
    tmp_path: Path, name: str, content: bytes, reason: str | None
) -> None:
    """A file that cannot be read names itself and the reason; the others are read."""
    (tmp_path / name).write_bytes(content)
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "z.jsonl").write_text(json.dumps({"id": "z", "text": GOOD}), encoding="utf-8")
    reading = read_articles(tmp_path)
    assert [article.id for article in reading] == ["a", "z"]
    said = [str(problem) for problem in reading.problems]
    assert len(said) == (reason is not None)
    assert all(name in one and str(reason) in one for one in said)


# Texts that are fine: odd, but articles.
ODD_TEXTS = {
    "no spaces": "病院によると二十八人が死亡した。" * 200,
    "no spaces in Latin": "killed" * 2000,
    "lone surrogates": "Two \ud800 people were hurt \udfff.",
    "surrogate pair in halves": "Two \ud83d" + "\ude00 people were hurt.",
    "right-to-left marks": "\u202eTwo\u202c people \u200fwere\u200e hurt in \u2067حلم\u2069.",
    "huge number": "At least 999999999999999999999 people were killed in Hallam.",
    "number of many digits": "At least " + "9" * 6000 + " people were killed in Hallam.",
    "digits of many scripts": "At least ٢٨ people and ２８ people and २८ people were killed.",
    "superscripts": "At least 2² people were killed, ½ of them in Ⅷ.",
    "entities and soft hyphens": "At least 28 civi\xadlians &amp; 3 rescu&#8217;ers were killed.",
    "control characters": "Two\x00 people\x1b[31m were\x07 hurt.",
    "only marks": "!!! ... ??? “”‘’ -- (((",
    "only digits": "1 2 3 " * 500,
    "no sentence end": "two people were hurt and " * 500,
    "open quotation marks": '"' * 500 + "two people were hurt",
    "line ends of all kinds": "Two people\rwere hurt\r\nin Hallam\u2028on\x85Tuesday.\n\n\n",
    "combining marks": "Two p" + "\u0301" * 3000 + "eople were hurt.",
}


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
@pytest.mark.parametrize("command", ["claims", "incidents", "summary", "trace"])
def test_odd_text_goes_through_every_command(
    command: str, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever the text, each command ends with 0 and every span lies in the text."""
    pytest.importorskip("claimgraph.graph")
    file = tmp_path / "odd.jsonl"
    records = [{"id": "odd", "text": text, "published": "2021-03-02"}, {"id": "good", "text": GOOD}]
    file.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    assert main([command, str(file)]) == 0
    said = capsys.readouterr()
    assert said.err in ("", "claimgraph: no article counts anybody\n")
    if command == "claims":
        read = {article.id: article.text for article in read_articles(file)}
        for line in said.out.splitlines():
            row = json.loads(line)
            assert all(read[row["article"]][start:end] == row["text"] for start, end in row["spans"])


def test_long_text_is_read(tmp_path: Path) -> None:
    """Five megabytes are an article like any other."""
    text = "date: 2021-03-02\n" + "Nobody was hurt in Hallam. " * 200_000
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    article = read_articles(tmp_path).articles[0]
    assert article.text == text
    assert str(article.published) == "2021-03-02"


def test_duplicate_id_is_reported(tmp_path: Path) -> None:
    """The second article of an id is named with its line."""
    lines = [json.dumps({"id": "a", "text": text}) for text in (GOOD, "Other.", GOOD)]
    (tmp_path / "x.jsonl").write_text("\n".join(lines), encoding="utf-8")
    reading = read_articles(tmp_path)
    assert [article.text for article in reading] == [GOOD]
    assert [problem.where.rpartition(", ")[2] for problem in reading.problems] == ["line 2", "line 3"]


def test_date_that_is_none_keeps_the_article(tmp_path: Path) -> None:
    """The article is read undated, the value is named with its line."""
    line = json.dumps({"id": "a", "text": GOOD, "published": "next week"})
    (tmp_path / "x.jsonl").write_text(line, encoding="utf-8")
    reading = read_articles(tmp_path)
    assert [article.published for article in reading] == [None]
    assert str(reading.problems[0]).endswith(
        "x.jsonl, line 1: published is no date: 'next week'; the article is kept undated"
    )


def test_folder_without_articles_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In Python an error, in the shell a line and the exit code 1."""
    with pytest.raises(ArticleError, match="a folder without articles"):
        read_articles(tmp_path)
    assert main(["claims", str(tmp_path)]) == 1
    assert "a folder without articles" in capsys.readouterr().err


@pytest.mark.parametrize(
    "record",
    [
        {"id": "\ud800", "text": "\ud800 Two people were hurt."},
        {"text": "\udfff Two people were hurt."},
        {"id": "x" * 5000, "text": GOOD, "title": "\ud800", "publisher": "\udfff", "url": "\ud800"},
    ],
)
def test_lone_surrogates_anywhere_survive(
    record: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ids are hashed and results written, whatever stands in the fields."""
    pytest.importorskip("claimgraph.graph")
    file = tmp_path / "x.jsonl"
    file.write_text(json.dumps(record), encoding="utf-8")
    for command in ("claims", "incidents"):
        for suffix in ("jsonl", "csv"):
            assert main([command, str(file), "-o", str(tmp_path / f"out.{suffix}")]) == 0
    capsys.readouterr()
