"""Claims and denials as notebook pictures have them: rows, figures, chains, places, days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claimgraph.model import Claim, DateRange, Denial, Modifier, Place
from claimgraph.output.blocks import MOST_ROWS, QUIET, fold, itemize, table
from claimgraph.output.markup import Child, Html, isolate, join, tag
from claimgraph.output.tables import say_interval

MOST_FOLDED = 12
"""So many claims stand under an incident's name in a table; all stand in its own picture."""


def show_claims(claims: Iterable[Claim]) -> Html | None:
    """Show claims, a row each; nothing for none."""
    shown = tuple(claims)
    rows: list[Sequence[Child]] = [
        [
            join(("“", isolate(claim.text), "”")),
            claim.measure,
            say_figure(claim),
            show_chain(claim),
            show_place(claim.place),
            show_days(claim.date),
            claim.scope.value,
        ]
        for claim in shown[:MOST_ROWS]
    ]
    head = ("words", "measure", "figure", "said by", "place", "day", "scope")
    return table(head, rows, of=len(shown)) if shown else None


def show_denials(denials: Iterable[Denial]) -> Html | None:
    """Show denials, a line each; nothing for none."""
    who = ((one, one.origin.name if one.origin else "unknown") for one in denials)
    said = [join((tag("b", "denial: "), isolate(name), ": “", isolate(one.text), "”")) for one, name in who]
    return itemize(said)


def say_figure(claim: Claim) -> Html:
    """Return a claim's figure with whom it counts, its words to whoever points at it."""
    quantity = claim.quantity
    figure = tag("b", say_interval(quantity.low, quantity.high))
    if quantity.modifier is Modifier.VAGUE:
        # "12+" is what a convention reads into "dozens", so the word stands first.
        figure = join((tag("b", isolate(quantity.words)), f" ({say_interval(quantity.low, quantity.high)})"))
    remarks = say_remarks(claim)
    start, end = "of them " if claim.part_of else None, f" ({remarks})" if remarks else None
    return tag("span", start, figure, " ", isolate(claim.group), end, title=f"“{claim.text}”")


def say_remarks(claim: Claim) -> str:
    """Return what keeps a figure from counting like any other, or an empty text."""
    remarks = {
        "denied": claim.attribution.stance.value == "denied",
        "expected or planned": claim.hypothetical,
        "single victim": claim.implied,
        "outdated in the text itself": claim.superseded,
    }
    return ", ".join(remark for remark, holds in remarks.items() if holds)


def show_chain(claim: Claim) -> Html | None:
    """Show who says it and who passed it on."""
    attribution = claim.attribution
    if not attribution.chain:
        return None
    names = [isolate(source.name) for source in attribution.chain]
    shown = join(names, " → ")
    return join((shown, tag("span", " (in its own voice)", style=QUIET))) if attribution.own_voice else shown


def show_place(place: Place | None) -> Html | None:
    """Show a place with what contains it and how it is spelled."""
    if place is None:
        return None
    spelled = f" (“{place.words}”)" if place.words and place.words != place.name else None
    return tag("bdi", ", ".join((place.name, *place.path)), spelled)


def show_days(when: DateRange | None) -> Html | None:
    """Show the first and the last day."""
    if when is None:
        return None
    days = dict.fromkeys((when.earliest, when.latest))
    shown = (tag("span", day.isoformat() if day else "…", style="white-space:nowrap") for day in days)
    return join(shown, " – ")


def fold_claims(summary: Child, claims: Sequence[Claim]) -> Html:
    """Show a line that opens the claims behind it: their words, who says them and where."""
    lines: list[Child] = [_say_claim(claim) for claim in claims[:MOST_FOLDED]]
    rest = len(claims) - MOST_FOLDED
    return fold(summary, [*lines, *([f"… {rest:,} more"] if rest > 0 else [])]) or tag("span", summary)


def _say_claim(claim: Claim) -> Html:
    who = isolate(claim.origin.name) if claim.origin else tag("em", "unknown")
    where = tag("span", " (", isolate(claim.article), ")", style=QUIET)
    return join((say_figure(claim), " ", claim.measure, ", ", who, where))


__all__ = [
    "fold_claims",
    "say_figure",
    "say_remarks",
    "show_chain",
    "show_claims",
    "show_days",
    "show_denials",
    "show_place",
]
