"""A name of a place in a sentence, as it was found and before the article says which one is meant."""

from __future__ import annotations

from typing import NamedTuple

from claimgraph.lexicon.gazetteer import Entry

# The cue of a name behind an age: it is a person's.
AGE = "old"
# The cue of the names of a dateline.
HEAD = "dateline"


class Found(NamedTuple):
    """A name in a sentence: tokens ``[first, last)``, what tables know of it and what stands around it.

    ``core`` is the folded name without modifier and kind word, ``modifier`` such as "northern",
    ``kind`` what a word beside the name calls it ("" for nothing) and ``own_kind`` whether that
    word belongs to the name, ``office`` whether a town's police or mayor stands behind it,
    ``cue`` the word that makes it a location, ``role`` as in `PlaceMention`.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    core: str
    entries: tuple[Entry, ...] = ()
    confidence: float = 1.0
    kind: str = ""
    modifier: str = ""
    cue: str = ""
    role: str = "location"
    own_kind: bool = False
    office: bool = False
