"""Which groups lie within which."""

from __future__ import annotations

import pytest
from figures import SOHR, claim

from claimgraph.comparison.tolls import load_groups, reconcile
from claimgraph.comparison.tolls.groups import are_comparable, lies_within, widest
from claimgraph.errors import FormatError


def test_a_group_lies_within_all_that_hold_it():
    """Babies are children, civilians and people; nothing lies in itself."""
    assert all(lies_within("babies", wide) for wide in ("children", "civilians", "people"))
    assert not lies_within("babies", "babies")
    assert not lies_within("people", "civilians")


def test_fighters_stand_beside_civilians():
    """Both are people; one is no figure of the other."""
    assert lies_within("fighters", "people")
    assert not are_comparable("fighters", "civilians")
    assert are_comparable("civilians", "people")


def test_the_widest_of_two_that_stand_apart_is_the_first_by_name():
    """Of none it is everyone."""
    assert widest(frozenset({"soldiers", "civilians", "children"})) == "civilians"
    assert widest(frozenset()) == "people"


def test_a_table_of_ones_own_joins_the_shipped_one(tmp_path):
    """Beekeepers become workers, and are then read within civilians."""
    path = tmp_path / "own.toml"
    path.write_text('general = ["residents"]\n[within]\nbeekeepers = "workers"\nresidents = "people"\n')
    groups = load_groups(path)
    assert lies_within("beekeepers", "civilians", groups=groups)
    assert not lies_within("beekeepers", "civilians")
    claims = [claim("20", "people", SOHR), claim("20", "residents", SOHR, article="b")]
    assert [len(reconcile(claims)), len(reconcile(claims, groups=groups))] == [2, 1]


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ('[within]\na = "b"\nb = "a"\n', "'a' would lie in itself"),
        ("[within]\na = 1\n", "within must be a table of texts"),
        ('general = "people"\n', "general must be a list of texts"),
        ("everyone = 3\n", "everyone must be a text"),
        ("kinds = []\n", "unknown key 'kinds', known are by_age_or_sex"),
        ("[within\n", "is no TOML"),
    ],
)
def test_a_table_that_cannot_be_is_refused(tmp_path, text, match):
    """The error names the file and what is wrong."""
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(FormatError, match=match):
        load_groups(path)
