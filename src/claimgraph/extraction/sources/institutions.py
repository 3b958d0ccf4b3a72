"""Bodies named by their own words, "Kano State police command", and unnamed kinds, "medical sources"."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.sources.registry import find_names
from claimgraph.extraction.sources.spellings import Words
from claimgraph.extraction.sources.tables import SourceTables, make_source
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
            if any(word.lower in _PAST for word in tokens[begin : begin + 3]):
                # "Jo Roe, a former governor": what they were is not whom they speak for.
                return 0
            if tokens[begin].lower == "who":
                leads = tokens[min(begin + 1, len(tokens) - 1)].lower in tables.laypeople["leading"]
                return begin + 2 + (tokens[begin + 1].lower in {"speaks", "spoke"}) if leads else 0
            return begin
    return 0


_PAST = frozenset({"former", "ex", "retired", "onetime"})


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
        name = spell_body(own, tables) if kind in _OWNED else spell(own)
        if stop == end and kind != "police" and core[end - 1].is_capital:
            name += _spell_seat(core, end, tables)
        return tables.by_name.get(name) or make_source(name, kind)
    place = _place_after(core, end, tables)
    if place and kind not in _PLACELESS:
        if words[-1] in tables.roles:
            # "the governor of Leeds" is "Leeds Governor".
            return make_source(f"{place} {spell(own).title()}", kind)
        link = "in" if len(words) > 2 else "of"
        owner = tables.nations.get(place.lower()) or (place if kind == "police" else None)
        name = f"{owner} {spell(own)}" if owner is not None else f"{spell(own)} {link} {place}"
        return tables.by_name.get(name) or make_source(name, kind)
    # "the Interior Ministry" is "the interior ministry".
    if not all(token.is_capital for token in own):
        return None
    name = spell(own).lower()
    # So is "the Governor"; "the Group" is nobody.
    plain = make_source(name, kind) if kind in _PLAIN and words[-1] in tables.roles else None
    return find_unit(core, end, tables) or plain


# Bodies that a nation or a town owns.
_OWNED = frozenset({"police", "military", "government", "ministry", "rescue"})


def _spell_seat(core: Sequence[Token], end: int, tables: SourceTables) -> str:
    """Return " of El Salvador" behind "Human Rights Commission", nothing where no place belongs to a name."""
    if end + 1 >= len(core) or core[end].text != "of" or core[end - 1].lower in tables.roles:
        return ""
    place = _place_after(core, end, tables)
    return f" of {place}" if place else ""


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
        while last < len(core) and _is_in_name(core, last, tables):
            last += 1
        if last == begin or " ".join([token.lower for token in core[begin:last]]) in tables.places:
            break
        stop = last
    return stop


def _is_in_name(core: Sequence[Token], index: int, tables: SourceTables) -> bool:
    """Return whether a word goes on with a name: a capital, "and" before one, a hyphen in one."""
    token = core[index]
    if token.is_capital:
        # "Board of Education | Spokeswoman Jo Roe"
        return token.lower not in tables.heading
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
    """Return where the capitals begin that stand before the noun of a body at token ``end``."""
    start, small = end, 0
    while start > 0:
        before = core[start - 1]
        if before.is_capital or _glues(core, start - 1):
            start -= 1
        elif start < len(core) and core[start].is_capital and _pairs(core, start - 1, tables):
            start, small = start - 2, small + 1
        else:
            inner = _count_inner(core, start, tables)
            if not inner:
                break
            start -= inner
    while start < end and core[start].lower in _POSSESSIVE:
        start += 1
    # A headline in capitals is no name.
    return start if end - start - small <= _LONGEST else end - 1


# "Kherson | regional military | administration"
_PLAIN_INNER = 3


def _count_inner(core: Sequence[Token], start: int, tables: SourceTables) -> int:
    """Count the plain words and numbers between a capital and the rest of a name: "Kharkiv | regional"."""
    for back in range(1, min(_PLAIN_INNER, start - 1) + 1):
        word = core[start - back]
        before = core[start - back - 1]
        if not (word.lower in tables.modifiers or (word.text.isdigit() and back == 1)):
            return 0
        if before.is_capital or (before.text.isdigit() and word.lower in tables.modifiers):
            return back
    return 0


def _pairs(core: Sequence[Token], link: int, tables: SourceTables) -> bool:
    """Return whether "and" joins two words of one name: "Disaster | and | Emergency Authority"."""
    if core[link].text not in {"and", "AND", "&"} or not link or not core[link - 1].is_capital:
        return False
    before = core[link - 1].lower
    # "Leeds police and Fire Department", "Mali and Defence Command" are two.
    ended = before in tables.heads or before in tables.nations or before in tables.places
    return not (ended or before in tables.firsts or before in tables.roles)


def pairs_name(tokens: Sequence[Token], link: int, tables: SourceTables) -> bool:
    """Return whether "and" stands inside the name of one body, which ends in the noun of one.

    Args:
        tokens: A phrase or a sentence.
        link: The token "and".
        tables: Nouns of bodies, nations, places.

    Returns:
        True in "Disaster and Emergency Authority", "Fire and Rescue Service"; False for two names.
    """
    if not 0 < link < len(tokens) - 1 or not tokens[link + 1].is_capital or not _pairs(tokens, link, tables):
        return False
    end = link + 1
    while end < len(tokens) and end - link <= _LONGEST and tokens[end].is_capital:
        if tokens[end].lower in tables.institutions and end > link + 1:
            return True
        end += 1
    return False


# Before a dot these begin a name: "St. Anne Hospital".
_SAINTS = frozenset({"st", "ste", "mt", "ft", "sto", "sta"})


def _glues(core: Sequence[Token], index: int) -> bool:
    """Return whether a mark or a small word stands inside a name: "Miami-Dade", "St. Anne"."""
    text = core[index].text
    if text == ".":
        return index > 0 and core[index - 1].lower in _SAINTS
    if text == "-":
        return index + 1 < len(core) and core[index].end == core[index + 1].start
    return text.lower() in {"'s", "’s", "al", "el", "'", "’"}


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


def spell_body(own: Sequence[Token], tables: SourceTables) -> str:
    """Write "Mali's army" as "Malian army", "Leeds' mayor" as "Leeds mayor", other names as spelled."""
    for mark in range(1, min(_OWNER, len(own) - 2) + 1):
        if own[mark].lower in _POSSESSIVE and all(token.is_capital for token in own[:mark]):
            words = " ".join([token.lower for token in own[:mark]])
            nation = tables.nations.get(words)
            if nation is not None or words in tables.places or own[-1].lower in tables.roles:
                return f"{nation or spell(own[:mark])} {spell(own[mark + 1 :])}"
    name = spell(own)
    # "U.S. Embassy"
    return name.replace(".", "", _DOTS) if "." in own[0].text and own[0].lower in tables.nations else name


_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# How many words an owner has, and how many dots "U.S." has.
_OWNER, _DOTS = 3, 2


def spell(tokens: Sequence[Token]) -> str:
    """Write tokens as a name: as spelled, single spaces, none around hyphens and apostrophes."""
    out = ""
    for index, token in enumerate(tokens):
        glued = index and token.start == tokens[index - 1].end
        out += token.text if not index or glued else f" {token.text}"
    return out
