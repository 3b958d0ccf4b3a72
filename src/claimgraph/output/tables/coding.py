"""The coder's sheet: incidents and who was killed, in columns that users of UCDP GED know.

Nothing is coded that needs a coder: actors are words of the reports, not entries of a list, and no
figures are added up. One row is one incident and one group of victims; a row says whether another
one of the incident counts the same people, as far as the reports or the words for them tell.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from claimgraph.comparison.corroboration import grade_incident
from claimgraph.comparison.precision import code_date, code_place
from claimgraph.comparison.responsibility import list_responsibility
from claimgraph.comparison.tolls.groups import lies_within
from claimgraph.model import Article, Claim, Incident, Place, Scope, Stance, Toll
from claimgraph.output.tables.cells import list_spot_cells, write_day
from claimgraph.output.tables.columns import name_columns
from claimgraph.output.tables.graphs import Row
from claimgraph.output.tables.incidents import count_relations
from claimgraph.output.words import name_incident
from claimgraph.output.words.tolls import is_part

_BETWEEN = "; "
_DISTRICTS, _PROVINCES, _COUNTRY = ("county", "district"), ("province", "state"), "country"
_UNKNOWN = "unknown"


def to_coding_rows(incidents: Iterable[Incident], *, articles: Iterable[Article] = ()) -> list[Row]:
    """Return one flat row an incident and group of victims, with UCDP-like columns.

    Only tolls of the killed and the injured have rows; an incident without either has one row
    without figures. Several values of a cell stand after one another, between semicolons.

    Args:
        incidents: The incidents, in the order of the rows.
        articles: Where publishers, titles and addresses come from.
    """
    by_id = {article.id: article for article in articles}
    return [row for incident in incidents for row in _list_rows(incident, by_id)]


def _list_rows(incident: Incident, articles: Mapping[str, Article]) -> Iterator[Row]:
    shared = dict.fromkeys(name_columns("coding"))
    shared |= _event_cells(incident) | _place_cells(incident) | _source_cells(incident, articles)
    groups: dict[tuple[str, Scope], dict[str, Toll]] = {}
    for toll in incident.tolls:
        if toll.measure in ("killed", "injured"):
            groups.setdefault((toll.group, _find_scope(toll, incident)), {})[toll.measure] = toll
    if not groups:
        yield shared
    for (_, scope), tolls in groups.items():
        others = [told for (_, other), told in groups.items() if told is not tolls and other is scope]
        yield {**shared, **_toll_cells(tolls, others)}


def _find_scope(toll: Toll, incident: Incident) -> Scope:
    return toll.claims[0].scope if toll.claims else incident.scope


def _event_cells(incident: Incident) -> Row:
    when, grade = incident.date, grade_incident(incident)
    is_event, parties = incident.scope is Scope.INCIDENT, list_responsibility(incident)
    return {
        "id": incident.id,
        "label": name_incident(incident),
        "date_start": write_day(when.earliest) if when else None,
        "date_end": write_day(when.latest) if when else None,
        "date_prec": code_date(when) if is_event else None,
        "event_clarity": 1 if is_event else 2,
        "side_a": _join(row.actor for row in parties if row.accused_by or row.claimed_by),
        "claimed_by": _join(source.name for row in parties for source in row.claimed_by),
        "denied_by": _join(source.name for row in parties for source in row.denied_by),
        "means": _join(incident.means),
        "corroboration": grade.grade if grade else None,
    }


# --- where ------------------------------------------------------------------------------------


def _place_cells(incident: Incident) -> Row:
    place = incident.place
    if place is None:
        return {}
    spelled = (claim.place.words for claim in incident.claims if claim.place and claim.place.is_same(place))
    spot = list_spot_cells(place)
    return {
        **_division_cells(place),
        **spot,
        "where_coordinates": place.name if spot["latitude"] is not None else None,
        "where_description": _join([place.words or place.name, *spelled]),
        "where_prec": code_place(place),
    }


def _division_cells(place: Place) -> Row:
    """Return country, province and district as far as the place and what contains it tell them."""
    outer = list(reversed(place.path)) or ([place.name] if place.kind == _COUNTRY else [])
    province = place.name if place.kind in _PROVINCES else outer[1] if len(outer) > 1 else None
    named = [name for name in outer[2:] if name.casefold().endswith(tuple(_load_words()["districts"]))]
    district = place.name if place.kind in _DISTRICTS else named[0] if named else None
    return {"country": outer[0] if outer else None, "adm_1": province, "adm_2": district}


# --- how many ---------------------------------------------------------------------------------


def _toll_cells(tolls: Mapping[str, Toll], others: Sequence[Mapping[str, Toll]]) -> Row:
    measure = "killed" if "killed" in tolls else "injured"
    main, status = tolls[measure], _find_status(tolls[measure].claims)
    inner = is_part(main) or any(_may_hold(told[measure], main) for told in others if measure in told)
    row: Row = {
        "side_b": main.group,
        "victim_status": status,
        "is_part": inner,
        "convention": main.convention,
        "reading": _join(claim.quantity.convention for toll in tolls.values() for claim in toll.claims),
        "contradicts": any(kind.value == "contradicts" for kind in count_relations(tolls.values())),
        "number_of_origins": len({origin.id for toll in tolls.values() for origin in toll.origins}),
        "text": _join(_word_claim(claim) for toll in tolls.values() for claim in toll.claims),
    }
    for measure, prefix in (("killed", ""), ("injured", "injured_")):
        toll = tolls.get(measure)
        if toll is not None and (toll.low or toll.best is not None):  # else nothing is stated as a fact
            row |= {f"{prefix}low": toll.low, f"{prefix}best": toll.best, f"{prefix}high": toll.high}
    if "killed" in tolls and not inner:
        row[_DEATHS[status]] = main.best
    return row


def _may_hold(wide: Toll, narrow: Toll) -> bool:
    """Return whether a toll counts a wider group than another and is no smaller."""
    inner, outer = ({claim.group_kind for claim in toll.claims} for toll in (narrow, wide))
    is_within = any(lies_within(a, b) for a in inner for b in outer)
    return is_within and (narrow.best or narrow.low) <= (wide.best or wide.low)


_DEATHS = {"civilian": "deaths_civilians", "combatant": "deaths_combatants", _UNKNOWN: "deaths_unknown"}


def _find_status(claims: Sequence[Claim]) -> str:
    """Return what the counting words of all claims say of those counted, if they say one thing."""
    said = {_find_claim_status(claim.group_kind) for claim in claims}
    return said.pop() if len(said) == 1 else _UNKNOWN


def _find_claim_status(kind: str) -> str:
    statuses: Mapping[str, list[str]] = _load_words()["status"]
    for status, kinds in statuses.items():
        if any(kind == wide or lies_within(kind, wide) for wide in kinds):
            return status
    return _UNKNOWN


@lru_cache(maxsize=1)
def _load_words() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "coding.toml").read_text(encoding="utf-8"))


def _word_claim(claim: Claim) -> str:
    who = claim.origin.name if claim.origin else "source not named"
    how = "denied by " if claim.attribution.stance is Stance.DENIES else "expected by " * claim.hypothetical
    return f"{claim.text} {claim.measure} ({how}{who})"


# --- who told it ------------------------------------------------------------------------------


def _source_cells(incident: Incident, articles: Mapping[str, Article]) -> Row:
    told = [articles.get(one) or Article(id=one, text="") for one in incident.articles]
    copies = {copy.a for copy in incident.copies}
    origins = (claim.origin for claim in incident.claims)
    return {
        "number_of_sources": sum(article.id not in copies for article in told),
        "source_article": _join(_word_article(article) for article in told),
        "source_office": _join(article.publisher for article in told),
        "source_date": _join(write_day(article.published) for article in told),
        "source_headline": _join(article.title for article in told),
        "source_original": _join(origin.name for origin in origins if origin),
        "source_url": _join(article.url for article in told),
    }


def _word_article(article: Article) -> str:
    known = (article.publisher, write_day(article.published), article.title, article.id)
    return ", ".join(one for one in known if one)


def _join(words: Iterable[str | None]) -> str | None:
    """Return several words after one another, each once."""
    return _BETWEEN.join(dict.fromkeys(" ".join(one.split()) for one in words if one)) or None


__all__ = ["to_coding_rows"]
