"""Places side by side: which one a text says lies in which."""

from __future__ import annotations

from attrs import evolve

from claimgraph.extraction.places.found import HEAD, Found
from claimgraph.extraction.places.groups import lies_in
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.gazetteer import REGION_KINDS
from claimgraph.model import Place

_LOCATED = frozenset({"location", "direction", "destination"})
# Kinds of places that have suburbs and villages.
_HOLDING = REGION_KINDS | {"city"}
# What stands between a place and what it holds: "northern X's Y", also where apostrophes are lost.
_OWNING: tuple[list[str], ...] = ([], ["'s"], ["’s"])
_NEST_REACH = 5
_QUALIFIER_REACH = 6


def nest_places(
    found: list[Found], mentions: list[PlaceMention], sentences: tuple[Sentence, ...], words: PlaceWords
) -> list[PlaceMention]:
    """Put names that no table knows into the larger place they are said to be in, and mark the larger ones.

    What is said once ("Avlan in the Latakia countryside") holds for the name in the whole article.
    """
    inside: dict[str, Place] = {}
    qualifiers: set[int] = set()
    for index in range(1, len(found)):
        if _completes_dateline(found[index - 1], found[index], mentions[index].place):
            qualifiers.add(index)
        between = _read_between(found[index - 1], found[index], sentences)
        if between is None:
            continue
        owned = mentions[index - 1].place.kind in _HOLDING and _says_holds(between, words)
        small, large = (index, index - 1) if owned else (index - 1, index)
        larger = mentions[large].place
        if between == ["'s"]:
            small, large = index, index - 1
            larger = mentions[large].place
        within = owned or small == index or _says_within(between, words)
        if within and _is_loose(mentions[small].place) and (larger.key or larger.path):
            inside.setdefault(found[small].core, larger)
        if found[index - 1].role in _LOCATED and (owned or _is_qualifying(between, words)):
            qualifiers.add(large)
        elif between in _OWNING and lies_in(mentions[index].place, mentions[index - 1].place):
            qualifiers.add(index - 1)
    return [
        _settle(mention, inside.get(name.core), qualifies=index in qualifiers)
        for index, (name, mention) in enumerate(zip(found, mentions, strict=True))
    ]


def _completes_dateline(name: Found, after: Found, place: Place) -> bool:
    """Return whether a larger place stands behind another one in a dateline: "MACON, Georgia -"."""
    heads = name.role == HEAD and after.role == HEAD and name.sentence == after.sentence
    return heads and place.kind in REGION_KINDS


def _is_loose(place: Place) -> bool:
    return place.key is None and not place.path


def _read_between(name: Found, after: Found, sentences: tuple[Sentence, ...]) -> list[str] | None:
    """Return the words between two names of one sentence, ``None`` where they stand far apart."""
    if name.sentence != after.sentence or after.role not in _LOCATED:
        return None
    if after.first - name.last > _QUALIFIER_REACH:
        return None
    return list(sentences[name.sentence].lower[name.last : after.first])


def _says_holds(between: list[str], words: PlaceWords) -> bool:
    """Return whether the second name is a part of the first: "the Damascus suburb of Douma"."""
    return len(between) == 2 and between[1] == "of" and between[0] in words.kinds_before


def _says_within(between: list[str], words: PlaceWords) -> bool:
    if len(between) > _NEST_REACH:
        return False
    return not between or between == [","] or not words.linking.isdisjoint(between)


def _is_qualifying(between: list[str], words: PlaceWords) -> bool:
    """Return whether the words between only say where the first name lies: "west of", "in the"."""
    if between[:1] == [","]:
        between = between[1:]
    if not between or between[0] == "and" or words.linking.isdisjoint(between):
        return False
    return all(
        word in words.linking
        or word in words.compass
        or word in words.between_cue
        or word in words.demonyms
        or word in words.between_places
        or word.isdigit()
        for word in between
    )


def _settle(mention: PlaceMention, larger: Place | None, *, qualifies: bool) -> PlaceMention:
    place = mention.place
    nested = larger is not None and _is_loose(place)
    if not (nested or qualifies):
        return mention
    if larger is not None and nested:
        path, keys = larger.path, larger.path_keys
        if larger.key:
            path, keys = (larger.name, *path), (larger.key, *keys)
        place = evolve(place, path=path, path_keys=keys)
    # Made anew, which is quicker than `evolve`.
    return PlaceMention(
        place=place,
        sentence=mention.sentence,
        role=mention.role,
        cue=mention.cue,
        qualifies=qualifies or mention.qualifies,
    )
