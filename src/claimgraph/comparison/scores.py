"""Pairs of accounts → their scores, as far as anything hangs on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import inf

from claimgraph.comparison.pairs import Pair, Profile, Weights, measure_score, read_profile, read_scale
from claimgraph.model import Account

# By pair, the smaller id first. ``None`` where two met whose score, below the threshold, is not worked out.
Scores = dict[Pair, float | None]
# So many accounts are kept ready for comparison; others are made ready again when they are asked for.
MOST_PROFILES = 1 << 15


def score_pairs(
    pairs: Iterable[Pair], accounts: Mapping[str, Account], *, weights: Weights, cut: float = -inf
) -> Iterator[float]:
    """Score pairs of accounts one by one.

    Args:
        pairs: Pairs of ids; it goes fastest where pairs of the same accounts lie together.
        accounts: The accounts by id.
        weights: What each evidence weighs.
        cut: Scores below it are not worked out.

    Returns:
        A score a pair, minus infinity where it is below the cut.
    """
    scale = read_scale(weights)

    @lru_cache(maxsize=MOST_PROFILES)
    def read(id: str) -> Profile:
        return read_profile(accounts[id])

    for a, b in pairs:
        yield measure_score(read(a), read(b), scale=scale, cut=cut)


__all__ = ["Scores", "score_pairs"]
