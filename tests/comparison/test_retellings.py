"""Whose figure a claim really is."""

from __future__ import annotations

from attrs import evolve
from figures import ANADOLU, HELMETS, PAPER, SOHR, claim, kinds, only

from claimgraph.comparison.tolls import compare_conventions, find_retellings, reconcile, trace_toll
from claimgraph.model import Attribution, Copy, Source

HERALD = Source(id="publisher:herald", name="Herald", kind="publisher")
OWN = Attribution(chain=(HERALD,), own_voice=True)
ONE_TEXT = (Copy(a="b", b="a", share=0.8, reason="b and a share 80% of the shorter one’s wording"),)


def whose(*claims, copies=()):
    """Return id of the claim → id of whose figure it is."""
    return {one.claim: one.origin.id for one in find_retellings(claims, copies=copies)}


def test_an_article_that_attributes_its_figure_is_no_origin_of_it():
    """The headline's 28 is the monitor's 28."""
    own, said = claim("28", "people", PAPER), claim("28+", "civilians", SOHR, PAPER)
    assert whose(own, said) == {own.id: "sohr"}
    assert only([own, said]).origins == (SOHR,)


def test_a_figure_of_its_own_stays_the_papers():
    """Another figure, another measure or another article is not retold."""
    said = claim("28", "civilians", SOHR, PAPER)
    others = [
        claim("30", "civilians", PAPER),
        claim("28", "civilians", PAPER, measure="injured"),
        claim("28", "fighters", PAPER),
        claim("28", "civilians", HERALD, article="b", attribution=OWN),
    ]
    assert whose(said, *others) == {}


def test_a_plan_is_nobodys_figure_to_tell_again():
    """The monitor warned that 28 could die, the paper counts 28 dead: that is the paper's own count."""
    warned = evolve(claim("28", "civilians", SOHR, PAPER), hypothetical=True)
    counted = claim("28", "civilians", PAPER)
    assert whose(warned, counted) == {}
    assert only([warned, counted]).origins == (PAPER,)


def test_what_two_articles_with_one_text_say_in_their_own_voice_is_one_origin():
    """The copy's figure counts as the original's; the relation is a repetition."""
    first = claim("28", "civilians", PAPER)
    second = claim("28", "civilians", HERALD, article="b", attribution=OWN)
    assert kinds(only([first, second])) == ["agrees"]
    toll = only([first, second], copies=ONE_TEXT)
    assert (kinds(toll), toll.origins) == (["repeats"], (PAPER,))
    (retelling,) = toll.retellings
    assert retelling.reason == (
        "“28 civilians” in b is the figure of The Paper: b and a share 80% of the shorter one’s wording."
    )


def test_conventions_side_by_side_count_one_text_once():
    """The figure of two papers with one text does not outvote the figure of one monitor."""
    first = claim("28", "people", PAPER)
    second = claim("28", "people", HERALD, article="b", attribution=OWN)
    claims = [first, second, claim("20", "people", SOHR, article="c")]
    rule = ["range_over_origins"]
    assert compare_conventions(claims, conventions=rule)[0].best == 28
    assert compare_conventions(claims, conventions=rule, copies=ONE_TEXT)[0].best == 20


def test_a_copy_that_drops_the_attribution_keeps_the_origin():
    """The original gives the figure to the monitor, so it is the monitor's in both."""
    first = claim("28", "civilians", SOHR, PAPER)
    second = claim("28", "civilians", HERALD, article="b", attribution=OWN)
    assert whose(first, second, copies=ONE_TEXT) == {second.id: "sohr"}


def test_a_copy_of_a_copy_leads_to_the_first_text():
    """Also where the text between them leaves the figure out."""
    first = claim("28", "civilians", PAPER)
    third = claim("28", "civilians", HERALD, article="c", attribution=OWN)
    copies = (*ONE_TEXT, Copy(a="c", b="b", share=0.6, reason="c and b share 60%"))
    assert whose(first, third, copies=copies) == {third.id: PAPER.id}


def test_a_figure_that_a_copy_adds_is_its_own():
    """Same text, other figure: nobody else is made to say it."""
    first = claim("28", "civilians", PAPER)
    second = claim("30", "civilians", HERALD, article="b", attribution=OWN)
    assert whose(first, second, copies=ONE_TEXT) == {}


def test_an_agency_that_passes_a_figure_on_is_no_second_origin():
    """One article has the agency's 28, another the monitor's 28 through the agency."""
    relayed = claim("28", "civilians", SOHR, ANADOLU, PAPER)
    bare = claim("28+", "people", ANADOLU, HERALD, article="b")
    assert whose(relayed, bare) == {bare.id: "sohr"}
    toll = only([relayed, bare])
    assert (kinds(toll), toll.origins) == (["repeats"], (SOHR,))
    assert "Anadolu Agency passes it on in a." in toll.retellings[0].reason


def test_an_agency_that_gave_the_figure_first_is_an_origin():
    """What is passed on a day later may have been its own."""
    relayed = claim("28", "civilians", SOHR, ANADOLU, day=22)
    bare = claim("28", "civilians", ANADOLU, article="b", day=21)
    assert whose(relayed, bare) == {}


def test_relays_of_relays_lead_to_the_first():
    """The paper has it from the agency, the agency from the monitor."""
    claims = [
        claim("28", "civilians", SOHR, ANADOLU),
        claim("28", "civilians", ANADOLU, HELMETS, article="b"),
        claim("28", "civilians", HELMETS, article="c"),
    ]
    assert whose(*claims) == {claims[1].id: "sohr", claims[2].id: "sohr"}


def test_two_that_pass_on_each_other_are_one_origin():
    """A ring ends with one of them, whatever the order."""
    ring = [claim("28", "civilians", SOHR, ANADOLU), claim("28", "civilians", ANADOLU, SOHR, article="b")]
    assert len(only(ring).origins) == 1
    assert whose(*ring) == whose(*reversed(ring))


def test_a_monitor_without_a_name_is_the_only_one_that_has_one():
    """Where two are named it may be either, and "dozens" is too common a word."""
    nameless = Source(id="monitor", name="monitor", kind="monitor")
    other = Source(id="network", name="Rights Network", kind="monitor")
    bare = claim("28", "people", nameless, article="b")
    assert whose(claim("28", "people", SOHR), bare) == {bare.id: "sohr"}
    assert whose(claim("28", "people", SOHR), claim("28", "people", other, article="c"), bare) == {}
    assert whose(claim("28", "people", HELMETS), bare) == {}
    vague = claim("dozens", "people", nameless, article="b")
    assert whose(claim("dozens", "people", SOHR), vague) == {}


def test_another_body_of_the_same_kind_is_an_origin_of_its_own():
    """An ambulance service is not the Red Crescent, nor a doctor; "police" may be those of the town."""
    crescent = Source(id="red-crescent", name="Red Crescent", kind="medical")
    named = claim("4", "medics", crescent)
    for words in ("ambulance service", "medical sources"):
        nameless = Source(id="nameless", name=words, kind="medical")
        assert whose(named, claim("4", "medics", nameless, article="b")) == {}
    town = claim("4", "people", Source(id="town", name="Karvel police", kind="police"))
    bare = claim("4", "people", Source(id="police", name="police", kind="police"), article="b")
    assert whose(town, bare) == {bare.id: "town"}


def test_the_claims_of_a_toll_stay_as_they_were_read():
    """Only `trace_toll` puts the origin in front; the publisher becomes a relay."""
    own, said = claim("28", "people", PAPER), claim("28", "people", SOHR, PAPER)
    (toll,) = reconcile([own, said])
    assert set(toll.claims) == {own, said}
    chains = {tuple(source.id for source in one.attribution.chain) for one in trace_toll(toll).claims}
    assert chains == {("sohr", PAPER.id)}
    assert trace_toll(trace_toll(toll)) == trace_toll(toll)


def test_a_claim_that_nobody_says_takes_no_figure_over():
    """Another claim of the article that names no source attributes nothing."""
    own = claim("28", "people", PAPER)
    nobody = evolve(own, id="nobody", group="civilians", attribution=Attribution(chain=()))
    assert whose(own, nobody) == {}
    assert whose(own, evolve(own, id="again", group="civilians")) == {}


def test_a_source_without_a_name_is_the_one_that_bears_its_words():
    """Words such as "the ministry" mean the only ministry that gives the figure; an army is none."""
    ministry = Source(id="health", name="Health Ministry", kind="official")
    bare = Source(id="bare", name="ministry", kind="official")
    army = evolve(bare, name="army staff")
    said = claim("28", "people", ministry, PAPER)
    found = whose(said, claim("28", "people", bare, HERALD, article="b"))
    assert list(found.values()) == ["health"]
    assert whose(said, claim("28", "people", army, HERALD, article="b")) == {}
