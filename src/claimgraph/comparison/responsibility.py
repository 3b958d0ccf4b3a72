"""Who is accused by whom, who claims it and who denies it: a matrix beside the tolls.

Nothing is decided here. An accusation is a claim that names who did it, a claim of responsibility
an `Admission` or a figure that a party itself gives for its own deed, a denial a `Denial`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from claimgraph.arguments import take_one
from claimgraph.comparison.parties import (
    Party,
    are_rivals,
    gather_parties,
    is_within,
    load_party_words,
    read_party,
)
from claimgraph.comparison.tolls import find_origin, trace_incident
from claimgraph.model import Claim, Incident, Place, Responsibility, Source, Stance

ATTACKER = "attacker"
"""The kind of a party that only says what somebody did."""


@frozen(kw_only=True)
class Voice:
    """One statement about who did it: ``how`` is ``"accuses"``, ``"claims"`` or ``"denies"``."""

    words: str
    party: Party
    how: str
    source: Source
    id: str


def list_responsibility(incident: Incident) -> tuple[Responsibility, ...]:
    """Return who is said to have done it, and by whom.

    Words that mean one party share a row: "regime", "Syrian regime forces". Claims that retell
    somebody else's figure accuse in that one's name, so that five papers quoting one monitor are
    one accuser.

    Args:
        incident: An event, or a count over a period.

    Returns:
        A row a party: those accused by most origins first, then by name. Empty where nobody is
        named and nobody answers.
    """
    take_one(incident, Incident, "list_responsibility")
    voices = [
        voice for voice in (*_hear_claims(incident), *_hear_answers(incident)) if not voice.party.is_empty
    ]
    stands = gather_parties([voice.party for voice in voices])
    rows: dict[Party, list[Voice]] = {}
    for voice in voices:
        rows.setdefault(stands[voice.party], []).append(voice)
    made = [_make_row(party, rows[party]) for party in rows]
    return tuple(sorted(made, key=lambda row: (-len(row.accused_by), row.actor.casefold(), row.actor)))


def _hear_claims(incident: Incident) -> Iterator[Voice]:
    """Yield what claims say of who did it; a party that counts its own deed claims it."""
    for claim in trace_incident(incident):
        if claim.actor and claim.attribution.stance is Stance.ASSERTS and not claim.hypothetical:
            party = read_party(claim.actor, places=_name_places(claim, incident))
            origin = find_origin(claim)
            own = not party.is_empty and _is_side(origin, party)
            how = "claims" if own else "accuses"
            yield Voice(words=claim.actor, party=party, how=how, source=origin, id=claim.id)


def _name_places(claim: Claim, incident: Incident) -> list[str]:
    places: list[Place | None] = [claim.place, incident.place]
    return [name for place in places if place for name in (place.name, *place.path)]


def _is_side(source: Source, party: Party) -> bool:
    """Return whether a source is of the party it speaks of."""
    if source.kind in load_party_words().bystanders:
        return False
    sides = [read_party(words) for words in (source.party, source.name) if words]
    return any(
        side.names and party.names and (is_within(side, party) or is_within(party, side)) for side in sides
    )


def _hear_answers(incident: Incident) -> Iterator[Voice]:
    """Yield who claims and who denies; a bystander's denial is about a report."""
    answers = [(one, "claims") for one in incident.admissions] + [(one, "denies") for one in incident.denials]
    for one, how in answers:
        source = one.origin
        if source is not None and source.kind not in load_party_words().bystanders:
            party = read_party(source.name)
            yield Voice(words=source.name, party=party, how=how, source=source, id=one.id)


def _make_row(party: Party, voices: Sequence[Voice]) -> Responsibility:
    by: Mapping[str, list[Voice]] = {
        how: [voice for voice in voices if voice.how == how] for how in ("accuses", "claims", "denies")
    }
    return Responsibility(
        actor=_name_actor(party, voices),
        accused_by=_list_sources(by["accuses"]),
        claimed_by=_list_sources(by["claims"]),
        denied_by=_list_sources(by["denies"]),
        accusations=tuple(sorted({voice.id for voice in by["accuses"]})),
        admissions=tuple(sorted({voice.id for voice in by["claims"]})),
        denials=tuple(sorted({voice.id for voice in by["denies"]})),
    )


def _name_actor(party: Party, voices: Sequence[Voice]) -> str:
    """Name a row by its commonest words, of equals by those that say most of the party."""
    said = Counter(voice.words for voice in voices)
    full = {voice.words for voice in voices if voice.party == party}
    return min(said, key=lambda words: (-said[words], words not in full, words.casefold(), words))


def _list_sources(voices: Sequence[Voice]) -> tuple[Source, ...]:
    unique: dict[str, Source] = {}
    for source in sorted((voice.source for voice in voices), key=lambda one: (one.id, one.name, one.kind)):
        unique.setdefault(source.id, source)
    return tuple(sorted(unique.values(), key=lambda one: (one.name.casefold(), one.id)))


def find_rivals(rows: Sequence[Responsibility]) -> tuple[Responsibility, ...]:
    """Return the rows between which the accusers disagree.

    Two parties are rivals where their words surely mean two, and one origin accuses only the one
    and another origin only the other. An unnamed attacker ("a gunman") is nobody's rival.
    """
    parties = [(row, read_party(row.actor)) for row in rows if row.accused_by]
    named = [(row, party) for row, party in parties if party.kind != ATTACKER]
    return tuple(
        row
        for row, party in named
        if any(are_rivals(party, other) and _disagree(row, against) for against, other in named)
    )


def _disagree(row: Responsibility, other: Responsibility) -> bool:
    one, two = ({source.id for source in found.accused_by} for found in (row, other))
    return bool(one - two) and bool(two - one)


__all__ = ["ATTACKER", "find_rivals", "list_responsibility"]
