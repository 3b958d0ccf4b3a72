"""What a point on a map stands for, in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from claimgraph.comparison.precision import code_place
from claimgraph.model import Place


def word_precision(place: Place | None, *, is_located: bool) -> str:
    """Return what the point of a place stands for: "somewhere in this province"."""
    words = _load_words()
    if place is None:
        return words["not_told"]
    if not is_located:
        return words["not_located"]
    return words.get(str(code_place(place)), words["not_known"])


@lru_cache(maxsize=1)
def _load_words() -> Mapping[str, str]:
    return tomllib.loads((Path(__file__).parent / "precision.toml").read_text(encoding="utf-8"))


__all__ = ["word_precision"]
