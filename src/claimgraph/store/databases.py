"""One SQLite file: opened, brought up to date, and each failure said in our words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claimgraph.errors import ClaimGraphError, FormatError, StoreError
from claimgraph.store.schemas import APPLICATION, MIGRATIONS, VERSION

_DAMAGED = (
    "is damaged: `claimgraph store check` says where, `claimgraph store export` rescues what can be read"
)
# What SQLite's primary codes of failure mean for whoever keeps a store; the rest is said in its own words.
_REASONS = {
    sqlite3.SQLITE_BUSY: "is being written by another process; try again, or give a longer timeout",
    sqlite3.SQLITE_LOCKED: "is being written by another process; try again, or give a longer timeout",
    sqlite3.SQLITE_READONLY: "can only be read: the file, or the folder it is in, is write-protected",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; nothing of this was kept",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; is the folder there, and may it be written to?",
}
# How it shows that a row is not what was written: the file is damaged, or the mistake is ours.
_SURPRISES = (AttributeError, LookupError, TypeError, ValueError)
# Kibibytes of pages that a connection keeps at hand: new rows of blocks lie all over the file. Bytes that the
# log keeps on the disk when it was written back.
CACHE, LOG = 65_536, 64 * 1024 * 1024
# How often a new file is tried to be made while others make it.
TRIES = 100


class Database:
    """A connection to the file of a store, with its transactions.

    Readers never wait: the file keeps a write-ahead log (decision 0023). A connection belongs to
    the thread that opened it.
    """

    def __init__(self, path: str | os.PathLike[str], *, timeout: float) -> None:
        self.path = Path(path)
        self._connection: sqlite3.Connection | None = None
        with self.explain():
            self._connection = self._connect(timeout)
        try:
            with self.explain():
                self._prepare()
        except BaseException:
            self.close()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection.

        Raises:
            StoreError: The store was closed.
        """
        if self._connection is None:
            raise StoreError(f"the store {self.path} was closed; open it again with Store(path)")
        return self._connection

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """See one committed state for as long as this lasts, whatever others write meanwhile."""
        connection = self.connection
        if connection.in_transaction:
            yield connection
            return
        with self.explain():
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.rollback()

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """Be the one writer; all of it is kept at the end, or nothing if anything goes wrong."""
        connection = self.connection
        if connection.in_transaction:
            raise StoreError(f"the store {self.path} is in the middle of another adding")
        with self.explain():
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.rollback()

    @contextmanager
    def explain(self) -> Iterator[None]:
        """Raise what SQLite reports as an error of ours.

        Raises:
            FormatError: The file is no database.
            StoreError: It is locked, damaged, write-protected, or the disk is full.
        """
        try:
            yield
        except ClaimGraphError:
            raise
        except _SURPRISES as error:
            problem = self._find_damage(error)
            if problem is None:
                raise
            raise StoreError(f"the store {self.path} {_DAMAGED} ({problem})") from error
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_NOTADB:
                raise FormatError(f"{self.path} is no store of claimgraph, and no SQLite file") from error
            raise StoreError(f"the store {self.path} {_REASONS.get(code, f'failed: {error}')}") from error

    def _find_damage(self, error: Exception) -> object:
        """Return what is wrong with the file where something broke; ``None`` if the mistake is ours."""
        from claimgraph.store.checking import check_store

        if self._connection is None:
            # SQLite names what it cannot read of a broken schema, and that is no text.
            return error if isinstance(error, UnicodeDecodeError) else None
        return next(iter(check_store(self._connection)), None)

    # -- opening ----------------------------------------------------------------------------------

    def _connect(self, timeout: float) -> sqlite3.Connection:
        try:
            return self._open("mode=rwc", timeout)
        except sqlite3.OperationalError:
            if not self.path.is_file():
                raise
        try:
            return self._open("mode=ro", timeout)
        except sqlite3.OperationalError:
            # In a folder that cannot be written to the log cannot be opened; without one nothing is missed.
            log = Path(f"{self.path}-wal")
            if log.exists() and log.stat().st_size:
                raise
        return self._open("immutable=1", timeout)

    def _open(self, mode: str, timeout: float) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?{mode}"
        connection = sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None)
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            # What was confirmed outlives a power cut as well.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{CACHE:d}")
            # A large adding leaves a large log behind, which the next one would only write over.
            connection.execute(f"PRAGMA journal_size_limit = {LOG:d}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self) -> None:
        """Make sure that the file is a store of this version; an empty file becomes one."""
        if self._is_empty():
            self._keep_log()
        elif self._ask("application_id") != APPLICATION:
            raise FormatError(f"{self.path} is an SQLite file, but no store of claimgraph")
        if self._check_version() < VERSION:
            self._migrate()

    def _keep_log(self) -> None:
        """Have the file keep a write-ahead log, also while another process makes it do so."""
        for left in reversed(range(TRIES)):
            try:
                self.connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or not left:
                    raise
                # SQLite does not wait for this; to begin writing, it does.
                self.connection.execute("BEGIN IMMEDIATE")
                self.connection.execute("ROLLBACK")
            else:
                return

    def _is_empty(self) -> bool:
        tables: int = self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        return not tables and self._ask("application_id") in (0, APPLICATION)

    def _check_version(self) -> int:
        version = self._ask("user_version")
        if version > VERSION:
            raise FormatError(
                f"the store {self.path} is of version {version}, this claimgraph knows {VERSION}: "
                "upgrade claimgraph"
            )
        return version

    def _migrate(self) -> None:
        """Take the steps that are missing, all in one transaction."""
        # A table that is replaced is gone for a moment.
        self.connection.execute("PRAGMA foreign_keys = OFF")
        self._take_steps()
        self.connection.execute("PRAGMA foreign_keys = ON")

    def _take_steps(self) -> None:
        with self.write() as connection:
            # Another process may have done it while this one waited.
            for step, statements in enumerate(MIGRATIONS[self._check_version() :], self._check_version()):
                for statement in statements:
                    self._execute_step(statement)
                connection.execute(f"PRAGMA user_version = {step + 1:d}")
            connection.execute(f"PRAGMA application_id = {APPLICATION:d}")

    def _execute_step(self, statement: str) -> None:
        try:
            self.connection.execute(statement)
        except sqlite3.OperationalError as error:
            if "no such module" not in str(error):
                raise
            raise StoreError(
                "a store needs full-text search (FTS5), which the SQLite of this Python "
                f"({sqlite3.sqlite_version}) was built without; use a Python from python.org or conda"
            ) from error

    def _ask(self, name: str) -> int:
        found: int = self.connection.execute(f"PRAGMA {name}").fetchone()[0]
        return found


__all__ = ["Database"]
