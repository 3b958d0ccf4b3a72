"""Which two accounts are worth a comparison: never all pairs, and never more the more there are.

Accounts meet in blocks; see `keys`. In a block of usual size all meet. In a larger one they are put
in an order that brings like to like, and each meets only its nearest there: so the pairs of an
account are bounded, however many tell of one day in one town. What that separates mostly meets in a
narrower block of the same day, or through a rare word.

The pairs of a block depend on its members alone, and an account that comes in between only ever
takes pairs of others away.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from claimgraph.comparison.pairs.keys import Id, Sketch

Pair = tuple[str, str]


class Bound(NamedTuple):
    """What bounds the pairs of one kind of block.

    In a block of up to ``full`` accounts all meet. In a larger one each meets the ``reach`` next to it on
    either side when they are sorted by ``order``, fields of a `Sketch`.
    """

    full: int
    reach: int
    order: tuple[str, ...]


BOUNDS: Mapping[str, Bound] = MappingProxyType(
    {
        "any": Bound(32, 4, ("figure", "when")),
        "country": Bound(32, 4, ("figure", "where", "when")),
        "region": Bound(64, 4, ("where", "figure", "when")),
        "place": Bound(64, 6, ("figure", "when")),
        "count": Bound(16, 4, ("where", "when")),
        "month": Bound(16, 3, ("when", "figure")),
        "figure": Bound(16, 3, ("when",)),
        "age": Bound(16, 3, ("when",)),
        "name": Bound(12, 3, ("when", "where")),
        "word": Bound(16, 3, ("when", "where")),
        "words": Bound(8, 1, ("when", "where")),
        "period": Bound(200, 8, ("when", "figure")),
    }
)


def pair_block(kind: str, members: Iterable[Sketch[Id]]) -> Iterator[tuple[Id, Id]]:
    """Pair those of the accounts of one block that are worth a comparison.

    Args:
        kind: The first part of the key of the block.
        members: Its accounts, each once, in any order.

    Returns:
        Pairs of ids, the smaller first, each once. An article keeps its own accounts apart. Where the
        country is left open, only those that name none meet everybody.
    """
    bound, all_meet = BOUNDS[kind], kind != "any"
    for a, b in _pair_near(list(members), bound):
        if a.article != b.article and (all_meet or a.is_open or b.is_open):
            yield (a.id, b.id) if a.id < b.id else (b.id, a.id)


def _pair_near(members: Sequence[Sketch[Id]], bound: Bound) -> Iterator[tuple[Sketch[Id], Sketch[Id]]]:
    if len(members) <= bound.full:
        yield from combinations(members, 2)
        return
    ordered = sorted(members, key=attrgetter(*bound.order, "id"))
    for step in range(1, bound.reach + 1):
        yield from zip(ordered, ordered[step:], strict=False)


__all__ = ["BOUNDS", "Bound", "Pair", "pair_block"]
