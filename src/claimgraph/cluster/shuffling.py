"""Rows of a bag → a bag in which all rows of one kind lie in one partition, moved by dask.

Rows travel as packed bytes, one parcel for each place they go to: dask then knows how large they are, and
holds, moves and spills few things instead of many.
"""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import partial
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from typing import Any, TypeVar

from claimgraph.errors import MissingExtraError

T = TypeVar("T")

# Into how many slots the rows of a partition are sorted for each partition there is: the engine spreads
# slots by chance, and the more there are the more alike are the partitions.
SLOTS = 16
Parcel = tuple[int, bytes]


def import_bags() -> Any:
    """Return dask's module of bags.

    Raises:
        MissingExtraError: dask is not installed.
    """
    try:
        import dask.bag
    except ImportError:
        raise MissingExtraError('work on a cluster needs dask: pip install "claimgraph[dask]"') from None
    return dask.bag


def bring_together(bag: Any, name: Callable[[T], Hashable], *, partitions: int) -> Any:
    """Bring rows together by name.

    Args:
        bag: Rows of any kind.
        name: The name of a row, a string or a tuple of strings. Rows of one name end in one partition, and
            so do those of other bags brought together into as many partitions.
        partitions: How many there are of each such bag.

    Returns:
        A bag of parcels; `open_parcels` gives the rows of a partition.
    """
    packed = bag.map_partitions(pack_rows, name, slots=partitions * SLOTS)
    return packed.groupby(itemgetter(0), shuffle="tasks")


def pack_rows(rows: Iterable[T], name: Callable[[T], Hashable], *, slots: int) -> list[Parcel]:
    """Pack rows into a parcel for each slot."""
    sorted_: dict[int, list[T]] = {}
    for row in rows:
        sorted_.setdefault(choose_slot(name(row), slots), []).append(row)
    return [
        (slot, zlib.compress(pickle.dumps(several, pickle.HIGHEST_PROTOCOL), 1))
        for slot, several in sorted(sorted_.items())
    ]


def choose_slot(name: Hashable, slots: int) -> int:
    """Return the slot of a name, the same in every process and year."""
    digest = blake2b(repr(name).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") % slots


def open_parcels(groups: Iterable[tuple[int, Iterable[Parcel]]]) -> Iterator[Any]:
    """Yield the rows of one partition, slot by slot; those of a slot lie together."""
    for _, parcels in groups:
        yield from chain.from_iterable(pickle.loads(zlib.decompress(packed)) for _, packed in parcels)


def apply_stage(stage: Callable[..., Iterable[Any]], *bags: Any, **named: Any) -> Any:
    """Return the bag of what a stage gives for each partition of bags that were brought together."""
    first, *others = bags
    return first.map_partitions(partial(_open_for, stage), *others, **named)


def apply_rows(function: Callable[[Iterable[Any]], Iterable[Any]], bag: Any) -> Any:
    """Return the bag of what a function gives for the rows of each partition."""
    return bag.map_partitions(partial(_list_rows, function))


def _list_rows(function: Callable[[Iterable[Any]], Iterable[T]], rows: Iterable[Any]) -> list[T]:
    return list(function(rows))


def keep_packed(bag: Any) -> Any:
    """Return a bag of parcels of which each row stays in its partition."""
    return bag.map_partitions(_pack_part)


def _pack_part(rows: Iterable[Any]) -> list[tuple[int, list[Parcel]]]:
    return [(0, pack_rows(rows, id, slots=1))]


def _open_for(stage: Callable[..., Iterable[T]], *opened: Iterable[Any], **named: Any) -> list[T]:
    # A list: what is on its way between workers cannot be a generator.
    return list(stage(*(list(open_parcels(groups)) for groups in opened), **named))


__all__ = [
    "apply_rows",
    "apply_stage",
    "bring_together",
    "choose_slot",
    "import_bags",
    "keep_packed",
    "open_parcels",
    "pack_rows",
]
