"""Phrases that say what somebody is: "medical sources", "the local police chief", "the rights office, X"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.institutions import (
    default_kind,
    ends_with,
    find_kind,
    find_unit,
    name_institution,
)
from claimgraph.extraction.sources.offices import list_titled_ends
from claimgraph.extraction.sources.registry import Found
from claimgraph.extraction.sources.tables import SourceTables, make_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

_MEDIA = frozenset({"state media", "outlet"})


def name_by_kind(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Name a phrase by the noun of a body or of an unnamed kind in it.

    Args:
        core: The phrase without its article.
        front: Where the first preposition or comma ends its head.
        names: The registered names in it.
        tables: Unnamed kinds and nouns of bodies.

    Returns:
        A body by its own words, the nation of "Malian officials", an unnamed kind; ``None`` where no
        noun tells any.
    """
    for end in _head_ends(core, front, tables):
        kind = find_kind(core, end, tables, least=1)
        plural = find_kind(core, end, tables, least=2)
        institution = _find_institution(core, end, names, tables)
        if kind is None and institution is None:
            continue
        nation = next((n.alias.source for n in names if n.alias.metonym and n.start < end), None)
        # "Kyiv's mayor" is no government.
        seated = core[end - 1].lower in tables.laypeople["seats"]
        own = institution is not None and _is_proper(core, end)
        official = kind is not None and kind.kind in {"official", "government"} and not (seated or own)
        if nation is not None and official:
            return nation
        if institution is not None and (own or kind is None or kind.kind not in _VAGUE):
            return _sharpen(institution, plural, tables)
        if kind is not None and core[end - 1].lower in tables.roles:
            unit = find_unit(core, end - 1, tables)
            if unit is not None:
                return unit
        if kind is not None:
            return _specify(core, end, default_kind(kind, tables), tables)
    return None


# Kinds of which no body is.
_VAGUE = frozenset({"unnamed", "witness", "local"})


def _is_proper(core: Sequence[Token], end: int) -> bool:
    """Return whether a name of three capitals ends at a token: "Public Security Force", no "Forces"."""
    if end < _PROPER or core[end - 1].lower[-1:] == "s" or all(token.text.isupper() for token in core):
        return False
    return all(token.is_capital for token in core[end - _PROPER : end])


# How many capitals a name has that needs no other mark of being one.
_PROPER = 3


def _find_institution(
    core: Sequence[Token], end: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Return the body that ends at token ``end``, none where the words are those of an unnamed kind."""
    plural = find_kind(core, end, tables, least=2)
    if plural is None:
        # "the health ministry" is more than a ministry.
        return name_institution(core, end, tables) or find_unit(core, end, tables)
    # "State media" at the start of a sentence is nobody's name.
    nobody = find_kind(core, end, tables, least=end) is not None or (
        # "Leeds local media", but "Leeds News Agency" and "Iranian state media"
        plural.kind in _MEDIA and not core[end - 1].is_capital and not any(name.start < end for name in names)
    )
    return None if nobody else name_institution(core, end, tables)


def _sharpen(body: Source, kind: Source | None, tables: SourceTables) -> Source:
    """Return "the Jaysh Sina rebel group" as an armed group, for the words before its noun say so."""
    if kind is None or body.kind != "NGO" or body.name in tables.registered:
        return body
    return make_source(body.name, kind.kind)


def _head_ends(core: Sequence[Token], front: int, tables: SourceTables) -> list[int]:
    """Return the ends of possible heads: before the first preposition, and before a name after a role."""
    ends = [front]
    index = front
    while index > 0 and (
        core[index - 1].is_capital or core[index - 1].lower in {"-", "al", "el", "bin", "de", "'s", "."}
    ):
        index -= 1
    before = core[index - 1].lower if 0 < index < front else ""
    if before and (before not in tables.modifiers or before in tables.roles):
        # "the local Response Room" is no local.
        ends.append(index)
    return [*_list_inner_ends(core, front, tables), *ends, *list_titled_ends(core, front, tables)]


def _list_inner_ends(core: Sequence[Token], front: int, tables: SourceTables) -> list[int]:
    """Return the ends of institutions with a preposition inside: "directorate of health"."""
    if front >= len(core) or core[front].lower != "of":
        return []
    return [
        end
        for end in range(front + 2, min(front + 4, len(core)) + 1)
        for words, _ in tables.institutions.get(core[end - 1].lower, ())
        if len(words) > end - front and ends_with(core, end, words)
    ]


def _specify(core: Sequence[Token], end: int, kind: Source, tables: SourceTables) -> Source:
    """Turn bare "sources" with an adjective or a place into the kind the phrase describes."""
    if kind.name != "sources":
        return kind
    before = core[end - 2] if end > 1 else None
    if before is not None and before.text.isalpha() and before.lower not in tables.determiners:
        return make_source(f"{before.lower} sources", kind.kind)
    if end < len(core) and core[end].lower in {"in", "inside", "near"} and end + 1 < len(core):
        return tables.by_name.get("local sources", kind)
    return kind


def find_called(core: Sequence[Token], front: int, tables: SourceTables) -> Sequence[Token]:
    """Return the name behind "the human rights office, | Tutela Legal": words that name nobody before it."""
    if not 0 < front < len(core) - 1 or core[front].text != ",":
        return ()
    noun = core[front - 1].lower
    if noun not in tables.institutions or noun in tables.roles or noun in tables.laypeople["singles"]:
        return ()
    plain = tables.modifiers | tables.heads | tables.inner | tables.determiners
    start = max([i for i in range(front) if core[i].lower in _POSSESSIVE], default=-1) + 1
    if any(token.is_capital and token.lower not in plain for token in core[start:front]):
        return ()
    # In capitals the second word of a name may look like any other: "Tutela legal".
    name = core[front + 1 :]
    alone = len(name) <= _NAME and all(token.text.isalpha() for token in name)
    named = name[0].is_capital and name[0].lower not in tables.ranks
    return name if named and (alone or all(token.is_capital for token in name)) else ()


# How many words the name of a body has that is not in capitals throughout.
_NAME = 2


_POSSESSIVE = frozenset({"'s", "’s"})
