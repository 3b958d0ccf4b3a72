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
