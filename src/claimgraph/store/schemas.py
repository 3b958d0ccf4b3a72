"""The tables of a store, and the steps that lead from each version of them to the next.

```
settings      what the store was filled with: the word tables, the weights
articles      one row each, in the order they came in; `content` keeps a second copy out
texts         their titles and texts for full-text search
accounts      one row each, with the article and the incident that it stands in
claims        which account holds a claim, for judgements
blocks        which accounts meet: a hash of the key of a block and an account
links         the pairs that blocks bring together, each with its score and the number of these blocks
incidents     one row each, stories too, with what they are sorted and searched by
names         the places and sources that incidents are found by
judgements    the log
files         what of a watched folder was taken
counts        how many articles, incidents and stories there are, kept by triggers
```

Nouns are JSON in the column `record`, as `claimgraph.output.records` builds them, packed by zlib. Those of
accounts and incidents stand in tables of their own, so that what is joined and searched lies close together.
"""

from __future__ import annotations

# "clgr" as a number, by which a file says that it is a store of claimgraph.
APPLICATION = 0x636C6772

# The index of the words; it holds no texts.
TEXTS = """CREATE VIRTUAL TABLE texts USING fts5 (
        title, text, content = '', tokenize = 'unicode61 remove_diacritics 2'
    )"""

_FIRST = (
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        id NOT NULL UNIQUE,
        content BLOB NOT NULL UNIQUE,
        reader TEXT NOT NULL,
        record NOT NULL
    )""",
    TEXTS,
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

# What is kept from before stays text until it is written again.
_THIRD = (
    "CREATE TABLE account_records (number INTEGER PRIMARY KEY REFERENCES accounts, record NOT NULL)",
    "INSERT INTO account_records SELECT number, record FROM accounts",
    """CREATE TABLE slim_accounts (
        number INTEGER PRIMARY KEY,
        id NOT NULL UNIQUE,
        article INTEGER NOT NULL REFERENCES articles,
        is_main INTEGER NOT NULL,
        incident TEXT REFERENCES incidents DEFERRABLE INITIALLY DEFERRED,
        is_open INTEGER NOT NULL DEFAULT 0,
        spot NOT NULL DEFAULT '',
        figure NOT NULL DEFAULT '',
        day NOT NULL DEFAULT '',
        claims INTEGER NOT NULL DEFAULT 0
    )""",
    """INSERT INTO slim_accounts (number, id, article, is_main, incident)
        SELECT number, id, article, is_main, incident FROM accounts""",
    "DROP TABLE accounts",
    "ALTER TABLE slim_accounts RENAME TO accounts",
    "CREATE INDEX accounts_of_article ON accounts (article)",
    "CREATE INDEX accounts_of_incident ON accounts (incident)",
    """CREATE TABLE incident_records (
        id TEXT PRIMARY KEY REFERENCES incidents ON DELETE CASCADE, record NOT NULL
    )""",
    "INSERT INTO incident_records SELECT id, record FROM incidents",
    """CREATE TABLE slim_incidents (
        id TEXT PRIMARY KEY,
        is_counted INTEGER NOT NULL,
        is_cumulative INTEGER NOT NULL,
        start TEXT NOT NULL,
        earliest TEXT,
        latest TEXT,
        accounts INTEGER NOT NULL,
        claims INTEGER NOT NULL,
        words TEXT NOT NULL
    ) WITHOUT ROWID""",
    """INSERT INTO slim_incidents
        SELECT id, is_counted, is_cumulative, start, earliest, latest, 0, 0, words FROM incidents""",
    "DROP TABLE incidents",
    "ALTER TABLE slim_incidents RENAME TO incidents",
    "CREATE INDEX incidents_by_day ON incidents (is_counted, is_cumulative, start, id)",
    """CREATE TABLE links (
        newer INTEGER NOT NULL,
        older INTEGER NOT NULL,
        score REAL,
        blocks INTEGER NOT NULL,
        is_strong INTEGER NOT NULL,
        is_close INTEGER NOT NULL,
        PRIMARY KEY (newer, older)
    ) WITHOUT ROWID""",
    "CREATE INDEX strong_links ON links (older, newer) WHERE is_strong",
    "CREATE INDEX close_links ON links (score) WHERE is_close",
    "CREATE INDEX articles_by_reader ON articles (reader)",
    "CREATE TABLE counts (name TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID",
    """INSERT INTO counts VALUES
        ('articles', (SELECT count(*) FROM articles)),
        ('incidents', (SELECT count(*) FROM incidents WHERE is_counted)),
        ('stories', (SELECT count(*) FROM incidents WHERE NOT is_counted))""",
    """CREATE TRIGGER count_article AFTER INSERT ON articles
        BEGIN UPDATE counts SET number = number + 1 WHERE name = 'articles'; END""",
    """CREATE TRIGGER count_incident AFTER INSERT ON incidents
        BEGIN UPDATE counts SET number = number + 1
        WHERE name = CASE WHEN new.is_counted THEN 'incidents' ELSE 'stories' END; END""",
    """CREATE TRIGGER discount_incident AFTER DELETE ON incidents
        BEGIN UPDATE counts SET number = number - 1
        WHERE name = CASE WHEN old.is_counted THEN 'incidents' ELSE 'stories' END; END""",
)

# The statements that lead from version n to n + 1 stand at place n; steps are added, never changed.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SECOND, _THIRD)
VERSION = len(MIGRATIONS)

__all__ = ["APPLICATION", "MIGRATIONS", "TEXTS", "VERSION"]
