"""Who stands behind an incident's figures, and who only passed them on."""

from __future__ import annotations

from claimgraph.comparison.tolls import trace_incident
from claimgraph.model import Attribution, Incident, Source


def find_origins(incident: Incident) -> tuple[Source, ...]:
    """Return the distinct origins of the claims of an incident, in the order of their claims.

    A claim that retells somebody else's figure has that one as its origin.
    """
    claims = trace_incident(incident)
    return tuple({claim.origin.id: claim.origin for claim in claims if claim.origin}.values())


def find_relays(attribution: Attribution, *, publisher: str | None = None) -> tuple[Source, ...]:
    """Return who passed a statement on between its origin and the publisher, in that order.

    Args:
        attribution: Its chain may or may not end with the publisher.
        publisher: The publisher's name; the last of the chain is left out where it has this name
            or is of the kind ``"publisher"``.
    """
    relays = attribution.chain[1:]
    if relays and _is_publisher(relays[-1], publisher):
        return relays[:-1]
    return relays


def _is_publisher(source: Source, publisher: str | None) -> bool:
    if source.kind == "publisher":
        return True
    return publisher is not None and source.name.casefold() == publisher.casefold()


__all__ = ["find_origins", "find_relays"]
