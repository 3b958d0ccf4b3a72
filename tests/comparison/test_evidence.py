"""Each piece of evidence has a strength that follows from what two accounts share."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from claimgraph.comparison.pairs import find_pairs, load_weights, read_profile, score_pair
from claimgraph.comparison.pairs.days import compare_days, compare_reports, word_days, word_reports
from claimgraph.comparison.pairs.figures import compare_means
from claimgraph.comparison.pairs.places import compare_regions, compare_surroundings, word_surroundings
from claimgraph.comparison.pairs.words import (
    compare_ages,
    compare_names,
    compare_rare_terms,
    compare_terms,
    word_ages,
    word_names,
    word_rare_terms,
)
from claimgraph.errors import MisuseError
from claimgraph.model import Account, DatePrecision, DateRange, Place, Span, Term

DAY = date(2030, 3, 25)
MONTH = DateRange(earliest=date(2030, 3, 1), latest=date(2030, 3, 31), precision=DatePrecision.MONTH)
YEAR = DateRange(earliest=date(2030, 1, 1), latest=date(2030, 12, 31), precision=DatePrecision.YEAR)
ORDINARY, RARE = Term("fire", 3.0, 1), Term("zeppelin", 8.0, 1)
TOWN = Place(
    name="Hafen", words="Hafen", kind="town", key="h", path=("Westmark", "Elbonia"), path_keys=("w", "e")
)


def account(name: str, **fields: object) -> Account:
    """Return an account of an article of its own."""
    return Account(id=name, article=f"article {name}", **fields)  # type: ignore[arg-type]


def profiles(first: dict[str, object], second: dict[str, object]) -> tuple:
    """Return two accounts made ready for comparison."""
    return read_profile(account("a", **first)), read_profile(account("b", **second))


MANY = tuple(Term(f"word{number}", 8.0, 1) for number in range(80))


def test_shared_words_are_as_strong_as_the_root_of_what_they_make_up() -> None:
    """All words shared is full strength, a quarter of them half of it."""
    strengths = [
        found.strength
        for shared in (MANY[:40], (*MANY[:10], *MANY[40:70]))
        if (found := compare_terms(*profiles({"terms": MANY[:40]}, {"terms": shared})))
    ]
    assert strengths == [pytest.approx(1.0, abs=0.03), pytest.approx(0.5, abs=0.03)]


def test_the_words_of_one_sentence_prove_little() -> None:
    """Two short texts that say the same are less alike than two long ones."""
    short, long = (
        compare_terms(*profiles({"terms": terms}, {"terms": terms})) for terms in (MANY[:1], MANY[:40])
    )
    assert short is not None
    assert long is not None
    assert short.strength < 0.7 < long.strength


def test_a_word_told_often_counts_more() -> None:
    """A story that says it five times is about it."""
    others = MANY[:10]
    once, often = (
        compare_terms(*profiles({"terms": (term, *others)}, {"terms": (term, *MANY[20:30])}))
        for term in (RARE, RARE._replace(times=5))
    )
    assert once is not None
    assert often is not None
    assert often.strength > once.strength


def test_a_rare_word_in_common_tells_more_than_an_ordinary_one() -> None:
    """Every second story tells of a fire, hardly one of a zeppelin."""
    others = (Term("night", 3.0, 1), Term("street", 3.0, 1))
    strengths = [
        found.strength
        for shared in (RARE, ORDINARY)
        if (found := compare_terms(*profiles({"terms": (shared, others[0])}, {"terms": (shared, others[1])})))
    ]
    assert strengths[0] > strengths[1]


def test_only_rare_words_count_as_rare() -> None:
    """An ordinary word in common is no evidence of its own kind."""
    assert compare_rare_terms(*profiles({"terms": (ORDINARY,)}, {"terms": (ORDINARY,)})) is None
    rare = profiles({"terms": (RARE,)}, {"terms": (RARE,)})
    found = compare_rare_terms(*rare)
    assert found is not None
    assert "zeppelin" in word_rare_terms(*rare, found)


def test_words_that_nobody_knows_speak_neither_way() -> None:
    """A row of a spreadsheet has no text: its score must not suffer from that."""
    found = compare_terms(*profiles({}, {"terms": (RARE,)}))
    assert found is not None
    assert found.name == "words unknown"
    day = DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY)
    told = [account(name, place=TOWN, date=day) for name in "ab"]
    assert score_pair(*told).score >= load_weights().threshold


def test_more_shared_names_are_stronger_and_are_listed() -> None:
    """A victim and her school are better than the school alone."""
    one = compare_names(*profiles({"names": ("north school",)}, {"names": ("north school", "ada berg")}))
    both = {"names": ("ada berg", "north school")}
    two = compare_names(*profiles(both, both))
    assert one is not None
    assert two is not None
    assert two.strength > one.strength
    assert "ada berg, north school" in word_names(*profiles(both, both), two)


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [((19, 34), (34,), "shared ages"), ((19,), (20,), "no age shared"), ((19,), (), None)],
)
def test_ages_speak_for_or_against_where_both_give_some(
    first: tuple[int, ...], second: tuple[int, ...], name: str | None
) -> None:
    """A story that gives no age says nothing."""
    found = compare_ages(*profiles({"ages": first}, {"ages": second}))
    assert (found.name if found else None) == name


def test_two_shared_ages_are_stronger_than_one() -> None:
    """Up to three, more tell nothing new."""
    found = [
        compare_ages(*profiles({"ages": ages}, {"ages": ages}))
        for ages in ((19,), (19, 34), (1, 2, 3), (1, 2, 3, 4))
    ]
    strengths = [one.strength for one in found if one]
    assert strengths[0] < strengths[1] < strengths[2] == strengths[3] == 1.0


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        (("air strike",), ("bombing",), None),
        (("air strike",), ("air strike", "fire"), "same means"),
        (("air strike",), ("earthquake",), "different means"),
        (("air strike",), (), None),
    ],
)
def test_means_that_one_event_is_told_by_do_not_contradict(
    first: tuple[str, ...], second: tuple[str, ...], name: str | None
) -> None:
    """Jets bomb; a quake is no air strike."""
    found = compare_means(*profiles({"means": first}, {"means": second}))
    assert (found.name if found else None) == name


def test_reports_are_the_further_apart_the_longer() -> None:
    """On one day nothing speaks against; after a year nothing more can."""
    gaps = [
        compare_reports(*profiles({"published": DAY}, {"published": date(year, month, day)}))
        for year, month, day in ((2030, 3, 25), (2030, 4, 2), (2031, 3, 26), (2040, 3, 5))
    ]
    assert gaps[0] is None
    strengths = [found.strength for found in gaps if found]
    assert strengths[0] < strengths[1] == strengths[2] == 1.0


def test_a_day_that_was_inferred_contradicts_less_than_one_that_was_read() -> None:
    """A story of a trial is dated by its own day where it names none."""
    read = DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY, span=Span(0, 3))
    later = evolve(read, earliest=date(2030, 5, 1), latest=date(2030, 5, 1))
    inferred = evolve(later, span=None)
    texts = {"terms": (RARE,)}
    told = compare_days(*profiles({"date": read, **texts}, {"date": later, **texts}))
    guessed = compare_days(*profiles({"date": read, **texts}, {"date": inferred, **texts}))
    entered = compare_days(*profiles({"date": read}, {"date": inferred}))
    assert [found.name for found in (told, guessed, entered) if found] == [
        "days apart",
        "days perhaps apart",
        "days apart",
    ]


def test_regions_speak_against_only_where_both_name_some() -> None:
    """Two stories of two provinces are seldom of one event."""
    assert compare_regions(*profiles({"regions": ("w",)}, {"regions": ("x",)})) is not None
    assert compare_regions(*profiles({"regions": ("w",)}, {"regions": ("w", "x")})) is None
    assert compare_regions(*profiles({"regions": ("w",)}, {})) is None


def test_shared_places_count_by_how_rare_their_names_are() -> None:
    """Two stories that both name a hamlet are nearer than two that both name the capital."""
    hamlet, capital, other = Term("h", 8.0, 1), Term("c", 4.0, 1), Term("o", 6.0, 1)
    rare = compare_surroundings(*profiles({"around": (hamlet, other)}, {"around": (hamlet,)}))
    common = compare_surroundings(*profiles({"around": (capital, other)}, {"around": (capital,)}))
    assert rare is not None
    assert common is not None
    assert rare.strength > common.strength
    one, other_way = {"around": (hamlet, other)}, {"around": (hamlet,)}
    assert rare == compare_surroundings(*profiles(other_way, one))
    assert rare.strength == pytest.approx(0.8**0.5)


@pytest.mark.parametrize(
    ("shared", "gap", "meet"),
    [
        ({"names": ("ada zyx",), "terms": (Term("ada", 6.0, 1), Term("zyx", 8.0, 1))}, 300, True),
        ({"names": ("the house",), "terms": (Term("house", 2.0, 1),)}, 300, False),
        ({"names": ("the house",)}, 3, True),
        ({"terms": (RARE,)}, 3, True),
        ({"terms": (RARE,)}, 300, False),
        ({"terms": (RARE, Term("airship", 8.0, 1))}, 300, True),
        ({"terms": (RARE,), "around": (Term("h", 8.0, 1),)}, 300, True),
        ({"terms": (RARE,)}, 12, True),
        ({"place": TOWN, "date": YEAR}, 300, False),
        ({"place": TOWN, "date": MONTH}, 300, True),
        ({"ages": (19,), "place": TOWN}, 300, True),
        ({"ages": (19,)}, 300, False),
    ],
)
def test_accounts_meet_through_what_is_rare(shared: dict[str, object], gap: int, meet: bool) -> None:
    """A trial a year later meets the first reports for a name, two rare words, an age in a town."""
    later = date.fromordinal(DAY.toordinal() + gap)
    told = [account("a", published=DAY, **shared), account("b", published=later, **shared)]
    assert bool(list(find_pairs(told))) is meet


def test_a_country_in_common_is_said_to_be_all_there_is() -> None:
    """It speaks against a pair, so that "both in Norland" would mislead."""
    country = Place(name="Norland", words="Norland", kind="country", key="no")
    link = score_pair(account("a", place=country), account("b", place=country))
    (found,) = [one for one in link.evidence if one.name == "same country only"]
    assert (found.weight < 0, found.reason) == (True, "both say no more of the place than Norland")


def site(name: str, kind: str, *, home: str = "h") -> Place:
    """Return a street or a building that no gazetteer has, in a town."""
    path = ("Hafen", "Westmark", "Elbonia")
    return Place(name=name, words=name, kind=kind, path=path, path_keys=(home, "w", "e"))


STREET = site("Mill Street", "street")
SCHOOL = site("Harbour school", "school")


@pytest.mark.parametrize(
    ("place", "words", "found"),
    [
        (SCHOOL, ("school",), "one place may be inside the other"),
        (SCHOOL, ("market",), "same area"),
        (site("Weir Street", "street"), ("school", "street"), "same area"),
        (site("Harbour school", "school", home="x"), ("school",), "same area"),
    ],
    ids=["the same thing", "another thing", "two streets", "another town"],
)
@pytest.mark.parametrize("turned", [False, True])
def test_what_stands_in_a_town_may_stand_on_a_street_of_it_that_tells_of_the_like(
    place: Place, words: tuple[str, ...], found: str, turned: bool
) -> None:
    """A school on Mill Street may be the Harbour school, and no market is."""
    street = account("b", place=STREET, terms=tuple(Term(word, 5.0, 1) for word in words))
    told = account("a", place=place, terms=(Term("school", 5.0, 1),))
    link = score_pair(*((street, told) if turned else (told, street)))
    (where,) = [
        one for one in link.evidence if one.name in {"same area", "one place may be inside the other"}
    ]
    assert where.name == found
    assert (where.reason == "Harbour school may stand on Mill Street") is (found != "same area")


def _on(day: int, *, end: int | None = None, is_read: bool = True) -> DateRange:
    """Return days of March 2030."""
    days = DateRange(
        earliest=date(2030, 3, day), latest=date(2030, 3, end or day), precision=DatePrecision.DAY
    )
    return evolve(days, span=Span(0, 3) if is_read else None)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (_on(5), _on(5), "both on 2030-03-05"),
        (_on(5), _on(4, end=6), "2030-03-05 overlaps 2030-03-04 to 2030-03-06"),
        (_on(5), _on(6), "2030-03-05 and 2030-03-06 lie 1 day apart"),
        (_on(7), _on(5), "2030-03-07 and 2030-03-05 lie 2 days apart"),
        (_on(5), None, "the day of one of them is not known"),
        (
            _on(5), _on(6, is_read=False), "2030-03-05 and 2030-03-06 lie 1 day apart",
        ),
    ],
)  # fmt: skip
def test_days_are_told_with_how_far_apart_they_lie(
    first: DateRange, second: DateRange | None, said: str
) -> None:
    """In the order of the accounts, in the plural where it is one."""
    told = profiles({"date": first}, {"date": second})
    found = compare_days(*told)
    assert found is not None
    assert word_days(*told, found) == said


@pytest.mark.parametrize(("gap", "said"), [(1, "1 day"), (2, "2 days"), (365, "365 days"), (400, "400 days")])
def test_reports_are_told_with_how_far_apart_they_were_published(gap: int, said: str) -> None:
    """Whichever came first."""
    later = date.fromordinal(DAY.toordinal() + gap)
    for told in (
        profiles({"published": DAY}, {"published": later}),
        profiles({"published": later}, {"published": DAY}),
    ):
        found = compare_reports(*told)
        assert found is not None
        assert word_reports(*told, found) == f"published {said} apart"


@pytest.mark.parametrize(
    ("shared", "said"),
    [("h", "both mention one place alike"), ("hc", "both mention 2 of the same places")],
)
def test_shared_places_are_counted(shared: str, said: str) -> None:
    """Those that one of them alone names are not."""
    first = {"around": tuple(Term(word, 6.0, 1) for word in "hcx")}
    second = {"around": tuple(Term(word, 6.0, 1) for word in (*shared, "y", "z"))}
    told = profiles(first, second)
    found = compare_surroundings(*told)
    assert found is not None
    assert word_surroundings(*told, found) == said
    assert compare_surroundings(*profiles(first, {})) is None


def test_shared_ages_are_listed() -> None:
    """Only those that both give, the youngest first, or that there is none."""
    told = profiles({"ages": (34, 19, 70)}, {"ages": (70, 19, 5)})
    found = compare_ages(*told)
    assert found is not None
    assert word_ages(*told, found) == "both speak of people aged 19, 70"
    apart = profiles({"ages": (34,)}, {"ages": (5,)})
    other = compare_ages(*apart)
    assert other is not None
    assert word_ages(*apart, other) == "neither gives an age that the other gives"


@pytest.mark.parametrize("pair", [("x", account("b")), (account("a"), None)])
def test_only_accounts_are_scored(pair: tuple[Any, Any]) -> None:
    """One account beside something else is a misuse that names it."""
    with pytest.raises(MisuseError):
        score_pair(*pair)
