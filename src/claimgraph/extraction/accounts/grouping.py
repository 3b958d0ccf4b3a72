"""Which claims of an article tell of one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from attrs import evolve, frozen

from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Claim, DatePrecision, DateRange, Place, Scope

# Within how many characters two measures are told in one breath.
TOLD_TOGETHER = 160
# For how many days after an event people are told of as still missing or buried by it.
LASTING_DAYS = 3
# How many events back a claim may belong to, and how many claims of an event it is held against
# (the first and the last ones): no article of usual length comes near, a book stays readable.
GROUP_REACH = 60
SAMPLE = 12


def group_claims(
    drafts: Sequence[Claim], *, lexicon: Lexicon, summed_up: frozenset[str] = frozenset()
) -> list[list[Claim]]:
    """Group the claims of one article by the event they count.

    Args:
        drafts: The claims, one a mention, in reading order.
        lexicon: Which measures tell of one kind of event.
        summed_up: Ids of the claims whose whole totals several events: they stand apart from it.

    Returns:
        The groups in the order of their first claims; places and days are sharpened within each.
    """
    by_id = {claim.id: claim for claim in drafts}
    claims = [_inherit(claim, by_id, claim.id in summed_up) for claim in drafts]
    return [_sharpen(group) for group in _gather(claims, summed_up, load_measure_kinds(lexicon))]


@frozen(kw_only=True)
class MeasureKinds:
    """What the measures say of events: their families, and which tell of a lasting state."""

    families: Mapping[str, str]
    lasting: frozenset[str]


@lru_cache(maxsize=16)
def load_measure_kinds(lexicon: Lexicon) -> MeasureKinds:
    """Return the kinds of the measures: an evacuation is another event than a strike."""
    tables = lexicon.words("measures")
    return MeasureKinds(
        families={name: table["family"] for name, table in tables.items() if "family" in table},
        lasting=frozenset(name for name, table in tables.items() if table.get("lasting")),
    )


def _gather(drafts: Sequence[Claim], summed_up: frozenset[str], kinds: MeasureKinds) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    home: dict[str, int] = {}
    apart = _find_apart(drafts, summed_up)
    totals = {claim.part_of for claim in drafts if claim.id in apart}
    total_groups: set[int] = set()
    for claim in drafts:
        index = home.get(claim.part_of) if claim.part_of and claim.id not in apart else None
        if index is None:
            barred = total_groups | _find_siblings(claim, groups, apart) if claim.id in apart else set()
            index = _find_group(claim, groups, barred, kinds)
        if index is None:
            groups.append([])
            index = len(groups) - 1
        groups[index].append(claim)
        home[claim.id] = index
        if claim.id in totals:
            total_groups.add(index)
    return groups


def _find_siblings(claim: Claim, groups: Sequence[Sequence[Claim]], apart: frozenset[str]) -> set[int]:
    """Return the groups of the other parts of a total over several events, told with other figures."""
    return {
        index
        for index, group in enumerate(groups)
        if any(
            other.id in apart
            and other.part_of == claim.part_of
            and other.quantity.value != claim.quantity.value
            for other in group
        )
    }


def _find_apart(drafts: Sequence[Claim], summed_up: frozenset[str]) -> frozenset[str]:
    """Return the summed-up claims whose parts are told one after the other: events of their own.

    The two women and the man of three wounded add up as well, but are told in one breath.
    """
    starts: dict[str | None, list[int]] = {}
    for claim in drafts:
        if claim.id in summed_up:
            starts.setdefault(claim.part_of, []).append(claim.spans[0].start)
    several = {total for total, at in starts.items() if max(at) - min(at) > TOLD_TOGETHER}
    return frozenset(claim.id for claim in drafts if claim.id in summed_up and claim.part_of in several)


def _find_group(
    claim: Claim, groups: Sequence[Sequence[Claim]], barred: set[int], kinds: MeasureKinds
) -> int | None:
    """Return the group that a claim fits best; the latest of equals."""
    best, best_fit = None, 0.0
    for index in range(max(0, len(groups) - GROUP_REACH), len(groups)):
        group = [*groups[index][:SAMPLE], *groups[index][SAMPLE:][-SAMPLE:]]
        if index in barred or not _is_kindred(claim, group, kinds):
            continue
        fit = _fit(claim, group, kinds)
        if fit >= best_fit and fit > 0:
            best, best_fit = index, fit
    return best


def _is_kindred(claim: Claim, group: Sequence[Claim], kinds: MeasureKinds) -> bool:
    """Return whether a measure of the group is of the claim's family, or is told right beside it."""
    own = kinds.families.get(claim.measure)
    return any(
        kinds.families.get(other.measure) == own
        or abs(other.spans[0].start - claim.spans[0].start) < TOLD_TOGETHER
        for other in group
    )


def _fit(claim: Claim, group: Sequence[Claim], kinds: MeasureKinds) -> float:
    """Return how well a claim fits a group: 0 where scope, day or place forbid it."""
    first = group[0]
    if claim.scope is not first.scope or claim.hypothetical != first.hypothetical:
        return 0.0
    if claim.scope is Scope.INCIDENT and any(_restates(claim, other) for other in group):
        return 3.0
    if not all(
        _days_meet(claim.date, other.date, claim.scope) or _lasts(claim, other, kinds) for other in group
    ):
        return 0.0
    places = [_compare_places(claim.place, other.place) for other in group]
    if min(places) < 0:
        return 0.0
    if claim.scope is Scope.CUMULATIVE:
        same_kind = any(claim.measure == other.measure for other in group)
        return max(places) if same_kind and max(places) >= 1 else 0.0
    return 1.0 + max(places)


def _lasts(claim: Claim, other: Claim, kinds: MeasureKinds) -> bool:
    """Return whether one of two claims is a state that the other's event left for some days."""
    first, second = (claim, other) if claim.measure in kinds.lasting else (other, claim)
    if first.measure not in kinds.lasting or first.date is None or second.date is None:
        return False
    gap = first.date.measure_gap(second.date)
    return gap is not None and gap <= LASTING_DAYS and str(first.date.latest) >= str(second.date.earliest)


def _restates(claim: Claim, other: Claim) -> bool:
    """Return whether two claims state one figure of one event, told at first less sharply.

    A headline says "in Homs", the story names the village; the figure says that both are one.
    """
    value = claim.quantity.value
    if claim.measure != other.measure or value is None or value < 2 or value != other.quantity.value:
        return False
    if claim.implied or (claim.part_of is None) != (other.part_of is None):
        return False
    gap = claim.date.measure_gap(other.date) if claim.date and other.date else 0
    if gap is not None and gap > 1:
        return False
    return _compare_places(claim.place, other.place) >= 0


def _days_meet(a: DateRange | None, b: DateRange | None, scope: Scope) -> bool:
    if a is None or b is None:
        return scope is Scope.INCIDENT or a is b
    if scope is Scope.CUMULATIVE:
        return a.earliest == b.earliest
    # A month around the day of another event tells of that month, not of that event.
    return not a.measure_gap(b) and (_is_sharp(a) is _is_sharp(b) or not (a.is_closed and b.is_closed))


def _is_sharp(days: DateRange) -> bool:
    return days.precision not in {DatePrecision.MONTH, DatePrecision.YEAR}


def _compare_places(a: Place | None, b: Place | None) -> float:
    """Return 1 for the same place, 0.5 for one inside the other, 0 for unknown, -1 for apart."""
    if a is None or b is None:
        return 0.0
    if a.is_same(b):
        return 1.0
    if a.contains(b) or b.contains(a):
        return 0.5
    if a.is_unlisted or b.is_unlisted or a.may_contain(b) or b.may_contain(a):
        return 0.25
    return 0.0 if (a.is_wide or b.is_wide) and a.path_keys[-1:] == b.path_keys[-1:] else -1.0


# -- what a part takes over -------------------------------------------------------------------


def _inherit(claim: Claim, by_id: Mapping[str, Claim], summed_up: bool) -> Claim:
    """Give a part the scope of its whole, and its day where its own was not read."""
    whole = by_id.get(claim.part_of) if claim.part_of else None
    if whole is None:
        return claim
    if whole.scope is claim.scope:
        return claim if claim.date is not None else evolve(claim, date=whole.date)
    apart = abs(claim.spans[0].start - whole.spans[0].start) > TOLD_TOGETHER
    if (
        summed_up
        and apart
        and claim.scope is Scope.INCIDENT
        and claim.date is not None
        and claim.date.width == 0
    ):
        return claim  # one of the events that a total of days sums up, told further down
    return evolve(claim, scope=whole.scope, date=whole.date or claim.date)


def _sharpen(group: Sequence[Claim]) -> list[Claim]:
    """Give claims without a place the one town that the same event is told of.

    Only where the account names a single town (or one inside the other): two towns tell that a
    claim may be of either.
    """
    towns = [claim.place for claim in group if claim.place and len(claim.place.path) > 1 and claim.place.key]
    if group[0].scope is Scope.CUMULATIVE or not towns:
        return list(group)
    town = max(towns, key=lambda place: len(place.path))
    if not all(place.is_same(town) or place.contains(town) for place in towns):
        return list(group)
    inferred = evolve(town, span=None)
    return [evolve(claim, place=inferred) if claim.place is None else claim for claim in group]
