"""The picture of whatever has no other: its line in words, and its fields that say something."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from attrs import fields, has

from claimgraph.model import Shown, Span
from claimgraph.output.blocks import card, table, title
from claimgraph.output.markup import Html, isolate, tag
from claimgraph.output.words import tell

MOST_ITEMS = 12


def show_fields(noun: object) -> Html:
    """Show a noun as a line and its fields, empty ones left out; any other value as its ``repr``."""
    kind = type(noun)
    if not has(kind):
        return card(tag("pre", repr(noun)))
    found = [(one.name, getattr(noun, one.name)) for one in fields(kind) if not one.name.startswith("_")]
    rows = [
        [tag("b", name.replace("_", " ")), isolate(_word(value))] for name, value in found if _word(value)
    ]
    heading = str(noun) if isinstance(noun, Shown) else kind.__name__
    return card(title(isolate(heading)), table((), rows))


def _word(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, Span):
        return f"{value.start:,} to {value.end:,}"
    if isinstance(value, tuple | list):
        more = f"; … {len(value) - MOST_ITEMS:,} more" if len(value) > MOST_ITEMS else ""
        return "; ".join(map(_word, value[:MOST_ITEMS])) + more
    if isinstance(value, Mapping):
        return _word([f"{key}: {one}" for key, one in value.items()])
    if isinstance(value, Enum):
        return str(value.value).replace("_", " ")
    return str(value) if isinstance(value, Shown | str | int | float) else tell(value)


__all__ = ["show_fields"]
