"""One `save` for every format, one `load` for those that lose nothing."""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import pytest

import claimgraph as cg
from claimgraph.output.files import list_formats

LOSSY = [one.suffix for one in list_formats() if one.lost]
NEEDS = {".parquet": "pyarrow", ".xlsx": "xlsxwriter"}


def _skip_without_package(suffix: str) -> None:
    if suffix in NEEDS:
        pytest.importorskip(NEEDS[suffix])


@pytest.mark.parametrize("name", ["g.jsonl", "g.jsonl.gz", "G.JSONL.GZ"])
def test_graph_comes_back(tmp_path: Path, graph: cg.ClaimGraph, name: str) -> None:
    """Plain or packed, what was saved loads as an equal graph."""
    cg.save(graph, tmp_path / name)
    assert cg.load(tmp_path / name) == graph


def test_packed_file_is_the_plain_one(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Any tool unpacks it; no name and no time is in it."""
    cg.save(graph, tmp_path / "g.jsonl")
    cg.save(graph, tmp_path / "g.jsonl.gz")
    packed = (tmp_path / "g.jsonl.gz").read_bytes()
    assert gzip.decompress(packed) == (tmp_path / "g.jsonl").read_bytes()
    assert packed[4:8] == bytes(4)


def test_damaged_packed_file_is_refused(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Cut short or not packed at all: the error says so."""
    cg.save(graph, tmp_path / "g.jsonl.gz")
    whole = (tmp_path / "g.jsonl.gz").read_bytes()
    for content in (whole[:-9], whole[: len(whole) // 2], b"plain", whole[:50] + b"\xff\xff" + whole[52:]):
        (tmp_path / "g.jsonl.gz").write_bytes(content)
        with pytest.raises(cg.FormatError, match="gzip"):
            cg.load(tmp_path / "g.jsonl.gz")


def test_nouns_come_back(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """Several nouns load as a tuple, one alone as itself, whatever its kind."""
    path = tmp_path / "nouns.jsonl"
    for nouns in (graph.claims, graph.articles, graph.incidents, (graph.denials[0], graph.accounts[0]), ()):
        cg.save(nouns, path)
        assert cg.load(path) == nouns
    reading = cg.Reading(articles=graph.articles, problems=(cg.Problem(where="x", reason="y"),))
    for noun in (graph.incidents[0], graph.claims[0], reading, graph.incidents[0].tolls[0]):
        cg.save(noun, path)
        assert cg.load(path) == noun
        assert type(cg.load(path)) is type(noun)


@pytest.mark.parametrize("value", [5, "text", b"bytes", None, [1], ["text"], [object()], {"id": "a1"}])
def test_what_is_no_noun_is_refused(tmp_path: Path, value: object) -> None:
    """The error shows the value, and no file appears."""
    with pytest.raises(cg.MisuseError, match="nouns of claimgraph"):
        cg.save(value, tmp_path / "x.jsonl")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", LOSSY)
def test_lossy_formats_cannot_be_loaded(tmp_path: Path, graph: cg.ClaimGraph, suffix: str) -> None:
    """The error says what is lost and what to load instead."""
    _skip_without_package(suffix)
    cg.save(graph, tmp_path / f"out{suffix}")
    with pytest.raises(cg.FormatError, match=rf"{suffix} cannot be loaded, as .* no .*; load the \.jsonl or"):
        cg.load(tmp_path / f"out{suffix}")


@pytest.mark.parametrize("name", ["graph", "graph.pickle", ".jsonl", "graph.csv.gz"])
def test_unknown_suffix_lists_the_known_ones(tmp_path: Path, graph: cg.ClaimGraph, name: str) -> None:
    """Saving and loading name every suffix that there is."""
    with pytest.raises(cg.FormatError, match=r"known are \.jsonl, \.jsonl\.gz, \.csv, .*\.jsonld"):
        cg.save(graph, tmp_path / name)
    with pytest.raises(cg.FormatError, match=r"known are \.jsonl, \.jsonl\.gz, \.csv, .*\.jsonld"):
        cg.load(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_unknown_table_lists_the_known_ones(tmp_path: Path, graph: cg.ClaimGraph) -> None:
    """A slip in the name of a table is no empty file."""
    with pytest.raises(cg.UnknownNameError, match="claims, incidents, coding, conventions, articles"):
        cg.save(graph, tmp_path / "x.csv", table="figures")


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".graphml", ".gexf", ".geojson", ".jsonld"])
def test_table_of_a_format_without_tables_is_misuse(
    tmp_path: Path, graph: cg.ClaimGraph, suffix: str
) -> None:
    """The error names the suffixes that have tables."""
    with pytest.raises(cg.MisuseError, match=r"has no tables; .* \.csv, \.parquet, \.xlsx"):
        cg.save(graph, tmp_path / f"x{suffix}", table="incidents")


@pytest.mark.parametrize(
    ("nouns", "table", "advice"),
    [
        ("articles", "claims", "table='articles'"),
        ("claims", "incidents", "table='claims'"),
        ("incidents", "claims", "table='incidents'"),
        ("accounts", "claims", "give the claim graph"),
    ],
)
def test_table_of_other_nouns_names_the_table_that_fits(
    tmp_path: Path, graph: cg.ClaimGraph, nouns: str, table: str, advice: str
) -> None:
    """Nothing is left out silently."""
    with pytest.raises(cg.MisuseError, match=advice):
        cg.save(getattr(graph, nouns), tmp_path / "x.csv", table=table)


@pytest.mark.parametrize("suffix", [".graphml", ".gexf", ".geojson", ".jsonld"])
def test_pictures_of_a_graph_are_made_of_incidents_too(
    tmp_path: Path, graph: cg.ClaimGraph, suffix: str
) -> None:
    """A selection of incidents, or one alone, can be handed on; claims cannot."""
    cg.save(graph.incidents[:1], tmp_path / f"some{suffix}")
    cg.save(graph.incidents[0], tmp_path / f"one{suffix}")
    assert (tmp_path / f"some{suffix}").read_bytes() == (tmp_path / f"one{suffix}").read_bytes()
    with pytest.raises(cg.MisuseError, match="of incidents, not of Claim"):
        cg.save(graph.claims, tmp_path / f"x{suffix}")


@pytest.mark.parametrize("suffix", [one.suffix for one in list_formats()])
def test_failed_saving_leaves_the_old_file(
    tmp_path: Path, graph: cg.ClaimGraph, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every format is there complete or not at all."""
    _skip_without_package(suffix)
    path = tmp_path / f"x{suffix}"
    path.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        cg.save(graph, path)
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"old", [path])


@pytest.mark.parametrize(("suffix", "package"), NEEDS.items())
def test_missing_package_names_the_extra(
    tmp_path: Path, graph: cg.ClaimGraph, suffix: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(cg.MissingExtraError, match=rf'{package}: pip install "claimgraph\[table\]"'):
        cg.save(graph, tmp_path / f"x{suffix}")
