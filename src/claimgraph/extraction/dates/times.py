"""When all the counts of an article happened, chosen together.

A figure that is told several times counts the same people: its tellings date each other, and have
one scope. A part has the scope of its whole.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from attrs import evolve

from claimgraph.extraction.dates.choice import choose_date, to_days
from claimgraph.extraction.dates.scope import UNDATED, load_scope_words, order_scopes, score_scope, to_period
from claimgraph.extraction.dates.story import ChosenDate, Story
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Candidate, DateRange, Mention, Scope

_OWN_DAYS = frozenset({"day", "days", "story"})  # kinds of date with which a part stands for itself
_OWN_TIMES = frozenset({"week", "month", "year"})
_TELLINGS = 4  # sentences, from the first on, in which the same figure dates a count


class Time(NamedTuple):
    """The days and the scope of one count, and the candidates for both."""

    days: DateRange | None
    scope: Scope
    dates: tuple[Candidate, ...]
    scopes: tuple[Candidate, ...]


def choose_times(
    mentions: Sequence[Mention],
    story: Story,
    *,
    values: Sequence[int | None],
    wholes: Sequence[int | None],
    lexicon: Lexicon,
) -> list[Time]:
    """Choose days and scope for every count of an article.

    Args:
        mentions: The counts in reading order.
        story: The days of the article, as `read_story` gives them.
        values: The number of each count, `None` for a vague one.
        wholes: For each count the position of the one that it is part of.
        lexicon: The table ``scope_weights``.

    Returns:
        One `Time` a count; a cumulative one has the period that its words state.
    """
    figures = _name_figures(mentions, values)
    tellings = _list_tellings(mentions, figures, wholes)
    dated = [
        choose_date(mention, story, restated=told) for mention, told in zip(mentions, tellings, strict=True)
    ]
    scored = [
        score_scope(mention, date, story, lexicon=lexicon)
        for mention, (date, _) in zip(mentions, dated, strict=True)
    ]
    scores = _go_on(_agree([score for score, _ in scored], figures, wholes), mentions, dated, lexicon)
    times = []
    for index, whole in enumerate(wholes):
        date, dates = dated[index]
        scope, scopes = order_scopes(scores[index], scored[index][1])
        if whole is not None and not _has_own_days(date, mentions[whole], mentions[index]):
            date = _take_over(dated[whole][0], mentions[whole], mentions[index])
        days = to_period(date, published=story.published) if scope is Scope.CUMULATIVE else to_days(date)
        times.append(Time(days, scope, dates, scopes))
    return times


def _go_on(
    scores: list[float],
    mentions: Sequence[Mention],
    dated: Sequence[tuple[ChosenDate, tuple[Candidate, ...]]],
    lexicon: Lexicon,
) -> list[float]:
    """Return the scores, higher where an undated count goes on with a cumulative one of its sentence.

    "114 people have died since June, he said; 48 were missing".
    """
    weight = load_scope_words(lexicon).weights.get("sibling", 0.0)
    scores = list(scores)
    for index in range(1, len(scores)):
        same = mentions[index].sentence == mentions[index - 1].sentence
        if same and scores[index - 1] > 0 and dated[index][0].kind in UNDATED:
            scores[index] = round(scores[index] + weight, 4)
    return scores


def _name_figures(mentions: Sequence[Mention], values: Sequence[int | None]) -> list[tuple[str, int] | None]:
    """Return what is equal in all tellings of a figure; `None` for a vague count and for one person."""
    return [
        (mention.measure, value) if value is not None and value > 1 else None
        for mention, value in zip(mentions, values, strict=True)
    ]


def _has_own_days(date: ChosenDate, whole: Mention, part: Mention) -> bool:
    """Return whether a part is dated by itself; a longer time only in another sentence than its whole."""
    if date.kind in _OWN_DAYS:
        return True
    read = date.days is not None and date.days.span is not None
    return read and date.kind in _OWN_TIMES and whole.sentence != part.sentence


def _take_over(date: ChosenDate, whole: Mention, part: Mention) -> ChosenDate:
    """Return the days of a whole as those of its part; from another sentence they are inferred."""
    if date.days is None or date.days.span is None or whole.sentence == part.sentence:
        return date
    return ChosenDate(evolve(date.days, span=None, words=""), date.kind)


def _list_tellings(
    mentions: Sequence[Mention], figures: Sequence[Hashable], wholes: Sequence[int | None]
) -> list[frozenset[int]]:
    """Return for each count the sentences in which its figure, or its whole, is first told."""
    told: dict[Hashable, list[int]] = {}
    for mention, figure in zip(mentions, figures, strict=True):
        if figure is not None:
            sentences = told.setdefault(figure, [])
            if len(sentences) < _TELLINGS:
                sentences.append(mention.sentence)
    tellings = []
    for mention, figure, whole in zip(mentions, figures, wholes, strict=True):
        found = {*told.get(figure, ())}
        if whole is not None:
            found.add(mentions[whole].sentence)
        tellings.append(frozenset(found - {mention.sentence}))
    return tellings


def _agree(scores: Sequence[float], figures: Sequence[Hashable], wholes: Sequence[int | None]) -> list[float]:
    """Return the mean score of the tellings of a figure; a part shares that of its whole."""
    sums: dict[Hashable, tuple[float, int]] = {}
    for score, figure in zip(scores, figures, strict=True):
        total, number = sums.get(figure, (0.0, 0))
        sums[figure] = (total + score, number + 1)
    agreed = [
        score if figure is None else round(sums[figure][0] / sums[figure][1], 4)
        for score, figure in zip(scores, figures, strict=True)
    ]
    return [
        score if whole is None else round((score + agreed[whole]) / 2, 4)
        for score, whole in zip(agreed, wholes, strict=True)
    ]
