"""Groups resist chains, keep apart what one article tells apart, and let companions fill in what is vague."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from claimgraph.comparison import grouping
from claimgraph.comparison.companions import list_speakers
from claimgraph.comparison.grouping import SPEAKERS
from claimgraph.comparison.incidents import link_accounts
from claimgraph.comparison.pairs import Weights, read_profile
from claimgraph.model import (
    Account,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Modifier,
    Place,
    Quantity,
    Source,
    Span,
    Term,
)

MARK = Place(name="Westmark", words="Westmark", kind="province", key="w", path=("Elbonia",), path_keys=("e",))
INSIDE = {"path": ("Westmark", "Elbonia"), "path_keys": ("w", "e")}
TOWN = Place(name="Hafen", words="Hafen", kind="town", key="h", **INSIDE)
NORTH = Place(name="Norden", words="Norden", kind="town", key="n", **INSIDE)


def when(first: int, last: int | None = None) -> DateRange:
    """Return a day of March 2030, or a run of days."""
    precision = DatePrecision.DAY if last is None else DatePrecision.WEEK
    return DateRange(earliest=date(2030, 3, first), latest=date(2030, 3, last or first), precision=precision)


def tell(name: str, days: DateRange | None, *figures: int, place: Place | None = TOWN) -> Account:
    """Return an account that counts some dead; its article is what stands before the dash."""
    article = name.partition("-")[0]
    account = Account(
        id=name, article=article, place=place, date=days, means=("shelling",), published=date(2030, 3, 12)
    )
    claims = tuple(_count(account, figure) for figure in figures)
    return evolve(account, claims=claims)


def _count(account: Account, figure: int) -> Claim:
    return Claim(
        id=f"c-{account.id}-{figure}",
        article=account.article,
        spans=(Span(0, 2),),
        text=str(figure),
        measure="killed",
        quantity=Quantity(
            value=figure, low=figure, high=figure, modifier=Modifier.EXACT, words=str(figure), span=Span(0, 2)
        ),
        group="people",
        attribution=Attribution(chain=(Source(id="desk", name="The desk", kind="agency"),)),
        place=account.place,
        date=account.date,
    )


def group(*several: Account) -> list[str]:
    """Return the groups as words, the ids of each sorted."""
    found = link_accounts(several)
    return sorted(" ".join(sorted(account.id for account in one.accounts)) for one in found)


@pytest.mark.parametrize("bridge", [(), (28,), (12,)], ids=["no figure", "the first's", "the second's"])
@pytest.mark.parametrize("second", [5, 6], ids=["Tuesday", "Wednesday"])
def test_two_strikes_of_one_week_stay_two_beside_a_story_of_early_this_week(
    bridge: tuple[int, ...], second: int
) -> None:
    """The story joins one of them, or none; it never makes Monday's strike and the second one."""
    days = when(second)
    told = [tell("a", when(4), 28), tell("b", when(4), 28), tell("y", days, 12), tell("z", days, 12)]
    groups = group(*told, tell("vague", when(4, 7), *bridge))
    assert not any({"a", "y"} & set(one.split()) == {"a", "y"} for one in groups)
    assert any({"a", "b"} <= set(one.split()) for one in groups)
    assert any({"y", "z"} <= set(one.split()) for one in groups)


def test_a_strike_on_the_rescuers_stays_apart_from_the_strike() -> None:
    """One article tells of both with figures of their own; others tell of the one or the other."""
    told = [tell("x-1", when(4), 40), tell("x-2", when(4), 5)]
    groups = group(*told, tell("b", when(4), 40), tell("c", when(4), 40), tell("d", when(4), 5))
    assert groups == ["b c x-1", "d x-2"]


def test_what_one_article_counts_apart_is_not_joined_however_much_speaks_for_it() -> None:
    """Two events of one day and town: other articles link to one or the other, and to each other."""
    weights = Weights(
        prior=0.0,
        threshold=1.0,
        veto=-99.0,
        weights={
            "same day": 5.0,
            "same figure": 3.0,
            "same large figure": 3.0,
            "told apart in one article": -8.0,
        },
    )
    told = [tell("x-1", when(4), 12), tell("x-2", when(4), 5), tell("b", when(4), 12), tell("d", when(4), 5)]
    found = link_accounts(told, weights=weights)
    assert sorted(one.articles for one in found) == [("b", "x"), ("d", "x")]
    again = [evolve(one, claims=told[0].claims) if one.id == "x-2" else one for one in told]
    assert len(link_accounts(again, weights=weights)) == 1


def test_what_articles_are_about_is_joined_before_what_they_mention_in_passing() -> None:
    """A report whose figures fit both of an article's events joins the one told first."""
    told = [tell("x-1", when(4), 7), tell("x-2", when(4), 20)]
    assert group(*told, tell("y", when(4), 7, 20)) == ["x-1 y", "x-2"]


def test_a_total_over_several_towns_is_none_of_them() -> None:
    """An article that gives the total and its parts keeps them apart also where others tell only one."""
    told = [
        tell("x-all", when(4), 30, place=MARK),
        tell("x-h", when(4), 12),
        tell("x-n", when(4), 18, place=NORTH),
    ]
    groups = group(*told, tell("b", when(4), 12), tell("c", when(4), 30, place=MARK))
    assert groups == ["b x-h", "c x-all", "x-n"]


def test_a_village_named_by_companions_is_where_a_vague_account_belongs() -> None:
    """Told "in the province" beside those that name the town, it is that town, and no bridge to another."""
    vague = tell("v", when(4), place=MARK)
    groups = group(vague, tell("a", when(4), 28), tell("n", when(4), 12, place=NORTH))
    assert not any({"a", "n"} <= set(one.split()) for one in groups)


def sharpen(account: Account, companions: list[Account], *, beside: Account) -> Account:
    """Return the account of a cluster as it is compared with one of another."""
    speakers = list_speakers([read_profile(one) for one in companions])
    return speakers[companions.index(account)].sharpen(beside).account


def test_an_account_takes_over_what_companions_tell_more_sharply() -> None:
    """Only what lies inside its own words, and only where the other account does not tell the same."""
    vague = tell("v", when(4, 7), 28, place=MARK)
    companions = [tell("a", when(4)), tell("b", when(4)), tell("c", when(5), place=NORTH)]
    other = tell("o", when(6), place=NORTH)
    sharp = sharpen(vague, [vague, *companions], beside=other)
    assert (sharp.place, sharp.date) == (TOWN, when(4))
    assert sharpen(vague, [vague, *companions], beside=tell("o", when(4, 7), place=MARK)) is vague
    sure = tell("v", when(10), place=TOWN)
    outside = sharpen(sure, [sure, *companions], beside=other)
    assert (outside.place, outside.date) == (TOWN, when(10))


def test_place_and_day_are_taken_over_each_on_its_own() -> None:
    """What one of them is told as sharply as it can be, the other still is filled in."""
    other = tell("o", when(6), place=NORTH)
    vague = tell("v", when(4), 28, place=MARK)
    placed = sharpen(vague, [vague, tell("a", when(4))], beside=other)
    assert (placed.place, placed.date) == (TOWN, when(4))
    late = tell("v", when(4, 7), 28)
    dated = sharpen(late, [late, tell("a", when(4))], beside=other)
    assert (dated.place, dated.date) == (TOWN, when(4))


def test_an_account_without_place_and_day_takes_those_of_its_companions() -> None:
    """A story that says neither is held to what those it stands with say."""
    bare = tell("v", None, 28, place=None)
    sharp = sharpen(bare, [bare, tell("a", when(4))], beside=tell("o", when(6), place=NORTH))
    assert (sharp.place, sharp.date) == (TOWN, when(4))


def test_an_event_told_more_often_than_there_are_speakers_is_one() -> None:
    """Many reports join like few, and keep a handful of links each."""
    told = [tell(f"a{number:03}", when(4), 28) for number in range(2 * SPEAKERS + 5)]
    (incident,) = link_accounts([*told])
    assert len(incident.accounts) == len(told)
    assert len(incident.links) < 15 * len(told)


def place(name: str, kind: str, town: Place = TOWN) -> Place:
    """Return a place inside a town."""
    path, keys = (town.name, *town.path), (town.key or "", *town.path_keys)
    return Place(name=name, words=name, kind=kind, path=path, path_keys=keys)


def report(name: str, *figures: int, at: Place = TOWN, means: str = "shelling") -> Account:
    """Return an account in words some of which others use as well, of what its article is mainly about."""
    own = [Term(f"{name}{number}", 8.0, 1) for number in range(12)]
    words = (*own, *(Term(f"word{number}", 8.0, 1) for number in range(3)))
    return evolve(tell(name, when(4), *figures, place=at), terms=words, means=(means,))


@pytest.mark.parametrize(("kind", "number"), [("street", 2), ("market", 1)])
def test_reports_of_two_streets_of_one_town_are_of_two_events(kind: str, number: int) -> None:
    """What two reports of a day share does not join them; two markets are less sharp than an address."""
    told = [report(name, 7, at=place(f"{name[0]}mill", kind)) for name in ("a1", "a2", "b1", "b2")]
    assert len(group(*told)) == number


def test_reports_of_a_street_and_of_its_town_are_of_one_event() -> None:
    """Nothing is told apart where one of them names no street."""
    assert len(group(report("a", 7, at=place("Mill Street", "street")), report("b", 7))) == 1


@pytest.mark.parametrize(("crowd", "number"), [(150, 1), (1, 2)], ids=["few", "a crowd"])
@pytest.mark.parametrize(
    "other", [report("b", 7, means="flood"), report("b", 2)], ids=["other means", "another figure"]
)
def test_only_in_a_crowd_other_means_or_figures_make_two_events(
    other: Account, crowd: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Among many reports of a day look-alikes are likely; elsewhere one event is told in several ways."""
    monkeypatch.setattr(grouping, "CROWD", crowd)
    assert len(group(report("a", 7), other)) == number


def test_in_a_crowd_reports_that_tell_the_same_are_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """More is asked only where something is told apart."""
    monkeypatch.setattr(grouping, "CROWD", 1)
    assert len(group(report("a", 7), report("b", 7))) == 1
