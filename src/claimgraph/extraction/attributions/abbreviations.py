"""What letters stand for in one article: "Rapid Support Forces … the RSF", "… Unity (URNG)"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from claimgraph.extraction.attributions.introductions import NO_BODY
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.sources import SourceTables, find_names, make_source, name_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

# Letters that stand for a name; two stand for too many things.
_SHORTEST, _LONGEST = 3, 8
# Small words of a name, with or without a letter of their own.
_SMALL = frozenset({"of", "for", "on", "and", "the", "in", "to", "'s", "-", "&"})
# How many words a name before its letters in brackets has.
_WIDEST = 12


class Abbreviations:
    """The letters that an article explains, looked up when they first speak; built fresh for each article."""

    def __init__(self, sentences: Sequence[Sentence], names: SourceTables) -> None:
        self.names = names
        self._sentences = sentences
        self._found: dict[str, Source | None] = {}
        self._bracketed: dict[str, Sequence[Token]] | None = None

    def find(self, phrase: Sequence[Token], own: Source) -> Source:
        """Return whom letters in a phrase stand for by the article's own words.

        Args:
            phrase: Who speaks, such as "the RSF", "a spokesman for the RSF".
            own: Whom the registry takes it for.

        Returns:
            The source of the name in full; one of the letters where they abbreviate the name in
            another language. ``own`` where no letters speak, where the registry knows them by
            these very words, and where the article never spells them out.
        """
        bracketed = "(" in [token[0] for token in phrase]
        found = self._find_letters(phrase)
        if found is None and (bracketed or own.kind == "person"):
            found = self._find_bracketed(phrase)
        return found or own

    def _find_letters(self, phrase: Sequence[Token]) -> Source | None:
        for index in [at for at, token in enumerate(phrase) if token[0].isupper()]:
            letters = phrase[index][0]
            if is_abbreviation(letters) and not (index and phrase[index - 1].text in {"-", "/"}):
                if letters not in self._found:
                    self._found[letters] = None if _is_known(letters, self.names) else self._read(letters)
                if self._found[letters] is not None:
                    return self._found[letters]
        return None

    def _find_bracketed(self, phrase: Sequence[Token]) -> Source | None:
        """Follow letters that lost their capitals with the article: "… Front (Fmln) … The Fmln"."""
        if self._bracketed is None:
            self._bracketed = dict(_list_bracketed(self._sentences, self.names))
        known = self._bracketed
        for index in [at for at, token in enumerate(phrase[:-1], start=1) if token.text == "("]:
            # "National Liberation Army (ELN)": the registry knows the letters.
            inside = find_names(phrase[index : index + 1], self.names)
            if inside and not inside[0].alias.metonym:
                return inside[0].alias.source
        letters = next((token.lower for token in phrase if token.lower in known), None) if known else None
        return self._name_letters(letters.upper(), known[letters]) if letters is not None else None

    def _read(self, letters: str) -> Source | None:
        """Return the first name that has these initials, or that stands before them in brackets."""
        for sentence in self._sentences:
            tokens = sentence.tokens
            for index, token in enumerate(tokens):
                if token[0] == letters and index > 1 and tokens[index - 1].text in {"(", "["}:
                    name = _read_before(tokens, index - 1)
                    if name:
                        spelled = _list_initials(name).endswith(letters)
                        return self._name_full(name) if spelled else self._name_letters(letters, name)
                elif token[0][0] == letters[0] and len(token[0]) > 1:
                    end = _match_initials(tokens, index, letters)
                    if end > index:
                        return self._name_full(tokens[index:end])
        return None

    def _name_full(self, name: Sequence[Token]) -> Source | None:
        """Name a body by its name in full, which is no person's: "Inter-Services Public Relations"."""
        own = name_source(name, self.names)
        return make_source(own.name, "NGO") if own is not None and own.kind == "person" else own

    def _name_letters(self, letters: str, name: Sequence[Token]) -> Source:
        """Name a body by the letters of its name in another language: "National Liberation Army (ELN)"."""
        known = self.names.by_name.get(letters)
        own = name_source(name, self.names)
        # Whoever is known by letters is a body, though no noun of its name says so.
        body = own is not None and own.kind not in NO_BODY
        return known or make_source(letters, own.kind if own is not None and body else "NGO")


@lru_cache(maxsize=4096)
def _is_known(letters: str, names: SourceTables) -> bool:
    """Return whether the registry has a name of these initials."""
    group = names.aliases.get(letters.lower(), ())
    sources = {alias.source for alias in group if len(alias.words) == 1}
    return any(_spells(source.name, letters) for source in sources) or any(
        alias.source in sources and _spells(" ".join(alias.words), letters)
        for alias in names.long_aliases.get(letters[0].lower(), ())
    )


def _list_bracketed(
    sentences: Sequence[Sentence], names: SourceTables
) -> Iterator[tuple[str, Sequence[Token]]]:
    """Yield each single unknown word in brackets with the words of the name before it."""
    for sentence in sentences:
        tokens = sentence.tokens
        for index in [at for at, token in enumerate(tokens[1:-2], start=1) if token[0] == "("]:
            word = tokens[index + 1]
            known = word.lower in names.firsts or word.lower in names.places
            if tokens[index + 2].text == ")" and word.is_capital and word.text.isalpha() and not known:
                start = index
                while start and index - start < _WIDEST and tokens[start - 1].text.isalpha():
                    if tokens[start - 1].lower in names.determiners:
                        break
                    start -= 1
                if index - start > 1 and _SHORTEST <= len(word.text) <= _LONGEST:
                    yield word.lower, tokens[start:index]


def is_abbreviation(word: str) -> bool:
    """Return whether a word is letters that may stand for a name: "RSF", not "US"."""
    return _SHORTEST <= len(word) <= _LONGEST and word.isupper() and word.isalpha()


def _spells(name: str, letters: str) -> bool:
    words = [word for word in name.replace("-", " ").split() if word.lower() not in _SMALL]
    return "".join([word[0] for word in words]).upper() == letters.upper()


def _list_initials(name: Sequence[Token]) -> str:
    return "".join([token[0][0] for token in name if token.is_capital])


def _read_before(tokens: Sequence[Token], bracket: int) -> Sequence[Token]:
    """Return the capitalised words before a bracket, with the small ones between them."""
    start = bracket
    while start and bracket - start < _WIDEST and _goes_back(tokens[start - 1]):
        start -= 1
    while start < bracket and not tokens[start].is_capital:
        start += 1
    return tokens[start:bracket] if bracket - start > 1 else ()


def _goes_back(token: Token) -> bool:
    return token.is_capital or token.lower in _SMALL


def _match_initials(tokens: Sequence[Token], start: int, letters: str) -> int:
    """Return behind the words whose initials are these letters, ``start`` where they are others."""
    index = start
    for at, letter in enumerate(letters):
        while at and index < len(tokens) and not tokens[index].is_capital and tokens[index].lower in _SMALL:
            index += 1
        if index >= len(tokens) or tokens[index].text[0] != letter or len(tokens[index].text) < 2:
            return start
        index += 1
    return index
