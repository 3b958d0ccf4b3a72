"""Incidents that words find: by place, source, means, group or day, the best told first."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from figures import ANADOLU, SOHR, claim

from claimgraph.comparison.searching import describe_incident, select_incidents
from claimgraph.model import Account, DatePrecision, DateRange, Incident, Place

HAFEN = Place(name="Hafen", words="Port Hafen", kind="town", path=("Westmark", "Elbonia"))
KIRCH = Place(name="Kirch", words="Kirch", kind="town", path=("Westmark", "Elbonia"))
DAYS = DateRange(earliest=date(2030, 3, 5), latest=date(2030, 3, 6), precision=DatePrecision.DAYS)


def incident(
    name: str, place: Place | None, *figures: str, articles: int = 1, told: Place | None = None
) -> Incident:
    """Return an incident that so many articles tell, each with the same figures."""
    accounts = tuple(
        Account(
            id=f"{name}#{number}",
            article=f"{name}-{number}",
            claims=tuple(claim(words, "civilians", SOHR, ANADOLU, place=told) for words in figures),
            date=DAYS,
        )
        for number in range(articles)
    )
    return Incident(id=name, accounts=accounts, place=place, means=("air strike",))


def find(words: str, *incidents: Incident) -> list[str]:
    """Return the ids of what words find."""
    return [one.id for one in select_incidents(incidents, words)]


@pytest.mark.parametrize(
    "words",
    [
        "hafen", "HAFEN", "port haf", "westmark", "elbonia", "air", "air strike", "civilian", "killed",
        "sohr", "anadolu", "2030-03-05", "2030-03-06", "2030-03", "hafen sohr killed", "",
    ],
)  # fmt: skip
def test_an_incident_is_found_by_any_word_that_tells_of_it(words: str) -> None:
    """In any case, by parts of words, by several at once."""
    assert find(words, incident("i", HAFEN, "28")) == ["i"]


@pytest.mark.parametrize("words", ["kirch", "hafen kirch", "2030-03-07", "fire", "reuters", "none"])
def test_every_word_must_match(words: str) -> None:
    """One that tells of something else finds nothing."""
    assert find(words, incident("i", HAFEN, "28")) == []
    assert find("none", incident("i", None)) == []


def test_a_place_of_a_claim_is_found_behind_the_own_place() -> None:
    """Then what more articles tell, then what has more claims, then by id."""
    told = (
        incident("a", KIRCH, "28", articles=5),
        incident("b", HAFEN, "28"),
        incident("c", HAFEN, "28", articles=2),
        incident("d", HAFEN, "28", "5"),
        incident("e", KIRCH, "28", articles=4, told=HAFEN),
        incident("g", HAFEN, "28", "5"),
        incident("f", None, "28", articles=9, told=HAFEN),
    )
    assert find("hafen", *told) == ["c", "d", "g", "b", "f", "e"]
    assert find("hafen", *told[::-1]) == find("hafen", *told)
    assert find("westmark", *told) == ["f", "a", "e", "c", "d", "g", "b"]
    assert find("hafen westmark", *told) == ["f", "e", "c", "d", "g", "b"]
    assert find("sohr", *told) == ["f", "a", "e", "c", "d", "g", "b"]


def test_an_open_day_is_no_word() -> None:
    """What is not known is looked for in vain."""
    open_end = evolve(DAYS, latest=None)
    one = incident("i", HAFEN, "28")
    account = evolve(one.accounts[0], date=open_end)
    said = describe_incident(evolve(one, accounts=(account,)))
    assert "2030-03-05" in said
    assert "none" not in said
    assert said == said.casefold()
