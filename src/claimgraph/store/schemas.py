"""The tables of a store, and the steps that lead from each version of them to the next.

```
settings      what the store was filled with: the word tables, the weights
articles      one row each, in the order they came in; `content` keeps a second copy out
texts         their titles and texts for full-text search
accounts      one row each, with the article and the incident that it stands in
claims        which account holds a claim, for judgements
blocks        which accounts meet: a hash of the key of a block and an account
incidents     one row each, stories too, with what they are sorted and searched by
names         the places and sources that incidents are found by
judgements    the log
files         what of a watched folder was taken
```

Nouns are JSON text in the column `record`, as `claimgraph.output.records` builds them.
"""

from __future__ import annotations

# "clgr" as a number, by which a file says that it is a store of claimgraph.
APPLICATION = 0x636C6772

_FIRST = (
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        id NOT NULL UNIQUE,
        content BLOB NOT NULL UNIQUE,
        reader TEXT NOT NULL,
        record NOT NULL
    )""",
    """CREATE VIRTUAL TABLE texts USING fts5 (
        title, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
    )""",
    """CREATE TABLE incidents (
        id TEXT PRIMARY KEY,
        is_counted INTEGER NOT NULL,
        is_cumulative INTEGER NOT NULL,
        start TEXT NOT NULL,
        earliest TEXT,
        latest TEXT,
        words TEXT NOT NULL,
        record NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX incidents_by_day ON incidents (is_counted, is_cumulative, start, id)",
    """CREATE TABLE accounts (
        number INTEGER PRIMARY KEY,
        id NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES articles,
        is_main INTEGER NOT NULL,
        incident TEXT REFERENCES incidents DEFERRABLE INITIALLY DEFERRED,
        record NOT NULL
    )""",
    "CREATE INDEX accounts_of_article ON accounts (article)",
    "CREATE INDEX accounts_of_incident ON accounts (incident)",
    """CREATE TABLE claims (
        id NOT NULL, account INTEGER NOT NULL REFERENCES accounts, PRIMARY KEY (id, account)
    ) WITHOUT ROWID""",
    """CREATE TABLE blocks (
        key INTEGER NOT NULL, account INTEGER NOT NULL, PRIMARY KEY (key, account)
    ) WITHOUT ROWID""",
    """CREATE TABLE names (
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        incident TEXT NOT NULL REFERENCES incidents ON DELETE CASCADE,
        PRIMARY KEY (kind, name, incident)
    ) WITHOUT ROWID""",
    "CREATE INDEX names_of_incident ON names (incident)",
    "CREATE TABLE judgements (id TEXT PRIMARY KEY, record NOT NULL) WITHOUT ROWID",
)

_SECOND = (
    """CREATE TABLE files (
        path NOT NULL PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL
    ) WITHOUT ROWID""",
)

# The statements that lead from version n to n + 1 stand at place n; steps are added, never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND)
VERSION = len(MIGRATIONS)

__all__ = ["APPLICATION", "MIGRATIONS", "VERSION"]
