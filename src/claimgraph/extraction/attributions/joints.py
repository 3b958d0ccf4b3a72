"""What may stand inside a noun phrase: marks, prepositions, articles, second names."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token

Range = tuple[int, int]
LONGEST = 28
GLUE = frozenset({"-", "'", "’", "&", "@", "/", "_"})
OPEN, CLOSE = {"(", "["}, {")", "]"}
# Small words inside names, and how far from its beginning one may stand: "State in Iraq and | the Levant".
_INNER = frozenset({"and", "the"})
_WIDEST = 6
_LEADS = frozenset({"in", "on", "at", "after", "before", "for", "from", "but", "when", "while", "as"})
QUOTES = {'"', "“", "”", "„", "«", "»"}


def is_abbreviated(token: Token, cues: CueTables) -> bool:
    """Return whether the dot behind a word belongs to it: "Lt.", "J."."""
    return token.lower in cues.titles or (len(token.text) == 1 and token.is_capital)


def is_pronoun(token: Token, cues: CueTables, names: SourceTables) -> bool:
    """Return whether a word is a pronoun and not letters that stand for a body: "who", but not "WHO"."""
    if token[1] not in cues.pronouns:
        return False
    return not (len(token.text) > 2 and token.text.isupper() and token.lower in names.firsts)


def is_inside_name(tokens: Sequence[Token], index: int, names: SourceTables) -> bool:
    """Return whether a small word is part of a registered name: "Save | the Children"."""
    if not index:
        return False
    # The tables first: few words are the second of a name.
    text, lower, _, _ = tokens[index]
    before = tokens[index - 1]
    if lower in names.starts.get(before[1], ()) and before.is_capital:
        return True
    if (before[1], lower) not in names.joints or text[:1].isupper():
        return False
    return (lower in names.prepositions or lower in _INNER) and any(
        _is_covered(tokens, start, index, names) for start in range(max(0, index - _WIDEST), index - 1)
    )


def _is_covered(tokens: Sequence[Token], start: int, index: int, names: SourceTables) -> bool:
    """Return whether a registered name from ``start`` on holds the token ``index``."""
    group = names.starts.get(tokens[start][1], {}).get(tokens[start + 1][1], ())
    return any(
        start + len(alias.words) > index
        and tuple([token[1] for token in tokens[start : start + len(alias.words)]]) == alias.words
        for alias in group
    )


def after_hyphen(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a word is a half of a hyphenated one: "rebel-held"."""
    if index > 0 and tokens[index - 1][0] == "-":
        return True
    return index + 1 < len(tokens) and tokens[index + 1][0] == "-"


def is_tracker(token: Token, cues: CueTables, names: SourceTables) -> bool:
    """Return whether "a group | tracking the violence" goes on to the left of its participle."""
    return token.lower in cues.anaphora or token.lower in names.kinds


def begins_sentence_run(tokens: Sequence[Token], index: int) -> bool:
    """Return whether an unbroken run of names leads from the token back to the sentence's start."""
    floor = max(-1, index - LONGEST)
    while index > floor and (
        tokens[index].is_capital or tokens[index].lower in {"al", "el", "-", "bin", "de"}
    ):
        if tokens[index].lower in _LEADS:
            return False
        index -= 1
    return index < 0 or tokens[index].text in QUOTES or tokens[index].text in {",", ";", ":"}


def can_hang(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    """Return whether a preposition hangs on a speaker: "head of", "a source at"."""
    if index == 0 or tokens[index].lower not in cues.hanging:
        return _links_post(tokens, index, cues, names)
    before = tokens[index - 1]
    lower = before.lower
    if tokens[index].lower == "of" and (before.is_capital or lower in names.institutions):
        return True
    if tokens[index].lower in {"for", "with"} and before.is_capital:
        # "Jo Roe with the county police"
        return True
    return lower in names.roles or lower in names.kinds or lower in names.institutions or lower in cues.papers


def _links_post(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    """Return whether "by" leads from a post or a count to its author, from a body to who leads it."""
    if index == 0 or tokens[index].lower not in names.posts["links"]:
        return False
    before = tokens[index - 1].lower
    if before in cues.participles and index > 1:
        return tokens[index].lower == "by" and tokens[index - 2].lower in names.heads
    return before in names.posts["things"] or before in cues.papers


def joins_sources(tokens: Sequence[Token], index: int, end: int, names: SourceTables) -> bool:
    """Return whether "and" joins two speakers: "police and medics", "Ankara and Moscow"."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    before = tokens[index - 1]
    if before.lower in names.kinds or before.lower in names.roles or before.lower in names.institutions:
        return True
    if before.is_capital and tokens[index + 1].is_capital and _is_long_name(tokens, index, names):
        return True
    names_both = before.is_capital and (
        tokens[index + 1].is_capital or tokens[index + 1].lower in {"the", "a", "other"}
    )
    return (names_both and begins_sentence_run(tokens, index - 1)) or (
        before.lower in names.aliases and before.is_capital
    )


def _is_long_name(tokens: Sequence[Token], index: int, names: SourceTables) -> bool:
    """Return whether "and" stands in the name of a body: "Committee for Truth | and Justice"."""
    start = index
    while start > max(0, index - LONGEST) and tokens[start - 1].is_capital:
        start -= 1
    return (
        start > 1
        and start < index
        and tokens[start - 1].lower in {"for", "of", "on", "to"}
        and tokens[start - 2].is_capital
        and tokens[start - 2].lower in names.institutions
    )


def opens_apposition(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    """Return whether a comma inside the phrase joins a name to its description."""
    if index == 0 or index + 1 >= len(tokens):
        return False
    follows = [token.lower for token in tokens[index + 1 : index + 5]]
    described = any(word in names.roles or word in names.kinds for word in follows)
    named = described and tokens[index - 1].is_capital and begins_sentence_run(tokens, index - 1)
    return named and not _is_apposed_place(tokens, index, names)


def _is_apposed_place(tokens: Sequence[Token], index: int, names: SourceTables) -> bool:
    """Return whether a comma closes a place: "in the capital, X | , police said", "in Y, X | , police"."""
    start = _find_place(tokens, index, names)
    if start is None or start < 2 or tokens[start - 1].text != ",":
        return False
    return not tokens[start - 2].is_capital or _find_place(tokens, start - 1, names) is not None


def _find_place(tokens: Sequence[Token], end: int, names: SourceTables) -> int | None:
    """Return where the name of a place begins that ends before a token; ``None`` where none does."""
    start = end
    while start > 0 and tokens[start - 1].is_capital:
        start -= 1
    # "In" of "In Cairo" has a capital, too.
    return next((at for at in range(start, end) if _is_place(tokens[at:end], names)), None)


def _is_place(phrase: Sequence[Token], names: SourceTables) -> bool:
    words = tuple(token.lower for token in phrase)
    metonyms = (alias for alias in names.aliases.get(words[0], ()) if alias.metonym)
    return " ".join(words) in names.places or any(alias.words == words for alias in metonyms)


def describes(tokens: Sequence[Token], index: int, names: SourceTables) -> bool:
    """Return whether the words behind a token tell what somebody is: ", | a spokesman for"."""
    follows = [token.lower for token in tokens[index + 1 : index + 6]]
    return any(word in names.roles or word in names.kinds for word in follows)
