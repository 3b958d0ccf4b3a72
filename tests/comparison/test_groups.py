"""Which groups lie within which."""

from __future__ import annotations

import pytest
from figures import ANADOLU, PAPER, SOHR, claim, kinds, only

from claimgraph.comparison.tolls import find_retellings, load_groups, reconcile
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


@pytest.fixture
def towns(tmp_path):
    """Return groups that know townsfolk within residents, who share a toll."""
    path = tmp_path / "towns.toml"
    path.write_text(
        'general = ["residents", "townsfolk"]\n[within]\ntownsfolk = "residents"\nresidents = "people"\n'
    )
    return load_groups(path)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (claim("20", "residents", SOHR), claim("20", "townsfolk", SOHR, article="b"), "repeats"),
        (claim("20", "residents", SOHR), claim("20", "townsfolk", ANADOLU), "agrees"),
        (claim("25", "residents", SOHR), claim("20", "townsfolk", ANADOLU), "differs"),
        (claim("20", "residents", SOHR), claim("25", "townsfolk", ANADOLU), "contradicts"),
        (claim("20", "residents", SOHR), claim("25", "townsfolk", SOHR, day=22), "updates"),
    ],
)
def test_a_relation_is_told_with_the_groups_of_ones_own(towns, first, second, kind):
    """The reason says what the own table says, which the shipped one does not."""
    (relation,) = only([first, second], groups=towns).relations
    assert relation.kind.value == kind
    assert "townsfolk are counted within residents" in relation.reason


def test_a_part_is_found_with_the_groups_of_ones_own(towns):
    """One source's twenty of 25 on one day."""
    claims = [claim("25", "residents", SOHR), claim("20", "townsfolk", SOHR)]
    assert kinds(only(claims, groups=towns)) == ["part_of"]


def test_a_figure_is_told_to_be_anothers_with_the_groups_of_ones_own(towns):
    """The headline's townsfolk are the monitor's residents only where somebody says so."""
    own, said = claim("20", "townsfolk", PAPER), claim("20", "residents", SOHR, PAPER)
    assert find_retellings([own, said]) == ()
    assert [one.origin for one in find_retellings([own, said], groups=towns)] == [SOHR]


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
