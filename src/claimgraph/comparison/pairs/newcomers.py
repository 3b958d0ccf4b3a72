"""New accounts of a block → the pairs that they bring, and those that they part.

The same as to pair the block before and after, without going through what stays: a block that
keeps all its pairs is asked for those of the new accounts alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.comparison.pairs import candidates
from claimgraph.comparison.pairs.candidates import Pair, pair_block
from claimgraph.comparison.pairs.keys import Sketch


def compare_block(
    kind: str, known: Sequence[Sketch[str]], fresh: Sequence[Sketch[str]]
) -> tuple[list[Pair], list[Pair]]:
    """Tell what new accounts do to the pairs of a block.

    Args:
        kind: The first part of the key of the block.
        known: The accounts that stood in it, each once, in any order.
        fresh: Those that are new in it; none of them is known.

    Returns:
        The pairs that are new, each with a new account, and the pairs of known ones that meet no longer.
    """
    if len(known) + len(fresh) > candidates.BOUNDS[kind].full:
        before, after = (frozenset(pair_block(kind, side)) for side in (known, [*known, *fresh]))
        return sorted(after - before), sorted(before - after)
    # All meet: each new one those that were there, and the new ones before it.
    met = ((other, one) for at, one in enumerate(fresh) for other in (*known, *fresh[:at]))
    return [pair for both in met for pair in pair_block(kind, both)], []


__all__ = ["compare_block"]
