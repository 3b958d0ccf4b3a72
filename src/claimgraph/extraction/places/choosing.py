"""Which of an article's places a count belongs to, by a sum of readable features."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

from claimgraph.extraction.identity import cache_by_identity
from claimgraph.extraction.places.features import Told, find_features, set_scene
from claimgraph.extraction.places.sites import load_site_words
from claimgraph.extraction.places.views import View
from claimgraph.extraction.places.words import PlaceMention, load_place_words
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, Mention, Place, Span

# How many mentions of places before and behind a count are near it.
_NEAR = 60


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


class _Weights(dict[str, float]):
    """Weights by feature; a feature that the table does not weigh counts nothing."""

    def __missing__(self, feature: str) -> float:
        return 0.0


@lru_cache(maxsize=16)
def load_place_weights(lexicon: Lexicon) -> Mapping[str, float]:
    """Return the weight of each feature of ``place_weights.toml``."""
    weights = lexicon.words("place_weights").get("weights", {})
    return _Weights({name: float(weight) for name, weight in weights.items()})


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
    weigh = load_place_weights(lexicon).__getitem__
    words = load_place_words(lexicon)
    view = _view(places, sentences, lexicon)
    scene = set_scene(mention, view, sentences, avoid=avoid, told=told or Told(), words=words)
    candidates = []
    for order, group in enumerate(view.list_candidates(scene.start)):
        seen = group.words, find_features(scene, group)
        candidate = view.rated.get(seen)
        if candidate is None:
            # No minus before a zero.
            score = round(sum(map(weigh, seen[1])), 6) + 0.0
            candidate = view.rated[seen] = Candidate(words=seen[0], score=score, features=seen[1])
        candidates.append((-candidate.score, order, group, candidate))
    if not candidates:
        return None, ()
    # No two have one order, so that nothing behind it is compared.
    candidates.sort()
    return candidates[0][2].place, tuple([row[3] for row in candidates])
