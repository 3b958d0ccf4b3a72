"""Articles → the rows of a store: each exactly once, with its accounts and the blocks these meet in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from claimgraph.comparison.main_incidents import list_mains
from claimgraph.comparison.pairs import hash_key, name_blocks
from claimgraph.errors import MisuseError, StoreError
from claimgraph.model import Account, Article, Problem
from claimgraph.progress import Progress, track
from claimgraph.store.holdings import Holdings
from claimgraph.store.records import clean_text, hash_article, pack_noun, pack_text, unpack_text

Extractor = Callable[[Article], Sequence[Account]]


def write_articles(
    connection: sqlite3.Connection,
    holdings: Holdings,
    articles: Iterable[Article],
    *,
    reader: str,
    extract: Extractor,
) -> tuple[list[Article], list[Account], list[Problem]]:
    """Write articles with their accounts, which are not linked yet.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        articles: Articles with ids that the store does not have.
        reader: What reads them; see `name_reader`.
        extract: The way from an article to its accounts.

    Returns:
        The articles that are new, their accounts, and what was skipped because it says nothing new.
    """
    added: list[Article] = []
    found: list[Account] = []
    problems: list[Problem] = []
    for article in articles:
        number = write_article(connection, article, reader=reader)
        if isinstance(number, Problem):
            problems.append(number)
            continue
        accounts = extract(article)
        write_accounts(connection, holdings, number, accounts)
        added.append(article)
        found += accounts
    write_blocks(connection, holdings, found)
    return added, found, problems


def rewrite_accounts(
    connection: sqlite3.Connection,
    holdings: Holdings,
    *,
    reader: str,
    extract: Extractor,
    progress: Progress,
) -> list[Account]:
    """Read every article of a store anew, and list again what is found by its accounts and texts.

    An account with the id of a former one is noted in its incident, so that incidents keep their ids.

    Returns:
        All accounts, to be linked again.
    """
    homes = connection.execute("SELECT incident, id FROM accounts WHERE incident IS NOT NULL").fetchall()
    for table in ("claims", "blocks", "accounts"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO texts (texts) VALUES ('delete-all')")
    numbers = [row[0] for row in connection.execute("SELECT number FROM articles ORDER BY number")]
    found: list[Account] = []
    for number in track(numbers, "finding claims", progress=progress):
        article = holdings.read_article(number)
        accounts = extract(article)
        write_accounts(connection, holdings, number, accounts)
        _write_text(connection, number, article)
        found += accounts
    connection.execute("UPDATE articles SET reader = ?", (reader,))
    write_blocks(connection, holdings, found)
    connection.executemany("UPDATE accounts SET incident = ? WHERE id = ?", homes)
    empty = "SELECT incident FROM accounts WHERE incident IS NOT NULL"
    connection.execute(f"DELETE FROM incidents WHERE id NOT IN ({empty})")
    return found


def write_article(connection: sqlite3.Connection, article: Article, *, reader: str) -> int | Problem:
    """Write an article that says something new.

    Args:
        connection: The open store, in a transaction of a writer.
        article: An article with an id that the store does not have.
        reader: What reads it; see `name_reader`.

    Returns:
        The number of its row, or a problem that says under which id the store has it already.
    """
    content = hash_article(article)
    known = connection.execute("SELECT id FROM articles WHERE content = ?", (content,)).fetchone()
    if known is not None:
        reason = f"skipped: the same article is in the store as {unpack_text(known[0])!a}"
        return Problem(where=article.id, reason=reason)
    cells: tuple[Any, ...] = (pack_text(article.id), content, reader, pack_noun(article))
    added = connection.execute(
        "INSERT INTO articles (id, content, reader, record) VALUES (?, ?, ?, ?)", cells
    )
    number = added.lastrowid
    if number is None:
        raise StoreError(f"the article {article.id!a} could not be written")
    _write_text(connection, number, article)
    return number


def _write_text(connection: sqlite3.Connection, number: int, article: Article) -> None:
    cells = (number, clean_text(article.title), clean_text(article.text))
    connection.execute("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", cells)


def write_accounts(
    connection: sqlite3.Connection, holdings: Holdings, number: int, accounts: Sequence[Account]
) -> None:
    """Write all accounts of the article with a number, not linked yet.

    Raises:
        MisuseError: An extractor gave an account whose id another account has.
    """
    mains = list_mains(accounts)
    for account in accounts:
        if account.id in holdings.accounts:
            raise MisuseError(f"two accounts have the id {account.id!a}; an extractor gives each its own")
        cells = (pack_text(account.id), number, account.id in mains, pack_noun(account))
        added = connection.execute(
            "INSERT INTO accounts (id, article, is_main, record) VALUES (?, ?, ?, ?)", cells
        )
        row = added.lastrowid or 0
        holdings.note(row, account)
        claims = {claim.id for claim in account.claims}
        connection.executemany(
            "INSERT INTO claims VALUES (?, ?)", [(pack_text(id), row) for id in sorted(claims)]
        )


def write_blocks(connection: sqlite3.Connection, holdings: Holdings, accounts: Iterable[Account]) -> None:
    """Write which blocks accounts stand in; in the order of the keys, as they lie in the file."""
    rows = {
        (hash_key(key), holdings.numbers[account.id]) for account in accounts for key in name_blocks(account)
    }
    connection.executemany("INSERT INTO blocks VALUES (?, ?)", sorted(rows))


__all__ = [
    "Extractor",
    "rewrite_accounts",
    "write_accounts",
    "write_article",
    "write_articles",
    "write_blocks",
]
