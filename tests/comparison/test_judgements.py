"""A log of judgements: what stands, whom it speaks of, and when it contradicts itself."""

from __future__ import annotations

from datetime import date, datetime
from itertools import permutations

import pytest
from attrs import evolve

import claimgraph as cg
from claimgraph.comparison.judgements import (
    Rulings,
    apply_judgements,
    find_judgement,
    find_standing,
    make_judgement,
    mark_link,
    sort_judgements,
    undo_judgement,
)
from claimgraph.model import Account, Decision, Evidence, Link

ACCOUNTS = [Account(id=name, article=f"article-{name}") for name in "abcd"]


def judge(
    a: str, b: str, decision: str = "same", *, by: str = "Ana", when: str = "2020-01-01"
) -> cg.Judgement:
    """Return a judgement of two accounts."""
    return make_judgement(a, b, decision, by=by, when=when)


def test_a_judgement_is_the_same_from_both_sides() -> None:
    """Its id comes from its content, not from who was named first."""
    assert judge("b", "a") == judge("a", "b")
    assert judge("a", "b").id != judge("a", "b", by="Ben").id


@pytest.mark.parametrize("when", ["2020-01-02", date(2020, 1, 2)])
def test_a_day_is_iso_text_or_a_date(when: str | date) -> None:
    """Both are kept as ISO text."""
    assert make_judgement("a", "b", "same", by="Ana", when=when).when == "2020-01-02"


def test_a_time_is_kept() -> None:
    """Two judgements of one day can be told apart."""
    assert (
        make_judgement("a", "b", "same", by="Ana", when=datetime(2020, 1, 2, 9)).when == "2020-01-02T09:00:00"
    )


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"decision": "maybe"}, "maybe"),
        ({"decision": "undo"}, "undo"),
        ({"b": "a"}, "'a'"),
        ({"by": "  "}, "by="),
        ({"when": "yesterday"}, "yesterday"),
        ({"when": None}, "when=None"),
    ],
    ids=str,
)
def test_what_is_no_judgement_is_refused(given: dict[str, str], named: str) -> None:
    """The text names the bad value."""
    whole = {"a": "a", "b": "b", "decision": "same", "by": "Ana", "when": "2020-01-01"} | given
    with pytest.raises(cg.MisuseError, match=named):
        make_judgement(**whole)


def test_an_undone_judgement_stands_no_more_and_an_undone_undoing_lets_it_stand() -> None:
    """In whatever order the log is read."""
    first = judge("a", "b")
    undone = undo_judgement(first, by="Ben", when="2020-01-02")
    again = undo_judgement(undone, by="Ana", when="2020-01-03")
    assert (undone.decision, undone.undoes) == (Decision.UNDO, first.id)
    for log in permutations([first, undone, again]):
        assert find_standing(log) == (first,)
    for log in permutations([first, undone]):
        assert find_standing(log) == ()


def test_a_claim_leads_to_its_account() -> None:
    """Judgements name claims, whose ids outlive a new grouping of an article."""
    claims = cg.extract_claims(cg.read_articles([{"id": "x", "text": "Nine people died in Oslo."}]).articles)
    account = Account(id="z", article="x", claims=claims)
    rulings = apply_judgements([judge(claims[0].id, "a")], [*ACCOUNTS, account])
    assert list(rulings.same) == [("a", "z")]


def test_unknown_ids_are_reported_and_nothing_else_is_lost() -> None:
    """A shared file may hold more than what is at hand."""
    rulings = apply_judgements([judge("a", "b"), judge("a", "elsewhere")], ACCOUNTS)
    assert list(rulings.same) == [("a", "b")]
    (problem,) = rulings.unplaced
    assert "elsewhere" in problem.reason


def test_a_contradiction_names_the_chain() -> None:
    """Who said which step, and when; other judgements are left out."""
    log = [
        judge("a", "b", by="Ana", when="2020-01-01"),
        judge("c", "b", by="Ben", when="2020-01-02"),
        judge("c", "d", by="Cem", when="2020-01-03"),
        judge("c", "a", "different", by="Dee", when="2020-01-04"),
    ]
    with pytest.raises(cg.ConstraintError) as caught:
        apply_judgements(log, ACCOUNTS)
    said = str(caught.value)
    steps = ["article-a (a) is the event of article-b (b)", "by Ana on 2020-01-01"]
    steps += ["article-b (b) is the event of article-c (c)", "by Ben on 2020-01-02"]
    steps += ["article-a (a) is not the event of article-c (c)", "by Dee on 2020-01-04"]
    found = [said.find(step) for step in steps]
    assert -1 not in found
    assert found == sorted(found)
    assert "Cem" not in said
    assert (
        apply_judgements([*log, undo_judgement(log[3], by="Dee", when="2020-01-05")], ACCOUNTS).different
        == {}
    )


def test_two_opinions_on_one_pair_contradict() -> None:
    """The later one does not win silently."""
    with pytest.raises(cg.ConstraintError, match="contradict"):
        apply_judgements([judge("a", "b"), judge("a", "b", "different", by="Ben")], ACCOUNTS)


def test_being_unsure_contradicts_nobody() -> None:
    """It is kept beside what others decided."""
    rulings = apply_judgements([judge("a", "b"), judge("a", "b", "unsure", by="Ben")], ACCOUNTS)
    assert [one.decision.value for one in rulings.list_all(("a", "b"))] == ["same", "unsure"]


def test_an_altered_judgement_is_refused() -> None:
    """A log is trusted because ids come from content."""
    with pytest.raises(cg.MisuseError, match="content"):
        sort_judgements([evolve(judge("a", "b"), by="Somebody else")])
    with pytest.raises(cg.MisuseError, match="read_judgements"):
        sort_judgements("ours.jsonl")  # type: ignore[arg-type]


def test_looking_for_no_judgement_lists_those_that_stand() -> None:
    """A mistyped id is answered with the right ones."""
    with pytest.raises(cg.UnknownNameError, match=judge("a", "b").id):
        find_judgement([judge("a", "b")], "j0")


def test_a_judged_pair_is_a_link_that_says_by_whom() -> None:
    """Nothing outweighs "the same"; "different" and "unsure" leave the score as it was."""
    link = Link(a="a", b="b", score=2.5, evidence=(Evidence(name="day", weight=2.5, reason="one day"),))
    for decision, score, said in (
        ("same", float("inf"), "judged the same event by Ana on 2030-04-01: seen"),
        ("different", 2.5, "judged different events by Ana on 2030-04-01: seen"),
        ("unsure", 2.5, "left open by Ana on 2030-04-01: seen"),
    ):
        made = make_judgement("x", "y", decision, by="Ana", when="2030-04-01", why="seen")
        marked = mark_link(link, [made])
        assert (marked.a, marked.b, marked.score) == ("a", "b", score)
        assert marked.evidence == (
            Evidence(name=f"judged {decision}", weight=score if decision == "same" else 0.0, reason=said),
            *link.evidence,
        )
    bare = make_judgement("x", "y", "same", by="Ana", when="2030-04-01")
    assert mark_link(link, [bare]).evidence[0].reason == "judged the same event by Ana on 2030-04-01"


def test_rulings_on_some_accounts_need_both_ends() -> None:
    """A pair of which one end is elsewhere is left out, of every kind."""
    made = (make_judgement("x", "y", "same", by="Ana", when="2030-04-01"),)
    pairs = {("a", "b"): made, ("a", "c"): made, ("c", "d"): made}
    rulings = Rulings(same=pairs, different=pairs, unsure=pairs)
    chosen = rulings.select({"a", "b", "d"})
    assert [list(one) for one in (chosen.same, chosen.different, chosen.unsure)] == [[("a", "b")]] * 3
    assert rulings.list_ids() == {"a", "b", "c", "d"}
    assert rulings.list_all(("a", "b")) == made * 3
    assert chosen.list_all(("a", "c")) == ()
