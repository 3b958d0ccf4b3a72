"""Tables as CSV, workbooks and Parquet, opened with the programs' own readers."""

from __future__ import annotations

import csv
import datetime
import re
from pathlib import Path

import pytest
from attrs import evolve

import claimgraph as cg
from claimgraph.output.files import workbooks
from claimgraph.output.tables import TABLES, list_columns

HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")


def _read_csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.mark.parametrize("table", TABLES)
def test_csv_has_the_columns_that_are_described(tmp_path: Path, graph: cg.ClaimGraph, table: str) -> None:
    """Every table has its head and as many cells in every row."""
    cg.save(graph, tmp_path / "t.csv", table=table)
    head, *rows = _read_csv(tmp_path / "t.csv")
    assert head == [column.name for column in list_columns(table)]
    assert rows
    assert {len(row) for row in rows} == {len(head)}


def test_coding_sheet_has_hashtags_below_its_head(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """The second row are well-formed HXL hashtags, each once; no other table has them."""
    cg.save(graph, tmp_path / "t.csv", table="coding")
    tags = _read_csv(tmp_path / "t.csv")[1]
    assert [tag for tag in tags if not HASHTAG.fullmatch(tag)] == []
    assert len(set(tags)) == len(tags)
    assert not any(column.tag for name in TABLES if name != "coding" for column in list_columns(name))


def test_workbook_has_numbers_and_days(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Excel gets numbers, days and truth values as such, nothing for nothing, and no formula."""
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    cg.save(graph, tmp_path / "t.xlsx", table="claims")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    sheet = book["claims"]
    head, first = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=2)]
    row = dict(zip(head, first, strict=True))
    assert (row["low"], row["high"], row["own_voice"]) == (28, None, False)
    assert row["published"] == datetime.datetime(2017, 9, 30)
    assert (row["title"], row["spans"]) == ("=Strike hits Armanaz", "[[21, 42]]")
    assert {cell.data_type for cells in sheet.iter_rows() for cell in cells} <= {"s", "n", "b", "d"}
    assert sheet.freeze_panes == "B2"


def test_workbook_says_what_its_columns_mean(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """The second sheet describes every column of the first, and HXL's row stands below the head."""
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    cg.save(graph, tmp_path / "t.xlsx", table="coding")
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    told = [[cell.value for cell in row] for row in book["columns"].iter_rows(min_row=2)]
    assert told == [[column.name, column.meaning] for column in list_columns("coding")]
    assert book["coding"]["A2"].value == "#event+id"
    assert book["coding"].freeze_panes == "B3"


def test_workbook_takes_what_a_cell_cannot_hold(tmp_path: Path) -> None:
    """Control signs and half characters are written by number, a long text is cut, an old day is text."""
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    article = cg.Article(
        id="a\x00\ud83d",
        text="x" * 40_000,
        title="=cmd()",
        published=datetime.date(1812, 6, 24),
        url="https://a.b",
    )
    cg.save([article], tmp_path / "t.xlsx", table="articles")
    row = [cell.value for cell in openpyxl.load_workbook(tmp_path / "t.xlsx")["articles"][2]]
    assert row[:4] == ["a\\u0000\\ud83d", "=cmd()", None, "1812-06-24"]
    assert row[7] == "x" * 32_766 + "…"


def test_too_many_rows_for_a_sheet_are_refused(
    tmp_path: Path, graph: cg.ClaimGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is cut off silently: the error names the formats that hold more."""
    pytest.importorskip("xlsxwriter")
    monkeypatch.setattr(workbooks, "MOST_ROWS", 5)
    with pytest.raises(cg.FormatError, match=r"do not fit a sheet .* \.parquet or \.csv"):
        cg.save(graph, tmp_path / "t.xlsx")


def test_parquet_reads_in_every_library(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Arrow, pandas and polars read the same figures, days as days and spans as pairs of numbers."""
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    cg.save(graph, tmp_path / "t.parquet")
    read = parquet.read_table(tmp_path / "t.parquet")
    types = {name: read.schema.field(name).type for name in ("low", "published", "own_voice", "relays")}
    assert list(types.values()) == [
        pyarrow.int64(), pyarrow.date32(), pyarrow.bool_(), pyarrow.list_(pyarrow.string())
    ]  # fmt: skip
    first = read.to_pylist()[0]
    assert (first["low"], first["high"], first["published"]) == (28, None, datetime.date(2017, 9, 30))
    assert first["spans"] == [{"start": 21, "end": 42}]
    assert b"Lowest number" in read.schema.field("low").metadata[b"description"]
    lows = [claim.quantity.low for claim in graph.claims]
    for package in ("pandas", "polars"):
        frame = pytest.importorskip(package).read_parquet(tmp_path / "t.parquet")
        assert [int(low) for low in frame["low"][: len(lows)]] == lows


def test_parquet_has_the_same_types_without_rows(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Files of quiet days can be read together with those of others."""
    parquet = pytest.importorskip("pyarrow.parquet")
    for table in TABLES:
        cg.save(graph, tmp_path / "some.parquet", table=table)
        cg.save(cg.ClaimGraph(), tmp_path / "none.parquet", table=table)
        schemas = [parquet.read_schema(tmp_path / name) for name in ("some.parquet", "none.parquet")]
        assert schemas[0] == schemas[1]


def test_number_beyond_64_bits_is_empty_in_parquet(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """The words of the claim still tell it."""
    parquet = pytest.importorskip("pyarrow.parquet")
    claim = graph.claims[0]
    huge = evolve(claim, quantity=evolve(claim.quantity, value=10**30, low=10**30))
    cg.save([huge], tmp_path / "t.parquet")
    (row,) = parquet.read_table(tmp_path / "t.parquet").to_pylist()
    assert (row["low"], row["text"]) == (None, claim.text)


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_table_of_claims_is_read_again(tmp_path: Path, graph: cg.ClaimGraph, suffix: str) -> None:
    """`read_claims` finds the same claims in the table, with the same ids and spans."""
    if suffix == ".xlsx":
        pytest.importorskip("xlsxwriter")
        pytest.importorskip("openpyxl")
    path = tmp_path / f"t{suffix}"
    cg.save(graph, path)
    source = pytest.importorskip("polars").read_parquet(path) if suffix == ".parquet" else path
    read = cg.read_claims(source, articles=graph.articles)
    assert [str(problem) for problem in read.problems] == []
    assert {(claim.id, claim.spans) for claim in read.claims} == {(one.id, one.spans) for one in graph.claims}


@pytest.mark.parametrize("suffix", [".csv", ".parquet", ".xlsx"])
def test_table_of_articles_is_read_again(tmp_path: Path, graph: cg.ClaimGraph, suffix: str) -> None:
    """`read_articles` takes the table of articles back, with ids, days and texts."""
    pandas = pytest.importorskip("pandas")
    path = tmp_path / f"t{suffix}"
    if suffix == ".xlsx":
        pytest.importorskip("xlsxwriter")
        pytest.importorskip("openpyxl")
    cg.save(graph.articles, path, table="articles")
    if suffix == ".csv":
        source: object = path
    else:
        source = pandas.read_parquet(path) if suffix == ".parquet" else pandas.read_excel(path)
    read = cg.read_articles(source)
    assert read.problems == ()
    assert [(one.id, one.text, one.published) for one in read] == [
        (one.id, one.text, one.published) for one in graph.articles
    ]
