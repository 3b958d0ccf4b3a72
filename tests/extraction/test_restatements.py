"""Which counts state the same figure, and which sentences tell of earlier days."""

from __future__ import annotations

from datetime import date

from claimgraph.extraction.dates import find_dates
from claimgraph.extraction.restatements import find_past_sentences, find_restatements
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon

LEXICON = load_lexicon()


def list_past(text: str, published: date | None) -> list[int]:
    """Return the sentences of a text that name a day well before publication."""
    sentences = split_sentences(text, lexicon=LEXICON)
    dates = find_dates(sentences, published=published, lexicon=LEXICON, text=text)
    return sorted(find_past_sentences(dates, published))


def test_a_day_well_before_the_news_is_past() -> None:
    """A month, a year or a day of its own is past; yesterday and "since May" are not."""
    text = "Six people died yesterday. A fire killed 289 in September 2012. It has burned since May 2013."
    assert list_past(text, date(2019, 5, 7)) == [1]


def test_without_publication_nothing_is_past() -> None:
    """Where nobody knows when the news was printed, no day is long before it."""
    assert list_past("A fire killed 289 in September 2012.", None) == []


def test_first_day_of_the_calendar() -> None:
    """A publication on the first of all days does not raise."""
    assert list_past("A fire killed 289 in September 2012.", date.min) == []


def test_no_counts() -> None:
    """An article that counts nobody restates nothing."""
    assert find_restatements([], []) == []
