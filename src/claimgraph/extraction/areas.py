"""The country that a count over a period speaks of, which is wider than the place of one event.

"It has killed more than 100,000 people" in a story of one town is a count of the country, and those
whom a country hosts are in that country. Towns told of as one area are a matter of `choose_place`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from claimgraph.extraction.places import PlaceMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Mention, Place, Quantity

# From this count on, a place that the sentence does not name is the whole country.
COUNTRYWIDE = 20_000
# Kinds of places that hold several towns and are no country.
AREA_KINDS = frozenset({"territory", "region", "province", "district", "county", "state", "area"})


@lru_cache(maxsize=16)
def load_host_words(lexicon: Lexicon) -> frozenset[str]:
    """Return the verbs whose subject is where the counted are ("Turkey hosts 3.6 million")."""
    tables = lexicon.words("measures").values()
    return frozenset(verb for table in tables for verb in table.get("hosts", ()))


def widen_place(
    mention: Mention,
    quantity: Quantity,
    place: Place | None,
    places: Sequence[PlaceMention],
    sentence: Sentence,
    *,
    lexicon: Lexicon,
) -> Place | None:
    """Widen the place chosen for a count over a period to the country it speaks of.

    Args:
        mention: The count expression.
        quantity: Its figure.
        place: The place chosen for it.
        places: All place mentions of the article.
        sentence: The sentence of the count.
        lexicon: The verbs of hosting.

    Returns:
        The country; the place as it was where nothing speaks for a wider one.
    """
    host = _find_host(mention, places, sentence, load_host_words(lexicon))
    if host is not None or place is None:
        return host or place
    own = [found.place for found in places if found.sentence == mention.sentence and found.role == "location"]
    if any(other.is_same(place) for other in own):
        return place
    return _widen_inferred(quantity, place, places)


@lru_cache(maxsize=16)
def load_movements(lexicon: Lexicon) -> tuple[frozenset[str], frozenset[str]]:
    """Return the measures of people who move, and the words before where they go."""
    tables = lexicon.words("measures")
    moves = {name for name, table in tables.items() if table.get("family") == "movement"}
    return frozenset(moves), frozenset(lexicon.words("grammar")["destinations"])


def drop_destinations(
    mention: Mention, places: tuple[PlaceMention, ...], *, lexicon: Lexicon
) -> tuple[PlaceMention, ...]:
    """Leave out where people who move are going: they are counted where they leave."""
    moves, destinations = load_movements(lexicon)
    if mention.measure not in moves:
        return places
    return tuple(
        found for found in places if found.sentence != mention.sentence or found.cue not in destinations
    )


def _find_host(
    mention: Mention, places: Sequence[PlaceMention], sentence: Sentence, hosts: frozenset[str]
) -> Place | None:
    """Return the country before a verb of hosting that the count is the object of."""
    before = [token for token in sentence.tokens if token.end <= mention.span.start][-2:]
    if not any(token.lower in hosts for token in before):
        return None
    found = [
        other.place
        for other in places
        if other.sentence == mention.sentence and other.place.kind == "country" and other.role != "demonym"
    ]
    return found[0] if found else None


def _widen_inferred(quantity: Quantity, place: Place, places: Sequence[PlaceMention]) -> Place:
    """Widen a place that the sentence does not name to its country, where a figure is that large."""
    if quantity.low < COUNTRYWIDE or not place.path_keys or place.kind in AREA_KINDS:
        return place
    countries = [
        found.place
        for found in places
        if found.place.key == place.path_keys[-1] and found.role not in {"demonym", "anaphor"}
    ]
    return countries[0] if countries else place


__all__ = ["drop_destinations", "widen_place"]
