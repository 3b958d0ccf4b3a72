"""Laws of the files: what is saved comes back equal, what is written is what was in the rows."""

from __future__ import annotations

import csv
import io
import json
from contextlib import suppress
from pathlib import Path

import strategies
from attrs import evolve
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claimgraph.comparison.tolls import reconcile
from claimgraph.errors import FormatError
from claimgraph.model import Article, Problem
from claimgraph.output.files import GraphParts, format_rows, read_graph, write_graph
from claimgraph.output.tables import COLUMNS, to_rows

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
    assert [tuple(row) for row in rows] == [COLUMNS] * len(claims)
    lines = format_rows(rows, suffix=".jsonl", columns=COLUMNS).splitlines()
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
