"""What holds for texts of any length: each choice looks at a bounded part of the article."""

from __future__ import annotations

import datetime

import pytest

from claimgraph.extraction.claims import trace_article
from claimgraph.model import Article, Trace

# More candidates than any choice may weigh, however long the text.
MOST_CANDIDATES = 200
PARAGRAPH = (
    "At least {dead} people were killed in an air strike on {place} on Monday, the {speaker} said. "
    "Another {hurt} were wounded in the nearby town of {other}, according to the mayor of {other}.\n\n"
)
PLACES = "Aleppo Idlib Saraqib Douma Homs Hama Mosul Fallujah Kano Jos Kabul Kunduz Aden Sanaa".split()
SPEAKERS = ("monitor", "police", "Red Cross", "defence ministry", "governor", "hospital")


def _write_text(paragraphs: int) -> str:
    """Write a text of that many paragraphs with new names throughout."""
    return "".join(
        PARAGRAPH.format(
            dead=3 + number % 90,
            hurt=2 + number % 70,
            place=PLACES[number % len(PLACES)],
            other=f"Tel {_spell(number)}",
            speaker=SPEAKERS[number % len(SPEAKERS)],
        )
        for number in range(paragraphs)
    )


def _spell(number: int) -> str:
    """Spell a number as an invented name, so that each paragraph has its own."""
    syllables = "ba do fi ga ku la me no ra su".split()
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def _trace(text: str) -> Trace:
    return trace_article(Article(id="long", text=text, published=datetime.date(2016, 7, 1)))


def _count_most(trace: Trace) -> int:
    return max(len(choice.candidates) for choice in trace.choices)


@pytest.mark.parametrize("paragraphs", [60, 240])
def test_a_long_text_weighs_a_bounded_number_of_candidates(paragraphs: int) -> None:
    """However many places and sources a text names, a count is compared with a bounded number."""
    trace = _trace(_write_text(paragraphs))
    assert len(trace.claims) > paragraphs
    assert len({place.name for place in trace.places}) > paragraphs
    assert _count_most(trace) < MOST_CANDIDATES


def test_one_long_sentence_weighs_a_bounded_number_of_candidates() -> None:
    """A sentence without an end is no reason to compare each of its counts with all of its places."""
    parts = " and ".join(
        f"{3 + number % 50} people were killed in the town of Tel {_spell(number)}" for number in range(300)
    )
    trace = _trace(f"Officials said that {parts}.")
    assert len(trace.claims) > 100
    assert _count_most(trace) < MOST_CANDIDATES


def test_a_count_is_read_the_same_wherever_its_text_ends() -> None:
    """What follows far behind a count changes neither its source nor its place."""
    short, long = _trace(_write_text(150)), _trace(_write_text(300))
    first = [(claim.text, claim.origin, claim.place) for claim in short.claims[60:120]]
    again = {(claim.text, claim.origin, claim.place) for claim in long.claims}
    assert [reading for reading in first if reading not in again] == []
