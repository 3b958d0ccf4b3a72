"""Claims of one incident in, tolls out."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from figures import ANADOLU, ARMY, HELMETS, PAPER, SOHR, bounds, claim, count, kinds, only

from claimgraph.comparison.tolls import (
    Convention,
    Range,
    compare_conventions,
    find_convention,
    list_conventions,
    prioritize_sources,
    reconcile,
)
from claimgraph.comparison.tolls.figures import do_overlap, find_hull, is_same_figure
from claimgraph.comparison.tolls.groups import lies_within, widest
from claimgraph.errors import ClaimGraphError, UnknownNameError
from claimgraph.model import (
    Attribution,
    DatePrecision,
    DateRange,
    Denial,
    Quantity,
    RelationKind,
    Scope,
    Span,
    Stance,
)

# --- two claims --------------------------------------------------------------------------------

PAIRS = [
    (
        "one origin, one figure",
        claim("28", "civilians", SOHR),
        claim("28", "civilians", SOHR, article="b"),
        "repeats",
    ),
    ("one origin, other wording", claim("28", "civilians", SOHR), claim("28+", "civilians", SOHR), "repeats"),
    (
        "one origin, people and civilians",
        claim("20", "people", SOHR),
        claim("20", "civilians", SOHR),
        "repeats",
    ),
    (
        "the relay does not matter",
        claim("9", "civilians", SOHR),
        claim("9", "civilians", SOHR, ANADOLU),
        "repeats",
    ),
    ("two origins, one figure", claim("28", "civilians", SOHR), claim("28+", "civilians", ANADOLU), "agrees"),
    ("both floors", claim("28+", "civilians", SOHR), claim("40+", "civilians", ANADOLU), "differs"),
    (
        "a floor and a larger figure",
        claim("28+", "civilians", SOHR),
        claim("40", "civilians", ANADOLU),
        "differs",
    ),
    ("exact figures", claim("28", "civilians", SOHR), claim("40", "civilians", ANADOLU), "contradicts"),
    (
        "a floor above the other",
        claim("28", "civilians", SOHR),
        claim("40+", "civilians", ANADOLU),
        "contradicts",
    ),
    (
        "a range and one inside",
        claim("20-25", "civilians", SOHR),
        claim("22", "civilians", ANADOLU),
        "differs",
    ),
    ("dozens and 28", claim("dozens", "civilians", SOHR), claim("28", "civilians", ANADOLU), "differs"),
    (
        "fewer civilians than people",
        claim("25", "people", SOHR),
        claim("20", "civilians", ANADOLU),
        "differs",
    ),
    (
        "more civilians than people",
        claim("25", "people", SOHR),
        claim("30", "civilians", ANADOLU),
        "contradicts",
    ),
    ("a narrower figure of one day", claim("25", "people", SOHR), claim("20", "civilians", SOHR), "part_of"),
    ("later and changed", claim("28", "civilians", SOHR), claim("34", "civilians", SOHR, day=22), "updates"),
    ("52 and more than 50", claim(">50", "civilians", ARMY), claim("52", "civilians", ARMY), "differs"),
    ("one origin, one day", claim("28", "civilians", SOHR), claim("34", "civilians", SOHR), "contradicts"),
]


@pytest.mark.parametrize(("a", "b", "kind"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_two_figures_of_one_group_relate(a, b, kind):
    """Every two comparable figures have one relation, whichever comes first."""
    assert kinds(only([a, b])) == [kind]
    assert only([a, b]).relations == only([b, a]).relations


@pytest.mark.parametrize(("a", "b", "kind"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS])
def test_a_reason_quotes_both_figures(a, b, kind):
    """The reason holds both claims' words and names their origins."""
    reason = only([a, b]).relations[0].reason
    for one in (a, b):
        assert f"“{one.text}”" in reason
        assert one.origin.name in reason


def test_an_update_points_from_the_later_to_the_earlier_figure():
    """``a`` updates ``b``."""
    early, late = claim("28", "civilians", SOHR), claim("34", "civilians", SOHR, day=22)
    (relation,) = only([early, late]).relations
    assert (relation.a, relation.b) == (late.id, early.id)


def test_a_shortened_headline_does_not_close_a_bound():
    """“28” in the title and “at least 28” below are one figure, a floor, beside at least 40."""
    claims = [
        claim("28", "civilians", SOHR),
        claim("28+", "civilians", SOHR),
        claim("40+", "civilians", ANADOLU),
    ]
    toll = only(claims)
    assert kinds(toll) == ["repeats", "differs", "differs"]
    assert bounds(toll) == (28, 28, None)
    assert toll.origins == (ANADOLU, SOHR)


def test_figures_of_an_event_and_of_a_war_have_tolls_of_their_own():
    """Different scope: no relation, whatever the figures."""
    war = claim("28", "civilians", SOHR, article="b", scope=Scope.CUMULATIVE)
    tolls = reconcile([war, claim("28", "civilians", SOHR)])
    assert [toll.claims[0].scope for toll in tolls] == [Scope.INCIDENT, Scope.CUMULATIVE]
    assert [toll.relations for toll in tolls] == [(), ()]


def test_killed_and_injured_are_not_compared():
    """Measures have tolls of their own, killed before injured."""
    tolls = reconcile([claim("70", "civilians", SOHR, measure="injured"), claim("40", "civilians", SOHR)])
    assert [(toll.measure, toll.low) for toll in tolls] == [("killed", 40), ("injured", 70)]


def test_fighters_stand_beside_civilians():
    """Fighters have their own toll and are no part of civilians."""
    tolls = reconcile([claim("20", "civilians", SOHR), claim("12", "fighters", SOHR, article="b")])
    assert [(toll.group, toll.relations) for toll in tolls] == [("civilians", ()), ("fighters", ())]


# --- parts -------------------------------------------------------------------------------------


def test_a_stated_part_has_its_own_toll():
    """“20 civilians, of them 16 children”."""
    whole = claim("20", "civilians", SOHR)
    part = claim("16", "children", SOHR, part_of=whole.id)
    first, second = reconcile([part, whole])
    assert (first.group, bounds(first)) == ("civilians", (20, 20, 20))
    assert (second.group, bounds(second)) == ("children", (16, 16, 16))
    (relation,) = second.relations
    assert (relation.kind, relation.a, relation.b) == (RelationKind.PART_OF, part.id, whole.id)
    assert first.checks == second.checks == ()


def test_children_of_the_same_origin_are_read_as_a_part():
    """No text says so; the reason tells that."""
    whole, part = claim("20", "civilians", SOHR), claim("16", "children", SOHR, article="b")
    (relation,) = reconcile([whole, part])[1].relations
    assert relation.kind is RelationKind.PART_OF
    assert "no text says so" in relation.reason


def test_fighters_named_beside_a_total_are_no_part():
    """“20 people and 12 fighters” in one article: the fighters may come on top."""
    tolls = reconcile([claim("20", "people", SOHR), claim("12", "fighters", SOHR)])
    assert [toll.relations for toll in tolls] == [(), ()]


def test_civilians_within_a_war_total_are_kept_apart():
    """“380,000 people, of them 115,000 civilians” is two tolls."""
    whole = claim("380000", "people", SOHR, scope=Scope.CUMULATIVE)
    part = claim("115000", "civilians", SOHR, scope=Scope.CUMULATIVE, part_of=whole.id)
    tolls = reconcile([whole, part])
    assert [(toll.group, toll.best) for toll in tolls] == [("people", 380000), ("civilians", 115000)]


def test_a_part_of_the_same_group_says_that_it_is_one():
    """“28 people, four of them people of one family” is two tolls of different names."""
    whole = claim("28", "people", SOHR)
    tolls = reconcile([whole, claim("4", "people", SOHR, part_of=whole.id)])
    assert [toll.group for toll in tolls] == ["people", "people (part)"]


def test_parts_of_one_whole_stand_beside_each_other():
    """Four and three children of two families are no contradiction."""
    whole = claim("20", "civilians", SOHR)
    parts = [claim(words, "children", SOHR, part_of=whole.id) for words in ("4", "3")]
    assert kinds(reconcile([whole, *parts])[1]) == ["part_of", "part_of"]


@pytest.mark.parametrize(
    ("whole", "part", "kind"),
    [
        (claim("20", "civilians", SOHR), claim("25", "children", SOHR), "part_exceeds_whole"),
        (claim("20+", "civilians", SOHR), claim("25", "children", SOHR), "part_exceeds_minimum"),
    ],
)
def test_a_part_larger_than_its_whole_is_reported(whole, part, kind):
    """The check names both claims; nothing is corrected."""
    part = evolve(part, part_of=whole.id)
    (check,) = reconcile([whole, part])[1].checks
    assert (check.kind, check.claims) == (kind, (part.id, whole.id))
    assert part.text in check.reason
    assert whole.text in check.reason


def test_a_group_larger_than_the_people_of_its_own_article_is_reported():
    """14 children do not fit into twelve people, though no text says that they are a part."""
    whole, part = claim("12", "people", SOHR), claim("14", "children", SOHR)
    (check,) = reconcile([whole, part])[1].checks
    assert (check.kind, check.claims) == ("part_exceeds_whole", (part.id, whole.id))
    assert reconcile([whole, evolve(part, id="later", article="b")])[1].checks == ()


def test_a_part_larger_than_another_origins_whole_is_reported():
    """25 children of one origin do not fit into 20 civilians of another."""
    whole, part = claim("20", "civilians", SOHR), claim("25", "children", HELMETS, article="b")
    (check,) = reconcile([whole, part])[1].checks
    assert (check.kind, check.claims) == ("part_exceeds_other", (part.id, whole.id))


def test_what_is_told_as_a_part_is_no_whole_of_another_origins_part():
    """Seven people of SOHR's 25 do not limit the nine children of others."""
    whole = claim("25", "people", SOHR)
    claims = [
        whole,
        claim("7", "people", SOHR, part_of=whole.id),
        claim("9", "children", HELMETS, article="b"),
    ]
    assert [check.kind for toll in reconcile(claims) for check in toll.checks] == []


def test_a_fall_of_two_figures_is_reported_once_and_a_vaguer_word_is_none():
    """Three papers repeat the lower count; “dozens” after 28 may be 28."""
    war = {"scope": Scope.CUMULATIVE}
    old = claim("40", "people", SOHR, day=20, **war)
    later = [claim("28", "people", SOHR, day=22, article=name, **war) for name in "bcd"]
    (check,) = only([old, *later]).checks
    assert check.kind == "falling_count"
    assert old.text in check.reason
    assert later[0].text in check.reason
    assert (
        only([claim("28", "people", SOHR, day=20, **war), claim("dozens", "people", SOHR, **war)]).checks
        == ()
    )


def test_fewer_trapped_are_no_fall():
    """Some were freed."""
    war = {"scope": Scope.CUMULATIVE, "measure": "trapped"}
    assert only([claim("40", "people", SOHR, day=20, **war), claim("28", "people", SOHR, **war)]).checks == ()


# --- what counts -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [
        {"hypothetical": True},
        {"superseded": True},
        {"attribution": Attribution(chain=(SOHR,), stance=Stance.DENIES)},
    ],
)
def test_plans_outdated_and_denied_figures_are_kept_and_do_not_count(more):
    """The claim is in the toll; low, best, high and origins know nothing of it."""
    apart = claim("90", "civilians", SOHR, **more)
    toll = only([apart])
    assert toll.claims == (apart,)
    assert (bounds(toll), toll.origins) == ((0, None, None), ())
    assert bounds(only([apart, claim("20", "civilians", ANADOLU)])) == (20, 20, 20)


def test_an_outdated_figure_is_updated_in_its_article():
    """“28, updating an earlier toll of 15”."""
    old, new = claim("15", "civilians", SOHR, superseded=True), claim("28", "civilians", SOHR)
    toll = only([old, new])
    assert [(r.kind, r.a, r.b) for r in toll.relations] == [(RelationKind.UPDATES, new.id, old.id)]
    assert bounds(toll) == (28, 28, 28)


def test_a_denied_figure_contradicts_who_asserts_it():
    """The army denies what a monitor says."""
    denies = Attribution(chain=(ARMY,), stance=Stance.DENIES)
    toll = only(
        [claim("28", "civilians", ARMY, attribution=denies), claim("28+", "civilians", SOHR, article="b")]
    )
    assert kinds(toll) == ["contradicts"]
    assert "Russian army denies" in toll.relations[0].reason


def test_a_plan_that_came_true_agrees_and_another_figure_of_it_says_nothing():
    """Announced 1,500: the same figure agrees, a different one is not compared."""
    plan = claim("1500", "fighters", HELMETS, hypothetical=True)
    assert kinds(only([plan, claim("~1500", "fighters", ARMY, day=22)])) == ["agrees"]
    assert kinds(only([plan, claim("~1400", "fighters", ARMY, day=22)])) == []


def test_one_claim_given_twice_counts_once():
    """An id counts once."""
    one = claim("28", "civilians", SOHR)
    assert only([one, one]) == only([one])


def test_no_claims_give_no_tolls():
    """Also where somebody denies something."""
    assert reconcile([]) == ()
    assert reconcile([], denials=[denial()]) == ()


# --- origins -----------------------------------------------------------------------------------


def test_six_articles_quoting_one_monitor_are_one_origin():
    """Relays and publishers do not count."""
    claims = [claim("28", "civilians", SOHR, ANADOLU, article=name) for name in "abcdef"]
    assert only(claims).origins == (SOHR,)


def test_one_origin_told_of_with_and_without_its_side_is_shown_in_one_way():
    """Whichever claim comes first."""
    sided = evolve(SOHR, party="Elbonia")
    told = [claim("28", "people", SOHR), claim("28", "people", sided, article="b")]
    assert only(told).origins == only(told[::-1]).origins == (SOHR,)
    named = [claim("28", "people", sided, article="a0"), claim("28", "people", SOHR, article="b0")]
    assert only(named).origins == (SOHR,)


def test_the_articles_own_voice_has_the_publisher_as_origin():
    """Two articles of one paper are one origin."""
    claims = [claim("28", "civilians", PAPER, article=name) for name in "ab"]
    assert only(claims).origins == (PAPER,)


def test_without_a_known_publisher_the_article_itself_is_the_origin():
    """The toll names the article."""
    assert [source.name for source in only([claim("28", article="x")]).origins] == ["the article x"]


# --- series ------------------------------------------------------------------------------------


def test_a_rising_count_is_a_series_of_updates():
    """1,100 → 1,500 of one origin: an update, and the latest stands."""
    claims = [
        claim(">1100", "people", SOHR, day=11, scope=Scope.CUMULATIVE),
        claim(">1500", "people", SOHR, day=21, scope=Scope.CUMULATIVE),
        claim(">1500", "people", SOHR, day=22, article="b", scope=Scope.CUMULATIVE),
    ]
    toll = only(claims)
    assert sorted(kinds(toll)) == ["repeats", "updates", "updates"]
    assert "rose from “>1100 people” (11 March 2018)" in toll.relations[-1].reason
    assert bounds(toll) == (1501, 1501, None)
    assert toll.checks == ()


def test_a_late_repeat_of_an_old_figure_changes_nothing():
    """A slow paper repeats 11 after 58 is out: 58 stands."""
    claims = [claim("11", "people", SOHR, day=4), claim("58", "people", SOHR, day=5)]
    late = claim("11", "people", SOHR, day=6, article="slow")
    assert bounds(only([*claims, late])) == bounds(only(claims)) == (58, 58, 58)


def test_an_outdated_figure_contradicts_nobody():
    """The other origin's 58 agrees with the latest count and is not held against the first."""
    claims = [
        claim("11", "people", SOHR, day=4),
        claim("58", "people", SOHR, day=5),
        claim("58", "people", HELMETS),
    ]
    assert sorted(kinds(only(claims))) == ["agrees", "updates"]


def test_a_falling_cumulative_count_is_reported():
    """A count over a period should not fall."""
    claims = [
        claim(words, "people", SOHR, day=day, scope=Scope.CUMULATIVE)
        for words, day in (("500", 11), ("400", 21))
    ]
    assert [check.kind for check in only(claims).checks] == ["falling_count"]


def test_a_count_over_a_shorter_period_may_be_smaller():
    """It starts later, so nothing falls."""
    start = [datetime.date(2018, month, 1) for month in (1, 3)]
    dates = [DateRange(earliest=day, latest=None, precision=DatePrecision.MONTH) for day in start]
    claims = [
        claim("500", "people", SOHR, day=11, scope=Scope.CUMULATIVE, date=dates[0]),
        claim("400", "people", SOHR, day=21, scope=Scope.CUMULATIVE, date=dates[1]),
    ]
    assert only(claims).checks == ()


def test_one_source_contradicting_itself_on_one_day_is_reported():
    """Both claims are named."""
    claims = [claim("28", "civilians", SOHR), claim("34", "civilians", SOHR, article="b")]
    (check,) = only(claims).checks
    assert (check.kind, set(check.claims)) == ("self_contradiction", {one.id for one in claims})


# --- denials -----------------------------------------------------------------------------------


def denial() -> Denial:
    """The army denies killing civilians."""
    attribution = Attribution(chain=(ARMY,), stance=Stance.DENIES)
    return Denial(
        id="d1",
        article="a",
        span=Span(0, 9),
        text="denies it",
        what="killing civilians",
        attribution=attribution,
    )


def test_a_denial_shows_in_the_checks_of_the_first_toll():
    """With the claims it stands against."""
    claims = [claim("28", "civilians", SOHR), claim("4", "children", SOHR)]
    first, second = reconcile(claims, denials=[denial()])
    assert [(check.kind, check.reason) for check in first.checks] == [
        ("denied", "Russian army denies “killing civilians”.")
    ]
    assert set(first.checks[0].claims) == {"d1", *(one.id for one in claims)}
    assert second.checks == ()


def test_a_denial_of_what_nobody_asserts_is_reported():
    """A plan asserts nothing."""
    toll = only([claim("28", "civilians", SOHR, hypothetical=True)], denials=[denial()])
    assert [check.kind for check in toll.checks] == ["only_denied"]


# --- conventions -------------------------------------------------------------------------------

THREE = [claim("15", "people", SOHR), claim("20+", "people", HELMETS), claim("40", "people", ANADOLU)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("range_over_origins", (15, 15, 40)),
        ("lowest", (15, 15, 40)),
        ("latest_per_origin_median", (15, 20, 40)),
        ("most_origins", (15, 15, 15)),
        ("highest", (15, 40, 40)),
        ("one_lowest", (15, 15, 15)),
        ("told_first", (15, 15, 40)),
    ],
)
def test_each_convention_follows_its_rule(name, expected):
    """Three origins: 15, at least 20 and 40."""
    toll = only(THREE, convention=name)
    assert (bounds(toll), toll.convention) == (expected, name)


@pytest.mark.parametrize("name", ["range_over_origins", "most_origins"])
def test_best_is_the_figure_of_most_origins(name):
    """Two origins say 40, one says 15 in three articles."""
    claims = [*THREE, claim("40+", "people", ARMY), *(claim("15", "people", SOHR, article=a) for a in "bcd")]
    assert only(claims, convention=name).best == 40


def test_a_floor_above_every_stated_bound_leaves_the_range_open():
    """28 and at least 40: no upper bound; at least 28 and 40: 40 is one."""
    assert bounds(only([claim("28", "people", SOHR), claim("40+", "people", ANADOLU)])) == (28, 28, None)
    assert bounds(only([claim("28+", "people", SOHR), claim("40", "people", ANADOLU)])) == (28, 28, 40)


def test_a_convention_prints_its_rule():
    """Each has a name, a rule in words and nothing of an organisation."""
    for convention in list_conventions():
        assert str(convention) == f"{convention.name}: {convention.rule}"
        assert find_convention(convention.name) is convention
        assert not {"UCDP", "ACLED", "Airwars"} & set(convention.rule.split())


def test_a_convention_of_ones_own_can_be_passed():
    """It is a name, a rule and a function."""
    own = Convention(name="zero", rule="Nobody is counted.", choose=lambda claims: Range(0, 0, 0))
    assert (bounds(only(THREE, convention=own)), only(THREE, convention=own).convention) == (
        (0, 0, 0),
        "zero",
    )


def test_what_an_article_tells_first_is_the_floor_of_told_first():
    """Lower figures of quoted sources stay below the range; "up to 15" gives no floor of its own."""
    at = [(Span(start, start + 9),) for start in (0, 20, 40)]
    told = [
        claim("21+", "people", PAPER, spans=at[0]),
        claim("8", "people", SOHR, spans=at[1]),
        claim("24", "people", ANADOLU, spans=at[2]),
    ]
    assert bounds(only(told, convention="told_first")) == (21, 21, 24)
    upper = [claim("<15", "people", PAPER, spans=at[0]), claim("11", "people", SOHR, spans=at[1])]
    assert bounds(only(upper, convention="told_first")) == (11, 15, 15)


def test_the_figure_of_a_text_that_many_print_is_no_commoner_for_it():
    """Three papers that tell a monitor's figure first are one origin; of equals the lower is best."""
    told = [claim("28", "people", SOHR, article=name) for name in ("a", "b", "c")]
    other = claim("17", "people", PAPER, article="d")
    assert only([*told, other], convention="told_first").best == 17


def test_sources_can_be_ranked():
    """The first named source that gives a figure is followed; without any the range stands."""
    ranked = prioritize_sources("the ministry", "white helmets", "SOHR")
    assert bounds(only(THREE, convention=ranked)) == (20, 20, None)
    assert bounds(only(THREE, convention=prioritize_sources("nobody"))) == (15, 15, 40)
    assert "the ministry, then white helmets, then SOHR" in ranked.rule


def test_conventions_are_compared_side_by_side():
    """One line a toll, convention and reading of vague words; equal ones once."""
    claims = [claim("30", "people", SOHR), claim("dozens", "people", ANADOLU)]
    claims = [evolve(one, quantity=_name_reading(one.quantity, "house", 24)) for one in claims]
    other = [evolve(one, quantity=_name_reading(one.quantity, "low", 12)) for one in claims]
    compared = compare_conventions(
        claims, conventions=["range_over_origins", "one_lowest"], readings={"low": other, "again": claims}
    )
    assert [(one.convention, one.reading, one.low, one.best, one.high) for one in compared] == [
        ("range_over_origins", "house", 24, 30, 99),
        ("one_lowest", "house", 30, 30, 30),
        ("range_over_origins", "low", 12, 30, 99),
        ("one_lowest", "low", 30, 30, 30),
    ]
    assert str(compared[0]) == "people killed: 24–99, best 30 (range_over_origins; vague words: house)"


def _name_reading(quantity: Quantity, name: str, low: int) -> Quantity:
    return evolve(quantity, convention=name, low=low) if quantity.value is None else quantity


def test_nothing_is_compared_without_claims():
    """Absence is an empty answer, an unknown name an error."""
    assert compare_conventions([]) == ()
    with pytest.raises(UnknownNameError, match="mean"):
        compare_conventions(THREE, conventions=["mean"])


def test_an_unknown_convention_names_those_that_exist():
    """The error is one of claimgraph's."""
    with pytest.raises(UnknownNameError, match=r"'mean'; known are range_over_origins, lowest"):
        reconcile(THREE, convention="mean")
    assert issubclass(UnknownNameError, ClaimGraphError)


# --- small pieces ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("28", "28+", True),
        ("28", ">28", True),
        ("28", "<28", False),
        ("20-25", "20", False),
        ("20-25", "20-25", True),
        ("dozens", "dozens", True),
        ("dozens", "24", False),
    ],
)
def test_one_figure_in_other_words(a, b, expected):
    """The number as worded decides; ranges and vague words only match themselves."""
    assert is_same_figure(count(a), count(b)) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [((1, 3), (3, 5), True), ((1, 3), (4, 5), False), ((1, None), (9, 9), True), ((9, 9), (10, None), False)],
)
def test_intervals_overlap_with_both_ends(a, b, expected):
    """Both ends belong to an interval; ``None`` is open."""
    assert do_overlap(a, b) == do_overlap(b, a) == expected


def test_a_hull_is_open_where_one_is():
    """The lowest low and the highest high."""
    assert find_hull([count("20-25"), count("28")]) == (20, 28)
    assert find_hull([count("28"), count("20+")]) == (20, None)


def test_groups_lie_within_one_another():
    """Boys within children within civilians within people; an unknown kind within people."""
    assert lies_within("boys", "civilians")
    assert lies_within("dockers", "people")
    assert not lies_within("fighters", "civilians")
    assert not lies_within("people", "people")
    assert widest(frozenset({"civilians", "people"})) == "people"


@pytest.mark.parametrize("convention", [rule.name for rule in list_conventions()])
def test_a_vague_word_is_no_best_figure_beside_a_number(convention):
    """What a convention reads into "dozens" is a figure that nobody gave."""
    claims = [claim("dozens", "people", SOHR), claim("30", "people", ANADOLU)]
    assert only(claims, convention=convention).best == 30


def test_a_headline_is_told_as_a_figure_a_floor_or_a_range():
    """An open end is a plus, as in the tables, and no dash that leads nowhere."""
    for words, told in (("28", "28"), ("28+", "28+"), ("20-25", "20–25")):
        (first, *_) = compare_conventions([claim(words, "people", SOHR)])
        assert str(first).startswith(f"people killed: {told}, best ")


def test_a_floor_of_one_figure_opens_no_other_figure_of_its_origin() -> None:
    """Of figures of one day all stand; the highest that is stated bounds the range, whoever gives it."""
    mixed = [claim("35+", "people", SOHR), claim("89", "people", SOHR), claim("35", "people", HELMETS)]
    assert bounds(only(mixed)) == (35, 35, 89)
    assert bounds(only([claim("28", "people", SOHR), claim("28+", "people", SOHR)])) == (28, 28, None)
