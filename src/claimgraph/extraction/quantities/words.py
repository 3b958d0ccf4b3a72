"""The words of the number grammar, compiled for look-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from attrs import frozen

from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Modifier

DEFAULT_CONVENTION = "plural-means-two"
_INNER = ("-", "and", "a", "an")


@frozen(kw_only=True)
class NumberWords:
    """The words of the number grammar, compiled for look-up by their first or last token."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    fractions: Mapping[str, int]
    vague_units: frozenset[str]
    vague_words: frozenset[str]
    vague_phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    longest_vague: int
    before_scales: frozenset[str]
    before: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]
    after: Mapping[str, tuple[tuple[tuple[str, ...], Modifier], ...]]
    between: frozenset[str]
    articles: frozenset[str]
    range_joints: frozenset[str]
    between_joints: frozenset[str]
    fraction_joints: frozenset[str]
    convention: str
    low: Mapping[str, int]
    high: Mapping[str, int]
    starts: frozenset[str]
    parts: frozenset[str]
    after_articles: frozenset[str]
    rises: frozenset[str]


@lru_cache(maxsize=16)
def load_number_words(lexicon: Lexicon, convention: str = DEFAULT_CONVENTION) -> NumberWords:
    """Compile the number table of a lexicon under one convention for vague words."""
    table = lexicon.words("numbers")
    vague = table["vague"]
    rule = table["conventions"][convention]
    phrases = [tuple(phrase.split()) for phrase in vague["phrases"]]
    starts = {
        *table["units"],
        *table["tens"],
        *table["scales"],
        *vague["units"],
        *vague["words"],
        *(phrase[0] for phrase in phrases),
        *table["joints"]["articles"],
        "half",
        "some",
    }
    return NumberWords(
        units=table["units"],
        tens=table["tens"],
        scales=table["scales"],
        suffixes=table["suffixes"],
        fractions=table["fractions"],
        vague_units=frozenset(vague["units"]),
        vague_words=frozenset(vague["words"]),
        vague_phrases=_group_by(phrases, 0),
        longest_vague=max((len(phrase) for phrase in phrases), default=0),
        before_scales=frozenset(vague["before_scales"]),
        before=_index_modifiers(table["modifiers"], -1),
        after=_index_modifiers(table["modifiers_after"], 0),
        between=frozenset(table["between"]["words"]),
        articles=frozenset(table["joints"]["articles"]),
        range_joints=frozenset(table["joints"]["range"]),
        between_joints=frozenset(table["joints"]["between"]),
        fraction_joints=frozenset(table["joints"]["fraction"]),
        convention=convention,
        low=rule["low"],
        high=rule["high"],
        starts=frozenset(starts),
        # What can stand in a spelled number behind its first word.
        parts=frozenset({*table["units"], *table["tens"], *table["scales"], *_INNER}),
        after_articles=frozenset(
            {
                *table["scales"],
                *table["fractions"],
                *(
                    phrase[1]
                    for phrase in phrases
                    if phrase[0] in table["joints"]["articles"] and len(phrase) > 1
                ),
                "half",
            }
        ),
        rises=frozenset(lexicon.words("grammar")["around"]["rises"]),
    )


def _group_by(phrases: Sequence[tuple[str, ...]], at: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    grouped: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
        grouped.setdefault(phrase[at], []).append(phrase)
    return {key: tuple(value) for key, value in grouped.items()}


def _index_modifiers(
    table: Mapping[str, Any], at: int
) -> dict[str, tuple[tuple[tuple[str, ...], Modifier], ...]]:
    kinds = {tuple(phrase.split()): Modifier(kind) for kind in table for phrase in table[kind]}
    grouped = _group_by(list(kinds), at)
    return {key: tuple((phrase, kinds[phrase]) for phrase in phrases) for key, phrases in grouped.items()}
