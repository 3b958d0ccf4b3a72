"""What stands around a name: the cue, the word for its kind and the role it plays."""

from __future__ import annotations

from typing import NamedTuple

from claimgraph.extraction.places.runs import Hit
from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token

_DASHES = frozenset("-–—")
# Sites that have the name of a person more often than not.
_NAMED_AFTER = frozenset({"hospital", "mosque", "church", "school", "street", "road"})
_BROUGHT_REACH = 9
_LONGEST_ROAD = 5
_MEASURE_REACH = 9
_HOME_REACH = 3
_OWNS = frozenset({"'s", "’s", "'", "’"})
_OWNED_REACH = 5  # "Elbonia's full-scale military offensive"
# The cues that may end a measure, and what may stand in it: "60 km (37 miles) from the border with X".
_MEASURED = frozenset({"off", "of", "from", "town", "city", "village", "capital", "border"})
_APART = frozenset({"from", "the", "(", ")", "border", "capital"})
_WAYS = frozenset({"street", "road"})
_CUSTODY = frozenset({"hospital", "prison"})
_SMALL = frozenset({"neighbourhood", "village", "town", "area", "site", "hospital", "square"})


class Setting(NamedTuple):
    """A name, tokens ``[first, last)``, in its sentence, with the tables to judge by.

    ``lower`` are the words of the sentence in lower case.
    """

    tokens: tuple[Token, ...]
    first: int
    last: int
    hit: Hit
    words: PlaceWords
    style: Style
    lower: tuple[str, ...]

    @property
    def before(self) -> Token | None:
        """The token before the name."""
        return self.tokens[self.first - 1] if self.first else None

    @property
    def after(self) -> Token | None:
        """The token after the name."""
        return self.tokens[self.last] if self.last < len(self.tokens) else None


def is_followed(setting: Setting) -> bool:
    """Return whether what stands right behind a name may say what it is or does: a word for that, a mark."""
    if setting.last >= len(setting.tokens):
        return False
    text, lower, _, _ = setting.tokens[setting.last]
    if lower in setting.words.following:
        return True
    return text != "." and not text[0].islower() and not text[0].isdigit()


def find_kind_after(setting: Setting) -> tuple[str, int]:
    """Return the kind that the words after a name give it, and the token after them."""
    tokens, last, words = setting.tokens, setting.last, setting.words
    if last >= len(tokens) or setting.hit.end != tokens[last - 1].end:
        return "", last
    after = tokens[last].lower
    if after in words.kinds_after:
        if not setting.hit.entries and tokens[last].is_capital and _is_site_at(setting, last + 1):
            # "Gold City Nightclub"
            return words.sites_after[tokens[last + 1].lower], last + 2
        return words.kinds_after[after], last + 1
    if after in words.sites_after and (not setting.hit.entries or after in words.own_sites):
        if (
            last + 1 < len(tokens)
            and tokens[last + 1].is_capital
            and tokens[last + 1].lower in words.sites_after
        ):
            return words.sites_after[tokens[last + 1].lower], last + 2
        return words.sites_after[after], last + 1
    if after in words.site_modifiers and last + 1 < len(tokens):
        site = tokens[last + 1].lower
        if site in words.sites_after:
            return words.sites_after[site], last + 2
    return "", last


def _is_site_at(setting: Setting, position: int) -> bool:
    """Return whether a capitalised word for a site stands at a token."""
    if position >= len(setting.tokens):
        return False
    token = setting.tokens[position]
    return token.is_capital and token.lower in setting.words.sites_after


def find_cue(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> tuple[str, str]:
    """Return the word before a name that makes it a location, and the kind it gives it."""
    if not first or (tokens[first - 1][1] not in words.before_places and not _is_hyphened(tokens, first - 1)):
        return "", ""
    position = _skip_adjectives(tokens, first - 1, words)
    if position < 0:
        return "", ""
    before = tokens[position].lower
    head = tokens[position - 1].lower if position else ""
    if before == "of" and head:
        # "in the north of X" is inside X, "20 km north of X" is not.
        inside = head not in words.compass or (position > 1 and tokens[position - 2].lower == "the")
        if head in words.kinds_before and inside:
            return "of", words.kinds_before[head]
        return ("off", "") if head in words.compass else ("of", "")
    named = head and before in words.kinds_before and before not in words.modifiers
    if named and not tokens[position].is_capital:
        return before, words.kinds_before[before]
    if before == "from" and head in words.compass:
        return "off", ""
    return (before, "") if before in words.locative else ("", "")


def _skip_adjectives(tokens: tuple[Token, ...], position: int, words: PlaceWords) -> int:
    """Step back over what may stand between a preposition and its place: "the rebel-held Syrian"."""
    limit = max(position - 6, -1)
    while position > limit:
        lower = tokens[position][1]
        between = lower in words.between_cue or lower in words.demonyms
        if not between and not _is_hyphened(tokens, position):
            break
        position -= 1
    return position


def _is_hyphened(tokens: tuple[Token, ...], position: int) -> bool:
    """Return whether a token hangs on a hyphen before it."""
    hyphen = tokens[position - 1]
    return position > 0 and hyphen[0] == "-" and hyphen[3] == tokens[position][2]


def is_plausible(setting: Setting, cue: str, kind: str) -> bool:
    """Return whether a name that no table knows is a place by what stands around it."""
    words, tokens, first = setting.words, setting.tokens, setting.first
    signed = (not first and opens_dateline(tokens, setting.last)) or is_numbered_road(tokens, first)
    if not (cue or kind or signed):
        return False
    names = setting.hit.core.split(" ")
    if any(word in words.organisation_after for word in names[1:]):
        return False
    if kind in _WAYS and not cue and _names_office(setting):
        return False
    if (not kind or kind not in _NAMED_AFTER) and _names_person(setting, names[0]):
        return False
    if kind:
        return bool(cue) or kind not in {"street", "site"}
    if signed:
        return True
    if setting.after is not None and setting.after.lower in words.organisation_after:
        return False
    return _is_cued(setting, cue, names)


def _names_office(setting: Setting) -> bool:
    """Return whether an office stands behind a road's word: "the Florida Highway Patrol"."""
    behind = setting.tokens[setting.last + 1 : setting.last + 2]
    return any(token.is_capital and token.lower in setting.words.organisation_after for token in behind)


def _names_person(setting: Setting, opening: str) -> bool:
    before = setting.before
    titled = before is not None and before.lower in setting.words.titles
    return titled or opening in setting.words.given_names


def _is_cued(setting: Setting, cue: str, names: list[str]) -> bool:
    """Return whether the word before an unlisted name makes it a place, with what stands before that."""
    words, tokens, first = setting.words, setting.tokens, setting.first
    if cue in words.ways and any(t.lower in words.travel for t in tokens[max(0, first - 6) : first]):
        return True
    if cue and len(names) > 1 and names[-1] in words.name_endings:
        return True
    if cue in words.attack_locative and cue not in words.stormed:
        return any(token.lower in words.attack_words for token in tokens[max(0, first - 4) : first])
    return cue in words.strong or cue in words.stormed or cue == "off"


def opens_dateline(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether the first words of a sentence are in capitals before a dash: "PRAIRIE CITY —"."""
    if not 0 < last < len(tokens) - 1 or tokens[last].text not in _DASHES:
        return False
    return tokens[last].start > tokens[last - 1].end and all(t.text.isupper() for t in tokens[:last])


def is_numbered_road(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a token is a road by letter and number: "on the M62"."""
    text = tokens[index].text
    if not 1 < len(text) < _LONGEST_ROAD or not text[0].isupper() or not text[1:].isdigit() or index < 2:
        return False
    return tokens[index - 1].lower == "the" and tokens[index - 2].lower in {"on", "along"}


def _owns_next(setting: Setting) -> bool:
    """Return whether an unlisted name is the owner of the next one: "Lonmin's Marikana mine"."""
    tokens, last = setting.tokens, setting.last
    return last + 1 < len(tokens) and tokens[last].lower in {"'s", "’s"} and tokens[last + 1].is_capital


def _is_destination(setting: Setting, kind: str) -> bool:
    """Return whether people were taken to a hospital, a jail or a morgue of this name or in it."""
    words, last = setting.words, setting.last
    around = setting.lower[max(0, setting.first - _BROUGHT_REACH) : setting.first]
    if not words.taken_to.isdisjoint(around[-4:]):
        return True
    if words.brought_before.isdisjoint(around):
        return False
    site = kind in _CUSTODY or (bool(setting.hit.entries) and setting.hit.entries[0].kind in _CUSTODY)
    near = around[-4:] + setting.lower[last : last + 2]
    return site or not words.destinations.isdisjoint(near)


def find_role(setting: Setting, cue: str, kind: str = "", *, followed: bool) -> str:
    """Return what a name does in its sentence; see `PlaceMention`.

    Args:
        setting: The name.
        cue: The word before it that makes it a location.
        kind: What a word beside it calls it.
        followed: See `is_followed`.
    """
    after = setting.after if followed else None
    if not cue and _acts_abroad(setting):
        return "speaker"
    more = after is not None and _belongs_to_more(setting)
    if more or _is_organisation(setting, cue, after) or _is_home(setting, cue):
        return "organisation"
    if after is not None and after.lower in setting.words.person_after:
        return "person"
    if cue and _is_destination(setting, kind):
        return "destination"
    if after is not None and kind == "hospital" and after.lower in setting.words.intake:
        return "destination"
    bare = "" if cue else _find_bare_role(setting, followed=followed)
    if bare:
        return bare
    if cue in _MEASURED and _is_measured(setting):
        return "distance"
    bordered = after is not None and after.lower in setting.words.borders
    return "direction" if bordered or cue in setting.words.nearness else "location"


def _belongs_to_more(setting: Setting) -> bool:
    """Return whether a name is a part of another one, of an adjective or of a firm: "X & Sons"."""
    owner = not setting.hit.entries and _owns_next(setting)
    return owner or _is_compound(setting) or setting.tokens[setting.last].text == "&"


def _acts_abroad(setting: Setting) -> bool:
    """Return whether a state owns forces or what they do: "Elbonia's offensive", "Elbonia-led raids"."""
    entries, last = setting.hit.entries, setting.last
    if not entries or entries[0].kind != "country" or last >= len(setting.tokens):
        return False
    if setting.lower[last] not in _OWNS:
        return _is_compound(setting) and setting.lower[last + 1] in setting.words.state_bonds
    return not setting.words.state_deeds.isdisjoint(setting.lower[last + 1 : last + _OWNED_REACH])


def _is_measured(setting: Setting) -> bool:
    """Return whether a place only says how far away something else is: "160 km south of the town of X"."""
    words, tokens = setting.words, setting.tokens
    if words.units.isdisjoint(setting.lower[max(setting.first - _MEASURE_REACH, 0) : setting.first]):
        return False
    for position in range(setting.first - 1, max(setting.first - _MEASURE_REACH, 0), -1):
        word = setting.lower[position]
        if word in words.units:
            return tokens[position - 1].text[0].isdigit() or tokens[position - 1].text == "-"
        between = word in words.compass or word in words.linking or word in words.between_cue
        if not (between or word in words.kinds_before or word in words.demonyms or word in _APART):
            return False
    return False


def _find_bare_role(setting: Setting, *, followed: bool) -> str:
    """Return the role of a name that no word makes a location, empty for none of these."""
    if _is_dateline(setting):
        return "dateline"
    if followed and _is_speaker(setting):
        return "speaker"
    return "person" if setting.hit.entries and _is_person(setting) else ""


def _is_organisation(setting: Setting, cue: str, after: Token | None) -> bool:
    words, first, lower = setting.words, setting.first, setting.lower
    if after is not None and cue in words.strong and after.lower in words.credited:
        # "Strikes kill 11 in Idlib monitor": the comma before who says so is lost.
        return False
    office = after is not None and after.lower in words.organisation_after
    if after is not None and office and (after.is_capital or after.lower not in words.organisation_capital):
        return True
    if not first or (lower[first - 1] != "the" and lower[first - 1] not in words.organisation_openings):
        return False
    near = [token for token in setting.tokens[max(0, first - 4) : first] if token.lower != "the"]
    if not near or near[-1].lower not in words.organisation_openings:
        return False
    # "Islamic State of Iraq", but "the Indian state of Kerala"
    phrases = {" ".join(token.lower for token in near[n:]): near[n].is_capital for n in range(len(near))}
    return any(
        capital or phrase not in words.organisation_before_capital
        for phrase, capital in phrases.items()
        if phrase in words.organisation_before
    )


def _is_home(setting: Setting, cue: str) -> bool:
    """Return whether a place only tells who someone is: "Al Reyes, 39, of X", "two nuns from Elbonia"."""
    if cue == "from" and setting.first > 1 and setting.hit.entries:
        people = setting.lower[setting.first - 2]
        return setting.hit.entries[0].kind == "country" and people in setting.words.natives
    if cue != "of" or setting.first < _HOME_REACH or setting.tokens[setting.first - 2].text != ",":
        return False
    owner = setting.tokens[setting.first - _HOME_REACH]
    return owner.is_capital or (owner.text.isdigit() and len(owner.text) < _HOME_REACH)


def _is_compound(setting: Setting) -> bool:
    """Return whether a name is the first part of an adjective: "US-led", "Britain-based"."""
    tokens, last = setting.tokens, setting.last
    if last + 1 >= len(tokens) or tokens[last].text != "-" or tokens[last].start != tokens[last - 1].end:
        return False
    return tokens[last + 1].start == tokens[last].end and tokens[last + 1].text[0].islower()


def _is_dateline(setting: Setting) -> bool:
    after, word = setting.after, setting.tokens[setting.first][0]
    if after is None or setting.style.no_capitals:
        return False
    if (word.isupper() and len(word) > 3) or after.text in setting.words.dateline_after:
        return True
    before = setting.before
    if setting.first == 1 and before is not None and before.text == "(" and after.text == ")":
        return True
    apart = after.start > setting.tokens[setting.last - 1].end
    return setting.first == 0 and (after.text == "(" or (after.text in _DASHES and apart))


def _is_speaker(setting: Setting) -> bool:
    """Return whether a capital or a country speaks for its government: "Moscow and Damascus deny"."""
    tokens, words, entries = setting.tokens, setting.words, setting.hit.entries
    if setting.hit.core not in words.capitals and not (entries and entries[0].kind == "country"):
        return False
    position = setting.last
    if position + 1 < len(tokens) and tokens[position].lower == "and" and tokens[position + 1].is_capital:
        position += 2
    limit = min(len(tokens), setting.last + 4)
    while position < limit and tokens[position].lower in words.auxiliaries:
        position += 1
    if position >= len(tokens):
        return False
    state = bool(entries) and entries[0].kind == "country"
    return tokens[position].lower in words.speech or (state and tokens[position].lower in words.agency)


def _is_person(setting: Setting) -> bool:
    words, style, entries = setting.words, setting.style, setting.hit.entries
    if style.no_capitals:
        return False
    if _has_given_name(setting):
        return True
    if not entries[0].curated and setting.after is not None and setting.after.lower in words.speech:
        return True
    known = entries[0].curated and any(entry.kind not in _SMALL for entry in entries)
    if known:
        return False
    beside = (setting.before, setting.after)
    return any(other is not None and _is_unknown_name(other, words, style) for other in beside)


def _has_given_name(setting: Setting) -> bool:
    """Return whether a title or a given name stands before a name, or the name is a given name itself."""
    words, before, after = setting.words, setting.before, setting.after
    core, curated = setting.hit.core, setting.hit.entries[0].curated
    if before is not None:
        if before.lower in words.titles or before.lower in words.given_names:
            return True
        if before.lower in words.given_names_of_towns and not curated:
            return True
    if core in words.given_names:
        return not curated or (after is not None and after.is_capital)
    named = core in words.given_names_of_towns and after is not None
    return named and after is not None and _is_unknown_name(after, words, setting.style)


def _is_unknown_name(token: Token, words: PlaceWords, style: Style) -> bool:
    """Return whether a token beside a name looks like the other half of a person's name."""
    lower = token.lower
    known = lower in words.not_places or lower in words.demonyms or lower in style.common_words
    return token.is_capital and token.text.isalpha() and token.lower not in style.lower_words and not known
