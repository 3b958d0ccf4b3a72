"""New accounts or judgements → the incidents that they change, and only these, in a store.

Of a component no more is grouped again than what was touched and what is linked to that, as long as
nobody beyond it changes; see `regions`. Of the groups that come out, those are built that have other
accounts than before, or other pairs among them: what goes on within a group depends on nothing else,
for whoever stands outside was refused.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from claimgraph.comparison import grouping
from claimgraph.comparison.changes import compare_incidents
from claimgraph.comparison.components import find_components, index_bonds
from claimgraph.comparison.grouping import group_accounts
from claimgraph.comparison.incidents import build_incidents, rank_incident
from claimgraph.comparison.judgements import Rulings, apply_judgements
from claimgraph.comparison.pairs import Profiles, Weights, load_weights
from claimgraph.comparison.scores import Scores
from claimgraph.comparison.searching import describe_incident
from claimgraph.model import Account, Change, Incident, Place
from claimgraph.progress import Progress
from claimgraph.store.holdings import Holdings, Row, cut_batches, mark_cells
from claimgraph.store.meetings import Numbers, write_blocks, write_links, write_sketches
from claimgraph.store.records import clean_text, pack_incident
from claimgraph.store.regions import Crowds, find_groups, list_linked, list_pairs
from claimgraph.store.settings import has_links, note_links
from claimgraph.workers import pause_collecting

# Open ends of days, before and after every ISO day.
OPEN_START, OPEN_END = "", "~"
# The pairs of so many accounts are worked out at once.
PART = 20_000


class Touched(NamedTuple):
    """What an adding or judging touched: accounts, new or newly judged, and pairs that meet no longer."""

    accounts: frozenset[int]
    parted: frozenset[Numbers] = frozenset()


def link_accounts(
    connection: sqlite3.Connection,
    holdings: Holdings,
    fresh: Iterable[int],
    *,
    weights: Weights | None,
    progress: Progress = None,
) -> tuple[Change, ...]:
    """Link accounts that have just been written, and whatever these touch; see `relink_store`.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        fresh: The numbers of the new accounts.
        weights: What each evidence weighs; the shipped weights if left out.
        progress: See `relink_store`.
    """
    numbers = sorted(fresh)
    parted: set[Numbers] = set()
    # What is read and built has no cycles.
    with pause_collecting():
        for some in cut_batches(numbers, PART):
            # Most of those that the ones before were compared with have nothing to do with these.
            holdings.forget(but=some)
            met = write_blocks(connection, dict(zip(some, holdings.list_accounts(some), strict=True)))
            parted |= write_links(connection, holdings, met, weights=weights or load_weights())
        touched = Touched(frozenset(numbers), frozenset(parted))
        return relink_store(connection, holdings, touched, weights=weights, progress=progress)


def renew_links(connection: sqlite3.Connection, holdings: Holdings, *, weights: Weights | None) -> None:
    """Link all accounts anew where the links of a store are those of another version.

    Args:
        connection: The open store, in a transaction of a writer.
        holdings: What the store holds.
        weights: What each evidence weighs; the shipped weights if left out.
    """
    if has_links(connection):
        return
    note_links(connection)
    for table in ("blocks", "links"):
        connection.execute(f"DELETE FROM {table}")
    numbers = [number for (number,) in connection.execute("SELECT number FROM accounts")]
    if not numbers:
        return
    for some in cut_batches(numbers):
        write_sketches(connection, dict(zip(some, holdings.list_accounts(some), strict=True)))
    link_accounts(connection, holdings, numbers, weights=weights)


class Region(Mapping[str, Account]):
    """The accounts of some rows by id, in the order of these; each is read when it is asked for."""

    def __init__(self, holdings: Holdings, rows: Mapping[int, Row]) -> None:
        self._holdings = holdings
        self._numbers = {row.id: number for number, row in rows.items()}
        self._known: dict[str, Account] = {}

    def __getitem__(self, id: str) -> Account:
        account = self._known.get(id)
        if account is None:
            (account,) = self._holdings.list_accounts([self._numbers[id]])
            self._known[id] = account
        return account

    def __contains__(self, id: object) -> bool:
        return id in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


def relink_store(
    connection: sqlite3.Connection,
    holdings: Holdings,
    touched: Touched,
    *,
    weights: Weights | None,
    progress: Progress = None,
) -> tuple[Change, ...]:
    """Link again what new or newly judged accounts touch, and write the incidents that change.

    Args:
        connection: The open store, in a transaction of a writer; new accounts are written already, and
            so are their links.
        holdings: What the store holds.
        touched: What is new, newly judged, or parted.
        weights: What each evidence weighs; the shipped weights if left out.
        progress: See `link_accounts`.

    Returns:
        What became of incidents that somebody counts.

    Raises:
        ConstraintError: The judgements contradict each other; the text names the chain.
    """
    log = holdings.list_judgements()
    rulings = apply_judgements(log, holdings.list_judged(log))
    table = weights or load_weights()
    bonds = {
        holdings.numbers[id]: [holdings.numbers[other] for other in others]
        for id, others in index_bonds(rulings.same).items()
    }
    rows, profiles, scores, changed = _regroup(
        connection, holdings, touched, rulings=rulings, weights=table, bonds=bonds
    )
    former = _list_former(holdings, rows, changed)
    built = build_incidents(
        changed, profiles, scores, former=former, rulings=rulings, weights=table, progress=progress
    )
    write_incidents(connection, holdings, built, former=[one.id for one in former])
    counted = [[one for one in several if one.claims] for several in (former, built)]
    return compare_incidents(*counted, weights=weights, rulings=rulings)


def _regroup(
    connection: sqlite3.Connection,
    holdings: Holdings,
    touched: Touched,
    *,
    rulings: Rulings,
    weights: Weights,
    bonds: Mapping[int, Iterable[int]],
) -> tuple[dict[int, Row], Profiles, Scores, list[Sequence[str]]]:
    """Group again what was touched, with all that is linked to it, until nobody beyond that changes.

    Returns:
        The rows, the accounts and the scores of what was grouped, and the groups that changed.
    """
    group = partial(find_groups, holdings, bonds=bonds)
    core = group(_list_stirred(connection, touched))
    profiles = Profiles({})
    while True:
        rows = group({*core, *list_linked(connection, list(core))})
        known, profiles = profiles, Profiles(Region(holdings, rows))
        profiles.update(known)
        scores = _read_scores(connection, holdings, rows, weights)
        crowded = _find_crowded(connection, core, rows, scores)
        mains = frozenset(row.id for row in rows.values() if row.is_main)
        groups = group_accounts(
            profiles, scores, mains=mains, rulings=rulings, weights=weights, crowded=crowded
        )
        changed = _list_changed(groups, holdings, rows, touched)
        wider = {holdings.numbers[id] for told in changed for id in told} - core.keys()
        if not wider:
            return rows, profiles, scores, changed
        core = group({*core, *wider})


def _list_stirred(connection: sqlite3.Connection, touched: Touched) -> set[int]:
    """Return what is touched, what links to it, and what becomes a crowd or was one."""
    stirred = set(touched.accounts.union(*touched.parted))
    linked = set(list_linked(connection, sorted(stirred)))
    before = Crowds(connection, without=touched.accounts)
    after = Crowds(connection)
    for number in sorted(linked - touched.accounts):
        if number not in stirred:
            stirred |= before.find_few(number)
    for number in sorted({number for pair in touched.parted for number in pair}):
        stirred |= after.find_few(number)
    return stirred | linked


def _find_crowded(
    connection: sqlite3.Connection, core: Collection[int], rows: Mapping[int, Row], scores: Scores
) -> frozenset[str]:
    """Return the ids of the accounts that stand in a crowd, wherever that is."""
    strong = (pair for pair, score in scores.items() if score is not None)
    root = find_components((row.id for row in rows.values()), strong)
    sizes = Counter(root.values())
    # All that is linked to the core is there; what else is there may be linked to others.
    edge = {root[row.id]: number for number, row in rows.items() if number not in core}
    crowds = Crowds(connection)
    wider = {first for first, number in edge.items() if not crowds.find_few(number)}
    return frozenset(id for id, first in root.items() if sizes[first] > grouping.CROWD or first in wider)


def _read_scores(
    connection: sqlite3.Connection, holdings: Holdings, rows: Mapping[int, Row], weights: Weights
) -> Scores:
    """Return the pairs within a region that meet, and read the accounts that a link holds at once."""
    scores: Scores = {}
    linked: set[int] = set()
    for newer, older, score in list_pairs(connection, rows):
        a, b = rows[newer].id, rows[older].id
        is_strong = score is not None and score >= weights.threshold
        scores[(a, b) if a < b else (b, a)] = score if is_strong else None
        linked |= {newer, older} if is_strong else set()
    holdings.list_accounts(sorted(linked))
    return scores


def _list_changed(
    groups: Iterable[Sequence[str]], holdings: Holdings, rows: Mapping[int, Row], touched: Touched
) -> list[Sequence[str]]:
    """Return the groups that have other accounts than an incident had, or other pairs among them."""
    sizes = Counter(row.incident for row in rows.values())
    stirred = touched.accounts.union(*touched.parted)
    changed = []
    for group in groups:
        numbers = {holdings.numbers[id] for id in group}
        homes = {rows[number].incident for number in numbers}
        is_known = len(homes) == 1 and None not in homes and sizes[min(homes, key=str)] == len(numbers)
        # Who lost a pair to somebody outside is built again as well; that is rare.
        if not is_known or not numbers.isdisjoint(stirred):
            changed.append(group)
    return changed


def _list_former(
    holdings: Holdings, rows: Mapping[int, Row], groups: Iterable[Sequence[str]]
) -> list[Incident]:
    """Return the incidents that some accounts stood in, with no more than their accounts."""
    members: dict[str, list[Account]] = {}
    numbers = sorted(holdings.numbers[id] for group in groups for id in group)
    for number, account in zip(numbers, holdings.list_accounts(numbers), strict=True):
        home = rows[number].incident
        if home is not None:
            members.setdefault(home, []).append(account)
    return [Incident(id=id, accounts=tuple(told)) for id, told in members.items()]


# -- rows ---------------------------------------------------------------------------------------


def write_incidents(
    connection: sqlite3.Connection, holdings: Holdings, built: Sequence[Incident], *, former: Collection[str]
) -> None:
    """Write incidents in the place of those that there were of the same accounts."""
    for some in cut_batches(former):
        connection.execute(f"DELETE FROM incidents WHERE id IN ({mark_cells(some)})", some)
    ordered = sorted(built, key=lambda one: one.id)
    connection.executemany(
        "INSERT INTO incidents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [list_cells(one) for one in ordered]
    )
    connection.executemany(
        "INSERT INTO incident_records VALUES (?, ?)",
        ((one.id, pack_incident(one, holdings.numbers)) for one in ordered),
    )
    connection.executemany(
        "INSERT INTO names VALUES (?, ?, ?)", sorted(name for one in ordered for name in list_names(one))
    )
    homes = [(one.id, holdings.numbers[account.id]) for one in ordered for account in one.accounts]
    connection.executemany("UPDATE accounts SET incident = ? WHERE number = ?", homes)


def list_cells(incident: Incident) -> tuple[object, ...]:
    """Return the row of an incident: what it is sorted, found and asked about by."""
    is_cumulative, start, id = rank_incident(incident)
    days = incident.date
    earliest, latest = (
        (_word_end(days.earliest, OPEN_START), _word_end(days.latest, OPEN_END)) if days else (None, None)
    )
    words = clean_text(describe_incident(incident))
    told = len(incident.accounts), sum(len(account.claims) for account in incident.accounts)
    return id, int(bool(incident.claims)), int(is_cumulative), start, earliest, latest, *told, words


def _word_end(day: date | None, open_end: str) -> str:
    return day.isoformat() if day is not None else open_end


def list_names(incident: Incident) -> list[tuple[str, str, str]]:
    """List what an incident is found by: places with those that contain them, and sources."""
    places = [incident.place, *(account.place for account in incident.accounts)]
    found = {("place", fold_name(name)) for place in places if place for name in _name_place(place)}
    for claim in incident.claims:
        for source in claim.attribution.chain:
            found |= {("source", fold_name(source.name)), ("source", fold_name(source.id))}
    return [(kind, name, incident.id) for kind, name in sorted(found)]


def _name_place(place: Place) -> tuple[str, ...]:
    return place.name, place.words, *place.path


def fold_name(name: str) -> str:
    """Return a name as it is looked up by."""
    return " ".join(clean_text(name).casefold().split())


__all__ = [
    "OPEN_END",
    "OPEN_START",
    "Touched",
    "fold_name",
    "link_accounts",
    "list_cells",
    "list_names",
    "relink_store",
    "renew_links",
]
