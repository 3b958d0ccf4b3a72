"""What notebook pictures consist of: cards, titles, tables and folds, with their styles inline."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.output.markup import Child, Html, isolate, tag

MOST_ROWS = 60
"""So many rows of a table are shown; how many more there are is said."""

CARD = (
    "font:14px/1.5 system-ui,sans-serif;max-width:64em;color:inherit;text-align:start;overflow-wrap:anywhere"
)
_TITLE = "font-weight:600;font-size:1.1em"
QUIET = "opacity:.75;font-size:.9em"
_TABLE = "border-collapse:collapse;margin:.5em 0;color:inherit;background:none"
_CELL = (
    "border:1px solid rgba(128,128,128,.4);padding:.2em .6em;text-align:start;vertical-align:top;"
    "background:none;color:inherit;white-space:normal;overflow-wrap:break-word;max-width:32em"
)
_HEAD = f"{_CELL};font-weight:600;border-bottom-width:2px"
_NUMBER = f"{_CELL};text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap"
SCROLL = "max-height:28em;overflow:auto;border:1px solid rgba(128,128,128,.4);padding:.4em .8em"


def card(*parts: Child) -> Html:
    """Return the frame of a picture."""
    return tag("div", *parts, style=CARD)


def title(words: Child) -> Html:
    """Return the first line of a picture."""
    return tag("div", words, style=_TITLE)


def table(head: Sequence[str], rows: Sequence[Sequence[Child]], *, of: int | None = None) -> Html:
    """Return a table; ``of`` is how many rows there are, those not shown are counted below."""
    heading = (
        tag("thead", tag("tr", *(tag("th", isolate(name), style=_HEAD) for name in head))) if head else None
    )
    body = tag("tbody", *(tag("tr", *(show_cell(cell) for cell in row)) for row in rows))
    rest = (of or 0) - len(rows)
    more = tag("div", f"… {rest:,} more rows", style=QUIET) if rest > 0 else None
    return tag("div", tag("table", heading, body, style=_TABLE), more, style="overflow-x:auto")


def show_cell(cell: Child) -> Html:
    """Return one cell, numbers at the right."""
    if isinstance(cell, int | float):
        return tag("td", cell, style=_NUMBER)
    return tag("td", cell, style=f"{_CELL};white-space:pre-line")


def itemize(items: Sequence[Child]) -> Html | None:
    """Return a list of at most `MOST_ROWS` entries; nothing for none."""
    if not items:
        return None
    rest = len(items) - MOST_ROWS
    more = tag("li", f"… {rest:,} more") if rest > 0 else None
    entries = [tag("li", item) for item in items[:MOST_ROWS]]
    return tag("ul", *entries, more, style="margin:.3em 0;padding-inline-start:1.4em")


def fold(summary: Child, items: Sequence[Child], *, is_open: bool = False) -> Html | None:
    """Return a list under a summary that opens it; nothing for an empty list."""
    if not items:
        return None
    opened = {"open": "open"} if is_open else {}
    return tag("details", tag("summary", summary), itemize(items), style="margin:.2em 0", **opened)


__all__ = [
    "CARD",
    "MOST_ROWS",
    "QUIET",
    "SCROLL",
    "card",
    "fold",
    "itemize",
    "show_cell",
    "table",
    "title",
]
