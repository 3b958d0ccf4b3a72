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
        ("The army denied access to the village.", []),
        ("The rebels denied negotiating a deal.", []),
        ("Washington rejected the plea for a truce.", []),
        ("No soldiers were killed, the army said.", []),
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
