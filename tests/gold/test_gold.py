"""Claims marked by hand: no figure falls below its floor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from gold import measure

FLOORS = measure.load_floors()


def _find_falls(name: str) -> dict[str, str]:
    """Return the figures of a corpus that lie below their floor."""
    figures = measure.measure(name)
    return {
        figure: f"{figures[figure]:.3f} is below {floor:.3f}"
        for figure, floor in FLOORS[name].items()
        if figures[figure] < floor
    }


def test_example_articles_keep_their_floors() -> None:
    """The claims of the shipped example articles are read and linked as well as before."""
    assert _find_falls("examples") == {}


@pytest.mark.parametrize("name", [name for name in FLOORS if name != "examples"])
def test_shared_corpora_keep_their_floors(name: str, shared: Path) -> None:
    """The annotated corpora beside the repository are read and linked as well as before."""
    assert shared.is_dir()
    assert _find_falls(name) == {}


def test_marks_stand_in_the_articles() -> None:
    """Every marked number is found in its article, and parts point to claims of the same article."""
    texts = measure.read_example_texts()
    for line in (measure.HERE / "examples.jsonl").read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        ids = {claim["id"] for claim in article["claims"]}
        for claim in article["claims"]:
            start, end = measure.locate(claim, texts[article["id"]])
            assert texts[article["id"]][start:end] == claim["number"]
            assert claim["part_of"] is None or claim["part_of"] in ids


def test_scorer_counts_what_it_says() -> None:
    """The small scorer gives 1 to a right row, and less to a wrong, a missing and a spurious one."""
    text = "Two people died in Port Amber on Monday, police said. Ten were hurt."
    claim = {
        "id": "c1",
        "text": "Two people",
        "number": "Two",
        "before": "",
        "measure": "killed",
        "value": 2,
        "modifier": "exact",
        "group": "people",
        "source": "police",
        "place": "Port Amber",
        "date": "2020-06-01",
        "date_end": None,
        "scope": "incident",
        "polarity": "asserted",
        "part_of": None,
        "incident": "port-amber",
    }
    part = claim | {
        "id": "c2",
        "text": "Ten",
        "number": "Ten",
        "measure": "injured",
        "value": 10,
        "part_of": "c1",
    }
    gold = [{"id": "a", "claims": [claim, part], "denials": []}]
    row = claim | {"id": "1", "article": "a", "spans": [[0, 10]], "incident": "i"}
    second = part | {"id": "2", "article": "a", "spans": [[54, 57]], "incident": "i", "part_of": "1"}
    right = measure.score_rows(gold, [row, second], {"a": text})
    assert (right["detect"], right["full_claim"], right["part_of"], right["incidents_b3"]) == (1, 1, 1, 1)
    wrong = measure.score_rows(gold, [row | {"place": "Rome"}, second], {"a": text})
    assert (wrong["detect"], wrong["full_claim"]) == (1, 0.5)
    missing = measure.score_rows(gold, [row], {"a": text})
    assert missing["detect"] == pytest.approx(2 / 3)
    apart = measure.score_rows(gold, [row, second | {"incident": "j"}], {"a": text})
    assert apart["incidents_b3"] < 1
