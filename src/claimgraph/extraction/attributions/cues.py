"""The words that attribute, compiled from `cues.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.tokens import split_tokens
from claimgraph.lexicon.tables import Lexicon


@frozen(kw_only=True)
class CueTables:
    """Cue words by what they do, and the small words that shape a noun phrase; all lower case.

    ``openings`` are the words that a cue may open with: the verbs and the first words of phrases.
    """

    openings: frozenset[str]
    verbs: Mapping[str, str]
    ambiguous: frozenset[str]
    continuing: frozenset[str]
    core: frozenset[str]
    quoting: frozenset[str]
    that_only: frozenset[str]
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
    prepositions: frozenset[str]
    hanging: frozenset[str]
    stops: frozenset[str]
    participles: frozenset[str]
    connectives: frozenset[str]
    times: frozenset[str]
    after_speaker: frozenset[str]
    bases: frozenset[str]
    trackers: frozenset[str]
    joiners: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    anaphora: Mapping[str, frozenset[str]]
    credit_words: frozenset[str]
    background: frozenset[str]
    leaning: frozenset[str]
    counters: frozenset[str]
    bystanders: frozenset[str]
    hearsay: frozenset[str]
    denial_verbs: frozenset[str]
    not_events: frozenset[str]
    talks: frozenset[str]
    charges: frozenset[str]
    deeds: frozenset[str]
    blame: frozenset[str]
    negations: frozenset[str]
    denial_ends: frozenset[str]
    going_on: frozenset[str]
    referring: frozenset[str]
    hollow: frozenset[str]


@lru_cache(maxsize=16)
def load_cues(lexicon: Lexicon) -> CueTables:
    """Compile the cue tables of a lexicon."""
    words = lexicon.words("cues")
    nouns, phrases = words.get("noun_phrases", {}), words.get("phrases", {})
    denials, own = words.get("denials", {}), words.get("own_voice", {})
    groups = words.get("verbs", {})
    headline = words.get("headline", {})
    lists = {name: value for name, value in groups.items() if isinstance(value, list)}
    settings = {name: frozenset(lists.get(name, ())) for name in _SETTINGS}
    verbs = {verb: name for name in reversed(_GROUPS) for verb in lists.get(name, ())}
    verbs.update(dict.fromkeys(settings["tolls"] - verbs.keys(), "report"))
    according = _index(phrases.get("according", ()))
    return CueTables(
        openings=frozenset(verbs) | frozenset(according),
        verbs=verbs,
        ambiguous=settings["ambiguous"],
        continuing=settings["continuing"],
        core=settings["core"],
        quoting=settings["quoting"],
        that_only=settings["that_only"],
        claim_objects=settings["claim_objects"],
        no_speech_after=settings["no_speech_after"],
        tolls=settings["tolls"],
        toll_nouns=settings["toll_nouns"],
        toll_counts=settings["toll_counts"],
        passive=settings["passive_be"],
        auxiliaries=settings["auxiliaries"],
        linking=settings["linking"],
        phrases=according,
        relaying=frozenset(phrases.get("relaying", ())),
        papers=frozenset(phrases.get("papers", ())),
        signing_marks=frozenset(headline.get("signing", ())),
        headline_marks=frozenset(headline.get("marks", ())),
        headline_kinds=_index(headline.get("kinds", ())),
        determiners=frozenset(nouns.get("determiners", ())),
        pronouns=frozenset(nouns.get("pronouns", ())),
        prepositions=frozenset(nouns.get("prepositions", ())),
        hanging=frozenset(nouns.get("hanging", ())),
        stops=frozenset(nouns.get("stops", ())),
        participles=frozenset(nouns.get("participles", ())),
        connectives=frozenset(nouns.get("connectives", ())),
        times=frozenset(nouns.get("times", ())),
        after_speaker=frozenset(nouns.get("after_speaker", ())),
        bases=frozenset(nouns.get("bases", ())),
        trackers=frozenset(nouns.get("trackers", ())),
        joiners=frozenset(nouns.get("joiners", ())),
        particles=frozenset(nouns.get("name_particles", ())),
        titles=frozenset(nouns.get("titles", ())),
        anaphora={noun: frozenset(kinds) for noun, kinds in words.get("anaphora", {}).items()},
        credit_words=frozenset(words.get("credits", {}).get("words", ())),
        background=frozenset(own.get("background", ())),
        leaning=frozenset(own.get("leaning", ())),
        counters=frozenset(own.get("counters", ())),
        bystanders=frozenset(own.get("bystanders", ())),
        hearsay=frozenset(own.get("hearsay", ())),
        denial_verbs=frozenset(denials.get("plain", ())),
        talks=frozenset(denials.get("talks", ())),
        not_events=frozenset(denials.get("not_events", ())),
        charges=frozenset(denials.get("charges", ())),
        blame=frozenset(denials.get("blame", ())),
        deeds=frozenset(denials.get("deeds", ())),
        negations=frozenset(denials.get("negations", ())),
        denial_ends=frozenset(denials.get("ends", ())),
        going_on=frozenset(denials.get("goes_on", ())),
        referring=frozenset(denials.get("referring", ())),
        hollow=frozenset(denials.get("hollow", ())),
    )


# A form in two groups belongs to the first.
_GROUPS = ("deny", "say", "tell", "report", "view")
_SETTINGS = (
    "ambiguous",
    "continuing",
    "passive_be",
    "auxiliaries",
    "linking",
    "that_only",
    "claim_objects",
    "no_speech_after",
    "tolls",
    "toll_nouns",
    "toll_counts",
    "core",
    "quoting",
)


def _index(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(token.lower for token in split_tokens(phrase))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=lambda words: -len(words))) for first, group in found.items()}
