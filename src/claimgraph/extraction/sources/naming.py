"""A noun phrase → the source it stands for, by its own words alone."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from claimgraph.extraction.sources.descriptions import find_called, name_by_kind
from claimgraph.extraction.sources.institutions import (
    drop_lead,
    ends_with,
    find_description,
    find_front,
    find_kind,
    find_unit,
    name_described,
    name_plain,
    spell,
)
from claimgraph.extraction.sources.ministries import name_ministry
from claimgraph.extraction.sources.offices import (
    name_by_office,
    name_by_role,
    name_membership,
    name_single_office,
)
from claimgraph.extraction.sources.people import find_person, name_layperson
from claimgraph.extraction.sources.posts import find_poster
from claimgraph.extraction.sources.registry import Found, find_names
from claimgraph.extraction.sources.spellings import to_singular
from claimgraph.extraction.sources.tables import SourceTables, make_source
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


def _name_called(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    """Name a body by what it is called, of the kind that its description tells."""
    called = find_called(core, front, tables)
    if not called:
        return None
    source = name_source(called, tables)
    if source is None or source.kind not in _NOBODY:
        return source
    bodies = tables.institutions[core[front - 1].lower]
    kind = next((kind for words, kind in bodies if ends_with(core, front, words)), "NGO")
    return make_source(spell(called), kind)


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
    described = _name_called(core, front, tables) or name_described(core, front, tables)
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
        _name_initials(core, tables)
        or _name_misspelt(core, tables)
        or name_ministry(core, front, tables)
        or name_by_office(core, front, tables)
        or name_by_role(core, front, names, tables)
        or name_by_kind(core, front, names, tables)
        or _name_nation(core, front, names, tables)
        or name_membership(core, front, names, tables)
        or _name_last(core, front, names, tables)
        or _name_by_capitals(core, front, tables)
    )


def _name_initials(core: Sequence[Token], tables: SourceTables) -> Source | None:
    """Name the body of "NFWA's Jo Roe", "NFWA's spokesman Jo Roe" by its initials."""
    if len(core) <= _INITIALS or core[1].lower not in {"'s", "’s"}:
        return None
    letters = core[0].text
    return name_source(core[:1], tables) if len(letters) >= _INITIALS and letters.isupper() else None


# How few letters a body is called by, unless it is in a table: "US", "UN" and "TV" are no bodies alone.
_INITIALS = 3


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
    if source.kind not in _SIDES or front <= name.end:
        return False
    if source.kind == "armed group" and core[front - 1].lower in tables.ministries["bodies"]:
        # "the rebel movement's health ministry" counts by itself.
        return True
    if name.end + 1 != front:
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
    unit = (
        find_unit(core, front, tables)
        or name_plain(core, front, tables)
        or name_single_office(core, front, tables)
    )
    if unit is not None:
        return unit
    for index, token in enumerate(core):
        if index >= front and token.lower in tables.laypeople["people"]:
            # "Jo Roe, a grandmother of nine"
            continue
        by_role = tables.role_kinds.get(token.lower) or tables.role_kinds.get(to_singular(token.lower))
        if by_role is not None:
            return by_role
    # "a group | which backs the Malian opposition"
    aside = next((i for i, token in enumerate(core) if i and token.lower in {"which", "that"}), len(core))
    described = any(token.lower in tables.heads or token.lower in tables.describing for token in core[:aside])
    run = find_person(core[:aside] if described else core, tables)
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
