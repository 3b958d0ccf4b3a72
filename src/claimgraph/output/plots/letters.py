"""Text from outside as letters that a picture can hold: one line, cut to size, in letters the font has."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from textwrap import wrap
from typing import Any, Final

from anyascii import anyascii

from claimgraph.output.text.signs import count_columns, show_signs

PLAIN: Final[dict[str, Any]] = {"parse_math": False, "usetex": False}
"""How every text is given to matplotlib: dollar signs are dollar signs, and no TeX is run."""


def spell(text: str, *, most: int = 10_000) -> str:
    """Return text that can be drawn: controls as numbers, no letter that the font lacks, cut in the middle.

    Letters that no font of ``matplotlib.rcParams["font.family"]`` has are written in Latin ones, as
    matplotlib would draw boxes and warn.

    Args:
        text: Anything.
        most: So many columns at most; what is longer has "…" in its middle.
    """
    letters = _load_letters()
    signs = " ".join(show_signs(text[: 4 * most]).split())
    return cut_middle("".join(sign if sign in letters else _latinize(sign) for sign in signs), most)


def cut_middle(text: str, most: int) -> str:
    """Return a text of at most ``most`` columns; of a long one both ends are kept."""
    if count_columns(text) <= most:
        return text
    head = most // 2
    tail = most - 1 - head
    return f"{text[:head].rstrip()}…{text[-tail:].lstrip() if tail else ''}"


def spell_lines(text: str, *, width: int, most: int = 2) -> str:
    """Return text in at most ``most`` lines of ``width`` columns; what is longer is cut in the middle."""
    signs = spell(text, most=width * most)
    lines = wrap(signs, width)
    while len(lines) > most:
        signs = cut_middle(signs, count_columns(signs) - 2)
        lines = wrap(signs, width)
    return "\n".join(lines)


def _latinize(sign: str) -> str:
    return anyascii(sign) or "?"


def _load_letters() -> frozenset[str]:
    """Return the letters that the fonts have which matplotlib is set to, in both weights used here."""
    from matplotlib.font_manager import FontProperties

    families = tuple(FontProperties().get_family())
    regular, bold = (_join_letters(families, weight) for weight in ("normal", "bold"))
    return regular & bold


def _join_letters(families: Sequence[str], weight: str) -> frozenset[str]:
    from matplotlib.font_manager import FontProperties, findfont

    paths = []
    for family in families:
        with suppress(ValueError):  # a family that is not installed
            paths.append(findfont(FontProperties(family=[family], weight=weight), fallback_to_default=False))
    found = paths or [findfont(FontProperties(weight=weight))]
    return frozenset().union(*map(_read_letters, found))


@lru_cache(maxsize=64)
def _read_letters(path: str) -> frozenset[str]:
    from matplotlib.font_manager import get_font

    return frozenset(map(chr, get_font(path).get_charmap()))


__all__ = ["PLAIN", "cut_middle", "spell", "spell_lines"]
