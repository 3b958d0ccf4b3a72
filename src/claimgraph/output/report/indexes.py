"""What the front searches, filters and sorts by, as data that its script reads; rows stay markup."""

from __future__ import annotations

import json
from collections.abc import Iterable

from attrs import frozen

from claimgraph.output.markup import Html, spell_signs


@frozen(kw_only=True)
class Entry:
    """What an incident is found by: days as ISO text; ``words`` are all that a search looks through."""

    is_period: bool
    name: str
    since: str
    until: str
    places: tuple[str, ...]
    sources: tuple[str, ...]
    measures: tuple[str, ...]
    words: tuple[str, ...]
    killed: int
    injured: int
    origins: int
    contradicts: bool


def format_index(entries: Iterable[Entry], *, batch: int) -> Html:
    """Return entries as JSON that may stand in a script: each text once, rows as numbers.

    Args:
        entries: In the order of the rows.
        batch: So many rows are in one file; 0 where all are on the page.
    """
    numbers: dict[str, int] = {}
    rows = [_number_entry(one, numbers) for one in entries]
    strings = [spell_signs(text) for text in numbers]
    record = {"batch": batch, "strings": strings, "rows": rows}
    return format_script_json(record)


def format_script_json(record: object) -> Html:
    """Return JSON in ASCII that ends no script and begins no comment in it."""
    return Html(json.dumps(record, separators=(",", ":")).replace("<", "\\u003c"))


def _number_entry(entry: Entry, numbers: dict[str, int]) -> list[object]:
    """Return an entry in the order in which the script reads it."""

    def number(texts: Iterable[str]) -> list[int]:
        return [numbers.setdefault(text, len(numbers)) for text in texts]

    return [
        int(entry.is_period),
        number([entry.name])[0],
        _number_day(entry.since),
        _number_day(entry.until),
        number(entry.places),
        number(entry.sources),
        number(entry.measures),
        number(entry.words),
        entry.killed,
        entry.injured,
        entry.origins,
        int(entry.contradicts),
    ]


def _number_day(day: str) -> int:
    return int(day.replace("-", "") or 0)


__all__ = ["Entry", "format_index", "format_script_json"]
