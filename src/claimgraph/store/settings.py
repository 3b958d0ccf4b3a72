"""What a store was filled with: the word tables and the weights, kept in the file and held to.

Claims read with other words, or links by other weights, are other data; they are never mixed in silence.
"""

from __future__ import annotations

import json
import sqlite3
from hashlib import blake2b
from pathlib import Path
from typing import Any

from claimgraph.comparison.pairs import Weights
from claimgraph.errors import ConstraintError, FormatError
from claimgraph.lexicon import Lexicon
from claimgraph.lexicon.tables import HERE
from claimgraph.output.records import build_record
from claimgraph.store.records import unpack_noun

# Which pairs meet in blocks, and how these are named: another number where that changes.
LINKS = "3"


def name_reader() -> str:
    """Return what read an article: claimgraph with its version."""
    from claimgraph import __version__

    return f"claimgraph {__version__}"


def hold_words(connection: sqlite3.Connection, lexicon: Lexicon) -> None:
    """Note the word tables that a store is filled with, or see that they are those it was filled with.

    Shipped layers are known by their names, folders of one's own by what their files hold, wherever
    they lie. A newer claimgraph may ship other words: what read an article stands beside it.

    Raises:
        ConstraintError: The store was filled with other word tables.
    """
    given = json.dumps([_sign_folder(folder) for folder in lexicon.folders])
    kept = _read_setting(connection, "words")
    if kept is None:
        _write_setting(connection, "words", given)
    elif kept != given:
        raise ConstraintError(
            f"the store was filled with the words of {_word_layers(kept)}, not of {_word_layers(given)}; "
            "open it with lexicon=load_lexicon(…) of those, or read all its articles anew with reread()"
        )


def change_words(connection: sqlite3.Connection, lexicon: Lexicon) -> None:
    """Note that all articles are now read with other word tables."""
    _write_setting(connection, "words", json.dumps([_sign_folder(folder) for folder in lexicon.folders]))


def hold_weights(connection: sqlite3.Connection, weights: Weights | None) -> Weights | None:
    """Return the weights that a store links by, noted when it is new.

    Args:
        connection: The open store, in a transaction of a writer.
        weights: Those given, ``None`` for what the store has.

    Raises:
        ConstraintError: The store was linked by others.
    """
    kept = read_weights(connection)
    is_new = connection.execute("SELECT 1 FROM accounts LIMIT 1").fetchone() is None
    if weights is None or weights == kept:
        return kept
    if not is_new:
        raise ConstraintError("the store was linked by other weights; open it without any, or fill a new one")
    _write_setting(connection, "weights", json.dumps(build_record(weights)))
    return weights


def read_weights(connection: sqlite3.Connection) -> Weights | None:
    """Return the weights that a store links by, ``None`` for those shipped."""
    kept = _read_setting(connection, "weights")
    return None if kept is None else unpack_noun(kept, Weights, "the weights")


def has_links(connection: sqlite3.Connection) -> bool:
    """Return whether the links of a store are those of this version; adding to an older one renews them."""
    return _read_setting(connection, "links") == LINKS


def note_links(connection: sqlite3.Connection) -> None:
    """Note that the links of a store are those of this version."""
    _write_setting(connection, "links", LINKS)


def describe_store(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return what a store holds, in numbers and names; see `Store.describe`."""
    listed = ("claims", "judgements")
    found: dict[str, Any] = {
        **{name: read_count(connection, name) for name in ("articles", "incidents", "stories")},
        **{name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in listed},
    }
    days = "FROM incidents WHERE is_counted AND start < '9999'"
    found["first"], found["last"] = connection.execute(f"SELECT min(start), max(start) {days}").fetchone()
    kept = _read_setting(connection, "words")
    readers = connection.execute("SELECT DISTINCT reader FROM articles ORDER BY reader")
    return {
        **found,
        "words": [name for name, _ in _parse_layers(kept)] if kept else [],
        "readers": [reader for (reader,) in readers],
    }


def read_count(connection: sqlite3.Connection, name: str) -> int:
    """Return how many ``articles``, ``incidents`` or ``stories`` there are, without counting them.

    Raises:
        FormatError: No number is noted.
    """
    row = connection.execute("SELECT number FROM counts WHERE name = ?", (name,)).fetchone()
    if row is None or not isinstance(row[0], int):
        raise FormatError(f"how many {name} there are is not noted")
    return row[0]


def _sign_folder(folder: Path) -> list[str]:
    if folder.parent == HERE:
        return [folder.name, ""]
    digest = blake2b(digest_size=8)
    for file in sorted(folder.iterdir()):
        if file.suffix in (".toml", ".csv"):
            content = file.read_bytes()
            digest.update(f"{file.name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            digest.update(content)
    return [folder.name, digest.hexdigest()]


def _word_layers(kept: str) -> str:
    return ", ".join(f"{name} ({digest})" if digest else name for name, digest in _parse_layers(kept))


def _parse_layers(kept: str) -> list[tuple[str, str]]:
    try:
        return [(str(name), str(digest)) for name, digest in json.loads(kept)]
    except (TypeError, ValueError):
        raise FormatError(f"the words that the store was filled with are none: {kept!a:.60}") from None


def _read_setting(connection: sqlite3.Connection, name: str) -> str | None:
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _write_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))


__all__ = [
    "change_words",
    "describe_store",
    "has_links",
    "hold_weights",
    "hold_words",
    "name_reader",
    "note_links",
    "read_count",
    "read_weights",
]
