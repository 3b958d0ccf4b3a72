"""Which accounts meet which, kept from one adding to the next, so that a new one asks only those it meets.

The same pairs as those of `find_pairs`, which lists all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from claimgraph.comparison.pairs.candidates import Key, name_blocks, name_country
from claimgraph.model import Account

Meetings = Mapping[Key, tuple[Account, ...]]


def list_meetings(accounts: Iterable[Account], *, known: Meetings | None = None) -> Meetings:
    """List accounts by the keys of the blocks they stand in, after those that are known."""
    blocks = dict(known or {})
    fresh: dict[Key, list[Account]] = {}
    for account in accounts:
        for key in dict.fromkeys(name_blocks(account)):
            fresh.setdefault(key, []).append(account)
    for key, members in fresh.items():
        blocks[key] = (*blocks.get(key, ()), *members)
    return blocks


def find_partners(account: Account, meetings: Meetings) -> list[str]:
    """Find the ids of the accounts that one is worth comparing with, sorted."""
    country = name_country(account)
    found: set[str] = set()
    for key in name_blocks(account):
        # Where the country is left open, only those that name none meet everybody.
        is_open = key[0] == "day" and not key[2]
        found.update(
            other.id
            for other in meetings.get(("open", key[1]) if is_open and country else key, ())
            if other.article != account.article and other.scope is account.scope
        )
    return sorted(found)


__all__ = ["Meetings", "find_partners", "list_meetings"]
