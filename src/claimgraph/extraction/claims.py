"""Article → claims: the mentions of counts, days, places and sources put together.

Each field of a claim is a choice among candidates that its own module makes; this module only
brings them the count and gathers what they chose. `trace_article` keeps every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from attrs import evolve, frozen

from claimgraph.extraction.accounts import group_accounts
from claimgraph.extraction.attributions import (
    choose_attribution,
    find_attributions_in,
    find_credit,
    find_denials,
)
from claimgraph.extraction.circumstances import choose_actor, choose_means, find_means
from claimgraph.extraction.counts import find_counts
from claimgraph.extraction.dates import choose_date, choose_scope, find_dates, name_kind, to_period
from claimgraph.extraction.groups import name_groups
from claimgraph.extraction.measures import assign_triggers
from claimgraph.extraction.parts import CountedMention, Whole, find_wholes
from claimgraph.extraction.places import choose_place, find_places
from claimgraph.extraction.quantities import QuantityMention, find_quantities
from claimgraph.extraction.reports import is_hypothetical, is_superseded
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.sources import name_publisher
from claimgraph.lexicon import Lexicon, load_lexicon
from claimgraph.model import (
    Account,
    Article,
    Attribution,
    Choice,
    Claim,
    DatePrecision,
    Mention,
    Scope,
    Span,
    Trace,
)


def extract_claims(articles: Article | Iterable[Article], *, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
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
    lexicon: Lexicon
    sentences: tuple[Sentence, ...]
    quantities: tuple[tuple[QuantityMention, ...], ...]
    dates: tuple  # type: ignore[type-arg]
    places: tuple  # type: ignore[type-arg]
    attributions: tuple[Attribution, ...]
    mentions: tuple[CountedMention, ...]
    source_spans: tuple[Span, ...]


def trace_article(article: Article, *, lexicon: Lexicon | None = None) -> Trace:
    """Read one article and keep every intermediate step.

    Args:
        article: The article; its text is read as it is.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        Sentences, quantities, dates, places, attributions, claims with the candidates of every
        choice, denials and accounts.
    """
    scene = _read_scene(article, lexicon or load_lexicon())
    wholes = find_wholes(scene.mentions, lexicon=scene.lexicon)
    drafts, choices = _choose_fields(scene, wholes)
    totals = {draft.id for draft, whole in zip(drafts, wholes, strict=True) if whole and whole.sums_up}
    denials = find_denials(
        scene.sentences, article.text, scene.attributions, lexicon=scene.lexicon, article=article.id,
        published=article.published, publisher=name_publisher(article.publisher, lexicon=scene.lexicon),
    )
    claims, denials, accounts = group_accounts(
        article, drafts, denials, sentences=scene.sentences, places=scene.places, summed_up=frozenset(totals)
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
        accounts=accounts,
        choices=_keep_choices(choices, drafts, claims),
    )


def _read_scene(article: Article, lexicon: Lexicon) -> _Scene:
    text = article.text
    sentences = split_sentences(text, lexicon=lexicon)
    dates = find_dates(sentences, published=article.published, lexicon=lexicon, text=text)
    places = find_places(sentences, lexicon=lexicon, text=text)
    attributions = find_attributions_in(sentences, text, lexicon=lexicon)
    quantities = tuple(find_quantities(sentence, lexicon=lexicon) for sentence in sentences)
    days: list[list[Span]] = [[] for _ in sentences]
    for found in dates:
        if found.date.span is not None:
            days[found.sentence].append(found.date.span)
    mentions: list[CountedMention] = []
    for sentence, numbers in zip(sentences, quantities, strict=True):
        mentions.extend(_count_sentence(sentence, numbers, days[sentence.index], lexicon))
    spans = tuple(attribution.span for attribution in attributions if attribution.span is not None)
    return _Scene(
        article=article, lexicon=lexicon, sentences=sentences, quantities=quantities, dates=dates,
        places=places, attributions=attributions, mentions=tuple(mentions), source_spans=spans,
    )


def _count_sentence(
    sentence: Sentence, quantities: Sequence[QuantityMention], days: Sequence[Span], lexicon: Lexicon
) -> list[CountedMention]:
    counts = find_counts(sentence, quantities, lexicon=lexicon, avoid=days)
    triggers = assign_triggers(sentence, counts, lexicon=lexicon)
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
    lexicon = scene.lexicon
    mentions = [_to_mention(counted) for counted in scene.mentions]
    groups = name_groups(scene.mentions)
    means = [find_means(sentence, lexicon=lexicon) for sentence in scene.sentences] if mentions else []
    publisher = name_publisher(scene.article.publisher, lexicon=lexicon)
    credit = find_credit(scene.article.text, scene.sentences, lexicon=lexicon) if mentions else None
    drafts: list[Claim] = []
    choices: list[tuple[Choice, ...]] = []
    for index, (mention, counted) in enumerate(zip(mentions, scene.mentions, strict=True)):
        place, places = choose_place(
            mention, scene.places, scene.sentences, avoid=scene.source_spans, lexicon=lexicon
        )
        day, days = choose_date(
            mention, scene.dates, scene.sentences, published=scene.article.published,
            avoid=scene.source_spans, lexicon=lexicon,
        )
        kind = name_kind(day, scene.dates)
        if day is not None and kind == "published":
            # Only the report is dated: the event happened on that day or shortly before.
            day = evolve(day, precision=DatePrecision.DAYS)
        scope, scopes = choose_scope(mention, day, kind, scene.sentences, lexicon=lexicon)
        attribution, sources = choose_attribution(
            mention, scene.attributions, scene.sentences, publisher=publisher, credit=credit, lexicon=lexicon,
            restatements=_find_restatements(mentions, scene.mentions, index),
        )
        whole = wholes[index]
        group, group_kind = groups[index]
        drafts.append(
            Claim(
                id=name_claim(scene.article.id, mention, counted.count.quantity.words),
                article=scene.article.id,
                spans=(mention.span,),
                text=mention.span.of(scene.article.text),
                measure=mention.measure,
                quantity=counted.count.quantity,
                group=group,
                group_kind=group_kind,
                attribution=attribution,
                scope=scope,
                part_of=None if whole is None else name_claim(
                    scene.article.id, mentions[whole.index], scene.mentions[whole.index].count.quantity.words
                ),
                place=place,
                date=to_period(day, kind, published=scene.article.published) if scope is Scope.CUMULATIVE else day,
                actor=choose_actor(mention, means[mention.sentence], counted.sentence, lexicon=lexicon),
                means=choose_means(mention, means, scene.sentences),
                published=scene.article.published,
                implied=counted.count.implied,
                hypothetical=is_hypothetical(counted, lexicon=lexicon),
                superseded=is_superseded(counted, lexicon=lexicon),
            )
        )
        claim = drafts[-1].id
        choices.append(
            tuple(
                Choice(claim=claim, field=field, candidates=candidates)
                for field, candidates in (("place", places), ("date", days), ("scope", scopes), ("source", sources))
            )
        )
    return drafts, choices


def _find_restatements(
    mentions: Sequence[Mention], counted: Sequence[CountedMention], index: int
) -> tuple[Span, ...]:
    """Return the spans of the other mentions that state the same figure of the same measure."""
    own = counted[index]
    value = own.count.quantity.value
    return tuple(
        other.span
        for position, other in enumerate(mentions)
        if position != index
        and value is not None
        and counted[position].count.quantity.value == value
        and other.measure == mentions[index].measure
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
        choice
        for draft, made in zip(drafts, choices, strict=True)
        if draft.id in standing
        for choice in made
    )


__all__ = ["extract_accounts", "extract_claims", "name_claim", "trace_article"]
