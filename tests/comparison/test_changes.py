"""What became of incidents: new, grown, merged, split, each with the pair that did it."""

from __future__ import annotations

from claimgraph.comparison.changes import compare_incidents
from claimgraph.model import Account, ChangeKind, Evidence, Incident, Link


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
