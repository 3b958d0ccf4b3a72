"""How far a name reaches: modifiers before it, halves, sites and words for its kind behind it."""

from __future__ import annotations

from claimgraph.extraction.places.appositions import HERE, stands_apposed
from claimgraph.extraction.places.runs import Hit, is_article
from claimgraph.extraction.places.surroundings import Setting, find_cue, find_kind_after
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.gazetteer import Entry, Gazetteer
from claimgraph.lexicon.placenames import ARTICLES, fold_name

# What "a Chicago neighborhood" is one of many of.
_GENERIC = frozenset(
    "town village city suburb neighbourhood hospital district locality square camp prison market".split()
)
# Places that hold many settlements, and what such a settlement is.
_STATES = frozenset({"country", "state"})
_LARGE = _STATES | {"province", "region", "territory", "city"}
_LARGE_FROM = 100_000
_SETTLEMENTS = frozenset({"town", "village", "city", "suburb", "neighbourhood", "hospital"})
# Parts of a country or a province that have a name of their own.
_PARTS = frozenset({"region", "area"})
# The words before a road's number in "junction 26 of the M62".
_ROAD_REACH = 4
_ROAD_DIGITS = 4
# Before which words a word of the language may be a name: "the town of Hope", "at Regent, on the edge".
_BEFORE_WORDS = HERE | {"of"}
# The letters of a name at least.
_SHORTEST = 3
# An unlisted abbreviation is no longer than this.
_LONGEST_ABBREVIATION = 5


def read_otherwise(
    tokens: tuple[Token, ...], index: int, gazetteer: Gazetteer, words: PlaceWords
) -> Hit | None:
    """Return a name that is one only by the words beside it: "Plateau state", "the town of Hope"."""
    last = index + 1
    if last < len(tokens) and tokens[last][1] in words.whole_kinds:
        return _read_with_kind(tokens, index, gazetteer)
    if not index or tokens[index - 1][1] not in _BEFORE_WORDS:
        return None
    named = index > 1 and tokens[index - 1][1] == "of" and tokens[index - 2][1] in words.kinds_before
    if named or stands_apposed(tokens, index):
        return _read_named(tokens[index], last, words)
    return None


def _read_with_kind(tokens: tuple[Token, ...], index: int, gazetteer: Gazetteer) -> Hit | None:
    """Return a name that has the small word behind it in the tables: "Plateau state", "Rivers state"."""
    last = index + 2
    core = fold_tokens(tokens[index:last])
    match = gazetteer.match(core)
    if not match.entries or match.confidence < 1 or not tokens[index].is_capital:
        return None
    return Hit(last, core, match.entries, 1.0, tokens[last - 1].end)


def _read_named(token: Token, last: int, words: PlaceWords) -> Hit | None:
    """Return a name that is a word of the language too: "Hope"."""
    if not token.is_capital or not token.text.isalpha() or len(token.text) < _SHORTEST:
        return None
    core = fold_name(token.text)
    if core in words.not_places or core in words.titles or core in words.demonyms:
        return None
    return Hit(last, core, (), 0.5, token.end)


def read_road(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> int:
    """Return the token behind a road by its number, 0 for none: "Interstate 24", "junction 26 of the M62"."""
    text, lower, _, _ = tokens[index]
    last = index + 1
    if lower in words.road_owners and text[0].isupper():
        return _read_owned_road(tokens, index, words)
    if lower in words.numbered_roads and last < len(tokens) and text[0].isupper():
        return last + 1 if tokens[last].text.isdigit() else 0
    if text == "I" and last + 1 < len(tokens) and tokens[last].text == "-":
        return last + 2 if tokens[last + 1].text.isdigit() else 0
    if len(text) < 2 or not text[1:].isdigit() or not text[0].isupper() or index < _ROAD_REACH:
        return 0
    before = [token.lower for token in tokens[index - _ROAD_REACH : index]]
    return last if before[2:] == ["of", "the"] and not words.road_parts.isdisjoint(before[:2]) else 0


def _read_owned_road(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> int:
    """Return the token behind "U.S. 33" or "State Route 9", 0 for none: of a state alone only behind "on"."""
    position = index + 1
    while position < len(tokens) and tokens[position].lower in words.numbered_roads:
        position += 1
    if position >= len(tokens) or not tokens[position].text.isdigit():
        return 0
    if position > index + 1:
        return position + 1
    short = len(tokens[position].text) < _ROAD_DIGITS
    cued = index > 0 and tokens[index - 1].lower in words.road_cues
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    ends = (
        after is None
        or not after.text[0].isalpha()
        or after.lower in words.noun_ends
        or after.lower in words.locative
    )
    return position + 1 if short and cued and ends else 0


def take_second_half(setting: Setting, gazetteer: Gazetteer) -> Setting:
    """Take "es Safi" after "Aqareb" into the name, though the tables know only its first half."""
    tokens, _, last, hit, words, style, _ = setting
    if last >= len(tokens) or style.no_capitals:
        return setting
    text, lower, _, _ = tokens[last]
    if lower in words.particles:
        rest = _find_behind_particles(tokens, last, words)
        if rest > last and not _is_country(tokens[rest - 1], gazetteer):
            return _take_rest(setting, rest, gazetteer)
    if not text[0].isupper() and lower not in ARTICLES:
        # Which is the usual case.
        small = hit.core in words.not_alone and text.islower()
        return _take_small_half(setting, gazetteer) if small else setting
    if not hit.entries or last + 1 >= len(tokens):
        return setting
    adjective = _find_adjective(setting)
    if adjective:
        return _take_adjective(setting, adjective, gazetteer)
    rest = _find_rest(setting, gazetteer)
    return _take_rest(setting, rest, gazetteer) if rest > last else _take_joined(setting)


def _find_behind_particles(tokens: tuple[Token, ...], position: int, words: PlaceWords) -> int:
    """Return the token behind "de la Sierra" after a name, the same where a small word or nothing follows."""
    behind = position
    while behind < len(tokens) and tokens[behind].lower in words.particles:
        behind += 1
    fits = behind < len(tokens) and tokens[behind].is_capital and tokens[behind].text.isalpha()
    return behind + 1 if fits else position


def _is_country(token: Token, gazetteer: Gazetteer) -> bool:
    """Return whether a name's last word is the country that it lies in: "Santiago de Chile"."""
    entries = gazetteer.match(fold_name(token.text)).entries
    return bool(entries) and entries[0].kind == "country"


def _take_rest(setting: Setting, last: int, gazetteer: Gazetteer) -> Setting:
    """Take the tokens up to one into a name, which is another place than the one without them."""
    core = fold_tokens(setting.tokens[setting.first : last])
    match = gazetteer.match(core)
    entries = match.entries if match.confidence == 1 else ()
    named = Hit(last, core, entries, 1.0 if entries else 0.5, setting.tokens[last - 1].end)
    return setting._replace(last=last, hit=named)


def _take_joined(setting: Setting) -> Setting:
    """Take a small article and the capital behind it into the name: "es Safi"."""
    tokens, last = setting.tokens, setting.last
    if tokens[last].text not in setting.words.joining or not tokens[last + 1].is_capital:
        return setting
    return setting._replace(last=last + 2, hit=setting.hit._replace(end=tokens[last + 1].end, last=last + 2))


def _take_small_half(setting: Setting, gazetteer: Gazetteer) -> Setting:
    """Take "ezzor" after "Deir" into the name where a table knows both, though it is written small."""
    last, hit = setting.last, setting.hit
    after = setting.tokens[last]
    if after.lower in setting.style.common_words:
        return setting
    core = f"{hit.core} {fold_name(after.text)}"
    whole = gazetteer.match(core)
    if not whole.entries or whole.confidence < 1:
        return setting
    known = Hit(last + 1, core, whole.entries, 1.0, after.end)
    return setting._replace(last=last + 1, hit=known)


def _find_adjective(setting: Setting) -> int:
    """Return the token behind "al-Jadida" after a name, 0 where nothing of the kind stands there."""
    tokens, last = setting.tokens, setting.last
    if tokens[last].lower not in ARTICLES:
        return 0
    position = last + 2 if tokens[last + 1].text == "-" else last + 1
    if position >= len(tokens) or tokens[position].lower not in setting.words.second_halves:
        return 0
    return position + 1


def _take_adjective(setting: Setting, last: int, gazetteer: Gazetteer) -> Setting:
    """Take "al-Jadida" after "Shahba" into the name: another place than the one without it."""
    final, hit = setting.tokens[last - 1], setting.hit
    core = f"{hit.core} {setting.tokens[setting.last].lower} {fold_name(final.text)}"
    whole = gazetteer.match(core)
    known = whole.entries if whole.confidence == 1 else ()
    named = Hit(last, core, known, 1.0 if known else 0.5, final.end)
    return setting._replace(last=last, hit=named)


def _find_rest(setting: Setting, gazetteer: Gazetteer) -> int:
    """Return the token behind a name of which the world tables know only the first word: "Nyaung Kone".

    Not in a text without commas, where two names may stand side by side.
    """
    tokens, last = setting.tokens, setting.last
    apart = tokens[last - 1].end + 1 != tokens[last].start
    if setting.style.stripped or setting.hit.entries[0].curated or apart:
        return last
    # Without a cue it is a person: "Austin Clark".
    if not find_cue(tokens, setting.first, setting.words)[0]:
        return last
    position = last
    if is_article(tokens, last):
        position = last + 2 if tokens[last + 1].text == "-" else last + 1
    elif not _may_go_on(tokens[last], setting) or _is_listed(tokens[last], gazetteer):
        return last
    return position + 1


def _is_listed(token: Token, gazetteer: Gazetteer) -> bool:
    return gazetteer.match(fold_name(token.text)).confidence == 1


def _may_go_on(token: Token, setting: Setting) -> bool:
    """Return whether a capitalised word can only be a name."""
    lower, words, style = token.lower, setting.words, setting.style
    if (
        not token.is_capital
        or not token.text.isalpha()
        or (token.text.isupper() and len(lower) <= _LONGEST_ABBREVIATION)
    ):
        return False
    if lower in words.not_places or lower in words.demonyms or lower in words.organisation_after:
        return False
    if lower in words.titles or lower in words.sites_after or lower in words.kinds_after:
        return False
    return lower not in style.lower_words and lower not in style.common_words


def take_owned_site(setting: Setting) -> Setting:
    """Take "'s" before a site into an unlisted name: "Siri's Casino", "St. Luke's Hospital"."""
    tokens, last = setting.tokens, setting.last
    if last + 1 >= len(tokens) or tokens[last][1] != "'s":
        return setting
    entries = setting.hit.entries
    if entries and (entries[0].curated or entries[0].population >= _LARGE_FROM):
        return setting
    site = tokens[last + 1]
    if not site.is_capital or site.lower not in setting.words.sites_after:
        return setting
    named = setting.hit._replace(last=last + 1, end=tokens[last].end, entries=(), confidence=0.5)
    return setting._replace(last=last + 1, hit=named)


def take_listed(setting: Setting, gazetteer: Gazetteer) -> Setting:
    """Read "Aleppo Hospital" in a headline as a hospital in Aleppo."""
    match = gazetteer.match(setting.hit.core)
    if not match.entries or match.confidence < 1 or not match.entries[0].curated:
        return setting
    return setting._replace(hit=setting.hit._replace(entries=match.entries, confidence=1.0))


def take_modifiers(setting: Setting, gazetteer: Gazetteer) -> tuple[Setting, str]:
    """Take "northern" before a name into it; a name of the tables with it ends the search."""
    tokens, first, hit = setting.tokens, setting.first, setting.hit
    if not first or tokens[first - 1][1] not in setting.words.modifiers:
        return setting, ""
    modifier = ""
    while first and tokens[first - 1].lower in setting.words.modifiers:
        if first > 1 and tokens[first - 2].text == "-":
            break
        first -= 1
        modifier = f"{tokens[first].lower} {modifier}".strip()
        joined = gazetteer.match(f"{modifier} {hit.core}")
        if joined.entries and joined.confidence == 1 and _fits_kind(setting, joined.entries[0]):
            known = hit._replace(entries=joined.entries, confidence=1.0)
            return setting._replace(first=first, hit=known), ""
    return setting._replace(first=first), modifier


def _fits_kind(setting: Setting, entry: Entry) -> bool:
    """Return whether the word behind a name may be that of an entry: the north of a province is none."""
    after = setting.after
    if after is None or after.lower not in setting.words.whole_kinds:
        return True
    return entry.kind not in _PARTS


def drop_modifiers(setting: Setting) -> Setting:
    """Return a name without the modifiers in front of it."""
    first = setting.first
    while setting.tokens[first].lower in setting.words.modifiers and first + 1 < setting.last:
        first += 1
    return setting._replace(first=first)


def find_own_kind(setting: Setting, gazetteer: Gazetteer) -> tuple[str, int]:
    """Return the kind that the words behind a name give it and the token behind those that belong to it.

    Not where they tell of another place in it: "the Damascus suburb of Douma", "a Syria village".
    """
    kind, last = find_kind_after(setting)
    entries = setting.hit.entries
    if not kind or not entries:
        return kind, last
    before = setting.before
    if before is not None and before.lower in {"a", "an"} and kind in _GENERIC:
        return "", setting.last
    large = entries[0].kind in _LARGE or entries[0].population >= _LARGE_FROM
    if kind in _SETTLEMENTS and large and _is_of(setting.tokens, last):
        return "", setting.last
    if kind == "suburb" and entries[0].kind not in _LARGE:
        return "", setting.last
    if entries[0].kind in _STATES and kind in _SETTLEMENTS:
        whole = match_with_kind(setting, last, gazetteer)
        return (kind, last) if whole.hit.entries != entries else ("", setting.last)
    return kind, last


def _is_of(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether "of" and a name stand at a token."""
    if last + 1 >= len(tokens) or tokens[last].lower != "of":
        return False
    return tokens[last + 1].is_capital or is_article(tokens, last + 1)


def match_with_kind(setting: Setting, last: int, gazetteer: Gazetteer) -> Setting:
    """Prefer the entry that has the kind word in its name: "Idlib province", "Jabalia camp"."""
    tail = (token.lower for token in setting.tokens[setting.last : last])
    whole = gazetteer.match(" ".join((setting.hit.core, *tail)))
    if not whole.entries or whole.confidence < 1:
        return setting
    return setting._replace(hit=setting.hit._replace(entries=whole.entries, confidence=1.0))


def fold_tokens(tokens: tuple[Token, ...]) -> str:
    """Return the folded name of some tokens."""
    return " ".join(filter(None, [fold_name(token.text) for token in tokens]))
