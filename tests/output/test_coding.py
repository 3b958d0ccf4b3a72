"""The coder's sheet: what each column is made of."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve

from claimgraph.comparison.tolls import reconcile
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Claim,
    Copy,
    DatePrecision,
    DateRange,
    Denial,
    Incident,
    Modifier,
    Place,
    Quantity,
    Scope,
    Source,
    Span,
    Stance,
)
from claimgraph.output.tables import Row, name_columns
from claimgraph.output.tables.coding import to_coding_rows

DAY = datetime.date(2024, 5, 3)
WHEN = DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY)
TOWN = Place(
    name="Port Hallam",
    words="Port-Hallam",
    kind="town",
    path=("Brae county", "Upland province", "Northmark"),
    key="nm-1",
    latitude=10.5,
    longitude=20.25,
)


def _claim(
    number: int, group: str, *, measure: str = "killed", article: str = "a1", whose: str = "police"
) -> Claim:
    count = Quantity(
        value=number, low=number, high=number, modifier=Modifier.EXACT, words=str(number), span=Span(0, 1)
    )
    return Claim(
        id=f"{article}-{number}-{group}-{measure}",
        article=article,
        spans=(Span(0, 1),),
        text=f"{number} {group}",
        measure=measure,
        quantity=count,
        group=group,
        group_kind=group,
        attribution=Attribution(chain=(Source(id=whose, name=whose.title(), kind="official"),)),
        place=TOWN,
        date=WHEN,
    )


def _incident(*claims: Claim) -> Incident:
    articles = dict.fromkeys(claim.article for claim in claims)
    accounts = [
        Account(id=one, article=one, claims=tuple(c for c in claims if c.article == one)) for one in articles
    ]
    return Incident(
        id="i1", accounts=tuple(accounts), place=TOWN, date=WHEN, means=("bombing",), tolls=reconcile(claims)
    )


def _code(*claims: Claim) -> list[Row]:
    return to_coding_rows([_incident(*claims)])


def test_event_is_coded_from_day_and_place() -> None:
    """Days, divisions, coordinates and their precision codes; the spelling of the reports."""
    (row,) = _code(_claim(3, "people"))
    assert tuple(row) == name_columns("coding")
    names = ("date_start", "date_end", "date_prec", "country", "adm_1", "adm_2", "where_coordinates")
    assert [row[name] for name in names] == [
        *("2024-05-03", "2024-05-03", 1, "Northmark", "Upland province", "Brae county", "Port Hallam")
    ]
    names = ("where_description", "latitude", "longitude", "where_prec", "event_clarity", "means")
    assert [row[name] for name in names] == ["Port-Hallam", 10.5, 20.25, 1, 1, "bombing"]


@pytest.mark.parametrize(
    ("place", "told"),
    [
        (evolve(TOWN, path=()), (None, None, None)),
        (evolve(TOWN, path=("Northmark",)), ("Northmark", None, None)),
        (
            evolve(TOWN, path=("Old Town", "Upland province", "Northmark")),
            ("Northmark", "Upland province", None),
        ),
        (
            evolve(TOWN, name="Brae", kind="district", path=("Upland province", "Northmark")),
            ("Northmark", "Upland province", "Brae"),
        ),
        (evolve(TOWN, name="Upland", kind="province", path=("Northmark",)), ("Northmark", "Upland", None)),
        (evolve(TOWN, name="Northmark", kind="country", path=()), ("Northmark", None, None)),
    ],
)
def test_divisions_are_those_that_are_known(place: Place, told: tuple[str | None, ...]) -> None:
    """A city that holds a neighbourhood is no district; nothing is guessed."""
    (row,) = to_coding_rows([evolve(_incident(_claim(3, "people")), place=place)])
    assert (row["country"], row["adm_1"], row["adm_2"]) == told


def test_place_without_coordinates_names_none() -> None:
    """What stands beside the coordinates is their place, so it is empty with them."""
    bare = evolve(TOWN, latitude=None, longitude=None)
    (row,) = to_coding_rows([evolve(_incident(_claim(3, "people")), place=bare)])
    assert (row["where_coordinates"], row["where_description"]) == (None, "Port-Hallam")


def test_each_group_of_victims_has_a_row() -> None:
    """Fighters and civilians are not added up, and each has its own column of deaths."""
    rows = _code(_claim(7, "civilians"), _claim(4, "fighters"), _claim(9, "fighters", measure="injured"))
    assert [(row["side_b"], row["victim_status"], row["is_part"]) for row in rows] == [
        ("civilians", "civilian", False),
        ("fighters", "combatant", False),
    ]
    names = ("low", "best", "high", "deaths_civilians", "deaths_combatants", "deaths_unknown", "injured_best")
    assert [row[name] for row in rows for name in names] == [
        *(7, 7, 7, 7, None, None, None),
        *(4, 4, 4, None, 4, None, 9),
    ]


def test_part_is_in_no_column_of_deaths() -> None:
    """Children among the people told of are not counted a second time."""
    people, children = _code(_claim(7, "people"), _claim(2, "children", article="a2", whose="medics"))
    assert (people["is_part"], people["deaths_unknown"]) == (False, 7)
    assert (children["is_part"], children["best"], children["deaths_civilians"]) == (True, 2, None)


def test_larger_figure_of_a_narrower_group_is_no_part() -> None:
    """Fifty fighters are not among seven people."""
    rows = _code(_claim(7, "people"), _claim(50, "fighters", article="a2", whose="medics"))
    assert [row["is_part"] for row in rows] == [False, False]


def test_what_is_expected_or_denied_is_no_figure() -> None:
    """The words stand in the sheet, the columns of figures are empty."""
    fear = evolve(_claim(90, "people"), hypothetical=True)
    denied = evolve(
        _claim(8, "people", article="a2"), attribution=evolve(fear.attribution, stance=Stance.DENIES)
    )
    (row,) = _code(fear, denied)
    assert [row[name] for name in ("low", "best", "high", "deaths_unknown")] == [None] * 4
    assert row["text"] == "90 people killed (expected by Police); 8 people killed (denied by Police)"


def test_sides_are_who_is_accused_not_who_denies() -> None:
    """Whoever only denies is not said to have done it."""
    army = Source(id="army", name="Army", kind="military")
    denial = Denial(
        id="d1",
        article="a1",
        span=Span(0, 1),
        text="the army denied it",
        what="it",
        attribution=Attribution(chain=(army,), stance=Stance.DENIES),
    )
    incident = _incident(_claim(3, "people"))
    (account,) = incident.accounts
    (row,) = to_coding_rows([evolve(incident, accounts=(evolve(account, denials=(denial,)),))])
    assert (row["side_a"], row["denied_by"]) == (None, "Army")
    (row,) = _code(evolve(_claim(3, "people"), actor="the rebels"))
    assert (row["side_a"], row["denied_by"]) == ("the rebels", None)


def test_event_without_dead_and_injured_has_a_row() -> None:
    """It is not lost, and has no figures."""
    (row,) = _code(_claim(300, "people", measure="evacuated"))
    assert (row["id"], row["low"], row["injured_low"], row["is_part"]) == ("i1", None, None, None)


def test_sums_over_a_period_are_unclear_events() -> None:
    """Their days are no precision of an event's day."""
    incident = evolve(_incident(_claim(300, "people")), scope=Scope.CUMULATIVE)
    (row,) = to_coding_rows([incident])
    assert (row["event_clarity"], row["date_prec"]) == (2, None)


def test_sources_are_articles_publishers_and_origins() -> None:
    """Each once, in order; a copied text is no further source."""
    claims = [_claim(3, "people"), _claim(3, "people", article="a2"), _claim(3, "people", article="a3")]
    articles = [
        Article(id="a1", text="", title="Blast\nhits  port", publisher="The Daily", published=DAY),
        Article(id="a2", text="", title="Port hit", publisher="Herald", url="https://example.org/2"),
    ]
    copied = evolve(_incident(*claims), copies=(Copy(a="a3", b="a1", share=1.0, reason="same text"),))
    (row,) = to_coding_rows([copied], articles=articles)
    assert (row["number_of_sources"], row["number_of_origins"]) == (2, 1)
    assert row["source_article"] == "The Daily, 2024-05-03, Blast hits port, a1; Herald, Port hit, a2; a3"
    assert row["source_office"] == "The Daily; Herald"
    assert (row["source_date"], row["source_url"]) == ("2024-05-03", "https://example.org/2")
    assert (row["source_original"], row["text"]) == ("Police", "3 people killed (Police)")
