"""An article → the single persons it tells of who came to harm, each once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from attrs import frozen

from claimgraph.extraction.claims import trace_article
from claimgraph.extraction.counts import Count, find_counts
from claimgraph.extraction.measures import Trigger, assign_triggers
from claimgraph.extraction.people.fates import Fate, find_fates
from claimgraph.extraction.people.individuals import Individual, gather_individuals
from claimgraph.extraction.people.persons import find_persons
from claimgraph.extraction.people.words import load_people_words
from claimgraph.extraction.quantities import find_quantities
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import Article, Span, Trace, Victim


@frozen(kw_only=True)
class People:
    """An article read for people: its sentences, the counts with what happened to them, the persons."""

    sentences: tuple[Sentence, ...]
    counts: tuple[tuple[Sentence, Count, Trigger | None], ...]
    fates: tuple[Fate, ...]


def find_victims(article: Article, *, lexicon: Lexicon | None = None) -> tuple[Victim, ...]:
    """Find the single persons of whom an article says that they were killed or injured, each once.

    Persons told by a name, an age or a noun ("Ann Smith", "a 2-year-old", "the victim"), whether the
    text counts them or not; "two men" are a claim and no victims. Who is the same is read from names,
    ages, sex and pronouns: told apart are only those whom the words tell apart.

    Args:
        article: The article; to have its title read, make it the first line of the text.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        The victims in the order they are first told of; none where nobody is told of alone.
    """
    words = choose_lexicon(lexicon)
    people = read_people(trace_article(article, lexicon=words), lexicon=words)
    return tuple(_describe(article, one, people) for one in gather_individuals(people.fates))


def read_people(trace: Trace, *, lexicon: Lexicon) -> People:
    """Read a traced article for its people.

    Args:
        trace: The article with its places and days, which are no names.
        lexicon: Word tables.
    """
    places = sorted(place.span for place in trace.places if place.span is not None)
    days = sorted(found.span for found in trace.dates if found.span is not None)
    words = load_people_words(lexicon)
    start = trace.sentences[0].start if trace.sentences else 0
    sentences = split_sentences(trace.article.text, lexicon=lexicon, start=start)
    counted: list[tuple[Sentence, Count, Trigger | None]] = []
    fates: list[Fate] = []
    known: set[str] = set()
    for sentence in sentences:
        counts = find_counts(
            sentence,
            find_quantities(sentence, lexicon=lexicon),
            lexicon=lexicon,
            avoid=_list_inside(sentence, days),
        )
        triggers = assign_triggers(sentence, counts, lexicon=lexicon)
        counted += [(sentence, count, told) for count, told in zip(counts, triggers, strict=True)]
        inside = _list_inside(sentence, places)
        persons = find_persons(sentence, counts, words, avoid=inside, known=known)
        known.update(word for person in persons for word in person.name)
        fates += find_fates(sentence, counts, persons, lexicon=lexicon)
    return People(sentences=sentences, counts=tuple(counted), fates=tuple(fates))


def _list_inside(sentence: Sentence, spans: Sequence[Span]) -> Sequence[Span]:
    """Return those of some spans, in reading order, that begin in a sentence."""
    first = bisect_left(spans, sentence.span.start, key=_START)
    return spans[first : bisect_left(spans, sentence.span.end, key=_START)]


_START = attrgetter("start")


def _describe(article: Article, one: Individual, people: People) -> Victim:
    spans = [_find_span(fate, people) for fate in one.fates]
    named = [fate for fate in one.fates if fate.person.name]
    longest = max(named, key=lambda fate: len(fate.person.name), default=None)
    return Victim(
        article=article.id,
        measure=one.harm,
        name=None if longest is None else _find_span(longest, people).of(article.text),
        age=one.age[0] if one.age is not None and not one.age[1] else None,
        group=one.nouns[0] if one.nouns else "person",
        spans=tuple(sorted(set(spans))),
    )


def _find_span(fate: Fate, people: People) -> Span:
    tokens, count = people.sentences[fate.sentence].tokens, fate.person.mention
    last = count.last - 1 if count.head is None else count.head
    return Span(tokens[count.first].start, tokens[last].end)


__all__ = ["People", "find_victims", "read_people"]
