"""Golden summaries: what a careful desk editor would write."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve
from figures import ANADOLU, ARMY, HELMETS, PAPER, SOHR, claim

from claimgraph.comparison.tolls import list_series, reconcile
from claimgraph.model import (
    Account,
    Admission,
    Attribution,
    Claim,
    Copy,
    DatePrecision,
    DateRange,
    Denial,
    Incident,
    Place,
    Scope,
    Source,
    Span,
    Stance,
)
from claimgraph.output.words import summarize, word_origins
from claimgraph.output.words.series import word_series

DAY = datetime.date(2018, 3, 21)
TOWN = Place(name="Karvel", words="Karvel", kind="town", path=("Ostrava county", "Norland"))
FRONT = Source(id="front", name="Nahda Front", kind="armed group")
HERALD = Source(id="publisher:herald", name="The Herald", kind="publisher")
OWN = Attribution(chain=(HERALD,), own_voice=True)


def incident(claims: list[Claim], *, copies: tuple[Copy, ...] = (), **more: object) -> Incident:
    """Make an event in Karvel of one account an article."""
    names = sorted({one.article for one in claims})
    accounts = tuple(
        Account(id=name, article=name, claims=tuple(one for one in claims if one.article == name))
        for name in names
    )
    days = DateRange(earliest=DAY, latest=DAY, precision=DatePrecision.DAY)
    made = Incident(id="i", accounts=accounts, place=TOWN, date=days, means=("shelling",), copies=copies)
    made = evolve(made, **more)
    return evolve(made, tolls=reconcile(made.claims, denials=made.denials, copies=made.copies))


def told(*claims: Claim, **more: object) -> str:
    """Return the paragraph without its label."""
    return summarize(incident(list(claims), **more)).partition(": shelling. ")[2]


def test_a_rising_toll_is_told_as_a_series():
    """The latest figure stands, the earlier ones are told with their days, the year once."""
    numbers = ((4, "11"), (5, "58"), (6, "72"), (7, "86"))
    rising = [claim(words, "people", HELMETS, day=day, article=f"a{day}") for day, words in numbers]
    assert told(*rising) == (
        "86 people were killed, according to the White Helmets. The White Helmets raised their figure from "
        "11 on 4 March to 58 on 5 March, 72 on 6 March and then 86 on 7 March 2018. Four articles, one "
        "origin: the White Helmets. No claim here says who did it."
    )


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (((4, "9"), (5, "7")), "SOHR lowered its figure from nine on 4 March to seven on 5 March 2018."),
        (
            ((4, "9"), (5, "7"), (6, "8")),
            "SOHR changed its figure from nine on 4 March to seven on 5 March and then eight on 6 March "
            "2018.",
        ),
        (
            tuple((day, str(day)) for day in range(1, 8)),
            "SOHR raised its figure from one on 1 March to seven on 7 March 2018, in six steps.",
        ),
        (((4, "9"),), ""),
    ],
)
def test_a_series_says_which_way_it_went(steps, words):
    """Down, up and down, many steps, none."""
    claims = [claim(number, "people", SOHR, day=day, article=f"a{day}") for day, number in steps]
    (toll,) = reconcile(claims)
    assert word_series(list_series(toll)[0], toll) == words


def test_one_text_in_two_papers_is_told_as_one_origin():
    """Both say it in their own voice; the summary says that the words are the same."""
    first = claim("28", "people", PAPER)
    second = claim("28", "people", HERALD, article="b", attribution=OWN)
    copies = (Copy(a="b", b="a", share=0.8, reason="b and a share 80%"),)
    assert told(first, second, copies=copies) == (
        "28 people were killed, according to The Paper. Two articles in the same words, one "
        "origin: The Paper. No claim here says who did it."
    )


def test_some_articles_in_the_same_words_are_counted():
    """Two of three; of two texts the copies."""
    claims = [claim("28", "people", SOHR, article=name) for name in "abcd"]
    one = (Copy(a="b", b="a", share=0.8, reason=""),)
    two = (*one, Copy(a="d", b="c", share=0.8, reason=""))
    assert word_origins(incident(claims, copies=one)) == (
        "Four articles, two of them in the same words, one origin: SOHR."
    )
    assert word_origins(incident(claims, copies=two)) == (
        "Four articles, two of them in the words of another, one origin: SOHR."
    )


def test_many_figures_are_told_by_their_ends():
    """The lowest, the highest and what is given most often; vague words are no end."""
    sources = [evolve(SOHR, id=f"s{number}", name=f"Monitor {number}") for number in range(1, 7)]
    words = ("dozens", "30", "35", "35", "41", "60+")
    claims = [
        claim(count, "people", source, article=f"a{at}")
        for at, (count, source) in enumerate(zip(words, sources, strict=True))
    ]
    text = told(*claims)
    assert text.startswith(
        "Figures for the dead range from 30 people (Monitor 2) to at least 60 people (Monitor 6); most often "
        "given: 35 (Monitor 3 and Monitor 4). Several of these figures contradict one another."
    )
    line = summarize(incident(claims), style="line")
    assert "killed: 30 to at least 60 people (reports differ)" in line


def test_both_ends_of_a_span_are_in_digits():
    """It is “3 to 4”, not “3 to four”."""
    other = evolve(SOHR, id="other", name="Other")
    claims = [claim("3", "people", SOHR, article="a"), claim("4", "people", other, article="b")]
    assert "killed: 3 to 4 people (reports differ)" in summarize(incident(claims), style="line")


def test_blame_and_responsibility_are_told_by_who_says_so():
    """The accused in quotation marks, as the words are the texts'."""
    claims = [
        claim("20", "people", SOHR, actor="rebel shells"),
        claim("28", "people", HELMETS, article="b", actor="the army"),
    ]
    made = incident(claims)
    admission = Admission(
        id="m", article="a", span=Span(0, 4), text="claimed", attribution=Attribution(chain=(FRONT,))
    )
    first = evolve(made.accounts[0], admissions=(admission,))
    text = summarize(evolve(made, accounts=(first, *made.accounts[1:])))
    assert "SOHR blames “rebel shells”. The White Helmets blame “the army”." in text
    assert "Nahda Front claims responsibility." in text
    assert "who did it" not in text


def test_who_blames_two_is_named_once():
    """Both are in one sentence."""
    claims = [
        claim("20", "people", SOHR, actor="rebels"),
        claim("9", "people", SOHR, article="b", actor="the army"),
    ]
    assert "SOHR blames “rebels” and “the army”." in told(*claims)


def test_what_rests_on_one_origin_is_told_where_others_have_more():
    """The injured, where two origins count the dead."""
    claims = [
        claim("20", "people", SOHR),
        claim("20", "people", ANADOLU, article="b"),
        claim("70", "people", ANADOLU, article="b", measure="injured"),
    ]
    assert "The injured rest on Anadolu Agency alone." in told(*claims)
    assert "alone" not in told(claims[0], evolve(claims[2], article="a"))


def test_what_no_claim_says_is_told():
    """The day, the place, who did it; nothing of a count over a period, nor who evacuated."""
    one = claim("20", "people", SOHR)
    assert told(one, date=None, place=None, means=()) == ""
    bare = summarize(incident([one], date=None, place=None))
    assert bare.endswith("No claim here says the day, the place or who did it.")
    month = DateRange(
        earliest=datetime.date(2018, 3, 1), latest=datetime.date(2018, 3, 31), precision=DatePrecision.MONTH
    )
    county = Place(name="Ostrava county", words="Ostrava", kind="province", path=("Norland",))
    vague = summarize(incident([claim("20", "people", SOHR, actor="army")], date=month, place=county))
    assert vague.endswith("No claim here says the exact day or the exact place.")
    assert "No claim" not in summarize(incident([one], scope=Scope.CUMULATIVE))
    moved = claim("20", "people", SOHR, measure="evacuated")
    assert "No claim" not in summarize(incident([moved]))


def test_full_shows_the_matrix_the_grade_and_whose_figure_a_claim_is():
    """With the rule of the grade and the reason of the retelling."""
    own, said = claim("28", "people", PAPER), claim("28", "people", SOHR, PAPER, actor="Russian jets")
    claims = [own, said, claim("28", "people", ARMY, article="b", actor="Russian jets")]
    text = summarize(incident(claims), style="full")
    assert "  one report: “28 people” in a is the figure of SOHR: the same article attributes it." in text
    assert "  “Russian jets”: accused by SOHR; claimed by the Russian army" in text
    assert "Corroboration: confirmed (Russian army takes responsibility)." in text
    assert "not assigned by Airwars" in text


def test_full_tells_two_figures_once():
    """Six papers that repeat them are counted."""
    claims = [claim("28", "people", SOHR, article=name) for name in "abcd"]
    relations = [
        line for line in summarize(incident(claims), style="full").splitlines() if "repeats:" in line
    ]
    assert len(relations) == 1
    assert relations[0].endswith("(5 more like it)")


def test_only_the_gravest_mismatch_is_told_in_the_paragraph():
    """A part above its own whole before a part above another origin's."""
    whole = claim("20", "people", SOHR)
    claims = [
        whole,
        claim("25", "children", SOHR, part_of=whole.id),
        claim("30", "women", HELMETS, article="b"),
    ]
    text = told(*claims)
    assert "“25 children” (SOHR) is more than its whole, “20 people” (SOHR)." in text
    assert "“30 women”" not in text
    assert "One more figure does not fit." in text


def test_a_line_lists_parts_beside_each_other():
    """Five soldiers are no part of the 15 civilians."""
    whole = claim("20", "people", SOHR)
    parts = [claim(*words, SOHR, part_of=whole.id) for words in (("15", "civilians"), ("5", "soldiers"))]
    line = summarize(incident([whole, *parts]), style="line")
    assert "killed: 20 people, of them 15 civilians and five soldiers; one article" in line


def test_of_them_says_part_once():
    """It is “of them 2 to 7 people”, without a “(part)” behind."""
    other = evolve(SOHR, id="other", name="Other")
    whole, also = claim("20", "people", SOHR, article="a"), claim("20", "people", other, article="b")
    parts = [
        claim("2", "people", SOHR, article="a", part_of=whole.id),
        claim("7", "people", other, article="b", part_of=also.id),
    ]
    line = summarize(incident([whole, also, *parts]), style="line")
    assert "killed: 20 people, of them 2 to 7 people (reports differ)" in line


def test_nobody_asks_who_made_the_earth_quake():
    """Where all means are such that nobody does them; an unknown fire may have been laid."""
    one = [claim("20", "people", SOHR)]
    assert "who did it" not in summarize(incident(one, means=("earthquake", "tsunami")))
    assert summarize(incident(one, means=("fire",))).endswith("No claim here says who did it.")


def test_a_street_is_told_with_its_town():
    """The state alone would leave a reader searching; a town needs only its province."""
    path = ("Karvel", "Ostrava county", "Norland")
    street = Place(name="Elm Street", words="Elm Street", kind="street", path=path)
    one = [claim("2", "people", SOHR)]
    assert summarize(incident(one, place=street)).startswith("Elm Street, Karvel, Ostrava county, 21 March")
    hamlet = evolve(street, name="Elm", kind="village")
    assert summarize(incident(one, place=hamlet)).startswith("Elm, Ostrava county, 21 March")
    echo = evolve(street, path=("Karvel", "Karvel county", "Norland"))
    assert summarize(incident(one, place=echo)).startswith("Elm Street, Karvel, 21 March")


def test_a_sentence_that_denies_is_not_told_as_what_is_denied():
    """The army does not deny that it said that nobody was harmed."""
    said = "The army said that no civilians were harmed"
    by = Attribution(chain=(ARMY,), stance=Stance.DENIES)
    denial = Denial(id="d", article="a", span=Span(0, 44), text=f"{said}.", what=said, attribution=by)
    accounts = (Account(id="a", article="a", claims=(claim("2", "people", SOHR),), denials=(denial,)),)
    full = summarize(incident([], accounts=accounts), style="full")
    assert f"The Russian army denies it: “{said}”." in full
    assert f"Look again: Russian army denies it: “{said}”." in full
