"""How a piece of text says what it is, beside its words: by colour on a terminal, say.

Pieces are painted when all widths are counted, and hold no control characters of their own.
"""

from __future__ import annotations

from collections.abc import Callable

# Takes a piece and what it is ("heading", "rule", "figure", "differs", "contradicts", …); see the
# function that is given it.
Paint = Callable[[str, str], str]


def leave_plain(piece: str, kind: str) -> str:
    """Return the piece as it is, whatever it is."""
    return piece
