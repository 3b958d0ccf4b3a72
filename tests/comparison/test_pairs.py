"""Two accounts are compared by named evidence, each with a reason in words."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from strategies import accounts

from claimgraph.comparison.pairs import find_pairs, load_weights, score_pair
from claimgraph.model import Account, DatePrecision, DateRange, Place, Scope

PROVINCE = Place(
    name="Westmark", words="Westmark", kind="province", key="w", path=("Elbonia",), path_keys=("e",)
)
TOWN = Place(
    name="Hafen", words="Hafen", kind="town", key="h", path=("Westmark", "Elbonia"), path_keys=("w", "e")
)
COUNTRY = Place(name="Elbonia", words="Elbonia", kind="country", key="e")
OTHER = Place(
    name="Kirch", words="Kirch", kind="town", key="k", path=("Eastmark", "Elbonia"), path_keys=("x", "e")
)


def on(day: int, *, end: int | None = None, precision: DatePrecision = DatePrecision.DAY) -> DateRange:
    """Return days of March 2030."""
    return DateRange(earliest=date(2030, 3, day), latest=date(2030, 3, end or day), precision=precision)


def account(name: str, place: Place | None, days: DateRange | None, **more: object) -> Account:
    """Return an account of an article of the same name."""
    return Account(id=name, article=f"article {name}", place=place, date=days, **more)  # type: ignore[arg-type]


def name_evidence(a: Account, b: Account) -> set[str]:
    """Return the names of the evidence between two accounts."""
    return {evidence.name for evidence in score_pair(a, b).evidence}


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (on(5), on(5), "same day"),
        (on(5), on(4, end=5), "days overlap"),
        (on(5), on(6), "one day apart"),
        (on(5), on(20), "days apart"),
        (on(5), None, "day unknown"),
        (on(5), on(8, precision=DatePrecision.DAYS), "day only bounded"),
    ],
)
def test_days_are_compared_with_their_precision(
    first: DateRange, second: DateRange | None, name: str
) -> None:
    """A day that only the report dates is no day of another event."""
    assert name in name_evidence(account("a", TOWN, first), account("b", TOWN, second))


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (TOWN, TOWN, "same place"),
        (PROVINCE, PROVINCE, "same province"),
        (COUNTRY, COUNTRY, "same country only"),
        (TOWN, PROVINCE, "one place inside the other"),
        (TOWN, OTHER, "different places"),
        (TOWN, None, "place unknown"),
        (TOWN, Place(name="the old mill", words="the old mill"), "place unknown"),
    ],
)
def test_places_are_compared_with_their_hierarchy(first: Place, second: Place | None, name: str) -> None:
    """A town in a province is no other place than the province."""
    assert name in name_evidence(account("a", first, on(5)), account("b", second, on(5)))


def test_an_event_is_never_a_period() -> None:
    """A strike and a war are not compared, whatever else they share."""
    single, total = account("a", TOWN, on(5)), account("b", TOWN, on(5), scope=Scope.CUMULATIVE)
    assert float("-inf") == score_pair(single, total).score


def test_every_name_of_evidence_has_a_weight() -> None:
    """The table knows each name that the functions give."""
    places = (TOWN, PROVINCE, OTHER, None)
    days = (on(5), on(6), on(7), on(20), None)
    found = {
        name
        for first in places
        for second in places
        for start in days
        for end in days
        for name in name_evidence(account("a", first, start), account("b", second, end))
    }
    assert {"prior"} == found - set(load_weights().weights)


def test_candidates_share_a_day_and_a_country() -> None:
    """Accounts of two countries, or of one town in two months, are not compared at all."""
    later = DateRange(earliest=date(2030, 5, 1), latest=date(2030, 5, 1), precision=DatePrecision.DAY)
    far = Place(name="Port", words="Port", kind="town", key="p", path=("Freedonia",), path_keys=("f",))
    several = [
        account("a", TOWN, on(5)),
        account("b", TOWN, on(6)),
        account("c", TOWN, later),
        account("d", far, on(5)),
    ]
    assert [(a.id, b.id) for a, b in find_pairs(several)] == [("a", "b")]


def test_accounts_without_a_day_meet_by_the_day_they_were_reported_on() -> None:
    """In one country, and only if the reports are of one day."""
    for gap, met in ((0, True), (40, False)):
        told = [
            evolve(
                account(name, TOWN, None), published=date.fromordinal(date(2030, 3, 1).toordinal() + shift)
            )
            for name, shift in (("a", 0), ("b", gap))
        ]
        assert bool(list(find_pairs(told))) is met


def test_accounts_of_one_article_are_no_candidates() -> None:
    """An article that tells two events apart is not asked whether they are one."""
    first, second = account("a", TOWN, on(5)), account("b", TOWN, on(5))
    assert len(list(find_pairs([first, second]))) == 1
    assert list(find_pairs([first, evolve(second, article=first.article)])) == []


@given(accounts(), accounts())
def test_scores_are_symmetric_and_the_sum_of_their_evidence(a: Account, b: Account) -> None:
    """The order of two accounts does not matter, and nothing is hidden in a score."""
    b = evolve(b, id=f"{a.id} {b.id}")
    link = score_pair(a, b)
    assert (link.score, link.evidence) == (score_pair(b, a).score, score_pair(b, a).evidence)
    assert pytest.approx(link.score) == sum(evidence.weight for evidence in link.evidence)
    assert all(evidence.reason for evidence in link.evidence)
