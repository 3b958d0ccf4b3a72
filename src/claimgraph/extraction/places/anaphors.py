"""Words that stand for a place named before: "there", "the town"."""

from __future__ import annotations

from attrs import evolve

from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.gazetteer import Gazetteer
from claimgraph.lexicon.placenames import fold_name
from claimgraph.model import Place, Span

_REACH = 8
_LATEST = 40
_OF_STATES = frozenset({"capital", "country", "nation"})
_WITHIN = frozenset({"in", "across", "throughout", "inside", "around"})
_POINTING = frozenset({"the", "this", "that"})


def add_anaphors(
    mentions: list[PlaceMention],
    sentences: tuple[Sentence, ...],
    *,
    words: PlaceWords,
    text: str,
    gazetteer: Gazetteer,
) -> tuple[PlaceMention, ...]:
    """Add "there", "the town" and "the country" with the latest place that fits, in text order."""
    by_sentence: dict[int, list[PlaceMention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    result: list[PlaceMention] = []
    for sentence in sentences:
        named = by_sentence.get(sentence.index, [])
        taken = 0
        for span, word in _find_anaphors(sentence, words):
            while taken < len(named) and named[taken].span.start < span.end:
                result.append(named[taken])
                taken += 1
            if result and result[-1].span.end > span.start:
                continue
            place = _find_antecedent(result, word, sentence.index, words=words, gazetteer=gazetteer)
            if place is not None:
                result.append(_stand_for(place, span, sentence.index, text))
        result.extend(named[taken:])
    return tuple(result)


def _stand_for(place: Place, span: Span, sentence: int, text: str) -> PlaceMention:
    said = span.of(text)
    place = evolve(place, words=said, span=span)
    return PlaceMention(place=place, sentence=sentence, role="anaphor", cue=said.lower())


def _find_anaphors(sentence: Sentence, words: PlaceWords) -> list[tuple[Span, str]]:
    """Return where such words stand, and which of the table each one is."""
    found: list[tuple[Span, str]] = []
    tokens, standing = sentence.tokens, words.standing
    if standing.isdisjoint(sentence.lower):
        return found
    for index in [n for n, word in enumerate(sentence.lower) if word in standing]:
        token = tokens[index]
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if not index:
            continue
        if token.lower == "there":
            if following not in words.existential:
                found.append((Span(token.start, token.end), "area"))
        elif following not in words.linking:
            start = _find_start(tokens, index)
            if start >= 0 and (token.lower not in _OF_STATES or _is_within(tokens, start, following)):
                found.append((Span(tokens[start].start, token.end), token.lower))
    return found


def _is_within(tokens: tuple[Token, ...], start: int, following: str) -> bool:
    """Return whether something happens within: "across the country", but not "fled the country"."""
    return start > 0 and tokens[start - 1].lower in _WITHIN and following not in {"'s", "’s"}


def _find_start(tokens: tuple[Token, ...], index: int) -> int:
    """Return the token of "the" that opens "the besieged town", -1 where there is none.

    "the town Armanaz" and "the Syrian town" are no anaphors.
    """
    for start in range(index - 1, max(index - 4, -1), -1):
        if tokens[start].lower in _POINTING:
            named = start == index - 1 and index + 1 < len(tokens) and tokens[index + 1].is_capital
            return -1 if named else start
        if tokens[start].is_capital:
            return -1
    return -1


def _find_antecedent(
    mentions: list[PlaceMention],
    word: str,
    sentence: int,
    *,
    words: PlaceWords,
    gazetteer: Gazetteer,
) -> Place | None:
    kinds = words.anaphors.get(word, frozenset())
    if "capital" in kinds:
        return _find_capital(mentions, words)
    if "country" in kinds:
        country = _find_country(mentions, gazetteer)
        if country is not None or len(kinds) == 1:
            return country
    first = words.anaphors_first.get(word, frozenset())
    fitting = _list_fitting(mentions, first, sentence) if first else []
    fitting = fitting or _list_fitting(mentions, kinds, sentence)
    city = _find_city(mentions, fitting) if "city" in first else None
    if city is not None:
        return city
    if fitting:
        # Of "Saraqib, a town near Idlib" and "Kanan village in Khampat" it is not the one that locates.
        told = [mention for mention in fitting if not mention.qualifies and mention.role != "direction"]
        return (told or fitting)[0].place
    # "The city has had 17 homicides this year" in a report of which only the dateline names it.
    heads = mentions[:1] if "city" in kinds else []
    return next(
        (m.place for m in heads if m.role == "dateline" and m.place.kind in {*kinds, "unknown"}), None
    )


def _find_city(mentions: list[PlaceMention], fitting: list[PlaceMention]) -> Place | None:
    """Return the city of the dateline, where only its suburbs and smaller towns beside it are named since."""
    head = mentions[0] if mentions and mentions[0].role == "dateline" else None
    if head is None or not fitting or fitting[0].place.kind == "city":
        return None
    if head.place.kind != "city" and not fold_name(head.place.name).endswith(" city"):
        return None
    around = set(head.place.path_keys[:-1])
    return head.place if not around or not around.isdisjoint(fitting[0].place.path_keys) else None


def _list_fitting(mentions: list[PlaceMention], kinds: frozenset[str], sentence: int) -> list[PlaceMention]:
    """Return the places of some kinds in the latest sentence that names one, the latest first."""
    fitting: list[PlaceMention] = []
    for mention in reversed(mentions[-_LATEST:]):
        if sentence - mention.sentence > _REACH or (fitting and fitting[0].sentence != mention.sentence):
            break
        if mention.role in {"location", "anaphor", "direction"} and mention.place.kind in kinds:
            fitting.append(mention)
    return fitting


def _find_capital(mentions: list[PlaceMention], words: PlaceWords) -> Place | None:
    """Return the latest capital of a country that was named."""
    for mention in reversed(mentions[-_LATEST:]):
        if mention.role != "person" and fold_name(mention.place.name) in words.capitals:
            return mention.place
    return None


def _find_country(mentions: list[PlaceMention], gazetteer: Gazetteer) -> Place | None:
    """Return the country of the latest place named."""
    for mention in reversed(mentions[-_LATEST:]):
        if mention.role in {"location", "anaphor", "direction", "distance"}:
            place = mention.place
            if place.kind == "country":
                return place
            entry = gazetteer.find_entry(place.path_keys[-1]) if place.path_keys else None
            if entry is not None and entry.kind == "country":
                return gazetteer.to_place(entry, entry.name, span=mention.span)
    return None
