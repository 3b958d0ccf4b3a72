"""What a store holds, looked up when it is first asked for: so much of it is read as a question needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

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


class Row(NamedTuple):
    """An account without its record: its id, its incident, and whether its article is mainly about it."""

    id: str
    incident: str | None
    is_main: bool


class Holdings:
    """The rows of a store as nouns, for one transaction.

    ``accounts`` finds accounts by id, ``articles`` articles; ``numbers`` has the rows of the accounts
    that were asked for until then.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._told: dict[int, Account] = {}
        self.numbers: dict[str, int] = {}
        self.articles: Mapping[str, Article] = Lookup(self._find_article)
        self.accounts: Mapping[str, Account] = Lookup(self._find_account)

    def forget(self, *, but: Iterable[int] = ()) -> None:
        """Let go of the accounts that were read, but for some; asked for again, they are read again."""
        self._told = {number: self._told[number] for number in but if number in self._told}
        self.accounts = Lookup(self._find_account)

    def note(self, number: int, account: Account) -> None:
        """Keep an account that has just been written or read."""
        self._told[number] = account
        self.numbers[account.id] = number

    def read_articles(self, numbers: Sequence[int]) -> list[tuple[int, Article]]:
        """Return the articles of some rows with their numbers, by number."""
        asked = f"SELECT number, record FROM articles WHERE number IN ({mark_cells(numbers)}) ORDER BY number"
        rows = self._connection.execute(asked, numbers)
        return [(number, unpack_noun(record, Article, f"article {number}")) for number, record in rows]

    def list_rows(self, numbers: Iterable[int]) -> dict[int, Row]:
        """Return the rows of some accounts by number, without what they tell."""
        found = {}
        for some in cut_batches(numbers):
            asked = f"SELECT number, id, incident, is_main FROM accounts WHERE number IN ({mark_cells(some)})"
            for number, id, incident, is_main in self._connection.execute(asked, some):
                found[number] = Row(unpack_text(id), incident, bool(is_main))
                self.numbers[found[number].id] = number
        return found

    def list_accounts(self, numbers: Iterable[int]) -> list[Account]:
        """Return the accounts of some rows, in the order of these."""
        wanted = list(numbers)
        for some in cut_batches([number for number in wanted if number not in self._told]):
            asked = f"SELECT number, record FROM account_records WHERE number IN ({mark_cells(some)})"
            for number, record in self._connection.execute(asked, some):
                self.note(number, unpack_noun(record, Account, f"account {number}"))
        return [self._told[number] for number in wanted]

    def list_judged(self, judgements: Iterable[Judgement]) -> list[Account]:
        """Return the accounts that judgements may speak of, in the order they came in."""
        return self.list_named({end for one in judgements for end in (one.a, one.b)})

    def list_named(self, ids: Iterable[str]) -> list[Account]:
        """Return the accounts that bear an id or hold a claim that does, in the order they came in."""
        numbers: set[int] = set()
        for some in cut_batches([pack_text(id) for id in sorted(ids)]):
            marks = mark_cells(some)
            numbers.update(
                row[0]
                for row in self._connection.execute(
                    f"SELECT account FROM claims WHERE id IN ({marks}) "
                    f"UNION SELECT number FROM accounts WHERE id IN ({marks})",
                    [*some, *some],
                )
            )
        return self.list_accounts(sorted(numbers))

    def list_members(self, incidents: Iterable[str]) -> dict[str, list[int]]:
        """Return the numbers of the accounts of some incidents, in order; of one there is not, none."""
        found: dict[str, list[int]] = {}
        for some in cut_batches(incidents):
            asked = f"SELECT incident, number FROM accounts WHERE incident IN ({mark_cells(some)})"
            for id, number in self._connection.execute(asked, some):
                found.setdefault(id, []).append(number)
        return {id: sorted(numbers) for id, numbers in found.items()}

    def list_incidents(self, ids: Iterable[str]) -> list[Incident]:
        """Return the incidents with these ids, in this order; an id that none has is left out."""
        found: list[Incident] = []
        for some in cut_batches(ids):
            cells = [pack_text(id) for id in some]
            asked = f"SELECT id, record FROM incident_records WHERE id IN ({mark_cells(cells)})"
            records = dict(self._connection.execute(asked, cells).fetchall())
            members = self.list_members(records)
            self.list_accounts(sorted({number for told in members.values() for number in told}))
            found += [self._unpack(id, records[id], members.get(id, [])) for id in some if id in records]
        return found

    def _unpack(self, id: str, record: object, numbers: Sequence[int]) -> Incident:
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


def cut_batches(items: Iterable[V], size: int = BATCH) -> Iterator[list[V]]:
    """Cut items into batches, of as many as are asked for at once."""
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def mark_cells(items: Sequence[object]) -> str:
    """Return the marks of so many cells in a statement."""
    return ", ".join("?" * len(items))


__all__ = ["BATCH", "Holdings", "Lookup", "Row", "cut_batches", "mark_cells"]
