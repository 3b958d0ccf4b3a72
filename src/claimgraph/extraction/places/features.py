"""What speaks for and against each place of an article as the place of one count."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from claimgraph.extraction.places.groups import PLAIN_ROLES, Group, find_key
from claimgraph.extraction.places.views import Row, View
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Mention, Place, Span

_INSIDE = frozenset({"in", "at", "inside", "within"})
# How many sentences before and behind a count are near it.
_NEAR = 2
_CLOSE, _MIDDLING = 6, 15
_LARGE_DIGITS = 4
# Thousands and more, a sentence on a war, or both.
_EXTENTS = {(True, True): "war", (True, False): "huge", (False, True): "cumulative", (False, False): ""}


class Told(NamedTuple):
    """How a count is told: over a period or not, and behind a count of which place."""

    cumulative: bool = False
    before: Place | None = None


class Scene(NamedTuple):
    """What the features of all candidates of one count share.

    ``start`` and ``end`` reach from the count to its trigger; ``before`` is the key
    of the place of the count before; ``sourced`` are the characters at
    which places begin that the names of sources hold.
    """

    view: View
    row: Row
    sentence: int
    start: int
    end: int
    extent: str
    sourced: frozenset[int]
    before: str


def set_scene(
    mention: Mention,
    view: View,
    sentences: tuple[Sentence, ...],
    *,
    avoid: tuple[Span, ...],
    told: Told,
    words: PlaceWords,
) -> Scene:
    """Gather what all candidates of one count are compared with."""
    row = view.view_sentence(mention.sentence)
    anchor = mention.trigger or mention.span
    first = bisect_left(row.tokens, mention.span.start)
    last = bisect_left(row.tokens, mention.span.end)
    tokens = sentences[mention.sentence].tokens[first:last]
    huge = any(_is_huge(token[0], token[1], words) for token in tokens)
    return Scene(
        view,
        row,
        mention.sentence,
        min(mention.span.start, anchor.start),
        max(mention.span.end, anchor.end),
        _EXTENTS[huge, told.cumulative],
        view.find_covered(avoid),
        find_key(told.before) if told.before is not None else "",
    )


def _is_huge(text: str, lower: str, words: PlaceWords) -> bool:
    if text[0].isdigit():
        digits = text.replace(",", "")
        return len(digits) >= _LARGE_DIGITS and digits.isdecimal()
    return lower in words.huge


def find_features(scene: Scene, group: Group) -> tuple[str, ...]:
    """Return the names of what speaks for or against one place."""
    known = scene.row.known.get(group.key)
    if known is None:
        nearest = find_nearest(scene, group)
        known = nearest.start, tuple(_find_settled(scene, group, nearest))
        if group.key not in scene.row.here and nearest.sentence != scene.sentence:
            # The same for every count of the sentence.
            scene.row.known[group.key] = known
    at, settled = known
    if scene.extent:
        settled = (*settled, f"{group.grain}_{scene.extent}")
    if group.key == scene.before:
        settled = (*settled, f"as_before_{scene.row.level}")
    return (*settled, "in_source_phrase") if at in scene.sourced else settled


def _find_settled(scene: Scene, group: Group, nearest: PlaceMention) -> list[str]:
    """Return what does not depend on the figure of the count nor on who is quoted."""
    row, role = scene.row, nearest.role
    features = _find_position(scene, group, nearest)
    features += scene.view.standing[group.key]
    relation = _find_relation(row, group)
    if relation:
        features.append(relation)
    features += _find_company(row, scene.view, group)
    if role == "location":
        cue = nearest.cue
        features.append("cue_in" if cue in _INSIDE else "cue_other" if cue else "no_cue")
    elif role == "direction":
        features.append("cue_far" if nearest.cue == "off" else "cue_near")
    elif role not in PLAIN_ROLES:
        features.append(f"role_{role}")
    if nearest.qualifies and nearest.sentence == scene.sentence:
        features.append("qualifies_here")
    return features


def find_nearest(scene: Scene, group: Group) -> PlaceMention:
    """Return the mention of the group that is the best witness: the nearest, before rather than behind."""
    if len(group.witnesses) == 1 and not group.heads:
        return group.witnesses[0]
    at = bisect_left(group.starts, scene.start)
    near = (*group.heads, *group.witnesses[max(0, at - 1) : at + 1])

    def rank(mention: PlaceMention) -> tuple[int, int]:
        away = mention.sentence - scene.sentence
        return abs(away) * 2 + (away > 0), abs(mention.start - scene.start)

    return min(near, key=rank)


def _find_position(scene: Scene, group: Group, nearest: PlaceMention) -> list[str]:
    away = nearest.sentence - scene.sentence
    if not away:
        where = "here"
    else:
        far = "far_" if abs(away) > _NEAR else ""
        where = far + ("before" if away < 0 else "after")
    features = [f"{where}_{group.grain}"]
    if not away and nearest.role in PLAIN_ROLES:
        features += _find_distance(scene, nearest)
    return features


def _find_distance(scene: Scene, nearest: PlaceMention) -> list[str]:
    row = scene.row
    start, end = nearest.span
    low, high = (scene.end, start) if start >= scene.end else (end, scene.start)
    length = _count_between(row.tokens, low, high)
    features = ["close" if length <= _CLOSE else "middling" if length <= _MIDDLING else "distant"]
    if _count_between(row.contrasts, low, high) > 0:
        features.append("beyond_contrast")
    if len(row.here) > 1:
        closest = min(row.nearest, key=lambda at: _find_gap(scene, at[0], at[1]))
        if closest[2] == find_key(nearest.place):
            features.append("nearest_here")
    return features


def _find_gap(scene: Scene, start: int, end: int) -> int:
    """Return how many characters stand between a place and a count."""
    return start - scene.end if start >= scene.end else scene.start - end


def _count_between(starts: tuple[int, ...], low: int, high: int) -> int:
    """Return how many sorted starts lie in ``[low, high)``."""
    return bisect_left(starts, high) - bisect_left(starts, low) if starts and low < high else 0


def _find_company(row: Row, view: View, group: Group) -> list[str]:
    """Return how the place stands to the other places of the sentence and around it."""
    key = group.key
    features = []
    if not view.children[key].isdisjoint(row.here):
        features.append("holds_sentence_place")
    if key == row.latest:
        features.append(f"latest_before_{row.level}")
    if key == row.next:
        features.append(f"next_after_{row.level}")
    if key == view.lede_place:
        features.append(f"sharpest_of_lede_{row.level}")
    if key not in row.here and group.place.kind in row.indefinite:
        features.append("fits_unnamed_next" if key == row.next else "fits_unnamed")
    return features


def _find_relation(row: Row, group: Group) -> str:
    """Return how the place stands to those of the sentence; empty for one of them without another."""
    parents = group.parents
    if group.key in row.here:
        return "" if parents.isdisjoint(row.here) else "inside_both_here"
    if row.level == "none":
        return f"sentence_empty_{group.grain}"
    if not parents.isdisjoint(row.here) or not group.above.isdisjoint(row.bare):
        return f"inside_sentence_place_{row.level}"
    return f"sentence_has_{row.level}"
