"""Files: flat tables for other tools, and one lossless format to save and load a claim graph.

The lossless format is JSON Lines in ASCII, one typed record a line, so that it can be read, cut
and compared with ordinary tools:

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

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar, cast

from attrs import evolve, frozen

from claimgraph.comparison.pairs import Weights
from claimgraph.errors import FormatError
from claimgraph.model import Account, Article, Claim, Denial, Incident, Judgement, Problem, Toll
from claimgraph.output.lines import check_suffix, format_line, parse_line, write_bytes
from claimgraph.output.records import build_record, read_record
from claimgraph.output.tables import (
    COLUMNS,
    INCIDENT_COLUMNS,
    GraphLike,
    Row,
    to_incident_rows,
    to_rows,
)

T = TypeVar("T")

FORMAT = "claimgraph"
VERSION = 1
TABLE_SUFFIXES = (".csv", ".jsonl")
GRAPH_SUFFIXES = (".jsonl",)

_BOM = "\ufeff"
_FORMULA_STARTS = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


# --- flat tables ------------------------------------------------------------------------------


def write_claims(claims: GraphLike | Iterable[Claim | Denial], path: str | os.PathLike[str]) -> None:
    """Write the claim table of `to_rows` as ``.jsonl`` or ``.csv``, whichever the suffix says.

    The file appears complete or not at all. See `format_rows` for what the formats look like.

    Raises:
        FormatError: The suffix is neither ``.jsonl`` nor ``.csv``.
        OSError: The file cannot be written.
    """
    suffix = check_suffix(path, TABLE_SUFFIXES)
    write_bytes(path, [format_rows(to_rows(claims), suffix=suffix, columns=COLUMNS)])


def write_incidents(graph: GraphLike | Iterable[Incident], path: str | os.PathLike[str]) -> None:
    """Write the incident table of `to_incident_rows` as ``.jsonl`` or ``.csv``.

    Raises:
        FormatError: The suffix is neither ``.jsonl`` nor ``.csv``.
        OSError: The file cannot be written.
    """
    suffix = check_suffix(path, TABLE_SUFFIXES)
    rows = to_incident_rows(graph)
    write_bytes(path, [format_rows(rows, suffix=suffix, columns=INCIDENT_COLUMNS)])


def format_rows(rows: Iterable[Row], *, suffix: str, columns: tuple[str, ...]) -> bytes:
    """Return flat rows as the bytes of a file.

    ``.jsonl`` is one JSON object a line, in ASCII. ``.csv`` is for spreadsheets: UTF-8 with a byte
    order mark (without it Excel garbles names), lists as JSON text, ``true`` and ``false``, empty
    cells for ``None``, and an apostrophe before every text that a spreadsheet would run as a
    formula because it starts with ``=``, ``+``, ``-``, ``@``, a tab or a line break.

    Args:
        rows: Rows with the keys ``columns``.
        suffix: ``".jsonl"`` or ``".csv"``.
        columns: The order of the cells.
    """
    if suffix == ".csv":
        return _format_csv(rows, columns)
    return b"".join(format_line(row) for row in rows)


def _format_csv(rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(row[column]) for column in columns])
    # A lone surrogate is no character; it stays readable as \udc80 instead of breaking the file.
    return (_BOM + stream.getvalue()).encode("utf-8", "backslashreplace")


def _csv_cell(cell: object) -> object:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return "'" + cell
    return cell


# --- the lossless format ----------------------------------------------------------------------


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
        path: Where to; the suffix must be ``.jsonl``. An existing file is replaced at once, or
            stays as it is if writing fails.

    Raises:
        FormatError: The suffix is not known.
        OSError: The file cannot be written.
    """
    check_suffix(path, GRAPH_SUFFIXES)
    write_bytes(path, (format_line(record) for record in _build_records(parts)))


def _build_records(parts: Any) -> Iterator[Row]:
    accounts, claims = _index_accounts(parts.accounts)
    count = 0
    yield {"format": FORMAT, "version": VERSION}
    plain = {
        "article": parts.articles,
        "problem": parts.problems,
        "account": parts.accounts,
        "judgement": parts.judgements,
        "weights": [parts.weights] if parts.weights is not None else [],
    }
    for kind, nouns in plain.items():
        for noun in nouns:
            count += 1
            yield {"type": kind, **build_record(noun)}
    for kind, incidents in (("incident", parts.incidents), ("story", parts.stories)):
        for incident in incidents:
            count += 1
            yield {"type": kind, **_refer(incident, accounts, claims)}
    yield {"type": "end", "records": count}


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
    check_suffix(path, GRAPH_SUFFIXES)
    with Path(path).open("rb") as file:
        reader = _Reader(str(path))
        for number, line in enumerate(file, start=1):
            reader.read_line(number, line)
    return reader.finish()


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
    """Reads a saved claim graph line by line and keeps what later lines refer to."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: dict[str, list[Any]] = {kind: [] for kind in (*_PLAIN, *_INCIDENTS)}
        self.accounts: dict[str, Account] = {}
        self.claims: dict[str, Claim] = {}
        self.opened = False
        self.ended = False

    def read_line(self, number: int, line: bytes) -> None:
        where = f"{self.path}, line {number}"
        record = parse_line(line, where)
        if not self.opened:
            _check_header(record, self.path)
            self.opened = True
        elif self.ended:
            raise FormatError(f"{where}: there are records after the last line")
        elif record.get("type") == "end":
            self._end(record, where)
        else:
            self._add(record, where)

    def finish(self) -> GraphParts:
        if not self.opened:
            raise FormatError(f"{self.path}: the file is empty, not a saved claim graph")
        if not self.ended:
            raise FormatError(f"{self.path}: the file is cut short, its last line is missing; save it again")
        found = {kind: tuple(nouns) for kind, nouns in self.found.items()}
        if len(found["weights"]) > 1:
            raise FormatError(f"{self.path}: {len(found['weights'])} lines of weights; a graph has one set")
        return GraphParts(
            articles=found["article"],
            problems=found["problem"],
            accounts=found["account"],
            incidents=found["incident"],
            stories=found["story"],
            judgements=found["judgement"],
            weights=next(iter(found["weights"]), None),
        )

    def _end(self, record: Row, where: str) -> None:
        count = sum(len(nouns) for nouns in self.found.values())
        if record.get("records") != count:
            raise FormatError(f"{where}: {count} records read, {record.get('records')!r} were saved")
        self.ended = True

    def _add(self, record: Row, where: str) -> None:
        kind = record.pop("type", None)
        if not isinstance(kind, str) or kind not in self.found:
            raise FormatError(f"{where}: unknown type of record {kind!r}")
        noun = self._read(kind, record, where)
        self.found[kind].append(noun)
        if isinstance(noun, Account):
            self.accounts.setdefault(noun.id, noun)
            for claim in noun.claims:
                self.claims.setdefault(claim.id, claim)

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


def _check_header(record: Row, path: str) -> None:
    if "measure" in record and "spans" in record:
        raise FormatError(
            f"{path} is a flat claim table (claimgraph claims -o …), not a saved claim graph: "
            "read it line by line as JSON, and load what save() wrote"
        )
    if record.get("format") != FORMAT:
        raise FormatError(f"{path} is not a saved claim graph: its first line names no format")
    if record.get("version") != VERSION:
        raise FormatError(
            f"{path} has version {record.get('version')!r} of the format, this claimgraph reads "
            f"version {VERSION}: upgrade claimgraph"
        )


__all__ = [
    "FORMAT",
    "GRAPH_SUFFIXES",
    "TABLE_SUFFIXES",
    "VERSION",
    "GraphParts",
    "format_rows",
    "read_graph",
    "write_claims",
    "write_graph",
    "write_incidents",
]
