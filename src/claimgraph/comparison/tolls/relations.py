"""How the figures of an incident relate to one another, pair by pair.

The rules of one pair, the first that applies:

1. Parts of one whole in one article stand beside each other: no relation.
2. A figure that is denied and one that is asserted, bounds overlapping: CONTRADICTS.
3. The same figure: REPEATS for one origin, AGREES for two.
4. A plan or an expectation and another figure: no relation.
5. A figure called outdated, and its successor in the article or of the origin: UPDATES.
6. One origin: a narrower group is a PART_OF; a figure first given later UPDATES; else the bounds
   decide between DIFFERS and CONTRADICTS.
7. Two origins, both figures standing: the bounds decide. A figure that its own origin has replaced
   contradicts nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice

from claimgraph.comparison.tolls import reasons
from claimgraph.comparison.tolls.figures import (
    Interval,
    do_overlap,
    find_number,
    find_order,
    find_origin,
    find_voice,
    is_same_figure,
)
from claimgraph.comparison.tolls.groups import lies_within
from claimgraph.comparison.tolls.leading import MOST_PAIRED, MOST_RELATIONS, list_leading
from claimgraph.comparison.tolls.rows import Row
from claimgraph.comparison.tolls.wholes import infer_wholes
from claimgraph.model import Claim, Relation, RelationKind, Stance

_ORDER = {kind: index for index, kind in enumerate(RelationKind)}


def relate_row(row: Row) -> tuple[tuple[Relation, ...], int]:
    """Relate every two comparable figures of a row, or in a large one those that lead.

    Returns:
        The relations in reading order, and how many pairs of claims were left out; see `leading`.
    """
    every = len(row.claims) * (len(row.claims) - 1) // 2
    if len(row.claims) <= MOST_PAIRED:
        found = tuple(islice(_relate_pairs(row, combinations(row.claims, 2)), MOST_RELATIONS + 1))
        if len(found) <= MOST_RELATIONS:
            return found, 0
    pairs = list_leading(row)
    return tuple(_relate_pairs(row, pairs)), every - len(pairs)


def _relate_pairs(row: Row, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[Relation]:
    return (found for a, b in pairs if (found := relate_claims(a, b, row=row)) is not None)


def relate_claims(a: Claim, b: Claim, *, row: Row) -> Relation | None:
    """Return how two claims of one row relate, ``None`` where nothing can be said.

    The answer does not depend on which of the two comes first.
    """
    first, second = sorted((a, b), key=find_order)
    for rule in (_relate_siblings, _relate_denial, _relate_same, _relate_outdated):
        is_settled, relation = rule(first, second, row)
        if is_settled:
            return relation
    if find_origin(first).id == find_origin(second).id:
        return _relate_one_origin(first, second, row)
    if first.id in row.outdated or second.id in row.outdated:
        return None
    return _relate_bounds(first, second, row)


_Settled = tuple[bool, Relation | None]


def _relate_siblings(a: Claim, b: Claim, row: Row) -> _Settled:
    beside = a.article == b.article and a.part_of is not None and a.part_of == b.part_of
    return beside and not is_same_figure(a.quantity, b.quantity), None


def _relate_denial(a: Claim, b: Claim, row: Row) -> _Settled:
    denies = [claim.attribution.stance is Stance.DENIES for claim in (a, b)]
    if not any(denies):
        return False, None
    if all(denies):
        return not is_same_figure(a.quantity, b.quantity), None
    if not a.quantity.overlaps(b.quantity):
        return True, None
    denying, denied = (a, b) if denies[0] else (b, a)
    return True, _say(RelationKind.CONTRADICTS, a, b, reasons.say_denies(denying, denied))


def _relate_same(a: Claim, b: Claim, row: Row) -> _Settled:
    if not is_same_figure(a.quantity, b.quantity):
        return a.hypothetical or b.hypothetical, None
    if find_origin(a).id == find_origin(b).id:
        return True, _say(RelationKind.REPEATS, a, b, reasons.say_repeats(a, b, groups=row.groups))
    if a.superseded or b.superseded:
        return False, None
    return True, _say(RelationKind.AGREES, a, b, reasons.say_agrees(a, b, groups=row.groups))


def _relate_outdated(a: Claim, b: Claim, row: Row) -> _Settled:
    if not a.superseded and not b.superseded:
        return False, None
    one_origin = find_origin(a).id == find_origin(b).id
    if not one_origin and a.article != b.article:
        return True, None
    if a.superseded and b.superseded:
        return not one_origin, None
    old, new = (a, b) if a.superseded else (b, a)
    if one_origin and _is_later(old, new, row):
        return False, None
    return True, _say(RelationKind.UPDATES, new, old, reasons.say_updates(new, old, groups=row.groups))


def _relate_one_origin(a: Claim, b: Claim, row: Row) -> Relation:
    for part, whole in ((a, b), (b, a)):
        smaller = find_number(part.quantity) <= find_number(whole.quantity)
        wider = lies_within(part.group_kind, whole.group_kind, groups=row.groups)
        if part.id in row.inner and whole.id not in row.inner and wider and smaller:
            return _say(RelationKind.PART_OF, part, whole, reasons.say_part(part, whole))
    for new, old in ((a, b), (b, a)):
        if _is_later(new, old, row):
            return _say(RelationKind.UPDATES, new, old, reasons.say_updates(new, old, groups=row.groups))
    return _relate_bounds(a, b, row)


def _relate_bounds(a: Claim, b: Claim, row: Row) -> Relation:
    if can_both_be_true(a, b, row=row):
        return _say(RelationKind.DIFFERS, a, b, reasons.say_differs(a, b, groups=row.groups))
    return _say(RelationKind.CONTRADICTS, a, b, reasons.say_contradicts(a, b, groups=row.groups))


def can_both_be_true(a: Claim, b: Claim, *, row: Row) -> bool:
    """Return whether some counts satisfy both: those of a narrower group may be fewer.

    What counts is how an origin bounds its figure in all its wordings.
    """
    bounds = {claim.id: _find_interval(claim, row) for claim in (a, b)}
    for narrow, wide in ((a, b), (b, a)):
        if lies_within(narrow.group_kind, wide.group_kind, groups=row.groups):
            high = bounds[wide.id][1]
            return high is None or bounds[narrow.id][0] <= high
    return do_overlap(bounds[a.id], bounds[b.id])


def _find_interval(claim: Claim, row: Row) -> Interval:
    own = (claim.quantity.low, claim.quantity.high)
    return row.bounds.get(find_voice(claim), own)


def _is_later(new: Claim, old: Claim, row: Row) -> bool:
    """Whether an origin first gave the one figure after the other; unknown days order nothing."""
    days = [row.first.get(find_voice(c)) for c in (new, old)]
    return days[0] is not None and days[1] is not None and days[0] > days[1]


def relate_parts(rows: Sequence[Row]) -> Mapping[str, tuple[Relation, ...]]:
    """Relate parts to their wholes, also across rows.

    A part is what its text calls one, or what `infer_wholes` finds one for.

    Returns:
        The relations by the id of the part; each part has at most one.
    """
    claims = {claim.id: claim for row in rows for claim in row.claims}
    inferred = infer_wholes(rows)
    found = {}
    for part in claims.values():
        whole = claims.get(part.part_of or "") or inferred.get(part.id)
        if whole is not None and whole.id != part.id:
            reason = reasons.say_part(part, whole)
            found[part.id] = (_say(RelationKind.PART_OF, part, whole, reason),)
    return found


def sort_relations(relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return the relations by kind, in the order of `RelationKind`, then by their claims' ids."""
    return tuple(sorted(relations, key=lambda r: (_ORDER[r.kind], r.a, r.b)))


def _say(kind: RelationKind, a: Claim, b: Claim, reason: str) -> Relation:
    return Relation(kind=kind, a=a.id, b=b.id, reason=reason)
