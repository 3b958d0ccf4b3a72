"""Ids of rows → ids of claims: each of its own, and parts that name a whole that is there."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from claimgraph.extraction.claim_records.rows import Row
from claimgraph.model import Claim, Problem


def settle_ids(rows: Sequence[Row], *, local: bool = False) -> list[Row]:
    """Give every claim an id of its own and every part the id of its whole.

    An id counts within its article: two answers may both have a claim "1". Those that stand in
    several articles become "article/1".

    Args:
        rows: Rows as they were read.
        local: Whether all ids are told apart by their article, also those that are single here.

    Returns:
        The rows in their order. A second row of one article and id makes nothing, and a part of
        a claim that is not there is one of nothing; both are noted.
    """
    homes: dict[str, set[str]] = {}
    for row in rows:
        if row.made is not None:
            homes.setdefault(row.made.id, set()).add(row.made.article)
    given = {row.named for row in rows} if local else set()
    shared = {id for id, articles in homes.items() if len(articles) > 1 or id in given}
    kept = _drop_doubles(rows)
    known = {(row.made.article, row.made.id) for row in kept if row.made is not None}
    return [_settle(row, known, homes, shared) for row in kept]


def _drop_doubles(rows: Sequence[Row]) -> list[Row]:
    first: dict[tuple[str, str], str] = {}
    kept = []
    for row in rows:
        made = row.made
        if made is None:
            kept.append(row)
            continue
        home = first.get((made.article, made.id))
        first.setdefault((made.article, made.id), row.where)
        kept.append(
            row if home is None else _drop(row, f"id: {made.id!a} is the claim of {home} already; skipped")
        )
    return kept


def _drop(row: Row, reason: str) -> Row:
    """Return a row that makes nothing."""
    check = evolve(row.check, claim=None) if row.check is not None else None
    return _note(evolve(row, made=None, check=check), reason)


def _note(row: Row, reason: str) -> Row:
    return evolve(row, problems=(*row.problems, Problem(where=row.where, reason=reason)))


def _settle(row: Row, known: set[tuple[str, str]], homes: dict[str, set[str]], shared: set[str]) -> Row:
    """Give the claim of a row its id in the end and that of its whole."""
    made = row.made
    if made is None:
        return row

    def name(article: str, id: str) -> str:
        return f"{article}/{id}" if id in shared else id

    id = name(made.article, made.id)
    check = evolve(row.check, claim=id) if row.check is not None else None
    if not isinstance(made, Claim) or made.part_of is None:
        return evolve(row, made=evolve(made, id=id), check=check)
    whole = made.part_of
    others = homes.get(whole, set())
    article = made.article if (made.article, whole) in known else min(others) if len(others) == 1 else None
    if article is None or (article, whole) == (made.article, made.id):
        row = _note(row, f"part_of: no claim {whole!a} to be a part of; kept without it")
        return evolve(row, made=evolve(made, id=id, part_of=None), check=check)
    return evolve(row, made=evolve(made, id=id, part_of=name(article, whole)), check=check)


__all__ = ["settle_ids"]
