"""What became of a figure: every picture and table asks here, so that all say the same."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from claimgraph.comparison.tolls import list_series
from claimgraph.model import Claim, Incident, Stance


class State(StrEnum):
    """What became of a figure; the values are names of classes in the report's style sheet."""

    STANDS = "stands"
    REPLACED = "replaced"
    EXPECTED = "expected"
    DENIED = "denied"


def find_state(claim: Claim, replaced: Collection[str] = ()) -> State:
    """Return what became of a figure: denied before expected before replaced.

    Args:
        claim: The figure.
        replaced: Ids of claims that do not stand any more; see `find_replaced`.
    """
    if claim.attribution.stance is Stance.DENIES:
        return State.DENIED
    if claim.hypothetical:
        return State.EXPECTED
    return State.REPLACED if claim.id in replaced else State.STANDS


def find_replaced(incident: Incident) -> set[str]:
    """Return the ids of the claims that a later figure of their origin replaced, or a text calls outdated."""
    steps = (step for toll in incident.tolls for series in list_series(toll) for step in series.steps)
    later = {id for step in steps if not step.stands for id in step.claims}
    return later | {claim.id for claim in incident.claims if claim.superseded}


__all__ = ["State", "find_replaced", "find_state"]
