"""What a date mention is by itself: a day or a longer time, and what its words and neighbours make of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from attrs import frozen

from claimgraph.extraction.dates.mentions import DateMention
from claimgraph.extraction.sentences import load_speech_words
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import DatePrecision, Span

_AGED, _OLD = 4, 10  # days before publication: no longer news, background


@frozen(kw_only=True, eq=False)
class ChoiceWords:
    """Weights by feature name and the words that features look for."""

    weights: Mapping[str, float]
    verbs: frozenset[str]
    speech: frozenset[str]
    between: frozenset[str]
    breaks: frozenset[str]
    background: frozenset[str]
    shifts: frozenset[str]
    captions: frozenset[str]
    asides: frozenset[str]
    happened: frozenset[str]
    rises: frozenset[str]
    court: frozenset[str]
    records: frozenset[str]
    articles: frozenset[str]
    standing: frozenset[str]
    points: frozenset[str]
    clock: frozenset[str]
    weekends: frozenset[str]
    states: frozenset[str]
    bodies: frozenset[str]
    burials: frozenset[str]
    others: frozenset[str]
    earlier: frozenset[str]
    resumed: frozenset[str]
    resuming: frozenset[str]
    aftermath: frozenset[str]
    deeds: frozenset[str]
    agenda: frozenset[str]
    qualifies: frozenset[str]
    tells: frozenset[str]


@lru_cache(maxsize=16)
def load_choice_words(lexicon: Lexicon) -> ChoiceWords:
    """Compile the table ``date_weights``."""
    table = lexicon.words("date_weights")
    words = table.get("words", {})
    verbs = load_speech_words(lexicon)
    return ChoiceWords(
        weights=dict(table.get("weights", {})),
        verbs=verbs | frozenset(words.get("verbs", ())),
        speech=verbs | frozenset(words.get("verbs", ())) | frozenset(words.get("speech", ())),
        between=frozenset(words.get("between", ())),
        breaks=frozenset(words.get("breaks", ())),
        background=frozenset(words.get("background", ())),
        shifts=frozenset(words.get("shifts", ())),
        captions=frozenset(words.get("captions", ())),
        asides=frozenset(words.get("asides", ())),
        happened=frozenset(words.get("happened", ())),
        rises=frozenset(words.get("rises", ())),
        court=frozenset(words.get("court", ())),
        records=frozenset(words.get("records", ())),
        articles=frozenset(words.get("articles", ())),
        standing=frozenset(words.get("standing", ())),
        points=frozenset(words.get("points", ())),
        clock=frozenset(words.get("clock", ())),
        weekends=frozenset(words.get("weekends", ())),
        states=frozenset(words.get("states", ())),
        bodies=frozenset(words.get("bodies", ())),
        burials=frozenset(words.get("burials", ())),
        others=frozenset(words.get("others", ())),
        earlier=frozenset(words.get("earlier", ())),
        resumed=frozenset(words.get("resumed", ())),
        resuming=frozenset(words.get("resuming", ())),
        aftermath=frozenset(words.get("aftermath", ())),
        deeds=frozenset(words.get("deeds", ())),
        agenda=frozenset(words.get("agenda", ())),
        qualifies=frozenset(words.get("qualifies", ())),
        tells=frozenset(words.get("tells", ())),
    )


class Mark(NamedTuple):
    """A date mention and what speaks for or against it beside any count.

    ``kind`` is day, wide or period; ``traits`` are names of features; ``shown`` how a trace shows it.
    """

    found: DateMention
    kind: str
    traits: tuple[str, ...]
    shown: str
    leads: bool = False  # stands in the first sentence of its paragraph
    role: str = ""  # "label" or "record" for a longer time that is no time of events

    @property
    def dates_speech(self) -> bool:
        """Whether the day is one of speaking."""
        return "spoken" in self.traits


def read_mark(
    found: DateMention,
    tokens: Sequence[Token],
    *,
    published: date | None,
    sources: Sequence[Span],
    words: ChoiceWords,
    floor: int,
) -> Mark:
    """Say what a date mention is by itself.

    Args:
        found: The mention.
        tokens: Those of its sentence.
        published: The day that the story was written.
        sources: The words of the sentence that name sources; a day beside one is a day of speaking.
        words: The table ``date_weights``.
        floor: Where another date ends in the sentence; tokens before belong to that.
    """
    kind = _KINDS.get(found.kind, "wide")
    age = _name_age(found, published)
    traits = []
    if is_spoken(found.tokens, tokens, words) or (sources and _is_beside(found, sources)):
        traits.append("spoken")
    if found.begins and kind != "period" and age:
        traits.append("begins")
    if found.weak:
        traits.append("weak")
    if found.behind:
        traits.append("behind")
    traits.extend(_find_surroundings(found, tokens, words, floor))
    traits.extend(_find_form(found, kind, tokens, words))
    role = _name_role(found, kind, tokens, words)
    if role == "label" and words.resumed.isdisjoint(
        [token[1] for token in tokens[found.tokens[1] : found.tokens[1] + _LABELLED]]
    ):
        traits.append("label")  # "the 2016 peace accord"; "the 1934 earthquake killed" dates the killed
    elif kind == "day" and _is_held(found, tokens, words):
        traits.append("label")  # "the June 3 poll"
    if age and kind == "day":
        traits.append(age)
    shown = f"{found.date.words} ({found.date.earliest} to {found.date.latest})"
    return Mark(found, kind, tuple(traits), shown, role=role)


_KINDS = {"day": "day", "days": "day", "period": "period"}


def _is_held(found: DateMention, tokens: Sequence[Token], words: ChoiceWords) -> bool:
    first, last = found.tokens
    return last < len(tokens) and tokens[last][1] in words.agenda and tokens[first][1] not in _WHEN


_WHEN = frozenset({"on", "since", "by", "until", "from"})


def _name_age(found: DateMention, published: date | None) -> str:
    if published is None or found.date.latest is None:
        return ""
    age = (published - found.date.latest).days
    return "old" if age > _OLD else ("aged" if age >= _AGED else "")


def _is_beside(found: DateMention, sources: Sequence[Span]) -> bool:
    start, end = found.span
    return any(-4 <= start - span.end <= 4 or (span.start <= start and end <= span.end) for span in sources)


def _find_form(found: DateMention, kind: str, tokens: Sequence[Token], words: ChoiceWords) -> Iterator[str]:
    """Say how a date stands in its sentence: it opens it, is all that the sentence tells, is a number."""
    first, last = found.tokens
    if first == 0 or (first <= _OPENS and not any(token[0][0].isalpha() for token in tokens[:first])):
        yield "opens"
    if kind == "wide" and len(tokens) <= _SHORT and tokens[0][1] in words.points:
        yield "only_when"
    exact = kind == "day" and found.date.precision is DatePrecision.DAY
    if exact and any(token[0][0].isdigit() for token in tokens[first:last]):
        yield "full"


_OPENS = 2  # tokens before a date that opens its sentence, none of them a word


_SHORT = 8  # tokens of a sentence that only says when: "That was in August."


def _name_role(found: DateMention, kind: str, tokens: Sequence[Token], words: ChoiceWords) -> str:
    """Say what else a time is: an event's name ("the 2011 flood"), its measure ("worst since"), a weekend."""
    first, last = found.tokens
    if kind == "day":
        return "weekend" if tokens[last - 1][1] in words.weekends else ""
    if last - first == 1 and first > 0 and tokens[first - 1][1] in words.articles:
        return "label"
    runs_on = kind == "period" or tokens[first][1] in words.resuming  # "the worst this year"
    if not runs_on or words.records.isdisjoint([word[1] for word in tokens[max(0, first - _RECORD) : first]]):
        return ""
    return "record"


_RECORD = 12
_OTHER = 3  # tokens before a day in which a verb shows that it is one of what came after the event
_LABELLED = 3  # tokens behind the year that names an event in which its noun stands


def is_spoken(place: tuple[int, int], tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether a verb of speech is dated by the words: "said on Saturday", "on Saturday announced"."""
    first, last = place
    if first > 0 and tokens[first - 1].text == ")":
        return True  # "(name) May 3, 2016" below a post
    if _dates_count(first, tokens, words):
        return True
    if last < len(tokens) and (tokens[last].lower in words.verbs or _had_said(first, last, tokens, words)):
        return True
    if _tells_someone(first, tokens, words):
        return True
    for index in range(first - 1, max(-1, first - 8), -1):
        token = tokens[index]
        if token.lower in words.speech:
            return True
        if token.lower not in words.between and not token.is_capital:
            return False
    return False


def _tells_someone(first: int, tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether "told county commissioners" stands before."""
    for index in range(first - 1, max(-1, first - _TOLD), -1):
        word = tokens[index][1]
        if word in words.tells:
            return tokens[index + 1][1] != "to"
        if word in words.breaks or word in words.deeds:
            return False
    return False


_TOLD = 7


def _had_said(first: int, last: int, tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether a sentence opens like "On Friday evening the police had reported"."""
    if first > _OPENS:
        return False
    for index in range(last, min(len(tokens) - 1, last + _SUBJECT)):
        if tokens[index].lower == "had":
            return tokens[index + 1].lower in words.speech
        if tokens[index].lower in words.breaks:
            return False
    return False


_SUBJECT = 8  # tokens of a subject between the day and its verb


def _dates_count(first: int, tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether "as of 18:00 on" stands before: the day on which somebody counted."""
    for index in range(first - 1, max(0, first - 8), -1):
        word = tokens[index][1]
        if word == "of":
            return tokens[index - 1][1] in words.standing
        if not (word[0].isdigit() or word in words.clock):
            return False
    return False


def _find_surroundings(
    found: DateMention, tokens: Sequence[Token], words: ChoiceWords, floor: int
) -> list[str]:
    """Say what the words around a date make of it; those before ``floor`` belong to another date.

    Background ("a similar attack on", "on Monday (file photo)"), aside ("Meanwhile on Monday", "26
    were also killed yesterday"), happened ("the attack took place on Monday"), named ("Monday's
    attack", in copy without apostrophes "Mondays").
    """
    first, last = found.tokens
    before = [token[1] for token in tokens[max(floor, first - 8) : first]]
    behind = [token[1] for token in tokens[last : last + 4]]
    names = []
    if not words.captions.isdisjoint(behind) or _has_background(before, words):
        names.append("background")
    if not words.asides.isdisjoint(before[-4:]) or (
        first > 4 and not words.asides.isdisjoint([token[1] for token in tokens[:4]])
    ):
        names.append("aside")
    named = (bool(behind) and behind[0] in _POSSESSIVES) or (
        last - first == 1 and tokens[first][1].endswith("days")
    )
    # "The toll since March" is counted from then on; "the toll rose on Monday" was counted then.
    after = not named and found.kind != "period" and _tells_aftermath(tokens, floor, first, words)
    if after or not words.others.isdisjoint(before[-_OTHER:]):
        names.append("otherwise")
    if tokens[first][1] == "by" and not named:
        names.append("bound")  # "had by Monday counted 20 bodies"
    elif not words.happened.isdisjoint(before) or not words.happened.isdisjoint(behind):
        names.append("happened")
    if named:
        names.append("named")
    return names


def _tells_aftermath(tokens: Sequence[Token], floor: int, first: int, words: ChoiceWords) -> bool:
    """Return whether a day is one of search, burial or a risen toll, by its part of the sentence."""
    for index in range(first - 1, max(floor, first - _AFTERMATH) - 1, -1):
        word = tokens[index][1]
        if word in words.aftermath:
            return True
        if word in words.breaks or word in words.speech:
            return False
        # "clawed at collapsed houses" tells of no collapse on that day
        if word in words.deeds and not (word.endswith("ed") and tokens[index - 1][1] in words.qualifies):
            return False
    return False


_AFTERMATH = 14


def _has_background(before: list[str], words: ChoiceWords) -> bool:
    """Return whether a word of background stands before a date, in its part of the sentence."""
    if words.background.isdisjoint(before):
        return False
    for word in reversed(before):
        if word in words.background:
            return True
        if word in _STOPS:
            return False
    return False


_POSSESSIVES = frozenset({"'s", "’s"})


_STOPS = frozenset(".,;:()—–")
