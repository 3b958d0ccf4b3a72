"""Who is accused by whom, who claims it and who denies it; grades of corroboration."""

from __future__ import annotations

from attrs import evolve
from figures import ANADOLU, ARMY, HELMETS, PAPER, SOHR, claim
from hypothesis import given
from strategies import incidents

from claimgraph.comparison.corroboration import RULE, grade_incident
from claimgraph.comparison.responsibility import find_rivals, list_responsibility
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import (
    Account,
    Admission,
    Attribution,
    Claim,
    Denial,
    Incident,
    Scope,
    Source,
    Span,
    Stance,
)

RUSSIA = Source(id="russia", name="Russia", kind="government")
FRONT = Source(id="front", name="Nahda Front", kind="armed group")


def incident(*claims: Claim, by: tuple[Source, ...] = (), denied_by: tuple[Source, ...] = ()) -> Incident:
    """Make an incident of one account an article; answers stand in the first."""
    names = sorted({one.article for one in claims})
    accounts = [
        Account(id=name, article=name, claims=tuple(one for one in claims if one.article == name))
        for name in names
    ]
    answers = [(source, Stance.ASSERTS) for source in by] + [(source, Stance.DENIES) for source in denied_by]
    told = [
        (Admission if stance is Stance.ASSERTS else Denial)(
            id=f"{stance}-{source.id}",
            article=names[0],
            span=Span(0, 5),
            text="words",
            attribution=Attribution(chain=(source,), stance=stance),
            **({} if stance is Stance.ASSERTS else {"what": "it"}),
        )
        for source, stance in answers
    ]
    accounts[0] = evolve(
        accounts[0],
        admissions=tuple(one for one in told if isinstance(one, Admission)),
        denials=tuple(one for one in told if isinstance(one, Denial)),
    )
    made = Incident(id="i", accounts=tuple(accounts))
    return evolve(made, tolls=reconcile(made.claims, denials=made.denials))


def rows(made: Incident) -> list[tuple[str, list[str], list[str], list[str]]]:
    """Return (actor, accused by, claimed by, denied by) with the ids of the sources."""
    return [
        (
            row.actor,
            *([source.id for source in who] for who in (row.accused_by, row.claimed_by, row.denied_by)),
        )
        for row in list_responsibility(made)
    ]


def test_words_for_one_party_share_a_row_with_its_denial():
    """“Russian warplanes” and “Russian”, denied by Russia."""
    made = incident(
        claim("20", "people", SOHR, actor="Russian warplanes"),
        claim("28", "people", HELMETS, article="b", actor="Russian"),
        denied_by=(RUSSIA,),
    )
    assert rows(made) == [("Russia", ["sohr", "white-helmets"], [], ["russia"])]


def test_five_papers_with_one_monitor_are_one_accuser():
    """Also where one of them says it in its own voice."""
    claims = [claim("20", "people", SOHR, PAPER, article=name, actor="regime") for name in "abc"]
    own = claim("20", "people", PAPER, article="a", actor="regime")
    assert rows(incident(*claims, own)) == [("regime", ["sohr"], [], [])]


def test_a_party_that_counts_its_own_deed_claims_it():
    """The army says that the army's strike killed 20."""
    made = incident(claim("20", "fighters", ARMY, actor="Russian jets"))
    assert rows(made) == [("Russian jets", [], [ARMY.id], [])]


def test_an_admission_is_a_row_of_its_own_where_nobody_accuses():
    """The group is named as it is called."""
    made = incident(claim("20", "people", SOHR), by=(FRONT,))
    assert rows(made) == [("Nahda Front", [], ["front"], [])]


def test_a_monitor_that_denies_is_no_party():
    """It denies a report, not a deed."""
    assert rows(incident(claim("20", "people", SOHR), denied_by=(HELMETS,))) == []


def test_plans_and_denied_figures_accuse_nobody():
    """Only what is stated as a fact does."""
    denies = Attribution(chain=(SOHR,), stance=Stance.DENIES)
    made = incident(
        claim("20", "people", SOHR, actor="regime", hypothetical=True),
        claim("9", "people", SOHR, actor="regime", attribution=denies),
    )
    assert rows(made) == []


def test_rivals_are_accused_by_different_origins():
    """One origin that accuses both parties accuses them together."""
    apart = incident(
        claim("20", "people", SOHR, actor="regime"),
        claim("20", "people", HELMETS, article="b", actor="rebels"),
    )
    together = incident(
        claim("20", "people", SOHR, actor="regime"), claim("9", "people", SOHR, article="b", actor="rebels")
    )
    assert len(find_rivals(list_responsibility(apart))) == 2
    assert find_rivals(list_responsibility(together)) == ()


def grade(made: Incident) -> tuple[str, str]:
    """Return the grade and its reason."""
    found = grade_incident(made)
    assert found.rule == RULE
    return found.grade, found.reason


def test_grades_follow_the_rule_in_its_order():
    """Confirmed before contested before fair before weak."""
    one = claim("20", "people", SOHR, actor="regime")
    two = claim("28", "people", ANADOLU, article="b", actor="rebels")
    assert grade(incident(one)) == ("weak", "one origin, SOHR")
    assert grade(incident(one, claim("20", "people", SOHR, PAPER, article="b"))) == (
        "weak",
        "one origin, SOHR",
    )
    assert grade(incident(one, evolve(two, actor=None))) == ("fair", "2 independent origins")
    assert grade(incident(one, two)) == (
        "contested",
        "accused are “rebels” by Anadolu Agency and “regime” by SOHR",
    )
    assert grade(incident(one, two, by=(FRONT,))) == ("confirmed", "Nahda Front takes responsibility")


def test_all_who_take_responsibility_are_named():
    """Two by "and", more with commas before it."""
    told = claim("3", "people", SOHR)
    three = (FRONT, *(Source(id=name, name=name, kind="armed group") for name in ("Anvil", "Beacon")))
    assert grade(incident(told, by=three[:2]))[1] == "Anvil and Nahda Front take responsibility"
    assert grade(incident(told, by=three))[1] == "Anvil, Beacon and Nahda Front take responsibility"


def test_the_rule_says_whose_it_is():
    """Nobody may take it for a grade that Airwars gave."""
    assert "derived by claimgraph, not assigned by Airwars" in RULE


def test_what_is_no_event_or_has_no_figure_has_no_grade():
    """A count over a period, and plans."""
    plan = claim("20", "people", SOHR, hypothetical=True)
    assert grade_incident(incident(plan)) is None
    war = evolve(incident(claim("20", "people", SOHR)), scope=Scope.CUMULATIVE)
    assert grade_incident(war) is None


@given(incidents())
def test_every_answer_is_in_one_row_at_most(made):
    """No id is in two rows, and the ids are those of the incident."""
    found = list_responsibility(made)
    told = [id for row in found for id in (*row.accusations, *row.admissions, *row.denials)]
    known = {one.id for one in (*made.claims, *made.admissions, *made.denials)}
    assert len(told) == len(set(told))
    assert set(told) <= known
