"""Laws of the files: what is saved comes back equal, what is written is what was in the rows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree

import pytest
import strategies
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimgraph.comparison.tolls import reconcile
from claimgraph.errors import FormatError
from claimgraph.graph import ClaimGraph, load, save
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Claim,
    Incident,
    Modifier,
    Place,
    Problem,
    Quantity,
    Source,
    Span,
)
from claimgraph.output.files import GraphParts, format_rows, read_graph, write_graph
from claimgraph.output.tables import TABLES, build_table, name_columns, to_rows

# The file is written anew for every example, so the folder may be shared.
shared_folder = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def graphs(draw: st.DrawFn) -> GraphParts:
    """Parts of a graph, with tolls, of any text."""
    found = draw(st.lists(strategies.incidents(), max_size=2))
    incidents = tuple(evolve(one, tolls=reconcile(one.claims)) for one in found)
    accounts = tuple(account for one in incidents for account in one.accounts)
    return GraphParts(
        articles=tuple(draw(st.lists(strategies.articles(), max_size=3))),
        problems=tuple(Problem(where=text, reason=text) for text in draw(st.lists(st.text(), max_size=2))),
        accounts=accounts[: draw(st.integers(0, len(accounts)))],
        incidents=incidents,
    )


@shared_folder
@given(parts=graphs())
@example(parts=GraphParts())
@example(parts=GraphParts(articles=(Article(id="a", text="\ud83d\ude00"),)))
def test_loading_gives_back_what_was_saved(tmp_path: Path, parts: GraphParts) -> None:
    """Saving and loading is the identity, also for accounts that only an incident has."""
    write_graph(parts, tmp_path / "graph.jsonl")
    first = (tmp_path / "graph.jsonl").read_bytes()
    loaded = read_graph(tmp_path / "graph.jsonl")
    assert loaded == parts
    assert repr(loaded) == repr(parts)  # a StrEnum equals its text
    write_graph(loaded, tmp_path / "graph.jsonl")
    assert (tmp_path / "graph.jsonl").read_bytes() == first


@shared_folder
@given(content=st.binary(max_size=300), at=st.integers(0, 2000), parts=graphs())
def test_any_damage_is_our_error_or_no_damage(
    tmp_path: Path, content: bytes, at: int, parts: GraphParts
) -> None:
    """Bytes put anywhere into a file never raise anything but a format error."""
    path = tmp_path / "graph.jsonl"
    write_graph(parts, path)
    whole = path.read_bytes()
    path.write_bytes(whole[:at] + content + whole[at:])
    with suppress(FormatError):
        assert isinstance(read_graph(path), GraphParts)


@given(claims=strategies.claim_lists())
def test_rows_are_plain_and_complete(claims: list[object]) -> None:
    """Every claim gives one row of JSON values with all the columns."""
    rows = to_rows(claims)  # type: ignore[arg-type]
    assert [tuple(row) for row in rows] == [name_columns("claims")] * len(claims)
    lines = format_rows(rows, suffix=".jsonl", columns=name_columns("claims")).splitlines()
    assert [json.loads(line) for line in lines] == rows


@given(
    cells=st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers()), max_size=5)
)
def test_csv_cells_come_back_but_for_the_apostrophe(cells: list[tuple[str, int]]) -> None:
    """No text breaks out of its cell and none starts a formula."""
    rows = [{"text": text, "number": number} for text, number in cells]
    content = format_rows(rows, suffix=".csv", columns=("text", "number")).decode("utf-8-sig")
    _, *read = csv.reader(io.StringIO(content, newline=""))
    assert [int(number) for _, number in read] == [number for _, number in cells]
    for (text, _), (cell, _) in zip(cells, read, strict=True):
        assert cell in (text, f"'{text}")
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


# --- every other format -----------------------------------------------------------------------

odd_texts = st.text(st.characters(), max_size=12)


@st.composite
def odd_graphs(draw: st.DrawFn) -> ClaimGraph:
    """Graphs with tolls whose titles, words, names and places are any text at all."""
    parts = draw(graphs())
    text, number = draw(odd_texts), draw(st.sampled_from([0, 28, 2**63, 10**30]))
    north = draw(st.sampled_from([90, 12.5, 91.0, float("inf")]))
    place = draw(st.sampled_from([None, Place(name=text, words=text, latitude=north, longitude=-180)]))
    count = Quantity(
        value=number, low=number, high=None, modifier=Modifier.AT_LEAST, words=text, span=Span(0, 1)
    )
    claim = Claim(
        id=text,
        article="a1",
        spans=(Span(0, 1),),
        text=text,
        measure=draw(st.sampled_from(["killed", text or "killed"])),
        quantity=count,
        group=text,
        attribution=Attribution(chain=(Source(id=text, name=text, kind=text),)),
        place=place,
        actor=text,
        means=text,
    )
    account = Account(id=text, article=draw(odd_texts), claims=(claim,), place=place)
    odd = Incident(id=text, accounts=(account,), place=place, tolls=reconcile((claim,)))
    return ClaimGraph(
        articles=(Article(id=text, text=text, title=text, publisher=text, url=text), *parts.articles),
        accounts=(account, *parts.accounts),
        incidents=(odd, *parts.incidents),
    )


def _read_csv(content: bytes) -> None:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert len({len(row) for row in rows}) == 1


def _read_parquet(content: bytes) -> None:
    pytest.importorskip("pyarrow.parquet").read_table(io.BytesIO(content))


def _read_workbook(content: bytes) -> None:
    pytest.importorskip("openpyxl").load_workbook(io.BytesIO(content), read_only=True).close()


READERS: dict[str, Callable[[bytes], object]] = {
    ".csv": _read_csv,
    ".parquet": _read_parquet,
    ".xlsx": _read_workbook,
    ".graphml": ElementTree.fromstring,
    ".gexf": ElementTree.fromstring,
    ".geojson": json.loads,
    ".jsonld": json.loads,
}
NEEDS = {".parquet": "pyarrow", ".xlsx": "xlsxwriter"}


@pytest.mark.parametrize("suffix", READERS)
@settings(shared_folder, max_examples=25, deadline=None)
@given(graph=odd_graphs(), data=st.data())
def test_what_is_handed_on_is_well_formed(
    tmp_path: Path, suffix: str, graph: ClaimGraph, data: st.DataObject
) -> None:
    """Any graph can be written in any format, its reader takes it, and the bytes are the same twice."""
    if suffix in NEEDS:
        pytest.importorskip(NEEDS[suffix])
    table = data.draw(st.sampled_from(TABLES)) if suffix in (".csv", ".parquet", ".xlsx") else "claims"
    path = tmp_path / f"graph{suffix}"
    save(graph, path, table=table)
    content = path.read_bytes()
    READERS[suffix](content)
    save(graph, path, table=table)
    assert path.read_bytes() == content


@settings(shared_folder, max_examples=15, deadline=None)
@given(graph=odd_graphs(), suffix=st.sampled_from([".jsonl", ".jsonl.gz"]))
def test_any_nouns_come_back(tmp_path: Path, graph: ClaimGraph, suffix: str) -> None:
    """A graph, and its nouns without it, load as what was saved."""
    for noun in (graph, graph.claims, graph.articles, graph.incidents, graph.incidents[0], graph.claims[0]):
        save(noun, tmp_path / f"noun{suffix}")
        loaded = load(tmp_path / f"noun{suffix}")
        assert (loaded, type(loaded)) == (noun, type(noun))


@settings(max_examples=20, deadline=None)
@given(graph=odd_graphs())
def test_named_tables_have_their_columns(graph: ClaimGraph) -> None:
    """Every row of every table has a cell of its kind for each column, and no other."""
    kinds = {
        "text": str,
        "number": int,
        "decimal": (int, float),
        "flag": bool,
        "day": str,
        "texts": list,
        "spans": list,
    }
    for name in TABLES:
        table = build_table(graph, name)
        for row in table.rows:
            assert list(row) == [column.name for column in table.columns]
            for column in table.columns:
                assert row[column.name] is None or isinstance(row[column.name], kinds[column.kind]), column
