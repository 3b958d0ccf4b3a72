"""Whom a person speaks for, by the words that introduce them anywhere in an article."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables, can_speak, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

# Kinds that nobody heads.
NO_BODY = frozenset({"person", "unnamed", "witness"})
# Who is told something is not who one speaks for.
CARRIERS = frozenset({"agency", "outlet", "state media"})
# How many words before or behind a name may tell whose it is.
_INTRODUCTION = 12
# A person is introduced the first few times they are named.
_FIRST_TIMES = 8


class Introductions:
    """The people of one article with the bodies they speak for, looked up when one is needed."""

    def __init__(self, sentences: Sequence[Sentence], cues: CueTables, names: SourceTables) -> None:
        self.cues = cues
        self.names = names
        self._sentences = sentences
        self._found: dict[str, Source | None] = {}
        self._capitals: dict[str, list[tuple[Sequence[Token], int]]] = {}

    def find(self, surname: str) -> Source | None:
        """Return whom a person speaks for by the sentence that introduces them, before or behind."""
        if surname not in self._found:
            if not self._capitals:
                self._capitals.update(_list_capitals(self._sentences))
            read = (self._read_introduction(tokens, at) for tokens, at in self._capitals.get(surname, ()))
            self._found[surname] = next((source for source in read if source is not None), None)
        return self._found[surname]

    def _read_introduction(self, tokens: Sequence[Token], surname: int) -> Source | None:
        """Read "Jo Roe, head of X" and "X spokesman Jo Roe" around a surname."""
        start, end = surname, surname + 1
        while start and (tokens[start - 1].is_capital or tokens[start - 1].lower in self.cues.particles):
            start -= 1
        first, last = start, end
        while first and surname - first < _INTRODUCTION and not self._bounds(tokens[first - 1]):
            first -= 1
        while last < len(tokens) and last - surname < _INTRODUCTION and not self._bounds(tokens[last]):
            last += 1
        ranks = self.names.ranks
        for phrase, near in (
            (tokens[first:end], tokens[max(first, start - 6) : surname]),
            (tokens[start:last], tokens[end : min(last, end + 3)]),
        ):
            if any(token.lower in ranks for token in near):
                source = name_source(phrase, self.names)
                if (
                    source is not None
                    and source.kind not in NO_BODY | CARRIERS
                    and can_speak(source, self.names, self.cues.papers)
                ):
                    return source
        return None

    def _bounds(self, token: Token) -> bool:
        """Return whether a word ends the phrase that introduces a person."""
        lower = token.lower
        if token.is_capital or lower == "who":
            return False
        if token.text in {".", ",", "-"}:
            return False
        return (
            not token.text[:1].isalnum()
            or lower in self.cues.stops
            or lower in self.cues.verbs
            or (lower.endswith("ed") and len(lower) > 4 and lower not in self.cues.participles)
        )


def _list_capitals(sentences: Sequence[Sentence]) -> dict[str, list[tuple[Sequence[Token], int]]]:
    """Return where each capitalised word stands, the first few times."""
    found: dict[str, list[tuple[Sequence[Token], int]]] = {}
    for sentence in sentences:
        tokens = sentence.tokens
        for index in [at for at, token in enumerate(tokens) if token[0][:1].isupper()]:
            places = found.setdefault(tokens[index][1], [])
            if len(places) < _FIRST_TIMES:
                places.append((tokens, index))
    return found
