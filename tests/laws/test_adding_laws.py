"""Laws of linking: order does not matter, adding equals building at once, judgements win."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from unittest import mock

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.comparison.changes import compare_incidents
from claimgraph.comparison.incidents import relink_accounts
from claimgraph.comparison.judgements import apply_judgements, make_judgement, undo_judgement
from claimgraph.comparison.meetings import find_partners, list_meetings
from claimgraph.comparison.pairs import candidates, find_pairs
from claimgraph.model import (
    Account,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Incident,
    Judgement,
    Modifier,
    Place,
    Quantity,
    Scope,
    Source,
    Span,
    Term,
)

# Blocks in which three accounts are too many for all to meet.
NARROW = {kind: bound._replace(full=2, reach=1) for kind, bound in candidates.BOUNDS.items()}
HAFEN = Place(
    name="Hafen", words="Hafen", kind="town", path=("Nordland", "Utopia"), key="g1", path_keys=("g2", "g3")
)
PLACES = (
    HAFEN,
    Place(
        name="Brunn",
        words="Brunn",
        kind="town",
        path=("Nordland", "Utopia"),
        key="g4",
        path_keys=("g2", "g3"),
    ),
    Place(name="Nordland", words="Nordland", kind="region", path=("Utopia",), key="g2", path_keys=("g3",)),
    None,
)
NAMES = ("ann", "bea", "cay", "dov", "eve", "fox")


@st.composite
def told_accounts(draw: st.DrawFn) -> list[Account]:
    """Accounts of few places and days, so that many of them meet; some count nobody."""
    found = []
    for number in range(draw(st.integers(1, 9))):
        first = draw(st.integers(3, 7))
        days: DateRange | None = DateRange(
            earliest=date(2020, 1, first),
            latest=date(2020, 1, first + draw(st.sampled_from([0, 0, 0, 2]))),
            precision=DatePrecision.DAY,
        )
        published = date(2020, 1, draw(st.integers(7, 12)))
        article = draw(st.sampled_from(NAMES))
        scope = draw(st.sampled_from([Scope.INCIDENT] * 4 + [Scope.CUMULATIVE]))
        if draw(st.sampled_from([False] * 5 + [True])):
            days = None
        place, means = draw(st.sampled_from(PLACES)), draw(st.sampled_from([(), ("shelling",), ("bombing",)]))
        counted = draw(st.sampled_from([None, 4, 7, 28, 28]))
        account = Account(
            id=f"{article}-{number}",
            article=article,
            scope=scope,
            place=place,
            date=days,
            means=means,
            names=draw(st.sampled_from([(), ("lena hart",)])),
            terms=draw(
                st.sampled_from([(), (Term("ferry", 9.0, 2), Term("quay", 8.0, 1)), (Term("ferry", 9.0, 1),)])
            ),
            published=published,
        )
        claims = () if counted is None else (_claim(account, counted),)
        found.append(evolve(account, claims=claims))
    return found


def _claim(account: Account, number: int) -> Claim:
    text = f"{number} people"
    return Claim(
        id=f"c-{account.id}",
        article=account.article,
        spans=(Span(0, len(text)),),
        text=text,
        measure="killed",
        quantity=Quantity(
            value=number, low=number, high=number, modifier=Modifier.EXACT, words=str(number), span=Span(0, 2)
        ),
        group="people",
        attribution=Attribution(chain=(Source(id=account.article, name=account.article, kind="agency"),)),
        scope=account.scope,
        place=account.place,
        date=account.date,
        published=account.published,
    )


@st.composite
def logs(draw: st.DrawFn, several: Sequence[Account]) -> list[Judgement]:
    """Judgements about accounts that do not contradict each other, some of them undone."""
    made: list[Judgement] = []
    for number in range(draw(st.integers(0, 4))):
        a, b = draw(st.sampled_from(several)), draw(st.sampled_from(several))
        if a.id == b.id:
            continue
        decision = draw(st.sampled_from(["same", "different", "unsure"]))
        one = make_judgement(a.id, b.id, decision, by="Ana", when=f"2021-01-0{number + 1}")
        undone = [undo_judgement(one, by="Ben", when="2021-02-01")] if draw(st.booleans()) else []
        try:
            apply_judgements([*made, one, *undone], several)
        except cg.ConstraintError:
            continue
        made += [one, *undone]
    return made


def strip_ids(incidents: Sequence[Incident]) -> list[Incident]:
    """Return incidents without their ids, in an order of their own."""
    return sorted((evolve(one, id="") for one in incidents), key=lambda one: one.accounts[0].id)


def add_in_parts(parts: Sequence[Sequence[Account]], judgements: Sequence[Judgement]) -> tuple[Incident, ...]:
    """Link accounts part by part."""
    known: list[Account] = []
    incidents: tuple[Incident, ...] = ()
    for part in parts:
        known += part
        incidents = relink_accounts(
            known, incidents=incidents, touched=[one.id for one in part], judgements=judgements
        )
    return incidents


def cut(several: Sequence[Account], draw: st.DataObject) -> list[list[Account]]:
    """Cut a list anywhere between articles, into up to four parts; an article comes with all its accounts."""
    told: dict[str, list[Account]] = {}
    for account in several:
        told.setdefault(account.article, []).append(account)
    articles = list(told.values())
    at = sorted(draw.draw(st.lists(st.integers(0, len(articles)), max_size=3)))
    runs = zip([0, *at], [*at, len(articles)], strict=True)
    return [[account for article in articles[i:j] for account in article] for i, j in runs]


@given(told_accounts(), st.data())
@settings(max_examples=150)
def test_adding_in_any_order_and_any_parts_equals_linking_at_once(
    several: list[Account], data: st.DataObject
) -> None:
    """Groups, links and tolls are the same, whatever came first; judgements known before included."""
    judgements = data.draw(logs(several))
    shuffled = data.draw(st.permutations(several))
    added = add_in_parts(cut(shuffled, data), judgements)
    assert strip_ids(added) == strip_ids(cg.link_accounts(several, judgements=judgements))


@given(told_accounts(), st.data())
def test_who_meets_whom_is_the_same_asked_one_by_one(several: list[Account], data: st.DataObject) -> None:
    """The list kept from adding to adding gives the pairs that are found all at once."""
    meetings = None
    for part in cut(several, data):
        meetings = list_meetings(part, known=meetings)
    assert meetings is not None
    met = {
        (one, other)
        for key in meetings
        for one, others in find_partners(key, meetings).items()
        for other in others
    }
    assert {pair for pair in met if pair[0] < pair[1]} == {
        tuple(sorted((a.id, b.id))) for a, b in find_pairs(several)
    }


@given(told_accounts(), st.data())
@settings(max_examples=150)
def test_where_blocks_are_too_large_for_all_to_meet_adding_equals_linking_at_once(
    several: list[Account], data: st.DataObject
) -> None:
    """A new account that takes pairs of others away has those grouped again."""
    judgements = data.draw(logs(several))
    shuffled = data.draw(st.permutations(several))
    with mock.patch.object(candidates, "BOUNDS", NARROW):
        added = add_in_parts(cut(shuffled, data), judgements)
        assert strip_ids(added) == strip_ids(cg.link_accounts(several, judgements=judgements))


@given(told_accounts(), st.data())
def test_adding_in_the_order_of_publication_gives_the_ids_of_linking_at_once(
    several: list[Account], data: st.DataObject
) -> None:
    """Who builds a corpus day by day cites the same ids as who builds it in one go."""
    days = {one.article: one.published for one in several}
    several = [evolve(one, published=days[one.article]) for one in several]
    ordered = sorted(several, key=lambda one: (one.published or date.min, one.article, one.id))
    assert add_in_parts(cut(ordered, data), []) == cg.link_accounts(several)


@given(told_accounts(), st.data())
def test_an_incident_that_only_grows_keeps_its_id(several: list[Account], data: st.DataObject) -> None:
    """Also where older articles come in later; ids stay different from each other."""
    first, *later = cut(several, data)
    fresh = [account for part in later for account in part]
    before = cg.link_accounts(first)
    after = relink_accounts([*first, *fresh], incidents=before, touched=[one.id for one in fresh])
    assert len({one.id for one in after}) == len(after)
    home = {account.id: one.id for one in after for account in one.accounts}
    counted = [one for one in before if one.claims]
    for change in compare_incidents(counted, [one for one in after if one.claims]):
        if change.kind is cg.ChangeKind.GROWN and not _is_split(change.before[0], before, home):
            assert change.after == change.before
        if change.kind is cg.ChangeKind.MERGED and not any(
            _is_split(id, before, home) for id in change.before
        ):
            assert change.after[0] in change.before


def _is_split(id: str, before: Sequence[Incident], home: dict[str, str]) -> bool:
    (former,) = [one for one in before if one.id == id]
    return len({home[account.id] for account in former.accounts if account.id in home}) > 1


@given(told_accounts(), st.data())
def test_judgements_win(several: list[Account], data: st.DataObject) -> None:
    """What stands as the same is one incident, what stands as different is two, whatever the scores say."""
    judgements = data.draw(logs(several))
    rulings = apply_judgements(judgements, several)
    incidents = cg.link_accounts(several, judgements=judgements)
    home = {account.id: one.id for one in incidents for account in one.accounts}
    assert all(home[a] == home[b] for a, b in rulings.same)
    assert all(home[a] != home[b] for a, b in rulings.different)


@given(told_accounts(), st.data())
def test_judging_one_by_one_equals_applying_a_log_at_once(
    several: list[Account], data: st.DataObject
) -> None:
    """And undoing everything leads back to what there was."""
    judgements = data.draw(logs(several))
    plain = incidents = cg.link_accounts(several)
    done: list[Judgement] = []
    touched: list[str] = []
    for one in judgements:
        done.append(one)
        touched += [one.a, one.b]
        # What is undone in the next line may contradict for a moment.
        with suppress(cg.ConstraintError):
            incidents = relink_accounts(several, incidents=incidents, touched=touched, judgements=done)
            touched = []
    assert strip_ids(incidents) == strip_ids(cg.link_accounts(several, judgements=judgements))
    done += [undo_judgement(one, by="Cy", when="2022-01-01") for one in judgements if one.undoes is None]
    touched = [id for one in judgements for id in (one.a, one.b)]
    back = relink_accounts(several, incidents=incidents, touched=touched, judgements=done)
    assert strip_ids(back) == strip_ids(plain)


@given(told_accounts(), st.data())
def test_the_order_of_accounts_and_judgements_does_not_matter(
    several: list[Account], data: st.DataObject
) -> None:
    """Two desks with one log have one graph."""
    judgements = data.draw(logs(several))
    accounts, log = data.draw(st.permutations(several)), data.draw(st.permutations(judgements))
    assert cg.link_accounts(accounts, judgements=log) == cg.link_accounts(several, judgements=judgements)


RECORDS = (
    (
        "ash",
        "2020-03-05",
        "Shelling in Beledweyne killed 12 people on Wednesday, police said.",
    ),
    (
        "bay",
        "2020-03-05",
        "At least 12 people were killed on Wednesday by shells in Beledweyne, a doctor said.",
    ),
    (
        "cob",
        "2020-03-06",
        "Fifteen people were killed in Beledweyne on Wednesday, the Red Cross said.",
    ),
    ("dew", "2020-03-06", "A bomb killed four soldiers in Kismayo on Thursday, the army said."),
    ("elm", "2020-03-04", "A car bomb in Kismayo on Tuesday wounded nine people, residents said."),
    ("fir", "2020-03-09", "Early this week shells killed at least 10 people in Beledweyne, a lawmaker said."),
)


@given(st.permutations(RECORDS), st.data())
@settings(max_examples=12, deadline=None)
def test_adding_articles_equals_building_with_all(
    records: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    """From the texts on: the incidents of any order and any parts are those of all at once."""
    given_ = [{"id": id, "published": day, "text": text} for id, day, text in records]
    at = data.draw(st.integers(0, len(given_)))
    grown = cg.build_graph(given_[:at]).add(given_[at:])
    whole = cg.build_graph([{"id": id, "published": day, "text": text} for id, day, text in RECORDS])
    assert strip_ids(grown.incidents) == strip_ids(whole.incidents)
    assert {one.id for one in grown.articles} == {one.id for one in whole.articles}


def test_the_records_of_these_laws_have_something_to_link() -> None:
    """A law about linking is empty where nothing is linked."""
    graph = cg.build_graph([{"id": id, "published": day, "text": text} for id, day, text in RECORDS])
    assert max(len(one.articles) for one in graph.incidents) >= 3
    assert len(graph.incidents) >= 3


@pytest.mark.parametrize("at", range(len(RECORDS)))
def test_adding_day_by_day_keeps_what_is_not_touched(at: int) -> None:
    """Incidents without anything new are the very same values."""
    records = [{"id": id, "published": day, "text": text} for id, day, text in RECORDS]
    before = cg.build_graph(records[:at])
    after = before.add(records[at])
    touched = {id for change in after.changes for id in (*change.before, *change.after)}
    kept = [one for one in before.incidents if one.id not in touched]
    assert all(any(one is other for other in after.incidents) for one in kept)
