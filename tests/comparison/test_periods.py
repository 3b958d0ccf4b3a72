"""Two counts over a period: whether they count the same time and the same thing, and how that is said."""

from __future__ import annotations

from datetime import date

import pytest
from figures import claim

from claimgraph.comparison.pairs import score_pair
from claimgraph.model import Account, DatePrecision, DateRange, Scope


def since(year: int, month: int, day: int) -> DateRange:
    """Return a period that begins on a day and has no end."""
    return DateRange(earliest=date(year, month, day), latest=None, precision=DatePrecision.DAYS)


def count(name: str, begins: DateRange | None, *figures: str, article: str = "") -> Account:
    """Return an account of a count over a period."""
    claims = tuple(claim(words, "people", article=article or name) for words in figures)
    return Account(id=name, article=article or name, claims=claims, date=begins, scope=Scope.CUMULATIVE)


def why(a: Account, b: Account) -> dict[str, str]:
    """Return what speaks for or against a pair, with its words."""
    return {one.name: one.reason for one in score_pair(a, b).evidence}


@pytest.mark.parametrize(
    ("first", "second", "name", "said"),
    [
        (None, None, "same count of a period", "neither begins at another day than the other"),
        (since(2017, 3, 1), None, "same count of a period", "neither begins at another day than the other"),
        (None, since(2017, 3, 1), "same count of a period", "neither begins at another day than the other"),
        (since(2017, 3, 1), since(2017, 3, 1), "same period", "both count from about 2017-03-01"),
        (since(2017, 4, 15), since(2017, 3, 1), "same period", "both count from about 2017-03-01"),
        (
            since(2017, 3, 1), since(2017, 4, 16), "different periods",
            "one counts from 2017-03-01, the other from 2017-04-16",
        ),
        (since(2017, 1, 1), since(2018, 1, 1), "same period", "both count from about 2017-01-01"),
        (since(2016, 1, 1), since(2017, 1, 1), "same period", "both count from about 2016-01-01"),
        (
            since(2016, 1, 1), since(2017, 1, 2), "different periods",
            "one counts from 2016-01-01, the other from 2017-01-02",
        ),
        (
            since(2017, 1, 2), since(2017, 12, 1), "different periods",
            "one counts from 2017-01-02, the other from 2017-12-01",
        ),
        (
            since(2017, 2, 1), since(2017, 12, 1), "different periods",
            "one counts from 2017-02-01, the other from 2017-12-01",
        ),
    ],
)  # fmt: skip
def test_periods_are_one_if_they_begin_at_about_one_day(
    first: DateRange | None, second: DateRange | None, name: str, said: str
) -> None:
    """Six weeks are about one day; "this year" begins at new year and may be told a year long."""
    found = why(count("a", first), count("b", second))
    told = [one for one in found if one in {"same count of a period", "same period", "different periods"}]
    assert told == [name]
    assert found[name] == said


@pytest.mark.parametrize(
    ("first", "second", "name", "said"),
    [
        ("20", "120", None, ""),
        ("20", "121", "counts far apart", "20 and 121 are of different orders"),
        ("121", "20", "counts far apart", "20 and 121 are of different orders"),
        ("0", "5000", None, ""),
    ],
)
def test_counts_of_another_order_are_of_another_period(
    first: str, second: str, name: str | None, said: str
) -> None:
    """More than six times as many people are seldom those of the same time; none at all says nothing."""
    found = why(count("a", None, first), count("b", None, second))
    assert found.get("counts far apart", "") == said
    assert found["same kind of count"] == "both count killed"
    assert name is None or name in found


def test_counts_of_different_things_are_told_apart() -> None:
    """The dead of a war are not its displaced."""
    fled = Account(
        id="b", article="b", scope=Scope.CUMULATIVE, claims=(claim("500", "people", measure="displaced"),)
    )
    found = why(count("a", None, "20"), fled)
    assert found["different kinds of count"] == "they count different things"
    assert "counts far apart" not in found
    assert "same kind of count" not in found


def test_an_article_that_tells_of_both_keeps_them_apart() -> None:
    """The article is named."""
    found = why(count("a", None, "20", article="x"), count("b", None, "20", article="x"))
    assert found["told apart in one article"] == "article x tells of them apart"
    assert "told apart in one article" not in why(count("a", None, "20"), count("b", None, "20"))


def test_what_both_count_is_told_without_what_one_of_them_counts_besides() -> None:
    """The displaced of one of them are not counted by the other."""
    both = (claim("500", "people", measure="displaced"), claim("20", "people"))
    more = Account(id="b", article="b", scope=Scope.CUMULATIVE, claims=both)
    assert why(count("a", None, "20"), more)["same kind of count"] == "both count killed"
