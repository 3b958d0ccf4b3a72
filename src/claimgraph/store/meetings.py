"""New accounts → the pairs that their blocks bring together, with their scores, and those that they part.

In a block of many accounts each meets only the nearest (decision 0030), so that one who comes in
between takes others apart. A pair may meet in several blocks; how many they are stands beside it.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isinf

from claimgraph.comparison.pairs import Sketch, Weights, hash_key, name_blocks, sketch_account
from claimgraph.comparison.pairs.newcomers import compare_block
from claimgraph.comparison.questions import FAR
from claimgraph.comparison.scores import score_pairs
from claimgraph.errors import FormatError
from claimgraph.model import Account
from claimgraph.store.holdings import Holdings, cut_batches, mark_cells
from claimgraph.store.records import pack_text, unpack_text

# Numbers of two accounts, the larger first: so what new accounts bring is put behind what there is.
Numbers = tuple[int, int]


def write_sketches(connection: sqlite3.Connection, accounts: Mapping[int, Account]) -> None:
    """Write into the rows of accounts what their blocks ask of them."""
    asked = "UPDATE accounts SET is_open = ?, spot = ?, figure = ?, day = ?, claims = ? WHERE number = ?"
    cells = ((*list_sketch(account), number) for number, account in accounts.items())
    connection.executemany(asked, cells)


def list_sketch(account: Account) -> tuple[object, ...]:
    """Return the cells of an account that its blocks ask for, as the table holds them."""
    one = sketch_account(account)
    told = pack_text(one.where), pack_text(one.figure), pack_text(one.when)
    return int(one.is_open), *told, len(account.claims)


def write_blocks(connection: sqlite3.Connection, accounts: Mapping[int, Account]) -> Counter[Numbers]:
    """Write which blocks new accounts stand in, and tell what that does to the pairs of these blocks.

    Args:
        connection: The open store, in a transaction of a writer; the rows of the accounts are written.
        accounts: The new accounts by number.

    Returns:
        By pair, in how many blocks more it meets than before; in fewer is a negative number.
    """
    kinds: dict[int, str] = {}
    fresh: dict[int, list[int]] = {}
    for number, account in accounts.items():
        for key in name_blocks(account):
            hashed = hash_key(key)
            kinds[hashed] = key[0]
            fresh.setdefault(hashed, []).append(number)
    known = _read_blocks(connection, sorted(fresh))
    # In the order of the keys, as they lie in the file.
    rows = ((key, number) for key in sorted(fresh) for number in fresh[key])
    connection.executemany("INSERT OR IGNORE INTO blocks VALUES (?, ?)", rows)
    shared = [key for key, numbers in fresh.items() if key in known or len(numbers) > 1]
    asked = {number for key in shared for number in (*known.get(key, ()), *fresh[key])}
    sketches = dict(_read_sketches(connection, sorted(asked)))
    numbers = {sketch.id: number for number, sketch in sketches.items()}
    met: Counter[Numbers] = Counter()
    for block in shared:
        sides = [[sketches[number] for number in side] for side in (known.get(block, ()), fresh[block])]
        added, parted = compare_block(kinds[block], *sides)
        met.update(_number_pairs(added, numbers))
        met.subtract(_number_pairs(parted, numbers))
    return met


def _read_blocks(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for some in cut_batches(keys):
        asked = f"SELECT key, account FROM blocks WHERE key IN ({mark_cells(some)})"
        for key, number in connection.execute(asked, some):
            found.setdefault(key, []).append(number)
    return found


def _read_sketches(
    connection: sqlite3.Connection, numbers: Sequence[int]
) -> Iterator[tuple[int, Sketch[str]]]:
    for some in cut_batches(numbers):
        cells = "number, id, article, is_open, spot, figure, day"
        asked = f"SELECT {cells} FROM accounts WHERE number IN ({mark_cells(some)})"
        for number, id, article, is_open, *order in connection.execute(asked, some):
            spot, figure, day = map(unpack_text, order)
            yield number, Sketch(unpack_text(id), str(article), bool(is_open), spot, figure, day)


def _number_pairs(pairs: Iterable[tuple[str, str]], numbers: Mapping[str, int]) -> Iterator[Numbers]:
    for a, b in pairs:
        first, second = numbers[a], numbers[b]
        yield (first, second) if first > second else (second, first)


def write_links(
    connection: sqlite3.Connection, holdings: Holdings, met: Mapping[Numbers, int], *, weights: Weights
) -> frozenset[Numbers]:
    """Write the pairs that meet now, scored, and take out those that meet no longer.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        met: See `write_blocks`.
        weights: What each evidence weighs.

    Returns:
        Of the pairs that meet no longer, those that mattered: links, and pairs within one incident.
    """
    fresh = sorted(pair for pair, blocks in met.items() if blocks > 0)
    holdings.list_accounts(sorted({number for pair in fresh for number in pair}))
    ids = {number: id for id, number in holdings.numbers.items()}
    rows = zip(fresh, score_links(fresh, ids, holdings.accounts, weights=weights), strict=True)
    connection.executemany(
        "INSERT INTO links (newer, older, blocks, score, is_strong, is_close) VALUES (?, ?, ?, ?, ?, ?)",
        ((*pair, met[pair], *cells) for pair, cells in rows),
    )
    return _part_pairs(connection, {pair: -blocks for pair, blocks in met.items() if blocks < 0})


def score_links(
    pairs: Iterable[Numbers], ids: Mapping[int, str], accounts: Mapping[str, Account], *, weights: Weights
) -> Iterator[tuple[float | None, int, int]]:
    """Score pairs of accounts.

    Args:
        pairs: The pairs, by number.
        ids: The ids of their accounts.
        accounts: These by id.
        weights: What each evidence weighs.

    Returns:
        The score of each, ``None`` if nothing hangs on it, whether it is a link, and whether it is near
        the threshold, as the table holds them.
    """
    named = ((ids[newer], ids[older]) for newer, older in pairs)
    for score in score_pairs(named, accounts, weights=weights, cut=weights.threshold - FAR):
        far = score - weights.threshold
        yield None if isinf(score) else score, int(far >= 0), int(abs(far) <= FAR)


def _part_pairs(connection: sqlite3.Connection, fewer: Mapping[Numbers, int]) -> frozenset[Numbers]:
    """Note in how many blocks fewer pairs meet, and take out those that meet in none."""
    connection.executemany(
        "UPDATE links SET blocks = blocks - ? WHERE newer = ? AND older = ?",
        [(blocks, *pair) for pair, blocks in sorted(fewer.items())],
    )
    asked = (
        "SELECT blocks, is_strong OR "
        "(SELECT incident FROM accounts WHERE number = newer) IS "
        "(SELECT incident FROM accounts WHERE number = older) "
        "FROM links WHERE newer = ? AND older = ?"
    )
    found = [(pair, *_ask_pair(connection, asked, pair)) for pair in sorted(fewer)]
    gone = [pair for pair, blocks, _ in found if not blocks]
    connection.executemany("DELETE FROM links WHERE newer = ? AND older = ?", gone)
    return frozenset(pair for pair, blocks, mattered in found if mattered and not blocks)


def _ask_pair(connection: sqlite3.Connection, asked: str, pair: Numbers) -> tuple[int, bool]:
    found: tuple[int, bool] | None = connection.execute(asked, pair).fetchone()
    if found is None:
        raise FormatError(f"the pair of the accounts {pair[0]} and {pair[1]} is missing")
    return found


__all__ = ["Numbers", "list_sketch", "score_links", "write_blocks", "write_links", "write_sketches"]
