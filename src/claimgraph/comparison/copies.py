"""Which articles run the text of another: wire copy printed by six papers is one report.

Accounts are compared by their shingles, the hashed runs of words of the sentences that tell them
(see `Account.shingles`). What counts is how much of the shorter telling stands in the longer one,
so that a paper which prints two paragraphs of a dispatch is found as well as one that prints all.
Of two that share their text the one published first is the original; of one day, the longer.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import chain

from claimgraph.arguments import take_each
from claimgraph.model import MOST_SHINGLES, Account, Copy

SHARE = 0.3
"""From this share on, two tellings are one text. Papers that write for themselves share hardly a
run of five words; re-written copy keeps a third of them and more."""

FEWEST = 6
"""So many runs of words must be shared at least: one stock phrase has not that many. Of two that tell
all alike (see `list_repeats`) one run is enough."""

HOLDERS = 40
"""In so many accounts, the first to tell it, a run of words is looked for."""

Order = tuple[str, int, str]


def find_copies(accounts: Iterable[Account]) -> tuple[Copy, ...]:
    """Find the articles whose account of an event is the text of another article.

    Args:
        accounts: Accounts in any order, of one incident or of many.

    Returns:
        The copies by the id of the copying article. Each article copies at most one other: of the
        originals before it, the one with the largest share. Accounts without shingles, and the
        accounts of one article among themselves, are never copies.
    """
    listed = sorted(
        (account for account in take_each(accounts, Account, "find_copies") if account.shingles),
        key=_rank_original,
    )
    rank: dict[str, int] = {}
    for account in listed:
        rank.setdefault(account.article, len(rank))
    best: dict[str, tuple[float, str, str]] = {}
    for a, b in (*_find_candidates(listed), *_find_short_repeats(listed)):
        share = measure_share(a.shingles, b.shingles)
        if share >= SHARE and a.article != b.article:
            copy = max(a.article, b.article, key=rank.__getitem__)
            # The largest share; of equal ones the first pair by its ids.
            found = (-share, min(a.article, b.article), max(a.article, b.article))
            best[copy] = min(found, best.get(copy, found))
    return tuple(_make_copy(copy, *best[copy]) for copy in sorted(best))


def _rank_original(account: Account) -> Order:
    """The earlier telling is the original, of one day the fuller one; undated ones come last."""
    day = account.published.isoformat() if account.published else "9999"
    return day, -len(account.shingles), account.article


def _find_candidates(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield every two accounts that have `FEWEST` shingles in common, the earlier one first.

    A run of words that more than `HOLDERS` accounts tell is looked for in the first of these only: a
    text that 5,000 papers print has millions of pairs, and its original is among the first.
    """
    told = Counter(chain.from_iterable(account.shingles for account in accounts))
    holders: dict[int, list[int]] = {shingle: [] for shingle, times in told.items() if times > 1}
    for at, account in enumerate(accounts if len(holders) >= FEWEST else ()):
        held = [holders[shingle] for shingle in account.shingles if shingle in holders]
        for other, shared in Counter(chain.from_iterable(held)).items():
            if shared >= FEWEST:
                yield accounts[other], account
        for places in held:
            if len(places) < HOLDERS:
                places.append(at)


def _find_short_repeats(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Yield those that have too few shingles to be candidates, and tell all alike."""
    for first, *others in list_repeats(one for one in accounts if len(one.shingles) < FEWEST):
        for other in others:
            yield first, other


def list_repeats(accounts: Iterable[Account]) -> list[list[Account]]:
    """Return the accounts that tell all alike: one text printed again, of whatever day and publisher.

    Args:
        accounts: Accounts in any order; those without shingles are left out, as nobody knows their text,
            and so are those that tell nothing.

    Returns:
        Two and more accounts of different articles each, the original first.
    """
    alike: dict[Hashable, dict[str, Account]] = defaultdict(dict)
    for account in sorted(filter(_is_known, accounts), key=_rank_original):
        alike[_find_telling(account)].setdefault(account.article, account)
    return [list(told.values()) for told in alike.values() if len(told) > 1]


def _is_known(account: Account) -> bool:
    return bool(account.shingles) and bool(account.claims or account.terms)


def _find_telling(account: Account) -> Hashable:
    """Return all that is known of what an account tells, beside whose words they are."""
    place = account.place
    claims = tuple((claim.text, claim.measure) for claim in account.claims)
    event = (account.scope, account.means, place and (place.name, place.key, place.path), _word_days(account))
    return claims, event, account.shingles, account.terms, account.names, account.ages, account.around


def _word_days(account: Account) -> Hashable:
    """Return the days that the text says, without what is only known from the day of its publication."""
    days = account.date
    if days is None or not days.words:
        return None
    is_until_now = days.latest == account.published and days.earliest != days.latest
    return days.earliest, None if is_until_now else days.latest, days.precision, days.words


def measure_share(a: Sequence[int], b: Sequence[int]) -> float:
    """Return how much of the shorter of two texts stands in the longer one, from 0 to 1.

    Where a text had more runs of words than an account keeps, only hashes up to the largest kept
    are compared, which is a fair sample of both.

    Args:
        a: Shingles of the one, as `Account.shingles` holds them: each once, ascending.
        b: Shingles of the other.

    Returns:
        0 where one of them has none.
    """
    ends = [kept[-1] for kept in (a, b) if len(kept) >= MOST_SHINGLES]
    if ends:
        a, b = (kept[: bisect_right(kept, min(ends))] for kept in (a, b))
    shorter = min(len(a), len(b))
    return len(set(a).intersection(b)) / shorter if shorter else 0.0


def _make_copy(copy: str, rank: float, one: str, other: str) -> Copy:
    original, share = (other if copy == one else one), -rank
    reason = f"{copy} and {original} share {share:.0%} of the shorter one’s wording"
    return Copy(a=copy, b=original, share=round(share, 4), reason=reason)


__all__ = ["FEWEST", "HOLDERS", "SHARE", "find_copies", "list_repeats", "measure_share"]
