"""One sentence → the names of places in it, before anything is known of the article."""

from __future__ import annotations

from claimgraph.extraction.places.appositions import find_apposed_kind
from claimgraph.extraction.places.extents import (
    drop_modifiers,
    find_own_kind,
    fold_tokens,
    match_with_kind,
    read_otherwise,
    read_road,
    take_listed,
    take_modifiers,
    take_owned_site,
    take_second_half,
)
from claimgraph.extraction.places.found import HEAD, Found
from claimgraph.extraction.places.heads import HEAD_SENTENCES, find_head_end, find_head_name
from claimgraph.extraction.places.persons import pass_over, skip_person
from claimgraph.extraction.places.readings import Readings
from claimgraph.extraction.places.refusals import (
    belongs_elsewhere,
    find_late_role,
    find_own_cue,
    has_age,
    has_office,
    is_headline,
    is_one_of_many,
    is_wording,
    speaks,
)
from claimgraph.extraction.places.runs import Hit
from claimgraph.extraction.places.starts import find_starts
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.surroundings import Setting, find_cue, find_role, is_followed, is_plausible
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.gazetteer import Gazetteer
from claimgraph.lexicon.placenames import ARTICLES

# The tokens that may stand between names in a row: ", and".
_LONGEST_JOINT = 2
_FURTHER = 6
# A street has the name of a town that it leads to, or of anything.
_WAYS = frozenset({"street", "road"})
_MANY_WAYS = frozenset({"streets", "roads", "avenues", "boulevards"})
# Roles of names that a dateline may hold.
_OF_HEAD = frozenset({"dateline", "location", "direction", "speaker", "organisation"})
# What stands between names in a row.
_ROWS = frozenset({("and",), (",",), (",", "and"), ("or",), ("&",)})
_EXTENDING = ARTICLES | {"'s"}
# What stands before a modifier that says no more than where a place lies.
_DETERMINERS = frozenset({"the", "'s", "its", "their", "countrys"})


def find_names(
    sentence: Sentence, *, readings: Readings, gazetteer: Gazetteer, words: PlaceWords, style: Style
) -> list[Found]:
    """Find names of the gazetteer and names that only their surroundings make a place."""
    tokens = sentence.tokens
    found: list[Found] = []
    free = 0
    for index in find_starts(tokens, words, style):
        if index < free:
            continue
        hit = readings.read(tokens, index, style)
        if hit is None:
            hit = read_otherwise(tokens, index, gazetteer, words)
        road = read_road(tokens, index, words) if _may_open_road(tokens[index], hit, words) else 0
        if road:
            found.append(_describe_road(sentence, index, road, words))
            free = road
        elif hit is None:
            continue
        elif hit.is_demonym:
            role = "person" if _is_surname(tokens, index, hit, words, style) else "demonym"
            found.append(_describe_demonym(sentence, index, hit, role))
            free = hit.last
        elif hit.entries or not _opens_late(tokens, index, hit, readings=readings, words=words, style=style):
            setting = Setting(tokens, index, hit.last, hit, words, style, sentence.lower)
            free = _add_name(found, sentence, setting, gazetteer)
    head = find_head_end(tokens, words) if sentence.index < HEAD_SENTENCES else 0
    return _mark_head(found, sentence, head, gazetteer, words) if head else found


def _may_open_road(token: Token, hit: Hit | None, words: PlaceWords) -> bool:
    """Return whether a token is one at which roads by number begin, and no place but a country."""
    if not (token[1] in words.road_openings or token[0][-1].isdigit()):
        return False
    return hit is None or not hit.entries or hit.entries[0].kind == "country"


def _mark_head(
    found: list[Found], sentence: Sentence, head: int, gazetteer: Gazetteer, words: PlaceWords
) -> list[Found]:
    """Mark the names of a dateline as such; its first name is a place, whatever the tables know."""
    tokens = sentence.tokens
    marked = [
        name._replace(role="dateline", cue=HEAD) if name.last <= head and name.role in _OF_HEAD else name
        for name in found
    ]
    last = find_head_name(tokens, head, words)
    if not last or (found and found[0].first < last):
        return marked
    core, end = fold_tokens(tokens[:last]), tokens[last - 1].end
    match = gazetteer.match(core)
    entries = match.entries if match.confidence == 1 else ()
    confidence = 1.0 if entries else 0.5
    name = Found(
        sentence.index, 0, last, tokens[0].start, end, core, entries, confidence, cue=HEAD, role="dateline"
    )
    return [name, *marked]


def _add_name(found: list[Found], sentence: Sentence, setting: Setting, gazetteer: Gazetteer) -> int:
    """Add the name or the person that a hit is to those found; return the token to look on from."""
    tokens, index, hit, words = setting.tokens, setting.first, setting.hit, setting.words
    if has_age(tokens, index, hit, words):
        persons, free = skip_person(sentence, index)
        found.extend(persons)
        return free
    name = None
    previous = found[-1] if found else None
    if hit.entries or not _is_bare(tokens, index, hit.last, previous, words):
        name = _describe(sentence, setting, previous, gazetteer)
    if name is None:
        free, passed = pass_over(sentence, index, hit, words)
        found.extend(passed)
        return free
    if previous is not None and _shares_kind(tokens, previous, name, words):
        _share_kind(found, tokens, name.kind)
    found.append(name)
    return max(name.last, hit.last)


def _shares_kind(tokens: tuple[Token, ...], previous: Found, name: Found, words: PlaceWords) -> bool:
    """Return whether one word tells the kind of two names: "Springfield and Chester Avenues"."""
    if not name.kind or previous.kind or name.first - previous.last != 1:
        return False
    last = name.last if name.last < len(tokens) else name.last - 1
    many = tokens[name.last - 1].lower in _MANY_WAYS or tokens[last].lower in words.kinds_of_several
    return many and tokens[previous.last].lower == "and"


def _share_kind(found: list[Found], tokens: tuple[Token, ...], kind: str) -> None:
    """Give the names of a row the kind that the word behind the last of them tells."""
    for position in range(len(found) - 1, -1, -1):
        name = found[position]
        found[position] = name._replace(kind=kind, entries=() if kind in _WAYS else name.entries)
        before = found[position - 1] if position else None
        if before is None or before.kind or name.first - before.last != 1 or tokens[before.last].text != ",":
            return


def _opens_late(
    tokens: tuple[Token, ...],
    index: int,
    hit: Hit,
    *,
    readings: Readings,
    words: PlaceWords,
    style: Style,
) -> bool:
    """Return whether an unlisted name is a word before a listed one: "Rural Aleppo", "Seizing Syria"."""
    opening = tokens[index].lower
    modifies = opening in words.modifiers
    if hit.last - index < 2 or not (modifies or opening in style.common_words):
        return False
    if opening in words.not_alone or opening in words.name_openings:
        return False
    after = readings.read(tokens, index + 1, style)
    if after is None or not after.entries or after.last < hit.last:
        return False
    return modifies or after.entries[0].curated


def _is_bare(
    tokens: tuple[Token, ...], index: int, last: int, previous: Found | None, words: PlaceWords
) -> bool:
    """Return whether nothing around an unlisted name can make it a place, which is the usual case."""
    if not index or tokens[index][0][-1].isdigit():
        return False
    if last < len(tokens) and tokens[last][0] == "," and find_apposed_kind(tokens, last, words):
        return False
    before = tokens[index - 1]
    if before[1] in words.before_places or before[1] in words.modifiers:
        return False
    if (index > 1 and tokens[index - 2][0] == "-") or (
        previous is not None and index - previous.last <= _LONGEST_JOINT
    ):
        return False
    return last >= len(tokens) or tokens[last][1] not in words.after_places


def _is_surname(tokens: tuple[Token, ...], index: int, hit: Hit, words: PlaceWords, style: Style) -> bool:
    """Return whether somebody is called like a people: "Jo Danish said", "Jo Danish, a doctor"."""
    if not index or hit.last - index > 1 or not tokens[index - 1].is_capital or hit.last >= len(tokens):
        return False
    first, after = tokens[index - 1].lower, tokens[hit.last].lower
    if first in words.demonyms or first in words.modifiers or first in style.common_words:
        return False
    described = after == "," and hit.last + 1 < len(tokens) and not tokens[hit.last + 1].is_capital
    return first in words.given_names or after in words.speech or described


def _describe_demonym(sentence: Sentence, index: int, hit: Hit, role: str) -> Found:
    start = sentence.tokens[index].start
    return Found(sentence.index, index, hit.last, start, hit.end, hit.core, role=role, kind="country")


def _describe_road(sentence: Sentence, index: int, last: int, words: PlaceWords) -> Found:
    tokens = sentence.tokens
    cue, _ = find_cue(tokens, index, words)
    role = "direction" if cue in words.nearness else "location"
    start, end = tokens[index].start, tokens[last - 1].end
    core = fold_tokens(tokens[index:last])
    return Found(
        sentence.index, index, last, start, end, core, confidence=0.5, kind="road", cue=cue, role=role
    )


def _describe(
    sentence: Sentence, setting: Setting, previous: Found | None, gazetteer: Gazetteer
) -> Found | None:
    """Look at what stands around a name; ``None`` where it is no place after all."""
    reached = _find_extent(setting, gazetteer)
    if reached is None:
        return None
    setting, modifier = reached
    # What only words behind the name can tell is asked where there are any that may.
    followed = is_followed(setting)
    kind, last = find_own_kind(setting, gazetteer) if followed else ("", setting.last)
    if modifier and kind and _lies_there(setting, last, previous):
        setting, modifier = drop_modifiers(setting), ""
    cue, kind_before = _inherit_cue(setting, previous, kind)
    if followed:
        kind_before = _find_shared_kind(setting, last, kind_before)
    if setting.hit.entries:
        setting = match_with_kind(setting, last, gazetteer) if kind else setting
    elif _is_refused(setting, cue, kind, kind_before=kind_before, last=last):
        return None
    else:
        setting = _match_slip(setting, kind, gazetteer)
    end = _find_end(setting, kind, last)
    if kind:
        setting = setting._replace(last=last)
    hit, first = setting.hit, setting.first
    role = _find_role(setting, cue, kind or kind_before, previous, followed=followed)
    return Found(
        sentence.index, first, setting.last, setting.tokens[first].start, end, hit.core, hit.entries,
        hit.confidence, kind or kind_before, modifier, cue, role, bool(kind),
        followed and has_office(setting),
    )  # fmt: skip


def _is_refused(setting: Setting, cue: str, kind: str, *, kind_before: str, last: int) -> bool:
    """Return whether a name that no table knows is no place by what stands around it."""
    if kind and is_one_of_many(setting, last):
        return True
    return not is_plausible(setting, cue, kind or kind_before) or (bool(cue) and not kind and speaks(setting))


def _find_end(setting: Setting, kind: str, last: int) -> int:
    """Return the character that a name ends at: with the word for its kind, unless that is but a noun."""
    final = setting.tokens[last - 1]
    return final.end if kind and final.text not in setting.words.kinds_apart else setting.hit.end


def _find_role(setting: Setting, cue: str, kind: str, previous: Found | None, *, followed: bool) -> str:
    role = find_role(setting, cue, kind, followed=followed)
    if role == "destination" or (followed and role == "location"):
        role = find_late_role(setting, cue, role)
    return "destination" if role == "location" and _goes_on(setting, cue, previous) else role


def _goes_on(setting: Setting, cue: str, previous: Found | None) -> bool:
    """Return whether a name is a further place that people were brought to: "23 to X and eight to Y"."""
    if cue != "to" or previous is None or previous.role != "destination":
        return False
    return setting.first - previous.last <= _FURTHER


def _find_shared_kind(setting: Setting, last: int, kind: str) -> str:
    """Return the kind that the words behind a name give it, "provinces" or ", a village", else that known."""
    if last >= len(setting.tokens):
        return kind
    shared = setting.words.kinds_of_several.get(setting.tokens[last][1], kind)
    told = not shared and setting.tokens[last][0] == ","
    return find_apposed_kind(setting.tokens, last, setting.words) if told else shared


def _find_extent(setting: Setting, gazetteer: Gazetteer) -> tuple[Setting, str] | None:
    """Return a name with all that belongs to it and its modifier, ``None`` where it is part of another."""
    if setting.hit.entries and _is_plain(setting):
        return setting, ""
    setting, modifier = take_modifiers(take_second_half(setting, gazetteer), gazetteer)
    setting = take_owned_site(setting)
    if setting.hit.entries:
        return setting, modifier
    if belongs_elsewhere(setting):
        return None
    if is_headline(setting):
        return None if is_wording(setting) else (take_listed(setting, gazetteer), modifier)
    return setting, modifier


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


def _is_plain(setting: Setting) -> bool:
    """Return whether nothing beside a listed name can belong to it, which is the usual case."""
    tokens, first, last, hit, words, _, _ = setting
    if (first and tokens[first - 1][1] in words.modifiers) or hit.core in words.not_alone:
        return False
    if last >= len(tokens):
        return True
    text, lower, _, _ = tokens[last]
    return not text[0].isupper() and lower not in _EXTENDING and lower not in words.particles


def _match_slip(setting: Setting, kind: str, gazetteer: Gazetteer) -> Setting:
    """Return an unlisted name as the listed one that it misspells, if there is one."""
    near = gazetteer.match_near(setting.hit.core)
    if not near.entries or kind in _WAYS:
        return setting
    return setting._replace(hit=setting.hit._replace(entries=near.entries, confidence=near.confidence))


def _inherit_cue(setting: Setting, previous: Found | None, kind: str) -> tuple[str, str]:
    """Return the cue and kind before a name; of names in a row the first has them for all."""
    first = setting.first
    cue, kind_before = find_own_cue(setting)
    if cue or previous is None or first - previous.last > _LONGEST_JOINT:
        return cue, kind_before
    between = setting.lower[previous.last : first]
    if previous.role not in {"location", "direction"}:
        # "at Lonmin's Marikana mine": what the owner's cue makes a place is the next name.
        owned = previous.role == "organisation" and previous.cue and between == ("'s",)
        return (previous.cue if owned else ""), kind_before
    if between in _ROWS:
        # "the towns of X and Y", not "Garfield Park, Chicago".
        return previous.cue, kind_before or ("" if kind or previous.own_kind else previous.kind)
    if not between or between == ("'s",):
        return previous.cue, kind_before
    return cue, kind_before
