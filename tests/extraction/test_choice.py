"""Who a counted claim originates from, among the speakers around it."""

from __future__ import annotations

from datetime import date

import pytest

from claimgraph.extraction.claims import trace_article
from claimgraph.lexicon import load_lexicon
from claimgraph.model import Article

LEXICON = load_lexicon()


def name_origins(text: str) -> list[str | None]:
    """Return the origin of each claim of a text, ``None`` for its own voice."""
    claims = trace_article(Article(id="a", text=text), lexicon=LEXICON).claims
    told = [claim.attribution for claim in claims]
    return [None if one.own_voice or not one.chain else one.chain[0].name for one in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the source of the sentence beside it
        ("Three people died in the fire. Another nine were hurt, police said.", ["police", "police"]),
        # the figure of the lede stated again below, with its source
        (
            "A blast killed 31 people in a market. Rain fell. Trade was slow. Medics said 31 people died.",
            ["medical sources"],
        ),
        # vague figures are restated as well
        (
            "Dozens of people died at a fair. Rain fell. Trade was slow. Medics said dozens of people died.",
            ["medical sources", "medical sources"],
        ),
        # the toll of a whole war is nobody's
        (
            "Police said six people died. The conflict has killed 280,000 people since it began.",
            ["police", None],
        ),
        # a witness speaks for himself, not for the count beside his words
        ("The storm killed 14 people. A baker said it was the worst he had seen.", [None]),
        # the speaker of a paragraph has what follows in it, not who speaks in the next one
        (
            "Rain fell.\n\nThe navy said 12 sailors drowned. The ship sank in minutes. Nine were injured.\n\n"
            "The mayor said three houses burned.",
            ["navy", "navy"],
        ),
        # an aside on another event is background
        (
            "Police said six people died in the raid. It came two weeks after a blast killed 80 elsewhere.",
            ["police", None],
        ),
        # the source of a toll may have a sentence of its own
        ("At least 312 people died in the flood. The toll, from the Red Cross, may grow.", ["Red Cross"]),
        # a witness has the paragraph as well
        (
            "Rain fell.\n\nA baker said 14 people died. Two children were injured.\n\nIt rained.",
            ["witnesses", "witnesses"],
        ),
    ],
)
def test_origins(text: str, expected: list[str | None]) -> None:
    """Counts have the source that a reader would give them; a figure told twice is one claim."""
    assert expected == name_origins(text)


def test_earlier_days_are_background() -> None:
    """A sentence with a day of its own long before the news is nobody's, whoever speaks beside it."""
    text = "Police said six people died on Monday.\n\nA blaze in Karachi killed 289 in September 2012."
    article = Article(id="a", text=text, published=date(2019, 5, 7))
    told = [claim.attribution for claim in trace_article(article, lexicon=LEXICON).claims]
    expected = [False, True]
    assert expected == [one.own_voice for one in told]


@pytest.mark.parametrize(
    ("publisher", "expected"), [("Harbour Times", ["police"]), ("Joint Harbour Command", [None])]
)
def test_releases_answer_for_themselves(publisher: str, expected: list[str | None]) -> None:
    """What a command publishes without a speaker is its own; a paper has it from who speaks behind it."""
    text = "Four men died at the pier. Police said the road was closed."
    claims = trace_article(Article(id="a", text=text, publisher=publisher), lexicon=LEXICON).claims
    told = [claim.attribution for claim in claims]
    assert expected == [None if one.own_voice else one.chain[0].name for one in told]
