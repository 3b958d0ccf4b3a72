"""A claim gathers who says how many of whom, where, when, by what means, in which words."""

from __future__ import annotations

from datetime import date

import pytest

from claimgraph.comparison.incidents import link_accounts
from claimgraph.errors import MisuseError
from claimgraph.extraction.accounts import build_accounts
from claimgraph.extraction.areas import drop_destinations
from claimgraph.extraction.claims import trace_article
from claimgraph.extraction.findings import extract_accounts, extract_claims
from claimgraph.extraction.places import find_places
from claimgraph.extraction.scenes import read_scene
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Article, Claim, Mention, Scope, Span, Stance
from claimgraph.output.words import summarize

LEXICON = load_lexicon()
RAID = """Warplanes bombed the town of Armanaz in Syria's Idlib province late on Friday, killing at least \
28 civilians, the Syrian Observatory for Human Rights (SOHR) said.

Four children were among the dead, according to the monitor. It said that the toll was likely to rise.

The Russian military denied bombing the town.

The war has killed hundreds of thousands of people since 2011, according to the United Nations."""


def read(text: str, published: date | None = date(2017, 9, 30)) -> tuple[Claim, ...]:
    """Return the claims of a text published by a paper on a Saturday."""
    article = Article(id="a", text=text, publisher="Harbour News", published=published)
    return extract_claims(article, lexicon=LEXICON)


def find(claims: tuple[Claim, ...], words: str) -> Claim:
    """Return the claim with these words."""
    return next(claim for claim in claims if claim.text == words)


def test_claims_alone_are_those_of_the_trace() -> None:
    """What is told twice is one claim with two spans, whether the accounts are asked for or not."""
    text = (
        "Shells killed 12 people in Homs on Monday.\n\nIn Homs, shells killed 12 people, nine of them women."
    )
    article = Article(id="a", text=text, published=date(2017, 9, 30))
    claims = extract_claims(article, lexicon=LEXICON)
    assert [len(claim.spans) for claim in claims] == [2, 1]
    assert claims == trace_article(article, lexicon=LEXICON).claims


def test_a_claim_knows_place_day_source_means_and_who_did_it() -> None:
    """The lede of a raid fills every field."""
    claim = find(read(RAID), "at least 28 civilians")
    assert claim.place is not None
    assert claim.date is not None
    assert claim.origin is not None
    assert (claim.place.name, claim.place.path) == ("Armanaz", ("Idlib province", "Syria"))
    assert (date(2017, 9, 29), "SOHR", "air strike") == (claim.date.earliest, claim.origin.name, claim.means)
    assert [source.name for source in claim.attribution.chain][-1] == "Harbour News"


def test_a_part_takes_the_event_of_its_whole() -> None:
    """Children among the dead are of the same place, day and source."""
    claims = read(RAID)
    part, whole = find(claims, "Four children"), find(claims, "at least 28 civilians")
    assert whole.id == part.part_of
    assert [whole.place, whole.origin] == [part.place, part.origin]


def test_an_expected_rise_is_kept() -> None:
    """The toll that the text expects to rise says so."""
    assert find(read(RAID), "at least 28 civilians").rising


def test_the_war_is_counted_apart_from_the_raid() -> None:
    """A count over years is cumulative, of the country, and in an account of its own."""
    article = Article(id="a", text=RAID, published=date(2017, 9, 30))
    raid, war = extract_accounts(article, lexicon=LEXICON)
    assert (raid.scope, war.scope) == (Scope.INCIDENT, Scope.CUMULATIVE)
    assert war.place is not None
    assert war.place.name == "Syria"


def test_a_denial_is_kept_with_its_denier() -> None:
    """Who denies is read as well, and is no claim."""
    (denial,) = trace_article(Article(id="a", text=RAID), lexicon=LEXICON).denials
    assert denial.origin is not None
    assert (denial.origin.name, denial.attribution.stance) == ("Russian Ministry of Defence", Stance.DENIES)


def test_mentions_equal_in_wording_are_one_claim_with_several_spans() -> None:
    """A story that repeats itself does not count twice."""
    told = "At least nine miners were killed in Hama on Friday"
    text = f"{told}, police said.\n\nPolice said: {told}."
    (claim,) = read(text)
    assert claim.text == "At least nine miners"
    assert len(claim.spans) == 2


def test_people_who_move_are_counted_where_they_leave() -> None:
    """Where they are taken is no place of theirs."""
    text = (
        "The evacuation of Harasta began on Friday. "
        "About 1,500 fighters were taken out of the town and transported to Idlib."
    )
    claim = find(read(text), "About 1,500 fighters")
    assert claim.place is not None
    assert claim.place.name == "Harasta"


def test_a_host_country_is_the_place_of_those_it_hosts() -> None:
    """Refugees are counted where they are."""
    claim = find(read("Turkey already hosts 3.6 million Syrian refugees."), "3.6 million Syrian refugees")
    assert claim.place is not None
    assert claim.place.name == "Turkey"


def test_without_a_day_of_publication_a_weekday_stays_open() -> None:
    """No day is guessed from the clock."""
    claim = find(read("A blast in Hama killed 12 people on Friday.", published=None), "12 people")
    assert claim.date is None or claim.date.earliest is None


def test_a_text_that_counts_nobody_gives_one_account_without_claims() -> None:
    """A story without figures is still told."""
    (account,) = extract_accounts(Article(id="a", text="Talks went on in Geneva."), lexicon=LEXICON)
    assert account.claims == ()


def test_the_id_of_a_claim_comes_from_its_content() -> None:
    """The same article gives the same ids; another article other ones."""
    first, again = read(RAID), read(RAID)
    other = extract_claims(Article(id="b", text=RAID), lexicon=LEXICON)
    assert [claim.id for claim in first] == [claim.id for claim in again]
    assert not {claim.id for claim in first} & {claim.id for claim in other}


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("A car bomb killed 12 people in Hama.", "bombing"),
        ("Mortar shells killed 12 people in Hama.", "shelling"),
        ("Chlorine gas killed 12 people in Hama.", "chemical"),
        ("A gunman shot dead 12 people in Hama.", "shooting"),
        ("Militants beheaded 12 people in Hama.", "execution"),
        ("A landmine killed 12 people in Hama.", "mine"),
        ("Clashes killed 12 people in Hama.", "ground fighting"),
    ],
)
def test_means_are_read_from_their_words(text: str, means: str) -> None:
    """The words of a table show how people came to harm."""
    assert [means] == [claim.means for claim in read(text) if claim.quantity.value == 12]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Twelve people were killed by Russian warplanes in Hama.", "Russian warplanes"),
        ("Government forces killed 12 people in Hama.", "Government forces"),
        ("Regime air strikes killed 12 people in Hama.", "Regime"),
        ("The army said it killed 30 rebel fighters and captured 12 in Hama.", None),
        ("A flood killed 12 people in Hama.", None),
        ("Twelve people were killed near a bridge built by the army in Hama.", None),
        ("Twelve people drowned in Hama after government air strikes had ended.", None),
    ],
)
def test_actors_are_read_where_the_sentence_names_them(text: str, actor: str | None) -> None:
    """Who is said to have done it, in the words of the sentence; nobody where it is silent."""
    assert [actor] == [claim.actor for claim in read(text) if claim.quantity.value == 12]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The army said 12 people were killed in Aleppo, Syria.", "Syrian army"),
        ("The army said 12 people were killed in Borno, Nigeria.", "army"),
        ("Civil defence workers in Idlib said 12 people were killed.", "White Helmets"),
        ("Civil defence workers in Cusco said 12 people were killed.", "civil defence"),
    ],
)
def test_sides_of_a_conflict_speak_only_in_texts_about_it(text: str, source: str) -> None:
    """Unnamed institutions belong to a layer's conflict only where the text is about it."""
    (claim,) = read(text)
    assert claim.origin is not None
    assert claim.origin.name == source


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Israel's offensive has killed 1,200 people in Lebanon.", "Lebanon"),
        ("Saudi Arabia's military intervention in Yemen has killed 1,200 people.", "Yemen"),
        ("Iraq's army killed 12 militants near Mosul.", "Mosul"),
        ("Syria's war has killed 1,200 people.", "Syria"),
        ("Floods in the southern Indian state of Kerala have killed 12 people.", "Kerala"),
        ("The Islamic State of Iraq killed 12 people in Homs.", "Homs"),
        ("Twelve peacekeepers from Chad were killed in northern Mali.", "northern Mali"),
    ],
)
def test_whose_army_it_is_does_not_say_where_people_died(text: str, place: str) -> None:
    """A state owns its forces and what they do, people come from it; a war in it is there."""
    (claim,) = read(text)
    assert claim.place is not None
    assert claim.place.name == place


@pytest.mark.parametrize("who", ["US-led coalition air strikes", "The U.S.-led coalition", "Iraq's army"])
def test_a_state_that_acts_is_not_where_it_acts(who: str) -> None:
    """Another country named before is likelier."""
    *_, claim = read(f"Fighting in Yemen went on. {who} killed 12 people.")
    assert claim.place is not None
    assert claim.place.name == "Yemen"


@pytest.mark.parametrize("who", ["Spokesman Jo Danish", "Jo Danish, who runs the clinic,", "Omar Irish"])
def test_a_person_who_is_called_like_a_people_is_no_place(who: str) -> None:
    """Danish troops are another thing."""
    (claim,) = read(f"{who} said 12 people had died.")
    assert claim.place is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The Taliban claimed the attack, saying 12 people had died.", "Taliban"),
        ("The Taliban claimed responsibility for the attack and said 12 people had died.", "Taliban"),
        ("Police sealed the road, stating that 12 people had died.", "police"),
        ("The attack killed 12 people and said much about the state of the war.", None),
        ("The hospital was hit, adding to a crisis in which 12 people died.", None),
    ],
)
def test_who_does_something_and_says_so_is_the_source(text: str, source: str | None) -> None:
    """Whom the sentence opens with speaks further on, if he can."""
    (claim,) = read(text)
    assert (claim.origin.name if not claim.attribution.own_voice and claim.origin else None) == source


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The toll since 7 March has reached 300.", date(2017, 3, 7)),
        ("Strikes on Monday brought the toll since 7 March to 300.", date(2017, 3, 7)),
        ("Strikes killed 12 people on Monday, bringing the toll since November 7 to 300.", date(2016, 11, 7)),
    ],
)
def test_a_toll_since_a_day_is_counted_from_that_day(text: str, first: date) -> None:
    """Not from the day on which it rose."""
    (total,) = [claim for claim in read(text) if claim.quantity.value == 300]
    assert total.date is not None
    assert (total.date.earliest, total.scope) == (first, Scope.CUMULATIVE)


@pytest.mark.parametrize(
    "text",
    [
        "The raid, which the army said had targeted a camp, killed 12 people.",
        "The blast, which officials blamed on a gas leak, killed 12 people.",
        "The bombing, which President Roe condemned as a crime, killed 12 people.",
    ],
)
def test_what_somebody_says_in_an_aside_is_said_there_only(text: str) -> None:
    """The count behind it is the paper's own."""
    (claim,) = read(text)
    assert claim.attribution.own_voice


def test_a_count_within_an_aside_is_of_whoever_speaks_in_it() -> None:
    """It ends with its comma."""
    (claim,) = read("The raid, which police said killed 12 people, was the first in weeks.")
    assert claim.origin is not None
    assert claim.origin.name == "police"


@pytest.mark.parametrize("who", ["NFWA", "NFWA's Jo Roe", "NFWA spokesman Jo Roe", "NFWA's spokesman Jo Roe"])
def test_whoever_is_named_beside_initials_speaks_for_their_body(who: str) -> None:
    """Also where no table knows the body."""
    (claim,) = read(f"{who} said 12 people had died in Hama.")
    assert claim.origin is not None
    assert claim.origin.name == "NFWA"


@pytest.mark.parametrize(
    "text",
    [
        "12 of the village's 300 residents were killed.",
        "12 of the 300 residents were killed.",
        "12 of Nigeria's 36 governors were abducted.",
        "12 of the small Himalayan nation's 300 climbers died.",
    ],
)
def test_of_a_larger_number_only_those_told_of_are_counted(text: str) -> None:
    """The number of all is no claim."""
    (claim,) = read(text)
    assert claim.quantity.value == 12


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The army put its dead at 12.", "killed"),
        ("The rebels put their own dead at 12.", "killed"),
        ("The army denied it, putting its losses at 12.", "killed"),
        ("The army put its wounded at 12.", "injured"),
    ],
)
def test_what_a_side_counts_of_its_own_is_a_claim(text: str, measure: str) -> None:
    """Losses are the dead."""
    assert [(claim.measure, claim.quantity.value) for claim in read(text)] == [(measure, 12)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Troops killed 38 bandits and rescued 17 hostages.", [("killed", 38), ("released", 17)]),
        ("Troops rescued 17 abducted women.", [("released", 17)]),
        ("Troops rescued 17 climbers.", []),
        ("The number of cases rose to 1,500, with 40 deaths.", [("killed", 40)]),
        ("The number of injured rose to 1,500, with 40 deaths.", [("injured", 1500), ("killed", 40)]),
        ("Forty bodies were found under the rubble.", [("killed", 40)]),
        ("An avalanche killed 11 climbers, three of whom were from Bern.", [("killed", 11), ("killed", 3)]),
        ("An avalanche swept away 11 climbers, three of whom were found alive.", [("killed", 11)]),
        ("At least 30 people, 12 of them critically, were hurt.", [("injured", 30), ("injured", 12)]),
        ("Three in four of the 2,000 dead were civilians.", [("killed", 2000)]),
        ("Floods trapped 11 people, but three of them have since been rescued alive.", [("trapped", 11)]),
    ],
)
def test_what_became_of_them_is_what_their_own_words_tell(text: str, told: list[tuple[str, int]]) -> None:
    """Hostages who are rescued are free, bodies are dead, and who is found alive is not."""
    assert [(claim.measure, claim.quantity.value) for claim in read(text)] == told


@pytest.mark.parametrize(
    "where",
    [
        "the capital, Damascus",
        "the capital, Khartoum",
        "Aleppo, Syria",
        "Sanaa, Yemen",
        "Ankara, Turkey",
        "Homs",
    ],
)
def test_a_place_before_a_comma_does_not_speak(where: str) -> None:
    """In news the capital of a state often does."""
    (claim,) = read(f"At least 12 people died in {where}, police said.")
    assert claim.origin is not None
    assert claim.origin.name == "police"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Floods: 12 people dead in Hama", None),
        ("Homs blast: 12 people dead", None),
        ("Fire department: 12 people dead in Hama", "fire department"),
        ("The director said 12 people had died in Hama.", "director"),
        ("The airline said 12 people had died near Hama.", "airline"),
    ],
)
def test_a_topic_does_not_speak_and_whoever_heads_something_does(text: str, source: str | None) -> None:
    """What a headline is about stands before a colon as its source does."""
    (claim,) = read(text)
    said = claim.origin.name.casefold() if claim.origin and not claim.attribution.own_voice else None
    assert said == source


@pytest.mark.parametrize(
    "said", ["according to local media reports citing police", "according to Dawn, citing police"]
)
def test_what_a_report_cites_is_whose_it_is(said: str) -> None:
    """The report passes it on."""
    (claim,) = read(f"At least 12 people died, {said}.")
    assert claim.attribution.chain[0].name == "police"
    assert len(claim.attribution.chain) > 1


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Twelve people died, a doctor in the town told AFP.", ["Twelve people"]),
        ("Twelve people died, a police officer at the scene said.", ["Twelve people"]),
        ("A police officer was killed, a doctor in the town said.", ["A police officer"]),
    ],
)
def test_a_person_who_only_speaks_is_not_counted(text: str, counted: list[str]) -> None:
    """Whoever tells of the dead is not among them."""
    assert [claim.text for claim in read(text)] == counted


def test_something_else_than_an_article_is_refused_with_the_fix() -> None:
    """A text alone is no article; the error says what makes one."""
    with pytest.raises(MisuseError, match="read_articles makes articles"):
        extract_claims(["12 people were killed"], lexicon=LEXICON)  # type: ignore[list-item]


def test_a_summary_says_who_expects_the_toll_to_rise() -> None:
    """The expectation stands beside its source."""
    article = Article(id="a", text=RAID, publisher="Harbour News", published=date(2017, 9, 30))
    incidents = link_accounts(extract_accounts(article, lexicon=LEXICON))
    assert "The toll was expected to rise, according to SOHR." in summarize(incidents[0])


def test_a_destination_is_no_place_of_those_who_move() -> None:
    """Only for measures of moving: a strike "to the north of" a town keeps its town."""
    text = "The fighters were bussed to Hama."
    sentences = split_sentences(text, lexicon=LEXICON)
    places = find_places(sentences, lexicon=LEXICON, text=text)
    moved = Mention(span=Span(4, 12), sentence=0, measure="evacuated")
    killed = Mention(span=Span(4, 12), sentence=0, measure="killed")
    assert drop_destinations(moved, places, lexicon=LEXICON) == ()
    assert drop_destinations(killed, places, lexicon=LEXICON) == places


def test_several_of_them_is_no_part_of_a_single_person() -> None:
    """A woman told before is not the whole of "several of them"."""
    claims = read("A woman was killed in Hama. Several of them were killed on the road.")
    assert [claim.part_of for claim in claims] == [None, None]


def test_an_account_is_where_most_of_its_claims_are() -> None:
    """Of equally sharp places an account takes the one that more of its claims have, not the first."""
    text = "A raid killed 14 people in Binnish. Five people died in Saraqib. Nine were wounded in Saraqib."
    article = Article(id="a", published=date(2018, 3, 22), text=text)
    claims = extract_claims(article)
    assert [claim.place.name for claim in claims if claim.place] == ["Binnish", "Saraqib", "Saraqib"]
    _, (account,) = build_accounts(read_scene(article, load_lexicon()), [claims], [])
    assert account.place is not None
    assert account.place.name == "Saraqib"
