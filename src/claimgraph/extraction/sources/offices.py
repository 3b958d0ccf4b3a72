"""From a person to the body behind them: "director of X", "Leeds Police Sgt. Jo Roe", "X, who heads Y"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.institutions import (
    default_kind,
    drop_lead,
    extend_name,
    find_front,
    find_kind,
    find_unit,
    name_institution,
    name_plain,
    spell,
)
from claimgraph.extraction.sources.registry import Found, find_names
from claimgraph.extraction.sources.spellings import to_singular
from claimgraph.extraction.sources.tables import SourceTables, make_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

_BODIES = frozenset({"military", "police", "ministry", "rescue", "government"})


def name_by_office(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    """Follow "Leeds Police Sgt. Jo Roe", "Health Ministry spokesman X", "FHP troopers" to the body."""
    for index in range(1, front):
        lower = core[index].lower
        if lower not in tables.ranks and to_singular(lower) not in tables.ranks:
            continue
        end = index - (core[index - 1].lower == "'s")
        kind = find_kind(core, index + 1, tables, least=2)
        if kind is not None and kind.kind != "police":
            # "military sources", wherever they are, are nobody's name.
            continue
        body = _find_body(core, end, tables)
        if body is not None:
            return body
        if index <= _DUTIES and _is_acronym(core[0]) and core[1].text.isalpha():
            # Nobody but a body of officials is known by its letters.
            return make_source(core[0].text, "official")
        unit = find_kind(core, end, tables, least=1)
        if unit is not None and unit.kind in _BODIES and kind is None:
            return default_kind(unit, tables)
        plain = name_plain(core, end, tables) if kind is None else None
        if plain is not None:
            # "a hospital spokeswoman"
            return plain
    return None


# How many words may tell what somebody does at a body: "fire service | operations | director".
_DUTIES = 2


def _find_body(core: Sequence[Token], end: int, tables: SourceTables) -> Source | None:
    """Name the body before a role, with plain words between them: "a Leeds Police media | officer"."""
    for cut in range(end, max(0, end - _DUTIES - 1), -1):
        if cut < end and (core[cut].is_capital or not core[cut].text.isalpha()):
            return None
        body = name_institution(core, cut, tables) or find_unit(core, cut, tables)
        if body is not None:
            return body
    return None


def _is_acronym(token: Token) -> bool:
    numeral = not set(token.text) - set("IVX")
    return 2 < len(token.text) < 7 and token.text.isupper() and token.text.isalpha() and not numeral


def name_by_role(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Follow "director of X", "a source at X", "X, head of Y" to the organisation behind the role."""
    for index in range(len(core) - 1):
        token = core[index]
        if token.lower not in tables.roles or core[index + 1].lower not in tables.prepositions:
            continue
        if find_kind(core, index + 1, tables, least=2) is not None:
            continue
        tail = core[index + 2 :]
        inside = [name for name in names if name.start >= index + 2]
        found = _name_organisation(tail, [_shift(name, index + 2) for name in inside], tables)
        if found is None and token.lower in tables.heading and core[index + 1].lower in {"of", "at"}:
            found = _name_headed(tail, tables)
        if found is not None:
            return _name_staff(found, token.lower, tables)
    return None


def _name_headed(tail: Sequence[Token], tables: SourceTables) -> Source | None:
    """Name what somebody heads by its capitals: "director of | Daryeel Relief"; a place is no body."""
    core = drop_lead(tail, tables)
    end = 0
    while end < len(core) and core[end].is_capital:
        end += 1
    end = extend_name(core, end, tables)
    words = [token.lower for token in core[:end]]
    if end < 2 or _is_somewhere(words, tables) or words[0] in tables.ranks:
        return None
    return make_source(spell(core[:end]), "NGO")


def _is_somewhere(words: Sequence[str], tables: SourceTables) -> bool:
    return " ".join(words) in tables.places or all(word in tables.places for word in words)


def _name_staff(found: Source, role: str, tables: SourceTables) -> Source:
    """Take "a source at the city hospital" for medical sources; its director speaks for the hospital."""
    if to_singular(role) != "source" or found.name in tables.registered:
        return found
    if found.kind == "armed group" and found.name in tables.by_name:
        # "a source in the militia"
        return make_source(f"{to_singular(found.name)} sources", found.kind)
    return tables.staff.get(found.kind, found)


def _shift(name: Found, by: int) -> Found:
    return Found(start=name.start - by, end=name.end - by, alias=name.alias)


def _name_organisation(tail: Sequence[Token], names: Sequence[Found], tables: SourceTables) -> Source | None:
    tail = tail[: _clause_end(tail)]
    for name in names:
        if not name.alias.metonym and name.start < len(tail):
            return name.alias.source
    core = drop_lead(tail, tables)
    if not core:
        return None
    front = find_front(core, tables)
    for end in (front, *list_titled_ends(core, front, tables)):
        institution = name_institution(core, end, tables)
        if institution is not None:
            return institution
    return _name_part(core, front, tables)


def _name_part(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    """Name a side, a state or a service that one belongs to: "the Syrian militia", "the US delegation"."""
    nation = next((n for n in find_names(core[:front], tables) if n.alias.metonym), None)
    kind = find_kind(core, front, tables, least=1)
    if kind is not None and kind.kind == "armed group":
        return kind
    if nation is not None and front > nation.end:
        return nation.alias.source
    if kind is not None and kind.kind in {"medical", "rescue", "police"}:
        return default_kind(kind, tables)
    # "spokesman for | army operations"
    unit = find_kind(core, 1, tables, least=1) if front > 1 else None
    if unit is not None and unit.kind in _BODIES:
        return default_kind(unit, tables)
    return find_unit(core, front, tables) or name_plain(core, front, tables)


def _clause_end(tail: Sequence[Token]) -> int:
    return next((i for i, token in enumerate(tail) if token.text in {",", ";", "who", "which"}), len(tail))


def list_titled_ends(core: Sequence[Token], front: int, tables: SourceTables) -> list[int]:
    """Return where the name of a person begins behind a body or an office: "Leeds Police | Sgt. Jo Roe"."""
    return [
        end
        for end in range(front - 1, 0, -1)
        if core[end].is_capital
        and core[end - 1].lower in tables.heads
        and not {core[end].lower, core[end - 1].lower}.isdisjoint(tables.ranks)
    ]


def name_membership(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Take "General Ivan Petrov of the Russian General Staff" for the body he belongs to."""
    if front >= len(core) or core[front].lower not in {"of", "from", "for", "with"}:
        return None
    near = (name for name in names if front < name.start <= front + 2 and not name.alias.metonym)
    registered = next((name.alias.source for name in near), None)
    if registered is not None or not core[front - 1].is_capital:
        return registered
    tail = drop_lead(core[front + 1 :], tables)
    if tail and _is_acronym(tail[0]) and tail[0].lower not in tables.places:
        return make_source(tail[0].text, "official")
    return name_institution(tail, find_front(tail, tables), tables)


def name_single_office(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    """Name "Coroner Jo Roe", "the regional commissioner, Jo Roe" by the office, which one person holds.

    Args:
        core: The phrase without its article.
        front: Where its head ends.
        tables: The offices.

    Returns:
        The office in lower case with the plain words before it; ``None`` where a name stands before
        it ("Relief Commissioner" is called so) or none of these offices is told.
    """
    singles = tables.laypeople["singles"]
    at = next((i for i, token in enumerate(core[:front]) if token.lower in singles), -1)
    if at < 0 or (at + 1 < front and not core[at + 1].is_capital):
        return None
    start = at
    while start and core[start - 1].lower in tables.modifiers:
        start -= 1
    bare = start == at and core[at].lower not in tables.laypeople["seats"]
    if bare or (start and (core[start - 1].is_capital or core[start - 1].lower == "'s")):
        return None
    office = core[start : at + 1]
    called = len(office) > 1 and all(token.is_capital for token in office)
    name = spell(office) if called else spell(office).lower()
    return tables.by_name.get(name) or make_source(name, "official")
