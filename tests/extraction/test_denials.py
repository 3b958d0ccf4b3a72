"""Who denies responsibility, an event or a toll."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimgraph.extraction.attributions import find_attributions_in, find_denials
from claimgraph.extraction.sentences import split_sentences
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Denial, Stance

LEXICON = load_lexicon()


def deny(text: str, article: str = "") -> tuple[Denial, ...]:
    """Return the denials of a text."""
    sentences = split_sentences(text, lexicon=LEXICON)
    found = find_attributions_in(sentences, text, lexicon=LEXICON)
    return find_denials(sentences, text, found, lexicon=LEXICON, article=article)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Moscow has denied involvement in the raid.", ["Russia"]),
        ("Cluster bombs, which Kyiv and Moscow deny using, fell on the town.", ["Ukraine", "Russia"]),
        (
            "The Russian and Syrian militaries deny killing civilians.",
            ["Russian Ministry of Defence", "Syrian army"],
        ),
        ("The Israeli army said it did not target the school.", ["Israeli army"]),
        ("Addis Ababa dismissed the allegations of a massacre.", ["Ethiopia"]),
        ("The governor said Hamas was not behind the attack.", None),
        ("The raid was denied by the Israeli army.", ["Israeli army"]),
        ("But the claim was swiftly denied by Moscow.", ["Russia"]),
        ("The Israeli army wishes to refute claims that a school was hit.", ["Israeli army"]),
        ("The Taliban said it had no knowledge of the blast.", ["Taliban"]),
        ("Hamas said it had nothing to do with the blast.", ["Hamas"]),
        ("The Taliban said it held none of them.", ["Taliban"]),
        ("Moscow said the accusation was incorrect.", ["Russia"]),
        ("Hamas described the report as propaganda.", ["Hamas"]),
        ("Moscow denied holding anyone.", ["Russia"]),
        ("Moscow rejected calls by opposition figures for a truce.", []),
        ("Moscow disagrees with that count.", ["Russia"]),
        ("Police dismissed the charges.", []),
        ("Police said there was no such thing as luck.", []),
        ("The army denied access to the village.", []),
        ("The rebels denied negotiating a deal.", []),
        ("Washington rejected the plea for a truce.", []),
        ("No soldiers were killed, the army said.", []),
        ("The army denied that any convoy had left the barracks.", ["army"]),
        ("The army denied reports that a bridge was razed.", ["army"]),
        ("The ministry disputed that number and both figures.", ["ministry"]),
        ("Minsk refuted social media claims of mass graves.", ["Belarus"]),
        ("The judge denied bail. Guards denied the men medical treatment.", []),
        ("The army called the report false from beginning to end.", ["army"]),
        ("Beijing branded the video a fabrication.", ["China"]),
        ("The army dismissed the footage as lies.", ["army"]),
        ("Police said the men had carried false papers.", []),
        ("Police described the false papers in detail.", []),
        ('The army told state radio that "no such raid took place".', ["army"]),
        ('"No such raid took place," the army said.', ["army"]),
        ("The army said there were no such plans.", []),
        ("The army said it had suffered no losses.", ["army"]),
        ("The army said the reports were baseless.", ["army"]),
        ("Police said there had been no arrests.", []),
        ("The army denied the raid and called the report a lie.", ["army"]),
        ("The army refuted talk of retaking the bridge.", []),
        ("Tehran denied that it had supplied the missiles that hit the port.", ["Iran"]),
    ],
)
def test_deniers(text: str, names: list[str] | None) -> None:
    """Deeds, events and tolls are denied; access, talks and pleas are not."""
    found = [denial.attribution.chain[0].name for denial in deny(text)]
    assert (len(found) == 1) if names is None else (names == found)


def test_text_stands_at_the_span() -> None:
    """The words of a denial are the characters of its span, its stance is a denial."""
    text = "Rain fell. The Taliban denied that 20 children were killed, and left."
    (denial,) = deny(text)
    assert denial.text == denial.span.of(text)
    assert "20 children were killed" in denial.text
    assert Stance.DENIES is denial.attribution.stance


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Kyiv denies using cluster shells, and said it had proof.", "using cluster shells"),
        ("Kyiv denied shelling the port and said it had hit a depot.", "shelling the port"),
        ("Kyiv denied shelling the port though a witness saw it.", "shelling the port"),
        ("Kyiv denied shelling the port.", "shelling the port"),
        (
            "Residents say cluster shells and mines, which Kyiv denies using, fell here.",
            "cluster shells and mines",
        ),
        (
            "They accuse rebels of shooting at those who flee, something the rebels deny though it was seen.",
            "shooting at those who flee",
        ),
    ],
)
def test_what_is_denied(text: str, what: str) -> None:
    """What is denied ends with its clause, or is the noun phrase before "which they deny using"."""
    assert [what] == [denial.what for denial in deny(text)]


def test_rejected_calls_are_no_denial() -> None:
    """Only a claim, a charge, a toll can be rejected as untrue."""
    assert deny("Kyiv rejected calls for a truce. Kyiv dismissed the minister.") == ()
    assert len(deny("Kyiv rejected the accusation of a massacre.")) == 1


def test_id_depends_on_article_and_denier() -> None:
    """Two articles, or two deniers of one sentence, give different ids; one article always the same."""
    text = "Kyiv and Moscow deny using mines."
    assert deny(text, "a") == deny(text, "a")
    assert len({denial.id for denial in (*deny(text, "a"), *deny(text, "b"))}) == 4


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    """Nothing raises, and each denial reads as its span."""
    assert all(denial.text == denial.span.of(text) for denial in deny(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid lasted an hour. No civilians were hurt.", ["No civilians were hurt."]),
        ("Not a single civilian was hurt.", ["Not a single civilian was hurt."]),
        ("No civilian injuries were found.", ["No civilian injuries were found."]),
        ("The strike had not harmed any civilians.", ["The strike had not harmed any civilians."]),
        ("Police did not say how many civilians were hurt.", []),
        ("No civilians were near the bridge.", []),
    ],
)
def test_no_civilians_harmed(text: str, expected: list[str]) -> None:
    """That no civilians came to harm is a denial, in the article's own voice where nobody says it."""
    found = deny(text)
    assert expected == [denial.text for denial in found]
    assert all(denial.attribution.own_voice for denial in found)
