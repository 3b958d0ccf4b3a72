"""A noun phrase → the source it stands for, by its own words alone."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from claimgraph.extraction.sources.institutions import (
    default_kind,
    drop_lead,
    ends_with,
    find_description,
    find_front,
    find_kind,
    find_unit,
    name_described,
    name_institution,
    name_plain,
    spell,
)
from claimgraph.extraction.sources.offices import (
    list_titled_ends,
    name_by_office,
    name_by_role,
    name_membership,
)
from claimgraph.extraction.sources.people import find_person, name_layperson
from claimgraph.extraction.sources.posts import find_poster
from claimgraph.extraction.sources.registry import Found, find_names
from claimgraph.extraction.sources.tables import SourceTables, make_source, to_singular
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
    if not tokens:
        return None
    begin = tokens[0][2]
    key = tuple([(text, lower, start - begin) for text, lower, start, _ in tokens])
    known = tables.readings.get(key)
    if known is not None:
        return known[0]
    source = _name_anew(tokens, tables)
    if source is not None and source.kind == "person":
        source = _name_described_person(tokens, tables) or source
    if len(tables.readings) >= _KEPT:
        tables.readings.clear()
    if tokens[-1].end - begin <= _WIDEST:
        tables.readings[key] = (source,)
    return source


def _name_described_person(tokens: Sequence[Token], tables: SourceTables) -> Source | None:
    """Take "Jo Roe, the county coroner", "Jo Roe, who runs the clinic" for whom the description tells of."""
    begin = find_description(tokens, tables)
    source = name_source(tokens[begin:], tables) if begin else None
    if source is None or source.kind in _NOBODY:
        return None
    if source.kind in _CALLED and source.name not in tables.registered:
        # "Flood Watch, a charity": what it is called is what stands first.
        core = drop_lead(tokens, tables)
        end = next((i for i, token in enumerate(core) if not token.is_capital), len(core))
        return make_source(spell(core[:end]), source.kind) if end else source
    return source


# Kinds of body that are described by a noun behind their name.
_CALLED = frozenset({"monitor", "NGO", "outlet", "agency"})
# Kinds of source that stand for nobody but themselves.
_NOBODY = frozenset({"person", "unnamed", "witness"})
# How many phrases are kept with whom they name, and how many characters such a phrase has.
_KEPT, _WIDEST = 1 << 13, 200


def _name_anew(tokens: Sequence[Token], tables: SourceTables) -> Source | None:
    core = drop_lead(tokens, tables)
    if not core:
        return None
    poster = find_poster(core, tables)
    if poster:
        return name_source(poster, tables)
    if core[0].text == "@":
        return _name_handle(core)
    whole = _find_whole(core, tables) or _name_author(core, tables)
    if whole is not None:
        return whole
    front = find_front(core, tables)
    described = name_described(core, front, tables)
    if described is not None:
        return described
    names = find_names(core, tables)
    wing = _name_wing(core, names, tables)
    if wing is not None:
        return wing
    own = [name for name in names if not name.alias.metonym and name.start < front]
    direct = _find_direct([name for name in own if not _is_part(core, name, front, tables)])
    if direct is not None:
        return direct
    return (
        _name_misspelt(core, tables)
        or name_by_office(core, front, tables)
        or name_by_role(core, front, names, tables)
        or _name_by_kind(core, front, names, tables)
        or _name_nation(core, front, names, tables)
        or name_membership(core, front, names, tables)
        or _name_last(core, front, names, tables)
        or _name_by_capitals(core, front, tables)
    )


def _name_author(core: Sequence[Token], tables: SourceTables) -> Source | None:
    """Name "a Leeds police news release" by whose it is."""
    if (
        len(core) <= _RELEASE
        or core[-1].lower != "release"
        or core[-2].lower not in {"news", "press", "media"}
    ):
        return None
    author = name_source(core[:-_RELEASE], tables)
    return author if author is not None and author.kind not in _NOBODY else None


# How many words "news release" has.
_RELEASE = 2


def _name_handle(core: Sequence[Token]) -> Source | None:
    """Name "@jo_roe" by its handle."""
    end = 1
    while end < len(core) and core[end].start == core[end - 1].end:
        end += 1
    return make_source(spell(core[:end]), "person") if end > 1 else None


def _find_whole(core: Sequence[Token], tables: SourceTables) -> Source | None:
    """Return the registered body whose name is the whole phrase, also where it lost its capitals."""
    if len(core) < 2 or core[0].is_capital:
        return None
    words = tuple([token.lower for token in core])
    for alias in tables.starts.get(words[0], {}).get(words[1], ()):
        if alias.words == words and not alias.metonym:
            return alias.source
    return None


def _find_direct(names: Sequence[Found]) -> Source | None:
    """Return the first name; the second where a credit line ran into it: "AP | Syrian state TV"."""
    if len(names) > 1 and names[0].alias.source.kind == "agency" and names[0].end == names[1].start:
        return names[1].alias.source
    return names[0].alias.source if names else None


def _is_part(core: Sequence[Token], name: Found, front: int, tables: SourceTables) -> bool:
    """Return whether a name is only part of another: "Syrian opposition activists", "Dawn Sanders"."""
    source = name.alias.source
    if source.kind == "outlet" and len(name.alias.words) == 1 and name.end < front:
        # A person whose first name is that of a newspaper.
        after = core[name.end]
        return after.is_capital and after.lower not in tables.heads and after.lower not in tables.roles
    if source.kind not in _SIDES or name.end + 1 != front:
        return False
    kind = find_kind(core, front, tables, least=1)
    return kind is not None and kind.kind in _ONLOOKERS


# Who lives with a side or favours it does not speak for it.
_SIDES = frozenset({"opposition", "government", "armed group"})
_ONLOOKERS = frozenset({"local", "witness"})


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
    best = process.extractOne(spelled, tables.long_names.keys(), scorer=fuzz.ratio, score_cutoff=90)
    return tables.long_names[best[0]] if best is not None else None


def _name_wing(core: Sequence[Token], names: Sequence[Found], tables: SourceTables) -> Source | None:
    owner = next((name.alias.source for name in names if name.alias.source.kind == "armed group"), None)
    if owner is None:
        return None
    for index, token in enumerate(core):
        for words in tables.wings.get(token.lower, ()):
            if ends_with(core, index + 1, words):
                name = f"{owner.name} {tables.wing_suffix}"
                return tables.by_name.get(name) or make_source(name, "outlet", owner.party)
    return None


_MEDIA = frozenset({"state media", "outlet"})


def _name_by_kind(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    for end in _head_ends(core, front, tables):
        kind = find_kind(core, end, tables, least=1)
        plural = find_kind(core, end, tables, least=2)
        institution = _find_institution(core, end, names, tables)
        if kind is None and institution is None:
            continue
        nation = next((n.alias.source for n in names if n.alias.metonym and n.start < end), None)
        # "Kyiv's mayor" is no government.
        seated = core[end - 1].lower in tables.laypeople["seats"]
        official = kind is not None and kind.kind in {"official", "government"} and not seated
        if nation is not None and official:
            return nation
        if institution is not None and (kind is None or kind.kind not in {"unnamed", "witness", "local"}):
            return _sharpen(institution, plural, tables)
        if kind is not None and core[end - 1].lower in tables.roles:
            unit = find_unit(core, end - 1, tables)
            if unit is not None:
                return unit
        if kind is not None:
            return _specify(core, end, default_kind(kind, tables), tables)
    return None


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


def _name_nation(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Take "Moscow", "Turkish President Erdogan", "the US official" for the state."""
    for name in names:
        if not name.alias.metonym or name.start > 0:
            continue
        rest = core[name.end : front]
        if not rest or any(
            token.lower in tables.roles or token.lower in tables.titles or token.lower in tables.papers
            for token in rest
        ):
            return name.alias.source
    return None


def _name_last(
    core: Sequence[Token], front: int, names: Sequence[Found], tables: SourceTables
) -> Source | None:
    """Take "Aleppo Russia" for the state that the phrase ends in, where the rest names nobody."""
    last = next((name for name in names if name.end == front and name.start > 0), None)
    if last is None:
        return None
    rest = [token.lower for token in core[: last.start]]
    return (
        last.alias.source
        if all(word in tables.places or word in tables.no_names or _is_nation(word, tables) for word in rest)
        else None
    )


def _is_nation(word: str, tables: SourceTables) -> bool:
    return any(
        alias.metonym and len(alias.words) == 1
        for first in (word, word[:-1])
        for alias in tables.aliases.get(first, ())
    )


def _name_by_capitals(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    unit = find_unit(core, front, tables) or name_plain(core, front, tables)
    if unit is not None:
        return unit
    for index, token in enumerate(core):
        if index >= front and token.lower in tables.laypeople["people"]:
            # "Jo Roe, a grandmother of nine"
            continue
        by_role = tables.role_kinds.get(token.lower) or tables.role_kinds.get(to_singular(token.lower))
        if by_role is not None:
            return by_role
    run = find_person(core, tables)
    office = _name_office(run, tables)
    if office is not None:
        return office
    lay = name_layperson(core, run, front, tables)
    if lay is not None:
        return lay
    if run:
        return make_source(spell(run), "person")
    return make_source(spell(core[:front]) or spell(core), "unnamed")


def _name_office(run: Sequence[Token], tables: SourceTables) -> Source | None:
    """Take "Relief Commissioner Jo Roe" for the office, of which there is one."""
    offices = tables.laypeople["offices"]
    at = next((i for i, token in enumerate(run[1:-1], start=1) if token.lower in offices), 0)
    return make_source(spell(run[: at + 1]), "official") if at else None
