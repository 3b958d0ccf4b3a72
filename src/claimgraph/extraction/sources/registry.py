"""Registered names in running text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from claimgraph.extraction.sources.tables import Alias, SourceTables, load_sources, make_id, make_source
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Source

# How many openings of names are kept, how many words each has, and how many characters.
_KEPT, _OPENING, _WIDEST = 1 << 14, 3, 80


class Found(NamedTuple):
    """A registered name in a run of tokens, ``[start, end)`` tokens."""

    start: int
    end: int
    alias: Alias


def find_names(tokens: Sequence[Token], tables: SourceTables) -> list[Found]:
    """Find the registered names in a run of tokens, the longest first at each place, none overlapping."""
    return find_names_at(tokens, [token[1] for token in tokens], tables)


def find_names_at(tokens: Sequence[Token], lower: Sequence[str], tables: SourceTables) -> list[Found]:
    """Find the registered names in tokens whose words in lower case are at hand, see `find_names`."""
    found: list[Found] = []
    free, last = 0, len(tokens) - 1
    firsts, small, singles, seconds = tables.firsts, tables.small_firsts, tables.singles, tables.seconds
    for index in [at for at, word in enumerate(lower) if word in firsts]:
        word = lower[index]
        # A word without a capital opens only names of three words and more.
        if index < free or (tokens[index][0] == word and word not in small):
            continue
        # Most words that a name may open with stand before a word that no name goes on with.
        longer = index < last and lower[index + 1] in seconds[word]
        alias = _find_alias(tokens, index, longer, tables) if longer or word in singles else None
        if alias is None:
            continue
        free = index + len(alias.words)
        # "Britain-based", "Hamas-linked": where a group sits or who helps it is not who speaks.
        if free >= last or lower[free] != "-" or not _is_hyphenated(tokens, free):
            found.append(Found(index, free, alias))
    return found


def _find_alias(tokens: Sequence[Token], index: int, longer: bool, tables: SourceTables) -> Alias | None:
    """Return the name that begins at a token, looked up by one word or, if ``longer``, by three."""
    text, lower, _, _ = tokens[index]
    opening: tuple[str, ...] = (text, lower)
    if longer:
        third = tokens[index + 2][1] if index + 2 < len(tokens) else ""
        opening = (text, lower, tokens[index + 1][1], third)
    alias = tables.openings.get(opening)
    if alias is None:
        alias = _keep_opening(opening, tokens[index], tables)
    if isinstance(alias, bool):
        return _match_alias(tokens, index, tables) if alias else None
    return alias


def _keep_opening(opening: tuple[str, ...], token: Token, tables: SourceTables) -> Alias | bool:
    """Return the name that up to three words tell, True where only the words behind them can tell."""
    alias = _match_opening(token, tuple([word for word in opening[1:] if word]), tables)
    if len(tables.openings) >= _KEPT:
        tables.openings.clear()
    if sum([len(word) for word in opening]) <= _WIDEST:
        tables.openings[opening] = alias
    return alias


def _match_opening(token: Token, words: tuple[str, ...], tables: SourceTables) -> Alias | bool:
    for alias in _list_aliases(token, words[1] if len(words) > 1 else "", tables):
        length = len(alias.words)
        if length > _OPENING:
            if len(words) == _OPENING and _is_alike(words, alias):
                return True
        elif len(words) >= length and _is_alike(words[:length], alias) and _fits_case(token, alias):
            return alias
    return False


def _is_hyphenated(tokens: Sequence[Token], end: int) -> bool:
    return (
        end + 1 < len(tokens)
        and tokens[end].text == "-"
        and tokens[end].start == tokens[end - 1].end
        and tokens[end + 1].start == tokens[end].end
    )


def _list_aliases(token: Token, following: str, tables: SourceTables) -> list[Alias]:
    """Return the names that may start at a word before another one, ``""`` before none."""
    by_second = tables.starts.get(token.lower)
    if by_second is None and token.is_capital:
        # A corpus that lost its apostrophes: "Syrias", "SANAs".
        by_second = tables.starts.get(token.lower[:-1])
    if by_second is None:
        return []
    seconds = (following, following[:-1] if following[-1:] == "s" else "", "")
    return [alias for second in seconds for alias in by_second.get(second, ())]


def _match_alias(tokens: Sequence[Token], start: int, tables: SourceTables) -> Alias | None:
    following = tokens[start + 1].lower if start + 1 < len(tokens) else ""
    for alias in _list_aliases(tokens[start], following, tables):
        end = start + len(alias.words)
        window = tuple([token[1] for token in tokens[start:end]])
        if end <= len(tokens) and _is_alike(window, alias) and _fits_case(tokens[start], alias):
            return alias
    return None


def _is_alike(window: tuple[str, ...], alias: Alias) -> bool:
    """Return whether words are the first of a name, each with or without the "s" of a lost apostrophe."""
    least = 1 if alias.case == "upper" else 4
    for lower, word in zip(window, alias.words, strict=False):
        if lower != word and (lower != word + "s" or len(word) < least):
            return False
    return True


def _fits_case(token: Token, alias: Alias) -> bool:
    if alias.case == "any":
        return token.is_capital or len(alias.words) > 2
    if alias.case == "upper":
        # "MSF", and "MSFs" in a corpus that lost its apostrophes.
        return token.text.isupper() or (token.text[-1:] == "s" and token.text[:-1].isupper())
    return token.is_capital


@lru_cache(maxsize=1024)
def name_publisher(publisher: str | None, *, lexicon: Lexicon) -> Source | None:
    """Return the source that a publisher's name stands for.

    Args:
        publisher: Name or web host ("sana", "www.reuters.com"); ``None`` or blank is nobody.
        lexicon: The registry.

    Returns:
        The registered source, or one of kind ``"publisher"`` under the name given; a web host without
        scheme, port and "www.".
    """
    if publisher is None or not publisher.strip():
        return None
    name = _strip_host(publisher)
    by_id = load_sources(lexicon).by_id
    known = by_id.get(make_id(publisher)) or by_id.get(make_id(name))
    return known if known is not None else make_source(name, "publisher")


def _strip_host(publisher: str) -> str:
    """Return a web host without scheme, path, port and "www."; other names as they are."""
    name = publisher.strip()
    if any(letter.isspace() for letter in name):
        return name
    host = name.partition("://")[2] or name
    bare = host.partition("/")[0].partition(":")[0] if "." in host else name
    bare = bare[4:] if bare.lower().startswith("www.") else bare
    return bare or name
