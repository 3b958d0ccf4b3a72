"""What speaks for and against a claim telling of an event that its article told of before.

Each function returns the names of features; `event_weights.toml` says what each weighs. Every claim
is held against every event near it, so that the functions build lists and no generators.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.accounts.settings import EventWords, Setting
from claimgraph.model import Claim, DatePrecision, DateRange, Modifier, Place

# How a claim stands that is told 0, 1, 2 and so many sentences behind the last one of an event.
_DISTANCES = ("here", "next", *["near"] * 2, *["far"] * 5)
# For how many days after an event people are told of as still missing or buried by it.
LASTING_DAYS = 3
# In which first sentences the event of the opening is told on.
LEDE = 3
# How places compare, the farthest apart first.
GRADES = ("apart", "region", "unknown", "unlisted", "maybe", "wider", "finer", "same")
_RANKS = {grade: rank for rank, grade in enumerate(GRADES)}
# Up to which figure one that stands again may do so by chance.
FEW = 4
# How many events an article told of before make no more difference.
MOST_TOLD = 4

Group = Sequence[Setting]


def describe_new(own: Setting, groups: Sequence[Group]) -> list[str]:
    """Return what speaks for and against a claim opening an event of its own."""
    claim = own.claim
    features = ["new", f"new_after_{min(len(groups), MOST_TOLD)}"]
    features += [f"new_{cue}" for cue in own.cues]
    features += [f"new_mark_{mark}" for mark in own.marks]
    if own.names_place:
        features.append("new_named")
        if claim.place is not None and not _is_told(claim.place, groups):
            features.append("new_unheard")
    shown = (
        ("new_dated", own.names_day),
        ("new_implied", claim.implied),
        ("new_part", claim.part_of is not None),
        ("new_superseded", claim.superseded),
        ("new_vague", claim.quantity.modifier is Modifier.VAGUE),
        ("new_after_single", bool(groups) and len(groups[-1]) == 1),
    )
    return features + [name for name, is_shown in shown if is_shown]


def _is_told(place: Place, groups: Sequence[Group]) -> bool:
    told = [other.claim.place for group in groups for other in group]
    return any(other is place or (other is not None and place.is_same(other)) for other in told)


def describe_joining(
    own: Setting, group: Group, *, recency: int, first: bool, summed_up: frozenset[str], words: EventWords
) -> list[str]:
    """Return what speaks for and against a claim telling of the event of a group.

    Args:
        own: The claim.
        group: Claims told before it, in reading order.
        recency: How many other groups were told of since.
        first: Whether the group is the one that the article opens with.
        summed_up: Ids of the claims whose whole totals several events.
        words: See `load_event_words`.
    """
    place = own.claim.place
    told = [other.claim.place for other in group if other.claim.place is not None]
    grades = [compare_places(place, other) for other in told] if place is not None else []
    features = _describe_telling(own, group, recency, first)
    features += _describe_place(own, group, told, grades)
    features += _describe_day(own, group, words)
    features += _describe_figure(own, group, words)
    features += _describe_whole(own, group, grades)
    if summed_up or own.claim.part_of is not None:
        features += _describe_part(own, group, summed_up)
    if own.claim.superseded or group[-1].claim.superseded:
        features.append("superseded")
    features.append("voice_same" if own.voice == group[-1].voice else "voice_other")
    return features


def _describe_telling(own: Setting, group: Group, recency: int, first: bool) -> list[str]:
    """Return how far from the event a claim is told, and which cues stand before it."""
    last = group[-1]
    away = own.sentence - last.sentence
    distance = _DISTANCES[away] if away < len(_DISTANCES) else "remote"
    features = [f"recency_{min(recency, 2)}", f"told_{distance}"]
    if first:
        features.append("first")
    if last.paragraph == own.paragraph:
        features.append("paragraph")
    if group[0].sentence == 0 and own.sentence <= LEDE:
        features.append("lede")
    order = "first" if first else "older"
    if recency == 0:
        features.append(f"latest_{distance}")
        order = "latest"
    features += [f"mark_{mark}_{order}" for mark in own.marks]
    return features if order == "older" else features + [f"{order}_{cue}" for cue in own.cues]


# -- places -------------------------------------------------------------------------------------


def _describe_place(own: Setting, group: Group, told: list[Place], grades: list[str]) -> list[str]:
    """Return how a place stands to those of a group; ``grades`` compare it with each."""
    place, named = own.claim.place, "named" if own.names_place else "taken"
    features = ["heads_several", f"heads_several_{named}"] if group[0].several else []
    if place is None:
        features.append("place_untold")
        return features
    if not told:
        features.append(f"place_first_{named}")
        return features
    best, worst = max(grades, key=_RANKS.__getitem__), min(grades, key=_RANKS.__getitem__)
    features += [f"place_{best}", f"place_{best}_{named}"]
    if worst != best:
        features.append(f"place_worst_{worst}")
    if own.names_place and best != "same" and True in [other.names_place for other in group]:
        features.append("place_both_named")
    if place.is_wide:
        features.append("place_wide")
    if told[0].is_wide:
        features.append("place_heads_wide")
    return features


def compare_places(own: Place, other: Place) -> str:
    """Return one of `GRADES`: "wider" where ``own`` contains ``other``."""
    if own is other or own.is_same(other):
        return "same"
    if own.contains(other):
        return "wider"
    if other.contains(own):
        return "finer"
    if own.may_contain(other) or other.may_contain(own):
        return "maybe"
    if own.is_unlisted or other.is_unlisted:
        return "unlisted"
    wide = own.is_wide or other.is_wide
    return "region" if wide and own.path_keys[-1:] == other.path_keys[-1:] else "apart"


# -- days ---------------------------------------------------------------------------------------


def _describe_day(own: Setting, group: Group, words: EventWords) -> list[str]:
    day = own.claim.date
    days = [other.claim.date for other in group if other.claim.date is not None]
    if day is None or not days:
        return ["day_untold"]
    gaps = [gap for other in group if (gap := _measure_gap(own.claim, other.claim, words)) is not None]
    if not gaps:
        return ["day_open"]
    told = _grade_gaps(gaps)
    features = [f"day_{told}", f"day_{told}_{'named' if own.names_day else 'taken'}"]
    sharp = _is_sharp(day)
    if (not sharp) in [_is_sharp(other) for other in days]:
        features.append("day_blurred")
    elif told == "same" and True in [day.earliest != o.earliest or day.latest != o.latest for o in days]:
        features.append("day_overlaps")
    return features


def _measure_gap(own: Claim, other: Claim, words: EventWords) -> int | None:
    """Return the days between two claims: none where one is a state that the other's event left."""
    if own.date is None or other.date is None:
        return None
    gap = 0 if own.date is other.date and own.date.is_closed else own.date.measure_gap(other.date)
    if gap is None or not 0 < gap <= LASTING_DAYS:
        return gap
    later, earlier = (own, other) if str(own.date.earliest) >= str(other.date.earliest) else (other, own)
    return 0 if later.measure in words.lasting and earlier.measure not in words.lasting else gap


def _grade_gaps(gaps: Sequence[int]) -> str:
    if not max(gaps):
        return "same"
    best = min(gaps)
    return "some" if not best else "next" if best == 1 else "near" if best <= LEDE else "apart"


def _is_sharp(days: DateRange) -> bool:
    return days.precision not in {DatePrecision.MONTH, DatePrecision.YEAR}


# -- figures ------------------------------------------------------------------------------------


def _describe_figure(own: Setting, group: Group, words: EventWords) -> list[str]:
    """Return how a figure fits those of the group: it stands again, adds a measure, or differs."""
    measure, value = own.claim.measure, own.claim.quantity.value
    family = words.families.get(measure)
    kindred = family in [words.families.get(other.claim.measure) for other in group]
    features = [] if kindred else ["unkindred"]
    alike = [other for other in group if other.claim.measure == measure]
    if not alike:
        features.append("measure_new")
        if own.sentence in [other.sentence for other in group]:
            features.append("measure_new_beside")
        return features
    if value is None:
        features.append("vague_again")
        return features
    equal = [other for other in alike if other.claim.quantity.value == value]
    if equal:
        features.append("restates_one" if value == 1 else "restates_few" if value <= FEW else "restates_many")
        if True in [other.voice != own.voice for other in equal]:
            features.append("restates_other_voice")
        return features
    counted = [o for o in alike if o.claim.quantity.value is not None and not o.claim.superseded]
    return features + (_describe_conflict(own, counted) if counted else ["vague_before"])


def _describe_conflict(own: Setting, counted: Group) -> list[str]:
    """Return how a figure differs from others of its measure."""
    claim, value = own.claim, own.claim.quantity.value or 0
    kin = [other for other in counted if other.claim.group_kind == claim.group_kind]
    kind = "conflict_kind" if kin else "conflict_otherkind"
    same = own.voice in [other.voice for other in kin or counted]
    largest = max([other.claim.quantity.value or 0 for other in counted])
    features = [
        kind,
        f"{kind}_{'own' if same else 'other'}_voice",
        "conflict_larger" if value > largest else "conflict_smaller",
    ]
    if value == 1:
        features.append("conflict_one")
    if own.sentence in [other.sentence for other in counted]:
        features.append("conflict_here")
    if claim.quantity.modifier is not Modifier.EXACT:
        features.append("conflict_rough")
    return features


def _describe_whole(own: Setting, group: Group, grades: list[str]) -> list[str]:
    """Return how figure, place and distance speak together: another figure, told next, there."""
    place = _COARSE[min(grades, key=_COARSE_RANKS.__getitem__)] if grades else "other"
    away = own.sentence - group[-1].sentence
    fit = f"{_name_fit(own.claim, group)}_{place}"
    return [fit, f"{fit}_{'here' if not away else 'next' if away == 1 else 'far'}"]


_COARSE = {
    "same": "same",
    "finer": "nested",
    "wider": "nested",
    "maybe": "nested",
    "unlisted": "other",
    "region": "nested",
    "apart": "apart",
}
_COARSE_RANKS = {grade: rank for rank, grade in enumerate(_COARSE)}


def _name_fit(claim: Claim, group: Group) -> str:
    """Return whether a figure adds a measure to a group, stands again, differs, or cannot be told."""
    values = [other.claim.quantity.value for other in group if other.claim.measure == claim.measure]
    if not values:
        return "new"
    if claim.quantity.value is not None and claim.quantity.value in values:
        return "equal"
    return "vague" if claim.quantity.value is None or set(values) == {None} else "conflict"


def _describe_part(own: Setting, group: Group, summed_up: frozenset[str]) -> list[str]:
    """Return how a claim stands to a whole and to its other parts."""
    whole = own.claim.part_of
    kind = "summed" if own.claim.id in summed_up else "part"
    features = [] if whole is None else _describe_siblings(own, group, whole, kind)
    if any(other.claim.id in summed_up and other.claim.part_of != whole for other in group):
        features.append("holds_summed" if kind == "part" else "holds_other_summed")
    return features


def _describe_siblings(own: Setting, group: Group, whole: str, kind: str) -> list[str]:
    """Return how far before a claim its whole is told, and which other parts of that."""
    away = [own.sentence - other.sentence for other in group if other.claim.id == whole]
    features = [f"{kind}_of" if away else f"{kind}_elsewhere"]
    features += [f"{kind}_of_{'here' if not gap else 'next' if gap == 1 else 'far'}" for gap in away]
    parts = [other for other in group if other.claim.part_of == whole]
    if parts:
        features.append(f"sibling_{kind}")
    if any(other.claim.quantity.value == own.claim.quantity.value for other in parts):
        features.append(f"sibling_{kind}_equal")
    if any(other.sentence == own.sentence for other in parts):
        features.append(f"sibling_{kind}_here")
    return features


__all__ = ["compare_places", "describe_joining", "describe_new"]
