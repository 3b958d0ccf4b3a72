"""Links and judgements → components: what accounts end up together depends on nothing outside theirs.

A component are those connected by links from the threshold on, or by judgements. Adding therefore
groups whole components again, and only those with something new: see `find_region`.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from math import inf
from typing import NamedTuple, TypeVar

from claimgraph.comparison.meetings import Meetings, find_lost, find_partners
from claimgraph.comparison.pairs import (
    Candidates,
    Pair,
    Profiles,
    Weights,
    measure_score,
    name_blocks,
    read_scale,
)
from claimgraph.comparison.pairs.gathering import LOW, SHIFT
from claimgraph.comparison.scores import Scores
from claimgraph.model import Account

# The id of an account, a tuple with it, or its place.
Node = TypeVar("Node", str, tuple[str, str], int)
# So many accounts that nothing ties to others are dealt with at once.
ALONE = 1000


def find_components(ids: Iterable[Node], pairs: Iterable[tuple[Node, Node]]) -> dict[Node, Node]:
    """Find what pairs connect, directly or through others.

    Args:
        ids: Ids of accounts.
        pairs: Those that are linked or judged the same; those of other ids connect nothing.

    Returns:
        By id, the smallest id of its component.
    """
    root = {id: id for id in ids}
    for a, b in pairs:
        if a in root and b in root:
            first, second = sorted((_find_root(a, root), _find_root(b, root)))
            root[second] = first
    return {id: _find_root(id, root) for id in root}


def _find_root(id: Node, root: dict[Node, Node]) -> Node:
    while root[id] != id:
        root[id] = root[root[id]]
        id = root[id]
    return id


class Component(NamedTuple):
    """Accounts that nothing outside ties to others, and the pairs of them that met, as `Candidates` has them.

    ``places`` are those of the accounts, in the order of their ids; ``scores`` belong to ``pairs`` and are
    minus infinity below the threshold.
    """

    places: array[int]
    pairs: array[int]
    scores: array[float]

    def name_scores(self, ids: Mapping[int, str]) -> Scores:
        """Return the scores by pairs of ids, given the id of each place."""
        named: Scores = {}
        for pair, score in zip(self.pairs, self.scores, strict=True):
            a, b = ids[pair >> SHIFT], ids[pair & LOW]
            named[(a, b) if a < b else (b, a)] = None if score == -inf else score
        return named


def part_components(
    candidates: Candidates, scores: Sequence[float], bonds: Iterable[Pair]
) -> list[Component]:
    """Part accounts into components.

    Args:
        candidates: The pairs that met.
        scores: Their scores, minus infinity below the threshold.
        bonds: The pairs judged the same.

    Returns:
        The components, those of many pairs first; accounts that are alone stand `ALONE` together.
    """
    ids = candidates.ids
    root = _find_roots(candidates, scores, bonds)
    members: dict[int, list[int]] = {}
    for place in range(len(ids)):
        members.setdefault(root[place], []).append(place)
    parts = {
        first: Component(array("I", sorted(places, key=ids.__getitem__)), array("Q"), array("d"))
        for first, places in members.items()
        if len(places) > 1
    }
    for pair, score in zip(candidates.pairs, scores, strict=True):
        first = root[pair >> SHIFT]
        if first == root[pair & LOW]:
            parts[first].pairs.append(pair)
            parts[first].scores.append(score)
    alone = sorted((places[0] for places in members.values() if len(places) == 1), key=ids.__getitem__)
    single = [
        Component(array("I", alone[at : at + ALONE]), array("Q"), array("d"))
        for at in range(0, len(alone), ALONE)
    ]
    return sorted([*parts.values(), *single], key=lambda one: (-len(one.pairs), ids[one.places[0]]))


def _find_roots(candidates: Candidates, scores: Sequence[float], bonds: Iterable[Pair]) -> dict[int, int]:
    linked = (
        (pair >> SHIFT, pair & LOW)
        for pair, score in zip(candidates.pairs, scores, strict=True)
        if score != -inf
    )
    judged = sorted(bonds)
    place = {id: at for at, id in enumerate(candidates.ids)} if judged else {}
    bound = ((place[a], place[b]) for a, b in judged if a in place and b in place)
    return find_components(range(len(candidates.ids)), chain(linked, bound))


def find_region(
    accounts: Mapping[str, Account],
    touched: Iterable[str],
    *,
    meetings: Meetings,
    bonds: Mapping[str, Iterable[str]],
    weights: Weights,
) -> tuple[frozenset[str], Scores]:
    """Find what has to be grouped again when some accounts are new or newly judged.

    Args:
        accounts: All accounts by id.
        touched: Ids of the new or newly judged ones.
        meetings: Which accounts meet, all of them listed.
        bonds: By id, those that it is bound to besides: by the groups there were, and by what was judged
            the same; see `index_bonds`.
        weights: The threshold of a link.

    Returns:
        The ids of the components with something new, and the scored pairs within them.
    """
    fresh = set(touched)
    meet = lru_cache(maxsize=None)(partial(find_partners, meetings=meetings))
    measure = _remember_scores(accounts, weights)
    region: set[str] = set()
    pairs: set[Pair] = set()
    waiting = [*fresh, *_find_bereft(fresh, accounts, meetings=meetings, bonds=bonds, measure=measure)]
    while waiting:
        id = waiting.pop()
        if id in region:
            continue
        region.add(id)
        waiting += bonds.get(id, ())
        for other in {other for key in name_blocks(accounts[id]) for other in meet(key).get(id, ())}:
            pair = (id, other) if id < other else (other, id)
            pairs.add(pair)
            if measure(pair) is not None:
                waiting.append(other)
    return frozenset(region), {pair: measure(pair) for pair in sorted(pairs) if set(pair) <= region}


def _remember_scores(accounts: Mapping[str, Account], weights: Weights) -> Callable[[Pair], float | None]:
    """Return a function of a pair that works its score out once; ``None`` below the threshold."""
    scale = read_scale(weights)
    profiles = Profiles(accounts)

    def measure(pair: Pair) -> float | None:
        score = measure_score(profiles[pair[0]], profiles[pair[1]], scale=scale, cut=weights.threshold)
        return None if score == -inf else score

    return lru_cache(maxsize=None)(measure)


def _find_bereft(
    fresh: Collection[str],
    accounts: Mapping[str, Account],
    *,
    meetings: Meetings,
    bonds: Mapping[str, Iterable[str]],
    measure: Callable[[Pair], float | None],
) -> Iterator[str]:
    """Yield the accounts that new ones may have taken a pair from which mattered.

    That is a link, or a pair within one of the groups that there were.
    """
    for key in sorted({key for id in fresh for key in name_blocks(accounts[id])}):
        for a, b in find_lost(key, meetings, without=fresh):
            together = not {a, *bonds.get(a, ())}.isdisjoint({b, *bonds.get(b, ())})
            if together or measure((a, b)) is not None:
                yield from (a, b)


def index_bonds(groups: Iterable[Sequence[str]]) -> dict[str, set[str]]:
    """Bind the members of each group to its first one, and that one to them."""
    bonds: dict[str, set[str]] = {}
    for first, *others in groups:
        for other in others:
            bonds.setdefault(first, set()).add(other)
            bonds.setdefault(other, set()).add(first)
    return bonds


__all__ = ["Component", "find_components", "find_region", "index_bonds", "part_components"]
