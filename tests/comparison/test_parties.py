"""Which words for whoever did it mean one party."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.comparison.parties import Party, are_rivals, gather_parties, is_within, read_party

WORDS = st.sampled_from(
    [
        *("Russian", "Russia", "Russian warplanes", "regime", "Syrian regime", "Syrian rebels", "rebels"),
        *("US-led coalition", "coalition", "American", "car", "gunmen", "the army", "terrorist groups"),
    ]
)


@pytest.mark.parametrize(
    ("words", "names", "kind"),
    [
        ("Russian warplanes", {"russian"}, None),
        ("the US-led coalition", {"us"}, "coalition"),
        ("U.S. jets", {"us"}, None),
        ("American forces", {"us"}, None),
        ("rebel groups", set(), "rebels"),
        ("car", set(), None),
        ("a war monitor said warplanes", set(), None),
    ],
)
def test_words_are_read_as_names_and_a_kind(words, names, kind):
    """What the attack was flown or driven with names nobody; a phrase with "said" is none."""
    assert read_party(words) == Party(names=frozenset(names), kind=kind)


def test_the_place_of_an_attack_names_no_party():
    """The rebels of Homs are rebels."""
    assert read_party("Homs rebels", places=("Homs", "Homs province")) == read_party("rebels")


def test_a_bare_kind_stands_for_the_only_party_it_can_mean():
    """“Regime” is the Syrian one, unless another regime is named as well."""
    regime, syrian, sudanese = (read_party(words) for words in ("regime", "Syrian regime", "Sudanese regime"))
    assert gather_parties([regime, syrian]) == {regime: syrian, syrian: syrian}
    assert gather_parties([regime, syrian, sudanese])[regime] == regime


def test_forms_of_one_name_are_one_party():
    """Russia and Russian; rebels and soldiers of one people are two."""
    russia, russian = read_party("Russia"), read_party("Russian warplanes")
    assert len(set(gather_parties([russia, russian]).values())) == 1
    assert len(set(gather_parties([read_party("Syrian army"), read_party("Syrian rebels")]).values())) == 2


def test_who_is_accused_with_another_is_not_accused_alone():
    """Two parties in one phrase are a party of their own, in either order, and no rival of one of them."""
    either, turned = read_party("Russian or Syrian warplanes"), read_party("Syrian or Russian aircraft")
    russian = read_party("Russian jets")
    gathered = gather_parties([either, turned, russian])
    assert gathered[russian] == russian
    assert gathered[either] == gathered[turned]
    assert not are_rivals(either, russian)


@pytest.mark.parametrize(
    ("a", "b", "rivals"),
    [
        ("Russian", "Syrian regime", True),
        ("regime", "rebels", True),
        ("rebels", "terrorists", False),
        ("US", "coalition", False),
        ("US", "American jets", False),
        ("Russian", "warplanes", False),
    ],
)
def test_rivals_must_surely_be_two(a, b, rivals):
    """One side's rebels are the other's terrorists; what says less of a party is no rival of it."""
    one, other = read_party(a), read_party(b)
    assert are_rivals(one, other) == are_rivals(other, one) == rivals


@given(st.lists(WORDS, max_size=6))
def test_parties_gather_alike_in_any_order(words):
    """Every party stands for one that stands for itself and that says no less."""
    parties = [read_party(one) for one in words]
    stands = gather_parties(parties)
    for shuffled in list(permutations(parties))[:6]:
        assert gather_parties(shuffled) == stands
    for party, head in stands.items():
        assert stands[head] == head
        assert is_within(party, head)
