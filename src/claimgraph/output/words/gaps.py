"""What rests on one origin, and what no claim says."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.model import DatePrecision, Incident, Scope, Toll
from claimgraph.output.words.incidents import find_means
from claimgraph.output.words.phrases import begin_sentence, join_words, word_source
from claimgraph.output.words.tolls import is_part, word_predicate

MOST_ALONE = 3
"""Of so many lone origins it is said what rests on them."""

# Measures of harm, of which one asks who did it.
_HARM = frozenset({"abducted", "casualties", "injured", "killed"})
# Means by which people come to harm without anybody who would have done it.
_NOBODY = frozenset(
    {
        *("avalanche", "cold", "collapse", "crash", "disease", "earthquake", "eruption", "flood", "heat"),
        *("landslide", "shipwreck", "stampede", "storm", "tsunami"),
    }
)
_SHARP = frozenset({DatePrecision.DAY, DatePrecision.DAYS})


def word_single(tolls: Sequence[Toll]) -> str:
    """Tell which totals rest on one origin, where others have more: "The injured rest on SOHR alone."."""
    totals = [toll for toll in tolls if toll.best is not None and not is_part(toll)]
    if all(len(toll.origins) < 2 for toll in totals):
        return ""
    alone: dict[str, list[str]] = {}
    for toll in totals:
        if len(toll.origins) == 1:
            alone.setdefault(word_source(toll.origins[0]), []).append(_name_counted(toll, totals))
    told = [f"{join_words(dict.fromkeys(whom))} rest on {who} alone" for who, whom in alone.items()]
    return f"{begin_sentence('; '.join(told[:MOST_ALONE]))}." if told else ""


def _name_counted(toll: Toll, totals: Sequence[Toll]) -> str:
    """Name those counted by their measure, by their group too where the measure has several totals."""
    if sum(other.measure == toll.measure for other in totals) < 2:
        return word_predicate(toll.measure)[2]
    return f"the {toll.measure} {toll.group}"


def word_gaps(incident: Incident, tolls: Sequence[Toll]) -> str:
    """Tell what no claim of an event says: "No claim here says the exact day or who did it."; else ""."""
    counted = {toll.measure for toll in tolls if toll.best is not None}
    if incident.scope is not Scope.INCIDENT or not counted:
        return ""
    gaps = [name for name, is_missing in _list_gaps(incident, counted) if is_missing]
    return f"No claim here says {join_words(gaps, last='or')}." if gaps else ""


def _list_gaps(incident: Incident, counted: set[str]) -> list[tuple[str, bool]]:
    days, place = incident.date, incident.place
    vague = days is not None and (days.width is None or days.precision not in _SHARP)
    wide = place is not None and (place.is_wide or place.kind == "province")
    return [
        ("the day", days is None),
        ("the exact day", vague),
        ("the place", place is None),
        ("the exact place", wide),
        ("who did it", _has_doer(incident, counted) and not list_responsibility(incident)),
    ]


def _has_doer(incident: Incident, counted: set[str]) -> bool:
    """Return whether somebody must have done it: of an earthquake nobody asks who."""
    means = find_means(incident)
    return not counted.isdisjoint(_HARM) and not (means and _NOBODY.issuperset(means))


__all__ = ["MOST_ALONE", "word_gaps", "word_single"]
