"""Article → `Scene`: its sentences with everything they mention, before anything is chosen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date

from attrs import frozen

from claimgraph.extraction.articles.datelines import find_publication
from claimgraph.extraction.articles.headers import measure_header
from claimgraph.extraction.attributions import find_attributions_in
from claimgraph.extraction.counts import find_counts
from claimgraph.extraction.dates import DateMention, find_dates
from claimgraph.extraction.measures import assign_triggers
from claimgraph.extraction.parts import CountedMention, name_told
from claimgraph.extraction.places import PlaceMention, find_places
from claimgraph.extraction.quantities import QuantityMention, find_quantities
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.victims import settle_victims
from claimgraph.lexicon import Lexicon
from claimgraph.model import Article, Attribution, Mention, Span

# How many sentences around a count name sources whose places and days are not the event's.
NEAR = 8
# How many of them around a count are looked at, in a sentence that names more.
MOST_SOURCES = 60


@frozen(kw_only=True)
class Scene:
    """One article read up to its mentions; what every choice is made from."""

    article: Article
    published: date | None
    lexicon: Lexicon
    sentences: tuple[Sentence, ...]
    quantities: tuple[tuple[QuantityMention, ...], ...]
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    attributions: tuple[Attribution, ...]
    mentions: tuple[CountedMention, ...]
    source_spans: tuple[tuple[Span, ...], ...]

    def list_source_spans(self, mention: Mention) -> tuple[Span, ...]:
        """Return the words that name sources in the sentences around a count."""
        sentence, at = mention.sentence, mention.span.start
        near = self.source_spans[max(0, sentence - NEAR) : sentence + NEAR + 1]
        return tuple(span for spans in near for span in _cut_around(spans, at))


def read_scene(article: Article, lexicon: Lexicon) -> Scene:
    """Read one article up to its mentions: what every choice is made from."""
    text = article.text
    published = article.published or _find_day(text, lexicon)
    sentences = split_sentences(text, lexicon=lexicon, start=measure_header(text, lexicon=lexicon))
    dates = find_dates(sentences, published=published, lexicon=lexicon, text=text)
    places = find_places(sentences, lexicon=lexicon, text=text)
    attributions = find_attributions_in(sentences, text, lexicon=lexicon)
    quantities = tuple(find_quantities(sentence, lexicon=lexicon) for sentence in sentences)
    days: list[list[Span]] = [[] for _ in sentences]
    for found in dates:
        if found.date.span is not None:
            days[found.sentence].append(found.date.span)
    mentions: list[CountedMention] = []
    for sentence, numbers in zip(sentences, quantities, strict=True):
        told = name_told(mentions, sentence)
        mentions.extend(_count_sentence(sentence, numbers, days[sentence.index], lexicon, told))
    source_spans = _list_spans(sentences, attributions)
    mentions = [one for one in mentions if not _only_speaks(one, source_spans[one.sentence.index])]
    return Scene(
        article=article,
        published=published,
        lexicon=lexicon,
        sentences=sentences,
        quantities=quantities,
        dates=dates,
        places=places,
        attributions=attributions,
        mentions=settle_victims(mentions, lexicon=lexicon),
        source_spans=source_spans,
    )


def _only_speaks(counted: CountedMention, sources: Sequence[Span]) -> bool:
    """Return whether a single person is who speaks, not who is counted: "12 died, | a doctor | told AFP"."""
    if not counted.count.implied or not sources:
        return False
    tokens, trigger = counted.sentence.tokens, counted.trigger
    start, told = tokens[counted.count.first].start, tokens[trigger.first].start
    return any(span.start <= start < span.end and not span.start <= told < span.end for span in sources)


def _cut_around(spans: tuple[Span, ...], at: int) -> tuple[Span, ...]:
    """Return some spans around a character of the text: all of them in a sentence of usual length."""
    if len(spans) <= MOST_SOURCES:
        return spans
    middle = bisect_right(spans, at, key=lambda span: span.start)
    return spans[max(0, middle - MOST_SOURCES // 2) : middle + MOST_SOURCES // 2]


def _find_day(text: str, lexicon: Lexicon) -> date | None:
    """Return the day that the first lines give an article whose record has none."""
    found = find_publication(text, lexicon=lexicon)
    return found.day if found is not None else None


def _list_spans(
    sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> tuple[tuple[Span, ...], ...]:
    """Return the words that name sources, by sentence."""
    starts = [sentence.span.start for sentence in sentences]
    spans: list[list[Span]] = [[] for _ in sentences]
    for attribution in attributions:
        if attribution.span is not None:
            spans[max(0, bisect_right(starts, attribution.span.start) - 1)].append(attribution.span)
    return tuple(tuple(found) for found in spans)


def _count_sentence(
    sentence: Sentence,
    quantities: Sequence[QuantityMention],
    days: Sequence[Span],
    lexicon: Lexicon,
    told: str,
) -> list[CountedMention]:
    counts = find_counts(sentence, quantities, lexicon=lexicon, avoid=days)
    triggers = assign_triggers(sentence, counts, lexicon=lexicon, told=told)
    return [
        CountedMention(sentence=sentence, count=count, trigger=trigger)
        for count, trigger in zip(counts, triggers, strict=True)
        if trigger is not None
    ]


__all__ = ["Scene", "read_scene"]
