"""The header lines of a text file: ``title: …``, ``publisher: …``, each in a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from claimgraph.extraction.articles.datelines import HEAD
from claimgraph.lexicon.tables import Lexicon

MOST_LINES = 10
LONGEST_VALUE = 300
LONGEST_DATE = 40


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
    fields: dict[str, str] = {}
    for field, value, _ in _read_lines(text, lexicon):
        if field != "published" and value and len(value) <= LONGEST_VALUE:
            fields.setdefault(field, value)
    return fields


def find_header_day(text: str, *, lexicon: Lexicon) -> str | None:
    """Return what a header line gives as the day, as worded; ``None`` without such a line."""
    for field, value, _ in _read_lines(text, lexicon):
        if field == "published" and 0 < len(value) <= LONGEST_DATE:
            return value
    return None


def measure_header(text: str, *, lexicon: Lexicon) -> int:
    """Return where the body begins: the characters that header lines take up, 0 without any.

    A line that goes on after its date ("date: 2018-03-21 The raids …") belongs to the body.
    """
    end = 0
    for field, value, line_end in _read_lines(text, lexicon):
        if len(value) > (LONGEST_DATE if field == "published" else LONGEST_VALUE):
            break
        end = line_end
    return end


def _read_lines(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str, int]]:
    """Yield field, value and end of each header line, up to the first line that is none."""
    words = load_header_words(lexicon)
    end = 0
    for line in text[: HEAD + MOST_LINES * LONGEST_VALUE].split("\n", MOST_LINES)[:MOST_LINES]:
        word, colon, value = line.partition(":")
        field = words.get(word.strip().lower())
        if not colon or field is None:
            return
        end += len(line)
        yield field, value.strip(), end
        end += 1
