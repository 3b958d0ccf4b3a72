"""What speaks for and against each place of an article as the place of one count."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from claimgraph.extraction.places.groups import PLAIN_ROLES, Group
from claimgraph.extraction.places.views import Row, View
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Mention, Span

_POSITIONS = {0: "here", -1: "before", 1: "after", -2: "two_before", 2: "two_after"}
_STREETS = frozenset({"street", "road"})
_DETAIL_REACH = 3
_LEDE_REACH = 3
_INSIDE = frozenset({"in", "at", "inside", "within"})


class Scene(NamedTuple):
    """What the features of all candidates of one count share.

    ``start`` and ``end`` reach from the count to its trigger; ``figures`` are the sentences, first
    and last, that name a place beside the same figure; ``avoid`` names the sources near by.
    """

    view: View
    row: Row
    sentence: int
    start: int
    end: int
    extent: str
    figures: tuple[dict[str, tuple[int, int]], ...]
    avoid: tuple[Span, ...]


def set_scene(
    mention: Mention,
    view: View,
    sentences: tuple[Sentence, ...],
    *,
    avoid: tuple[Span, ...],
    words: PlaceWords,
) -> Scene:
    """Gather what all candidates of one count are compared with."""
    row = view.view_sentence(mention.sentence)
    anchor = mention.trigger or mention.span
    first = bisect_left(row.tokens, mention.span.start)
    last = bisect_left(row.tokens, mention.span.end)
    tokens = sentences[mention.sentence].tokens[first:last]
    huge = any(_is_huge(token.text, token.lower, words) for token in tokens)
    own = {token.text for token in tokens if token.text[0].isdigit()}
    return Scene(
        view,
        row,
        mention.sentence,
        min(mention.span.start, anchor.start),
        max(mention.span.end, anchor.end),
        _EXTENTS[huge, row.cumulative],
        tuple(view.find_restated(figure) for figure in own),
        avoid,
    )


# Ten thousand and more, a sentence on a war, or both.
_EXTENTS = {(True, True): "war", (True, False): "huge", (False, True): "cumulative", (False, False): ""}


def _is_huge(text: str, lower: str, words: PlaceWords) -> bool:
    digits = text.replace(",", "")
    return lower in words.huge or (digits.isdecimal() and len(digits) > 4)


def find_features(scene: Scene, group: Group) -> tuple[str, ...]:
    """Return the names of what speaks for or against one place."""
    view = scene.view
    nearest = find_nearest(scene, group)
    features = _find_position(scene, group, nearest)
    if scene.extent:
        features.append(f"{group.grain}_{scene.extent}")
    features.append(_find_relation(scene.row, group))
    features += _find_company(scene.row, view, group)
    features.append(f"role_{nearest.role}")
    if group.place.kind == "hospital" and _is_brought(scene, nearest):
        features.append("brought_there")
    if scene.avoid and _overlaps(nearest.span, scene.avoid):
        features.append("in_source_phrase")
    features += _find_site(scene, group, nearest)
    if nearest.qualifies:
        features.append("qualifies_here" if nearest.sentence == scene.sentence else "qualifies_elsewhere")
    if group.country and view.country and group.country != view.country:
        features.append("other_country")
    return tuple(filter(None, features))


def _find_site(scene: Scene, group: Group, nearest: PlaceMention) -> list[str]:
    """Return what a street, nearness to a small place and the detail after a headline say."""
    features = []
    if group.place.kind in _STREETS:
        features.append("is_street")
    if nearest.role == "direction":
        features.append(f"only_near_{group.grain}")
    ahead = nearest.sentence - scene.sentence
    if (
        scene.sentence <= _LEDE_REACH
        and 0 < ahead <= _DETAIL_REACH
        and not group.parents.isdisjoint(scene.row.here)
    ):
        features.append(f"detail_of_headline_{group.grain}")
    return features


def _overlaps(own: Span, spans: tuple[Span, ...]) -> bool:
    start, end = own
    return any(low < end and start < high for low, high in spans)


def _is_brought(scene: Scene, nearest: PlaceMention) -> bool:
    """Return whether the counted were brought to the place, as far as the sentence of the count says."""
    return nearest.cue == "to" or (nearest.sentence == scene.sentence and scene.row.brought)


def find_nearest(scene: Scene, group: Group) -> PlaceMention:
    """Return the mention of the group that is the best witness: the nearest, before rather than behind."""
    at = bisect_left(group.starts, scene.start)
    near = (*group.heads, *group.witnesses[max(0, at - 1) : at + 1])
    if len(near) == 1:
        return near[0]

    def rank(mention: PlaceMention) -> tuple[int, int]:
        away = mention.sentence - scene.sentence
        return abs(away) * 2 + (away > 0), abs(mention.span.start - scene.start)

    return min(near, key=rank)


def _find_position(scene: Scene, group: Group, nearest: PlaceMention) -> list[str]:
    away = nearest.sentence - scene.sentence
    where = _POSITIONS.get(away) or ("far_before" if away < 0 else "far_after")
    features = [f"{where}_{group.grain}"]
    if away == 0 and nearest.role in PLAIN_ROLES:
        features += _find_distance(scene, nearest)
    if nearest.role == "location":
        cue = nearest.cue
        features.append("cue_in" if cue in _INSIDE else "cue_other" if cue else "no_cue")
    if group.key in scene.view.lede:
        features.append("lede")
    if group.key in scene.view.headline:
        features.append("headline")
    if scene.figures and _is_restated(scene, group.key):
        features.append("figure_restated")
    return features


def _is_restated(scene: Scene, key: str) -> bool:
    """Return whether another sentence that names the place gives the same figure in digits."""
    return any(key in found and found[key] != (scene.sentence, scene.sentence) for found in scene.figures)


def _find_distance(scene: Scene, nearest: PlaceMention) -> list[str]:
    row = scene.row
    start, end = nearest.span
    after = start >= scene.end
    low, high = (scene.end, start) if after else (end, scene.start)
    side = "after" if after else "before"
    length = _count_between(row.tokens, low, high)
    features = [f"{side}_{'close' if length <= 6 else 'middling' if length <= 15 else 'distant'}"]
    if _count_between(row.clauses, low, high) > 0:
        features.append(f"{side}_beyond_clause")
    if _count_between(row.contrasts, low, high) > 0:
        features.append("beyond_contrast")
    inside = _count_between(row.specific, low, high) > 0
    features.append(f"{side}_behind_another" if inside else f"{side}_first_in_line")
    return features


def _count_between(starts: tuple[int, ...], low: int, high: int) -> int:
    """Return how many sorted starts lie in ``[low, high)``."""
    return bisect_left(starts, high) - bisect_left(starts, low) if starts and low < high else 0


def _find_company(row: Row, view: View, group: Group) -> list[str]:
    """Return how the place stands to the other places: what lies in what, and how often each is named."""
    key, plain = group.key, group.plain
    features = _find_inner(row, view, view.children[key])
    if not group.parents.isdisjoint(view.lede):
        features.insert(0, "inside_lede_place")
    features.append("named_often" if plain > 3 else "named_twice" if plain > 1 else "named_once")
    if key == view.most:
        features.append("most_named")
    if key == row.latest:
        features.append(f"latest_before_{row.state}")
    if key == row.next:
        features.append(f"next_after_{row.state}")
    if key == view.lede_place:
        features.append(f"sharpest_of_lede_{row.state}")
    if group.place.kind in row.indefinite and key not in row.here:
        features.append("fits_unnamed_next" if key == row.next else "fits_unnamed")
    return features


def _find_inner(row: Row, view: View, children: frozenset[str]) -> list[str]:
    """Return which of the places that matter lie in the place."""
    if not children:
        return []
    features = [] if children.isdisjoint(row.here) else ["holds_sentence_place"]
    if not children.isdisjoint(row.near):
        features.append("holds_near_place")
    if not children.isdisjoint(view.lede):
        features.append("holds_lede_place")
    return features


def _find_relation(row: Row, group: Group) -> str:
    """Return how the place stands to those of the sentence; empty for one of them without another."""
    parents = group.parents
    if group.key in row.here:
        return "" if parents.isdisjoint(row.here) else "inside_both_here"
    if row.state == "none":
        return f"sentence_empty_{group.grain}"
    if not parents.isdisjoint(row.here) or not group.above.isdisjoint(row.bare):
        return f"inside_sentence_place_{row.state}"
    if group.grain in {"fine", "unknown"} and not parents:
        return f"loose_while_{row.state}"
    return f"sentence_has_{row.state}"
