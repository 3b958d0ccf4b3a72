"""Who is said to have done it, and how well the event is corroborated, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.comparison.corroboration import grade_incident
from claimgraph.comparison.parties import read_party
from claimgraph.comparison.responsibility import ATTACKER, list_responsibility
from claimgraph.model import Incident, Responsibility, Scope, Source
from claimgraph.output.words.phrases import begin_sentence, is_plural, join_words, word_number, word_source

MOST_PARTIES = 3
"""So many accused parties a paragraph names; the full style has all."""


def word_responsibility(incident: Incident) -> str:
    """Tell who blames whom and who claims it: "SOHR blames “regime warplanes”."; else "".

    Who denies it is told by `word_denials`, in the words of the denial.
    """
    if incident.scope is not Scope.INCIDENT:
        return ""  # everybody is accused of something in a war
    rows = list_responsibility(incident)
    accused = [row for row in rows if row.accused_by and read_party(row.actor).kind != ATTACKER]
    blamed: dict[tuple[Source, ...], list[str]] = {}
    for row in accused[:MOST_PARTIES]:
        blamed.setdefault(row.accused_by, []).append(f"“{row.actor}”")
    sentences = [_word_blame(who, actors) for who, actors in blamed.items()]
    rest = len(accused) - MOST_PARTIES
    if rest > 0:
        sentences.append(f"{word_number(rest)} more {'is' if rest == 1 else 'are'} accused.")
    takers = {source.id: source for row in rows for source in row.claimed_by}
    if takers:
        verb = "claim" if len(takers) > 1 or any(map(is_plural, takers.values())) else "claims"
        sentences.append(f"{_join_sources(list(takers.values()))} {verb} responsibility.")
    return " ".join(map(begin_sentence, sentences))


def _word_blame(who: Sequence[Source], actors: Sequence[str]) -> str:
    many = len(who) > 1 or any(map(is_plural, who))
    return f"{_join_sources(who)} {'blame' if many else 'blames'} {join_words(actors)}."


def _join_sources(sources: Sequence[Source]) -> str:
    return join_words(map(word_source, sources))


def list_parties(incident: Incident) -> list[str]:
    """Return one line a party: who accuses it, who claims it, who denies it."""
    return [_list_party(row) for row in list_responsibility(incident)]


def _list_party(row: Responsibility) -> str:
    said = (("accused by", row.accused_by), ("claimed by", row.claimed_by), ("denied by", row.denied_by))
    return f"“{row.actor}”: {'; '.join(f'{how} {_join_sources(who)}' for how, who in said if who)}"


def word_grade(incident: Incident) -> str:
    """Return the grade of corroboration with its reason and its rule; "" where there is none."""
    grade = grade_incident(incident)
    return f"Corroboration: {grade.grade} ({grade.reason}).\n  {grade.rule}" if grade else ""


__all__ = ["MOST_PARTIES", "list_parties", "word_grade", "word_responsibility"]
