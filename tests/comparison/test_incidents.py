"""Accounts that tell of one event are one incident, in whatever order they come."""

from __future__ import annotations

from datetime import date, timedelta

from attrs import evolve
from figures import claim
from hypothesis import given
from hypothesis import strategies as st
from strategies import accounts

import claimgraph as cg
from claimgraph.comparison.incidents import link_accounts, link_claims, name_incidents, rank_incident
from claimgraph.comparison.judgements import make_judgement
from claimgraph.comparison.pairs import Weights
from claimgraph.model import (
    Account,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Incident,
    Modifier,
    Place,
    Quantity,
    Scope,
    Source,
    Span,
)

TOWN = Place(
    name="Hafen", words="Hafen", kind="town", key="h", path=("Westmark", "Elbonia"), path_keys=("w", "e")
)
NORTH = Place(
    name="Norden", words="Norden", kind="town", key="n", path=("Westmark", "Elbonia"), path_keys=("w", "e")
)


def tell(
    name: str, day: int, figure: int, *, place: Place = TOWN, scope: Scope = Scope.INCIDENT, start: int = 0
) -> Account:
    """Return an account of one article that counts some dead on a day of March 2030."""
    end = date(2030, 3, day)
    days = DateRange(earliest=end - timedelta(days=start), latest=end, precision=DatePrecision.DAY)
    quantity = Quantity(
        value=figure, low=figure, high=figure, modifier=Modifier.EXACT, words=str(figure), span=Span(0, 2)
    )
    monitor = Source(id="monitor", name="The Monitor", kind="monitor")
    claim = Claim(
        id=f"c{name}",
        article=name,
        spans=(Span(0, 2),),
        text=str(figure),
        measure="killed",
        quantity=quantity,
        group="people",
        attribution=Attribution(chain=(monitor,)),
        scope=scope,
        place=place,
        date=days,
        published=end,
    )
    return Account(
        id=name,
        article=name,
        claims=(claim,),
        scope=scope,
        place=place,
        date=days,
        means=("air strike",),
        published=end,
    )


def name_groups(several: list[Account]) -> list[list[str]]:
    """Return the ids of the accounts of each incident."""
    return sorted(sorted(account.id for account in incident.accounts) for incident in link_accounts(several))


def test_two_articles_of_one_day_and_place_are_one_incident() -> None:
    """Figures may differ: that is what an incident is for."""
    assert name_groups([tell("a", 5, 28), tell("b", 5, 40)]) == [["a", "b"]]


def test_two_strikes_on_one_town_stay_two() -> None:
    """Neither the same town nor the same means makes two days one."""
    assert name_groups([tell("a", 5, 28), tell("b", 8, 12)]) == [["a"], ["b"]]


def test_two_towns_of_one_day_stay_two() -> None:
    """The same day and province do not make two towns one."""
    assert name_groups([tell("a", 5, 28), tell("b", 5, 12, place=NORTH)]) == [["a"], ["b"]]


def test_a_chain_of_overlapping_days_does_not_grow_into_one() -> None:
    """A vague middle does not tie the two strikes at its ends together."""
    vague = tell("m", 7, 3, start=4)
    grouped = name_groups([tell("a", 3, 28), vague, tell("b", 7, 12)])
    assert not any({"a", "b"} <= set(group) for group in grouped)


def weigh(threshold: float, veto: float, apart: float, overlap: float) -> Weights:
    """Return weights that look at the days and the place alone."""
    table = {
        "same place": 2.0,
        "same day": overlap,
        "days overlap": overlap,
        "two days apart": apart,
        "days apart": apart,
    }
    return Weights(prior=0.0, threshold=threshold, veto=veto, weights=table)


def test_a_vetoed_pair_keeps_groups_apart_whatever_their_mean() -> None:
    """Two accounts that name no means cannot outvote that two exclude each other."""
    a, b = tell("a", 3, 28), evolve(tell("b", 3, 28), means=("earthquake",))
    several = [a, b, *(evolve(tell(name, 3, 28), means=()) for name in "mn")]
    table = {"same place": 2.0, "same day": 10.0, "different means": -15.0}
    vetoed, open_ = (
        link_accounts(several, weights=evolve(weigh(1.0, veto, 0.0, 0.0), weights=table))
        for veto in (-2.0, -99.0)
    )
    assert (len(vetoed), len(open_)) == (2, 1)


def test_groups_join_by_the_mean_of_their_pairs() -> None:
    """One strong link is not enough where the other pairs speak against it."""
    several = [tell("a", 3, 28), tell("m", 7, 28, start=4), tell("b", 7, 28)]
    assert len(link_accounts(several, weights=weigh(2.0, -99.0, -3.0, 1.0))) == 2
    assert len(link_accounts(several, weights=weigh(2.0, -99.0, 0.0, 1.0))) == 1


def test_a_rising_count_of_one_campaign_is_one_incident() -> None:
    """1,100 and, ten days later, 1,500 over the same period are one cumulative count."""
    early = tell("a", 11, 1100, scope=Scope.CUMULATIVE, start=10)
    late = tell("b", 21, 1500, scope=Scope.CUMULATIVE, start=20)
    (incident,) = link_accounts([early, late])
    assert [relation.kind.value for toll in incident.tolls for relation in toll.relations] == ["updates"]


def test_an_incident_says_why() -> None:
    """The evidence of each link can be read in words."""
    (incident,) = link_accounts([tell("a", 5, 28), tell("b", 5, 28)])
    assert "both in Hafen" in incident.why()
    assert "both count 28 killed" in incident.why()


def test_claims_without_accounts_are_linked_too() -> None:
    """Rows of a spreadsheet need no accounts: a claim with its parts forms one."""
    rows = [claim for account in (tell("a", 5, 28), tell("b", 5, 28)) for claim in account.claims]
    (incident,) = link_claims(rows)
    assert incident.articles == ("a", "b")
    apart = make_judgement(*(claim.id for claim in rows), "different", by="Ana", when="2030-04-01")
    assert len(link_claims(rows, judgements=[apart])) == 2


@given(st.lists(accounts(), max_size=6, unique_by=lambda account: account.id), st.randoms())
def test_the_order_of_accounts_does_not_matter(several: list[Account], random: object) -> None:
    """Any order of input gives the same incidents."""
    shuffled = list(several)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert link_accounts(several) == link_accounts(shuffled)


@given(st.lists(accounts(), max_size=6, unique_by=lambda account: account.id))
def test_every_account_with_claims_is_in_exactly_one_incident(several: list[Account]) -> None:
    """Nothing is lost and nothing is counted twice."""
    members = [account.id for incident in link_accounts(several) for account in incident.accounts]
    assert len(members) == len(set(members))
    assert {account.id for account in several if account.claims} <= set(members)


def test_claims_without_accounts_take_everything_from_their_claims() -> None:
    """Scope, place, days, means, actor and day of publication are those of the whole and its parts."""
    place = Place(name="Hafen", words="Hafen", kind="town", key="h", path=("Elbonia",), path_keys=("e",))
    days = DateRange(earliest=date(2018, 3, 1), latest=date(2018, 3, 20), precision=DatePrecision.DAYS)
    whole = claim(
        "28",
        "people",
        article="x",
        scope=Scope.CUMULATIVE,
        place=place,
        date=days,
        means="shelling",
        actor="A",
    )
    part = evolve(
        whole, id="part", group="children", part_of=whole.id, means="air strike", actor="B",
        scope=Scope.INCIDENT, place=None, date=None,
    )  # fmt: skip
    (incident,) = link_claims([whole, part])
    (account,) = incident.accounts
    assert (account.id, account.article, account.claims) == (f"a{whole.id}", "x", (whole, part))
    assert (account.scope, account.place, account.date) == (Scope.CUMULATIVE, place, days)
    assert (account.means, account.actors) == (("shelling", "air strike"), ("A", "B"))
    assert account.published == whole.published == date(2018, 3, 21)


def test_linking_claims_tells_its_progress() -> None:
    """Each stage up to its end, for claims alone as for claims that were read."""
    told: list[tuple[int, int | None, str]] = []
    link_claims([claim("28", "people")], progress=lambda *step: told.append(step))
    stages = {what for _, _, what in told}
    assert stages == {"finding candidates", "comparing accounts", "building incidents"}
    read = cg.read_claims([{"article": "a", "measure": "killed", "value": 3}])
    again: list[str] = []
    link_claims(read, progress=lambda done, total, what: again.append(what))
    assert set(again) == stages


def test_incidents_come_by_scope_and_day_and_then_by_id() -> None:
    """Counts over a period last, undated events after dated ones."""

    def make(name: str, first: int | None, last: int | None, scope: Scope = Scope.INCIDENT) -> Incident:
        ends = [None if day is None else date(2018, 3, day) for day in (first, last)]
        days = DateRange(earliest=ends[0], latest=ends[1], precision=DatePrecision.DAYS)
        return Incident(id=name, accounts=(), date=days if first or last else None, scope=scope)

    told = [
        make("b", 2, 3), make("c", None, 4), make("a", 9, 9), make("d", 9, 12), make("z", None, None),
        make("y", 1, 1, Scope.CUMULATIVE), make("e", None, None, Scope.CUMULATIVE),
    ]  # fmt: skip
    ranked = sorted((told[at] for at in (3, 6, 0, 5, 2, 4, 1)), key=rank_incident)
    assert [one.id for one in ranked] == ["b", "c", "a", "d", "z", "y", "e"]


def test_of_totals_up_to_one_day_the_later_beginning_is_told() -> None:
    """Whichever comes first."""
    totals = [tell(name, 9, 28, scope=Scope.CUMULATIVE, start=start) for name, start in (("a", 6), ("b", 7))]
    judged = [make_judgement("a", "b", "same", by="Ana", when="2030-04-01")]
    for several in (totals, totals[::-1]):
        (incident,) = link_accounts(several, judgements=judged)
        assert incident.date is not None
        assert incident.date.earliest == date(2030, 3, 3)


def test_an_incident_keeps_the_name_that_it_was_given_before_an_older_article_came() -> None:
    """Also when a third one comes."""
    told = [
        {"id": name, "published": f"2020-03-0{day}", "text": f"A fire killed 12 people in Aleppo on {when}."}
        for name, day, when in (("b", 6, "5 March"), ("a", 5, "Thursday"), ("c", 7, "Thursday"))
    ]
    graph = cg.build_graph(told[:1])
    name = graph.incidents[0].id
    for record in told[1:]:
        graph = graph.add([record])
        assert [incident.id for incident in graph.incidents] == [name]


def test_an_incident_keeps_the_name_of_its_founder_while_he_is_in_it() -> None:
    """A later account that is older gives no new name; who lost the founder is named anew."""
    old, new, gone = (
        Account(
            id=name, article=name, published=date(2018, 3, day), claims=(claim("3", "people", article=name),)
        )
        for name, day in (("old", 1), ("new", 5), ("gone", 3))
    )
    accounts = {one.id: one for one in (old, new, gone)}
    (first,) = name_incidents([["new"]], accounts)
    former = [Incident(id=first, accounts=(new,))]
    assert name_incidents([["new", "old"]], accounts, former=former) == [first]
    assert name_incidents([["old", "new"]], accounts, former=former) == [first]
    (pair,) = name_incidents([["gone", "new"]], accounts)
    split = [Incident(id=pair, accounts=(gone, new))]
    assert pair == name_incidents([["gone"]], accounts)[0] != first
    assert name_incidents([["gone"], ["new"]], accounts, former=split) == [pair, first]
    bare = evolve(old, claims=())
    assert name_incidents([["old", "new"]], {**accounts, "old": bare}) == [first]
