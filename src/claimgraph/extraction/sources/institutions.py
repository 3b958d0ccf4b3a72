"""Bodies named by their own words, "Kano State police command", and unnamed kinds, "medical sources"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.registry import find_names
from claimgraph.extraction.sources.tables import SourceTables, Words, make_source
from claimgraph.extraction.tokens import Token
from claimgraph.model import Source

# A body's name has no more words before its noun.
_LONGEST = 6


def drop_lead(tokens: Sequence[Token], tables: SourceTables) -> Sequence[Token]:
    """Return a phrase without articles before it and marks around it."""
    start, end = 0, len(tokens)
    while start < end and (
        tokens[start].lower in tables.determiners
        or (not tokens[start].text[:1].isalnum() and tokens[start].text[:1] != "@")
    ):
        start += 1
    while end > start and not tokens[end - 1].text[:1].isalnum():
        end -= 1
    return tokens[start:end]


def find_front(core: Sequence[Token], tables: SourceTables) -> int:
    """Return where the first preposition, comma or relative clause ends the head of the phrase."""
    for index, token in enumerate(core):
        if index and (token.lower in tables.prepositions or token.text in {",", "(", "who", "which", "that"}):
            # "a commission | chaired by X"
            led = index > 1 and token.lower == "by" and core[index - 1].lower.endswith("ed")
            return index - led
    return len(core)


def find_description(tokens: Sequence[Token], tables: SourceTables) -> int:
    """Return where a phrase that begins with a person's name tells what they are.

    Args:
        tokens: The phrase, "Jo Roe, the county coroner", "Jo Roe, who runs the clinic".
        tables: Determiners, roles and what heads of bodies do.

    Returns:
        The token behind the comma or behind "who runs"; 0 where nothing is told.
    """
    for index, token in enumerate(tokens[1:-1], start=1):
        if token.text == "," or (
            token.lower in tables.determiners and tokens[index - 1].is_capital and not token.is_capital
        ):
            begin = index + (token.text == ",")
            if tokens[begin].lower == "who":
                leads = tokens[min(begin + 1, len(tokens) - 1)].lower in tables.laypeople["leading"]
                return begin + 2 + (tokens[begin + 1].lower in {"speaks", "spoke"}) if leads else 0
            return begin
    return 0


def ends_with(core: Sequence[Token], end: int, words: Words) -> bool:
    """Return whether these words in lower case stand before token ``end``."""
    start = end - len(words)
    return start >= 0 and all(core[start + i].lower == word for i, word in enumerate(words))


def find_kind(core: Sequence[Token], end: int, tables: SourceTables, *, least: int) -> Source | None:
    """Return the unnamed kind whose words end at token ``end`` and number ``least`` or more."""
    if end <= 0:
        return None
    for words, source in tables.kinds.get(core[end - 1].lower, ()):
        if len(words) >= least and ends_with(core, end, words):
            return source
    return None


def default_kind(source: Source, tables: SourceTables) -> Source:
    """Return whom an unnamed kind stands for in a text about a layer's conflict, else the kind itself."""
    name = tables.defaults.get(source.name)
    return tables.by_name.get(name, source) if name else source


def find_unit(core: Sequence[Token], end: int, tables: SourceTables) -> Source | None:
    """Return the unnamed body in "a coast guard officer", where two words or more name it."""
    if end < 2:
        return None
    for words, kind in tables.institutions.get(core[end - 1].lower, ()):
        if len(words) > 1 and ends_with(core, end, words):
            name = spell(core[end - len(words) : end]).lower()
            return default_kind(tables.by_name.get(name) or make_source(name, kind), tables)
    return None


# Bodies that speak for themselves under a plain noun.
_PLAIN = frozenset({"police", "medical", "rescue", "ministry", "government"})


def name_plain(core: Sequence[Token], end: int, tables: SourceTables) -> Source | None:
    """Name "the county coroner", "the disaster agency" by its own words, in which nothing is a name."""
    if end <= 0 or core[end - 1].is_capital:
        return None
    kind = next(
        (kind for words, kind in tables.institutions.get(core[end - 1].lower, ()) if len(words) == 1), ""
    )
    start = end - 1
    while start > 0 and core[start - 1].text.isalpha() and not core[start - 1].is_capital:
        start -= 1
    name = spell(core[start:end])
    return tables.by_name.get(name) or make_source(name, kind) if kind in _PLAIN else None


def name_institution(core: Sequence[Token], end: int, tables: SourceTables) -> Source | None:
    """Name "Kano State police command" by its own words, where a capital says whose it is."""
    if end <= 0:
        return None
    for words, kind in tables.institutions.get(core[end - 1].lower, ()):
        if ends_with(core, end, words):
            national = _find_national(core, end, words, tables)
            return national or _name_own(core, end, words, kind, tables)
    return None


def _name_own(
    core: Sequence[Token], end: int, words: Words, kind: str, tables: SourceTables
) -> Source | None:
    """Return the body whose noun is ``words``, by the capitals before it or the place behind it."""
    start = _reach_back(core, end - len(words), tables)
    own = core[start:end]
    lead = own[: len(own) - len(words)]
    if kind == "police" and lead and all(token.lower in tables.modifiers for token in lead):
        # "City police" at the start of a sentence is nobody's name.
        return find_unit(core, end, tables)
    stop = extend_name(core, end, tables) if kind != "police" else end
    if stop > end or any(token.is_capital for token in lead):
        own = core[start:stop] if core[end - 1].is_capital else _drop_small(own, words, kind, tables)
        name = spell(own)
        return tables.by_name.get(name) or make_source(name, kind)
    place = _place_after(core, end, tables)
    if place and kind not in _PLACELESS:
        if words[-1] in tables.roles:
            # "the governor of Leeds" is "Leeds Governor".
            return make_source(f"{place} {spell(own).title()}", kind)
        link = "in" if len(words) > 2 else "of"
        name = f"{place} {spell(own)}" if kind == "police" else f"{spell(own)} {link} {place}"
        return tables.by_name.get(name) or make_source(name, kind)
    # "the Interior Ministry" is "the interior ministry".
    if not all(token.is_capital for token in own):
        return None
    name = spell(own).lower()
    # So is "the Governor"; "the Group" is nobody.
    plain = make_source(name, kind) if kind in _PLAIN and words[-1] in tables.roles else None
    return find_unit(core, end, tables) or plain


# Where such a body is says not whose it is.
_PLACELESS = frozenset({"outlet", "NGO", "agency"})


def _drop_small(own: Sequence[Token], words: Words, kind: str, tables: SourceTables) -> Sequence[Token]:
    """Return "Ahrar al-Sham" of "Ahrar al-Sham rebel group", "Karama 24" of "Karama 24 monitoring group"."""
    if words[-1] not in tables.describing or kind not in {"NGO", "outlet"}:
        return own
    end = len(own)
    while end > 1 and not (own[end - 1].is_capital or own[end - 1].text.isdigit()):
        end -= 1
    return own[:end]


def name_described(core: Sequence[Token], front: int, tables: SourceTables) -> Source | None:
    """Name whom "the pro-rebel website HillNews" ends in, of whom the noun says what it is."""
    begin = front
    while begin > 1 and (core[begin - 1].is_capital or core[begin - 1].text in {"-", "al", "el"}):
        begin -= 1
    noun = core[begin - 1] if 1 < begin < front else None
    if noun is None or noun.is_capital or noun.lower not in tables.describing:
        return None
    named = find_names(core[begin:front], tables)
    if named:
        return None if named[0].alias.metonym else named[0].alias.source
    kind = next((kind for words, kind in tables.institutions.get(noun.lower, ()) if len(words) == 1), "NGO")
    # "the clandestine radio Dawn" is "Radio Dawn".
    name = spell(core[begin:front])
    return make_source(f"{noun.text.title()} {name}" if noun.lower == "radio" else name, kind)


# Behind a noun in capitals these go on with its name where a capital follows.
_LINKS = frozenset({"for", "of", "on", "against", "to"})


def extend_name(core: Sequence[Token], end: int, tables: SourceTables) -> int:
    """Return where the name of a body ends behind its noun.

    Args:
        core: The phrase.
        end: Behind the noun of the body.
        tables: The gazetteer: "Governor of Leeds" is a governor of somewhere.

    Returns:
        The token behind "Commission on Human Rights", "Union of Dock Workers"; ``end`` itself where
        nothing of the name follows.
    """
    stop = end
    while stop and core[stop - 1].is_capital and stop + 1 < len(core) and core[stop].lower in _LINKS:
        begin = stop + 1 + (core[stop + 1].lower == "the")
        last = begin
        while last < len(core) and _is_in_name(core, last):
            last += 1
        if last == begin or " ".join([token.lower for token in core[begin:last]]) in tables.places:
            break
        stop = last
    return stop


def _is_in_name(core: Sequence[Token], index: int) -> bool:
    """Return whether a word goes on with a name: a capital, "and" before one, a hyphen in one."""
    token = core[index]
    if token.is_capital:
        return True
    inner = token.text in {"and", "&", "-", "'s", "’s", "'", "’"}
    return inner and index + 1 < len(core) and core[index + 1].is_capital


def _find_national(core: Sequence[Token], end: int, words: Words, tables: SourceTables) -> Source | None:
    """Return the registered institution of the country in "the defence ministry in Moscow"."""
    if end + 1 >= len(core) or core[end].lower not in {"of", "in"}:
        return None
    for country in tables.aliases.get(core[end + 1].lower, ()):
        if country.metonym and words == ("government",):
            # "the government in Khartoum"
            return country.source
        if country.metonym and len(country.words) == 1:
            for stand_in in tables.metonyms.get(country.source.name, ()):
                for alias in tables.aliases.get(stand_in[0], ()):
                    if alias.words == (*stand_in, *words):
                        return alias.source
    return None


def _reach_back(core: Sequence[Token], end: int, tables: SourceTables) -> int:
    start = end
    while start > 0:
        before = core[start - 1]
        # "Kharkiv regional governor"
        inner = (
            start > 1
            and (core[start - 2].is_capital or core[start - 2].text.isdigit())
            and before.lower in tables.modifiers
        )
        numbered = start > 1 and before.text.isdigit() and core[start - 2].is_capital
        if not (before.is_capital or inner or numbered or _glues(core, start - 1)):
            break
        start -= 1
    # A headline in capitals is no name.
    return start if end - start <= _LONGEST else end - 1


# Before a dot these begin a name: "St. Anne Hospital".
_SAINTS = frozenset({"st", "ste", "mt", "ft", "sto", "sta"})


def _glues(core: Sequence[Token], index: int) -> bool:
    """Return whether a mark or a small word stands inside a name: "Miami-Dade", "St. Anne"."""
    text = core[index].text
    if text == ".":
        return index > 0 and core[index - 1].lower in _SAINTS
    if text == "-":
        return index + 1 < len(core) and core[index].end == core[index + 1].start
    return text in {"'s", "’s", "al", "el", "'", "’"}


def _place_after(core: Sequence[Token], end: int, tables: SourceTables) -> str | None:
    if end + 1 < len(core) and core[end].lower in {"of", "in"} and core[end + 1].is_capital:
        stop = end + 1
        while stop < len(core) and (core[stop].is_capital or core[stop].text in {"-", "al", "el"}):
            stop += 1
        # "governor of Leeds Jo Roe"
        for cut in range(end + 2, stop):
            if " ".join([token.lower for token in core[end + 1 : cut]]) in tables.places:
                return spell(core[end + 1 : cut])
        return spell(core[end + 1 : stop])
    return None


def spell(tokens: Sequence[Token]) -> str:
    """Write tokens as a name: as spelled, single spaces, none around hyphens and apostrophes."""
    out = ""
    for index, token in enumerate(tokens):
        glued = index and token.start == tokens[index - 1].end
        out += token.text if not index or glued else f" {token.text}"
    return out
