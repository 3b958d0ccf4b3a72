"""Words that tell one person of a text from another, compiled for look-up by token."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.measures.words import load_measure_words
from claimgraph.extraction.nouns import CountWords, load_count_words
from claimgraph.lexicon.commonwords import load_common_words
from claimgraph.lexicon.tables import Lexicon


@frozen(kw_only=True)
class PeopleWords:
    """The words around single persons; ``sexes`` and ``stages`` are keyed by the noun."""

    sexes: Mapping[str, str]
    stages: Mapping[str, str]
    values: Mapping[str, int]
    nouns: frozenset[str]
    roles: frozenset[str]
    doers: frozenset[str]
    definite: frozenset[str]
    further: frozenset[str]
    owners: Mapping[str, str]
    pronouns: frozenset[str]
    reflexives: frozenset[str]
    joints: frozenset[str]
    object_ends: frozenset[str]
    titles: frozenset[str]
    inner: frozenset[str]
    endings: frozenset[str]
    naming: frozenset[str]
    members: frozenset[str]
    months: frozenset[str]
    tries: frozenset[str]
    common: frozenset[str]
    calendar: frozenset[str]
    noun_ends: frozenset[str]
    counts: CountWords


@lru_cache(maxsize=16)
def load_people_words(lexicon: Lexicon) -> PeopleWords:
    """Compile the words for single persons of a lexicon."""
    table, numbers = lexicon.words("people"), lexicon.words("numbers")
    persons, counts, dates = table["persons"], load_count_words(lexicon), lexicon.words("dates")
    singular = counts.singular - counts.collectives
    openers = load_measure_words(lexicon).openers
    nouns = frozenset({*singular, *persons["nouns"]})
    listed = {name: frozenset(words) for name, words in persons.items() if name not in {"nouns", "owners"}}
    return PeopleWords(
        sexes={word: sex for sex, words in table["sexes"].items() for word in words},
        stages={word: stage for stage, words in table["stages"].items() for word in words},
        values={**numbers["units"], **numbers["tens"]},
        nouns=nouns,
        owners=dict(persons["owners"]),
        common=load_common_words(lexicon),
        calendar=frozenset({*dates["months"], *dates["weekdays"]}),
        noun_ends=counts.stops | counts.triggers | counts.determiners | counts.pronouns | nouns | openers,
        counts=counts,
        **listed,
    )
