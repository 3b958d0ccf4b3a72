"""What blocks see of an account, and the keys of those it meets others in."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from figures import claim

from claimgraph.comparison.pairs import name_blocks, sketch_account
from claimgraph.model import Account, DatePrecision, DateRange, Place

DAY = date(2031, 5, 10)
MILL = Place(
    name="Old Mill", words="the old mill", kind="site", path=("Hafen", "Elbonia"), path_keys=("h", "e")
)
TOLD = Account(
    id="a",
    article="n",
    place=MILL,
    date=DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY),
    published=date(2031, 5, 12),
    claims=tuple(claim(words, "people") for words in ("3", "28", "dozens")),
)


def test_a_sketch_tells_what_an_account_is_sorted_by() -> None:
    """The country first, the largest figure in a width that sorts, its own day before the report's."""
    found = sketch_account(TOLD)
    assert (found.id, found.article, found.is_open) == ("a", "n", False)
    assert (found.where, found.figure, found.when) == ("e/h/old mill", "killed 000000028", "2031-05-10")


def test_a_place_of_a_gazetteer_is_told_by_its_key() -> None:
    """Two spellings of it stand beside each other."""
    assert sketch_account(evolve(TOLD, place=evolve(MILL, key="m7"))).where == "e/h/m7"


def test_what_an_account_does_not_give_is_sorted_as_nothing() -> None:
    """No place is an open country; without a day it is the report's."""
    found = sketch_account(evolve(TOLD, place=None, date=None, claims=()))
    assert (found.is_open, found.where, found.figure, found.when) == (True, "", " 000000000", "2031-05-12")


@pytest.mark.parametrize(("key", "name"), [(None, "old mill"), ("m7", "m7")])
def test_a_place_makes_blocks_by_its_key_or_its_name(key: str | None, name: str) -> None:
    """One of a day, one of a month, and one with each figure."""
    keys = name_blocks(evolve(TOLD, place=evolve(MILL, key=key)))
    assert ("place", "2031-05-10", name, "e") in keys
    assert [one for one in keys if one[0] in {"month", "figure"}] == [
        ("month", "2031-05", name),
        ("figure", "killed", "3", name),
        ("figure", "killed", "28", name),
    ]


@pytest.mark.parametrize(
    ("day", "months"),
    [
        (15, ["2031-04", "2031-05"]),
        (16, ["2031-05"]),
        (17, ["2031-05", "2031-06"]),
        (1, ["2031-04", "2031-05"]),
    ],
)
def test_a_plain_name_makes_a_block_of_its_month_and_the_nearer_one(day: int, months: list[str]) -> None:
    """In the middle of a long month of that one alone."""
    keys = name_blocks(Account(id="a", article="n", names=("the house",), published=date(2031, 5, day)))
    assert [key[2] for key in keys if key[0] == "name"] == months
