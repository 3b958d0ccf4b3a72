"""The measure tables, compiled for look-up by token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.sentences import Token
from claimgraph.lexicon.tables import Lexicon

FRAMES = ("done_to", "done_by", "done_either")
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
FORMS = ("base", "third", "past", "participle", "gerund")


class Reading(NamedTuple):
    """One way to read a word as a trigger: the measure, the frame and the form of its verb."""

    measure: str
    frame: str
    form: str


class Trigger(NamedTuple):
    """A found trigger: tokens ``[first, last)`` and the rule that found it."""

    measure: str
    first: int
    last: int
    rule: str


@frozen(kw_only=True)
class MeasureWords:
    """The words of all measures, compiled for look-up by token."""

    verbs: Mapping[str, tuple[Reading, ...]]
    counted: Mapping[str, str]
    states: Mapping[str, str]
    of_nouns: Mapping[str, str]
    totals: Phrases
    phrases: Phrases
    before_phrases: Phrases
    joint: Mapping[str, str]
    be: frozenset[str]
    have: frozenset[str]
    modals: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    relatives: frozenset[str]
    people: frozenset[str]
    determiners: frozenset[str]
    any_trigger: frozenset[str]
    of_people: frozenset[str]
    linking: frozenset[str]
    sureness: frozenset[str]
    clause_ends: frozenset[str]
    agents: frozenset[str]
    weak_nouns: frozenset[str]
    stops: frozenset[str]
    pairs: Mapping[str, tuple[tuple[str, str], ...]]


@lru_cache(maxsize=16)
def load_measure_words(lexicon: Lexicon) -> MeasureWords:
    """Compile the measure tables of a lexicon."""
    tables = {name: table for name, table in lexicon.words("measures").items() if name != "joint"}
    grammar = lexicon.words("grammar")
    verbs: dict[str, list[Reading]] = {}
    for name, table in tables.items():
        for frame in FRAMES:
            for forms in table.get(frame, ()):
                for form, word in zip(FORMS, forms.split(), strict=True):
                    verbs.setdefault(word, []).append(Reading(name, frame, form))
    states = _index_words(tables, "states")
    counted = _index_words(tables, "counted")
    phrases = _index_phrases(tables, "phrases")
    rows = lexicon.rows("groups")
    return MeasureWords(
        verbs={word: tuple(readings) for word, readings in verbs.items()},
        counted=counted,
        states=states,
        of_nouns=_index_words(tables, "of_nouns"),
        totals=_index_phrases(tables, "totals", at=-1),
        phrases=phrases,
        before_phrases=_index_phrases(tables, "before_phrases", at=-1),
        joint=lexicon.words("measures")["joint"],
        be=frozenset(grammar["be"]),
        have=frozenset(grammar["have"]),
        modals=frozenset(grammar["modals"]),
        adverbs=frozenset(grammar["adverbs"]),
        negations=frozenset(grammar["negations"]),
        relatives=frozenset(grammar["relatives"]),
        people=frozenset(row[form] for row in rows for form in ("singular", "plural")),
        determiners=frozenset(grammar["determiners"]),
        any_trigger=frozenset({*verbs, *states, *counted, *phrases}),
        of_people=frozenset(name for name, table in tables.items() if table.get("of_people")),
        linking=frozenset(grammar["linking"]),
        sureness=frozenset(grammar["sureness"]),
        clause_ends=frozenset(grammar["clause_ends"]),
        agents=frozenset(grammar["agents"]),
        weak_nouns=frozenset(word for table in tables.values() for word in table.get("weak_nouns", ())),
        stops=frozenset({*grammar["prepositions"], *grammar["conjunctions"]}),
        pairs=_index_pairs(tables),
    )


def _index_words(tables: Mapping[str, Mapping[str, Sequence[str]]], key: str) -> dict[str, str]:
    index: dict[str, str] = {}
    for name, table in tables.items():
        for word in table.get(key, ()):
            index.setdefault(word, name)
    return index


def _index_phrases(
    tables: Mapping[str, Mapping[str, Sequence[str]]], key: str, *, at: int = 0
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found = [(tuple(phrase.split()), name) for name, table in tables.items() for phrase in table.get(key, ())]
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in sorted(found, key=lambda item: (-len(item[0]), item)):
        index.setdefault(phrase[at], []).append((phrase, name))
    return {word: tuple(phrases) for word, phrases in index.items()}


def _index_pairs(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for name, table in tables.items():
        for pair in table.get("pairs", ()):
            verb, goal = pair.split()
            index.setdefault(verb, []).append((goal, name))
    return {verb: tuple(goals) for verb, goals in index.items()}


def match_phrase(tokens: Sequence[Token], at: int, phrases: Phrases) -> tuple[tuple[str, ...], str] | None:
    """Return the longest phrase that begins at token ``at``, with its measure."""
    for phrase, name in phrases.get(tokens[at].lower, ()):
        last = at + len(phrase)
        if last <= len(tokens) and all(tokens[at + i].lower == word for i, word in enumerate(phrase)):
            return phrase, name
    return None


def match_phrase_before(
    tokens: Sequence[Token], end: int, phrases: Phrases
) -> tuple[tuple[str, ...], str] | None:
    """Return the longest phrase that ends before token ``end``, with its measure."""
    for phrase, name in phrases.get(tokens[end - 1].lower, ()):
        first = end - len(phrase)
        if first >= 0 and all(tokens[first + i].lower == word for i, word in enumerate(phrase)):
            return phrase, name
    return None
