"""The header lines of a text file: ``title: …``, ``publisher: …``, each in a line of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from claimgraph.extraction.articles.datelines import HEAD
from claimgraph.lexicon.tables import Lexicon

MOST_LINES = 10
LONGEST_VALUE = 300


@lru_cache(maxsize=16)
def load_header_words(lexicon: Lexicon) -> Mapping[str, str]:
    """Return the field that each word before a colon gives; a date's word gives ``"published"``."""
    table = lexicon.words("datelines")
    words = {str(word): field for field, names in table.get("fields", {}).items() for word in names}
    return words | {str(word): "published" for word in table.get("headers", ())}


def find_header_fields(text: str, *, lexicon: Lexicon) -> dict[str, str]:
    """Find the fields that the first lines of a text give.

    Reading ends at the first line that is no ``word: value`` with a word of the table
    ``datelines``. The date is left to `find_publication`; the lines stay part of the text.

    Returns:
        ``title``, ``publisher``, ``url`` and ``language`` as far as they are given; the first wins.
    """
    words = load_header_words(lexicon)
    fields: dict[str, str] = {}
    for line in text[: HEAD + MOST_LINES * LONGEST_VALUE].split("\n", MOST_LINES)[:MOST_LINES]:
        word, colon, value = line.partition(":")
        field = words.get(word.strip().lower())
        if not colon or field is None:
            break
        if field != "published" and value.strip() and len(value) <= LONGEST_VALUE:
            fields.setdefault(field, value.strip())
    return fields
