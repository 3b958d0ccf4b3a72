"""The commands of `benchmarks` run, and read nothing but what they say."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "benchmarks"

RELEASE = {
    "id": "r1",
    "text": "KABUL, Afghanistan (March 4, 2012) - A combined force detained two insurgents and killed three "
    "others during an operation in Sharana district, Paktika province, yesterday.",
    "title": "Operations",
    "date": "2012-03-04",
    "url": None,
}


def run_task(task: str, records: list[dict[str, Any]], folder: Path, *options: str) -> list[dict[str, Any]]:
    """Run one task with its options on some records and return the rows it writes."""
    source, target = folder / "input.jsonl", folder / "predicted.jsonl"
    source.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    command = [sys.executable, str(FOLDER / "external.py"), task, str(source), "-o", str(target), *options]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [json.loads(line) for line in target.read_text(encoding="utf-8").split("\n") if line]


def test_attributions_are_characters_of_the_text(tmp_path: Path) -> None:
    """Source, cue and content of an attribution are spans of the record's text."""
    text = "The bridge will reopen in May, the council said. Residents hope so."
    (row,) = run_task("attribution", [{"id": "a", "text": text}], tmp_path)
    first = row["attributions"][0]
    read = {role: [text[start:end] for start, end in first[role]] for role in ("source", "cue", "content")}
    assert read == {
        "source": ["the council"],
        "cue": ["said"],
        "content": ["The bridge will reopen in May,"],
    }


def test_a_release_is_counted_and_dated(tmp_path: Path) -> None:
    """Killed, captured, day and province come from the claims of the release."""
    (row,) = run_task("isaf", [RELEASE], tmp_path)
    assert (row["min_killed"], row["min_captured"]) == (3, 2)
    assert (row["start_date"], row["province"]) == ("2012-03-03", ["paktika"])


@pytest.mark.parametrize("task", ["airwars", "attribution", "isaf"])
def test_answers_in_the_input_are_not_read(task: str, tmp_path: Path) -> None:
    """A record with its gold answers beside it gives the same row as one without."""
    told = RELEASE | {
        "gold": {"min_killed": 40, "start_date": "1999-01-01"},
        "attributions": [{"source": [[0, 5]]}],
    }
    assert run_task(task, [told], tmp_path) == run_task(task, [RELEASE], tmp_path)


CRIME = [
    {
        "id": "d1",
        "title": "One dead, two hurt in Northford shooting",
        "text": "One man was killed and two women were wounded on Ash Street on Monday.",
        "date": "2016-05-03",
    },
    {
        "id": "d2",
        "title": "Northford victim named",
        "text": "Jonas Reed, 41, was one of three people shot on Monday. He died in hospital.",
        "date": "2016-05-05",
    },
    {
        "id": "d3",
        "title": "Boy shot in Ashby",
        "text": "The boy was taken to hospital.",
        "date": "2016-05-03",
    },
]


def run_tolls(incidents: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    """Run the task on some incidents and the articles above."""
    articles = folder / "articles.jsonl"
    articles.write_text("".join(json.dumps(record) + "\n" for record in CRIME), encoding="utf-8")
    return run_task("us-tolls", incidents, folder, "--articles", str(articles))


def test_everybody_of_an_incident_is_counted_once(tmp_path: Path) -> None:
    """Two articles on one shooting give its dead and wounded, a title alone gives the boy it names."""
    incidents = [{"incident": "i1", "docs": ["d1", "d2"]}, {"incident": "i2", "docs": ["d3", "gone"]}]
    assert run_tolls(incidents, tmp_path) == [
        {"incident": "i1", "killed": 1, "injured": 2},
        {"incident": "i2", "killed": 0, "injured": 1},
    ]


HEADLINES = [
    ("Four shot, one fatally, in Northford", "", (1, 3)),
    ("One dead, four wounded in Northford", "", (1, 4)),
    ("3 dead, 1 hurt in Northford", "", (3, 1)),
    ("Triple shooting in Northford", "A man was shot on Monday.", (0, 3)),
    ("Teen and two women shot in Northford", "", (0, 3)),
    ("Man killed in Northford", "Last year a boy was wounded in the town.", (1, 0)),
    ("Man shot in Northford", "The man died in hospital on Tuesday.", (1, 0)),
    ("Fatal shooting in Northford", "Police found a man with a gunshot wound.", (1, 0)),
    ("Farmer kills wife, himself", "", (2, 0)),
    ("Two killed in Northford", "Two women, Ann Moss and Eva Reed, were killed on Monday.", (2, 0)),
    ("Council meets", "The council met on Monday.", (0, 0)),
]


def test_one_article_gives_its_headline_figures(tmp_path: Path) -> None:
    """The dead are among the shot, beside the wounded; background adds nobody; doers count."""
    articles = tmp_path / "articles.jsonl"
    records = [
        {"id": title, "title": title, "text": text, "date": "2016-05-03"} for title, text, _ in HEADLINES
    ]
    articles.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    incidents = [{"incident": title, "docs": [title]} for title, *_ in HEADLINES]
    rows = run_task("us-tolls", incidents, tmp_path, "--articles", str(articles))
    told = {row["incident"]: (row["killed"], row["injured"]) for row in rows}
    assert told == {title: expected for title, _, expected in HEADLINES}


def test_tolls_of_an_incident_are_read_from_its_articles_only(tmp_path: Path) -> None:
    """The gold beside an incident and the order of its articles change nothing."""
    plain = run_tolls([{"incident": "i1", "docs": ["d1", "d2"]}], tmp_path)
    told = run_tolls([{"incident": "i1", "docs": ["d2", "d1"], "gold": {"killed": 9}}], tmp_path)
    assert told == plain


ASSESSMENT = {
    "id": "s1",
    "text": "At least nine villagers were killed in Northford on Monday, and others were injured.\n\n"
    "Radio Ashby reported seven killed. The Daily Post spoke of twelve killed.",
    "date": "2019-02-04",
}


def test_a_range_reaches_from_the_first_figure_to_the_highest(tmp_path: Path) -> None:
    """What sources say below it stands beside the range; a plural without number is two or more."""
    (row,) = run_task("airwars", [ASSESSMENT], tmp_path)
    assert (row["killed"], row["injured"], row["date"]) == ([9, 12], [2, 2], "2019-02-04")
    assert row["over_origins"]["killed"] == [7, 12]
    assert [one["low"] for one in row["said"]["killed"]] == [9, 7, 12]


def test_persons_told_of_alone_are_counted_where_nobody_is(tmp_path: Path) -> None:
    """Two named dead and no number make two; nobody injured gives no range."""
    text = "Jonas Reed, 41, was killed in Ashby. His wife Clara Reed was also killed."
    (row,) = run_task("airwars", [ASSESSMENT | {"text": text}], tmp_path)
    assert (row["killed"], row["injured"]) == ([2, 2], None)
