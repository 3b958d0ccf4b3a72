"""Vague words of claims are read by a convention that the user picks."""

from __future__ import annotations

import pytest

from claimgraph import Article, UnknownNameError, extract_claims, reread_vague

TEXT = "Dozens of villagers were killed. At least nine guards died. A number of people were wounded."


def read_intervals(convention: str) -> list[tuple[int, int | None, str | None]]:
    """Return low, high and the convention of each claim of the text."""
    claims = reread_vague(extract_claims(Article(id="a", text=TEXT)), convention)
    return [(claim.quantity.low, claim.quantity.high, claim.quantity.convention) for claim in claims]


@pytest.mark.parametrize(
    ("convention", "dozens", "number"), [("plural-means-two", 24, 3), ("acled", 12, 3), ("least", 12, 2)]
)
def test_only_vague_words_change(convention: str, dozens: int, number: int) -> None:
    """A number keeps its interval, and no convention is named for it."""
    expected = [(dozens, 99, convention), (9, None, None), (number, None, convention)]
    assert read_intervals(convention) == expected


def test_everything_else_stays() -> None:
    """Ids, words and order are those of the claims given."""
    claims = extract_claims(Article(id="a", text=TEXT))
    read = reread_vague(claims, "acled")
    assert [(one.id, one.text) for one in read] == [(one.id, one.text) for one in claims]
    assert reread_vague(read, "plural-means-two") == claims


def test_an_unknown_convention_is_named() -> None:
    """The error lists those that there are."""
    with pytest.raises(UnknownNameError, match="'mean'; known are plural-means-two, acled, least"):
        reread_vague([], "mean")
