"""The words that make a count a part of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.nouns import load_count_words
from claimgraph.lexicon.tables import Lexicon

Phrases = tuple[tuple[str, ...], ...]


@frozen(kw_only=True)
class PartWords:
    """Markers of parts, wholes and rests; see the table ``parts``.

    ``before`` is keyed by the first word of a phrase, ``totals`` by the last.
    """

    before: Mapping[str, Phrases]
    before_words: frozenset[str]
    bare_before: frozenset[str]
    of_casualties: frozenset[str]
    fillers: frozenset[str]
    after: Phrases
    frames: Phrases
    pronouns: frozenset[str]
    possessives: frozenset[str]
    rest: frozenset[str]
    definite: frozenset[str]
    all: frozenset[str]
    another: frozenset[str]
    totals: Mapping[str, Phrases]
    apart: Phrases
    months: frozenset[str]
    wide_kinds: frozenset[str]
    holds: Mapping[str, frozenset[str]]
    plural: frozenset[str]


@lru_cache(maxsize=16)
def load_part_words(lexicon: Lexicon) -> PartWords:
    """Compile the part markers of a lexicon, the longest first."""
    table = lexicon.words("parts")
    single = {
        key: frozenset(table[key])
        for key in (
            "bare_before", "of_casualties", "fillers", "pronouns", "possessives", "rest", "definite", "all",
            "another", "wide_kinds",
        )
    }  # fmt: skip
    before = _index(_split(table["before"]), 0)
    return PartWords(
        before=before,
        before_words=frozenset(before),
        totals=_index(_split(table["totals"]), -1),
        apart=_split(table["apart"]),
        months=frozenset(lexicon.words("dates")["months"]),
        after=_split(table["after"]),
        frames=_split(table["frames"]),
        holds={kind: frozenset(inner) for kind, inner in table["holds"].items()},
        plural=frozenset(load_count_words(lexicon).plural),
        **single,
    )


def _split(phrases: Sequence[str]) -> Phrases:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=lambda p: (-len(p), p)))


def _index(phrases: Phrases, at: int) -> dict[str, Phrases]:
    """Return phrases by their first or last word."""
    return {
        word: tuple(phrase for phrase in phrases if phrase[at] == word) for word in {p[at] for p in phrases}
    }
