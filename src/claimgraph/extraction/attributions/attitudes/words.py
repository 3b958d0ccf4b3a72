"""The words of attitude, compiled from the table `attitudes` of `cues.toml`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sources import SourceTables
from claimgraph.lexicon.tables import Lexicon

_VOWELS = frozenset("aeiou")


@frozen(kw_only=True)
class AttitudeTables:
    """Verbs, adjectives and nouns of attitude, and who can hold one; all lower case.

    ``verbs`` maps each form to the words of which one must follow it, none where any will do;
    ``particles`` maps it to those that belong to it ("call for"). ``base`` and ``third`` are the
    forms of the present tense.
    """

    verbs: Mapping[str, frozenset[str]]
    particles: Mapping[str, frozenset[str]]
    base: frozenset[str]
    third: frozenset[str]
    clauses: frozenset[str]
    catenatives: frozenset[str]
    charged: frozenset[str]
    adjectives: frozenset[str]
    nouns: frozenset[str]
    people: frozenset[str]
    texts: frozenset[str]
    plurals: frozenset[str]
    openers: frozenset[str]
    leads: frozenset[str]
    asides: frozenset[str]
    occasions: frozenset[str]
    settings: frozenset[str]
    headings: frozenset[str]


class Words(NamedTuple):
    """All that the readers of a sentence look words up in."""

    cues: CueTables
    names: SourceTables
    attitudes: AttitudeTables


@lru_cache(maxsize=16)
def load_attitudes(lexicon: Lexicon) -> AttitudeTables:
    """Compile the words of attitude of a lexicon."""
    lists: Mapping[str, Sequence[str]] = lexicon.words("cues").get("attitudes", {})
    phrasal, clausal, plain = (lists.get(name, ()) for name in ("phrasal", "clausal", "verbs"))
    particles = _map_particles(phrasal)
    clauses = frozenset(lists.get("clauses", ()))
    verbs = dict(particles)
    for form in _inflect_all(clausal):
        verbs[form] = verbs.get(form, frozenset()) | clauses
    verbs.update(dict.fromkeys(_inflect_all(plain), frozenset()))
    present = [inflect(entry.split(" ")[0]) for entry in (*phrasal, *clausal, *plain)]
    past = {form for forms in present for form in forms[2:]}
    return AttitudeTables(
        verbs=verbs,
        particles=particles,
        base=frozenset(forms[0] for forms in present) - past,
        third=frozenset(forms[1] for forms in present),
        catenatives=frozenset(_inflect_all(lists.get("catenatives", ()))),
        **{name: frozenset(lists.get(name, ())) for name in _LISTS},
    )


_LISTS = (
    "clauses",
    "charged",
    "adjectives",
    "nouns",
    "people",
    "texts",
    "plurals",
    "openers",
    "leads",
    "asides",
    "occasions",
    "settings",
    "headings",
)


def _map_particles(phrases: Iterable[str]) -> dict[str, frozenset[str]]:
    """Map each form of "call for", "put it" to the words that follow it."""
    found: dict[str, frozenset[str]] = {}
    for phrase in phrases:
        verb, particle = phrase.split(" ")[:2]
        for form in inflect(verb):
            found[form] = found.get(form, frozenset()) | {particle}
    return found


def _inflect_all(verbs: Iterable[str]) -> list[str]:
    return [form for verb in verbs for form in inflect(verb)]


def inflect(entry: str) -> tuple[str, ...]:
    """Return the forms of a verb.

    Args:
        entry: The base form, "accuse"; with what is irregular behind strokes, "know/knew/known".

    Returns:
        Base form, third person, past, participle and form in -ing, each once.
    """
    base, *irregular = entry.split("/")
    past = irregular or [_add(base, "ed")]
    doubled = past[0] == f"{base}{base[-1]}ed" or (past[0] == base and base[-2:-1] in _VOWELS)
    ing = f"{base}{base[-1]}ing" if doubled else _add(base, "ing")
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        third = f"{base}es"
    elif base.endswith("y") and base[-2:-1] not in _VOWELS:
        third = f"{base[:-1]}ies"
    else:
        third = f"{base}s"
    return tuple(dict.fromkeys((base, third, *past, ing)))


def _add(base: str, ending: str) -> str:
    if ending == "ed" and base.endswith("y") and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ied"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + ending
    if base.endswith("ee") and ending == "ed":
        return f"{base}d"
    return base + ending
