"""What is known of the counts around one when its place is chosen."""

from __future__ import annotations

from claimgraph.extraction.places import Told
from claimgraph.extraction.tellings import Tellings
from claimgraph.model import Mention, Place, Span

NORTH, SOUTH = Place(name="North", words="North"), Place(name="South", words="South")
MENTIONS = [Mention(span=Span(at, at + 2), sentence=at // 10, measure="killed") for at in (0, 5, 20, 30)]


def test_the_first_count_knows_only_the_next() -> None:
    """Nothing was chosen before the first count; the last has none behind it."""
    tellings = Tellings(MENTIONS[:1], [("killed", 4)], [None])
    assert tellings.describe_next(cumulative=True) == Told(cumulative=True, counted=frozenset({0}))


def test_places_of_other_counts() -> None:
    """A count is told of the place before, of the latest one of its figure and of its whole's."""
    figures: list[tuple[str, int | str]] = [("killed", 4), ("killed", 9), ("killed", 2), ("killed", 4)]
    tellings = Tellings(MENTIONS, figures, [None, None, 1, None])
    tellings.note_place(NORTH)
    tellings.note_place(SOUTH)
    part = tellings.describe_next(cumulative=False)
    tellings.note_place(None)
    again = tellings.describe_next(cumulative=False)
    assert (part.before, part.again, part.whole) == (SOUTH, None, SOUTH)
    assert (part.last, part.next) == (MENTIONS[1].span, MENTIONS[3].span)
    assert (again.before, again.again, again.whole, again.next) == (None, NORTH, None, None)
    assert again.counted == frozenset({0, 2, 3})


def test_a_whole_told_later_has_no_place_yet() -> None:
    """A part may stand before the count that it is a part of."""
    tellings = Tellings(MENTIONS[:2], [("killed", 4), ("killed", 9)], [1, None])
    assert tellings.describe_next(cumulative=False).whole is None
