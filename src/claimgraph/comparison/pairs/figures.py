"""Evidence from what two accounts count, and by what and whom people came to harm."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from itertools import product
from pathlib import Path
from types import MappingProxyType

from claimgraph.comparison.pairs.profiles import Finding, Profile

# Below the one a shared figure says little (many events kill two), from the other on much.
SMALL, LARGE = 5, 12
# Figures of one event are seldom further apart than this.
FAR = 6


def compare_means(a: Profile, b: Profile) -> Finding | None:
    """Both name the same means, or means that no event is told by at once."""
    first, second = a.account.means, b.account.means
    shared = [means for means in first if means in second]
    if shared:
        return Finding("same means", f"both by {min(shared)}")
    if not first or not second or any(load_alike().get(one, frozenset()) & set(second) for one in first):
        return None
    one, other = sorted((first[0], second[0]))
    return Finding("different means", f"{one} is not {other}")


@lru_cache(maxsize=1)
def load_alike() -> Mapping[str, frozenset[str]]:
    """Return for each means the others that one event may be told by as well; see ``means.toml``."""
    table = tomllib.loads((Path(__file__).parent / "means.toml").read_text(encoding="utf-8"))
    alike: dict[str, set[str]] = {}
    for line in table["alike"]:
        for means in line:
            alike.setdefault(means, set()).update(line)
    return MappingProxyType({means: frozenset(others) for means, others in alike.items()})


def compare_actors(a: Profile, b: Profile) -> Finding | None:
    """Both name the same one as having done it."""
    first = {actor.casefold() for actor in a.account.actors}
    shared = sorted(actor for actor in b.account.actors if actor.casefold() in first)
    return Finding("same actor", f"both name {shared[0]}") if shared else None


def compare_figures(a: Profile, b: Profile) -> Finding | None:
    """Both count the same number of people for the same measure."""
    shared = sorted(a.figures & b.figures, key=lambda figure: (-figure[1], figure[0]))
    if not shared:
        return _compare_sizes(a, b)
    if len({measure for measure, _ in shared}) > 1:
        words = " and ".join(f"{value} {measure}" for measure, value in shared[:2])
        return Finding("same figure of two measures", f"both count {words}")
    measure, value = shared[0]
    # A second figure that fits makes the first one weightier.
    rank = (value >= SMALL) + (value >= LARGE) + (len(shared) > 1)
    name = ("same small figure", "same figure", "same large figure")[min(rank, 2)]
    return Finding(name, f"both count {value} {measure}")


def _compare_sizes(a: Profile, b: Profile) -> Finding | None:
    for claim, other in product(a.counted, b.counted):
        if claim.measure == other.measure and claim.part_of is None and other.part_of is None:
            low, high = sorted((claim.quantity.low, other.quantity.low))
            if claim.quantity.overlaps(other.quantity):
                return Finding("figures compatible", f"{claim.text} and {other.text} can both be true")
            if high > FAR * max(low, 1):
                return Finding("figures far apart", f"{claim.text} and {other.text} are far apart")
            return Finding("no figure shared", "their figures differ")
    return None


__all__ = ["FAR", "compare_actors", "compare_figures", "compare_means", "load_alike"]
