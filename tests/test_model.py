"""Nouns travel: pickled and back they are equal, small, and share what stands in many of them."""

from __future__ import annotations

import copy
import pickle

import pytest
from attrs.exceptions import FrozenInstanceError
from figures import ANADOLU, SOHR, claim

from claimgraph.comparison.incidents import link_accounts
from claimgraph.model import Account, Modifier, Place, Scope, Source, Term

ACCOUNT = Account(
    id="a1",
    article="n1",
    claims=(claim("28", "civilians", SOHR, ANADOLU),),
    place=Place(name="Armanaz", words="Armanaz", path=("Idlib", "Syria"), key="1", path_keys=("2", "3")),
    names=("mustafa haj yusuf",),
    terms=(Term("crater", 7.25, 2),),
)


def travel(noun: object) -> object:
    """Return what arrives of a noun in another process."""
    return pickle.loads(pickle.dumps(noun))


@pytest.mark.parametrize("noun", [ACCOUNT, *ACCOUNT.claims, SOHR, *link_accounts([ACCOUNT])])
def test_a_noun_arrives_as_it_left(noun: object) -> None:
    """Pickling, copying and copying deeply give equal values of one class."""
    for made in (travel(noun), copy.copy(noun), copy.deepcopy(noun)):
        assert made == noun
        assert type(made) is type(noun)
        assert hash(made) == hash(noun)


def test_a_noun_is_pickled_without_the_names_of_its_fields() -> None:
    """What is sent is values only."""
    assert b"group_kind" not in pickle.dumps(ACCOUNT)


def test_what_stands_in_many_nouns_arrives_as_one_object() -> None:
    """Two accounts that arrive one after the other share sources, words, and where places lie."""
    first, second = travel(ACCOUNT), travel(ACCOUNT)
    assert isinstance(first, Account)
    assert isinstance(second, Account)
    assert first.terms[0] is second.terms[0]
    assert first.claims[0].origin is second.claims[0].origin
    assert first.claims[0].spans[0] is second.claims[0].spans[0]
    assert first.claims[0].group is second.claims[0].group
    assert first.place is not None
    assert second.place is not None
    assert first.place.path is second.place.path


def test_equal_numbers_of_two_types_stay_two() -> None:
    """A whole rarity does not become the fraction that it equals, nor the other way round."""
    whole, fraction = travel(Term("word", 2, 1)), travel(Term("word", 2.0, 1))
    assert [type(one.rarity) for one in (whole, fraction)] == [int, float]  # type: ignore[attr-defined]


def test_a_noun_that_arrived_is_frozen() -> None:
    """Nothing changes a noun after it was pickled either."""
    arrived = travel(SOHR)
    with pytest.raises(FrozenInstanceError):
        arrived.name = "another"  # type: ignore[attr-defined]


def test_large_nouns_are_hashed_by_their_ids() -> None:
    """A set of claims does not read all that each of them holds."""
    assert {hash(noun) - hash(noun.id) for noun in (ACCOUNT, ACCOUNT.claims[0], SOHR)} == {0}
    assert Source(id=SOHR.id, name="another", kind="monitor") != SOHR


def test_words_of_few_are_looked_up_as_texts() -> None:
    """A table by such a word answers to the text as well."""
    assert {Modifier.EXACT: 1, Scope.INCIDENT: 2}["exact"] == 1
