"""What people decide → the log of a store, and the incidents that it changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from claimgraph.comparison.judgements import extend_log, name_judged
from claimgraph.comparison.pairs import Weights
from claimgraph.model import Account, Change, Claim, Incident, Judgement
from claimgraph.store.holdings import Holdings
from claimgraph.store.linking import Touched, relink_store, renew_links
from claimgraph.store.records import pack_noun


def record_judgements(
    connection: sqlite3.Connection,
    holdings: Holdings,
    judgements: Iterable[Judgement],
    *,
    weights: Weights | None,
) -> tuple[Change, ...]:
    """Write judgements that the log does not hold, and link again what they speak of.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        judgements: In the order in which they were made.
        weights: What each evidence weighs; the shipped weights if left out.

    Raises:
        MisuseError: One of them was undone before.
        ConstraintError: They contradict each other, or the log; the text names the chain.
    """
    renew_links(connection, holdings, weights=weights)
    log = known = holdings.list_judgements()
    for one in judgements:
        log = extend_log(log, one)
    fresh = [one for one in log if one not in known]
    connection.executemany(
        "INSERT INTO judgements VALUES (?, ?)", [(one.id, pack_noun(one)) for one in fresh]
    )
    judged = frozenset(holdings.numbers[account.id] for account in holdings.list_judged(fresh))
    return relink_store(connection, holdings, Touched(judged), weights=weights)


def name_end(holdings: Holdings, end: str | Account | Claim | Incident) -> str:
    """Return the id under which a judgement names what a person points at; see `name_judged`."""
    if isinstance(end, Incident):
        ids = [one.id for one in end.accounts if one.id in holdings.accounts]
        return name_judged(end, [holdings.accounts[id] for id in ids])
    id = end if isinstance(end, str) else getattr(end, "id", "")
    return name_judged(end, holdings.list_named([id]))


__all__ = ["name_end", "record_judgements"]
