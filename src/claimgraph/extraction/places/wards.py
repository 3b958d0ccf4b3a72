"""Hospitals where the dead and wounded of what happened elsewhere are counted."""

from __future__ import annotations

from claimgraph.extraction.places.found import Found
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.sentences import Sentence

_WARD = "hospital"
_HAPPENING = frozenset({"location", "direction"})
# How many tokens before and behind a hospital may tell that something happened to it.
_BEFORE, _BEHIND = 14, 8


def mark_wards(found: list[Found], sentences: tuple[Sentence, ...], words: PlaceWords) -> list[Found]:
    """Make destinations of the hospitals to which nothing happens anywhere in the article."""
    wards = [name for name in found if _is_ward(name)]
    if not wards:
        return found
    scenes = {name.core for name in wards if _is_scene(name, sentences[name.sentence], words)}
    return [
        name._replace(role="destination") if _is_ward(name) and name.core not in scenes else name
        for name in found
    ]


def _is_ward(name: Found) -> bool:
    listed = bool(name.entries) and name.entries[0].kind == _WARD
    return name.role in _HAPPENING and (listed or name.kind == _WARD)


def _is_scene(name: Found, sentence: Sentence, words: PlaceWords) -> bool:
    """Return whether something happened to a hospital: "a strike on X hospital", "X hospital was hit"."""
    near = (
        *sentence.lower[max(0, name.first - _BEFORE) : name.first],
        *sentence.lower[name.last : name.last + _BEHIND],
    )
    return not words.scenes.isdisjoint(near)
