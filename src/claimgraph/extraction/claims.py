"""Article → claims: the mentions of counts, days, places and sources put together.

Each field of a claim is a choice among candidates that its own module makes; this module only
brings them the count and gathers what they chose. `trace_article` keeps every step.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from attrs import evolve, frozen

from claimgraph.errors import MisuseError
from claimgraph.extraction.accounts import build_accounts, group_claims
from claimgraph.extraction.areas import drop_destinations, widen_place
from claimgraph.extraction.articles.datelines import find_publication
from claimgraph.extraction.articles.headers import measure_header
from claimgraph.extraction.attributions import (
    choose_attribution,
    find_answers,
    find_attributions_in,
    find_credit,
)
from claimgraph.extraction.circumstances import MeansMention, choose_actor, choose_means, find_story_means
from claimgraph.extraction.counts import find_counts
from claimgraph.extraction.dates import (
    DateMention,
    Time,
    choose_times,
    find_dates,
    read_story,
)
from claimgraph.extraction.groups import name_groups
from claimgraph.extraction.measures import assign_triggers
from claimgraph.extraction.parts import CountedMention, Whole, find_wholes, name_told
from claimgraph.extraction.places import PlaceMention, choose_place, find_places, list_near_places
from claimgraph.extraction.quantities import QuantityMention, find_quantities
from claimgraph.extraction.reports import is_hypothetical, is_superseded, mark_rising
from claimgraph.extraction.restatements import find_past_sentences, find_restatements, name_figures
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.sources import name_publisher
from claimgraph.extraction.tellings import Tellings
from claimgraph.extraction.victims import settle_victims
from claimgraph.lexicon import Lexicon, load_lexicon
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Candidate,
    Choice,
    Claim,
    Mention,
    Scope,
    Source,
    Span,
    Trace,
)

# How many sentences around a count name sources whose places and days are not the event's.
NEAR = 8
# How many of them around a count are looked at, in a sentence that names more.
MOST_SOURCES = 60


def extract_claims(
    articles: Article | Iterable[Article], *, lexicon: Lexicon | None = None
) -> tuple[Claim, ...]:
    """Extract the claims of one article or of several.

    Args:
        articles: An article, or any iterable of them.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        Claims in the order of the articles and, within one, of the text; none for a text that
        counts nobody.
    """
    several = (articles,) if isinstance(articles, Article) else articles
    return tuple(claim for article in several for claim in trace_article(article, lexicon=lexicon).claims)


def extract_accounts(
    articles: Article | Iterable[Article], *, lexicon: Lexicon | None = None
) -> tuple[Account, ...]:
    """Extract what each article tells of each event; an article that counts nobody gives one account."""
    several = (articles,) if isinstance(articles, Article) else articles
    return tuple(
        account for article in several for account in trace_article(article, lexicon=lexicon).accounts
    )


@frozen(kw_only=True)
class _Scene:
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


def trace_article(article: Article, *, lexicon: Lexicon | None = None) -> Trace:
    """Read one article and keep every intermediate step.

    Args:
        article: The article; its text is read as it is.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        Sentences, quantities, dates, places, attributions, claims with the candidates of every
        choice, denials and accounts.
    """
    if not isinstance(article, Article):
        kind = type(article).__name__
        raise MisuseError(f"an Article is needed, not {kind}; read_articles makes articles of records")
    scene = _read_scene(article, lexicon or load_lexicon())
    outdated = [at for at, one in enumerate(scene.mentions) if is_superseded(one, lexicon=scene.lexicon)]
    wholes = find_wholes(scene.mentions, lexicon=scene.lexicon, outdated=outdated)
    drafts, choices = _choose_fields(scene, wholes)
    totals = {draft.id for draft, whole in zip(drafts, wholes, strict=True) if whole and whole.sums_up}
    denials, admissions = find_answers(
        article, scene.sentences, scene.attributions, lexicon=scene.lexicon, published=scene.published
    )
    told = mark_rising(drafts, scene.sentences, lexicon=scene.lexicon)
    groups = group_claims(told, lexicon=scene.lexicon, summed_up=frozenset(totals))
    claims, accounts = build_accounts(
        article, groups, denials, sentences=scene.sentences, places=scene.places, admissions=admissions
    )
    return Trace(
        article=article,
        sentences=tuple(sentence.span for sentence in scene.sentences),
        quantities=tuple(mention.quantity for found in scene.quantities for mention in found),
        dates=tuple(found.date for found in scene.dates),
        places=tuple(found.place for found in scene.places),
        attributions=scene.attributions,
        claims=claims,
        denials=denials,
        admissions=admissions,
        accounts=accounts,
        choices=_keep_choices(choices, drafts, claims),
    )


def _read_scene(article: Article, lexicon: Lexicon) -> _Scene:
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
    return _Scene(
        article=article,
        published=published,
        lexicon=lexicon,
        sentences=sentences,
        quantities=quantities,
        dates=dates,
        places=places,
        attributions=attributions,
        mentions=settle_victims(mentions, lexicon=lexicon),
        source_spans=_list_spans(sentences, attributions),
    )


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


def _to_mention(counted: CountedMention) -> Mention:
    tokens = counted.sentence.tokens
    count, trigger = counted.count, counted.trigger
    return Mention(
        span=Span(tokens[count.first].start, tokens[count.last - 1].end),
        sentence=counted.sentence.index,
        measure=trigger.measure,
        trigger=Span(tokens[trigger.first].start, tokens[trigger.last - 1].end),
    )


def _choose_fields(
    scene: _Scene, wholes: Sequence[Whole | None]
) -> tuple[list[Claim], list[tuple[Choice, ...]]]:
    """Choose place, day, scope, source and circumstances for every mention."""
    if not scene.mentions:
        return [], []
    mentions = [_to_mention(counted) for counted in scene.mentions]
    parts = [None if whole is None else whole.position for whole in wholes]
    story = _Story(
        mentions=mentions,
        ids=[
            name_claim(scene.article.id, mention, counted.count.quantity.words)
            for mention, counted in zip(mentions, scene.mentions, strict=True)
        ],
        groups=name_groups(scene.mentions, wholes, lexicon=scene.lexicon),
        means=find_story_means(
            scene.sentences, [mention.sentence for mention in mentions], lexicon=scene.lexicon
        ),
        publisher=name_publisher(scene.article.publisher, lexicon=scene.lexicon),
        credit=find_credit(scene.article.text, scene.sentences, lexicon=scene.lexicon),
        times=choose_times(
            mentions,
            read_story(
                scene.dates,
                scene.sentences,
                published=scene.published,
                sources=scene.source_spans,
                lexicon=scene.lexicon,
            ),
            values=[counted.count.quantity.value for counted in scene.mentions],
            wholes=parts,
            lexicon=scene.lexicon,
        ),
        tellings=Tellings(mentions, name_figures(mentions, scene.mentions), parts),
        restatements=find_restatements(mentions, scene.mentions),
        past=find_past_sentences(scene.dates, scene.published),
    )
    drafts, choices = [], []
    for index in range(len(mentions)):
        draft, made = _choose_claim(scene, story, index)
        whole = wholes[index]
        drafts.append(draft if whole is None else evolve(draft, part_of=story.ids[whole.position]))
        choices.append(made)
    return drafts, choices


@frozen(kw_only=True)
class _Story:
    """What the mentions of one article share."""

    mentions: list[Mention]
    ids: list[str]
    groups: tuple[tuple[str, str], ...]
    means: list[tuple[MeansMention, ...]]
    publisher: Source | None
    credit: Source | None
    times: list[Time]
    tellings: Tellings
    restatements: list[tuple[Span, ...]]
    past: frozenset[int]


def _choose_claim(scene: _Scene, story: _Story, index: int) -> tuple[Claim, tuple[Choice, ...]]:
    """Build the claim of one mention, with the candidates of each choice."""
    mention, counted = story.mentions[index], scene.mentions[index]
    chosen, made = _choose_circumstances(scene, story, index)
    attribution, sources = choose_attribution(
        mention,
        scene.attributions,
        scene.sentences,
        publisher=story.publisher,
        credit=story.credit,
        lexicon=scene.lexicon,
        restatements=story.restatements[index],
        past=story.past,
    )
    group, group_kind = story.groups[index]
    means = story.means[mention.sentence]
    claim = Claim(
        id=story.ids[index],
        article=scene.article.id,
        spans=(mention.span,),
        text=mention.span.of(scene.article.text),
        measure=mention.measure,
        quantity=counted.count.quantity,
        group=group,
        group_kind=group_kind,
        attribution=attribution,
        actor=choose_actor(mention, means, counted.sentence, lexicon=scene.lexicon),
        means=choose_means(mention, story.means, scene.sentences, lexicon=scene.lexicon),
        published=scene.published,
        implied=counted.count.implied,
        hypothetical=is_hypothetical(counted, lexicon=scene.lexicon),
        superseded=is_superseded(counted, lexicon=scene.lexicon),
        **chosen,
    )
    made["source"] = sources
    return claim, tuple(
        Choice(claim=claim.id, field=field, candidates=candidates) for field, candidates in made.items()
    )


def _choose_circumstances(
    scene: _Scene, story: _Story, index: int
) -> tuple[dict[str, Any], dict[str, tuple[Candidate, ...]]]:
    """Choose where, and say when and in which scope."""
    lexicon, mention = scene.lexicon, story.mentions[index]
    avoid = scene.list_source_spans(mention)
    near = list_near_places(mention, scene.places)
    left = drop_destinations(mention, near, lexicon=lexicon)
    told = scene.places if left is near else left
    time = story.times[index]
    cumulative = time.scope is Scope.CUMULATIVE
    place, places = choose_place(
        mention,
        told,
        scene.sentences,
        avoid=avoid,
        told=story.tellings.describe_next(cumulative=cumulative),
        lexicon=lexicon,
    )
    story.tellings.note_place(place)
    if cumulative:
        sentence = scene.sentences[mention.sentence]
        quantity = scene.mentions[index].count.quantity
        place = widen_place(mention, quantity, place, near, sentence, lexicon=lexicon)
    return (
        {"place": place, "date": time.days, "scope": time.scope},
        {"place": places, "date": time.dates, "scope": time.scopes},
    )


def name_claim(article: str, mention: Mention, words: str) -> str:
    """Return the id of a claim: a digest of its article, place in the text, measure and words.

    What was chosen for it (place, source) does not enter, so that judgements on claims outlive
    better choices.
    """
    content = f"{article}\x00{mention.span.start}\x00{mention.span.end}\x00{mention.measure}\x00{words}"
    return "c" + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _keep_choices(
    choices: Sequence[tuple[Choice, ...]], drafts: Sequence[Claim], claims: Sequence[Claim]
) -> tuple[Choice, ...]:
    """Keep the choices of claims that stand; a repeated mention is told by its first."""
    standing = {claim.id for claim in claims}
    return tuple(
        choice for draft, made in zip(drafts, choices, strict=True) if draft.id in standing for choice in made
    )


__all__ = ["extract_accounts", "extract_claims", "name_claim", "trace_article"]
