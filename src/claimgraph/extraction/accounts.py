"""An article's claims → accounts: what it tells of each event.

Claims join the account they fit best: parts follow their whole, figures of one scope, day and
place stand together. Within an account a claim takes over the sharper place of its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from attrs import evolve

from claimgraph.extraction.sentences import Sentence
from claimgraph.model import Account, Article, Claim, DateRange, Denial, Place, Scope, Span


def group_accounts(
    article: Article,
    drafts: Sequence[Claim],
    denials: Sequence[Denial],
    sentences: Sequence[Sentence],
    places: Sequence[Any],
) -> tuple[tuple[Claim, ...], tuple[Denial, ...], tuple[Account, ...]]:
    """Group the claims of an article by the event they count.

    Args:
        article: The article.
        drafts: Its claims, one a mention, in reading order.
        denials: Its denials.
        sentences: Its sentences.
        places: Its place mentions; the first tells where a story happens that counts nobody.

    Returns:
        The claims (repeated mentions merged), the denials and the accounts, in reading order.
        There is always at least one account.
    """
    groups = _gather(drafts)
    sharpened = [_sharpen(group) for group in groups]
    claims = [claim for group in sharpened for claim in group]
    merged, renamed = _merge_mentions(sorted(claims, key=lambda claim: claim.spans))
    home = {claim.id: index for index, group in enumerate(sharpened) for claim in group}
    accounts: list[Account] = []
    for index in range(len(groups)):
        members = tuple(claim for claim in merged if home[claim.id] == index)
        if members:
            accounts.append(_build_account(article, members, sentences))
    if not accounts:
        accounts.append(_build_empty_account(article, places, sentences))
    accounts = _place_denials(accounts, denials)
    return tuple(merged), tuple(denials), tuple(accounts)


# -- which claims stand together --------------------------------------------------------------


def _gather(drafts: Sequence[Claim]) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    home: dict[str, int] = {}
    for claim in drafts:
        index = home.get(claim.part_of) if claim.part_of else None
        if index is None:
            index = _find_group(claim, groups)
        if index is None:
            groups.append([])
            index = len(groups) - 1
        groups[index].append(claim)
        home[claim.id] = index
    return groups


def _find_group(claim: Claim, groups: Sequence[Sequence[Claim]]) -> int | None:
    """Return the group that a claim fits best; the latest of equals."""
    best, best_fit = None, 0.0
    for index, group in enumerate(groups):
        fit = _fit(claim, group)
        if fit >= best_fit and fit > 0:
            best, best_fit = index, fit
    return best


def _fit(claim: Claim, group: Sequence[Claim]) -> float:
    """Return how well a claim fits a group: 0 where scope, day or place forbid it."""
    first = group[0]
    if claim.scope is not first.scope or claim.hypothetical != first.hypothetical and claim.scope is Scope.CUMULATIVE:
        return 0.0
    if not all(_days_meet(claim.date, other.date, claim.scope) for other in group):
        return 0.0
    places = [_compare_places(claim.place, other.place) for other in group]
    if min(places) < 0:
        return 0.0
    if claim.scope is Scope.CUMULATIVE:
        same_kind = any(claim.measure == other.measure for other in group)
        return max(places) if same_kind and max(places) >= 1 else 0.0
    same = any(claim.measure == other.measure and claim.quantity.value == other.quantity.value for other in group)
    return 1.0 + max(places) + (0.5 if same else 0.0)


def _days_meet(a: DateRange | None, b: DateRange | None, scope: Scope) -> bool:
    if a is None or b is None:
        return scope is Scope.INCIDENT or a is b
    if scope is Scope.CUMULATIVE:
        return a.earliest == b.earliest
    if a.latest is None or b.latest is None or a.earliest is None or b.earliest is None:
        return True
    return a.earliest <= b.latest and b.earliest <= a.latest


def _compare_places(a: Place | None, b: Place | None) -> float:
    """Return 1 for the same place, 0.5 for one inside the other, 0 for unknown, -1 for apart."""
    if a is None or b is None:
        return 0.0
    if is_same_place(a, b):
        return 1.0
    if _contains(a, b) or _contains(b, a):
        return 0.5
    return -1.0


def is_same_place(a: Place, b: Place) -> bool:
    """Return whether two mentions name one place: the same entry, or the same unlisted name."""
    if a.key is not None and b.key is not None:
        return a.key == b.key
    return a.name.lower() == b.name.lower()


def _contains(outer: Place, inner: Place) -> bool:
    if outer.key is not None and outer.key in inner.path_keys:
        return True
    return outer.name in inner.path


# -- sharper readings within an account -------------------------------------------------------


def _sharpen(group: Sequence[Claim]) -> list[Claim]:
    """Let claims of one event take over the most specific place that contains nothing said otherwise."""
    if group[0].scope is Scope.CUMULATIVE:
        return list(group)
    return [evolve(claim, place=_find_sharper(claim.place, group)) for claim in group]


def _find_sharper(place: Place | None, group: Sequence[Claim]) -> Place | None:
    others = [claim.place for claim in group if claim.place is not None]
    inner = [other for other in others if place is None or _contains(place, other)]
    if not inner:
        return place
    sharpest = max(inner, key=lambda other: len(other.path))
    return evolve(sharpest, span=None) if place is None or place.span is None else sharpest


# -- one claim for mentions that say the same -------------------------------------------------


def _merge_mentions(claims: Sequence[Claim]) -> tuple[list[Claim], dict[str, str]]:
    """Merge claims equal in wording and reading into one with several spans."""
    kept: dict[tuple[object, ...], Claim] = {}
    renamed: dict[str, str] = {}
    for claim in claims:
        whole = renamed.get(claim.part_of, claim.part_of) if claim.part_of else None
        claim = evolve(claim, part_of=whole)
        key = _describe(claim)
        first = kept.get(key)
        if first is None:
            kept[key] = claim
            renamed[claim.id] = claim.id
        else:
            kept[key] = evolve(first, spans=tuple(sorted({*first.spans, *claim.spans})))
            renamed[claim.id] = first.id
    merged = [
        evolve(claim, part_of=renamed.get(claim.part_of, claim.part_of)) if claim.part_of else claim
        for claim in kept.values()
    ]
    return merged, renamed


def _describe(claim: Claim) -> tuple[object, ...]:
    """Return what two mentions must share to be one claim."""
    place = (claim.place.key or claim.place.name) if claim.place else None
    days = (claim.date.earliest, claim.date.latest) if claim.date else None
    chain = tuple(source.id for source in claim.attribution.chain)
    return (
        claim.text, claim.measure, claim.group, place, days, chain, claim.attribution.own_voice,
        claim.attribution.stance, claim.scope, claim.part_of, claim.hypothetical, claim.superseded,
        claim.means,
    )


# -- accounts ---------------------------------------------------------------------------------


def _build_account(article: Article, claims: tuple[Claim, ...], sentences: Sequence[Sentence]) -> Account:
    scope = claims[0].scope
    places = [claim.place for claim in claims if claim.place is not None]
    days = [claim.date for claim in claims if claim.date is not None]
    return Account(
        id=_name_account(article.id, claims[0].id),
        article=article.id,
        claims=claims,
        scope=scope,
        place=max(places, key=lambda place: (len(place.path), -places.index(place))) if places else None,
        date=min(days, key=_measure_width) if days else None,
        means=tuple(dict.fromkeys(claim.means for claim in claims if claim.means)),
        actors=tuple(dict.fromkeys(claim.actor for claim in claims if claim.actor)),
        names=_find_names(claims, sentences),
        published=article.published,
    )


def _build_empty_account(article: Article, places: Sequence[Any], sentences: Sequence[Sentence]) -> Account:
    first = next((found.place for found in places if getattr(found, "role", "") == "location"), None)
    return Account(
        id=_name_account(article.id, ""), article=article.id, place=first, published=article.published,
        names=_collect_names(sentences[:6]),
    )


def _measure_width(days: DateRange) -> tuple[int, str]:
    if days.earliest is None or days.latest is None:
        return 10**6, days.words
    return (days.latest - days.earliest).days, ""


def _name_account(article: str, first: str) -> str:
    content = f"{article}\x00{first}"
    return "a" + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _find_names(claims: Sequence[Claim], sentences: Sequence[Sentence]) -> frozenset[str]:
    spans = [span for claim in claims for span in claim.spans]
    told = [
        sentence for sentence in sentences
        if any(sentence.span.start <= span.start < sentence.span.end for span in spans)
    ]
    return _collect_names(told)


def _collect_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(
        token.lower
        for sentence in sentences
        for token in sentence.tokens[1:]
        if token.is_capital and len(token.text) > 3 and token.text.isalpha()
    )


def _place_denials(accounts: list[Account], denials: Sequence[Denial]) -> list[Account]:
    """Give each denial to the account told last before it, else to the first."""
    homes: dict[int, list[Denial]] = {}
    for denial in denials:
        index = _find_account_before(accounts, denial.span)
        homes.setdefault(index, []).append(denial)
    return [
        evolve(account, denials=tuple(homes[index])) if index in homes else account
        for index, account in enumerate(accounts)
    ]


def _find_account_before(accounts: Sequence[Account], span: Span) -> int:
    best, best_at = 0, -1
    for index, account in enumerate(accounts):
        for claim in account.claims:
            for mention in claim.spans:
                if best_at < mention.start < span.end:
                    best, best_at = index, mention.start
    return best


__all__ = ["group_accounts", "is_same_place"]
