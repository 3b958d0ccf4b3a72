"""A grade of corroboration in Airwars' words, derived by rule; Airwars has assigned none of them."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.arguments import take_one
from claimgraph.comparison.responsibility import find_rivals, list_responsibility
from claimgraph.comparison.tolls import reconcile
from claimgraph.model import Corroboration, Incident, Responsibility, Scope, Source

RULE = (
    "Confirmed: somebody takes responsibility. Contested: independent origins accuse different parties. "
    "Fair: two or more independent origins give figures. Weak: one origin does. The first that holds; which "
    "sources are credible is not judged. Discounted is only ever given by hand. After Airwars’ published "
    "wording; derived by claimgraph, not assigned by Airwars."
)


def grade_incident(incident: Incident) -> Corroboration | None:
    """Grade how well an event is corroborated, by origins and by who answers for it.

    Six papers that quote one monitor are one origin, so that the grade does not rise with the
    number of articles.

    Args:
        incident: Its tolls are used; where it has none, its claims are reconciled.

    Returns:
        The grade with its reason and its rule; ``None`` for counts over a period and where nobody
        states a figure as a fact.
    """
    take_one(incident, Incident, "grade_incident")
    tolls = incident.tolls or reconcile(incident.claims, copies=incident.copies)
    origins = {source.id: source for toll in tolls for source in toll.origins}
    if incident.scope is not Scope.INCIDENT or not origins:
        return None
    rows = list_responsibility(incident)
    grade, reason = _choose_grade(rows, list(origins.values()))
    return Corroboration(grade=grade, reason=reason, rule=RULE)


def _choose_grade(rows: Sequence[Responsibility], origins: Sequence[Source]) -> tuple[str, str]:
    takers = sorted({source.name for row in rows for source in row.claimed_by})
    if takers:
        return "confirmed", f"{_join(takers)} {'takes' if len(takers) == 1 else 'take'} responsibility"
    rivals = find_rivals(rows)
    if rivals:
        said = [f"“{row.actor}” by {_join([one.name for one in row.accused_by])}" for row in rivals]
        return "contested", f"accused are {_join(said)}"
    if len(origins) > 1:
        return "fair", f"{len(origins)} independent origins"
    return "weak", f"one origin, {origins[0].name}"


def _join(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


__all__ = ["RULE", "grade_incident"]
