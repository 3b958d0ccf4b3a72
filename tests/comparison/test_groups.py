"""Which groups lie within which."""

from __future__ import annotations

import pytest
from figures import PAPER, SOHR, claim

from claimgraph.comparison.tolls import find_retellings, load_groups, reconcile
from claimgraph.comparison.tolls.groups import are_comparable, lies_within, widest
from claimgraph.errors import FormatError
from claimgraph.model import RelationKind


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


def test_a_table_of_ones_own_says_whose_figure_it_is_and_what_replaces_it(tmp_path):
    """With beekeepers among the workers, a paper retells the monitor's figure, which is updated later."""
    path = tmp_path / "own.toml"
    path.write_text('general = ["residents"]\n[within]\nbeekeepers = "residents"\nresidents = "people"\n')
    groups = load_groups(path)
    own, said = claim("28", "beekeepers", PAPER), claim("28", "residents", SOHR, PAPER)
    assert find_retellings([own, said]) == ()
    assert [one.claim for one in find_retellings([own, said], groups=groups)] == [own.id]
    first, later = claim("28", "people", SOHR), claim("30", "residents", SOHR, article="b", day=22)
    (toll,) = reconcile([first, later], groups=groups)
    (update,) = toll.relations
    assert update.kind is RelationKind.UPDATES
    assert "(residents are counted within people)" in update.reason


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
