"""What became of incidents: new, grown, merged, split, each with the pair that did it."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve

from claimgraph.comparison.changes import compare_incidents
from claimgraph.comparison.judgements import NO_RULINGS, make_judgement
from claimgraph.comparison.pairs import load_weights
from claimgraph.model import Account, ChangeKind, DatePrecision, DateRange, Evidence, Incident, Link


def make(id: str, accounts: str, *links: str) -> Incident:
    """Return an incident of accounts with one letter each, linked as the pairs of letters say."""
    members = tuple(Account(id=name, article=f"article-{name}") for name in accounts)
    evidence = (
        Evidence(name="day", weight=1.0, reason="one day"),
        Evidence(name="means", weight=-0.5, reason="other means"),
    )
    made = tuple(Link(a=pair[0], b=pair[1], score=0.5, evidence=evidence) for pair in links)
    return Incident(id=id, accounts=members, links=made)


def test_nothing_changed_is_no_change() -> None:
    """Also where the links are others."""
    assert compare_incidents([make("i1", "ab", "ab")], [make("i1", "ab")]) == ()


def test_growth_names_the_articles_and_the_link_that_brought_them() -> None:
    """A link among those that were there before did not."""
    (change,) = compare_incidents([make("i1", "ab", "ab")], [make("i1", "abc", "ab", "bc")])
    assert (change.kind, change.before, change.after) == (ChangeKind.GROWN, ("i1",), ("i1",))
    assert change.articles == ("article-c",)
    assert change.reason == "article-b and article-c: one day"
    assert str(change) == "i1 has grown by what article-c tells (article-b and article-c: one day)"


def test_a_new_incident_has_no_past() -> None:
    """Told by one article alone, there is no pair to name."""
    (change,) = compare_incidents([], [make("i1", "a")])
    assert (change.kind, change.before, change.link) == (ChangeKind.NEW, (), None)
    assert str(change) == "i1 is new, told by article-a"


def test_a_merge_prefers_the_link_between_those_that_were_two() -> None:
    """A newcomer may link better to each of them, but what they share says why they are one."""
    before = [make("i1", "ab", "ab"), make("i2", "cd", "cd")]
    (change,) = compare_incidents(before, [make("i1", "abcdn", "an", "ac", "ab", "cd", "cn")])
    assert (change.kind, change.before, change.after) == (ChangeKind.MERGED, ("i1", "i2"), ("i1",))
    assert change.reason == "article-a and article-c: one day"
    assert str(change) == "i1 and i2 are now one, i1 (article-a and article-c: one day)"
    (bridged,) = compare_incidents(before, [make("i1", "abcdn", "ab", "cd", "an", "cn")])
    assert bridged.reason == "article-a and article-n: one day"


def test_a_split_names_what_pulled_a_part_away() -> None:
    """The part with another id went; its strongest link to somebody new is the reason."""
    after = [make("i1", "ab", "ab"), make("i9", "cn", "cn")]
    (change,) = compare_incidents([make("i1", "abc", "ab", "bc")], after)
    assert (change.kind, change.before, change.after) == (ChangeKind.SPLIT, ("i1",), ("i1", "i9"))
    assert change.reason == "article-c and article-n: one day"


def test_a_split_without_newcomers_names_the_pair_that_fits_worst() -> None:
    """As when a person took a judgement back."""
    (change,) = compare_incidents([make("i1", "ab", "ab")], [make("i1", "a"), make("i9", "b")])
    assert change.link is not None
    assert (change.link.a, change.link.b) == ("a", "b")
    assert change.reason.startswith("article-a and article-b: ")


def test_taking_over_a_part_is_a_split_and_a_merge() -> None:
    """Splits come first."""
    before = [make("i1", "abc", "ab", "bc"), make("i2", "de", "de")]
    after = [make("i1", "ab", "ab"), make("i2", "cde", "cd", "de")]
    changes = compare_incidents(before, after)
    assert [change.kind for change in changes] == [ChangeKind.SPLIT, ChangeKind.MERGED]
    assert changes[1].before == ("i1", "i2")


def _score(incident: Incident, *scores: float) -> Incident:
    """Return an incident whose links have the scores given."""
    links = zip(incident.links, scores, strict=True)
    return evolve(incident, links=tuple(evolve(link, score=score) for link, score in links))


@pytest.mark.parametrize(
    ("scores", "expected"), [((2.0, 1.0), ("c", "n")), ((1.0, 2.0), ("c", "o")), ((1.0, 1.0), ("c", "o"))]
)
def test_a_split_names_the_strongest_pull(scores: tuple[float, float], expected: tuple[str, str]) -> None:
    """Of equal ones the last by name; links among those that stayed or among newcomers pull nobody."""
    gone = _score(make("i9", "cno", "cn", "co", "no"), *scores, 9.0)
    (change,) = compare_incidents([make("i1", "abc", "ab", "bc")], [make("i1", "ab", "ab"), gone])
    assert change.link is not None
    assert (change.link.a, change.link.b) == expected


def test_a_judgement_is_the_reason_of_a_split_before_any_pull() -> None:
    """It is told alone, with who decided and when; what weights say goes along with it."""
    judgement = make_judgement("x", "y", "different", by="Ann", when="2018-01-02", why="two roads")
    rulings = evolve(NO_RULINGS, different={("a", "c"): (judgement,), ("a", "b"): (judgement,)})
    after = [make("i1", "ab", "ab"), make("i9", "cn", "cn")]
    (change,) = compare_incidents([make("i1", "abc", "ab", "bc")], after, rulings=rulings)
    assert change.link is not None
    assert (change.link.a, change.link.b) == ("a", "c")
    assert change.reason == (
        "article-a and article-c: judged different events by Ann on 2018-01-02: two roads"
    )


def _date(incident: Incident, **days: int) -> Incident:
    """Return an incident whose accounts are of the days of one month that are given by letter."""

    def _on(day: int) -> DateRange:
        when = datetime.date(2018, 1, day)
        return DateRange(earliest=when, latest=when, precision=DatePrecision.DAY, words="")

    return evolve(
        incident,
        accounts=tuple(evolve(one, date=_on(days.get(one.id, 1))) for one in incident.accounts),
    )


def test_a_split_without_newcomers_looks_at_all_parts_and_only_at_members() -> None:
    """The pair that fits worst holds an account of the first part; what came later is not looked at."""
    days = {"b": 2, "c": 28, "n": 31}
    after = [_date(make(name, members), **days) for name, members in (("i1", "a"), ("i2", "bn"), ("i3", "c"))]
    (change,) = compare_incidents([_date(make("i1", "abc"), **days)], after)
    assert change.link is not None
    assert (change.link.a, change.link.b) == ("a", "c")
    assert change.after == ("i1", "i2", "i3")
    weights = load_weights()
    heavy = evolve(weights, prior=weights.prior - 7)
    for table, prior in ((None, weights.prior), (heavy, weights.prior - 7)):
        (change,) = compare_incidents([_date(make("i1", "abc"), **days)], after, weights=table)
        assert change.link is not None
        assert change.link.evidence[0].weight == prior
        judged = evolve(NO_RULINGS, different={("a", "b"): ()})
        (change,) = compare_incidents(
            [_date(make("i1", "abc"), **days)], after, weights=table, rulings=judged
        )
        assert change.link is not None
        assert (change.link.b, change.link.evidence[0].weight) == ("b", prior)


@pytest.mark.parametrize(("score", "told"), [(0.5, "one day"), (-0.5, "other means"), (0.0, "other means")])
def test_a_split_tells_what_pulled_or_what_kept_apart(score: float, told: str) -> None:
    """Evidence of the side that won; what weighs nothing and the prior are left out."""
    evidence = (
        Evidence(name="prior", weight=-3.0, reason="seldom"),
        Evidence(name="day", weight=1.0, reason="one day"),
        Evidence(name="means", weight=-0.5, reason="other means"),
        Evidence(name="place", weight=0.0, reason="no place"),
    )
    pull = Link(a="c", b="n", score=score, evidence=evidence)
    gone = evolve(make("i9", "cn"), links=(pull,))
    (change,) = compare_incidents([make("i1", "abc", "ab")], [make("i1", "ab", "ab"), gone])
    assert change.reason == f"article-c and article-n: {told}"
    (grown,) = compare_incidents([make("i9", "c")], [gone])
    assert grown.reason == "article-c and article-n: one day"
    bare = evolve(gone, links=(evolve(pull, evidence=evidence[:1]),))
    (grown,) = compare_incidents([make("i9", "c")], [bare])
    assert grown.reason == "article-c and article-n: nothing is known"


def test_growth_without_a_link_has_no_reason() -> None:
    """An account that came in by a judgement of others may link to nobody."""
    (change,) = compare_incidents([make("i1", "ab", "ab")], [make("i1", "abcd", "ab", "cd")])
    assert (change.kind, change.link, change.reason) == (ChangeKind.GROWN, None, "")
    assert change.articles == ("article-c", "article-d")


def test_a_part_that_grows_elsewhere_is_no_growth_of_what_it_left() -> None:
    """What came to a part with an id of its own is told by the split; the id that stayed has grown."""
    after = [make("i1", "abx", "ab", "bx"), make("i9", "cn", "cn")]
    changes = compare_incidents([make("i1", "abc", "ab", "bc")], after)
    assert [(one.kind, one.after) for one in changes] == [
        (ChangeKind.SPLIT, ("i1", "i9")),
        (ChangeKind.GROWN, ("i1",)),
    ]


def test_an_incident_under_a_new_id_has_grown_too() -> None:
    """Ids of incidents made at once follow their accounts; nothing else of them went elsewhere."""
    (change,) = compare_incidents([make("i1", "ab", "ab")], [make("i9", "abc", "ab", "bc")])
    assert (change.kind, change.before, change.after) == (ChangeKind.GROWN, ("i1",), ("i9",))


def test_changes_come_by_kind_and_then_by_id() -> None:
    """Whatever the order of the incidents."""
    before = [make("i3", "g"), make("i2", "ef"), make("i1", "ab", "ab"), make("i0", "cd", "cd")]
    after = [
        make("i9", "z"), make("i8", "y"), make("i3", "gh", "gh"), make("i2", "e"), make("i7", "f"),
        make("i0", "abcd", "ac"),
    ]  # fmt: skip
    told = [(one.kind, one.before, one.after) for one in compare_incidents(before, after)]
    assert told == [
        (ChangeKind.SPLIT, ("i2",), ("i2", "i7")),
        (ChangeKind.MERGED, ("i0", "i1"), ("i0",)),
        (ChangeKind.GROWN, ("i3",), ("i3",)),
        (ChangeKind.NEW, (), ("i8",)),
        (ChangeKind.NEW, (), ("i9",)),
    ]


def test_a_new_incident_names_its_first_link_and_all_its_articles() -> None:
    """Links come with the strongest first."""
    (change,) = compare_incidents([], [make("i1", "abc", "bc", "ab")])
    assert change.link is not None
    assert (change.link.a, change.link.b, change.articles) == (
        "b",
        "c",
        ("article-a", "article-b", "article-c"),
    )
