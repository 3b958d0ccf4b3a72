"""An origin's figures over time."""

from __future__ import annotations

import datetime

import pytest
from figures import ANADOLU, HELMETS, PAPER, SOHR, claim, only

from claimgraph.comparison.tolls import compare_conventions, list_series
from claimgraph.errors import MisuseError
from claimgraph.model import Incident


def steps(*claims, **more):
    """Return (origin, [(day of March, number, stands)]) of each series."""
    return [
        (one.origin.id, [(step.day and step.day.day, step.quantity.value, step.stands) for step in one.steps])
        for one in list_series(only(list(claims), **more))
    ]


def test_a_rising_figure_is_a_series_whose_last_step_stands():
    """11, 58, 72, 86 of one source on four days; another's single figure is a series of one."""
    rising = [
        claim(number, "people", HELMETS, day=day, article=f"a{day}")
        for day, number in ((4, "11"), (5, "58"), (6, "72+"), (7, "86"))
    ]
    assert steps(*rising, claim("70", "people", SOHR, day=6)) == [
        ("sohr", [(6, 70, True)]),
        ("white-helmets", [(4, 11, False), (5, 58, False), (6, 72, False), (7, 86, True)]),
    ]


def test_a_slow_paper_opens_no_new_step():
    """The figure is dated by who had it first, and the step names both claims."""
    early = claim("11", "people", SOHR, day=4)
    late = claim("11+", "people", SOHR, PAPER, day=9, article="b")
    (series,) = list_series(only([early, late, claim("58", "people", SOHR, day=5, article="c")]))
    assert series.steps[0].day == datetime.date(2018, 3, 4)
    assert series.steps[0].claims == (early.id, late.id)
    assert series.steps[0].quantity == late.quantity


def test_a_figure_that_its_text_calls_outdated_is_an_earlier_step():
    """“28, up from 15” on one day."""
    old, new = claim("15", "people", SOHR, superseded=True), claim("28", "people", SOHR)
    assert steps(old, new) == [("sohr", [(21, 15, False), (21, 28, True)])]


def test_figures_without_a_day_stand_beside_the_latest():
    """Nothing says which of them came last."""
    found = steps(claim("15", "people", SOHR, day=None), claim("28", "people", SOHR))
    assert found == [("sohr", [(21, 28, True), (None, 15, True)])]


def test_plans_and_parts_of_the_same_toll_are_no_steps():
    """Twenty civilians of 25 people on one day are no later count."""
    claims = [
        claim("25", "people", SOHR),
        claim("20", "civilians", SOHR),
        claim("90", "people", SOHR, hypothetical=True),
    ]
    assert steps(*claims) == [("sohr", [(21, 25, True)])]


def test_a_retold_figure_is_a_step_of_whose_it_is():
    """The agency's bare figure belongs to the monitor's series."""
    claims = [claim("28", "people", SOHR, ANADOLU), claim("28", "people", ANADOLU, article="b")]
    assert steps(*claims) == [("sohr", [(21, 28, True)])]


def test_an_incident_is_no_toll_and_no_claims():
    """The text says what to give instead."""
    incident = Incident(id="i", accounts=())
    with pytest.raises(MisuseError, match=r"see incident\.tolls"):
        list_series(incident)
    with pytest.raises(MisuseError, match=r"see incident\.claims"):
        compare_conventions(incident)
