"""Pictures: what is drawn of evidence, and what cannot be drawn."""

from __future__ import annotations

import pytest

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


def test_what_cannot_be_drawn_is_misuse() -> None:
    """The text says what a picture takes."""
    with pytest.raises(cg.MisuseError, match="takes an Incident or a Link, not str"):
        cg.plot_why("why")
