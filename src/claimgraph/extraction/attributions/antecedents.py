"""Which body "the committee", "its spokesman" mean where it did not speak before but was named."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from claimgraph.extraction.attributions.surnames import is_full_name
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables, find_names, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

# How far back "its" reaches in a sentence, in tokens.
_REACH = 60
_START = attrgetter("start")
# How many words before its noun a body's name has.
_WIDEST = 8
# Bodies for which a spokesman speaks where they open the sentence; an army that does is the news.
SPOKEN_FOR = frozenset({"medical", "police", "ministry", "NGO", "rescue", "UN", "government"})
_BODIES = SPOKEN_FOR | {"military", "monitor"}
# Within how many tokens the subject that opens a sentence stands.
_OPENING = 12
# Where the name of a body may begin, behind one of these.
_ARTICLES = frozenset({"the", "a", "an", "by", "of", "from", "with", "to", "in", "at", "and", ",", "."})


class Antecedents:
    """The bodies of one article by the last noun of their names, looked up when a bare noun speaks."""

    def __init__(self, sentences: Sequence[Sentence], names: SourceTables) -> None:
        self.names = names
        self._sentences = sentences
        self._nouns: dict[str, list[tuple[int, Source]]] = {}

    def find(self, noun: str, before: int) -> Source | None:
        """Return the body last called by a noun before a character: "Relief Committee" for "committee".

        Args:
            noun: In lower case, as institutions end in it.
            before: Offset of the phrase that speaks.

        Returns:
            The body, named by capitals; ``None`` where none is named before.
        """
        if noun not in self._nouns:
            self._nouns[noun] = list(self._list_bodies(noun))
        found = None
        for start, source in self._nouns[noun]:
            if start >= before:
                break
            found = source
        return found

    def _list_bodies(self, noun: str) -> list[tuple[int, Source]]:
        found = []
        for sentence in self._sentences:
            tokens = sentence.tokens
            for index in [at for at, token in enumerate(tokens) if token[1] == noun and at]:
                source = self._name_body(tokens, index)
                if source is not None:
                    found.append((tokens[index].start, source))
        return found

    def _name_body(self, tokens: Sequence[Token], noun: int) -> Source | None:
        """Name the body whose noun stands at a token, where capitals before it say which it is."""
        start = noun
        while start and noun - start < _WIDEST and tokens[start - 1].lower not in _ARTICLES:
            start -= 1
        source = name_source(tokens[start : noun + 1], self.names) if start < noun else None
        if source is None or source.kind not in _BODIES or " " not in source.name:
            return None
        bare = (tokens[noun].lower,)
        if any(words == bare for words, _ in self.names.kinds.get(bare[0], ())):
            # "the army": one that calls itself so may be anybody's.
            return None
        return source if source.name[:1].isupper() else None

    def find_owner(self, sentence: Sentence, before: int) -> Source | None:
        """Return the body named last before "its" in a sentence: "X took in nine, | its director said"."""
        end = bisect_left(sentence.tokens, before, key=_START)
        tokens = sentence.tokens[max(0, end - _REACH) : end]
        named = [
            (name.end, name.alias.source)
            for name in find_names(tokens, self.names)
            if not name.alias.metonym and name.alias.source.kind in _BODIES
        ]
        least = named[-1][0] if named else 0
        for index in range(len(tokens) - 1, least, -1):
            if tokens[index].is_capital and tokens[index].lower in self.names.institutions:
                source = self._name_body(tokens, index)
                if source is not None:
                    return source
        return named[-1][1] if named else None

    def name_opening(self, tokens: Sequence[Token]) -> Source | None:
        """Return the body that opens a sentence: "Saint Clare Hospital took 19, | spokeswoman X said"."""
        begin = end = 1 if tokens and tokens[0].lower in self.names.determiners else 0
        while end < min(len(tokens), _OPENING) and tokens[end].is_capital:
            end += 1
        source = name_source(tokens[begin:end], self.names) if end - begin > 1 else None
        return source if source is not None and source.kind in SPOKEN_FOR and is_full_name(source) else None
