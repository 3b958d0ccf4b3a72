"""Grouped claims → accounts, with the denials told beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, NamedTuple

from attrs import evolve

from claimgraph.extraction.accounts.mastheads import list_masthead_words
from claimgraph.extraction.accounts.merging import merge_mentions
from claimgraph.extraction.accounts.terms import collect_ages, collect_names, collect_terms, weigh_places
from claimgraph.extraction.circumstances import find_means
from claimgraph.extraction.scenes import Scene
from claimgraph.extraction.sentences import Sentence, split_sentences
from claimgraph.extraction.shingles import find_shingles
from claimgraph.model import Account, Admission, Claim, DateRange, Denial, Place, Span

# As many days as the event of a story may last that gives no count.
FEW_DAYS = 3
# How many of its first sentences say by what means.
OPENING = 3


def build_accounts(
    scene: Scene,
    groups: Sequence[Sequence[Claim]],
    denials: Sequence[Denial],
    *,
    admissions: Sequence[Admission] = (),
) -> tuple[tuple[Claim, ...], tuple[Account, ...]]:
    """Build the accounts of an article from its grouped claims.

    Args:
        scene: The article and what it mentions; the first place, day and means are those of a
            story that counts nobody.
        groups: See `group_claims`.
        denials: Its denials; each goes to the account told last before it.
        admissions: Its admissions; each goes to an account as the denials do.

    Returns:
        The claims, repeated mentions merged, in reading order, and the accounts. There is always
        at least one account.
    """
    home = {claim.id: index for index, group in enumerate(groups) for claim in group}
    merged = merge_groups(groups)
    members: dict[int, list[Claim]] = {}
    for claim in merged:
        members.setdefault(home[claim.id], []).append(claim)
    story = _read_story(scene)
    if not members:
        empty = _build_empty_account(story)
        return (), tuple(_place_answers([empty], denials, admissions))
    told = [tuple(members[index]) for index in sorted(members)]
    accounts = [
        _build_account(claims, sentences, story)
        for claims, sentences in zip(told, _share_sentences(told, story), strict=True)
    ]
    return tuple(merged), tuple(_place_answers(accounts, denials, admissions))


def merge_groups(groups: Sequence[Sequence[Claim]]) -> list[Claim]:
    """Return the claims of some groups in reading order, repeated mentions merged."""
    return merge_mentions(sorted([claim for group in groups for claim in group], key=lambda one: one.spans))


class _Story(NamedTuple):
    """What the accounts of one article share: its mentions, its headline, words that tell nothing.

    ``starts`` are the characters at which its sentences begin, ``places`` those at which the sentences
    of its places do, but for countries.
    """

    scene: Scene
    headline: tuple[Sentence, ...]
    known: frozenset[str]
    starts: list[int]
    places: list[tuple[int, Place]]


def _read_story(scene: Scene) -> _Story:
    starts = [sentence.span.start for sentence in scene.sentences]
    return _Story(
        scene=scene,
        headline=_read_headline(scene),
        known=_list_towns(scene) | list_masthead_words(scene.article),
        starts=starts,
        places=[
            (starts[found.sentence], found.place) for found in scene.places if found.place.kind != "country"
        ],
    )


def _choose_place(places: Sequence[Place]) -> Place | None:
    """Return the sharpest place of an account: of equally sharp ones the commonest, then the first."""
    told = Counter(place.key or place.name for place in places)
    return max(places, key=lambda place: (len(place.path), told[place.key or place.name]), default=None)


def gather_claims(claims: Sequence[Claim], *, article: str = "", published: date | None = None) -> Account:
    """Put claims of one article that tell of one event together, without the words that tell it.

    Args:
        claims: The claims in reading order.
        article: The id of the article, needed where there are no claims.
        published: Its day of publication, used where there are no claims.
    """
    return Account(**_describe_claims(claims, article=article, published=published))


def _describe_claims(claims: Sequence[Claim], *, article: str, published: date | None) -> dict[str, Any]:
    """Return the fields of an account that its claims decide."""
    if not claims:
        return {"id": _name_account(article, ""), "article": article, "published": published}
    days = [claim.date for claim in claims if claim.date is not None]
    return {
        "id": _name_account(claims[0].article, claims[0].id),
        "article": claims[0].article,
        "claims": tuple(claims),
        "scope": claims[0].scope,
        "place": _choose_place([claim.place for claim in claims if claim.place is not None]),
        "date": min(days, key=_rank_sharpness) if days else None,
        "means": tuple(dict.fromkeys([claim.means for claim in claims if claim.means])),
        "actors": tuple(dict.fromkeys([claim.actor for claim in claims if claim.actor])),
        "published": claims[0].published,
    }


def _build_account(claims: Sequence[Claim], sentences: Sequence[Sentence], story: _Story) -> Account:
    return Account(
        **_describe_claims(claims, article="", published=None),
        **_describe_words(sentences, story),
        shingles=find_shingles(_list_counting(claims, story)),
    )


def tell_accounts(scene: Scene, accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Give accounts of one article that were made elsewhere the words that it tells them in.

    Args:
        scene: The article and what it mentions.
        accounts: All its accounts, in the order that it tells them.
    """
    story = _read_story(scene)
    shared = _share_sentences([account.claims for account in accounts], story)
    return tuple(
        evolve(
            account,
            **_describe_words(sentences, story),
            shingles=find_shingles(_list_counting(account.claims, story)),
        )
        for account, sentences in zip(accounts, shared, strict=True)
    )


def _build_empty_account(story: _Story) -> Account:
    """Build the account of a story that counts nobody: its first place, day and means."""
    scene = story.scene
    first = next((found.place for found in scene.places if found.role == "location"), None)
    return Account(
        id=_name_account(scene.article.id, ""),
        article=scene.article.id,
        place=first,
        date=next((found.date for found in scene.dates if _is_day_of(found.date, scene.published)), None),
        means=tuple(dict.fromkeys(_list_means(story))),
        published=scene.published,
        **_describe_words((*story.headline, *scene.sentences), story),
    )


def _list_means(story: _Story) -> Iterator[str]:
    opening = (*story.headline, *story.scene.sentences[:OPENING])
    return (found.means for one in opening for found in find_means(one, lexicon=story.scene.lexicon))


def _is_day_of(days: DateRange, published: date | None) -> bool:
    """Return whether some days may be those of a story's event: few, and none after its publication."""
    if days.width is None or days.width > FEW_DAYS or days.latest is None:
        return False
    return published is None or days.latest <= published


def _describe_words(sentences: Sequence[Sentence], story: _Story) -> dict[str, Any]:
    """Return the fields of an account that the sentences which tell it decide."""
    lexicon, known = story.scene.lexicon, story.known
    told = {sentence.span.start for sentence in sentences}
    places = [place for start, place in story.places if start in told]
    return {
        "around": weigh_places(
            [place for place in places if not place.key or place.key != place.region], lexicon=lexicon
        ),
        "regions": tuple(sorted({region for place in places if (region := place.region)})),
        "names": collect_names(sentences, known=known, lexicon=lexicon),
        "ages": collect_ages(sentences),
        "terms": collect_terms(sentences, known=known, lexicon=lexicon),
    }


def _rank_sharpness(days: DateRange) -> tuple[bool, int]:
    return days.width is None, days.width or 0


def _name_account(article: str, first: str) -> str:
    content = f"{article}\x00{first}"
    return "a" + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _read_headline(scene: Scene) -> tuple[Sentence, ...]:
    """Return the sentences of the title, none where the text begins with it."""
    title = scene.article.title.strip()
    if scene.article.text.lstrip().startswith(title):
        return ()
    return split_sentences(title, lexicon=scene.lexicon)


def _list_towns(scene: Scene) -> frozenset[str]:
    """Return the words of the towns of the gazetteer that an article names, in lower case."""
    return frozenset(
        word
        for found in scene.places
        if found.place.key
        for word in found.place.words.lower().replace("-", " ").split()
    )


def _share_sentences(groups: Sequence[Sequence[Claim]], story: _Story) -> list[tuple[Sentence, ...]]:
    """Return the sentences that tell each account: those from its claims on to another's.

    The account that comes first is what the article is about: all of it tells of that one, the
    headline as well.
    """
    sentences, starts = story.scene.sentences, story.starts
    tells = {
        bisect_right(starts, span.start) - 1: index
        for index, claims in reversed(list(enumerate(groups)))
        for claim in claims
        for span in claim.spans
    }
    shared: list[list[Sentence]] = [[] for _ in groups]
    current = 0
    for at, sentence in enumerate(sentences):
        current = tells.get(at, current)
        shared[current].append(sentence)
    return [(*story.headline, *sentences), *(tuple(told) for told in shared[1:])]


def _list_counting(claims: Sequence[Claim], story: _Story) -> list[Sentence]:
    """Return the sentences that hold the figures of some claims."""
    told = {bisect_right(story.starts, span.start) - 1 for claim in claims for span in claim.spans}
    return [story.scene.sentences[at] for at in sorted(told)]


def _place_answers(
    accounts: list[Account], denials: Sequence[Denial], admissions: Sequence[Admission]
) -> list[Account]:
    """Give each denial and admission to the account told last before it, else to the first."""
    if not (denials or admissions):
        return accounts
    told = sorted(
        (span.start, index)
        for index, account in enumerate(accounts)
        for claim in account.claims
        for span in claim.spans
    )

    def find_home(span: Span) -> int:
        before = bisect_right(told, (span.end, -1)) - 1
        return told[before][1] if before >= 0 else 0

    denied: dict[int, list[Denial]] = {}
    admitted: dict[int, list[Admission]] = {}
    for denial in denials:
        denied.setdefault(find_home(denial.span), []).append(denial)
    for admission in admissions:
        admitted.setdefault(find_home(admission.span), []).append(admission)
    return [
        evolve(account, denials=tuple(denied.get(index, ())), admissions=tuple(admitted.get(index, ())))
        if index in denied or index in admitted
        else account
        for index, account in enumerate(accounts)
    ]
