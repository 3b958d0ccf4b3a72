"""Laws of counting: no figure without claims behind it, none that grows by repetition, none that is a sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from attrs import evolve
from facts import NUMBERS, Record, desks, list_told, states_a_fact, try_some
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import claim_lists

import claimgraph as cg
from claimgraph.comparison.corroboration import grade_incident
from claimgraph.comparison.tolls import (
    compare_conventions,
    find_origin,
    list_conventions,
    reconcile,
    trace_claims,
)
from claimgraph.model import Account, Claim, Incident, Toll

CONVENTIONS = st.sampled_from(list_conventions())
# Far apart, so that a sum of some is none of them.
FAR_APART = st.sampled_from(NUMBERS)

Figures = tuple[object, ...]


def list_bounds(toll: Toll | cg.Headline) -> set[int]:
    """Return the figures that a toll gives."""
    return {figure for figure in (toll.low, toll.best, toll.high) if figure is not None}


def say_toll(toll: Toll) -> Figures:
    """Return the figures of a toll and the ids of its origins."""
    return toll.measure, toll.group, toll.low, toll.best, toll.high, [one.id for one in toll.origins]


def list_figures(incident: Incident) -> Figures:
    """Return all that a reader takes from an incident: figures, and how many origins they have."""
    tolls = [
        (toll.measure, toll.group, toll.low, toll.best, toll.high, len(toll.origins))
        for toll in incident.tolls
    ]
    rules = [
        (one.measure, one.group, one.convention, one.low, one.best, one.high)
        for one in compare_conventions(incident.claims, copies=incident.copies)
    ]
    grade = grade_incident(incident)
    return tuple(tolls), tuple(rules), grade.grade if grade else None


def list_all_figures(graph: cg.ClaimGraph) -> list[Figures]:
    """Return the figures of all incidents, in an order of their own."""
    return sorted(map(list_figures, graph.incidents), key=repr)


# --- no figure without claims -----------------------------------------------------------------


def check_toll(toll: Toll, known: Mapping[str, Claim]) -> None:
    """Check that each figure of a toll is one that a claim in it states as a fact."""
    behind = [claim for claim in toll.claims if states_a_fact(claim)]
    assert all(known[claim.id] == claim for claim in toll.claims)
    assert {claim.measure for claim in toll.claims} == {toll.measure}
    assert len({claim.scope for claim in toll.claims}) == 1
    if not behind:
        assert (toll.low, toll.best, toll.high, toll.origins) == (0, None, None, ())
        return
    assert list_bounds(toll) <= list_told(behind)
    assert toll.low in {claim.quantity.low for claim in behind} | list_told(behind)
    whose = {find_origin(claim).id for claim in behind} | {one.origin.id for one in toll.retellings}
    assert toll.origins
    assert {source.id for source in toll.origins} <= whose
    assert len(toll.origins) <= len(behind)


@given(claim_lists(numbers=FAR_APART), CONVENTIONS)
@try_some(100)
def test_every_figure_is_one_that_a_claim_of_its_toll_gives(claims, convention):
    """Low, best and high are each the number or a bound of one claim; origins are sources of claims."""
    known = {claim.id: claim for claim in claims}
    for toll in reconcile(claims, convention=convention):
        check_toll(toll, known)


@given(claim_lists(numbers=FAR_APART), CONVENTIONS, st.data())
@try_some(100)
def test_figures_of_other_scopes_and_measures_never_meet(claims, convention, data):
    """What is told of an event, of a period and of each measure says the same alone as beside the others."""
    kinds = sorted({(claim.scope, claim.measure) for claim in claims})
    if not kinds:
        return
    chosen = data.draw(st.sampled_from(kinds))
    mine = [claim for claim in claims if (claim.scope, claim.measure) == chosen]
    ids = {claim.id for claim in mine}
    # Of a stated part its whole is told beside it.
    told = [
        evolve(one, part_of=one.part_of if (one.id in ids) == (one.part_of in ids) else None)
        for one in claims
    ]
    alone = reconcile([claim for claim in told if claim.id in ids], convention=convention)
    beside = [toll for toll in reconcile(told, convention=convention) if toll.claims[0].id in ids]
    assert list(map(say_toll, beside)) == list(map(say_toll, alone))


@given(claim_lists(numbers=FAR_APART))
@try_some(100)
def test_nobody_is_counted_together_with_whom_another_word_counts(claims):
    """People and civilians are told of one total; every other group has a toll of its own."""
    for toll in reconcile([evolve(claim, measure="killed") for claim in claims]):
        kinds = {claim.group_kind for claim in toll.claims}
        assert len(kinds) == 1 or kinds <= {"people", "civilians"}


@given(claim_lists(numbers=FAR_APART), CONVENTIONS)
@try_some(100)
def test_what_is_no_fact_moves_no_figure(claims, convention):
    """Plans, denied and outdated figures could be any number, or none: low, best, high and origins stay."""
    moved = [_shift(claim) if not states_a_fact(claim) else claim for claim in claims]
    facts = [claim for claim in claims if states_a_fact(claim)]
    assert _list_alone(moved, convention) == _list_alone(claims, convention)
    assert _list_alone(facts, convention) == _list_alone(claims, convention)


def _shift(claim: Claim) -> Claim:
    quantity = claim.quantity
    high = None if quantity.high is None else quantity.high + 900_000
    value = None if quantity.value is None else quantity.value + 900_000
    return evolve(claim, quantity=evolve(quantity, low=quantity.low + 900_000, high=high, value=value))


def _list_alone(claims: Sequence[Claim], convention: cg.Convention) -> list[Figures]:
    """Return the figures of tolls; what a plan or an old figure says of others' figures is left aside."""
    plain = [evolve(claim, part_of=None) for claim in claims]
    kept = [claim for claim in plain if not claim.superseded]
    return [
        (toll.measure, toll.low, toll.best, toll.high, [one.id for one in toll.origins])
        for toll in reconcile(kept, convention=convention)
        if toll.best is not None
    ]


@given(claim_lists())
@try_some(100)
def test_conventions_differ_as_they_are_named_only(claims):
    """One set of claims, origins and relations under all; the bounds are those of the rule's kind."""
    rules = [rule.name for rule in list_conventions()]
    for tolls in zip(*(reconcile(claims, convention=name) for name in rules), strict=True):
        by = dict(zip(rules, tolls, strict=True))
        assert len({evolve(toll, low=0, best=0, high=0, convention="") for toll in tolls}) == 1
        ranged = by["range_over_origins"]
        if ranged.best is None:
            continue
        for name in ("lowest", "highest", "latest_per_origin_median"):
            assert (by[name].low, by[name].high) == (ranged.low, ranged.high)
        middle = (ranged.best, by["latest_per_origin_median"].best)
        assert all(by["lowest"].best <= best <= by["highest"].best for best in middle)
        one = by["one_lowest"]
        assert one.low == one.best == one.high
        assert one.best <= by["lowest"].best


@given(desks())
@try_some(40)
def test_every_figure_of_articles_is_one_that_an_article_gives(told: list[Record]) -> None:
    """From the texts on: no toll of any incident holds a number that is not worded in its articles."""
    graph = cg.build_graph(told)
    known = {claim.id: claim for claim in graph.claims}
    texts = {article.id: article.text for article in graph.articles}
    for incident in graph.incidents:
        for toll in incident.tolls:
            check_toll(toll, known)
            assert all(texts[c.article][s.start : s.end] == c.text for c in toll.claims for s in c.spans)


# --- repeating --------------------------------------------------------------------------------


def read_accounts(record: Record) -> list[Figures]:
    """Return how the text of a record is read: which figures stand together, and of what."""
    read = cg.extract_accounts(
        cg.Article(id="one", text=record["text"].strip(), published=date.fromisoformat(record["published"]))
    )
    return [
        (
            one.scope,
            one.place and one.place.name,
            one.date and (one.date.earliest, one.date.words),
            [(claim.text, claim.part_of) for claim in one.claims],
        )
        for one in read
    ]


def is_read_alike(again: Record, told: Sequence[Record]) -> bool:
    """Return whether a text says on its later day what it said at first: days are read from that day."""
    (first,) = (one for one in told if again["id"].startswith(one["id"]))
    return read_accounts(again) == read_accounts(first)


@st.composite
def repetitions(draw: st.DrawFn, told: Sequence[Record]) -> list[Record]:
    """Articles that say again what one of some articles says, on its day or later.

    Printed by a paper that tells the figure as its own elsewhere, the text would show that this is not so.
    """
    again = []
    for number in range(draw(st.integers(1, 3))):
        source = draw(st.sampled_from(told))
        day = date.fromisoformat(source["published"]) + timedelta(days=draw(st.integers(0, 2)))
        text = draw(
            st.sampled_from([source["text"], f" {source['text']}\n", source["text"].replace(". ", ".\n\n")])
        )
        copy = {"id": f"{source['id']}-{number}", "published": day.isoformat(), "text": text}
        again.append(copy | {"publisher": draw(st.sampled_from([source["publisher"], "Morning Sheet"]))})
    return again


@given(desks(), st.data())
@try_some(60)
def test_repeating_an_article_changes_no_figure_and_no_count_of_origins(
    told: list[Record], data: st.DataObject
) -> None:
    """The text under another id, day and publisher, also spaced otherwise: all stays, by every rule."""
    again = [one for one in data.draw(repetitions(told)) if is_read_alike(one, told)]
    assert list_all_figures(cg.build_graph([*told, *again])) == list_all_figures(cg.build_graph(told))


_EDITS = (
    ("", "KISMAYO (Morning Sheet). "),
    (" in ", " in the town of "),
    (". ", ". The market stayed shut in the evening. "),
)
LONG = 12


@given(desks(), st.data())
@try_some(30)
def test_a_text_with_small_edits_adds_no_figure_and_no_origin_to_its_incident(
    told: list[Record], data: st.DataObject
) -> None:
    """A sentence more, a line above it: what the incident says is what it said before."""
    source = data.draw(st.sampled_from(told))
    text = source["text"].replace(*data.draw(st.sampled_from(_EDITS)), 1)
    edited = source | {"id": f"{source['id']}-0", "publisher": "Morning Sheet", "text": text}
    assume(is_read_alike(edited | {"text": source["text"]}, told))
    added = cg.build_graph([edited]).accounts
    for incident in cg.build_graph(told).incidents:
        mine = [one for one in incident.accounts if one.article == source["id"]]
        same = [one for one in added if any(_tell_alike(one, other) for other in mine)]
        every = (*incident.accounts, *same)
        copies = cg.find_copies(every)
        # A text of few words is found again only where it is printed as it was.
        if not all(len(one.shingles) >= LONG for one in (*same, *mine)):
            continue
        tolls = cg.reconcile([claim for one in every for claim in one.claims], copies=copies)
        grown = evolve(incident, accounts=every, tolls=tolls, copies=copies)
        assert list_figures(grown) == list_figures(incident)


def _tell_alike(one: Account, other: Account) -> bool:
    return [claim.text for claim in one.claims] == [claim.text for claim in other.claims]


def test_a_paper_that_prints_whose_figure_its_own_was_is_no_origin_of_it() -> None:
    """What a text printed again shows of its publisher counts: origins become fewer, never more."""
    lead, day = "Shelling killed 103 people in Kismayo on Wednesday", "2020-03-04"
    told = [
        {"id": "ash", "published": day, "publisher": "The Daily", "text": f"{lead}."},
        {"id": "bay", "published": day, "publisher": "Herald", "text": f"{lead}, the White Helmets said."},
    ]
    again = told[1] | {"id": "cob", "publisher": "The Daily"}
    (before,), (after,) = cg.build_graph(told).incidents, cg.build_graph([*told, again]).incidents
    assert [source.name for source in before.tolls[0].origins] == ["The Daily", "White Helmets"]
    assert [source.name for source in after.tolls[0].origins] == ["White Helmets"]


# --- removing ---------------------------------------------------------------------------------


def join_claims(claims: Sequence[Claim]) -> list[Claim]:
    """Return claims as if all of them counted the same people, so that their figures meet."""
    return [evolve(one, measure="killed", group_kind="people", scope=cg.Scope.INCIDENT) for one in claims]


def list_whose(claims: Sequence[Claim], tolls: Sequence[Toll]) -> dict[str, str]:
    """Return by claim the id of the origin that it counts as."""
    retold = [one for toll in tolls for one in toll.retellings]
    return {claim.id: find_origin(claim).id for claim in trace_claims(claims, retold)}


def check_removal(before: Sequence[Toll], after: Sequence[Toll]) -> None:
    """Check that no toll has more origins than those had that held its claims.

    What went away may have shown that a figure is somebody else's. Who repeats that figure, then stands for
    himself again; nobody else is new.
    """
    former = list_whose([claim for toll in before for claim in toll.claims], before)
    retold = {one.claim for toll in before for one in toll.retellings}
    for toll in after:
        ids = {claim.id for claim in toll.claims}
        homes = [one for one in before if ids & {claim.id for claim in one.claims}]
        known = {source.id for one in homes for source in one.origins}
        whose = list_whose(toll.claims, [toll])
        freed = {whose[id] for id in ids if id in retold and whose[id] != former[id]}
        origins = {source.id for source in toll.origins}
        assert origins <= known | freed
        if not freed and len(homes) == 1:
            assert len(toll.origins) <= len(homes[0].origins)


@given(desks(min_size=2), st.data())
@try_some(40)
def test_removing_an_article_raises_no_count_of_origins(told: list[Record], data: st.DataObject) -> None:
    """Of any toll whose claims remain, but for figures that the article had shown to be somebody else's."""
    gone = data.draw(st.sampled_from(told))
    before, after = cg.build_graph(told), cg.build_graph([one for one in told if one is not gone])
    tolls = [toll for incident in before.incidents for toll in incident.tolls]
    for incident in after.incidents:
        check_removal(tolls, incident.tolls)


@given(claim_lists() | claim_lists().map(join_claims), st.data())
@try_some(100)
def test_removing_the_claims_of_an_article_raises_no_count_of_origins(claims, data):
    """The same of any claims of one incident."""
    articles = sorted({claim.article for claim in claims})
    gone = data.draw(st.sampled_from([*articles, "none"]))
    check_removal(reconcile(claims), reconcile([claim for claim in claims if claim.article != gone]))


def test_a_relay_is_an_origin_only_where_nothing_shows_whom_it_relays() -> None:
    """Without the article that names the monitor, two agencies are two origins: nobody knows better."""
    lead = "Shelling in Kismayo killed 103 people on 4 March 2020"
    names = ("the Syrian Observatory for Human Rights", "Reuters", "Anadolu Agency")
    read = [
        cg.extract_claims(cg.Article(id=f"a{at}", text=f"{lead}, {name} said."))[0]
        for at, name in enumerate(names)
    ]
    monitor, reuters, anadolu = read
    chain = tuple(claim.attribution.chain[0] for claim in read)
    relayed = evolve(monitor, attribution=evolve(monitor.attribution, chain=chain))
    (together,), (apart,) = reconcile([relayed, reuters, anadolu]), reconcile([reuters, anadolu])
    assert [source.id for source in together.origins] == ["sohr"]
    assert [source.id for source in apart.origins] == ["anadolu-agency", "reuters"]


# --- order, parts, workers --------------------------------------------------------------------


@given(desks(), st.data())
@try_some(20)
def test_order_and_parts_change_no_figure(told: list[Record], data: st.DataObject) -> None:
    """Articles in any order, added in any parts: the same figures."""
    shuffled = data.draw(st.permutations(told))
    at = data.draw(st.integers(0, len(told)))
    grown = cg.build_graph(shuffled[:at]).add(shuffled[at:])
    assert list_all_figures(grown) == list_all_figures(cg.build_graph(told))


def test_the_number_of_workers_changes_no_figure(articles: Path) -> None:
    """Two processes count what one does."""
    assert list_all_figures(cg.build_graph(articles, workers=2)) == list_all_figures(cg.build_graph(articles))


CORPORA = ("corpus/fakes-dev.jsonl", "corpus/us-dev.jsonl", "corpus/airwars-dev.jsonl")


@pytest.mark.parametrize("corpus", CORPORA)
def test_the_laws_hold_of_the_annotated_corpora(shared: Path, corpus: str) -> None:
    """No figure without claims, none more for an article printed again, none for one that is gone."""
    told = cg.read_articles(shared / corpus).articles[:60]
    graph = cg.build_graph(told)
    known = {claim.id: claim for claim in graph.claims}
    tolls = [toll for incident in graph.incidents for toll in incident.tolls]
    for toll in tolls:
        check_toll(toll, known)
    for gone in told[::20]:
        for incident in cg.build_graph([one for one in told if one is not gone]).incidents:
            check_removal(tolls, incident.tolls)
    again = [evolve(one, id=f"{one.id}-again", publisher="Echo") for one in told[::7]]
    assert list_all_figures(cg.build_graph([*told, *again])) == list_all_figures(graph)
