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
    found = []
    free = 0
    for index in _find_starts(tokens, tables):
        if index < free:
            continue
        hit = _match_alias(tokens, index, tables)
        if hit is None:
            continue
        free = hit.end
        # "Britain-based", "US-backed": where a group sits or who helps it is not who speaks.
        if not (hit.alias.metonym and _is_hyphenated(tokens, hit)):
            found.append(hit)
    return found


def _find_starts(tokens: Sequence[Token], tables: SourceTables) -> list[int]:
    """Return the tokens at which a registered name may start, by position in the tuple for speed."""
    starts = tables.starts
    return [
        index
        for index, token in enumerate(tokens)
        if token[1] in starts or (token[1][-1:] == "s" and token[1][:-1] in starts)
    ]


def _is_hyphenated(tokens: Sequence[Token], hit: Found) -> bool:
    return (
        hit.end < len(tokens)
        and tokens[hit.end].text == "-"
        and tokens[hit.end].start == tokens[hit.end - 1].end
    )


def _match_alias(tokens: Sequence[Token], start: int, tables: SourceTables) -> Found | None:
    text, lower, _, _ = tokens[start]
    by_second = tables.starts.get(lower)
    if by_second is None:
        if lower[-1:] != "s" or not text[:1].isupper():
            return None
        # A corpus that lost its apostrophes: "Syrias", "SANAs".
        by_second = tables.starts.get(lower[:-1])
        if by_second is None:
            return None
    following = tokens[start + 1].lower if start + 1 < len(tokens) else ""
    for second in (following, following[:-1] if following[-1:] == "s" else "", ""):
        if second in by_second:
            for alias in by_second[second]:
                if _fits(tokens, start, alias):
                    return Found(start=start, end=start + len(alias.words), alias=alias)
    return None


def _fits(tokens: Sequence[Token], start: int, alias: Alias) -> bool:
    if start + len(alias.words) > len(tokens) or not _fits_case(tokens[start], alias):
        return False
    return all(_same_word(tokens[index].lower, word) for index, word in enumerate(alias.words, start))


def _same_word(lower: str, word: str) -> bool:
    return lower == word or (len(word) > 3 and lower == word + "s")


def _fits_case(token: Token, alias: Alias) -> bool:
    if alias.case == "any":
        return token.is_capital or len(alias.words) > 2
    return token.text.isupper() or token.text.endswith("s") if alias.case == "upper" else token.is_capital


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
