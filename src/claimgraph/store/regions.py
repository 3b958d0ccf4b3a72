"""Accounts that are new, parted or judged → what has to be grouped again with them, by number.

Two clusters are joined or not for what they are, and only where a link between them is. So who has no
link to a group that changes is grouped as before; and a group whose links to such ones were all refused
again went through the same joins as before (decision 0034). Crowds are told by their components.
All that is found in the table of links; no record is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from claimgraph.comparison import grouping
from claimgraph.store.holdings import Holdings, Row, cut_batches, mark_cells

# Two accounts by number, the larger first, and the score of their pair.
Scored = tuple[int, int, float]


def find_groups(
    holdings: Holdings, starts: Iterable[int], *, bonds: Mapping[int, Iterable[int]]
) -> dict[int, Row]:
    """Find the whole groups that some accounts stand in.

    Args:
        holdings: What the store holds.
        starts: Numbers of the accounts.
        bonds: By number, those that were judged the same.

    Returns:
        The rows of all accounts of the incidents, as these were until now, by number in ascending order.
    """
    found: dict[int, Row] = {}
    told: set[str] = set()
    waiting = set(starts)
    while waiting:
        rows = holdings.list_rows(sorted(waiting))
        found |= rows
        incidents = {row.incident for row in rows.values() if row.incident is not None} - told
        told |= incidents
        members = holdings.list_members(sorted(incidents)).values()
        met = {number for several in members for number in several}
        met.update(other for number in rows for other in bonds.get(number, ()))
        waiting = met - found.keys()
    return dict(sorted(found.items()))


class Crowds:
    """Which accounts stand in components of more than `CROWD`, as far as they are asked for."""

    def __init__(self, connection: sqlite3.Connection, *, without: Collection[int] = ()) -> None:
        self._connection, self._without = connection, frozenset(without)
        self._known: set[int] = set()

    def find_few(self, number: int) -> frozenset[int]:
        """Find the component of an account; nothing where that is a crowd."""
        found, waiting = {number}, {number}
        while waiting:
            if len(found) > grouping.CROWD or not self._known.isdisjoint(waiting):
                self._known |= found
                return frozenset()
            waiting = set(list_linked(self._connection, sorted(waiting))) - found - self._without
            found |= waiting
        return frozenset(found)


def list_linked(connection: sqlite3.Connection, numbers: Sequence[int]) -> Iterator[int]:
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


__all__ = ["Crowds", "Scored", "find_groups", "list_linked", "list_pairs"]
