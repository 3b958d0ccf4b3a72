"""Numbers that tell a share of the counted: "one in five", "thirty out of 52", "all but three"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.nouns import CountWords
from claimgraph.extraction.tokens import Token


def tells_share(tokens: Sequence[Token], first: int, last: int, words: CountWords) -> bool:
    """Return whether a number at tokens ``[first, last)`` is a share, or that of which one is told."""
    return _opens_share(tokens, last, words) or _ends_share(tokens, first, words)


def _opens_share(tokens: Sequence[Token], last: int, words: CountWords) -> bool:
    """Return whether a number is a share: "one in five", "two out of three"."""
    at = last + (tokens[last].lower == "out" if last < len(tokens) else 0)
    if (
        at + 1 >= len(tokens)
        or tokens[at].lower not in {"in", "of"}
        or (tokens[at].lower == "of" and at == last)
    ):
        return False
    following = tokens[at + 1]
    is_small = following.lower in words.numbers or (following.text.isdigit() and len(following.text) < 3)
    behind = tokens[at + 2].text if at + 2 < len(tokens) else ""
    return is_small and (not behind[:1].isalpha() or behind == "of" or at > last)


def _ends_share(tokens: Sequence[Token], first: int, words: CountWords) -> bool:
    """Return whether a number is that of which a share is told: "one in five", "thirty out of 52"."""
    if first < 2:
        return False
    if f"{tokens[first - 2].lower} {tokens[first - 1].lower}" in words.share_pairs:
        return True
    # "three in | four of the dead"
    before = tokens[first - 2].lower
    return (before in words.numbers or before.isdigit()) and _opens_share(tokens, first - 1, words)


__all__ = ["tells_share"]
