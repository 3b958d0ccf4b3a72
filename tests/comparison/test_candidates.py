"""Candidates: all of a small block meet, and of a large one each only its nearest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from attrs import evolve

from claimgraph.comparison.pairs import gather_candidates, name_blocks, pair_block, sketch_account
from claimgraph.comparison.pairs.candidates import BOUNDS
from claimgraph.model import (
    Account,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Modifier,
    Place,
    Quantity,
    Scope,
    Span,
)

DAY = date(2031, 5, 1)
TOWN = Place(
    name="Hafen", words="Hafen", kind="town", key="h", path=("Westmark", "Elbonia"), path_keys=("w", "e")
)


def tell(number: int, *, killed: int = 3, scope: Scope = Scope.INCIDENT) -> Account:
    """Return an account of an article of its own: so many killed in one town on one day."""
    id = f"a{number:05}"
    days = DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY, words="on Thursday")
    quantity = Quantity(
        value=killed, low=killed, high=killed, modifier=Modifier.EXACT, words=str(killed), span=Span(0, 1)
    )
    claim = Claim(
        id=f"c{id}",
        article=f"n{id}",
        spans=(Span(0, 1),),
        text=str(killed),
        measure="killed",
        quantity=quantity,
        group="people",
        attribution=Attribution(chain=()),
    )
    published = DAY + timedelta(days=number % 5)
    return Account(
        id=id, article=f"n{id}", claims=(claim,), place=TOWN, date=days, published=published, scope=scope
    )


def _count_most(pairs: Iterable[tuple[str, str]]) -> int:
    """Count with how many others an account meets at most."""
    return max(Counter(end for pair in pairs for end in pair).values())


@pytest.mark.parametrize("scope", list(Scope))
def test_candidates_of_an_account_do_not_grow_with_those_of_its_day(scope: Scope) -> None:
    """Ten times as many reports of one day in one town are not compared more often each."""
    some, many = (
        gather_candidates(tell(number, killed=2 + number % 7, scope=scope) for number in range(size))
        for size in (400, 4000)
    )
    assert len(many) / 4000 < 1.1 * len(some) / 400
    assert _count_most(many) <= _count_most(some) + 4


@pytest.mark.parametrize("kind", sorted(BOUNDS))
def test_all_of_a_block_of_usual_size_meet_and_of_a_larger_one_each_its_nearest(kind: str) -> None:
    """One account more than all may meet leaves each the next ones on either side."""
    bound = BOUNDS[kind]
    told = [Account(id=f"a{number:05}", article=f"n{number}") for number in range(bound.full + 1)]
    sketches = [sketch_account(account) for account in told]
    full = len(list(pair_block(kind, sketches[:-1])))
    assert full == bound.full * (bound.full - 1) // 2
    near = set(pair_block(kind, sketches))
    assert near == {
        (told[at].id, told[at + step].id)
        for step in range(1, bound.reach + 1)
        for at in range(len(told) - step)
    }


@pytest.mark.parametrize("kind", sorted(BOUNDS))
def test_the_order_of_a_block_does_not_matter(kind: str) -> None:
    """The pairs are those of its members, however these are listed."""
    sketches = [sketch_account(tell(number, killed=number % 9)) for number in range(BOUNDS[kind].full + 40)]
    assert set(pair_block(kind, sketches)) == set(pair_block(kind, sketches[::-1]))


def test_an_account_that_comes_between_others_only_takes_pairs_away() -> None:
    """Those that were no candidates before are none because of a third."""
    sketches = [sketch_account(tell(number, killed=number % 9)) for number in range(150)]
    before, after = set(pair_block("place", sketches[:-1])), set(pair_block("place", sketches))
    assert {pair for pair in after - before if sketches[-1].id not in pair} == set()


def test_the_narrower_blocks_of_a_day_lie_within_the_country() -> None:
    """So where all of a country meet, the others add nothing."""
    keys = name_blocks(tell(1))
    assert {key[0] for key in keys if key[1] == str(DAY)} == {"any", "country", "region", "place", "count"}


@pytest.mark.parametrize("day", [date.min, date.max])
@pytest.mark.parametrize("scope", list(Scope))
def test_the_first_and_the_last_day_of_the_calendar_have_no_day_beside(day: date, scope: Scope) -> None:
    """Dates that somebody mistyped are days like any other."""
    days = DateRange(earliest=day, latest=day, precision=DatePrecision.DAY)
    told = [evolve(tell(number, scope=scope), date=days, published=day) for number in range(3)]
    assert len(gather_candidates(told)) == 3
    assert all(len(set(keys)) == len(keys) for keys in (list(name_blocks(one)) for one in told))


@pytest.mark.parametrize(
    ("days", "published", "center"),
    [
        (None, DAY, [DAY]),
        (None, None, []),
        (DateRange(earliest=None, latest=DAY, precision=DatePrecision.DAYS), None, [DAY]),
        (DateRange(earliest=None, latest=DAY - timedelta(days=9), precision=DatePrecision.DAYS), DAY, [DAY]),
        (
            DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY), DAY + timedelta(days=60),
            [DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)],
        ),
        (
            DateRange(earliest=DAY, latest=DAY + timedelta(days=2), precision=DatePrecision.DAYS), None,
            [DAY + timedelta(days=step) for step in (-1, 0, 1, 2, 3)],
        ),
    ],
)  # fmt: skip
def test_an_account_meets_others_on_its_days_and_those_beside(
    days: DateRange | None, published: date | None, center: list[date]
) -> None:
    """Without a day of its own on that of its report, and without either on the last day it may be of."""
    keys = name_blocks(evolve(tell(1), date=days, published=published))
    assert [key[1] for key in keys if key[0] == "country"] == [str(day) for day in center]


def test_reports_that_give_no_day_meet_on_the_day_they_were_published() -> None:
    """Two notes of one day in one country that share nothing else are compared."""
    notes = [evolve(tell(number, killed=1), date=None, published=DAY) for number in range(2)]
    later = evolve(tell(2, killed=1), date=None, published=DAY + timedelta(days=90))
    assert list(gather_candidates([*notes, later])) == [("a00000", "a00001")]
