"""Words that belong to the phrase of a speaker, or end it, whatever stands around them.

A phrase is read word by word towards its beginning; most words need no look at their neighbours.
"""

from __future__ import annotations

from functools import lru_cache

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token

# What is said of a word: it is in the phrase, it ends it, its neighbours tell.
IN, STOP, OPEN = "in", "stop", ""
# How many words are kept.
_KEPT = 1 << 14
# The shortest form in "-ed" that is a verb: "tried", but not "led".
_SHORTEST = 5


class Verdicts:
    """What is said of single words by some tables, kept by the word as it is spelled."""

    def __init__(self, cues: CueTables, names: SourceTables) -> None:
        self._cues, self._names = cues, names
        self._seconds = frozenset().union(*names.starts.values())
        self._known: dict[str, str] = {}

    def judge(self, token: Token) -> str:
        """Return what is said of a word: `IN`, `STOP`, or `OPEN` where its neighbours tell."""
        known = self._known.get(token[0])
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[token[0]] = self._judge_alone(token)
        return known

    def _judge_alone(self, token: Token) -> str:
        lower, cues = token.lower, self._cues
        if self._leans(lower) or not lower[0].isalnum() or lower.isdigit():
            return OPEN
        if token.is_capital:
            return OPEN if lower in cues.breaks or lower in cues.times else IN
        if lower in cues.particles or lower.endswith("ing"):
            return OPEN
        if self._is_verb(lower) or lower in cues.times:
            # The second word of a name may be a verb: "Save | Found".
            return OPEN if lower in self._seconds else STOP
        return IN if lower not in cues.stops and self._is_known(lower) else OPEN

    def _leans(self, lower: str) -> bool:
        """Return whether a small word hangs on what stands beside it: "of", "the", "and"."""
        cues, names = self._cues, self._names
        return (
            lower in cues.prepositions
            or lower in cues.connectives
            or lower in cues.determiners
            or lower in names.prepositions
            or lower == "and"
        )

    def _is_verb(self, lower: str) -> bool:
        cues = self._cues
        if lower in cues.verbs and lower not in cues.ambiguous:
            return True
        return lower.endswith("ed") and lower not in cues.participles and len(lower) >= _SHORTEST

    def _is_known(self, lower: str) -> bool:
        names = self._names
        return (
            lower in names.modifiers or lower in names.roles or lower in names.heads or lower in names.inner
        )


@lru_cache(maxsize=32)
def load_verdicts(cues: CueTables, names: SourceTables) -> Verdicts:
    """Return what was said so far of single words by some tables."""
    return Verdicts(cues, names)
