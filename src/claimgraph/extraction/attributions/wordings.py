"""What the words of a phrase tell of whom they stand for, whatever article they stand in.

An article says "the Observatory", "he", "police" many times, and so do others: what is read of the words
alone is kept by the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

from claimgraph.extraction.attributions.abbreviations import is_abbreviation
from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.heads import find_head, is_official
from claimgraph.extraction.attributions.joints import is_pronoun
from claimgraph.extraction.attributions.surnames import find_surnames
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token

DEFINITE = frozenset({"the", "this", "that", "its", "their", "these"})
# "the department", with its article.
_BARE = 2
# How many phrases are kept, and how many characters such a phrase has.
_KEPT, _WIDEST = 1 << 12, 200

Key = tuple[tuple[str, str, int], ...]


class Wording:
    """One phrase and what its words tell, each fact read when it is first asked for.

    Args:
        phrase: At least one token.
        cues: The cue words.
        names: The registry.
    """

    def __init__(self, phrase: Sequence[Token], cues: CueTables, names: SourceTables) -> None:
        self.phrase = phrase
        self.first = phrase[0].lower
        self.words = tuple([token.text for token in phrase])
        self._cues, self._names = cues, names

    @cached_property
    def is_pronoun(self) -> bool:
        """Whether it begins with a pronoun: "it", "he"."""
        return is_pronoun(self.phrase[0], self._cues, self._names)

    @cached_property
    def is_contracted(self) -> bool:
        """Whether it is "we're", which names nobody."""
        return self.first.replace("’", "'") in self._cues.contracted

    @cached_property
    def has_role(self) -> bool:
        """Whether a word of it is a role: "spokesman"."""
        return not self._names.roles.isdisjoint([token.lower for token in self.phrase])

    @cached_property
    def is_official(self) -> bool:
        """Whether it tells of one person in office: "a hospital official"."""
        return is_official(self.phrase, self._cues)

    @cached_property
    def is_tracking(self) -> bool:
        """Whether it tells of somebody who tracks: "a group monitoring the war"."""
        return any(token.lower in self._cues.trackers for token in self.phrase)

    @cached_property
    def is_abbreviated(self) -> bool:
        """Whether letters in it, or brackets, may stand for a name in full."""
        return "(" in self.words or any(is_abbreviation(word) for word in self.words)

    @cached_property
    def head(self) -> str | None:
        """The noun that may stand for an earlier source."""
        return find_head(self.phrase, self._cues, self._names)

    @cached_property
    def owner(self) -> Sequence[Token]:
        """The words before "'s" in "the ministry | 's spokesman", none where nobody speaks for them."""
        phrase = self.phrase
        marks = range(2, min(4, len(phrase) - 1)) if self.first in DEFINITE else ()
        mark = next((at for at in marks if phrase[at].lower == "'s"), 0)
        owner, rest = phrase[:mark], [token.lower for token in phrase[mark + 1 :]]
        if self._names.roles.isdisjoint(rest) or any(token.is_capital for token in owner):
            return ()
        return owner

    @cached_property
    def namesake(self) -> str | None:
        """The noun by which a body was called before: "the | coalition", "Governor | Roe"."""
        phrase, names = self.phrase, self._names
        core = [token.lower for token in phrase if token.lower not in names.determiners]
        if len(core) == 1 and len(phrase) == _BARE:
            return core[0]
        particles = self._cues.particles
        titled = len(core) > 1 and self.first in names.ranks
        if titled and all(t.is_capital or not t.text[:1].isalpha() or t.lower in particles for t in phrase):
            return self.first
        return None

    @cached_property
    def noun(self) -> str | None:
        """The noun of a body that the phrase gives a name: "hospital" of "the Leeds hospital"."""
        phrase, names = self.phrase, self._names
        links = (at for at, token in enumerate(phrase) if at and token.lower in names.prepositions)
        head = next(links, len(phrase)) - 1
        if phrase[head].lower not in names.institutions:
            return None
        named = len(phrase) > _BARE or any(token.is_capital for token in phrase[1 : head + 1])
        return phrase[head].lower if named else None

    @cached_property
    def surnames(self) -> Sequence[str]:
        """The last names of people named in full."""
        return find_surnames(self.phrase, self._names, self._cues, least=2)

    @cached_property
    def only_names(self) -> Sequence[str]:
        """The last names of people, also of those named by one name."""
        return find_surnames(self.phrase, self._names, self._cues, least=1)


class Wordings:
    """The phrases read with some tables, by their words; all go where there are too many."""

    def __init__(self, cues: CueTables, names: SourceTables) -> None:
        self._cues, self._names = cues, names
        self._known: dict[Key, Wording] = {}

    def read(self, phrase: Sequence[Token]) -> Wording:
        """Return what the words of a phrase, of which there is at least one, tell."""
        begin = phrase[0][2]
        key = tuple([(text, lower, start - begin) for text, lower, start, _ in phrase])
        known = self._known.get(key)
        if known is None:
            known = Wording(phrase, self._cues, self._names)
            if len(self._known) >= _KEPT:
                self._known.clear()
            if phrase[-1].end - begin <= _WIDEST:
                self._known[key] = known
        return known


@lru_cache(maxsize=32)
def load_wordings(cues: CueTables, names: SourceTables) -> Wordings:
    """Return the phrases read so far with some tables."""
    return Wordings(cues, names)
