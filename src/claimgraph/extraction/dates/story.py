"""The days of one article: what each date mention is by itself, and which day the story is about.

Read once an article, so that a choice for a count only looks at how the two stand to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from attrs import field, frozen

from claimgraph.extraction.dates.marks import ChoiceWords, Mark, load_choice_words, read_mark
from claimgraph.extraction.dates.mentions import DateMention, move_today
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, DateRange, Span

_LEDE = 8  # date mentions among which the day of the story is looked for
_OPENING = 12  # date mentions whose days count as the story's
_RESUMED = 6  # sentences in which a story goes on with what the first one tells
_PARAGRAPHS = 2  # how many more than the first make a paragraph a part of a story


class ChosenDate(NamedTuple):
    """The days chosen for a count and how they were come by.

    ``kind`` is that of the mention in the count's own sentence (``spoken`` where it dates a
    statement), ``story`` for a day told elsewhere, ``inferred_long`` for a longer time told
    elsewhere, ``published`` where only the report is dated, ``inferred`` where nothing is.
    """

    days: DateRange | None
    kind: str


@frozen(kw_only=True, eq=False)
class Story:
    """The days of one article; ``made`` and ``taken`` keep candidates and days that counts share."""

    sentences: Sequence[Sentence]
    words: ChoiceWords
    published: date | None
    marks: tuple[Mark, ...]
    places: tuple[int, ...]
    day: int | None
    opening: frozenset[date]
    has_paragraphs: bool
    made: dict[tuple[object, ...], tuple[float, Candidate]] = field(factory=dict)
    taken: dict[int, ChosenDate] = field(factory=dict)


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
    for found in dates[:_LEDE]:
        published = move_today(found, published)
    marks = []
    ends = (-1, 0)  # sentence and end of the date before
    for found in dates:
        at = found.sentence
        if _is_eligible(found):
            mark = read_mark(
                found,
                sentences[at].tokens,
                published=published,
                sources=sources[at] if sources else (),
                words=words,
                floor=ends[1] if ends[0] == at else 0,
            )
            marks.append(_place_mark(mark, sentences, at, words))
        ends = (at, found.tokens[1])
    marks = _mark_trial(_drop_named_nights(marks), sentences, words)
    day = _find_story_day(marks, words)
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
        has_paragraphs=bool(sentences) and sentences[-1].paragraph >= _PARAGRAPHS,
        opening=frozenset(
            [
                found.date.earliest
                for found in dates[:_OPENING]
                if found.kind in {"day", "days"} and found.date.earliest is not None
            ]
        ),
    )


def _place_mark(mark: Mark, sentences: Sequence[Sentence], at: int, words: ChoiceWords) -> Mark:
    """Say of a mark whether its sentence opens a paragraph, and whether it goes on with the first one."""
    if at == 0 or sentences[at - 1].paragraph != sentences[at].paragraph:
        mark = mark._replace(leads=True)
    if mark.kind == "day" and _resumes(sentences, at, words, named=mark.found.tokens[0] == 1):
        mark = mark._replace(traits=(*mark.traits, "resumes"))
    return mark


def _resumes(sentences: Sequence[Sentence], at: int, words: ChoiceWords, *, named: bool) -> bool:
    """Return whether a sentence goes on with what the first one tells: "The convoy was hit on Monday"."""
    lower = sentences[at].lower
    if not 0 < at < _RESUMED or len(lower) < 2 or lower[0] not in words.resuming:
        return False
    if lower[1] in words.resumed or (lower[1].isalpha() and lower[1] in sentences[0].lower):
        return True
    return named and not words.resumed.isdisjoint(lower[2:_NAMED])  # "The Saturday night attack on"


_NAMED = 5


def _mark_trial(marks: list[Mark], sentences: Sequence[Sentence], words: ChoiceWords) -> list[Mark]:
    """Mark the days of a court story: its news is the day in court, its event the past day that it names."""
    head = [mark for mark in marks[:_LEDE] if mark.kind == "day"]
    if not any(_is_in_court(mark, sentences, words) for mark in head[:_HEARINGS]):
        return marks
    marked = []
    for mark in marks:
        traits = mark.traits
        if mark.kind == "day":
            past = not _PAST.isdisjoint(traits)
            if past and "background" not in traits:
                traits = (*[name for name in traits if name not in _PAST], "tried")
            elif not past and _is_in_court(mark, sentences, words):
                traits = traits if "spoken" in traits else (*traits, "spoken")
        marked.append(mark._replace(traits=traits))
    return marked


_PAST = frozenset({"aged", "old"})
_HEARINGS = 2  # days from the first on, among which that of a hearing shows a court story


def _is_in_court(mark: Mark, sentences: Sequence[Sentence], words: ChoiceWords) -> bool:
    if not _PAST.isdisjoint(mark.traits):
        return False
    tokens = sentences[mark.found.sentence].tokens
    first, last = mark.found.tokens
    near = tokens[max(0, first - _COURT) : last + _COURT]
    return not words.court.isdisjoint([token[1] for token in near])


_COURT = 10


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


def _find_story_day(marks: Sequence[Mark], words: ChoiceWords) -> int | None:
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
        if mark.kind == "day" and _leads_back(marks, at):
            ranked.append((_EARLIER, at))
            continue
        if mark.kind != "day" or not _NO_STORY.isdisjoint(traits) or ("old" in traits and not happened):
            continue
        opening = found.sentence if opening is None else opening
        if found.sentence > opening + _REACH and "tried" not in traits:
            continue
        if not _ASIDE.isdisjoint(traits):
            continue
        news = "aged" not in traits or happened or found.sentence in said
        back = found.sentence == opening and found.date.words.lower().split()[-1] in words.earlier
        rank = _EARLIER if back else (1 if not _AFTERWARDS.isdisjoint(traits) else (0 if news else 2))
        ranked.append((rank, at))
    return min(ranked)[1] if ranked else None


def _leads_back(marks: Sequence[Mark], at: int) -> bool:
    """Return whether the lede says of its day what came after: "dug on Monday, a day after a tremor"."""
    mark = marks[at]
    if "behind" not in mark.traits or not _PAST.isdisjoint(mark.traits) or not at:
        return False
    before = marks[at - 1]
    same = before.found.sentence == mark.found.sentence <= _LEADING
    return same and before.kind == "day" and not _AFTERWARDS.isdisjoint(before.traits)


_LEADING = 1  # sentences, beside the first, that open a story
_AFTERWARDS = frozenset({"spoken", "otherwise"})
_EARLIER = -1  # before any other day
_NO_STORY = frozenset({"behind", "weak", "begins", "label", "bound"})
_ASIDE = frozenset({"background", "aside"})
_REACH = 3  # sentences behind the first day in which the story's day is looked for
