"""The JSON of an answer, with whatever stands around it → records."""

from __future__ import annotations

import json
import re
from typing import Any

from attrs import frozen

from claimgraph.extraction.articles.json_files import load_json
from claimgraph.extraction.articles.records import JsonObject

# How many broken openings are tried before a text is given up.
MOST_TRIES = 200
_OPENING = re.compile(r"[\[{]")


@frozen(kw_only=True)
class Answer:
    """The records of an answer, and what is broken in it; an empty ``reason`` for nothing."""

    records: tuple[Any, ...] = ()
    reason: str = ""


def read_answer(text: str) -> Answer:
    """Read the records of a JSON text.

    Args:
        text: A list of objects, JSON Lines, an object with ``claims``, or any of these between other
            words (an answer that explains itself, a fence ```` ```json ````). A text that is cut short
            gives the objects that are complete.

    Returns:
        The records in their order. An object that stands around ``claims`` hands its other texts
        (``article``, ``publisher``, …) to each of them.
    """
    try:
        return Answer(records=unwrap_value(load_json(text)))
    except ValueError as error:
        values, complete = _find_values(text)
        records = tuple(record for value in values for record in unwrap_value(value))
        if not records:
            return Answer(reason=f"no records: {error}")
        lost = "" if complete else f"cut short or {error}; {len(records)} records were read"
        return Answer(records=records, reason=lost)


def unwrap_value(value: Any) -> tuple[Any, ...]:
    """Return the records of a value of JSON: those of a list, or under ``claims``, else the value alone."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict) and isinstance(value.get("claims"), list):
        around = {name: cell for name, cell in value.items() if name != "claims"}
        return tuple(_complete(one, around) for one in value["claims"])
    return (value,)


def _complete(record: Any, around: dict[str, Any]) -> Any:
    """Give a record what the object around it says, where it says nothing itself."""
    if not isinstance(record, dict):
        return record
    around = {name: cell for name, cell in around.items() if record.get(name) is None}
    completed = JsonObject({**record, **around})
    completed.repeated = getattr(record, "repeated", ())
    return completed


def _find_values(text: str) -> tuple[list[Any], bool]:
    """Return the JSON objects and lists of objects in a text, and whether no opening was broken."""
    decoder = json.JSONDecoder()
    values: list[Any] = []
    end = failed = 0
    for opening in _OPENING.finditer(text):
        at = opening.start()
        if at < end:
            continue
        if failed == MOST_TRIES:
            break
        try:
            value, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            failed += _looks_like_json(text, at)
            continue
        if _holds_records(value):
            values.append(value)
    return values, not failed


def _looks_like_json(text: str, at: int) -> bool:
    """Return whether a bracket that opens no value was meant to: "[sic]" was not."""
    return text[at + 1 : at + 40].lstrip()[:1] in {"{", '"', "["}


def _holds_records(value: Any) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict) for one in value)
    )


__all__ = ["Answer", "read_answer", "unwrap_value"]
