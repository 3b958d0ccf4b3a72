"""What speaks for two accounts being one event, piece by piece, with the score as it grows."""

from __future__ import annotations

from collections.abc import Mapping

from claimgraph.comparison.pairs.scoring import find_probability
from claimgraph.model import Account, Evidence, Link


def explain_link(link: Link, *, accounts: Mapping[str, Account] | None = None) -> str:
    """Tell a link as a waterfall: each piece of evidence, the weightiest first, and the score so far.

    Args:
        link: A scored pair.
        accounts: Accounts by id, so that the pair is called by its articles; else by its accounts.

    Returns:
        A line for the pair, one for each piece of evidence (its weight, the sum up to it, the
        reason), and one for the sum with the share of such pairs that are one event.
    """
    known = accounts or {}
    ends = [known[end].article if end in known else end for end in (link.a, link.b)]
    lines = [f"{ends[0]} and {ends[1]}:"]
    total = 0.0
    for evidence in sort_evidence(link):
        if evidence.name.startswith("judged"):
            lines.append(f"  {evidence.reason}")
            continue
        total += evidence.weight
        if evidence.weight:
            lines.append(f"  {evidence.weight:+6.2f} → {total:+6.2f}  {evidence.reason}")
    return "\n".join([*lines, f"  {word_score(link)}"])


def sort_evidence(link: Link) -> list[Evidence]:
    """Return the evidence in the order in which it is told: the prior, then the weightiest first."""
    return sorted(
        link.evidence,
        key=lambda one: (one.name != "prior", -abs(one.weight), one.name, one.reason),
    )


def word_score(link: Link) -> str:
    """Say what a score comes to: "score +2.31: about 91 in 100 such pairs are one event"."""
    if link.score == float("inf"):
        return "a person decided"
    if link.score == float("-inf"):
        return "never one event"
    share = min(99, max(1, round(100 * find_probability(link.score))))
    return f"score {link.score:+.2f}: by these weights about {share} in 100 such pairs are one event"


__all__ = ["explain_link", "sort_evidence", "word_score"]
