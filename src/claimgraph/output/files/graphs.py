"""The lossless format: a claim graph, or nouns, as a file that loads as an equal value.

JSON Lines in ASCII, one typed record a line, so that it can be read, cut and compared with ordinary
tools; with the suffix ``.jsonl.gz`` the same, packed:

```
{"format": "claimgraph", "version": 1}
{"type": "article", "id": …, "text": …}
{"type": "problem", …}
{"type": "account", …, "claims": [{…}, …]}
{"type": "judgement", …}
{"type": "weights", …}
{"type": "incident", …, "accounts": ["a1", …], "tolls": [{…, "claims": ["c1", …]}]}
{"type": "story", …, "accounts": ["a2", …]}
{"type": "end", "records": 6}
```

Fields that have their default value are left out. An incident names its accounts and claims by
id. Nothing is coerced when it is read: a wrong type, an unknown field or a missing last line is a
`FormatError` that names the line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, cast

from attrs import evolve, frozen

from claimgraph.comparison.pairs import Weights
from claimgraph.errors import FormatError
from claimgraph.model import Account, Article, Claim, Incident, Judgement, Problem, Toll
from claimgraph.output.files.records import read_saved, write_saved
from claimgraph.output.records import build_record, read_record
from claimgraph.output.tables import Row

T = TypeVar("T")


@frozen(kw_only=True)
class GraphParts:
    """What a saved claim graph is made of."""

    articles: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()
    accounts: tuple[Account, ...] = ()
    incidents: tuple[Incident, ...] = ()
    stories: tuple[Incident, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    weights: Weights | None = None


def write_graph(parts: Any, path: str | os.PathLike[str]) -> None:
    """Save a claim graph without loss; `read_graph` gives back equal parts.

    Args:
        parts: A `GraphParts`, or a claim graph: anything with its attributes.
        path: Where to, ``.jsonl`` or ``.jsonl.gz``. An existing file is replaced at once, or stays
            as it is if writing fails.

    Raises:
        FormatError: The suffix is not known.
        OSError: The file cannot be written.
    """
    write_saved(_build_records(parts), path)


def _build_records(parts: Any) -> Iterator[Row]:
    accounts, claims = _index_accounts(parts.accounts)
    plain = {
        "article": parts.articles,
        "problem": parts.problems,
        "account": parts.accounts,
        "judgement": parts.judgements,
        "weights": [parts.weights] if parts.weights is not None else [],
    }
    for kind, nouns in plain.items():
        for noun in nouns:
            yield {"type": kind, **build_record(noun)}
    for kind, incidents in (("incident", parts.incidents), ("story", parts.stories)):
        for incident in incidents:
            yield {"type": kind, **_refer(incident, accounts, claims)}


def _index_accounts(accounts: Iterable[Account]) -> tuple[dict[str, Account], dict[str, Claim]]:
    by_id: dict[str, Account] = {}
    claims: dict[str, Claim] = {}
    for account in accounts:
        by_id.setdefault(account.id, account)
        for claim in account.claims:
            claims.setdefault(claim.id, claim)
    return by_id, claims


def _refer(incident: Incident, accounts: dict[str, Account], claims: dict[str, Claim]) -> Row:
    """Build the record of an incident that names by id what an account record already holds."""
    record = build_record(evolve(incident, accounts=(), tolls=()))
    record["accounts"] = [_id_or_record(one, accounts) for one in incident.accounts]
    if incident.tolls:
        record["tolls"] = [_refer_toll(toll, claims) for toll in incident.tolls]
    return record


def _refer_toll(toll: Toll, claims: dict[str, Claim]) -> Row:
    record = build_record(evolve(toll, claims=()))
    record["claims"] = [_id_or_record(claim, claims) for claim in toll.claims]
    return record


def _id_or_record(noun: Any, known: dict[str, Any]) -> str | Row:
    return cast(str, noun.id) if known.get(noun.id) == noun else build_record(noun)


def read_graph(path: str | os.PathLike[str]) -> GraphParts:
    """Load what `write_graph` saved.

    Raises:
        FormatError: The suffix is not known, or the file is no saved claim graph, is of a newer
            version, is cut short or breaks the format; the text names the line.
        OSError: The file cannot be read.
    """
    holds, records = read_saved(path)
    if holds is not None:
        raise FormatError(f"{os.fspath(path)}: nouns were saved here, no claim graph; load() gives them")
    return read_parts(records, path)


def read_parts(records: Iterable[tuple[str, Row]], path: str | os.PathLike[str]) -> GraphParts:
    """Build the parts of a graph from the records of its file, each with where it stands."""
    reader = _Reader()
    for where, record in records:
        reader.add(record, where)
    return reader.finish(os.fspath(path))


# Records that are one noun, without reference to another line.
_PLAIN: dict[str, type[Any]] = {
    "article": Article,
    "problem": Problem,
    "account": Account,
    "judgement": Judgement,
    "weights": Weights,
}


# An incident, and one that nobody counts.
_INCIDENTS = ("incident", "story")


class _Reader:
    """Takes the records of a saved claim graph one by one and keeps what later ones refer to."""

    def __init__(self) -> None:
        self.found: dict[str, list[Any]] = {kind: [] for kind in (*_PLAIN, *_INCIDENTS)}
        self.accounts: dict[str, Account] = {}
        self.claims: dict[str, Claim] = {}

    def add(self, record: Row, where: str) -> None:
        kind = record.pop("type", None)
        if not isinstance(kind, str) or kind not in self.found:
            raise FormatError(f"{where}: unknown type of record {kind!r}")
        noun = self._read(kind, record, where)
        self.found[kind].append(noun)
        if isinstance(noun, Account):
            self.accounts.setdefault(noun.id, noun)
            for claim in noun.claims:
                self.claims.setdefault(claim.id, claim)

    def finish(self, path: str) -> GraphParts:
        found = {kind: tuple(nouns) for kind, nouns in self.found.items()}
        if len(found["weights"]) > 1:
            raise FormatError(f"{path}: {len(found['weights'])} lines of weights; a graph has one set")
        return GraphParts(
            articles=found["article"],
            problems=found["problem"],
            accounts=found["account"],
            incidents=found["incident"],
            stories=found["story"],
            judgements=found["judgement"],
            weights=next(iter(found["weights"]), None),
        )

    def _read(self, kind: str, record: Row, where: str) -> Any:
        if kind in _INCIDENTS:
            return self._read_incident(record, where)
        return read_record(record, _PLAIN[kind], where=where)

    def _read_incident(self, record: Row, where: str) -> Incident:
        accounts = _resolve(record.pop("accounts", []), self.accounts, noun=Account, where=where)
        tolls = record.pop("tolls", [])
        if not isinstance(tolls, list) or not all(isinstance(toll, dict) for toll in tolls):
            raise FormatError(f"{where}: tolls must be a list of records")
        read = tuple(self._read_toll(toll, where) for toll in tolls)
        bare = read_record({**record, "accounts": []}, Incident, where=where)
        return evolve(bare, accounts=accounts, tolls=read)

    def _read_toll(self, record: Row, where: str) -> Toll:
        claims = _resolve(record.pop("claims", []), self.claims, noun=Claim, where=where)
        return evolve(read_record({**record, "claims": []}, Toll, where=where), claims=claims)


def _resolve(refs: object, known: dict[str, T], *, noun: type[T], where: str) -> tuple[T, ...]:
    if not isinstance(refs, list):
        raise FormatError(f"{where}: {noun.__name__.lower()}s must be a list")
    return tuple(_resolve_one(ref, known, noun=noun, where=where) for ref in refs)


def _resolve_one(ref: object, known: dict[str, T], *, noun: type[T], where: str) -> T:
    if not isinstance(ref, str):
        return read_record(ref, noun, where=where)
    if ref not in known:
        raise FormatError(f"{where}: no {noun.__name__.lower()} {ref!r} on the lines before")
    return known[ref]


__all__ = ["GraphParts", "read_graph", "read_parts", "write_graph"]
