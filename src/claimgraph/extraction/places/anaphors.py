"""Words that stand for a place named before: "there", "the town"."""

from __future__ import annotations

from attrs import evolve

from claimgraph.extraction.places.words import PlaceMention, PlaceWords
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.model import Span

_REACH = 8
_LATEST = 40
_POINTING = frozenset({"the", "this", "that"})


def add_anaphors(
    mentions: list[PlaceMention], sentences: tuple[Sentence, ...], *, words: PlaceWords, text: str
) -> tuple[PlaceMention, ...]:
    """Add "there" and "the town" with the place of the latest mention that fits, in text order."""
    by_sentence: dict[int, list[PlaceMention]] = {}
    for mention in mentions:
        by_sentence.setdefault(mention.sentence, []).append(mention)
    result: list[PlaceMention] = []
    for sentence in sentences:
        named = by_sentence.get(sentence.index, [])
        taken = 0
        for span, kinds in _find_anaphors(sentence, words):
            while taken < len(named) and named[taken].span.start < span.end:
                result.append(named[taken])
                taken += 1
            if result and result[-1].span.end > span.start:
                continue
            before = _find_antecedent(result, kinds, sentence.index)
            if before is not None:
                result.append(_stand_for(before, span, sentence.index, text))
        result.extend(named[taken:])
    return tuple(result)


def _stand_for(before: PlaceMention, span: Span, sentence: int, text: str) -> PlaceMention:
    said = span.of(text)
    place = evolve(before.place, words=said, span=span)
    return PlaceMention(place=place, sentence=sentence, role="anaphor", cue=said.lower())


def _find_anaphors(sentence: Sentence, words: PlaceWords) -> list[tuple[Span, frozenset[str]]]:
    found = []
    tokens = sentence.tokens
    for index in [n for n, token in enumerate(tokens) if token[1] == "there" or token[1] in words.anaphors]:
        token = tokens[index]
        following = tokens[index + 1].lower if index + 1 < len(tokens) else ""
        if not index or following in words.linking:
            continue
        if token.lower == "there":
            if following not in words.existential:
                found.append((Span(token.start, token.end), words.anaphors.get("area", frozenset())))
        else:
            start = _find_start(tokens, index)
            if start >= 0:
                found.append((Span(tokens[start].start, token.end), words.anaphors[token.lower]))
    return found


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
    mentions: list[PlaceMention], kinds: frozenset[str], sentence: int
) -> PlaceMention | None:
    for mention in reversed(mentions[-_LATEST:]):
        if sentence - mention.sentence > _REACH:
            return None
        if mention.role in {"location", "anaphor", "direction"} and mention.place.kind in kinds:
            return mention
    return None
