"""All accounts → the pairs of all their blocks, in so little memory that a million claims fit.

A block's key is kept as a hash and an account as its place in the list, in arrays by kind of block; two
keys that fall together cost a comparison. Accounts are put in the order of their days, so that the
pairs of neighbours in it, which come one after another, ask for the same few accounts.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from attrs import frozen

from claimgraph.arguments import take_each
from claimgraph.comparison.pairs.candidates import Pair, pair_block
from claimgraph.comparison.pairs.keys import Key, Sketch, name_blocks, sketch_account
from claimgraph.model import Account
from claimgraph.progress import Progress, track

# Each kind of block is dealt with in so many parts, one after another.
PARTS = 32
# Pairs are sorted in runs of so many first accounts.
RUN = 4096
SHIFT = 32
LOW = (1 << SHIFT) - 1


@frozen(eq=False)
class Candidates:
    """Pairs of accounts worth a comparison: ``ids`` in the order of their days, ``pairs`` of places in it.

    A pair is one number of 64 bits, the earlier place above; they ascend.
    """

    ids: Sequence[str]
    pairs: array[int]

    def __len__(self) -> int:
        return len(self.pairs)

    def __iter__(self) -> Iterator[Pair]:
        ids = self.ids
        for pair in self.pairs:
            a, b = ids[pair >> SHIFT], ids[pair & LOW]
            yield (a, b) if a < b else (b, a)


def gather_candidates(accounts: Iterable[Account], *, progress: Progress = None) -> Candidates:
    """Gather the pairs of accounts that are worth a comparison, each once, in a fixed order."""
    drawn = sorted(((sketch_account(one), one) for one in accounts), key=lambda two: (two[0].when, two[0].id))
    numbered = [Sketch(at, *sketch[1:]) for at, (sketch, _) in enumerate(drawn)]
    shelves = _Shelves()
    for at, (_, account) in enumerate(track(drawn, "finding candidates", progress=progress)):
        for key in name_blocks(account):
            shelves.put(key, at)
    ids = [sketch.id for sketch, _ in drawn]
    runs: dict[int, array[int]] = defaultdict(lambda: array("Q"))
    for kind, block in shelves.empty():
        for first, second in pair_block(kind, [numbered[at] for at in block]):
            runs[first // RUN].append(first << SHIFT | second)
    pairs = array("Q")
    for run in sorted(runs):
        pairs.extend(sorted(set(runs.pop(run))))
    return Candidates(ids, pairs)


class _Shelves:
    """Which accounts stand in which block, as numbers."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, int], tuple[array[int], array[int]]] = {}

    def put(self, key: Key, at: int) -> None:
        """Note that the account at a place stands in a block."""
        number = hash_key(key)
        part = (key[0], number % PARTS)
        shelf = self._parts.get(part)
        if shelf is None:
            shelf = self._parts[part] = (array("q"), array("I"))
        shelf[0].append(number)
        shelf[1].append(at)

    def empty(self) -> Iterator[tuple[str, list[int]]]:
        """Yield the blocks of two accounts and more, by their kind, and forget them."""
        for part in sorted(self._parts):
            blocks: dict[int, list[int]] = {}
            for number, at in zip(*self._parts.pop(part), strict=True):
                blocks.setdefault(number, []).append(at)
            yield from ((part[0], block) for block in blocks.values() if len(block) > 1)


def hash_key(key: Key) -> int:
    """Return the key of a block as a number of 64 bits; two that fall together cost one comparison."""
    digest = blake2b("\0".join(key).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def find_pairs(accounts: Iterable[Account]) -> Iterator[tuple[Account, Account]]:
    """Find the pairs of accounts worth a comparison, each once, in a fixed order.

    An article keeps its own accounts apart; they meet only through those of others. How many an
    account is paired with is bounded, however many accounts there are.
    """
    by_id = {account.id: account for account in take_each(accounts, Account, "find_pairs")}
    for a, b in gather_candidates(by_id.values()):
        yield by_id[a], by_id[b]


__all__ = ["Candidates", "find_pairs", "gather_candidates", "hash_key"]
