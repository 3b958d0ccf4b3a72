"""The words around counts that tell which belong together, compiled for look-up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.lexicon.tables import Lexicon


@frozen(kw_only=True)
class AroundWords:
    """The lists of ``[around]`` in the grammar, and part markers; phrases are tuples of tokens."""

    joints: frozenset[str]
    list_joints: frozenset[str]
    pair_joints: frozenset[str]
    verb_joints: frozenset[str]
    apposition: frozenset[str]
    part_fillers: frozenset[str]
    before_numbers: frozenset[str]
    among: frozenset[str]
    definite: frozenset[str]
    split_joints: frozenset[str]
    nesting: frozenset[str]
    shares: frozenset[str]
    as_well: frozenset[tuple[str, ...]]
    includes: frozenset[str]
    objects: frozenset[str]
    singular_be: frozenset[str]
    fired: frozenset[str]
    bridges: frozenset[str]
    elliptic: frozenset[str]
    elliptic_barriers: frozenset[str]
    elliptic_times: frozenset[str]
    age_verbs: frozenset[str]
    age_marks: frozenset[str]
    age_words: frozenset[str]
    besides: frozenset[str]
    frames: frozenset[str]
    owners: frozenset[str]
    plural_be: frozenset[str]
    passed_over: frozenset[str]
    no_subjects: frozenset[str]
    breaks: frozenset[str]
    ends: frozenset[str]
    far_stops: frozenset[str]
    far_stops_before: frozenset[str]
    subjects: frozenset[str]
    rises: frozenset[str]
    rise_goals: frozenset[str]
    figures: frozenset[str]
    together: frozenset[tuple[str, ...]]
    together_ends: frozenset[str]
    part_openings: frozenset[str]
    speaking: frozenset[str]
    recorded: frozenset[str]
    recorded_ends: frozenset[str]
    revised: frozenset[str]
    moved_objects: frozenset[str]
    clause_openers: frozenset[str]
    rests: frozenset[str]
    spared: frozenset[str]
    carried: frozenset[tuple[str, ...]]
    carried_size: int
    carried_ends: frozenset[str]
    manners: frozenset[tuple[str, ...]]
    part_markers: frozenset[tuple[str, ...]]


@lru_cache(maxsize=16)
def load_around_words(lexicon: Lexicon) -> AroundWords:
    """Compile the lists of a lexicon."""
    grammar = lexicon.words("grammar")
    table = grammar["around"]
    parts = lexicon.words("parts")
    # "shot four people, killing one": there the verb is the trigger.
    markers = [phrase for phrase in parts["before"] if phrase not in parts["of_casualties"]]
    phrases = {"together", "manners", "as_well", "carried"}
    lists = {name: frozenset(words) for name, words in table.items() if name not in phrases}
    return AroundWords(
        **lists,
        together=_split(table["together"]),
        together_ends=frozenset(phrase.split()[-1] for phrase in table["together"]),
        manners=_split(table["manners"]),
        as_well=_split(table["as_well"]),
        carried=_split(table["carried"]),
        carried_ends=frozenset(phrase.split()[-1] for phrase in table["carried"]),
        carried_size=max(len(phrase.split()) for phrase in table["carried"]),
        part_markers=_split(markers),
        part_openings=frozenset(phrase.split()[0] for phrase in markers if phrase != "with"),
    )


def _split(phrases: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases)
