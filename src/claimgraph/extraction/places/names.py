"""One sentence → the names of places in it, before anything is known of the article."""

from __future__ import annotations

from typing import NamedTuple

from claimgraph.extraction.places.readings import Readings, load_readings
from claimgraph.extraction.places.runs import Hit, is_article
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.surroundings import (
    Setting,
    find_cue,
    find_kind_after,
    find_role,
    is_plausible,
)
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.gazetteer import Entry, Gazetteer
from claimgraph.lexicon.placenames import ARTICLES, fold_name

# A street has the name of a town that it leads to, or of anything.
# The tokens that may stand between names in a row: ", and".
_LONGEST_JOINT = 2
_MANY_WAYS = frozenset({"streets", "roads", "avenues", "boulevards"})
# How far before a name its cue may stand, and the words before a "to" that only cites.
_CUE_REACH = 5
_CITING = frozenset({"according", "thanks", "due", "compared"})
_TOWNS = frozenset({"city", "town"})
# The words of an institution's name behind its town, and those before it that put no event there.
_LONGEST_INSTITUTION = 4
_INSTITUTION_CUES = frozenset({"", "at", "to", "from", "of"})
# How many words before a name show whether it stands in a headline.
_HEADLINE_REACH = 6
# The cue of a name behind an age: it is a person's.
AGE = "old"
_AGE_UNITS = frozenset({"year", "years", "month", "months", "day", "days"})
# Places that hold many settlements, and what such a settlement is.
_STATES = frozenset({"country", "state"})
_LARGE = _STATES | {"province", "region", "territory", "city"}
_LARGE_FROM = 100_000
_SETTLEMENTS = frozenset({"town", "village", "city", "suburb", "neighbourhood", "hospital"})
# What stands before a modifier that says no more than where a place lies.
_DETERMINERS = frozenset({"the", "'s", "its", "their", "countrys"})
_WAYS = frozenset({"street", "road"})


class Found(NamedTuple):
    """A name in a sentence: tokens ``[first, last)``, what tables know of it and what stands around it.

    ``core`` is the folded name without modifier and kind word, ``modifier`` such as "northern",
    ``kind`` what a word beside the name calls it ("" for nothing) and ``own_kind`` whether that
    word belongs to the name, ``cue`` the word that makes it a location, ``role`` as in `PlaceMention`.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    core: str
    entries: tuple[Entry, ...] = ()
    confidence: float = 1.0
    kind: str = ""
    modifier: str = ""
    cue: str = ""
    role: str = "location"
    own_kind: bool = False


def find_names(sentence: Sentence, *, gazetteer: Gazetteer, words: PlaceWords, style: Style) -> list[Found]:
    """Find names of the gazetteer and names that only their surroundings make a place."""
    tokens = sentence.tokens
    readings = load_readings(gazetteer, words, stripped=style.stripped, common_words=style.common_words)
    found: list[Found] = []
    free = 0
    for index in _find_starts(tokens, words, style):
        if index < free:
            continue
        hit = readings.read(tokens, index, style) or _read_with_kind(tokens, index, gazetteer, words)
        if hit is None:
            continue
        if hit.is_demonym:
            found.append(_describe_demonym(sentence, index, hit.core))
            free = index + 1
            continue
        if not hit.entries and _opens_late(tokens, index, hit, readings=readings, words=words, style=style):
            continue
        if _has_age(tokens, index, hit):
            persons, free = _skip_person(sentence, index)
            found.extend(persons)
            continue
        name = None
        previous = found[-1] if found else None
        if hit.entries or not _is_bare(tokens, index, hit.last, previous, words):
            setting = Setting(tokens, index, hit.last, hit, words, style)
            name = _describe(sentence, setting, previous, gazetteer)
        if name is not None:
            if previous is not None and _is_crossing(tokens, previous, name):
                found[-1] = previous._replace(kind=name.kind, entries=(), confidence=0.5)
            found.append(name)
            free = max(name.last, hit.last)
        else:
            free, persons = _pass_over(sentence, index, hit, words)
            found.extend(persons)
    return found


def _read_with_kind(
    tokens: tuple[Token, ...], index: int, gazetteer: Gazetteer, words: PlaceWords
) -> Hit | None:
    """Return a name that is one only with the small word behind it: "Plateau state", "Rivers state"."""
    last = index + 2
    if last > len(tokens) or tokens[last - 1].lower not in words.whole_kinds:
        return None
    core = _fold(tokens[index:last])
    match = gazetteer.match(core)
    if not match.entries or match.confidence < 1 or not tokens[index].is_capital:
        return None
    return Hit(last, core, match.entries, 1.0, tokens[last - 1].end)


def _is_crossing(tokens: tuple[Token, ...], previous: Found, name: Found) -> bool:
    """Return whether two names share the word for their kind: "Springfield and Chester Avenues"."""
    if name.kind not in _WAYS or tokens[name.last - 1].lower not in _MANY_WAYS:
        return False
    return [token.lower for token in tokens[previous.last : name.first]] == ["and"]


def _find_starts(tokens: tuple[Token, ...], words: PlaceWords, style: Style) -> list[int]:
    """Return the tokens at which a name may start, by position in the tuple for speed."""
    openers, no_names = style.openers, words.no_names
    starts = [n for n, token in enumerate(tokens) if token[0] in openers]
    starts = [n for n in starts if tokens[n][1] not in no_names or _opens_more(tokens, n, words)]
    if style.no_capitals:
        return starts
    return [n for n in starts if tokens[n][0][0].isupper() or is_article(tokens, n)]


def _opens_late(
    tokens: tuple[Token, ...],
    index: int,
    hit: Hit,
    *,
    readings: Readings,
    words: PlaceWords,
    style: Style,
) -> bool:
    """Return whether an unlisted name is another word before a listed one: "Rural Aleppo", "Seizing Syria"."""
    opening = tokens[index].lower
    modifies = opening in words.modifiers
    if hit.last - index < 2 or not (modifies or opening in style.common_words):
        return False
    if opening in words.not_alone or opening in words.name_openings:
        return False
    after = readings.read(tokens, index + 1, style)
    if after is None or not after.entries or after.last < hit.last - modifies * 0:
        return False
    return modifies or after.entries[0].curated


def _opens_more(tokens: tuple[Token, ...], index: int, words: PlaceWords) -> bool:
    """Return whether a word that is no place may open something longer: "The" in "The Hague"."""
    if index + 1 >= len(tokens):
        return True
    after = tokens[index + 1]
    return not after[0][0].islower() or after[1] in words.connectors


def _is_bare(
    tokens: tuple[Token, ...], index: int, last: int, previous: Found | None, words: PlaceWords
) -> bool:
    """Return whether nothing around an unlisted name can make it a place, which is the usual case."""
    if not index or tokens[index][0][-1].isdigit():
        return False
    before = tokens[index - 1]
    if before[1] in words.before_places or before[1] in words.modifiers:
        return False
    if (index > 1 and tokens[index - 2][0] == "-") or (
        previous is not None and index - previous.last <= _LONGEST_JOINT
    ):
        return False
    return last >= len(tokens) or tokens[last][1] not in words.after_places


def _speaks(setting: Setting) -> bool:
    """Return whether an unlisted name that only its neighbour makes a place is who speaks behind it.

    "In Iraq and Syria Carter added", "in the Waer district Lavrov Reveals".
    """
    after = setting.after
    if after is not None and after.lower in setting.words.speech:
        return True
    names = setting.tokens[setting.first : setting.last]
    common = setting.style.common_words
    return len(names) > 1 and any(token.lower in common and token.text.isalpha() for token in names)


def _has_age(tokens: tuple[Token, ...], index: int, hit: Hit) -> bool:
    """Return whether an age stands beside a name: "72-year-old Riyad Sukkar", "Marcus Jackson, 24,"."""
    last = hit.last
    if index > 2 and tokens[index - 1].lower == "old":
        units = {token.lower for token in tokens[index - 4 : index - 1]}
        return not units.isdisjoint(_AGE_UNITS) and (not hit.entries or _names_on(tokens, last))
    if last + 2 >= len(tokens) or not index or tokens[last].text != "," or tokens[last + 2].text != ",":
        return False
    age = tokens[last + 1].text
    return age.isdigit() and len(age) < 3 and tokens[index - 1].is_capital


def _names_on(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether a name goes on with a capital: "Riyad" of "Riyad Sukkar"."""
    return last < len(tokens) and tokens[last].is_capital


def _skip_person(sentence: Sentence, index: int) -> tuple[list[Found], int]:
    """Return the first and the family name of the person that a token begins, and the token behind it."""
    tokens = sentence.tokens
    last = index + 1
    while last < len(tokens) and (tokens[last].is_capital or _is_inside(tokens, last)):
        last += 1
    family = last - 1
    if family - 2 > index and tokens[family - 1].text == "-":
        family -= 2
    cores = [fold_name(tokens[index].text), " ".join(fold_name(t.text) for t in tokens[family:last]).strip()]
    start, end = tokens[index].start, tokens[last - 1].end
    cores = [" ".join(core.split()) for core in cores]
    return [
        Found(sentence.index, index, last, start, end, core, cue=AGE, role="person") for core in cores if core
    ], last


def _is_inside(tokens: tuple[Token, ...], position: int) -> bool:
    """Return whether a small article or its hyphen stands within a person's name: "Safaa al-Zarii"."""
    return is_article(tokens, position) or (
        tokens[position].text == "-"
        and position + 1 < len(tokens)
        and tokens[position + 1].is_capital
    )


def _describe_demonym(sentence: Sentence, index: int, core: str) -> Found:
    token = sentence.tokens[index]
    return Found(
        sentence.index, index, index + 1, token.start, token.end, core, role="demonym", kind="country"
    )


def _pass_over(sentence: Sentence, index: int, hit: Hit, words: PlaceWords) -> tuple[int, tuple[Found, ...]]:
    """Return where to look on behind a name that is no place, and the person that it names.

    The family name is kept, so that it is no place where it stands alone.
    """
    opening, _, family = hit.core.partition(" ")
    if opening not in words.given_names:
        return (hit.last if hit.entries else index), ()
    core = family.rpartition(" ")[2] or opening
    start = sentence.tokens[index].start
    return hit.last, (Found(sentence.index, index, hit.last, start, hit.end, core, role="person"),)


def _describe(
    sentence: Sentence, setting: Setting, previous: Found | None, gazetteer: Gazetteer
) -> Found | None:
    """Look at what stands around a name; ``None`` where it is no place after all."""
    setting, modifier = _take_modifiers(_take_second_half(setting, gazetteer), gazetteer)
    setting = _take_owned_site(setting)
    if not setting.hit.entries and _belongs_elsewhere(setting):
        return None
    if not setting.hit.entries and _is_headline(setting):
        if _is_wording(setting):
            return None
        setting = _take_listed(setting, gazetteer)
    kind, last = _find_own_kind(setting, gazetteer)
    if modifier and kind and _lies_there(setting, last, previous):
        setting, modifier = _drop_modifiers(setting), ""
    cue, kind_before = _inherit_cue(setting, previous, kind)
    if setting.hit.entries and kind:
        setting = _match_with_kind(setting, last, gazetteer)
    if not setting.hit.entries:
        if not is_plausible(setting, cue, kind or kind_before):
            return None
        if cue and not kind and _speaks(setting) and not find_cue(setting.tokens, setting.first, setting.words)[0]:
            return None
        near = gazetteer.match_near(setting.hit.core)
        if near.entries and kind not in _WAYS:
            setting = setting._replace(
                hit=setting.hit._replace(entries=near.entries, confidence=near.confidence)
            )
    if kind:
        setting = setting._replace(last=last)
    hit, first = setting.hit, setting.first
    role = find_role(setting, cue, kind or kind_before)
    if role == "location":
        role = _find_late_role(setting, cue)
    end = setting.tokens[last - 1].end if kind else hit.end
    return Found(
        sentence.index, first, setting.last, setting.tokens[first].start, end, hit.core, hit.entries,
        hit.confidence, kind or kind_before, modifier, cue, role, bool(kind),
    )  # fmt: skip


def _take_second_half(setting: Setting, gazetteer: Gazetteer) -> Setting:
    """Take "es Safi" after "Aqareb" into the name, though the tables know only its first half."""
    tokens, last = setting.tokens, setting.last
    if last < len(tokens) and setting.hit.core in setting.words.not_alone and tokens[last].text.islower():
        return _take_small_half(setting, gazetteer)
    if not setting.hit.entries or last + 1 >= len(tokens) or setting.style.no_capitals:
        return setting
    adjective = _find_adjective(setting)
    if adjective:
        return _take_adjective(setting, adjective, gazetteer)
    rest = _find_rest(setting, gazetteer)
    if rest > last:
        named = Hit(rest, _fold(tokens[setting.first : rest]), (), 0.5, tokens[rest - 1].end)
        return setting._replace(last=rest, hit=named)
    if tokens[last].text not in setting.words.joining or not tokens[last + 1].is_capital:
        return setting
    return setting._replace(last=last + 2, hit=setting.hit._replace(end=tokens[last + 1].end, last=last + 2))


def _find_late_role(setting: Setting, cue: str) -> str:
    """Return the role of what looks like a location by the words behind it."""
    after, first = setting.after, setting.first
    if not cue and not first and after is not None and after.text == ":":
        entries = setting.hit.entries
        return "dateline" if entries and entries[0].kind in _TOWNS else "location"
    if cue in _INSTITUTION_CUES and _opens_institution(setting):
        return "organisation"
    return "location"


def _opens_institution(setting: Setting) -> bool:
    """Return whether a listed name is the first word of a hospital's or a court's: "Leeds Crown Court"."""
    tokens, last = setting.tokens, setting.last
    if setting.style.stripped or not setting.hit.entries:
        return False
    for position in range(last, min(last + _LONGEST_INSTITUTION, len(tokens))):
        if tokens[position].text == "-":
            continue
        if not tokens[position].is_capital or tokens[position].start > tokens[position - 1].end + 1:
            return False
        if tokens[position].lower in setting.words.institutions:
            return True
    return False


def _belongs_elsewhere(setting: Setting) -> bool:
    """Return whether an unlisted name is part of another name or a people's.

    "College Hospital" of "Dhaka Medical College Hospital", "the Fulani group", "al-Shabaab militants".
    """
    before, after, words = setting.before, setting.after, setting.words
    if after is not None and after.lower in words.outfit_after and not setting.style.stripped:
        return True
    tail = before is not None and before.is_capital and before.end + 1 == setting.tokens[setting.first].start
    return tail and _is_wording(setting)


def _is_headline(setting: Setting) -> bool:
    """Return whether the words before a name are written as in a headline, where capitals tell nothing."""
    before = setting.tokens[max(1, setting.first - _HEADLINE_REACH) : setting.first]
    common = setting.style.common_words
    return sum(token.is_capital and token.lower in common and len(token.text) > 3 for token in before) > 1


def _is_wording(setting: Setting) -> bool:
    """Return whether all words of a name are such as the language writes small: "Destroy Hospital"."""
    names = setting.tokens[setting.first : setting.last]
    return all(token.lower in setting.style.common_words for token in names if token.text.isalpha())


def _take_listed(setting: Setting, gazetteer: Gazetteer) -> Setting:
    """Read "Aleppo Hospital" in a headline as a hospital in Aleppo."""
    match = gazetteer.match(setting.hit.core)
    if not match.entries or match.confidence < 1 or not match.entries[0].curated:
        return setting
    return setting._replace(hit=setting.hit._replace(entries=match.entries, confidence=1.0))


def _take_owned_site(setting: Setting) -> Setting:
    """Take "'s" before a site into an unlisted name: "Siri's Casino", "St. Luke's Hospital"."""
    tokens, last = setting.tokens, setting.last
    entries = setting.hit.entries
    known = bool(entries) and (entries[0].curated or entries[0].population >= _LARGE_FROM)
    if known or last + 1 >= len(tokens) or tokens[last].lower != "'s":
        return setting
    site = tokens[last + 1]
    if not site.is_capital or site.lower not in setting.words.sites_after:
        return setting
    named = setting.hit._replace(last=last + 1, end=tokens[last].end, entries=(), confidence=0.5)
    return setting._replace(last=last + 1, hit=named)


def _fold(tokens: tuple[Token, ...]) -> str:
    """Return the folded name of some tokens."""
    return " ".join(filter(None, [fold_name(token.text) for token in tokens]))


def _find_rest(setting: Setting, gazetteer: Gazetteer) -> int:
    """Return the token behind a name of which the world tables know only the first word: "Nyaung Kone".

    Not in a text without commas, where two names may stand side by side.
    """
    tokens, last, entries = setting.tokens, setting.last, setting.hit.entries
    if setting.style.stripped or entries[0].curated or tokens[last - 1].end + 1 != tokens[last].start:
        return last
    position = last
    if is_article(tokens, last):
        position = last + 2 if tokens[last + 1].text == "-" else last + 1
    elif not _may_go_on(tokens[last], setting):
        return last
    elif gazetteer.match(fold_name(tokens[last].text)).confidence == 1:
        return last
    return position + 1


def _may_go_on(token: Token, setting: Setting) -> bool:
    """Return whether a capitalised word can only be a name."""
    lower, words, style = token.lower, setting.words, setting.style
    if not token.is_capital or not token.text.isalpha() or (token.text.isupper() and len(lower) < 6):
        return False
    if lower in words.not_places or lower in words.demonyms or lower in words.organisation_after:
        return False
    if lower in words.titles or lower in words.sites_after or lower in words.kinds_after:
        return False
    return lower not in style.lower_words and lower not in style.common_words


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


def _lies_there(setting: Setting, last: int, previous: Found | None) -> bool:
    """Return whether a modifier says where in its country a whole place lies: "the northern X province"."""
    tokens, first, words = setting.tokens, setting.first, setting.words
    if not first or tokens[last - 1].lower not in words.whole_kinds:
        return False
    before = tokens[first - 1].lower
    if before in _DETERMINERS or before in words.demonyms:
        return True
    # "Syrias northern Idlib province", in a text that lost its apostrophes.
    beside = previous is not None and previous.last == first and bool(previous.entries)
    return beside and previous is not None and previous.entries[0].kind == "country"


def _drop_modifiers(setting: Setting) -> Setting:
    """Return a name without the modifiers in front of it."""
    first = setting.first
    while setting.tokens[first].lower in setting.words.modifiers and first + 1 < setting.last:
        first += 1
    return setting._replace(first=first)


def _take_modifiers(setting: Setting, gazetteer: Gazetteer) -> tuple[Setting, str]:
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
        if joined.entries and joined.confidence == 1:
            known = hit._replace(entries=joined.entries, confidence=1.0)
            return setting._replace(first=first, hit=known), ""
    return setting._replace(first=first), modifier


def _find_own_kind(setting: Setting, gazetteer: Gazetteer) -> tuple[str, int]:
    """Return the kind that the words behind a name give it and the token behind those that belong to it.

    Not where they tell of another place in it: "the Damascus suburb of Douma", "a Syria village".
    """
    kind, last = find_kind_after(setting)
    entries = setting.hit.entries
    if not kind or not entries:
        return kind, last
    large = entries[0].kind in _LARGE or entries[0].population >= _LARGE_FROM
    if kind in _SETTLEMENTS and large and _is_of(setting.tokens, last):
        return "", setting.last
    if kind == "suburb" and entries[0].kind not in _LARGE:
        return "", setting.last
    if entries[0].kind in _STATES and kind in _SETTLEMENTS:
        whole = _match_with_kind(setting, last, gazetteer)
        return (kind, last) if whole.hit.entries != entries else ("", setting.last)
    return kind, last


def _is_of(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether "of" and a name stand at a token."""
    if last + 1 >= len(tokens) or tokens[last].lower != "of":
        return False
    return tokens[last + 1].is_capital or is_article(tokens, last + 1)


def _match_with_kind(setting: Setting, last: int, gazetteer: Gazetteer) -> Setting:
    """Prefer the entry that has the kind word in its name: "Idlib province", "Jabalia camp"."""
    tail = (token.lower for token in setting.tokens[setting.last : last])
    whole = gazetteer.match(" ".join((setting.hit.core, *tail)))
    if not whole.entries or whole.confidence < 1:
        return setting
    return setting._replace(hit=setting.hit._replace(entries=whole.entries, confidence=1.0))


def _find_cue(setting: Setting) -> tuple[str, str]:
    """Return the cue and kind before a name; for an unlisted one "according to" and "state-run" are none."""
    tokens, first = setting.tokens, setting.first
    cue, kind = find_cue(tokens, first, setting.words)
    if not cue or setting.hit.entries:
        return cue, kind
    near = tokens[max(0, first - _CUE_REACH) : first]
    if cue == "to" and any(token.lower in _CITING for token in near):
        return "", ""
    for position, token in enumerate(near[:-1]):
        if token.lower == cue and near[position + 1].text in {"-", ","}:
            return "", ""
    return cue, kind


def _inherit_cue(setting: Setting, previous: Found | None, kind: str) -> tuple[str, str]:
    """Return the cue and kind before a name; of names in a row the first has them for all."""
    tokens, first = setting.tokens, setting.first
    cue, kind_before = _find_cue(setting)
    if cue or previous is None or first - previous.last > _LONGEST_JOINT:
        return cue, kind_before
    between = [token.lower for token in tokens[previous.last : first]]
    if previous.role not in {"location", "direction"}:
        # "at Lonmin's Marikana mine": what the owner's cue makes a place is the next name.
        owned = previous.role == "organisation" and previous.cue and between == ["'s"]
        return (previous.cue if owned else ""), kind_before
    if between in (["and"], [","], [",", "and"], ["or"], ["&"]):
        return previous.cue, kind_before or ("" if kind else previous.kind)
    if between in ([], ["'s"]):
        return previous.cue, kind_before
    return cue, kind_before
