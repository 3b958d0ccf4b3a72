"""Who is named: words of a noun phrase → a `Source`.

The registry (`sources.csv`) knows organisations by their names and by people who speak for them;
`source_kinds.toml` knows unnamed kinds ("medical sources"), institutions that carry the name of
their place ("Kano State police command") and the roles that lead from a person to an organisation
("director of the White Helmets"). Whoever is in no table keeps the name that the text gives.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from anyascii import anyascii
from attrs import frozen
from rapidfuzz import fuzz, process

from claimgraph.extraction.sentences import Token, split_tokens
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Source

Words = tuple[str, ...]


@frozen(kw_only=True)
class Alias:
    """One spelling of a registered source; ``metonym`` marks a country, an adjective, a capital."""

    words: Words
    source: Source
    metonym: bool
    case: str


@frozen(kw_only=True)
class SourceTables:
    """The tables of one lexicon, compiled for look-up by words in lower case."""

    aliases: Mapping[str, tuple[Alias, ...]]
    kinds: Mapping[str, tuple[tuple[Words, Source], ...]]
    institutions: Mapping[str, tuple[tuple[Words, str], ...]]
    roles: frozenset[str]
    role_kinds: Mapping[str, Source]
    modifiers: frozenset[str]
    defaults: Mapping[str, str]
    wings: Mapping[str, tuple[Words, ...]]
    wing_suffix: str
    determiners: frozenset[str]
    prepositions: frozenset[str]
    titles: frozenset[str]
    by_name: Mapping[str, Source]
    metonyms: Mapping[str, tuple[Words, ...]]
    long_names: tuple[tuple[str, Source], ...]

    @property
    def heads(self) -> frozenset[str]:
        """Every word that can head the phrase of an unnamed source or an institution."""
        return frozenset(self.kinds) | frozenset(self.institutions)


@frozen(kw_only=True)
class Found:
    """A registered name in a run of tokens, ``[start, end)`` tokens."""

    start: int
    end: int
    alias: Alias


def make_id(name: str) -> str:
    """Return the id of a name: ASCII, lower case, words joined by hyphens; ``"unnamed"`` for none."""
    plain = anyascii(name.encode("utf-8", "replace").decode("utf-8")).lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unnamed"


def make_source(name: str, kind: str, party: str | None = None) -> Source:
    """Return the source of that name, its id derived from the name."""
    return Source(id=make_id(name), name=name, kind=kind, party=party)


def _to_words(text: str) -> Words:
    return tuple(token.lower for token in split_tokens(text))


@lru_cache(maxsize=16)
def load_sources(lexicon: Lexicon) -> SourceTables:
    """Compile the registry, the unnamed kinds and the institutions of a lexicon."""
    words = lexicon.words("source_kinds")
    phrases = lexicon.words("cues").get("noun_phrases", {})
    aliases = _compile_aliases(lexicon)
    by_name = {alias.source.name: alias.source for group in aliases.values() for alias in group}
    kinds = _compile_kinds(words.get("unnamed", {}))
    for group in kinds.values():
        for _, source in group:
            by_name.setdefault(source.name, source)
    return SourceTables(
        aliases=aliases,
        kinds=kinds,
        institutions=_compile_institutions(words.get("institutions", {})),
        roles=frozenset(words.get("roles", {}).get("words", ())),
        role_kinds={
            role: by_name.get(name) or make_source(name, "unnamed")
            for name, roles in words.get("role_kinds", {}).items()
            for role in roles
        },
        modifiers=frozenset(words.get("modifiers", {}).get("words", ())),
        defaults=dict(words.get("defaults", {})),
        wings=_by_last([_to_words(wing) for wing in words.get("wings", {}).get("words", ())]),
        wing_suffix=words.get("wings", {}).get("suffix", "media"),
        determiners=frozenset(phrases.get("determiners", ())),
        prepositions=frozenset(phrases.get("prepositions", ())),
        titles=frozenset(phrases.get("titles", ())),
        by_name=by_name,
        metonyms=_list_metonyms(aliases),
        long_names=tuple(
            (" ".join(alias.words), alias.source)
            for group in aliases.values()
            for alias in group
            if len(alias.words) > 2 and not alias.metonym
        ),
    )


def _list_metonyms(aliases: Mapping[str, tuple[Alias, ...]]) -> dict[str, tuple[Words, ...]]:
    found: dict[str, list[Words]] = {}
    for group in aliases.values():
        for alias in group:
            if alias.metonym:
                found.setdefault(alias.source.name, []).append(alias.words)
    return {name: tuple(words) for name, words in found.items()}


def _compile_aliases(lexicon: Lexicon) -> dict[str, tuple[Alias, ...]]:
    found: dict[str, list[Alias]] = {}
    for row in lexicon.rows("sources"):
        source = Source(id=row["id"], name=row["name"], kind=row["kind"], party=row["party"] or None)
        for spelling in (row["name"], *filter(None, row["aliases"].split("|"))):
            words = _to_words(spelling)
            if words[:1] == ("the",) and len(words) > 2:
                words = words[1:]
            metonym = row["kind"] == "government" and len(words) <= 3
            alias = Alias(words=words, source=source, metonym=metonym, case=_read_case(spelling))
            found.setdefault(words[0], []).append(alias)
    # The longest spelling first; of two rows with one spelling the later layer's.
    return {
        first: tuple(sorted(reversed(group), key=lambda alias: -len(alias.words)))
        for first, group in found.items()
    }


def _read_case(spelling: str) -> str:
    """Return how strictly an alias holds to its case: ``"upper"``, ``"capital"`` or ``"any"``."""
    letters = [letter for letter in spelling if letter.isalpha()]
    if " " in spelling:
        return "any"
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return "upper" if len(letters) < 4 else "capital"
    return "capital"


def _compile_kinds(table: Mapping[str, Mapping[str, object]]) -> dict[str, tuple[tuple[Words, Source], ...]]:
    found: dict[str, list[tuple[Words, Source]]] = {}
    for name, row in table.items():
        source = make_source(name, str(row["kind"]))
        phrases = row["words"]
        assert isinstance(phrases, list)
        for phrase in phrases:
            words = _to_words(phrase)
            for last in {words[-1], to_singular(words[-1])}:
                found.setdefault(last, []).append(((*words[:-1], last), source))
    return {last: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for last, group in found.items()}


def _compile_institutions(table: Mapping[str, Sequence[str]]) -> dict[str, tuple[tuple[Words, str], ...]]:
    found: dict[str, list[tuple[Words, str]]] = {}
    for kind, phrases in table.items():
        for phrase in phrases:
            words = _to_words(phrase)
            found.setdefault(words[-1], []).append((words, kind))
    return {last: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for last, group in found.items()}


def _by_last(phrases: Sequence[Words]) -> dict[str, tuple[Words, ...]]:
    found: dict[str, list[Words]] = {}
    for words in phrases:
        found.setdefault(words[-1], []).append(words)
    return {last: tuple(sorted(group, key=lambda words: -len(words))) for last, group in found.items()}


def to_singular(word: str) -> str:
    """Return the singular of a regular English plural; other words unchanged."""
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


def find_names(tokens: Sequence[Token], tables: SourceTables) -> list[Found]:
    """Find the registered names in a run of tokens, the longest first at each place, none overlapping."""
    found = []
    index = 0
    while index < len(tokens):
        hit = _match_alias(tokens, index, tables)
        if hit is None:
            index += 1
        elif hit.alias.metonym and _is_hyphenated(tokens, hit):
            # "Britain-based", "US-backed": where a group sits or who helps it is not who speaks.
            index = hit.end
        else:
            found.append(hit)
            index = hit.end
    return found


def _is_hyphenated(tokens: Sequence[Token], hit: Found) -> bool:
    return hit.end < len(tokens) and tokens[hit.end].text == "-" and tokens[hit.end].start == tokens[hit.end - 1].end


def _match_alias(tokens: Sequence[Token], start: int, tables: SourceTables) -> Found | None:
    token = tokens[start]
    group = tables.aliases.get(token.lower)
    if group is None and token.is_capital and token.lower.endswith("s") and len(token.lower) > 3:
        # A corpus that lost its apostrophes: "Syrias", "SANAs".
        group = tables.aliases.get(token.lower[:-1])
    for alias in group or ():
        size = len(alias.words)
        if start + size > len(tokens) or not _fits_case(token, alias):
            continue
        if all(_same_word(tokens[start + i].lower, word) for i, word in enumerate(alias.words)):
            return Found(start=start, end=start + size, alias=alias)
    return None


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
        The registered source, or one of kind ``"publisher"`` under the name given.
    """
    if publisher is None or not publisher.strip():
        return None
    tables = load_sources(lexicon)
    wanted = make_id(publisher)
    for alias in (alias for group in tables.aliases.values() for alias in group):
        if not alias.metonym and wanted in {alias.source.id, make_id(" ".join(alias.words))}:
            return alias.source
    return make_source(publisher.strip(), "publisher")


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
    names = find_names(core, tables)
    front = _find_front(core, tables)
    wing = _name_wing(core, names, tables)
    if wing is not None:
        return wing
    direct = next((name for name in names if not name.alias.metonym and name.start < front), None)
    if direct is not None:
        return direct.alias.source
    return (
        _name_misspelt(core, tables)
        or _name_by_role(core, front, names, tables)
        or _name_by_kind(core, front, names, tables)
        or _name_nation(core, front, names, tables)
        or _name_by_capitals(core, front, tables)
    )


def _name_misspelt(core: Sequence[Token], tables: SourceTables) -> Source | None:
    """Take "Syrian Obervatory for Human Rights" for the registered name it is one slip away from."""
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
        tokens[start].lower in tables.determiners or not tokens[start].text[:1].isalnum()
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


def _name_organisation(
    tail: Sequence[Token], names: Sequence[Found], tables: SourceTables
) -> Source | None:
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
    return _default(kind, tables) if kind is not None and kind.kind in {"medical", "rescue", "police"} else None


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
    for end in _head_ends(core, front):
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
        if kind is not None:
            return _specify(core, end, _default(kind, tables), tables)
    return None


def _head_ends(core: Sequence[Token], front: int) -> list[int]:
    """Return the ends of possible heads: before the first preposition, and before a name after a role."""
    ends = [front]
    index = front
    while index > 0 and (core[index - 1].is_capital or core[index - 1].lower in {"-", "al", "el", "bin", "de", "'s", "."}):
        index -= 1
    if 0 < index < front:
        ends.append(index)
    return ends


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
                name = f"{place} {name}" if kind == "police" else f"{name} of {place}"
            return tables.by_name.get(name) or make_source(name, kind)
        if all(token.is_capital for token in own) and len(own) > 1:
            return make_source(_spell(own), kind)
        return None
    return None


def _find_national(
    core: Sequence[Token], end: int, words: Words, tables: SourceTables
) -> Source | None:
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


def _name_by_capitals(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    for token in core:
        by_role = tables.role_kinds.get(token.lower) or tables.role_kinds.get(to_singular(token.lower))
        if by_role is not None:
            return by_role
    run = _find_person(core, tables)
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
                or (end + 1 < len(core) and core[end].lower in {"al", "el", "-", "bin", "de", "van", "’", "'", "."})
            ):
                end += 1
            if core[end - 1].text != "-":
                return core[index:end]
            index = end
        index += 1
    return ()


__all__ = [
    "Alias",
    "Found",
    "SourceTables",
    "find_names",
    "load_sources",
    "make_id",
    "make_source",
    "name_publisher",
    "name_source",
    "to_singular",
]
