"""What a person is asked: close decisions on which much hangs, each once."""

from __future__ import annotations

from datetime import date
from math import e, log

import pytest
from attrs import evolve

from claimgraph.comparison.incidents import link_accounts
from claimgraph.comparison.judgements import make_judgement
from claimgraph.comparison.pairs import load_weights, score_pair
from claimgraph.comparison.questions import FAR, find_questions, measure_worth
from claimgraph.model import (
    Account,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Judgement,
    Modifier,
    Place,
    Quantity,
    Question,
    Source,
    Span,
)

TOWN = Place(
    name="Hafen", words="Hafen", kind="town", path=("Westmark", "Elbonia"), key="h", path_keys=("w", "e")
)


def tell(name: str, day: int, *figures: int) -> Account:
    """Return an account that counts some dead on a day of March 2030."""
    days = DateRange(earliest=date(2030, 3, day), latest=date(2030, 3, day), precision=DatePrecision.DAY)
    claims = tuple(
        Claim(
            id=f"c{name}{figure}",
            article=name,
            spans=(Span(0, 2),),
            text=f"{figure} people",
            measure="killed",
            quantity=Quantity(
                value=figure,
                low=figure,
                high=figure,
                modifier=Modifier.EXACT,
                words=str(figure),
                span=Span(0, 2),
            ),
            group="people",
            attribution=Attribution(chain=(Source(id="desk", name="The desk", kind="agency"),)),
        )
        for figure in figures
    )
    return Account(id=name, article=name, claims=claims, place=TOWN, date=days)


def ask(
    *several: Account, threshold: float | None = None, limit: int = 10, log: tuple[Judgement, ...] = ()
) -> list[Question]:
    """Return the questions on accounts linked with some threshold."""
    weights = load_weights() if threshold is None else evolve(load_weights(), threshold=threshold)
    incidents = link_accounts(several, weights=weights, judgements=log)
    return list(find_questions(several, incidents, limit=limit, weights=weights, judgements=log))


A, B = tell("a", 3, 28), tell("b", 3, 28, 5)
SCORE = score_pair(A, B).score


def test_a_decision_on_the_threshold_is_worth_most() -> None:
    """However it fell; far from the threshold nothing is asked."""
    (near,) = ask(A, B, threshold=SCORE)
    (nearer_no,) = ask(A, B, threshold=SCORE + 1)
    assert (near.joined, nearer_no.joined) == (True, False)
    assert near.worth > nearer_no.worth
    assert ask(A, B, threshold=SCORE - 10) == ask(A, B, threshold=SCORE + 10) == []


def test_what_hangs_on_an_answer_counts() -> None:
    """The smaller side is what would move."""
    (small,) = ask(A, B, threshold=SCORE + 1)
    (large,) = ask(evolve(A, claims=(*A.claims, *tell("x", 3, 7, 8).claims)), B, threshold=SCORE + 1)
    assert (small.figures, large.figures) == (1, 2)
    assert large.worth > small.worth


def test_two_incidents_are_asked_about_once() -> None:
    """Ten pairs of reports between them are one question."""
    several = [*(tell(name, 3, 28) for name in "abc"), *(tell(name, 4, 50) for name in "xyz")]
    across = score_pair(several[0], several[3]).score
    questions = ask(*several, threshold=across + 1)
    assert len([one for one in questions if not one.joined]) == 1
    assert next(one for one in questions if not one.joined).accounts == 3


def test_what_was_judged_is_not_asked_again() -> None:
    """Not even through others that are judged the same as one of them."""
    c = tell("c", 3, 28)
    for decision in ("same", "different", "unsure"):
        log = (make_judgement("a", "b", decision, by="Ana", when="2030-04-01"),)
        assert ask(A, B, threshold=SCORE + 1, log=log) == []
    bound = (
        make_judgement("a", "b", "same", by="Ana", when="2030-04-01"),
        make_judgement("b", "c", "different", by="Ana", when="2030-04-01"),
    )
    assert ask(A, B, c, threshold=SCORE + 1, log=bound) == []


def test_no_more_questions_than_wanted() -> None:
    """The worthiest come first."""
    several = [tell("a", 3, 28), tell("b", 3, 50), tell("c", 3, 7, 8, 9)]
    every = ask(*several, threshold=SCORE)
    assert len(every) > 1
    assert ask(*several, threshold=SCORE, limit=1) == every[:1]
    assert [one.worth for one in every] == sorted((one.worth for one in every), reverse=True)


def test_a_question_is_read_in_one_line() -> None:
    """Who tells what, how they stand, what speaks for and against, what would move."""
    (question,) = ask(A, B, threshold=SCORE + 1)
    said = str(question)
    assert said.startswith("One event? a (Hafen, Westmark, 3 March 2030; 28 people killed) / b (")
    assert f"they stand apart (score {SCORE:.2f}, linked from {SCORE + 1:.2f})" in said
    assert "For: " in said
    assert said.endswith("One figure moves with the answer.")


def test_a_question_is_asked_by_the_weights_that_link() -> None:
    """A pair is near the threshold by one table and far from it by another."""
    near = evolve(load_weights(), threshold=SCORE)
    heavier = evolve(near, prior=near.prior + 2.5)
    [question] = find_questions((A, B), (), limit=5, weights=heavier)
    assert question.link.score == pytest.approx(SCORE + 2.5)
    assert question.threshold == SCORE
    assert list(find_questions((A, B), (), limit=5, weights=evolve(near, prior=near.prior + 3.5))) == []


@pytest.mark.parametrize(
    ("margin", "is_asked"),
    [(FAR - 0.01, True), (0.01 - FAR, True), (FAR + 0.01, False), (-FAR - 0.01, False)],
)
def test_questions_end_at_a_distance_from_the_threshold(margin: float, is_asked: bool) -> None:
    """On either side of it."""
    weights = evolve(load_weights(), threshold=SCORE - margin)
    assert bool(find_questions((A, B), (), limit=5, weights=weights)) is is_asked


def test_of_pairs_as_worthy_the_first_by_name_is_asked() -> None:
    """Whatever the order of the accounts."""
    several = [*(tell(name, 3, 28) for name in "ab"), *(tell(name, 4, 50) for name in "xy")]
    across = score_pair(several[0], several[2]).score
    for told in (several, several[::-1]):
        (apart,) = [one for one in ask(*told, threshold=across + 1) if not one.joined]
        assert (apart.link.a, apart.link.b) == ("a", "x")
        assert {apart.a.id, apart.b.id} == {"a", "x"}


def test_an_account_that_was_not_linked_stands_for_itself() -> None:
    """Its own figures and one account move with the answer."""
    (question,) = find_questions((A, B), (), limit=5, weights=evolve(load_weights(), threshold=SCORE))
    assert (question.joined, question.figures, question.accounts) == (False, 1, 1)
    assert question.worth == pytest.approx(log(3), abs=1e-6)
    assert measure_worth(-1.0, figures=1, accounts=2) == pytest.approx((log(3) + log(2)) / e, abs=1e-6)
