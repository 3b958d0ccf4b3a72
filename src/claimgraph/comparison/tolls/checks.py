"""What a reader should look at among the figures of an incident; nothing is corrected.

| kind | when |
| --- | --- |
| ``part_exceeds_whole`` | a part is larger than its whole can be |
| ``part_exceeds_minimum`` | a part is larger than the minimum given for its whole |
| ``part_exceeds_other`` | one origin's part is larger than another origin's whole can be |
| ``falling_count`` | an origin's count of the killed, say, over a period falls |
| ``self_contradiction`` | one origin's figures of one day exclude each other |
| ``denied`` | somebody denies the event, the responsibility or the toll |
| ``only_denied`` | a figure, or an event, is denied that nobody here asserts |
| ``relations_left_out`` | so many claims that not every two are compared, see `leading` |
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from claimgraph.comparison.tolls.exceeding import check_other_wholes
from claimgraph.comparison.tolls.figures import (
    FigureKey,
    find_figure,
    find_number,
    find_origin,
    is_counted,
)
from claimgraph.comparison.tolls.reasons import is_whole, quote, quote_dated, quote_said
from claimgraph.comparison.tolls.rows import Row
from claimgraph.model import Check, Claim, Denial, Relation, RelationKind, Scope, Stance

# So many of the figures that a denial may speak against are listed with it.
MOST_NAMED = 120

# States that end: fewer people are trapped or missing after some are freed or found.
LASTING = frozenset({"abducted", "detained", "displaced", "missing", "trapped"})


def check_row(row: Row, relations: Sequence[Relation]) -> tuple[Check, ...]:
    """Check one row by its relations."""
    claims = {claim.id: claim for claim in row.claims}
    found = list(_check_denied(row, relations))
    told: set[tuple[str, str, FigureKey, FigureKey]] = set()
    for relation in relations:
        if relation.a in claims and relation.b in claims:
            a, b = claims[relation.a], claims[relation.b]
            for check in _check_pair(relation, a, b):
                # Two figures of an origin are one finding, however many papers repeat them.
                key = (check.kind, find_origin(a).id, find_figure(a.quantity), find_figure(b.quantity))
                if key not in told:
                    told.add(key)
                    found.append(check)
    return tuple(found)


def _check_pair(relation: Relation, a: Claim, b: Claim) -> Iterator[Check]:
    one_origin = find_origin(a).id == find_origin(b).id
    if relation.kind is RelationKind.CONTRADICTS and one_origin and is_counted(a) and is_counted(b):
        reason = f"{quote_said(a)} and {quote_said(b)} exclude each other, yet neither is said to be later."
        yield Check(kind="self_contradiction", claims=(a.id, b.id), reason=reason)
    if relation.kind is RelationKind.UPDATES and _falls(a, b):
        name = find_origin(a).name
        reason = f"A count over a period should not fall: {name} {quote_dated(b)}, then {quote_dated(a)}."
        yield Check(kind="falling_count", claims=(a.id, b.id), reason=reason)


def _falls(new: Claim, old: Claim) -> bool:
    if new.scope is not Scope.CUMULATIVE or old.superseded or not is_counted(new):
        return False
    if new.measure in LASTING:
        return False
    if new.quantity.value is None or old.quantity.value is None:
        # "Millions" after "more than four million" is a vaguer word, and no fall.
        return new.quantity.high is not None and new.quantity.high < old.quantity.low
    starts = [claim.date.earliest if claim.date else None for claim in (new, old)]
    shorter = starts[0] is not None and starts[1] is not None and starts[0] > starts[1]
    return not shorter and find_number(new.quantity) < find_number(old.quantity)


def _check_denied(row: Row, relations: Sequence[Relation]) -> Iterator[Check]:
    disputed = {end for r in relations if r.kind is RelationKind.CONTRADICTS for end in (r.a, r.b)}
    for claim in row.claims:
        if claim.attribution.stance is Stance.DENIES and claim.id not in disputed:
            reason = f"{find_origin(claim).name} denies {quote(claim)}, which no claim here asserts."
            yield Check(kind="only_denied", claims=(claim.id,), reason=reason)


def check_parts(
    row: Row, rows: Sequence[Row], parts: Mapping[str, Sequence[Relation]], claims: Mapping[str, Claim]
) -> tuple[Check, ...]:
    """Check the parts of a row against their wholes, then against other origins' wholes.

    Args:
        row: The row with the parts.
        rows: All rows.
        parts: See `relate_parts`.
        claims: The claims of all rows by id.
    """
    stated = [relation for part in row.claims for relation in parts.get(part.id, ())]
    found = [check for one in stated for check in _check_part(claims[one.a], claims[one.b])]
    told = {(one.a, one.b) for one in stated}
    beside = (check for check in check_other_wholes(row, rows) if check.claims not in told)
    return (*found, *beside)


def _check_part(part: Claim, whole: Claim) -> Iterator[Check]:
    both = f"{quote_said(part)} is more than its whole, {quote_said(whole)}"
    high = whole.quantity.high
    if high is not None and part.quantity.low > high:
        yield Check(kind="part_exceeds_whole", claims=(part.id, whole.id), reason=f"{both}.")
    elif find_number(part.quantity) > find_number(whole.quantity) and high is None:
        reason = f"{both}, which is a minimum, so that both can be true."
        yield Check(kind="part_exceeds_minimum", claims=(part.id, whole.id), reason=reason)


def check_left_out(row: Row, left_out: int) -> Iterator[Check]:
    """Tell how many pairs of figures were not compared, if any; see `relate_row`."""
    if left_out:
        every = len(row.claims) * (len(row.claims) - 1) // 2
        reason = (
            f"{len(row.claims):,} figures make {every:,} pairs; the relations of {left_out:,} are left out, "
            "as each figure is compared with those that lead only."
        )
        yield Check(kind="relations_left_out", claims=(), reason=reason)


def check_denials(rows: Sequence[Row], denials: Sequence[Denial]) -> tuple[Check, ...]:
    """Check the denials of an incident: whether anything is asserted that they could deny.

    Returns:
        One check a denial, for the incident's first row.
    """
    every = [claim for row in rows for claim in row.claims if is_counted(claim)]
    asserted = tuple(claim.id for claim in every[:MOST_NAMED])
    kind = "denied" if asserted else "only_denied"
    rest = "" if asserted else ", while nobody here asserts a figure"
    if len(every) > MOST_NAMED:
        rest = f" ({MOST_NAMED} of the {len(every):,} figures asserted are listed)"
    found = set()
    for denial in denials:
        name = denial.origin.name if denial.origin else f"the article {denial.article}"
        words = " ".join((denial.what or denial.text).split())
        denied = f"it: “{words}”" if is_whole(denial) else f"“{words}”"
        check = Check(kind=kind, claims=(denial.id, *asserted), reason=f"{name} denies {denied}{rest}.")
        found.add((denial.article, denial.span, check.claims, check.reason, check))
    return tuple(check for *_, check in sorted(found, key=lambda entry: entry[:4]))
