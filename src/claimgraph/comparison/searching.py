"""Words → incidents: by place, source, means, group or day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimgraph.model import Incident


def select_incidents(incidents: Iterable[Incident], words: str) -> tuple[Incident, ...]:
    """Return the incidents that match all the words, the best told first.

    Args:
        incidents: Where to look.
        words: Parts of a place, a source, a means, a group or an ISO day, in any case.

    Returns:
        Those with the words in their own place first, then those with more articles and claims.
    """
    wanted = words.casefold().split()
    found = [incident for incident in incidents if _matches(incident, wanted)]
    return tuple(
        sorted(found, key=lambda one: (-_rank(one, wanted), -len(one.articles), -len(one.claims), one.id))
    )


def _matches(incident: Incident, wanted: Sequence[str]) -> bool:
    text = describe_incident(incident)
    return all(word in text for word in wanted)


def describe_incident(incident: Incident) -> str:
    """Return all that words are looked for in, in lower case."""
    parts = [*_name_places(incident), *incident.means]
    for claim in incident.claims:
        parts += [claim.group, claim.measure, *(source.name for source in claim.attribution.chain)]
    for account in incident.accounts:
        if account.date is not None:
            parts += [str(account.date.earliest or ""), str(account.date.latest or "")]
    return " ".join(parts).casefold()


def _name_places(incident: Incident) -> list[str]:
    places = [incident.place, *(claim.place for claim in incident.claims)]
    return [part for place in places if place for part in (place.name, place.words, *place.path)]


def _rank(incident: Incident, wanted: Sequence[str]) -> int:
    """Return 2 where the incident's own place bears the words, 1 where a claim's does, else 0."""
    own = f"{incident.place.name} {incident.place.words}".casefold() if incident.place else ""
    if all(word in own for word in wanted):
        return 2
    named = " ".join(_name_places(incident)).casefold()
    return 1 if all(word in named for word in wanted) else 0


__all__ = ["describe_incident", "select_incidents"]
