"""Killed and injured ranges of an analysts' assessment that quotes many sources (Airwars).

The range is the library's convention `told_first` over the claims that the assessment makes and quotes:
from the figure it tells first, which its author stands for, up to the highest that anybody gives. Vague
words are read as the least that they can mean (`least`). Beside it stand what every origin said and the
range over all origins, as the two differ where quoted sources give less than the text's own total.

Where nobody gives a number: a vague count of killed and injured together counts for both; else the persons
told of alone are counted, each once; else a plural without number ("others were injured") is two or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from claimgraph import Article, Claim, Lexicon, Scope, load_lexicon, reread_vague, trace_article
from claimgraph.comparison.tolls import find_convention, find_origin, is_counted
from claimgraph.extraction.people import People, find_uncounted, gather_individuals, read_people
from claimgraph.model import Trace

CONVENTION, BESIDE, VAGUE = "told_first", "range_over_origins", "least"
MEASURES, BOTH = ("killed", "injured"), "casualties"
# Kinds whose figure is a total of the event; others count some of its people.
TOTALS = frozenset({"people", "civilians", "members", "relatives", "families"})
# In how many first sentences persons told of alone, and plurals without number, are of this event.
PERSONS, PLURALS = 3, 6


def read_assessments(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield `{"id", "killed", "injured", "date", "said", "over_origins"}`, one row an assessment."""
    lexicon = load_lexicon()
    for record in records:
        trace = trace_article(Article(id=record["id"], text=record["text"]), lexicon=lexicon)
        people = read_people(trace, lexicon=lexicon)
        claims = {measure: list_totals(trace, measure, lexicon) for measure in MEASURES}
        told = {
            measure: bound(claims[measure], CONVENTION) or count_uncounted(people, measure, lexicon)
            for measure in MEASURES
        }
        yield {
            "id": record["id"],
            **told,
            "date": record["date"],
            "said": {measure: [_describe(claim) for claim in claims[measure]] for measure in MEASURES},
            "over_origins": {measure: bound(claims[measure], BESIDE) for measure in MEASURES},
        }


def list_totals(trace: Trace, measure: str, lexicon: Lexicon) -> tuple[Claim, ...]:
    """Return the claims that give a total of the event, without any a vague one of both measures."""
    told = [claim for claim in trace.claims if _is_of_event(claim)]
    counted = [claim for claim in told if claim.measure == measure and not claim.implied]
    totals = [claim for claim in counted if claim.group_kind in TOTALS] or counted
    vague = [claim for claim in told if claim.measure == BOTH and claim.quantity.value is None]
    return reread_vague(totals or vague[:1], VAGUE, lexicon=lexicon)


def _is_of_event(claim: Claim) -> bool:
    return is_counted(claim) and claim.scope is Scope.INCIDENT and claim.part_of is None


def bound(claims: Sequence[Claim], convention: str) -> list[int] | None:
    """Return the range of some claims by a named convention, an open end as the highest floor."""
    if not claims:
        return None
    low, best, high = find_convention(convention).choose(claims)
    return [low, max(best, *(claim.quantity.low for claim in claims)) if high is None else high]


def count_uncounted(people: People, measure: str, lexicon: Lexicon) -> list[int] | None:
    """Count the persons told of alone, each once; else read a plural without number as two or more."""
    fates = [fate for fate in people.fates if fate.sentence < PERSONS]
    persons = sum(one.harm == measure for one in gather_individuals(fates))
    if persons:
        return [persons, persons]
    for sentence in people.sentences[:PLURALS]:
        counts = [count for other, count, _ in people.counts if other.index == sentence.index]
        for count, trigger in find_uncounted(sentence, counts, lexicon=lexicon):
            if trigger.measure == measure:
                return [count.quantity.low, count.quantity.low]
    return None


def _describe(claim: Claim) -> dict[str, Any]:
    return {
        "origin": "the text itself" if claim.attribution.own_voice else find_origin(claim).name,
        "words": claim.text,
        "low": claim.quantity.low,
        "high": claim.quantity.high,
    }


__all__ = ["bound", "count_uncounted", "list_totals", "read_assessments"]
