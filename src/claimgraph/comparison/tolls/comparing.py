"""One incident under several conventions, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimgraph.arguments import take_each
from claimgraph.comparison.tolls.conventions import Convention, find_convention, list_conventions
from claimgraph.comparison.tolls.reconciling import bound_row, name_group
from claimgraph.comparison.tolls.retellings import find_retellings, trace_claims
from claimgraph.comparison.tolls.rows import Row, gather_rows
from claimgraph.errors import MisuseError
from claimgraph.model import Claim, Copy, Headline, Incident, Scope, Toll


def compare_conventions(
    claims: Iterable[Claim],
    *,
    conventions: Sequence[str | Convention] = (),
    readings: Mapping[str, Iterable[Claim]] | None = None,
    copies: Iterable[Copy] = (),
) -> tuple[Headline, ...]:
    """Lay the figures of one incident under several conventions side by side.

    How far the figures depend on the rule, and on what "dozens" is read as, is then seen at once.

    Args:
        claims: Claims of one incident, as for `reconcile`.
        conventions: Names of conventions or conventions of your own; all that have a name if left out.
        readings: The same claims with vague words read by other conventions, by any name; see
            `reread_vague`.
        copies: Which articles run the text of another, as for `reconcile`.

    Returns:
        One headline a toll, reading and convention: the tolls in the order of `reconcile`, under each
        the readings, the claims as given first, and under each the conventions in the order given.
        A reading that says the same as the claims as given is left out. Empty without claims.

    Raises:
        UnknownNameError: No convention has one of the names.
        MisuseError: An incident or a toll was given instead of its claims.
    """
    if isinstance(claims, Incident | Toll):
        name = type(claims).__name__
        raise MisuseError(f"compare_conventions takes claims, not one {name}; see {name.lower()}.claims")
    rules = tuple(conventions) or list_conventions()
    given, copied = take_each(claims, Claim, "compare_conventions"), tuple(copies)
    read = [given, *(tuple(other) for other in (readings or {}).values())]
    found: dict[Headline, None] = {}
    order: dict[tuple[str, str, Scope], int] = {}
    for one in read:
        rows = gather_rows(trace_claims(one, find_retellings(one, copies=copied)))
        for rule in map(find_convention, rules):
            for headline in (_read(row, rows, rule) for row in rows):
                order.setdefault((headline.measure, headline.group, headline.scope), len(order))
                found.setdefault(headline)
    return tuple(sorted(found, key=lambda head: order[head.measure, head.group, head.scope]))


def _read(row: Row, rows: Sequence[Row], rule: Convention) -> Headline:
    names = {claim.quantity.convention for claim in row.claims if claim.quantity.convention}
    low, best, high = bound_row(row, rule)
    return Headline(
        measure=row.key.measure,
        group=name_group(row, rows),
        scope=row.key.scope,
        convention=rule.name,
        reading=", ".join(sorted(names)),
        low=low,
        best=best,
        high=high,
    )


__all__ = ["compare_conventions"]
