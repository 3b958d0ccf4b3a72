"""What holds for reading articles whatever is read."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.errors import ClaimGraphError
from claimgraph.extraction.articles import find_publication, read_articles
from claimgraph.extraction.articles.tables import read_rows
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Reading

SUFFIXES = (".txt", ".json", ".jsonl", ".ndjson", ".csv", ".tsv")
# Control characters make a text file binary; JSON can hold them, and lone surrogates too.
plain_texts = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\r\n\t")).filter(
    lambda text: text.strip() and not text.startswith("\ufeff")
)
any_texts = st.text(st.characters(exclude_categories=())).filter(str.strip)


def _read(content: bytes, suffix: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, f"x{suffix}")
        file.write_bytes(content)
        return read_articles(file)


def _texts(reading: Reading) -> list[str]:
    return [article.text for article in reading]


@given(plain_texts, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]))
def test_text_file_is_read_character_for_character(text: str, encoding: str) -> None:
    """What was written in a Unicode encoding is read."""
    assert _texts(_read(text.encode(encoding), ".txt")) == [text]


@given(any_texts, st.booleans())
def test_json_line_is_read_character_for_character(text: str, ascii_only: bool) -> None:
    """What was written as JSON is read, lone surrogates too."""
    line = json.dumps({"text": text}, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")
    # JSON itself joins the escapes of a surrogate pair to one character.
    expected = json.loads(line.decode("utf-8", "surrogatepass"))["text"]
    assert _texts(_read(line, ".jsonl")) == [expected]
    assert _texts(_read(line, ".json")) == [expected]


@given(
    st.lists(st.tuples(plain_texts, plain_texts), min_size=1, max_size=4, unique=True),
    st.sampled_from(",;\t|"),
)
def test_table_is_read_character_for_character(rows: list[tuple[str, str]], delimiter: str) -> None:
    """What the standard library writes as CSV is read."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter)
    writer.writerows([("id", "title", "text"), *((str(at), *row) for at, row in enumerate(rows))])
    found = _read(stream.getvalue().encode(), ".csv")
    assert [(article.title if article.title.strip() else title, article.text)
            for article, (title, _) in zip(found, rows, strict=True)] == rows  # fmt: skip


@given(
    st.binary(max_size=300) | any_texts.map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from(SUFFIXES),
)
def test_any_bytes_are_read_or_reported(content: bytes, suffix: str) -> None:
    """Bytes of any kind give an article or a problem, never another exception."""
    reading = _read(content, suffix)
    assert all(article.text.strip() and article.id for article in reading)
    assert reading.problems or reading.articles or suffix not in (".txt", ".json")


@given(st.lists(st.binary(max_size=40).filter(lambda line: b"\n" not in line), max_size=4), st.data())
def test_broken_line_loses_no_neighbour(broken: list[bytes], data: st.DataObject) -> None:
    """Whatever stands between them, the good lines are read."""
    good = [json.dumps({"id": f"good-{at}", "text": f"Text {at}."}).encode() for at in range(3)]
    lines = data.draw(st.permutations([*good, *broken]))
    reading = _read(b"\n".join(lines), ".jsonl")
    assert {f"good-{at}" for at in range(3)} <= {article.id for article in reading}


@given(st.text(alphabet='a",\n\r ;x', max_size=60))
def test_table_reader_takes_any_text(text: str) -> None:
    """Rows have rising line numbers, and either cells or a reason."""
    rows = list(read_rows(text, delimiter=","))
    assert [row.line for row in rows] == sorted({row.line for row in rows})
    assert all(bool(row.cells) != bool(row.reason) for row in rows)


plain_values = st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.datetimes()
values: st.SearchStrategy[Any] = st.recursive(
    plain_values | st.text(max_size=9) | st.binary(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
names = st.sampled_from(["id", "text", "title", "publisher", "published", "url", "language", "body", "date"])


@given(
    st.lists(
        st.dictionaries(names, values) | values.filter(lambda value: not isinstance(value, str)), max_size=4
    )
)
def test_any_records_are_read_or_reported(records: list[Any]) -> None:
    """Records of any values give articles with distinct ids, or problems."""
    try:
        reading = read_articles(records)
    except ClaimGraphError:
        return
    ids = [article.id for article in reading]
    assert len(ids) == len(set(ids))
    assert all(article.published is None or isinstance(article.published, date) for article in reading)


@given(any_texts)
def test_any_text_has_a_dateline_or_none(text: str) -> None:
    """Looking for a dateline never fails, and a date put first is found."""
    lexicon = load_lexicon()
    find_publication(text, lexicon=lexicon)
    found = find_publication("date: 2021-03-02\n" + text, lexicon=lexicon)
    assert found == (date(2021, 3, 2), "header")


@given(st.text("JanuaryMch 0123456789.-/,\n", max_size=120))
@settings(max_examples=200)
def test_any_run_of_dates_is_read(text: str) -> None:
    """Pieces of dates in any order never fail."""
    find_publication(text, lexicon=load_lexicon())
    read_articles([{"text": "x", "published": text}])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_reading_twice_gives_the_same(tmp_path: Path, suffix: str) -> None:
    """The same bytes give equal readings."""
    file = tmp_path / f"x{suffix}"
    file.write_text('{"text": "date 2021-03-02 Two were hurt.", "id": "a"}\n', encoding="utf-8")
    assert read_articles(file) == read_articles(file)
