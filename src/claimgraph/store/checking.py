"""A store → what does not hold together in it, from the pages of the file to the spans of the claims."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing

from claimgraph.comparison.pairs import hash_key, load_weights, name_blocks
from claimgraph.errors import FormatError
from claimgraph.graph import ClaimGraph
from claimgraph.model import Account, Article, Problem, Span
from claimgraph.store.filling import list_texts
from claimgraph.store.holdings import cut_batches
from claimgraph.store.linking import list_cells, list_names
from claimgraph.store.meetings import list_sketch, score_links
from claimgraph.store.records import hash_article, pack_text, unpack_text
from claimgraph.store.rescuing import rescue_graph
from claimgraph.store.schemas import TEXTS
from claimgraph.store.settings import describe_store, has_links, read_count

# So many findings of SQLite about its own pages are named.
MOST = 100
# So many pairs are scored at once.
PAIRS = 100_000


def check_store(connection: sqlite3.Connection) -> tuple[Problem, ...]:
    """Look through a whole store.

    Args:
        connection: The open store, in a transaction.

    Returns:
        What is wrong, each with where: broken pages, rows that refer to nothing, records that are
        none, texts that are not the ones noted, spans that do not cover their words, accounts in no
        incident or in no block, and whatever was worked out and is not what it is now. None where
        all is well.
    """
    pages = [*_check_pages(connection)]
    graph, lost = rescue_graph(connection)
    found = [*pages, *lost]
    for check in _CHECKS:
        try:
            found += check(connection, graph)
        except (sqlite3.DatabaseError, FormatError) as error:
            found.append(Problem(where="the file", reason=str(error)))
    return tuple(dict.fromkeys(found))


def _check_pages(connection: sqlite3.Connection) -> Iterator[Problem]:
    try:
        for (said,) in connection.execute(f"PRAGMA integrity_check({MOST})"):
            if said != "ok":
                yield Problem(where="the file", reason=said)
        for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            yield Problem(where=f"{table} {row}", reason=f"refers to a row of {parent} that is not there")
    except sqlite3.DatabaseError as error:
        yield Problem(where="the file", reason=str(error))


def _check_articles(connection: sqlite3.Connection, graph: ClaimGraph) -> Iterator[Problem]:
    asked = "SELECT content FROM articles WHERE id = ?"
    for article in graph.articles:
        row = connection.execute(asked, (pack_text(article.id),)).fetchone()
        if row is None or row[0] != hash_article(article):
            yield Problem(where=f"article {article.id!a}", reason="its text is not the one that was added")


def _check_accounts(connection: sqlite3.Connection, graph: ClaimGraph) -> Iterator[Problem]:
    """Yield the accounts that cannot be found by what leads to them."""
    # Blocks of an older version have other names; the next adding lists them anew.
    are_listed = has_links(connection)
    homes = {account.id: one.id for one in (*graph.incidents, *graph.stories) for account in one.accounts}
    for account in graph.accounts:
        where = f"account {account.id!a}"
        row = connection.execute(
            "SELECT number, incident, is_open, spot, figure, day, claims FROM accounts WHERE id = ?",
            (pack_text(account.id),),
        ).fetchone()
        if row is None or row[1] != homes[account.id]:
            yield Problem(where=where, reason="it does not stand in the incident that names it")
            continue
        if are_listed and row[2:] != list_sketch(account):
            yield Problem(
                where=where, reason="what its blocks ask for is not what it tells; reread() writes it anew"
            )
        if not _are_noted(connection, "claims", [pack_text(one.id) for one in account.claims], row[0]):
            yield Problem(where=where, reason="a claim of it is not listed")
        blocks = [hash_key(key) for key in name_blocks(account)] if are_listed else []
        if not _are_noted(connection, "blocks", blocks, row[0]):
            yield Problem(where=where, reason="it is missing in blocks; reread() lists them anew")


def _are_noted(
    connection: sqlite3.Connection, table: str, keys: Sequence[str | bytes | int], number: int
) -> bool:
    column = "id" if table == "claims" else "key"
    asked = f"SELECT 1 FROM {table} WHERE {column} = ? AND account = ?"
    return all(connection.execute(asked, (key, number)).fetchone() for key in keys)


def _check_spans(_: sqlite3.Connection, graph: ClaimGraph) -> Iterator[Problem]:
    texts = {article.id: article for article in graph.articles}
    for account in graph.accounts:
        for id, text, span in _list_spans(account):
            if _read_span(texts[account.article], span) != text:
                reason = f"the characters {span.start} to {span.end} of {account.article!a} are not its words"
                yield Problem(where=f"claim {id}", reason=reason)


def _list_spans(account: Account) -> Iterator[tuple[str, str, Span]]:
    for claim in account.claims:
        yield from ((claim.id, claim.text, span) for span in claim.spans)
    yield from ((denial.id, denial.text, denial.span) for denial in account.denials)
    yield from ((admission.id, admission.text, admission.span) for admission in account.admissions)


def _read_span(article: Article, span: Span) -> str:
    return article.text[span.start : span.end]


def _check_texts(connection: sqlite3.Connection, graph: ClaimGraph) -> Iterator[Problem]:
    articles, texts = (_count(connection, table) for table in ("articles", "texts"))
    if articles != texts:
        reason = f"{texts} of {articles} articles are found by their text; reread() lists them anew"
        yield Problem(where="the search", reason=reason)
    elif not _are_found(connection, graph.articles):
        yield Problem(
            where="the search", reason="articles are found by other words; reread() lists them anew"
        )


def _are_found(connection: sqlite3.Connection, articles: Sequence[Article]) -> bool:
    """Return whether the index of the texts is what one made anew is."""
    numbers = {
        unpack_text(id): number for number, id in connection.execute("SELECT number, id FROM articles")
    }
    with closing(sqlite3.connect(":memory:")) as anew:
        anew.execute(TEXTS)
        rows = ((numbers[one.id], *list_texts(one)) for one in articles if one.id in numbers)
        anew.executemany("INSERT INTO texts (rowid, title, text) VALUES (?, ?, ?)", rows)
        return _list_words(connection) == _list_words(anew)


def _list_words(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return of every word of the index how often it stands where, in all articles together."""
    connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, texts, instance)")
    try:
        cells = "term, col, count(*), sum(doc), sum(doc * offset), sum(doc * doc)"
        return connection.execute(f"SELECT {cells} FROM temp.words GROUP BY term, col").fetchall()
    finally:
        connection.execute("DROP TABLE temp.words")


def _check_links(connection: sqlite3.Connection, graph: ClaimGraph) -> Iterator[Problem]:
    """Yield the accounts whose pairs are none, or are scored otherwise."""
    accounts = {account.id: account for account in graph.accounts}
    rows = connection.execute("SELECT number, id FROM accounts")
    ids = {number: unpack_text(id) for number, id in rows}
    known = {number for number, id in ids.items() if id in accounts}
    wrong = set()
    for some in cut_batches(connection.execute("SELECT * FROM links"), PAIRS):
        fit = [row for row in some if row[0] in known and row[1] in known and row[1] < row[0]]
        wrong |= {row[0] for row in some} - {row[0] for row in fit}
        scored = score_links([row[:2] for row in fit], ids, accounts, weights=graph.weights or load_weights())
        for (newer, _, score, blocks, *kinds), expected in zip(fit, scored, strict=True):
            if (score, *kinds) != expected or not isinstance(blocks, int) or blocks < 1:
                wrong.add(newer)
    for number in sorted(wrong, key=repr):
        yield Problem(where=f"account {number}", reason="a pair of it is none; reread() lists them anew")


def _check_rows(connection: sqlite3.Connection, graph: ClaimGraph) -> Iterator[Problem]:
    """Yield the incidents that are sorted or found by something else than what they tell."""
    if not has_links(connection):
        return
    for one in (*graph.incidents, *graph.stories):
        row = connection.execute("SELECT * FROM incidents WHERE id = ?", (one.id,)).fetchone()
        names = connection.execute(
            "SELECT * FROM names WHERE incident = ? ORDER BY 1, 2", (one.id,)
        ).fetchall()
        if row is not None and (row != list_cells(one) or names != list_names(one)):
            yield Problem(
                where=f"incident {one.id}",
                reason="it is found by what it does not tell; reread() writes it anew",
            )


def _check_settings(connection: sqlite3.Connection, _: ClaimGraph) -> Iterator[Problem]:
    """Yield nothing; what is noted of the whole file is read."""
    describe_store(connection)
    yield from ()


def _check_counts(connection: sqlite3.Connection, _: ClaimGraph) -> Iterator[Problem]:
    tables = {
        "articles": "articles",
        "incidents": "incidents WHERE is_counted",
        "stories": "incidents WHERE NOT is_counted",
    }
    for name, table in tables.items():
        noted, found = read_count(connection, name), _count(connection, table)
        if noted != found:
            yield Problem(where="the file", reason=f"{noted} {name} are noted, {found} are there")


def _count(connection: sqlite3.Connection, table: str) -> int:
    found: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return found


_CHECKS = (
    _check_articles,
    _check_accounts,
    _check_links,
    _check_spans,
    _check_texts,
    _check_rows,
    _check_counts,
    _check_settings,
)

__all__ = ["check_store"]
