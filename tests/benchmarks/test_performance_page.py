"""The page on performance says what was measured, and the measurements run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tables import draw_growth, format_machine, format_results, holds_floor, load_floors

REPOSITORY = Path(__file__).parents[2]
FOLDER = REPOSITORY / "benchmarks"


def test_page_shows_the_figures_that_are_kept() -> None:
    """The tables and the picture of the docs are what `benchmarks/tables.py` makes of the results."""
    results = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    page = (REPOSITORY / "docs" / "performance.md").read_text(encoding="utf-8")
    assert format_results(results["figures"]) in page
    assert format_machine(results["machine"]) in page
    picture = (REPOSITORY / "docs" / "_static" / "growth.svg").read_text(encoding="utf-8")
    assert picture == draw_growth(results["figures"])


def test_every_figure_has_its_row() -> None:
    """No kept figure is left out of the tables."""
    results = json.loads((FOLDER / "results.json").read_text(encoding="utf-8"))
    rows = {name for part in load_floors().values() for name in part["rows"]}
    assert {one["name"] for one in results["figures"]} <= rows


@pytest.mark.parametrize(
    ("better", "value", "expected"),
    [("more", 9, False), ("more", 10, True), ("less", 11, False), ("less", 10, True)],
)
def test_a_floor_holds_from_its_value_on(better: str, value: float, expected: bool) -> None:
    """Floors are inclusive, in the direction that is better."""
    assert holds_floor(value, {"floor": 10, "better": better}) is expected
    assert holds_floor(value, {"better": better}) is None


def test_a_figure_below_its_floor_is_said_to_be() -> None:
    """The table names what is too slow, in the row itself."""
    table = format_results([{"name": "import.bare", "value": 400.0, "note": ""}])
    assert "400 ms **below its floor**" in table


def test_without_valgrind_nothing_is_counted_and_nothing_fails() -> None:
    """The count of instructions says why it is skipped and ends well."""
    done = subprocess.run(
        [sys.executable, str(FOLDER / "instructions.py")],
        env={**os.environ, "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "instructions are not counted: valgrind is not installed\n")
