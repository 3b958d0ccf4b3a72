"""How people came to harm is read from the words of a table."""

from __future__ import annotations

import pytest

from claimgraph.extraction.findings import extract_claims
from claimgraph.model import Article


def read_means(text: str) -> list[str | None]:
    """Return the means of each claim of a text."""
    return [claim.means for claim in extract_claims(Article(id="a", text=text))]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("An earthquake killed 12 people.", "earthquake"),
        ("Flash floods killed 12 people.", "flood"),
        ("Twelve people died when a bus crashed.", "crash"),
        ("Twelve migrants drowned when their boat capsized.", "shipwreck"),
        ("A mudslide killed 12 people.", "landslide"),
        ("Twelve pilgrims died in a stampede.", "stampede"),
        ("A man stabbed 12 people.", "stabbing"),
        ("A typhoon killed 12 people.", "storm"),
        ("A blaze in a factory killed 12 workers.", "fire"),
        ("A drone strike killed 12 people.", "air strike"),
        ("Cluster bombs killed 12 people.", "air strike"),
        ("A bombing raid killed 12 people.", "air strike"),
        ("Twelve people starved to death.", "siege"),
        ("Rebels fired mortar shells and killed 12 people.", "shelling"),
    ],
)
def test_means_of_any_disaster(text: str, means: str) -> None:
    """Every kind of harm has its word."""
    assert [means] == read_means(text)


@pytest.mark.parametrize(
    "text",
    [
        "Twelve people were killed in the besieged town of Northford.",
        "Twelve people were killed in a massacre.",
    ],
)
def test_words_that_show_no_means(text: str) -> None:
    """A besieged town was not the cause, and a massacre does not say how."""
    assert read_means(text) == [None]


def test_the_longest_phrase_wins() -> None:
    """A missile strike is told by both of its words."""
    assert read_means("A missile strike killed 12 people.") == ["air strike"]


def test_means_are_not_taken_over_by_a_late_count() -> None:
    """What the lede tells says nothing of a count many sentences on."""
    text = "A bomb killed 12 people. " + "Shops were closed. " * 12 + "Nine people were killed in March."
    assert read_means(text) == ["bombing", None]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Twelve people were killed when regime warplanes struck the village.", "regime warplanes"),
        ("Gunmen attacked a market in Northford, killing 12 people.", "Gunmen"),
        ("Suicide bombings killed 12 people in Northford.", None),
        ("A flood killed 12 people in Northford.", None),
        ("Russian or Syrian warplanes killed 12 people in Northford.", "Russian or Syrian warplanes"),
        ("Twelve people were killed by French or British troops.", "French or British troops"),
        ("Fano or Tigrayan fighters killed 12 people in Northford.", "Fano or Tigrayan fighters"),
        ("Twelve people were killed by rebels and police closed the road.", "rebels"),
        ("Since Friday rebel shells killed 12 people in Northford.", "rebel"),
    ],
)
def test_who_attacked(text: str, actor: str | None) -> None:
    """The subject of an attack in its sentence is who did it; "or" is never lost, a weekday is nobody."""
    assert [actor] == [claim.actor for claim in extract_claims(Article(id="a", text=text))]
