"""An article's attributions as all its counts see them: by source, with their sentences at hand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Attribution, Stance

# An article with more attributions shows each count only those near it.
_MOST_ATTRIBUTIONS = 100
_REACH = 40


class Placed(NamedTuple):
    """An attribution in its sentence; ``at`` is the character its cue begins at, ``speaker`` its origin."""

    sentence: int
    attribution: Attribution
    at: int
    is_view: bool
    speaker: str | None

    def covers(self, position: int) -> bool:
        """Return whether a character of the text is among the words attributed."""
        return any(part.start <= position < part.end for part in self.attribution.content)


class Voice(NamedTuple):
    """One source with its attributions in text order.

    ``spoken`` are those that say something rather than hold a view; ``indexes`` and
    ``spoken_indexes`` are the sentences of both.
    """

    name: str
    placed: tuple[Placed, ...]
    indexes: tuple[int, ...]
    spoken: tuple[Placed, ...]
    spoken_indexes: tuple[int, ...]


class Stage(NamedTuple):
    """The attributions that a count is compared with, and their sources by name."""

    placed: tuple[Placed, ...]
    indexes: tuple[int, ...]
    voices: tuple[Voice, ...]


class Row(NamedTuple):
    """What the words of a sentence tell of its voice."""

    background: bool
    hearsay: bool
    leaning: bool


class View:
    """The attributions of one article, placed in its sentences.

    Args:
        attributions: All of the article, in reading order.
        sentences: All of the article.
        cues: The cue words.
    """

    def __init__(
        self, attributions: Sequence[Attribution], sentences: Sequence[Sentence], cues: CueTables
    ) -> None:
        self.sentences = sentences
        self.cues = cues
        starts = [sentence.span.start for sentence in sentences]
        self.placed = tuple(
            Placed(
                max(bisect_right(starts, attribution.cue_span.start) - 1, 0),
                attribution,
                attribution.cue_span.start,
                _is_view(attribution, cues),
                attribution.chain[0].name if attribution.chain else None,
            )
            for attribution in attributions
            if attribution.cue_span is not None
        )
        self._cues = [placed.at for placed in self.placed]
        self._starts = starts
        self._indexes = tuple(placed.sentence for placed in self.placed)
        self._rows: dict[int, Row] = {}
        short = len(self.placed) <= _MOST_ATTRIBUTIONS
        self._stage = Stage(self.placed, self._indexes, list_voices(self.placed)) if short else None

    def set_stage(self, position: int, restating: Iterable[int]) -> Stage:
        """Return the attributions that matter to a count.

        Args:
            position: The character the count begins at.
            restating: Attributions that state the same figure again, see `find_restating`.

        Returns:
            All of them; in a long article those near the count and those that state its figure again.
        """
        if self._stage is not None:
            return self._stage
        middle = bisect_right(self._cues, position)
        near = range(max(0, middle - _REACH), min(len(self.placed), middle + _REACH))
        placed = tuple(self.placed[order] for order in sorted({*near, *restating}))
        return Stage(placed, tuple(one.sentence for one in placed), list_voices(placed))

    def find_restating(self, again: Iterable[int]) -> list[int]:
        """Return the positions of the attributions in whose words one of these characters stands."""
        found = []
        for position in again:
            index = max(bisect_right(self._starts, position) - 1, 0)
            low, high = find_range(self._indexes, index)
            if high - low > 2 * _REACH:
                middle = bisect_right(self._cues, position)
                low, high = max(low, middle - _REACH), min(high, middle + _REACH)
            found += [order for order in range(low, high) if self.placed[order].covers(position)]
        return found

    def view_sentence(self, number: int) -> Row:
        """Return what the words of a sentence tell of its voice."""
        row = self._rows.get(number)
        if row is None:
            words = {token.lower for token in self.sentences[number].tokens}
            aside = len(words & self.cues.background)
            row = self._rows[number] = Row(
                background=aside > 1 or (aside > 0 and "since" in words),
                hearsay=not words.isdisjoint(self.cues.hearsay),
                leaning=not words.isdisjoint(self.cues.leaning),
            )
        return row


def _is_view(attribution: Attribution, cues: CueTables) -> bool:
    group = cues.verbs.get((attribution.cue or "").lower())
    return group == "view" or (group == "deny" and attribution.stance is not Stance.DENIES)


def find_range(indexes: Sequence[int], index: int) -> tuple[int, int]:
    """Return the positions ``[low, high)`` that a sentence takes in sorted indexes."""
    return bisect_left(indexes, index), bisect_right(indexes, index)


def list_voices(placed: Iterable[Placed]) -> tuple[Voice, ...]:
    """Put the attributions of one source together, in the order of their first."""
    found: dict[str, list[Placed]] = {}
    for one in placed:
        if one.speaker is not None:
            found.setdefault(one.speaker, []).append(one)
    voices = []
    for name, group in found.items():
        spoken = tuple(one for one in group if not one.is_view)
        voices.append(
            Voice(
                name,
                tuple(group),
                tuple(one.sentence for one in group),
                spoken,
                tuple(one.sentence for one in spoken),
            )
        )
    return tuple(voices)
