"""Which figures of a row are compared: every two, in a row of many claims only with those that lead.

What every paper prints makes more pairs than anybody reads: 5,000 claims make 12 millions. In a row of
more than `MOST_PAIRED` claims, or where more than `MOST_RELATIONS` could be told,

1. a claim is compared with the first one that tells the same figure of the same origin alike,
2. what is told first so with the first wording of that figure, with the `NEAR` figures that its origin
   gave before it, and with the next one that it gave on a later day,
3. and, of other origins, with the first claim of the same figure, with those of the `LEADING` figures that
   most origins give, and with the lowest and the highest figure that stand;
4. what is a part within the row is compared with its whole, what its text calls outdated with the `NEAR`
   figures told beside it, and what is denied with the first figure that it denies.

So every figure still meets what it replaces, somebody who agrees, and somebody whom it contradicts, if
there is anybody. How many pairs are left out stands in the checks of the toll: ``relations_left_out``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from claimgraph.comparison.tolls.figures import (
    FigureKey,
    Interval,
    find_figure,
    find_number,
    find_origin,
    find_voice,
    is_counted,
)
from claimgraph.comparison.tolls.rows import Row
from claimgraph.comparison.tolls.wholes import Ladders
from claimgraph.model import Claim, Stance

# Up to so many claims of a row are compared each with each, if they have no more relations than that.
MOST_PAIRED = 120
MOST_RELATIONS = 1000
LEADING = 5
NEAR = 3

Pair = tuple[Claim, Claim]
Tellers = Mapping[str, Claim]
"""By origin, the first in its order first."""


def list_leading(row: Row) -> list[Pair]:
    """Return the pairs of a row that the rules above name, each once, in reading order."""
    place = {claim.id: number for number, claim in enumerate(row.claims)}
    ends = ((place[a.id], place[b.id]) for a, b in _find_pairs(row) if a is not b)
    found = {(min(pair), max(pair)) for pair in ends}
    return [(row.claims[one], row.claims[other]) for one, other in sorted(found)]


def _find_pairs(row: Row) -> Iterator[Pair]:
    alike: dict[object, Claim] = {}
    for claim in row.claims:
        yield claim, alike.setdefault(_find_likeness(claim), claim)
    firsts = list(alike.values())
    yield from _pair_steps(row, firsts)
    yield from _pair_tellers(row, firsts)
    yield from _pair_parts(row)
    yield from _pair_outdated(row)
    yield from _pair_denied(row)


def _find_likeness(claim: Claim) -> object:
    """Return what two claims have in common that relate alike to the others."""
    said = (claim.attribution.stance, claim.hypothetical, claim.superseded)
    return find_voice(claim), claim.group_kind, said


def _pair_steps(row: Row, firsts: Sequence[Claim]) -> Iterator[Pair]:
    """Pair the figures of each origin with those that it gave before, and with the next later one."""
    figures: dict[str, dict[FigureKey, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in firsts:
        figures[find_origin(claim).id][find_figure(claim.quantity)].append(claim)
    for origin, told in figures.items():
        days = {figure: row.first.get((origin, figure)) or date.min for figure in told}
        order = sorted(told, key=lambda one: (days[one], find_number(told[one][0].quantity), str(one)))
        later: FigureKey | None = None
        for at in reversed(range(len(order))):
            figure = order[at]
            if at + 1 < len(order) and days[order[at + 1]] > days[figure]:
                later = order[at + 1]
            near = [*order[max(0, at - NEAR) : at + 1], *([] if later is None else [later])]
            yield from ((claim, told[other][0]) for other in near for claim in told[figure])


def _pair_tellers(row: Row, firsts: Sequence[Claim]) -> Iterator[Pair]:
    """Pair each figure with another origin that gives it, and with others' figures that lead."""
    asserted = [one for one in firsts if one.attribution.stance is Stance.ASSERTS and not one.superseded]
    tellers = _list_tellers(asserted)
    stand = [one for one in asserted if is_counted(one) and one.id not in row.outdated]
    leaders = [*_list_leading(stand), *_list_extremes(stand, row)]
    for claim in firsts:
        leading = leaders if claim.id not in row.outdated else ()
        for told in chain([tellers.get(find_figure(claim.quantity), {})], leading):
            yield from _pair_other(claim, told)


def _list_tellers(claims: Iterable[Claim]) -> dict[FigureKey, Tellers]:
    """Return by figure the first claim of each origin that gives it."""
    tellers: dict[FigureKey, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        tellers[find_figure(claim.quantity)].setdefault(find_origin(claim).id, claim)
    return dict(tellers)


def _list_leading(stand: Sequence[Claim]) -> list[Tellers]:
    """Return the tellers of the figures that most origins give."""
    tellers = _list_tellers(stand)
    return [tellers[one] for one in sorted(tellers, key=lambda one: (-len(tellers[one]), str(one)))[:LEADING]]


def _list_extremes(stand: Sequence[Claim], row: Row) -> Iterator[Tellers]:
    """Yield the lowest and the highest figure of each kind of people, each with the next of another origin.

    Whatever contradicts any figure contradicts the one that may be the lowest or the one that must be the
    highest.
    """
    for kind in sorted({claim.group_kind for claim in stand}):
        told = [(_find_interval(one, row), one) for one in stand if one.group_kind == kind]
        closed = [(high, claim) for (_, high), claim in told if high is not None]
        for ranked in (closed, [(-low, claim) for (low, _), claim in told]):
            ends: dict[str, Claim] = {}
            for _, claim in sorted(ranked, key=lambda one: one[0]):
                ends.setdefault(find_origin(claim).id, claim)
            yield ends


def _find_interval(claim: Claim, row: Row) -> Interval:
    return row.bounds[find_voice(claim)]


def _pair_other(claim: Claim, told: Tellers) -> Iterator[Pair]:
    """Pair a claim with the first of another origin."""
    origin = find_origin(claim).id
    other = next((one for id, one in told.items() if id != origin), None)
    if other is not None:
        yield claim, other


def _pair_parts(row: Row) -> Iterator[Pair]:
    """Pair what counts a part within the row with the first whole of each kind that its origin gives."""
    wholes = [one for one in row.claims if row.inner and is_counted(one) and one.id not in row.inner]
    ladders = Ladders(wholes, groups=row.groups)
    for part in (one for one in row.claims if one.id in row.inner):
        for ladder in ladders.list_wider(part):
            whole = ladder.find_first(find_number(part.quantity) + 1)
            if whole is not None:
                yield part, whole


def _pair_outdated(row: Row) -> Iterator[Pair]:
    """Pair what its text calls outdated with the figures that the text tells beside it."""
    for at, claim in enumerate(row.claims):
        beside = row.claims[max(0, at - NEAR) : at + NEAR + 1] if claim.superseded else ()
        yield from ((claim, other) for other in beside if other.article == claim.article)


def _pair_denied(row: Row) -> Iterator[Pair]:
    """Pair what is denied with the first claim that asserts what is denied."""
    asserted: dict[Interval, Claim] = {}
    answers: dict[Interval, Claim | None] = {}
    for claim in row.claims:
        if claim.attribution.stance is Stance.ASSERTS:
            asserted.setdefault((claim.quantity.low, claim.quantity.high), claim)
    for claim in row.claims:
        if claim.attribution.stance is Stance.DENIES:
            denied = (claim.quantity.low, claim.quantity.high)
            if denied not in answers:
                met = (one for one in asserted.values() if one.quantity.overlaps(claim.quantity))
                answers[denied] = next(met, None)
            answer = answers[denied]
            yield from [(claim, answer)] if answer is not None else []


__all__ = ["LEADING", "MOST_PAIRED", "MOST_RELATIONS", "NEAR", "list_leading"]
