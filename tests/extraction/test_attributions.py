"""Who says what, and which source a counted claim comes from."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction.attributions import (
    View,
    choose_attribution,
    find_attributions,
    find_attributions_in,
    find_credit,
)
from claimgraph.extraction.attributions.attitudes.words import inflect
from claimgraph.extraction.sentences import split_sentences
from claimgraph.extraction.sources import make_source
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Attribution, Mention, Span, Stance

TABLES = Path(__file__).parents[1] / "cases"
CASES = tomllib.loads((TABLES / "attributions.toml").read_text("utf-8"))["case"]
ATTITUDES = tomllib.loads((TABLES / "attitudes.toml").read_text("utf-8"))["case"]
LEXICON = load_lexicon()
WORDS = [
    "said",
    "the",
    "police",
    "according",
    "to",
    "SOHR",
    "told",
    "Reuters",
    ",",
    "and",
    "denied",
    "hopes",
    "claim",
    "that",
    "who",
    "― Jo Roe",
    "ROE:",
    '"',
    "killed",
]


def choose(text: str, number: str, *, publisher: str | None = None, same: str | None = None) -> Attribution:
    """Return the attribution chosen for the count ``number`` of a text."""
    sentences = split_sentences(text, lexicon=LEXICON)
    at = text.index(number)
    index = next(s.index for s in sentences if s.span.start <= at < s.span.end)
    again = [Span(text.index(same), text.index(same) + len(same))] if same is not None else []
    view = View(
        find_attributions_in(sentences, text, lexicon=LEXICON),
        sentences,
        LEXICON,
        publisher=make_source(publisher, "publisher") if publisher else None,
    )
    mention = Mention(span=Span(at, at + len(number)), sentence=index, measure="killed")
    chosen, _ = choose_attribution(mention, view, restatements=again)
    return chosen


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_speakers(case: dict[str, object]) -> None:
    """Each table row names the chains of a text, as the sources of tolls read it."""
    text = str(case["text"])
    found = find_attributions_in(split_sentences(text, lexicon=LEXICON), text, lexicon=LEXICON)
    assert case["chains"] == [[source.name for source in attribution.chain] for attribution in found]


@pytest.mark.parametrize("case", ATTITUDES, ids=[case["why"] for case in ATTITUDES])
def test_attitudes(case: dict[str, object]) -> None:
    """Each table row names who speaks or holds a view, in full, and by which words."""
    found = find_attributions(str(case["text"]), lexicon=LEXICON)
    assert (case["speakers"], case["cues"]) == (
        [attribution.words for attribution in found],
        [attribution.cue for attribution in found],
    )


def test_no_attitude_among_the_sources_of_tolls() -> None:
    """A view is nobody's count: the sources of tolls are not read from it."""
    text = "Farmers presume that 20 people died."
    assert find_attributions_in(split_sentences(text, lexicon=LEXICON), text, lexicon=LEXICON) == ()


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (
            "“We left. Nobody came,” Jo Roe said. “It was dark. We ran.”",
            ["“We left. Nobody came,”", "“It was dark. We ran.”"],
        ),
        ("In a letter, Jo Roe said the road is closed.", ["the road is closed."]),
        ("The road is closed, Jo Roe said on Monday.", ["The road is closed,"]),
        ("Jo Roe said the road is closed, but Al Hay denied it.", ["the road is closed", "it."]),
        ("“A fine night.”\n― Anna Lopez", ["“A fine night.”\n"]),
    ],
)
def test_statement_in_full(text: str, content: list[str]) -> None:
    """What is attributed is the clause behind the cue or before the speaker, a quotation to its end."""
    found = find_attributions("Opening words.\n\n" + text, lexicon=LEXICON)
    whole = "Opening words.\n\n" + text
    assert content == [part.of(whole) for attribution in found for part in attribution.content]


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("accuse", ("accuse", "accuses", "accused", "accusing")),
        ("deny", ("deny", "denies", "denied", "denying")),
        ("agree", ("agree", "agrees", "agreed", "agreeing")),
        ("push", ("push", "pushes", "pushed", "pushing")),
        ("plan/planned", ("plan", "plans", "planned", "planning")),
        ("know/knew/known", ("know", "knows", "knew", "known", "knowing")),
        ("set/set", ("set", "sets", "setting")),
    ],
)
def test_forms_of_a_verb(entry: str, forms: tuple[str, ...]) -> None:
    """The forms of a verb follow from its base form and what is irregular."""
    assert forms == inflect(entry)


def test_words_stand_where_the_spans_say() -> None:
    """The words of the speaker and the cue are the characters of their spans."""
    text = "Jo Roe, a historian at the college, said 12 ships sank."
    (attribution,) = find_attributions(text, lexicon=LEXICON)
    assert attribution.span is not None
    assert attribution.cue_span is not None
    assert attribution.words == attribution.span.of(text) == "Jo Roe, a historian at the college"
    assert attribution.cue == attribution.cue_span.of(text) == "said"


def test_denied_statement_has_the_stance_of_a_denial() -> None:
    """What stands behind "denied" is denied."""
    (attribution,) = find_attributions("Moscow denied that 20 civilians were killed.", lexicon=LEXICON)
    assert Stance.DENIES is attribution.stance


@pytest.mark.parametrize(
    ("text", "number", "name", "stance"),
    [
        ("Moscow denied that 20 people were killed.", "20", "Russia", Stance.DENIES),
        (
            "Moscow denied that ten people, including two children, were killed.",
            "two",
            "Russia",
            Stance.DENIES,
        ),
        ("Moscow denied bombing homes and said it killed 12 fighters.", "12", "Russia", Stance.ASSERTS),
        ("Moscow denied bombing homes. At least 12 people died there.", "12", None, Stance.ASSERTS),
        ("Moscow denied the raid. The UN had put the toll at 28.", "28", "UN", Stance.ASSERTS),
        ("Ankara rejected calls for a truce after 12 people died.", "12", None, Stance.ASSERTS),
    ],
)
def test_only_what_a_denial_says_is_denied(text: str, number: str, name: str | None, stance: Stance) -> None:
    """A count is denied inside the words of the denial, not behind its clause or in the next sentence."""
    chosen = choose(text, number)
    assert stance is chosen.stance
    assert name is None or chosen.chain[0].name == name


def test_claim_beside_its_speaker() -> None:
    """A count inside the words of a speaker is theirs."""
    assert choose("The UN said 50 people died. Aid came late.", "50").chain[0].name == "UN"


def test_publisher_ends_the_chain() -> None:
    """The outlet that printed it comes last."""
    chain = choose("Jo Roe, a surgeon, told AFP that 50 people died.", "50", publisher="Daily Post").chain
    assert [source.name for source in chain] == ["medical sources", "AFP", "Daily Post"]


def test_own_voice_without_a_speaker() -> None:
    """Where nobody speaks the article does, and its publisher is the origin."""
    chosen = choose("A storm killed 50 people. Roads are closed.", "50", publisher="Daily Post")
    assert chosen.own_voice
    assert [source.name for source in chosen.chain] == ["Daily Post"]


def test_long_running_toll_is_background() -> None:
    """A war's toll behind somebody's statement is nobody's statement."""
    text = "Police said six people died. The conflict has killed 9,000 people since it began in 2011."
    assert choose(text, "9,000").own_voice


def test_restated_lede_has_the_source_below() -> None:
    """A lede without a source is of whoever states the same figure below."""
    text = "Floods have killed 41 people. Rain goes on. The health ministry of Kenya said that 41 were dead."
    again = text.replace("41", "##", 1)
    at = again.index("41")
    assert not choose(text, "41", same=text[at : at + 7]).own_voice


def test_headline_of_a_monitor() -> None:
    """The source that ends a headline covers its count."""
    assert choose("Raids kill 16: monitor\n\nSixteen died, SOHR said.", "16").chain[0].name == "SOHR"


def test_candidates_are_listed_best_first() -> None:
    """Every candidate is listed with its features, the chosen one first."""
    text = "Police said six people died. A doctor said nine were hurt."
    sentences = split_sentences(text, lexicon=LEXICON)
    found = find_attributions_in(sentences, text, lexicon=LEXICON)
    mention = Mention(span=Span(12, 15), sentence=0, measure="killed")
    _, candidates = choose_attribution(mention, View(found, sentences, LEXICON))
    assert candidates[0].words == "police"
    assert "covers" in candidates[0].features
    assert sorted((c.score for c in candidates), reverse=True) == [c.score for c in candidates]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Six died on Friday.-AFP", "AFP"),
        ("BEIRUT (Reuters) - Six people died on Friday.", "Reuters"),
        ("Six people died.\n\nSource: AP", "AP"),
    ],
)
def test_credit_line(text: str, name: str) -> None:
    """The agency of a dateline or of the last line is the credit."""
    credit = find_credit(text, split_sentences(text, lexicon=LEXICON), lexicon=LEXICON)
    assert credit is not None
    assert name == credit.name


def test_no_credit() -> None:
    """A text without a credit line credits nobody."""
    text = "Reuters said six people died. Rain goes on."
    assert find_credit(text, split_sentences(text, lexicon=LEXICON), lexicon=LEXICON) is None


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)))
def test_any_text_is_read(text: str) -> None:
    """Nothing raises, spans lie inside the text and read as their words, and two readings agree."""
    found = find_attributions(text, lexicon=LEXICON)
    for attribution in found:
        assert attribution.chain
        assert attribution.cue_span is not None
        assert (attribution.cue or "") == attribution.cue_span.of(text)
        if attribution.span is not None:
            assert attribution.words == attribution.span.of(text)
        assert all(0 <= part.start <= part.end <= len(text) for part in attribution.content)
    assert found == find_attributions(text, lexicon=LEXICON)


def test_a_speaker_behind_a_semicolon_begins_anew() -> None:
    """What stands before the semicolon is not among the words of who speaks behind it."""
    text = "The amnesty freed 28 prisoners; police had announced 900."
    found = find_attributions_in(split_sentences(text, lexicon=LEXICON), text, lexicon=LEXICON)
    expected = [[" 900."]]
    assert expected == [[" " + part.of(text).strip() for part in one.content] for one in found]
