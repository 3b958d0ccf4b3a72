"""Incidents → bytes without their accounts, for a process that has these, and back.

What stands in an account, its claims and its id among them, is only named by its place, and is the very same
object again where it is unpacked: that is both faster and smaller than to send it.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from io import BytesIO
from typing import Any, cast

from claimgraph.model import Account, Incident

# What of an account is meant, where it is not a claim by its place.
ACCOUNT, ID = -1, -2
Name = tuple[int, int]


def pack_incidents(incidents: Sequence[Incident], accounts: Sequence[Account]) -> bytes:
    """Return incidents as bytes.

    Args:
        incidents: Incidents of some of the accounts.
        accounts: The accounts, in the order in which the receiver will have them.
    """
    parcel = BytesIO()
    _Packer(parcel, accounts).dump(incidents)
    return parcel.getvalue()


def unpack_incidents(parcel: bytes, accounts: Sequence[Account]) -> list[Incident]:
    """Return the incidents of `pack_incidents`, given equal accounts in the same order."""
    return cast("list[Incident]", _Unpacker(BytesIO(parcel), accounts).load())


class _Packer(pickle.Pickler):
    def __init__(self, file: BytesIO, accounts: Sequence[Account]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        # By identity: as long as this lives, so do they, and nothing else is called the same.
        self._names: dict[int, Name] = {}
        self._accounts = accounts
        for at, account in enumerate(accounts):
            self._names.update({id(account): (at, ACCOUNT), id(account.id): (at, ID)})
            self._names.update({id(claim): (at, number) for number, claim in enumerate(account.claims)})

    def persistent_id(self, obj: Any) -> Name | None:
        return self._names.get(id(obj))


class _Unpacker(pickle.Unpickler):
    def __init__(self, file: BytesIO, accounts: Sequence[Account]) -> None:
        super().__init__(file)
        self._accounts = accounts

    def persistent_load(self, pid: Name) -> Any:
        at, what = pid
        account = self._accounts[at]
        if what == ACCOUNT:
            return account
        return account.id if what == ID else account.claims[what]


__all__ = ["pack_incidents", "unpack_incidents"]
