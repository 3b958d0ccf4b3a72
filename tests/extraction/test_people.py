"""Single persons who came to harm are found by name, age or noun, each once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph import Article, extract_claims, find_victims, load_lexicon
from claimgraph.extraction.counts import find_counts
from claimgraph.extraction.people import find_uncounted
from claimgraph.extraction.quantities import find_quantities
from claimgraph.extraction.sentences import split_sentences


def read_victims(text: str) -> list[tuple[str, str | None, int | None, str]]:
    """Return what became of each victim, the name, the age and the noun."""
    return [(one.measure, one.name, one.age, one.group) for one in find_victims(Article(id="a", text=text))]


@pytest.mark.parametrize(
    ("text", "harms"),
    [
        ("Man killed in Ashby shooting", ["killed"]),
        ("Accidental blast that killed Ashby teen", ["killed"]),
        ("A teenager was shot in the leg on Monday.", ["injured"]),
        ("Police found the body of Clara Moss in the river.", ["killed"]),
        ("The 4-year-old died at the scene.", ["killed"]),
        ("A woman was stabbed and later died in hospital.", ["killed"]),
        ("The farmer shot his wife and then himself.", ["injured", "injured"]),
        ("Clara Moss's death shook the town.", ["killed"]),
        ("Teen killed, another wounded outside the mill", ["killed", "injured"]),
    ],
)
def test_harm_is_told_of_single_persons(text: str, harms: list[str]) -> None:
    """Passives, headings, deaths and wounds that somebody has, and what the doer does to himself count."""
    assert harms == [harm for harm, *_ in read_victims(text)]


@pytest.mark.parametrize(
    "text",
    [
        "A man shot the window of a shop.",
        "The girl was not hurt.",
        "He faces a charge of the attempted murder of Clara Moss.",
        "The raid could kill the boy.",
        "A woman sold her car.",
    ],
)
def test_who_came_to_no_harm_is_no_victim(text: str) -> None:
    """Doers, the unhurt, tries and mere possibilities are left out."""
    assert read_victims(text) == []


def test_one_told_many_times_is_one_victim() -> None:
    """Name, age, noun and pronoun of one person are gathered, and the wounded who dies was killed."""
    text = (
        "Clara Moss, 29, was shot in Northford on Monday. The woman was taken to hospital, where she died. "
        "Moss worked at the mill."
    )
    assert read_victims(text) == [("killed", "Clara Moss", 29, "woman")]


def test_those_whom_the_words_tell_apart_are_several() -> None:
    """Another age, another sex and "a second" tell one victim from another."""
    text = (
        "A 20-year-old man was wounded. A 31-year-old man was killed. A woman was wounded. "
        "A second woman was wounded."
    )
    assert [harm for harm, *_ in read_victims(text)] == ["injured", "killed", "injured", "injured"]


def test_words_of_a_victim_are_characters_of_the_text() -> None:
    """Each span is the person's own words, the age behind a name left out."""
    article = Article(id="a", text="Jonas Reed, 41, was killed on Ash Street. His wife was injured.")
    told = [[span.of(article.text) for span in one.spans] for one in find_victims(article)]
    assert told == [["Jonas Reed"], ["His wife"]]


@pytest.mark.parametrize("text", ["They shot two boys, 16", "Two died, a boy, 9, and a girl, 12"])
def test_an_age_may_end_the_text(text: str) -> None:
    """A text that stops behind the age of those counted is read like any other."""
    assert next(claim.quantity.value for claim in extract_claims(Article(id="a", text=text))) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Others were injured.", [("others", "injured")]),
        ("The raid killed civilians and 12 guards.", [("civilians", "killed")]),
        ("Twelve civilians were killed.", []),
        ("Residents said the bridge was hit.", []),
    ],
)
def test_plurals_without_number_are_found_apart_from_counts(text: str, told: list[tuple[str, str]]) -> None:
    """Whom the text counts, and of whom it tells no harm, are left out."""
    words = load_lexicon()
    (sentence,) = split_sentences(text, lexicon=words)
    counts = find_counts(sentence, find_quantities(sentence, lexicon=words), lexicon=words)
    found = find_uncounted(sentence, counts, lexicon=words)
    assert told == [(count.group, trigger.measure) for count, trigger in found]


@given(st.text(alphabet="A a.,'-9\nthe man was shot Ann", max_size=80))
def test_nothing_raises_and_spans_lie_in_the_text(text: str) -> None:
    """Any string is read, and every span is inside it."""
    for victim in find_victims(Article(id="a", text=text)):
        assert all(0 <= span.start < span.end <= len(text) for span in victim.spans)
