"""Parts that are larger than what others allow as the whole."""

from __future__ import annotations

import pytest
from attrs import evolve
from figures import ANADOLU, ARMY, HELMETS, SOHR, claim, only

from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Claim, Source


def exceed(*claims: Claim) -> list[tuple[str, str]]:
    """Return the kind of each check of parts that exceed, and the id of the whole."""
    checks = [one for toll in reconcile(claims) for one in toll.checks if "exceeds" in one.kind]
    return [(one.kind, one.claims[-1]) for one in checks]


PART = claim("9", "children", SOHR, article="x")


def test_the_wholes_that_a_part_exceeds_are_told_as_they_are_read() -> None:
    """Eight, five, seven: by article, not by number."""
    wholes = [
        claim(words, "people", source, article=article)
        for words, source, article in (("8", ANADOLU, "a"), ("5", ARMY, "b"), ("7", HELMETS, "c"))
    ]
    assert exceed(PART, *wholes) == [("part_exceeds_other", whole.id) for whole in wholes]


@pytest.mark.parametrize(
    ("words", "is_exceeded"), [("8", True), ("9", False), ("8+", False), ("5-9", False), ("dozens", False)]
)
def test_a_whole_is_exceeded_where_it_can_hold_no_such_part(words: str, *, is_exceeded: bool) -> None:
    """A whole as large as its part is none too small, and a minimum has room for any."""
    assert bool(exceed(PART, claim(words, "people", ANADOLU))) is is_exceeded


def test_what_an_origin_allows_is_its_largest_figure() -> None:
    """One victim named beside a total is none; where one figure is a minimum, nothing is exceeded."""
    small, large = claim("1", "people", ANADOLU), claim("8", "people", ANADOLU, article="b")
    assert exceed(PART, small, large) == [("part_exceeds_other", large.id)]
    assert exceed(PART, small, claim("30", "people", ANADOLU, article="b")) == []
    assert exceed(PART, small, claim("2+", "people", ANADOLU, article="b")) == []


def test_a_whole_that_no_number_states_is_none() -> None:
    """Beside nine children "a fisherman" is no total of one."""
    assert exceed(PART, evolve(claim("1", "people", ANADOLU), implied=True)) == []


def test_an_origins_own_whole_is_held_against_its_part_in_one_article_only() -> None:
    """In another article it may be of another day."""
    here, there = (claim("5", "people", SOHR, article=name) for name in ("x", "y"))
    assert exceed(PART, here) == [("part_exceeds_whole", here.id)]
    assert exceed(PART, there) == []


def test_a_check_says_which_kind_lies_in_which_and_whether_the_origins_differ() -> None:
    """Word by word."""
    other, own = claim("5", "people", ANADOLU), claim("5", "people", SOHR, article="x")
    tail = " allows, as children are counted within people"
    for whole, said in (
        (other, f"“5 people” (Anadolu Agency){tail}; the origins differ."),
        (own, f"“5 people” (SOHR){tail}."),
    ):
        (reason,) = (one.reason for toll in reconcile([PART, whole]) for one in toll.checks)
        assert reason == f"“9 children” (SOHR) is more than {said}"


def test_origins_that_have_no_total_are_not_counted_among_those_left_out() -> None:
    """Thirty papers: those told, the rest by their number; the part's own origin is none of them."""
    papers = [Source(id=f"p{n:02}", name=f"Paper {n}", kind="publisher") for n in range(30)]
    wholes = [claim("5", "people", paper, article=f"a{n:02}") for n, paper in enumerate(papers)]
    own, open_ended = claim("4", "people", SOHR, article="y"), claim("6+", "people", ARMY, article="z")
    told = [one for toll in reconcile([*wholes, PART, own, open_ended]) for one in toll.checks]
    said = [one.reason for one in told if one.kind == "part_exceeds_other"]
    assert said[-1] == "“9 children” (SOHR) is more than the figures of 6 further origins allow."
    assert sum("further origins" in one for one in said) == 1


def test_an_origin_is_told_without_a_party_where_some_of_its_claims_name_none() -> None:
    """Whichever claim comes first."""
    plain, party = (Source(id="u", name="Unit", kind="military", party=party) for party in (None, "north"))
    claims = [claim("5", "people", source, article=name) for source, name in ((party, "a"), (plain, "b"))]
    assert only(claims).origins == only(claims[::-1]).origins == (plain,)
