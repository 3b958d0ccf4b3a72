"""What each named evidence weighs: the shipped table, or one of your own."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from sys import float_info
from types import MappingProxyType
from typing import Any

from attrs import frozen

from claimgraph.arguments import take_one, take_path
from claimgraph.comparison.own_tables import read_table
from claimgraph.errors import FormatError
from claimgraph.model import Shown

# What stands against every pair before anything is known of it.
PRIOR, PRIOR_REASON = "prior", "two accounts that have anything in common are seldom of one event"
# A cut of the scale, and the score below which no pair of one incident may lie.
NUMBERS = ("prior", "threshold", "veto")


@frozen(kw_only=True)
class Weights(Shown):
    """What each named evidence weighs, and from which score on two accounts are linked.

    All on the scale of log odds. ``prior`` is the score of a pair that nothing speaks for or
    against: most accounts that meet tell of two events. ``threshold`` is where the mean score
    between two groups joins them, ``veto`` below which score of any pair they never join.
    """

    prior: float
    threshold: float
    veto: float
    weights: Mapping[str, float]

    def weigh(self, name: str) -> float:
        """Return what a named evidence weighs at full strength, 0 where the table has no such name."""
        return self.prior if name == PRIOR else self.weights.get(name, 0.0)

    def __reduce__(self) -> tuple[Any, ...]:
        # A mapping that only lets itself be read cannot be sent to another process.
        return _unpack_weights, (self.prior, self.threshold, self.veto, dict(self.weights))


def _unpack_weights(prior: float, threshold: float, veto: float, weights: dict[str, float]) -> Weights:
    return Weights(prior=prior, threshold=threshold, veto=veto, weights=MappingProxyType(weights))


def load_weights(path: str | os.PathLike[str] | None = None) -> Weights:
    """Return the weights of a file that `save_weights` wrote, or the shipped ones.

    Raises:
        FormatError: The file is no table of weights; the text says what is wrong with it.
    """
    return _load_shipped() if path is None else _read_table(take_path(path, "load_weights"))


@lru_cache(maxsize=1)
def _load_shipped() -> Weights:
    return _read_table(Path(__file__).parent / "weights.toml")


def _read_table(path: Path) -> Weights:
    table = read_table(path)
    weights = table.get("weights")
    missing = [name for name in NUMBERS if not _is_number(table.get(name))]
    if missing or not isinstance(weights, dict):
        lacking = ", ".join([*missing, *(() if isinstance(weights, dict) else ("[weights]",))])
        raise FormatError(f"{path} is no table of weights: it needs {lacking}")
    strange = next((name for name, value in weights.items() if not _is_number(value)), None)
    if strange is not None:
        raise FormatError(f"{path}: the weight of {strange!r} is {weights[strange]!r:.80}, not a number")
    numbers = {name: float(table[name]) for name in NUMBERS}
    return Weights(**numbers, weights=MappingProxyType({name: float(weights[name]) for name in weights}))


def _is_number(value: Any) -> bool:
    """Return whether a value is a number to reckon with: not NaN, not infinite, not beyond floats."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= float_info.max


def save_weights(weights: Weights, path: str | os.PathLike[str], *, origin: str = "") -> None:
    """Write weights as a table that `load_weights` reads back as an equal value.

    Args:
        weights: The weights.
        path: The file, usually ``….toml``; it is written anew.
        origin: What they were learned from, a line for whoever opens the file.
    """
    take_one(weights, Weights, "save_weights")
    heading = [f"# Origin: {line}" for line in origin.splitlines()]
    numbers = [f"{name} = {getattr(weights, name)!r}" for name in NUMBERS]
    rows = [f"{_quote(name)} = {weights.weights[name]!r}" for name in sorted(weights.weights)]
    take_path(path, "save_weights").write_text(
        "\n".join([*heading, *numbers, "", "[weights]", *rows, ""]), encoding="utf-8"
    )


def _quote(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


__all__ = ["NUMBERS", "PRIOR", "PRIOR_REASON", "Weights", "load_weights", "save_weights"]
