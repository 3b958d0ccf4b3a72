"""Evidence as a picture: bars that join, reasons beside them, their sum below."""

from __future__ import annotations

import pytest
from attrs import evolve
from matplotlib.figure import Figure

import claimgraph as cg
from claimgraph.output.words import explain_link

LINK = cg.Link(
    a="one",
    b="two",
    score=4.7,
    evidence=(
        cg.Evidence(name="same day", weight=6.2, reason="both on 2030-03-05"),
        cg.Evidence(name="prior", weight=-3.5, reason="seldom"),
        cg.Evidence(name="shared names", weight=2.0, reason="both mention $\\frac$ & co"),
        cg.Evidence(name="day unknown", weight=0.0, reason="nothing"),
    ),
)


def test_a_waterfall_starts_with_the_prior_and_ends_with_the_score() -> None:
    """What weighs nothing is left out; the sums run along."""
    assert (
        LINK.why()
        == explain_link(LINK)
        == (
            "one and two:\n"
            "   -3.50 →  -3.50  seldom\n"
            "   +6.20 →  +2.70  both on 2030-03-05\n"
            "   +2.00 →  +4.70  both mention $\\frac$ & co\n"
            "  score +4.70: by these weights about 99 in 100 such pairs are one event"
        )
    )


def test_a_link_is_drawn_with_a_bar_for_each_piece_of_evidence(tmp_path) -> None:
    """Dollar signs of a name are no formula; the bars join."""
    axes = cg.plot_why(LINK)
    bars = [(bar.get_x(), bar.get_width()) for bar in axes.patches]
    assert bars == [(0, -3.5), (-3.5, 6.2), (pytest.approx(2.7), 2.0), (0, pytest.approx(4.7))]
    axes.figure.savefig(tmp_path / "why.png")
    assert (tmp_path / "why.png").stat().st_size > 1000


def test_the_axis_reaches_beyond_every_bar() -> None:
    """A bar to the left that starts at the highest sum is not cut off there."""
    back = cg.Evidence(name="published", weight=-0.4, reason="published 1 day apart")
    axes = cg.plot_why(evolve(LINK, score=4.3, evidence=(*LINK.evidence, back)))
    ends = [end for bar in axes.patches for end in (bar.get_x(), bar.get_x() + bar.get_width())]
    left, right = axes.get_xlim()
    assert left < min(ends) < max(ends) < right


def test_what_cannot_be_drawn_is_misuse() -> None:
    """The text says what a picture takes."""
    with pytest.raises(cg.MisuseError, match="takes an Incident or a Link, not str"):
        cg.plot_why("why")


def _list_labels(axes) -> list[str]:
    return [label.get_text() for label in axes.get_yticklabels()]


def test_reasons_stand_beside_their_bars_and_what_speaks_against_is_hatched() -> None:
    """The pair's names come first, what the score means last."""
    axes = cg.plot_why(LINK)
    assert _list_labels(axes) == [
        "one and two",
        "seldom",
        "both on 2030-03-05",
        "both mention $\\frac$ & co",
        "about 99 in 100 such pairs are one event",
    ]
    assert [bool(bar.get_hatch()) for bar in axes.patches] == [True, False, False, False]
    assert [text.get_text() for text in axes.texts] == ["−3.50", "+6.20", "+2.00", "+4.70"]


def test_an_incident_shows_its_strongest_pairs_by_their_articles() -> None:
    """Of eight pairs four are drawn, one below the other on the same axes, the rest is counted."""
    links = tuple(evolve(LINK, a=f"x{at}", score=4.7 - at) for at in range(8))
    accounts = (cg.Account(id="x0", article="a.txt"), cg.Account(id="two", article="b.txt"))
    axes = cg.plot_why(cg.Incident(id="i", accounts=accounts, links=links))
    labels = _list_labels(axes)
    assert [label for label in labels if " and " in label and "mention" not in label] == [
        "a.txt and b.txt",
        *(f"x{at} and b.txt" for at in range(1, 4)),
    ]
    assert "left out: 4 weaker pairs" in axes.get_xlabel()
    heights = axes.get_yticks().tolist()
    assert heights == sorted(set(heights))


def test_what_a_person_decided_has_no_bar() -> None:
    """A judgement is told in words, as it has no weight."""
    judged = cg.Evidence(name="judged same", weight=float("inf"), reason="judged the same by Kim")
    axes = cg.plot_why(cg.Link(a="one", b="two", score=float("inf"), evidence=(judged,)))
    assert _list_labels(axes) == ["one and two", "a person decided"]
    assert list(axes.patches) == []


def test_one_account_alone_needs_no_evidence() -> None:
    """Given axes are used, and say so."""
    given = Figure().subplots()
    assert cg.plot_why(cg.Incident(id="i", accounts=()), ax=given) is given
    assert "one account alone: nothing had to be linked" in [text.get_text() for text in given.texts]
