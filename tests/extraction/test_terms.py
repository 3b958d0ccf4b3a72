"""What an account shares with others of its event: words, names, ages, places."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.accounts.terms import MOST_TERMS, collect_ages, collect_names, collect_terms
from claimgraph.extraction.findings import extract_accounts
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon
from claimgraph.lexicon.rarity import UNLISTED, load_rarity
from claimgraph.model import Article

LEXICON = load_lexicon()
STORY = (
    "Two people were shot dead in Dayton on Friday. Maria Quintero, 34, and a 19-year-old died at "
    "Larch Grove School, police said. The Russian army denied it."
)


def read(text: str) -> tuple:
    """Return the sentences of a text."""
    return split_sentences(text, lexicon=LEXICON)


def test_a_rare_word_is_rarer_than_a_common_one() -> None:
    """Rarity follows how often English uses a word; what the table lacks is as rare as can be."""
    rarity = load_rarity(LEXICON)
    assert rarity["the"] < rarity["police"] < rarity["shotgun"] < UNLISTED
    assert "quintero" not in rarity


def test_terms_are_the_telling_words_with_their_times() -> None:
    """Neither function words nor days, sides and known names."""
    terms = {
        term.word: term for term in collect_terms(read(STORY), known=frozenset({"dayton"}), lexicon=LEXICON)
    }
    assert {"quintero", "larch", "grove"} <= terms.keys()
    assert terms.keys().isdisjoint({"the", "on", "friday", "russian", "army", "dayton", "34"})
    assert terms["quintero"].rarity == UNLISTED


def test_a_word_told_twice_is_counted_twice() -> None:
    """The times stand beside the rarity."""
    (term,) = collect_terms(read("Zeppelin! Zeppelin!"), known=frozenset(), lexicon=LEXICON)
    assert (term.word, term.times) == ("zeppelin", 2)


def test_names_are_runs_of_capitals_behind_the_first_word() -> None:
    """A town's name alone tells nothing more."""
    names = collect_names(read(STORY), known=frozenset({"dayton"}), lexicon=LEXICON)
    assert names == ("larch grove school",)
    behind = collect_names(read("A man named Maria Quintero died."), known=frozenset(), lexicon=LEXICON)
    assert behind == ("maria quintero",)


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Maria Quintero, 34, was hit.", (34,)),
        ("A 19-year-old and a 7 year old fell.", (7, 19)),
        ("A woman aged 80 died.", (80,)),
        ("Some 34 people came to the 300-year-old church on May 3, 2030.", ()),
    ],
)
def test_ages_are_numbers_told_of_people(text: str, ages: tuple[int, ...]) -> None:
    """Not counts, days or years."""
    assert collect_ages(read(text)) == ages


def test_an_account_without_claims_has_day_means_and_words() -> None:
    """A story of a trial still says what it is about."""
    text = "The trial over the bombing in Dayton opened on Friday. Carl Ozwick denies everything."
    (account,) = extract_accounts(Article(id="a", text=text), lexicon=LEXICON)
    assert account.claims == ()
    assert account.means == ("bombing",)
    assert account.place is not None
    assert account.place.name == "Dayton"
    assert "ozwick" in {term.word for term in account.terms}
    assert account.regions


def test_numbers_of_houses_are_terms_and_years_are_not() -> None:
    """A block is as good as a name."""
    found = collect_terms(read("It burned at 2400 Elm Road in 1998."), known=frozenset(), lexicon=LEXICON)
    assert {"2400"} == {term.word for term in found if term.word.isdecimal()}


def test_a_whole_article_tells_of_its_first_event() -> None:
    """The second event has its own sentences, the headline is the first one's."""
    text = (
        "A bomb killed 12 people in Homs on Friday. A zeppelin hung over the market. "
        "On Monday a fire had killed three people in Hama. Firemen used a bassoon."
    )
    article = Article(id="a", title="Kettledrum silenced - Marlow Courier", text=text)
    first, second = extract_accounts(article, lexicon=LEXICON)
    words = [{term.word for term in account.terms} for account in (first, second)]
    assert {"zeppelin", "bassoon", "kettledrum"} <= words[0]
    assert "bassoon" in words[1]
    assert words[1].isdisjoint({"zeppelin", "kettledrum"})


def test_a_newsroom_is_no_word_of_an_event() -> None:
    """Neither the site nor what a title says beside its headline."""
    article = Article(
        id="a",
        title="Two shot in mill | Quarkville Trumpet",
        text="Two people were shot in a mill, the Quarkville Trumpet and wzzx report.",
        url="https://www.wzzx.example/news/1",
    )
    (account,) = extract_accounts(article, lexicon=LEXICON)
    words = {term.word for term in account.terms}
    assert "mill" in words
    assert words.isdisjoint({"quarkville", "trumpet", "wzzx"})


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The trial over the bombing of 3 March 2030 went on.", date(2030, 3, 3)),
        ("The trial over the bombing opens on 9 May 2030.", None),
    ],
)
def test_a_story_that_counts_nobody_has_the_day_it_looks_back_to(text: str, day: date | None) -> None:
    """A day still to come is none of an event."""
    article = Article(id="a", text=text, published=date(2030, 5, 2))
    (account,) = extract_accounts(article, lexicon=LEXICON)
    assert (account.date.earliest if account.date else None) == day


@given(st.text())
def test_nothing_raises_and_terms_stay_few(text: str) -> None:
    """Any string has terms, names and ages, perhaps none."""
    sentences = read(text)
    assert len(collect_terms(sentences, known=frozenset(), lexicon=LEXICON)) <= MOST_TERMS
    assert list(collect_ages(sentences)) == sorted(set(collect_ages(sentences)))
    names = collect_names(sentences, known=frozenset(), lexicon=LEXICON)
    assert list(names) == sorted(set(names))
