"""The measure tables, compiled for look-up by token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import frozen

from claimgraph.extraction.measures.around import AroundWords, load_around_words
from claimgraph.lexicon.tables import Lexicon

FRAMES = ("done_to", "done_by", "done_either")
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
# What may stand between a count and what happened to those counted ("12 have reportedly been killed").
PASSED_OVER = ("modals", "be", "have", "adverbs", "relatives", "linking")
FORMS = ("base", "third", "past", "participle", "gerund")


class Reading(NamedTuple):
    """One way to read a word as a trigger: the measure, the frame and the form of its verb."""

    measure: str
    frame: str
    form: str


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
    peoples: frozenset[str]
    determiners: frozenset[str]
    before_counts: frozenset[str]
    containers: frozenset[str]
    partitives: frozenset[str]
    any_trigger: frozenset[str]
    openers: frozenset[str]
    total_words: frozenset[str]
    of_people: frozenset[str]
    linking: frozenset[str]
    passed_over: frozenset[str]
    clause_ends: frozenset[str]
    far_marks: frozenset[str]
    late_openers: frozenset[str]
    agents: frozenset[str]
    weak_nouns: frozenset[str]
    stops: frozenset[str]
    pairs: Mapping[str, tuple[tuple[str, str], ...]]
    splits: Mapping[str, tuple[tuple[str, str], ...]]
    stays: Mapping[str, tuple[tuple[str, str], ...]]
    of_things: frozenset[str]
    of_people_alone: frozenset[str]
    leaves_dead: Mapping[str, str]
    leaves_open: frozenset[str]
    never_with: Mapping[str, frozenset[str]]
    adjectives: Mapping[str, str]
    never_one: frozenset[str]
    never_single: frozenset[str]
    never_of: Mapping[str, frozenset[str]]
    family: Mapping[str, str]
    takes_over: Mapping[str, str]
    of_held: frozenset[str]
    held: frozenset[str]
    releases: frozenset[str]
    otherwise: Mapping[str, str]
    claims: Mapping[str, str]
    claimers: frozenset[str]
    leaving: Mapping[str, str]
    left_places: frozenset[str]
    movers: frozenset[str]
    around: AroundWords


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
    indexes = _index_tables(tables)
    rows = lexicon.rows("groups")
    openers = frozenset(
        {
            *verbs,
            *indexes["leaving"],
            *indexes["states"],
            *indexes["phrases"],
            *indexes["pairs"],
            *indexes["stays"],
        }
    )
    people = frozenset(row[form] for row in rows for form in ("singular", "plural"))
    return MeasureWords(
        verbs={word: tuple(readings) for word, readings in verbs.items()},
        **indexes,
        joint=lexicon.words("measures")["joint"],
        be=frozenset(grammar["be"]),
        have=frozenset(grammar["have"]),
        modals=frozenset(grammar["modals"]),
        adverbs=frozenset(grammar["adverbs"]),
        negations=frozenset(grammar["negations"]),
        relatives=frozenset(grammar["relatives"]),
        people=people,
        peoples=people | _list_demonyms(lexicon),
        determiners=frozenset(grammar["determiners"]),
        before_counts=frozenset(
            {*grammar["determiners"], *grammar["around"]["before_numbers"], *grammar["sureness"]}
        ),
        partitives=frozenset(grammar["partitives"]),
        containers=frozenset(lexicon.words("units")["containers"]),
        openers=openers,
        any_trigger=_list_openers(verbs, indexes, common=_list_function_words(grammar)),
        of_people=frozenset(name for name, table in tables.items() if table.get("of_people")),
        total_words=frozenset({*indexes["totals"], *indexes["counted"], *grammar["around"]["figures"]}),
        linking=frozenset(grammar["linking"]),
        passed_over=frozenset(
            {
                *(word for name in PASSED_OVER for word in grammar[name]),
                *grammar["around"]["passed_over"],
            }
        ),
        clause_ends=frozenset(grammar["clause_ends"]),
        far_marks=frozenset(
            {
                *grammar["clause_ends"],
                *grammar["relatives"],
                *grammar["around"]["far_stops"],
                *grammar["around"]["far_stops_before"],
            }
        ),
        late_openers=openers | set(grammar["around"]["among"]),
        agents=frozenset(grammar["agents"]),
        weak_nouns=_collect(tables, "weak_nouns"),
        stops=frozenset({*grammar["prepositions"], *grammar["conjunctions"]}),
        of_things=_collect(tables, "of_things"),
        of_people_alone=_collect(tables, "of_people_alone"),
        leaves_dead={
            word: table["told_as"] for table in tables.values() for word in table.get("leaves_dead", ())
        },
        leaves_open=_collect(tables, "leaves_open"),
        never_with={
            name: frozenset(table["never_with"]) for name, table in tables.items() if "never_with" in table
        },
        adjectives=_index_words(tables, "adjectives"),
        never_one=frozenset(name for name, table in tables.items() if table.get("never_one")),
        never_single=frozenset(name for name, table in tables.items() if table.get("never_single")),
        never_of={
            name: frozenset(table["never_of"]) for name, table in tables.items() if "never_of" in table
        },
        family={name: table.get("family", name) for name, table in tables.items()},
        takes_over={name: table["takes_over"] for name, table in tables.items() if "takes_over" in table},
        of_held=_collect(tables, "of_held"),
        held=_collect(tables, "held"),
        releases=frozenset(name for name, table in tables.items() if "of_held" in table),
        otherwise={name: table["otherwise"] for name, table in tables.items() if "otherwise" in table},
        claimers=_collect(tables, "claimers"),
        left_places=_collect(tables, "left_places"),
        movers=_collect(tables, "movers"),
        around=load_around_words(lexicon),
    )


def _list_function_words(grammar: Mapping[str, Any]) -> frozenset[str]:
    names = ("prepositions", "conjunctions", "be", "have", "determiners", "pronouns", "adverbs")
    return frozenset(word for name in names for word in grammar[name])


def _list_openers(
    verbs: Mapping[str, Any], indexes: Mapping[str, Any], *, common: frozenset[str]
) -> frozenset[str]:
    """Return words of which one stands in every sentence that has a trigger.

    A phrase is there only if its longest word is that is not common, a pair only if its goal is.
    """
    singles = {
        word for name in ("states", "counted", "of_nouns", "claims", "leaving") for word in indexes[name]
    }
    goals = {
        goal for name in ("pairs", "splits", "stays") for pairs in indexes[name].values() for goal, _ in pairs
    }
    longest = {
        max(phrase, key=lambda word: (word not in common, len(word)))
        for name in ("totals", "phrases", "before_phrases")
        for phrases in indexes[name].values()
        for phrase, _ in phrases
    }
    return frozenset({*verbs, *singles, *goals, *longest})


def _list_demonyms(lexicon: Lexicon) -> frozenset[str]:
    """Return what the people of a country are called, of one and of several."""
    demonyms = {word for row in lexicon.rows("countries") for word in row["demonyms"].lower().split("|")}
    return frozenset({*demonyms, *(f"{word}s" for word in demonyms)})


def _index_tables(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Return the indexes of `MeasureWords` whose every key is a word that may open or end a trigger."""
    inflected = _inflect_phrases(tables)
    return {
        "leaving": _index_words(tables, "leaving"),
        "states": _index_words(tables, "states"),
        "counted": _index_words(tables, "counted"),
        "of_nouns": _index_words(tables, "of_nouns"),
        "totals": _index_phrases(_list_phrases(tables, "totals"), at=-1),
        "phrases": _index_phrases([*_list_phrases(tables, "phrases"), *inflected["phrases"]]),
        "before_phrases": _index_phrases(
            [*_list_phrases(tables, "before_phrases"), *inflected["before_phrases"]], at=-1
        ),
        "pairs": _index_pairs(tables, "pairs"),
        "splits": _index_pairs(tables, "splits"),
        "stays": _index_pairs(tables, "stays"),
        "claims": {
            form: name
            for name, table in tables.items()
            for row in table.get("claims", ())
            for form in row.split()
        },
    }


def _collect(tables: Mapping[str, Mapping[str, Any]], key: str) -> frozenset[str]:
    return frozenset(word for table in tables.values() for word in table.get(key, ()))


def _inflect_phrases(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases made of "gun guns gunned gunned gunning | down"."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {"phrases": [], "before_phrases": []}
    for name, table in tables.items():
        for row in table.get("verb_phrases", ()):
            forms, tail = (part.split() for part in row.split("|"))
            found["before_phrases"] += [((form, *tail), name) for form in dict.fromkeys(forms)]
            found["phrases"].append(((forms[FORMS.index("participle")], *tail), name))
    return found


def _index_words(tables: Mapping[str, Mapping[str, Sequence[str]]], key: str) -> dict[str, str]:
    index: dict[str, str] = {}
    for name, table in tables.items():
        for word in table.get(key, ()):
            index.setdefault(word, name)
    return index


def _list_phrases(tables: Mapping[str, Mapping[str, Any]], key: str) -> list[tuple[tuple[str, ...], str]]:
    return [(tuple(phrase.split()), name) for name, table in tables.items() for phrase in table.get(key, ())]


def _index_phrases(
    found: Sequence[tuple[tuple[str, ...], str]], *, at: int = 0
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in sorted(set(found), key=lambda item: (-len(item[0]), item)):
        index.setdefault(phrase[at], []).append((phrase, name))
    return {word: tuple(phrases) for word, phrases in index.items()}


def _index_pairs(tables: Mapping[str, Mapping[str, Any]], key: str) -> dict[str, tuple[tuple[str, str], ...]]:
    index: dict[str, list[tuple[str, str]]] = {}
    for name, table in tables.items():
        for row in table.get(key, ()):
            verbs, goals = (part.split() for part in row.split("|"))
            for verb in verbs:
                index.setdefault(verb, []).extend((goal, name) for goal in goals)
    return {verb: tuple(goals) for verb, goals in index.items()}


def match_phrase(lower: Sequence[str], at: int, phrases: Phrases) -> tuple[tuple[str, ...], str] | None:
    """Return the longest phrase that begins at word ``at`` of a sentence in lower case, with its measure."""
    found = phrases.get(lower[at])
    if found is None:
        return None
    following = tuple(lower[at : at + len(found[0][0])])
    for phrase, name in found:
        if following[: len(phrase)] == phrase:
            return phrase, name
    return None


def match_phrase_before(
    lower: Sequence[str], end: int, phrases: Phrases
) -> tuple[tuple[str, ...], str] | None:
    """Return the longest phrase that ends before word ``end`` of a sentence, with its measure."""
    found = phrases.get(lower[end - 1])
    if found is None:
        return None
    for phrase, name in found:
        first = end - len(phrase)
        if first >= 0 and tuple(lower[first:end]) == phrase:
            return phrase, name
    return None
