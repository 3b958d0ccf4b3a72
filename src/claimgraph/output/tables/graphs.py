"""What the tables need of a claim graph."""

from __future__ import annotations

from typing import Any, Protocol, TypeGuard, runtime_checkable

from claimgraph.model import Article, Claim, Denial, Incident

Row = dict[str, Any]


@runtime_checkable
class GraphLike(Protocol):
    """What the tables and files need of a claim graph: its parts, in a fixed order."""

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles read."""

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """The incidents, whose accounts hold the claims."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims."""

    @property
    def denials(self) -> tuple[Denial, ...]:
        """All denials."""


def is_graph(value: object) -> TypeGuard[GraphLike]:
    """Return whether a value has the parts of a claim graph (and is not a single incident)."""
    return not isinstance(value, Incident) and isinstance(value, GraphLike)


__all__ = ["GraphLike", "Row", "is_graph"]
