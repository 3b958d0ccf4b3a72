"""Which of an article's places a count belongs to, by a sum of readable features."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from claimgraph.extraction.places.features import View, find_features, set_scene, view_places
from claimgraph.extraction.places.words import PlaceMention, load_place_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, Mention, Place, Span


class _Same:
    """The places of one article as a key: the same tuples, not equal ones, so that nothing deep is hashed."""

    def __init__(self, places: tuple[PlaceMention, ...], title_places: tuple[PlaceMention, ...]) -> None:
        self.places = places
        self.title_places = title_places

    def __hash__(self) -> int:
        return hash((id(self.places), id(self.title_places)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Same)
            and self.places is other.places
            and self.title_places is other.title_places
        )


@lru_cache(maxsize=4)
def _view(same: _Same) -> View:
    return view_places(same.places, same.title_places)


@lru_cache(maxsize=16)
def load_place_weights(lexicon: Lexicon) -> Mapping[str, float]:
    """Return the weight of each feature of ``place_weights.toml``."""
    return {name: float(weight) for name, weight in lexicon.words("place_weights").get("weights", {}).items()}


def choose_place(
    mention: Mention,
    places: tuple[PlaceMention, ...],
    sentences: tuple[Sentence, ...],
    *,
    title_places: tuple[PlaceMention, ...] = (),
    avoid: tuple[Span, ...] = (),
    lexicon: Lexicon,
) -> tuple[Place | None, tuple[Candidate, ...]]:
    """Choose the place where what a count expression counts happened.

    Args:
        mention: The count expression.
        places: All mentions of places in the article, as `find_places` gives them.
        sentences: The article's sentences.
        title_places: Places of a headline that is no part of the text; they have no sentence.
        avoid: Spans of phrases that name sources; a place inside one is hardly the event's.
        lexicon: The weights of the features.

    Returns:
        The place in the words of its first plain mention, ``None`` where there is no candidate,
        and all candidates with their features, the best first.
    """
    weights = load_place_weights(lexicon)
    words = load_place_words(lexicon)
    view = _view(_Same(places, title_places))
    scene = set_scene(mention, view, sentences, words=words)
    candidates = []
    for group in view.groups:
        features = find_features(scene, group, avoid=avoid, words=words)
        score = round(sum(weights.get(feature, 0.0) for feature in features), 6)
        candidates.append((score, group.place, features))
    if not candidates:
        return None, ()
    candidates.sort(key=lambda candidate: -candidate[0])
    listed = tuple(Candidate(words=place.words, score=score, features=f) for score, place, f in candidates)
    return candidates[0][1], listed
