"""No number is written anywhere that no claim behind it tells: read from what is printed, drawn and saved."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from facts import PageWords, Record, desks, list_told, read_numbers, states_a_fact, try_some
from hypothesis import given

import claimgraph as cg
from claimgraph.model import Incident, Toll

BOUNDS = ("low", "best", "high")


def list_stated(graph: cg.ClaimGraph, incident: Incident) -> set[int]:
    """Return the numbers that the claims of an incident imply, and those that its articles word."""
    texts = [article.text + article.title for article in graph.articles if article.id in incident.articles]
    return list_told(incident.claims).union(*map(read_numbers, texts))


# --- words ------------------------------------------------------------------------------------


def _summarize(incident: Incident) -> str:
    return "\n".join(cg.summarize(incident, style=style) for style in ("line", "paragraph", "full"))


def _print(incident: Incident) -> str:
    compared = cg.compare_conventions(incident.claims, copies=incident.copies)
    series = [one for toll in incident.tolls for one in cg.list_series(toll)]
    return "\n".join(map(str, (incident, incident.why(), *incident.tolls, *compared, *series)))


def _show_in_notebook(incident: Incident) -> str:
    nouns = (incident, *incident.tolls, *(one for toll in incident.tolls for one in cg.list_series(toll)))
    return "\n".join(str(PageWords(noun._repr_html_())) for noun in nouns)


WRITERS: tuple[Callable[[Incident], str], ...] = (_summarize, _print, _show_in_notebook)


def check_words(graph: cg.ClaimGraph) -> None:
    """Check that what is said of each incident has no number but those of its claims."""
    for incident in graph.incidents:
        stated = list_stated(graph, incident)
        for write in WRITERS:
            assert read_numbers(write(incident)) <= stated, write.__name__


def check_headlines(graph: cg.ClaimGraph) -> None:
    """Check that the numbers of a line are figures stated as facts, within the bounds of a toll."""
    for incident in graph.incidents:
        line = cg.summarize(incident, style="line")
        for measure in {toll.measure for toll in incident.tolls}:
            tolls = [toll for toll in incident.tolls if toll.measure == measure and toll.best is not None]
            for told in re.findall(rf"; {measure}: ([^;]*);", line):
                for number in read_numbers(told):
                    assert any(_holds(toll, number) for toll in tolls)


def _holds(toll: Toll, number: int) -> bool:
    """Return whether a number is one that a fact of the toll words, within what the toll says."""
    behind = [claim.quantity for claim in toll.claims if states_a_fact(claim)]
    worded = [one for one in behind if number in (one.value, one.low, one.high)]
    # "More than 28" is worded 28 and starts at 29.
    return any(toll.low <= max(number, one.low) for one in worded) and (
        toll.high is None or number <= toll.high
    )


# --- tables and files -------------------------------------------------------------------------


def read_table(graph: cg.ClaimGraph, table: str) -> list[dict[str, str]]:
    """Return the rows of a table as it stands in its file."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        cg.save(graph, path, table=table)
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    return [row for row in rows if not any((cell or "").startswith("#") for cell in row.values())]


def list_behind(incident: Incident, measure: str, group: str = "", scope: str = "") -> set[int]:
    """Return the numbers of the facts that the tolls of a measure and group rest on."""
    tolls = [
        toll
        for toll in incident.tolls
        if toll.measure == measure and (not group or toll.group == group)
        if not scope or toll.claims[0].scope.value == scope
    ]
    return list_told(claim for toll in tolls for claim in toll.claims if states_a_fact(claim)) | {0}


def read_cells(row: dict[str, str], prefix: str, columns: tuple[str, ...] = BOUNDS) -> set[int]:
    """Return the numbers that stand in some cells of a row."""
    return {int(row[prefix + column]) for column in columns if row.get(prefix + column)}


def check_tables(graph: cg.ClaimGraph) -> None:
    """Check that each figure of a cell is one of the measure and group that its row names."""
    known = {incident.id: incident for incident in graph.incidents}
    for row in read_table(graph, "incidents"):
        incident = known[row["id"]]
        for measure in ("killed", "injured"):
            behind = list_behind(incident, measure, row[f"{measure}_group"])
            assert read_cells(row, f"{measure}_") <= behind
            assert read_numbers(row[f"{measure}_range"]) <= list_told(incident.claims)
        assert read_numbers(row["others"]) <= list_told(incident.claims)
    for row in read_table(graph, "conventions"):
        behind = list_behind(known[row["incident"]], row["measure"], row["group"], row["scope"])
        assert read_cells(row, "") <= behind
    for row in read_table(graph, "coding"):
        incident = known[row["id"]]
        deaths = tuple(f"deaths_{kind}" for kind in ("civilians", "combatants", "unknown"))
        assert read_cells(row, "", (*BOUNDS, *deaths)) <= list_behind(incident, "killed", row["side_b"])
        assert read_cells(row, "injured_") <= list_behind(incident, "injured", row["side_b"])


def read_json(graph: cg.ClaimGraph, suffix: str) -> dict[str, list[dict[str, object]]]:
    """Return what a file holds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{suffix}"
        cg.save(graph, path)
        found: dict[str, list[dict[str, object]]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def check_maps(graph: cg.ClaimGraph) -> None:
    """Check that a feature has no number but those of the claims of its incident."""
    known = {incident.id: incident for incident in graph.incidents}
    for feature in read_json(graph, ".geojson")["features"]:
        incident = known[str(feature["id"])]
        told = {str(value) for value in _list_values(feature["properties"])}
        assert read_numbers("\n".join(told)) <= list_told(incident.claims)


def check_linked_data(graph: cg.ClaimGraph) -> None:
    """Check that each claim of the file has the figures of the claim it is named after, no event any."""
    known = {f"#claim-{claim.id}": claim for claim in graph.claims}
    for node in read_json(graph, ".jsonld")["@graph"]:
        if node["@type"] == "Claim":
            words = "\n".join(str(value) for value in _list_values(node))
            claim = known[str(node["@id"])]
            assert read_numbers(words) <= list_told([claim]) | read_numbers(claim.text)
        if node["@type"] == "Event":
            assert not read_numbers("\n".join(str(value) for value in _list_values(node)))


def _list_values(node: object) -> Iterator[object]:
    if isinstance(node, dict):
        node = list(node.values())
    if isinstance(node, list):
        for value in node:
            yield from _list_values(value)
    elif not isinstance(node, bool):
        yield node


# --- pages and pictures -----------------------------------------------------------------------


def check_pages(graph: cg.ClaimGraph) -> None:
    """Check that the page of an incident shows its numbers alone, and the front those of all."""
    stated = {incident.id: list_stated(graph, incident) for incident in graph.incidents}
    every = set().union(*stated.values()).union(*(read_numbers(one.text) for one in graph.articles))
    with TemporaryDirectory() as folder:
        cg.write_report(graph, Path(folder) / "one.html")
        cg.write_report(graph, Path(folder) / "many")
        for path in Path(folder).rglob("*.html"):
            markup = path.read_text(encoding="utf-8")
            allowed = every
            if path.parent.parent.name == "incidents":
                (allowed,) = (told for id, told in stated.items() if f"<bdi>{id}</bdi>" in markup)
            assert read_numbers(str(PageWords(markup))) <= allowed, path.name


def check_pictures(graph: cg.ClaimGraph) -> None:
    """Check that what is written in a picture, and where dots and bounds stand, is a figure of its toll."""
    pytest.importorskip("matplotlib")
    for incident in graph.incidents:
        for toll in incident.tolls:
            axes, told = cg.plot_toll(toll), list_told(toll.claims)
            words = "\n".join([axes.get_title(), *(text.get_text() for text in axes.texts)])
            places = {float(x) for line in axes.lines for x in line.get_xdata()}
            assert read_numbers(words) <= told
            assert {place for place in places if place >= 2} <= told


CHECKS = (check_words, check_headlines, check_tables, check_maps, check_linked_data, check_pages)


@given(desks(max_size=3))
@try_some(25)
def test_every_number_that_is_written_is_told_by_a_claim_behind_it(told: list[Record]) -> None:
    """In summaries, print, notebooks, tables, maps, linked data and reports."""
    graph = cg.build_graph(told)
    for check in CHECKS:
        check(graph)


@given(desks(max_size=3))
@try_some(8)
def test_every_number_that_is_drawn_is_told_by_a_claim_behind_it(told: list[Record]) -> None:
    """Words, dots and bounds of pictures of tolls."""
    check_pictures(cg.build_graph(told))


@pytest.fixture(scope="module")
def examples(articles: Path) -> cg.ClaimGraph:
    """The graph of the shipped articles."""
    return cg.build_graph(articles)


@pytest.mark.parametrize("check", [*CHECKS, check_pictures], ids=lambda check: check.__name__)
def test_every_number_of_the_examples_is_told_by_a_claim(
    examples: cg.ClaimGraph, check: Callable[[cg.ClaimGraph], None]
) -> None:
    """The same of the shipped articles."""
    check(examples)
