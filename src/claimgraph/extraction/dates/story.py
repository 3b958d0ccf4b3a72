"""The days of one article: what each date mention is by itself, and which day the story is about.

Read once an article, so that a choice for a count only looks at how the two stand to each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from attrs import field, frozen

from claimgraph.extraction.dates.mentions import DateMention
from claimgraph.extraction.sentences import Sentence, load_speech_words
from claimgraph.extraction.tokens import Token
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, Span

_LEDE = 8  # date mentions among which the day of the story is looked for
_OPENING = 12  # date mentions whose days count as the story's
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
    )


class Mark(NamedTuple):
    """A date mention and what speaks for or against it beside any count.

    ``kind`` is day, wide or period; ``traits`` are names of features; ``shown`` how a trace shows it.
    """

    found: DateMention
    kind: str
    traits: tuple[str, ...]
    shown: str

    @property
    def dates_speech(self) -> bool:
        """Whether the day is one of speaking."""
        return "spoken" in self.traits


@frozen(kw_only=True, eq=False)
class Story:
    """The days of one article; ``made`` keeps candidates that several counts share."""

    sentences: Sequence[Sentence]
    words: ChoiceWords
    published: date | None
    marks: tuple[Mark, ...]
    places: tuple[int, ...]
    day: int | None
    opening: frozenset[date]
    made: dict[tuple[object, ...], tuple[float, Candidate]] = field(factory=dict)


def read_story(
    dates: Sequence[DateMention],
    sentences: Sequence[Sentence],
    *,
    published: date | None,
    sources: Sequence[Sequence[Span]] = (),
    lexicon: Lexicon,
) -> Story:
    """Weigh the date mentions of an article by themselves.

    Args:
        dates: All date mentions in reading order, as `find_dates` gives them.
        sentences: All sentences of the article.
        published: Day of publication, where it is known.
        sources: For each sentence the words that name sources; a day beside one is a day of speaking.
        lexicon: The table ``date_weights``.

    Returns:
        What `choose_date` chooses from.
    """
    words = load_choice_words(lexicon)
    marks = [
        _mark(
            found,
            sentences[found.sentence].tokens,
            published=published,
            sources=sources[found.sentence] if sources else (),
            words=words,
        )
        for found in dates
        if _is_eligible(found)
    ]
    marks = _drop_named_nights(marks)
    day = _find_story_day(marks)
    if day is not None:
        told = marks[day].found.date.earliest
        for at, mark in enumerate(marks):
            if mark.kind == "day" and mark.found.date.earliest == told:
                marks[at] = mark._replace(traits=(*mark.traits, "story"))
    return Story(
        sentences=sentences,
        words=words,
        published=published,
        marks=tuple(marks),
        places=tuple([mark.found.sentence for mark in marks]),
        day=day,
        opening=frozenset(
            [
                found.date.earliest
                for found in dates[:_OPENING]
                if found.kind in {"day", "days"} and found.date.earliest is not None
            ]
        ),
    )


def _is_eligible(found: DateMention) -> bool:
    if found.kind in {"dateline", "future", "feast"}:
        return False
    return found.date.earliest is not None or found.kind == "period"


def _drop_named_nights(marks: list[Mark]) -> list[Mark]:
    """Leave out each "overnight" that a day of the same sentence explains: "an overnight raid on Monday"."""
    if not any(mark.found.is_night for mark in marks):
        return marks
    kept = []
    for at, mark in enumerate(marks):
        near = marks[max(0, at - 2) : at + 3] if mark.found.is_night else ()
        if not any(_may_explain(other, mark) for other in near):
            kept.append(mark)
    return kept


def _may_explain(other: Mark, night: Mark) -> bool:
    return (
        other.found.sentence == night.found.sentence
        and other.kind == "day"
        and not other.found.is_night
        and "spoken" not in other.traits
        and "aside" not in other.traits
    )


def _mark(
    found: DateMention,
    tokens: Sequence[Token],
    *,
    published: date | None,
    sources: Sequence[Span],
    words: ChoiceWords,
) -> Mark:
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
    traits.extend(_find_surroundings(found, tokens, words))
    if age and kind == "day":
        traits.append(age)
    shown = f"{found.date.words} ({found.date.earliest} to {found.date.latest})"
    return Mark(found, kind, tuple(traits), shown)


_KINDS = {"day": "day", "days": "day", "period": "period"}


def _name_age(found: DateMention, published: date | None) -> str:
    if published is None or found.date.latest is None:
        return ""
    age = (published - found.date.latest).days
    return "old" if age > _OLD else ("aged" if age >= _AGED else "")


def _is_beside(found: DateMention, sources: Sequence[Span]) -> bool:
    start, end = found.span
    return any(-4 <= start - span.end <= 4 or (span.start <= start and end <= span.end) for span in sources)


def _find_story_day(marks: Sequence[Mark]) -> int | None:
    """Return the first day that the opening of a story gives to an event, not to a statement.

    A day of speaking is taken where the first dated sentences give no other, and before a day that
    is no longer news. `None` where the first eight times named are no days.
    """
    ranked: list[tuple[int, int]] = []
    opening = None
    # "confirmed today the raid of April 2": the other day of such a sentence is what is told.
    said = {mark.found.sentence for mark in marks[:_LEDE] if mark.dates_speech}
    for at, mark in enumerate(marks[:_LEDE]):
        found, traits = mark.found, mark.traits
        happened = "happened" in traits
        if mark.kind != "day" or not _NO_STORY.isdisjoint(traits) or ("old" in traits and not happened):
            continue
        opening = found.sentence if opening is None else opening
        if found.sentence > opening + _REACH:
            break
        if not _ASIDE.isdisjoint(traits):
            continue
        news = "aged" not in traits or happened or found.sentence in said
        ranked.append((1 if "spoken" in traits else (0 if news else 2), at))
    return min(ranked)[1] if ranked else None


_NO_STORY = frozenset({"behind", "weak", "begins"})
_ASIDE = frozenset({"background", "aside"})
_REACH = 3  # sentences behind the first day in which the story's day is looked for


def is_spoken(place: tuple[int, int], tokens: Sequence[Token], words: ChoiceWords) -> bool:
    """Return whether a verb of speech is dated by the words: "said on Saturday", "on Saturday announced"."""
    first, last = place
    if first > 0 and tokens[first - 1].text == ")":
        return True  # "(name) May 3, 2016" below a post
    if last < len(tokens) and tokens[last].lower in words.verbs:
        return True
    for index in range(first - 1, max(-1, first - 8), -1):
        token = tokens[index]
        if token.lower in words.speech:
            return True
        if token.lower not in words.between and not token.is_capital:
            return False
    return False


def _find_surroundings(found: DateMention, tokens: Sequence[Token], words: ChoiceWords) -> list[str]:
    """Say what the words around a date make of it.

    Background ("a similar attack on", "on Monday (file photo)"), aside ("Meanwhile on Monday", "26
    were also killed yesterday"), happened ("the attack took place on Monday"), named ("Monday's
    attack", in copy without apostrophes "Mondays").
    """
    first, last = found.tokens
    before = [token[1] for token in tokens[max(0, first - 8) : first]]
    behind = [token[1] for token in tokens[last : last + 4]]
    names = []
    if not words.captions.isdisjoint(behind) or _has_background(before, words):
        names.append("background")
    if not words.asides.isdisjoint(before[-4:]) or (
        first > 4 and not words.asides.isdisjoint([token[1] for token in tokens[:4]])
    ):
        names.append("aside")
    if not words.happened.isdisjoint(before) or not words.happened.isdisjoint(behind):
        names.append("happened")
    if (behind and behind[0] in _POSSESSIVES) or (last - first == 1 and tokens[first][1].endswith("days")):
        names.append("named")
    return names


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
