"""Codes of precision."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from strategies import date_ranges

from claimgraph.comparison.precision import code_date, code_place, load_codes
from claimgraph.errors import UnknownNameError
from claimgraph.model import DatePrecision, DateRange, Place

START = datetime.date(2018, 3, 1)


def days(count: int) -> DateRange:
    """Make a range of so many days."""
    return DateRange(
        earliest=START, latest=START + datetime.timedelta(days=count - 1), precision=DatePrecision.DAYS
    )


@pytest.mark.parametrize(
    ("count", "ucdp", "acled"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 3, 2),
        (8, 4, 3),
        (31, 4, 3),
        (32, 5, None),
        (366, 5, None),
        (367, None, None),
    ],
)
def test_a_range_of_days_has_the_code_of_its_width(count, ucdp, acled):
    """Both ends are counted; what is wider than a year has no code."""
    assert (code_date(days(count)), code_date(days(count), scheme="acled")) == (ucdp, acled)


def test_the_other_reading_of_acled_never_gives_three():
    """The text of the R package has no code for a month."""
    codes = [code_date(days(count), scheme="acled_r_package") for count in (1, 7, 8, 31)]
    assert codes == [1, 2, None, None]


def test_an_open_end_or_no_day_has_no_code():
    """Absence is a value."""
    since = DateRange(earliest=START, latest=None, precision=DatePrecision.YEAR)
    assert (code_date(since), code_date(None), code_place(None)) == (None, None, None)


@pytest.mark.parametrize(
    ("kind", "path", "ucdp", "acled"),
    [
        ("village", ("P", "C"), 1, 1),
        ("hospital", ("T", "P", "C"), 1, 1),
        ("area", ("T", "P", "C"), 2, 2),
        ("area", ("P", "C"), 4, 3),
        ("county", ("P", "C"), 3, 2),
        ("province", ("C",), 4, 3),
        ("region", ("C",), 5, 3),
        ("country", (), 6, None),
        ("sea", (), 7, None),
        ("unknown", (), None, None),
    ],
)
def test_a_place_has_the_code_of_its_kind(kind, path, ucdp, acled):
    """An area right under a province is as vague as the province."""
    place = Place(name="x", words="x", kind=kind, path=path)
    assert (code_place(place), code_place(place, scheme="acled")) == (ucdp, acled)


def test_an_unknown_scheme_is_refused_with_those_there_are():
    """The text names them."""
    with pytest.raises(UnknownNameError, match="'gtd'; known are ucdp, acled, acled_r_package"):
        code_date(days(1), scheme="gtd")
    with pytest.raises(UnknownNameError, match=r"known are ucdp, acled$"):
        code_place(None, scheme="gtd")


def test_no_kind_has_two_codes():
    """Every kind is listed once a scheme, so that reading the table loses none."""
    import tomllib
    from pathlib import Path

    from claimgraph.comparison import precision

    table = tomllib.loads(Path(precision.__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    for scheme, rows in table["place"].items():
        assert len(load_codes().kinds[scheme]) == sum(map(len, rows.values()))


@given(date_ranges(), date_ranges())
def test_a_wider_range_has_no_sharper_code(a, b):
    """Codes grow with the width."""
    codes = [code_date(one) for one in (a, b)]
    if None not in (*codes, a.width, b.width) and a.width <= b.width:
        assert codes[0] <= codes[1]
