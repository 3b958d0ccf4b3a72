"""What speaks for and against a claim telling of an event that its article told of before.

Each function yields the names of features; `event_weights.toml` says what each weighs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from claimgraph.extraction.accounts.settings import EventWords, Setting
from claimgraph.model import Claim, DatePrecision, DateRange, Modifier, Place

# Up to how many sentences behind the last claim of an event a claim stands near it, and so on.
DISTANCES = ((0, "here"), (1, "next"), (3, "near"), (8, "far"))
# For how many days after an event people are told of as still missing or buried by it.
LASTING_DAYS = 3
# In which first sentences the event of the opening is told on.
LEDE = 3
# How places compare, the farthest apart first.
GRADES = ("apart", "region", "unknown", "unlisted", "maybe", "wider", "finer", "same")
# Up to which figure one that stands again may do so by chance.
FEW = 4
# How many events an article told of before make no more difference.
MOST_TOLD = 4

Group = Sequence[Setting]


def describe_new(own: Setting, groups: Sequence[Group]) -> Iterator[str]:
    """Yield what speaks for and against a claim opening an event of its own."""
    claim = own.claim
    yield "new"
    yield f"new_after_{min(len(groups), MOST_TOLD)}"
    yield from (f"new_{cue}" for cue in own.cues)
    yield from (f"new_mark_{mark}" for mark in own.marks)
    if own.names_place:
        yield "new_named"
        if claim.place is not None and not _is_told(claim.place, groups):
            yield "new_unheard"
    shown = {
        "new_dated": own.names_day,
        "new_implied": claim.implied,
        "new_part": claim.part_of is not None,
        "new_superseded": claim.superseded,
        "new_vague": claim.quantity.modifier is Modifier.VAGUE,
        "new_after_single": bool(groups) and len(groups[-1]) == 1,
    }
    yield from (name for name, is_shown in shown.items() if is_shown)


def _is_told(place: Place, groups: Sequence[Group]) -> bool:
    return any(
        other.claim.place is not None and place.is_same(other.claim.place)
        for group in groups
        for other in group
    )


def describe_joining(
    own: Setting, group: Group, *, recency: int, first: bool, summed_up: frozenset[str], words: EventWords
) -> Iterator[str]:
    """Yield what speaks for and against a claim telling of the event of a group.

    Args:
        own: The claim.
        group: Claims told before it, in reading order.
        recency: How many other groups were told of since.
        first: Whether the group is the one that the article opens with.
        summed_up: Ids of the claims whose whole totals several events.
        words: See `load_event_words`.
    """
    yield from _describe_telling(own, group, recency, first)
    yield from _describe_place(own, group)
    yield from _describe_day(own, group, words)
    yield from _describe_figure(own, group, words)
    yield from _describe_whole(own, group)
    yield from _describe_part(own, group, summed_up)
    if own.claim.superseded or group[-1].claim.superseded:
        yield "superseded"
    yield "voice_same" if _name_voice(own.claim) == _name_voice(group[-1].claim) else "voice_other"


def _describe_telling(own: Setting, group: Group, recency: int, first: bool) -> Iterator[str]:
    """Yield how far from the event a claim is told, and which cues stand before it."""
    last = group[-1]
    away = own.sentence - last.sentence
    distance = next((name for most, name in DISTANCES if away <= most), "remote")
    yield f"recency_{min(recency, 2)}"
    yield f"told_{distance}"
    if first:
        yield "first"
    if last.paragraph == own.paragraph:
        yield "paragraph"
    if group[0].sentence == 0 and own.sentence <= LEDE:
        yield "lede"
    order = "first" if first else "older"
    if recency == 0:
        yield f"latest_{distance}"
        order = "latest"
    yield from (f"mark_{mark}_{order}" for mark in own.marks)
    if order != "older":
        yield from (f"{order}_{cue}" for cue in own.cues)


# -- places -------------------------------------------------------------------------------------


def _describe_place(own: Setting, group: Group) -> Iterator[str]:
    place, named = own.claim.place, "named" if own.names_place else "taken"
    if group[0].several:
        yield "heads_several"
        yield f"heads_several_{named}"
    if place is None:
        yield "place_untold"
        return
    told = [other.claim.place for other in group if other.claim.place is not None]
    if not told:
        yield f"place_first_{named}"
        return
    grades = [compare_places(place, other) for other in told]
    best, worst = max(grades, key=GRADES.index), min(grades, key=GRADES.index)
    yield f"place_{best}"
    yield f"place_{best}_{named}"
    if worst != best:
        yield f"place_worst_{worst}"
    if own.names_place and best != "same" and any(other.names_place for other in group):
        yield "place_both_named"
    if place.is_wide:
        yield "place_wide"
    if told[0].is_wide:
        yield "place_heads_wide"


def compare_places(own: Place, other: Place) -> str:
    """Return one of `GRADES`: "wider" where ``own`` contains ``other``."""
    relations = {
        "same": own.is_same(other),
        "wider": own.contains(other),
        "finer": other.contains(own),
        "maybe": own.may_contain(other) or other.may_contain(own),
        "unlisted": own.is_unlisted or other.is_unlisted,
        "region": (own.is_wide or other.is_wide) and own.path_keys[-1:] == other.path_keys[-1:],
    }
    return next((name for name, holds in relations.items() if holds), "apart")


# -- days ---------------------------------------------------------------------------------------


def _describe_day(own: Setting, group: Group, words: EventWords) -> Iterator[str]:
    day = own.claim.date
    days = [other.claim.date for other in group if other.claim.date is not None]
    gaps = [gap for other in group if (gap := _measure_gap(own.claim, other.claim, words)) is not None]
    if day is None or not gaps:
        yield "day_open" if day is not None and days else "day_untold"
        return
    told = _grade_gaps(gaps)
    yield f"day_{told}"
    yield f"day_{told}_{'named' if own.names_day else 'taken'}"
    if any(_is_sharp(day) is not _is_sharp(other) for other in days):
        yield "day_blurred"
    elif told == "same" and any((day.earliest, day.latest) != (o.earliest, o.latest) for o in days):
        yield "day_overlaps"


def _measure_gap(own: Claim, other: Claim, words: EventWords) -> int | None:
    """Return the days between two claims: none where one is a state that the other's event left."""
    if own.date is None or other.date is None:
        return None
    gap = own.date.measure_gap(other.date)
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


def _describe_figure(own: Setting, group: Group, words: EventWords) -> Iterator[str]:
    """Yield how a figure fits those of the group: it stands again, adds a measure, or differs."""
    claim, value = own.claim, own.claim.quantity.value
    family = words.families.get(claim.measure)
    if not any(words.families.get(other.claim.measure) == family for other in group):
        yield "unkindred"
    alike = [other for other in group if other.claim.measure == claim.measure]
    if not alike:
        yield "measure_new"
        if any(other.sentence == own.sentence for other in group):
            yield "measure_new_beside"
        return
    if value is None:
        yield "vague_again"
        return
    equal = [other for other in alike if other.claim.quantity.value == value]
    if equal:
        yield f"restates_{'one' if value == 1 else 'few' if value <= FEW else 'many'}"
        if any(_name_voice(other.claim) != _name_voice(claim) for other in equal):
            yield "restates_other_voice"
        return
    counted = [o for o in alike if o.claim.quantity.value is not None and not o.claim.superseded]
    yield from _describe_conflict(own, counted) if counted else ("vague_before",)


def _describe_conflict(own: Setting, counted: Group) -> Iterator[str]:
    """Yield how a figure differs from others of its measure."""
    claim, value = own.claim, own.claim.quantity.value or 0
    kin = [other for other in counted if other.claim.group_kind == claim.group_kind]
    kind = "conflict_kind" if kin else "conflict_otherkind"
    same = any(_name_voice(other.claim) == _name_voice(claim) for other in kin or counted)
    yield kind
    yield f"{kind}_{'own' if same else 'other'}_voice"
    largest = max(other.claim.quantity.value or 0 for other in counted)
    yield "conflict_larger" if value > largest else "conflict_smaller"
    if value == 1:
        yield "conflict_one"
    if any(other.sentence == own.sentence for other in counted):
        yield "conflict_here"
    if claim.quantity.modifier is not Modifier.EXACT:
        yield "conflict_rough"


def _describe_whole(own: Setting, group: Group) -> Iterator[str]:
    """Yield how figure, place and distance speak together: another figure, told next, there."""
    claim = own.claim
    told = [other.claim.place for other in group if other.claim.place is not None]
    grades = {compare_places(claim.place, other) for other in told} if claim.place is not None else set()
    place = next((coarse for grade, coarse in _COARSE.items() if grade in grades), "other")
    away = own.sentence - group[-1].sentence
    fit = f"{_name_fit(claim, group)}_{place}"
    yield fit
    yield f"{fit}_{'here' if not away else 'next' if away == 1 else 'far'}"


_COARSE = {
    "same": "same",
    "finer": "nested",
    "wider": "nested",
    "maybe": "nested",
    "unlisted": "other",
    "region": "nested",
    "apart": "apart",
}


def _name_fit(claim: Claim, group: Group) -> str:
    """Return whether a figure adds a measure to a group, stands again, differs, or cannot be told."""
    values = [other.claim.quantity.value for other in group if other.claim.measure == claim.measure]
    if not values:
        return "new"
    if claim.quantity.value is not None and claim.quantity.value in values:
        return "equal"
    return "vague" if claim.quantity.value is None or set(values) == {None} else "conflict"


def _name_voice(claim: Claim) -> str | None:
    """Return the id of who says it, ``None`` for the article itself."""
    return None if claim.attribution.own_voice or claim.origin is None else claim.origin.id


def _describe_part(own: Setting, group: Group, summed_up: frozenset[str]) -> Iterator[str]:
    """Yield how a claim stands to a whole and to its other parts."""
    whole = own.claim.part_of
    kind = "summed" if own.claim.id in summed_up else "part"
    if whole is not None:
        away = [own.sentence - other.sentence for other in group if other.claim.id == whole]
        yield f"{kind}_of" if away else f"{kind}_elsewhere"
        yield from (f"{kind}_of_{'here' if not gap else 'next' if gap == 1 else 'far'}" for gap in away)
        parts = [other for other in group if other.claim.part_of == whole]
        if parts:
            yield f"sibling_{kind}"
        if any(other.claim.quantity.value == own.claim.quantity.value for other in parts):
            yield f"sibling_{kind}_equal"
        if any(other.sentence == own.sentence for other in parts):
            yield f"sibling_{kind}_here"
    if any(other.claim.id in summed_up and other.claim.part_of != whole for other in group):
        yield "holds_summed" if kind == "part" else "holds_other_summed"


__all__ = ["compare_places", "describe_joining", "describe_new"]
