"""Article → claims: the mentions of counts, days, places and sources put together.

Each field of a claim is a choice among candidates that its own module makes; this module only
brings them the count and gathers what they chose. `trace_article` keeps every step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

from attrs import evolve, frozen

from claimgraph.errors import MisuseError
from claimgraph.extraction.accounts import build_accounts, group_claims, merge_groups
from claimgraph.extraction.areas import drop_destinations, widen_place
from claimgraph.extraction.attributions import (
    View,
    choose_attribution,
    find_answers,
    find_credit,
)
from claimgraph.extraction.circumstances import MeansMention, choose_actor, choose_means, find_story_means
from claimgraph.extraction.dates import (
    Time,
    choose_times,
    read_story,
)
from claimgraph.extraction.groups import name_groups
from claimgraph.extraction.parts import CountedMention, Whole, find_wholes
from claimgraph.extraction.places import choose_place, list_near_places
from claimgraph.extraction.reports import is_hypothetical, is_superseded, mark_rising
from claimgraph.extraction.restatements import (
    find_past_sentences,
    find_restatements,
    find_sharper_places,
    name_figures,
)
from claimgraph.extraction.scenes import Scene, read_scene
from claimgraph.extraction.sources import name_publisher
from claimgraph.extraction.tellings import Tellings
from claimgraph.lexicon import Lexicon, choose_lexicon
from claimgraph.model import (
    Account,
    Article,
    Candidate,
    Choice,
    Claim,
    Mention,
    Place,
    Scope,
    Span,
    Trace,
)
from claimgraph.progress import Progress, track


def extract_claims(
    articles: Article | Iterable[Article], *, lexicon: Lexicon | None = None, progress: Progress = None
) -> tuple[Claim, ...]:
    """Extract the claims of one article or of several.

    Args:
        articles: An article, or any iterable of them.
        lexicon: Word tables; the shipped ones if left out.
        progress: ``True`` for a bar, or a function of (done, total, what); nobody is told by default.

    Returns:
        Claims in the order of the articles and, within one, of the text; none for a text that
        counts nobody.
    """
    several = (articles,) if isinstance(articles, Article) else articles
    taken = track(several, "finding claims", progress=progress)
    return tuple(claim for article in taken for claim in find_claims(article, lexicon=lexicon))


def extract_accounts(
    articles: Article | Iterable[Article], *, lexicon: Lexicon | None = None, progress: Progress = None
) -> tuple[Account, ...]:
    """Extract what each article tells of each event; an article that counts nobody gives one account.

    See `extract_claims` for what it takes.
    """
    several = (articles,) if isinstance(articles, Article) else articles
    taken = track(several, "finding claims", progress=progress)
    return tuple(account for article in taken for account in trace_article(article, lexicon=lexicon).accounts)


def find_claims(article: Article, *, lexicon: Lexicon | None = None) -> tuple[Claim, ...]:
    """Extract the claims of one article and nothing else: those of its trace, without what that needs more.

    Args:
        article: The article; its text is read as it is.
        lexicon: Word tables; the shipped ones if left out.
    """
    scene = _read_article(article, lexicon)
    drafts, _, summed_up = draft_claims(scene)
    groups = group_claims(drafts, sentences=scene.sentences, lexicon=scene.lexicon, summed_up=summed_up)
    return tuple(merge_groups(groups))


def trace_article(article: Article, *, lexicon: Lexicon | None = None) -> Trace:
    """Read one article and keep every intermediate step.

    Args:
        article: The article; its text is read as it is.
        lexicon: Word tables; the shipped ones if left out.

    Returns:
        Sentences, quantities, dates, places, attributions, claims with the candidates of every
        choice, denials and accounts.
    """
    scene = _read_article(article, lexicon)
    drafts, choices, summed_up = draft_claims(scene)
    denials, admissions = find_answers(
        article, scene.sentences, scene.attributions, lexicon=scene.lexicon, published=scene.published
    )
    groups = group_claims(drafts, sentences=scene.sentences, lexicon=scene.lexicon, summed_up=summed_up)
    claims, accounts = build_accounts(scene, groups, denials, admissions=admissions)
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


def _read_article(article: Article, lexicon: Lexicon | None) -> Scene:
    if not isinstance(article, Article):
        kind = type(article).__name__
        raise MisuseError(f"an Article is needed, not {kind}; read_articles makes articles of records")
    return read_scene(article, choose_lexicon(lexicon))


def draft_claims(scene: Scene) -> tuple[list[Claim], list[tuple[Choice, ...]], frozenset[str]]:
    """Draft the claims of an article, one a mention, before any is put beside another.

    Returns:
        The drafts in reading order, what was chosen for each, and the ids of those that add up to
        a total over several events.
    """
    outdated = [at for at, one in enumerate(scene.mentions) if is_superseded(one, lexicon=scene.lexicon)]
    wholes = find_wholes(scene.mentions, lexicon=scene.lexicon, outdated=outdated)
    drafts, choices = _choose_fields(scene, wholes, frozenset(outdated))
    summed = {draft.id for draft, whole in zip(drafts, wholes, strict=True) if whole and whole.sums_up}
    return mark_rising(drafts, scene.sentences, lexicon=scene.lexicon), choices, frozenset(summed)


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
    scene: Scene, wholes: Sequence[Whole | None], outdated: frozenset[int]
) -> tuple[list[Claim], list[tuple[Choice, ...]]]:
    """Choose place, day, scope, source and circumstances for every mention."""
    if not scene.mentions:
        return [], []
    mentions = [_to_mention(counted) for counted in scene.mentions]
    parts = [None if whole is None else whole.position for whole in wholes]
    figures = name_figures(mentions, scene.mentions)
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
        speakers=View(
            scene.attributions,
            scene.sentences,
            scene.lexicon,
            publisher=name_publisher(scene.article.publisher, lexicon=scene.lexicon),
            credit=find_credit(scene.article.text, scene.sentences, lexicon=scene.lexicon),
            past=find_past_sentences(scene.dates, scene.published),
        ),
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
        parts=parts,
        outdated=outdated,
        tellings=Tellings(mentions, figures, parts),
        restatements=find_restatements(mentions, scene.mentions),
    )
    drafts, choices = [], []
    for index in range(len(mentions)):
        draft, made = _choose_claim(scene, story, index)
        drafts.append(draft)
        choices.append(made)
    for index, place in find_sharper_places(drafts, figures).items():
        drafts[index] = evolve(drafts[index], place=place)
        choices[index] = tuple(_put_first(place, choice) for choice in choices[index])
    return drafts, choices


def _put_first(place: Place, choice: Choice) -> Choice:
    """Put the place of a restatement above the candidates that the scores ranked."""
    if choice.field != "place" or not choice.candidates:
        return choice
    told = Candidate(
        words=place.words or place.name, score=choice.candidates[0].score, features=("sharper_below",)
    )
    return evolve(choice, candidates=(told, *choice.candidates))


@frozen(kw_only=True)
class _Story:
    """What the mentions of one article share."""

    mentions: list[Mention]
    ids: list[str]
    groups: tuple[tuple[str, str], ...]
    means: list[tuple[MeansMention, ...]]
    speakers: View
    times: list[Time]
    parts: list[int | None]
    outdated: frozenset[int]
    tellings: Tellings
    restatements: list[tuple[Span, ...]]


def _choose_claim(scene: Scene, story: _Story, index: int) -> tuple[Claim, tuple[Choice, ...]]:
    """Build the claim of one mention, with the candidates of each choice."""
    mention, counted = story.mentions[index], scene.mentions[index]
    chosen, made = _choose_circumstances(scene, story, index)
    attribution, sources = choose_attribution(mention, story.speakers, restatements=story.restatements[index])
    group, group_kind = story.groups[index]
    whole = story.parts[index]
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
        superseded=index in story.outdated,
        part_of=None if whole is None else story.ids[whole],
        **chosen,
    )
    made["source"] = sources
    return claim, tuple(
        Choice(claim=claim.id, field=field, candidates=candidates) for field, candidates in made.items()
    )


def _choose_circumstances(
    scene: Scene, story: _Story, index: int
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


__all__ = ["extract_accounts", "extract_claims", "find_claims", "name_claim", "trace_article"]
