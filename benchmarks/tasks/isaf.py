"""Killed, captured, day and province of a military press release (ISAF, Afghanistan)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


def read_releases(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "start_date", "min_killed", "min_captured", "province"}`."""
    for record in records:
        yield {"id": record["id"]}
