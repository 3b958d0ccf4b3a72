"""Registered names in running text."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from claimgraph.extraction.sources.tables import Alias, SourceTables, load_sources, make_id, make_source
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Source


@frozen(kw_only=True)
class Found:
    """A registered name in a run of tokens, ``[start, end)`` tokens."""

    start: int
    end: int
    alias: Alias


def find_names(tokens: Sequence[Token], tables: SourceTables) -> list[Found]:
    """Find the registered names in a run of tokens, the longest first at each place, none overlapping."""
    starts = _find_starts(tokens, tables)
    if not starts:
        return []
    found = []
    free = 0
    lowers = tuple([token[1] for token in tokens])
    for index in starts:
        if index < free:
            continue
        alias = _match_alias(tokens, lowers, index, tables)
        if alias is None:
            continue
        free = index + len(alias.words)
        # "Britain-based", "Hamas-linked": where a group sits or who helps it is not who speaks.
        if not _is_hyphenated(tokens, free):
            found.append(Found(start=index, end=free, alias=alias))
    return found


def _find_starts(tokens: Sequence[Token], tables: SourceTables) -> list[int]:
    """Return the tokens at which a registered name may start, by position in the tuple for speed.

    A word without a capital opens only names of three words and more.
    """
    firsts, small = tables.firsts, tables.small_firsts
    return [
        index
        for index, token in enumerate(tokens)
        if token[1] in firsts and (token[0] != token[1] or token[1] in small)
    ]


def _is_hyphenated(tokens: Sequence[Token], end: int) -> bool:
    return (
        end + 1 < len(tokens)
        and tokens[end].text == "-"
        and tokens[end].start == tokens[end - 1].end
        and tokens[end + 1].start == tokens[end].end
    )


def _match_alias(
    tokens: Sequence[Token], lowers: tuple[str, ...], start: int, tables: SourceTables
) -> Alias | None:
    lower = lowers[start]
    by_second = tables.starts.get(lower)
    if by_second is None:
        # A corpus that lost its apostrophes: "Syrias", "SANAs".
        by_second = tables.starts.get(lower[:-1]) if tokens[start].is_capital else None
        if by_second is None:
            return None
    following = lowers[start + 1] if start + 1 < len(lowers) else ""
    for second in (following, following[:-1] if following[-1:] == "s" else "", ""):
        for alias in by_second.get(second, ()):
            words = alias.words
            window = lowers[start : start + len(words)]
            if (window == words or _is_alike(window, alias)) and _fits_case(tokens[start], alias):
                return alias
    return None


def _is_alike(window: tuple[str, ...], alias: Alias) -> bool:
    """Return whether words are those of a name, each with or without the "s" of a lost apostrophe."""
    if len(window) < len(alias.words):
        return False
    least = 1 if alias.case == "upper" else 4
    for lower, word in zip(window, alias.words, strict=True):
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
