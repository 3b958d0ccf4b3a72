"""A noun phrase → the source it stands for, by its own words alone."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from claimgraph.extraction.sources.people import name_layperson
from claimgraph.extraction.sources.posts import find_poster
from claimgraph.extraction.sources.registry import Found, find_names
from claimgraph.extraction.sources.tables import SourceTables, Words, make_source, to_singular
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source


def name_source(tokens: Sequence[Token], tables: SourceTables) -> Source | None:
    """Name the source that a noun phrase stands for, by its own words alone.

    Args:
        tokens: The phrase, such as "Rami Abdel Rahman, director of the monitor".
        tables: See `load_sources`.

    Returns:
        A registered source, an unnamed kind, an institution or a person; ``None`` for no words.
    """
    core = _drop_lead(tokens, tables)
    if not core:
        return None
    poster = find_poster(core, tables)
    if poster:
        return name_source(poster, tables)
    if core[0].text == "@":
        return _name_handle(core)
    names = find_names(core, tables)
    front = _find_front(core, tables)
    wing = _name_wing(core, names, tables)
    if wing is not None:
        return wing
    direct = _find_direct([name for name in names if not name.alias.metonym and name.start < front])
    if direct is not None:
        return direct
    return (
        _name_misspelt(core, tables)
        or _name_by_role(core, front, names, tables)
        or _name_by_kind(core, front, names, tables)
        or _name_nation(core, front, names, tables)
        or _name_membership(core, front, names)
        or _name_by_capitals(core, front, tables)
    )


def _name_handle(core: Sequence[Token]) -> Source | None:
    """Name "@jo_roe" by its handle."""
    end = 1
    while end < len(core) and core[end].start == core[end - 1].end:
        end += 1
    return make_source(_spell(core[:end]), "person") if end > 1 else None


def _find_direct(names: Sequence[Found]) -> Source | None:
    """Return the first name; the second where a credit line ran into it: "AP | Syrian state TV"."""
    if len(names) > 1 and names[0].alias.source.kind == "agency" and names[0].end == names[1].start:
        return names[1].alias.source
    return names[0].alias.source if names else None


def _name_misspelt(core: Sequence[Token], tables: SourceTables) -> Source | None:
    """Take "Syrian Obervatory for Human Rights" for the registered name it is one slip away from."""
    for index in range(len(core) - 1, 0, -1):
        if core[index - 1].text == "-":
            # "Britain-based" says where, not who.
            core = core[index + 1 :]
            break
    if sum(token.is_capital for token in core) < 3 or len(core) > 12:
        return None
    spelled = " ".join(token.lower for token in core)
    best = process.extractOne(
        spelled, [name for name, _ in tables.long_names], scorer=fuzz.ratio, score_cutoff=90
    )
    return tables.long_names[best[2]][1] if best is not None else None


def _drop_lead(tokens: Sequence[Token], tables: SourceTables) -> Sequence[Token]:
    start, end = 0, len(tokens)
    while start < end and (
        tokens[start].lower in tables.determiners
        or (not tokens[start].text[:1].isalnum() and tokens[start].text[:1] != "@")
    ):
        start += 1
    while end > start and not tokens[end - 1].text[:1].isalnum():
        end -= 1
    return tokens[start:end]


def _find_front(core: Sequence[Token], tables: SourceTables) -> int:
    """Return where the first preposition, comma or relative clause ends the head of the phrase."""
    for index, token in enumerate(core):
        if index and (token.lower in tables.prepositions or token.text in {",", "(", "who", "which", "that"}):
            return index
    return len(core)


def _name_wing(core: Sequence[Token], names: Sequence[Found], tables: SourceTables) -> Source | None:
    owner = next((name.alias.source for name in names if name.alias.source.kind == "armed group"), None)
    if owner is None:
        return None
    for index, token in enumerate(core):
        for words in tables.wings.get(token.lower, ()):
            if _ends_with(core, index + 1, words):
                name = f"{owner.name} {tables.wing_suffix}"
                return tables.by_name.get(name) or make_source(name, "outlet", owner.party)
    return None


def _ends_with(core: Sequence[Token], end: int, words: Words) -> bool:
    start = end - len(words)
    return start >= 0 and all(core[start + i].lower == word for i, word in enumerate(words))


def _name_by_role(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Follow "director of X", "a source at X", "X, head of Y" to the organisation behind the role."""
    for index in range(len(core) - 1):
        token = core[index]
        if token.lower not in tables.roles or core[index + 1].lower not in tables.prepositions:
            continue
        if _kind_at(core, index + 1, tables, least=2) is not None:
            continue
        tail = core[index + 2 :]
        inside = [name for name in names if name.start >= index + 2]
        found = _name_organisation(tail, [_shift(name, index + 2) for name in inside], tables)
        if found is not None:
            return found
    return None


def _shift(name: Found, by: int) -> Found:
    return Found(start=name.start - by, end=name.end - by, alias=name.alias)


def _name_organisation(tail: Sequence[Token], names: Sequence[Found], tables: SourceTables) -> Source | None:
    tail = tail[: _clause_end(tail)]
    for name in names:
        if not name.alias.metonym and name.start < len(tail):
            return name.alias.source
    core = _drop_lead(tail, tables)
    if not core:
        return None
    front = _find_front(core, tables)
    nation = next((n for n in find_names(core[:front], tables) if n.alias.metonym), None)
    institution = _name_institution(core, front, tables)
    if institution is not None:
        return institution
    if nation is not None and (front - nation.end) > 0:
        return nation.alias.source
    kind = _kind_at(core, front, tables, least=1)
    return (
        _default(kind, tables) if kind is not None and kind.kind in {"medical", "rescue", "police"} else None
    )


def _clause_end(tail: Sequence[Token]) -> int:
    return next((i for i, token in enumerate(tail) if token.text in {",", ";", "who", "which"}), len(tail))


def _kind_at(core: Sequence[Token], end: int, tables: SourceTables, *, least: int) -> Source | None:
    """Return the unnamed kind whose words end at token ``end`` and number ``least`` or more."""
    if end <= 0:
        return None
    for words, source in tables.kinds.get(core[end - 1].lower, ()):
        if len(words) >= least and _ends_with(core, end, words):
            return source
    return None


def _default(source: Source, tables: SourceTables) -> Source:
    name = tables.defaults.get(source.name)
    return tables.by_name.get(name, source) if name else source


def _name_by_kind(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    for end in _head_ends(core, front, tables):
        institution = _name_institution(core, end, tables)
        kind = _kind_at(core, end, tables, least=1)
        if kind is None and institution is None:
            continue
        nation = next((n.alias.source for n in names if n.alias.metonym and n.start < end), None)
        official = kind is not None and kind.kind in {"official", "government"}
        if nation is not None and official:
            return nation
        if institution is not None and (kind is None or kind.kind not in {"unnamed", "witness", "local"}):
            return institution
        if kind is not None and core[end - 1].lower in tables.roles:
            unit = _find_unit(core, end - 1, tables)
            if unit is not None:
                return unit
        if kind is not None:
            return _specify(core, end, _default(kind, tables), tables)
    return None


def _find_unit(core: Sequence[Token], end: int, tables: SourceTables) -> Source | None:
    """Return the unnamed body in "a coast guard officer", where two words or more name it."""
    if end < 2:
        return None
    for words, kind in tables.institutions.get(core[end - 1].lower, ()):
        if len(words) > 1 and _ends_with(core, end, words):
            name = _spell(core[end - len(words) : end]).lower()
            return _default(tables.by_name.get(name) or make_source(name, kind), tables)
    return None


def _head_ends(core: Sequence[Token], front: int, tables: SourceTables) -> list[int]:
    """Return the ends of possible heads: before the first preposition, and before a name after a role."""
    ends = [front]
    index = front
    while index > 0 and (
        core[index - 1].is_capital or core[index - 1].lower in {"-", "al", "el", "bin", "de", "'s", "."}
    ):
        index -= 1
    if 0 < index < front:
        ends.append(index)
    return [*_list_inner_ends(core, front, tables), *ends]


def _list_inner_ends(core: Sequence[Token], front: int, tables: SourceTables) -> list[int]:
    """Return the ends of institutions with a preposition inside: "directorate of health"."""
    if front >= len(core) or core[front].lower != "of":
        return []
    return [
        end
        for end in range(front + 2, min(front + 4, len(core)) + 1)
        for words, _ in tables.institutions.get(core[end - 1].lower, ())
        if len(words) > end - front and _ends_with(core, end, words)
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


def _name_institution(core: Sequence[Token], end: int, tables: SourceTables) -> Source | None:
    """Name "Kano State police command" by its own words, where a capital says whose it is."""
    if end <= 0:
        return None
    for words, kind in tables.institutions.get(core[end - 1].lower, ()):
        if not _ends_with(core, end, words):
            continue
        start = _reach_back(core, end - len(words), tables)
        own = core[start:end]
        place = _place_after(core, end, tables)
        national = _find_national(core, end, words, tables)
        if national is not None:
            return national
        named = any(token.is_capital for token in own[: len(own) - len(words)])
        if named or (place and len(words) >= 1 and kind not in {"outlet", "NGO", "agency"}):
            name = _spell(own)
            if place and not named:
                link = "in" if len(words) > 2 else "of"
                name = f"{place} {name}" if kind == "police" else f"{name} {link} {place}"
            return tables.by_name.get(name) or make_source(name, kind)
        if all(token.is_capital for token in own) and len(own) > 1:
            return make_source(_spell(own), kind)
        return None
    return None


def _find_national(core: Sequence[Token], end: int, words: Words, tables: SourceTables) -> Source | None:
    """Return the registered institution of the country in "the defence ministry in Moscow"."""
    if end + 1 >= len(core) or core[end].lower not in {"of", "in"}:
        return None
    for country in tables.aliases.get(core[end + 1].lower, ()):
        if country.metonym and len(country.words) == 1:
            for stand_in in tables.metonyms.get(country.source.name, ()):
                for alias in tables.aliases.get(stand_in[0], ()):
                    if alias.words == (*stand_in, *words):
                        return alias.source
    return None


def _reach_back(core: Sequence[Token], start: int, tables: SourceTables) -> int:
    while start > 0 and (
        core[start - 1].is_capital or core[start - 1].text in {"-", "'s", "’s", "al", "el", "'", "’"}
    ):
        start -= 1
    return start


def _place_after(core: Sequence[Token], end: int, tables: SourceTables) -> str | None:
    if end + 1 < len(core) and core[end].lower in {"of", "in"} and core[end + 1].is_capital:
        stop = end + 1
        while stop < len(core) and (core[stop].is_capital or core[stop].text in {"-", "al", "el"}):
            stop += 1
        return _spell(core[end + 1 : stop])
    return None


def _spell(tokens: Sequence[Token]) -> str:
    """Write tokens as a name: as spelled, single spaces, none around hyphens and apostrophes."""
    out = ""
    for index, token in enumerate(tokens):
        glued = index and token.start == tokens[index - 1].end
        out += token.text if not index or glued else f" {token.text}"
    return out


def _name_nation(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Take "Moscow", "Turkish President Erdogan", "the US official" for the state."""
    for name in names:
        if not name.alias.metonym or name.start > 0:
            continue
        rest = core[name.end : front]
        if not rest or any(token.lower in tables.roles or token.lower in tables.titles for token in rest):
            return name.alias.source
    return None


def _name_membership(core: Sequence[Token], front: int, names: Sequence[Found]) -> Source | None:
    """Take "General Ivan Petrov of the Russian General Staff" for the body he belongs to."""
    if front >= len(core) or core[front].lower not in {"of", "from", "for", "with"}:
        return None
    near = (name for name in names if front < name.start <= front + 2 and not name.alias.metonym)
    return next((name.alias.source for name in near), None)


def _name_by_capitals(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    unit = _find_unit(core, front, tables)
    if unit is not None:
        return unit
    for token in core:
        by_role = tables.role_kinds.get(token.lower) or tables.role_kinds.get(to_singular(token.lower))
        if by_role is not None:
            return by_role
    run = _find_person(core, tables)
    lay = name_layperson(core, run, front, tables)
    if lay is not None:
        return lay
    if run:
        return make_source(_spell(run), "person")
    return make_source(_spell(core[:front]) or _spell(core), "unnamed")


def _find_person(core: Sequence[Token], tables: SourceTables) -> Sequence[Token]:
    """Return the first run of capitalised words that is more than a title."""
    index = 0
    while index < len(core):
        if core[index].is_capital and core[index].lower not in tables.titles:
            end = index + 1
            while end < len(core) and (
                core[end].is_capital
                or (
                    end + 1 < len(core)
                    and core[end].lower in {"al", "el", "-", "bin", "de", "van", "’", "'", "."}
                )
            ):
                end += 1
            if core[end - 1].text != "-":
                return core[index:end]
            index = end
        index += 1
    return ()
