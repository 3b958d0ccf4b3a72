"""The noun phrase behind a cue: who speaks, read rightwards."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.attributions.cues import CueTables
from claimgraph.extraction.attributions.joints import (
    CLOSE,
    GLUE,
    LONGEST,
    OPEN,
    QUOTES,
    Range,
    can_hang,
    describes,
    is_abbreviated,
    is_inside_name,
    is_pronoun,
    joins_sources,
)
from claimgraph.extraction.sources import SourceTables
from claimgraph.extraction.tokens import Token

# Marks that a phrase may begin with, and those that it goes on behind.
_BEGINNINGS = QUOTES | {"@", "‘", "“"}
_GOING_ON = GLUE | OPEN | CLOSE


def walk_right(
    tokens: Sequence[Token], start: int, cues: CueTables, names: SourceTables, limit: int | None = None
) -> Range | None:
    """Return the token range of the phrase that begins at ``start``, ``None`` where none does."""
    end = min(len(tokens), start + LONGEST, limit if limit is not None else len(tokens))
    index = start
    while index < end and tokens[index].lower in cues.determiners:
        index += 1
    if index < end and index == start and is_pronoun(tokens[index], cues, names):
        return (index, index + 1)
    begin = index
    while index < end and _goes_on(tokens, index, begin, cues, names):
        index += 1
    while index > begin and (
        tokens[index - 1].lower in cues.prepositions
        or tokens[index - 1].lower in cues.determiners
        or tokens[index - 1].lower == "and"
        or (not tokens[index - 1].text[:1].isalnum() and tokens[index - 1].text not in CLOSE)
    ):
        if tokens[index - 1].text == "." and is_abbreviated(tokens[index - 2], cues):
            break
        index -= 1
    if index <= begin:
        return None
    return (start, _extend_apposition(tokens, index, cues, names))


def _extend_apposition(tokens: Sequence[Token], end: int, cues: CueTables, names: SourceTables) -> int:
    """Return the end of the description behind a name: "said Jo Roe, a historian at the college"."""
    if end + 2 >= len(tokens) or tokens[end].text != "," or not tokens[end - 1].is_capital:
        return end
    lead = tokens[end + 1].lower
    if lead not in {"a", "an", "the", "who", "now"} and lead not in names.roles:
        return end
    for index in range(end + 2, min(len(tokens), end + LONGEST)):
        if tokens[index].text in QUOTES or tokens[index].text in {",", ".", ";", "–", "—"}:
            closed = index + 1 >= len(tokens) or tokens[index].text != "," or lead != "a"
            described = any(
                token.lower in names.roles or token.lower in names.kinds for token in tokens[end + 1 : index]
            )
            return index if closed or described else end
    return end


def _goes_on(tokens: Sequence[Token], index: int, begin: int, cues: CueTables, names: SourceTables) -> bool:
    token = tokens[index]
    lower = token.lower
    before = tokens[index - 1] if index > begin else None
    if before is None:
        return token.text[:1].isalnum() or token.text in _BEGINNINGS
    if is_inside_name(tokens, index, names):
        return True
    if lower in cues.determiners:
        return before.lower in cues.prepositions or (before.is_capital and describes(tokens, index, names))
    if lower == "and":
        return joins_sources(tokens, index, index + 2, names) and not _verb_soon(tokens, index, cues)
    if not token.text[:1].isalnum():
        # 'user "Jo R"' goes on with the name.
        posted = before.lower in names.posts["things"] and token.text in QUOTES
        return posted or _goes_on_behind(token, before, describes(tokens, index, names), cues)
    if lower in cues.prepositions and not token.is_capital:
        return can_hang(tokens, index, cues, names)
    return _goes_on_word(tokens, index, begin, cues, names)


def _goes_on_word(
    tokens: Sequence[Token], index: int, begin: int, cues: CueTables, names: SourceTables
) -> bool:
    """Return whether a phrase goes on with a word that is no mark, no article and no preposition."""
    token, before = tokens[index], tokens[index - 1]
    lower = token.lower
    if lower in cues.verbs and _ends_kind(tokens, index, begin, names):
        # "media reports" is no verb.
        return True
    if before.text == "-" and tokens[index - 1].end == token.start:
        # "state-run"
        return True
    if lower in cues.times or lower in cues.verbs or lower in cues.numerals:
        return False
    if lower in cues.stops and not token.is_capital:
        return False
    if token.is_capital and before.lower in names.describing and not _has_article(tokens, begin, cues):
        # "according to rebel group | Jund Nahr"
        return True
    return _fits_after(tokens, index, cues, names)


def _has_article(tokens: Sequence[Token], begin: int, cues: CueTables) -> bool:
    return begin > 0 and tokens[begin - 1].lower in cues.determiners


def _ends_kind(tokens: Sequence[Token], index: int, begin: int, names: SourceTables) -> bool:
    """Return whether a word ends an unnamed kind of several words: "media | reports"."""
    for words, _ in names.kinds.get(tokens[index].lower, ()):
        start = index + 1 - len(words)
        if len(words) > 1 and start >= begin and tuple([t.lower for t in tokens[start : index + 1]]) == words:
            return True
    return False


def _goes_on_behind(mark: Token, before: Token, described: bool, cues: CueTables) -> bool:
    """Return whether a phrase goes on behind a mark: a comma before a description, "Lt.", a hyphen."""
    if mark.text == ",":
        return described and before.is_capital
    if mark.text == ".":
        return is_abbreviated(before, cues)
    return mark.text in _GOING_ON or mark.lower in {"'s", "’s"}


def _fits_after(tokens: Sequence[Token], index: int, cues: CueTables, names: SourceTables) -> bool:
    token, before = tokens[index], tokens[index - 1]
    lower = token.lower
    if lower.endswith("ed") and lower not in cues.participles and len(lower) > 4:
        return False
    finished = not before.is_capital and before.lower in names.kinds and before.lower not in names.modifiers
    if finished and token.is_capital:
        # "according to activists | Russian warplanes"; "spokesman Ivan Petrov" goes on.
        return before.lower in names.roles and before.lower not in {"sources", "officials", "members"}
    known = (
        lower in names.kinds
        or lower in names.roles
        or lower in names.institutions
        or lower in names.modifiers
        or (before.lower in names.posts["platforms"] and lower in names.posts["things"])
    )
    if finished and not token.is_capital:
        return (known and lower not in names.modifiers) or lower in {
            "group",
            "groups",
            "agency",
            "director",
            "head",
        }
    if before.is_capital and not token.is_capital:
        # "Sunni paramilitary group X"
        describes_body = index + 1 < len(tokens) and tokens[index + 1].lower in names.institutions
        return known or describes_body or lower in cues.particles or lower in cues.bases
    return True


def _verb_soon(tokens: Sequence[Token], index: int, cues: CueTables) -> bool:
    return any(token.lower in cues.linking for token in tokens[index + 1 : index + 4])
