"""Accounts that are new, parted or judged → all that has to be grouped again with them, by number.

What accounts end up together depends on their component alone (decision 0018): those connected by
links from the threshold on, or by judgements. It is found in the table of links; no record is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from claimgraph.store.holdings import Holdings, Row, cut_batches, mark_cells

# Two accounts by number, the larger first, and the score of their pair.
Scored = tuple[int, int, float]


def find_region(
    connection: sqlite3.Connection,
    holdings: Holdings,
    starts: Iterable[int],
    *,
    bonds: Mapping[int, Iterable[int]],
) -> dict[int, Row]:
    """Find the components that some accounts stand in.

    Args:
        connection: The open store.
        holdings: What the store holds.
        starts: Numbers of the accounts.
        bonds: By number, those that were judged the same.

    Returns:
        The rows of all accounts of the components by number, in ascending order; those of an incident, as it
        was until now, are all there.
    """
    region: dict[int, Row] = {}
    told: set[str] = set()
    waiting = set(starts)
    while waiting:
        rows = holdings.list_rows(sorted(waiting))
        region |= rows
        incidents = {row.incident for row in rows.values() if row.incident is not None} - told
        told |= incidents
        met = set(_list_linked(connection, list(rows)))
        met.update(
            number for several in holdings.list_members(sorted(incidents)).values() for number in several
        )
        met.update(other for number in rows for other in bonds.get(number, ()))
        waiting = met - region.keys()
    return dict(sorted(region.items()))


def _list_linked(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[int]:
    """Return the numbers of the accounts that a link connects with some; one may come twice."""
    for some in cut_batches(numbers):
        marks = mark_cells(some)
        asked = (
            f"SELECT older FROM links WHERE newer IN ({marks}) AND is_strong UNION ALL "
            f"SELECT newer FROM links INDEXED BY strong_links WHERE older IN ({marks}) AND is_strong"
        )
        yield from (number for (number,) in connection.execute(asked, [*some, *some]))


def list_pairs(connection: sqlite3.Connection, numbers: Mapping[int, object]) -> Iterator[Scored]:
    """Return the scored pairs of which both accounts are among some, by number."""
    for some in cut_batches(numbers):
        asked = f"SELECT newer, older, score FROM links WHERE newer IN ({mark_cells(some)})"
        yield from (found for found in connection.execute(asked, some) if found[1] in numbers)


__all__ = ["Scored", "find_region", "list_pairs"]
