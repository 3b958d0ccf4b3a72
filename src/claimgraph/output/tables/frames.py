"""The tables as data frames of pandas, which is imported only here."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import Any

from claimgraph.errors import MissingExtraError
from claimgraph.model import Claim, Denial, Incident
from claimgraph.output.tables.claims import COLUMNS, to_rows
from claimgraph.output.tables.graphs import GraphLike, Row
from claimgraph.output.tables.incidents import INCIDENT_COLUMNS, to_incident_rows


def to_frame(graph: GraphLike | Iterable[Claim | Denial]) -> Any:
    """Return the claim table of `to_rows` as a pandas ``DataFrame``.

    Whole numbers with gaps are ``Int64``, ``date``, ``date_end`` and ``published`` stay ISO
    strings (a day that pandas cannot hold is not lost); lists stay lists.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    return _frame(to_rows(graph), COLUMNS, numbers=("value", "low", "high"))


def to_incident_frame(graph: GraphLike | Iterable[Incident]) -> Any:
    """Return the incident table of `to_incident_rows` as a pandas ``DataFrame``.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    numbers = tuple(name for name in INCIDENT_COLUMNS if name.endswith(("_low", "_best", "_high")))
    return _frame(to_incident_rows(graph), INCIDENT_COLUMNS, numbers=numbers)


def _frame(rows: list[Row], columns: tuple[str, ...], *, numbers: tuple[str, ...]) -> Any:
    try:
        pandas = import_module("pandas")
    except ImportError as error:
        raise MissingExtraError("a data frame needs pandas: pip install claimgraph[table]") from error
    frame = pandas.DataFrame(rows, columns=list(columns), dtype=object)
    for name in numbers:
        if all(cell is None or abs(cell) < 2**63 for cell in frame[name]):
            frame[name] = frame[name].astype("Int64")
    return frame


__all__ = ["to_frame", "to_incident_frame"]
