"""The columns of claims as JSON Schema: what to ask an answer for, and what a row of our table is."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from claimgraph.extraction.claim_records.columns import Column, list_columns, list_measures
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import DatePrecision, Modifier, Scope, Stance

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_KINDS: dict[str, type[StrEnum]] = {
    "modifier": Modifier,
    "scope": Scope,
    "polarity": Stance,
    "precision": DatePrecision,
}
_DAY = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"


def describe_claims(*, table: bool = False, lexicon: Lexicon | None = None) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of claims that others make.

    Args:
        table: Whether to describe a row of the claim table, a line of ``claims.jsonl``, with all its
            columns; else an answer, ``{"claims": [...]}``, with those that one reads in an article.
            Every field of an answer is required and may be null, as language models are asked for it.
        lexicon: Its measures are the ones allowed; the shipped word tables if left out.

    Returns:
        A schema as a dict of plain values, a new one at each call. What fits an answer's is read by
        `read_claims`; the words that it quotes are a matter of the articles.
    """
    words = choose_lexicon(lexicon)
    if table:
        return {"$schema": DIALECT, "title": "A row of the claim table", **_describe_row(words)}
    asked = {column.name: _describe(column, words) for column in list_columns() if column.asked}
    # An answer must say what happened and in which words; a table may hold a bare denial.
    asked["measure"]["enum"].remove(None)
    asked["measure"]["type"] = asked["text"]["type"] = "string"
    claim = {
        "type": "object",
        "description": "One figure that one source gives in one article.",
        "properties": asked,
        "required": list(asked),
        "additionalProperties": False,
    }
    claims = {
        "type": "array",
        "description": "Every figure of people that the articles give, each with its own words.",
        "items": claim,
    }
    return {
        "$schema": DIALECT,
        "title": "Claims of counts in news articles",
        "type": "object",
        "properties": {"claims": claims},
        "required": ["claims"],
        "additionalProperties": False,
    }


def _describe_row(lexicon: Lexicon) -> dict[str, Any]:
    figures = [
        {"properties": {name: {"type": ["integer", "string"]}}, "required": [name]} for name in _FIGURES
    ]
    counted = {"properties": {"measure": {"type": "string"}}, "required": ["measure"], "anyOf": figures}
    denied = {
        "properties": {"polarity": {"const": Stance.DENIES.value}, "text": {"type": "string"}},
        "required": ["polarity", "text"],
    }
    return {
        "type": "object",
        "properties": {column.name: _describe(column, lexicon) for column in list_columns()},
        "anyOf": [counted, denied],
        "additionalProperties": False,
    }


_FIGURES = ("value", "low", "high", "text")


def _describe(column: Column, lexicon: Lexicon) -> dict[str, Any]:
    """Return the schema of one column."""
    if column.type == "measure":
        return _list_values(list_measures(lexicon), column)
    if column.type in _KINDS:
        return _list_values([kind.value for kind in _KINDS[column.type]], column)
    return {**_TYPES[column.type], "description": column.text}


def _list_values(values: Any, column: Column) -> dict[str, Any]:
    return {"type": ["string", "null"], "enum": [*values, None], "description": column.text}


_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": ["string", "null"]},
    "count": {"type": ["integer", "null"], "minimum": 0},
    "number": {"type": ["integer", "null"]},
    "flag": {"type": ["boolean", "null"]},
    "day": {"type": ["string", "null"], "pattern": _DAY},
    "texts": {"type": "array", "items": {"type": "string"}},
    "spans": {
        "type": "array",
        "items": {"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2},
    },
}


__all__ = ["describe_claims"]
