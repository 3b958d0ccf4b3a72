"""Which counts of an article state the same figure, and which sentences tell of earlier days."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from claimgraph.extraction.dates import DateMention
from claimgraph.extraction.parts import CountedMention
from claimgraph.extraction.places import is_vague, lies_in
from claimgraph.model import Claim, Mention, Place, Scope, Span

# How many counts before and behind another may restate its figure.
RESTATED = 80
# A day so long before publication is not the day of the news.
_NEWS = timedelta(days=3)
# Of these words' days something began, may happen or was printed; nothing happened on them.
_NO_DAYS = frozenset({"period", "future", "dateline"})


def name_figures(
    mentions: Sequence[Mention], counted: Sequence[CountedMention]
) -> list[tuple[str, int | str]]:
    """Return for each count its measure and figure, which are those of each count that restates it.

    Args:
        mentions: The counts of one article in reading order.
        counted: The same ones, as they were found.
    """
    return [(mention.measure, _name_figure(one)) for mention, one in zip(mentions, counted, strict=True)]


def find_restatements(
    mentions: Sequence[Mention], counted: Sequence[CountedMention]
) -> list[tuple[Span, ...]]:
    """Find for each count the others near by that state the same figure of the same measure.

    Args:
        mentions: The counts of one article in reading order.
        counted: The same ones, as they were found.

    Returns:
        For each count the spans of the others, in reading order.
    """
    told: dict[tuple[str, int | str], list[int]] = {}
    keys = name_figures(mentions, counted)
    for index, key in enumerate(keys):
        told.setdefault(key, []).append(index)
    return [_list_others(mentions, told[key], index) for index, key in enumerate(keys)]


def _list_others(mentions: Sequence[Mention], alike: Sequence[int], index: int) -> tuple[Span, ...]:
    if len(alike) == 1:
        return ()
    near = alike[bisect_left(alike, index - RESTATED) : bisect_left(alike, index + RESTATED)]
    return tuple([mentions[other].span for other in near if other != index])


def _name_figure(counted: CountedMention) -> int | str:
    """Return what a count says again when it is restated: its number, or its words where that is vague."""
    quantity = counted.count.quantity
    return quantity.words.lower() if quantity.value is None else quantity.value


def find_sharper_places(
    claims: Sequence[Claim], figures: Sequence[tuple[str, int | str]]
) -> dict[int, Place]:
    """Find where what a headline puts into "the north of the country" happened, as the text says below.

    Args:
        claims: The drafts of one article in reading order, with their places.
        figures: The measure and figure of each, as `name_figures` gives them.

    Returns:
        By position the place of the next draft that restates the figure and lies in the vague
        place of this one; empty where none does.
    """
    told: dict[tuple[str, int | str, Scope], list[Place]] = {}
    sharper: dict[int, Place] = {}
    for index in range(len(claims) - 1, -1, -1):
        place = claims[index].place
        if place is None:
            continue
        below = told.setdefault((*figures[index], claims[index].scope), [])
        if is_vague(place):
            found = next((one for one in reversed(below[-RESTATED:]) if lies_in(one, place)), None)
            if found is not None:
                sharper[index] = found
        else:
            below.append(place)
    return sharper


def find_past_sentences(dates: Sequence[DateMention], published: date | None) -> frozenset[int]:
    """Find the sentences that name a day well before the news.

    Args:
        dates: All mentions of days in the article.
        published: Day of publication.

    Returns:
        Indexes of sentences: "In October 2016 a strike on the hall killed 140", but not "since
        October 2016"; none where the day of publication is unknown.
    """
    if published is None:
        return frozenset()
    news = published - min(_NEWS, published - date.min)
    return frozenset(
        [
            mention.sentence
            for mention in dates
            if mention.date.latest is not None
            and mention.date.latest < news
            and mention.kind not in _NO_DAYS
            and not mention.begins
        ]
    )
