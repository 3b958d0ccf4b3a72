"""Which of an article's places a count belongs to, by a sum of readable features."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

from claimgraph.extraction.identity import cache_by_identity
from claimgraph.extraction.places.features import Scene, Told, find_features, know_place, set_scene
from claimgraph.extraction.places.groups import Group
from claimgraph.extraction.places.sites import load_site_words
from claimgraph.extraction.places.views import View
from claimgraph.extraction.places.words import PlaceMention, load_place_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, Mention, Place, Span

# How many mentions of places before and behind a count are near it.
_NEAR = 60
# So many scores are remembered.
_MOST_SCORES = 1 << 15


@cache_by_identity(4)
def _view(places: tuple[PlaceMention, ...], sentences: tuple[Sentence, ...], lexicon: Lexicon) -> View:
    return View(places, sentences, load_place_words(lexicon), load_site_words(lexicon))


def list_near_places(mention: Mention, places: tuple[PlaceMention, ...]) -> tuple[PlaceMention, ...]:
    """Return the mentions of places near a count, which are all of them in an article of usual length.

    Args:
        mention: The count expression.
        places: All mentions of places in the article, in text order.
    """
    if len(places) <= 2 * _NEAR:
        return places
    middle = bisect_left(places, mention.span.start, key=lambda place: place.span.start)
    return places[max(0, middle - _NEAR) : middle + _NEAR]


class _Scores(dict[tuple[str, ...], float]):
    """The sums of the weights of some features; most are asked for again in other articles.

    A feature that the table does not weigh counts nothing.
    """

    def __init__(self, weights: Mapping[str, float]) -> None:
        super().__init__()
        self._weights = weights

    def __missing__(self, features: tuple[str, ...]) -> float:
        if len(self) >= _MOST_SCORES:
            self.clear()
        # No minus before a zero.
        score = round(sum([self._weights.get(feature, 0.0) for feature in features]), 6) + 0.0
        self[features] = score
        return score


@lru_cache(maxsize=16)
def _load_scores(lexicon: Lexicon) -> _Scores:
    """Return the scores by the weights of ``place_weights.toml``."""
    weights = lexicon.words("place_weights").get("weights", {})
    return _Scores({name: float(weight) for name, weight in weights.items()})


def choose_place(
    mention: Mention,
    places: tuple[PlaceMention, ...],
    sentences: tuple[Sentence, ...],
    *,
    avoid: tuple[Span, ...] = (),
    told: Told | None = None,
    lexicon: Lexicon,
) -> tuple[Place | None, tuple[Candidate, ...]]:
    """Choose the place where what a count expression counts happened.

    Args:
        mention: The count expression.
        places: All mentions of places in the article, as `find_places` gives them.
        sentences: The article's sentences.
        avoid: Spans of phrases that name sources; a place inside one is hardly the event's.
        told: What is known of the count itself and of the counts around it.
        lexicon: The weights of the features.

    Returns:
        The place in the words of its first plain mention, ``None`` where there is no candidate,
        and the candidates with their features, the best first: all places of the article, in a
        long one those near the count and those that the article is most about.
    """
    scores = _load_scores(lexicon)
    words = load_place_words(lexicon)
    view = _view(places, sentences, lexicon)
    scene = set_scene(mention, view, sentences, avoid=avoid, told=told or Told(), words=words)
    groups = view.list_candidates(scene.start)
    if not groups:
        return None, ()
    candidates = [_rate(scene, group, scores) for group in groups]
    # The first of equals: sorting keeps their order.
    ranked = sorted(range(len(groups)), key=[-candidate.score for candidate in candidates].__getitem__)
    return groups[ranked[0]].place, tuple([candidates[order] for order in ranked])


def _rate(scene: Scene, group: Group, scores: _Scores) -> Candidate:
    known = know_place(scene, group)
    features = find_features(scene, group, known)
    rated = scene.row.rated
    if features is known.features and group.key in rated:
        return rated[group.key]
    candidate = Candidate(words=group.words, score=scores[features], features=features)
    if features is known.features and group.key in scene.row.known:
        rated[group.key] = candidate
    return candidate
