"""The town of a street, a hotel or a hospital that no table knows, from what the article is about."""

from __future__ import annotations

from collections import Counter

from attrs import evolve

from claimgraph.extraction.places.words import PlaceMention
from claimgraph.model import Place

_TOWNS = frozenset({"city", "town", "borough"})
_SITES = frozenset(
    (
        "street road site hospital school mosque church market square prison neighbourhood suburb locality"
    ).split()
)
_LEDE = 2
# A sentence with more towns than this is a list.
_MOST_TOWNS = 40
_CLEAR = 0.5
_CLEAR_LEDE = 0.3


def house_places(mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Put unlisted sites into the town they are most likely in; leave them where nothing is clear.

    The town of the same sentence, else the only one of the sentence before or after, else the
    one that the article is clearly about: of its beginning or named most.
    """
    if not any(_is_loose_site(mention.place) for mention in mentions):
        return mentions
    towns = _list_towns(mentions)
    by_sentence: dict[int, list[PlaceMention]] = {}
    for town in towns:
        here = by_sentence.setdefault(town.sentence, [])
        if len(here) < _MOST_TOWNS:
            here.append(town)
    main = _find_main_town([town for town in towns if town.role != "destination"])
    return [
        _house(mention, by_sentence, main) if _is_loose_site(mention.place) else mention
        for mention in mentions
    ]


def _is_loose_site(place: Place) -> bool:
    return place.key is None and not place.path and place.kind in _SITES


def _list_towns(mentions: list[PlaceMention]) -> list[PlaceMention]:
    roles = {"location", "direction", "organisation", "destination"}
    towns = [m for m in mentions if m.place.key and m.place.kind in _TOWNS]
    usable = [m for m in towns if m.role in roles]
    named = {m.place.key for m in usable}
    countries = {_find_country(m.place) for m in mentions if m.place.key and m.role != "dateline"} - {""}
    for town in towns:
        if town.role != "dateline":
            continue
        if town.place.key in named or (not usable and countries <= {_find_country(town.place)}):
            usable.append(town)
    return usable


def _find_country(place: Place) -> str:
    return place.path_keys[-1] if place.path_keys else place.key or ""


def _find_main_town(towns: list[PlaceMention]) -> Place | None:
    """Return the town that an article is clearly about, ``None`` where there is none."""
    counted = Counter(town.place.key for town in towns)
    total = sum(counted.values())
    lede = next((t.place for t in towns if t.sentence < _LEDE and t.role != "organisation"), None)
    if lede is not None and counted[lede.key] >= _CLEAR_LEDE * total:
        return lede
    key, count = max(counted.items(), key=lambda item: item[1], default=(None, 0))
    if not count or count < _CLEAR * total:
        return None
    return next(town.place for town in towns if town.place.key == key)


def _house(
    mention: PlaceMention, by_sentence: dict[int, list[PlaceMention]], main: Place | None
) -> PlaceMention:
    home = _find_near_town(mention, by_sentence) or main
    if home is None or home.key is None:
        return mention
    path, keys = (home.name, *home.path), (home.key, *home.path_keys)
    return evolve(mention, place=evolve(mention.place, path=path, path_keys=keys))


def _find_near_town(mention: PlaceMention, by_sentence: dict[int, list[PlaceMention]]) -> Place | None:
    here = [town for town in by_sentence.get(mention.sentence, ()) if town.role != "organisation"]
    if here:
        return min(here, key=lambda town: abs(town.span.start - mention.span.end)).place
    for sentence in (mention.sentence - 1, mention.sentence + 1):
        near = by_sentence.get(sentence, ())
        towns = [town for town in near if town.role not in {"organisation", "destination"}]
        if len({town.place.key for town in towns}) == 1:
            return towns[0].place
    return None
