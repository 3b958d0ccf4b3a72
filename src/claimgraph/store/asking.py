"""The links near the threshold → questions for a person, without reading what is not asked about.

The same questions as those of `claimgraph.comparison.questions`: what each is worth hangs on its score and on
how many figures would move, which stand in columns. They are gone through from the threshold on
outwards, until none can be worth as much as those that were found.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from heapq import merge, nsmallest
from typing import NamedTuple

from claimgraph.comparison.judgements import apply_judgements
from claimgraph.comparison.pairs import Weights, load_weights, score_pair
from claimgraph.comparison.questions import find_open, measure_worth
from claimgraph.model import Question
from claimgraph.store.holdings import Holdings, cut_batches
from claimgraph.store.records import unpack_text


class Side(NamedTuple):
    """An end of a pair: its account, and the incident it stands in that somebody counts, if any."""

    id: str
    claims: int
    incident: str | None
    all_claims: int
    all_accounts: int


class Candidate(NamedTuple):
    """A pair that may be asked about, sorted as questions are: the worthiest first."""

    rank: float
    a: Side
    b: Side
    score: float
    figures: int
    accounts: int


def find_close_questions(
    connection: sqlite3.Connection, holdings: Holdings, *, limit: int, weights: Weights | None
) -> tuple[Question, ...]:
    """Find the pairs most worth a person's look.

    Args:
        connection: The open store.
        holdings: What it holds.
        limit: How many questions to return at most.
        weights: What each evidence weighs; the shipped weights if left out.
    """
    table = weights or load_weights()
    log = holdings.list_judgements()
    is_open = find_open(apply_judgements(log, holdings.list_judged(log)))
    asked = "SELECT coalesce(max(claims), 0), coalesce(max(accounts), 1) FROM incidents"
    figures, accounts = connection.execute(asked).fetchone()
    best: dict[tuple[str, str], Candidate] = {}
    for some in cut_batches(_list_close(connection, table.threshold)):
        for one in some:
            name, other = sorted((one.a.incident or one.a.id, one.b.incident or one.b.id))
            known = best.get((name, other))
            if is_open((one.a.id, one.b.id)) and (known is None or _rank(one) < _rank(known)):
                best[name, other] = one
        most = measure_worth(some[-1].score - table.threshold, figures=figures, accounts=accounts)
        found = nsmallest(limit, best.values(), key=_rank)
        if len(found) == limit and (not found or -found[-1].rank > most):
            break
    return tuple(_ask(one, holdings, table) for one in nsmallest(limit, best.values(), key=_rank))


def _rank(one: Candidate) -> tuple[float, str, str]:
    return one.rank, one.a.id, one.b.id


def _list_close(connection: sqlite3.Connection, threshold: float) -> Iterator[Candidate]:
    """Yield the pairs near the threshold, the nearest first."""
    home = "LEFT JOIN incidents AS {0} ON {0}.id = {1}.incident AND {0}.is_counted"
    asked = (
        "SELECT score, a.id, a.claims, i.id, i.claims, i.accounts, "
        "b.id, b.claims, j.id, j.claims, j.accounts "
        "FROM links INDEXED BY close_links JOIN accounts AS a ON a.number = newer "
        f"JOIN accounts AS b ON b.number = older {home.format('i', 'a')} {home.format('j', 'b')} "
        "WHERE is_close AND score {0} ? ORDER BY score {1}"
    )
    above = connection.execute(asked.format(">=", "ASC"), (threshold,))
    below = connection.execute(asked.format("<", "DESC"), (threshold,))
    for score, *cells in merge(above, below, key=lambda row: abs(row[0] - threshold)):
        ends = [Side(unpack_text(id), *rest) for id, *rest in (cells[:5], cells[5:])]
        a, b = sorted(ends, key=lambda end: end.id)
        yield _weigh(a, b, score, threshold)


def _weigh(a: Side, b: Side, score: float, threshold: float) -> Candidate:
    sides = [(one.claims, 1) for one in (a, b)]
    if a.incident is None or a.incident != b.incident:
        whole = [(one.all_claims, one.all_accounts) for one in (a, b)]
        sides = [
            told if one.incident is not None else alone
            for one, told, alone in zip((a, b), whole, sides, strict=True)
        ]
    figures, accounts = (min(several) for several in zip(*sides, strict=True))
    worth = measure_worth(score - threshold, figures=figures, accounts=accounts)
    return Candidate(-worth, a, b, score, figures, accounts)


def _ask(one: Candidate, holdings: Holdings, weights: Weights) -> Question:
    a, b = holdings.accounts[one.a.id], holdings.accounts[one.b.id]
    return Question(
        a=a,
        b=b,
        link=score_pair(a, b, weights=weights),
        threshold=weights.threshold,
        joined=one.a.incident is not None and one.a.incident == one.b.incident,
        figures=one.figures,
        accounts=one.accounts,
        worth=-one.rank,
    )


__all__ = ["find_close_questions"]
