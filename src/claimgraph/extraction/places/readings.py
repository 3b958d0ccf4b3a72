"""What a run of capitalised words can be, remembered: the same few names open most runs of all articles."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import NamedTuple

from claimgraph.extraction.places.runs import (
    INNER_MARKS,
    MAX_WORDS,
    Hit,
    collect_run,
    find_known,
    find_unknown,
    is_tight,
)
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.surroundings import is_numbered_road, opens_dateline
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.gazetteer import Entry, Gazetteer
from claimgraph.lexicon.placenames import fold_name

_DATELINE_WORDS = 4
_MOST_READINGS = 50_000
# The text of a word alone, or those of a run and what it ends at.
_Key = str | tuple[str, ...]


class Reading(NamedTuple):
    """A `Hit` without its place in a text: ``size`` tokens, ``cut`` characters left out at its end.

    ``words`` are those of an unlisted name, which an article must not write in lower case.
    """

    size: int
    core: str
    entries: tuple[Entry, ...]
    confidence: float
    cut: int
    words: tuple[str, ...]
    is_demonym: bool


_UNREAD = Reading(0, "", (), 0.0, 0, (), False)


class Readings:
    """Readings of runs by the texts of their tokens, for articles that write their capitals alike.

    Args:
        gazetteer: Where names are looked up.
        words: The word tables.
        stripped: Whether the articles lost their apostrophes.
        common_words: What the language writes in lower case.
    """

    def __init__(
        self, gazetteer: Gazetteer, words: PlaceWords, *, stripped: bool, common_words: frozenset[str]
    ) -> None:
        self._gazetteer = gazetteer
        self._words = words
        self._known: dict[_Key, Reading | None] = {}
        # No article's own lower-case words, so that what is read holds for all articles.
        self._style = Style(
            no_capitals=False, stripped=stripped, lower_words=frozenset(), common_words=common_words
        )

    def read(self, tokens: tuple[Token, ...], index: int, style: Style) -> Hit | None:
        """Return what the run from a token begins with, by what was read before where that can be.

        Args:
            tokens: The tokens of the sentence.
            index: The token that the run begins at.
            style: How the article is written.
        """
        key = None if style.no_capitals else _find_key(tokens, index, self._words)
        if key is None:
            return read_run(tokens, index, self._gazetteer, words=self._words, style=style)
        reading = self._known.get(key, _UNREAD)
        if reading is _UNREAD:
            reading = self._remember(key, tokens, index)
        if reading is None:
            return None
        size, core, entries, confidence, cut, names, is_demonym = reading
        if names and style.lower_words.issuperset(names):
            return None
        last = index + size
        return _make_hit((last, core, entries, confidence, tokens[last - 1][3] - cut, is_demonym))

    def _remember(self, key: _Key, tokens: tuple[Token, ...], index: int) -> Reading | None:
        hit = read_run(tokens, index, self._gazetteer, words=self._words, style=self._style)
        reading = None
        if hit is not None:
            last, core, entries, confidence, end, is_demonym = hit
            names = () if entries or is_demonym else tuple(_fold_words(tokens[index:last]))
            cut = tokens[last - 1].end - end
            reading = Reading(last - index, core, entries, confidence, cut, names, is_demonym)
        if len(self._known) >= _MOST_READINGS:
            self._known.clear()
        self._known[key] = reading
        return reading


# A call of the class in Python would take as long as all that is read here of most names.
_make_hit = partial(tuple.__new__, Hit)


@lru_cache(maxsize=8)
def load_readings(
    gazetteer: Gazetteer, words: PlaceWords, *, stripped: bool, common_words: frozenset[str]
) -> Readings:
    """Return the readings of all articles with these tables, which grow as articles are read."""
    return Readings(gazetteer, words, stripped=stripped, common_words=common_words)


def read_run(
    tokens: tuple[Token, ...], index: int, gazetteer: Gazetteer, *, words: PlaceWords, style: Style
) -> Hit | None:
    """Return what the run from a token begins with: a known name, a demonym, a name no table has."""
    run = collect_run(tokens, index, words, style)
    hit = find_known(tokens, run, gazetteer, words=words, style=style)
    folk = " ".join(run.names[:2])
    if folk in words.demonyms and len(run.names) > 1 and (hit is None or hit.last < run.lasts[1]):
        return Hit(run.lasts[1], folk, (), 1.0, tokens[run.lasts[1] - 1].end, True)
    if hit is not None:
        return hit
    if run.names and run.names[0] in words.demonyms:
        # "Indian Lake" is a name of its own.
        goes_on = len(run.names) > 1 and run.names[1] in words.name_endings
        named = goes_on and tokens[run.lasts[1] - 1].is_capital
        last = run.lasts[1] if named else index + 1
        return Hit(last, " ".join(run.names[: 1 + named]), (), 1.0, tokens[last - 1].end, not named)
    return _find_signed(tokens, index) or find_unknown(tokens, run, gazetteer, words=words, style=style)


def _fold_words(tokens: tuple[Token, ...]) -> list[str]:
    return [fold_name(token[0]) for token in tokens if token[0] != "-"]


def _find_signed(tokens: tuple[Token, ...], index: int) -> Hit | None:
    """Return a name that only its form shows: an unlisted dateline, a road by its number."""
    last = index + 1
    if not index:
        while last < min(len(tokens), _DATELINE_WORDS) and tokens[last].text.isupper():
            last += 1
        signed = opens_dateline(tokens, last)
    else:
        signed = is_numbered_road(tokens, index)
    if not signed:
        return None
    core = " ".join([fold_name(token.text) for token in tokens[index:last]])
    return Hit(last, core, (), 0.5, tokens[last - 1].end) if core else None


def _find_key(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> _Key | None:
    """Return the texts that decide what a run is: its own and, behind a full run, the next one.

    ``None`` where more than texts counts: the gaps around marks, the words before a road's number,
    the dash behind a dateline. What `collect_run` takes into the run is all in here.
    """
    text, lower, _, _ = tokens[index]
    if text[-1].isdigit() or (text.isupper() if not index else text == lower and lower in words.parting):
        return None
    if index + 1 == len(tokens):
        return text
    after, following, _, _ = tokens[index + 1]
    if after[0].isupper() or after in INNER_MARKS or following in words.connectors:
        return _collect_texts(tokens, index, words)
    # A word alone, which is the usual case, is its own key.
    return text


def _collect_texts(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> tuple[str, ...] | None:
    """Return the texts of all tokens that `collect_run` looks at; ``None`` at a mark with a gap to see."""
    key = [tokens[index][0]]
    names, hyphen = 1, False
    for position in range(index + 1, len(tokens)):
        text, lower, _, _ = tokens[position]
        if text == "-":
            if not is_tight(tokens, position):
                break
        elif not text[0].isupper():
            if text in INNER_MARKS:
                return tuple(key) if text == "." and _is_full_stop(tokens, index, position, words) else None
            if not hyphen and lower not in words.connectors:
                break
        key.append(text)
        hyphen = text == "-"
        names += not hyphen
        if names > MAX_WORDS:
            break
    return tuple(key)


def _is_full_stop(tokens: tuple[Token, ...], index: int, dot: int, words: PlaceWords) -> bool:
    """Return whether a dot behind some words can be no part of a name: "in Aleppo." but not "Macon, Ga."."""
    before = tokens[index - 1] if index else None
    if before is not None and (before.text == "," or before.is_capital):
        return False
    if "-" in [token[0] for token in tokens[index:dot]]:
        return False
    return dot > index + 1 or fold_name(tokens[index][0]) not in words.name_openings
