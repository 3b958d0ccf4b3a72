"""What a store holds, looked up when it is first asked for: so much of it is read as a question needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from claimgraph.comparison.meetings import Meetings
from claimgraph.comparison.pairs import Sketch, hash_key, sketch_account
from claimgraph.model import Account, Article, Incident, Judgement
from claimgraph.store.records import pack_text, unpack_incident, unpack_noun, unpack_text

K = TypeVar("K")
V = TypeVar("V")

# So many rows are asked for at once.
BATCH = 500


class Lookup(Mapping[K, V]):
    """A mapping that looks a value up when it is first asked for, and keeps it if there is one.

    To go through it, or to count it, means what was asked for until then.
    """

    def __init__(self, find: Callable[[K], V | None]) -> None:
        self._find = find
        self._known: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        if key in self._known:
            return self._known[key]
        found = self._find(key)
        if found is None:
            raise KeyError(key)
        self._known[key] = found
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)


class Holdings:
    """The rows of a store as nouns, for one transaction.

    ``accounts`` finds accounts by id, ``articles`` articles, ``meetings`` the accounts of a block,
    ``companions`` the ids of those that stand in one incident with an account.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._told: dict[int, Account] = {}
        self.numbers: dict[str, int] = {}
        self.articles: Mapping[str, Article] = Lookup(self._find_article)
        self.accounts: Mapping[str, Account] = Lookup(self._find_account)
        self.meetings: Meetings = Lookup(self._find_block)
        self.companions: Mapping[str, Sequence[str]] = Lookup(self._find_companions)

    def note(self, number: int, account: Account) -> None:
        """Keep an account that has just been written."""
        self._told[number] = account
        self.numbers[account.id] = number

    def read_article(self, number: int) -> Article:
        """Return the article of a row."""
        asked = "SELECT record FROM articles WHERE number = ?"
        record = self._connection.execute(asked, (number,)).fetchone()[0]
        return unpack_noun(record, Article, f"article {number}")

    def list_accounts(self, numbers: Iterable[int]) -> list[Account]:
        """Return the accounts of some rows, in the order of these."""
        wanted = list(numbers)
        for some in _batch([number for number in wanted if number not in self._told]):
            rows = self._connection.execute(
                f"SELECT number, id, record FROM accounts WHERE number IN ({_mark(some)})", some
            )
            for number, id, record in rows:
                self.note(number, unpack_noun(record, Account, f"account {unpack_text(id)!a}"))
        return [self._told[number] for number in wanted]

    def list_judged(self, judgements: Iterable[Judgement]) -> list[Account]:
        """Return the accounts that judgements may speak of, in the order they came in."""
        return self.list_named({end for one in judgements for end in (one.a, one.b)})

    def list_named(self, ids: Iterable[str]) -> list[Account]:
        """Return the accounts that bear an id or hold a claim that does, in the order they came in."""
        numbers: set[int] = set()
        for some in _batch([pack_text(id) for id in sorted(ids)]):
            marks = _mark(some)
            numbers.update(
                row[0]
                for row in self._connection.execute(
                    f"SELECT account FROM claims WHERE id IN ({marks}) "
                    f"UNION SELECT number FROM accounts WHERE id IN ({marks})",
                    [*some, *some],
                )
            )
        return self.list_accounts(sorted(numbers))

    def list_incidents(self, ids: Iterable[str]) -> list[Incident]:
        """Return the incidents with these ids, in this order; an id that none has is left out."""
        found = []
        for id in ids:
            asked = "SELECT record FROM incidents WHERE id = ?"
            row = self._connection.execute(asked, (pack_text(id),)).fetchone()
            if row is not None:
                found.append(self.read_incident(id, row[0]))
        return found

    def read_incident(self, id: str, record: object) -> Incident:
        """Return the incident of a row."""
        rows = self._connection.execute("SELECT number FROM accounts WHERE incident = ?", (id,))
        numbers = [number for (number,) in rows]
        told = dict(zip(numbers, self.list_accounts(numbers), strict=True))
        return unpack_incident(record, told, f"incident {id}")

    def list_judgements(self) -> tuple[Judgement, ...]:
        """Return the log, by time and then by id."""
        rows = self._connection.execute("SELECT id, record FROM judgements")
        found = [unpack_noun(record, Judgement, f"judgement {id}") for id, record in rows]
        return tuple(sorted(found, key=lambda one: (one.when, one.id)))

    def _find_article(self, id: str) -> Article | None:
        row = self._connection.execute(
            "SELECT record FROM articles WHERE id = ?", (pack_text(id),)
        ).fetchone()
        return None if row is None else unpack_noun(row[0], Article, f"article {id!a}")

    def _find_account(self, id: str) -> Account | None:
        number = self.numbers.get(id)
        if number is None:
            row = self._connection.execute(
                "SELECT number FROM accounts WHERE id = ?", (pack_text(id),)
            ).fetchone()
            number = None if row is None else row[0]
        return None if number is None else self.list_accounts([number])[0]

    def _find_block(self, key: tuple[str, ...]) -> tuple[Sketch, ...]:
        rows = self._connection.execute("SELECT account FROM blocks WHERE key = ?", (hash_key(key),))
        return tuple(map(sketch_account, self.list_accounts([number for (number,) in rows])))

    def _find_companions(self, id: str) -> Sequence[str]:
        """Bind the members of an incident to the first of them, and that one to all."""
        rows = self._connection.execute(
            "SELECT other.id FROM accounts AS own JOIN accounts AS other ON other.incident = own.incident "
            "WHERE own.id = ? ORDER BY other.number",
            (pack_text(id),),
        )
        members = [unpack_text(other) for (other,) in rows]
        return members if members[:1] == [id] else members[:1]


def _batch(items: Sequence[V]) -> Iterator[Sequence[V]]:
    return (items[at : at + BATCH] for at in range(0, len(items), BATCH))


def _mark(items: Sequence[object]) -> str:
    return ", ".join("?" * len(items))


__all__ = ["BATCH", "Holdings", "Lookup"]
