"""One name for a ministry and who heads it: "X's Ministry of Health", "the X health minister, Jo Roe"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.nations import Owner, find_owner, read_nation
from claimgraph.extraction.sources.tables import SourceTables, make_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

# How many words the field of a ministry has.
_WIDEST = 8
_LINKS = frozenset({"of", "for"})
_INNER = frozenset({"and", "&", ","})


def name_ministry(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    """Name the ministry of a phrase in one form, whoever speaks for it and however it is spelled.

    Args:
        core: The phrase without its article: "Mali's Ministry of Defence", "deputy interior minister".
        front: Where the first preposition or comma ends its head.
        tables: Fields of ministries, who heads them, nations.

    Returns:
        "Malian defence ministry", "interior ministry"; ``None`` for no ministry, for one whose field
        is not told, and for a minister who speaks for the whole state (a foreign minister).
    """
    at = next((i for i, token in enumerate(core[:front]) if token.lower in tables.ministries["nouns"]), -1)
    if at < 0:
        return None
    behind = _read_behind(core, at, tables)
    start, field = (at, behind) if behind else _read_before(core, at, tables)
    if not field:
        return None
    end = at + 2 + _count_articles(core, at) + len(field) if behind else at + 1
    owner = find_owner(core, start, tables) or read_nation(core, end, tables)
    heads = core[at].lower not in tables.ministries["bodies"]
    if heads and not _is_own_voice(field, owner, tables):
        return None
    words = _spell_field(field, tables)
    name = f"{owner.name} {words} ministry" if owner is not None else f"{words} ministry"
    return _find_registered(name, core, owner, tables) or make_source(name, "ministry")


def _spell_field(field: Sequence[Token], tables: SourceTables) -> str:
    """Return "foreign" for "Foreign Affairs", other fields in lower case."""
    words = " ".join([token.lower for token in field if token.text != ","])
    return tables.field_names.get(words, words)


def _count_articles(core: Sequence[Token], at: int) -> int:
    return int(at + 2 < len(core) and core[at + 2].lower == "the")


def _read_behind(core: Sequence[Token], at: int, tables: SourceTables) -> Sequence[Token]:
    """Return the field behind "Ministry of", "minister for": words of the table, capitals and "and"."""
    if at + 2 >= len(core) or core[at + 1].lower not in _LINKS:
        return ()
    begin = end = at + 2 + _count_articles(core, at)
    fields = tables.ministries["fields"]
    while end < len(core) and end - begin < _WIDEST and _goes_on(core, end, fields):
        end += 1
    return core[begin:end]


def _goes_on(core: Sequence[Token], index: int, fields: frozenset[str]) -> bool:
    token = core[index]
    if token.lower in fields:
        return True
    return token.text in _INNER and index + 1 < len(core) and core[index + 1].lower in fields | {"and"}


def _read_before(core: Sequence[Token], at: int, tables: SourceTables) -> tuple[int, Sequence[Token]]:
    """Return the field before "ministry", "minister" and where it begins."""
    fields = tables.ministries["fields"]
    start = at
    while start and at - start < _WIDEST:
        before = core[start - 1]
        joined = start < at and before.text in _INNER and start > 1 and core[start - 2].lower in fields
        if not (before.lower in fields or joined):
            break
        start -= 1
    return start, core[start:at]


def _is_own_voice(field: Sequence[Token], owner: Owner | None, tables: SourceTables) -> bool:
    """Return whether a minister speaks for a ministry: a nation's foreign minister speaks for the nation."""
    if owner is None:
        # In a text about one conflict the minister is of its government.
        return "government" not in tables.defaults
    return not (owner.nation and field[0].lower in tables.ministries["abroad"])


def _find_registered(
    name: str, core: Sequence[Token], owner: Owner | None, tables: SourceTables
) -> Source | None:
    """Return the registered ministry of a nation, by any spelling of the nation."""
    known = tables.long_names.get(name.lower())
    if known is not None or owner is None:
        return known
    spelled = f"{owner.words} {name[len(owner.name) + 1 :]}".lower()
    return tables.long_names.get(spelled)
