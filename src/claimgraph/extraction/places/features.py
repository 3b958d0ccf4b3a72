"""What speaks for and against each place of an article as the place of one count."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence, Token
from claimgraph.lexicon.gazetteer import fold_name
from claimgraph.model import Mention, Place, Span

_PLAIN = frozenset({"location", "direction", "anaphor"})
_FINE = frozenset(
    "neighbourhood village camp hospital street square site school mosque market suburb hill prison".split()
)
_COARSE = frozenset({"province", "state", "region", "territory", "governorate"})
_LEDE_SENTENCES = 2


class Group(NamedTuple):
    """One place with all its usable mentions, in text order."""

    key: str
    place: Place
    mentions: tuple[PlaceMention, ...]


class Scene(NamedTuple):
    """What the features of all candidates of one count share."""

    mention: Mention
    groups: tuple[Group, ...]
    tokens: tuple[Token, ...]
    start: int
    end: int
    here: frozenset[str]
    near: frozenset[str]
    lede: frozenset[str]
    country: str
    cumulative: bool
    most: str
    headline: frozenset[str]


def find_key(place: Place) -> str:
    """Return what makes two mentions one place: the key, or the folded name where there is none."""
    return place.key or fold_name(place.name)


def group_places(places: tuple[PlaceMention, ...]) -> tuple[Group, ...]:
    """Put mentions of one place together; persons are no places."""
    found: dict[str, list[PlaceMention]] = {}
    for mention in places:
        if mention.role != "person":
            found.setdefault(find_key(mention.place), []).append(mention)
    groups = []
    for key, mentions in found.items():
        named = next((m for m in mentions if m.role in {"location", "direction"}), mentions[0])
        groups.append(Group(key, named.place, tuple(mentions)))
    return tuple(groups)


def set_scene(
    mention: Mention,
    places: tuple[PlaceMention, ...],
    sentences: tuple[Sentence, ...],
    *,
    title_places: tuple[PlaceMention, ...],
    words: PlaceWords,
) -> Scene:
    """Gather what all candidates of one count are compared with."""
    groups = group_places((*title_places, *places))
    sentence = sentences[mention.sentence]
    plain = [p for p in places if p.role in _PLAIN]
    here = frozenset(find_key(p.place) for p in plain if p.sentence == mention.sentence)
    near = frozenset(find_key(p.place) for p in plain if 0 < abs(p.sentence - mention.sentence) <= 1)
    lede = frozenset(find_key(p.place) for p in plain if p.sentence < _LEDE_SENTENCES)
    countries = Counter(_find_country(p.place) for p in places if p.role != "person")
    countries.pop("", None)
    fine = Counter(find_key(p.place) for p in plain if p.place.kind not in {"country", *_COARSE})
    anchor = mention.trigger or mention.span
    lower = {token.lower for token in sentence.tokens}
    return Scene(
        mention, groups, sentence.tokens, min(mention.span.start, anchor.start), max(mention.span.end, anchor.end),
        here, near, lede, countries.most_common(1)[0][0] if countries else "",
        bool(lower & words.cumulative), fine.most_common(1)[0][0] if fine else "",
        frozenset(find_key(p.place) for p in title_places if p.role in _PLAIN),
    )  # fmt: skip


def _find_country(place: Place) -> str:
    if place.kind == "country":
        return place.key or ""
    return place.path_keys[-1] if place.path_keys else ""


def find_features(scene: Scene, group: Group, *, avoid: tuple[Span, ...], words: PlaceWords) -> tuple[str, ...]:
    """Return the names of what speaks for or against one place."""
    nearest = _find_nearest(scene, group)
    features = [
        *_find_position(scene, group, nearest, words),
        *_find_grain(scene, group),
        *_find_company(scene, group),
        f"role_{nearest.role}" if nearest.role != "location" else "role_location",
    ]
    if any(span.start < nearest.span.end and nearest.span.start < span.end for span in avoid):
        features.append("in_source_phrase")
    country = _find_country(group.place)
    if country and scene.country and country != scene.country:
        features.append("other_country")
    return tuple(features)


def _find_nearest(scene: Scene, group: Group) -> PlaceMention:
    """Return the mention of the group that is the best witness: plain ones first, then the nearest."""
    sentence = scene.mention.sentence

    def rank(mention: PlaceMention) -> tuple[bool, int, int]:
        away = mention.sentence - sentence
        distance = abs(mention.span.start - scene.start)
        return (mention.role not in _PLAIN, abs(away) * 2 + (away > 0), distance)

    return min(group.mentions, key=rank)


def _find_position(scene: Scene, group: Group, nearest: PlaceMention, words: PlaceWords) -> list[str]:
    away = nearest.sentence - scene.mention.sentence
    features = []
    if away == 0:
        features += ["same_sentence", *_find_distance(scene, nearest, words)]
    elif away == -1:
        features.append("sentence_before")
    elif away == 1:
        features.append("sentence_after")
    elif away < 0:
        features.append("two_before" if away == -2 else "far_before")
    else:
        features.append("two_after" if away == 2 else "far_after")
    cue = nearest.cue
    if nearest.role == "location":
        features.append("cue_in" if cue in {"in", "at", "inside", "within"} else "cue_other" if cue else "no_cue")
    if group.key in scene.lede:
        features.append("lede")
    if group.key in scene.headline:
        features.append("headline")
    return features


def _find_distance(scene: Scene, nearest: PlaceMention, words: PlaceWords) -> list[str]:
    start, end = nearest.span
    features = []
    if start >= scene.end:
        low, high = scene.end, start
        features.append("after_count")
    else:
        low, high = end, scene.start
        features.append("before_count")
    between = [token.lower for token in scene.tokens if low <= token.start < high]
    features.append("close" if len(between) <= 6 else "middling" if len(between) <= 15 else "distant")
    if any(word in words.clause for word in between):
        features.append("beyond_clause")
    inside = [
        m
        for g in scene.groups
        for m in g.mentions
        if m.role in _PLAIN and m.sentence == scene.mention.sentence and low <= m.span.start < high and m is not nearest
    ]
    features.append("another_between" if inside else "first_in_line")
    return features


def _find_grain(scene: Scene, group: Group) -> list[str]:
    kind = group.place.kind
    if kind == "country":
        return ["country_cumulative" if scene.cumulative else "country"]
    grain = "coarse" if kind in _COARSE else "fine" if kind in _FINE else "area" if kind == "area" else "unknown" if kind == "unknown" else "town"
    return [f"{grain}_cumulative" if scene.cumulative else grain]


def _find_company(scene: Scene, group: Group) -> list[str]:
    """Return how the place stands to the other places: what it lies in, what lies in it, how often it is named."""
    features = []
    parents = set(group.place.path_keys)
    if parents & scene.here and group.key not in scene.here:
        features.append("inside_sentence_place")
    if parents & scene.here and group.key in scene.here:
        features.append("inside_both_here")
    if parents & scene.lede:
        features.append("inside_lede_place")
    children = {g.key for g in scene.groups if group.key in g.place.path_keys}
    if children & scene.here:
        features.append("holds_sentence_place")
    if children & scene.near:
        features.append("holds_near_place")
    if children & scene.lede:
        features.append("holds_lede_place")
    if scene.here and group.key not in scene.here and not (parents & scene.here):
        features.append("sentence_has_another")
    plain = sum(1 for m in group.mentions if m.role in _PLAIN)
    features.append("named_often" if plain > 3 else "named_twice" if plain > 1 else "named_once")
    if group.key == scene.most:
        features.append("most_named")
    return features
