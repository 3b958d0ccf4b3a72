"""Where sentences end, and where a dot or a mark ends none."""

from __future__ import annotations

import pytest

from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon

LEXICON = load_lexicon()


def read(text: str) -> list[str]:
    """Return the words of each sentence."""
    return [sentence.span.of(text) for sentence in split_sentences(text, lexicon=LEXICON)]


@pytest.mark.parametrize(
    "text",
    [
        "WINDALE, Ill. (AP) - Six people died.",
        "WINDALE, Tenn. — Six people died.",
        "NEW HOPE, N.Y. -- Six people died.",
        "Gen. Roe said that six people died.",
        "J. Roe said that six people died.",
        '"Six people died!" the mayor said.',
    ],
)
def test_dots_and_marks_within_a_sentence(text: str) -> None:
    """The state of a dateline, titles, initials and a quotation with its speaker end no sentence."""
    assert read(text) == [text]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Six people died.", "Two were hurt."],
        ["He fell ill.", "(He died later.)", "She lived."],
        ["Six people died…", "Two were hurt?", "Nobody knows!"],
        ["He lives in the U.S.", "The army denied it."],
    ],
)
def test_marks_that_end_a_sentence(sentences: list[str]) -> None:
    """A full stop, a question or exclamation mark and an ellipsis before a capital or a bracket."""
    assert read(" ".join(sentences)) == sentences


def test_a_heading_is_a_sentence_of_its_own() -> None:
    """A short line without a full stop does not run into the next one."""
    assert read("Six killed in Windale\nThe mayor said that six people died.") == [
        "Six killed in Windale",
        "The mayor said that six people died.",
    ]


def test_words_that_nobody_wrote() -> None:
    """White space alone has no sentences."""
    assert read(" \n\t ") == []


@pytest.mark.parametrize("mark", ["; ", ", ", " ", "\u00a0"])
def test_a_sentence_that_goes_on_for_ever_is_cut_where_it_may_be(mark: str) -> None:
    """Behind a mark in the later half, or at a blank; no word is cut and none is lost."""
    text = mark.join(f"word{number}" for number in range(2_000))
    parts = read(text)
    assert len(parts) > 2
    assert all(2_000 <= len(part) <= 4_000 for part in parts[:-1])
    assert [word for part in parts for word in part.split()] == text.split()
    assert all(part[-1] == mark[0] or mark[0].isspace() for part in parts[:-1])


def test_an_endless_word_is_no_reason_to_cut_it() -> None:
    """It ends where it ends; a sentence of usual length stays whole."""
    word = "a" * 9_000
    assert read(f"{word} and more") == [word, "and more"]
    assert read(word) == [word]
    usual = "word " * 799 + "end."
    assert read(usual) == [usual]


def test_a_run_of_full_stops_ends_one_sentence() -> None:
    """However long it is, and whatever mark closes it."""
    assert read('It burned...." Nobody came..... Then it rained.') == [
        'It burned...."', "Nobody came.....", "Then it rained."
    ]  # fmt: skip
