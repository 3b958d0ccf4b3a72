"""The counts of an article one after the other, as each one's place is chosen with a look at the others."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.places import Told
from claimgraph.model import Mention, Place


class Tellings:
    """The counts of one article and the places chosen for them so far.

    Args:
        mentions: The counts in reading order.
        figures: What each one says, alike for those that restate each other.
        wholes: The position of the count that each one is a part of, ``None`` for none.
    """

    def __init__(
        self,
        mentions: Sequence[Mention],
        figures: Sequence[tuple[str, int | str]],
        wholes: Sequence[int | None],
    ) -> None:
        self._mentions = mentions
        self._figures = figures
        self._wholes = wholes
        self._counted = frozenset([mention.sentence for mention in mentions])
        self._places: list[Place | None] = []
        self._latest: dict[tuple[str, int | str], Place | None] = {}

    def note_place(self, place: Place | None) -> None:
        """Note the place chosen for the next count."""
        self._latest[self._figures[len(self._places)]] = place
        self._places.append(place)

    def describe_next(self, *, cumulative: bool) -> Told:
        """Return what speaks for the place of the next count, the first without a place noted.

        Args:
            cumulative: Whether it counts over a period.
        """
        index, mentions = len(self._places), self._mentions
        whole = self._wholes[index]
        return Told(
            cumulative=cumulative,
            before=self._places[-1] if index else None,
            again=self._latest.get(self._figures[index]),
            whole=self._places[whole] if whole is not None and whole < index else None,
            last=mentions[index - 1].span if index else None,
            next=mentions[index + 1].span if index + 1 < len(mentions) else None,
            counted=self._counted,
        )
