"""What speaks for and against each place of an article as the place of one count."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from claimgraph.extraction.places.groups import PLAIN_ROLES, SHARPNESS, Group, find_key
from claimgraph.extraction.places.views import Row, View
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Mention, Place, Span

_INSIDE = frozenset({"in", "at", "inside", "within"})
# How many sentences before and behind a count are near it.
_NEAR = 2
_FAR = _NEAR + 1
_CLOSE, _MIDDLING = 6, 15
_LARGE_DIGITS = 4
# Thousands and more, a sentence on a war, or both.
_EXTENTS = {(True, True): "war", (True, False): "huge", (False, True): "cumulative", (False, False): ""}

# Names of features, put together once, by grain and by extent or sentences away.
_TOLD = {(grain, extent): f"{grain}_{extent}" for grain in SHARPNESS for extent in _EXTENTS.values()}
_EMPTY = {grain: f"sentence_empty_{grain}" for grain in SHARPNESS}
_SIDES = {-_FAR: "far_before", 0: "here", _FAR: "far_after"}
_WHERE = {
    (grain, away): f"{_SIDES.get(away, 'before' if away < 0 else 'after')}_{grain}"
    for grain in SHARPNESS
    for away in range(-_FAR, _FAR + 1)
}


class Told(NamedTuple):
    """How a count is told: over a period or not, and among which other counts.

    ``before``, ``again`` and ``whole`` are the places of the count before, of the latest one with the
    same figure and of the one that this is a part of; ``last`` and ``next`` the spans of the counts
    before and behind, ``counted`` the sentences with counts.
    """

    cumulative: bool = False
    before: Place | None = None
    again: Place | None = None
    whole: Place | None = None
    last: Span | None = None
    next: Span | None = None
    counted: frozenset[int] = frozenset()


class Scene(NamedTuple):
    """What the features of all candidates of one count share.

    ``start`` and ``end`` reach from the count to its trigger; ``before``, ``again`` and ``whole`` are
    keys of the places of other counts, ``beside`` whether no place stands between this and the count
    before it; ``behind`` is the first place behind the count, before any other; ``untold`` whether
    the sentence before counts nobody; ``sourced`` are the characters at which places begin that
    the names of sources hold.
    """

    view: View
    row: Row
    sentence: int
    start: int
    end: int
    extent: str
    sourced: frozenset[int]
    before: str
    again: str
    whole: str
    beside: bool
    behind: str
    untold: bool


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
    huge = True in [_is_huge(token[0], token[1], words) for token in tokens]
    end = max(mention.span.end, anchor.end)
    return Scene(
        view,
        row,
        mention.sentence,
        min(mention.span.start, anchor.start),
        end,
        _EXTENTS[huge, told.cumulative],
        view.find_covered(avoid),
        _key(told.before),
        _key(told.again),
        _key(told.whole),
        _stands_beside(mention, row, told),
        _find_behind(row, end, told) if len(row.here) > 1 else "",
        row.level != "sharp" and mention.sentence - 1 not in told.counted,
    )


def _key(place: Place | None) -> str:
    return find_key(place) if place is not None else ""


def _stands_beside(mention: Mention, row: Row, told: Told) -> bool:
    """Return whether the count before is in the sentence, without a place in between."""
    if told.last is None or not row.tokens or told.last.start < row.tokens[0]:
        return False
    first = bisect_left(row.nearest, (told.last.end,))
    return first == len(row.nearest) or row.nearest[first][0] >= mention.span.start


def _find_behind(row: Row, end: int, told: Told) -> str:
    """Return the key of the first place behind a count; empty where another count stands before that."""
    first = bisect_left(row.nearest, (end,))
    if first == len(row.nearest):
        return ""
    start, _, key = row.nearest[first]
    return "" if told.next is not None and end <= told.next.start < start else key


def _is_huge(text: str, lower: str, words: PlaceWords) -> bool:
    if text[0].isdigit():
        digits = text.replace(",", "")
        return len(digits) >= _LARGE_DIGITS and digits.isdecimal()
    return lower in words.huge


def find_features(scene: Scene, group: Group) -> tuple[str, ...]:
    """Return the names of what speaks for or against one place."""
    row, key = scene.row, group.key
    known = row.known.get(key)
    if known is None:
        nearest = find_nearest(scene, group)
        known = nearest.start, tuple(_find_settled(scene, group, nearest))
        if key not in row.here and nearest.sentence != scene.sentence:
            # The same for every count of the sentence.
            row.known[key] = known
    at, settled = known
    if scene.extent:
        settled = (*settled, _TOLD[group.grain, scene.extent])
    if "qualifies_here" in settled:
        # "central X" of "central X's Y province": the counts before were less sharp, this one is told of Y.
        return (*settled, "in_source_phrase") if at in scene.sourced else settled
    if key in (scene.before, scene.again, scene.whole):
        settled = (*settled, *_find_company(scene, key))
    if key == scene.behind:
        settled = (*settled, "first_behind")
    return (*settled, "in_source_phrase") if at in scene.sourced else settled


def _find_company(scene: Scene, key: str) -> list[str]:
    """Return of which other counts the place is."""
    features = []
    if key == scene.before:
        features.append(f"as_before_{scene.row.level}")
        if scene.beside:
            features.append("as_beside")
    if key == scene.again:
        features.append("as_restated")
    if key == scene.whole:
        features.append("as_whole")
    return features


def _find_settled(scene: Scene, group: Group, nearest: PlaceMention) -> list[str]:
    """Return what does not depend on the figure of the count nor on who is quoted."""
    row, view, key = scene.row, scene.view, group.key
    away = nearest.sentence - scene.sentence
    bounded = away if -_FAR < away < _FAR else _FAR if away > 0 else -_FAR
    features = [_WHERE[group.grain, bounded]]
    if not away and nearest.role in PLAIN_ROLES:
        features += _find_distance(scene, nearest)
    features += view.standing[key]
    if row.here:
        relation = _find_relation(row, group)
        if relation:
            features.append(relation)
        if not view.children[key].isdisjoint(row.here):
            features.append("holds_sentence_place")
    else:
        features.append(_EMPTY[group.grain])
    if key in row.marked:
        features += _find_turn(row, key)
    if row.indefinite and key not in row.here and group.place.kind in row.indefinite:
        features.append("fits_unnamed_next" if key == row.next else "fits_unnamed")
    features += _find_wording(nearest.role, nearest.cue)
    if -1 <= away <= 0:
        features += _find_use(scene, nearest)
    return features


def _find_use(scene: Scene, nearest: PlaceMention) -> tuple[str, ...]:
    """Return whether a place only says where another is, or where what is counted now was told to be."""
    if nearest.sentence == scene.sentence:
        return ("qualifies_here",) if nearest.qualifies else ()
    opens = scene.untold and nearest.role == "location" and nearest.cue and not nearest.qualifies
    return (f"untold_before_{scene.row.level}",) if opens else ()


@lru_cache(maxsize=4096)
def _find_wording(role: str, cue: str) -> tuple[str, ...]:
    """Return what the word before a name and what the name does there say."""
    if role == "location":
        return ("cue_in" if cue in _INSIDE else "cue_other" if cue else "no_cue",)
    if role == "direction":
        return ("cue_far" if cue == "off" else "cue_near",)
    return () if role in PLAIN_ROLES else (f"role_{role}",)


def find_nearest(scene: Scene, group: Group) -> PlaceMention:
    """Return the mention of the group that is the best witness: the nearest, before rather than behind."""
    if len(group.witnesses) == 1:
        return group.witnesses[0]
    at = bisect_left(group.starts, scene.start)
    near = group.witnesses[max(0, at - 1) : at + 1]
    return near[0] if len(near) == 1 else min(near, key=lambda mention: _rank(mention, scene))


def _rank(mention: PlaceMention, scene: Scene) -> tuple[int, int]:
    away = mention.sentence - scene.sentence
    return abs(away) * 2 + (away > 0), abs(mention.start - scene.start)


def _find_distance(scene: Scene, nearest: PlaceMention) -> list[str]:
    row = scene.row
    start, end = nearest.span
    low, high = (scene.end, start) if start >= scene.end else (end, scene.start)
    length = _count_between(row.tokens, low, high)
    features = ["close" if length <= _CLOSE else "middling" if length <= _MIDDLING else "distant"]
    if _count_between(row.contrasts, low, high) > 0:
        features.append("beyond_contrast")
    return features


def _count_between(starts: tuple[int, ...], low: int, high: int) -> int:
    """Return how many sorted starts lie in ``[low, high)``."""
    return bisect_left(starts, high) - bisect_left(starts, low) if starts and low < high else 0


def _find_turn(row: Row, key: str) -> list[str]:
    """Return whether the place is the latest before, the next sharp one or the site of the event told."""
    features = []
    if key == row.latest:
        features.append(f"latest_before_{row.level}")
    if key == row.next:
        features.append(f"next_after_{row.level}")
    if key == row.site:
        features.append(f"site_{row.level}")
    return features


def _find_relation(row: Row, group: Group) -> str:
    """Return how the place stands to those of the sentence; empty for one of them without another."""
    inside = not group.parents.isdisjoint(row.here)
    if group.key in row.here:
        return "inside_both_here" if inside else ""
    if inside or not group.above.isdisjoint(row.bare):
        return f"inside_sentence_place_{row.level}"
    return f"sentence_has_{row.level}"
