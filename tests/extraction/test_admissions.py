"""Statements by which somebody takes responsibility."""

from __future__ import annotations

import datetime

import pytest

from claimgraph.extraction.claims import trace_article
from claimgraph.model import Admission, Article, Stance

BEFORE = "Five people were killed in Homs on Monday. "


def admissions(text: str) -> tuple[Admission, ...]:
    """Return the admissions of a story that ends with a text."""
    return trace_article(Article(id="x", text=BEFORE + text, publisher="Dawn")).admissions


@pytest.mark.parametrize(
    ("who", "words", "rest"),
    [
        ("Nahda Front", "The Nahda Front claimed responsibility", " for the blast."),
        ("Syrian army", "The army later admitted full responsibility", "."),
        ("Boko Haram", "Boko Haram, which claimed responsibility", ", has raided it before."),
        ("Taliban", "The Taliban has claimed the attack", "."),
        ("Taliban", "bombing was claimed by the Taliban", "."),
        ("air force", "The air force said it had carried out", " the raid."),
        ("Taliban", "The Taliban said its men were behind", " the ambush."),
    ],
)
def test_who_takes_responsibility_is_found(who, words, rest):
    """With the verb, with what was done, in the passive, and in their own words about themselves."""
    (admission,) = admissions(("A " if words[0].islower() else "") + words + rest)
    assert (admission.origin.name, admission.text) == (who, words)


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the blast.",
        "Nobody immediately claimed responsibility.",
        "There was no immediate claim of responsibility.",
        "The mayor should take responsibility for the bridge.",
        "The Taliban did not claim responsibility.",
        "The army denied it had carried out the raid.",
        "The army claimed the attack killed 30 rebels.",
        "The Taliban has claimed previous attacks in the town.",
        "The governor said they were carried out by drones.",
        "The Pentagon said it believed Iran was behind the attack.",
        "It later claimed responsibility.",
        "The territory is claimed by the Taliban.",
        "A hospital doctor said it was responsible for the wounded.",
    ],
)
def test_what_is_no_admission(text):
    """Nobody, a duty, a denial, an assertion, other deeds, a passive, somebody else, nobody named."""
    assert admissions(text) == ()


def test_an_admission_points_into_its_text_and_ends_with_the_publisher():
    """The span gives the words; day and publisher are passed on."""
    article = Article(
        id="x",
        text=f"{BEFORE}The Taliban claimed responsibility.",
        publisher="Dawn",
        published=datetime.date(2018, 3, 6),
    )
    (admission,) = trace_article(article).admissions
    assert admission.span.of(article.text) == admission.text
    assert [source.name for source in admission.attribution.chain] == ["Taliban", "Dawn"]
    assert (admission.attribution.stance, admission.published) == (Stance.ASSERTS, article.published)


def test_an_admission_stands_in_the_account_told_before_it():
    """As denials do."""
    text = (
        "Five people were killed in Homs on Monday. The Taliban claimed responsibility. "
        "Seven were killed in Aleppo on 3 January."
    )
    accounts = trace_article(Article(id="x", text=text, published=datetime.date(2018, 3, 6))).accounts
    assert [len(account.admissions) for account in accounts] == [1, 0]
