"""What speaks for and against each place of an article as the place of one count."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from claimgraph.extraction.places.groups import SHARPNESS, Group, Sight, find_key
from claimgraph.extraction.places.views import LEVELS, Known, Row, View
from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Mention, Place, Span

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
_INSIDE = {level: f"inside_sentence_place_{level}" for level in LEVELS}
_OUTSIDE = {level: f"sentence_has_{level}" for level in LEVELS}
_SIDES = {-_FAR: "far_before", 0: "here", _FAR: "far_after"}
# By sentences away, those before counted from the end as negative positions are.
_WHERE = {
    grain: [
        f"{_SIDES.get(away, 'before' if away < 0 else 'after')}_{grain}"
        for away in (*range(_FAR + 1), *range(-_FAR, 0))
    ]
    for grain in SHARPNESS
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

    ``start`` and ``end`` reach from the count to its trigger; ``told`` are the features of the places
    of other counts and of the first place behind this one, by key; ``untold`` is whether
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
    told: dict[str, tuple[str, ...]]
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
    span = mention.span
    row = view.view_sentence(mention.sentence)
    anchor = mention.trigger or span
    first = bisect_left(row.tokens, span.start)
    last = bisect_left(row.tokens, span.end)
    tokens = sentences[mention.sentence].tokens[first:last]
    huge = True in [_is_huge(token[0], token[1], words) for token in tokens]
    end = max(span.end, anchor.end)
    return Scene(
        view,
        row,
        mention.sentence,
        min(span.start, anchor.start),
        end,
        _EXTENTS[huge, told.cumulative],
        view.find_covered(avoid),
        _list_told(span, row, end, told),
        row.level != "sharp" and mention.sentence - 1 not in told.counted,
    )


def _list_told(span: Span, row: Row, end: int, told: Told) -> dict[str, tuple[str, ...]]:
    """Return of which other counts a place is and which is the first one behind, by key."""
    features: dict[str, tuple[str, ...]] = {}
    if told.before is not None:
        beside = ("as_beside",) if _stands_beside(span, row, told) else ()
        features[find_key(told.before)] = (f"as_before_{row.level}", *beside)
    if told.again is not None:
        key = find_key(told.again)
        features[key] = (*features.get(key, ()), "as_restated")
    if told.whole is not None:
        key = find_key(told.whole)
        features[key] = (*features.get(key, ()), "as_whole")
    behind = _find_behind(row, end, told) if len(row.here) > 1 else ""
    if behind:
        features[behind] = (*features.get(behind, ()), "first_behind")
    return features


def _stands_beside(span: Span, row: Row, told: Told) -> bool:
    """Return whether the count before is in the sentence, without a place in between."""
    if told.last is None or not row.tokens or told.last.start < row.tokens[0]:
        return False
    first = bisect_left(row.nearest, (told.last.end,))
    return first == len(row.nearest) or row.nearest[first][0] >= span.start


def _find_behind(row: Row, end: int, told: Told) -> str:
    """Return the key of the first place behind a count; empty where another count stands before that."""
    first = bisect_left(row.nearest, (end,))
    if first == len(row.nearest):
        return ""
    start, key = row.nearest[first]
    return "" if told.next is not None and end <= told.next.start < start else key


def _is_huge(text: str, lower: str, words: PlaceWords) -> bool:
    if text[0].isdigit():
        digits = text.replace(",", "")
        return len(digits) >= _LARGE_DIGITS and digits.isdecimal()
    return lower in words.huge


def find_features(scene: Scene, group: Group, known: Known) -> tuple[str, ...]:
    """Return the names of what speaks for or against one place; ``known`` says what does so for any count."""
    features = known.features
    if scene.extent:
        features += (_TOLD[group.grain, scene.extent],)
    if group.key in scene.told and not known.qualifies:
        # "central X" of "central X's Y province": the counts before were less sharp, this one is told of Y.
        features += scene.told[group.key]
    return (*features, "in_source_phrase") if known.at in scene.sourced else features


def know_place(scene: Scene, group: Group) -> Known:
    """Return what does not depend on the figure of a count nor on who is quoted."""
    row, key = scene.row, group.key
    known = row.known.get(key)
    if known is not None:
        return known
    nearest = find_nearest(scene, group)
    features = tuple(_find_settled(scene, group, nearest))
    known = Known(nearest.start, features, "qualifies_here" in features)
    if nearest.sentence != scene.sentence and key not in row.here:
        # The same for every count of the sentence.
        row.known[key] = known
    return known


def _find_settled(scene: Scene, group: Group, nearest: Sight) -> list[str]:
    row, view, key = scene.row, scene.view, group.key
    away = nearest.sentence - scene.sentence
    features = [_WHERE[group.grain][away if -_FAR < away < _FAR else _FAR if away > 0 else -_FAR]]
    if not away and nearest.is_plain:
        features += _find_distance(scene, nearest)
    features += view.standing[key]
    if row.here:
        features += _find_relation(row, group, view.children[key])
    else:
        features.append(_EMPTY[group.grain])
    if key in row.marked:
        features += _find_turn(row, key)
    if row.indefinite and key not in row.here and group.place.kind in row.indefinite:
        features.append("fits_unnamed_next" if key == row.next else "fits_unnamed")
    features += nearest.says
    return features + _find_use(scene, nearest.mention, away) if -1 <= away <= 0 else features


def _find_use(scene: Scene, mention: PlaceMention, away: int) -> list[str]:
    """Return whether a place only says where another is, or where what is counted now was told to be."""
    if not away:
        return ["qualifies_here"] if mention.qualifies else []
    opens = scene.untold and mention.role == "location" and mention.cue and not mention.qualifies
    return [f"untold_before_{scene.row.level}"] if opens else []


def find_nearest(scene: Scene, group: Group) -> Sight:
    """Return the mention of the group that is the best witness: the nearest, before rather than behind."""
    witnesses = group.witnesses
    if len(witnesses) == 1:
        return witnesses[0]
    at = bisect_left(group.starts, scene.start)
    if not 0 < at < len(witnesses):
        return witnesses[at - 1 if at else 0]
    before, behind = witnesses[at - 1], witnesses[at]
    return before if _rank(before, scene) <= _rank(behind, scene) else behind


def _rank(sight: Sight, scene: Scene) -> tuple[int, int]:
    away = sight.sentence - scene.sentence
    return abs(away) * 2 + (away > 0), abs(sight.start - scene.start)


def _find_distance(scene: Scene, nearest: Sight) -> list[str]:
    row, start, end = scene.row, nearest.start, nearest.end
    low, high = (scene.end, start) if start >= scene.end else (end, scene.start)
    length = _count_between(row.tokens, low, high)
    features = ["close" if length <= _CLOSE else "middling" if length <= _MIDDLING else "distant"]
    if row.contrasts and _count_between(row.contrasts, low, high) > 0:
        features.append("beyond_contrast")
    return features


def _count_between(starts: list[int], low: int, high: int) -> int:
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


def _find_relation(row: Row, group: Group, children: frozenset[str]) -> list[str]:
    """Return how the place stands to those of the sentence; nothing for one of them without another."""
    here = row.here
    inside = not group.parents.isdisjoint(here)
    if group.key in here:
        features = ["inside_both_here"] if inside else []
    elif inside or not group.above.isdisjoint(row.bare):
        features = [_INSIDE[row.level]]
    else:
        features = [_OUTSIDE[row.level]]
    if children and not children.isdisjoint(here):
        features.append("holds_sentence_place")
    return features
