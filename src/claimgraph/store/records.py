"""Nouns → what stands in a row, and back: JSON that zlib packed, never pickle.

Records repeat their field names and words: packed, a third is left of them, and packing costs less
than writing the rest would. Halves of a character (lone surrogates) are no text for SQLite; an id
that holds any is kept as bytes.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any, TypeVar

from attrs import evolve

from claimgraph.errors import FormatError
from claimgraph.model import Account, Article, Claim, Incident, Toll
from claimgraph.output.lines import parse_line
from claimgraph.output.records import build_record, read_record

T = TypeVar("T")
Cell = str | bytes
# What zlib gains beyond its quickest level is little here.
LEVEL = 1


def pack_text(text: str) -> Cell:
    """Return a text as SQLite takes it; different texts stay different."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def unpack_text(cell: object) -> str:
    """Return the text that `pack_text` was given.

    Raises:
        FormatError: The cell holds something else.
    """
    try:
        text = cell.decode("utf-8", "surrogatepass") if isinstance(cell, bytes) else cell
    except UnicodeDecodeError:
        text = None
    if not isinstance(text, str):
        raise FormatError(f"{cell!a:.60} stands where a text should")
    return text


def clean_text(text: str) -> str:
    """Return a text to be searched: what is no character is left out."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")


def pack_noun(noun: object) -> bytes:
    """Return a noun as packed JSON."""
    return pack_record(build_record(noun))


def pack_record(record: object) -> bytes:
    """Return a record as packed JSON; equal records give equal bytes."""
    line = json.dumps(record, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return zlib.compress(line.encode("utf-8", "surrogatepass"), LEVEL)


def unpack_record(cell: object, where: str) -> dict[str, Any]:
    """Return the record of a row; older stores hold it as plain text.

    Raises:
        FormatError: It is none; the text begins with ``where``.
    """
    if isinstance(cell, str):
        return parse_line(cell.encode("utf-8"), where)
    if not isinstance(cell, bytes):
        raise FormatError(f"{where}: not a record")
    if cell.startswith(b"{"):
        return parse_line(cell, where)
    try:
        line = zlib.decompress(cell)
    except zlib.error as error:
        raise FormatError(f"{where}: not a packed record ({error})") from None
    return parse_line(line, where)


def unpack_noun(cell: object, noun: type[T], where: str) -> T:
    """Return the noun of a row.

    Raises:
        FormatError: The row holds none; the text begins with ``where``.
    """
    return read_record(unpack_record(cell, where), noun, where=where)


def pack_incident(incident: Incident, numbers: Mapping[str, int]) -> bytes:
    """Return an incident as packed JSON that names its accounts by number and its claims by place.

    Args:
        incident: The incident.
        numbers: The rows of its accounts by their ids.
    """
    record = build_record(evolve(incident, accounts=(), tolls=()))
    record["accounts"] = [numbers[account.id] for account in incident.accounts]
    places = {claim.id: place for place, claim in reversed(list(enumerate(incident.claims)))}
    record["tolls"] = [_pack_toll(toll, places, incident.claims) for toll in incident.tolls]
    return pack_record(record)


def _pack_toll(toll: Toll, places: Mapping[str, int], claims: Sequence[Claim]) -> dict[str, Any]:
    record = build_record(evolve(toll, claims=()))
    record["claims"] = [
        places[claim.id] if claim.id in places and claims[places[claim.id]] == claim else build_record(claim)
        for claim in toll.claims
    ]
    return record


def unpack_incident(cell: object, accounts: Mapping[int, Account], where: str) -> Incident:
    """Return the incident of a row.

    Args:
        cell: What `pack_incident` gave.
        accounts: Its accounts by number.
        where: What an error names.

    Raises:
        FormatError: The row holds none, or an account of it is missing.
    """
    record = unpack_record(cell, where)
    tolls, numbers = record.pop("tolls", []), record.pop("accounts", [])
    if not isinstance(tolls, list) or not isinstance(numbers, list) or set(numbers) - set(accounts):
        raise FormatError(f"{where}: an account of it is missing")
    told = tuple(accounts[number] for number in numbers)
    bare = evolve(read_record({**record, "accounts": []}, Incident, where=where), accounts=told)
    return evolve(bare, tolls=tuple(_unpack_toll(toll, bare.claims, where) for toll in tolls))


def _unpack_toll(record: Any, claims: Sequence[Claim], where: str) -> Toll:
    try:
        places = record.pop("claims")
        found = [
            claims[place] if isinstance(place, int) else read_record(place, Claim, where=where)
            for place in places
        ]
    except (AttributeError, KeyError, IndexError, TypeError):
        raise FormatError(f"{where}: a toll without its claims") from None
    return evolve(read_record({**record, "claims": []}, Toll, where=where), claims=tuple(found))


def hash_article(article: Article) -> bytes:
    """Return what an article is told again by: all that it says, its id and address aside.

    The same text by another publisher is another article: wire copy is told by papers.
    """
    day = article.published.isoformat() if article.published else ""
    parts = (day, article.publisher or "", article.title, article.text)
    content = "".join(f"{len(part)}\0{part}" for part in parts)
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).digest()


__all__ = [
    "Cell",
    "clean_text",
    "hash_article",
    "pack_incident",
    "pack_noun",
    "pack_text",
    "unpack_incident",
    "unpack_noun",
    "unpack_record",
    "unpack_text",
]
