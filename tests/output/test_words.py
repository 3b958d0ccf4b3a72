"""Results in plain English."""

from __future__ import annotations

import datetime

import pytest
from attrs import evolve

from claimgraph.comparison.tolls import reconcile
from claimgraph.errors import ClaimGraphError, UnknownNameError
from claimgraph.model import (
    Account,
    Attribution,
    Claim,
    DatePrecision,
    DateRange,
    Denial,
    Evidence,
    Incident,
    Link,
    Modifier,
    Place,
    Quantity,
    Scope,
    Source,
    Span,
    Stance,
)
from claimgraph.output.words import (
    cut_denied,
    explain_incident,
    name_incident,
    say_range,
    say_uncounted,
    summarize,
    word_date,
    word_group,
    word_interval,
    word_number,
    word_place,
    word_quantity,
    word_source,
)
from claimgraph.output.words.phrases import fit_group

SOHR = Source(id="sohr", name="SOHR", kind="monitor")
HELMETS = Source(id="white-helmets", name="White Helmets", kind="rescue")
ANADOLU = Source(id="anadolu", name="Anadolu Agency", kind="agency")
ARMY = Source(id="russian-army", name="Russian army", kind="military")
OPPOSITION = Source(id="opposition-sources", name="opposition sources", kind="opposition")
HEZBOLLAH = Source(id="hezbollah-media", name="Hezbollah media", kind="media")
PAPER = Source(id="publisher:paper", name="The Paper", kind="publisher")
SPAN = Span(0, 1)


def day(text: str) -> datetime.date:
    """Read an ISO day."""
    return datetime.date.fromisoformat(text)


def quantity(
    modifier: str, value: int | None, *, words: str = "", low: int = 0, high: int | None = None
) -> Quantity:
    """Make a quantity whose bounds follow from its modifier, where they can."""
    kind = Modifier(modifier)
    if kind is Modifier.EXACT and value is not None:
        low = high = value
    elif value is not None and kind in (Modifier.AT_LEAST, Modifier.MORE_THAN):
        low = value + (kind is Modifier.MORE_THAN)
    return Quantity(value=value, low=low, high=high, modifier=kind, words=words or str(value), span=SPAN)


def days(first: str | None, last: str | None, precision: str = "day") -> DateRange:
    """Make days from ISO days."""
    ends = [day(end) if end else None for end in (first, last)]
    return DateRange(earliest=ends[0], latest=ends[1], precision=DatePrecision(precision))


def claim(
    count: Quantity, group: str, *chain: Source, kind: str = "", text: str = "", **more: object
) -> Claim:
    """Make a claim whose id tells what it says."""
    made = Claim(
        id="",
        article="a",
        spans=(SPAN,),
        text=text or f"{count.words} {group}",
        measure="killed",
        quantity=count,
        group=group,
        group_kind=kind or group,
        attribution=Attribution(chain=chain, own_voice=chain == (PAPER,)),
        published=day("2018-03-21"),
    )
    made = evolve(made, **more)
    names = "/".join(source.id for source in chain)
    return evolve(made, id=f"{made.article}:{made.measure}:{word_quantity(count)}:{group}:{names}")


def incident(claims: list[Claim], *, denials: tuple[Denial, ...] = (), **more: object) -> Incident:
    """Make an incident of one account an article."""
    names = sorted({one.article for one in claims} | {one.article for one in denials})
    accounts = tuple(
        Account(
            id=f"account-{name}",
            article=name,
            claims=tuple(one for one in claims if one.article == name),
            denials=tuple(one for one in denials if one.article == name),
        )
        for name in names
    )
    return evolve(
        Incident(id="i", accounts=accounts, place=ARMANAZ, date=days("2017-09-29", "2017-09-30")), **more
    )


ARMANAZ = Place(name="Armanaz", words="Amanaz", path=("Harem district", "Idlib province", "Syria"))
SARAQIB = Place(name="Saraqib", words="Saraqib", path=("Idlib province", "Syria"))
GHOUTA = Place(name="Eastern Ghouta", words="eastern Ghouta", path=("Syria",))
HARASTA = Place(name="Harasta", words="Harasta", path=("Eastern Ghouta", "Syria"))


# --- phrases -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (quantity("exact", 28), "28"),
        (quantity("at_least", 28), "at least 28"),
        (quantity("more_than", 1100), "more than 1,100"),
        (quantity("at_most", 28), "up to 28"),
        (quantity("about", 1500), "about 1,500"),
        (quantity("range", 20, low=20, high=25), "20 to 25"),
        (quantity("vague", None, words="Dozens"), "dozens"),
        (quantity("exact", 3_600_000), "3.6 million"),
        (quantity("more_than", 10_000_000), "more than 10 million"),
        (quantity("exact", 3_650_001), "3,650,001"),
        (quantity("exact", 10**21), f"{10**21:,}"),
    ],
)
def test_a_quantity_is_worded_with_its_bound(count, expected):
    """The bound stays with the number."""
    assert word_quantity(count) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (28, 28, "28"),
        (28, None, "at least 28"),
        (0, 28, "up to 28"),
        (20, 25, "20 to 25"),
        (0, None, "a number that is not stated"),
    ],
)
def test_an_interval_is_worded(low, high, expected):
    """An open end says so."""
    assert word_interval(low, high) == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        (None, ""),
        (days("2018-03-21", "2018-03-21"), "21 March 2018"),
        (days("2017-09-29", "2017-09-30"), "29–30 September 2017"),
        (days("2017-09-30", "2017-10-01"), "30 September – 1 October 2017"),
        (days("2017-12-30", "2018-01-02"), "30 December 2017 – 2 January 2018"),
        (days("2018-03-01", "2018-03-31", "month"), "March 2018"),
        (days("2018-01-01", "2018-12-31", "year"), "2018"),
        (days("2018-02-01", None, "month"), "since 1 February 2018"),
        (days(None, "2018-03-21"), "until 21 March 2018"),
        (days(None, None), ""),
    ],
)
def test_days_are_worded_without_a_locale(when, expected):
    """Day, month, year; ranges share what they have in common."""
    assert word_date(when) == expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (None, ""),
        (ARMANAZ, "Armanaz, Idlib province"),
        (GHOUTA, "Eastern Ghouta, Syria"),
        (Place(name="Syria", words="Syria"), "Syria"),
        (Place(name="Idlib", words="Idlib", path=("Idlib", "Syria")), "Idlib, Syria"),
        (Place(name="Idlib", words="Idlib", path=("Idlib province", "Syria")), "Idlib"),
        (Place(name="Idlib province", words="Idlib", path=("Syria",)), "Idlib province, Syria"),
        (
            Place(name="northern Idlib", words="x", path=("Idlib", "Idlib province", "Syria")),
            "northern Idlib",
        ),
        (
            Place(name="Harem", words="x", path=("Harem district", "Idlib province", "Syria")),
            "Harem, Idlib province",
        ),
    ],
)
def test_a_place_is_worded_with_its_larger_place(place, expected):
    """The largest place within the country, else the country."""
    assert word_place(place) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SOHR", "SOHR"),
        ("White Helmets", "the White Helmets"),
        ("Russian Ministry of Defence", "the Russian Ministry of Defence"),
        ("Anadolu Agency", "Anadolu Agency"),
        ("The Paper", "The Paper"),
        ("monitor", "a monitor"),
        ("activists", "activists"),
        ("army", "the army"),
        ("local police", "the local police"),
        ("official", "an official"),
        ("news.example.com", "news.example.com"),
        ("", "an unnamed source"),
    ],
)
def test_a_source_is_named_as_in_a_sentence(name, expected):
    """With an article where English has one."""
    assert word_source(Source(id="x", name=name, kind="x")) == expected


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (
            claim(quantity("vague", None, words="dozens"), "people", text="dozens of people"),
            "dozens of people",
        ),
        (claim(quantity("vague", None, words="several"), "people", text="Several people"), "several people"),
        (
            claim(quantity("vague", None, words="thousands"), "residents", text="residents"),
            "thousands of residents",
        ),
        (claim(quantity("exact", 1, words="a"), "man", text="a man"), "one man"),
        (claim(quantity("exact", 1, words="one"), "people", text="one"), "one person"),
        (
            claim(quantity("exact", 4, words="Four"), "syrian soldiers", text="Four Syrian soldiers"),
            "four Syrian soldiers",
        ),
        (claim(quantity("exact", 1, words="one"), "shooting victims", text="one"), "one shooting victim"),
        (claim(quantity("exact", 9), "dead civilians"), "nine civilians"),
        (claim(quantity("exact", 3), "person"), "three people"),
        (claim(quantity("at_least", 3), "young woman"), "at least three young women"),
        (claim(quantity("exact", 9), "wounded civilians", measure="injured"), "nine civilians"),
    ],
)
def test_a_count_is_worded_with_its_group(made, expected):
    """In the letters of the text, without the capital of its beginning."""
    assert word_group(made) == expected


def test_small_numbers_of_things_are_words():
    """Up to twelve."""
    assert [word_number(number) for number in (1, 12, 13, 1300)] == ["one", "twelve", "13", "1,300"]


# --- summaries ---------------------------------------------------------------------------------


def armanaz() -> Incident:
    """Two origins, both floors, a part, the missing and a denial."""
    told = {"published": day("2017-09-30")}
    title = claim(quantity("exact", 28), "civilians", SOHR, PAPER, **told)
    whole = claim(quantity("at_least", 28), "civilians", SOHR, PAPER, **told)
    claims = [
        title,
        whole,
        claim(quantity("exact", 4), "children", SOHR, PAPER, part_of=whole.id, **told),
        claim(
            quantity("vague", None, words="dozens", low=24, high=99),
            "people",
            SOHR,
            text="dozens of people",
            measure="missing",
        ),
        claim(quantity("at_least", 40), "civilians", ANADOLU, PAPER, **told),
        claim(quantity("exact", 70), "others", ANADOLU, kind="people", measure="injured", **told),
    ]
    denials = tuple(
        Denial(
            id=f"d-{source.id}",
            article="a",
            span=Span(5, 9),
            text="deny killing civilians",
            what="killing civilians",
            attribution=Attribution(chain=(source,), stance=Stance.DENIES),
        )
        for source in (Source(id="syrian-army", name="Syrian army", kind="military"), ARMY)
    )
    return incident(claims, denials=denials, means=("air strike",))


def test_armanaz_is_told_with_both_floors():
    """Reports differ, both can be true, two independent origins, two denials."""
    assert summarize(armanaz()) == (
        "Armanaz, Idlib province, 29–30 September 2017: air strike. "
        "Reports differ: at least 28 civilians were killed, according to SOHR; at least 40, according to "
        "Anadolu Agency. Both are minimums: both can be true. "
        "Among them were four children, according to SOHR. "
        "70 others were injured, according to Anadolu Agency. "
        "Dozens of people are missing, according to SOHR. "
        "The Russian army and the Syrian army deny “killing civilians”. "
        "One article, two independent origins: Anadolu Agency and SOHR. "
        "The injured rest on Anadolu Agency alone; the missing rest on SOHR alone."
    )


def test_armanaz_in_one_line():
    """Label, figures, origins, denials."""
    assert summarize(armanaz(), style="line") == (
        "Armanaz, Idlib province, 29–30 September 2017: air strike; killed: 28 to at least 40 civilians "
        "(reports differ), of them four children; injured: 70 others; missing: dozens of people; one "
        "article, two independent origins: Anadolu Agency and SOHR; denied by the Russian army "
        "and the Syrian army."
    )


def test_armanaz_in_full():
    """Every claim, relation, the convention's rule and the reasons of the incident."""
    text = summarize(armanaz(), style="full")
    for one in armanaz().claims:
        assert f"“{one.text}”" in text
    assert "differs: " in text
    assert "repeats: " in text
    assert "Convention range_over_origins: " in text
    assert "Why this is one incident." in text


def test_saraqib_over_two_articles_has_one_monitor():
    """SOHR in two articles is one origin; the White Helmets told an agency."""
    told = Attribution(chain=(HELMETS, ANADOLU, PAPER), cue="told")
    claims = []
    for article, group, date in (("a", "civilians", "2018-03-21"), ("b", "people", "2018-03-22")):
        where = {"article": article, "published": day(date)}
        whole = claim(quantity("exact", 20), group, SOHR, PAPER, **where)
        claims += [whole, claim(quantity("exact", 16), "children", SOHR, PAPER, part_of=whole.id, **where)]
    claims.append(claim(quantity("at_least", 16), "children", HELMETS, attribution=told))
    text = summarize(
        incident(claims, place=SARAQIB, date=days("2018-03-21", "2018-03-21"), means=("air strike",))
    )
    assert text == (
        "Saraqib, Idlib province, 21 March 2018: air strike. 20 civilians were killed, according to SOHR. "
        "Among them were 16 children, according to SOHR; at least 16, according to the White Helmets "
        "(as told to Anadolu Agency). Two articles, two independent origins: SOHR and the White Helmets, "
        "both via The Paper. No claim here says who did it."
    )


def test_a_rising_count_is_told_as_one():
    """SOHR's count over a period, a relay of it and its days."""
    claims = [
        claim(
            quantity("more_than", number),
            "people",
            SOHR,
            article=article,
            published=day(date),
            scope=Scope.CUMULATIVE,
        )
        for article, number, date in (
            ("a", 1500, "2018-03-21"),
            ("b", 1500, "2018-03-22"),
            ("c", 1100, "2018-03-11"),
        )
    ]
    text = summarize(
        incident(claims, place=GHOUTA, scope=Scope.CUMULATIVE, date=days("2018-02-01", "2018-03-21"))
    )
    assert text == (
        "Eastern Ghouta, Syria, 1 February – 21 March 2018: counted over a period. "
        "More than 1,500 people were killed, according to SOHR. "
        "SOHR’s count rose from more than 1,100 on 11 March to more than 1,500 on 21 March 2018. "
        "Three articles, one origin: SOHR."
    )


def test_a_plan_is_told_as_one():
    """The day before, opposition sources: not counted, not an origin of the count."""
    plan = {"measure": "evacuated", "hypothetical": True, "published": day("2018-03-21")}
    fact = {"measure": "evacuated", "article": "b", "published": day("2018-03-22")}
    claims = [
        claim(quantity("about", 1500, low=1450, high=1550), "fighters", OPPOSITION, **plan),
        claim(quantity("exact", 6000), "relatives", OPPOSITION, **plan),
        claim(quantity("about", 1500, low=1450, high=1550), "militants", HEZBOLLAH, kind="fighters", **fact),
        claim(quantity("exact", 6000), "relatives", HEZBOLLAH, **fact),
    ]
    assert summarize(incident(claims, place=HARASTA, date=days("2018-03-22", "2018-03-22"))) == (
        "Harasta, Eastern Ghouta, 22 March 2018. About 1,500 militants were evacuated, according to "
        "Hezbollah media. 6,000 relatives were evacuated, according to Hezbollah media. "
        "Announced the day before, not counted: about 1,500 fighters and 6,000 relatives to be evacuated, "
        "according to opposition sources. Two articles, one origin: Hezbollah media."
    )


def test_a_plan_without_a_fact_is_told_first_and_in_one_verb():
    """400,000 displaced people are not said to be displaced twice."""
    plan = claim(quantity("exact", 400_000), "displaced people", SOHR, hypothetical=True, measure="displaced")
    assert summarize(incident([plan])) == (
        "Armanaz, Idlib province, 29–30 September 2017. No figure is given as a fact. "
        "Expected or planned, not counted: 400,000 people to be displaced, according to SOHR."
    )


def test_one_publisher_is_named_once():
    """Behind the origins, not at every figure; other relays stay at theirs."""
    paper = Source(id="trt", name="TRT", kind="outlet")
    claims = [
        claim(quantity("exact", 20), "civilians", SOHR, paper),
        claim(quantity("exact", 30), "civilians", HELMETS, ANADOLU, paper, measure="injured"),
    ]
    text = summarize(incident(claims))
    assert text.endswith(
        "20 civilians were killed, according to SOHR. "
        "30 civilians were injured, according to the White Helmets (via Anadolu Agency). "
        "One article, two independent origins: SOHR and the White Helmets, both via TRT. "
        "No claim here says who did it."
    )


def test_a_figure_in_its_own_voice_that_the_article_attributes_has_no_origin_of_its_own():
    """The publisher is no second origin for the figure it gives to SOHR."""
    paper = Source(id="trt", name="TRT", kind="outlet")
    own = claim(
        quantity("exact", 20), "civilians", paper, attribution=Attribution(chain=(paper,), own_voice=True)
    )
    text = summarize(incident([own, claim(quantity("exact", 20), "civilians", SOHR, paper)]))
    assert "20 civilians were killed, according to SOHR." in text
    assert text.endswith("One article, one origin: SOHR, via TRT. No claim here says who did it.")


def test_a_publisher_that_is_an_origin_itself_is_named_at_the_others():
    """Its own figure, another one than SOHR's, has no relay."""
    paper = Source(id="trt", name="TRT", kind="outlet")
    own = claim(
        quantity("at_least", 20), "civilians", paper, attribution=Attribution(chain=(paper,), own_voice=True)
    )
    text = summarize(incident([own, claim(quantity("at_least", 28), "civilians", SOHR, paper)]))
    assert "One article, two independent origins: SOHR (via TRT) and TRT." in text


def test_two_publishers_stay_at_their_figures():
    """As the reader could not tell them apart otherwise."""
    papers = [Source(id=name.lower(), name=name, kind="outlet") for name in ("TRT", "BBC")]
    claims = [claim(quantity("exact", 20), "civilians", SOHR, paper, article=paper.id) for paper in papers]
    assert "according to SOHR (via BBC and TRT). Two articles, one origin: SOHR." in summarize(
        incident(claims)
    )


def test_figures_that_exclude_each_other_are_said_to():
    """Nobody is called right."""
    claims = [
        claim(quantity("exact", 28), "civilians", SOHR),
        claim(quantity("exact", 40), "civilians", ANADOLU),
    ]
    assert "28 (SOHR) and 40 (Anadolu Agency) contradict each other." in summarize(incident(claims))


def test_pairs_that_exclude_each_other_are_listed():
    """With a comma between the pairs."""
    sources = (SOHR, ANADOLU, HELMETS)
    claims = [
        claim(quantity("exact", n), "civilians", one) for n, one in zip((2, 30, 40), sources, strict=True)
    ]
    assert (
        "Two (SOHR) and 30 (Anadolu Agency), two (SOHR) and 40 (the White Helmets), "
        "and 30 (Anadolu Agency) and 40 (the White Helmets) contradict each other."
    ) in summarize(incident(claims))


def test_a_paper_with_two_figures_gives_them_itself():
    """Without "in its own words" before its verb."""
    claims = [claim(quantity("at_least", n), "civilians", PAPER) for n in (28, 40)]
    assert (
        "The Paper gives different figures: at least 28 civilians were killed, or at least 40."
        in summarize(incident(claims))
    )


def test_two_origins_that_agree_are_said_to():
    """One clause, both names."""
    claims = [claim(quantity("exact", 28), "civilians", source) for source in (SOHR, ANADOLU)]
    text = summarize(incident(claims))
    assert "28 civilians were killed, according to both Anadolu Agency and SOHR." in text
    assert "differ" not in text


def test_one_origin_with_two_figures_is_said_to_differ_with_itself():
    """52, and more than 50, of one army."""
    claims = [
        claim(quantity("exact", 52), "civilians", ARMY),
        claim(quantity("more_than", 50), "civilians", ARMY),
    ]
    assert (
        "The Russian army gives different figures: more than 50 civilians were killed, or 52. "
        in summarize(incident(claims))
    )


def test_an_outdated_figure_is_told_as_replaced():
    """By the one that stands."""
    claims = [
        claim(quantity("exact", 15), "civilians", SOHR, superseded=True),
        claim(quantity("exact", 28), "civilians", SOHR),
    ]
    assert "28 civilians were killed, according to SOHR. SOHR raised its figure from 15 to 28." in summarize(
        incident(claims)
    )


def test_a_part_that_exceeds_its_whole_is_told():
    """In the words of the check."""
    whole = claim(quantity("exact", 20), "civilians", SOHR)
    claims = [whole, claim(quantity("exact", 25), "children", SOHR, part_of=whole.id)]
    assert "is more than its whole" in summarize(incident(claims))


def test_a_denied_figure_is_told_with_who_denies_it():
    """It is no figure of theirs."""
    denied = claim(
        quantity("exact", 28), "civilians", ARMY, attribution=Attribution(chain=(ARMY,), stance=Stance.DENIES)
    )
    text = summarize(incident([denied]))
    assert "The Russian army: “28 civilians” (killed) is denied." in text
    assert "No figure is given as a fact." in text


def test_the_articles_own_voice_is_called_so():
    """With the publisher's name."""
    text = summarize(incident([claim(quantity("exact", 28), "civilians", PAPER)]))
    assert "28 civilians were killed, according to The Paper in its own words." in text


def test_one_person_is_singular():
    """One man was killed."""
    assert "One man was killed, according to SOHR." in summarize(
        incident([claim(quantity("exact", 1), "man", SOHR)])
    )


def test_a_measure_of_ones_own_can_be_told():
    """In plain words."""
    text = summarize(incident([claim(quantity("exact", 3), "people", SOHR, measure="poisoned")]))
    assert "Three people were counted as poisoned, according to SOHR." in text


def test_an_incident_without_claims_says_so():
    """No place, no day, no figure."""
    empty = incident([], place=None, date=None)
    assert summarize(empty) == "Place not named, day not given. No figure is given as a fact."


def test_tolls_of_the_incident_are_used_where_it_has_some():
    """So that a convention chosen before shows in the full text."""
    one = armanaz()
    told = evolve(one, tolls=reconcile(one.claims, convention="highest"))
    assert "Convention highest: " in summarize(told, style="full")
    assert summarize(told) == summarize(one)


def test_an_unknown_style_names_those_that_exist():
    """The error is one of claimgraph's."""
    with pytest.raises(UnknownNameError, match="'poem'; known are line, paragraph, full"):
        summarize(armanaz(), style="poem")
    assert issubclass(UnknownNameError, ClaimGraphError)


# --- denials -----------------------------------------------------------------------------------

REBELS = Source(id="rebels", name="rebels", kind="armed group")


def denial(what: str, *sources: Source) -> Incident:
    """Make an incident in which each source denies the same words."""
    made = tuple(
        Denial(
            id=f"d-{source.id}",
            article="a",
            span=Span(5, 9),
            text="deny",
            what=what,
            attribution=Attribution(chain=(source,), stance=Stance.DENIES),
        )
        for source in sources
    )
    return incident([], denials=made)


@pytest.mark.parametrize(
    ("what", "expected"),
    [
        ("killing civilians.", "killing civilians"),
        ("using gas, and said the other side had it.", "using gas"),
        ("shelling the road and said it had seen nobody", "shelling the road"),
        ("killing 1,500 people; it blamed others", "killing 1,500 people"),
        ("bombing the U.S. camp", "bombing the U.S. camp"),
        (
            "one two three four five six seven eight nine ten eleven twelve thirteen",
            "one two three four five six seven eight nine ten eleven twelve …",
        ),
        ("though a witness saw it", ""),
        ("using, were dropped on the town", ""),
        ("", ""),
    ],
)
def test_denied_words_end_with_their_clause(what, expected):
    """At a comma, at "and said", at the end of the sentence, or after twelve words."""
    assert cut_denied(what) == expected


@pytest.mark.parametrize(
    ("source", "verb"),
    [(REBELS, "Rebels deny"), (HELMETS, "The White Helmets deny"), (ARMY, "The Russian army denies")],
)
def test_a_denial_agrees_with_its_source(source, verb):
    """Plural kinds and plural names take a plural verb."""
    assert f"{verb} “shelling the road”." in summarize(denial("shelling the road.", source))


def test_a_denied_clause_is_quoted_behind_its_that():
    """The words of the text begin after it."""
    assert summarize(denial("that it bombed the town", ARMY)).endswith("denies that “it bombed the town”.")


def test_a_denial_without_words_says_so():
    """Where the sentence names the report only before."""
    text = summarize(denial("though a witness saw it", REBELS))
    assert text.endswith("Rebels deny a report that the sentence does not repeat.")


# --- short figures -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([quantity("exact", 28)], "28"),
        ([quantity("at_least", 28)], "28+"),
        ([quantity("more_than", 1500)], "1,500+"),
        ([quantity("about", 1500, low=1350, high=1650)], "~1,500"),
        ([quantity("at_most", 28, high=28)], "≤ 28"),
        ([quantity("range", 20, low=20, high=25)], "20–25"),
        ([quantity("vague", None, words="Dozens", low=24, high=99)], "dozens"),
        ([quantity("at_least", 28), quantity("at_least", 40)], "28–40+"),
        ([quantity("at_least", 28), quantity("exact", 40)], "28–40"),
    ],
)
def test_a_toll_is_short_enough_for_a_cell(counts, expected):
    """From the lowest figure to the highest, open where the highest is a minimum."""
    sources = (SOHR, ANADOLU)
    claims = [claim(count, "civilians", source) for count, source in zip(counts, sources, strict=False)]
    assert say_range(reconcile(claims)[0]) == expected


def test_a_toll_without_a_fact_says_why():
    """A plan has no range."""
    (toll,) = reconcile([claim(quantity("exact", 60), "people", SOHR, hypothetical=True)])
    assert (say_range(toll), say_uncounted(toll)) == ("", ("60", "expected"))


# --- names and reasons -------------------------------------------------------------------------


def test_an_incident_is_named():
    """Place, larger place, days, means."""
    assert name_incident(armanaz()) == "Armanaz, Idlib province, 29–30 September 2017: air strike"


def test_means_are_those_that_most_claims_name():
    """The first two by the number of claims; one named by few is left out."""
    named = [claim(quantity("exact", n), "people", SOHR, means="shelling") for n in (1, 2, 3)]
    rare = claim(quantity("exact", 4), "people", SOHR, means="siege")
    made = incident([*named, rare], means=("siege", "shelling", "mine"))
    assert name_incident(made).endswith("2017: shelling")


def test_means_are_named_by_a_noun():
    """The tables say "chemical", a reader is told of a chemical attack."""
    named = [claim(quantity("exact", 3), "people", SOHR, means="chemical")]
    assert name_incident(incident(named)).endswith("2017: chemical attack")
    assert name_incident(incident([], means=("chemical",))).endswith("2017: chemical attack")


def test_a_count_over_a_period_is_named_as_one():
    """Without means, as a period has many."""
    named = incident([], place=GHOUTA, scope=Scope.CUMULATIVE, means=("air strike", "shelling"))
    assert name_incident(named).endswith("2017: counted over a period")


def test_the_reasons_of_an_incident_come_strongest_first():
    """For and against, by weight."""
    accounts = tuple(Account(id=name, article=f"article-{name}") for name in "ab")
    evidence = (
        Evidence(name="figures", weight=-0.5, reason="28 here, 40 there"),
        Evidence(name="place", weight=2.0, reason="both in Armanaz"),
    )
    made = incident([], accounts=accounts, links=(Link(a="a", b="b", score=1.5, evidence=evidence),))
    assert made.why() == explain_incident(made)
    assert explain_incident(made) == (
        "Armanaz, Idlib province, 29–30 September 2017.\n"
        "Two accounts in two articles are one incident:\n"
        "article-a and article-b:\n"
        "   +2.00 →  +2.00  both in Armanaz\n"
        "   -0.50 →  +1.50  28 here, 40 there\n"
        "  score +1.50: by these weights about 82 in 100 such pairs are one event"
    )


def test_a_single_account_needs_no_reasons():
    """Nothing was linked."""
    assert "nothing had to be linked" in explain_incident(armanaz())


@pytest.mark.parametrize(
    ("counted", "group", "said"),
    [
        ("1", "children", "child"),
        ("1–5", "children", "children"),
        ("dozens", "people", "of people"),
        ("an unknown number", "fighters", "of fighters"),
        ("many", "fighters", "fighters"),
        ("1", "people (part)", "person (part)"),
        ("dozens", "", ""),
    ],
)
def test_a_group_stands_behind_its_figure_as_one_would_say_it(counted: str, group: str, said: str) -> None:
    """One is single, a number of people takes "of"."""
    assert fit_group(counted, group) == said
