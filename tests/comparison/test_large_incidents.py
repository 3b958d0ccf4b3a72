"""Incidents that thousands of claims tell of: what is worked out grows with them, not with their pairs."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from figures import HELMETS, SOHR, claim, only

from claimgraph.comparison import copies as copying
from claimgraph.comparison.copies import HOLDERS, find_copies
from claimgraph.comparison.tolls import exceeding, relations, tellings
from claimgraph.comparison.tolls.checks import MOST_NAMED
from claimgraph.comparison.tolls.exceeding import MOST_EXCEEDED
from claimgraph.comparison.tolls.leading import MOST_PAIRED, MOST_RELATIONS, list_leading
from claimgraph.comparison.tolls.reconciling import reconcile
from claimgraph.comparison.tolls.rows import gather_rows
from claimgraph.model import Account, Attribution, Claim, Denial, RelationKind, Source, Span, Stance


def paper(number: int) -> Source:
    """Return a paper of its own."""
    return Source(id=f"paper-{number}", name=f"Paper {number}", kind="publisher")


def tell(many: int, *, origins: int, figures: int) -> list[Claim]:
    """Return claims of so many articles whose papers raise their figure with the days."""
    return [
        claim(
            str(10 + (number // origins) % figures),
            "people",
            paper(number % origins),
            day=1 + (number // origins) % figures,
            article=f"a{number:05}",
        )
        for number in range(many)
    ]


def count_calls(monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> list[int]:
    """Count the calls of a function that a module uses; the list holds a 1 for each."""
    calls: list[int] = []
    function = getattr(module, name)

    def counted(*given: object, **named: object) -> object:
        calls.append(1)
        return function(*given, **named)

    monkeypatch.setattr(module, name, counted)
    return calls


def test_relations_grow_with_the_claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five times the claims and origins ask about so many times the pairs, not about the square."""
    asked = []
    for many in (400, 2000):
        calls = count_calls(monkeypatch, relations, "relate_claims")
        only(tell(many, origins=many // 20, figures=5))
        asked.append(len(calls))
        monkeypatch.undo()
    assert asked[0] < 20 * 400
    assert asked[1] <= 6 * asked[0]


def test_what_is_left_out_is_told() -> None:
    """A large toll says how many pairs of figures are not compared, a small one compares all."""
    large, small = only(tell(400, origins=20, figures=5)), only(tell(40, origins=4, figures=5))
    [check] = [one for one in large.checks if one.kind == "relations_left_out"]
    assert check.reason == (
        "400 figures make 79,800 pairs; the relations of 79,225 are left out, "
        "as each figure is compared with those that lead only."
    )
    assert [one.kind for one in small.checks] == []


def test_the_pairs_left_out_are_all_but_those_compared() -> None:
    """None is forgotten in the number that is told."""
    claims = tell(400, origins=20, figures=5)
    (row,) = gather_rows(claims)
    found, left_out = relations.relate_row(row)
    assert left_out == 400 * 399 // 2 - len(list_leading(row))
    assert len(found) <= len(list_leading(row))
    assert relations.relate_row(gather_rows(claims[:40])[0])[1] == 0


def test_what_a_text_calls_outdated_meets_what_it_tells_beside_it_in_a_large_toll() -> None:
    """“31, not 7 as the monitor had it”: the figure that replaces another's is named, as in a small toll."""
    old = claim("7", "people", SOHR, article="a00200x", superseded=True)
    new = claim("31", "people", paper(1), article="a00200x")
    toll = only([*tell(400, origins=20, figures=5), old, new])
    assert [(one.a, one.kind) for one in toll.relations if one.b == old.id] == [
        (new.id, RelationKind.UPDATES)
    ]


def test_who_denies_or_outdates_a_figure_gives_it_to_nobody_in_a_large_toll() -> None:
    """The two who assert 45 agree, though a denial and an outdated figure of 45 stand before them."""
    many = [
        claim(words, "people", paper(100 * at + n), article=f"m{at}{n:02}")
        for at, words in enumerate(("20", "30", "40", "50", "60"))
        for n in range(25)
    ]
    ends = [claim(words, "people", paper(900 + int(words)), article=f"e{words}") for words in ("5", "99")]
    denied = evolve(
        claim("45", "people", day=1, article="a"),
        attribution=Attribution(chain=(SOHR,), stance=Stance.DENIES),
    )
    outdated = claim("45", "people", HELMETS, day=1, article="b", superseded=True)
    said = [claim("45", "people", paper(990 + n), day=9, article=f"z{n}") for n in (1, 2)]
    toll = only([*many, *ends, denied, outdated, *said])
    agreeing = {frozenset((one.a, one.b)) for one in toll.relations if one.kind is RelationKind.AGREES}
    assert frozenset(one.id for one in said) in agreeing


def test_many_relations_of_few_claims_are_left_out_too() -> None:
    """As many papers as are compared pair by pair would make more relations than anybody reads."""
    told = only([claim("9", "people", paper(n), article=f"a{n}") for n in range(MOST_PAIRED)])
    assert len(told.relations) < MOST_RELATIONS
    assert [one.kind for one in told.checks] == ["relations_left_out"]


def test_every_figure_of_a_large_toll_meets_what_it_replaces_and_who_agrees() -> None:
    """Each origin's later figure updates the one before; the last ones agree with another origin."""
    claims = tell(400, origins=20, figures=5)
    toll = only(claims)
    by_id = {one.id: one for one in claims}
    steps = {
        (by_id[one.a].origin, by_id[one.b].quantity.low, by_id[one.a].quantity.low)
        for one in toll.relations
        if one.kind is RelationKind.UPDATES
    }
    agreeing = {
        by_id[end].origin
        for one in toll.relations
        if one.kind is RelationKind.AGREES
        for end in (one.a, one.b)
    }
    assert {(paper(n), 10 + f, 11 + f) for n in range(20) for f in range(4)} <= steps
    assert agreeing == {paper(n) for n in range(20)}


def test_whoever_contradicts_in_a_large_toll_is_told_to() -> None:
    """A figure that any other excludes has a contradiction, however few origins give either."""
    claims = [claim("30+", "people", paper(n), article=f"a{n:03}") for n in range(200)]
    lone, top = claim("12", "people", SOHR, article="x"), claim("31", "people", paper(1), article="y")
    toll = only([*claims, lone, top])
    against = {
        end for one in toll.relations if one.kind is RelationKind.CONTRADICTS for end in (one.a, one.b)
    }
    assert lone.id in against
    assert top.id in against


def test_a_denied_figure_of_a_large_toll_meets_what_it_denies() -> None:
    """A denial is said to deny nobody only where nobody asserts it."""
    claims = tell(400, origins=20, figures=5)
    denied = [
        evolve(made, attribution=Attribution(chain=(SOHR,), stance=Stance.DENIES))
        for made in (claim("14", "people", article="x"), claim("99", "people", article="y"))
    ]
    lone = [one.claims for one in only([*claims, *denied]).checks if one.kind == "only_denied"]
    assert lone == [(denied[1].id,)]


def test_a_large_toll_does_not_depend_on_the_order_of_its_claims() -> None:
    """The same claims from behind give the same toll."""
    claims = tell(300, origins=15, figures=5)
    assert only(claims) == only(claims[::-1])


def test_denials_name_so_many_figures_and_say_of_how_many() -> None:
    """A denial beside thousands of claims does not list them all."""
    denial = Denial(
        id="d",
        article="z",
        span=Span(0, 4),
        text="it denied it",
        what="it",
        attribution=Attribution(chain=(SOHR,)),
    )
    check = reconcile(tell(400, origins=20, figures=5), denials=[denial])[0].checks[0]
    assert check.kind == "denied"
    assert len(check.claims) == 1 + MOST_NAMED
    assert f"({MOST_NAMED} of the " in check.reason


def test_a_part_at_odds_with_many_origins_counts_the_last_of_them() -> None:
    """Forty papers with a total below a part are told one by one up to a bound, then by their number."""
    wholes = [claim("5", "people", paper(n), article=f"a{n:02}") for n in range(40)]
    part = claim("9", "children", SOHR, article="x")
    checks = [one for toll in reconcile([*wholes, part]) for one in toll.checks]
    exceeded = [one for one in checks if one.kind == "part_exceeds_other"]
    assert len(exceeded) == MOST_EXCEEDED + 1
    assert f"figures of {40 - MOST_EXCEEDED} further origins" in exceeded[-1].reason


def test_whose_figure_it_is_costs_no_look_at_every_claim(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five times the papers that print one figure ask about so many times the groups of people."""
    asked = []
    for many in (100, 500):
        calls = count_calls(monkeypatch, tellings, "are_comparable")
        only([claim("9", "people", SOHR, paper(n), article=f"a{n}") for n in range(many)])
        asked.append(len(calls))
        monkeypatch.undo()
    assert asked[1] == 5 * asked[0]


def test_parts_are_held_against_others_once_an_origin(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the groups of people say is asked once a figure, not once a part and figure."""
    asked = []
    for many in (20, 100):
        calls = count_calls(monkeypatch, exceeding, "lies_within")
        wholes = [claim("50", "people", paper(n), article=f"a{n}") for n in range(many)]
        parts = [claim("9", "children", paper(n + many), article=f"b{n}") for n in range(many)]
        reconcile([*wholes, *parts])
        asked.append(len(calls))
        monkeypatch.undo()
    assert asked[1] <= 6 * asked[0]


def test_a_text_that_everybody_prints_is_compared_with_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dispatch in so many papers is compared with a bounded number of them, and all are copies."""
    day = datetime.date(2018, 3, 1)
    accounts = [
        Account(id=f"i{n:03}", article=f"a{n:03}", shingles=tuple(range(20)), published=day)
        for n in range(300)
    ]
    calls = count_calls(monkeypatch, copying, "measure_share")
    found = find_copies(accounts)
    assert len(calls) <= HOLDERS * len(accounts)
    assert len(found) == len(accounts) - 1
