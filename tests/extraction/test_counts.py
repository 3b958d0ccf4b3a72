"""Counts of people are found with what happened to them, and nothing else is counted."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.extraction.claims import trace_article
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Article, Claim

FOLDER = Path(__file__).parent.parent / "cases"
COUNTS = tomllib.loads((FOLDER / "counts.toml").read_text(encoding="utf-8"))["cases"]
PARTS = tomllib.loads((FOLDER / "parts.toml").read_text(encoding="utf-8"))["cases"]


def read_claims(text: str) -> tuple[Claim, ...]:
    """Return the claims of a text without a day of publication."""
    return trace_article(Article(id="a", text=text), lexicon=load_lexicon()).claims


@pytest.mark.parametrize("case", COUNTS, ids=[case["why"] for case in COUNTS])
def test_counts_of_a_sentence(case: dict[str, Any]) -> None:
    """Each table row gives the counts of a sentence with measure, group and interval."""
    found = [
        [
            claim.text,
            claim.measure,
            claim.group,
            claim.quantity.modifier.value,
            claim.quantity.low,
            -1 if claim.quantity.high is None else claim.quantity.high,
        ]
        for claim in read_claims(case["text"])
    ]
    assert case["counts"] == found


@pytest.mark.parametrize("case", PARTS, ids=[case["why"] for case in PARTS])
def test_parts_and_wholes(case: dict[str, Any]) -> None:
    """Each table row says which count of a text is a part of which."""
    claims = {claim.id: claim for claim in read_claims(case["text"])}
    found = [[claim.text, claims[claim.part_of].text] for claim in claims.values() if claim.part_of]
    assert case["parts"] == found


@pytest.mark.parametrize(
    ("text", "is_plan"),
    [
        ("The offensive could displace 400,000 people.", True),
        ("Some 1,500 fighters will be transported to the north.", True),
        ("They are considering the possibility of evacuating 30 residents.", True),
        ("The offensive displaced 400,000 people.", False),
        ("The raid may have killed 12 people.", False),
        ("In May more than 70 villagers were killed.", False),
    ],
)
def test_plans_and_fears_are_marked(text: str, is_plan: bool) -> None:
    """A future or feared number is kept and marked, not counted as a report."""
    assert [is_plan] == [claim.hypothetical for claim in read_claims(text)]


def test_an_outdated_toll_is_marked() -> None:
    """The figure that a text itself replaces is superseded, its replacement is not."""
    found = {claim.text: claim.superseded for claim in read_claims("The toll rose to 31, up from 12 dead.")}
    assert found == {"31": False, "12 dead": True}


def test_a_single_victim_is_implied() -> None:
    """One person without a number is a claim of one, marked as implied."""
    (claim,) = read_claims("A journalist was killed in the blast.")
    assert (claim.implied, claim.quantity.value) == (True, 1)


def test_an_absurd_number_counts_nobody() -> None:
    """A number beyond all people on earth is no count and no error."""
    assert read_claims("The flood killed 999999999999999999999 people.") == ()


@given(st.text())
def test_no_text_raises_and_every_span_points_at_its_words(text: str) -> None:
    """Any string can be read; each claim's words stand at each of its spans."""
    trace = trace_article(Article(id="a", text=text), lexicon=load_lexicon())
    assert all(span.of(text) == claim.text for claim in trace.claims for span in claim.spans)
    assert trace.accounts


NEWS = (
    "killed wounded 12 at least dozens of people civilians children were and , . including among the dead "
    'said SOHR in Idlib on Monday who died injured 3 a woman " “ ” ( ) - up to 40 missing by air strikes'
)
WORDS = st.sampled_from(NEWS.split())


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_news_words_in_any_order_keep_the_laws(text: str) -> None:
    """Shuffled words of news give claims whose parts never exceed their wholes."""
    claims = {claim.id: claim for claim in read_claims(text)}
    for claim in claims.values():
        assert claim.quantity.high is None or claim.quantity.low <= claim.quantity.high
        assert all(span.of(text) == claim.text for span in claim.spans)
        whole = claims.get(claim.part_of) if claim.part_of else None
        if whole is not None and whole.quantity.high is not None and claim.quantity.value is not None:
            assert claim.quantity.value <= whole.quantity.high
