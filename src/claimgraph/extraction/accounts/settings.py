"""How each claim of an article is told: in which sentence, what it names itself, the cues before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

from attrs import field, frozen

from claimgraph.extraction.sentences import Sentence
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
    measures that tell of a state an event leaves for some days; ``leading`` are all cues and events.
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
    leading: frozenset[str] = field(init=False)

    @leading.default
    def _list_leading(self) -> frozenset[str]:
        return self.events.union(self.cues)


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
    words show: that it goes back to people told of, or adds to them. ``voice`` is the id of who says
    it, ``None`` for the article itself.
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
    voice: str | None = field(init=False)

    @voice.default
    def _name_voice(self) -> str | None:
        origin = self.claim.origin
        return None if self.claim.attribution.own_voice or origin is None else origin.id


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
    leads = _Leads(sentences, words)
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
                cues=leads.gather_cues(index, after, following),
                marks=tuple(_find_marks(claim, own, words)),
            )
        )
        after = span.end
    return tuple(settings)


def _is_in(named: Place | DateRange | None, sentence: Sentence) -> bool:
    if named is None or named.span is None:
        return False
    return sentence.span.start <= named.span.start < sentence.span.end


class _Leads:
    """The cues of an article, read once for each sentence that stands before a claim."""

    def __init__(self, sentences: Sequence[Sentence], words: EventWords) -> None:
        self._sentences = sentences
        self._words = words
        self._known: dict[int, list[tuple[int, str]]] = {}

    def gather_cues(self, index: int, after: int, until: int) -> tuple[str, ...]:
        """Return the kinds of cues from the claim before on to the one behind, by name."""
        cues: set[str] = set()
        for number in range(max(0, index - OPENING_REACH), index + 1):
            if self._sentences[number].span.end > after:
                lead = "" if number == index else "led_"
                cues.update([f"{lead}{cue}" for at, cue in self._read(number) if after <= at < until])
        return tuple(sorted(cues))

    def _read(self, number: int) -> list[tuple[int, str]]:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = _find_cues(self._sentences[number], self._words)
        return known


def _find_cues(sentence: Sentence, words: EventWords) -> list[tuple[int, str]]:
    """Return the kinds of cues in a sentence with the characters that they begin at."""
    lower = sentence.lower
    if words.leading.isdisjoint(lower):
        return []
    found = []
    for at in [n for n, word in enumerate(lower) if word in words.leading]:
        start = sentence.tokens[at].start
        if lower[at] in words.cues:
            found.append((start, words.cues[lower[at]]))
        if lower[at] in words.events:
            before = lower[max(0, at - ARTICLE_REACH) : at]
            if not words.definite.isdisjoint(before):
                found.append((start, "definite"))
            elif not words.indefinite.isdisjoint(before):
                found.append((start, "indefinite"))
    return found


_START = attrgetter("start")


def _find_marks(claim: Claim, sentence: Sentence, words: EventWords) -> Iterator[str]:
    """Yield what the words of a count and those around it show."""
    span, lower = claim.spans[0], sentence.lower
    first = bisect_left(sentence.tokens, span.start, key=_START)
    last = bisect_left(sentence.tokens, span.end, lo=first, key=_START)
    if not words.back.isdisjoint(lower[max(0, first - 1) : last]):
        yield "back"
    if not words.more.isdisjoint(lower[max(0, first - 2) : last]):
        yield "more"
    if not words.past.isdisjoint(lower[max(0, first - AROUND) : last + AROUND]):
        yield "past"
    if first <= 1:
        yield "opens"


__all__ = ["EventWords", "Setting", "load_event_words", "set_settings"]
