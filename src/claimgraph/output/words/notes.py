"""What is told of a toll beside its figures: what changed, what was planned, denied, or does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from claimgraph.comparison.tolls.figures import find_figure, find_origin
from claimgraph.comparison.tolls.reasons import quote, quote_dated
from claimgraph.comparison.tolls.retellings import trace_toll
from claimgraph.comparison.tolls.series import list_series
from claimgraph.model import Claim, Incident, Relation, RelationKind, Stance, Toll
from claimgraph.output.words.phrases import (
    begin_sentence,
    join_words,
    word_group,
    word_number,
    word_quantity,
    word_source,
)
from claimgraph.output.words.series import word_series
from claimgraph.output.words.tolls import find_replaced, group_figures, word_predicate, word_who

MOST_CHECKS = 1
"""So many mismatches a paragraph tells; the full style has all."""

MOST_CHANGES = 3
"""Of so many origins a paragraph tells how their figure changed."""


def word_updates(toll: Toll) -> str:
    """Tell how each origin's figure changed, and what a text calls outdated."""
    claims = {claim.id: claim for claim in toll.claims}
    sentences = []
    for relation in toll.relations:
        if relation.kind is not RelationKind.UPDATES:
            continue
        new, old = claims.get(relation.a), claims.get(relation.b)
        if new is None or old is None:
            continue
        changed = find_figure(new.quantity) != find_figure(old.quantity)
        if changed and find_origin(new).id != find_origin(old).id:
            sentences.append(f"{_word_claim(new)} replaces an earlier figure, {_word_claim(old)}.")
    changes = [words for series in list_series(toll) if (words := word_series(series, toll))]
    sentences += changes[:MOST_CHANGES]
    rest = len(changes) - MOST_CHANGES
    if rest > 0:
        sentences.append(f"{word_number(rest)} more origin{'s' if rest > 1 else ''} changed the figure.")
    sentences += _word_outdated(toll)
    return " ".join(begin_sentence(sentence) for sentence in dict.fromkeys(sentences) if sentence)


def _word_claim(claim: Claim) -> str:
    return f"{word_quantity(claim.quantity)} ({word_source(find_origin(claim))})"


def _word_outdated(toll: Toll) -> list[str]:
    """Name figures that their text calls outdated and that no relation has told of."""
    told = find_replaced(toll)
    left = [claim for claim in toll.claims if claim.superseded and claim.id not in told]
    return [
        f"{word_group(figure.claim)} {word_predicate(toll.measure)[0]}, according to "
        f"{word_who(figure.claims)}, but the text calls that figure outdated."
        for figure in group_figures(left)
    ]


def word_plans(tolls: Sequence[Toll], incident: Incident) -> str:
    """Tell what was expected or planned: "Expected or planned, not counted: 60 people to be evacuated"."""
    plans: dict[tuple[str, str, str], list[str]] = {}
    for toll in tolls:
        named = [c for c in toll.claims if c.hypothetical and c.attribution.stance is Stance.ASSERTS]
        for figure in group_figures(named):
            key = (_word_before(figure.claim, incident), word_who(figure.claims), toll.measure)
            plans.setdefault(key, []).append(word_group(figure.claim))
    return " ".join(
        f"{when}, not counted: {join_words(dict.fromkeys(groups))} {word_predicate(measure)[3]}, "
        f"according to {who}."
        for (when, who, measure), groups in plans.items()
    )


def word_denied(tolls: Sequence[Toll]) -> str:
    """Tell which figures are denied, and by whom."""
    sentences = []
    for toll in tolls:
        denied = [claim for claim in toll.claims if claim.attribution.stance is Stance.DENIES]
        for figure in group_figures(denied):
            name = begin_sentence(word_who(figure.claims))
            sentences.append(f"{name}: {quote(figure.claim)} ({toll.measure}) is denied.")
    return " ".join(sentences)


def word_checks(tolls: Sequence[Toll]) -> str:
    """Tell what does not fit, as far as no other sentence does."""
    told = ("denied", "only_denied", "self_contradiction", "relations_left_out")
    checks = [check for toll in tolls for check in toll.checks if check.kind not in told]
    # What one origin says of a part and another of the whole is the least surprising.
    checks.sort(key=lambda check: check.kind == "part_exceeds_other")
    found = dict.fromkeys(check.reason for check in checks)
    reasons = list(found)[:MOST_CHECKS]
    rest = len(found) - len(reasons)
    many = "s do" if rest > 1 else " does"
    more = f"{begin_sentence(word_number(rest))} more figure{many} not fit."
    return " ".join([*reasons, more] if rest else reasons)


def _word_before(claim: Claim, incident: Incident) -> str:
    day = incident.date.earliest if incident.date else None
    if day is None or claim.published is None or claim.published >= day:
        return "Expected or planned"
    days = (day - claim.published).days
    return "Announced the day before" if days == 1 else f"Announced {word_number(days)} days before"


def list_claims(toll: Toll) -> list[str]:
    """Return one line a claim: its words, who says so, in which article, and how it counts."""
    return [_list_claim(claim) for claim in toll.claims]


def list_relations(toll: Toll) -> list[str]:
    """Return one line for each two figures: their relation with the reason.

    What further claims with the same two figures add is only counted.
    """
    return [
        f"{first.kind.value}: {first.reason}" + (f" ({more} more like it)" if more else "")
        for first, more in fold_relations(toll)
    ]


def fold_relations(toll: Toll) -> list[tuple[Relation, int]]:
    """Return one relation for each kind and two figures, and how many more claims add the same."""
    claims = {claim.id: claim for claim in trace_toll(toll).claims}
    alike: dict[object, list[Relation]] = defaultdict(list)
    for one in toll.relations:
        ends = [_find_end(claims.get(id), id) for id in (one.a, one.b)]
        alike[one.kind, frozenset(ends)].append(one)
    return [(found[0], len(found) - 1) for found in alike.values()]


def _find_end(claim: Claim | None, id: str) -> object:
    return (find_origin(claim).id, find_figure(claim.quantity)) if claim else id


def _list_claim(claim: Claim) -> str:
    marks = [
        word
        for word, holds in (
            ("plan or expectation", claim.hypothetical),
            ("called outdated", claim.superseded),
            ("denied", claim.attribution.stance is Stance.DENIES),
        )
        if holds
    ]
    note = f" [{join_words(marks)}]" if marks else ""
    return f"{quote_dated(claim)}, {word_who([claim])}, in {claim.article}{note}"
