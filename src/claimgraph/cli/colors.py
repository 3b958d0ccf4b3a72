"""Colours of what is written for people: on a terminal, unless they are not wanted.

Colour only repeats what the words say; nothing is told by it alone.
"""

from __future__ import annotations

import argparse
import os
import sys

from claimgraph.cli.streams import is_terminal
from claimgraph.output.text import Paint, leave_plain

# What a piece is, and the codes of a terminal that show it (Select Graphic Rendition of ECMA-48).
STYLES = {
    "heading": "1",
    "rule": "2",
    "figure": "1",
    "differs": "33",
    "contradicts": "1;31",
    "number": "1;36",
    "claim": "36",
    "date": "33",
    "place": "32",
    "source": "35",
    "denial": "31",
}


def choose_paint(options: argparse.Namespace) -> Paint:
    """Return what shows pieces in colour, or leaves them as they are.

    ``--color auto``, the default, colours on a terminal that can, unless ``NO_COLOR`` is set
    (https://no-color.org) or the text goes to a file.
    """
    if options.color == "always":
        return paint_piece
    is_wanted = options.color == "auto" and not os.environ.get("NO_COLOR")
    is_able = is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"
    to_file = getattr(options, "output", None) is not None
    return paint_piece if is_wanted and is_able and not to_file else leave_plain


def paint_piece(piece: str, kind: str) -> str:
    """Return a piece in the colour of its kind; a kind without colour stays plain."""
    return f"\x1b[{STYLES[kind]}m{piece}\x1b[0m" if kind in STYLES else piece
