"""Names of one article → gazetteer entries, by what the whole article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from math import log10
from typing import NamedTuple

from attrs import evolve

from claimgraph.extraction.places.company import Company
from claimgraph.extraction.places.found import AGE, HEAD, Found
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.lexicon.gazetteer import Entry, Gazetteer
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import Place, Span

_TOWN_KINDS = frozenset({"city", "town", "village"})
_SITES = frozenset({"camp", "air base", "gas field", "dam", "bridge", "prison", "river", "crossing"})
_LOCAL_KINDS = frozenset(
    {"neighbourhood", "village", "town", "camp", "hospital", "area", "square", "site", "district"}
)
# People a town of the world table needs: with a cue or in a country of the article, with neither.
_KNOWN_FROM = 100_000
_FAMOUS_FROM = 1_000_000
_COUNTRY_SHARE = 0.1
_SPELLING_SHARE = 0.3
# A spelling below this is a guess.
_SURE = 0.95
# Words before a name that stand before persons as well, and none at all.
_LOOSE_CUES = frozenset({"", "of", "from", "to"})
# What it counts that an entry has the very name and no spelling of it.
_EXACT = 1.0


class Weights(NamedTuple):
    """How often an article speaks of each country, and of all together."""

    counted: Counter[str]
    total: int


def count_countries(found: list[Found], words: PlaceWords) -> Weights:
    """Count how often the article speaks of each country: by name, demonym or a place of it alone."""
    votes: list[str] = []
    for name in found:
        if name.role == "demonym":
            votes.append(words.demonyms[name.core])
        elif name.entries and _is_vote(name):
            first = name.entries[0]
            if _is_one_country(name.entries):
                votes += [first.country] * (2 if first.kind == "country" else 1)
            elif first.curated:
                votes.append(first.country)
    return Weights(Counter(votes), len(votes))


def _is_vote(name: Found) -> bool:
    """Return whether a name may say what an article is about: a small town without a cue may be a person."""
    first = name.entries[0]
    if name.confidence < _SURE:
        return False
    known = first.curated or first.population >= _KNOWN_FROM
    return name.role != "person" and (known or bool(name.cue or name.kind) or name.role == "dateline")


def _is_one_country(entries: tuple[Entry, ...]) -> bool:
    """Return whether all entries lie in one country; what no table puts into one says nothing."""
    if len(entries) == 1:
        return bool(entries[0].country)
    return len({entry.country for entry in entries if entry.country}) == 1


def drop_unlikely(found: list[Found], *, words: PlaceWords, style: Style) -> list[Found]:
    """Drop names that are too weak for what the article is about; a strong cue keeps the bare name."""
    weights = count_countries(found, words)
    offices = {name.core for name in found if name.office}
    likely = [
        not name.entries
        or name.role == "demonym"
        or _is_likely(name, weights, style, office=name.core in offices)
        or _lies_beside(name, found[index + 1 : index + 2])
        for index, name in enumerate(found)
    ]
    # What is a place where a cue stands before it is one in the rest of the article.
    sure = {
        name.core for name, known in zip(found, likely, strict=True) if known and name.entries and name.cue
    }
    kept = []
    for name, known in zip(found, likely, strict=True):
        if known:
            kept.append(name)
        elif _is_word(name, style):
            continue
        elif name.core in sure and name.role != "person":
            kept.append(name)
        elif _is_cued(name, words):
            kept.append(name._replace(entries=(), confidence=0.5))
    return kept


def _lies_beside(name: Found, after: list[Found]) -> bool:
    """Return whether the next name is what an entry lies in: "Macon, Georgia"."""
    if not after or not name.cue or after[0].sentence != name.sentence or after[0].first - name.last != 1:
        return False
    larger = {entry.key for entry in after[0].entries}
    return any(entry.parent in larger for entry in name.entries)


def _is_cued(name: Found, words: PlaceWords) -> bool:
    """Return whether a name is a place by what stands around it, though no table knew it."""
    placed = name.cue in words.strong or bool(name.kind) or name.cue == HEAD
    return placed and name.core not in words.given_names


def mark_persons(found: list[Found]) -> list[Found]:
    """Make persons of the bare mentions of a person's name, unless it is a place somewhere too.

    Family names that are kept only for this leave the list.
    """
    aged = {name.core for name in found if name.cue == AGE}
    found = [name for name in found if name.cue != AGE]
    persons = {name.core for name in found if name.role == "person" and not name.kind}
    found = [name for name in found if name.role != "person" or name.entries or name.cue or name.kind]
    persons -= {name.core for name in found if name.cue or name.kind or name.role == "dateline"}
    aged -= {name.core for name in found if name.role != "person" and _is_placed(name)}
    persons |= aged
    if not persons:
        return found
    return [
        name._replace(role="person") if name.core in persons and name.role == "location" else name
        for name in found
    ]


def _is_placed(name: Found) -> bool:
    """Return whether what stands around a name leaves no doubt that it is a place: not "images of X"."""
    return bool(name.kind) or name.cue not in _LOOSE_CUES or name.role == "dateline"


def _is_likely(name: Found, weights: Weights, style: Style, *, office: bool) -> bool:
    first, curated = name.entries[0], name.entries[0].curated
    if curated and name.confidence >= _SURE and not _is_local(first, name):
        # Which is the usual case.
        return True
    total, counted = weights.total or 1, weights.counted
    heaviest = max([counted[entry.country] for entry in name.entries])
    if name.confidence < _SURE and heaviest < _SPELLING_SHARE * total:
        return False
    if curated:
        # A village or a quarter in a country that the article speaks of nowhere else is a namesake.
        local = all(_is_local(entry, name) for entry in name.entries)
        return not local or not ((heaviest <= 1 and total >= 4) or heaviest < _COUNTRY_SHARE * total)
    return _is_known_town(name, weights, style, office=office)


def _is_known_town(name: Found, weights: Weights, style: Style, *, office: bool) -> bool:
    """Return whether a town of the world table is large enough for how the article speaks of it."""
    entries, counted = name.entries, weights.counted
    best = entries[0] if len(entries) == 1 else max(entries, key=lambda entry: _score(entry, weights))
    if name.core in style.common_words and fold_name(best.name) != name.core:
        # "Soul", which is also a way to write a capital.
        return False
    own = 1 if not office and len({entry.country for entry in entries}) == 1 else 0
    known = counted[best.country] > own and counted[best.country] > _COUNTRY_SHARE * (weights.total or 1)
    if not known and name.kind in _LOCAL_KINDS and best.kind != "county":
        return False
    cued = office or bool(name.cue or name.kind)
    floor = 0 if known and cued else _KNOWN_FROM if known or cued else _FAMOUS_FROM
    if _is_word(name, style):
        floor = 2 * _FAMOUS_FROM
    return best.population >= floor or best.kind == "county"


def _is_local(entry: Entry, name: Found) -> bool:
    """Return whether an entry is one of many such, or of a city that is named otherwise."""
    return entry.kind in _LOCAL_KINDS or _is_nickname(entry, name)


def _is_nickname(entry: Entry, name: Found) -> bool:
    """Return whether a name is another one of a city: al-Thawra, which many things are called, of Tabqa."""
    return entry.kind == "city" and fold_name(entry.name) != name.core


def _is_word(name: Found, style: Style) -> bool:
    """Return whether the article writes the name in lower case too."""
    return " " not in name.core and name.core in style.lower_words and not style.no_capitals


def _score(entry: Entry, weights: Weights) -> float:
    size = 4.5 if entry.curated else log10(entry.population + 10)
    if entry.kind == "country":
        size = 8
    named = weights.counted[entry.country]
    if not named:
        return size
    # A country that the article names beside others says less: Moscow is hardly the one in Idaho.
    share = min(1.0, 2 * named / (weights.total or 1)) ** 2
    return size + share * (3 * min(named, 3) + 0.2 * min(named, 20))


def _choose_entry(name: Found, weights: Weights, kinds: set[tuple[str, str]], company: Company) -> Entry:
    """Choose among the entries of a spelling: the article's countries, what is named around, kind, size."""
    if len(name.entries) == 1:
        return name.entries[0]

    def rank(entry: Entry) -> tuple[float, float]:
        score = _score(entry, weights) + company.score(name, entry)
        if fold_name(entry.name) == name.core:
            score += _EXACT
        if name.kind:
            alike = name.kind in _TOWN_KINDS and entry.kind in _TOWN_KINDS
            score += 4 if entry.kind == name.kind or alike else 0
        elif entry.kind == "province":
            # A city and its province of one name: the province only where the article says so.
            score += 0.5 if (name.core, "province") in kinds and (name.core, "city") not in kinds else -0.5
        elif entry.kind in {"state", "territory"}:
            score += 1
        return score, entry.population

    # Lebanon is the country and no town of that name, whatever else the article is about.
    countries = name.entries[0].kind == "country"
    return max((entry for entry in name.entries if entry.curated or not countries), key=rank)


def to_mentions(
    found: list[Found], gazetteer: Gazetteer, *, words: PlaceWords, text: str
) -> list[PlaceMention]:
    """Return the mention of each name, with the entry that the article means."""
    weights = count_countries(found, words)
    kinds = {(name.core, name.kind) for name in found}
    company = Company(found, gazetteer)

    def choose(name: Found) -> Entry:
        return _choose_entry(name, weights, kinds, company)

    return [
        PlaceMention(
            place=_to_place(name, choose, gazetteer=gazetteer, words=words, text=text),
            sentence=name.sentence,
            role=name.role,
            cue=name.cue,
        )
        for name in found
    ]


def _to_place(
    name: Found,
    choose: Callable[[Found], Entry],
    *,
    gazetteer: Gazetteer,
    words: PlaceWords,
    text: str,
) -> Place:
    span = Span(name.start, name.end)
    written = span.of(text)
    country = gazetteer.find_entry(words.demonyms[name.core]) if name.role == "demonym" else None
    if country is not None:
        return gazetteer.to_place(country, written, span=span)
    if not name.entries:
        return Place(name=written, words=written, kind=name.kind or "unknown", confidence=0.5, span=span)
    entry = choose(name)
    place = gazetteer.to_place(entry, written, confidence=name.confidence, span=span)
    wider = name.kind == "province" and entry.kind in _TOWN_KINDS and not name.modifier
    if wider and name.own_kind and written.rpartition(" ")[2].lower() in words.whole_kinds:
        # "Kerman province", of which the tables have the town alone.
        return evolve(place, name=written, kind=name.kind, key=None)
    if not name.modifier and not (name.own_kind and name.kind in _SITES and entry.kind != name.kind):
        return place
    # "northern Hama", "Raqqa airport": a part of the entry that the gazetteer does not have.
    return evolve(
        place,
        name=written,
        kind="area" if name.modifier else name.kind,
        key=None,
        path=(place.name, *place.path),
        path_keys=(entry.key, *place.path_keys),
    )
