"""Source, cue and content of every attribution of a text (PolNeAR)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from claimgraph import find_attributions


def read_attributions(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "attributions": [{"source", "cue", "content"}]}`, spans in characters of the text."""
    for record in records:
        rows = [
            {
                "source": [list(found.span)] if found.span else [],
                "cue": [list(found.cue_span)] if found.cue_span else [],
                "content": [list(span) for span in found.content],
            }
            for found in find_attributions(record["text"])
        ]
        yield {"id": record["id"], "attributions": rows}
