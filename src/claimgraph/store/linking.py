"""New accounts or judgements → the incidents that they change, and only these, in a store.

What has to be grouped again are whole components (decision 0018). They are found through the
blocks that the new accounts meet others in, so that the rest of the store is not even read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from claimgraph.comparison.changes import compare_incidents
from claimgraph.comparison.components import find_region, index_bonds
from claimgraph.comparison.grouping import group_accounts
from claimgraph.comparison.incidents import build_incidents, rank_incident
from claimgraph.comparison.judgements import Rulings, apply_judgements
from claimgraph.comparison.pairs import Weights, load_weights
from claimgraph.comparison.searching import describe_incident
from claimgraph.model import Account, Change, Incident, Place
from claimgraph.progress import Progress
from claimgraph.store.holdings import Holdings, Lookup
from claimgraph.store.records import clean_text, pack_incident

# Open ends of days, before and after every ISO day.
OPEN_START, OPEN_END = "", "~"


def relink_store(
    connection: sqlite3.Connection,
    holdings: Holdings,
    touched: Iterable[str],
    *,
    weights: Weights | None,
    progress: Progress = None,
) -> tuple[Change, ...]:
    """Link again what new or newly judged accounts touch, and write the incidents that change.

    Args:
        connection: The open store, in a transaction of a writer; new accounts are written already.
        holdings: What the store holds.
        touched: Ids of the new or newly judged accounts.
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
    region, scores = find_region(
        holdings.accounts,
        touched,
        meetings=holdings.meetings,
        bonds=_bind(holdings, rulings),
        weights=table,
    )
    ordered = sorted(region, key=lambda id: holdings.numbers[id])
    former = _list_former(connection, holdings, ordered)
    chosen = {id: holdings.accounts[id] for id in ordered}
    mains = _list_mains(connection, holdings, ordered)
    groups = group_accounts(chosen, scores, mains=mains, rulings=rulings, weights=table)
    built = build_incidents(
        groups,
        chosen,
        scores,
        former=former,
        rulings=rulings,
        weights=table,
        progress=progress,
    )
    write_incidents(connection, holdings, built, former={one.id for one in former})
    counted = [[one for one in several if one.claims] for several in (former, built)]
    return compare_incidents(*counted, weights=weights, rulings=rulings)


def _bind(holdings: Holdings, rulings: Rulings) -> Mapping[str, Collection[str]]:
    """Return what an account is bound to: those of its incident, and those judged the same."""
    judged = index_bonds(rulings.same)
    return Lookup(lambda id: [*holdings.companions.get(id, ()), *sorted(judged.get(id, ()))])


def _list_former(connection: sqlite3.Connection, holdings: Holdings, ids: Sequence[str]) -> list[Incident]:
    """Return the incidents that some accounts stood in, with no more than their accounts."""
    members: dict[str, list[Account]] = {}
    for id in ids:
        found = connection.execute(
            "SELECT incident FROM accounts WHERE number = ?", (holdings.numbers[id],)
        ).fetchone()
        if found[0] is not None:
            members.setdefault(found[0], []).append(holdings.accounts[id])
    return [Incident(id=id, accounts=tuple(told)) for id, told in members.items()]


def _list_mains(connection: sqlite3.Connection, holdings: Holdings, ids: Iterable[str]) -> frozenset[str]:
    """Return which accounts their articles are mainly about; that was settled when they came in."""
    asked = "SELECT is_main FROM accounts WHERE number = ?"
    return frozenset(id for id in ids if connection.execute(asked, (holdings.numbers[id],)).fetchone()[0])


# -- rows ---------------------------------------------------------------------------------------


def write_incidents(
    connection: sqlite3.Connection, holdings: Holdings, built: Iterable[Incident], *, former: Collection[str]
) -> None:
    """Write incidents in the place of those that there were; what is as it was is not written again."""
    kept = set()
    for incident in built:
        record = pack_incident(incident, holdings.numbers)
        known = connection.execute("SELECT record FROM incidents WHERE id = ?", (incident.id,)).fetchone()
        kept.add(incident.id)
        if known is None or known[0] != record:
            connection.execute("DELETE FROM incidents WHERE id = ?", (incident.id,))
            _write_incident(connection, incident, record)
            connection.executemany(
                "UPDATE accounts SET incident = ? WHERE number = ?",
                [(incident.id, holdings.numbers[account.id]) for account in incident.accounts],
            )
    gone = [(id,) for id in former if id not in kept]
    connection.executemany("DELETE FROM incidents WHERE id = ?", gone)


def _write_incident(connection: sqlite3.Connection, incident: Incident, record: object) -> None:
    is_cumulative, start, id = rank_incident(incident)
    days = incident.date
    earliest, latest = (
        (_word_end(days.earliest, OPEN_START), _word_end(days.latest, OPEN_END)) if days else (None, None)
    )
    words = clean_text(describe_incident(incident))
    cells = (id, bool(incident.claims), is_cumulative, start, earliest, latest, words, record)
    connection.execute(f"INSERT INTO incidents VALUES ({', '.join('?' * len(cells))})", cells)
    connection.executemany("INSERT INTO names VALUES (?, ?, ?)", _list_names(incident))


def _word_end(day: date | None, open_end: str) -> str:
    return day.isoformat() if day is not None else open_end


def _list_names(incident: Incident) -> list[tuple[str, str, str]]:
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


__all__ = ["OPEN_END", "OPEN_START", "fold_name", "relink_store", "write_incidents"]
