"""What holds of tolls and summaries whatever the claims are."""

from __future__ import annotations

from itertools import combinations

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from strategies import claim_lists, denials, incidents, quantities

from claimgraph.comparison.tolls import (
    find_origin,
    find_retellings,
    is_counted,
    list_conventions,
    list_series,
    reconcile,
    trace_claims,
    trace_toll,
)
from claimgraph.comparison.tolls.figures import find_hull, is_same_figure
from claimgraph.comparison.tolls.relations import relate_claims
from claimgraph.comparison.tolls.rows import gather_rows
from claimgraph.model import Attribution, Copy, RelationKind, Scope, Source, Toll
from claimgraph.output.words import (
    explain_incident,
    name_incident,
    summarize,
    word_number,
    word_quantity,
    word_source,
)

CONVENTIONS = st.sampled_from(list_conventions())


def _bounds(toll: Toll) -> tuple[object, ...]:
    return (toll.measure, toll.group, toll.low, toll.best, toll.high, toll.origins)


@given(claim_lists(), CONVENTIONS)
def test_low_best_and_high_are_in_order(claims, convention):
    """Low ≤ best ≤ high under every convention; an open high is above everything."""
    for toll in reconcile(claims, convention=convention):
        assert (toll.best is None) == (not any(is_counted(claim) for claim in toll.claims))
        if toll.best is not None:
            assert 0 <= toll.low <= toll.best
            assert toll.high is None or toll.best <= toll.high


@given(claim_lists(), CONVENTIONS, st.lists(denials(), max_size=2), st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(claims, convention, denied, random):
    """Any order of claims and denials gives equal tolls, relations and checks included."""
    shuffled, other = list(claims), list(denied)
    random.shuffle(shuffled)
    random.shuffle(other)
    expected = reconcile(claims, convention=convention, denials=denied)
    assert reconcile(shuffled, convention=convention, denials=other) == expected


@given(claim_lists())
def test_every_claim_is_in_one_toll(claims):
    """No claim is lost and none is told twice."""
    told = sorted(claim.id for toll in reconcile(claims) for claim in toll.claims)
    assert told == sorted(claim.id for claim in claims)


@given(claim_lists())
def test_a_relation_does_not_depend_on_the_side_it_is_read_from(claims):
    """relate(a, b) is relate(b, a), the directed kinds keeping their direction."""
    for row in gather_rows(claims):
        for a, b in combinations(row.claims, 2):
            assert relate_claims(a, b, row=row) == relate_claims(b, a, row=row)


@given(claim_lists())
def test_no_relation_of_standing_figures_is_lost(claims):
    """Any two figures of a row that stand are related exactly once, parts of one whole aside."""
    for toll in reconcile(claims):
        traced = {claim.id: claim for claim in trace_toll(toll).claims}
        stand = {id for one in list_series(toll) for step in one.steps if step.stands for id in step.claims}
        told = [frozenset((one.a, one.b)) for one in toll.relations]
        assert len(told) == len(set(told))
        for a, b in combinations(sorted(stand), 2):
            beside = traced[a].article == traced[b].article and traced[a].part_of is not None
            counted = is_counted(traced[a]) and is_counted(traced[b])
            if counted and not (beside and traced[a].part_of == traced[b].part_of):
                assert frozenset((a, b)) in told


@given(claim_lists())
def test_figures_of_an_event_and_of_a_period_are_never_related(claims):
    """Within a toll all claims have one scope, and no relation leaves it but to a stated whole."""
    known = {claim.id: claim for claim in claims}
    for toll in reconcile(claims):
        assert len({claim.scope for claim in toll.claims}) == 1
        for relation in toll.relations:
            a, b = known[relation.a], known[relation.b]
            assert a.scope == b.scope or a.part_of == b.id


@given(claim_lists())
def test_same_origin_relations_name_one_origin(claims):
    """REPEATS joins claims of one origin, AGREES claims of two."""
    known = {claim.id: claim for claim in claims}
    for toll in reconcile(claims):
        known |= {claim.id: claim for claim in trace_toll(toll).claims}
        for relation in toll.relations:
            a, b = known[relation.a], known[relation.b]
            same = find_origin(a).id == find_origin(b).id
            if relation.kind is RelationKind.REPEATS:
                assert same
                assert is_same_figure(a.quantity, b.quantity)
            if relation.kind is RelationKind.AGREES:
                assert not same


@given(claim_lists())
def test_a_retelling_names_an_origin_that_some_claim_has(claims):
    """Nobody is made an origin who is not one; a retold claim never keeps its own."""
    known = {claim.id: claim for claim in claims}
    for one in find_retellings(claims):
        assert one.origin.id != find_origin(known[one.claim]).id
        assert one.origin.id in {find_origin(claim).id for claim in claims}


@given(claim_lists(scopes=(Scope.INCIDENT,)), st.data())
def test_an_article_that_copies_another_brings_no_origin(claims, data):
    """The same claims told in the own voice of a copy leave bounds and origins as they were."""
    own = [claim for claim in claims if claim.attribution.own_voice and claim.origin and is_counted(claim)]
    if not own:
        return
    chosen = data.draw(st.sampled_from(own))
    paper = Attribution(chain=(Source(id="publisher:echo", name="Echo", kind="publisher"),), own_voice=True)
    copied = evolve(
        chosen, id=f"{chosen.id}-echo", article="echo", attribution=paper, part_of=None, superseded=False
    )
    copies = [Copy(a="echo", b=chosen.article, share=0.9, reason="one text")]
    origins = {source.id for toll in reconcile([*claims, copied], copies=copies) for source in toll.origins}
    assert "publisher:echo" not in origins


@given(claim_lists())
def test_a_series_holds_each_figure_of_an_origin_once_and_some_stand(claims):
    """Every step has claims of its own, those that stand come last."""
    known = {claim.id: claim for claim in claims}
    for toll in reconcile(claims):
        for series in list_series(toll):
            told = [id for step in series.steps for id in step.claims]
            assert len(told) == len(set(told))
            assert [step.stands for step in series.steps] == sorted(step.stands for step in series.steps)
            counted = any(is_counted(known[id]) for id in told)
            assert any(step.stands for step in series.steps) == counted


@given(claim_lists(), CONVENTIONS, st.data())
def test_repeating_a_claim_changes_no_toll(claims, convention, data):
    """A copy of a claim from the same chain moves neither a bound nor the count of origins."""
    if not claims:
        return
    chosen = data.draw(st.sampled_from(claims))
    if chosen.origin is None:
        return
    copy = evolve(chosen, id=f"{chosen.id}-copy")
    before = [_bounds(toll) for toll in reconcile(claims, convention=convention)]
    assert [_bounds(toll) for toll in reconcile([*claims, copy], convention=convention)] == before


@given(claim_lists(), st.data())
def test_removing_a_claim_brings_no_new_origin(claims, data):
    """What is left has the origins of before, and those of claims that had been somebody else's figure."""
    if not claims:
        return
    gone = data.draw(st.sampled_from(claims))
    left = [claim for claim in claims if claim.id != gone.id]
    whole = {source.id for toll in reconcile(claims) for source in toll.origins}
    retold = {one.claim for one in find_retellings(claims)}
    whole |= {find_origin(claim).id for claim in claims if claim.id in retold}
    assert {source.id for toll in reconcile(left) for source in toll.origins} <= whole


@given(claim_lists())
def test_origins_are_those_of_the_counted_claims(claims):
    """Plans, denied and outdated figures bring no origin."""
    for toll in reconcile(claims):
        counted = {find_origin(claim).id for claim in trace_toll(toll).claims if is_counted(claim)}
        assert {source.id for source in toll.origins} == counted


@given(st.lists(quantities(), min_size=1, max_size=5))
def test_a_hull_holds_its_intervals(found):
    """The hull starts with the lowest and is open where one of them is."""
    low, high = find_hull(found)
    assert all(low <= quantity.low for quantity in found)
    assert all(high is None or (quantity.high is not None and quantity.high <= high) for quantity in found)


@given(quantities(), quantities(), quantities())
def test_same_figure_is_an_equivalence(a, b, c):
    """Being one figure is reflexive, symmetric and transitive."""
    assert is_same_figure(a, a)
    assert is_same_figure(a, b) == is_same_figure(b, a)
    if is_same_figure(a, b) and is_same_figure(b, c):
        assert is_same_figure(a, c)


@given(incidents(), st.booleans())
def test_a_summary_never_raises_and_names_every_origin(incident, reconciled):
    """Every style can be written; paragraph and full name whose each figure is, and each denier."""
    if reconciled:
        incident = evolve(incident, tolls=reconcile(incident.claims, denials=incident.denials))
    for style in ("line", "paragraph", "full"):
        text = summarize(incident, style=style)
        assert text == summarize(incident, style=style)
        traced = trace_claims(incident.claims, find_retellings(incident.claims))
        named = [find_origin(claim) for claim in traced if style != "line" or is_counted(claim)]
        named += [denial.origin for denial in incident.denials]
        assert [source for source in named if word_source(source).lower() not in text.lower()] == []
    assert "\n" not in summarize(incident, style="line")


@given(incidents())
def test_names_and_reasons_can_always_be_given(incident):
    """A label and the reasons are words, whatever is missing."""
    assert name_incident(incident).strip()
    assert explain_incident(incident).startswith(name_incident(incident))


@given(quantities())
def test_a_quantity_is_worded_with_its_number(quantity):
    """The number as worded is in the words, one to nine spelled out."""
    if quantity.value is not None:
        spelled = word_number(quantity.value) if 0 < quantity.value < 10 else f"{quantity.value:,}"
        said = word_quantity(quantity)
        assert spelled in said or f"{quantity.value:,}" in said
