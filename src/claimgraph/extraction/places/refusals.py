"""What is written like the name of a place and is none: persons, outfits, words of a headline."""

from __future__ import annotations

from claimgraph.extraction.places.runs import Hit
from claimgraph.extraction.places.surroundings import Setting, find_cue
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token

# How far before a name its cue may stand.
_CUE_REACH = 5
_TOWNS = frozenset({"city", "town"})
# The words of an institution's name behind its town, and those before it that put no event there.
_LONGEST_INSTITUTION = 4
_INSTITUTION_CUES = frozenset({"", "at", "to", "from", "of"})
_ARTICLES = frozenset({"a", "an", "the"})
# How many words before a name show whether it stands in a headline.
_HEADLINE_REACH = 6
# How far behind "In the capital," the office and its verb stand.
_OFFICE_REACH, _OFFICE_NEAR = 12, 5


def find_own_cue(setting: Setting) -> tuple[str, str]:
    """Return the cue and kind before a name; for an unlisted one "according to" and "state-run" are none."""
    tokens, first, _, hit, words, _, _ = setting
    cue, kind = find_cue(tokens, first, words)
    if not cue or hit.entries:
        return cue, kind
    near = tokens[max(0, first - _CUE_REACH) : first]
    if cue == "to" and any(token.lower in words.citing for token in near):
        return "", ""
    for position, token in enumerate(near[:-1]):
        if token.lower == cue and near[position + 1].text in {"-", ","}:
            return "", ""
    return cue, kind


def belongs_elsewhere(setting: Setting) -> bool:
    """Return whether an unlisted name is part of another name or a people's.

    "College Hospital" of "Dhaka Medical College Hospital", "the Fulani group", "al-Shabaab militants".
    """
    before, after, words = setting.before, setting.after, setting.words
    if after is not None and after.lower in words.outfit_after and _may_name_outfit(setting):
        return True
    if after is not None and after.lower == "'s" and not _is_word_at(setting.tokens, setting.last + 1):
        return True
    if setting.last - setting.first == 1 and _is_abbreviation(setting) and not find_own_cue(setting)[0]:
        return True
    tail = before is not None and before.is_capital and before.end + 1 == setting.tokens[setting.first].start
    return tail and is_wording(setting)


def _may_name_outfit(setting: Setting) -> bool:
    """Return whether the word behind a name belongs to it.

    Where commas are lost it may begin the next clause, "in Jobar rebels said"; "the Fulani group" is one.
    """
    return not setting.style.stripped or (setting.before is not None and setting.before.lower in _ARTICLES)


def _is_word_at(tokens: tuple[Token, ...], position: int) -> bool:
    return position < len(tokens) and tokens[position].text[0].isalpha()


def _is_abbreviation(setting: Setting) -> bool:
    """Return whether a name is in capitals as only its abbreviation would be: "UNMISS"."""
    text = setting.tokens[setting.first].text
    return bool(setting.first) and text.isupper() and text.isalpha()


def is_headline(setting: Setting) -> bool:
    """Return whether the words before a name are written as in a headline, where capitals tell nothing."""
    before = setting.tokens[max(1, setting.first - _HEADLINE_REACH) : setting.first]
    common = setting.style.common_words
    return sum(token.is_capital and token.lower in common and len(token.text) > 3 for token in before) > 1


def is_wording(setting: Setting) -> bool:
    """Return whether all words of a name are such as the language writes small: "Destroy Hospital"."""
    names = setting.tokens[setting.first : setting.last]
    common = setting.style.common_words
    return all(token.lower in common or token.text == "-" for token in names)


def has_office(setting: Setting) -> bool:
    """Return whether what only a town has stands behind a listed name: "Springfield police"."""
    return setting.after is not None and setting.after.lower in setting.words.town_offices


def is_one_of_many(setting: Setting, last: int) -> bool:
    """Return whether an unlisted name only says what sort of village or camp it is: "a Fulani village"."""
    before = setting.before
    kind = setting.tokens[last - 1]
    return before is not None and before.lower in {"a", "an"} and kind.text == kind.lower


def speaks(setting: Setting) -> bool:
    """Return whether an unlisted name that only its neighbour makes a place is who speaks behind it.

    "In Iraq and Syria Carter added", "in the Waer district Lavrov Reveals".
    """
    after, common = setting.after, setting.style.common_words
    spoke = after is not None and after.lower in setting.words.speech
    names = setting.tokens[setting.first : setting.last]
    worded = len(names) > 1 and any(token.lower in common and token.text.isalpha() for token in names)
    return (spoke or worded) and not find_cue(setting.tokens, setting.first, setting.words)[0]


def find_late_role(setting: Setting, cue: str, role: str) -> str:
    """Return the role of what looks like a location or a destination, by the words further off."""
    if role == "destination":
        return "location" if _hides(setting, cue) else role
    after, entries = setting.after, setting.hit.entries
    if after is None or not entries:
        return role
    if _hosts_speaker(setting, cue):
        return "speaker"
    if after.lower in setting.words.seats:
        # "in the south of the North Darfur capital" is a town.
        return "organisation"
    if cue not in _INSTITUTION_CUES:
        return role
    if not cue and not setting.first and after.text == ":":
        return "dateline" if entries[0].kind in _TOWNS else role
    return "organisation" if _opens_institution(setting) else role


def _hosts_speaker(setting: Setting, cue: str) -> bool:
    """Return whether a capital is only where a state's office speaks: "In X, the foreign ministry said"."""
    tokens, words = setting.tokens, setting.words
    if setting.first != 1 or cue != "in" or setting.hit.core not in words.capitals:
        return False
    if tokens[setting.last].text != ",":
        return False
    behind = [token.lower for token in tokens[setting.last + 1 : setting.last + 1 + _OFFICE_REACH]]
    return not words.state_offices.isdisjoint(behind[:_OFFICE_NEAR]) and not words.state_verbs.isdisjoint(
        behind
    )


def _hides(setting: Setting, cue: str) -> bool:
    """Return whether the verb of a burial has an object: "a landslide buried a village in X"."""
    if cue == "to":
        return False
    near = [token.lower for token in setting.tokens[max(0, setting.first - _CUE_REACH) : setting.first]]
    return any(
        word in setting.words.taken_to and (near[n + 1] in _ARTICLES or near[n + 1].isdigit())
        for n, word in enumerate(near[:-1])
    )


def _opens_institution(setting: Setting) -> bool:
    """Return whether a listed name is the first word of a hospital's or a court's: "Leeds Crown Court"."""
    tokens, last = setting.tokens, setting.last
    if setting.style.stripped:
        return False
    for position in range(last, min(last + _LONGEST_INSTITUTION, len(tokens))):
        if tokens[position].text == "-":
            continue
        if not tokens[position].is_capital or tokens[position].start > tokens[position - 1].end + 1:
            return False
        if tokens[position].lower in setting.words.institutions:
            return True
    return False


def has_age(tokens: tuple[Token, ...], index: int, hit: Hit, words: PlaceWords) -> bool:
    """Return whether an age stands beside a name: "72-year-old Riyad Sukkar", "Marcus Jackson, 24,"."""
    last = hit.last
    if not index:
        return False
    if tokens[index - 1][1] == "old":
        units = {token.lower for token in tokens[max(0, index - 4) : index - 1]}
        return not words.age_units.isdisjoint(units) and (not hit.entries or _names_on(tokens, last))
    if last + 2 >= len(tokens) or tokens[last][0] != "," or tokens[last + 2][0] != ",":
        return False
    age = tokens[last + 1].text
    return age.isdigit() and len(age) < 3 and tokens[index - 1].is_capital


def _names_on(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether a name goes on with a capital: "Riyad" of "Riyad Sukkar"."""
    return last < len(tokens) and tokens[last].is_capital
