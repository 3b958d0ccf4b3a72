"""Articles → the rows of a store: each exactly once, with its accounts.

What is looked up or written goes through SQLite many rows at a time, one table after another.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from claimgraph.comparison.main_incidents import list_mains
from claimgraph.errors import MisuseError
from claimgraph.model import Account, Article, Problem
from claimgraph.progress import Progress, track
from claimgraph.store.holdings import Holdings, cut_batches, mark_cells
from claimgraph.store.meetings import write_sketches
from claimgraph.store.records import clean_text, hash_article, pack_noun, pack_text, unpack_text

Told = tuple[Article, Sequence[Account]]
# From articles to each of them with its accounts.
Extractor = Callable[[Sequence[Article]], Iterable[Told]]
Numbered = Sequence[tuple[int, Article, Sequence[Account]]]


def write_articles(
    connection: sqlite3.Connection, holdings: Holdings, told: Sequence[Told], *, reader: str
) -> tuple[list[Article], frozenset[int], list[Problem]]:
    """Write articles with their accounts, which are not linked yet.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        told: Articles with all their accounts.
        reader: What read them; see `name_reader`.

    Returns:
        The articles that are new, the numbers of their accounts, and what was skipped because it says
        nothing new.

    Raises:
        MisuseError: An extractor gave an account whose id another account has.
    """
    repeats = find_repeats(connection, [article for article, _ in told])
    fresh = [(article, accounts) for article, accounts in told if article.id not in repeats]
    first = _find_number(connection, "articles")
    rows = [(number, article, accounts) for number, (article, accounts) in enumerate(fresh, first)]
    connection.executemany(
        "INSERT INTO articles (number, id, content, reader, record) VALUES (?, ?, ?, ?, ?)",
        (
            (number, pack_text(article.id), hash_article(article), reader, pack_noun(article))
            for number, article, _ in rows
        ),
    )
    return [article for article, _ in fresh], write_tellings(connection, holdings, rows), [*repeats.values()]


def find_repeats(connection: sqlite3.Connection, articles: Sequence[Article]) -> dict[str, Problem]:
    """Find the articles that say nothing new, or bear an id that is taken.

    Args:
        connection: The open store.
        articles: Articles of different ids.

    Returns:
        By id, a problem that says under which id there is the same; the first of each content is none.
    """
    known: dict[bytes, str] = {}
    taken: set[str] = set()
    hashed = {article.id: hash_article(article) for article in articles}
    for some in cut_batches(hashed.items()):
        contents, ids = [content for _, content in some], [pack_text(id) for id, _ in some]
        asked = f"SELECT content, id FROM articles WHERE content IN ({mark_cells(contents)})"
        known |= {content: unpack_text(id) for content, id in connection.execute(asked, contents)}
        asked = f"SELECT id FROM articles WHERE id IN ({mark_cells(ids)})"
        taken |= {unpack_text(id) for (id,) in connection.execute(asked, ids)}
    problems = {}
    for id, content in hashed.items():
        first = id if id in taken else known.setdefault(content, id)
        if id in taken or first != id:
            problems[id] = Problem(where=id, reason=f"skipped: the same article is in the store as {first!a}")
    return problems


def rewrite_accounts(
    connection: sqlite3.Connection,
    holdings: Holdings,
    *,
    reader: str,
    extract: Extractor,
    progress: Progress,
) -> frozenset[int]:
    """Read every article of a store anew, and list again what is found by its accounts and texts.

    An account with the id of a former one is noted in its incident, so that incidents keep their ids.

    Returns:
        The numbers of all accounts, to be linked again.
    """
    connection.execute("CREATE TEMP TABLE homes AS SELECT id, incident FROM accounts")
    for table in ("claims", "blocks", "links", "account_records", "accounts"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO texts (texts) VALUES ('delete-all')")
    numbers = [row[0] for row in connection.execute("SELECT number FROM articles ORDER BY number")]
    read = partial(_reread, holdings=holdings, extract=extract)
    found: set[int] = set()
    for some in cut_batches(track(numbers, "finding claims", progress=progress)):
        rows = read(some)
        found |= write_tellings(connection, holdings, rows)
    connection.execute("UPDATE articles SET reader = ?", (reader,))
    connection.execute("CREATE INDEX temp.home_of_account ON homes (id)")
    home = "SELECT incident FROM homes WHERE homes.id = accounts.id"
    connection.execute(f"UPDATE accounts SET incident = ({home})")
    connection.execute("DROP TABLE temp.homes")
    empty = "SELECT incident FROM accounts WHERE incident IS NOT NULL"
    connection.execute(f"DELETE FROM incidents WHERE id NOT IN ({empty})")
    return frozenset(found)


def _reread(numbers: Sequence[int], *, holdings: Holdings, extract: Extractor) -> Numbered:
    articles = {article.id: (number, article) for number, article in holdings.read_articles(numbers)}
    told = extract([article for _, article in articles.values()])
    return [(*articles[article.id], accounts) for article, accounts in told]


def write_tellings(connection: sqlite3.Connection, holdings: Holdings, rows: Numbered) -> frozenset[int]:
    """Write what articles are found by: their texts, accounts and claims.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        rows: Articles with the numbers of their rows and all their accounts, which are not linked yet.

    Returns:
        The numbers of the accounts.

    Raises:
        MisuseError: An extractor gave an account whose id another account has.
    """
    connection.executemany(
        "INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)",
        ((number, *list_texts(article)) for number, article, _ in rows),
    )
    accounts = [(number, account) for number, _, several in rows for account in several]
    _check_ids(connection, [account for _, account in accounts])
    mains = list_mains(account for _, account in accounts)
    numbered = list(enumerate(accounts, _find_number(connection, "accounts")))
    connection.executemany(
        "INSERT INTO accounts (number, id, article, is_main) VALUES (?, ?, ?, ?)",
        ((row, pack_text(one.id), number, one.id in mains) for row, (number, one) in numbered),
    )
    write_sketches(connection, {row: account for row, (_, account) in numbered})
    connection.executemany(
        "INSERT INTO account_records VALUES (?, ?)", ((row, pack_noun(one)) for row, (_, one) in numbered)
    )
    claims = {(pack_text(claim.id), row) for row, (_, one) in numbered for claim in one.claims}
    connection.executemany("INSERT INTO claims VALUES (?, ?)", sorted(claims, key=repr))
    for row, (_, account) in numbered:
        holdings.note(row, account)
    return frozenset(row for row, _ in numbered)


def list_texts(article: Article) -> tuple[str, str]:
    """Return what an article is searched by: its title and its text."""
    return clean_text(article.title), clean_text(article.text)


def _check_ids(connection: sqlite3.Connection, accounts: Sequence[Account]) -> None:
    ids = [account.id for account in accounts]
    known = {id for id, times in Counter(ids).items() if times > 1}
    for some in cut_batches([pack_text(id) for id in ids]):
        asked = f"SELECT id FROM accounts WHERE id IN ({mark_cells(some)})"
        known |= {unpack_text(id) for (id,) in connection.execute(asked, some)}
    for id in sorted(known)[:1]:
        raise MisuseError(f"two accounts have the id {id!a}; an extractor gives each its own")


def _find_number(connection: sqlite3.Connection, table: str) -> int:
    """Return the number of the next row of a table."""
    number: int = connection.execute(f"SELECT coalesce(max(number), 0) + 1 FROM {table}").fetchone()[0]
    return number


__all__ = [
    "Extractor",
    "find_repeats",
    "list_texts",
    "rewrite_accounts",
    "write_articles",
    "write_tellings",
]
