"""The words that attribute, compiled from `cues.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from attrs import frozen

from claimgraph.extraction.tokens import split_tokens
from claimgraph.lexicon.tables import Lexicon


@frozen(kw_only=True, eq=False)
class CueTables:
    """Cue words by what they do, and the small words that shape a noun phrase; all lower case.

    ``openings`` are the words that a cue may open with: the verbs and the first words of phrases;
    those among ``alone`` whatever stands behind them, the others only before one of ``seconds``, the
    second words of phrases by the first. ``nouns`` tell for their owner or hear what is told.
    """

    openings: frozenset[str]
    alone: frozenset[str]
    seconds: Mapping[str, frozenset[str]]
    verbs: Mapping[str, str]
    ambiguous: frozenset[str]
    continuing: frozenset[str]
    core: frozenset[str]
    quoting: frozenset[str]
    that_only: frozenset[str]
    marked: frozenset[str]
    adjectives: frozenset[str]
    claim_objects: frozenset[str]
    no_speech_after: frozenset[str]
    tolls: frozenset[str]
    toll_nouns: frozenset[str]
    toll_counts: frozenset[str]
    passive: frozenset[str]
    auxiliaries: frozenset[str]
    linking: frozenset[str]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    relaying: frozenset[str]
    papers: frozenset[str]
    headline_marks: frozenset[str]
    signing_marks: frozenset[str]
    headline_kinds: Mapping[str, tuple[tuple[str, ...], ...]]
    determiners: frozenset[str]
    pronouns: frozenset[str]
    contracted: frozenset[str]
    prepositions: frozenset[str]
    hanging: frozenset[str]
    stops: frozenset[str]
    participles: frozenset[str]
    connectives: frozenset[str]
    not_adverbs: frozenset[str]
    times: frozenset[str]
    after_speaker: frozenset[str]
    adverbs: frozenset[str]
    bases: frozenset[str]
    offices: frozenset[str]
    trackers: frozenset[str]
    joiners: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    anaphora: Mapping[str, frozenset[str]]
    credit_words: frozenset[str]
    background: frozenset[str]
    spans: frozenset[str]
    bodies: frozenset[str]
    bystanders: frozenset[str]
    hearsay: frozenset[str]
    leaning: frozenset[str]
    denial_verbs: frozenset[str]
    not_events: frozenset[str]
    asked: frozenset[str]
    court_charges: frozenset[str]
    unknowing: frozenset[str]
    wishing: frozenset[str]
    unknown: frozenset[str]
    talks: frozenset[str]
    charges: frozenset[str]
    deeds: frozenset[str]
    blame: frozenset[str]
    negations: frozenset[str]
    denial_ends: frozenset[str]
    going_on: frozenset[str]
    referring: frozenset[str]
    hollow: frozenset[str]
    breaks: frozenset[str]
    labels: frozenset[str]
    topics: frozenset[str]
    counting: frozenset[str]
    counters: frozenset[str]
    numerals: frozenset[str]
    owned: frozenset[str]
    tells_count: frozenset[str]
    hearing: frozenset[str]
    hearers: frozenset[str]
    nouns: frozenset[str]


@lru_cache(maxsize=16)
def load_cues(lexicon: Lexicon) -> CueTables:
    """Compile the cue tables of a lexicon."""
    table = lexicon.words("cues")
    lists = {field: frozenset(_find_list(table, place)) for field, place in _LISTS.items()}
    verbs = {verb: name for name in reversed(_GROUPS) for verb in _find_list(table, f"verbs {name}")}
    verbs.update(
        dict.fromkeys((lists["tolls"] | lists["counting"] | lists["counters"]) - verbs.keys(), "report")
    )
    told = [
        f"{noun} {link}"
        for noun in _find_list(table, "phrases accounts")
        for link in _find_list(table, "phrases account_links")
    ]
    phrases = _index(dict.fromkeys([*_find_list(table, "phrases according"), *told]))
    return CueTables(
        openings=frozenset(verbs) | frozenset(phrases) | lists["owned"] | lists["hearing"],
        alone=frozenset(verbs)
        | lists["owned"]
        | lists["hearing"]
        | {first for first, group in phrases.items() if (first,) in group},
        seconds={
            first: frozenset([words[1] for words in group if len(words) > 1])
            for first, group in phrases.items()
        },
        verbs=verbs,
        phrases=phrases,
        headline_kinds=_index(_find_list(table, "headline kinds")),
        numerals=_list_numerals(lexicon),
        nouns=lists["owned"] | lists["hearing"],
        anaphora={noun: frozenset(kinds) for noun, kinds in table.get("anaphora", {}).items()},
        adverbs=(lists["stops"] | lists["auxiliaries"] | lists["prepositions"])
        - lists["pronouns"]
        - {"there"},
        **lists,
    )


# A form in two groups belongs to the first.
_GROUPS = ("deny", "say", "tell", "report", "view")
# Field of the tables -> the section of `cues.toml` and the key in it.
_LISTS = {
    **{
        name: f"verbs {name}"
        for name in (
            "ambiguous",
            "auxiliaries",
            "claim_objects",
            "continuing",
            "counters",
            "counting",
            "core",
            "linking",
            "no_speech_after",
            "quoting",
            "that_only",
            "marked",
            "adjectives",
            "toll_counts",
            "toll_nouns",
            "tolls",
        )
    },
    **{
        name: f"noun_phrases {name}"
        for name in (
            "after_speaker",
            "bases",
            "connectives",
            "determiners",
            "hanging",
            "joiners",
            "not_adverbs",
            "offices",
            "participles",
            "prepositions",
            "pronouns",
            "contracted",
            "stops",
            "times",
            "titles",
            "trackers",
        )
    },
    **{
        name: f"own_voice {name}"
        for name in ("background", "bodies", "bystanders", "hearsay", "leaning", "spans")
    },
    **{
        name: f"denials {name}"
        for name in (
            "asked",
            "blame",
            "charges",
            "court_charges",
            "deeds",
            "hollow",
            "negations",
            "not_events",
            "referring",
            "talks",
            "unknowing",
            "wishing",
            "unknown",
        )
    },
    "breaks": "headline breaks",
    "credit_words": "credits words",
    "denial_ends": "denials ends",
    "denial_verbs": "denials plain",
    "going_on": "denials goes_on",
    "headline_marks": "headline marks",
    "papers": "phrases papers",
    "particles": "noun_phrases name_particles",
    "hearers": "phrases hearers",
    "hearing": "phrases hearing",
    "labels": "headline labels",
    "topics": "headline topics",
    "owned": "phrases owned",
    "tells_count": "phrases tells_count",
    "passive": "verbs passive_be",
    "relaying": "phrases relaying",
    "signing_marks": "headline signing",
}


def _list_numerals(lexicon: Lexicon) -> frozenset[str]:
    """Return the words that are numbers: "seven", "forty", "dozens"."""
    numbers = lexicon.words("numbers")
    words = [word for section in ("units", "tens", "scales") for word in numbers.get(section, {})]
    return frozenset([*words, *numbers.get("vague", {}).get("units", ())])


def _find_list(words: Mapping[str, Any], place: str) -> Sequence[str]:
    """Return the list at "section key", empty where a lexicon has none."""
    section, key = place.split(" ")
    found: Sequence[str] = words.get(section, {}).get(key, ())
    return found


def _index(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(token.lower for token in split_tokens(phrase))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=lambda words: -len(words))) for first, group in found.items()}
