"""Ties between accounts → the smallest account of each component, by rounds of joins until nothing changes.

The rounds are those of Kiveris and others, "Connected components in MapReduce and beyond" (2014): each
account ties those near it to the smallest of them, the larger ones first, then the smaller; after a number
of rounds that grows with the logarithm of the size all are tied to the smallest of their component.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from claimgraph.cluster.shuffling import apply_rows, apply_stage, bring_together
from claimgraph.cluster.stages import Node
from claimgraph.comparison.components import find_components

Tie = tuple[Node, Node]


def find_roots(ties: Any, *, partitions: int) -> Any:
    """Find the components that ties make.

    Args:
        ties: A bag of pairs of accounts.
        partitions: How many partitions the rounds work in.

    Returns:
        A bag of (account, the smallest of its component), without the smallest ones, in memory of the
        workers.
    """
    stars = apply_rows(contract_ties, ties).persist()
    before = -1
    while (sign := _sign(stars)) != before:
        before = sign
        large = apply_stage(tie_larger, _meet(apply_rows(turn_ties, stars), partitions))
        stars = apply_stage(tie_smaller, _meet(large, partitions)).persist()
    return stars


def _meet(ties: Any, partitions: int) -> Any:
    return bring_together(ties, itemgetter(0), partitions=partitions)


def _sign(stars: Any) -> int:
    """Return a number that is the same as long as the same accounts are tied, in whatever order."""
    return int(stars.map_partitions(_sign_part).sum().compute())


def _sign_part(stars: Iterable[Tie]) -> list[int]:
    digests = (blake2b(repr(tie).encode("utf-8", "surrogatepass"), digest_size=8).digest() for tie in stars)
    return [sum(int.from_bytes(digest, "big") for digest in digests)]


# --- what is done in a partition ----------------------------------------------------------------


def contract_ties(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Tie each account to the smallest that it is tied to within this partition."""
    several = set(ties)
    roots = find_components({node for tie in several for node in tie}, several)
    return ((node, root) for node, root in roots.items() if node != root)


def turn_ties(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Give each tie to both its accounts."""
    for a, b in ties:
        yield (a, b)
        yield (b, a)


def tie_larger(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Tie the larger ones near each account to the smallest near it."""
    for node, near in _group(ties).items():
        smallest = min(node, *near)
        yield from ((other, smallest) for other in near if other > node)


def tie_smaller(ties: Iterable[Tie]) -> Iterator[Tie]:
    """Tie each account, and the smaller ones near it, to the smallest of these."""
    for node, near in _group(ties).items():
        smallest = min(near)
        yield (node, smallest)
        yield from ((other, smallest) for other in near if other != smallest)


def _group(ties: Iterable[Tie]) -> dict[Node, set[Node]]:
    grouped: dict[Node, set[Node]] = {}
    for node, other in ties:
        grouped.setdefault(node, set()).add(other)
    return grouped


__all__ = ["contract_ties", "find_roots", "tie_larger", "tie_smaller", "turn_ties"]
