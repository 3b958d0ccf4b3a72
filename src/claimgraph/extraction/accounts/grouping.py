"""Which claims of an article tell of one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from claimgraph.extraction.accounts.campaigns import gather_totals
from claimgraph.extraction.accounts.events import choose_best, gather_events
from claimgraph.extraction.accounts.settings import Setting, load_event_words, set_settings
from claimgraph.extraction.sentences import Sentence
from claimgraph.lexicon.tables import Lexicon
from claimgraph.model import Claim, Scope

# Within how many characters two measures are told in one breath.
TOLD_TOGETHER = 160


def group_claims(
    drafts: Sequence[Claim],
    *,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    summed_up: frozenset[str] = frozenset(),
) -> list[list[Claim]]:
    """Group the claims of one article by the event they count.

    Args:
        drafts: The claims, one a mention, in reading order.
        sentences: All sentences of the article.
        lexicon: The weights of what speaks for one event (``event_weights``) and its words.
        summed_up: Ids of the claims whose whole totals several events.

    Returns:
        The groups in the order of their first claims; places and days are sharpened within each.
    """
    if not drafts:
        return []
    words = load_event_words(lexicon)
    settings = read_settings(drafts, sentences=sentences, lexicon=lexicon, summed_up=summed_up)
    single = [own for own in settings if own.claim.scope is Scope.INCIDENT]
    events = gather_events(single, choose=choose_best(words), summed_up=summed_up, words=words)
    totals = gather_totals(own.claim for own in settings if own.claim.scope is Scope.CUMULATIVE)
    groups = [*([own.claim for own in event] for event in events), *totals]
    return [_sharpen(group) for group in sorted(groups, key=lambda group: group[0].spans[0])]


def read_settings(
    drafts: Sequence[Claim],
    *,
    sentences: Sequence[Sentence],
    lexicon: Lexicon,
    summed_up: frozenset[str] = frozenset(),
) -> tuple[Setting, ...]:
    """Return how each claim of an article is told, parts with the scope and day of their wholes."""
    by_id = {claim.id: claim for claim in drafts}
    claims = [_inherit(claim, by_id, claim.id in summed_up) for claim in drafts]
    return set_settings(claims, sentences, load_event_words(lexicon))


# -- what a part takes over -------------------------------------------------------------------


def _inherit(claim: Claim, by_id: Mapping[str, Claim], summed_up: bool) -> Claim:
    """Give a part the scope of its whole, and its day where its own was not read."""
    whole = by_id.get(claim.part_of) if claim.part_of else None
    if whole is None:
        return claim
    if whole.scope is claim.scope:
        return claim if claim.date is not None else evolve(claim, date=whole.date)
    apart = abs(claim.spans[0].start - whole.spans[0].start) > TOLD_TOGETHER
    if (
        summed_up
        and apart
        and claim.scope is Scope.INCIDENT
        and claim.date is not None
        and claim.date.width == 0
    ):
        return claim  # one of the events that a total of days sums up, told further down
    return evolve(claim, scope=whole.scope, date=whole.date or claim.date)


def _sharpen(group: Sequence[Claim]) -> list[Claim]:
    """Give claims without a place the one town that the same event is told of.

    Only where the account names a single town (or one inside the other): two towns tell that a
    claim may be of either.
    """
    towns = [claim.place for claim in group if claim.place and len(claim.place.path) > 1 and claim.place.key]
    lacking = None in [claim.place for claim in group]
    if not lacking or group[0].scope is Scope.CUMULATIVE or not towns:
        return list(group)
    town = max(towns, key=lambda place: len(place.path))
    if not all(place.is_same(town) or place.contains(town) for place in towns):
        return list(group)
    inferred = evolve(town, span=None)
    return [evolve(claim, place=inferred) if claim.place is None else claim for claim in group]
