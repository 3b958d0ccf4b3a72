"""One sentence → the names of places in it, before anything is known of the article."""

from __future__ import annotations

from typing import NamedTuple

from attrs import define

from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.sentences import Sentence, Token
from claimgraph.lexicon.gazetteer import ARTICLES, Entry, Gazetteer, drop_articles, fold_name

MAX_WORDS = 5
CONNECTORS = ARTICLES | {"de", "del", "la", "las", "los", "le", "les", "of", "and", "e", "i", "bin", "du", "da", "do", "dos", "upon"}
_UNKNOWN_CONNECTORS = ARTICLES | {"de", "del", "la", "las", "los", "bin"}
_DASHES = frozenset("-–—")
_SMALL = frozenset({"neighbourhood", "village", "town", "area", "site", "hospital", "square"})


class Found(NamedTuple):
    """A name in a sentence: tokens ``[first, last)``, what tables know of it and what stands around it.

    ``core`` is the folded name without modifier and kind word, ``modifier`` such as "northern",
    ``kind`` what a word beside the name calls it ("" for nothing), ``cue`` the word that makes it a
    location, ``role`` as in `PlaceMention`.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    core: str
    entries: tuple[Entry, ...]
    confidence: float
    kind: str
    modifier: str
    cue: str
    role: str
    own_kind: bool = False


@define(kw_only=True, eq=False)
class Style:
    """How an article is written: what its capitals and its lack of apostrophes can tell."""

    all_capitals: bool
    no_capitals: bool
    stripped: bool
    lower_words: frozenset[str]


def find_style(sentences: tuple[Sentence, ...], text: str) -> Style:
    """Look at the whole text once: case, apostrophes and the words it writes in lower case."""
    upper = lower = 0
    words = set()
    for sentence in sentences:
        for token in sentence.tokens:
            if token.text == token.lower:
                if len(token.text) > 1 and token.text[0].isalpha():
                    lower += 1
                    words.add(token.lower)
            elif len(token.text) > 1 and token.text.isupper():
                upper += 1
    capitals = any(token.is_capital for sentence in sentences for token in sentence.tokens)
    stripped = len(text) > 200 and "'s" not in text and "’s" not in text
    return Style(
        all_capitals=upper > 2 * lower, no_capitals=not capitals, stripped=stripped, lower_words=frozenset(words)
    )


def find_names(sentence: Sentence, *, gazetteer: Gazetteer, words: PlaceWords, style: Style) -> list[Found]:
    """Find names of the gazetteer and names that only their surroundings make a place."""
    tokens = sentence.tokens
    found: list[Found] = []
    index = 0
    size = len(tokens)
    loose = style.no_capitals
    while index < size:
        token = tokens[index]
        first = token.text[0]
        if not (first.isupper() or (loose and first.isalpha())) and not _is_article(tokens, index):
            index += 1
            continue
        hit = _find_known(tokens, index, gazetteer, words, style)
        if hit is None:
            hit = _find_unknown(tokens, index, words, style)
        if hit is None:
            index += 1
            continue
        last, core, entries, confidence, end = hit
        name = _describe(sentence, index, hit, found, gazetteer, words, style)
        if name is not None:
            found.append(name)
            index = max(name.last, last)
        else:
            index = last if entries else index + 1
    return found


def _is_article(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a lower-case Arabic article opens a capitalised name: "al-Bab", "al Bab"."""
    if tokens[index].lower not in ARTICLES or index + 1 >= len(tokens):
        return False
    after = index + 2 if tokens[index + 1].text == "-" else index + 1
    if after == index + 1 and tokens[index].lower not in {"al", "el"}:
        return False
    return after < len(tokens) and tokens[after].is_capital


class Hit(NamedTuple):
    """Where a name ends and what it is; ``end`` may cut a stripped possessive."""

    last: int
    core: str
    entries: tuple[Entry, ...]
    confidence: float
    end: int


def _collect(tokens: tuple[Token, ...], index: int, connectors: frozenset[str], loose: bool) -> tuple[list[str], list[int]]:
    """Return the folded words of the capitalised run from ``index`` and the token after each."""
    words: list[str] = []
    lasts: list[int] = []
    position = index
    hyphen = False
    size = len(tokens)
    while position < size and len(words) < MAX_WORDS:
        token = tokens[position]
        if token.text == "-":
            if not words or position + 1 >= size or tokens[position + 1].start != token.end or tokens[position - 1].end != token.start:
                break
            hyphen = True
            position += 1
            continue
        first = token.text[0]
        if not (first.isalpha() or (first.isdigit() and not words)):
            break
        if words and not (hyphen or loose or first.isupper() or token.lower in connectors or first in "‘’ʿ"):
            break
        folded = fold_name(token.text)
        if not folded:
            break
        words.append(folded)
        position += 1
        lasts.append(position)
        hyphen = False
    return words, lasts


def _find_known(tokens: tuple[Token, ...], index: int, gazetteer: Gazetteer, words: PlaceWords, style: Style) -> Hit | None:
    names, lasts = _collect(tokens, index, CONNECTORS, style.no_capitals)
    for count in range(len(names), 0, -1):
        last = lasts[count - 1]
        final = tokens[last - 1]
        core = " ".join(names[:count])
        if count == 1 and core in words.demonyms and not gazetteer.match(core).entries:
            return Hit(last, core, (), 1.0, final.end)
        if final.lower in CONNECTORS and count > 1:
            continue
        if count == 1 and not _may_stand_alone(core, final, words, style):
            continue
        dotted = final.text.endswith(".") or (last < len(tokens) and tokens[last].text == "." and tokens[last].start == final.end)
        if dotted:
            match = gazetteer.match(core + ".")
            if match.entries:
                own = final.text.endswith(".")
                return Hit(last if own else last + 1, core, match.entries, 1.0, final.end if own else tokens[last].end)
        match = gazetteer.match(core)
        if match.entries and (match.confidence == 1 or count > 1 or len(core) > 4):
            return Hit(last, core, match.entries, match.confidence, final.end)
        if style.stripped and core.endswith("s") and len(core) > 4:
            match = gazetteer.match(core[:-1])
            if match.entries and match.confidence == 1:
                return Hit(last, core[:-1], match.entries, 0.95, final.end - 1)
    return None


def _may_stand_alone(core: str, token: Token, words: PlaceWords, style: Style) -> bool:
    if core in words.not_places or core in words.titles or core.isdigit() or drop_articles(core) in words.not_places:
        return False
    if len(core) < 4:
        return (token.text.isupper() and not style.all_capitals and len(core) > 1) or "." in token.text or len(core) == 3
    return True


def _find_unknown(tokens: tuple[Token, ...], index: int, words: PlaceWords, style: Style) -> Hit | None:
    """Return a capitalised run that could be a name; `_describe` decides by what stands around it."""
    if style.no_capitals:
        return None
    names, lasts = _collect(tokens, index, _UNKNOWN_CONNECTORS, False)
    count = len(names)
    if style.all_capitals:
        count = next((n for n, name in enumerate(names) if name in words.not_places or name in words.locative), count)
    while count and (names[count - 1] in _UNKNOWN_CONNECTORS or names[count - 1] in words.kinds_after or names[count - 1] in words.modifiers):
        count -= 1
    for n in range(1, count):
        if tokens[lasts[n] - 1].lower in words.sites_after or names[n] in words.not_places:
            count = n
            break
    if not count or (count == 1 and len(names[0]) < 3) or names[0] in words.titles:
        return None
    final = tokens[lasts[count - 1] - 1]
    core = " ".join(names[:count])
    if count == 1 and (core in words.not_places or core in style.lower_words or core in words.demonyms or core.isdigit()):
        return None
    if names[0] in words.not_places and names[0] not in words.modifiers:
        return None
    if count == 1 and final.text.isupper() and len(core) <= 5 and not style.all_capitals:
        return None
    return Hit(lasts[count - 1], core, (), 0.5, final.end)


def _describe(
    sentence: Sentence, index: int, hit: Hit, found: list[Found], gazetteer: Gazetteer, words: PlaceWords, style: Style
) -> Found | None:
    """Look at what stands around a name; ``None`` where it is no place after all."""
    tokens = sentence.tokens
    first, last, end = index, hit.last, hit.end
    entries, confidence = hit.entries, hit.confidence
    if not entries and hit.core in words.demonyms:
        return Found(sentence.index, first, last, tokens[first].start, end, hit.core, (), 1.0, "country", "", "", "demonym")
    modifier = ""
    while first and tokens[first - 1].lower in words.modifiers and not (first > 1 and tokens[first - 2].text == "-"):
        first -= 1
        modifier = f"{tokens[first].lower} {modifier}".strip()
        joined = gazetteer.match(f"{modifier} {hit.core}")
        if joined.entries and joined.confidence == 1:
            entries, confidence, modifier = joined.entries, 1.0, ""
            break
    kind, head_end = "", last
    if last < len(tokens) and end == tokens[last - 1].end:
        after = tokens[last].lower
        if after in words.kinds_after:
            kind, head_end = words.kinds_after[after], last + 1
        elif after in words.sites_after and (not entries or after in words.own_sites):
            kind, head_end = words.sites_after[after], last + 1
        elif after in words.site_modifiers and last + 1 < len(tokens) and tokens[last + 1].lower in words.sites_after:
            kind, head_end = words.sites_after[tokens[last + 1].lower], last + 2
    cue, kind_before = _find_cue(tokens, first, words)
    previous = found[-1] if found else None
    if not cue and previous is not None and previous.role in {"location", "direction"}:
        if _is_joined(tokens, previous.last, first):
            cue, kind_before = previous.cue, kind_before or (previous.kind if not kind else "")
        elif previous.last == first or (previous.last == first - 1 and tokens[first - 1].text == "'s"):
            cue = previous.cue
    if entries and kind:
        whole = gazetteer.match(" ".join((hit.core, *(token.lower for token in tokens[last:head_end]))))
        if whole.entries and whole.confidence == 1:
            entries, confidence = whole.entries, 1.0
    if not entries:
        if not _may_be_unknown(tokens, first, last, hit.core, cue, kind or kind_before, words):
            return None
        near = gazetteer.match_near(hit.core)
        if near.entries:
            entries, confidence = near
    if kind:
        last, end = head_end, tokens[head_end - 1].end
    role = _find_role(tokens, first, last, hit.core, entries, cue, words, style)
    if role == "skip":
        return None
    return Found(
        sentence.index, first, last, tokens[first].start, end, hit.core, entries, confidence,
        kind or kind_before, modifier, cue, role, bool(kind),
    )  # fmt: skip


def _is_joined(tokens: tuple[Token, ...], last: int, first: int) -> bool:
    """Return whether a name directly follows another one: "X and Y", "X, Y"."""
    between = [token.lower for token in tokens[last:first]]
    return between in (["and"], [","], [",", "and"], ["or"], ["&"])


def _find_cue(tokens: tuple[Token, ...], first: int, words: PlaceWords) -> tuple[str, str]:
    """Return the word before a name that makes it a location, and the kind it gives it."""
    position = _skip_adjectives(tokens, first - 1, words)
    if position < 0:
        return "", ""
    before = tokens[position].lower
    if before in {"of", "called", "named", "’s"} and position > 0:
        head = tokens[position - 1].lower
        if head in words.kinds_before:
            return "of", words.kinds_before[head]
        if head in words.compass:
            return "off", ""
        return ("of" if before == "of" else ""), ""
    if before in words.kinds_before and position > 0 and before not in words.modifiers and not tokens[position].is_capital:
        return before, words.kinds_before[before]
    if before == "from" and position > 1 and (tokens[position - 1].lower in words.compass):
        return "off", ""
    if before in words.locative:
        return before, ""
    return "", ""


def _skip_adjectives(tokens: tuple[Token, ...], position: int, words: PlaceWords) -> int:
    """Step back over what may stand between a preposition and its place: "the rebel-held Syrian"."""
    limit = position - 6
    while position >= 0 and position > limit:
        token = tokens[position]
        lower = token.lower
        if lower == "the" or lower == "-" or lower in words.between_cue or lower in words.demonyms or lower in words.modifiers:
            position -= 1
        elif position and tokens[position - 1].text == "-" and tokens[position - 1].end == token.start:
            position -= 1
        else:
            break
    return position


def _may_be_unknown(
    tokens: tuple[Token, ...], first: int, last: int, core: str, cue: str, kind: str, words: PlaceWords
) -> bool:
    """Return whether a name that no table knows is a place by what stands around it."""
    if any(word in words.organisation_after for word in core.split(" ")[1:]):
        return False
    following = tokens[last].lower if last < len(tokens) else ""
    if following in words.organisation_after and not kind:
        return False
    if core.split(" ")[0] in words.given_names or (first and tokens[first - 1].lower in words.titles):
        return False
    if kind in {"street", "site"} and not cue:
        return False
    if kind:
        return True
    if cue in words.strong:
        return True
    if cue == "off":
        return True
    if cue in words.attack_locative:
        window = {token.lower for token in tokens[max(0, first - 4) : first]}
        return bool(window & words.attack_words)
    return False


def _find_role(
    tokens: tuple[Token, ...], first: int, last: int, core: str, entries: tuple[Entry, ...], cue: str,
    words: PlaceWords, style: Style,
) -> str:  # fmt: skip
    following = tokens[last] if last < len(tokens) else None
    if _is_organisation(tokens, first, following, words) or _is_compound(tokens, last):
        return "organisation"
    if following is not None and following.lower in words.person_after:
        return "person"
    if _is_dateline(tokens, first, last, cue, style):
        return "dateline"
    if not cue and _is_speaker(tokens, last, core, entries, words):
        return "speaker"
    if not cue and entries and _is_person(tokens, first, last, core, entries, words, style):
        return "person"
    if cue in words.nearness or cue == "off":
        return "direction"
    if following is not None and following.lower in {"border", "borders", "frontier"}:
        return "direction"
    return "location"


def _is_organisation(tokens: tuple[Token, ...], first: int, following: Token | None, words: PlaceWords) -> bool:
    if following is not None and following.lower in words.organisation_after:
        if following.lower not in words.organisation_capital or following.is_capital:
            return True
    before = [token.lower for token in tokens[max(0, first - 4) : first] if token.lower != "the"]
    return any(" ".join(before[-count:]) in words.organisation_before for count in (1, 2, 3) if len(before) >= count)


def _is_compound(tokens: tuple[Token, ...], last: int) -> bool:
    """Return whether a name is the first part of an adjective: "US-led", "Britain-based"."""
    if last + 1 >= len(tokens) or tokens[last].text != "-" or tokens[last].start != tokens[last - 1].end:
        return False
    return tokens[last + 1].start == tokens[last].end and tokens[last + 1].text[0].islower()


def _is_dateline(tokens: tuple[Token, ...], first: int, last: int, cue: str, style: Style) -> bool:
    if cue or last >= len(tokens) or style.all_capitals or style.no_capitals:
        return False
    following = tokens[last].text
    shouted = tokens[first].text.isupper() and len(tokens[first].text) > 3
    if shouted:
        return True
    return first == 0 and (following in _DASHES and tokens[last].start > tokens[last - 1].end or following == "(")


def _is_speaker(tokens: tuple[Token, ...], last: int, core: str, entries: tuple[Entry, ...], words: PlaceWords) -> bool:
    capital = core in words.capitals
    if not capital and not (entries and entries[0].kind == "country"):
        return False
    position = last
    if position + 1 < len(tokens) and tokens[position].lower == "and" and tokens[position + 1].is_capital:
        position += 2
    while position < len(tokens) and tokens[position].lower in {"has", "have", "had", "also", "'s"} and position < last + 4:
        position += 1
    if position >= len(tokens) or tokens[position].lower not in words.speech:
        return False
    return tokens[position].lower not in words.weak_speech


def _is_person(tokens: tuple[Token, ...], first: int, last: int, core: str, entries: tuple[Entry, ...], words: PlaceWords, style: Style) -> bool:
    if style.all_capitals or style.no_capitals:
        return False
    previous = tokens[first - 1] if first else None
    following = tokens[last] if last < len(tokens) else None
    if previous is not None and (previous.lower in words.titles or previous.lower in words.given_names):
        return True
    if following is not None and following.is_capital and core in words.given_names:
        return True
    if entries[0].curated and entries[0].country and any(e.kind not in _SMALL for e in entries):
        return False
    for other in (previous, following):
        if other is not None and other.is_capital and other.text.isalpha() and other.lower not in style.lower_words:
            if other.lower not in words.not_places and other.lower not in words.demonyms:
                return True
    return False
