"""How each claim of an article is told: in which sentence, what it names itself, the cues before it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from attrs import frozen

from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Claim, DateRange, Place

# How many sentences before a count are read for what opens a new event.
OPENING_REACH = 3
# How many words before one for an attack its article stands.
ARTICLE_REACH = 3
# How many words around a count tell when it happened.
AROUND = 6


@frozen(kw_only=True)
class EventWords:
    """The weights of the features, and the words that tell events of one article apart.

    ``cues`` names the kind of each word that leads to another event or back; ``events`` are the
    words for attacks and other events, ``several`` those that tell of more than one; ``lasting`` the
    measures that tell of a state an event leaves for some days.
    """

    weights: Mapping[str, float]
    cues: Mapping[str, str]
    events: frozenset[str]
    several: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    back: frozenset[str]
    more: frozenset[str]
    past: frozenset[str]
    families: Mapping[str, str]
    lasting: frozenset[str]


@lru_cache(maxsize=16)
def load_event_words(lexicon: Lexicon) -> EventWords:
    """Return the table ``event_weights``; the words for means are names of events as well."""
    table = lexicon.words("event_weights")
    lists = {name: frozenset(words) for name, words in table.get("words", {}).items()}
    means = {word for kind in lexicon.words("means").values() for word in kind.get("words", ())}
    events = means | lists.get("events", frozenset())
    plural = {word for word in events if word.endswith("s") and word[:-1] in events}
    measures = lexicon.words("measures")
    return EventWords(
        weights={name: float(weight) for name, weight in table.get("weights", {}).items()},
        cues={word: cue for cue, words in table.get("cues", {}).items() for word in words},
        events=frozenset(events),
        several=frozenset(plural | lists.get("several", frozenset())),
        definite=lists.get("definite", frozenset()),
        indefinite=lists.get("indefinite", frozenset()),
        back=lists.get("back", frozenset()),
        more=lists.get("more", frozenset()),
        past=lists.get("past", frozenset()),
        families={name: one["family"] for name, one in measures.items() if "family" in one},
        lasting=frozenset(name for name, one in measures.items() if one.get("lasting")),
    )


@frozen(kw_only=True)
class Setting:
    """A claim and how it is told.

    ``position`` counts the claims of the article, ``sentence`` and ``paragraph`` its sentences and
    blocks. ``names_place`` and ``names_day`` tell that its own sentence names them, ``several``
    that it speaks of more than one attack or place; ``cues`` are the kinds of words between the claim
    before and this one, those of the sentences between with "led_" before; ``marks`` what its own
    words show: that it goes back to people told of, or adds to them.
    """

    claim: Claim
    position: int
    sentence: int
    paragraph: int
    names_place: bool
    names_day: bool
    several: bool
    cues: tuple[str, ...]
    marks: tuple[str, ...]


def set_settings(
    claims: Sequence[Claim], sentences: Sequence[Sentence], words: EventWords
) -> tuple[Setting, ...]:
    """Return how each claim of an article is told.

    Args:
        claims: Claims of one mention each, in reading order.
        sentences: All sentences of the article.
        words: See `load_event_words`.

    Returns:
        One setting a claim, in the same order.
    """
    starts = [sentence.span.start for sentence in sentences]
    settings = []
    after = 0
    for position, claim in enumerate(claims):
        span = claim.spans[0]
        index = max(0, bisect_right(starts, span.start) - 1)
        own = sentences[index]
        following = claims[position + 1].spans[0].start if position + 1 < len(claims) else own.span.end
        settings.append(
            Setting(
                claim=claim,
                position=position,
                sentence=index,
                paragraph=own.paragraph,
                names_place=_is_in(claim.place, own),
                names_day=_is_in(claim.date, own),
                several=not words.several.isdisjoint(own.lower),
                cues=_gather_cues(sentences[: index + 1], after, following, words),
                marks=tuple(_find_marks(claim, own.tokens, words)),
            )
        )
        after = span.end
    return tuple(settings)


def _is_in(named: Place | DateRange | None, sentence: Sentence) -> bool:
    if named is None or named.span is None:
        return False
    return sentence.span.start <= named.span.start < sentence.span.end


def _gather_cues(sentences: Sequence[Sentence], after: int, until: int, words: EventWords) -> tuple[str, ...]:
    """Return the kinds of cues from the claim before on to the one behind, by name."""
    near = sentences[-OPENING_REACH - 1 :]
    cues: set[str] = set()
    for sentence in near:
        lead = "" if sentence is near[-1] else "led_"
        if sentence.span.end > after:
            cues.update(f"{lead}{cue}" for cue in _find_cues(sentence.tokens, after, until, words))
    return tuple(sorted(cues))


def _find_cues(tokens: Sequence[Token], after: int, until: int, words: EventWords) -> Iterator[str]:
    for at, token in enumerate(tokens):
        if not after <= token.start < until:
            continue
        if token.lower in words.cues:
            yield words.cues[token.lower]
        if token.lower in words.events:
            before = {one.lower for one in tokens[max(0, at - ARTICLE_REACH) : at]}
            if not words.definite.isdisjoint(before):
                yield "definite"
            elif not words.indefinite.isdisjoint(before):
                yield "indefinite"


def _find_marks(claim: Claim, tokens: Sequence[Token], words: EventWords) -> Iterator[str]:
    """Yield what the words of a count and those around it show."""
    span = claim.spans[0]
    first = bisect_right(tokens, span.start - 1, key=lambda token: token.start)
    last = bisect_right(tokens, span.end - 1, key=lambda token: token.start)
    own = {token.lower for token in tokens[first:last]}
    before = [token.lower for token in tokens[max(0, first - 2) : first]]
    if not words.back.isdisjoint(own | set(before[-1:])):
        yield "back"
    if not words.more.isdisjoint(own | set(before)):
        yield "more"
    if not words.past.isdisjoint([token.lower for token in tokens[max(0, first - AROUND) : last + AROUND]]):
        yield "past"
    if first <= 1:
        yield "opens"


__all__ = ["EventWords", "Setting", "load_event_words", "set_settings"]
