"""Which two accounts to compare, and how much speaks for their telling of one event.

Evidence is a list of small functions. Each looks at two accounts and returns named evidence with
a reason in words, or nothing; what a name weighs stands in ``weights.toml``. A score is the sum.
Only accounts that share a day and a country, or a cumulative count of one place, are compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from types import MappingProxyType

from attrs import frozen

from claimgraph.errors import MisuseError
from claimgraph.model import Account, Claim, DatePrecision, DateRange, Evidence, Link, Place, Scope

# An account whose days are wider than this is found through its place and period alone.
WIDEST = 10
# Two months: "in December".
LONGEST_PERIOD = 62
# How many days after an event a report that gives no day may still speak of it.
REPORTING_DAYS = 7
# How many days a story without a day may look back: trials, anniversaries.
FOLLOWING_DAYS = 200
# Places within this distance are near each other; a village and the town that names it, say.
NEAR_KM = 20.0
# Below the one a shared figure says little (many events kill two), from the other on much.
SMALL, LARGE = 5, 12
EARTH_KM = 6371.0
Finding = tuple[str, str]
EvidenceFunction = Callable[[Account, Account], Finding | None]


@frozen(kw_only=True)
class Weights:
    """What each named evidence weighs, and from which score on two accounts are linked."""

    threshold: float
    veto: float
    weights: Mapping[str, float]


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """Return the shipped weights."""
    table = tomllib.loads((Path(__file__).parent / "weights.toml").read_text(encoding="utf-8"))
    return Weights(
        threshold=table["threshold"], veto=table["veto"], weights=MappingProxyType(table["weights"])
    )


# -- evidence ---------------------------------------------------------------------------------


def compare_days(a: Account, b: Account) -> Finding | None:
    """Both tell of the same day, of overlapping days, or of days apart."""
    gap = a.date.measure_gap(b.date) if a.date and b.date else None
    if a.date is None or b.date is None or gap is None:
        return "day unknown", "the day of one of them is not known"
    first, second = _word_days(a.date), _word_days(b.date)
    if gap == 0:
        if (a.date.earliest, a.date.latest) == (b.date.earliest, b.date.latest):
            return "same day", f"both on {first}"
        return "days overlap", f"{first} overlaps {second}"
    apart = f"{first} and {second} lie {gap} day{'s' if gap > 1 else ''} apart"
    if _is_reported_later(a, b) or _is_reported_later(b, a):
        if gap <= REPORTING_DAYS:
            return "day only bounded", f"{apart}, but one is only dated by its report"
        if gap <= FOLLOWING_DAYS:
            return "told long after", f"{apart}; one may look back, it gives no day"
    return {1: "one day apart", 2: "two days apart"}.get(gap, "days apart"), apart


def _is_reported_later(inferred: Account, other: Account) -> bool:
    """Return whether one account is dated by its report alone and the other's day lies before."""
    if inferred.date is None or other.date is None or inferred.date.precision is DatePrecision.DAY:
        return False
    one_day = inferred.date.earliest == inferred.date.latest
    return (
        one_day
        and inferred.date.latest is not None
        and other.date.latest is not None
        and (other.date.latest <= inferred.date.latest)
    )


def _word_days(days: DateRange) -> str:
    if days.earliest == days.latest:
        return str(days.earliest)
    return f"{days.earliest} to {days.latest}"


def compare_places(a: Account, b: Account) -> Finding | None:
    """Both tell of the same place, of one inside the other, or of different places."""
    first, second = a.place, b.place
    if first is None or second is None:
        return "place unknown", "where one of them happened is not known"
    if first.is_same(second):
        return ("same country only" if first.is_wide else "same place"), f"both in {first.name}"
    if first.is_unlisted or second.is_unlisted:
        return "place unknown", "where one of them lies is not known"
    return _compare_known_places(*sorted((first, second), key=lambda place: (place.name, place.key or "")))


def _compare_known_places(a: Place, b: Place) -> Finding:
    both = f"{a.name} and {b.name}"
    if (a.is_wide or b.is_wide) and _find_country(a) == _find_country(b):
        return "same country only", f"{both} share only the country"
    if a.contains(b) or b.contains(a):
        return "one place inside the other", f"one of {both} lies in the other"
    if a.may_contain(b) or b.may_contain(a):
        return "one place may be inside the other", f"{both} lie in one province of that name"
    distance = _measure_distance(a, b)
    if distance is not None and distance <= NEAR_KM:
        return "places near each other", f"{both} lie {distance:.0f} km apart"
    shared = [name for name in a.path[:-1] if name in b.path[:-1]]
    if shared:
        return "same area", f"{both} both lie in {shared[0]}"
    return "different places", f"{a.name} is not {b.name}"


def _measure_distance(a: Place, b: Place) -> float | None:
    """Return the kilometres between two places on a sphere, ``None`` where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    first, second = radians(a.latitude), radians(b.latitude)
    east = radians(b.longitude - a.longitude)
    half = sin((second - first) / 2) ** 2 + cos(first) * cos(second) * sin(east / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _find_country(place: Place) -> str:
    return place.path_keys[-1] if place.path_keys else place.key or place.name


def compare_means(a: Account, b: Account) -> Finding | None:
    """Both name the same means, or means that exclude each other."""
    shared = [means for means in a.means if means in b.means]
    if shared:
        return "same means", f"both by {shared[0]}"
    if a.means and b.means:
        return "different means", f"{a.means[0]} is not {b.means[0]}"
    return None


def compare_figures(a: Account, b: Account) -> Finding | None:
    """Both count the same number of people for the same measure."""
    first, second = _list_figures(a), _list_figures(b)
    shared = sorted(set(first) & set(second), key=lambda figure: (-figure[1], figure[0]))
    if len({measure for measure, _ in shared}) > 1:
        words = " and ".join(f"{value} {measure}" for measure, value in shared[:2])
        return "same figure of two measures", f"both count {words}"
    if shared:
        measure, value = shared[0]
        name = (
            "same large figure"
            if value >= LARGE
            else "same figure"
            if value >= SMALL
            else "same small figure"
        )
        if len(shared) > 1:
            name = "same large figure" if value >= SMALL else "same figure"
        return name, f"both count {value} {measure}"
    return _compare_sizes(a, b)


def _compare_sizes(a: Account, b: Account) -> Finding | None:
    for claim in _list_counted(a):
        for other in _list_counted(b):
            if claim.measure == other.measure and claim.part_of is None and other.part_of is None:
                low, high = sorted((claim.quantity.low, other.quantity.low))
                if high > 6 * max(low, 1) and not claim.quantity.overlaps(other.quantity):
                    return "figures far apart", f"{claim.text} and {other.text} are far apart"
                if claim.quantity.overlaps(other.quantity):
                    return "figures compatible", f"{claim.text} and {other.text} can both be true"
                return "no figure shared", "their figures differ"
    return None


def _list_counted(account: Account) -> list[Claim]:
    return [claim for claim in account.claims if not claim.implied]


def _list_figures(account: Account) -> list[tuple[str, int]]:
    return [
        (claim.measure, claim.quantity.value)
        for claim in account.claims
        if claim.quantity.value is not None and claim.quantity.value > 1
    ]


def compare_actors(a: Account, b: Account) -> Finding | None:
    """Both name the same one as having done it."""
    first = {actor.casefold() for actor in a.actors}
    shared = sorted(actor for actor in b.actors if actor.casefold() in first)
    return ("same actor", f"both name {shared[0]}") if shared else None


def compare_names(a: Account, b: Account) -> Finding | None:
    """Both mention names that are no place of theirs."""
    named = [
        name for account in (a, b) if account.place for name in (account.place.name, *account.place.path)
    ]
    places = {word for name in named for word in name.casefold().split()}
    shared = sorted((set(a.names) & set(b.names)) - places)
    if len(shared) < 3:
        return None
    return "shared names", f"both mention {', '.join(shared[:4])}"


def compare_articles(a: Account, b: Account) -> Finding | None:
    """One article tells of both, so it keeps them apart."""
    if a.article == b.article:
        return "told apart in one article", f"article {a.article} tells of them apart"
    return None


def compare_periods(a: Account, b: Account) -> Finding | None:
    """Both count over the same period, as far as its beginning is said."""
    first = a.date.earliest if a.date else None
    second = b.date.earliest if b.date else None
    if first is None or second is None:
        return "same count of a period", "neither begins at another day than the other"
    gap = abs((first - second).days)
    if gap <= 45 or (gap <= 366 and min(first, second).month == 1 and min(first, second).day == 1):
        return "same period", f"both count from about {min(first, second)}"
    return "different periods", f"one counts from {first}, the other from {second}"


def compare_measures(a: Account, b: Account) -> Finding | None:
    """Both count the same thing happening to people."""
    first = {claim.measure for claim in a.claims}
    shared = sorted(first & {claim.measure for claim in b.claims})
    if shared:
        return "same kind of count", f"both count {shared[0]}"
    return "different kinds of count", "they count different things"


def compare_magnitudes(a: Account, b: Account) -> Finding | None:
    """Their counts of one thing are of another order of magnitude."""
    lows = {
        claim.measure: claim.quantity.low
        for claim in b.claims
        if claim.part_of is None and claim.quantity.low
    }
    for claim in a.claims:
        other = lows.get(claim.measure)
        if (
            other
            and claim.part_of is None
            and max(claim.quantity.low, other) > 6 * max(1, min(claim.quantity.low, other))
        ):
            return "counts far apart", f"{claim.quantity.low} and {other} are of different orders"
    return None


INCIDENT_EVIDENCE: tuple[EvidenceFunction, ...] = (
    compare_days,
    compare_places,
    compare_means,
    compare_figures,
    compare_actors,
    compare_names,
    compare_articles,
)
CUMULATIVE_EVIDENCE: tuple[EvidenceFunction, ...] = (
    compare_periods,
    compare_places,
    compare_measures,
    compare_magnitudes,
    compare_articles,
)


def score_pair(a: Account, b: Account, *, weights: Weights | None = None) -> Link:
    """Score how much speaks for two accounts telling of one event.

    Args:
        a: An account.
        b: Another one.
        weights: What each evidence weighs; the shipped weights if left out.

    Returns:
        The link with its evidence, the weightiest first; the same for ``(a, b)`` and ``(b, a)``.
        Accounts of different scope score minus infinity: a strike is never a war.
    """
    if not (isinstance(a, Account) and isinstance(b, Account)):
        kinds = f"{type(a).__name__} and {type(b).__name__}"
        raise MisuseError(f"score_pair takes two Accounts, not {kinds}; see graph.accounts")
    table = weights or load_weights()
    if b.id < a.id:
        a, b = b, a
    if a.scope is not b.scope:
        reason = Evidence(
            name="different scope", weight=float("-inf"), reason="one counts an event, the other a period"
        )
        return Link(a=a.id, b=b.id, score=float("-inf"), evidence=(reason,))
    functions = INCIDENT_EVIDENCE if a.scope is Scope.INCIDENT else CUMULATIVE_EVIDENCE
    findings = [finding for function in functions if (finding := function(a, b)) is not None]
    evidence = sorted(
        (
            Evidence(name=name, weight=table.weights.get(name, 0.0), reason=reason)
            for name, reason in findings
        ),
        key=lambda item: (-abs(item.weight), item.name),
    )
    return Link(
        a=a.id, b=b.id, score=round(sum(item.weight for item in evidence), 6), evidence=tuple(evidence)
    )


# -- candidates -------------------------------------------------------------------------------


def find_pairs(accounts: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Find the pairs of accounts worth a comparison, each once, in a fixed order.

    Accounts meet in blocks: an event's by each of its days (and the days beside) and its country,
    a cumulative count's by its place.
    """
    blocks: dict[tuple[str, ...], list[Account]] = {}
    for account in sorted(accounts, key=lambda account: account.id):
        for key in _name_blocks(account):
            blocks.setdefault(key, []).append(account)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for a, b in _pair_block(key, blocks[key]):
            # An article keeps its own accounts apart; they meet only through those of others.
            if a.article != b.article and (a.id, b.id) not in seen:
                seen.add((a.id, b.id))
                yield a, b


def _pair_block(key: tuple[str, ...], block: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """Pair the accounts of one block; where the country is open, only those that name none with all."""
    if key[0] != "day" or key[2]:
        yield from combinations(block, 2)
        return
    for a in block:
        if not _name_country(a):
            yield from ((a, b) if a.id < b.id else (b, a) for b in block if b.id != a.id)


def _name_country(account: Account) -> str:
    place = account.place
    return _find_country(place) if place is not None and not place.is_unlisted else ""


def _name_blocks(account: Account) -> list[tuple[str, ...]]:
    place = account.place
    if account.scope is Scope.CUMULATIVE:
        return [("cumulative", place.name.casefold() if place else "")]
    countries = sorted({_name_country(account), ""})
    blocks: list[tuple[str, ...]] = [
        ("day", str(day), country) for day in _list_days(account) for country in countries
    ]
    if place is not None and not place.is_wide:
        name = place.key or place.name.casefold()
        # A story without a day meets the reports of that month, and those of the same figure.
        blocks += [("month", month, name) for month in _list_months(account)]
        blocks += [
            ("figure", measure, str(value), name) for measure, value in sorted(set(_list_figures(account)))
        ]
    return blocks


def _list_months(account: Account) -> list[str]:
    days = account.date
    if days is None or days.earliest is None or days.latest is None:
        return []
    ends = {f"{day.year}-{day.month:02}" for day in (days.earliest, days.latest)}
    return sorted(ends) if (days.latest - days.earliest).days <= LONGEST_PERIOD else []


def _list_days(account: Account) -> Iterable[date]:
    days = account.date
    if (
        days is None
        or days.earliest is None
        or days.latest is None
        or (days.latest - days.earliest).days > WIDEST
    ):
        # Without a day an account is compared with what was reported when it was.
        center = account.published or (days.latest if days else None)
        return [center] if center else []
    first = days.earliest - timedelta(days=1)
    return [first + timedelta(days=step) for step in range((days.latest - days.earliest).days + 3)]


__all__ = ["Weights", "find_pairs", "load_weights", "score_pair"]
