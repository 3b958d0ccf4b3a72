"""Which accounts meet which, kept from one adding to the next, so that a new one asks only those it meets.

The same pairs as those of `find_pairs`, which lists all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from claimgraph.comparison.pairs import Key, Pair, Sketch, name_blocks, pair_block, sketch_account
from claimgraph.model import Account

Meetings = Mapping[Key, Sequence[Sketch[str]]]
# By account, those it is paired with in one block.
Partners = Mapping[str, Sequence[str]]


def list_meetings(accounts: Iterable[Account], *, known: Meetings | None = None) -> Meetings:
    """List accounts by the keys of the blocks they stand in, after those that are known."""
    blocks = dict(known or {})
    fresh: dict[Key, list[Sketch[str]]] = {}
    for account in accounts:
        sketch = sketch_account(account)
        for key in name_blocks(account):
            fresh.setdefault(key, []).append(sketch)
    for key, members in fresh.items():
        blocks[key] = (*blocks.get(key, ()), *members)
    return blocks


def find_partners(key: Key, meetings: Meetings) -> Partners:
    """Find the partners of each account of one block."""
    partners: dict[str, list[str]] = {}
    for a, b in pair_block(key[0], meetings.get(key, ())):
        partners.setdefault(a, []).append(b)
        partners.setdefault(b, []).append(a)
    return partners


def find_lost(key: Key, meetings: Meetings, *, without: Iterable[str]) -> list[Pair]:
    """Find the pairs that the accounts of one block would have, were some of its accounts not there."""
    members = meetings.get(key, ())
    new = set(without)
    former = [one for one in members if one.id not in new]
    if len(former) == len(members):
        return []
    return sorted(set(pair_block(key[0], former)) - set(pair_block(key[0], members)))


__all__ = ["Meetings", "Partners", "find_lost", "find_partners", "list_meetings"]
