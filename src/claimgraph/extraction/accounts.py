"""An article's claims → accounts: what it tells of each event.

Claims join the account they fit best: parts follow their whole, figures of one scope, day and
place stand together. A part takes over the scope of its whole.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from attrs import evolve, frozen

from claimgraph.extraction.places import PlaceMention
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Account, Article, Claim, DateRange, Denial, Place, Scope

# Within how many characters two measures are told in one breath.
TOLD_TOGETHER = 160
# For how many days after an event people are told of as still missing or buried by it.
LASTING_DAYS = 3
# How many events back a claim may belong to, and how many claims of an event it is held against
# (the first and the last ones): no article of usual length comes near, a book stays readable.
GROUP_REACH = 60
SAMPLE = 12


def group_claims(
    drafts: Sequence[Claim], *, lexicon: Lexicon, summed_up: frozenset[str] = frozenset()
) -> list[list[Claim]]:
    """Group the claims of one article by the event they count.

    Args:
        drafts: The claims, one a mention, in reading order.
        lexicon: Which measures tell of one kind of event.
        summed_up: Ids of the claims whose whole totals several events: they stand apart from it.

    Returns:
        The groups in the order of their first claims; places and days are sharpened within each.
    """
    by_id = {claim.id: claim for claim in drafts}
    claims = [_inherit(claim, by_id) for claim in drafts]
    return [_sharpen(group) for group in _gather(claims, summed_up, load_measure_kinds(lexicon))]


def build_accounts(
    article: Article,
    groups: Sequence[Sequence[Claim]],
    denials: Sequence[Denial],
    *,
    sentences: Sequence[Sentence],
    places: Sequence[PlaceMention],
) -> tuple[tuple[Claim, ...], tuple[Account, ...]]:
    """Build the accounts of an article from its grouped claims.

    Args:
        article: The article.
        groups: See `group_claims`.
        denials: Its denials; each goes to the account told last before it.
        sentences: Its sentences.
        places: Its place mentions; the first tells where a story happens that counts nobody.

    Returns:
        The claims, repeated mentions merged, in reading order, and the accounts. There is always
        at least one account.
    """
    home = {claim.id: index for index, group in enumerate(groups) for claim in group}
    every = sorted((claim for group in groups for claim in group), key=lambda claim: claim.spans)
    merged = _merge_mentions(every)
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
    return tuple(merged), tuple(_place_denials(accounts, denials))


# -- which claims stand together --------------------------------------------------------------


@frozen(kw_only=True)
class MeasureKinds:
    """What the measures say of events: their families, and which tell of a lasting state."""

    families: Mapping[str, str]
    lasting: frozenset[str]


@lru_cache(maxsize=16)
def load_measure_kinds(lexicon: Lexicon) -> MeasureKinds:
    """Return the kinds of the measures: an evacuation is another event than a strike."""
    tables = lexicon.words("measures")
    return MeasureKinds(
        families={name: table["family"] for name, table in tables.items() if "family" in table},
        lasting=frozenset(name for name, table in tables.items() if table.get("lasting")),
    )


def _gather(drafts: Sequence[Claim], summed_up: frozenset[str], kinds: MeasureKinds) -> list[list[Claim]]:
    groups: list[list[Claim]] = []
    home: dict[str, int] = {}
    apart = _find_apart(drafts, summed_up)
    totals = {claim.part_of for claim in drafts if claim.id in apart}
    total_groups: set[int] = set()
    for claim in drafts:
        index = home.get(claim.part_of) if claim.part_of and claim.id not in apart else None
        if index is None:
            barred = total_groups if claim.id in apart else set()
            index = _find_group(claim, groups, barred, kinds)
        if index is None:
            groups.append([])
            index = len(groups) - 1
        groups[index].append(claim)
        home[claim.id] = index
        if claim.id in totals:
            total_groups.add(index)
    return groups


def _find_apart(drafts: Sequence[Claim], summed_up: frozenset[str]) -> frozenset[str]:
    """Return the summed-up claims whose parts are told one after the other: events of their own.

    The two women and the man of three wounded add up as well, but are told in one breath.
    """
    starts: dict[str | None, list[int]] = {}
    for claim in drafts:
        if claim.id in summed_up:
            starts.setdefault(claim.part_of, []).append(claim.spans[0].start)
    several = {total for total, at in starts.items() if max(at) - min(at) > TOLD_TOGETHER}
    return frozenset(claim.id for claim in drafts if claim.id in summed_up and claim.part_of in several)


def _find_group(
    claim: Claim, groups: Sequence[Sequence[Claim]], barred: set[int], kinds: MeasureKinds
) -> int | None:
    """Return the group that a claim fits best; the latest of equals."""
    best, best_fit = None, 0.0
    for index in range(max(0, len(groups) - GROUP_REACH), len(groups)):
        group = [*groups[index][:SAMPLE], *groups[index][SAMPLE:][-SAMPLE:]]
        if index in barred or not _is_kindred(claim, group, kinds):
            continue
        fit = _fit(claim, group, kinds)
        if fit >= best_fit and fit > 0:
            best, best_fit = index, fit
    return best


def _is_kindred(claim: Claim, group: Sequence[Claim], kinds: MeasureKinds) -> bool:
    """Return whether a measure of the group is of the claim's family, or is told right beside it."""
    own = kinds.families.get(claim.measure)
    return any(
        kinds.families.get(other.measure) == own
        or abs(other.spans[0].start - claim.spans[0].start) < TOLD_TOGETHER
        for other in group
    )


def _fit(claim: Claim, group: Sequence[Claim], kinds: MeasureKinds) -> float:
    """Return how well a claim fits a group: 0 where scope, day or place forbid it."""
    first = group[0]
    if claim.scope is not first.scope or claim.hypothetical != first.hypothetical:
        return 0.0
    if claim.scope is Scope.INCIDENT and any(_restates(claim, other) for other in group):
        return 3.0
    if not all(
        _days_meet(claim.date, other.date, claim.scope) or _lasts(claim, other, kinds) for other in group
    ):
        return 0.0
    places = [_compare_places(claim.place, other.place) for other in group]
    if min(places) < 0:
        return 0.0
    if claim.scope is Scope.CUMULATIVE:
        same_kind = any(claim.measure == other.measure for other in group)
        return max(places) if same_kind and max(places) >= 1 else 0.0
    return 1.0 + max(places)


def _lasts(claim: Claim, other: Claim, kinds: MeasureKinds) -> bool:
    """Return whether one of two claims is a state that the other's event left for some days."""
    first, second = (claim, other) if claim.measure in kinds.lasting else (other, claim)
    if first.measure not in kinds.lasting or first.date is None or second.date is None:
        return False
    gap = first.date.measure_gap(second.date)
    return gap is not None and gap <= LASTING_DAYS and str(first.date.latest) >= str(second.date.earliest)


def _restates(claim: Claim, other: Claim) -> bool:
    """Return whether two claims state one figure of one event, told at first less sharply.

    A headline says "in Homs", the story names the village; the figure says that both are one.
    """
    value = claim.quantity.value
    if claim.measure != other.measure or value is None or value < 2 or value != other.quantity.value:
        return False
    if claim.implied or (claim.part_of is None) != (other.part_of is None):
        return False
    gap = claim.date.measure_gap(other.date) if claim.date and other.date else 0
    if gap is not None and gap > 1:
        return False
    return _compare_places(claim.place, other.place) >= 0 or _share_area(claim.place, other.place)


def _share_area(a: Place | None, b: Place | None) -> bool:
    return a is None or b is None or bool(set(a.path_keys[:-1]) & set(b.path_keys[:-1]))


def _days_meet(a: DateRange | None, b: DateRange | None, scope: Scope) -> bool:
    if a is None or b is None:
        return scope is Scope.INCIDENT or a is b
    if scope is Scope.CUMULATIVE:
        return a.earliest == b.earliest
    return not a.measure_gap(b)


# Kinds of places that are too wide to tell two events apart.
WIDE_KINDS = frozenset({"country", "region", "river", "road", "sea"})


def _compare_places(a: Place | None, b: Place | None) -> float:
    """Return 1 for the same place, 0.5 for one inside the other, 0 for unknown, -1 for apart."""
    if a is None or b is None:
        return 0.0
    if a.is_same(b):
        return 1.0
    if a.contains(b) or b.contains(a):
        return 0.5
    if a.is_unlisted or b.is_unlisted or a.may_contain(b) or b.may_contain(a):
        return 0.25
    return 0.0 if WIDE_KINDS & {a.kind, b.kind} and a.path_keys[-1:] == b.path_keys[-1:] else -1.0


# -- what a part takes over -------------------------------------------------------------------


def _inherit(claim: Claim, by_id: Mapping[str, Claim]) -> Claim:
    """Give a part the scope of its whole, and its day where its own was not read."""
    whole = by_id.get(claim.part_of) if claim.part_of else None
    if whole is None:
        return claim
    own = claim.date if claim.date is not None and claim.date.span is not None else None
    if whole.scope is claim.scope:
        return claim if own is not None else evolve(claim, date=whole.date or claim.date)
    return evolve(claim, scope=whole.scope, date=whole.date or claim.date)


def _sharpen(group: Sequence[Claim]) -> list[Claim]:
    """Give claims told "in the province" the one town that the same event is told of.

    Only where the account names a single town (or one inside the other): two towns tell that a
    claim may be of either.
    """
    towns = [claim.place for claim in group if claim.place and len(claim.place.path) > 1 and claim.place.key]
    if group[0].scope is Scope.CUMULATIVE or not towns:
        return list(group)
    town = max(towns, key=lambda place: len(place.path))
    if not all(place.is_same(town) or place.contains(town) for place in towns):
        return list(group)
    inferred = evolve(town, span=None)
    return [
        evolve(claim, place=inferred) if claim.place is None or _is_wider(claim.place, town) else claim
        for claim in group
    ]


def _is_wider(place: Place, town: Place) -> bool:
    """Return whether a place is the country or province of a town, and no city around a quarter."""
    return len(place.path) < 2 and place.contains(town)


# -- one claim for mentions that say the same -------------------------------------------------


def _merge_mentions(claims: Sequence[Claim]) -> list[Claim]:
    """Merge claims equal in wording and reading into one with several spans."""
    kept: dict[tuple[object, ...], Claim] = {}
    renamed: dict[str, str] = {}
    for claim in claims:
        whole = renamed.get(claim.part_of, claim.part_of) if claim.part_of else None
        standing = evolve(claim, part_of=whole)
        key = _describe(standing)
        first = kept.get(key)
        if first is None:
            kept[key] = standing
            renamed[claim.id] = claim.id
        else:
            kept[key] = evolve(first, spans=tuple(sorted({*first.spans, *claim.spans})))
            renamed[claim.id] = first.id
    return [
        evolve(claim, part_of=renamed.get(claim.part_of, claim.part_of)) if claim.part_of else claim
        for claim in kept.values()
    ]


def _describe(claim: Claim) -> tuple[object, ...]:
    """Return what two mentions must share to be one claim."""
    place = (claim.place.key or claim.place.name) if claim.place else None
    days = (claim.date.earliest, claim.date.latest) if claim.date else None
    chain = tuple(source.id for source in claim.attribution.chain)
    return (
        claim.text,
        claim.measure,
        claim.group,
        place,
        days,
        chain,
        claim.attribution.own_voice,
        claim.attribution.stance,
        claim.scope,
        claim.part_of,
        claim.hypothetical,
        claim.superseded,
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
        names=_collect_names(sentences),
        published=article.published,
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


def _measure_width(days: DateRange) -> tuple[int, str]:
    if days.earliest is None or days.latest is None:
        return 10**6, days.words
    return (days.latest - days.earliest).days, ""


def _name_account(article: str, first: str) -> str:
    content = f"{article}\x00{first}"
    return "a" + blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _find_told(claims: Sequence[Claim], starts: Sequence[int]) -> list[int]:
    """Return the indexes of the sentences that tell some claims."""
    return sorted({bisect_right(starts, span.start) - 1 for claim in claims for span in claim.spans})


def _collect_names(sentences: Sequence[Sentence]) -> frozenset[str]:
    return frozenset(
        token.lower
        for sentence in sentences
        for token in sentence.tokens[1:]
        if token.is_capital and len(token.text) > 3 and token.text.isalpha()
    )


def _place_denials(accounts: list[Account], denials: Sequence[Denial]) -> list[Account]:
    """Give each denial to the account told last before it, else to the first."""
    told = sorted(
        (span.start, index)
        for index, account in enumerate(accounts)
        for claim in account.claims
        for span in claim.spans
    )
    homes: dict[int, list[Denial]] = {}
    for denial in denials:
        before = bisect_right(told, (denial.span.end, -1)) - 1
        homes.setdefault(told[before][1] if before >= 0 else 0, []).append(denial)
    return [
        evolve(account, denials=tuple(homes[index])) if index in homes else account
        for index, account in enumerate(accounts)
    ]


__all__ = ["build_accounts", "group_claims"]
