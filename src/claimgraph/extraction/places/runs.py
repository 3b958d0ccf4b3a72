"""Runs of capitalised words, and which part of a run is a name."""

from __future__ import annotations

from typing import NamedTuple

from claimgraph.extraction.places.style import Style
from claimgraph.extraction.places.words import PlaceWords
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.gazetteer import REGION_KINDS, Entry, Gazetteer, Match
from claimgraph.lexicon.placenames import ARTICLES, drop_articles, fold_name

MAX_WORDS = 5
# The marks that stand for an Arabic letter before a name: "Nad ‘Ali".
_OPENING_MARKS = frozenset("'‘`ʿ")
# The marks that a name may have within it.
INNER_MARKS = _OPENING_MARKS | {".", "-"}
_POSSESSIVE_CONFIDENCE = 0.95


class Run(NamedTuple):
    """The folded words of a run and, for each, the token after it."""

    names: list[str]
    lasts: list[int]


class Hit(NamedTuple):
    """A name that a run begins with: the token after it, its entries and the character it ends at.

    Without entries the run only *could* be a name, or it is a demonym ("Syrian"). ``end`` leaves
    out a stripped possessive.
    """

    last: int
    core: str
    entries: tuple[Entry, ...]
    confidence: float
    end: int
    is_demonym: bool = False


def is_article(tokens: tuple[Token, ...], index: int) -> bool:
    """Return whether a lower-case Arabic article opens a capitalised name: "al-Bab", "al Bab"."""
    if tokens[index].lower not in ARTICLES or index + 1 >= len(tokens):
        return False
    hyphen = tokens[index + 1].text == "-"
    after = index + 2 if hyphen else index + 1
    return (
        (hyphen or tokens[index].lower in {"al", "el"}) and after < len(tokens) and tokens[after].is_capital
    )


def collect_run(tokens: tuple[Token, ...], index: int, words: PlaceWords, style: Style) -> Run:
    """Return the run from a token: capitalised words, what connects them and what hyphens hang on."""
    if _is_alone(tokens, index, words, style):
        folded = fold_name(tokens[index][0])
        return Run([folded], [index + 1]) if folded else Run([], [])
    names: list[str] = []
    lasts: list[int] = []
    position, end = index, len(tokens)
    hyphen = False
    while position < end and len(names) < MAX_WORDS:
        if names and _is_inner_mark(tokens, position, names, words):
            hyphen = hyphen or tokens[position][0] == "-"
            position += 1
            continue
        text, lower, _, _ = tokens[position]
        first = text[0]
        if not names:
            fits = first.isalnum()
        else:
            linked = hyphen or style.no_capitals or lower in words.connectors
            fits = first.isupper() or (linked and first.isalpha())
        folded = fold_name(text) if fits else ""
        if not folded:
            break
        position += 1
        names.append(folded)
        lasts.append(position)
        hyphen = False
    return Run(names, lasts)


def _is_alone(tokens: tuple[Token, ...], index: int, words: PlaceWords, style: Style) -> bool:
    """Return whether a capitalised word is a run by itself, which is the usual case."""
    if index + 1 >= len(tokens) or style.no_capitals or not tokens[index][0][0].isupper():
        return False
    text, lower, _, _ = tokens[index + 1]
    first = text[0]
    if first.islower():
        return lower not in words.connectors
    return not first.isalnum() and first not in INNER_MARKS


def _is_inner_mark(tokens: tuple[Token, ...], position: int, names: list[str], words: PlaceWords) -> bool:
    """Return whether a mark stands within a name: a hyphen, "St.", "Nad ‘Ali"."""
    text = tokens[position][0]
    if text == "-":
        return is_tight(tokens, position)
    if text == ".":
        return len(names) == 1 and names[0] in words.name_openings
    return text in _OPENING_MARKS and _opens_word(tokens, position)


def _opens_word(tokens: tuple[Token, ...], position: int) -> bool:
    """Return whether an apostrophe belongs to the capitalised word behind it and closes no quotation."""
    if position + 1 >= len(tokens) or tokens[position - 1].end == tokens[position].start:
        return False
    after = tokens[position + 1]
    if after.start != tokens[position].end or not after.is_capital:
        return False
    return position + 2 >= len(tokens) or tokens[position + 2].text not in {"'", "’"}


def is_tight(tokens: tuple[Token, ...], position: int) -> bool:
    """Return whether a hyphen stands between two words without spaces."""
    return (
        position < len(tokens) - 1
        and tokens[position - 1].end == tokens[position].start
        and tokens[position + 1].start == tokens[position].end
    )


def find_known(
    tokens: tuple[Token, ...], run: Run, gazetteer: Gazetteer, *, words: PlaceWords, style: Style
) -> Hit | None:
    """Return the longest name of the gazetteer that the run begins with."""
    names, lasts = run
    most = len(names) if len(names) > 1 and gazetteer.opens_name(names[0]) else min(len(names), 1)
    for count in range(most, 0, -1):
        last = lasts[count - 1]
        core = " ".join(names[:count])
        trailing = count > 1 and tokens[last - 1].lower in words.connectors
        if trailing or (count < len(names) and _is_named_on(tokens[last], words, style)):
            continue
        hit = _look_up_dotted(tokens, last, core, gazetteer, opening=last - count)
        if hit is not None:
            return hit
        if count == 1 and not _may_stand_alone(run, tokens[last - 1], words):
            continue
        match = gazetteer.match(core)
        if _is_sure(match, core, style):
            return Hit(last, core, *match, tokens[last - 1].end)
        if style.stripped:
            hit = _look_up_possessive(tokens[last - 1], last, core, gazetteer=gazetteer, words=words)
        if hit is not None:
            return hit
    return None


def _is_named_on(token: Token, words: PlaceWords, style: Style) -> bool:
    """Return whether a word hangs on the name before it, where capitals tell: "Marlow Falls"."""
    if token.lower not in words.name_endings or style.no_capitals:
        return False
    return token.is_capital


def _look_up_dotted(
    tokens: tuple[Token, ...], last: int, core: str, gazetteer: Gazetteer, *, opening: int
) -> Hit | None:
    """Look up an abbreviation with its dot: "U.S." anywhere, "Pa." only after a comma or a name."""
    final = tokens[last - 1]
    ends = final[0][-1] == "."
    if not ends and (last >= len(tokens) or tokens[last][0] != "."):
        return None
    if ends:
        match = gazetteer.match(core + ".")
        return Hit(last, core, match.entries, 1.0, final.end) if match.entries else None
    dot = tokens[last] if last < len(tokens) else None
    before = tokens[opening - 1] if opening else None
    if dot is None or before is None or dot.text != "." or dot.start != final.end:
        return None
    if before.text != "," and not before.is_capital:
        return None
    match = gazetteer.match(core + ".")
    return Hit(last + 1, core, match.entries, 1.0, dot.end) if match.entries else None


def _is_sure(match: Match, core: str, style: Style) -> bool:
    """Return whether a name is listed; a region that only sounds so is no word of the language: "quarry"."""
    if not match.entries or match.confidence == 1:
        return bool(match.entries)
    return len(core) > 4 and not (match.entries[0].kind in REGION_KINDS and core in style.common_words)


def _look_up_possessive(
    final: Token, last: int, core: str, *, gazetteer: Gazetteer, words: PlaceWords
) -> Hit | None:
    """Look up "Syrias" in a text that lost its apostrophes."""
    if not core.endswith("s") or len(core) < 5 or drop_articles(core[:-1]) in words.not_places:
        return None
    match = gazetteer.match(core[:-1])
    if not match.entries or match.confidence < 1:
        return None
    return Hit(last, core[:-1], match.entries, _POSSESSIVE_CONFIDENCE, final.end - 1)


def _may_stand_alone(run: Run, token: Token, words: PlaceWords) -> bool:
    core = run.names[0]
    if core in words.not_alone and len(run.names) > 1:
        return False
    bare = drop_articles(core)
    if (
        core in words.faiths
        or core in words.not_places
        or bare in words.not_places
        or core in words.titles
        or core.isdigit()
    ):
        return False
    if len(core) > 2:
        return True
    return len(core) > 1 and token.text.isupper()


def find_unknown(
    tokens: tuple[Token, ...], run: Run, gazetteer: Gazetteer, *, words: PlaceWords, style: Style
) -> Hit | None:
    """Return the part of a run that could be a name no table knows; what stands around it decides."""
    names, lasts = run
    if style.no_capitals or not names:
        return None
    opened = len(names) > 1 and names[0] in words.name_openings
    # "Abu" titles persons and opens names of places; what stands before it tells.
    titled = names[0] in words.titles and names[0] not in words.not_alone
    titled = titled or names[0] in words.not_places
    if titled and names[0] not in words.modifiers and not opened:
        return None
    count = _trim_run(tokens, _cut_adjective(tokens, run, style), words)
    if not count:
        return None
    if style.stripped and count > 1:
        count = _cut_known(run, count, gazetteer, words)
    final = tokens[lasts[count - 1] - 1]
    core = " ".join(names[:count])
    after = tokens[lasts[count - 1]] if lasts[count - 1] < len(tokens) else None
    site = after is not None and after.is_capital and after.lower in words.sites_after
    if count == 1 and not _may_be_one_word(core, final, words, style, site=site):
        return None
    if count > 1 and (
        style.lower_words.issuperset(names[:count]) or words.not_places.issuperset(names[:count])
    ):
        return None
    return Hit(lasts[count - 1], core, (), 0.5, final.end)


def _is_hyphened(tokens: tuple[Token, ...], index: int) -> bool:
    return index > 0 and tokens[index - 1].text == "-" and tokens[index - 1].end == tokens[index].start


def _cut_adjective(tokens: tuple[Token, ...], run: Run, style: Style) -> Run:
    """Return the run up to a word that a hyphen makes an adjective of the name: "Ansar-controlled"."""
    for n, last in enumerate(run.lasts):
        token = tokens[last - 1]
        if (
            n
            and token.text == token.lower
            and token.lower in style.common_words
            and _is_hyphened(tokens, last - 1)
        ):
            return Run(run.names[:n], run.lasts[:n])
    return run


def _cut_known(run: Run, count: int, gazetteer: Gazetteer, words: PlaceWords) -> int:
    """Return how many words the first of several names has, in a text without commas.

    "Salah-Eddin al-Zahraa" there are two places, where a table knows the second, "Baragitah Tel
    Ahmar" are by the word that opens names, "al-Qaderiyeh Bibkar" by the article that opens the first.
    """
    names = run.names
    for n in range(1, count - 1):
        if words.not_alone.issuperset(names[:n]):
            continue
        if names[n] in ARTICLES:
            match = gazetteer.match(f"{names[n]} {names[n + 1]}")
            if match.entries and match.confidence == 1 and match.entries[0].curated:
                return n
        elif names[n] in words.not_alone and names[n - 1] not in ARTICLES:
            return n
    return 2 if count > 2 and _is_whole(names, words) else count


def _is_whole(names: list[str], words: PlaceWords) -> bool:
    """Return whether a name ends behind its article and word: not before "Ali" of "al-Sayyed Ali"."""
    if names[0] not in ARTICLES or names[1] in words.not_alone:
        return False
    if names[2] in ARTICLES:
        return len(names) > 3 and names[3] not in words.second_halves
    return names[2] not in words.given_names


def _trim_run(tokens: tuple[Token, ...], run: Run, words: PlaceWords) -> int:
    """Return how many words of a run an unknown name may have."""
    names, lasts = run
    count = len(names)
    for n, name in enumerate(names):
        token = tokens[lasts[n] - 1]
        parting = (
            name in words.parting and token.text == token.lower and not _is_hyphened(tokens, lasts[n] - 1)
        )
        part = name in words.compass and _is_kind(tokens, lasts[n], words)
        if parting or (n and not part and (token.lower in words.sites_after or name in words.not_places)):
            count = n
            break
    while count:
        name = names[count - 1]
        if name not in ARTICLES and name not in words.kinds_after and name not in words.modifiers:
            break
        if name in words.compass and count > 1 and _is_kind(tokens, lasts[count - 1], words):
            break
        count -= 1
    return count


def _is_kind(tokens: tuple[Token, ...], last: int, words: PlaceWords) -> bool:
    """Return whether a word for a kind of place stands at a token: "County" after "Twic East"."""
    return last < len(tokens) and tokens[last].lower in words.whole_kinds


def _may_be_one_word(core: str, token: Token, words: PlaceWords, style: Style, *, site: bool) -> bool:
    if len(core) < 3 or core.isdigit() or core in words.not_places or core in words.demonyms:
        return False
    if not site and (
        core in words.sites_after
        or core in words.faiths
        or core in words.organisation_after
        or core in words.name_endings
        or token.lower in style.common_words
    ):
        return False
    shouted = token.text.isupper() and len(core) <= 5 and not site
    return not shouted and core not in style.lower_words
