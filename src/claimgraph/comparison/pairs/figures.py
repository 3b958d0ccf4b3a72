"""Evidence from what two accounts count, and by what and whom people came to harm."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from claimgraph.comparison.pairs.profiles import Finding, Profile
from claimgraph.model import Claim

# Below the one a shared figure says little (many events kill two), from the other on much.
SMALL, LARGE = 5, 12
# Figures of one event are seldom further apart than this.
FAR = 6

SAME_MEANS, DIFFERENT_MEANS = Finding("same means"), Finding("different means")
SAME_ACTOR = Finding("same actor")
TWO_MEASURES = Finding("same figure of two measures")
SAME_FIGURE = (Finding("same small figure"), Finding("same figure"), Finding("same large figure"))
COMPATIBLE, FAR_APART = Finding("figures compatible"), Finding("figures far apart")
NO_FIGURE = Finding("no figure shared")

MEANS = (SAME_MEANS.name, DIFFERENT_MEANS.name)
FIGURES = tuple(found.name for found in (TWO_MEASURES, *SAME_FIGURE, COMPATIBLE, FAR_APART, NO_FIGURE))
ACTORS = (SAME_ACTOR.name,)


def compare_means(a: Profile, b: Profile) -> Finding | None:
    """Both name the same means, or means that no event is told by at once."""
    first, second = a.account.means, b.account.means
    if not first or not second:
        return None
    if not set(first).isdisjoint(second):
        return SAME_MEANS
    alike = load_alike()
    return None if any(alike.get(one, frozenset()) & set(second) for one in first) else DIFFERENT_MEANS


def word_means(a: Profile, b: Profile, found: Finding) -> str:
    """Say which means both name, or which each does."""
    first, second = a.account.means, b.account.means
    if found is SAME_MEANS:
        return f"both by {min(means for means in first if means in second)}"
    one, other = sorted((first[0], second[0]))
    return f"{one} is not {other}"


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
    return SAME_ACTOR if a.actors and b.actors and not a.actors.isdisjoint(b.actors) else None


def word_actors(a: Profile, b: Profile, found: Finding) -> str:
    """Say whom both name."""
    return f"both name {min(actor for actor in b.account.actors if actor.casefold() in a.actors)}"


def compare_figures(a: Profile, b: Profile) -> Finding | None:
    """Both count the same number of people for the same measure."""
    shared = a.figures & b.figures
    if not shared:
        return _compare_sizes(a, b)
    if len({measure for measure, _ in shared}) > 1:
        return TWO_MEASURES
    value = max([value for _, value in shared])
    # A second figure that fits makes the first one weightier.
    rank = (value >= SMALL) + (value >= LARGE) + (len(shared) > 1)
    return SAME_FIGURE[min(rank, 2)]


def _compare_sizes(a: Profile, b: Profile) -> Finding | None:
    found = _find_comparable(a.counted, b.counted)
    if found is None:
        return None
    one, other = found[0].quantity, found[1].quantity
    if one.overlaps(other):
        return COMPATIBLE
    low, high = (one.low, other.low) if one.low < other.low else (other.low, one.low)
    return FAR_APART if high > FAR * max(low, 1) else NO_FIGURE


def _find_comparable(first: Sequence[Claim], second: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Return the first two claims that count the same thing."""
    for claim in first:
        for other in second:
            if claim.measure == other.measure:
                return claim, other
    return None


def word_figures(a: Profile, b: Profile, found: Finding) -> str:
    """Say which figure both give, or how theirs differ."""
    shared = sorted(a.figures & b.figures, key=lambda figure: (-figure[1], figure[0]))
    if shared:
        listed = shared[:2] if found is TWO_MEASURES else shared[:1]
        return f"both count {' and '.join(f'{value} {measure}' for measure, value in listed)}"
    comparable = _find_comparable(a.counted, b.counted)
    if comparable is None or found is NO_FIGURE:
        return "their figures differ"
    texts = f"{comparable[0].text} and {comparable[1].text}"
    return f"{texts} can both be true" if found is COMPATIBLE else f"{texts} are far apart"


__all__ = [
    "FAR",
    "compare_actors",
    "compare_figures",
    "compare_means",
    "load_alike",
    "word_actors",
    "word_figures",
    "word_means",
]
