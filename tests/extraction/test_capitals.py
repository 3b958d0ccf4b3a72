"""Sentences in capitals: their words get the case of print, their places in the text stay."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claimgraph as cg
from claimgraph.extraction.capitals import load_case_words, lower_capitals
from claimgraph.extraction.sentences import split_sentences
from claimgraph.extraction.tokens import split_tokens
from claimgraph.lexicon import load_lexicon

LEXICON = load_lexicon()


def read_case(text: str) -> str:
    """Return the words of the first sentence in the case they are read in."""
    return " ".join(token.text for token in split_sentences(text, lexicon=LEXICON)[0].tokens)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SIX GUERRILLAS DIED NEAR GUAZAPA HILL", "Six guerrillas died near Guazapa Hill"),
        ("TEN MEN DIED IN LA UNION AND SAN MARTIN", "Ten men died in La Union and San Martin"),
        ("THE TRUCK LEFT SAN MIGUEL AT DAWN", "The truck left San Miguel at dawn"),
        ("A MINE NEAR LA PALMA HURT J. RUIZ", "A mine near La Palma hurt J . Ruiz"),
        ("AFP AND THE UN COUNTED FOUR DEAD", "AFP and the UN counted four dead"),
        ("THE NEW TOLL CAME FROM NEW DELHI", "The new toll came from New Delhi"),
        ("Six guerrillas died near GUAZAPA", "Six guerrillas died near GUAZAPA"),
        ("UN: TWO DEAD", "UN : two dead"),
        ("AFP KABUL 12", "AFP KABUL 12"),
    ],
)
def test_words_get_the_case_of_print(text: str, expected: str) -> None:
    """Common words become small, names keep a capital, abbreviations stay; few words tell nothing."""
    assert read_case(text) == expected


def test_an_article_in_capitals_is_read_like_any_other() -> None:
    """Count, source, place and day of a wire in capitals are those of the same wire in both cases."""
    text = (
        "Police said on Tuesday that nine farmers were killed near Chalatenango. "
        "A spokesman for the Red Cross said 14 others were wounded in the village."
    )
    small = cg.extract_claims(cg.Article(id="a", text=text, published=date(1990, 1, 11)))
    large = cg.extract_claims(cg.Article(id="a", text=text.upper(), published=date(1990, 1, 11)))
    assert [read_fields(claim) for claim in large] == [read_fields(claim) for claim in small]
    assert [claim.quantity.value for claim in small] == [9, 14]


def read_fields(claim: cg.Claim) -> tuple[object, ...]:
    """Return what was read of a claim, without the words it was read from."""
    days = claim.date and (claim.date.earliest, claim.date.latest)
    return (
        claim.spans,
        claim.measure,
        claim.quantity.value,
        claim.place and claim.place.key,
        days,
        claim.origin and claim.origin.id,
    )


@given(st.text(alphabet="ABCDEÉß .,-'’\n12", max_size=60))
def test_offsets_stay(text: str) -> None:
    """Whatever the case, tokens keep their number and their places, and only letters change case."""
    tokens = split_tokens(text)
    read = lower_capitals(tokens, load_case_words(LEXICON))
    assert [(t.start, t.end, t.lower) for t in read] == [(t.start, t.end, t.lower) for t in tokens]
    assert [t.text.casefold() for t in read] == [t.text.casefold() for t in tokens]
