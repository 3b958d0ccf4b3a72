"""What speaks for and against each place of an article as the place of one count."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence, Token
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import Mention, Place, Span

_PLAIN = frozenset({"location", "direction", "anaphor"})
_FINE = frozenset(
    "neighbourhood village camp hospital street square site school mosque market suburb hill prison".split()
)
_COARSE = frozenset({"province", "state", "region", "territory", "governorate"})
_SPECIFIC = frozenset({"fine", "town", "unknown", "area"})
_SHARPNESS = {"country": 0, "coarse": 1, "area": 2, "unknown": 3, "town": 3, "fine": 4}
_POSITIONS = {0: "here", -1: "before", 1: "after", -2: "two_before", 2: "two_after"}
_KIND_WORDS = frozenset({"city", "province", "governorate", "countryside", "town", "village", "region"})
_LEDE_SENTENCES = 2


class Group(NamedTuple):
    """One place with all its usable mentions, in text order."""

    key: str
    place: Place
    mentions: tuple[PlaceMention, ...]


class View(NamedTuple):
    """What the features of all counts of one article share; see `view_places`.

    ``children`` are the keys of the places that lie in a place, ``by_sentence`` the plain mentions.
    """

    groups: tuple[Group, ...]
    grains: dict[str, str]
    children: dict[str, frozenset[str]]
    by_sentence: dict[int, list[PlaceMention]]
    sentences: tuple[int, ...]
    lede: frozenset[str]
    lede_place: str
    headline: frozenset[str]
    country: str
    most: str


class Scene(NamedTuple):
    """What the features of all candidates of one count share."""

    view: View
    mention: Mention
    tokens: tuple[Token, ...]
    start: int
    end: int
    here: frozenset[str]
    near: frozenset[str]
    bare: frozenset[str]
    extent: str
    restated: frozenset[str]
    state: str
    latest: str
    next: str
    indefinite: frozenset[str]


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


def view_places(places: tuple[PlaceMention, ...], title_places: tuple[PlaceMention, ...]) -> View:
    """Look once over all places of an article."""
    groups = group_places((*title_places, *places))
    plain = [p for p in places if p.role in _PLAIN]
    by_sentence: dict[int, list[PlaceMention]] = {}
    for mention in plain:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    lede = [p for p in plain if p.sentence < _LEDE_SENTENCES]
    sharpest = max(lede, key=lambda p: _SHARPNESS[find_grain(p.place)], default=None)
    countries = Counter(_find_country(p.place) for p in places if p.role != "person")
    countries.pop("", None)
    fine = Counter(find_key(p.place) for p in plain if p.place.kind not in {"country", *_COARSE})
    return View(
        groups,
        {group.key: find_grain(group.place) for group in groups},
        _find_children(groups),
        by_sentence,
        tuple(
            sorted(
                n for n, here in by_sentence.items() if any(find_grain(p.place) in _SPECIFIC for p in here)
            )
        ),
        frozenset(find_key(p.place) for p in lede),
        find_key(sharpest.place) if sharpest else "",
        frozenset(find_key(p.place) for p in title_places if p.role in _PLAIN),
        countries.most_common(1)[0][0] if countries else "",
        fine.most_common(1)[0][0] if fine and fine.most_common(1)[0][1] > 1 else "",
    )


def _find_children(groups: tuple[Group, ...]) -> dict[str, frozenset[str]]:
    """Return for each place the places in it; a bare name stands for the city and its province."""
    by_bare: dict[str, list[Group]] = {}
    by_key = {group.key: group for group in groups}
    for group in groups:
        by_bare.setdefault(find_bare_name(group.place.name), []).append(group)
    children: dict[str, set[str]] = {group.key: set() for group in groups}
    for group in groups:
        bare = find_bare_name(group.place.name)
        for key in group.place.path_keys:
            if key in by_key and key != group.key:
                children[key].add(group.key)
        for name in group.place.path:
            above = find_bare_name(name)
            if above and above != bare:
                for larger in by_bare.get(above, ()):
                    children[larger.key].add(group.key)
    return {key: frozenset(found) for key, found in children.items()}


def set_scene(mention: Mention, view: View, sentences: tuple[Sentence, ...], *, words: PlaceWords) -> Scene:
    """Gather what all candidates of one count are compared with."""
    number = mention.sentence
    sentence = sentences[number]
    here = view.by_sentence.get(number, [])
    near = [p for n in (number - 1, number + 1) for p in view.by_sentence.get(n, ())]
    anchor = mention.trigger or mention.span
    lower = {token.lower for token in sentence.tokens}
    earlier = bisect_left(view.sentences, number)
    later = bisect_right(view.sentences, number)
    return Scene(
        view, mention, sentence.tokens,
        min(mention.span.start, anchor.start), max(mention.span.end, anchor.end),
        frozenset(find_key(p.place) for p in here),
        frozenset(find_key(p.place) for p in near),
        frozenset(find_bare_name(p.place.name) for p in here),
        _find_extent(mention, sentence, lower, words),
        _find_restated(mention, view, sentences),
        max((find_grain(p.place) for p in here), key=lambda grain: _SHARPNESS[grain], default="none"),
        _find_sharpest(view, view.sentences[earlier - 1] if earlier else -1),
        _find_sharpest(view, view.sentences[later] if later < len(view.sentences) else -1),
        _find_indefinite(sentence, words),
    )  # fmt: skip


def _find_extent(mention: Mention, sentence: Sentence, lower: set[str], words: PlaceWords) -> str:
    """Return ``huge`` for ten thousand and more, ``cumulative`` in a sentence on a war, ``war`` for both."""
    start, end = mention.span
    for token in sentence.tokens:
        if start <= token.start < end:
            digits = token.text.replace(",", "")
            if token.lower in words.huge or (digits.isdecimal() and len(digits) > 4):
                return "war" if lower & words.cumulative else "huge"
    return "cumulative" if lower & words.cumulative else ""


def _find_sharpest(view: View, sentence: int) -> str:
    """Return the key of the sharpest specific place of a sentence, the last of equals."""
    here = [p for p in view.by_sentence.get(sentence, ()) if find_grain(p.place) in _SPECIFIC]
    found = max(reversed(here), key=lambda p: _SHARPNESS[find_grain(p.place)], default=None)
    return find_key(found.place) if found else ""


def _find_indefinite(sentence: Sentence, words: PlaceWords) -> frozenset[str]:
    """Return the kinds of a place that the sentence speaks of without a name: "a town in the north"."""
    kinds: set[str] = set()
    tokens = sentence.tokens
    for index, token in enumerate(tokens):
        if token.lower in words.anaphors and token.text == token.lower:
            before = [t.lower for t in tokens[max(0, index - 5) : index]]
            if not {"a", "an"} & set(before):
                continue
            article = max(n for n, word in enumerate(before) if word in {"a", "an"})
            if not {"of", "in", "on", "at", "the", "by"} & set(before[article:]):
                kinds |= words.anaphors[token.lower]
    return frozenset(kinds)


def _find_restated(mention: Mention, view: View, sentences: tuple[Sentence, ...]) -> frozenset[str]:
    """Return the places of other sentences that give the same figure in digits."""
    start, end = mention.span
    own = {
        t.text for t in sentences[mention.sentence].tokens if start <= t.start < end and t.text[0].isdigit()
    }
    if not own:
        return frozenset()
    return frozenset(
        find_key(p.place)
        for number, here in view.by_sentence.items()
        if number != mention.sentence and any(t.text in own for t in sentences[number].tokens)
        for p in here
    )


def _find_country(place: Place) -> str:
    if place.kind == "country":
        return place.key or ""
    return place.path_keys[-1] if place.path_keys else ""


def find_features(
    scene: Scene, group: Group, *, avoid: tuple[Span, ...], words: PlaceWords
) -> tuple[str, ...]:
    """Return the names of what speaks for or against one place."""
    nearest = _find_nearest(scene, group)
    features = [
        *_find_position(scene, group, nearest, words),
        *_find_grain(scene, group),
        *_find_company(scene, group),
        f"role_{nearest.role}" if nearest.role != "location" else "role_location",
    ]
    if group.place.kind == "hospital" and _is_brought(scene, nearest, words):
        features.append("brought_there")
    if any(span.start < nearest.span.end and nearest.span.start < span.end for span in avoid):
        features.append("in_source_phrase")
    if nearest.qualifies:
        features.append(
            "qualifies_here" if nearest.sentence == scene.mention.sentence else "qualifies_elsewhere"
        )
    country = _find_country(group.place)
    if country and scene.view.country and country != scene.view.country:
        features.append("other_country")
    return tuple(features)


def _is_brought(scene: Scene, nearest: PlaceMention, words: PlaceWords) -> bool:
    """Return whether the counted were brought to the place, as far as the sentence of the count says."""
    return nearest.cue == "to" or (
        nearest.sentence == scene.mention.sentence and any(t.lower in words.brought for t in scene.tokens)
    )


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
    where = _POSITIONS.get(away, "far_before" if away < 0 else "far_after")
    features = [f"{where}_{find_grain(group.place)}"]
    if away == 0 and nearest.role in _PLAIN:
        features += _find_distance(scene, nearest, words)
    if nearest.role == "location":
        cue = nearest.cue
        features.append(
            "cue_in" if cue in {"in", "at", "inside", "within"} else "cue_other" if cue else "no_cue"
        )
    if group.key in scene.view.lede:
        features.append("lede")
    if group.key in scene.view.headline:
        features.append("headline")
    if group.key in scene.restated:
        features.append("figure_restated")
    return features


def _find_distance(scene: Scene, nearest: PlaceMention, words: PlaceWords) -> list[str]:
    start, end = nearest.span
    after = start >= scene.end
    low, high = (scene.end, start) if after else (end, scene.start)
    side = "after" if after else "before"
    between = [token.lower for token in scene.tokens if low <= token.start < high]
    features = [f"{side}_{'close' if len(between) <= 6 else 'middling' if len(between) <= 15 else 'distant'}"]
    if any(word in words.clause for word in between):
        features.append(f"{side}_beyond_clause")
    if any(word in words.contrast for word in between):
        features.append("beyond_contrast")
    inside = any(
        low <= other.span.start < high and other is not nearest and find_grain(other.place) in _SPECIFIC
        for other in scene.view.by_sentence.get(scene.mention.sentence, ())
    )
    features.append(f"{side}_behind_another" if inside else f"{side}_first_in_line")
    return features


def find_grain(place: Place) -> str:
    """Return how sharp a place is: country, coarse, area, town or fine; unknown without a kind."""
    kind = place.kind
    if kind in {"country", "unknown", "area"}:
        return kind
    return "coarse" if kind in _COARSE else "fine" if kind in _FINE else "town"


def _find_grain(scene: Scene, group: Group) -> list[str]:
    return [f"{find_grain(group.place)}_{scene.extent}"] if scene.extent else []


def _find_company(scene: Scene, group: Group) -> list[str]:
    """Return how the place stands to the other places: what lies in what, and how often each is named."""
    parents = set(group.place.path_keys)
    children = scene.view.children[group.key]
    plain = sum(1 for m in group.mentions if m.role in _PLAIN)
    tests = {
        "inside_lede_place": bool(parents & scene.view.lede),
        "holds_sentence_place": bool(children & scene.here),
        "holds_near_place": bool(children & scene.near),
        "holds_lede_place": bool(children & scene.view.lede),
        "named_often" if plain > 3 else "named_twice" if plain > 1 else "named_once": True,
        "most_named": group.key == scene.view.most,
        f"latest_before_{scene.state}": group.key == scene.latest,
        f"next_after_{scene.state}": group.key == scene.next,
        f"sharpest_of_lede_{scene.state}": group.key == scene.view.lede_place,
    }
    features = [name for name, holds in tests.items() if holds]
    if group.key not in scene.here and group.place.kind in scene.indefinite:
        features.append("fits_unnamed_next" if group.key == scene.next else "fits_unnamed")
    return [*_find_relation(scene, group, parents, find_grain(group.place)), *features]


def _find_relation(scene: Scene, group: Group, parents: set[str], grain: str) -> list[str]:
    if group.key in scene.here:
        return ["inside_both_here"] if parents & scene.here else []
    if scene.state == "none":
        return [f"sentence_empty_{grain}"]
    if parents & scene.here or not scene.bare.isdisjoint(find_bare_name(name) for name in group.place.path):
        return [f"inside_sentence_place_{scene.state}"]
    if grain in {"fine", "unknown"} and not parents:
        return [f"loose_while_{scene.state}"]
    return [f"sentence_has_{scene.state}"]


@lru_cache(maxsize=8192)
def find_bare_name(name: str) -> str:
    """Return a folded name without "city", "province" and the like."""
    return " ".join(word for word in fold_name(name).split(" ") if word not in _KIND_WORDS)
