"""`claimgraph incidents`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from shell import run_shell

from claimgraph.cli.verbs.incidents import name_kind, shorten_incident
from claimgraph.output.tables import name_columns


@pytest.mark.usefixtures("stubs")
def test_incidents_are_a_table(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Date, place, figures, who tells of it and whether the figures differ."""
    assert run_shell("incidents", news, "--text", "--place", "Hallam") == 0
    first, *_ = capsys.readouterr().out.splitlines()
    assert " ".join(first.split()) == "date place killed injured other counts origins texts note"


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("command", ["incidents", "summary"])
def test_place_that_no_incident_has_is_a_failure(
    command: str, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is printed, the words are named."""
    assert run_shell(command, news, "--place", "Elsewhere") == 1
    assert capsys.readouterr() == (
        "",
        "claimgraph: error: no incident matches 'Elsewhere'; there are incidents in ['Hallam']\n",
    )


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2018-03-21", None, "2018-03-21"),
        ("2018-03-21", "2018-03-22", "2018-03-21 – 2018-03-22"),
        (None, "2018-03-22", "until 2018-03-22"),
        (None, None, "not given"),
    ],
)
def test_days_of_an_incident_say_what_is_open(first: str | None, last: str | None, expected: str) -> None:
    """A day that nobody gives is said not to be given; a count over a period is marked."""
    row: dict[str, Any] = dict.fromkeys(name_columns("incidents")) | {"date": first, "date_end": last}
    shown = shorten_incident(row | {"scope": "cumulative", "differs": 1})
    assert (shown["date"], shown["note"]) == (expected, "differ, over a period")


def test_note_says_whether_figures_contradict() -> None:
    """Figures that exclude each other contradict, others differ; each note has its colour."""
    row: dict[str, Any] = dict.fromkeys(name_columns("incidents"))
    kinds = {}
    for told in ({"contradicts": 2, "differs": 1}, {"differs": 1}, {}):
        note = shorten_incident(row | told)["note"]
        kinds[note] = name_kind("note", note)
    assert kinds == {"contradict": "contradicts", "differ": "differs", "": ""}
