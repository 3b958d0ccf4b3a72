"""Claims and incidents as flat rows."""

from __future__ import annotations

import datetime
import importlib.util
import sys

import pytest
from attrs import evolve, frozen

from claimgraph.errors import MissingExtraError, UnknownNameError
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
    Relation,
    RelationKind,
    Retelling,
    Scope,
    Source,
    Span,
    Stance,
    Toll,
)
from claimgraph.output.origins import find_relays
from claimgraph.output.tables import (
    name_columns,
    say_interval,
    say_toll,
    to_frame,
    to_incident_rows,
    to_rows,
)

MONITOR = Source(id="sohr", name="SOHR", kind="monitor", party="none")
AGENCY = Source(id="anadolu", name="Anadolu Agency", kind="agency")
PAPER = Source(id="publisher:daily", name="The Daily", kind="publisher")
DAY = datetime.date(2017, 9, 29)
ARTICLE = Article(id="a1", text="", title="A title", publisher="The Daily", published=DAY)
CLAIM = Claim(
    id="c1",
    article="a1",
    spans=(Span(3, 9), Span(20, 26)),
    text="at least 28 civilians",
    measure="killed",
    quantity=Quantity(value=28, low=28, high=None, modifier=Modifier.AT_LEAST, words="28", span=Span(12, 14)),
    group="civilians",
    attribution=Attribution(chain=(MONITOR, AGENCY, PAPER)),
    place=Place(name="Armanaz", words="Amanaz", path=("Idlib", "Syria"), key="sy:armanaz"),
    date=DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY),
    means="air strike",
)
DENIAL = Denial(
    id="d1",
    article="a1",
    span=Span(40, 50),
    text="denied it",
    what="it",
    attribution=Attribution(chain=(AGENCY,), stance=Stance.DENIES),
)
ACCOUNT = Account(id="a1#0", article="a1", claims=(CLAIM,), denials=(DENIAL,))
TOLL = Toll(
    measure="killed",
    group="civilians",
    low=28,
    best=28,
    high=None,
    convention="range",
    claims=(CLAIM,),
    origins=(MONITOR,),
    relations=(Relation(kind=RelationKind.CONTRADICTS, a="c1", b="c2", reason=""),),
)
INCIDENT = Incident(id="i1", accounts=(ACCOUNT,), place=CLAIM.place, date=CLAIM.date, tolls=(TOLL,))


@frozen
class Graph:
    """The shape of a claim graph."""

    articles: tuple[Article, ...] = (ARTICLE,)
    incidents: tuple[Incident, ...] = (INCIDENT,)
    claims: tuple[Claim, ...] = (CLAIM,)
    denials: tuple[Denial, ...] = (DENIAL,)


def _row(claim: Claim) -> dict[str, object]:
    return to_rows([claim], articles=[ARTICLE])[0]


def test_claim_row_has_the_tidy_columns_in_order() -> None:
    """The first 21 columns are those that other tools read."""
    expected = (
        "id article spans measure value low high modifier group source relays place date date_end scope "
        "polarity part_of incident actor means text"
    ).split()
    assert list(name_columns("claims")[:21]) == expected
    assert [tuple(row) for row in to_rows(Graph())] == [name_columns("claims"), name_columns("claims")]


def test_claim_row_tells_the_claim() -> None:
    """Every field of a claim and of its article stands in its column."""
    row = to_rows(Graph())[0]
    expected = {
        "id": "c1",
        "article": "a1",
        "spans": [[3, 9], [20, 26]],
        "measure": "killed",
        "value": 28,
        "low": 28,
        "high": None,
        "modifier": "at_least",
        "group": "civilians",
        "source": "SOHR",
        "relays": ["Anadolu Agency"],
        "place": "Amanaz",
        "date": "2017-09-29",
        "date_end": None,
        "scope": "incident",
        "polarity": "asserted",
        "part_of": None,
        "incident": "i1",
        "actor": None,
        "means": "air strike",
        "text": "at least 28 civilians",
        "place_name": "Armanaz",
        "place_key": "sy:armanaz",
        "place_in": ["Idlib", "Syria"],
        "date_precision": "day",
        "origin": "sohr",
        "source_kind": "monitor",
        "source_party": "none",
        "own_voice": False,
        "hypothetical": False,
        "implied": False,
        "superseded": False,
        "rising": False,
        "denies": None,
        "group_kind": "people",
        "account": "a1#0",
        "publisher": "The Daily",
        "published": "2017-09-29",
        "title": "A title",
        "counted_as": "sohr",
        "same_text_as": None,
        "ucdp_date": 1,
        "ucdp_place": None,
        "acled_date": 1,
        "acled_place": None,
    }
    assert row == expected


def test_denial_follows_the_claims_without_measure_and_value() -> None:
    """A denial is a row of its own with polarity denied, beside its incident and not in it."""
    row = to_rows(Graph())[-1]
    told = {name: row[name] for name in ("id", "measure", "value", "polarity", "source", "spans", "incident")}
    expected = {"id": "d1", "measure": None, "value": None, "polarity": "denied", "source": "Anadolu Agency"}
    assert told == {**expected, "spans": [[40, 50]], "incident": None}
    assert row["denies"] == "i1"


def test_own_voice_has_no_source_but_an_origin() -> None:
    """An article that speaks for itself names no source; the publisher is the origin."""
    row = _row(evolve(CLAIM, attribution=Attribution(chain=(PAPER,), own_voice=True)))
    assert (row["source"], row["origin"], row["relays"]) == (None, "publisher:daily", [])


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ((), ()),
        ((MONITOR,), ()),
        ((MONITOR, PAPER), ()),
        ((MONITOR, AGENCY), (AGENCY,)),
        ((MONITOR, AGENCY, PAPER), (AGENCY,)),
        ((MONITOR, Source(id="x", name="THE DAILY", kind="agency")), ()),
    ],
)
def test_relays_never_hold_the_publisher(chain: tuple[Source, ...], expected: tuple[Source, ...]) -> None:
    """The publisher is known by its kind or by its name in any case."""
    assert find_relays(Attribution(chain=chain), publisher="The Daily") == expected


def test_place_that_was_not_spelled_is_named() -> None:
    """A place without words of its own ("there") goes by its name."""
    assert _row(evolve(CLAIM, place=Place(name="Idlib", words="")))["place"] == "Idlib"


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        (DAY, DAY, ("2017-09-29", None)),
        (DAY, datetime.date(2017, 9, 30), ("2017-09-29", "2017-09-30")),
        (None, DAY, (None, "2017-09-29")),
        (DAY, None, ("2017-09-29", None)),
    ],
)
def test_days_are_iso_and_the_end_only_of_several(
    earliest: datetime.date | None, latest: datetime.date | None, expected: tuple[str | None, str | None]
) -> None:
    """A single day has no end."""
    when = DateRange(earliest=earliest, latest=latest, precision=DatePrecision.DAYS)
    row = _row(evolve(CLAIM, date=when))
    assert (row["date"], row["date_end"]) == expected


def test_no_claims_give_no_rows() -> None:
    """Nothing in, nothing out."""
    assert to_rows([]) == to_incident_rows([]) == []


def test_incident_row_shows_the_largest_toll_and_the_others_in_words() -> None:
    """The whole stands in its own columns, the part among the others; nothing is added up."""
    part = evolve(TOLL, group="children", low=4, best=4, high=4, claims=(), relations=())
    hurt = evolve(TOLL, measure="missing", group="people", low=12, best=None, high=None, claims=())
    row = to_incident_rows([evolve(INCIDENT, tolls=(part, TOLL, hurt))])[0]
    assert tuple(row) == name_columns("incidents")
    assert [row[f"killed_{name}"] for name in ("group", "low", "best", "high")] == ["civilians", 28, 28, None]
    assert row["killed_range"] == "28+"
    assert row["others"] == ["4 children killed", "12+ people missing"]
    assert (row["injured_low"], row["origins"], row["articles"], row["denials"]) == (None, 1, 1, 1)


def test_a_whole_that_starts_lower_than_its_part_stays_in_front() -> None:
    """Where somebody gives the whole as "up to 22", its low end is 0."""
    part = evolve(TOLL, group="children", low=3, best=22, high=99, relations=())
    whole = evolve(TOLL, group="people", low=0, best=22, high=89, relations=())
    (row,) = to_incident_rows([evolve(INCIDENT, tolls=(part, whole))])
    assert (row["killed_group"], row["killed_high"]) == ("people", 89)


def test_a_part_is_no_headline_even_where_it_is_larger() -> None:
    """One origin counts three of them, another one in all."""
    inside = Relation(kind=RelationKind.PART_OF, a="c1", b="c0", reason="")
    part = evolve(TOLL, group="people (part)", low=3, best=3, high=3, relations=(inside,))
    whole = evolve(
        TOLL, group="people", low=1, best=1, high=4, claims=(evolve(CLAIM, id="c0"),), relations=()
    )
    (row,) = to_incident_rows([evolve(INCIDENT, tolls=(part, whole))])
    assert row["killed_group"] == "people"


def test_incident_row_counts_a_relation_of_two_tolls_once() -> None:
    """A relation that stands in two tolls is one relation."""
    row = to_incident_rows([evolve(INCIDENT, tolls=(TOLL, evolve(TOLL, group="people")))])[0]
    assert (row["contradicts"], row["contradictions"], row["differs"]) == (True, 1, 0)


def test_claim_row_says_whose_figure_and_whose_text_it_is() -> None:
    """A copy counts as the original's origin, and its row names the article it copies."""
    own = Attribution(chain=(PAPER,), own_voice=True)
    copied = evolve(CLAIM, id="c9", article="a9", attribution=own)
    toll = evolve(TOLL, retellings=(Retelling(claim="c9", origin=MONITOR, reason="one text"),))
    accounts = (ACCOUNT, Account(id="x9", article="a9", claims=(copied,)))
    copies = (Copy(a="a9", b="a1", share=0.7, reason="one text"),)
    incident = evolve(INCIDENT, accounts=accounts, tolls=(toll,), copies=copies)
    row = to_rows([copied], incidents=[incident])[0]
    assert (row["origin"], row["counted_as"], row["same_text_as"]) == ("publisher:daily", "sohr", "a1")
    assert to_incident_rows([incident])[0]["copies"] == 1


def test_claim_row_of_a_period_has_no_code_for_its_days() -> None:
    """A war of seven years is not an event whose day is badly known."""
    row = to_rows([evolve(CLAIM, scope=Scope.CUMULATIVE)])[0]
    assert (row["date"], row["ucdp_date"], row["acled_date"]) == ("2017-09-29", None, None)


def test_incident_row_says_who_is_accused_and_how_well_it_is_corroborated() -> None:
    """In the words of the texts; the grade is the first column's reason for being."""
    accused = evolve(CLAIM, actor="Norland jets")
    norland = Source(id="norland", name="Norland", kind="government")
    denial = evolve(DENIAL, attribution=Attribution(chain=(norland,), stance=Stance.DENIES))
    account = evolve(ACCOUNT, claims=(accused,), denials=(denial,))
    incident = evolve(INCIDENT, accounts=(account,), tolls=(evolve(TOLL, claims=(accused,)),))
    row = to_incident_rows([incident])[0]
    assert (row["accused"], row["claimed_by"], row["denied_by"]) == (["Norland"], [], ["Norland"])
    assert row["corroboration"] == "weak"


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (28, 28, "28"),
        (28, None, "28+"),
        (20, 25, "20–25"),
        (0, None, "some"),
        (0, 0, "0"),
        (1500, 1500, "1,500"),
    ],
)
def test_interval_is_short(low: int, high: int | None, expected: str) -> None:
    """An interval reads like a figure in a table."""
    assert say_interval(low, high) == expected


def test_toll_without_group_has_no_gap() -> None:
    """An empty group leaves no double space."""
    assert say_toll(evolve(TOLL, group="")) == "28+ killed"


def test_toll_is_told_in_plain_words() -> None:
    """One is one, a vague word takes "of", casualties are killed or injured."""
    (claim,) = [evolve(CLAIM, quantity=evolve(CLAIM.quantity, value=1, low=1, high=1, modifier="exact"))]
    vague = evolve(CLAIM.quantity, value=None, low=24, high=99, modifier="vague", words="Dozens")
    one = evolve(TOLL, group="women", claims=(claim,), relations=())
    many = evolve(TOLL, measure="casualties", claims=(evolve(CLAIM, quantity=vague),), relations=())
    assert say_toll(one) == "1 woman killed"
    assert say_toll(evolve(one, group="people (part)")) == "1 person killed (part)"
    assert say_toll(many) == "dozens of civilians killed or injured"


def test_a_plan_among_the_others_says_so() -> None:
    """It is no figure."""
    plan = evolve(TOLL, claims=(evolve(CLAIM, hypothetical=True),), best=None)
    assert say_toll(plan) == "28+ civilians killed (expected)"


def test_frame_keeps_whole_numbers_whole() -> None:
    """A gap does not turn 28 into 28.0; lists stay lists."""
    pytest.importorskip("pandas")
    frame = to_frame(Graph())
    assert list(frame.columns) == list(name_columns("claims"))
    assert str(frame["value"].dtype) == "Int64"
    assert frame["spans"][0] == [[3, 9], [20, 26]]
    assert list(to_frame(Graph(), table="incidents")["killed_low"]) == [28]


def test_frame_has_truth_values_that_can_be_turned_round() -> None:
    """What is not so, and what is not known, can be chosen."""
    pytest.importorskip("pandas")
    frame = to_frame([CLAIM, DENIAL])
    assert list(frame[~frame["own_voice"]]["id"]) == [CLAIM.id, DENIAL.id]
    assert list(frame[~frame["hypothetical"].fillna(True)]["id"]) == [CLAIM.id]


def test_frame_holds_counts_beyond_64_bits() -> None:
    """A figure that no machine word holds is kept as it is."""
    pytest.importorskip("pandas")
    huge = evolve(CLAIM, quantity=evolve(CLAIM.quantity, value=10**30, low=10**30))
    assert to_frame([huge])["value"][0] == 10**30


def test_frame_without_pandas_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error says what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r'pip install "claimgraph\[table\]"'):
        to_frame(Graph())


@pytest.mark.parametrize("backend", ["polars", "pyarrow"])
def test_frames_of_other_libraries_have_types(backend: str) -> None:
    """Narwhals reads the same cells of each; days are days, spans are pairs with names."""
    pytest.importorskip(backend)
    pytest.importorskip("pyarrow")
    narwhals = pytest.importorskip("narwhals")
    frame = narwhals.from_native(to_frame(Graph(), backend=backend))
    assert frame.columns == list(name_columns("claims"))
    (first, *_) = frame.rows(named=True)
    assert (first["value"], first["high"], first["published"]) == (28, None, DAY)
    assert first["spans"] == [{"start": 3, "end": 9}, {"start": 20, "end": 26}]
    assert frame.schema["published"] == narwhals.Date


def test_unknown_library_of_frames_is_refused() -> None:
    """A slip is no missing package, and a package that is missing is named."""
    pytest.importorskip("pyarrow")
    pytest.importorskip("narwhals")
    with pytest.raises(UnknownNameError, match="no data frame of 'panda'; try pandas, polars or pyarrow"):
        to_frame(Graph(), backend="panda")
    if importlib.util.find_spec("modin") is None:
        with pytest.raises(MissingExtraError, match="pip install modin"):
            to_frame(Graph(), backend="modin")


def test_frame_of_an_unknown_table_is_refused() -> None:
    """The text lists the tables that there are."""
    with pytest.raises(UnknownNameError, match="no table is named 'figures'; there are claims, incidents"):
        to_frame(Graph(), table="figures")
