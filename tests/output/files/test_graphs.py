"""Flat tables as files, and the lossless format."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

from claimgraph.errors import FormatError
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Claim,
    Evidence,
    Incident,
    Link,
    Modifier,
    Place,
    Problem,
    Quantity,
    Source,
    Span,
    Toll,
)
from claimgraph.output.files import (
    GraphParts,
    format_rows,
    read_graph,
    records,
    save_noun,
    write_graph,
)
from claimgraph.output.tables import name_columns, to_rows

MONITOR = Source(id="sohr", name="=SOHR", kind="monitor")
CLAIM = Claim(
    id="c1",
    article="a1",
    spans=(Span(0, 12),),
    text="28 civilians",
    measure="killed",
    quantity=Quantity(value=28, low=28, high=28, modifier=Modifier.EXACT, words="28", span=Span(0, 2)),
    group="civilians",
    attribution=Attribution(chain=(MONITOR,)),
    place=Place(name="Armanaz", words="أرمناز", latitude=36.08),
)
ACCOUNT = Account(id="a1#0", article="a1", claims=(CLAIM,), names=("a school",))
TOLL = Toll(
    measure="killed", group="civilians", low=28, best=28, high=28, convention="range",
    claims=(CLAIM,), origins=(MONITOR,),
)  # fmt: skip
LINK = Link(a="a1#0", b="a2#0", score=float("-inf"), evidence=(Evidence(name="day", weight=1.5, reason="x"),))
PARTS = GraphParts(
    articles=(Article(id="a1", text="28 civilians died"),),
    problems=(Problem(where="b.txt", reason="empty"),),
    accounts=(ACCOUNT,),
    incidents=(Incident(id="i1", accounts=(ACCOUNT,), tolls=(TOLL,), links=(LINK,)),),
)


def _save(folder: Path) -> Path:
    path = folder / "graph.jsonl"
    write_graph(PARTS, path)
    return path


def _change(path: Path, change: Callable[[list[bytes]], list[bytes]]) -> Path:
    path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))
    return path


# --- flat tables ------------------------------------------------------------------------------


def test_claims_as_json_lines_are_the_rows(tmp_path: Path) -> None:
    """Each line is one row of the claim table, in plain ASCII."""
    content = format_rows(to_rows([CLAIM]), suffix=".jsonl", columns=name_columns("claims"))
    assert [json.loads(line) for line in content.splitlines()] == to_rows([CLAIM])
    assert content.isascii()


def test_claims_as_csv_open_in_a_spreadsheet(tmp_path: Path) -> None:
    """UTF-8 with a byte order mark, lists as JSON text, no formulas, empty cells for nothing."""
    save_noun([CLAIM], tmp_path / "claims.csv")
    content = (tmp_path / "claims.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,article,spans,")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(row) == name_columns("claims")
    told = [row[name] for name in ("spans", "value", "source", "place", "part_of", "own_voice")]
    assert told == ["[[0, 12]]", "28", "'=SOHR", "أرمناز", "", "false"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_csv_disarms_formulas(start: str) -> None:
    """A text that a spreadsheet would run starts with an apostrophe."""
    content = format_rows([{"a": f"{start}cmd()"}], suffix=".csv", columns=("a",)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    assert rows == [["a"], [f"'{start}cmd()"]]


def test_csv_leaves_numbers_alone() -> None:
    """A negative number is no formula."""
    assert format_rows([{"a": -5}], suffix=".csv", columns=("a",)).endswith(b"\r\n-5\r\n")


def test_csv_survives_lone_surrogates() -> None:
    """Half a character is written by its number and breaks nothing."""
    assert b"x\\ud83d" in format_rows([{"a": "x\ud83d"}], suffix=".csv", columns=("a",))


def test_no_claims_give_a_header_and_no_line(tmp_path: Path) -> None:
    """An empty table is a valid file."""
    save_noun([], tmp_path / "c.csv")
    assert (tmp_path / "c.csv").read_text("utf-8-sig").splitlines() == [",".join(name_columns("claims"))]
    assert format_rows([], suffix=".jsonl", columns=()) == b""


def test_incidents_are_written_as_tables(tmp_path: Path) -> None:
    """One row an incident with the columns of the incident table."""
    save_noun(PARTS.incidents, tmp_path / "i.CSV", table="incidents")
    (row,) = csv.DictReader((tmp_path / "i.CSV").read_text("utf-8-sig").splitlines())
    assert tuple(row) == name_columns("incidents")
    assert row["killed_low"] == "28"


@pytest.mark.parametrize("name", ["claims.txt", "claims", "claims.pickle", ".jsonl"])
def test_unknown_suffix_lists_the_known_ones(tmp_path: Path, name: str) -> None:
    """Nothing is guessed from the name of a file."""
    with pytest.raises(FormatError, match=r"known are \.jsonl"):
        write_graph(PARTS, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


# --- writing ----------------------------------------------------------------------------------


def test_failed_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is replaced at once or not at all, and nothing else stays behind."""
    path = _save(tmp_path)
    before = path.read_bytes()

    def fail(_: object) -> bytes:
        raise OSError("disk full")

    monkeypatch.setattr(records, "format_line", fail)
    with pytest.raises(OSError, match="disk full"):
        write_graph(PARTS, path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folder_is_named(tmp_path: Path) -> None:
    """The error names the folder, not a file in between."""
    with pytest.raises(FileNotFoundError) as caught:
        write_graph(PARTS, tmp_path / "no" / "graph.jsonl")
    assert caught.value.filename == str(tmp_path / "no")


def test_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a link changes the file it points to."""
    (tmp_path / "real.jsonl").touch()
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "real.jsonl")
    write_graph(PARTS, tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink()
    assert read_graph(tmp_path / "real.jsonl") == PARTS


def test_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    """A pipe stays a pipe."""
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_graph(GraphParts(), pipe)
        assert os.read(reader, 65536).splitlines()[0] == b'{"format": "claimgraph", "version": 1}'
    finally:
        os.close(reader)
    assert pipe.is_fifo()


# --- the lossless format ----------------------------------------------------------------------


def test_saved_graph_loads_as_an_equal_value(tmp_path: Path) -> None:
    """Articles, problems, accounts and incidents come back, infinite scores too."""
    path = _save(tmp_path)
    assert read_graph(path) == PARTS
    assert repr(read_graph(path).incidents) == repr(PARTS.incidents)  # "exact" is a Modifier again
    assert path.read_bytes().isascii()


def test_saved_graph_holds_each_claim_once(tmp_path: Path) -> None:
    """An incident names accounts and claims by id and shares them with the graph after loading."""
    path = _save(tmp_path)
    assert path.read_bytes().count(b'28 civilians"') == 1
    parts = read_graph(path)
    assert parts.incidents[0].accounts[0] is parts.accounts[0]
    assert parts.incidents[0].tolls[0].claims[0] is parts.accounts[0].claims[0]


def test_claim_that_differs_from_its_account_is_kept(tmp_path: Path) -> None:
    """A toll over a changed claim keeps the changed one."""
    other = evolve(CLAIM, group="people")
    incident = evolve(PARTS.incidents[0], tolls=(evolve(TOLL, claims=(other,)),))
    parts = evolve(PARTS, incidents=(incident,))
    write_graph(parts, tmp_path / "g.jsonl")
    assert read_graph(tmp_path / "g.jsonl") == parts


HIGH, LOW = chr(0xD83D), chr(0xDE00)  # the two halves of 😀


@pytest.mark.parametrize(
    "text", [HIGH, LOW + HIGH, HIGH + LOW, "😀", "\x00\x85\u2028\u202e", f"{HIGH}{LOW} 😀"]
)
def test_any_text_survives(tmp_path: Path, text: str) -> None:
    """Half characters, also two that JSON would merge, controls and line separators."""
    parts = GraphParts(articles=(Article(id="a", text=text),))
    write_graph(parts, tmp_path / "g.jsonl")
    assert read_graph(tmp_path / "g.jsonl") == parts


def test_flat_table_is_refused_by_name(tmp_path: Path) -> None:
    """Loading a claim table says what it is."""
    lines = format_rows(to_rows([CLAIM]), suffix=".jsonl", columns=name_columns("claims"))
    (tmp_path / "claims.jsonl").write_bytes(lines)
    with pytest.raises(FormatError, match="flat claim table"):
        read_graph(tmp_path / "claims.jsonl")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n", "line 1: not a line of JSON"),
        (b"\x89PNG\r\n", "line 1: not a line of JSON"),
        (b"[1]\n", "line 1: not a record"),
        (b"[" * 100_000, "line 1: not a line of JSON"),
        (b'{"a": ' + b"9" * 5000 + b"}\n", "line 1: not a line of JSON"),
        (b'{"a": NaN}\n', "NaN is no number"),
        (b'{"id": "a1", "text": "x"}\n', "names no format"),
        (b'{"format": "claimgraph", "version": 99}\n', "version 99 .* upgrade"),
        (b'{"format": "claimgraph", "version": 1}\n', "cut short"),
    ],
)
def test_what_is_no_saved_graph_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    """The error says what is wrong with the file."""
    (tmp_path / "g.jsonl").write_bytes(content)
    with pytest.raises(FormatError, match=said):
        read_graph(tmp_path / "g.jsonl")


def test_cut_file_is_refused(tmp_path: Path) -> None:
    """A file that lost its end is not half a graph, wherever it was cut."""
    whole = _save(tmp_path).read_bytes()
    for end in range(0, len(whole) - 1, 7):
        (tmp_path / "cut.jsonl").write_bytes(whole[:end])
        with pytest.raises(FormatError):
            read_graph(tmp_path / "cut.jsonl")


def test_lost_line_is_noticed(tmp_path: Path) -> None:
    """The last line knows how many records there are."""
    path = _change(_save(tmp_path), lambda lines: [*lines[:2], *lines[3:]])
    with pytest.raises(FormatError, match="3 records read, 4 were saved"):
        read_graph(path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"low": 28', '"low": "28"', "int is expected, not '28'"),
        ('"low": 28', '"low": true', "int is expected, not True"),
        ('"low": 28', '"low": 28.0', "int is expected, not 28.0"),
        ('"group": "civilians"', '"group": 5', "str is expected, not 5"),
        ('"spans": [[0, 12]]', '"spans": [[0]]', "a span"),
        ('"spans": [[0, 12]]', '"spans": "ab"', "a list is expected"),
        ('"modifier": "exact"', '"modifier": "precise"', "one of exact, at_least"),
        ('"names": ["a school"]', '"terms": [["ash", 8.0, "1"]]', "int is expected"),
        ('"names": ["a school"]', '"terms": [["ash", 8.0]]', "a term"),
        ('"latitude": 36.08', '"latitude": "north"', "a number is expected"),
        ('"measure": "killed"', '"mesure": "killed"', "measure"),
        ('"accounts": ["a1#0"]', '"accounts": ["a9#0"]', "no account 'a9#0'"),
        ('"claims": ["c1"]', '"claims": [["c1"]]', "a record is expected"),
        ('"accounts": ["a1#0"]', '"accounts": "a1#0"', "accounts must be a list"),
        ('"type": "problem"', '"type": "problems"', "unknown type of record 'problems'"),
        ('"type": "problem"', '"type": {}', "unknown type of record"),
        ('"id": "a1", "text"', '"id": "a1", "published": "20170929", "text"', "a day like"),
        ('"id": "a1", "text"', '"id": "a1", "published": "2017-02-30", "text"', "day"),
    ],
)
def test_wrong_value_is_refused_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Nothing is coerced: the error names line and field."""
    path = _save(tmp_path)
    assert old.encode() in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode(), 1))
    with pytest.raises(FormatError, match=f"(?s)line [2-5]: .*{said}"):
        read_graph(path)
