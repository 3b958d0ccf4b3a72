"""What two accounts count, and by what and whom: how alike that is, and how it is said."""

from __future__ import annotations

import pytest
from figures import claim

from claimgraph.comparison.pairs import score_pair
from claimgraph.model import Account, Claim


def tell(name: str, *claims: Claim, **fields: object) -> Account:
    """Return an account of an article of its own."""
    return Account(id=name, article=name, claims=claims, **fields)  # type: ignore[arg-type]


def killed(*figures: str) -> tuple[Claim, ...]:
    """Return claims of so many killed."""
    return tuple(claim(words, "people") for words in figures)


def hurt(*figures: str) -> tuple[Claim, ...]:
    """Return claims of so many injured."""
    return tuple(claim(words, "people", measure="injured") for words in figures)


def why(a: Account, b: Account) -> dict[str, str]:
    """Return what speaks for or against a pair, with its words; the same from either side."""
    found, turned = (
        {one.name: one.reason for one in score_pair(*ends).evidence} for ends in ((a, b), (b, a))
    )
    assert found == turned
    return found


@pytest.mark.parametrize(
    ("first", "second", "name", "said"),
    [
        (killed("4"), killed("4"), "same small figure", "both count 4 killed"),
        (killed("5"), killed("5"), "same figure", "both count 5 killed"),
        (killed("11"), killed("11"), "same figure", "both count 11 killed"),
        (killed("12"), killed("12"), "same large figure", "both count 12 killed"),
        (killed("4", "3"), killed("3", "4"), "same figure", "both count 4 killed"),
        (killed("40", "30"), killed("30", "40"), "same large figure", "both count 40 killed"),
        (killed("4", "9"), killed("4", "50"), "same small figure", "both count 4 killed"),
        (
            (*killed("4"), *hurt("7")), (*killed("4"), *hurt("7")), "same figure of two measures",
            "both count 7 injured and 4 killed",
        ),
        (
            (*killed("7"), *hurt("7")), (*killed("7"), *hurt("7")), "same figure of two measures",
            "both count 7 injured and 7 killed",
        ),
        (
            (*killed("4", "3"), *hurt("9")), (*killed("4", "3"), *hurt("9")), "same figure of two measures",
            "both count 9 injured and 4 killed",
        ),
        (killed("20-25"), killed("22"), "figures compatible", "20-25 people and 22 people can both be true"),
        (killed("9"), killed("54"), "no figure shared", "their figures differ"),
        (killed("9"), killed("55"), "figures far apart", "9 people and 55 people are far apart"),
        (killed("0"), killed("6"), "no figure shared", "their figures differ"),
        (killed("0"), killed("7"), "figures far apart", "0 people and 7 people are far apart"),
        (
            (*hurt("8"), *killed("9")), killed("55"), "figures far apart",
            "9 people and 55 people are far apart",
        ),
    ],
)  # fmt: skip
def test_figures_are_the_more_alike_the_larger_and_the_more_they_are(
    first: tuple[Claim, ...], second: tuple[Claim, ...], name: str, said: str
) -> None:
    """Many events kill two and few kill forty; six times as many are seldom those of one event."""
    assert why(tell("a", *first), tell("b", *second))[name] == said


def test_figures_of_two_things_or_none_say_nothing() -> None:
    """The dead are not compared with the injured."""
    for second in (hurt("9"), ()):
        assert not any("figure" in name for name in why(tell("a", *killed("9")), tell("b", *second)))


@pytest.mark.parametrize(
    ("first", "second", "name", "said"),
    [
        (("mine",), ("fire", "mine"), "same means", "both by mine"),
        (("mine", "fire"), ("mine", "fire"), "same means", "both by fire"),
        (("storm",), ("mine",), "different means", "mine is not storm"),
        (("mine",), ("storm", "heat"), "different means", "mine is not storm"),
        (("storm", "fire"), ("heat",), None, ""),
        (("kite",), ("kites",), "different means", "kite is not kites"),
    ],
)
def test_means_are_the_same_or_such_as_one_event_is_not_told_by(
    first: tuple[str, ...], second: tuple[str, ...], name: str | None, said: str
) -> None:
    """A fire in a heat wave is one thing in two words; what the table does not know is only itself."""
    found = why(tell("a", means=first), tell("b", means=second))
    assert {one: found[one] for one in found if "means" in one} == ({name: said} if name else {})


def test_whoever_is_named_by_both_is_told_in_the_words_of_one() -> None:
    """Small and large letters make no other, and the first by name stands for several."""
    a, b = tell("a", actors=("the navy", "The Army")), tell("b", actors=("The Army", "The Navy", "Rebels"))
    assert why(a, b)["same actor"] == "both name The Army"
    assert "same actor" not in why(a, tell("c", actors=("Rebels",)))
    assert "same actor" not in why(a, tell("c"))
