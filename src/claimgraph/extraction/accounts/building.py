"""Grouped claims → accounts, with the denials told beside them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

from attrs import evolve

from claimgraph.extraction.accounts.merging import merge_mentions
from claimgraph.extraction.places import PlaceMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.shingles import find_shingles
from claimgraph.model import Account, Admission, Article, Claim, DateRange, Denial, Place, Span


def build_accounts(
    article: Article,
    groups: Sequence[Sequence[Claim]],
    denials: Sequence[Denial],
    *,
    sentences: Sequence[Sentence],
    places: Sequence[PlaceMention],
    admissions: Sequence[Admission] = (),
) -> tuple[tuple[Claim, ...], tuple[Account, ...]]:
    """Build the accounts of an article from its grouped claims.

    Args:
        article: The article.
        groups: See `group_claims`.
        denials: Its denials; each goes to the account told last before it.
        sentences: Its sentences.
        places: Its place mentions; the first tells where a story happens that counts nobody.
        admissions: Its admissions; each goes to an account as the denials do.

    Returns:
        The claims, repeated mentions merged, in reading order, and the accounts. There is always
        at least one account.
    """
    home = {claim.id: index for index, group in enumerate(groups) for claim in group}
    every = sorted((claim for group in groups for claim in group), key=lambda claim: claim.spans)
    merged = merge_mentions(every)
    members: dict[int, list[Claim]] = {}
    for claim in merged:
        members.setdefault(home[claim.id], []).append(claim)
    starts = [sentence.span.start for sentence in sentences]
    told = [_find_told(members[index], starts) for index in sorted(members)]
    accounts = [
        _build_account(article, tuple(members[index]), [sentences[at] for at in rows])
        for index, rows in zip(sorted(members), told, strict=True)
    ]
    if not accounts:
        accounts = [_build_empty_account(article, places, sentences)]
    return tuple(merged), tuple(_place_answers(accounts, denials, admissions))


def _choose_place(places: Sequence[Place]) -> Place | None:
    """Return the sharpest place of an account: of equally sharp ones the commonest, then the first."""
    told = Counter(place.key or place.name for place in places)
    return max(places, key=lambda place: (len(place.path), told[place.key or place.name]), default=None)


def _build_account(article: Article, claims: tuple[Claim, ...], sentences: Sequence[Sentence]) -> Account:
    scope = claims[0].scope
    days = [claim.date for claim in claims if claim.date is not None]
    return Account(
        id=_name_account(article.id, claims[0].id),
        article=article.id,
        claims=claims,
        scope=scope,
        place=_choose_place([claim.place for claim in claims if claim.place is not None]),
        date=min(days, key=_rank_sharpness) if days else None,
        means=tuple(dict.fromkeys(claim.means for claim in claims if claim.means)),
        actors=tuple(dict.fromkeys(claim.actor for claim in claims if claim.actor)),
        names=_collect_names(sentences),
        published=claims[0].published,
        shingles=find_shingles(sentences),
    )


def _build_empty_account(
    article: Article, places: Sequence[PlaceMention], sentences: Sequence[Sentence]
) -> Account:
    first = next((found.place for found in places if found.role == "location"), None)
    return Account(
        id=_name_account(article.id, ""),
        article=article.id,
        place=first,
        published=article.published,
        names=_collect_names(sentences[:6]),
    )


def _rank_sharpness(days: DateRange) -> tuple[bool, int]:
    return days.width is None, days.width or 0


def _name_account(article: str, first: str) -> str:
    content = f"{article}\x00{first}"
    return "a" + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _find_told(claims: Sequence[Claim], starts: Sequence[int]) -> list[int]:
    """Return the indexes of the sentences that tell some claims."""
    return sorted({bisect_right(starts, span.start) - 1 for claim in claims for span in claim.spans})


def _collect_names(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    names = {
        token[1]
        for sentence in sentences
        for token in sentence.tokens[1:]
        if token[0] != token[1] and len(token[0]) > 3 and token[0][0].isupper() and token[0].isalpha()
    }
    return tuple(sorted(names))


def _place_answers(
    accounts: list[Account], denials: Sequence[Denial], admissions: Sequence[Admission]
) -> list[Account]:
    """Give each denial and admission to the account told last before it, else to the first."""
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
