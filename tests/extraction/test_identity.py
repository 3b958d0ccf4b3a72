"""Results kept by the identity of what they were made from."""

from __future__ import annotations

from claimgraph.extraction.identity import cache_by_identity


def test_the_same_things_are_asked_once_and_equal_ones_again() -> None:
    """A list that is equal but another one is read anew."""
    asked: list[int] = []

    @cache_by_identity(2)
    def count(things: list[int]) -> int:
        asked.append(len(things))
        return len(things)

    first, equal = [1, 2], [1, 2]
    assert [count(first), count(first), count(equal)] == [2, 2, 2]
    assert asked == [2, 2]


def test_no_more_results_are_kept_than_allowed() -> None:
    """The result that was asked for longest ago goes."""
    asked: list[str] = []

    @cache_by_identity(1)
    def note(name: list[str]) -> int:
        asked.extend(name)
        return len(asked)

    one, other = ["one"], ["other"]
    assert [note(one), note(other), note(one)] == [1, 2, 3]
