"""Accounts and incidents → the incident that each article is mainly about."""

from __future__ import annotations

from collections.abc import Iterable

from claimgraph.model import Account, Incident, Scope


def find_main_incidents(accounts: Iterable[Account], incidents: Iterable[Incident]) -> dict[str, Incident]:
    """Find the incident that each article is mainly about, also where a story counts nobody.

    Args:
        accounts: Accounts of any articles, in any order.
        incidents: What `link_accounts` made of them.

    Returns:
        By article, in the order of the accounts: the incident of the main account.
    """
    home = {account.id: incident for incident in incidents for account in incident.accounts}
    told: dict[str, list[Account]] = {}
    for account in accounts:
        if account.id in home:
            told.setdefault(account.article, []).append(account)
    return {article: home[choose_main(group).id] for article, group in told.items()}


def choose_main(accounts: Iterable[Account]) -> Account:
    """Choose the account that an article is mainly about: the event told first.

    A count over a period is the main one only of an article that tells of no event. The order in
    which the accounts are given does not matter.
    """
    return min(accounts, key=_rank)


def list_mains(accounts: Iterable[Account]) -> frozenset[str]:
    """Return the ids of the accounts that their articles are mainly about."""
    told: dict[str, list[Account]] = {}
    for account in accounts:
        told.setdefault(account.article, []).append(account)
    return frozenset(choose_main(group).id for group in told.values())


def _rank(account: Account) -> tuple[bool, int, str]:
    starts = [span.start for claim in account.claims for span in claim.spans]
    return account.scope is not Scope.INCIDENT, min(starts, default=0), account.id


__all__ = ["choose_main", "find_main_incidents", "list_mains"]
