"""What a measurement gives, and under which conditions it is made."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Result(NamedTuple):
    """One figure: ``name`` is its row in ``floors.toml``, ``note`` says what it was measured on."""

    name: str
    value: float
    note: str = ""


class Setting(NamedTuple):
    """How to measure: small or in full, on which articles, and where what was made is kept."""

    quick: bool
    articles: tuple[Path, ...]
    folder: Path

    @property
    def sizes(self) -> tuple[int, ...]:
        """The numbers of claims of the made-up corpora, ascending."""
        return (1_000, 4_000) if self.quick else (10_000, 100_000, 1_000_000)


def find_exponent(sizes: tuple[float, float], values: tuple[float, float]) -> float:
    """Return by which power of the size a value grew."""
    from math import log

    return log(values[1] / values[0]) / log(sizes[1] / sizes[0])
